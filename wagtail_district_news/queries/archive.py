"""How many articles each year, month and day holds, and the nearest ones that hold any."""

from __future__ import annotations

from django.db.models import Count, Q

from ..archive import FIRST_YEAR, LAST_YEAR, ArchivePeriod, PeriodCount
from .lists import NEWEST_FIRST, OLDEST_FIRST, articles


def archive_counts(
    category=None, year: int | None = None, month: int | None = None, site=None, locale=None, among=None
) -> list[PeriodCount]:
    """Return how many articles each year holds; each month of `year`; each day of `year` and `month`.

    Newest first, empty ones left out, by days of the site's own zone. The same articles as `articles`;
    `among`, such a list that is at hand, saves looking for what is in the category and public.
    """
    found = articles(category=category, site=site, locale=locale) if among is None else among
    periods = ArchivePeriod(year, month).parts() if year else _years(found)
    counted = [
        one for start in range(0, len(periods), 400) for one in _counts(found, periods[start : start + 400])
    ]
    return counted[::-1]


def _counts(found, periods: list[ArchivePeriod]) -> list[PeriodCount]:
    # counting ranges is faster than truncating each date, and agrees with the lists by construction
    ranges = {
        f"n{number}": Count("pk", filter=Q(published_at__gte=period.start, published_at__lt=period.end))
        for number, period in enumerate(periods)
    }
    whole = found.order_by().filter(published_at__gte=periods[0].start, published_at__lt=periods[-1].end)
    counts = whole.aggregate(**ranges).values()
    return [PeriodCount(period, count) for period, count in zip(periods, counts, strict=True) if count]


def _in_archive(found):
    # a date that some script got wrong must not break the pages of its category
    return found.filter(
        published_at__gte=ArchivePeriod(FIRST_YEAR).start, published_at__lt=ArchivePeriod(LAST_YEAR).end
    )


def _years(found) -> list[ArchivePeriod]:
    moments = _in_archive(found).select_related(None).values_list("published_at", flat=True)
    ends = [moments.order_by(*order).first() for order in (OLDEST_FIRST, NEWEST_FIRST)]
    if None in ends:
        return []
    first, last = (ArchivePeriod.containing(moment, "year").year for moment in ends)
    return [ArchivePeriod(year) for year in range(first, last + 1)]


def previous_and_next_period(
    category, period: ArchivePeriod, site=None, locale=None, among=None
) -> tuple[ArchivePeriod | None, ArchivePeriod | None]:
    """Return the nearest earlier and later period of the same length that hold an article, or None.

    `among` as in archive_counts.
    """
    found = articles(category=category, site=site, locale=locale) if among is None else among
    moments = _in_archive(found).select_related(None).values_list("published_at", flat=True)
    before = moments.filter(published_at__lt=period.start).order_by(*NEWEST_FIRST).first()
    after = moments.filter(published_at__gte=period.end).order_by(*OLDEST_FIRST).first()
    return tuple(moment and ArchivePeriod.containing(moment, period.unit) for moment in (before, after))
