"""What the rest of the site may ask of the counters."""

from __future__ import annotations

from collections.abc import Collection

from wagtail.models import Site

from . import rules, store, visitors
from .store import STRATEGIES, ViewTotals

__all__ = ["STRATEGIES"]

VIEWS, VISITS = store.Counter("ViewCount", "page_id"), store.Counter("VisitorCount", "site_id")


def record_view(article, request) -> bool:
    """Count a view of an article unless the rules say no; return whether it counts.

    The row is written after the transaction, so the number a page shows is the one before this view.
    """
    if not article.pk or not article.live or not rules.counts(request):
        return False
    if not visitors.is_first_view(request, article.pk):
        return False
    VIEWS.add_one_after_commit(article.pk)
    return True


def record_visit(site, request) -> bool:
    """Count a visit of a site: 30 minutes without a page end it. Return whether this request begins one."""
    if site is None or not rules.counts(request) or not visitors.begins_visit(request, site.pk):
        return False
    VISITS.add_one_after_commit(site.pk)
    return True


def record_page(article, request) -> None:
    """Record the view of an article and the visit that it is part of."""
    record_view(article, request)
    record_visit(Site.find_for_request(request), request)


def view_count(article) -> ViewTotals:
    """Return the views of a page: legacy baseline, own count, and their sum."""
    return VIEWS.totals(article.pk)


def view_counts(pks: Collection[int]) -> dict[int, ViewTotals]:
    """Return the views of many pages by pk, in one query; a page that nobody read is left out."""
    return VIEWS.totals_of(pks)


def visitor_count(site) -> ViewTotals:
    """Return the visits of a site, all zero without one."""
    return VISITS.totals(site.pk if site else None)


def set_legacy_view_count(page, count: int, source: str, strategy: str = "keep") -> ViewTotals:
    """Set what the old portal counted for a page, and say where that was read.

    "keep": only if no old count was set before; "higher": if it is greater than the one that was; "replace":
    always. ValueError on a count that is none, or a strategy that we do not have.
    """
    return VIEWS.set_legacy(page.pk, count, source, strategy)


def set_legacy_visitor_count(site, count: int, source: str, strategy: str = "keep") -> ViewTotals:
    """Set what the old portal counted for the whole site; as set_legacy_view_count."""
    return VISITS.set_legacy(site.pk, count, source, strategy)
