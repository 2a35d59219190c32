"""The lists that both APIs answer, before either wraps them in its envelope."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail.models import Site

from .. import queries
from .fields import period_count, serialise_list
from .parameters import LARGEST_NUMBER, ArchiveParameters, ListParameters


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list: how many there are in all, and these as JSON."""

    total: int
    items: list[dict]


def site_articles(request):
    """Return the live and public articles of the site that was asked, none without a site."""
    site = Site.find_for_request(request)
    return queries.articles(site=site) if site else queries.articles().none()


def find_article(request, pk: int):
    """Return a live and public article of the site that was asked, or None."""
    if pk > LARGEST_NUMBER:  # some databases raise
        return None
    return site_articles(request).defer(None).filter(pk=pk).first()


def list_articles(request, asked: ListParameters) -> Listing:
    """Answer a list of articles: newest first, or best first if words are searched and no order asked."""
    site = Site.find_for_request(request)
    found = queries.articles(category=asked.category, site=site) if site else queries.articles().none()
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
    site = Site.find_for_request(request)
    if site is None:
        return []
    counts = queries.archive_counts(asked.category, asked.year, asked.month, site=site)
    return [period_count(counted) for counted in counts]
