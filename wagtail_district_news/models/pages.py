"""The ready-made page classes, thin over the mixins."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Page

from .. import conf
from ..api_names import api_fields
from .articles import AbstractArticleAttachment, AbstractRelatedArticle, ArticleMixin
from .base import PAGES_ARE_OURS
from .categories import CategoryIndexMixin

if PAGES_ARE_OURS:

    class ArticleTag(TaggedItemBase):
        content_object = ParentalKey("ArticlePage", on_delete=models.CASCADE, related_name="tagged_items")

        class Meta(TaggedItemBase.Meta):
            abstract = False
            verbose_name = _("tag of an article")
            verbose_name_plural = _("tags of articles")

    class ArticlePage(ArticleMixin, Page):
        """A news article."""

        tags = ClusterTaggableManager(through=ArticleTag, blank=True, verbose_name=_("tags"))

        template = "wagtail_district_news/article_page.html"
        page_description = _("A piece of news, with its date, pictures and attachments")
        # a site with its own article class is not offered ours besides
        is_creatable = conf.setting("ARTICLE_MODEL") == conf.SETTINGS["ARTICLE_MODEL"].default
        subpage_types: list[str] = []
        content_panels = [
            *Page.content_panels,
            *ArticleMixin.article_content_panels,
            InlinePanel("attachments", heading=_("Attachments"), label=_("Attachment")),
            InlinePanel("related_articles", heading=_("Related articles"), label=_("Article")),
        ]
        promote_panels = [*Page.promote_panels, FieldPanel("tags")]
        settings_panels = [*ArticleMixin.article_settings_panels, *Page.settings_panels]
        search_fields = [*Page.search_fields, *ArticleMixin.article_search_fields]
        api_fields = [
            *ArticleMixin.article_api_fields,
            *api_fields(writable=("tags", "attachments", "related_articles")),
        ]

        class Meta:
            verbose_name = _("article")
            verbose_name_plural = _("articles")
            indexes = [
                models.Index(
                    fields=["category", "-published_at", "-page_ptr"], name="wdn_article_category_newest"
                ),
                models.Index(fields=["-published_at", "-page_ptr"], name="wdn_article_newest"),
            ]

    class RelatedArticle(AbstractRelatedArticle):
        page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="related_articles")

        class Meta(AbstractRelatedArticle.Meta):
            abstract = False

    class ArticleAttachment(AbstractArticleAttachment):
        page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="attachments")

        class Meta(AbstractArticleAttachment.Meta):
            abstract = False

    class CategoryIndexPage(CategoryIndexMixin, Page):
        """A category of news, with its archive."""

        template = "wagtail_district_news/category_index_page.html"
        is_creatable = conf.setting("CATEGORY_MODEL") == conf.SETTINGS["CATEGORY_MODEL"].default
        page_description = _("A list of articles, and their archive by date")
        content_panels = [*Page.content_panels, *CategoryIndexMixin.category_content_panels]
        settings_panels = [*CategoryIndexMixin.category_settings_panels, *Page.settings_panels]
        search_fields = [*Page.search_fields, *CategoryIndexMixin.category_search_fields]
        api_fields = CategoryIndexMixin.category_api_fields

        class Meta:
            verbose_name = _("category")
            verbose_name_plural = _("categories")
