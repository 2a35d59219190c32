"""CSS selectors over a tree: by path, by index, and every other one by the parser's own engine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .messages import say
from .parse import TEXT, Node, Tree, selector_works
from .shapes import Paths, Step

_TOKEN = re.compile(
    r"""\s*(?P<combinator>[>+~])\s*
      | (?P<space>\s+)
      | \#(?P<id>[\w-]+)
      | \.(?P<class>[\w-]+)
      | \[\s*(?P<name>[\w:-]+)\s*
            (?:(?P<operator>[~|^$*]?=)\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\]\s]+))\s*)?\]
      | (?P<tag>\*|[a-zA-Z][\w-]*)
    """,
    re.VERBOSE,
)


class SelectorError(ValueError):
    """A selector that means nothing; the message names it."""


@dataclass(frozen=True, slots=True)
class _Attribute:
    name: str
    operator: str
    value: str

    def accepts(self, node: Node | Step) -> bool:
        held = node.attributes.get(self.name)
        if held is None:
            return False
        match self.operator:
            case "":
                return True
            case "=":
                return held == self.value
            case "^=":
                return bool(self.value) and held.startswith(self.value)
            case "$=":
                return bool(self.value) and held.endswith(self.value)
            case "*=":
                return bool(self.value) and self.value in held
            case "~=":
                return self.value in held.split()
        return held == self.value or held.startswith(self.value + "-")


@dataclass(frozen=True, slots=True)
class _Compound:
    """One step of a selector, such as `td.Time[align]`, and how it hangs on the step before it."""

    combinator: str  # "" for the first, " ", ">", "+" or "~"
    tag: str = ""
    identity: str = ""
    classes: tuple[str, ...] = ()
    attributes: tuple[_Attribute, ...] = ()

    def candidates(self, tree: Tree) -> Iterable[Node]:
        if self.identity:
            return tree.identified(self.identity)
        if self.classes:
            return tree.classed(self.classes[0])
        if self.tag and self.tag != "*":
            return tree.tagged(self.tag)
        if self.attributes and self.attributes[0].name in ("class", "id"):
            return tree.with_names()
        return (node for node in tree.nodes if node.tag != TEXT)

    def accepts(self, node: Node | Step) -> bool:
        if self.tag and self.tag not in ("*", node.tag):
            return False
        if self.identity and node.attributes.get("id") != self.identity:
            return False
        if self.classes:
            held = node.classes
            if any(name not in held for name in self.classes):
                return False
        return all(attribute.accepts(node) for attribute in self.attributes)

    @property
    def is_of_path(self) -> bool:
        """Whether the path of an element tells if it fits."""
        hangs = self.combinator in ("", " ", ">")
        return hangs and all(attribute.name in ("class", "id") for attribute in self.attributes)

    def ends(self, paths: Paths) -> Sequence[int]:
        """Among these paths are all those that end in what fits; more are added to the end as they appear."""
        if self.identity:
            return paths.identified.get(self.identity, ())
        if self.classes:
            return paths.classed.get(self.classes[0], ())
        if self.tag and self.tag != "*":
            return paths.tagged.get(self.tag, ())
        return paths.named if self.attributes else range(len(paths))


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
    chains: tuple[tuple[_Compound, ...], ...]
    by_path: bool = False

    def find(self, tree: Tree) -> list[Node]:
        """The selected elements of the whole page, in document order. The list is not to be changed."""
        if self.by_path:
            return tree.on(self.paths(tree.paths))
        if not self.chains:
            return tree.by_engine(self.text)
        if len(self.chains) == 1:
            return _follow(tree, self.chains[0])
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
    for part in _alternatives(text):
        chain = _parse_chain(part)
        if chain is None:
            if not selector_works(text):
                raise SelectorError(say("“%(text)s” is not a CSS selector", text=text))
            return Selector(text, ())
        chains.append(chain)
    return Selector(text, tuple(chains), all(step.is_of_path for chain in chains for step in chain))


def _alternatives(text: str) -> list[str]:
    """Cut a selector list at its commas, but not at those in quotes, brackets or parentheses."""
    parts, start, depth, quote = [], 0, 0, ""
    for place, character in enumerate(text):
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character in "([":
            depth += 1
        elif character in ")]":
            depth -= 1
        elif character == "," and not depth:
            parts.append(text[start:place])
            start = place + 1
    parts.append(text[start:])
    return [part.strip() for part in parts]


def _parse_chain(text: str) -> tuple[_Compound, ...] | None:
    """The steps of one selector, or None where it is not one of the plain kinds."""
    steps: list[_Compound] = []
    parts: dict[str, list[str]] = {}
    attributes: list[_Attribute] = []
    combinator, place = "", 0

    def finish() -> None:
        tag = (parts.get("tag") or [""])[0].lower()
        identity = (parts.get("id") or [""])[0]
        steps.append(_Compound(combinator, tag, identity, tuple(parts.get("class", ())), tuple(attributes)))
        parts.clear()
        attributes.clear()

    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            return None
        place = match.end()
        kind = match.lastgroup or ""
        if kind in ("combinator", "space"):
            if not parts and not attributes:
                return None
            finish()
            combinator = match["combinator"] or " "
        elif match["name"]:
            value = match["double"] or match["single"] or match["bare"] or ""
            attributes.append(_Attribute(match["name"].lower(), match["operator"] or "", value))
        else:
            kind = next(name for name in ("id", "class", "tag") if match[name])
            parts.setdefault(kind, []).append(match[kind])
    if not parts and not attributes:
        return None
    finish()
    return tuple(steps)


def _leading(paths: Paths, chain: tuple[_Compound, ...], ends: Iterable[int]) -> Iterator[int]:
    """Of some paths those that a chain of steps leads to."""
    if len(chain) == 1:
        yield from (path for path in ends if chain[0].accepts(paths.steps[path]))
        return
    last = 1 << (len(chain) - 1)
    known = {-1: (0, 0)}
    for end in ends:
        if chain[-1].accepts(paths.steps[end]) and _reached(paths, chain, end, known) & last:
            yield end


def _reached(paths: Paths, chain: tuple[_Compound, ...], end: int, known: dict[int, tuple[int, int]]) -> int:
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


def _follow(tree: Tree, chain: tuple[_Compound, ...]) -> list[Node]:
    """Step by step from the left: what fits a step and hangs rightly on what fitted before."""
    found: list[Node] = []
    for step in chain:
        fitting = [node for node in step.candidates(tree) if step.accepts(node)]
        found = _hanging(tree, step.combinator, found, fitting)
        if not found:
            return []
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
