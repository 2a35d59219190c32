"""A parsed page: elements and texts in document order, and where they stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from operator import attrgetter
from typing import Protocol
from weakref import ReferenceType

from .shapes import TEXT, Paths, Shape

__all__ = ["TEXT", "TEXT_SHAPE", "NeedsWholeTree", "Node", "Nodes", "Skipping", "Tree", "Unread"]

TEXT_SHAPE = Shape(TEXT, attributes={})


class NeedsWholeTree(Exception):
    """A tree that left things out cannot answer what it was asked."""


@dataclass(frozen=True, slots=True)
class Unread:
    """What is in an element that has no nodes for it: `words`, `elements` and `tags` are counts.

    The tags are those of its markup as the parser writes it, each that ends an element and each comment, too;
    `length` is that of this markup, in characters.
    """

    words: int
    elements: int
    tags: int
    length: int
    shows: bool  # any text
    has_picture: bool
    has_document: bool  # a link to one

    def unseen(self) -> Unread:
        """The same where it is not shown."""
        return replace(self, words=0, shows=False)


class Skipping(Protocol):
    """Says of which elements nothing inside is needed: those on `places` of `paths`, if `over` agrees."""

    paths: Paths
    places: set[int]

    def look_at_new(self) -> None: ...

    def over(self, markup: str, path: int, tag: str, start: int) -> Unread | None: ...


class Nodes(list["Node"]):
    """The nodes of a page in document order: a list that can be referred to without being kept."""

    __slots__ = ("__weakref__",)


class Node:
    """An element, or a run of text (`tag` is TEXT). `index` is its place in document order.

    The subtree of a node is tree.nodes[node.index:node.end], so "is inside" is a comparison. `path` is the
    number of its path in tree.paths; that of a text is that of the element around it.
    """

    __slots__ = ("_page", "end", "index", "parent", "path", "seen", "shape", "tag", "text")

    def __init__(
        self,
        page: ReferenceType[Nodes],
        index: int,
        shape: Shape,
        parent: Node | None,
        path: int,
        seen: bool,
        text: str = "",
    ) -> None:
        self._page = page
        self.index = index
        self.end = index + 1
        self.tag = shape.tag
        self.parent = parent
        self.path = path
        self.seen = seen
        self.text = text
        self.shape = shape

    def __repr__(self) -> str:
        return f"<Node {self.index} {self.tag} {self.text[:30]!r}>"

    @property
    def attributes(self) -> dict[str, str]:
        """Its attributes, "" for one without a value. Shared with elements like it: never to be changed."""
        return self.shape.attributes

    @property
    def children(self) -> list[Node]:
        """What stands directly in it, in document order. Raises ReferenceError once its page is let go."""
        nodes = self._page()
        if nodes is None:
            raise ReferenceError("the page of this node is gone")
        place, end = self.index + 1, self.end
        found: list[Node] = []
        while place < end:
            found.append(nodes[place])
            place = nodes[place].end
        return found

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


_index_of = attrgetter("index")
_is_styled = attrgetter("shape.is_styled")


def _merged(groups: list[list[Node]]) -> list[Node]:
    """The nodes of some groups, each of which is in document order."""
    if len(groups) == 1:
        return groups[0]
    return sorted(chain.from_iterable(groups), key=_index_of)


class Tree:
    """One parsed page: `nodes` in document order; `nodes[0]` is the root element.

    No node holds what is below it, so that a page is freed as soon as it is let go. `unread` tells, by the
    index of the element, what was left out of the tree; it is empty unless that was asked for.
    """

    def __init__(
        self,
        nodes: Nodes,
        paths: Paths,
        engine: Callable[[str], list[int]],
        unread: dict[int, Unread] | None = None,
    ) -> None:
        self.nodes = nodes
        self.paths = paths
        self.unread = unread or {}
        self._engine = engine
        self._texts: list[Node] | None = None
        self._visible: list[Node] | None = None
        self._places: dict[int, list[Node]] | None = None
        self._groups: dict[str, list[list[Node]]] = {}  # by tag, of each path
        self._tagged: dict[str, list[Node]] = {}

    @property
    def texts(self) -> list[Node]:
        """All runs of text, seen or not, in document order."""
        if self._texts is None:
            self._texts = [node for node in self.nodes if node.tag == TEXT]
        return self._texts

    @property
    def visible_texts(self) -> list[Node]:
        """The runs of text that a reader sees, white space left out. Texts are not to change any more."""
        if self._visible is None:
            self._visible = [node for node in self.texts if node.seen and not node.text.isspace()]
        return self._visible

    @property
    def places(self) -> dict[int, list[Node]]:
        """The elements of each path of this page, in document order."""
        if self._places is None:
            places: dict[int, list[Node]] = {}
            for node in self.nodes:
                if node.tag != TEXT:
                    if node.path in places:
                        places[node.path].append(node)
                    else:
                        places[node.path] = alike = [node]
                        self._groups.setdefault(node.tag, []).append(alike)
            self._places = places
        return self._places

    def on(self, paths: dict[int, None] | list[int]) -> list[Node]:
        """The elements that stand on any of some paths (each given once), in document order."""
        places = self.places
        if len(paths) <= len(places):
            groups = [places[path] for path in paths if path in places]
        else:
            wanted = paths if isinstance(paths, dict) else dict.fromkeys(paths)
            groups = [nodes for path, nodes in places.items() if path in wanted]
        return _merged(groups)

    def inside(self, node: Node) -> list[Node]:
        """The node and all its descendants, in document order."""
        return self.nodes[node.index : node.end]

    def tagged(self, tag: str) -> list[Node]:
        """All elements of one tag name, in document order."""
        found = self._tagged.get(tag)
        if found is None:
            groups = self._groups.get(tag, []) if self.places else []
            found = self._tagged[tag] = _merged(groups)
        return found

    def holds(self, node: Node, tag: str) -> bool:
        """Whether an element of that name is inside a node."""
        known = self.tagged(tag)
        place = bisect_right(known, node.index, key=_index_of)
        return place < len(known) and known[place].index < node.end

    def classed(self, name: str) -> list[Node]:
        """All elements that have a class, in document order."""
        return self.on(self.paths.classed.get(name, []))

    def identified(self, name: str) -> list[Node]:
        """All elements with an id (pages do repeat them), in document order."""
        return self.on(self.paths.identified.get(name, []))

    def with_names(self) -> list[Node]:
        """All elements that have a class or an id, in document order."""
        return self.on(self.paths.named)

    def styled(self) -> list[Node]:
        """The elements that may set a font: all with a style or a face, in document order."""
        styled = [nodes for nodes in self.places.values() if any(map(_is_styled, nodes))]
        return [node for node in _merged(styled) if node.shape.is_styled]

    def by_engine(self, selector: str) -> list[Node]:
        """The elements that the parser's own CSS engine selects: slower, but knows every selector."""
        wanted = self._engine(selector)
        if not wanted:
            return []
        elements = self._by_number()
        return [elements[number] for number in sorted(set(wanted)) if number in elements]

    def unread_in(self, node: Node) -> list[Unread]:
        """What was left out of the tree inside a node."""
        return [held for index, held in self.unread.items() if node.index <= index < node.end]

    def _by_number(self) -> dict[int, Node]:
        """The elements by their number on the page, where those that were left out count, too."""
        elements: dict[int, Node] = {}
        number = 0
        for node in self.nodes:
            if node.tag != TEXT:
                elements[number] = node
                number += 1
                if node.index in self.unread:
                    number += self.unread[node.index].elements
        return elements
