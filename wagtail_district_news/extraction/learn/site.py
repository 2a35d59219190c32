"""A sample of a site, taken down page by page: what stands where, how often, and who links to whom."""

from __future__ import annotations

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ..charsets import looks_vietnamese
from ..limits import PageError
from ..parse import Tree
from ..sources import Source, SourceError
from .links import follow
from .paths import Paths, Places
from .sheets import Line, Sheet, sheet_of

SAMPLE = 300  # pages
_COPIED = 0.8  # of the rarer texts of a page: with so many in common two pages are one, at two addresses
_RARE = 4
VIETNAMESE = 0.6
_DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class Site:
    """The sheets of a sample, and what they say together."""

    sheets: list[Sheet]
    places: Places
    seen: Counter[tuple[int, str]] = field(default_factory=Counter)
    by_file: dict[str, Sheet] = field(default_factory=dict)
    said: dict[str, Counter[str]] = field(default_factory=dict)  # file -> folded words of links to it
    copies: frozenset[str] = frozenset()  # files that repeat another page

    @property
    def size(self) -> int:
        """How many different pages there are."""
        return len(self.sheets) - len(self.copies)


def languages_of(site: Site) -> tuple[str, ...]:
    """The language that most pages say they are in; Vietnamese where they are so and do not say it."""
    if not site.sheets:
        return ()
    pages = site.sheets[:: max(1, len(site.sheets) // 20)]
    text = " ".join(line.text for sheet in pages for line in sheet.lines[:80])[:20_000]
    if looks_vietnamese(text) > VIETNAMESE:
        return ("vi",)
    said = Counter(sheet.language.split("-")[0].lower() for sheet in site.sheets if sheet.language)
    best = said.most_common(1)
    return (best[0][0],) if best and best[0][1] * 2 > len(site.sheets) and best[0][0] != "vi" else ()


def take_sample(paths: Sequence[str], most: int = SAMPLE) -> list[str]:
    """At most `most` paths, spread over the shapes of their names and over each shape."""
    if len(paths) <= most:
        return list(paths)
    shapes: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        shapes[_DIGITS.sub("0", posixpath.dirname(path))].append(path)
    chosen: list[str] = []
    queues = sorted(shapes.values(), key=len)
    for place, queue in enumerate(queues):
        share = (most - len(chosen)) // (len(queues) - place)
        step = max(1, len(queue) // max(1, share))
        chosen += queue[::step][: max(1, share)]
    return sorted(chosen[:most])


def read_site(
    source: Source,
    files: Sequence[str],
    tree_of: Callable[[str], Tree],
    progress: Callable[[int, int], None] | None = None,
) -> Site:
    """Take down the pages; those that cannot be read are left out."""
    paths = Paths()
    sheets: list[Sheet] = []
    known: Counter[str] = Counter()
    for number, file in enumerate(files, 1):
        if progress is not None:
            progress(number, len(files))
        try:
            sheet = sheet_of(file, tree_of(file), paths)
        except (PageError, SourceError):
            continue
        sheets.append(sheet)
        used = {element.path for element in sheet.elements} | {line.path for line in sheet.lines}
        used |= {atom.path for line in sheet.lines for atom in line.atoms}
        known.update(_tokens(paths, used))
    enough = 2 if len(sheets) > 1 else 1
    places = Places(paths, frozenset(token for token, pages in known.items() if pages >= enough))
    site = Site(sheets, places, by_file={sheet.file: sheet for sheet in sheets})
    _place(site)
    _count(site)
    site.said = follow(sheets, source)
    return site


def _tokens(paths: Paths, used: set[int]) -> set[str]:
    """The names on the way to any of the paths."""
    seen: set[int] = set()
    tokens: set[str] = set()
    for path in used:
        while path and path not in seen:
            seen.add(path)
            tokens.update(paths.steps[path].tokens)
            path = paths.parents[path]
    return tokens


def _place(site: Site) -> None:
    of = site.places.of
    for sheet in site.sheets:
        for element in sheet.elements:
            element.place = of[element.path]
        for line in sheet.lines:
            line.fine = of[line.path]
            line.place = line.fine.bare or line.fine
            for atom in line.atoms:
                atom.place = of[atom.path]


def _key(line: Line) -> tuple[int, str]:
    return (line.place.number, line.text)


def _count(site: Site) -> None:
    """Count on how many pages each text stands at its place. A page under two addresses counts once."""
    pages: Counter[tuple[int, str]] = Counter()
    for sheet in site.sheets:
        pages.update({_key(line) for line in sheet.lines})
    site.copies = _copies(site.sheets, pages)
    if site.copies:
        pages = Counter()
        for sheet in site.sheets:
            if sheet.file not in site.copies:
                pages.update({_key(line) for line in sheet.lines})
    site.seen = pages
    for sheet in site.sheets:
        for line in sheet.lines:
            line.seen = pages[_key(line)]


def _copies(sheets: list[Sheet], pages: Counter[tuple[int, str]]) -> frozenset[str]:
    """Pages whose rarer lines nearly all stand on one other, earlier page."""
    holders: dict[tuple[int, str], list[int]] = defaultdict(list)
    weights = [0] * len(sheets)
    for number, sheet in enumerate(sheets):
        for line in {_key(line): line for line in sheet.lines}.values():
            if pages[_key(line)] <= _RARE:
                weights[number] += line.words
                if pages[_key(line)] > 1:
                    holders[_key(line)].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for (_, text), numbers in holders.items():
        weight = text.count(" ") + 1
        for place, first in enumerate(numbers):
            for second in numbers[place + 1 :]:
                shared[first, second] += weight
    return frozenset(
        sheets[second].file
        for (first, second), weight in shared.items()
        if weight >= 30 and weight >= _COPIED * max(weights[first], weights[second])
    )
