"""Dates as the portals print them -> aware datetimes. What is impossible or unclear is None, no guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timezone, tzinfo
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from ..text import fold, fold_space
from .clock import Time, take_times

Order = Literal["dmy", "mdy"]
Precision = Literal["second", "minute", "day", "month"]
YEARS = range(1990, 2101)
LONGEST = 2_000  # characters: what is longer is no date, and is not searched for one


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

    @property
    def conflict(self) -> bool:
        return bool(self.day_first and self.month_first)


@dataclass(frozen=True, slots=True)
class _Day:
    year: int
    month: int
    day: int | None  # None: the text names a month only


# All patterns but the English ones read `fold`ed text: lower case, ASCII, one space a run.
_MONTH_WORDS = {
    "gieng": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9, "muoi mot": 11, "muoi hai": 12, "muoi": 10, "chap": 12,
}  # fmt: skip
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_VIETNAMESE_MONTH = rf"(?:thang |thg\.? ?|th\.? ?(?=\d))(?P<month>\d{{1,2}}|{'|'.join(_MONTH_WORDS)})\b"
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_BEFORE = r"(?<!\d)(?<!\d[/.-])"  # not inside a longer number, document sign or address

_NUMERIC = re.compile(
    rf"{_BEFORE}(?P<first>\d{{1,2}})(?: ?(?P<by>[/.-]) ?| )"
    rf"(?P<second>\d{{1,2}})(?(by) ?(?P=by) ?| ){_YEAR}(?![/.-]\d)"
)
_YEAR_FIRST = re.compile(
    rf"{_BEFORE}(?P<year>\d{{4}})(?P<by>[/.-])(?P<month>\d{{1,2}})(?P=by){_DAY}(?![\d/])"
)
_WORDED = (
    re.compile(rf"(?<!\d){_DAY} ?,? {_VIETNAMESE_MONTH} ?[,/-]? ?(?:nam )?{_YEAR}"),
    re.compile(rf"\b{_VIETNAMESE_MONTH} {_DAY} ?, ?(?:nam )?{_YEAR}"),
)
_WORDED_ENGLISH = (
    re.compile(rf"(?<!\d){_DAY}(?:st|nd|rd|th)?(?: of)?[ -]{_ENGLISH_MONTH}[ ,-]{{1,2}}{_YEAR}"),
    re.compile(rf"\b{_ENGLISH_MONTH} {_DAY}(?:st|nd|rd|th)?[ ,]{{1,2}}{_YEAR}"),
)
_MONTH_ONLY = re.compile(rf"\b{_VIETNAMESE_MONTH} ?[,/-]? ?(?:nam )?{_YEAR}(?![/.-]\d)")
_MONTH_ONLY_ENGLISH = re.compile(rf"(?<![\w-]){_ENGLISH_MONTH}[ ,]{{1,2}}{_YEAR}")
_MONTH_ONLY_NUMERIC = (
    re.compile(rf"(?:[a-z ]+: ?)?(?P<month>\d{{1,2}}) ?[/-] ?{_YEAR}"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})"),
)


def parse_date(text: str, order: Order = "dmy", zone: str | tzinfo = "Asia/Ho_Chi_Minh") -> ParsedDate | None:
    """The one date that a text shows, with its time if it shows one.

    None where there is no date, an impossible one, or two that differ. A time with its own offset is
    converted to `zone`; any other is a wall clock there.
    """
    if len(text) > LONGEST:
        return None
    raw = fold_space(text)
    folded, clock = take_times(fold(raw))
    english, _ = take_times(raw.casefold())
    days = {*_days(folded, order), *_english_days(english)}
    if not days:
        days = set(_months(folded, english))
    if len(days) != 1 or None in days or None in clock:
        return None
    day = days.pop()
    return _assemble(day, clock, zone, raw) if day else None


def is_ambiguous(raw: str) -> bool:
    """Whether a numeric date reads differently, and possibly, in both orders."""
    return any(first != second and max(first, second) <= 12 for first, second in _numeric_pairs(raw))


def order_of(raws: Iterable[str]) -> DateOrder:
    """What all the numeric dates of a site, taken together, say about their order."""
    day_first = month_first = ambiguous = 0
    for raw in raws:
        for first, second in _numeric_pairs(raw):
            day_first += second <= 12 < first <= 31
            month_first += first <= 12 < second <= 31
            ambiguous += first != second and max(first, second) <= 12
    order: Order | None = None
    if bool(day_first) != bool(month_first):
        order = "dmy" if day_first else "mdy"
    return DateOrder(order, day_first, month_first, ambiguous)


def _numeric_pairs(raw: str) -> Iterator[tuple[int, int]]:
    if len(raw) > LONGEST:
        return
    for match in _NUMERIC.finditer(take_times(fold(raw))[0]):
        yield int(match["first"]), int(match["second"])


def _days(text: str, order: Order) -> Iterator[_Day | None]:
    for match in _NUMERIC.finditer(text):
        day, month = ("first", "second") if order == "dmy" else ("second", "first")
        yield _day(match["year"], match[month], match[day])
    for pattern in (_YEAR_FIRST, *_WORDED):
        for match in pattern.finditer(text):
            yield _day(match["year"], match["month"], match["day"])


def _english_days(text: str) -> Iterator[_Day | None]:
    for pattern in _WORDED_ENGLISH:
        for match in pattern.finditer(text):
            yield _day(match["year"], match["month"], match["day"])


def _months(folded: str, english: str) -> Iterator[_Day | None]:
    for pattern, text in ((_MONTH_ONLY, folded), (_MONTH_ONLY_ENGLISH, english)):
        for match in pattern.finditer(text):
            yield _day(match["year"], match["month"], None)
    # "12/2018" is as often the sign of a document: only a text that is nothing else is a month.
    for pattern in _MONTH_ONLY_NUMERIC:
        if whole := pattern.fullmatch(folded):
            yield _day(whole["year"], whole["month"], None)


def _day(year: str, month: str, day: str | None) -> _Day | None:
    """None if there is no such day in the plausible years."""
    number = _month_number(month)
    try:
        datetime(int(year), number, int(day or 1))
    except ValueError:
        return None
    return _Day(int(year), number, int(day) if day else None) if int(year) in YEARS else None


def _month_number(month: str) -> int:
    if month.isdecimal():
        return int(month)
    return _MONTH_WORDS.get(month) or _ENGLISH.index(month[:3]) + 1


def _assemble(day: _Day, clock: set[Time | None], zone: str | tzinfo, raw: str) -> ParsedDate | None:
    where = _zone(zone) if isinstance(zone, str) else zone
    if day.day is None:
        return ParsedDate(_wall(day, None, where), "month", raw)
    if len(clock) != 1:  # no time, or opening hours: the day is sure all the same
        return ParsedDate(_wall(day, None, where), "day", raw)
    (time,) = clock
    precision: Precision = "minute" if time is None or time.second is None else "second"
    return ParsedDate(_wall(day, time, where), precision, raw)


def _wall(day: _Day, time: Time | None, zone: tzinfo) -> datetime:
    """An existing moment: a wall-clock time that a change to summer time skips moves on by the gap."""
    hour, minute, second = (time.hour, time.minute, time.second or 0) if time else (0, 0, 0)
    own = timezone(time.offset) if time and time.offset is not None else zone
    written = datetime(day.year, day.month, day.day or 1, hour, minute, second, tzinfo=own)
    return written.astimezone(UTC).astimezone(zone)


@lru_cache(maxsize=8)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
