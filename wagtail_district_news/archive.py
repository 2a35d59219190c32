"""Pure dates: a year, month or day of the archive, in the site's own time zone."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.utils import timezone

Unit = Literal["year", "month", "day"]
FIRST_YEAR, LAST_YEAR = 1000, 9998  # so that both bounds fit every database, in any zone


@dataclass(frozen=True, slots=True, order=True)
class ArchivePeriod:
    """A year, a month or a day. ValueError if there is no such date.

    Bounds are half-open and aware, in settings.TIME_ZONE and never in the active time zone: the admin
    activates its editor's, which would file an article of 00:30 under another day.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("A day of the archive needs its month.")
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise ValueError(f"The archive knows the years {FIRST_YEAR} to {LAST_YEAR}.")
        date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @classmethod
    def from_parts(cls, year, month=None, day=None) -> ArchivePeriod:
        """Build a period from text or numbers, as a URL gives them. ValueError on impossible dates."""
        parts = [None if part in (None, "") else int(part) for part in (year, month, day)]
        if parts[0] is None:
            raise ValueError("A period of the archive needs its year.")
        return cls(*parts)

    @classmethod
    def containing(cls, moment: datetime, unit: Unit = "day") -> ArchivePeriod:
        """Return the year, month or day of the site's zone in which an aware moment lies."""
        local = timezone.localtime(moment, timezone.get_default_timezone())
        parts = {"year": 1, "month": 2, "day": 3}[unit]
        return cls(*(local.year, local.month, local.day)[:parts])

    @property
    def unit(self) -> Unit:
        if self.day is not None:
            return "day"
        return "year" if self.month is None else "month"

    @property
    def first_day(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def next_first_day(self) -> date:
        """The first day after the period."""
        if self.day is not None:
            return date.fromordinal(self.first_day.toordinal() + 1)
        if self.month is None or self.month == 12:
            return date(self.year + 1, 1, 1)
        return date(self.year, self.month + 1, 1)

    @property
    def start(self) -> datetime:
        """The first instant of the period."""
        return _midnight(self.first_day)

    @property
    def end(self) -> datetime:
        """The first instant after the period."""
        return _midnight(self.next_first_day)

    @property
    def parent(self) -> ArchivePeriod | None:
        """The month of a day, the year of a month, None of a year."""
        if self.day is not None:
            return ArchivePeriod(self.year, self.month)
        return None if self.month is None else ArchivePeriod(self.year)

    def parts(self) -> list[ArchivePeriod]:
        """The months of a year, the days of a month, in order; nothing for a day."""
        if self.day is not None:
            return []
        if self.month is None:
            return [ArchivePeriod(self.year, month) for month in range(1, 13)]
        days = (self.next_first_day - self.first_day).days
        return [ArchivePeriod(self.year, self.month, day) for day in range(1, days + 1)]

    @property
    def path(self) -> str:
        """The period's part of an address: `2018/`, `2018/10/` or `2018/10/25/`."""
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None)]
        return "/".join(parts) + "/"

    def __contains__(self, moment: datetime) -> bool:
        return self.start <= moment < self.end

    def __str__(self) -> str:
        return self.path.rstrip("/").replace("/", "-")


@dataclass(frozen=True, slots=True)
class PeriodCount:
    """How many articles a period holds."""

    period: ArchivePeriod
    count: int


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One cell of a month's calendar; `period` is None where the grid shows a neighbouring month."""

    date: date
    period: ArchivePeriod | None
    count: int

    @property
    def in_month(self) -> bool:
        return self.period is not None


def month_calendar(
    month: ArchivePeriod, counts: Mapping[int, int], first_weekday: int = 0
) -> list[list[CalendarDay]]:
    """Return the weeks of a month, seven CalendarDay each. `counts`: day of the month -> number of articles.

    `first_weekday` is 0 for Monday to 6 for Sunday. A day's own period may be passed too: its month is shown.
    """
    if month.month is None:
        raise ValueError("A calendar shows one month: give a period with a month.")
    weeks = calendar.Calendar(first_weekday).monthdatescalendar(month.year, month.month)
    return [[_calendar_day(day, month, counts) for day in week] for week in weeks]


def _calendar_day(day: date, month: ArchivePeriod, counts: Mapping[int, int]) -> CalendarDay:
    if day.month != month.month:
        return CalendarDay(day, None, 0)
    return CalendarDay(day, ArchivePeriod(day.year, day.month, day.day), counts.get(day.day, 0))


def _midnight(day: date) -> datetime:
    # fold=0 is right twice: where the clocks skip midnight it names the instant of the change, where they
    # repeat it the first of the two, which is the start of the day
    return datetime(day.year, day.month, day.day, tzinfo=timezone.get_default_timezone())
