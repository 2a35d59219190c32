"""Sitemap of the news: live, public articles of the site, newest first, dated by when they changed."""

from __future__ import annotations

from datetime import datetime

from wagtail.contrib.sitemaps import Sitemap

from . import queries


def article_lastmod(article) -> datetime | None:
    """Return when an article last changed for its readers.

    That is its own date, unless it was published again later: then the last publication. The first
    publication does not count: an imported article carries the date of the import there.
    """
    first, last = article.first_published_at, article.last_published_at
    changed_since = first is not None and last is not None and last > first
    return max(article.published_at, last) if changed_since else article.published_at


class ArticleSitemap(Sitemap):
    """Articles only, by `published_at`, for Django's sitemap views beside or instead of Wagtail's own.

    Each article answers by its `get_sitemap_urls`, as in Wagtail's sitemap of all pages.
    """

    def items(self):
        return queries.articles(site=self.get_wagtail_site())

    def lastmod(self, article) -> datetime | None:
        return article_lastmod(article)
