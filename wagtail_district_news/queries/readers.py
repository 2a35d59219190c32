"""What was read most: of all time, or of the last days."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import F, Sum

from .. import conf, counting
from .lists import articles
from .scope import Scope


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
    found = _best(readable, days, count)
    # who is not among the best can only come up by what waits to be rolled up
    waiting = counting.waiting_views(days)
    found |= _standing(readable, days, waiting)
    for pk in found:
        found[pk] += waiting.get(pk, 0)
    best = sorted(((total, pk) for pk, total in found.items() if total), reverse=True)[:count]
    shown = readable.in_bulk([pk for _, pk in best]) if best else {}
    for total, pk in best:
        if pk in shown:
            shown[pk].view_total = total
    return [shown[pk] for _, pk in best if pk in shown]


def _best(readable, days: int | None, count: int) -> dict[int, int]:
    """Return the `count` articles that the tables have as most read, with their views."""
    counts = _counts(days).filter(page__in=readable.order_by().values("pk"), view_total__gt=0)
    return dict(counts.order_by("-view_total", "-page_id").values_list("page_id", "view_total")[:count])


def _standing(readable, days: int | None, pks: Collection[int]) -> dict[int, int]:
    """Return what the tables have of those among some pages that are readable, 0 for what they have not."""
    if not pks:
        return {}
    standing = dict.fromkeys(readable.order_by().filter(pk__in=list(pks)).values_list("pk", flat=True), 0)
    return standing | dict(_counts(days).filter(page__in=list(standing)).values_list("page_id", "view_total"))


def _counts(days: int | None):
    """Return rows of `page_id` and `view_total`."""
    if days is None:
        return conf.model("ViewCount").objects.annotate(view_total=F("legacy_count") + F("own_count"))
    daily = conf.model("DailyViewCount").objects.filter(day__gte=counting.first_of(days))
    return daily.values("page_id").annotate(view_total=Sum("count"))
