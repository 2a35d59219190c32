"""What stands around the articles of a site: header, menus, columns, footer; by where they hang on its spine."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from .areas import Layout
from .naming import name_of
from .paths import Place
from .sheets import Line
from .site import Site

SHARE = 0.3  # of the pages of a group: what so many have is a part of the template
RECURS = 3
LONGEST_TEXT = 200
MOST_TEXTS = 400


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the frame: where it hangs, on how many pages, words that a reader knows it by, and what it is."""

    place: Place
    pages: int
    words: str
    called: str = ""


def frame_of(
    site: Site, layouts: list[Layout], taken: set[int], tells: Callable[[Place], bool]
) -> tuple[list[Part], tuple[str, ...]]:
    """The parts around the articles, and recurring lines that no selector tells from an article's.

    `taken` are the ids of lines that a slot holds; `tells` says whether a selector tells a place from the articles.
    """
    spine = spine_of(layouts)
    pages: dict[Place, set[str]] = defaultdict(set)
    held: dict[Place, list[Line]] = defaultdict(list)
    loose: Counter[str] = Counter()
    for layout in layouts:
        for area in layout.areas.values():
            around = area.sheet.elements[area.region]
            for line in area.sheet.lines:
                if around.first <= line.first < around.end and line.first > area.title.line.first:
                    continue
                if id(line) in taken or line is area.title.line:
                    continue
                top = _top(line, spine, tells)
                if top is None:
                    loose[line.text] += 1
                    continue
                pages[top].add(area.sheet.file)
                held[top].append(line)
    size = sum(len(layout.areas) for layout in layouts)
    parts = [
        Part(place, len(files), _words(held[place]), name_of(place, held[place], len(files)))
        for place, files in pages.items()
        if len(files) >= max(2, SHARE * _largest(layouts, files, size))
    ]
    said = {
        line.text
        for layout in layouts
        for area in layout.areas.values()
        for line in area.lines
        if area.in_core(line)
    }
    texts = tuple(
        text
        for text, count in loose.most_common(MOST_TEXTS)
        # what an article says may stand in lists as well
        if count >= (SHARE * size if text in said else RECURS) and len(text) <= LONGEST_TEXT
    )
    return parts, texts


def _largest(layouts: list[Layout], files: set[str], size: int) -> int:
    """The size of the group that most of the pages with a part belong to."""
    return max((len(layout.areas) for layout in layouts if files & set(layout.areas)), default=size)


def spine_of(layouts: list[Layout]) -> set[Place]:
    """Every place on the way to an article, and all in it."""
    spine: set[Place] = set()
    for layout in layouts:
        for area in layout.areas.values():
            spine.update(area.sheet.elements[area.region].place.ancestors())
            spine.update(area.title.line.place.ancestors())
            for line in area.lines:
                spine.update(line.place.ancestors())
    return spine


def _top(line: Line, spine: set[Place], tells: Callable[[Place], bool]) -> Place | None:
    """The highest place around a line that is not on the way to an article, and that a selector tells."""
    top = None
    for place in line.place.ancestors():
        if place in spine:
            break
        if tells(place):
            top = place
    return top


def _words(lines: list[Line]) -> str:
    """A few words that stand there on most pages."""
    said = Counter(line.text for line in lines)
    return " · ".join(text[:40] for text, _ in said.most_common(3))[:120]
