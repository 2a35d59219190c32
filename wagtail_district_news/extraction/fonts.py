"""Text that is Vietnamese only under its font (TCVN3, VNI, VISCII) -> Unicode, run by run."""

from __future__ import annotations

import re

from .charsets import charset_of_font, convert_run
from .documents import Issue
from .messages import say_many
from .parse import TEXT, Tree

_FAMILY = re.compile(r"font(?:-family)?\s*:([^;]*)", re.IGNORECASE)
_SIZE = re.compile(
    r"^.*\d(?:px|pt|em|rem|%|ex|cm|mm|in)?(?:/\S+)?\s+", re.DOTALL
)  # before the family in "font:"


def convert_fonts(tree: Tree, page_charset: str) -> list[Issue]:
    """Convert the texts under legacy fonts, in place. `page_charset` is the encoding of the page."""
    named = (n.attributes for n in tree.nodes if "style" in n.attributes or "face" in n.attributes)
    if not any(map(charset_of_font, {_font(attributes) for attributes in named})):
        return []
    fonts: list[str] = []
    changed: dict[str, int] = {}
    for node in tree.nodes:
        inherited = fonts[node.parent.index] if node.parent is not None else ""
        own = inherited if node.tag == TEXT else _font(node.attributes) or inherited
        fonts.append(own)
        if node.tag != TEXT or not own or node.text.isspace() or charset_of_font(own) is None:
            continue
        converted = convert_run(node.text, own, page_charset)
        if converted != node.text:
            node.text = converted
            name = own.split(",")[0].strip(" '\"")
            changed[name] = changed.get(name, 0) + 1
    return [
        Issue(
            "legacy-font",
            say_many(
                "%(count)s piece of text in the font “%(font)s” was converted to Unicode",
                "%(count)s pieces of text in the font “%(font)s” were converted to Unicode",
                count,
                font=name,
            ),
        )
        for name, count in sorted(changed.items())
    ]


def _font(attributes: dict[str, str]) -> str:
    """The font that an element sets itself, "" for none."""
    style = attributes.get("style")
    if style and "font" in style.lower() and (found := _FAMILY.search(style)):
        family = found[1].strip()
        return _SIZE.sub("", family) if "family" not in found[0].lower() else family
    return attributes.get("face", "")
