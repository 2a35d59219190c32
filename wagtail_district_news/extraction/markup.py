"""What single elements of a body say: their look, their picture, what they embed."""

from __future__ import annotations

import re

from . import clean
from .inline import BOLD, ITALIC, STRIKE, SUBSCRIPT, SUPERSCRIPT
from .parse import TEXT, Node, Tree

_MARK_TAGS = {
    "b": BOLD, "strong": BOLD, "i": ITALIC, "em": ITALIC, "cite": ITALIC, "s": STRIKE, "strike": STRIKE,
    "del": STRIKE, "sub": SUBSCRIPT, "sup": SUPERSCRIPT,
}  # fmt: skip
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00|normal|lighter|[1-5]00)", re.IGNORECASE)
_ITALIC_STYLE = re.compile(r"font-style\s*:\s*(italic|oblique|normal)", re.IGNORECASE)
_ALIGN_STYLE = re.compile(r"text-align\s*:\s*(\w+)", re.IGNORECASE)
_LINE_STYLE = re.compile(r"text-decoration[a-z-]*\s*:[^;]*line-through", re.IGNORECASE)
_LAZY_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-lazy")


def marks_of(node: Node, marks: int) -> int:
    """The marks inside an element; a style may take off what a tag put on."""
    marks |= _MARK_TAGS.get(node.tag, 0)
    style = node.attributes.get("style")
    if style:
        for pattern, mark in ((_BOLD_STYLE, BOLD), (_ITALIC_STYLE, ITALIC)):
            if found := pattern.search(style):
                plain_again = found[1].lower() in ("normal", "lighter") or found[1][0] in "12345"
                marks = marks & ~mark if plain_again else marks | mark
        if _LINE_STYLE.search(style):
            marks |= STRIKE
    return marks


def is_centred(node: Node, inherited: bool) -> bool:
    if node.tag == "center":
        return True
    found = _ALIGN_STYLE.search(node.attributes.get("style", ""))
    align = found[1] if found else node.attributes.get("align", "")
    if node.tag == "table":  # align places the table itself
        return inherited
    return align.lower() == "center" if align else inherited


def says_caption(node: Node) -> bool:
    return "caption" in node.attributes.get("class", "").lower()


def alt_text(node: Node) -> str:
    """The alt text, unless it is only a file's name."""
    alt = " ".join(node.attributes.get("alt", "").split())
    return "" if clean.is_picture(alt) else alt


def is_tiny(node: Node) -> bool:
    """A picture of two pixels or less: a spacer, or a counter's spy."""
    sizes = [
        re.match(r"\s*(\d+)\s*(?:px)?\s*$", node.attributes.get(name, "")) for name in ("width", "height")
    ]
    return any(size is not None and int(size[1]) <= 2 for size in sizes)


def _is_placeholder(node: Node) -> bool:
    source = node.attributes.get("src", "").strip()
    return (
        not source
        or source.startswith("data:")
        or "blank" in source
        or "loading" in source
        or "spacer" in source
    )


def embedded_address(tree: Tree, node: Node) -> str:
    """The address that an embedding element names, in itself, a param, a source or an embed inside it."""
    for name in ("src", "data"):
        if value := node.attributes.get(name, "").strip():
            return value
    for inner in tree.inside(node)[1:]:
        if inner.tag in ("source", "embed") and (value := inner.attributes.get("src", "").strip()):
            return value
        if inner.tag == "param" and inner.attributes.get("name", "").lower() in (
            "movie",
            "src",
            "url",
            "filename",
        ):
            return inner.attributes.get("value", "").strip()
    return ""


def picture_address(node: Node) -> str:
    """The address of a picture as written; that of the real one where a script would load it later."""
    lazy = [node.attributes[name] for name in _LAZY_SOURCES if node.attributes.get(name, "").strip()]
    if lazy and _is_placeholder(node):
        return lazy[0]
    return node.attributes.get("src", "").strip()


def words_of(tree: Tree, node: Node) -> str:
    """The visible text in an element, as it runs, white space folded."""
    return " ".join("".join(n.text for n in tree.inside(node) if n.tag == TEXT and n.seen).split())
