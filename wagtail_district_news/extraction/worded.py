"""Dates with the month as a word, in any language: numbers and months in a row, and nothing unexplained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from .calendar_words import meaning

_Known = tuple[tuple[str, ...], bool]  # languages, and whether all others too
Triple = tuple[int, int, int | None]  # year, month (AMBIGUOUS: two languages differ), day
MOST_WORDS = 8  # of a month's name: "sánzá ya zómi na mɔ̌kɔ́"

LAST_DAY = 31
REACH = 8  # tokens between a number and its month

_TOKEN = re.compile(
    r"(?P<number>\d+)|(?P<word>[^\s\d!-/:-@\[-`{-¿×÷،؛۔؟।。、・「」（）‐-⁞]+)|(?P<sign>[^\s])"
)
_SPAN = re.compile("(?:N|NM)A?$")  # before a day and its month: another day
_LOOSE_AND = re.compile("(?<=M)A(?=Y)|(?<=Y)A(?=M)")  # joins no two days
_GLUE_SIGNS = frozenset(".,-/'()·،、")
_GLUE_WORDS = (
    "of de del della do da dal di d u su dl du den der die le la el il als ils ta af ne na ng lia id mettas st m"
    " nam gada gads an ê r g ko the ngày г р ж ш ел аз л ҫ ci оны он сыл жылы жыл жылдын yil yili yilda года"
    " году год рік року в от թ წ სა ი ב ה د"
)
GLUE = frozenset(_GLUE_WORDS.split())
_AND_WORDS = (
    "and or und oder ou hoặc et y e i o og och ja en ve va và a au al do to at bis till until tot tới đến den din"
    " и й і до а και ו و"
)
AND = frozenset(_AND_WORDS.split())


class _Part(NamedTuple):
    kind: str  # Number of a day, Year, Month, And, Time, X: anything else
    value: int


@dataclass(frozen=True, slots=True)
class Worded:
    """The dates of a text: those with a day (None: not clear which), and those of a month only."""

    days: frozenset[Triple | None]
    months: frozenset[Triple]
    whole: bool  # the text is a month and a year, and nothing else


NOTHING = Worded(frozenset(), frozenset(), False)


def worded_dates(text: str, languages: tuple[str, ...] = (), worldwide: bool = True) -> Worded:
    """All dates with a month's name in a `plain` text, whose times are "|"; see `calendar_words.meaning`."""
    tokens = list(_TOKEN.finditer(text))
    numbers = [index for index, token in enumerate(tokens) if token.lastgroup == "number"]
    if not any(len(tokens[index].group()) == 4 for index in numbers):
        return NOTHING
    near = bytearray(len(tokens))
    for index in numbers:  # only there a month can belong to a date
        for other in range(max(index - REACH, 0), min(index + REACH + 1, len(tokens))):
            near[other] = 1
    return _read(list(_parts(tokens, near, (languages, worldwide))))


def _parts(tokens: list[re.Match[str]], near: bytearray, known: _Known) -> Iterator[_Part]:
    at = 0
    while at < len(tokens):
        month, length = None, 1
        if near[at] and tokens[at].lastgroup == "word":
            month, length = _month(tokens, at, known)
        part = _part(tokens, at) if month is None else _Part("M", month)
        if part is not None:
            yield part
        at += length


def _part(tokens: list[re.Match[str]], at: int) -> _Part | None:
    """None for what only glues a date together."""
    token = tokens[at]
    text = token.group()
    if token.lastgroup == "number":
        kind = {1: "N", 2: "N", 4: "Y"}.get(len(text), "X")
        return _Part(kind, int(text) if kind != "X" else 0)
    if token.lastgroup == "sign":
        return None if text in _GLUE_SIGNS else _Part("T" if text == "|" else "X", 0)
    if _is_ending(tokens, at):
        return None
    if text in AND:
        return _Part("A", 0)
    return None if text in GLUE else _Part("X", 0)


def _is_ending(tokens: list[re.Match[str]], at: int) -> bool:
    """Whether a word of few letters hangs on a number: "1st", "14-го"."""
    if at == 0 or len(tokens[at].group()) > 3:
        return False
    before = at - 1
    if tokens[before].group() in "-'.(" and before and tokens[before].end() == tokens[at].start():
        before -= 1
    number, end = tokens[before], tokens[at].start()
    return number.lastgroup == "number" and end - number.end() <= 1 and not _space(number, end)


def _space(number: re.Match[str], end: int) -> bool:
    return number.string[number.end() : end].isspace()


def _month(tokens: list[re.Match[str]], at: int, known: _Known) -> tuple[int | None, int]:
    """The month that begins here, the longest name first, and how many tokens it takes."""
    best: tuple[int | None, int] = (None, 1)
    words: list[str] = []
    for index in range(at, min(at + 2 * MOST_WORDS, len(tokens))):
        token = tokens[index]
        if token.lastgroup == "number" or len(words) == MOST_WORDS:
            break
        if token.lastgroup == "sign":
            if token.group() not in ".'-":
                break
            continue
        words.append(token.group())
        found = _month_named(" ".join(words), known)
        if found is not None:
            best = (found, index - at + 1)
    return best


def _month_named(name: str, known: _Known) -> int | None:
    """The month of a name; what glues dates or is a weekday here is no month of a language elsewhere."""
    languages, worldwide = known
    found = meaning(name, "months", languages, False)
    other = found is None and worldwide and name not in GLUE and name not in AND
    if other and meaning(name, "weekdays", languages, False) is None:
        found = meaning(name, "months", languages)
    return found if isinstance(found, int) else None


def _read(parts: list[_Part]) -> Worded:
    parts = list(_merged(parts))
    row = "".join(part.kind for part in parts)
    for match in reversed(list(_LOOSE_AND.finditer(row))):
        del parts[match.start()]
    row = _LOOSE_AND.sub("", row)
    days: set[Triple | None] = set()
    for at, kind in enumerate(row):
        if kind == "M":
            days.update(_days(parts, row, at))
    months = {part.value for part in parts if part.kind == "M"}
    places = [at for at in range(len(row) - 1) if row[at : at + 2] in ("MY", "YM")]
    sure = len(months) == 1 and not any(_may_have_day(parts, at) for at in places)
    found = {_month_only(parts, at) for at in places}
    return Worded(frozenset(days), frozenset(found if sure else ()), row in ("MY", "YM"))


def _may_have_day(parts: list[_Part], at: int) -> bool:
    """Whether a number near a month and its year may be the day that they lack; behind two words it is not."""
    near = (*parts[max(0, at - 2) : at], *parts[at + 2 : at + 4])
    return any(part.kind == "A" or (part.kind == "N" and part.value <= LAST_DAY) for part in near)


def _merged(parts: list[_Part]) -> Iterator[_Part]:
    """One month for a month in two names beside each other, as "آب/أغسطس"."""
    last = None
    for part in parts:
        if part.kind != "M" or part != last:
            yield part
        last = part


def _days(parts: list[_Part], row: str, at: int) -> Iterator[Triple | None]:
    """What the numbers around a month say; None for two days, or for more than one way to read them."""
    before, after = row[:at][-4:], row[at + 1 : at + 4]
    month = parts[at].value
    if before.endswith("N") and after.startswith("Y"):
        yield None if _SPAN.search(before[:-1]) else (parts[at + 1].value, month, parts[at - 1].value)
    elif after.startswith(("NY", "NTY")) and not before.endswith("N"):
        year = parts[at + after.index("Y") + 1].value
        clear = not before.endswith(("Y", "NA"))
        yield (year, month, parts[at + 1].value) if clear else None
    elif before.endswith("Y") and after.startswith("N"):
        clear = not after.startswith(("NN", "NA", "NM"))
        yield (parts[at - 1].value, month, parts[at + 1].value) if clear else None
    elif before.endswith("YN") and not after.startswith(("N", "M", "A")):
        yield parts[at - 2].value, month, parts[at - 1].value


def _month_only(parts: list[_Part], at: int) -> Triple:
    month, year = parts[at : at + 2] if parts[at].kind == "M" else (parts[at + 1], parts[at])
    return year.value, month.value, None
