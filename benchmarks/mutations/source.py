"""Mutations of the source alone: what a browser shows stays as it is."""

from __future__ import annotations

import re
from collections.abc import Callable

from .opened import OpenPage
from .registry import SOURCE, over_pages

# Pieces that no mutation of the source may reach into.
_KEPT = re.compile(
    r"<!--.*?-->|<!doctype[^>]*>|<(script|style|textarea|noscript)\b.*?</\1>", re.IGNORECASE | re.DOTALL
)
_PRE = re.compile(r"<pre\b.*?</pre>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r'<(/?)([a-zA-Z][^\s/>]*)((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*/?>')
_ATTRIBUTE = re.compile(r'\s+([^\s=>]+)(?:="([^"]*)")?')
_BARE = re.compile(r"[^\s\"'=<>`]+")
_BLOCKS = (
    "html|head|body|title|meta|link|base|div|p|table|tbody|thead|tr|td|th|ul|ol|li|h[1-6]|form|center|hr|br|dl|dt|dd|"
    "blockquote|article|section|main|header|footer|nav|aside|figure|figcaption|fieldset|option|select|address"
)
_SPACE_AT_BLOCKS = re.compile(rf"\s*(</?(?:{_BLOCKS})\b(?:\s+[^\s=>]+(?:=\"[^\"]*\"|=[^\s>]+)?)*\s*/?>)\s*")
_NEEDLESS_ENDS = (
    re.compile(r"</p>(?=<(?:p|div|ul|ol|h[1-6]|hr|blockquote|/div|/td)\b)"),
    re.compile(r"</li>(?=<(?:li|/ul|/ol)\b)"),
    re.compile(r"</td>(?=<(?:td|th|/tr)\b)"),
    re.compile(r"</tr>(?=<(?:tr|/tbody|/table)\b)"),
)
_TOLD_BY_ATTRIBUTES = frozenset(
    {
        "href",
        "src",
        "alt",
        "type",
        "value",
        "colspan",
        "rowspan",
        "content",
        "charset",
        "http-equiv",
        "name",
        "action",
    }
)


@over_pages(SOURCE)
def no_attributes(page: OpenPage) -> None:
    """No element has a class, an id, a style or any attribute but addresses and what a form needs."""

    def strip(tag: re.Match[str]) -> str:
        kept = (
            f' {name}="{value}"'
            for name, value in _ATTRIBUTE.findall(tag[3])
            if name.lower() in _TOLD_BY_ATTRIBUTES
        )
        return f"<{tag[1]}{tag[2]}{''.join(kept)}>"

    page.rewrite(lambda source: _outside(_KEPT, source, lambda text: _TAG.sub(strip, text)))


@over_pages(SOURCE)
def shouting_tags(page: OpenPage) -> None:
    """Tags and the names of attributes are in capitals, and values without quotes where that is allowed."""

    def shout(tag: re.Match[str]) -> str:
        return f"<{tag[1]}{tag[2].upper()}{_unquoted(tag[3], str.upper)}>"

    page.rewrite(lambda source: _outside(_KEPT, source, lambda text: _TAG.sub(shout, text)))


@over_pages(SOURCE)
def minified(page: OpenPage) -> None:
    """The whole page is one line: no space between blocks, no needless end tags or quotes."""

    def pack(text: str) -> str:
        text = _SPACE_AT_BLOCKS.sub(r"\1", re.sub(r"\s+", " ", text))
        for end in _NEEDLESS_ENDS:
            text = end.sub("", text)
        return _TAG.sub(lambda tag: f"<{tag[1]}{tag[2]}{_unquoted(tag[3], str)}>", text)

    page.rewrite(lambda source: _outside(_KEPT, source, lambda text: _outside(_PRE, text, pack)))


def _unquoted(attributes: str, naming: Callable[[str], str]) -> str:
    shown = ""
    for name, value in _ATTRIBUTE.findall(attributes):
        bare = _BARE.fullmatch(value) and not value.endswith("/")
        shown += f" {naming(name)}={value}" if bare else f' {naming(name)}="{value}"'
    return shown


def _outside(kept: re.Pattern[str], source: str, change: Callable[[str], str]) -> str:
    """The source with `change` made to all that lies outside of `kept` pieces."""
    pieces, place = [], 0
    for piece in kept.finditer(source):
        pieces += [change(source[place : piece.start()]), piece[0]]
        place = piece.end()
    return "".join([*pieces, change(source[place:])])
