"""Which lines of a page a text was made from: the heaviest chain of lines that stand in it in order."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

GRAM = 3  # words by which a line is looked up
MOST_PLACES = 24  # where one line may stand; what stands in more places tells nothing
CHANGED = 0.6  # share of its words by which a line is known that was changed a little
_LEAST_CHANGED = 4  # words

Words = Sequence[str]


def aligned(lines: Sequence[Words], text: Words) -> set[int]:
    """The numbers of the lines that a text holds, each place of it used once, in order."""
    chain = _chain(lines, text)
    taken = {line for line, _, _ in chain}
    return taken | _changed(lines, text, chain)


def _chain(lines: Sequence[Words], text: Words) -> list[tuple[int, int, int]]:
    """Lines with where they begin and end in the text, so that they hold as many words as can be."""
    places = _places(text)
    # By end, the heaviest chain that ends so early: `ends` and `weights` rise together.
    ends, weights = [0], [0]
    links: list[tuple[int, int, int, int]] = [(-1, 0, 0, -1)]  # line, start, end, the link before
    tops = [0]
    for number, words in enumerate(lines):
        found: list[tuple[int, int, int]] = []
        for start in _starts(words, text, places):
            before = bisect_right(ends, start) - 1
            found.append((weights[before] + len(words), start, tops[before]))
        for weight, start, before in found:
            links.append((number, start, start + len(words), before))
            _insert(ends, weights, tops, start + len(words), weight, len(links) - 1)
    out: list[tuple[int, int, int]] = []
    link = tops[-1]
    while link > 0:
        number, start, end, link = links[link]
        out.append((number, start, end))
    return out[::-1]


def _insert(ends: list[int], weights: list[int], tops: list[int], end: int, weight: int, link: int) -> None:
    place = bisect_right(ends, end)
    if weights[place - 1] >= weight:
        return
    last = place
    while last < len(ends) and weights[last] <= weight:
        last += 1
    if ends[place - 1] == end:
        place -= 1
    ends[place:last], weights[place:last], tops[place:last] = [end], [weight], [link]


def _places(text: Words) -> dict[tuple[str, ...], list[int]]:
    """Where each gram of one to GRAM words stands."""
    places: dict[tuple[str, ...], list[int]] = {}
    for size in range(1, GRAM + 1):
        for start in range(len(text) - size + 1):
            found = places.setdefault(tuple(text[start : start + size]), [])
            if len(found) <= MOST_PLACES:
                found.append(start)
    return places


def _starts(words: Words, text: Words, places: dict[tuple[str, ...], list[int]]) -> list[int]:
    if not words:
        return []
    starts = places.get(tuple(words[:GRAM]), [])
    if len(starts) > MOST_PLACES:
        return []
    size = len(words)
    return [start for start in starts if list(text[start : start + size]) == list(words)]


def _changed(lines: Sequence[Words], text: Words, chain: list[tuple[int, int, int]]) -> set[int]:
    """The lines between two of the chain that hold most of what stands between them in the text."""
    out: set[int] = set()
    stops = [*chain, (len(lines), len(text), len(text))]
    line, place = 0, 0
    for number, start, end in stops:
        left = Counter(text[place:start])
        for between in range(line, number):
            words = Counter(lines[between])
            shared = (words & left).total()
            if len(lines[between]) >= _LEAST_CHANGED and shared >= CHANGED * len(lines[between]):
                out.add(between)
                left -= words
        line, place = number + 1, end
    return out
