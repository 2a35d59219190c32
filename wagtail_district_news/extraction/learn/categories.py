"""Which spot names the category: short values that repeat, and that the portal's navigation knows."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import mean, median

from ...text import fold
from .areas import Layout
from .category_spots import Where, candidates
from .paths import Place
from .sheets import Line
from .site import Site

FLOOR = 0.02
NAMED = 0.03  # what a name is worth for a value that never changes
KIN = 0.9  # what is worth a spot that needs its like in other templates
MOST = 3  # spots of one site
FEW = 3  # values
MASTHEAD = 0.7  # of the pages say one thing that no menu knows: the portal's motto
BOTH = 3  # words of a line besides a value: "by", and a name
_NAME = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
MENU_SHARE = 0.3  # of the other pages: a menu shows an entry on so many
_CATEGORY = re.compile(
    r"categor|chuyen-?muc|section|topic|folder|rubri|kategor|cat-?(?:link|name)|danh-?muc", re.IGNORECASE
)
_LABELS = re.compile(
    r"(?:categor|kategor|rubri|section|topic|theme|filed (?:under|in)|posted in|in category|chuyen muc|muc|razdel|tema"
    r"|rubryka|seccion|sezione|bereich|ressort|luogo|cat|bolum|hmwd|fenlei|lan mu|qsm)\w*\W*$"
)
_AUTHORS = re.compile(
    r"(?:\b(?:by|von|por|par|da|door|av|af|tac gia|autor|author|posted by|opublikoval|avtor))\W*$"
)

Values = dict[str, tuple[str, Line]]  # by file what is read, and in which line


@dataclass(slots=True)
class Category:
    """The spots of a site's categories, the best first, how sure, and by file what was read."""

    where: list[Where] = field(default_factory=list)
    confidence: float = 0.0
    values: dict[str, str] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    head: str = ""  # what stands before each, and is no part of it: "More about"


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
    values: dict[Where, Values] = defaultdict(dict)
    distances: dict[Where, list[int]] = defaultdict(list)
    for layout in layouts:
        for file, area in layout.areas.items():
            for where, text, line, distance in candidates(area, authors):
                if file not in values[where]:
                    values[where][file] = (text, line)
                    distances[where].append(distance)
                else:
                    distances[where].append(distance + 5)
    values = _without_titles(values, layouts)
    if not values:
        return Category()
    known = _navigation(site)
    by = bylines or {}
    whole = _families(values)
    scored = []
    for number, (where, found) in enumerate(values.items()):
        score = _score(where, whole[where], distances[where], pages, site.size - pages, known, listings, by)
        scored.append((score * (1.0 if len(whole[where]) == len(found) else KIN), -number, where))
    scored.sort(key=lambda entry: (-entry[0], -len(values[entry[2]]), -entry[1]))
    category = _choose(scored, values, pages)
    _cut_head(category, {*known, *listings})
    return category


def _cut_head(found: Category, known: set[str]) -> None:
    """Cut the words with which all values begin, where only what follows them is known as a part of the portal."""
    said = [text.split() for text in sorted(set(found.values.values()))]
    if len(said) < FEW:
        return
    shared = next((n for n, words in enumerate(zip(*said, strict=False)) if len(set(words)) > 1), 0)
    whole = sum(fold(" ".join(words)) in known for words in said)
    rest = sum(fold(" ".join(words[shared:])) in known for words in said)
    if shared and rest * 2 > len(said) and whole * 2 < len(said):
        found.head = " ".join(said[0][:shared])
        found.values = {file: text.removeprefix(found.head).strip() for file, text in found.values.items()}


def _without_titles(values: Mapping[Where, Values], layouts: Sequence[Layout]) -> dict[Where, Values]:
    """Without the spots that mostly hold titles of articles: those of other news."""
    titles = {title.folded for layout in layouts for title in layout.group.titles.values()}
    return {
        where: found
        for where, found in values.items()
        if sum(fold(text) in titles for text, _ in found.values()) * 2 <= len(found)
    }


def _families(values: dict[Where, Values]) -> dict[Where, Values]:
    """By spot what is read there, and where it has a name, on pages without it, at its like in other templates."""
    kin: dict[tuple[object, ...], list[Where]] = defaultdict(list)
    for where in values:
        if where.is_named:
            kin[where.family].append(where)
    whole = dict(values)
    for alike in (alike for alike in kin.values() if len(alike) > 1):
        largest = sorted(alike, key=lambda where: -len(values[where]))[:MOST]
        for where in largest:
            for other in largest:
                whole[where] = {**values[other], **whole[where]}
    return whole


def _choose(scored: list[tuple[float, int, Where]], values: dict[Where, Values], pages: int) -> Category:
    if not scored or scored[0][0] < FLOOR:
        return Category()
    best = scored[0][2]
    found = Category([best], round(min(1.0, len(values[best]) / pages), 2))
    taken = {text for text, _ in values[best].values()}
    _take(found, values[best])
    for _, _, where in scored[:40]:
        fresh = {f: v for f, v in values[where].items() if f not in found.values}
        if len(fresh) >= 2 and (where.family == best.family or _agrees(found, values[where], fresh, taken)):
            found.where.append(where)
            _take(found, fresh)
        if len(found.where) == MOST:
            break
    return found


def _take(found: Category, values: Values) -> None:
    for file, (text, line) in values.items():
        found.values[file], found.lines[file] = text, line


def _agrees(found: Category, values: Values, fresh: Values, taken: set[str]) -> bool:
    """Whether a spot says what the others say: on pages that have both, and mostly such values on the rest."""
    both = [file for file in found.values if file in values]
    same = sum(values[file][0] == found.values[file] for file in both)
    fits = sum(text in taken for text, _ in fresh.values())
    return fits >= 0.6 * len(fresh) and same >= 0.5 * len(both)


def _score(
    where: Where,
    found: dict[str, tuple[str, Line]],
    distances: list[int],
    pages: int,
    others: int,
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
        elsewhere = median(line.seen for _, line in found.values()) - size
        if elsewhere > 1 and elsewhere * 2 > others:
            return 0.0  # an entry of a menu: pages that are no articles have it as well
        last = _ends_crumb(where, found)
        worth = 0.03 * evidence + (NAMED if named or last else 0.0) * (1.0 + 0.05 * last)
    else:
        floor = (
            0.5 if evidence >= 0.9 else 0.15
        )  # a menu's word is good evidence, even if nearly all pages have it
        worth = (0.15 + 0.85 * evidence) * repeated * min(1.0, floor + entropy) * (2.0 if named else 1.0)
    if where.sort in ("line", "first", "last"):
        worth /= max(1.0, len(distances) / size)  # one of many alike is an entry of a list
    said = Counter(_introduced(where, text, line) for text, line in found.values())
    if (
        not (evidence or named or said["category"] or _ends_crumb(where, found))
        and max(counts.values()) > MASTHEAD * size
    ):
        return 0.0
    worth *= 3.0 if said["category"] * 2 > size else 0.1 if said["author"] * 2 > size else 1.0
    worth *= 1 - 0.95 * (1.0 if authors >= 0.5 else authors)
    worth *= min(1.0, 5 / mean(len(text.split()) for text, _ in found.values()))
    return coverage * worth * math.exp(-median(distances) / 10) * (1.02 if where.sort == "line" else 1.0)


def _ends_crumb(where: Where, found: Values) -> float:
    """Whether a spot ends breadcrumbs that have more before it, as the way home: 0.5 where something follows."""
    if not where.ends_crumb:
        return 0.0
    behind = [line for text, line in found.values() if line.atoms and not line.text.startswith(text)]
    ending = sum(line.text.endswith(text) for text, line in found.values())
    return 0.0 if len(behind) * 2 <= len(found) else 1.0 if ending * 2 > len(found) else 0.5


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
