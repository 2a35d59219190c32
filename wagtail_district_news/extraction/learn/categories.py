"""Which spot names the category: short values that repeat, and that the portal's navigation knows."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import mean, median

from ...text import fold
from .areas import Area, Layout
from .paths import Place
from .sheets import LONGEST_ATOMS, Line
from .site import Site
from .slots import date_of

LONGEST = 60
FLOOR = 0.02
MASTHEAD = 0.7  # of the pages say one thing that no menu knows: the portal's motto
BOTH = 3  # words of a line besides a value: "by", and a name
_NAME = re.compile(r"[^\W\d_]+")
NEAR_END = 8  # lines of a core's end that may name the category
_DIGITS = re.compile(r"\d+")
MENU_SHARE = 0.3  # of the other pages: a menu shows an entry on so many
_CRUMB = re.compile(r"crumb|site-?map-?path|duong-?dan|pathway|navpath|you-?are|location", re.IGNORECASE)
_CATEGORY = re.compile(
    r"categor|chuyen-?muc|section|topic|folder|rubri|kategor|cat-?(?:link|name)|danh-?muc", re.IGNORECASE
)
_SEPARATORS = (">", "»", "›", "|", "/", "→", "::", "\\")
_LABELLED = re.compile(r"([^\W\d][^:]{1,30}:)\s+(\S.*)$")
_LABELS = re.compile(
    r"(?:categor|kategor|rubri|section|topic|theme|filed (?:under|in)|posted in|in category|chuyen muc|muc|razdel|tema"
    r"|rubryka|seccion|sezione|bereich|ressort|luogo|cat|bolum|hmwd|fenlei|lan mu|qsm)\w*\W*$"
)
_AUTHORS = re.compile(
    r"(?:\b(?:by|von|por|par|da|door|av|af|tac gia|autor|author|posted by|opublikoval|avtor))\W*$"
)
_EDGES = " ›»>|/:-–→\\,.·•[]()"


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


@dataclass(slots=True)
class Category:
    """The spots of a site's categories, the best first, how sure, and by file what was read."""

    where: list[Where] = field(default_factory=list)
    confidence: float = 0.0
    values: dict[str, str] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)


def find_category(
    site: Site,
    layouts: Sequence[Layout],
    listings: set[str],
    bylines: dict[str, str] | None = None,
    authors: set[int] | frozenset[int] = frozenset(),
) -> Category:
    """The spot of the category over all articles of a site.

    `listings` are folded titles of listings, `bylines` by file the folded lines that say who wrote an article
    and when: what is called after its author is no category. `authors` are the ids of lines that hold nothing
    but an author.
    """
    pages = sum(len(layout.areas) for layout in layouts)
    values: dict[Where, dict[str, tuple[str, Line]]] = defaultdict(dict)
    distances: dict[Where, list[int]] = defaultdict(list)
    for layout in layouts:
        for file, area in layout.areas.items():
            for where, text, line, distance in _candidates(area, authors):
                if file not in values[where]:
                    values[where][file] = (text, line)
                    distances[where].append(distance)
                else:
                    distances[where].append(distance + 5)
    if not pages:
        return Category()
    known = _navigation(site)
    by = bylines or {}
    scored = [
        (_score(where, found, distances[where], pages, known, listings, by), -number, where)
        for number, (where, found) in enumerate(values.items())
    ]
    scored.sort(key=lambda entry: (-entry[0], -entry[1]))
    return _choose(scored, values, pages)


def _choose(
    scored: list[tuple[float, int, Where]], values: dict[Where, dict[str, tuple[str, Line]]], pages: int
) -> Category:
    if not scored or scored[0][0] < FLOOR:
        return Category()
    best = scored[0][2]
    found = Category([best], round(min(1.0, len(values[best]) / pages), 2))
    taken = {text for text, _ in values[best].values()}
    for _, _, where in scored[:40]:
        fresh = {f: v for f, v in values[where].items() if f not in found.values}
        if where is not best:
            same = sum(values[where][f][0] == v for f, v in found.values.items() if f in values[where])
            fits = sum(v[0] in taken for v in fresh.values())
            if (
                len(fresh) < 2
                or fits < 0.6 * len(fresh)
                or same < 0.5 * sum(f in values[where] for f in found.values)
            ):
                continue
            found.where.append(where)
        for file, (text, line) in fresh.items():
            found.values[file], found.lines[file] = text, line
        if len(found.where) == 3:
            break
    return found


def _score(
    where: Where,
    found: dict[str, tuple[str, Line]],
    distances: list[int],
    pages: int,
    known: dict[str, dict[Place, set[str]]],
    listings: set[str],
    bylines: dict[str, str],
) -> float:
    coverage = len(found) / pages
    if coverage < 0.3:
        return 0.0
    counts = Counter(text for text, _ in found.values())
    size = len(found)
    entropy = -sum(n / size * math.log(n / size) for n in counts.values())
    evidence = mean(_evidence(text, line, found, known, listings) for text, line in found.values())
    authors = mean(_names_author(text, bylines.get(file, "")) for file, (text, _) in found.items())
    repeated = sum(n for n in counts.values() if n > 1) / size
    named = any(_CATEGORY.search(name) for place in list(where.place.ancestors())[:3] for name in place.names)
    if len({_DIGITS.sub("0", text) for text in counts}) == 1:
        worth = 0.03 * evidence + (0.02 if named else 0.0)
    else:
        floor = (
            0.5 if evidence >= 0.9 else 0.15
        )  # a menu's word is good evidence, even if nearly all pages have it
        worth = (0.15 + 0.85 * evidence) * repeated * min(1.0, floor + entropy) * (2.0 if named else 1.0)
    if where.sort in ("line", "first", "last"):
        worth /= max(1.0, len(distances) / size)  # one of many alike is an entry of a list
    said = Counter(_introduced(where, text, line) for text, line in found.values())
    if not (evidence or named or said["category"]) and max(counts.values()) > MASTHEAD * size:
        return 0.0
    worth *= 3.0 if said["category"] * 2 > size else 0.1 if said["author"] * 2 > size else 1.0
    worth *= 1 - 0.95 * authors
    worth *= min(1.0, 5 / mean(len(text.split()) for text, _ in found.values()))
    return coverage * worth * math.exp(-median(distances) / 10) * (1.02 if where.sort == "line" else 1.0)


def _introduced(where: Where, text: str, line: Line) -> str:
    """What the words before a value say that it is: a category, an author, or nothing."""
    before = where.separator if where.sort == "line" else line.text[: max(0, line.text.find(text))]
    folded = fold(before[-60:])
    return "category" if _LABELS.search(folded) else "author" if _AUTHORS.search(folded) else ""


def _names_author(text: str, byline: str) -> bool:
    """Whether two neighbouring words of a value stand in a line that says who wrote the article."""
    said = fold(text)
    pairs = [f"{first} {second}" for first, second in pairwise(_NAME.findall(said))]  # "Ann Lee's blog", too
    for line in byline.split("\n"):
        both = said in line and len(_NAME.findall(line.replace(said, " ", 1))) >= BOTH
        if not both and any(pair in line for pair in pairs):
            return True
    return False


def _evidence(
    text: str,
    line: Line,
    found: dict[str, tuple[str, Line]],
    known: dict[str, dict[Place, set[str]]],
    listings: set[str],
) -> float:
    """How well a value is known as a part of the portal: a menu has it, or a listing is called so.

    A menu shows it on pages of other categories too; a link that comes and goes with it is its echo.
    """
    folded = fold(text)
    for place, files in known.get(folded, {}).items():
        if place is line.place:
            continue
        others = [file for file in files if file not in found or found[file][0] != text]
        if len(others) >= max(2, MENU_SHARE * sum(value != text for value, _ in found.values())):
            return 1.0
    return 0.6 if folded in listings else 0.0


def _navigation(site: Site) -> dict[str, dict[Place, set[str]]]:
    """What links say, at which places, on which pages."""
    found: dict[str, dict[Place, set[str]]] = defaultdict(lambda: defaultdict(set))
    for sheet in site.sheets:
        for line in sheet.lines:
            if not line.linked:
                continue
            linked = {fold(atom.text) for atom in line.atoms if atom.linked}
            for text in linked if len(linked) > 1 else {line.folded, *linked}:
                if text and len(text) < 80:
                    found[text][line.place].add(sheet.file)
    return found


def _candidates(area: Area, authors: set[int] | frozenset[int]) -> Iterator[tuple[Where, str, Line, int]]:
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
        crumb = _is_crumb(line.place)
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
            distance = 4 if _is_crumb(place) else abs(at - number)
            if distance <= 15:
                yield Where(place, "entry", position + 1), text, line, distance
                yield Where(place, "entry", position - len(found)), text, line, distance


def _is_crumb(place: Place) -> bool:
    return any(_CRUMB.search(name) for above in place.ancestors() for name in above.names)


def _may_be(text: str, title: str) -> bool:
    if not 1 < len(text) <= LONGEST or sum(c.isdigit() for c in text) > 0.3 * len(text):
        return False
    return not date_of(text) and fold(text) != title and any(c.isalpha() for c in text)


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
    for separator in _SEPARATORS:
        if separator in line.text:
            parts = [part.strip() for part in line.text.split(separator)]
            if 2 <= len(parts) <= 8:
                for number, part in enumerate(parts):
                    yield Where(line.place, "part", number, separator), part.strip(_EDGES)
                    yield Where(line.place, "part", number - len(parts), separator), part.strip(_EDGES)
            break
