"""Slots beside the title: date, view count, byline; by what their values look like, and where they stand."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from statistics import mean, median

from ...text import fold
from ..dates import ORDERS, Order, ParsedDate, may_hold_date, order_of, parse_date, with_full_years
from ..numbers import parse_count
from .areas import COMMENTS, Area, Layout
from .sheets import Line
from .titles import Spot

LONGEST_DATE = 160
VIETNAM = 7  # hours before UTC
_OFFSET = re.compile(r"\b(?:GMT|UTC)\s?([+-]\d{1,2})(?!\d)", re.IGNORECASE)
LONGEST_BYLINE = 80
FLOOR = 0.05
ALIKE = 5  # lines at one place: more are paragraphs
FARTHEST = 18  # lines from title or end: what stands once a page may be as far as it likes
ENTRY = 8  # words: a date that links to its own page has fewer
LATER_FLOOR = 0.1
RECURS = 3  # pages
CLOCK_PAGES = 8
CLOCK_SHARE = 0.9  # of the pages show one day: likely a clock's
CLOCK = 0.3
USUAL = 3.0
COUNTED_SHARE = 0.15  # of the pages show how often they were read: not all portals do on all
_VIEWS = re.compile(
    r"luot (?:nguoi )?(?:xem|doc)|so lan (?:xem|doc)|da xem|views?\b|hits?\b|reads?\b|viewed"
    r"|prosmotr|pokazov|visualiz|aufrufe|gelesen|lecturas|vues?\b|visto"
)
# what may follow: "times", or links beside it: "Views: 12 | Print | E-mail"
_COUNTED = re.compile(r"(\D{2,60}?|)[\s:(]*([\d.,\s]{1,15})\)?(?:\D{0,20}|\s*[|•·,;–-]\D{0,80})$")
_COUNT_FIRST = r"^(?P<value>\d[\d.,\s]*?)\s*\D{0,20}$"  # "1410 reads"
_BY = re.compile(
    r"(?:tac gia|nguoi (?:viet|dang|gui)|bai(?: va anh)?|by|posted by|written by|submitted by|authors?|von|par|por"
    r"|autore?s?|avtor|auteur|di|text|escrito por|publicado por|enviado por|scritto da|geschrieben von|ecrit par"
    r"|napisal|opublikoval|almsdr|pisatel) ?:? (?=.)"
)
_PRINTED = re.compile(
    r"(?:in|in luc|ngay in|print(?:ed)?|gedruckt|imprime|impreso|stampato|napechatano|raspechatano)\b.{0,12}\d"
    r"|in ngay"
)
_BYLINE_NAME = re.compile(r"author|byline|tac-?gia|writer|autor", re.IGNORECASE)


@dataclass(slots=True)
class Choice:
    """Where a slot was found: its spots, the best first, how sure, and by file what was read."""

    spots: list[Spot] = field(default_factory=list)
    confidence: float = 0.0
    values: dict[str, str] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    label: tuple[str, ...] = ()
    pattern: str = ""  # what cuts the value out of its line
    by_spot: dict[str, Spot] = field(default_factory=dict)  # by file the spot that held it


def is_date(text: str) -> bool:
    """Whether a text reads as a date, in either order."""
    return date_of(text) is not None


def date_of(text: str, languages: tuple[str, ...] = ()) -> ParsedDate | None:
    """The date that a short text shows, in either order; None where it shows none."""
    if len(text) > LONGEST_DATE or not may_hold_date(with_full_years(text)):
        return None
    return _parsed(text, languages)


@lru_cache(maxsize=100_000)
def _parsed(text: str, languages: tuple[str, ...]) -> ParsedDate | None:
    found = (parse_date(text, order, "UTC", languages, short_years=True) for order in ORDERS)
    return next((date for date in found if date is not None), None)


@dataclass(slots=True)
class _Seen:
    distance: int
    text: str
    line: Line
    in_region: bool


def find_date(
    layout: Layout, languages: tuple[str, ...] = (), usual: tuple[object, ...] | None = None
) -> Choice:
    """The spot that reads as a date on most pages, once a page, near the title or the end of the body.

    `usual` is the family of the spot that the rest of the site has.
    """
    seen: dict[Spot, dict[str, list[_Seen]]] = defaultdict(lambda: defaultdict(list))
    present: dict[Spot, set[str]] = defaultdict(set)
    for file, area in layout.areas.items():
        for spot, text, line, distance, inside in _near(area):
            present[spot].add(file)
            if date_of(text, languages):
                seen[spot][file].append(_Seen(distance, text, line, inside))
    families: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for spot, pages in seen.items():
        families[family(spot)].update(pages)
    size = len(layout.areas)
    scored = []
    for spot, pages in seen.items():
        rate = len(pages) / len(present[spot])
        # A template that stands at two depths has its date at two places: their sum counts.
        coverage = max(len(pages), 0.95 * len(families[family(spot)])) / size
        times = mean(len(found) for found in pages.values())
        near = median(min(s.distance for s in found) for found in pages.values())
        share = mean(float(found[0].in_region) for found in pages.values())
        score = coverage * rate / times * (0.4 + 0.6 * share) * math.exp(-min(near, FARTHEST) / 12)
        score *= _spread(pages, languages)
        score *= USUAL if usual is not None and family(spot) == usual else 1.0
        scored.append((score * (1.05 if spot.sort == "line" and not spot.nth else 1.0), len(pages), spot))
    scored.sort(key=lambda entry: (-entry[0], -entry[1], entry[2].place.number))
    return _choose(scored, seen, size)


def family(spot: Spot) -> tuple[object, ...]:
    """What spots have in common that are one spot under different elements; of nameless ones in what they stand."""
    place = spot.place
    inside: tuple[str, ...] = ()
    if not (place.names or place.look):
        inside = next((above.names for above in place.ancestors() if above.names), ())
    return (spot.sort, spot.nth, place.tag, place.names, place.look, inside)


def _spread(pages: dict[str, list[_Seen]], languages: tuple[str, ...]) -> float:
    """Less than 1 where nearly all pages show one day: a clock, or the day on which the pages were made."""
    days: dict[object, int] = defaultdict(int)
    for found in pages.values():
        parsed = date_of(found[0].text, languages)
        if parsed is not None:
            days[parsed.value.date()] += 1
    said = Counter(found[0].line.text for found in pages.values() if found[0].line.words > ENTRY)
    if max(said.values(), default=0) >= max(RECURS, CLOCK_SHARE * len(pages)):
        return 0.0  # a sentence of the template: when the portal was licensed
    printed = sum(bool(_PRINTED.match(fold(found[0].line.text))) for found in pages.values())
    if printed * 2 > len(pages):
        return CLOCK * CLOCK
    return (
        CLOCK
        if len(pages) >= CLOCK_PAGES and max(days.values(), default=0) >= CLOCK_SHARE * len(pages)
        else 1.0
    )


def _choose(
    scored: list[tuple[float, int, Spot]], seen: dict[Spot, dict[str, list[_Seen]]], pages: int
) -> Choice:
    choice = Choice()
    for score, _, spot in scored:
        fresh = [file for file in seen[spot] if file not in choice.values]
        kin = bool(choice.spots) and family(spot) == family(choice.spots[0])
        if not kin and (
            score < (LATER_FLOOR if choice.spots else FLOOR) or (choice.spots and len(fresh) < 3)
        ):
            continue
        if len(fresh) < max(1, (0.01 if kin else 0.05) * pages):
            continue
        if not choice.spots:
            choice.confidence = round(min(1.0, len(seen[spot]) / pages), 2)
        choice.spots.append(spot)
        for file in fresh:
            best = seen[spot][file][0]
            choice.values[file], choice.lines[file] = best.text, best.line
            choice.by_spot[file] = spot
        if len(choice.spots) == 6:
            break
    return choice


def _near(area: Area) -> Iterator[tuple[Spot, str, Line, int, bool]]:
    """Lines and atoms that could hold what is said of an article: (spot, text, line, distance, in region)."""
    lines = area.sheet.lines
    at = next((n for n, line in enumerate(lines) if line is area.title.line), 0)
    inside = [n for n, line in enumerate(lines) if n > at and area.in_core(line)]
    first, last = (inside[0], inside[-1]) if inside else (at, at)
    around = area.sheet.elements[area.region]
    alike = Counter(line.place for line in lines)
    for number, line in enumerate(lines):
        if len(line.text) > LONGEST_DATE * 2:
            continue
        if line.linked * 2 > line.words > ENTRY:
            continue  # an entry of a list: what it names is another page
        deep = first + 3 < number < last - 3 and area.in_core(line)
        if deep and alike[line.place] > ALIKE:
            continue  # a paragraph of the body: a decoy
        if line.comment or any(
            COMMENTS.search(name) for place in line.place.ancestors() for name in place.names
        ):
            continue
        distance = abs(number - at)
        if number > at:
            distance = min(distance, abs(number - last) + 2)
        within = around.first <= line.first < around.end
        for spot, text in _texts(line, line is area.title.line):
            yield spot, text, line, distance, within


def _texts(line: Line, is_title: bool) -> Iterator[tuple[Spot, str]]:
    if not is_title:
        yield Spot(line.place, "line"), line.text
        if line.fine is not line.place:
            yield Spot(line.fine, "line"), line.text
    if len(line.atoms) > 1:
        for atom in line.atoms:
            yield Spot(atom.place, "atom"), atom.text


def order_of_dates(values: list[str]) -> tuple[str, bool]:
    """Day or month first, and whether the dates prove it."""
    found = order_of(values)
    order: Order | None = found.order
    if found.conflict:
        order = "dmy" if found.day_first >= found.month_first else "mdy"
    return (order or "auto"), order is not None


def find_views(layout: Layout) -> Choice:
    """A line with a label and a number that says how often the page was read."""
    found: dict[Spot, dict[str, tuple[str, Line]]] = defaultdict(dict)
    labels: dict[Spot, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for file, area in layout.areas.items():
        for line in area.sheet.lines:
            if len(line.text) > 120 or not any(c.isdigit() for c in line.text):
                continue
            match = _COUNTED.match(line.text)
            if match is None or not _VIEWS.search(fold(line.text)) or parse_count(match[2]) is None:
                continue
            for spot in (Spot(line.place, "line"), Spot(line.fine, "line")):
                found[spot].setdefault(file, (match[2].strip(), line))
                labels[spot][match[1].strip()] += 1
    best = max(found, key=lambda spot: len(found[spot]), default=None)
    if best is None or len(found[best]) < max(2, COUNTED_SHARE * len(layout.areas)):
        return Choice()
    pages = found[best]
    if len({value for value, _ in pages.values()}) < min(3, len(pages)):
        return Choice()  # the same everywhere: the portal's visitors, not the page's readers
    label = max(labels[best], key=lambda text: labels[best][text])
    return Choice(
        [best],
        round(len(pages) / len(layout.areas), 2),
        {file: value for file, (value, _) in pages.items()},
        {file: line for file, (_, line) in pages.items()},
        (label,) if label else (),
        "" if label else _COUNT_FIRST,
    )


def find_byline(layout: Layout) -> Choice:
    """A short line near the title, or at the body's end, that says by whom the article is."""
    found: dict[Spot, dict[str, tuple[str, Line]]] = defaultdict(dict)
    present: dict[Spot, set[str]] = defaultdict(set)
    for file, area in layout.areas.items():
        for spot, text, line, distance, _ in _near(area):
            if distance > 4 or len(text) > LONGEST_BYLINE or line is area.title.line:
                continue
            present[spot].add(file)
            if _is_byline(spot, text):
                found[spot].setdefault(file, (text, line))
    scored = [(len(pages) * len(pages) / len(present[spot]), spot) for spot, pages in found.items()]
    best = max(scored, key=lambda entry: (entry[0], entry[1].sort == "line"), default=None)
    if best is None or best[0] < max(2, 0.25 * len(layout.areas)):
        return Choice()
    pages = found[best[1]]
    return Choice(
        [best[1]],
        round(len(pages) / len(layout.areas), 2),
        {file: text for file, (text, _) in pages.items()},
        {file: line for file, (_, line) in pages.items()},
    )


def _is_byline(spot: Spot, text: str) -> bool:
    if any(letter.isdigit() for letter in text) or not any(letter.isalpha() for letter in text):
        return False
    named = any(
        _BYLINE_NAME.search(name) for place in list(spot.place.ancestors())[:2] for name in place.names
    )
    return named or bool(_BY.match(fold(text)))


def uses_short_years(values: list[str]) -> bool:
    """Whether most dates of a site show two digits of the year."""
    return bool(values) and sum(with_full_years(value) != value for value in values) * 2 > len(values)


def zone_of(values: list[str], language: str) -> str:
    """The time zone that dates of a site name by an offset; else that of its language, where it has one."""
    offsets = Counter(int(match[1]) for value in values if (match := _OFFSET.search(value)))
    if language == "vi" and (not offsets or offsets.most_common(1)[0][0] == VIETNAM):
        return "Asia/Ho_Chi_Minh"
    if offsets and sum(offsets.values()) * 2 > len(values):
        hours = offsets.most_common(1)[0][0]
        return f"Etc/GMT{-hours:+d}" if hours else "UTC"
    return "UTC"
