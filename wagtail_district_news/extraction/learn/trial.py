"""Selectors tried on pages of the sample: what the paths of the learner cannot know is seen there."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ...text import fold
from ..parse import TEXT, Node, Tree
from ..profile_model import Slot
from ..select import compile_selector
from ..values import read_slot
from .areas import Area, prose
from .furniture import Dropped
from .paths import Place
from .sheets import Element, Line

PAGES = 24
STEADY = 0.9  # of the pages have an element at one and the same position
PANES = 5  # a core with less than the fifth of the words is a column beside the article
SWALLOWED = 0.05  # of a page's own words: a selector of furniture may find so many


@dataclass(slots=True)
class Page:
    """A page of the sample: where the lines of its article begin, their words, and by place its elements."""

    file: str
    tree: Tree
    starts: list[int]
    words: list[int]
    elements: dict[Place, list[int]]
    owners: list[int]  # of lines: where the elements around them begin


@dataclass(slots=True)
class Trial:
    """Some articles of each group, as they are parsed for reading."""

    pages: list[Page] = field(default_factory=list)
    _known: dict[str, bool] = field(default_factory=dict)

    def exact(self, selector: str, place: Place) -> float:
        """On what share of the pages with a place a selector finds its elements, and none before them."""
        seen = [found[: len(own)] == own for found, own in self._finds(selector, place)]
        return sum(seen) / len(seen) if seen else 1.0

    def misled(self, selector: str, place: Place) -> float:
        """On what share of them it finds something else first."""
        seen = [bool(found) and found[: len(own)] != own for found, own in self._finds(selector, place)]
        return sum(seen) / len(seen) if seen else 0.0

    def _finds(self, selector: str, place: Place) -> Iterator[tuple[list[int], list[int]]]:
        """On each page with a place: what a selector finds, and the elements of the place."""
        for page in self.pages:
            if place in page.elements:
                found = compile_selector(selector).find(page.tree)
                yield [node.index for node in found], page.elements[place]

    def counted(self, place: Place) -> str:
        """A selector of a place that counts the siblings at every step from the body; "" where pages differ."""
        return _most_counted(
            page.tree.nodes[page.elements[place][0]] for page in self.pages if place in page.elements
        )

    def reads(self, slot: Slot, values: Mapping[str, str]) -> float:
        """On what share of the pages that have a value, by file, a slot reads it."""
        pages = [page for page in self.pages if page.file in values]
        found = [(read_slot(page.tree, slot), values[page.file]) for page in pages]
        same = sum(one is not None and fold(value) in fold(one.text) for one, value in found)
        return same / len(pages) if pages else 1.0

    def counted_lines(self, lines: Mapping[str, Line]) -> str:
        """As `counted`, of the elements around lines, by file."""
        owners = ((page, lines[page.file]) for page in self.pages if page.file in lines)
        return _most_counted(page.tree.nodes[page.owners[line.owner]] for page, line in owners)

    def swallows(self, selector: str) -> bool:
        """Whether a selector finds words of an article on any page."""
        if selector not in self._known:
            self._known[selector] = any(_swallowed(page, selector) for page in self.pages)
        return self._known[selector]


def trial_of(
    groups: Iterable[tuple[dict[str, Area], Dropped]], tree_of: Callable[[str], Tree], most: int = PAGES
) -> Trial:
    """Take pages of each group in turn, spread over it. `groups` are areas by file, and what is furniture there."""
    queues = [
        [(file, areas[file], dropped) for file in _spread(sorted(areas), most)] for areas, dropped in groups
    ]
    trial = Trial()
    while any(queues) and len(trial.pages) < most:
        for queue in queues:
            if queue and len(trial.pages) < most:
                file, area, dropped = queue.pop(0)
                trial.pages.append(_page(tree_of(file), area, dropped))
    return trial


def _spread(files: list[str], most: int) -> list[str]:
    step = max(1, len(files) // most)
    return files[::step]


def _page(tree: Tree, area: Area, dropped: Dropped) -> Page:
    texts = set(dropped.texts)
    lines = [
        line
        for line in area.lines
        if line.place not in dropped.why
        and line.text not in texts
        and area.in_core(line)
        and not line.comment
    ]
    return Page(
        area.sheet.file,
        tree,
        [line.first for line in lines],
        [line.words for line in lines],
        _elements(area),
        [element.first for element in area.sheet.elements],
    )


def _elements(area: Area) -> dict[Place, list[int]]:
    """By place the elements of a page; where some lead to its title or a core, these alone."""
    elements = area.sheet.elements
    leading: set[int] = set()
    own = {core: _own_words(area, elements[core]) for core in area.cores}
    cores = (core for core, count in own.items() if count * PANES >= sum(own.values()))
    for number in (area.title.line.owner, *cores):
        while number >= 0:
            leading.add(number)
            number = elements[number].above
    known = {elements[number].place for number in leading}
    found: dict[Place, list[int]] = defaultdict(list)
    for number, element in enumerate(elements):
        wraps = element.above >= 0 and elements[element.above].place is element.place
        if not wraps and (number in leading or element.place not in known):
            found[element.place].append(element.first)
    return dict(found)


def _own_words(area: Area, core: Element) -> int:
    return sum(prose(line) for line in area.lines if core.first <= line.first < core.end)


def _most_counted(nodes: Iterable[Node]) -> str:
    paths = Counter(map(_counted, nodes))
    path, count = paths.most_common(1)[0] if paths else ("", 0)
    return path if count >= STEADY * paths.total() else ""


def _counted(node: Node) -> str:
    steps: list[str] = []
    for inner in (node, *node.ancestors()):
        if inner.tag == "body" or inner.parent is None:
            steps.append("body")
            break
        beside = [one for one in inner.parent.children if one.tag != TEXT]
        position = 1 + next(number for number, one in enumerate(beside) if one is inner)
        steps.append(f"{inner.tag}:nth-child({position})")
    return " > ".join(reversed(steps))


def _swallowed(page: Page, selector: str) -> bool:
    found = 0
    end = -1
    for node in compile_selector(selector).find(page.tree):
        if node.index < end:
            continue  # inside of one before
        end = node.end
        found += sum(page.words[bisect_left(page.starts, node.index) : bisect_left(page.starts, end)])
    return found > SWALLOWED * sum(page.words)
