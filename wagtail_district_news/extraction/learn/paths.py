"""Where things stand: the path of an element from the root, in steps that are alike on all pages of a site."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ..parse import Node
from ..shapes import BLOCK_TAGS

ROOT = 0
MOST_PATHS = 300_000  # of one sample; on hostile pages deeper elements then share the path above them
LONGEST_NAME = 200
_MASKED = re.compile(
    r"[0-9a-f]{8}(?:[-_]?[0-9a-f]{4}){3}[-_]?[0-9a-f]{12}|(?=[0-9a-f]*\d)(?=[0-9]*[a-f])[0-9a-f]{8,}",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_STATES = frozenset(("first", "last", "odd", "even", "active", "selected", "current", "alt"))
_LOOKS = ("size", "color", "face", "align", "width", "bgcolor")  # how pages without classes tell parts apart
_WRAPPERS = frozenset(("div", "section", "center", "article", "main", "span", "font"))
_WRAPPED = frozenset(("div", "section", "article", "main", "table", "center", "form", "h1", "h2", "h3", "h4"))
_LOOKING = frozenset(("font", "td", "p", "div", "table", "span"))


@dataclass(frozen=True, slots=True)
class Step:
    """One element of a path as it was written: its tag, id, classes, and attributes of its look."""

    tag: str
    identity: str = ""
    classes: tuple[str, ...] = ()
    look: tuple[tuple[str, str], ...] = ()

    @property
    def tokens(self) -> Iterable[str]:
        """Its names, masked: `#id` and `.class`, numbers and hashes blurred, states of a menu left out."""
        if self.identity:
            yield "#" + masked(self.identity)
        yield from ("." + masked(name) for name in self.classes if name.lower() not in _STATES)


@lru_cache(maxsize=65536)
def masked(name: str) -> str:
    """A name with its numbers as 0, and identifiers and long hashes as x."""
    return _DIGITS.sub("0", _MASKED.sub("x", name[:LONGEST_NAME]))


def varying(name: str) -> list[tuple[int, int]]:
    """Where in a name the numbers, identifiers and hashes stand that are masked."""
    return [match.span() for pattern in (_MASKED, _DIGITS) for match in pattern.finditer(name[:LONGEST_NAME])]


class Paths:
    """Every path of a sample, as numbers: `steps[n]` is its last step, `parents[n]` the path above it."""

    def __init__(self) -> None:
        self.steps: list[Step] = [Step("")]
        self.parents: list[int] = [ROOT]
        self.loose: set[int] = set()  # paths with wrappers left out above their last step
        self._known: dict[tuple[object, ...], int] = {}

    def of_page(self, nodes: list[Node], text_tag: str) -> list[int]:
        """For each node of a page its path; a text has that of its parent, and so has a mere wrapper."""
        out: list[int] = []
        wrappers: set[int] = set()
        for node in nodes:
            above = out[node.parent.index] if node.parent is not None else ROOT
            if node.tag == text_tag:
                out.append(above)
            elif is_wrapper(node, text_tag):
                wrappers.add(node.index)
                out.append(above)
            else:
                path = self._path(above, node)
                if node.parent is not None and node.parent.index in wrappers:
                    self.loose.add(path)
                out.append(path)
        return out

    def _path(self, above: int, node: Node) -> int:
        attributes = node.attributes
        look: tuple[tuple[str, str], ...] = ()
        if attributes and node.tag in _LOOKING and "class" not in attributes and "id" not in attributes:
            look = tuple((name, attributes[name][:40]) for name in _LOOKS if name in attributes)
        if node.tag == "td" and "class" not in attributes and "id" not in attributes:
            look = (*look, *_column(node))
        key = (above, node.tag, attributes.get("id", ""), attributes.get("class", ""), look)
        known = self._known.get(key)
        if known is not None:
            return known
        if len(self.steps) >= MOST_PATHS:
            return above
        classes = tuple(name[:LONGEST_NAME] for name in key[3].split()[:12])
        self.steps.append(Step(node.tag[:40], key[2].strip()[:LONGEST_NAME], classes, look))
        self.parents.append(above)
        self._known[key] = len(self.steps) - 1
        return len(self.steps) - 1


def is_wrapper(node: Node, text_tag: str) -> bool:
    """Whether an element without a name holds one other and nothing else: how many there are says nothing."""
    if node.tag not in _WRAPPERS or node.attributes.get("class") or node.attributes.get("id"):
        return False
    only: Node | None = None
    for child in node.children:
        if child.tag == text_tag:
            if not child.text.isspace():
                return False
        elif only is not None:
            return False
        else:
            only = child
    return only is not None and only.tag in _WRAPPED


def _column(node: Node) -> tuple[tuple[str, str], ...]:
    """Which cell of its row a nameless cell is: layout tables tell their columns by nothing else."""
    if node.parent is None:
        return ()
    cells = [cell for cell in node.parent.children if cell.tag in ("td", "th")]
    return (("nth-child", str(1 + cells.index(node))),) if 1 < len(cells) <= 12 else ()


@dataclass(slots=True)
class Place:
    """A path with its names masked. `raws` counts, for each masked name, how it was really written."""

    number: int
    above: Place | None
    tag: str
    names: tuple[str, ...]
    look: tuple[tuple[str, str], ...]
    depth: int
    raws: Counter[str]
    loose: bool = False  # wrappers may stand between it and the place above
    bare: Place | None = None  # the same place without nameless inline elements; itself where it ends in none

    @property
    def is_named(self) -> bool:
        """Whether its last step has a class or an id on any page, known or not."""
        return bool(self.raws)

    @property
    def is_inline(self) -> bool:
        """Whether its last step is an inline element without a name, which says nothing of a place."""
        return self.tag not in BLOCK_TAGS and not self.names and self.above is not None

    def within(self, other: Place) -> bool:
        """Whether this is `other` or below it."""
        place: Place | None = self
        while place is not None and place.depth > other.depth:
            place = place.above
        return place is other

    def ancestors(self) -> Iterable[Place]:
        """This place, and every one above it."""
        place: Place | None = self
        while place is not None:
            yield place
            place = place.above

    def __str__(self) -> str:
        parts = []
        for place in self.ancestors():
            if place.tag:
                look = "".join(f"[{name}={value}]" for name, value in place.look)
                parts.append(place.tag + "".join(place.names) + look)
        return " > ".join(reversed(parts))

    def __hash__(self) -> int:
        return self.number

    def __eq__(self, other: object) -> bool:
        return self is other


class Places:
    """Raw paths -> places: names that only one page has say nothing, and are dropped."""

    def __init__(self, paths: Paths, known: frozenset[str]) -> None:
        self.all: list[Place] = []
        self._table: dict[tuple[object, ...], Place] = {}
        self.of: list[Place] = []
        for number, step in enumerate(paths.steps):
            above = self.of[paths.parents[number]] if number else None
            place = self._place(above, step, known)
            place.loose = place.loose or number in paths.loose
            self.of.append(place)

    def _place(self, above: Place | None, step: Step, known: frozenset[str]) -> Place:
        names = () if step.tag in ("html", "body") else tuple(t for t in step.tokens if t in known)
        key = (above.number if above is not None else -1, step.tag, names, step.look)
        place = self._table.get(key)
        if place is None:
            depth = above.depth + 1 if above is not None else 0
            place = Place(len(self.all), above, step.tag, names, step.look, depth, Counter())
            place.bare = above.bare if place.is_inline and above is not None else place
            self.all.append(place)
            self._table[key] = place
        if step.identity:
            place.raws["#" + step.identity] += 1
        place.raws.update("." + name for name in step.classes)
        return place
