# ruff: noqa: E501
"""The first tables. Written by hand where it must run on Wagtail 7.4 and on a site with its own models."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.contrib.taggit
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

import wagtail_district_news.models.categories
from wagtail_district_news.models.base import PAGES_ARE_OURS

PAGE_MODEL = getattr(settings, "WAGTAIL_PAGE_MODEL", "wagtailcore.Page")
IMAGE_MODEL = getattr(settings, "WAGTAILIMAGES_IMAGE_MODEL", "wagtailimages.Image")
DOCUMENT_MODEL = getattr(settings, "WAGTAILDOCS_DOCUMENT_MODEL", "wagtaildocs.Document")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("taggit", "0001_initial"),
        ("wagtailcore", "0094_alter_page_locale"),
        migrations.swappable_dependency(PAGE_MODEL),
        migrations.swappable_dependency(IMAGE_MODEL),
        migrations.swappable_dependency(DOCUMENT_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CampaignMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=255, verbose_name="message")),
                (
                    "link_url",
                    models.TextField(
                        blank=True,
                        help_text="Used if no page is chosen.",
                        validators=[django.core.validators.URLValidator(["http", "https"])],
                        verbose_name="link to an address",
                    ),
                ),
                (
                    "starts_at",
                    models.DateTimeField(
                        blank=True, help_text="Empty: at once.", null=True, verbose_name="starts at"
                    ),
                ),
                (
                    "ends_at",
                    models.DateTimeField(
                        blank=True, help_text="Empty: never.", null=True, verbose_name="ends at"
                    ),
                ),
                (
                    "sort_order",
                    models.IntegerField(
                        default=0, help_text="Lower numbers come first.", verbose_name="order"
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=IMAGE_MODEL,
                        verbose_name="picture",
                    ),
                ),
                (
                    "link_page",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=PAGE_MODEL,
                        verbose_name="link to a page",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: every site.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.site",
                        verbose_name="site",
                    ),
                ),
            ],
            options={
                "verbose_name": "campaign message",
                "verbose_name_plural": "campaign messages",
                "ordering": ["sort_order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="LegacyAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.TextField(verbose_name="key")),
                ("key_hash", models.CharField(editable=False, max_length=64, verbose_name="hash of the key")),
                ("derived", models.BooleanField(default=False, verbose_name="derived")),
                ("gone", models.BooleanField(default=False, verbose_name="gone")),
                (
                    "page",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=PAGE_MODEL,
                        verbose_name="page",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.site",
                        verbose_name="site",
                    ),
                ),
            ],
            options={
                "verbose_name": "old address",
                "verbose_name_plural": "old addresses",
            },
        ),
        migrations.CreateModel(
            name="ViewCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("legacy_count", models.PositiveBigIntegerField(default=0, verbose_name="on the old portal")),
                (
                    "own_count",
                    models.PositiveBigIntegerField(default=0, editable=False, verbose_name="on this site"),
                ),
                (
                    "legacy_source",
                    models.TextField(
                        blank=True,
                        help_text="The page or the record that the old count was read from.",
                        verbose_name="source of the old count",
                    ),
                ),
                (
                    "legacy_imported_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="old count set at"
                    ),
                ),
                (
                    "page",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=PAGE_MODEL,
                        verbose_name="article",
                    ),
                ),
            ],
            options={
                "verbose_name": "view count",
                "verbose_name_plural": "view counts",
                "default_permissions": ("change", "view"),
            },
        ),
        migrations.CreateModel(
            name="VisitorCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("legacy_count", models.PositiveBigIntegerField(default=0, verbose_name="on the old portal")),
                (
                    "own_count",
                    models.PositiveBigIntegerField(default=0, editable=False, verbose_name="on this site"),
                ),
                (
                    "legacy_source",
                    models.TextField(
                        blank=True,
                        help_text="The page or the record that the old count was read from.",
                        verbose_name="source of the old count",
                    ),
                ),
                (
                    "legacy_imported_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="old count set at"
                    ),
                ),
                (
                    "site",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.site",
                        verbose_name="site",
                    ),
                ),
            ],
            options={
                "verbose_name": "visitor count",
                "verbose_name_plural": "visitor counts",
                "default_permissions": ("change", "view"),
            },
        ),
        migrations.AddConstraint(
            model_name="legacyaddress",
            constraint=models.UniqueConstraint(fields=("site", "key_hash"), name="wdn_legacy_address_once"),
        ),
    ]

    # a package's page cannot follow a base page that the site swapped: such a site has classes of its own
    if PAGES_ARE_OURS:
        operations += [
            migrations.CreateModel(
                name="CategoryIndexPage",
                fields=[
                    (
                        "page_ptr",
                        models.OneToOneField(
                            auto_created=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            parent_link=True,
                            primary_key=True,
                            serialize=False,
                            to="wagtailcore.page",
                        ),
                    ),
                    (
                        "intro",
                        models.TextField(
                            blank=True, help_text="Shown under the title.", verbose_name="introduction"
                        ),
                    ),
                    (
                        "body",
                        wagtail.fields.StreamField(
                            [
                                ("heading", 2),
                                ("paragraph", 3),
                                ("figure", 9),
                                ("gallery", 12),
                                ("quote", 15),
                                ("table", 17),
                                ("document", 20),
                                ("embed", 22),
                                ("visitor_counter", 25),
                                ("campaign_messages", 28),
                            ],
                            blank=True,
                            block_lookup={
                                0: ("wagtail.blocks.CharBlock", (), {"label": "Heading", "max_length": 500}),
                                1: (
                                    "wagtail.blocks.ChoiceBlock",
                                    [],
                                    {
                                        "choices": [
                                            ("2", "Section"),
                                            ("3", "Part of a section"),
                                            ("4", "Smallest heading"),
                                        ],
                                        "label": "Level",
                                    },
                                ),
                                2: ("wagtail.blocks.StructBlock", [[("text", 0), ("level", 1)]], {}),
                                3: ("wagtail_district_news.blocks.words.ParagraphBlock", (), {}),
                                4: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Picture"}),
                                5: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {
                                        "help_text": "What the picture shows, for those who cannot see it. Empty: the picture's own description.",
                                        "label": "Text alternative",
                                        "max_length": 500,
                                        "required": False,
                                    },
                                ),
                                6: (
                                    "wagtail.blocks.BooleanBlock",
                                    (),
                                    {
                                        "help_text": "The picture says nothing that the text does not; screen readers pass over it.",
                                        "label": "Only decoration",
                                        "required": False,
                                    },
                                ),
                                7: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {"label": "Caption", "max_length": 1000, "required": False},
                                ),
                                8: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {"label": "Credit", "max_length": 255, "required": False},
                                ),
                                9: (
                                    "wagtail.blocks.StructBlock",
                                    [
                                        [
                                            ("image", 4),
                                            ("alt_text", 5),
                                            ("decorative", 6),
                                            ("caption", 7),
                                            ("credit", 8),
                                        ]
                                    ],
                                    {},
                                ),
                                10: ("wagtail.blocks.ListBlock", (9,), {"label": "Pictures", "min_num": 1}),
                                11: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {
                                        "label": "Caption of the gallery",
                                        "max_length": 1000,
                                        "required": False,
                                    },
                                ),
                                12: ("wagtail.blocks.StructBlock", [[("images", 10), ("caption", 11)]], {}),
                                13: ("wagtail.blocks.TextBlock", (), {"label": "Quotation"}),
                                14: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {"label": "Who said it", "max_length": 255, "required": False},
                                ),
                                15: ("wagtail.blocks.StructBlock", [[("text", 13), ("attribution", 14)]], {}),
                                16: (
                                    "wagtail_district_news.blocks.words.RichText",
                                    (),
                                    {
                                        "features": [
                                            "bold",
                                            "italic",
                                            "link",
                                            "document-link",
                                            "superscript",
                                            "subscript",
                                            "strikethrough",
                                        ],
                                        "label": "Text",
                                        "required": False,
                                    },
                                ),
                                17: (
                                    "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                                    [[("text", 16)]],
                                    {},
                                ),
                                18: (
                                    "wagtail.documents.blocks.DocumentChooserBlock",
                                    (),
                                    {"label": "Document"},
                                ),
                                19: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {
                                        "help_text": "Empty: the document's own title.",
                                        "label": "Title",
                                        "max_length": 500,
                                        "required": False,
                                    },
                                ),
                                20: ("wagtail.blocks.StructBlock", [[("document", 18), ("title", 19)]], {}),
                                21: (
                                    "wagtail.blocks.URLBlock",
                                    (),
                                    {
                                        "help_text": "The page of the video or the map.",
                                        "label": "Address",
                                        "max_length": 2000,
                                    },
                                ),
                                22: ("wagtail.blocks.StructBlock", [[("url", 21), ("caption", 7)]], {}),
                                23: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {
                                        "help_text": "Empty: “Visitors”.",
                                        "label": "Label",
                                        "max_length": 100,
                                        "required": False,
                                    },
                                ),
                                24: (
                                    "wagtail.blocks.IntegerBlock",
                                    (),
                                    {
                                        "help_text": "Empty: as the site is set up.",
                                        "label": "Digits",
                                        "max_value": 20,
                                        "min_value": 1,
                                        "required": False,
                                    },
                                ),
                                25: ("wagtail.blocks.StructBlock", [[("label", 23), ("digits", 24)]], {}),
                                26: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {"label": "Heading", "max_length": 255, "required": False},
                                ),
                                27: (
                                    "wagtail.blocks.IntegerBlock",
                                    (),
                                    {"default": 5, "label": "At most", "max_value": 50, "min_value": 1},
                                ),
                                28: ("wagtail.blocks.StructBlock", [[("heading", 26), ("limit", 27)]], {}),
                            },
                            help_text="Shown above the list of articles.",
                            verbose_name="body",
                        ),
                    ),
                    (
                        "page_size",
                        models.PositiveSmallIntegerField(
                            default=wagtail_district_news.models.categories.default_page_size,
                            validators=[
                                django.core.validators.MinValueValidator(1),
                                django.core.validators.MaxValueValidator(200),
                            ],
                            verbose_name="articles on a page",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "category",
                    "verbose_name_plural": "categories",
                },
                bases=("wagtailcore.page",),
            ),
            migrations.CreateModel(
                name="ArticlePage",
                fields=[
                    (
                        "page_ptr",
                        models.OneToOneField(
                            auto_created=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            parent_link=True,
                            primary_key=True,
                            serialize=False,
                            to="wagtailcore.page",
                        ),
                    ),
                    (
                        "published_at",
                        models.DateTimeField(
                            default=django.utils.timezone.now,
                            help_text="Shown to readers; it orders every list. The archive uses the site's own time zone.",
                            verbose_name="published at",
                        ),
                    ),
                    (
                        "lead",
                        models.TextField(
                            blank=True,
                            help_text="One or two sentences that say what it is about.",
                            verbose_name="lead",
                        ),
                    ),
                    (
                        "lead_image_alt",
                        models.CharField(
                            blank=True,
                            help_text="What the picture shows, for those who cannot see it. Empty: the picture's own description.",
                            max_length=500,
                            verbose_name="text alternative",
                        ),
                    ),
                    (
                        "lead_image_caption",
                        models.CharField(blank=True, max_length=1000, verbose_name="caption"),
                    ),
                    (
                        "byline",
                        models.CharField(
                            blank=True, help_text="Who wrote it.", max_length=255, verbose_name="byline"
                        ),
                    ),
                    (
                        "source",
                        models.CharField(
                            blank=True,
                            help_text="The newspaper or office that it was taken from.",
                            max_length=255,
                            verbose_name="source",
                        ),
                    ),
                    (
                        "source_url",
                        models.TextField(
                            blank=True,
                            validators=[django.core.validators.URLValidator(["http", "https"])],
                            verbose_name="address of the source",
                        ),
                    ),
                    (
                        "legacy_url",
                        models.TextField(
                            blank=True,
                            help_text="Where this article stood on the old portal.",
                            verbose_name="old address",
                        ),
                    ),
                    (
                        "source_organisation",
                        models.CharField(
                            blank=True,
                            help_text="The office whose old portal held it.",
                            max_length=255,
                            verbose_name="portal it came from",
                        ),
                    ),
                    (
                        "body",
                        wagtail.fields.StreamField(
                            [
                                ("heading", 2),
                                ("paragraph", 3),
                                ("figure", 9),
                                ("gallery", 12),
                                ("quote", 15),
                                ("table", 17),
                                ("document", 20),
                                ("embed", 22),
                                ("visitor_counter", 25),
                                ("campaign_messages", 28),
                            ],
                            blank=True,
                            block_lookup={
                                0: ("wagtail.blocks.CharBlock", (), {"label": "Heading", "max_length": 500}),
                                1: (
                                    "wagtail.blocks.ChoiceBlock",
                                    [],
                                    {
                                        "choices": [
                                            ("2", "Section"),
                                            ("3", "Part of a section"),
                                            ("4", "Smallest heading"),
                                        ],
                                        "label": "Level",
                                    },
                                ),
                                2: ("wagtail.blocks.StructBlock", [[("text", 0), ("level", 1)]], {}),
                                3: ("wagtail_district_news.blocks.words.ParagraphBlock", (), {}),
                                4: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Picture"}),
                                5: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {
                                        "help_text": "What the picture shows, for those who cannot see it. Empty: the picture's own description.",
                                        "label": "Text alternative",
                                        "max_length": 500,
                                        "required": False,
                                    },
                                ),
                                6: (
                                    "wagtail.blocks.BooleanBlock",
                                    (),
                                    {
                                        "help_text": "The picture says nothing that the text does not; screen readers pass over it.",
                                        "label": "Only decoration",
                                        "required": False,
                                    },
                                ),
                                7: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {"label": "Caption", "max_length": 1000, "required": False},
                                ),
                                8: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {"label": "Credit", "max_length": 255, "required": False},
                                ),
                                9: (
                                    "wagtail.blocks.StructBlock",
                                    [
                                        [
                                            ("image", 4),
                                            ("alt_text", 5),
                                            ("decorative", 6),
                                            ("caption", 7),
                                            ("credit", 8),
                                        ]
                                    ],
                                    {},
                                ),
                                10: ("wagtail.blocks.ListBlock", (9,), {"label": "Pictures", "min_num": 1}),
                                11: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {
                                        "label": "Caption of the gallery",
                                        "max_length": 1000,
                                        "required": False,
                                    },
                                ),
                                12: ("wagtail.blocks.StructBlock", [[("images", 10), ("caption", 11)]], {}),
                                13: ("wagtail.blocks.TextBlock", (), {"label": "Quotation"}),
                                14: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {"label": "Who said it", "max_length": 255, "required": False},
                                ),
                                15: ("wagtail.blocks.StructBlock", [[("text", 13), ("attribution", 14)]], {}),
                                16: (
                                    "wagtail_district_news.blocks.words.RichText",
                                    (),
                                    {
                                        "features": [
                                            "bold",
                                            "italic",
                                            "link",
                                            "document-link",
                                            "superscript",
                                            "subscript",
                                            "strikethrough",
                                        ],
                                        "label": "Text",
                                        "required": False,
                                    },
                                ),
                                17: (
                                    "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                                    [[("text", 16)]],
                                    {},
                                ),
                                18: (
                                    "wagtail.documents.blocks.DocumentChooserBlock",
                                    (),
                                    {"label": "Document"},
                                ),
                                19: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {
                                        "help_text": "Empty: the document's own title.",
                                        "label": "Title",
                                        "max_length": 500,
                                        "required": False,
                                    },
                                ),
                                20: ("wagtail.blocks.StructBlock", [[("document", 18), ("title", 19)]], {}),
                                21: (
                                    "wagtail.blocks.URLBlock",
                                    (),
                                    {
                                        "help_text": "The page of the video or the map.",
                                        "label": "Address",
                                        "max_length": 2000,
                                    },
                                ),
                                22: ("wagtail.blocks.StructBlock", [[("url", 21), ("caption", 7)]], {}),
                                23: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {
                                        "help_text": "Empty: “Visitors”.",
                                        "label": "Label",
                                        "max_length": 100,
                                        "required": False,
                                    },
                                ),
                                24: (
                                    "wagtail.blocks.IntegerBlock",
                                    (),
                                    {
                                        "help_text": "Empty: as the site is set up.",
                                        "label": "Digits",
                                        "max_value": 20,
                                        "min_value": 1,
                                        "required": False,
                                    },
                                ),
                                25: ("wagtail.blocks.StructBlock", [[("label", 23), ("digits", 24)]], {}),
                                26: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {"label": "Heading", "max_length": 255, "required": False},
                                ),
                                27: (
                                    "wagtail.blocks.IntegerBlock",
                                    (),
                                    {"default": 5, "label": "At most", "max_value": 50, "min_value": 1},
                                ),
                                28: ("wagtail.blocks.StructBlock", [[("heading", 26), ("limit", 27)]], {}),
                            },
                            verbose_name="body",
                        ),
                    ),
                    (
                        "category",
                        models.ForeignKey(
                            blank=True,
                            editable=False,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to=PAGE_MODEL,
                            verbose_name="category",
                        ),
                    ),
                    (
                        "lead_image",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to=IMAGE_MODEL,
                            verbose_name="lead picture",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "article",
                    "verbose_name_plural": "articles",
                },
                bases=("wagtailcore.page",),
            ),
            migrations.CreateModel(
                name="ArticleAttachment",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                    (
                        "title",
                        models.CharField(
                            blank=True,
                            help_text="Empty: the document's own title.",
                            max_length=500,
                            verbose_name="title",
                        ),
                    ),
                    (
                        "document",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="+",
                            to=DOCUMENT_MODEL,
                            verbose_name="document",
                        ),
                    ),
                    (
                        "page",
                        modelcluster.fields.ParentalKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="attachments",
                            to="wagtail_district_news.articlepage",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "attachment",
                    "verbose_name_plural": "attachments",
                    "ordering": ["sort_order"],
                    "abstract": False,
                },
            ),
            migrations.CreateModel(
                name="ArticleTag",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "content_object",
                        modelcluster.fields.ParentalKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="tagged_items",
                            to="wagtail_district_news.articlepage",
                        ),
                    ),
                    (
                        "tag",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="%(app_label)s_%(class)s_items",
                            to="taggit.tag",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "tag of an article",
                    "verbose_name_plural": "tags of articles",
                    "abstract": False,
                },
            ),
            migrations.AddField(
                model_name="articlepage",
                name="tags",
                field=modelcluster.contrib.taggit.ClusterTaggableManager(
                    blank=True,
                    help_text="A comma-separated list of tags.",
                    through="wagtail_district_news.ArticleTag",
                    to="taggit.Tag",
                    verbose_name="tags",
                ),
            ),
            migrations.CreateModel(
                name="RelatedArticle",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                    (
                        "article",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="+",
                            to=PAGE_MODEL,
                            verbose_name="article",
                        ),
                    ),
                    (
                        "page",
                        modelcluster.fields.ParentalKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="related_articles",
                            to="wagtail_district_news.articlepage",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "related article",
                    "verbose_name_plural": "related articles",
                    "ordering": ["sort_order"],
                    "abstract": False,
                },
            ),
            migrations.AddIndex(
                model_name="articlepage",
                index=models.Index(
                    fields=["category", "-published_at", "-page_ptr"], name="wdn_article_category_newest"
                ),
            ),
            migrations.AddIndex(
                model_name="articlepage",
                index=models.Index(fields=["-published_at", "-page_ptr"], name="wdn_article_newest"),
            ),
        ]
