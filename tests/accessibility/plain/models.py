"""The snippet, with the kinds of blocks that ours are made of."""

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Orderable


class Picture(blocks.StructBlock):
    image = ImageChooserBlock()
    words = blocks.CharBlock(required=False, help_text="Words")
    flag = blocks.BooleanBlock(required=False)


class Body(blocks.StreamBlock):
    text = blocks.RichTextBlock(
        features=["bold", "link", "subscript", "ol", "ul", "hr"],
        preview_value="<p>Words</p>",
        preview_template="wagtailcore/shared/block_preview.html",
        description="Words",
    )
    picture = Picture()
    pictures = blocks.StructBlock([("images", blocks.ListBlock(Picture())), ("words", blocks.CharBlock())])
    words = blocks.StructBlock([("words", blocks.TextBlock()), ("choice", blocks.ChoiceBlock([("a", "A")]))])
    table = TypedTableBlock([("text", blocks.RichTextBlock(required=False))])
    document = blocks.StructBlock([("document", DocumentChooserBlock()), ("number", blocks.IntegerBlock())])
    address = blocks.StructBlock([("address", blocks.URLBlock())])


class Plain(ClusterableModel):
    title = models.CharField(max_length=100, help_text="A title")
    kind = models.CharField(max_length=1, choices=[("a", "A"), ("b", "B")], blank=True)
    number = models.PositiveIntegerField(default=0)
    since = models.DateTimeField(null=True, blank=True)
    link = models.ForeignKey("wagtailcore.Page", models.SET_NULL, null=True, blank=True, related_name="+")
    image = models.ForeignKey("wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+")
    body = StreamField(Body(), blank=True)

    panels = [
        FieldPanel("title"),
        MultiFieldPanel([FieldPanel("link"), FieldPanel("number")], heading="Both"),
        FieldPanel("image"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("since")]),
        FieldPanel("body"),
        InlinePanel("parts", label="Part"),
    ]

    def __str__(self):
        return self.title


class Part(Orderable):
    plain = ParentalKey(Plain, on_delete=models.CASCADE, related_name="parts")
    document = models.ForeignKey("wagtaildocs.Document", models.CASCADE, related_name="+")
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+")

    panels = [FieldPanel("document"), FieldPanel("page")]
