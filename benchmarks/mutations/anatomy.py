"""Where the parts of an article are on its page, found with the help of the ground truth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborNode

from .lines import PageText
from .site import Row, squeeze

TABLE_PARTS = frozenset({"td", "th", "tr", "tbody", "thead", "tfoot", "colgroup", "caption"})
_PROBE = 28  # letters of a line that tell it from others
_PROBES = 24
_INLINE = ("p", "b", "strong", "em", "i", "a", "pre")


@dataclass(frozen=True)
class Anatomy:
    """The nodes of one article's parts; None where the page does not show them.

    `container` is the smallest element that holds the body, `first` and `last` are the children of it
    where the body starts and ends, and `flat` says that the title or the date hang in it too.
    """

    title: LexborNode | None
    date: LexborNode | None
    category: LexborNode | None
    container: LexborNode | None
    first: LexborNode | None
    last: LexborNode | None
    flat: bool


def dissect(body: LexborNode, row: Row) -> Anatomy:
    """The parts of the page under `body` that `row` speaks of."""
    page = PageText(body)
    container, first, last = _find_body(page, body, row)
    start = page.places.get(_element(first).mem_id, 0) if first is not None else 0
    title = _find_title(page, str(row.get("title") or ""), start)
    near = page.places.get(title.mem_id, start) if title is not None else start
    date = _nearest(page, page.smallest(squeeze(str(row.get("published_raw") or ""))), near)
    category = _find_category(page, str(row.get("category") or ""), near)
    flat = container is not None and any(
        part is not None and is_inside(part, container) for part in (title, date)
    )
    return Anatomy(title, date, category, container, first, last, flat)


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """The elements around a node, from the nearest up to the body."""
    above = node.parent
    while above is not None and above.tag not in ("html", "-undef", "-document"):
        yield above
        above = above.parent


def is_inside(node: LexborNode, box: LexborNode) -> bool:
    """Whether `node` is `box` or hangs in it."""
    return node.mem_id == box.mem_id or any(above.mem_id == box.mem_id for above in ancestors(node))


def common(left: LexborNode, right: LexborNode) -> LexborNode:
    """The lowest element that holds both, which is neither of them."""
    around = {above.mem_id for above in ancestors(left)}
    return next(above for above in ancestors(right) if above.mem_id in around)


def whole(node: LexborNode) -> LexborNode:
    """The highest element that says no more than `node`, short of a part of a table."""
    text = squeeze(node.text())
    for above in ancestors(node):
        if above.tag in TABLE_PARTS or above.tag == "body" or squeeze(above.text()) != text:
            break
        node = above
    return node


def _element(node: LexborNode) -> LexborNode:
    while not node.is_element_node and node.parent is not None:
        node = node.parent
    return node


def _probes(text: str) -> list[str]:
    lines = [line for line in map(squeeze, text.split("\n")) if len(line) >= 8]
    lines = lines or [line for line in [squeeze(text)] if line]
    step = max(1, len(lines) // _PROBES)
    chosen = lines[::step] + lines[-1:]
    return [line[:_PROBE] for line in chosen[:-1]] + [line[-_PROBE:] for line in chosen[-1:]]


def _find_body(page: PageText, body: LexborNode, row: Row) -> tuple[Any, Any, Any]:
    probes = [probe for probe in _probes(str(row.get("body_text") or "")) if probe in page.text]
    if not probes:
        return _find_attachment(body, row)
    container = _descend(page, body, probes, 0.9)
    if container.tag in (
        "table",
        "tbody",
        "tr",
    ):  # the lead has a row of its own: the body is the greater row
        container = _descend(page, container, probes, 0.5)
    children = [child for child in container.iter(include_text=True) if not child.is_comment_node]
    holding = [
        place for place, child in enumerate(children) if any(page.holds(child, probe) for probe in probes)
    ]
    if not holding:
        return None, None, None
    first = next((place for place in holding if page.holds(children[place], probes[0])), holding[0])
    return container, children[first], children[holding[-1]]


def _descend(page: PageText, container: LexborNode, probes: list[str], share: float) -> LexborNode:
    """The lowest element that holds so many of the probes that `container` holds."""
    floor = share * len(probes)
    while True:
        held = [(sum(page.holds(child, probe) for probe in probes), child) for child in container.iter()]
        count, best = max(held, key=lambda pair: pair[0], default=(0, container))
        if count < max(floor, 1) or best.tag in _INLINE:
            return container
        container = best


def _find_attachment(body: LexborNode, row: Row) -> tuple[Any, Any, Any]:
    names = {str(address).rsplit("/", 1)[-1] for address in row.get("attachments") or []}
    for link in body.css("a"):
        if (link.attributes.get("href") or "").rsplit("/", 1)[-1] in names:
            return link.parent, link, link
    return None, None, None


def _find_title(page: PageText, title: str, start: int) -> LexborNode | None:
    needle = squeeze(title)

    def badness(node: LexborNode) -> tuple[bool, bool, bool, int]:
        place = page.places[node.mem_id]
        linked = node.tag == "a" or any(above.tag == "a" for above in ancestors(node))
        return linked, page.of(node) != needle, place > start, abs(place - start)

    return min(page.smallest(needle), key=badness, default=None)


def _find_category(page: PageText, name: str, near: int) -> LexborNode | None:
    exact = [node for node in page.smallest(squeeze(name)) if page.of(node) == squeeze(name)]
    apart = [node for node in exact if not any(above.tag in ("ul", "nav") for above in ancestors(node))]
    return _nearest(page, apart or exact, near)


def _nearest(page: PageText, nodes: list[LexborNode], near: int) -> LexborNode | None:
    return min(nodes, key=lambda node: abs(page.places[node.mem_id] - near), default=None)
