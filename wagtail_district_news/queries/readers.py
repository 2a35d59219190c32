"""What was read most: of all time, or of the last days."""

from __future__ import annotations

from collections.abc import Collection

from django.core.cache import cache
from django.db.models import F, Sum

from .. import conf, counting
from .lists import articles
from .scope import Scope

RANKED = 1000  # pages that are looked at first
AT_ONCE = (50, 250, RANKED)  # of them asked whether anybody may read them
KEPT_SECONDS = 60 * 60


def most_read(
    category=None,
    site=None,
    count: int = 5,
    locale=None,
    scope: Scope | None = None,
    days: int | None = None,
) -> list:
    """Return the most read articles, each with `view_total`; those that nobody read are left out.

    Without `days` of all time, the old portal's views included; else of the last `days` days, today the last.
    """
    readable = articles(category=category, site=site, locale=locale, scope=scope)
    ranks = _rank(None) if days is None else _ranks(days)
    found = _best(readable, days, count, ranks)
    waiting = counting.waiting_views(days)
    found |= _standing(readable, days, _rising(waiting, found, count, ranks))
    for pk in found:
        found[pk] += waiting.get(pk, 0)
    best = sorted(((total, pk) for pk, total in found.items() if total), reverse=True)[:count]
    shown = readable.in_bulk([pk for _, pk in best]) if best else {}
    for total, pk in best:
        if pk in shown:
            shown[pk].view_total = total
    return [shown[pk] for _, pk in best if pk in shown]


def _best(readable, days: int | None, count: int, ranks: list[tuple[int, int]]) -> dict[int, int]:
    """Return the `count` articles that the tables have as most read, with their views.

    From the ranks of all pages, since who may be read is asked of a few more quickly than of all; where those
    do not suffice, as in a category that hardly anybody reads, of all.
    """
    found: dict[int, int] = {}
    start = 0
    for end in AT_ONCE:
        some = dict(ranks[start:end])
        found |= {pk: some[pk] for pk in _of_those(readable, some)}
        if len(found) >= count or end >= len(ranks):
            break
        start = end
    if len(found) < count and len(ranks) == RANKED:
        return _best_of_all(readable, days, count)
    best = sorted(found, key=lambda pk: (found[pk], pk), reverse=True)[:count]
    return {pk: found[pk] for pk in best}


def _rising(waiting: dict[int, int], found: dict[int, int], count: int, ranks) -> list[int]:
    """Return who is not among the best and may come up by what waits to be rolled up."""
    others = waiting.keys() - found.keys()
    if len(found) < count:
        return list(others)
    least, standing = min(found.values()), dict(ranks)
    beyond = ranks[-1][1] if len(ranks) == RANKED else 0  # that any page has which is not ranked
    return [pk for pk in others if standing.get(pk, beyond) + waiting[pk] >= least]


def _best_of_all(readable, days: int | None, count: int) -> dict[int, int]:
    counts = _counts(days).filter(page__in=readable.order_by().values("pk"), view_total__gt=0)
    return dict(counts.order_by("-view_total", "-page_id").values_list("page_id", "view_total")[:count])


def _ranks(days: int) -> list[tuple[int, int]]:
    """Return the pages that were read most in the last days, best first, with their views.

    They are summed up once for all readers until counts are rolled up again: nothing else changes them.
    """
    key = f"{conf.APP_LABEL}:ranks:{days}:{counting.first_of(days)}:{counting.rolled_up_at()}"
    return cache.get_or_set(key, lambda: _rank(days), KEPT_SECONDS)


def _rank(days: int | None) -> list[tuple[int, int]]:
    ranked = _counts(days).filter(view_total__gt=0).order_by("-view_total", "-page_id")
    return list(ranked.values_list("page_id", "view_total")[:RANKED])


def _standing(readable, days: int | None, pks: Collection[int]) -> dict[int, int]:
    """Return what the tables have of those among some pages that are readable, 0 for what they have not."""
    standing = dict.fromkeys(_of_those(readable, pks), 0)
    if not standing:
        return {}
    return standing | dict(_counts(days).filter(page__in=list(standing)).values_list("page_id", "view_total"))


def _of_those(readable, pks: Collection[int]) -> list[int]:
    return list(readable.order_by().filter(pk__in=list(pks)).values_list("pk", flat=True)) if pks else []


def _counts(days: int | None):
    """Return rows of `page_id` and `view_total`."""
    if days is None:
        return conf.model("ViewCount").objects.annotate(view_total=F("legacy_count") + F("own_count"))
    daily = conf.model("DailyViewCount").objects.filter(day__gte=counting.first_of(days))
    return daily.values("page_id").annotate(view_total=Sum("count"))
