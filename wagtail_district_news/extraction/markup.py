"""What single elements of a body say: their look, their picture, what they embed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from . import clean
from .inline import BOLD, ITALIC, STRIKE, SUBSCRIPT, SUPERSCRIPT
from .parse import Node, Tree
from .shapes import Shape

_MARK_TAGS = {
    "b": BOLD, "strong": BOLD, "i": ITALIC, "em": ITALIC, "cite": ITALIC, "s": STRIKE, "strike": STRIKE,
    "del": STRIKE, "sub": SUBSCRIPT, "sup": SUPERSCRIPT,
}  # fmt: skip
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00|normal|lighter|[1-5]00)", re.IGNORECASE)
_ITALIC_STYLE = re.compile(r"font-style\s*:\s*(italic|oblique|normal)", re.IGNORECASE)
_ALIGN_STYLE = re.compile(r"text-align\s*:\s*(\w+)", re.IGNORECASE)
_LINE_STYLE = re.compile(r"text-decoration[a-z-]*\s*:[^;]*line-through", re.IGNORECASE)
_LAZY_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-lazy")


class Look(NamedTuple):
    """What a start tag says of what is inside: the marks that it puts on and takes off, and more.

    `centres` is None where the text stays as it was aligned; `says_caption` where its class does.
    """

    on: int
    off: int
    centres: bool | None
    says_caption: bool


def look_of(node: Node) -> Look:
    """What an element looks like by itself; elements that are written alike are looked at once."""
    shape = node.shape
    if shape.look is None:
        shape.look = _read_look(shape)
    look: Look = shape.look
    return look


def _read_look(shape: Shape) -> Look:
    held = shape.attributes
    style = held.get("style", "")
    on = off = 0
    for pattern, mark in ((_BOLD_STYLE, BOLD), (_ITALIC_STYLE, ITALIC)):
        if found := pattern.search(style):
            plain_again = found[1].lower() in ("normal", "lighter") or found[1][0] in "12345"
            on, off = (on, off | mark) if plain_again else (on | mark, off)
    if _LINE_STYLE.search(style):
        on |= STRIKE
    # a style may take off what a tag put on
    on |= _MARK_TAGS.get(shape.tag, 0) & ~off
    return Look(on, off, _centres(shape.tag, held, style), "caption" in held.get("class", "").lower())


def _centres(tag: str, held: Mapping[str, str], style: str) -> bool | None:
    if tag == "center":
        return True
    if tag == "table":  # align places the table itself
        return None
    found = _ALIGN_STYLE.search(style)
    align = found[1] if found else held.get("align", "")
    return align.lower() == "center" if align else None


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
