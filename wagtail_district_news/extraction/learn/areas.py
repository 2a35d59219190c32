"""Where the text of an article stands: the core that holds its own words, the region around core and title."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..clean import is_document
from ..limits import names
from .paths import Place
from .sheets import Line, Sheet
from .titles import Candidate, Group

MOST_WORDS = 500  # of one page that count: no long page decides alone
MOST_CORES = 6
MOST_COUNTED = 20  # words of a line that a template writes around a number
RECURS = 3  # pages that make a line a part of the template, where they are also this share of a group
RECURS_SHARE = 0.3
_NUMBERS = re.compile(r"\d[\d.,:/]*")
HELD = 0.8  # of a page's own words: the deepest place with so many is the core
_CONTENT = names("p li h1 h2 h3 h4 h5 h6 blockquote pre dt dd ul ol dl center")
COMMENTS = re.compile(
    r"comment(?!ary)|binh-?luan|y-?kien|repl(?:y|ies)|disqus|guestbook|talkback|phan-?hoi|kommentar",
    re.IGNORECASE,
)
Weighed = tuple[Line, int]  # a line, and how many of its words are the article's own


@dataclass(slots=True)
class Area:
    """One page of a group: its title, its cores, and what follows the title in the region around both.

    `cores` and `region` are places in `sheet.elements`; `inside` are the lines in a core.
    """

    sheet: Sheet
    title: Candidate
    cores: list[int] = field(default_factory=list)
    region: int = 0
    lines: list[Line] = field(default_factory=list)
    core_place: Place | None = None

    def in_core(self, line: Line) -> bool:
        """Whether a line stands in a core."""
        elements = self.sheet.elements
        return any(elements[core].first <= line.first < elements[core].end for core in self.cores)

    @property
    def is_flat(self) -> bool:
        """Whether the title itself stands in the core, as on pages that have hardly any structure."""
        return self.in_core(self.title.line)


@dataclass(slots=True)
class Layout:
    """A group of pages laid out: the places of cores in the order in which they were found."""

    group: Group
    cores: list[Place]
    areas: dict[str, Area]


def lay_out(group: Group, sheets: dict[str, Sheet]) -> Layout:
    """Find the cores of a group, and the region of each of its pages."""
    said = Counter(key for file in group.files for key in set(map(_numbered, sheets[file].lines)))
    least = max(RECURS, RECURS_SHARE * len(group.files))
    recurring = {key for key, pages in said.items() if key and pages >= least}
    after = {file: _weighed(sheets[file], group.titles[file], recurring) for file in group.files}
    cores = _cores(after)
    areas = {file: area_of(sheets[file], group.titles[file], cores, after[file]) for file in group.files}
    return Layout(group, cores, areas)


def area_of(sheet: Sheet, title: Candidate, cores: Sequence[Place], after: Sequence[Weighed]) -> Area:
    """The cores and the region of one page, from the lines behind its title."""
    area = Area(sheet, title)
    area.core_place = _core_here(after, cores)
    if area.core_place is not None:
        area.cores = _outermost(sheet, area.core_place, title.line.last)
    area.region = title.line.owner
    for core in area.cores:
        area.region = _common(sheet, area.region, core)
    around = sheet.elements[area.region]
    area.lines = [
        line
        for line in sheet.lines
        if around.first <= line.first < around.end and line.first > title.line.last
    ]
    return area


def prose(line: Line) -> int:
    """The words of a line that are a page's own and no link's; 0 in a thread of comments."""
    if not line.own or line.entry or line.linked * 2 > line.words:
        return 0
    if line.comment or any(COMMENTS.search(name) for place in line.place.ancestors() for name in place.names):
        return 0
    return line.words - line.linked


def _numbered(line: Line) -> tuple[int, str] | None:
    """A line without its numbers, as "Views: 0 | Print", and its place; None where it has none, or nothing else."""
    if line.words > MOST_COUNTED or line.seen > 1:
        return None
    said = _NUMBERS.sub("0", line.text)
    return (line.place.number, said) if said != line.text and any(map(str.isalpha, said)) else None


def container(place: Place) -> Place:
    """The element around paragraphs and lists: what a template has, and an author has not."""
    while place.tag in _CONTENT and place.above is not None and place.above.tag not in ("body", "html", ""):
        place = place.above
    return place


def _weighed(sheet: Sheet, title: Candidate, recurring: set[tuple[int, str]]) -> list[Weighed]:
    """The lines behind the title, and what each says of where the article stands: its own words.

    Of a page that has none, those by which it links its documents: a notice is there for them. What says the same
    on many pages, but for its numbers, says nothing of its own: `recurring`.
    """
    after = [line for line in sheet.lines if line.first > title.line.last]
    weighed = [(line, 0 if _numbered(line) in recurring else prose(line)) for line in after]
    if any(own for _, own in weighed):
        return weighed
    documents = [link.index for link in sheet.links if is_document(link.href)]
    return [
        (line, line.words if any(line.first - 3 <= index <= line.last for index in documents) else 0)
        for line in after
    ]


def _cores(after: dict[str, list[Weighed]]) -> list[Place]:
    """The places of cores: the one that explains most pages, then that of those it does not explain."""
    cores: list[Place] = []
    left = list(after)
    while left and len(cores) < MOST_CORES:
        core = core_of(after[file] for file in left)
        if core is None or core in cores:
            break
        cores.append(core)
        rest = [file for file in left if not _explains(core, after[file])]
        if len(rest) == len(left) or len(rest) < max(2, 0.02 * len(after)):
            break
        left = rest
    return cores


def core_of(pages: Iterable[Iterable[Weighed]]) -> Place | None:
    """The deepest place that holds most of the own words of the pages."""
    held: dict[Place, float] = defaultdict(float)
    whole = 0.0
    for lines in pages:
        counts: Counter[Place] = Counter()
        for line, own in lines:
            if own:
                counts[container(line.place)] += own
        total = sum(counts.values())
        if not total:
            continue
        scale = min(total, MOST_WORDS) / total
        whole += total * scale
        for place, count in counts.items():
            for above in place.ancestors():
                held[above] += count * scale
    good = [place for place, count in held.items() if count >= HELD * whole and place.tag not in ("", "html")]
    return max(good, key=lambda place: place.depth, default=None) if whole else None


def _explains(core: Place, lines: list[Weighed]) -> bool:
    total = sum(own for _, own in lines)
    inside = sum(own for line, own in lines if line.place.within(core))
    return bool(total) and inside * 2 >= total


def _core_here(after: Sequence[Weighed], cores: Sequence[Place]) -> Place | None:
    """The first core that holds words of the page's own after its title, or any words; else None."""
    best, most = None, 0
    for core in cores:
        own = sum(own for line, own in after if line.place.within(core))
        if own > 2 * most:
            best, most = core, own
    if best is not None:
        return best
    return next((core for core in cores if any(line.place.within(core) for line, _ in after)), None)


def _outermost(sheet: Sheet, place: Place, after: int) -> list[int]:
    """The elements of a page at a place that hold a line behind the title; all where none does."""
    found: list[int] = []
    for number, element in enumerate(sheet.elements):
        if element.place is place and not (found and element.end <= sheet.elements[found[-1]].end):
            found.append(number)
    held = [n for n in found if sheet.elements[n].end > after]
    return held or found


def _common(sheet: Sheet, first: int, second: int) -> int:
    """The innermost element around two."""
    elements = sheet.elements
    inner = elements[second]
    while not (elements[first].first <= inner.first and inner.end <= elements[first].end):
        first = elements[first].above
        if first < 0:
            return 0
    return first
