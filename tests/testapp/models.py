"""Pages of the test site that are no news."""

from wagtail import blocks
from wagtail.models import Page

from wagtail_district_news.blocks import ArticleStreamBlock
from wagtail_district_news.counting import VisitedPageMixin
from wagtail_district_news.models import ArticleMixin, CategoryIndexMixin


class HomePage(VisitedPageMixin, Page):
    template = "testapp/home_page.html"


class PlainPage(Page):
    template = "testapp/plain_page.html"


class OwnBlocks(ArticleStreamBlock):
    """A block set that a site might choose."""

    poem = blocks.TextBlock()


class Desk(CategoryIndexMixin, Page):
    """A site's own category."""

    template = "testapp/plain_page.html"


class Report(ArticleMixin, Page):
    """A site's own article, without tags and children."""

    template = "testapp/plain_page.html"
    search_fields = [*Page.search_fields, *ArticleMixin.article_search_fields]
