"""What recurs: blocks of text and pictures that stand on many pages of one template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b

from .parse import Node, Tree
from .shapes import BLOCK_TAGS, PAGE_TAG, blurred

RECURS = 3  # pages of its template that make a block furniture
MAX_KEYS = (
    500_000  # above it, what was seen once is forgotten: memory stays flat, a doubtful block counts as lost
)
_STATES = frozenset(("first", "last", "odd", "even", "active", "selected", "current", "alt"))

LONGEST_NAME = 500  # characters of a tag, an id or a list of classes that count

Key = bytes


class Paths:
    """The masked path of each node of one page: tag#id.classes from the root, numbers and ids blurred."""

    def __init__(self, tree: Tree) -> None:
        self._paths = tree.paths
        hidden = [node for node in tree.tagged(PAGE_TAG) if tree.paths.told is not None]
        self._named = {node.path: node.attributes for node in hidden}  # whose path does not tell its names
        self._known = {} if any(map(_has_name, self._named.values())) else tree.paths.masked

    def of(self, node: Node) -> bytes:
        """The path of an element, as a hash: the paths of a hostile page are long beyond measure."""
        paths = self._paths
        known = self._known
        climbed: list[int] = []
        above = node.path
        while above >= 0 and above not in known:
            climbed.append(above)
            above = paths.parents[above]
        masked = known[above] if above >= 0 else b""
        for path in reversed(climbed):
            step = paths.steps[path]
            held = self._named.get(path, step.attributes)
            name = _step(
                step.tag[:LONGEST_NAME],
                held.get("id", "")[:LONGEST_NAME],
                held.get("class", "")[:LONGEST_NAME],
            )
            masked = known[path] = blake2b(masked + name.encode("utf-8", "replace"), digest_size=16).digest()
        return masked


def _has_name(attributes: dict[str, str]) -> bool:
    return "id" in attributes or "class" in attributes


def block_runs(tree: Tree, wanted: Iterable[Node]) -> Iterator[list[Node]]:
    """Group text nodes into blocks: maximal runs of inline content under one block element."""
    run: list[Node] = []
    owner: Node | None = None
    known: dict[int, Node | None] = {}
    for node in wanted:
        mine = _block_above(node, known)
        if run and (mine is not owner or _block_between(tree, run[-1], node)):
            yield run
            run = []
        owner = mine
        run.append(node)
    if run:
        yield run


def block_key(paths: Paths, template: str, run: list[Node]) -> Key:
    """The identity of a block over pages: its template, masked path and exact text."""
    text = " ".join("".join(node.text for node in run).split())
    place = paths.of(_common_parent(run))
    said = f"{template}\n{text}".encode("utf-8", "replace")
    return blake2b(place + said, digest_size=8).digest()


class Tally:
    """Counts on how many pages each key stood, in memory that does not grow without bound."""

    def __init__(self) -> None:
        self._counts: dict[Key, int] = {}
        self._limit = MAX_KEYS

    def add_page(self, keys: Iterable[Key]) -> None:
        """Count one page; each key once."""
        counts = self._counts
        for key in set(keys):
            counts[key] = counts.get(key, 0) + 1
        if len(counts) > self._limit:
            self._counts = {key: count for key, count in counts.items() if count > 1}
            self._limit = max(MAX_KEYS, 2 * len(self._counts))

    def pages(self, key: Key) -> int:
        """On how many pages a key stood."""
        return self._counts.get(key, 0)


def _block_above(node: Node, known: dict[int, Node | None]) -> Node | None:
    """The nearest block element around a node; `known` has the answer for those that were climbed past."""
    climbed: list[int] = []
    above = node.parent
    while above is not None and above.tag not in BLOCK_TAGS:
        if above.index in known:
            above = known[above.index]
            break
        climbed.append(above.index)
        above = above.parent
    known.update(dict.fromkeys(climbed, above))
    return above


def _block_between(tree: Tree, before: Node, after: Node) -> bool:
    return any(node.tag in BLOCK_TAGS for node in tree.nodes[before.index + 1 : after.index])


def _common_parent(run: list[Node]) -> Node:
    """The innermost element around all the texts of a run."""
    above = run[0].parent or run[0]
    while above.parent is not None and above.end <= run[-1].index:
        above = above.parent
    return above


@lru_cache(maxsize=65536)
def _step(tag: str, identity: str, classes: str) -> str:
    names = [name for name in classes.split() if name.lower() not in _STATES]
    text = f"{tag}#{identity}" if identity else tag
    return blurred(".".join([text, *names]))
