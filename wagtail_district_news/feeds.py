"""Feeds of the newest articles of the site or of a category, Atom and RSS, dated by `published_at`."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.syndication.views import Feed
from django.http import Http404
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.models import Site

from . import queries
from .sitemaps import article_lastmod
from .text import fold_space

LENGTH = 30


@dataclass(frozen=True, slots=True)
class Channel:
    """What one feed is about: a site, and a category of it or None for all."""

    request: object
    site: Site
    category: object = None

    @property
    def page(self):
        return self.category or self.site.root_page


class ArticleFeed(Feed):
    """The newest articles as Atom. Addresses are absolute, of the site that was asked."""

    feed_type = Atom1Feed

    def get_object(self, request, category_id=None) -> Channel:
        site = Site.find_for_request(request)
        if site is None:
            raise Http404(_("No site answers to this address."))
        return Channel(
            request, site, None if category_id is None else find_category(request, site, category_id)
        )

    def title(self, channel) -> str:
        name = channel.site.site_name or channel.site.root_page.title
        return f"{channel.category.title} – {name}" if channel.category else name

    def link(self, channel) -> str:
        return channel.page.get_full_url(channel.request)

    def feed_url(self, channel) -> str:
        return channel.site.root_url + channel.request.path

    def feed_guid(self, channel) -> str:
        return self.feed_url(channel)

    def description(self, channel) -> str:
        intro = getattr(channel.category, "intro", "")
        return fold_space(intro) or _("The newest articles")

    subtitle = description

    def items(self, channel) -> list:
        scope = queries.scope_of(channel.request)
        found = list(queries.articles(category=channel.category, site=channel.site, scope=scope)[:LENGTH])
        for article in found:
            article.feed_request = channel.request
        return found

    def item_title(self, article) -> str:
        return fold_space(article.title)

    def item_description(self, article) -> str:
        return escape(fold_space(article.lead))  # feed readers take a summary for HTML

    def item_link(self, article) -> str:
        return article.get_full_url(article.feed_request)

    def item_guid(self, article) -> str:
        return self.item_link(article)

    def item_author_name(self, article) -> str | None:
        return fold_space(article.byline) or None

    def item_categories(self, article) -> list[str]:
        return [fold_space(article.category.title)] if article.category else []

    def item_pubdate(self, article):
        return timezone.localtime(article.published_at, timezone.get_default_timezone())

    def item_updateddate(self, article):
        return timezone.localtime(article_lastmod(article), timezone.get_default_timezone())


class RssArticleFeed(ArticleFeed):
    """The same as RSS 2.0, for readers that know no Atom."""

    feed_type = Rss201rev2Feed


def find_category(request, site: Site, category_id: int):
    """Return a live, public category of the site. Http404 if it has no such category."""
    category = queries.category_of(site, category_id, queries.scope_of(request))
    if category is None:
        raise Http404(_("This site has no such category."))
    return category
