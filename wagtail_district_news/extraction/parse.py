"""Text to a tree: the only place that names a parser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from html import unescape
from unicodedata import category, is_normalized
from weakref import ref

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode, SelectolaxError

from ..text import nfc
from .limits import MAX_DEPTH, PageError, check_limits, too_deep
from .messages import say
from .pieces import Pieces
from .shapes import Paths, Shape, UnclearMarkup, paths_in_use, unescaped
from .tree import TEXT, TEXT_SHAPE, Node, Nodes, Skipping, Tree, Unread

__all__ = ["TEXT", "Node", "PageError", "Tree", "parse", "selector_works", "settle", "walked", "written"]

_REFERENCE = re.compile(r"&#?[0-9a-zA-Z]+")
_SIGNS = frozenset(("Zs", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sc", "Sm", "So"))
# A page is clean before it is parsed; only a reference can bring a control character back.
_CONTROLS = re.compile(r"&#(?:0*(?:\d|[12]\d|3[01]|127)\b|[xX]0*(?:1?[0-9a-fA-F]|7[fF])\b)")
_UNSETTLED = frozenset(
    "\u200b\u2060\ufeff\u00ad\u00d0\u00f0"
)  # what `nfc` takes out, or may take for another letter
# Of a pile of marks that `nfc` would cut, 31 or more, three of every ten signs stand side by side.
_PILE = re.compile(r"[^\w\s\x00-\u02ff]{3}")
_AS_WRITTEN = LexborDocumentOptions.WO_EVENTS.value  # no element is filled with what stands in another
_FOREIGN_TAGS = frozenset(("svg", "math"))


def parse(text: str, settled: bool = True, skips: Skipping | None = None) -> Tree:
    """The tree of a decoded page. Raises PageError where reading it could stall or exhaust the machine.

    Without `settled` its texts are as the references in the page left them: call `settle` on it later. With
    `skips` there are elements whose inside has no nodes, in `unread` of the tree.
    """
    utf8 = text.encode("utf-8", "replace")
    may_be_deep = check_limits(text, utf8)
    parser = LexborHTMLParser(utf8, scripting=True, options=_AS_WRITTEN)
    if parser.root is None:
        raise PageError(say("the page holds no HTML"))
    paths = skips.paths if skips is not None else paths_in_use()
    unread: dict[int, Unread] = {}
    try:
        nodes, unread = written(parser.root.html or "", paths, skips)
    except UnclearMarkup:
        nodes = walked(parser.root, paths)
    if may_be_deep:
        _check_depth(nodes)
    tree = Tree(nodes, paths, _engine(text), unread)
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


def settle(tree: Tree, text: str, is_clear: bool = False) -> None:
    """Make every text NFC and fit for a database again, after references were put in. `text` is the page.

    `is_clear` where the page is so but for its references: mostly there is nothing to do then.
    """
    if is_clear and all(map(_is_plain, _references(text))):
        return
    if _CONTROLS.search(text):
        for node in tree.texts:
            node.text = nfc(node.text)
        return
    texts = [node for node in tree.texts if not node.text.isascii()]
    joined = "\n".join([node.text for node in texts])
    composed = is_normalized("NFC", joined) and not _PILE.search(joined[::10])
    for node in texts if not composed or any(sign in joined for sign in _UNSETTLED) else ():
        if not composed or not _UNSETTLED.isdisjoint(node.text):
            node.text = nfc(node.text)


def _references(text: str) -> set[str]:
    """What could be a reference, each once."""
    found = set()
    place = text.find("&")
    while place >= 0:
        if reference := _REFERENCE.match(text, place):
            found.add(reference[0])
        place = text.find("&", place + 1)
    return found


@lru_cache(maxsize=4096)
def _is_plain(reference: str) -> bool:
    """Whether a reference, ended or not, brings nothing that has to go, nor a mark that melts with a letter."""
    for written in (reference, f"{reference};"):
        meant = unescape(written)  # nothing for a control character, which the parser lets in
        if meant != written and not (meant and all(map(_is_settling, meant))):
            return False
    return True


def _is_settling(sign: str) -> bool:
    """Whether a sign is settled where no mark of Latin letters stands behind it."""
    if sign.isascii():
        return sign.isprintable() or sign in "\t\n\r"
    is_sign = category(sign) in _SIGNS or "\u00c0" <= sign <= "\u024f" or "\u1e00" <= sign <= "\u1eff"
    return is_sign and is_normalized("NFC", sign) and sign not in _UNSETTLED


def written(markup: str, paths: Paths, skips: Skipping | None = None) -> tuple[Nodes, dict[int, Unread]]:
    """The nodes of a tree from the markup that the parser writes of it: far fewer calls than a walk over it.

    With `skips` what is in some of them is not read: by index, what it holds. Nor are scripts, nor white space
    that nobody sees, or that stands beside where a block begins or ends. Raises
    UnclearMarkup where the markup could be that of another tree.
    """
    nodes = Nodes()
    unread: dict[int, Unread] = {}
    page = ref(nodes)
    add = nodes.append
    shapes = paths.shapes
    places = skips.places if skips is not None else ()
    around: list[tuple[Node | None, int, bool, str]] = []  # what holds again behind each open element
    parent: Node | None = None
    shape: Shape | None
    path, seen, close = -1, True, ""
    pieces = Pieces(markup)
    for number, piece in enumerate(pieces.rest):
        tag, _, text = piece.partition(">")
        if tag == close and parent is not None:
            parent.end = len(nodes)
            shape = parent.shape
            parent, path, seen, close = around.pop()
        elif (shape := shapes.get(tag)) is not None or (shape := shape_of(tag, paths)) is not None:
            below = shape.below.get(path)
            if below is None:
                below = paths.below(path, shape)
                if skips is not None:
                    skips.look_at_new()
            node = Node(page, len(nodes), shape, parent, below, seen and not shape.hides)
            add(node)
            if shape.is_raw:
                inside, text = pieces.raw(shape.tag, text)
                if "<" in inside:
                    check_inside(shape.tag, inside, node.ancestors())
                if inside and (skips is None or node.seen or shape.tag == "style"):
                    add(Node(page, len(nodes), TEXT_SHAPE, node, below, node.seen, inside))
                    node.end = len(nodes)
            elif not shape.is_void:
                around.append((parent, path, seen, close))
                parent, path, seen, close = node, below, node.seen, shape.close
                if below in places and skips is not None:
                    start = pieces.begins(number + pieces.passed) + len(tag) + 1
                    held = skips.over(markup, below, shape.tag, start)
                    if held is not None:
                        unread[node.index] = held if seen else held.unseen()
                        pieces.pass_over(number + pieces.passed, held.tags, start + held.length + 1)
                        continue
        else:
            text = pieces.behind_comment(piece)
        if text:
            if skips is not None and text.isspace() and (not seen or (shape is not None and shape.is_block)):
                continue
            if "&" in text:
                text = unescaped(text)
            add(Node(page, len(nodes), TEXT_SHAPE, parent, path, seen, text))
    if parent is not None:
        raise UnclearMarkup(parent.tag)
    return nodes, unread


def shape_of(tag: str, paths: Paths) -> Shape | None:
    """What a start tag is; None for what begins a comment. Raises UnclearMarkup."""
    return None if tag.startswith(("!", "?")) else paths.shape(tag)


def walked(root: LexborNode, paths: Paths) -> Nodes:
    """The nodes of a tree by a walk over the parser's own, whatever they hold."""
    nodes = Nodes()
    page = ref(nodes)
    places: dict[int, Node] = {}
    for raw in root.traverse(include_text=True):
        tag = raw.tag
        if tag is None or (tag[0] == "-" and tag != "-text"):
            continue
        above = raw.parent
        parent = places.get(above.mem_id) if above is not None else None
        path, seen = (parent.path, parent.seen) if parent is not None else (-1, True)
        if tag == "-text":
            node = Node(page, len(nodes), TEXT_SHAPE, parent, path, seen, raw.text_content or "")
        else:
            shape = Shape(tag, attributes={name: value or "" for name, value in raw.attributes.items()})
            paths.name(shape)
            if shape.is_styled:
                paths.to_look_at(shape)
            node = Node(page, len(nodes), shape, parent, paths.below(path, shape), seen and not shape.hides)
            places[raw.mem_id] = node
        nodes.append(node)
    for node in reversed(nodes):
        if node.parent is not None:
            node.parent.end = max(node.parent.end, node.end)
    return nodes


def _check_depth(nodes: Nodes) -> None:
    depths: list[int] = []
    for node in nodes:
        depths.append(depths[node.parent.index] + 1 if node.parent is not None else 0)
    if max(depths, default=0) > MAX_DEPTH:
        raise too_deep()


def check_inside(tag: str, inside: str, around: Iterable[Node]) -> None:
    """Refuse what may not end where it seems to: a script that writes scripts, markup in drawings."""
    if tag == "script" and "<script" in inside.lower() and "<!--" in inside:
        raise UnclearMarkup(tag)
    for node in around:
        if node.tag in _FOREIGN_TAGS:
            raise UnclearMarkup(node.tag)


def _engine(text: str) -> Callable[[str], list[int]]:
    """Asks the parser for what a selector selects: answers by the numbers of elements in document order.

    Few are asked: the parser's own tree is made again for the first one, and not kept for all others.
    """
    numbers: dict[int, int] = {}
    asked: list[LexborHTMLParser] = []

    def engine(selector: str) -> list[int]:
        if not asked:
            asked.append(LexborHTMLParser(text, scripting=True, options=_AS_WRITTEN))
            if (root := asked[0].root) is not None:
                tags = (raw for raw in root.traverse() if raw.tag is not None and raw.tag[0] != "-")
                numbers.update((raw.mem_id, number) for number, raw in enumerate(tags))
        try:
            return [numbers[found.mem_id] for found in asked[0].css(selector) if found.mem_id in numbers]
        except SelectolaxError:
            return []

    return engine
