"""What the rest of the site may ask of the counters."""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from wagtail.models import Site

from . import clock, rules, salt, schedule, stores, tables, visitors
from .counters import STRATEGIES, VIEWS, VISITS, Counter, ViewTotals
from .options import options

__all__ = ["STRATEGIES"]

ONLINE_MINUTES = 5
logger = logging.getLogger(__name__)


def record_view(article, request) -> bool:
    """Count a view of an article unless the rules say no; return whether the request is one of a reader.

    It is written after the transaction, so the number a page shows is the one before this view. Only then is
    it seen whether the same visitor was there a moment ago, in which case nothing is added.
    """
    return _record(request, Site.find_for_request(request), [(VIEWS, _readable(article))])


def record_visit(site, request) -> bool:
    """Count a visit of a site: 30 minutes without a page end it. Return whether the request is one of a reader."""
    return _record(request, site, [(VISITS, site and site.pk)])


def record_page(article, request) -> bool:
    """Record the view of an article and the visit that it is part of, in one statement."""
    site = Site.find_for_request(request)
    return _record(request, site, [(VIEWS, _readable(article)), (VISITS, site and site.pk)])


def view_count(article) -> ViewTotals:
    """Return the views of a page: legacy baseline, own count, and their sum."""
    return _totals(VIEWS, article.pk)


def view_counts(pks: Collection[int]) -> dict[int, ViewTotals]:
    """Return the views of many pages by pk, in one query; a page that nobody read is left out."""
    return stores.chosen().totals(VIEWS, pks)


def visitor_count(site) -> ViewTotals:
    """Return the visits of a site, all zero without one."""
    return _totals(VISITS, site.pk if site else None)


def views_by_day(article, days: int = 30) -> dict[date, int]:
    """Return the views of a page on each of the last `days` days, today the last; days without any are 0."""
    return _by_day(VIEWS, article.pk, days)


def visits_by_day(site, days: int = 30) -> dict[date, int]:
    """Return the visits of a site on each of the last `days` days, today the last."""
    return _by_day(VISITS, site.pk if site else None, days)


def visitors_today(site) -> int:
    """Return the visits that began today, in the site's own time zone."""
    return sum(visits_by_day(site, 1).values())


def visitors_online(site) -> int:
    """Return how many visitors asked for a page in the last five minutes."""
    since = clock.now() - ONLINE_MINUTES * 60_000
    return stores.chosen().online(site.pk, since) if site else 0


def waiting_views(days: int | None = None) -> dict[int, int]:
    """Return the views that are not in the tables yet by page; only those of the last `days` days if given."""
    return stores.chosen().waiting(VIEWS, first_of(days) if days else None)


def first_of(days: int) -> date:
    """Return the first of the last `days` days, of which today is the last."""
    return clock.today() - timedelta(days=days - 1)


def rolled_up_at() -> int:
    """Return when counts were rolled up last, in milliseconds since 1970; 0 if never."""
    return salt.rolled_up_at()


def roll_up() -> None:
    """Move all that waits to the days and totals; for a command, a task or a test. Requests do it themselves."""
    while stores.chosen().settle(schedule.ROWS_AT_ONCE):
        pass


def forget_views(page) -> None:
    """Drop what waits for a page that is deleted, once that stands."""
    _forget(VIEWS, page.pk)


def forget_visits(site) -> None:
    """Drop what waits for a site that is deleted."""
    _forget(VISITS, site.pk)


def set_legacy_view_count(page, count: int, source: str, strategy: str = "keep") -> ViewTotals:
    """Set what the old portal counted for a page, and say where that was read.

    "keep": only if no old count was set before; "higher": if it is greater than the one that was; "replace":
    always. ValueError on a count that is none, or a strategy that we do not have.
    """
    VIEWS.set_legacy(page.pk, count, source, strategy)
    return view_count(page)


def set_legacy_visitor_count(site, count: int, source: str, strategy: str = "keep") -> ViewTotals:
    """Set what the old portal counted for the whole site; as set_legacy_view_count."""
    VISITS.set_legacy(site.pk, count, source, strategy)
    return visitor_count(site)


# how a request is recorded


def counts_by_beacon(site) -> bool:
    """Say whether the pages of a site are counted by their beacon, and so not when they are served."""
    by = options().by
    return by.get(site.hostname if site else "", by.get("*", "server")) == "beacon"


def record(request, site, seen: Collection[tuple[Counter, int]]) -> None:
    """Write what a visitor saw once the transaction of the request stands; a failure is logged only."""
    trace = visitors.trace(request, site.pk if site else 0)
    db = tables.connection()
    if db.in_atomic_block:
        db.on_commit(lambda: _write(trace, seen))
    else:
        _write(trace, seen)


def _record(request, site, wanted) -> bool:
    seen = [(counter, owner) for counter, owner in wanted if owner]
    if not seen or not rules.counts(request) or counts_by_beacon(site):
        return False
    record(request, site, seen)
    return True


def _readable(article) -> int | None:
    return article.pk if article.live else None


def _write(trace: bytes, seen: Collection[tuple[Counter, int]]) -> None:
    moment = clock.now()
    try:
        day = clock.day_of(moment)
        stores.chosen().write(seen, visitors.visitor_hash(trace, salt.of_day(day)), moment, day)
        schedule.note_written()
    except Exception:
        logger.exception("What a reader saw could not be counted.")


def _forget(counter: Counter, pk: int) -> None:
    transaction.on_commit(lambda: stores.chosen().forget(counter, pk), using=tables.database(), robust=True)


def _totals(counter: Counter, pk: int | None) -> ViewTotals:
    found = stores.chosen().totals(counter, [pk]) if pk else {}
    return found.get(pk, ViewTotals())


def _by_day(counter: Counter, pk: int | None, days: int) -> dict[date, int]:
    first = first_of(days)
    found = stores.chosen().by_day(counter, pk, first) if pk else {}
    every = (first + timedelta(days=number) for number in range(days))
    return {day: found.get(day, 0) for day in every}
