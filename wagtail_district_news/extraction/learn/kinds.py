"""Which pages are listings: records that link to other pages fill them, instead of prose."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass

from ...text import fold
from ..clean import is_document
from .areas import Area, prose
from .paths import Place
from .sheets import Line
from .site import Site
from .slots import is_date

RECORDS = 3
PREFACE = 25  # words: so many before the first record are an article
MOST_OWN = 60  # words of its own for each page that a listing leads to
FILLED = 0.6


@dataclass(frozen=True, slots=True)
class Records:
    """Links to other pages that stand at one place, one below the other, and what part of the page they fill."""

    place: Place
    count: int
    filled: float
    own: int  # words of the page's own outside of the records
    first: int = 0  # where the first one begins


def records_of(area: Area, chrome: int) -> Records | None:
    """The records of a page: the place with most lines that are each one link, by what they fill.

    Lines that stand on more than `chrome` pages are left out, and what is above the title.
    """
    lines = [line for line in area.sheet.lines if line.first >= area.title.line.first and line.seen <= chrome]
    spots: dict[Place, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        if line.words >= 2 and line.linked * 10 >= line.words * 6:
            spots[line.place].append(number)
    best: Records | None = None
    total = sum(line.words for line in lines) or 1
    for place, found in spots.items():
        if len({lines[n].text for n in found}) < RECORDS:
            continue
        gap = max(1, (found[-1] - found[0]) // max(1, len(found) - 1))
        until = min(len(lines), found[-1] + gap + 1)
        inside = sum(line.words for line in lines[found[0] : until])
        own = sum(prose(line) for line in lines[: found[0]]) + sum(prose(line) for line in lines[until:])
        seen = Records(place, len(found), inside / total, own, lines[found[0]].first)
        if best is None or (seen.filled, seen.count) > (best.filled, best.count):
            best = seen
    return best


def seems_listing(area: Area, chrome: int, titles: dict[str, str], usual: bool = False) -> bool:
    """Whether a page is made as a list of other pages is; a notice over a list of its siblings is so too.

    `chrome` is on how many pages a line must stand to be no page's own, `titles` the folded titles by file,
    `usual` whether most pages of the group have one line at the title's place.
    """
    if _leads_away(area, titles):
        return True
    if _titles(area, usual) >= RECORDS or (len(area.cores) >= RECORDS and _link_in_each(area)):
        return True
    records = records_of(area, chrome)
    if records is not None and records.filled >= FILLED and records.own < 40:
        return not _begins_as_article(area, records.first)
    leads, first = _leads(area, chrome, titles)
    if leads < RECORDS or _begins_as_article(area, first):
        return False
    return (
        sum(prose(line) for line in area.sheet.lines if line.first > area.title.line.last) < MOST_OWN * leads
    )


def _leads_away(area: Area, titles: dict[str, str]) -> bool:
    """Whether the title is a link to another page of that name: it is the first entry of a list."""
    line = area.title.line
    return any(
        link.target and titles.get(link.target) == area.title.folded
        for link in area.sheet.links
        if line.first - 4 <= link.index <= line.last
    )


def _begins_as_article(area: Area, until: int) -> bool:
    """Whether prose of the page's own, or a document, stands between the title and a place behind it."""
    start = area.title.line.last
    if any(is_document(link.href) for link in area.sheet.links if start < link.index < until):
        return True
    return sum(prose(line) for line in area.sheet.lines if start < line.first < until) >= PREFACE


def heads_article(area: Area, date: Line | None, chrome: int) -> bool:
    """Whether a page has the head of an article: a date that is not that of one of its records."""
    if date is None or date is area.title.line or date.linked * 2 > date.words:
        return False
    if sum(line.place is date.place and is_date(line.text) for line in area.sheet.lines) >= RECORDS:
        return False  # each of its records has one
    records = records_of(area, chrome)
    return records is None or date.first < records.first


def links_fill(area: Area) -> bool:
    """Whether what follows the title is mostly links to pages, and none to a document."""
    around = area.sheet.elements[area.region]
    if any(is_document(link.href) for link in area.sheet.links if around.first <= link.index < around.end):
        return False
    words = sum(line.words for line in area.lines)
    return words > 0 and sum(line.linked for line in area.lines) * 2 > words


def own_words(area: Area) -> int:
    """The words behind its title that are a page's own."""
    return sum(prose(line) for line in area.lines)


def _leads(area: Area, chrome: int, titles: dict[str, str]) -> tuple[int, int]:
    """To how many pages of the sample its own lines lead, by what these are called, and where the first does."""
    first = {line.first: line for line in area.sheet.lines if line.seen <= chrome}
    starts = sorted(first)
    found: set[str] = set()
    begin = area.sheet.lines[-1].last + 1 if area.sheet.lines else 0
    for link in area.sheet.links:
        title = titles.get(link.target, "")
        if not title or link.index < area.title.line.first:
            continue
        text = fold(link.text[:300]).rstrip(".… ")
        if text and (title == text or (len(text) >= 12 and title.startswith(text))):
            place = bisect_right(starts, link.index + 8)
            near = first[starts[place - 1]] if place else None
            if near is not None and near.last > link.index:
                found.add(link.target)
                begin = min(begin, link.index)
    return len(found), begin


def titles_at(area: Area) -> int:
    """How many different lines stand at the title's place."""
    place = area.title.line.fine
    return len({line.text for line in area.sheet.lines if line.fine is place})


def _titles(area: Area, usual: bool) -> int:
    """How many titles a page has; those that link nowhere count where other pages have one."""
    place = area.title.line.fine
    lines = {line.text: line for line in area.sheet.lines if line.fine is place}.values()
    return sum(usual or line.linked * 2 > line.words for line in lines)


def _link_in_each(area: Area) -> bool:
    elements = area.sheet.elements
    held = 0
    for core in area.cores:
        element = elements[core]
        held += any(element.first <= link.index < element.end and link.target for link in area.sheet.links)
    return held * 2 > len(area.cores)


def telling_places(site: Site, files: list[str], others: list[str]) -> list[Place]:
    """Places that most of some pages have and (nearly) none of the others, the plainest first."""
    mine, theirs = _present(site, files), _present(site, others)
    found = [
        place
        for place, count in mine.items()
        if count >= max(2, 0.5 * len(files)) and theirs[place] <= 0.01 * len(others) and place.names
    ]
    return sorted(found, key=lambda place: (-mine[place], theirs[place], place.depth, place.number))


def _present(site: Site, files: list[str]) -> Counter[Place]:
    counts: Counter[Place] = Counter()
    for file in files:
        counts.update({element.place for element in site.by_file[file].elements})
    return counts


def has_place(site: Site, file: str, place: Place) -> bool:
    """Whether a page has an element at a place."""
    return any(element.place is place for element in site.by_file[file].elements)
