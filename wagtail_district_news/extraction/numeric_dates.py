"""Dates whose month is a number, or a Vietnamese word for one: the patterns, and what they find."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Order = Literal["dmy", "mdy"]
YEARS = range(1990, 2101)


@dataclass(frozen=True, slots=True)
class Day:
    """`day` is None where the text names a month only."""

    year: int
    month: int
    day: int | None


# The patterns read `fold`ed text, or `plain` text where the letters are not Latin.
_MONTH_WORDS = {
    "gieng": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9, "muoi mot": 11, "muoi hai": 12, "muoi": 10, "chap": 12,
}  # fmt: skip
_VIETNAMESE_MONTH = rf"(?:thang |thg\.? ?|th\.? ?(?=\d))(?P<month>\d{{1,2}}|{'|'.join(_MONTH_WORDS)})\b"
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_BEFORE = r"(?<!\d)(?<!\d[/.-])"  # not inside a longer number, document sign or address

_NUMERIC = re.compile(
    rf"{_BEFORE}(?P<first>\d{{1,2}})(?: ?(?P<by>[/.-]) ?| )"
    rf"(?P<second>\d{{1,2}})(?(by) ?(?P=by) ?| ){_YEAR}(?![/.-]\d)"
)
_YEAR_FIRST = re.compile(
    rf"{_BEFORE}(?P<year>\d{{4}})(?P<by>[/.-] ?)(?P<month>\d{{1,2}})(?P=by){_DAY}(?![\d/])"
)
_SIGNED = re.compile(
    rf"(?<!\d){_YEAR} ?[年년] ?(?P<month>\d{{1,2}}) ?[月월] ?{_DAY} ?[日일号號](?! ?[-~至到、] ?\d{{1,2}} ?[日일号號])"
)
_MONGOLIAN = re.compile(rf"(?<!\d){_YEAR} ?он(?:ы)? (?P<month>\d{{1,2}}) ?-? ?р сар(?:ын)? {_DAY}(?!\d)")
_WORDED = (
    re.compile(rf"(?<!\d){_DAY} ?,? {_VIETNAMESE_MONTH} ?[,/-]? ?(?:nam )?{_YEAR}"),
    re.compile(rf"\b{_VIETNAMESE_MONTH} {_DAY} ?, ?(?:nam )?{_YEAR}"),
)
_MONTH_ONLY = re.compile(rf"\b{_VIETNAMESE_MONTH} ?[,/-]? ?(?:nam )?{_YEAR}(?![/.-]\d)")
_MONTH_ONLY_NUMERIC = (
    re.compile(rf"(?:[a-z ]+: ?)?(?P<month>\d{{1,2}}) ?[/-] ?{_YEAR}"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})"),
    re.compile(r"(?P<year>\d{4}) ?[年년] ?(?P<month>\d{1,2}) ?[月월]"),
)
_LONE_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
# "12 - 14 ...": the number before is a day too, but for "Thứ 2 - 14 ..." (Monday).
_SPAN = re.compile(r"(?<![\w:/.-])(?<!thu )(\d{1,2})\.? ?(?:-|~|&|den|va|to|and|bis|und)(?: (?:ngay )?)?$")
_FURTHEST = 16  # characters before a date


def days_of(text: str, order: Order) -> Iterator[Day | None]:
    """All days of a text; None for one that does not exist, or that begins or ends a span."""
    for match in _NUMERIC.finditer(text):
        day, month = ("first", "second") if order == "dmy" else ("second", "first")
        yield _alone(match, int(match[month]), int(match[day]))
    for pattern in (_YEAR_FIRST, _SIGNED, _MONGOLIAN, *_WORDED):
        for match in pattern.finditer(text):
            yield _alone(match, _month_number(match["month"]), int(match["day"]))


def _alone(match: re.Match[str], month: int, day: int) -> Day | None:
    """The day, if no other one stands before it as in "12 - 14/8/2017"."""
    before = _SPAN.search(match.string, max(match.start() - _FURTHEST, 0), match.start())
    if before and 0 < int(before[1]) < day:
        return None
    return day_on(int(match["year"]), month, day)


def months_only(text: str) -> Iterator[Day | None]:
    """The months that a text without a day names; None where a number stands by that may be the day."""
    for match in _MONTH_ONLY.finditer(text):
        rest = text[: match.start()] + text[match.end() :]
        number = _month_number(match["month"])
        yield None if _LONE_NUMBER.search(rest) else day_on(int(match["year"]), number, None)
    # "12/2018" is as often the sign of a document: only a text that is nothing else is a month.
    for pattern in _MONTH_ONLY_NUMERIC:
        if whole := pattern.fullmatch(text):
            yield day_on(int(whole["year"]), int(whole["month"]), None)


def day_on(year: int, month: int, day: int | None) -> Day | None:
    """None if there is no such day in the plausible years."""
    try:
        datetime(year, month, 1 if day is None else day)
    except ValueError:
        return None
    return Day(year, month, day) if year in YEARS else None


def _month_number(month: str) -> int:
    return int(month) if month.isdecimal() else _MONTH_WORDS[month]


def pairs_of(text: str) -> Iterator[tuple[int, int]]:
    """The first two numbers of every numeric date that ends with its year."""
    for match in _NUMERIC.finditer(text):
        yield int(match["first"]), int(match["second"])


def without_days(text: str) -> str:
    """The text with ";" for each of its numeric dates."""
    for pattern in (_NUMERIC, _YEAR_FIRST):
        text = pattern.sub(" ; ", text)
    return text
