"""Where each part of a page belongs: a slot, the body, named furniture, or nowhere yet."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Literal

from .clean import is_document, link
from .parse import Node, Tree
from .profile_model import Furniture, Profile, Slot, Template
from .select import compile_selector
from .values import Found, read_slot, text_of

Sort = Literal["slot", "body", "furniture"]
VALUE_SLOTS = ("title", "date", "category", "lead", "view_count", "byline", "source")


@dataclass(frozen=True, slots=True)
class Mark:
    """Where an element and what is in it belong: `name` is that of the furniture, or of its slots ("a, b")."""

    sort: Sort
    name: str


@dataclass(slots=True)
class Regions:
    """A page laid out by a template. `marks` by node index; of two marks the innermost holds."""

    tree: Tree
    template: Template | None
    marks: dict[int, Mark] = field(default_factory=dict)
    found: dict[str, Found] = field(default_factory=dict)
    body: list[Node] = field(default_factory=list)
    attachments: list[Node] = field(default_factory=list)
    captions: frozenset[int] = frozenset()

    def destinations(self) -> list[Mark | None]:
        """For every node of the page the mark that holds for it."""
        out: list[Mark | None] = []
        for node in self.tree.nodes:
            mark = self.marks.get(node.index)
            out.append(mark or (out[node.parent.index] if node.parent is not None else None))
        return out


def choose_template(tree: Tree, profile: Profile) -> Template | None:
    """The first template of the profile that explains the page."""
    for template in profile.templates:
        if all(_has(tree, selector) for selector in template.match) and not any(
            _has(tree, selector) for selector in template.reject
        ):
            return template
    return None


def lay_out(tree: Tree, profile: Profile, template: Template | None) -> Regions:
    """Mark slots, body and furniture of a page. Without a template only furniture and the visitor counter."""
    regions = Regions(tree, template)
    own = template.furniture if template is not None else ()
    for part in (*own, *profile.furniture):
        _mark_furniture(regions, part)
    if template is not None:
        _mark_body(regions, template)
        for name in VALUE_SLOTS:
            _mark_slot(regions, name, template.slot(name))
    _mark_slot(regions, "visitor_count", profile.visitor_count)
    return regions


def _has(tree: Tree, selector: str) -> bool:
    return bool(compile_selector(selector).find(tree))


def _mark_furniture(regions: Regions, part: Furniture) -> None:
    mark = Mark("furniture", part.name)
    for selector in part.select:
        for node in compile_selector(selector).find(regions.tree):
            regions.marks.setdefault(node.index, mark)


def _mark_slot(regions: Regions, name: str, slot: Slot) -> None:
    found = read_slot(regions.tree, slot) if slot else None
    if found is None:
        return
    regions.found[name] = found
    for node in found.nodes:
        known = regions.marks.get(node.index)
        shared = f"{known.name}, {name}" if known is not None and known.sort == "slot" else name
        regions.marks[node.index] = Mark("slot", shared)


def _mark_body(regions: Regions, template: Template) -> None:
    regions.body = _body_nodes(regions.tree, template.slot("body"))
    for node in regions.body:
        regions.marks[node.index] = Mark("body", "body")
    documents = _document_links(regions.tree) if template.slot("attachments").select else []
    for selector in template.slot("attachments").select:
        for node in compile_selector(selector).find(regions.tree):
            if not within_any(node, regions.body) and _holds_any(node, documents):
                regions.marks[node.index] = Mark("slot", "attachments")
                regions.attachments.append(node)
    regions.attachments = _outermost(sorted(regions.attachments, key=lambda node: node.index))
    captions = (
        compile_selector(selector).find(regions.tree) for selector in template.slot("captions").select
    )
    regions.captions = frozenset(node.index for nodes in captions for node in nodes)


def _body_nodes(tree: Tree, slot: Slot) -> list[Node]:
    """The body by the first selector whose match holds anything; else by the first that matches."""
    empty: list[Node] = []
    for selector in slot.select:
        nodes = _outermost(compile_selector(selector).find(tree))
        if slot.take != "all":
            nodes = nodes[-1:] if slot.take == "last" else nodes[:1]
        if any(text_of(tree, node) or _has_picture(tree, node) for node in nodes):
            return nodes
        empty = empty or nodes
    return empty


def _outermost(nodes: list[Node]) -> list[Node]:
    """Without those that are inside another one. In document order."""
    kept: list[Node] = []
    for node in nodes:
        if not kept or not kept[-1].contains(node):
            kept.append(node)
    return kept


def _has_picture(tree: Tree, node: Node) -> bool:
    return any(inner.tag in ("img", "iframe", "object", "embed", "video") for inner in tree.inside(node))


def within_any(node: Node, outer: list[Node]) -> bool:
    """Whether a node is inside one of others, which stand in document order, none in another."""
    place = bisect_right(outer, node.index, key=lambda part: part.index) - 1
    return place >= 0 and outer[place].contains(node)


def _document_links(tree: Tree) -> list[Node]:
    """The links to documents, in document order."""
    links = tree.tagged("a")
    return [a for a in links if (address := link(a.attributes.get("href", ""))) and is_document(address)]


def _holds_any(node: Node, inner: list[Node]) -> bool:
    """Whether any of the inner nodes, which stand in document order, is inside a node."""
    place = bisect_left(inner, node.index, key=lambda part: part.index)
    return place < len(inner) and inner[place].index < node.end
