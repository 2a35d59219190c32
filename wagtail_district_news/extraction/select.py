"""CSS selectors over a tree: by path, by index, and every other one by the parser's own engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from .css import Chain, Compound, Place, alternatives, parse_chain
from .messages import say
from .parse import TEXT, Node, Tree, selector_works
from .shapes import Paths


class SelectorError(ValueError):
    """A selector that means nothing; the message names it."""


Reached = dict[
    int, tuple[int, int]
]  # by path: the steps that it ends, and those that all above it end, as bits


@dataclass(slots=True)
class _Known:
    """The paths that a selector selects, of those that were there when it was last asked."""

    paths: dict[int, None]
    tried: list[int]  # by chain: how many of the paths that it may end in


@dataclass(frozen=True, slots=True)
class Selector:
    """A compiled selector list. `chains` is empty where only the parser's engine knows the answer.

    Where tags, classes and ids decide, they do so once a path: `by_path`.
    """

    text: str
    chains: tuple[Chain, ...]
    by_path: bool = False

    def find(self, tree: Tree) -> list[Node]:
        """The selected elements of the whole page, in document order. The list is not to be changed."""
        if self.by_path:
            return tree.on(self.paths(tree.paths))
        if not self.chains:
            return tree.by_engine(self.text)
        likely = tree.on(may_select(self).paths(tree.paths))
        if not likely:
            return []
        if len(self.chains) == 1:
            chain = self.chains[0]
            if _leads_upwards(chain):
                return [node for node in likely if _fits(node, chain)]
            return _follow(tree, chain)
        found = {node.index: node for chain in self.chains for node in _follow(tree, chain)}
        return [found[index] for index in sorted(found)]

    def paths(self, paths: Paths) -> dict[int, None]:
        """The selected paths of a table; only for a selector that is `by_path`."""
        known: _Known | None = paths.matched.get(self.text)
        if known is None:
            known = paths.matched[self.text] = _Known({}, [0] * len(self.chains))
        for number, chain in enumerate(self.chains):
            ends = chain[-1].ends(paths)
            if len(ends) > known.tried[number]:
                known.paths.update(dict.fromkeys(_leading(paths, chain, ends[known.tried[number] :])))
                known.tried[number] = len(ends)
        return known.paths


@lru_cache(maxsize=4096)
def compile_selector(text: str) -> Selector:
    """Compile a CSS selector list. Raises SelectorError where it means nothing."""
    chains = []
    for part in alternatives(text):
        chain = parse_chain(part)
        if chain is None:
            if not selector_works(text):
                raise SelectorError(say("“%(text)s” is not a CSS selector", text=text))
            return Selector(text, ())
        chains.append(chain)
    return Selector(text, tuple(chains), all(step.is_of_path for chain in chains for step in chain))


@lru_cache(maxsize=4096)
def _leads_upwards(chain: Chain) -> bool:
    """Whether an element and those around it tell if it fits, at one look at each: all but one are parents."""
    hangs = [step.combinator for step in chain[1:]]
    return (
        all(one in (">", " ") for one in hangs)
        and hangs.count(" ") <= 1
        and not any(step.places for step in chain)
    )


def _fits(node: Node, chain: Chain) -> bool:
    """Whether a chain of steps that leads upwards leads to a node."""
    place = len(chain) - 1
    if not chain[place].accepts(node):
        return False
    above: Node | None = node
    while place and chain[place].combinator == ">":
        above, place = above.parent if above is not None else None, place - 1
        if above is None or not chain[place].accepts(above):
            return False
    if not place:
        return True
    rest = chain[:place]
    return above is not None and any(_fits(outer, rest) for outer in above.ancestors())


@lru_cache(maxsize=4096)
def may_select(selector: Selector) -> Selector:
    """A selector that paths can answer, of all that the given one selects and maybe more."""
    if selector.by_path:
        return selector
    chains = tuple(map(_told_by_path, selector.chains)) or ((Compound(""),),)
    return Selector(f"what may be {selector.text}", chains, True)


def _told_by_path(chain: Chain) -> Chain:
    """The steps behind the last one that looks at what stands beside it, without what only an element tells."""
    first = max((place for place, step in enumerate(chain) if step.combinator in ("+", "~")), default=0)
    steps = (
        replace(
            step,
            combinator=step.combinator if place else "",
            attributes=tuple(one for one in step.attributes if one.name in ("class", "id")),
            absent=(),
            places=(),
        )
        for place, step in enumerate(chain[first:])
    )
    return tuple(steps)


def _leading(paths: Paths, chain: Chain, ends: Iterable[int]) -> Iterator[int]:
    """Of some paths those that a chain of steps leads to."""
    if len(chain) == 1:
        yield from (path for path in ends if chain[0].accepts(paths.steps[path]))
        return
    last = 1 << (len(chain) - 1)
    known = {-1: (0, 0)}
    for end in ends:
        if chain[-1].accepts(paths.steps[end]) and _reached(paths, chain, end, known) & last:
            yield end


def _reached(paths: Paths, chain: Chain, end: int, known: Reached) -> int:
    """Which steps of a chain may be the last of a path, as bits. `known`: these, and those of all above."""
    climbed: list[int] = []
    while end not in known:
        climbed.append(end)
        end = paths.parents[end]
    here, above = known[end]
    for path in reversed(climbed):
        before, above, here = here, above | here, 0
        for place, compound in enumerate(chain):
            held = before if compound.combinator == ">" else above
            if (not place or held >> (place - 1) & 1) and compound.accepts(paths.steps[path]):
                here |= 1 << place
        known[path] = (here, above)
    return here


def _follow(tree: Tree, chain: Chain) -> list[Node]:
    """Step by step from the left: what fits a step and hangs rightly on what fitted before."""
    found: list[Node] = []
    for step in chain:
        fitting = [node for node in step.candidates(tree) if step.accepts(node)]
        for place in step.places:
            fitting = _standing(fitting, place)
        found = _hanging(tree, step.combinator, found, fitting)
        if not found:
            return []
    return found


def _standing(nodes: list[Node], place: Place) -> list[Node]:
    """Those that stand at a place among the elements beside them."""
    numbers: dict[tuple[int, str], dict[int, int]] = {}
    found: list[Node] = []
    for node in nodes:
        among = (node.parent.index if node.parent is not None else -1, node.tag if place.of_type else "")
        if among not in numbers:
            beside = node.parent.children if node.parent is not None else [node]
            counted = [one.index for one in beside if one.tag != TEXT and among[1] in ("", one.tag)]
            if place.from_end:
                counted.reverse()
            numbers[among] = {index: number for number, index in enumerate(counted, 1)}
        if numbers[among][node.index] == place.number:
            found.append(node)
    return found


def _hanging(tree: Tree, combinator: str, before: list[Node], fitting: list[Node]) -> list[Node]:
    match combinator:
        case "":
            return fitting
        case " ":
            return _within(before, fitting)
        case ">":
            above = {node.index for node in before}
            return [node for node in fitting if node.parent is not None and node.parent.index in above]
        case "+":
            following = {_next_element(tree, node) for node in before}
            return [node for node in fitting if node.index in following]
    return _after(before, fitting)


def _within(before: list[Node], fitting: list[Node]) -> list[Node]:
    """The fitting nodes inside any of the earlier ones. Both lists are in document order."""
    kept, place, reach = [], 0, -1
    for node in fitting:
        while place < len(before) and before[place].index < node.index:
            reach = max(reach, before[place].end)
            place += 1
        if node.index < reach:
            kept.append(node)
    return kept


def _after(before: list[Node], fitting: list[Node]) -> list[Node]:
    """The fitting nodes that follow a sibling among the earlier ones."""
    firsts: dict[int, int] = {}
    for node in before:
        if node.parent is not None:
            firsts.setdefault(node.parent.index, node.index)
    return [
        node
        for node in fitting
        if node.parent is not None and firsts.get(node.parent.index, node.index) < node.index
    ]


def _next_element(tree: Tree, node: Node) -> int:
    """The index of the element just after a node under the same parent, or -1."""
    place = node.end
    while place < len(tree.nodes) and tree.nodes[place].tag == TEXT:
        place += 1
    if place < len(tree.nodes) and tree.nodes[place].parent is node.parent:
        return place
    return -1
