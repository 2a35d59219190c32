"""Where each part of a page belongs: a slot, the body, named furniture, or nowhere yet."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from ..text import fold_space
from .calendar_words import languages_of
from .clean import leads_to_document
from .dates import ORDERS, parse_date
from .lines import line_text, lines_among, lines_of
from .parse import TEXT, Node, Tree
from .profile_model import Furniture, Profile, Slot, Template
from .select import compile_selector
from .values import Found, read_slot, shows_words

Sort = Literal["slot", "body", "furniture"]
VALUE_SLOTS = ("title", "date", "category", "lead", "view_count", "byline", "source")

_LETTERS_D = frozenset("ĐđÐð")  # one is taken for another, and Unicode knows no mark on any
_COUNT = re.compile(r"^\d[\d.,]*\s+")  # "12 comments"


@dataclass(frozen=True, slots=True)
class Mark:
    """Where an element and what is in it belong: `name` is that of the furniture, or of its slots ("a, b")."""

    sort: Sort
    name: str


BODY = Mark("body", "body")
ABOVE = Mark("furniture", "above the title")


@dataclass(slots=True)
class Regions:
    """A page laid out by a template. `marks` by node index; of two marks the innermost holds."""

    tree: Tree
    template: Template | None
    marks: dict[int, Mark] = field(default_factory=dict)
    found: dict[str, Found] = field(default_factory=dict)
    body: list[Node] = field(default_factory=list)
    cores: list[Node] = field(default_factory=list)  # what of a widened body the profile names
    attachments: list[Node] = field(default_factory=list)
    captions: frozenset[int] = frozenset()

    def is_furniture(self, node: Node) -> bool:
        """Whether the mark that holds for a node is that of furniture."""
        above: Node | None = node
        while above is not None:
            if mark := self.marks.get(above.index):
                return mark.sort == "furniture"
            above = above.parent
        return False

    def destinations(self) -> list[Mark | None]:
        """For every node of the page the mark that holds for it."""
        nodes = self.tree.nodes
        out: list[Mark | None] = [None] * len(nodes)
        for index in sorted(self.marks):
            out[index : nodes[index].end] = [self.marks[index]] * (nodes[index].end - index)
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
        if not template.slot("body").reach:
            _mark_attachments(regions, template.slot("attachments"), regions.body)
        for name in VALUE_SLOTS:
            reads = partial(_is_date, profile) if name == "date" else None
            _mark_slot(regions, name, template.slot(name), reads)
        if template.slot("body").reach:
            _widen_body(regions, template.slot("body"))
            _mark_attachments(regions, template.slot("attachments"), regions.cores)
            _save_documents(regions)
    _mark_texts(regions, (*own, *profile.furniture))
    _mark_slot(regions, "visitor_count", profile.visitor_count)
    return regions


def _has(tree: Tree, selector: str) -> bool:
    return bool(compile_selector(selector).find(tree))


def _mark_furniture(regions: Regions, part: Furniture) -> None:
    mark = Mark("furniture", part.name)
    for selector in part.select:
        for node in compile_selector(selector).find(regions.tree):
            regions.marks.setdefault(node.index, mark)


def _mark_slot(regions: Regions, name: str, slot: Slot, reads: Callable[[str], bool] | None = None) -> None:
    found = read_slot(regions.tree, slot, reads) if slot else None
    if found is None:
        return
    regions.found[name] = found
    for node in found.nodes:
        known = regions.marks.get(node.index)
        shared = f"{known.name}, {name}" if known is not None and known.sort == "slot" else name
        regions.marks[node.index] = Mark("slot", shared)


def _is_date(profile: Profile, text: str) -> bool:
    """Whether a line holds a date. It is read as it will be in the end, so that it is read once."""
    languages = languages_of(profile.language)
    orders = ORDERS[::-1] if profile.date_order == "mdy" else ORDERS
    return any(parse_date(text, order, "UTC", languages, short_years=True) for order in orders)


def _mark_body(regions: Regions, template: Template) -> None:
    regions.body = _body_nodes(regions.tree, template.slot("body"))
    for node in regions.body:
        regions.marks[node.index] = BODY
    captions = (
        compile_selector(selector).find(regions.tree) for selector in template.slot("captions").select
    )
    regions.captions = frozenset(node.index for nodes in captions for node in nodes)


def _mark_attachments(regions: Regions, slot: Slot, cores: list[Node]) -> None:
    """Mark what holds links to documents and stands in no core of the body."""
    if not slot.select:
        return
    documents = _document_links(regions.tree)
    for selector in slot.select:
        for node in compile_selector(selector).find(regions.tree):
            if not within_any(node, cores) and _holds_any(node, documents):
                regions.marks[node.index] = Mark("slot", "attachments")
                regions.attachments.append(node)
    regions.attachments = _outermost(sorted(regions.attachments, key=lambda node: node.index))


def _save_documents(regions: Regions) -> None:
    """A link to a document between the title and the end of the article is never furniture."""
    documents = _document_links(regions.tree)
    if not documents:
        return
    destinations = regions.destinations()
    for link_node in documents:
        mark = destinations[link_node.index]
        if mark is None or mark.sort != "furniture" or mark.name == ABOVE.name:
            continue
        if within_any(link_node, regions.body):
            regions.marks[link_node.index] = Mark("slot", "attachments")
            regions.attachments = sorted([*regions.attachments, link_node], key=lambda node: node.index)


def _widen_body(regions: Regions, slot: Slot) -> None:
    """Let the body begin behind the title, and end with the element around both, or at a line that ends it."""
    title = regions.found.get("title")
    if title is None or not title.nodes:
        return
    for node in regions.body:
        if regions.marks.get(node.index) == BODY:
            del regions.marks[node.index]
    start = title.nodes[0]
    regions.body = _body_nodes(regions.tree, slot, start.index)
    region = _around(start, regions.body)
    regions.cores = regions.body
    regions.body = [region]
    regions.marks.setdefault(region.index, BODY)
    for node in regions.tree.nodes[region.index + 1 : start.index]:
        parent = node.parent
        if node.end <= start.index and parent is not None and parent.end > start.index:
            regions.marks.setdefault(node.index, ABOVE)
    if slot.until:
        _end_body(regions, region, slot, start)


def _around(title: Node, cores: list[Node]) -> Node:
    """The innermost element around the title and the cores."""
    region = title.parent or title
    last = max((core.end for core in cores), default=0)
    while region.end < last and region.parent is not None:
        region = region.parent
    return region


def _end_body(regions: Regions, region: Node, slot: Slot, title: Node) -> None:
    """Cut the body at a line that says that it ends; rather at one that is no furniture already.

    Of those that say the same the last counts: an article may speak of it before. Of different ones the first.
    """
    ends = tuple(fold_space(text).casefold() for text in slot.until)
    lines = (
        (run, _COUNT.sub("", line_text(run)).casefold())
        for run in lines_of(regions.tree, region)
        if run[0].index > title.index
    )
    found = [(run, text) for run, text in lines if text.startswith(ends)]
    own = [(run, text) for run, text in found if not _in_furniture(regions, run)]
    last = {end: run[0].index for run, text in own or found for end in ends if text.startswith(end)}
    cut = min(last.values(), default=0)
    mark = Mark("furniture", "below the article")
    for node in regions.tree.nodes[cut : region.end] if cut else ():
        if node.parent is not None and node.parent.index < cut:
            regions.marks.setdefault(node.index, mark)


def _in_furniture(regions: Regions, run: list[Node]) -> bool:
    """Whether a line is in furniture that holds more than the line itself."""
    marks = ((above, regions.marks.get(above.index)) for above in (run[0], *run[0].ancestors()))
    around = [above for above, mark in marks if mark is not None and mark.sort == "furniture"]
    return bool(around) and _holds_more(regions.tree, around[-1], run)


def _holds_more(tree: Tree, node: Node, run: list[Node]) -> bool:
    """Whether an element shows any words beside those of a line in it."""
    if any(held.shows for held in tree.unread_in(node)):
        return True
    known = {text.index for text in run}
    texts = (inner for inner in tree.inside(node) if inner.tag == TEXT and inner.seen)
    return any(inner.index not in known and not inner.text.isspace() for inner in texts)


def _mark_texts(regions: Regions, parts: tuple[Furniture, ...]) -> None:
    """Mark the lines that are furniture wherever they stand."""
    known = {text: Mark("furniture", part.name) for part in parts for text in part.texts}
    if not known:
        return
    begins = {_letter(text[0]) for text in known if text}
    may_begin: dict[str, bool] = {}
    reached = 0  # all lines before are looked at
    for node in regions.tree.visible_texts:
        if node.index < reached:
            continue
        first = node.text[:1]
        if first.isspace():
            first = node.text.lstrip()[:1]
        if first not in may_begin:
            may_begin[first] = _letter(first) in begins
        if not may_begin[first]:
            continue
        block = _block_around(node)
        for run in lines_among(regions.tree.nodes[max(block.index, reached) : block.end]):
            if mark := known.get(line_text(run)):
                for text in run:
                    regions.marks.setdefault(text.index, mark)
        reached = block.end


def _letter(sign: str) -> str:
    """A letter without its marks, which may stand behind it as signs of their own."""
    return "d" if sign in _LETTERS_D else unicodedata.normalize("NFD", sign)[:1]


def _block_around(node: Node) -> Node:
    """The nearest block element around a node: no line reaches out of it. The root where there is none."""
    around = node
    while around.parent is not None and not around.shape.is_block:
        around = around.parent
    return around


def _body_nodes(tree: Tree, slot: Slot, after: int = 0) -> list[Node]:
    """The body by the first selector whose match holds anything; else by the first that matches.

    Nothing counts that ends before the node `after`.
    """
    empty: list[Node] = []
    for selector in slot.select:
        nodes = [node for node in _outermost(compile_selector(selector).find(tree)) if node.end > after]
        if slot.take != "all":
            nodes = nodes[-1:] if slot.take == "last" else nodes[:1]
        if any(shows_words(tree, node) or _has_picture(tree, node) for node in nodes):
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
    return any(
        inner.tag in ("img", "iframe", "object", "embed", "video") for inner in tree.inside(node)
    ) or any(held.has_picture for held in tree.unread_in(node))


def within_any(node: Node, outer: list[Node]) -> bool:
    """Whether a node is inside one of others, which stand in document order, none in another."""
    place = bisect_right(outer, node.index, key=lambda part: part.index) - 1
    return place >= 0 and outer[place].contains(node)


def _document_links(tree: Tree) -> list[Node]:
    """The links to documents, in document order."""
    return [node for node in tree.tagged("a") if leads_to_document(node.shape)]


def _holds_any(node: Node, inner: list[Node]) -> bool:
    """Whether any of the inner nodes, which stand in document order, is inside a node."""
    place = bisect_left(inner, node.index, key=lambda part: part.index)
    return place < len(inner) and inner[place].index < node.end
