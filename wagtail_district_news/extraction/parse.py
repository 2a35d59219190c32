"""Text to a tree: the only place that names a parser."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from ..text import nfc
from .limits import PageError, check_limits
from .messages import say

__all__ = ["TEXT", "Node", "PageError", "Tree", "parse", "selector_works", "settle"]

TEXT = "#text"

# What no browser shows. Frames and embedded pages have their fallback only for browsers without them.
UNSEEN_TAGS = frozenset(
    ("script", "style", "template", "noscript", "head", "title", "iframe", "noembed", "noframes")
)
_HIDING_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
# A page is clean before it is parsed; only a reference can bring a control character back.
_CONTROLS = re.compile(r"&#(?:0*(?:\d|[12]\d|3[01]|127)\b|[xX]0*(?:1?[0-9a-fA-F]|7[fF])\b)")

_NO_CHILDREN: list[Any] = []  # shared by all texts: nothing is ever added to it
_NO_ATTRIBUTES: dict[str, str] = {}


class Node:
    """An element, or a run of text (`tag` is TEXT). `index` is its place in document order.

    The subtree of a node is tree.nodes[node.index:node.end], so "is inside" is a comparison.
    """

    __slots__ = ("attributes", "children", "end", "index", "parent", "seen", "tag", "text")

    def __init__(
        self, index: int, tag: str, parent: Node | None, attributes: dict[str, str], text: str = ""
    ) -> None:
        self.index = index
        self.end = index + 1
        self.tag = tag
        self.parent = parent
        self.attributes = attributes
        self.children: list[Node] = _NO_CHILDREN if tag == TEXT else []
        self.text = text
        self.seen: bool = parent is None or parent.seen

    def __repr__(self) -> str:
        return f"<Node {self.index} {self.tag} {self.text[:30]!r}>"

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def contains(self, other: Node) -> bool:
        """Whether `other` is this node or inside it."""
        return self.index <= other.index < self.end

    def ancestors(self) -> Iterator[Node]:
        """Its parent, the parent of that, up to the root."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


def _index_of(node: Node) -> int:
    return node.index


class Tree:
    """One parsed page: `nodes` in document order; `nodes[0]` is the root element."""

    def __init__(self, nodes: list[Node], engine: Callable[[str], list[int]]) -> None:
        self.nodes = nodes
        self._engine = engine
        self._named: list[Node] | None = None
        self._by_tag: dict[str, list[Node]] | None = None
        self._by_class: dict[str, list[Node]] | None = None
        self._by_id: dict[str, list[Node]] | None = None

    def inside(self, node: Node) -> list[Node]:
        """The node and all its descendants, in document order."""
        return self.nodes[node.index : node.end]

    def tagged(self, tag: str) -> list[Node]:
        """All elements of one tag name, in document order."""
        if self._by_tag is None:
            self._index()
        return (self._by_tag or {}).get(tag, [])

    def holds(self, node: Node, tag: str) -> bool:
        """Whether an element of that name is inside a node."""
        known = self.tagged(tag)
        place = bisect_right(known, node.index, key=_index_of)
        return place < len(known) and known[place].index < node.end

    def classed(self, name: str) -> list[Node]:
        """All elements that have a class, in document order."""
        if self._by_class is None:
            self._index()
        return (self._by_class or {}).get(name, [])

    def identified(self, name: str) -> list[Node]:
        """All elements with an id (pages do repeat them), in document order."""
        if self._by_id is None:
            self._index()
        return (self._by_id or {}).get(name, [])

    def with_names(self) -> list[Node]:
        """All elements that have a class or an id, in document order."""
        if self._named is None:
            self._named = [
                n for n in self.nodes if n.attributes and ("class" in n.attributes or "id" in n.attributes)
            ]
        return self._named

    def by_engine(self, selector: str) -> list[Node]:
        """The elements that the parser's own CSS engine selects: slower, but knows every selector."""
        return [self.nodes[index] for index in sorted(set(self._engine(selector)))]

    def _index(self) -> None:
        tags: dict[str, list[Node]] = {}
        classes: dict[str, list[Node]] = {}
        ids: dict[str, list[Node]] = {}
        for node in self.nodes:
            tag = node.tag
            if tag == TEXT:
                continue
            tags.setdefault(tag, []).append(node)
            attributes = node.attributes
            if not attributes:
                continue
            if names := attributes.get("class"):
                for name in set(names.split()) if " " in names else (names,):
                    classes.setdefault(name, []).append(node)
            if identity := attributes.get("id"):
                ids.setdefault(identity, []).append(node)
        self._by_tag, self._by_class, self._by_id = tags, classes, ids


def parse(text: str, settled: bool = True) -> Tree:
    """The tree of a decoded page. Raises PageError where reading it could stall or exhaust the machine.

    Without `settled` its texts are as the references in the page left them: call `settle` on it later.
    """
    check_limits(text)
    parser = LexborHTMLParser(text, scripting=True)
    if parser.root is None:
        raise PageError(say("the page holds no HTML"))
    nodes, places = _flatten(parser)
    _close(nodes)

    def engine(selector: str) -> list[int]:
        try:
            return [places[found.mem_id] for found in parser.css(selector) if found.mem_id in places]
        except SelectolaxError:
            return []

    tree = Tree(nodes, engine)
    if settled:
        settle(tree, text)
    return tree


def selector_works(selector: str) -> bool:
    """Whether the parser's CSS engine understands a selector."""
    try:
        LexborHTMLParser("<p></p>").css(selector)
    except SelectolaxError:
        return False
    return True


def _flatten(parser: LexborHTMLParser) -> tuple[list[Node], dict[int, int]]:
    """Every element and text in document order, and where the parser's own nodes went."""
    nodes: list[Node] = []
    places: dict[int, int] = {}
    root = parser.root
    assert root is not None
    for raw in root.traverse(include_text=True):
        tag = raw.tag
        if tag is None or (tag[0] == "-" and tag != "-text"):
            continue
        above = raw.parent
        place = places.get(above.mem_id) if above is not None else None
        parent = nodes[place] if place is not None else None
        if tag == "-text":
            node = Node(len(nodes), TEXT, parent, _NO_ATTRIBUTES, raw.text_content or "")
        else:
            node = Node(len(nodes), tag, parent, _attributes(raw.attributes))
            node.seen = node.seen and _is_seen(node)
            places[raw.mem_id] = node.index
        if parent is not None:
            parent.children.append(node)
        nodes.append(node)
    return nodes, places


def settle(tree: Tree, text: str) -> None:
    """Make every text NFC and fit for a database again, after references were put in. `text` is the page."""
    controls = _CONTROLS.search(text) is not None
    for node in tree.nodes:
        if node.tag == TEXT and (controls or not node.text.isascii()):
            node.text = nfc(node.text)


def _attributes(raw: dict[str, str | None]) -> dict[str, str]:
    if not raw:
        return _NO_ATTRIBUTES
    return {name: value or "" for name, value in raw.items()}


def _is_seen(node: Node) -> bool:
    if node.tag in UNSEEN_TAGS:
        return False
    if not node.attributes:
        return True
    if "hidden" in node.attributes:
        return False
    style = node.attributes.get("style")
    if style and _HIDING_STYLE.search(style):
        return False
    return not (node.tag == "input" and node.attributes.get("type", "").lower() == "hidden")


def _close(nodes: list[Node]) -> None:
    """Set where each subtree ends, from the last node back."""
    for node in reversed(nodes):
        if node.children:
            node.end = node.children[-1].end
