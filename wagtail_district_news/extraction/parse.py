"""Text to a tree: the only place that names a parser."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from ..text import nfc

MAX_CHARACTERS = 20_000_000
MAX_TAGS = 200_000
MAX_DEPTH = 2_000
MAX_REOPENED = 2_000_000  # a parser reopens unclosed <b>, <font> ... in every later block

TEXT = "#text"

# What no browser shows. Frames and embedded pages have their fallback only for browsers without them.
UNSEEN_TAGS = frozenset(
    ("script", "style", "template", "noscript", "head", "title", "iframe", "noembed", "noframes")
)
_VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input link meta param source track wbr".split()
)
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_CLOSED_BY_THEIR_LIKE = frozenset("p li option optgroup dt dd td th tr tbody thead tfoot rp rt".split())
_HIDING_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*")


class PageError(Exception):
    """A page that cannot be read; the message is the reason, in plain words."""


class Node:
    """An element, or a run of text (`tag` is TEXT). `index` is its place in document order.

    The subtree of a node is tree.nodes[node.index:node.end], so "is inside" is a comparison.
    """

    __slots__ = ("attributes", "children", "end", "index", "parent", "seen", "tag", "text")

    def __init__(self, index: int, tag: str, parent: Node | None, attributes: dict[str, str]) -> None:
        self.index = index
        self.end = index + 1
        self.tag = tag
        self.parent = parent
        self.attributes = attributes
        self.children: list[Node] = []
        self.text = ""
        self.seen = True

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


class Tree:
    """One parsed page: `nodes` in document order; `nodes[0]` is the root element."""

    def __init__(self, nodes: list[Node], engine: Callable[[str], list[int]]) -> None:
        self.nodes = nodes
        self._engine = engine
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

    def by_engine(self, selector: str) -> list[Node]:
        """The elements that the parser's own CSS engine selects: slower, but knows every selector."""
        return [self.nodes[index] for index in sorted(set(self._engine(selector)))]

    def _index(self) -> None:
        tags: dict[str, list[Node]] = {}
        classes: dict[str, list[Node]] = {}
        ids: dict[str, list[Node]] = {}
        for node in self.nodes:
            tags.setdefault(node.tag, []).append(node)
            if not node.attributes:
                continue
            for name in dict.fromkeys(node.attributes.get("class", "").split()):
                classes.setdefault(name, []).append(node)
            if identity := node.attributes.get("id"):
                ids.setdefault(identity, []).append(node)
        self._by_tag, self._by_class, self._by_id = tags, classes, ids


def parse(text: str) -> Tree:
    """The tree of a decoded page. Raises PageError where reading it could stall or exhaust the machine."""
    check_limits(text)
    parser = LexborHTMLParser(text, scripting=True)
    if parser.root is None:
        raise PageError("the page holds no HTML")
    nodes, places = _flatten(parser)
    _close(nodes)

    def engine(selector: str) -> list[int]:
        try:
            return [places[found.mem_id] for found in parser.css(selector) if found.mem_id in places]
        except SelectolaxError:
            return []

    return Tree(nodes, engine)


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
            node = Node(len(nodes), TEXT, parent, {})
            node.text = nfc(raw.text_content or "")
            node.seen = parent is None or parent.seen
        else:
            node = Node(len(nodes), tag, parent, {k: v or "" for k, v in raw.attributes.items()})
            node.seen = (parent is None or parent.seen) and _is_seen(node)
            places[raw.mem_id] = node.index
        if parent is not None:
            parent.children.append(node)
        nodes.append(node)
    return nodes, places


def _is_seen(node: Node) -> bool:
    if node.tag in UNSEEN_TAGS or "hidden" in node.attributes:
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


def check_limits(text: str) -> None:
    """Refuse what would stall any parser, before one sees it. Raises PageError."""
    if len(text) > MAX_CHARACTERS:
        raise PageError(f"the page is longer than {MAX_CHARACTERS:,} characters")
    if not text.strip():
        raise PageError("the file is empty")
    tags = _TAG.findall(text)
    if len(tags) > MAX_TAGS:
        raise PageError(f"the page holds more than {MAX_TAGS:,} tags")
    counts = Counter(tag.lower() for tag in tags)
    formatting = sum(counts["<" + name] for name in _FORMATTING)
    opened = sum(n for tag, n in counts.items() if tag[1] != "/" and tag[1:] not in _VOID)
    if opened > MAX_DEPTH or formatting * len(tags) > MAX_REOPENED:
        _check_nesting([tag.lower() for tag in tags])


def _check_nesting(tags: list[str]) -> None:
    """Follow the tags in order: how deep, and how often unclosed formatting would be opened again."""
    open_now: Counter[str] = Counter()
    depth = formatting = reopened = 0
    for tag in tags:
        name = tag.lstrip("</")
        if name in _VOID:
            continue
        if tag[1] == "/":
            if open_now[name]:
                open_now[name] -= 1
                depth -= 1
                formatting -= name in _FORMATTING
        elif name not in _CLOSED_BY_THEIR_LIKE or not open_now[name]:
            open_now[name] += 1
            depth += 1
            formatting += name in _FORMATTING
        if name not in _FORMATTING:
            reopened += formatting
        if depth > MAX_DEPTH:
            raise PageError(f"the page nests its tags deeper than {MAX_DEPTH:,}")
        if reopened > MAX_REOPENED:
            raise PageError("the page never closes its formatting, and would grow without bound")
