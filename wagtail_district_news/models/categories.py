"""What a category is and does, for the ready-made page class and for a site's own."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from .. import conf, text
from ..api_names import api_fields
from ..counting import VisitedPageMixin
from ..routing import ArchiveRoutesMixin
from ..stream import CategoryStreamField
from .articles import NewsSlugMixin


def default_page_size() -> int:
    """Return the page size that a new category starts with."""
    return conf.setting("PAGE_SIZE")


class CategoryIndexMixin(VisitedPageMixin, ArchiveRoutesMixin, NewsSlugMixin):
    """Fields and behaviour of a category; use it before a page class: `class Desk(CategoryIndexMixin, Page)`.

    It lists its own articles and those of the categories below it, by year, month and day too.
    """

    is_news_category = True
    fallback_slug = "category"

    intro = models.TextField(_("introduction"), blank=True, help_text=_("Shown under the title."))
    body = CategoryStreamField(
        verbose_name=_("body"), blank=True, help_text=_("Shown above the list of articles.")
    )
    page_size = models.PositiveSmallIntegerField(
        _("articles on a page"),
        default=default_page_size,
        validators=[MinValueValidator(1), MaxValueValidator(200)],
    )

    category_content_panels = [FieldPanel("intro"), FieldPanel("body")]
    category_settings_panels = [FieldPanel("page_size")]
    category_search_fields = [
        index.SearchField("intro"),
        index.SearchField("body"),
        index.SearchField("folded_text"),
        index.AutocompleteField("folded_title"),
    ]
    category_api_fields = api_fields(writable=("intro", "body", "page_size"))

    class Meta:
        abstract = True

    def folded_title(self) -> str:
        return text.folded_words(self.title)

    def folded_text(self) -> str:
        """Return title and introduction without accents."""
        return text.folded_words(f"{self.title} {self.intro}")
