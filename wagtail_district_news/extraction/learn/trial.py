"""Selectors tried on pages of the sample: what the paths of the learner cannot know is seen there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ..parse import Tree
from ..select import compile_selector
from .areas import Area
from .furniture import Dropped

PAGES = 24
SWALLOWED = 0.05  # of a page's own words: a selector of furniture may find so many


@dataclass(slots=True)
class Page:
    """A page of the sample: where the lines of its article begin, and their words."""

    tree: Tree
    starts: list[int]
    words: list[int]


@dataclass(slots=True)
class Trial:
    """Some articles of each group, as they are parsed for reading."""

    pages: list[Page] = field(default_factory=list)
    _known: dict[str, bool] = field(default_factory=dict)

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
    return Page(tree, [line.first for line in lines], [line.words for line in lines])


def _swallowed(page: Page, selector: str) -> bool:
    found = 0
    end = -1
    for node in compile_selector(selector).find(page.tree):
        if node.index < end:
            continue  # inside of one before
        end = node.end
        found += sum(page.words[bisect_left(page.starts, node.index) : bisect_left(page.starts, end)])
    return found > SWALLOWED * sum(page.words)
