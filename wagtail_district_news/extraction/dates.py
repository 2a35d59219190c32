"""Dates as the portals print them -> aware datetimes. What is impossible or unclear is None, no guess."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timezone, tzinfo
from functools import lru_cache
from itertools import pairwise
from typing import Literal
from zoneinfo import ZoneInfo

from ..text import fold, fold_space
from .calendar_words import meaning, plain, words_of
from .clock import Time, take_times, with_plain_times
from .eras import common_years
from .numeric_dates import Day, day_on, days_of, months_only, pairs_of, without_days
from .numeric_dates import Order as Order
from .worded import Triple, Worded, worded_dates

Precision = Literal["second", "minute", "day", "month"]
_REMEMBERED = 120  # characters: menus and lists say the same dates again and again
LONGEST = 2_000  # characters: what is longer is no date, and is not searched for one


_SHORT_YEAR = re.compile(
    r"(?<![\d/.-])(?P<start>\d{1,2}(?P<by>[/.-])\d{1,2}(?P=by))(?P<year>\d{2})(?![\d/-]|\.\d)"
)


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """`value` is aware, in the zone asked for; without a time it is 00:00, without a day the 1st."""

    value: datetime
    precision: Precision
    raw: str


@dataclass(frozen=True, slots=True)
class DateOrder:
    """What a site's numeric dates prove; `order` is None where nothing is proved, or they conflict."""

    order: Order | None
    day_first: int  # dates that can only be day/month
    month_first: int  # dates that can only be month/day
    ambiguous: int
    # Dates that both orders could read, but only one with the weekday beside them. Portals miscount: this
    # decides only where no date is proof.
    weekday_day_first: int = 0
    weekday_month_first: int = 0

    @property
    def conflict(self) -> bool:
        return bool(self.day_first and self.month_first)


_VIETNAMESE_WEEKDAY = re.compile(r"\bthu ([2-7])\b")
ORDERS: tuple[Order, Order] = ("dmy", "mdy")
_FEW = 3  # weekdays that may fit by chance
_MISCOUNTED = 20  # right weekdays for a wrong one, at least
_NOT_LATIN = re.compile("[\u0370-\u1dff\u2c00-\ua71f\ua800-\uab2f\uab70-\ufaff\ufb07-\ufdff\ufe70-\ufefc]")
_VIETNAMESE_LETTER = re.compile("[\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
_VIETNAMESE = ("vi",)
_YEAR_DIGITS = re.compile(r"\d{4}")
_DIGIT = re.compile(r"\d")
_MAY_BE_NUMERIC = re.compile(r"\d[^\w:]+\d{1,2}[^\w:]+\d")  # as cheap as can be
_THAI = re.compile("[\u0e01-\u0e2e]")  # where a year may have two digits


def may_hold_date(text: str) -> bool:
    """False, at almost no cost, for a text that `parse_date` could only find no date in."""
    if len(text) > LONGEST:
        return False
    if _YEAR_DIGITS.search(text):
        return True
    if text.isascii():
        return False
    return "年" in text or (_DIGIT.search(text) is not None and _THAI.search(text) is not None)


def parse_date(
    text: str,
    order: Order = "dmy",
    zone: str | tzinfo = "Asia/Ho_Chi_Minh",
    languages: tuple[str, ...] = (),
    short_years: bool = False,
) -> ParsedDate | None:
    """The one date that a text shows, with its time if it shows one.

    None where there is no date, an impossible one, or two that differ. A time with its own offset is
    converted to `zone`; any other is a wall clock there. `languages` are those of the page, such as
    ("pt-BR", "en"): they decide what a month's name means that other languages use for another month.
    With `short_years` "3/14/16" is a day of 2016, and 90 to 99 are of the last century: for sites that are
    known to write so.
    """
    if len(text) > LONGEST:
        return None
    raw, text = text, with_full_years(text) if short_years else text
    if not may_hold_date(text):
        return None
    if order == "mdy" and text.isascii() and not _MAY_BE_NUMERIC.search(text):
        order = "dmy"  # both read it alike, so it is read once
    read = _read(text, order, languages) if len(text) <= _REMEMBERED else _read_anew(text, order, languages)
    return _assemble(read[0], read[1], zone, fold_space(raw)) if read else None


def with_full_years(text: str) -> str:
    """A text with the years of its numeric dates in four digits: those that can be of the web's time."""
    return _SHORT_YEAR.sub(_full_year, text)


def _full_year(match: re.Match[str]) -> str:
    year = int(match["year"])
    if 40 < year < 90:
        return match[0]
    return f"{match['start']}{1900 + year if year >= 90 else 2000 + year}"


def _read_anew(
    text: str, order: Order, languages: tuple[str, ...]
) -> tuple[Day, frozenset[Time | None]] | None:
    raw = fold_space(text)
    if not languages and _VIETNAMESE_LETTER.search(raw):
        languages = _VIETNAMESE
    folded, clock, words = _views(raw, languages)
    words = without_days(words)
    days = set(days_of(folded, order))
    # Months are numbers in Vietnamese: there no word of another language is a month.
    worded = worded_dates(words, languages, worldwide=languages != _VIETNAMESE)
    days.update(_day_of(triple) for triple in worded.days)
    if not days:
        days = set(_months(folded, worded if worded.whole else worded_dates(words, languages, False)))
    if len(days) != 1 or None in clock:
        return None
    day = days.pop()
    return (day, frozenset(clock)) if day else None


_read = lru_cache(maxsize=4096)(_read_anew)


def _views(raw: str, languages: tuple[str, ...]) -> tuple[str, set[Time | None], str]:
    """A text for the patterns, its times, and the text with all its letters; the times are "|" in both."""
    words, clock = take_times(with_plain_times(common_years(plain(raw)), languages))
    if raw.isascii() or _NOT_LATIN.search(raw):
        return words, clock, words
    folded, times = take_times(fold(with_plain_times(raw.casefold(), languages)))
    return folded, times, words


def _day_of(triple: Triple | None) -> Day | None:
    return triple and day_on(*triple)


def is_ambiguous(raw: str) -> bool:
    """Whether a numeric date reads differently, and possibly, in both orders."""
    return any(first != second and max(first, second) <= 12 for first, second in _numeric_pairs(raw))


def order_of(raws: Iterable[str], languages: tuple[str, ...] = ()) -> DateOrder:
    """What all the numeric dates of a site, taken together, say about their order."""
    day_first = month_first = ambiguous = 0
    weekdays: Counter[Order] = Counter()
    for raw in raws:
        for first, second in _numeric_pairs(raw):
            day_first += second <= 12 < first <= 31
            month_first += first <= 12 < second <= 31
            ambiguous += first != second and max(first, second) <= 12
        if order := _order_by_weekday(raw, languages):
            weekdays[order] += 1
    votes = weekdays["dmy"], weekdays["mdy"]
    return DateOrder(proved_order(day_first, month_first, *votes), day_first, month_first, ambiguous, *votes)


def proved_order(
    day_first: int, month_first: int, weekday_day_first: int, weekday_month_first: int
) -> Order | None:
    """The order that the counts of `DateOrder` prove: of weekdays, those of nearly all."""
    if day_first or month_first:
        return None if day_first and month_first else "dmy" if day_first else "mdy"
    more, less = sorted((weekday_day_first, weekday_month_first), reverse=True)
    if more < max(_FEW, _MISCOUNTED * less):
        return None
    return "dmy" if weekday_day_first > weekday_month_first else "mdy"


def _order_by_weekday(raw: str, languages: tuple[str, ...]) -> Order | None:
    """The only order in which a text's one ambiguous date falls on the text's one weekday."""
    if not is_ambiguous(raw):
        return None
    weekdays = _weekdays(raw, languages)
    dates = [parse_date(raw, order, UTC, languages) for order in ORDERS]
    if len(weekdays) != 1 or None in dates:
        return None
    fitting = [
        order
        for order, date in zip(ORDERS, dates, strict=True)
        if date and date.value.isoweekday() in weekdays
    ]
    return fitting[0] if len(fitting) == 1 else None


def _weekdays(raw: str, languages: tuple[str, ...]) -> set[int]:
    """The weekdays that a text names, 1 (Monday) to 7."""
    text = plain(fold_space(raw))
    if not languages and _VIETNAMESE_LETTER.search(text):
        languages = _VIETNAMESE
    words = words_of(text)
    named = [*words, *(" ".join(pair) for pair in pairwise(words))]
    found = {meaning(name, "weekdays", languages, worldwide=languages != _VIETNAMESE) for name in named}
    numbered = {int(match[1]) - 1 for match in _VIETNAMESE_WEEKDAY.finditer(fold(raw))}
    return {day for day in found if isinstance(day, int) and day} | numbered


def _numeric_pairs(raw: str) -> Iterator[tuple[int, int]]:
    if _MAY_BE_NUMERIC.search(raw) and may_hold_date(raw):
        text = fold_space(raw)
        yield from pairs_of(take_times(plain(text) if _NOT_LATIN.search(text) else fold(text))[0])


def _months(folded: str, worded: Worded) -> Iterator[Day | None]:
    yield from map(_day_of, worded.months)
    yield from months_only(folded)


def _assemble(day: Day, clock: frozenset[Time | None], zone: str | tzinfo, raw: str) -> ParsedDate | None:
    where = _zone(zone) if isinstance(zone, str) else zone
    if day.day is None:
        return ParsedDate(_wall(day, None, where), "month", raw)
    if len(clock) != 1:  # no time, or opening hours: the day is sure all the same
        return ParsedDate(_wall(day, None, where), "day", raw)
    (time,) = clock
    precision: Precision = "minute" if time is None or time.second is None else "second"
    return ParsedDate(_wall(day, time, where), precision, raw)


def _wall(day: Day, time: Time | None, zone: tzinfo) -> datetime:
    """An existing moment: a wall-clock time that a change to summer time skips moves on by the gap."""
    hour, minute, second = (time.hour, time.minute, time.second or 0) if time else (0, 0, 0)
    own = timezone(time.offset) if time and time.offset is not None else zone
    written = datetime(day.year, day.month, day.day or 1, hour, minute, second, tzinfo=own)
    return written.astimezone(UTC).astimezone(zone)


@lru_cache(maxsize=8)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
