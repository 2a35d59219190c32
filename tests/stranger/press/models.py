"""The site's pictures, files and pages, written as the how-to of own page classes tells."""

from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Page

from wagtail_district_news.models import (
    AbstractArticleAttachment,
    AbstractRelatedArticle,
    ArticleMixin,
    CategoryIndexMixin,
)

NEWS = ["press.Desk", "press.Shelf", "press.Report", "press.Notice"]


class Photo(AbstractImage):
    """A picture with a field that must be filled, and one that may be."""

    licence = models.CharField(max_length=50, default="all rights reserved")
    photographer = models.CharField(max_length=100, blank=True)
    admin_form_fields = (*Image.admin_form_fields, "licence", "photographer")


class PhotoRendition(AbstractRendition):
    image = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]


class Paper(AbstractDocument):
    """A document that wants a reference, which no old portal knows: the settings say what to write."""

    reference = models.CharField(max_length=50)
    signed_on = models.DateField(null=True, blank=True)
    admin_form_fields = (*Document.admin_form_fields, "reference", "signed_on")


class FrontPage(Page):
    max_count = None
    subpage_types = ["press.Desk", "press.Shelf", "press.Leaflet"]


class Shelf(Page):
    """A page between: no category, yet categories and articles may stand under it."""

    subpage_types = [*NEWS, "press.Leaflet"]


class Leaflet(Page):
    """A page that has nothing to do with the news."""

    text = models.TextField(blank=True)
    content_panels = [*Page.content_panels, FieldPanel("text")]
    subpage_types: list[str] = []


class Desk(CategoryIndexMixin, Page):
    phone = models.CharField(max_length=30, default="08 3829 0000")

    template = "press/desk.html"
    subpage_types = NEWS
    content_panels = [*Page.content_panels, *CategoryIndexMixin.category_content_panels, FieldPanel("phone")]
    settings_panels = [*CategoryIndexMixin.category_settings_panels, *Page.settings_panels]
    search_fields = [*Page.search_fields, *CategoryIndexMixin.category_search_fields]
    api_fields = CategoryIndexMixin.category_api_fields


class ReportTag(TaggedItemBase):
    content_object = ParentalKey("press.Report", on_delete=models.CASCADE, related_name="tagged_items")


class Report(ArticleMixin, Page):
    """An article with all of the children."""

    tags = ClusterTaggableManager(through=ReportTag, blank=True)
    urgent = models.BooleanField(default=False)
    words = models.CharField(max_length=30, default="uncounted")

    parent_page_types = ["press.Desk", "press.Shelf"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        *ArticleMixin.article_content_panels,
        FieldPanel("urgent"),
        FieldPanel("words"),
        InlinePanel("attachments", heading="Attachments", label="Attachment"),
        InlinePanel("related_articles", heading="Related articles", label="Article"),
    ]
    promote_panels = [*Page.promote_panels, FieldPanel("tags")]
    settings_panels = [*ArticleMixin.article_settings_panels, *Page.settings_panels]
    search_fields = [*Page.search_fields, *ArticleMixin.article_search_fields]
    api_fields = ArticleMixin.article_api_fields

    class Meta:
        indexes = [
            models.Index(fields=["category", "-published_at", "-page_ptr"], name="report_category_newest"),
            models.Index(fields=["-published_at", "-page_ptr"], name="report_newest"),
        ]


class ReportAttachment(AbstractArticleAttachment):
    page = ParentalKey(Report, on_delete=models.CASCADE, related_name="attachments")


class RelatedReport(AbstractRelatedArticle):
    page = ParentalKey(Report, on_delete=models.CASCADE, related_name="related_articles")


class Notice(ArticleMixin, Page):
    """An article without children, with the package's own template."""

    words = models.CharField(max_length=30, default="uncounted")

    template = "wagtail_district_news/article_page.html"
    parent_page_types = ["press.Desk", "press.Shelf"]
    subpage_types: list[str] = []
    content_panels = [*Page.content_panels, *ArticleMixin.article_content_panels, FieldPanel("words")]
    settings_panels = [*ArticleMixin.article_settings_panels, *Page.settings_panels]
    search_fields = [*Page.search_fields, *ArticleMixin.article_search_fields]
    api_fields = ArticleMixin.article_api_fields
