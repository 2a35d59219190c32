"""The lists that both APIs answer, before either wraps them in its envelope."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail.models import Site

from .. import queries
from .fields import period_count, serialise_categories, serialise_list
from .parameters import LARGEST_NUMBER, ArchiveParameters, CategoryParameters, ListParameters


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list: how many there are in all, and these as JSON."""

    total: int
    items: list[dict]


def site_articles(request, **asked):
    """Return the live and public articles of the site that was asked, none without a site."""
    site, scope = Site.find_for_request(request), queries.scope_of(request)
    return queries.articles(site=site, scope=scope, **asked) if site else queries.articles(scope=scope).none()


def find_article(request, pk: int):
    """Return a live and public article of the site that was asked, or None."""
    if pk > LARGEST_NUMBER:  # some databases raise
        return None
    return site_articles(request).defer(None).filter(pk=pk).first()


def list_articles(request, asked: ListParameters) -> Listing:
    """Answer a list of articles: newest first, or best first if words are searched and no order asked."""
    found = site_articles(request, category=asked.category, locale=asked.locale)
    if asked.start:
        found = found.filter(published_at__gte=asked.start)
    if asked.end:
        found = found.filter(published_at__lt=asked.end)
    if asked.order == "oldest":
        found = found.order_by(*queries.OLDEST_FIRST)
    if asked.search:
        found = queries.search_in(found, asked.search, by_date=bool(asked.order))
    total = found.count()
    return Listing(total, serialise_list(found[asked.offset : asked.offset + asked.limit], request))


def count_archive(request, asked: ArchiveParameters) -> list[dict]:
    """Answer how many articles each year holds, each month of a year, each day of a month; newest first."""
    among = site_articles(request, category=asked.category, locale=asked.locale)
    counts = queries.archive_counts(asked.category, asked.year, asked.month, among=among)
    return [period_count(counted) for counted in counts]


def list_categories(request, asked: CategoryParameters) -> list[dict]:
    """Answer the live and public categories of the site that was asked, in the order of the tree."""
    site, scope = Site.find_for_request(request), queries.scope_of(request)
    if site is None:
        return []
    return serialise_categories(queries.site_categories(site, asked.locale, scope).specific(), request)
