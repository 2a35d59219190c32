"""The portal's counter of visits: a number behind a label that says so, on most pages, and no article's own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from ...text import fold
from ..numbers import parse_count, parse_digits
from ..profile_model import NO_SLOT, Slot
from .areas import Layout
from .paths import Place
from .selectors import Selectors
from .sheets import Element, Line, Sheet
from .site import Site

SHARE = 0.3  # of the pages that show it
PAGES = 2
LONGEST_LABEL = 60
GAP = 2  # lines between a label and its number
HEADED = 14  # lines that the heading of a box of statistics reaches
CELLS = range(3, 16)  # digits that stand one a cell
SAMPLES = 3
# What visits are called, folded; a portal's total, and what is counted beside it.
_VISITS = re.compile(
    r"truy cap|\b(?:visit(?:or)?s?|visites?|visiteurs?|visitas|visitantes?|visitatori|besuche[rn]?)\b"
    r"|\bposet|\bodwiedzin|\bziyaret"
)
_TOTAL = re.compile(
    r"(?:tat ca|tong(?: cong| so)?|total|all(?: time)?|vsego|gesamt|insgesamt|totale?) ?[:(]? ?$"
)
_OTHER = re.compile(
    r"dang truy cap|nguoi truy cap hien|online|truc tuyen|hien tai|\bkhach\b|guests?\b|hom nay|hom qua"
    r"|trong (?:ngay|tuan|thang|nam)|(?:ngay|tuan|thang|nam) (?:nay|qua|truoc)|today|yesterday|\bday|week|month|year"
    r"|heute|gestern|segodnya|vchera|hoy|aujourd|record|most ever|ky luc"
)
_COUNT = re.compile(r"\d[\d.,'\s]*")
_IN_LINE = re.compile(r"(?P<label>\D{3,60}?)[\s:(-]*(?P<count>\d[\d.,'\s]*)\)?(?:\D{0,20})$")
_FIRST_COUNT = r"^\D{0,5}(?P<value>\d{1,3}(?:[ .,']\d{3})+(?!\d)|\d+)"  # what a label is followed by
_CLASS = re.compile(r"\.[A-Za-z_][\w-]*", re.ASCII)
_DIGIT_PICTURE = re.compile(r"(?<!\d)\d\.(?:gif|png|jpe?g|bmp|svg|webp)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Way:
    """How a counter is found: the element to read, its label, and where the cells of its digits are."""

    place: Place
    label: str
    sort: str  # line, box, cells, pictures
    cells: str = ""


@dataclass(slots=True)
class _Seen:
    """A counter on the pages that show it: what it says there, and on how many it is in an article's region."""

    counts: dict[str, int] = field(default_factory=dict)
    shown: list[str] = field(default_factory=list)
    inside: int = 0


def find_visits(site: Site, css: Selectors, layouts: Sequence[Layout], taken: set[int]) -> Slot:
    """The slot of the counter, an empty one where there is none. `taken` are the ids of lines in other slots."""
    seen: dict[_Way, _Seen] = defaultdict(_Seen)
    areas = {file: area for layout in layouts for file, area in layout.areas.items()}
    for sheet in site.sheets:
        area = areas.get(sheet.file)
        around = area.sheet.elements[area.region] if area is not None else None
        start = area.title.line.first if area is not None else 0
        for way, shown, line in _counters(sheet, taken):
            if not _comes_first(sheet, way, line):
                continue
            found = seen[way]
            count = parse_digits(shown) if way.cells else parse_count(shown)
            if count is None or sheet.file in found.counts:
                continue
            found.counts[sheet.file] = count
            found.shown.append(shown)
            found.inside += around is not None and start < line.first < around.end
    least = max(min(PAGES, site.size), SHARE * len(site.sheets))
    good = {way: found for way, found in seen.items() if len(found.counts) >= least and _is_portals(found)}
    if not good:
        return NO_SLOT
    best = max(
        good, key=lambda way: (median(good[way].counts.values()), len(good[way].counts), way.place.number)
    )
    return _slot(css, best, good[best], len(site.sheets))


def _is_portals(found: _Seen) -> bool:
    """Whether it counts the whole portal: it stands outside of articles, or differs little from page to page.

    Articles have readers of their own: of their counts most are far below the greatest.
    """
    if found.inside * 2 <= len(found.counts):
        return True
    counts = found.counts.values()
    return min(counts) * 4 >= max(counts) and median(counts) * 2 >= max(counts) and min(counts) >= 1000


def _slot(css: Selectors, way: _Way, found: _Seen, pages: int) -> Slot:
    return Slot(
        select=(css.of(way.place),),
        label=(way.label,),
        pattern=_FIRST_COUNT if way.sort == "box" else "",
        cells=(way.cells,) if way.cells else (),
        lines="any" if way.sort == "line" else "",
        confidence=round(min(1.0, len(found.counts) / pages), 2),
        samples=tuple(dict.fromkeys(found.shown))[:SAMPLES],
    )


def _counters(sheet: Sheet, taken: set[int]) -> Iterator[tuple[_Way, str, Line]]:
    """Every number of a page behind a label of visits: (how it is found, what it shows, its label's line)."""
    headed = -HEADED
    for number, line in enumerate(sheet.lines):
        if len(line.text) > LONGEST_LABEL * 2 or id(line) in taken:
            continue
        match = _IN_LINE.match(line.text)
        said = fold(match["label"] if match else line.text)
        if names_visits(said):
            headed = number
        elif not (_TOTAL.match(said) and number - headed <= HEADED) or _OTHER.search(said):
            continue
        if _OTHER.search(said):
            continue
        if match is not None:
            label = line.text[: match.start("count")].rstrip(" (-")
            yield _Way(line.place, label, "line"), match["count"].strip(), line
        elif not any(sign.isdigit() for sign in line.text):
            yield from _behind(sheet, number, line)


def _comes_first(sheet: Sheet, way: _Way, line: Line) -> bool:
    """Whether no like element before it holds the same label: of several, reading takes the first."""
    label = way.label.casefold()
    before = [other for other in sheet.lines if other.first < line.first and label in other.text.casefold()]
    return not before or not any(
        _within(box, other)
        for box in sheet.elements
        if box.place is way.place and box.end <= line.first
        for other in before
    )


def names_visits(said: str) -> bool:
    """Whether a short line, folded, speaks of visits of the portal."""
    return len(said) <= LONGEST_LABEL and bool(_VISITS.search(said))


def _behind(sheet: Sheet, number: int, line: Line) -> Iterator[tuple[_Way, str, Line]]:
    """The number behind a label that has a line of its own: in one piece, a digit a cell, or in pictures."""
    after = sheet.lines[number + 1 : number + 1 + GAP + CELLS.stop]
    first = next((place for place, other in enumerate(after[:GAP]) if _COUNT.fullmatch(other.text)), None)
    label = line.text.rstrip(" :(-")
    if first is None:
        yield from _pictures(sheet, line, after[0].first if after else line.last + 1_000, label)
        return
    run = [after[first]]
    for other in after[first + 1 :]:
        if _look(other) != _look(run[0]) or not _is_digit(other):
            break
        run.append(other)
    if len(run) in CELLS and _is_digit(run[0]):
        box = _around(sheet, line, run[-1].last)
        digits = [other for other in sheet.lines if _look(other) == _look(run[0]) and _within(box, other)]
        if box is not None and len(digits) == len(run):
            shown = "".join(other.text for other in run)
            yield _Way(box.place, label, "cells", _cell(run[0].place)), shown, line
    elif len(run) == 1 and (box := _around(sheet, line, run[0].last)) is not None:
        yield _Way(box.place, label, "box"), run[0].text, line


def _pictures(sheet: Sheet, line: Line, end: int, label: str) -> Iterator[tuple[_Way, str, Line]]:
    names = [
        source.rsplit("/", 1)[-1]
        for source, index, _ in sheet.pictures
        if line.last < index < end and _DIGIT_PICTURE.search(source)
    ]
    last = max((index for _, index, _ in sheet.pictures if line.last < index < end), default=0)
    if len(names) in CELLS and (box := _around(sheet, line, last)) is not None:
        digits = "".join(match[0][0] for name in names if (match := _DIGIT_PICTURE.search(name)))
        yield _Way(box.place, label, "pictures", "img"), digits, line


def _look(line: Line) -> tuple[str, tuple[str, ...], int]:
    """What cells of one counter have in common; each is another column."""
    return (line.place.tag, line.place.names, line.place.depth)


def _cell(place: Place) -> str:
    """A selector of the cells inside of the counter's own element."""
    classes = [name for name, _ in place.raws.most_common() if _CLASS.fullmatch(name)]
    return place.tag + (classes[0] if classes else "")


def _is_digit(line: Line) -> bool:
    return len(line.text) == 1 and line.text.isdecimal()


def _within(box: Element | None, line: Line) -> bool:
    return box is not None and box.first <= line.first < box.end


def _around(sheet: Sheet, line: Line, last: int) -> Element | None:
    """The lowest element around a label and its number; None where that is all of the page."""
    at = line.owner
    while at >= 0 and sheet.elements[at].end <= last:
        at = sheet.elements[at].above
    box = sheet.elements[at] if at >= 0 else None
    return None if box is None or box.place.tag in ("", "html", "body") else box
