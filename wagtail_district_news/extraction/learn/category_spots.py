"""Where on a page its category may stand: short lines, their parts, and the entries of breadcrumbs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ...text import fold
from .areas import Area
from .paths import Place
from .sheets import LONGEST_ATOMS, Line
from .slots import date_of

LONGEST = 60
NEAR_END = 8  # lines of a core's end that may name the category
_CRUMB = re.compile(r"crumb|site-?map-?path|duong-?dan|pathway|navpath|you-?are|location", re.IGNORECASE)
_SEPARATORS = (">", "»", "›", "|", "/", "→", "::", "\\")
_LABELLED = re.compile(r"([^\W\d][^:]{1,30}:)\s+(\S.*)$")
_EDGES = " ›»>|/:-–→\\,.·•[]()"
_ADDRESS = re.compile(
    r"\S@\S|https?:|www\.|^\S+\.(?:com|org|net|info|edu|gov)(?:\.[a-z]{2})?(?:/\S*)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Where:
    """Where a category stands: a place, and of what is there which part.

    `sort` is "line", "first" or "last" (inline element at the place), "link" (the nth of its siblings), "part"
    (the nth part between separators) or "entry" (the nth of neighbouring blocks, as in a breadcrumb made of
    a list). Negative numbers count from the end.
    """

    place: Place
    sort: str
    nth: int = 0
    separator: str = ""

    @property
    def is_named(self) -> bool:
        """Whether its element has a name, or for an inline one that around it."""
        return bool(_named(self.place).names)

    @property
    def ends_crumb(self) -> bool:
        """Whether it is the last link of a breadcrumb, or the last part of one."""
        return is_crumb(self.place) and (self.sort == "last" or self.nth == -1)

    @property
    def family(self) -> tuple[object, ...]:
        """What spots have in common that are one spot under different elements."""
        place, named = self.place, _named(self.place)
        return (self.sort, self.nth, self.separator, place.tag, place.look, named.tag, named.names)


def _named(place: Place) -> Place:
    return place.above if place.is_inline and place.above is not None else place


def candidates(area: Area, authors: set[int] | frozenset[int]) -> Iterator[tuple[Where, str, Line, int]]:
    """What of a page could be its category: (spot, text, line, distance to the article in lines).

    `authors` are the ids of lines that hold nothing but an author.
    """
    lines = area.sheet.lines
    at = next((n for n, line in enumerate(lines) if line is area.title.line), 0)
    inside = [n for n, line in enumerate(lines) if n > at and area.in_core(line)]
    first, last = (inside[0], inside[-1]) if inside else (at + 1, at)
    title = area.title.folded
    entries: dict[Place, list[tuple[int, Line]]] = defaultdict(list)
    paragraphs: set[Place] = (
        set()
    )  # of the body that were passed: a later line there is not what a selector finds
    for number, line in enumerate(lines):
        follows = line.place in paragraphs
        if area.in_core(line):
            paragraphs.add(line.place)
        if line is area.title.line or (first < number < last - NEAR_END) or id(line) in authors:
            continue
        crumb = is_crumb(line.place)
        distance = abs(at - number) if number <= first else 3 + abs(number - last)
        distance = min(distance, 4) if crumb else distance
        if distance > 15 or len(line.text) > LONGEST_ATOMS:
            continue
        if line.nth <= 1:
            entries[line.place].append((number, line))
        for where, text in _parts(line):
            if _may_be(text, title) and not (follows and where.sort == "line" and not where.separator):
                yield where, text, line, distance
    for place, found in entries.items():
        yield from _entries(place, found, at, title)


def _entries(
    place: Place, found: list[tuple[int, Line]], at: int, title: str
) -> Iterator[tuple[Where, str, Line, int]]:
    """The blocks of a list that is a breadcrumb: neighbours at one place."""
    if not 2 <= len(found) <= 8 or found[-1][0] - found[0][0] > len(found) + 2:
        return
    for position, (number, line) in enumerate(found):
        text = line.text.strip(_EDGES)
        if _may_be(text, title):
            distance = 4 if is_crumb(place) else abs(at - number)
            if distance <= 15:
                yield Where(place, "entry", position + 1), text, line, distance
                yield Where(place, "entry", position - len(found)), text, line, distance


def is_crumb(place: Place) -> bool:
    """Whether a place is called like a breadcrumb."""
    return any(_CRUMB.search(name) for above in place.ancestors() for name in above.names)


def _may_be(text: str, title: str) -> bool:
    if not 1 < len(text) <= LONGEST or sum(c.isdigit() for c in text) > 0.3 * len(text):
        return False
    if not any(c.isalpha() for c in text) or _ADDRESS.search(text):
        return False
    return not date_of(text) and fold(text) != title


def _unlabelled(text: str) -> tuple[str, str]:
    """A label at the start of a line ("Topic:"), "" where there is none, and what follows it."""
    match = _LABELLED.match(text)
    return (match[1], match[2]) if match else ("", text)


def _parts(line: Line) -> Iterator[tuple[Where, str]]:
    label, value = _unlabelled(line.text)
    if len(value) <= LONGEST:
        yield Where(line.place, "line", 0, label), value.strip(_EDGES)
    atoms = [atom for atom in line.atoms if atom.inline][:8]
    for atom in atoms:
        text = atom.text.strip(_EDGES)
        alike = [other for other in atoms if other.place is atom.place]
        if alike[0] is atom:
            yield Where(atom.place, "first"), text
        if alike[-1] is atom:
            yield Where(atom.place, "last"), text
        if any(other.nth > 1 for other in alike):
            yield Where(atom.place, "link", atom.nth), text
            yield Where(atom.place, "link", -atom.nth_last), text
    for separator in _SEPARATORS if not _ADDRESS.search(line.text) else ():
        if separator in line.text:
            parts = [part.strip() for part in line.text.split(separator)]
            if 2 <= len(parts) <= 8:
                for number, part in enumerate(parts):
                    yield Where(line.place, "part", number, separator), part.strip(_EDGES)
                    yield Where(line.place, "part", number - len(parts), separator), part.strip(_EDGES)
            break
