"""Where the documents of an article stand that its text does not link: a box of the template."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ..clean import is_document
from .areas import Area, Layout
from .paths import Place
from .sheets import Line

SHARE = 0.5  # of the lines at a place that link a document
CHANGING = 0.5  # of its documents that are on one page alone


def find_files(layouts: Iterable[Layout]) -> list[Place]:
    """The places outside of the cores whose lines link documents that differ from page to page."""
    lines: dict[Place, int] = defaultdict(int)
    linked: dict[Place, int] = defaultdict(int)
    pages: dict[Place, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    spine: set[Place] = set()
    for layout in layouts:
        spine.update(*(_spine(area) for area in layout.areas.values()))
        for file, area in layout.areas.items():
            for line in area.lines:
                if area.in_core(line):
                    continue
                lines[line.place] += 1
                found = _documents(area.sheet.links, line)
                linked[line.place] += bool(found)
                for href in found:
                    pages[line.place][href].add(file)
    boxes = [place for place, count in linked.items() if _is_box(count, lines[place], pages[place])]
    return list(dict.fromkeys(_box(place, lines, set(boxes), spine) for place in boxes))


def _box(place: Place, lines: dict[Place, int], found: set[Place], spine: set[Place]) -> Place:
    """The element around the links and what belongs to them: a heading, sizes; never one with other things."""
    top = place
    for above in place.ancestors():
        if above in spine:
            break
        held = sum(count for other, count in lines.items() if other.within(above))
        if sum(lines[other] for other in found if other.within(above)) * 4 < held:
            break
        top = above
    return top


def _spine(area: Area) -> list[Place]:
    elements = area.sheet.elements
    inner = [
        elements[area.region].place,
        area.title.line.place,
        *(elements[core].place for core in area.cores),
    ]
    return [above for place in inner for above in place.ancestors()]


def _documents(links: Iterable[object], line: Line) -> list[str]:
    hrefs = []
    for link in links:
        index, href = link.index, link.href  # type: ignore[attr-defined]
        if line.first - 3 <= index <= line.last and is_document(href):
            hrefs.append(href)
    return hrefs


def _is_box(linked: int, lines: int, pages: dict[str, set[str]]) -> bool:
    once = sum(len(files) == 1 for files in pages.values())
    return linked >= SHARE * lines and once >= CHANGING * len(pages)
