"""What of an article's region is no article: places that mostly repeat or mostly link, and lines that recur."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..clean import is_document
from ..numbers import parse_count
from .areas import COMMENTS, Area, Layout, prose
from .paths import Place
from .sheets import Line, weight
from .site import Site
from .slots import is_date

RECURS = 3  # pages that make a line furniture, where they are also this share of a group
RECURS_SHARE = 0.3
FLAT_SHARE = 0.7  # where body and furniture share their places: an author's own tail is on fewer pages
LABEL_SHARE = 0.04
MOST_CUT = 0.3  # of the words of a page
LONGEST_LABEL = 80
LONGEST_FORMULA = 120
ALL_REPEATED = 0.9
COUNTED = 3  # words: a number, and of what
NO_FORMULA = (-1, "")
_COUNT = re.compile(r"^\d[\d.,]*\s+")  # "12 comments"
_NUMBERS = re.compile(r"\d[\d.,:/]*")


@dataclass(slots=True)
class Stand:
    """What was seen at one place of the regions of a group."""

    lines: int = 0
    pages: set[str] = field(default_factory=set)
    words: int = 0
    linked: int = 0
    repeated: int = 0
    leading: int = 0  # lines that are a link to another page of the site and say what that page is called
    inside: int = 0  # lines in a core
    files: int = 0  # lines with a link to a document
    own: int = 0
    stamps: list[str] = field(default_factory=list)  # short lines with a date or a number


@dataclass(slots=True)
class Dropped:
    """What is furniture in the regions of a group."""

    places: list[Place]
    texts: tuple[str, ...]
    until: tuple[str, ...]
    why: dict[Place, str] = field(default_factory=dict)
    slots: set[int] = field(default_factory=set)

    def end_before(self, places: Iterable[Place], layout: Layout) -> None:
        """Let the articles end at headings behind which is nothing but furniture, where that cannot be told itself."""
        untold = set(places)
        why = {place: said for place, said in self.why.items() if untold.isdisjoint(place.ancestors())}
        self.end_at(_until(layout, why, set(self.texts), self.slots, RECURS_SHARE), layout)

    def end_at(self, headings: Iterable[str], layout: Layout) -> None:
        """Let the articles end at more headings. What is nothing but a line that ends one is furniture no more."""
        self.until = tuple(dict.fromkeys((*self.until, *headings)))
        ends = tuple(text.casefold() for text in self.until)
        ending: set[Place] = set()
        other: set[Place] = set()
        seen = {(line.place, _begins(line, ends)) for area in layout.areas.values() for line in area.lines}
        for place, ends_here in seen:
            (ending if ends_here else other).update(place.ancestors())
        self.places = [place for place in self.places if place in other or place not in ending]


def _begins(line: Line, starts: tuple[str, ...]) -> bool:
    return _COUNT.sub("", line.text).casefold().startswith(starts)


def judge(site: Site, layout: Layout, titles: dict[str, str], slots: set[int]) -> Dropped:
    """Decide about every place. `titles` are the folded titles by file, `slots` the ids of lines in slots."""
    stands = _stands(site, layout, titles, slots)
    areas = layout.areas.values()
    flat = sum(area.is_flat for area in areas) * 2 > len(layout.areas)
    why: dict[Place, str] = {}
    tables = _tables(stands, set(layout.cores))
    for place, stand in stands.items():
        reason = _reason(place, stand, flat, len(layout.areas))
        if reason and not (reason == "repeats" and _has_own(tables.get(place, ()))):
            why[place] = reason
    tops = _raised(why, stands, layout)
    told = {place for place in why if not set(tops).isdisjoint(place.ancestors())}
    texts = _texts(layout, told, flat, slots)
    until = _until(layout, why, set(texts), slots)
    return Dropped(tops, texts, until, why, slots)


def _stands(site: Site, layout: Layout, titles: dict[str, str], slots: set[int]) -> dict[Place, Stand]:
    stands: dict[Place, Stand] = defaultdict(Stand)
    formulas = Counter(
        key for area in layout.areas.values() for key in {_formula(line) for line in area.lines}
    )
    formulas[NO_FORMULA] = 0
    least = max(RECURS, RECURS_SHARE * len(layout.areas))
    for file, area in layout.areas.items():
        for line in area.lines:
            if id(line) in slots:
                continue
            stand = stands[line.place]
            stand.lines += 1
            stand.pages.add(file)
            stand.words += line.words
            stand.linked += line.words if line.entry else line.linked
            inside = area.in_core(line)
            # bare numbers are the cells of a table there, and elsewhere a count
            formula = NO_FORMULA if inside and not any(map(str.isalpha, line.text)) else _formula(line)
            stand.repeated += line.words if line.seen >= 2 or formulas[formula] >= least else 0
            stand.inside += inside
            stand.own += prose(line)
            if len(line.text) <= LONGEST_FORMULA and any(map(str.isdigit, line.text)):
                stand.stamps.append(line.text)
    _count_leading(layout, stands, titles, slots)
    return stands


def _formula(line: Line) -> tuple[int, str]:
    """What stays of a line like "Views: 8891" from page to page: its label, or all but its numbers."""
    if len(line.text) > LONGEST_FORMULA:
        return NO_FORMULA
    label, colon, _ = line.text.partition(":")
    said = label + colon if colon and 1 < len(label) <= LONGEST_LABEL // 2 else _NUMBERS.sub("0", line.text)
    return (line.place.number, said) if colon or said != line.text else NO_FORMULA


def _count_leading(
    layout: Layout, stands: dict[Place, Stand], titles: dict[str, str], slots: set[int]
) -> None:
    for area in layout.areas.values():
        leads = area.sheet.links
        place = 0
        for line in area.lines:
            if id(line) in slots or not line.linked:
                continue
            while place < len(leads) and leads[place].index < line.first - 6:
                place += 1
            near = [link for link in leads[place : place + 12] if link.index <= line.last]
            stands[line.place].files += any(is_document(link.href) for link in near)
            stands[line.place].leading += any(link.target for link in near)


def _reason(place: Place, stand: Stand, flat: bool, size: int) -> str:
    """Why a place is furniture, "" where it is not."""
    words = max(1, stand.words)
    inside = stand.inside * 2 > stand.lines and not flat
    if stand.files * 2 > stand.lines:
        return ""  # documents are never furniture, however constant the words of their links
    pages = len(stand.pages)
    if pages >= RECURS and len(stand.stamps) == stand.lines == pages and _are_labelled(stand.stamps):
        return "repeats"
    if any(COMMENTS.search(name) for above in place.ancestors() for name in above.names) and not inside:
        return "comments"
    if inside:
        # A template has its furniture on most of its pages; on fewer it may be a table's words.
        if pages >= max(RECURS, 0.3 * size) and stand.repeated >= ALL_REPEATED * words:
            return "repeats"
        if pages >= RECURS and stand.leading >= 0.6 * stand.lines and stand.linked >= 0.6 * words:
            return "links to other pages"
        return ""
    if flat and pages < 0.3 * size:
        return ""  # a template has its furniture on most of its pages; this may be an author's
    if stand.linked > 0.5 * words and stand.own < 0.3 * words:
        return "links"
    if pages >= 2 and stand.repeated > (0.8 if flat else 0.5) * words:
        return "repeats"
    return ""


def _tables(stands: dict[Place, Stand], cores: set[Place]) -> dict[Place, list[Stand]]:
    """By place what was seen in the whole table, inside of a core, that it is in."""
    held: dict[Place, list[Stand]] = defaultdict(list)
    table_of: dict[Place, Place] = {}
    for place, stand in stands.items():
        above = list(place.ancestors())
        core = next((number for number, one in enumerate(above) if one in cores), 0)
        table = next((one for one in above[:core] if one.tag == "table"), None)
        if table is not None:
            table_of[place] = table
            held[table].append(stand)
    return {place: held[table] for place, table in table_of.items()}


def _has_own(table: Sequence[Stand]) -> bool:
    """Whether a table says what no other page says: then its columns of names and numbers are an article's too."""
    words = sum(stand.words for stand in table)
    return sum(stand.repeated for stand in table) < ALL_REPEATED * words


def _are_labelled(stamps: list[str]) -> bool:
    """Whether dates or counts all follow the same words: "Last updated on Monday, 4 May 2009", "Shown 12 times"."""
    split = [text.split() for text in stamps]
    shared = next((n for n, said in enumerate(zip(*split, strict=False)) if len(set(said)) > 1), 0)
    label = " ".join(split[0][:shared])
    values = [" ".join(said[shared:]) for said in split]
    return any(map(str.isalpha, label)) and (
        all(map(is_date, values))
        or all(
            len(said) - shared <= COUNTED and parse_count(value) is not None
            for said, value in zip(split, values, strict=True)
        )
    )


def _raised(why: dict[Place, str], stands: dict[Place, Stand], layout: Layout) -> list[Place]:
    """The highest places all of whose lines are furniture."""
    above_of: dict[Place, list[Place]] = defaultdict(list)
    for place in stands:
        for above in place.ancestors():
            above_of[above].append(place)
    spine: set[Place] = set()
    for area in layout.areas.values():
        element = area.sheet.elements[area.region]
        spine.update(element.place.ancestors())
        for core in area.cores:
            spine.update(area.sheet.elements[core].place.ancestors())
        spine.update(area.title.line.place.ancestors())
    tops: dict[Place, None] = {}
    for place in why:
        if not all(other in why for other in above_of[place]):
            continue  # its own lines are furniture, but not all that it holds
        top = place
        for above in place.ancestors():
            if above in spine or not all(other in why for other in above_of[above]):
                break
            top = above
        if top in spine and top is place:
            continue  # the place of body text itself: its lines are judged one by one
        tops[top] = None
    return list(tops)


def _texts(layout: Layout, told: set[Place], flat: bool, slots: set[int]) -> tuple[str, ...]:
    """Lines that recur on many pages, where nothing else says that they are furniture."""
    pages: Counter[str] = Counter()
    for area in layout.areas.values():
        whole = not flat and not area.is_flat and _is_whole(area)
        pages.update(
            {
                line.text
                for line in area.lines
                if id(line) not in slots and line.place not in told and not (whole and area.in_core(line))
            }
        )
    least = max(RECURS, (FLAT_SHARE if flat else RECURS_SHARE) * len(layout.areas))
    return tuple(text for text, count in pages.most_common(200) if count >= least and len(text) <= 400)


def _is_whole(area: Area) -> bool:
    """Whether a core holds little that repeats: then all of it is the article's."""
    inside = [line for line in area.lines if area.in_core(line)]
    repeated = sum(line.words for line in inside if line.seen >= 2)
    return repeated <= 0.3 * max(1, sum(line.words for line in inside))


def _until(
    layout: Layout, why: dict[Place, str], texts: set[str], slots: set[int], share: float = LABEL_SHARE
) -> tuple[str, ...]:
    """Short lines of a share of the pages behind which hardly one says anything of its own, but links to others."""
    after: dict[str, list[_Rest]] = defaultdict(list)
    labelled: dict[str, list[_Rest]] = defaultdict(list)
    behind: list[list[tuple[str, _Rest]]] = []
    for area in layout.areas.values():
        rests = _rests([line for line in area.lines if id(line) not in slots], why, texts)
        behind.append([(line.text.casefold(), rest) for line, rest in rests])
        for text, rest in {line.text: rest for line, rest in reversed(rests) if _may_end(line)}.items():
            after[text].append(rest)
        documents = [link.index for link in area.sheet.links if is_document(link.href)]
        labels = {_label_of_links(line, documents): rest for line, rest in reversed(rests)}
        for text, rest in labels.items():
            labelled[text].append(rest)
    least = max(RECURS, share * len(layout.areas))
    found = [text for text, rests in after.items() if len(rests) >= least and _ends(rests)]
    found += [
        text for text, rests in labelled.items() if text and len(rests) >= least and _says_nothing(rests)
    ]
    return tuple(text for text in found if _spares(text.casefold(), behind))


def _rests(lines: list[Line], why: dict[Place, str], texts: set[str]) -> list[tuple[Line, _Rest]]:
    """Each line of a page, the last first, with what follows it."""
    total = sum(prose(line) for line in lines if line.place not in why) or 1
    own = words = linked = 0
    found: list[tuple[Line, _Rest]] = []
    for line in reversed(lines):
        found.append((line, _Rest(own / total, words, linked)))
        if line.place not in why and line.text not in texts:
            own += prose(line)
            words += line.words
            linked += line.words if line.entry else line.linked
    return found


def _spares(start: str, behind: list[list[tuple[str, _Rest]]]) -> bool:
    """Whether no page loses much behind its last line that begins so: that is where reading will cut."""
    last = (next((rest for text, rest in page if text.startswith(start)), None) for page in behind)
    return all(rest is None or rest.own < MOST_CUT for rest in last)


@dataclass(frozen=True, slots=True)
class _Rest:
    """What follows a line on one page: the share of the page's own words, all words, and linked ones."""

    own: float
    words: int
    linked: int


def _may_end(line: Line) -> bool:
    return 1 < len(line.text) <= LONGEST_LABEL and line.seen >= 2 and not line.entry and not line.linked


def _label_of_links(line: Line, documents: list[int]) -> str:
    """The label of a line that holds nothing else but links to pages: "Tags:"; "" for any other."""
    first = line.atoms[0] if line.atoms else None
    if first is None or first.linked or not first.text.endswith(":") or not line.text.startswith(first.text):
        return ""
    if not line.linked or line.words - line.linked > weight(first.text):
        return ""
    return "" if any(line.first - 3 <= index <= line.last for index in documents) else first.text


def _says_nothing(rests: list[_Rest]) -> bool:
    """Whether hardly a page says anything of its own behind a line."""
    return sum(rest.own for rest in rests) <= 0.03 * len(rests) and max(rest.own for rest in rests) < MOST_CUT


def _ends(rests: list[_Rest]) -> bool:
    followed = [rest for rest in rests if rest.words]
    return (
        len(followed) * 2 >= len(rests)
        and _says_nothing(rests)
        and sum(rest.linked for rest in followed) * 2 > sum(rest.words for rest in followed)
    )
