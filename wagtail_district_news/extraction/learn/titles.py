"""Which place holds the title: by the links that lead to a page, its address, its <title>, headings, position."""

from __future__ import annotations

import re
import urllib.parse
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from ...text import fold
from .paths import Place
from .sheets import Line, Sheet
from .site import Site

LONGEST = 300
TAIL = 40  # characters that may follow a title in its line
ENOUGH = 0.25  # the least score of a page's title
FEW = 3  # pages: fewer do not bear each other out
ALONE = 1.2  # the score that needs nobody: more than one signal speaks for it
TWIN = 1.0  # what it is worth to be called like a page that leads here
CHROME_SHARE = 0.2  # of the pages have a line: it is no page's title
_TITLE_NAME = re.compile(
    r"title|head(?!er\b)|hed\b|tieu-?de|subject|entry-name|chu-?de|zagolovok", re.IGNORECASE
)
_PAGE_NAME = re.compile(r"(?:index|default|home)\.(?:html?|aspx?|php)$", re.IGNORECASE)
_SUFFIX = re.compile(r"\.(?:html?|aspx?|php|jsp|cfm|shtml)\b.*", re.IGNORECASE)
_HEADINGS = {"h1": 0.8, "h2": 0.5, "h3": 0.35, "h4": 0.25}
_LARGE = frozenset(("3", "4", "5", "6", "7", "+1", "+2", "+3", "+4"))
_CUTS = re.compile(r"\s+[-–—|»›:·•<>]+\s+|\s*[|»›]\s*")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value stands: a place, and of its lines which (0: the first that there is; or an atom of one)."""

    place: Place
    sort: str  # "line", or "atom": the text under one inline element of a line
    nth: int = 0


@dataclass(slots=True)
class Candidate:
    """A line or atom that could be a page's title."""

    line: Line
    text: str
    folded: str
    score: float = 0.0


@dataclass(slots=True)
class Group:
    """Pages whose titles stand at one spot. `titles` by file."""

    spot: Spot
    files: list[str] = field(default_factory=list)
    titles: dict[str, Candidate] = field(default_factory=dict)


def group_by_title(site: Site) -> tuple[list[Group], list[str]]:
    """The pages of a site by the spot of their titles, the largest group first, and those without one."""
    scores = _scores(site)
    left = {sheet.file for sheet in site.sheets}
    groups = list(_take_groups(scores, left))
    _believe_twins(site, scores, groups, left)
    groups += _take_groups(scores, left)
    return groups, sorted(left)


def _take_groups(scores: dict[Spot, dict[str, Candidate]], left: set[str]) -> Iterator[Group]:
    """The groups that the pages which are left make, the best spot first; takes them away from both."""
    while left:
        best, best_spot = 0.0, None
        for spot, found in scores.items():
            worth = _worth(found, left)
            if worth > best:
                best, best_spot = worth, spot
        if best_spot is None or best < 0.5:
            return
        found = scores.pop(best_spot)
        mine = sorted(f for f in found if f in left and found[f].score >= ENOUGH)
        if len(mine) >= FEW or stands_out(best_spot) or any(found[f].score >= ALONE for f in mine):
            left -= set(mine)
            yield Group(best_spot, mine, {f: found[f] for f in mine})


def _believe_twins(
    site: Site, scores: dict[Spot, dict[str, Candidate]], groups: list[Group], left: set[str]
) -> None:
    """What is left may be printed versions: such a page is called like one that leads to it."""
    titles = {file: title.folded for group in groups for file, title in group.titles.items()}
    leading: dict[str, set[str]] = defaultdict(set)
    for sheet in site.sheets:
        for link in sheet.links:
            if link.target in left:
                leading[link.target].add(sheet.file)
    # a front page is called like nobody, though it may begin with the latest of the articles that lead to it
    twins = {
        file: {titles[other] for other in others if other in titles}
        for file, others in leading.items()
        if len(others) <= FEW
    }
    for found in scores.values():
        for file, candidate in found.items():
            if not candidate.line.linked and candidate.folded in twins.get(file, ()):
                candidate.score += TWIN


def _worth(found: dict[str, Candidate], left: set[str]) -> float:
    """The sum of the scores, and less where many pages have something else at this spot."""
    got = [c.score for f, c in found.items() if f in left]
    if not got:
        return 0.0
    good = sum(score for score in got if score >= ENOUGH)
    return good * (good / len(got)) * (sum(score >= ENOUGH for score in got) / len(got))


def candidates(sheet: Sheet) -> Iterator[tuple[Spot, Line, str, str]]:
    """Every spot of a page and the first text at it: (spot, line, text, folded text)."""
    known: set[Spot] = set()
    for line in sheet.lines:
        if len(line.text) > LONGEST:
            continue
        for spot in _spots(line):
            if spot not in known:
                known.add(spot)
                yield spot, line, line.text, line.folded
        if len(line.atoms) > 1:
            for atom in line.atoms:
                spot = Spot(atom.place, "atom")
                if spot not in known and len(atom.text) > 1:
                    known.add(spot)
                    yield spot, line, atom.text, fold(atom.text)


def _spots(line: Line) -> Iterator[Spot]:
    yield Spot(line.place, "line")
    if line.fine is not line.place:
        yield Spot(line.fine, "line")
    if line.nth in (1, 2):
        yield Spot(line.place, "line", line.nth)


def _scores(site: Site) -> dict[Spot, dict[str, Candidate]]:
    out: dict[Spot, dict[str, Candidate]] = defaultdict(dict)
    heads = Heads(site)
    for sheet in site.sheets:
        signals = Signals(site, sheet, heads.of(sheet))
        for spot, line, text, folded in candidates(sheet):
            score = signals.score(spot, line, folded)
            out[spot][sheet.file] = Candidate(line, text, folded, score)
    for found in out.values():
        _doubt_constants(found, site.size)
    return {spot: found for spot, found in out.items() if any(c.score for c in found.values())}


def _doubt_constants(found: dict[str, Candidate], size: int) -> None:
    """What many pages say at one spot is a label, and no page's title."""
    counts = Counter(candidate.folded for candidate in found.values())
    for candidate in found.values():
        if counts[candidate.folded] > max(2, 0.04 * size) and candidate.line.seen == 1:
            candidate.score *= 0.25


class Heads:
    """What of the pages' <title> is their own: parts that recur are the site's name or a section."""

    def __init__(self, site: Site) -> None:
        self._parts: Counter[str] = Counter()
        self._size = max(1, len(site.sheets))
        for sheet in site.sheets:
            for head in sheet.heads:
                self._parts.update(set(self._cut(head)))

    def of(self, sheet: Sheet) -> list[str]:
        """The own parts of a page's heads, folded, longest first."""
        most = max(2, 0.04 * self._size)
        own: set[str] = set()
        for head in sheet.heads:
            whole = fold(head[:LONGEST])
            parts = self._cut(head)
            if len(parts) == 1 or self._parts[whole] <= most:
                own.update(p for p in (whole,) if self._parts[p] <= most)
            own.update(p for p in parts if self._parts[p] <= most)
        return sorted((p for p in own if p), key=len, reverse=True)

    @staticmethod
    def _cut(head: str) -> list[str]:
        head = head[:LONGEST]
        parts = [fold(head), *(fold(part) for part in _CUTS.split(head))]
        return [part for part in dict.fromkeys(parts) if part]


class Signals:
    """What speaks for a line of one page as its title."""

    def __init__(self, site: Site, sheet: Sheet, heads: list[str]) -> None:
        self._heads = heads
        self._said = site.said.get(sheet.file, Counter())
        self._cut_short = [a.rstrip(".… ") for a in self._said if a.endswith(("...", "…")) and len(a) > 8]
        self._address = frozenset(address_words(sheet.file))
        self._order = {id(line): number for number, line in enumerate(sheet.lines)}
        own = [line for line in sheet.lines if line.own and line.words > line.linked]
        self._biggest = max(own, key=lambda line: line.words - line.linked, default=None)
        self._few = max(1, 0.02 * site.size)
        self._chrome = max(3, CHROME_SHARE * site.size)

    def score(self, spot: Spot, line: Line, folded: str) -> float:
        """How much a text looks like the title, 0 to about 4."""
        if line.seen > self._chrome or not any(letter.isalnum() for letter in folded):
            return 0.0
        total = self._by_links(folded) + self._by_address(folded) + self._by_head(folded)
        total += _by_tag(spot) + self._by_position(line)
        return total * (1.0 if line.seen <= self._few else 0.25)

    def _by_links(self, folded: str) -> float:
        if folded in self._said:
            return 1.0
        if any(folded.startswith(start) for start in self._cut_short):
            return 0.8
        # A title may have a tail in its own line: a date, empty brackets.
        return (
            0.7
            if any(len(a) > 8 and folded.startswith(a) and len(folded) - len(a) <= TAIL for a in self._said)
            else 0.0
        )

    def _by_address(self, folded: str) -> float:
        mine = {w for w in re.split(r"[^a-z0-9]+", folded) if len(w) > 1 and not w.isdigit()}
        if not self._address or not mine:
            return 0.0
        alike = len(self._address & mine) / len(self._address | mine)
        return alike if alike >= 0.5 else 0.0

    def _by_head(self, folded: str) -> float:
        for head in self._heads:
            if folded == head:
                return 1.0
            if len(folded) >= 8 and folded in head:
                return 0.4 + 0.6 * len(folded) / len(head)
            if len(head) >= 8 and folded.startswith(head) and len(folded) - len(head) <= TAIL:
                return 0.7
        return 0.0

    def _by_position(self, line: Line) -> float:
        big = self._biggest
        if big is None or not line.own or line.linked or line.first >= big.first or line.words > 40:
            return 0.0
        between = self._order[id(big)] - self._order[id(line)] - 1
        return 0.3 * (1 - between / 12) if between <= 8 else 0.0


def _by_tag(spot: Spot) -> float:
    for place in list(spot.place.ancestors())[:2]:
        if place.tag in _HEADINGS:
            return _HEADINGS[place.tag]
        if any(_TITLE_NAME.search(name) for name in place.names):
            return 0.4
        if place.tag in ("b", "strong", "big") or dict(place.look).get("size", "")[:2] in _LARGE:
            return 0.2
    return 0.0


def stands_out(spot: Spot) -> bool:
    """Whether a spot is a main heading."""
    return _by_tag(spot) >= _HEADINGS["h2"]


def address_words(file: str) -> list[str]:
    """The words of a page's address that may come from its title: those of its last part."""
    path = _PAGE_NAME.sub("", urllib.parse.unquote(file)).rstrip("/")
    name = _SUFFIX.sub("", path.rsplit("/", 1)[-1])
    return [w for w in re.split(r"[^a-z0-9]+", fold(name)) if len(w) > 1 and not w.isdigit()]
