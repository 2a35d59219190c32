"""What a line says before its date: some dates read only without it, as "2001-12" behind a number of an issue."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from .areas import Layout
from .sheets import Line
from .slots import LONGEST_DATE, Choice, date_of

SHARE = 0.8  # of the dated lines begin so
SAME = 0.95  # of them say the same date without it
FRESH = 0.02  # of the pages must become dated
LONGEST = 12  # words
_NUMBER = re.compile(r"\d+")


def without_label(choice: Choice, layout: Layout, languages: tuple[str, ...]) -> Choice:
    """A choice of dates with the words before them cut off, where that dates more pages; else as it is."""
    if not choice.spots or choice.spots[0].sort != "line" or choice.pattern:
        return choice
    dated = [text for file, text in choice.values.items() if choice.by_spot[file] == choice.spots[0]]
    head = _head(dated, languages)
    if not head:
        return choice
    pattern = re.compile(rf"^(?:{_pattern(head)}\s+)?(?P<value>.*)$")
    fresh = _fresh(choice, layout, pattern, languages)
    if len(fresh) < max(2, FRESH * len(layout.areas)):
        return choice
    values = {file: _cut(pattern, text) for file, text in choice.values.items()}
    return replace(
        choice,
        values=values | {file: text for file, (text, _) in fresh.items()},
        lines=choice.lines | {file: line for file, (_, line) in fresh.items()},
        by_spot=choice.by_spot | dict.fromkeys(fresh, choice.spots[0]),
        pattern=pattern.pattern,
        confidence=round(min(1.0, choice.confidence + len(fresh) / len(layout.areas)), 2),
    )


def _head(dated: list[str], languages: tuple[str, ...]) -> tuple[str, ...]:
    """The longest beginning, in words with their numbers as 0, without which most lines say the same date."""
    texts = [text.split() for text in dated]
    best: tuple[str, ...] = ()
    for size in range(1, LONGEST + 1):
        heads = Counter(_masked(words[:size]) for words in texts if len(words) > size)
        head, count = heads.most_common(1)[0] if heads else ((), 0)
        if count < SHARE * len(texts):
            break
        cut = [words for words in texts if len(words) > size and _masked(words[:size]) == head]
        same = sum(_same_date(" ".join(words), " ".join(words[size:]), languages) for words in cut)
        if same >= SAME * len(cut):
            best = head
    return best


def _same_date(whole: str, cut: str, languages: tuple[str, ...]) -> bool:
    first, second = date_of(whole, languages), date_of(cut, languages)
    return first is not None and second is not None and first.value == second.value


def _masked(words: list[str]) -> tuple[str, ...]:
    return tuple(_NUMBER.sub("0", word) for word in words)


def _pattern(head: tuple[str, ...]) -> str:
    return r"\s+".join(r"\d+".join(map(re.escape, word.split("0"))) for word in head)


def _cut(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.match(" ".join(text.split()))
    return match["value"] if match else text


def _fresh(
    choice: Choice, layout: Layout, pattern: re.Pattern[str], languages: tuple[str, ...]
) -> dict[str, tuple[str, Line]]:
    """By file the pages that have a date only then, and the line in which it stands."""
    place = choice.spots[0].place
    fresh: dict[str, tuple[str, Line]] = {}
    for file, area in layout.areas.items():
        if file in choice.values:
            continue
        for line in area.sheet.lines:
            if place in (line.place, line.fine) and len(line.text) <= LONGEST_DATE:
                text = _cut(pattern, line.text)
                if text != line.text and date_of(text, languages):
                    fresh.setdefault(file, (text, line))
    return fresh
