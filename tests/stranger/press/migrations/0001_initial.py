import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.contrib.taggit
import modelcluster.fields
import modelsearch.index
import taggit.managers
import wagtail.fields
import wagtail.images.models
import wagtail.models.media
import wagtail_district_news.counting
import wagtail_district_news.models.categories
import wagtail_district_news.routing
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('taggit', '0001_initial'),
        ('wagtailcore', '0094_alter_page_locale'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Desk',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('intro', models.TextField(blank=True, help_text='Shown under the title.', verbose_name='introduction')),
                ('body', wagtail.fields.StreamField([('heading', 2), ('paragraph', 3), ('figure', 9), ('gallery', 12), ('quote', 15), ('table', 17), ('document', 20), ('embed', 22), ('visitor_counter', 25), ('campaign_messages', 28)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 500}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Section'), ('3', 'Part of a section'), ('4', 'Smallest heading')], 'label': 'Level'}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1)]], {}), 3: ('wagtail_district_news.blocks.words.ParagraphBlock', (), {}), 4: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 5: ('wagtail.blocks.CharBlock', (), {'help_text': "What the picture shows, for those who cannot see it. Empty: the picture's own description.", 'label': 'Text alternative', 'max_length': 500, 'required': False}), 6: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'The picture says nothing that the text does not; screen readers pass over it.', 'label': 'Only decoration', 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 1000, 'required': False}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Credit', 'max_length': 255, 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('image', 4), ('alt_text', 5), ('decorative', 6), ('caption', 7), ('credit', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Pictures', 'min_num': 1}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Caption of the gallery', 'max_length': 1000, 'required': False}), 12: ('wagtail.blocks.StructBlock', [[('images', 10), ('caption', 11)]], {}), 13: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'max_length': 255, 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('text', 13), ('attribution', 14)]], {}), 16: ('wagtail_district_news.blocks.words.RichText', (), {'features': ['bold', 'italic', 'link', 'document-link', 'superscript', 'subscript', 'strikethrough'], 'label': 'Text', 'required': False}), 17: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 16)]], {}), 18: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Document'}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': "Empty: the document's own title.", 'label': 'Title', 'max_length': 500, 'required': False}), 20: ('wagtail.blocks.StructBlock', [[('document', 18), ('title', 19)]], {}), 21: ('wagtail.blocks.URLBlock', (), {'help_text': 'The page of the video or the map.', 'label': 'Address', 'max_length': 2000}), 22: ('wagtail.blocks.StructBlock', [[('url', 21), ('caption', 7)]], {}), 23: ('wagtail.blocks.CharBlock', (), {'help_text': 'Empty: “Visitors”.', 'label': 'Label', 'max_length': 100, 'required': False}), 24: ('wagtail.blocks.IntegerBlock', (), {'help_text': 'Empty: as the site is set up.', 'label': 'Digits', 'max_value': 20, 'min_value': 1, 'required': False}), 25: ('wagtail.blocks.StructBlock', [[('label', 23), ('digits', 24)]], {}), 26: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 255, 'required': False}), 27: ('wagtail.blocks.IntegerBlock', (), {'default': 5, 'label': 'At most', 'max_value': 50, 'min_value': 1}), 28: ('wagtail.blocks.StructBlock', [[('heading', 26), ('limit', 27)]], {})}, help_text='Shown above the list of articles.', verbose_name='body')),
                ('page_size', models.PositiveSmallIntegerField(default=wagtail_district_news.models.categories.default_page_size, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(200)], verbose_name='articles on a page')),
                ('phone', models.CharField(default='08 3829 0000', max_length=30)),
            ],
            options={
                'abstract': False,
            },
            bases=(wagtail_district_news.counting.VisitedPageMixin, wagtail_district_news.routing.ArchiveRoutesMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='FrontPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
            ],
            options={
                'abstract': False,
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Leaflet',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('text', models.TextField(blank=True)),
            ],
            options={
                'abstract': False,
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Shelf',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
            ],
            options={
                'abstract': False,
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('file', models.FileField(upload_to='documents', verbose_name='file')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('file_size', models.PositiveBigIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, editable=False, max_length=40)),
                ('reference', models.CharField(max_length=50)),
                ('signed_on', models.DateField(blank=True, null=True)),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'abstract': False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Photo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', upload_to=wagtail.images.models.get_upload_to, verbose_name='file', width_field='width')),
                ('description', models.CharField(blank=True, default='', max_length=255, verbose_name='description')),
                ('width', models.IntegerField(editable=False, verbose_name='width')),
                ('height', models.IntegerField(editable=False, verbose_name='height')),
                ('created_at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='created at')),
                ('focal_point_x', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_y', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_width', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_height', models.PositiveIntegerField(blank=True, null=True)),
                ('file_size', models.PositiveIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                ('licence', models.CharField(default='all rights reserved', max_length=50)),
                ('photographer', models.CharField(blank=True, max_length=100)),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'abstract': False,
            },
            bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('published_at', models.DateTimeField(default=django.utils.timezone.now, help_text="Shown to readers; it orders every list. The archive uses the site's own time zone.", verbose_name='published at')),
                ('lead', models.TextField(blank=True, help_text='One or two sentences that say what it is about.', verbose_name='lead')),
                ('lead_image_alt', models.CharField(blank=True, help_text="What the picture shows, for those who cannot see it. Empty: the picture's own description.", max_length=500, verbose_name='text alternative')),
                ('lead_image_caption', models.CharField(blank=True, max_length=1000, verbose_name='caption')),
                ('byline', models.CharField(blank=True, help_text='Who wrote it.', max_length=255, verbose_name='byline')),
                ('source', models.CharField(blank=True, help_text='The newspaper or office that it was taken from.', max_length=255, verbose_name='source')),
                ('source_url', models.TextField(blank=True, validators=[django.core.validators.URLValidator(['http', 'https'])], verbose_name='address of the source')),
                ('legacy_url', models.TextField(blank=True, help_text='Where this article stood on the old portal.', verbose_name='old address')),
                ('source_organisation', models.CharField(blank=True, help_text='The office whose old portal held it.', max_length=255, verbose_name='portal it came from')),
                ('body', wagtail.fields.StreamField([('heading', 2), ('paragraph', 3), ('figure', 9), ('gallery', 12), ('quote', 15), ('table', 17), ('document', 20), ('embed', 22), ('visitor_counter', 25), ('campaign_messages', 28)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 500}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Section'), ('3', 'Part of a section'), ('4', 'Smallest heading')], 'label': 'Level'}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1)]], {}), 3: ('wagtail_district_news.blocks.words.ParagraphBlock', (), {}), 4: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 5: ('wagtail.blocks.CharBlock', (), {'help_text': "What the picture shows, for those who cannot see it. Empty: the picture's own description.", 'label': 'Text alternative', 'max_length': 500, 'required': False}), 6: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'The picture says nothing that the text does not; screen readers pass over it.', 'label': 'Only decoration', 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 1000, 'required': False}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Credit', 'max_length': 255, 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('image', 4), ('alt_text', 5), ('decorative', 6), ('caption', 7), ('credit', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Pictures', 'min_num': 1}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Caption of the gallery', 'max_length': 1000, 'required': False}), 12: ('wagtail.blocks.StructBlock', [[('images', 10), ('caption', 11)]], {}), 13: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'max_length': 255, 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('text', 13), ('attribution', 14)]], {}), 16: ('wagtail_district_news.blocks.words.RichText', (), {'features': ['bold', 'italic', 'link', 'document-link', 'superscript', 'subscript', 'strikethrough'], 'label': 'Text', 'required': False}), 17: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 16)]], {}), 18: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Document'}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': "Empty: the document's own title.", 'label': 'Title', 'max_length': 500, 'required': False}), 20: ('wagtail.blocks.StructBlock', [[('document', 18), ('title', 19)]], {}), 21: ('wagtail.blocks.URLBlock', (), {'help_text': 'The page of the video or the map.', 'label': 'Address', 'max_length': 2000}), 22: ('wagtail.blocks.StructBlock', [[('url', 21), ('caption', 7)]], {}), 23: ('wagtail.blocks.CharBlock', (), {'help_text': 'Empty: “Visitors”.', 'label': 'Label', 'max_length': 100, 'required': False}), 24: ('wagtail.blocks.IntegerBlock', (), {'help_text': 'Empty: as the site is set up.', 'label': 'Digits', 'max_value': 20, 'min_value': 1, 'required': False}), 25: ('wagtail.blocks.StructBlock', [[('label', 23), ('digits', 24)]], {}), 26: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 255, 'required': False}), 27: ('wagtail.blocks.IntegerBlock', (), {'default': 5, 'label': 'At most', 'max_value': 50, 'min_value': 1}), 28: ('wagtail.blocks.StructBlock', [[('heading', 26), ('limit', 27)]], {})}, verbose_name='body')),
                ('words', models.CharField(default='uncounted', max_length=30)),
                ('category', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.page', verbose_name='category')),
                ('lead_image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='press.photo', verbose_name='lead picture')),
            ],
            options={
                'abstract': False,
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('published_at', models.DateTimeField(default=django.utils.timezone.now, help_text="Shown to readers; it orders every list. The archive uses the site's own time zone.", verbose_name='published at')),
                ('lead', models.TextField(blank=True, help_text='One or two sentences that say what it is about.', verbose_name='lead')),
                ('lead_image_alt', models.CharField(blank=True, help_text="What the picture shows, for those who cannot see it. Empty: the picture's own description.", max_length=500, verbose_name='text alternative')),
                ('lead_image_caption', models.CharField(blank=True, max_length=1000, verbose_name='caption')),
                ('byline', models.CharField(blank=True, help_text='Who wrote it.', max_length=255, verbose_name='byline')),
                ('source', models.CharField(blank=True, help_text='The newspaper or office that it was taken from.', max_length=255, verbose_name='source')),
                ('source_url', models.TextField(blank=True, validators=[django.core.validators.URLValidator(['http', 'https'])], verbose_name='address of the source')),
                ('legacy_url', models.TextField(blank=True, help_text='Where this article stood on the old portal.', verbose_name='old address')),
                ('source_organisation', models.CharField(blank=True, help_text='The office whose old portal held it.', max_length=255, verbose_name='portal it came from')),
                ('body', wagtail.fields.StreamField([('heading', 2), ('paragraph', 3), ('figure', 9), ('gallery', 12), ('quote', 15), ('table', 17), ('document', 20), ('embed', 22), ('visitor_counter', 25), ('campaign_messages', 28)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 500}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Section'), ('3', 'Part of a section'), ('4', 'Smallest heading')], 'label': 'Level'}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1)]], {}), 3: ('wagtail_district_news.blocks.words.ParagraphBlock', (), {}), 4: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 5: ('wagtail.blocks.CharBlock', (), {'help_text': "What the picture shows, for those who cannot see it. Empty: the picture's own description.", 'label': 'Text alternative', 'max_length': 500, 'required': False}), 6: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'The picture says nothing that the text does not; screen readers pass over it.', 'label': 'Only decoration', 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 1000, 'required': False}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Credit', 'max_length': 255, 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('image', 4), ('alt_text', 5), ('decorative', 6), ('caption', 7), ('credit', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Pictures', 'min_num': 1}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Caption of the gallery', 'max_length': 1000, 'required': False}), 12: ('wagtail.blocks.StructBlock', [[('images', 10), ('caption', 11)]], {}), 13: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'max_length': 255, 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('text', 13), ('attribution', 14)]], {}), 16: ('wagtail_district_news.blocks.words.RichText', (), {'features': ['bold', 'italic', 'link', 'document-link', 'superscript', 'subscript', 'strikethrough'], 'label': 'Text', 'required': False}), 17: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 16)]], {}), 18: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Document'}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': "Empty: the document's own title.", 'label': 'Title', 'max_length': 500, 'required': False}), 20: ('wagtail.blocks.StructBlock', [[('document', 18), ('title', 19)]], {}), 21: ('wagtail.blocks.URLBlock', (), {'help_text': 'The page of the video or the map.', 'label': 'Address', 'max_length': 2000}), 22: ('wagtail.blocks.StructBlock', [[('url', 21), ('caption', 7)]], {}), 23: ('wagtail.blocks.CharBlock', (), {'help_text': 'Empty: “Visitors”.', 'label': 'Label', 'max_length': 100, 'required': False}), 24: ('wagtail.blocks.IntegerBlock', (), {'help_text': 'Empty: as the site is set up.', 'label': 'Digits', 'max_value': 20, 'min_value': 1, 'required': False}), 25: ('wagtail.blocks.StructBlock', [[('label', 23), ('digits', 24)]], {}), 26: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 255, 'required': False}), 27: ('wagtail.blocks.IntegerBlock', (), {'default': 5, 'label': 'At most', 'max_value': 50, 'min_value': 1}), 28: ('wagtail.blocks.StructBlock', [[('heading', 26), ('limit', 27)]], {})}, verbose_name='body')),
                ('urgent', models.BooleanField(default=False)),
                ('words', models.CharField(default='uncounted', max_length=30)),
                ('category', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.page', verbose_name='category')),
                ('lead_image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='press.photo', verbose_name='lead picture')),
            ],
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='RelatedReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.page', verbose_name='article')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='related_articles', to='press.report')),
            ],
            options={
                'verbose_name': 'related article',
                'verbose_name_plural': 'related articles',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReportAttachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('title', models.CharField(blank=True, help_text="Empty: the document's own title.", max_length=500, verbose_name='title')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='press.paper', verbose_name='document')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='press.report')),
            ],
            options={
                'verbose_name': 'attachment',
                'verbose_name_plural': 'attachments',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReportTag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_object', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='tagged_items', to='press.report')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(app_label)s_%(class)s_items', to='taggit.tag')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='report',
            name='tags',
            field=modelcluster.contrib.taggit.ClusterTaggableManager(blank=True, help_text='A comma-separated list of tags.', through='press.ReportTag', to='taggit.Tag', verbose_name='Tags'),
        ),
        migrations.CreateModel(
            name='PhotoRendition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filter_spec', models.CharField(db_index=True, max_length=255)),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', storage=wagtail.images.models.get_rendition_storage, upload_to=wagtail.images.models.get_rendition_upload_to, width_field='width')),
                ('width', models.IntegerField(editable=False)),
                ('height', models.IntegerField(editable=False)),
                ('focal_point_key', models.CharField(blank=True, default='', editable=False, max_length=16)),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='renditions', to='press.photo')),
            ],
            options={
                'unique_together': {('image', 'filter_spec', 'focal_point_key')},
            },
            bases=(wagtail.images.models.ImageFileMixin, models.Model),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['category', '-published_at', '-page_ptr'], name='report_category_newest'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['-published_at', '-page_ptr'], name='report_newest'),
        ),
    ]
