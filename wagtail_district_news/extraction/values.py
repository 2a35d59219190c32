"""The text of a slot: from a selector to the words that a reader would call its value."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from ..text import fold_space
from .lines import line_text, lines_of
from .parse import TEXT, Node, Tree
from .profile_model import Slot
from .select import compile_selector
from .shapes import BLOCK_TAGS

MOST_READ = 2_000_000  # elements and texts that are looked at for one slot; a page has 400,000 at most


@dataclass(frozen=True, slots=True)
class Found:
    """What a slot yielded: its text, the nodes it came from, the selector, and the cells of a counter."""

    text: str
    nodes: tuple[Node, ...]
    selector: str
    cells: tuple[str, ...] = ()


def read_slot(tree: Tree, slot: Slot, reads: Callable[[str], bool] | None = None) -> Found | None:
    """What a slot holds on this page, by the first of its selectors that yields something.

    `reads` says whether a line can be the value, where any line of an element may be.
    """
    for selector in slot.select:
        nodes = compile_selector(selector).find(tree)
        if not nodes:
            continue
        if slot.lines:
            found = _read_lines(tree, slot, selector, nodes, reads)
        else:
            found = (_read_cells if slot.cells else _read_text)(tree, slot, selector, nodes)
        if found is not None:
            return found
    return None


def text_of(tree: Tree, node: Node, without: tuple[str, ...] = ()) -> str:
    """The visible text of an element, blocks and breaks set apart by a space, white space folded."""
    if node.end == node.index + 2 and (only := tree.nodes[node.index + 1]).tag == TEXT and not without:
        return " ".join(only.text.split()) if only.seen else ""
    cut = {found.index for selector in without for found in compile_selector(selector).find(tree)}
    parts: list[str] = []
    ends: list[int] = []  # of the block elements that are open
    away = 0  # where the part ends that is cut out
    for inner in tree.inside(node):
        if inner.index in cut:
            away = max(away, inner.end)
        while ends and inner.index >= ends[-1]:
            ends.pop()
            parts.append(" ")
        if inner.tag in BLOCK_TAGS or inner.tag == "br":
            parts.append(" ")
            ends.append(inner.end)
        elif inner.tag == TEXT and inner.seen and inner.index >= away:
            parts.append(inner.text)
    return " ".join("".join(parts).split())


def shows_words(tree: Tree, node: Node) -> bool:
    """Whether any visible text stands in an element."""
    texts = (inner for inner in tree.inside(node) if inner.tag == TEXT and inner.seen)
    return any(inner.text and not inner.text.isspace() for inner in texts) or any(
        held.shows for held in tree.unread_in(node)
    )


def trimmed(slot: Slot, text: str) -> str | None:
    """The value in a text, by label, pattern, separator and tails. None where the text does not hold it."""
    text = fold_space(text)
    if slot.label:
        after = _after_label(text, slot.label)
        if after is None:
            return None
        text = after
    if slot.separator:
        parts = [part.strip() for part in text.split(slot.separator)]
        if not -len(parts) <= slot.part < len(parts):
            return None
        text = parts[slot.part]
    for head in slot.strip_start:
        if text.casefold().startswith(fold_space(head).casefold()):
            text = text[len(fold_space(head)) :].lstrip()
    for tail in slot.strip_end:
        if text.casefold().endswith(fold_space(tail).casefold()):
            text = text[: len(text) - len(fold_space(tail))].rstrip()
    if slot.pattern:
        match = _pattern(slot.pattern).search(text)
        if match is None:
            return None
        text = match["value"] if "value" in match.groupdict() else match[1 if match.re.groups else 0]
        text = (text or "").strip()
    return text


def _read_text(tree: Tree, slot: Slot, selector: str, nodes: list[Node]) -> Found | None:
    chosen: list[tuple[Node, str]] = []
    for node in _affordable(reversed(nodes) if slot.take == "last" else nodes):
        raw = node.attributes.get(slot.attribute, "") if slot.attribute else text_of(tree, node, slot.without)
        value = trimmed(slot, raw) if raw.strip() else None
        if value:
            says_none = value.casefold() in {fold_space(word).casefold() for word in slot.absent}
            chosen.append((node, "" if says_none else value))
        if chosen and slot.take != "all":
            break
    if not chosen:
        return None
    return Found(" ".join(text for _, text in chosen if text), tuple(node for node, _ in chosen), selector)


def _read_lines(
    tree: Tree, slot: Slot, selector: str, nodes: list[Node], reads: Callable[[str], bool] | None
) -> Found | None:
    """The first (or last) line that yields a value."""
    for node in _affordable(reversed(nodes) if slot.take == "last" else nodes):
        runs = lines_of(tree, node)
        chosen = runs[:1] if slot.lines == "first" else runs[-1:] if slot.lines == "last" else runs
        for run in chosen:
            value = trimmed(slot, line_text(run))
            if value and (reads is None or slot.lines != "any" or reads(value)):
                return Found(value, tuple(run), selector)
    return None


def _read_cells(tree: Tree, slot: Slot, selector: str, nodes: list[Node]) -> Found | None:
    """A counter, one digit a cell; where a page has several, the first (or the last) is meant."""
    for node in _affordable(reversed(nodes) if slot.take == "last" else nodes):
        if slot.label and _after_label(text_of(tree, node), slot.label) is None:
            continue
        for inner in slot.cells:
            cells = _innermost(compile_selector(inner).find(tree), node)
            values = tuple(_digit(tree, cell) for cell in cells)
            if any(values):
                return Found("".join(values), tuple(cells), selector, values)
    return None


def _affordable(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes until reading them gets too costly: on a hostile page thousands are inside each other."""
    read = 0
    for node in nodes:
        yield node
        read += node.end - node.index
        if read > MOST_READ:
            return


def _innermost(cells: list[Node], node: Node) -> list[Node]:
    """Those inside a node that hold no other one. All are in document order."""
    first = bisect_right(cells, node.index, key=lambda cell: cell.index)
    inside = cells[first : bisect_left(cells, node.end, key=lambda cell: cell.index)]
    return [
        cell for cell, after in zip_longest(inside, inside[1:]) if after is None or not cell.contains(after)
    ]


def _digit(tree: Tree, cell: Node) -> str:
    """The digit that a cell shows: its text, or the alt or file name of its picture."""
    if text := text_of(tree, cell):
        return text
    for inner in tree.inside(cell):
        if inner.tag == "img":
            alt = inner.attributes.get("alt", "").strip()
            return alt if alt.isdecimal() else inner.attributes.get("src", "").rsplit("/", 1)[-1]
    return ""


def _after_label(text: str, labels: tuple[str, ...]) -> str | None:
    low = text.casefold()
    for label in labels:
        place = low.find(fold_space(label).casefold())
        if place >= 0:
            return text[place + len(fold_space(label)) :].lstrip()
    return None


@lru_cache(maxsize=256)
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
