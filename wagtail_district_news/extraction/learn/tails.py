"""What follows every title in its own line and is no part of it: empty brackets, a date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ...text import fold
from .slots import Choice, is_date
from .titles import Group

SHARE = 0.6  # of a group's titles that must end so
LONGEST_DATE = 60
_BRACKETS = re.compile(r"\s*(?:\(\s*\)|\[\s*\]|\{\s*\})$")
_DATED = (
    # a pattern that finds a date at the end, and one that a profile says it with
    (r"\s*\((?P<date>[^()]{4,60})\)$", r"\((?P<value>[^()]*\d[^()]*)\)$", r"^(?P<value>.*?)(?:\s*\([^()]*\d[^()]*\))?$"),
    (
        r"\s*\[(?P<date>[^\[\]]{4,60})\]$",
        r"\[(?P<value>[^\[\]]*\d[^\[\]]*)\]$",
        r"^(?P<value>.*?)(?:\s*\[[^\[\]]*\d[^\[\]]*\])?$",
    ),
    (
        r"\s+[-–—|,]\s+(?P<date>[^-–—|]{4,60})$",
        r"\s[-–—|,]\s+(?P<value>[^-–—|]*\d[^-–—|]*)$",
        r"^(?P<value>.*?)(?:\s+[-–—|,]\s+[^-–—|]*\d[^-–—|]*)?$",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tail:
    """How the titles of a group end: texts to strip, or a pattern for the title and one for the date in it."""

    strip: tuple[str, ...] = ()
    title: str = ""
    date: str = ""


NO_TAIL = Tail()


def find_tail(group: Group) -> Tail:
    """The tail that most titles of a group have."""
    texts = [found.text for found in group.titles.values()]
    empty = Counter(match[0].strip() for text in texts if (match := _BRACKETS.search(text)))
    if texts and sum(empty.values()) >= SHARE * len(texts):
        return Tail(strip=tuple(empty))
    for finds, date, title in _DATED:
        pattern = re.compile(finds)
        hits = sum(bool((match := pattern.search(text)) and is_date(match["date"])) for text in texts)
        if len(texts) > 2 and hits >= SHARE * len(texts):
            return Tail(title=title, date=date)
    return NO_TAIL


def cut(group: Group, tail: Tail) -> Choice:
    """Take the tail from the titles of a group; returns the dates that stood there."""
    choice = Choice()
    dates = re.compile(tail.date) if tail.date else None
    titles = re.compile(tail.title) if tail.title else None
    for file, found in group.titles.items():
        if dates is not None and (match := dates.search(found.text)) and is_date(match["value"]):
            choice.values[file], choice.lines[file] = match["value"], found.line
        if titles is not None and (match := titles.search(found.text)):
            found.text = match["value"]
        found.text = _stripped(found.text, tail.strip)
        found.folded = fold(found.text)
    if choice.values:
        choice.spots = [group.spot]
        choice.confidence = round(len(choice.values) / len(group.files), 2)
        choice.pattern = tail.date
        choice.by_spot = dict.fromkeys(choice.values, group.spot)
    return choice


def _stripped(text: str, tails: Iterable[str]) -> str:
    for tail in tails:
        if text.endswith(tail):
            text = text[: len(text) - len(tail)].rstrip()
    return text
