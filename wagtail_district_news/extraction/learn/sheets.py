"""One page as the learner sees it: lines of text and where they stand, links, pictures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from ...text import fold, fold_space, words
from ..addresses import base_href
from ..lines import line_text, lines_of
from ..markup import picture_address
from ..parse import TEXT, Node, Tree
from ..shapes import BLOCK_TAGS
from .paths import Paths, Place

NOWHERE = Place(-1, None, "", (), (), 0, Counter())
MOST_ATOMS = 16
LONGEST_ATOMS = 400  # characters of a line whose parts are looked at


@dataclass(slots=True)
class Atom:
    """A part of a line under one inline element; `linked` where that is a link.

    `nth` and `nth_last` say which of its siblings with the same tag the element is, from either end.
    """

    path: int
    text: str
    first: int
    linked: bool = False
    nth: int = 1
    nth_last: int = 1
    inline: bool = False  # the element is the line's own, and none around it
    place: Place = NOWHERE


@dataclass(slots=True)
class Line:
    """A run of inline content between two blocks or breaks: what a reader sees as one line of text.

    `path` is that of the innermost element around all of it, `owner` the place in `Sheet.elements` of the
    block element around it, `first` and `last` its first and last text in document order.
    """

    path: int
    owner: int
    text: str
    first: int
    last: int
    words: int
    linked: int
    nth: int = 0  # which line of its owner
    atoms: list[Atom] = field(default_factory=list)
    folded: str = ""
    # set when the whole sample is known
    place: Place = NOWHERE  # without nameless inline elements
    fine: Place = NOWHERE
    seen: int = 1  # on how many pages its text stands at its place
    comment: bool = False  # stands behind a heading of readers' comments
    entry: bool = False  # is a link, and a date or a few words beside it

    @property
    def own(self) -> bool:
        """Whether no other page says this at this place."""
        return self.seen <= 1


@dataclass(slots=True)
class Element:
    """An element around text: its path, its first and one-past-last node, and the element around it."""

    path: int
    first: int
    end: int
    above: int
    place: Place = NOWHERE


@dataclass(slots=True)
class Link:
    """A link: as written, its words, and its place in the document."""

    href: str
    text: str
    index: int
    target: str = ""  # the page of the sample that it leads to


@dataclass(slots=True)
class Sheet:
    """A page of the sample."""

    file: str
    lines: list[Line] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pictures: list[tuple[str, int, int]] = field(default_factory=list)  # source, index, path
    heads: tuple[str, ...] = ()  # what the page says it is called: <title>, og:title
    language: str = ""
    base: str = ""  # from where the page's links are to be read, by its own word


def sheet_of(file: str, tree: Tree, paths: Paths) -> Sheet:
    """Take down one parsed page."""
    sheet = Sheet(file)
    raw = paths.of_page(tree.nodes, TEXT)
    for run in lines_of(tree):
        while run[-1].text.isspace():
            run.pop()
        sheet.lines.append(_line(tree, run, raw))
    _elements(sheet, tree, raw)
    sheet.links = _links(tree)
    sheet.pictures = [
        (address, node.index, raw[node.index])
        for node in tree.tagged("img")
        if node.seen and (address := picture_address(node))
    ]
    sheet.heads = _heads(tree)
    sheet.base = base_href(tree)
    sheet.language = next((n.attributes.get("lang", "") for n in tree.tagged("html")), "")
    return sheet


def weight(text: str) -> int:
    """How many words a text has; of a script that sets none apart, half its signs."""
    found = len(words(text))
    if text.isascii():
        return found
    return max(found, sum("\u0e00" <= sign <= "\u0eff" or "\u2e80" <= sign <= "\ud7ff" for sign in text) // 2)


def _line(tree: Tree, run: list[Node], raw: list[int]) -> Line:
    top = run[0].parent or run[0]
    while top.tag not in BLOCK_TAGS and top.parent is not None and top.end <= run[-1].index:
        top = top.parent
    text = line_text(run)
    linked = sum(weight(node.text) for node in run if _link_above(node) is not None)
    line = Line(raw[top.index], _block(top), text, run[0].index, run[-1].index, weight(text), linked)
    line.folded = fold(text) if len(text) <= LONGEST_ATOMS else ""
    if 1 < len(run) <= MOST_ATOMS and len(text) <= LONGEST_ATOMS:
        line.atoms = [*_atoms(run, raw), *_spans(run, top, raw)]
    return line


def _atoms(run: list[Node], raw: list[int]) -> list[Atom]:
    out: list[Atom] = []
    parents: list[Node | None] = []
    for node in run:
        if node.text.isspace():
            continue
        above = _link_above(node) or node.parent
        if parents and parents[-1] is above:
            out[-1].text = fold_space(f"{out[-1].text} {node.text}")
            continue
        path = raw[above.index] if above is not None else 0
        linked = above is not None and above.tag == "a"
        inline = above is not None and above.tag not in BLOCK_TAGS
        out.append(Atom(path, fold_space(node.text), node.index, linked, *_position(above), inline))
        parents.append(above)
    return out


def _spans(run: list[Node], top: Node, raw: list[int]) -> list[Atom]:
    """The inline elements that hold several texts of a line, but not all: a date cut into pieces, a byline."""
    held: dict[int, list[Node]] = {}
    elements: dict[int, Node] = {}
    for node in run:
        for above in node.ancestors():
            if above is top or above.tag in BLOCK_TAGS:
                break
            held.setdefault(above.index, []).append(node)
            elements[above.index] = above
    return [
        Atom(raw[index], line_text(texts), texts[0].index, False, *_position(elements[index]), True)
        for index, texts in held.items()
        if len(texts) > 1 and line_text(texts) and elements[index].tag != "a"
    ]


def _position(node: Node | None) -> tuple[int, int]:
    """Which of its siblings with the same tag an element is, from the start and from the end."""
    if node is None or node.parent is None or len(node.parent.children) > 200:
        return 1, 1
    alike = [child for child in node.parent.children if child.tag == node.tag]
    at = next(n for n, child in enumerate(alike) if child is node)
    return at + 1, len(alike) - at


def _block(node: Node) -> int:
    """The index of the block element at or around an element."""
    at: Node = node
    while at.tag not in BLOCK_TAGS and at.parent is not None:
        at = at.parent
    return at.index


def _link_above(node: Node) -> Node | None:
    """The link around a text."""
    for above in node.ancestors():
        if above.tag == "a":
            return above if "href" in above.attributes else None
        if above.tag in ("body", "td", "table"):
            return None
    return None


def _elements(sheet: Sheet, tree: Tree, raw: list[int]) -> None:
    """Keep the elements around lines; let the lines' owners point into that list."""
    places: dict[int, int] = {}
    chain: list[Node] = []
    for line in sheet.lines:
        node: Node | None = tree.nodes[line.owner]
        while node is not None and node.index not in places:
            chain.append(node)
            node = node.parent
        while chain:
            inner = chain.pop()
            above = places[inner.parent.index] if inner.parent is not None else -1
            places[inner.index] = len(sheet.elements)
            sheet.elements.append(Element(raw[inner.index], inner.index, inner.end, above))
        line.owner = places[line.owner]
    counts: dict[int, int] = {}
    for line in sheet.lines:
        counts[line.owner] = line.nth = counts.get(line.owner, 0) + 1


def _links(tree: Tree) -> list[Link]:
    out = []
    for node in tree.tagged("a"):
        href = node.attributes.get("href", "").strip()
        if href and node.seen:
            text = fold_space("".join(n.text for n in tree.inside(node) if n.tag == TEXT))
            out.append(Link(href, text, node.index))
    return out


def _heads(tree: Tree) -> tuple[str, ...]:
    found = []
    for node in tree.tagged("title")[:1]:
        found.append(fold_space("".join(n.text for n in tree.inside(node) if n.tag == TEXT)))
    for node in tree.tagged("meta"):
        name = node.attributes.get("property") or node.attributes.get("name") or ""
        if name.lower() in ("og:title", "twitter:title", "dc.title", "title"):
            found.append(fold_space(node.attributes.get("content", "")))
    return tuple(dict.fromkeys(text for text in found if text))
