"""Rich text as it may be shown and edited, whatever code wrote it: the editor's own output passes untouched."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Any

from bs4 import BeautifulSoup, Comment
from bs4.builder import ParserRejectedMarkup
from bs4.element import PreformattedString

from .addresses import web_address

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905
# What runs, loads, or changes how a browser reads what follows; with what is in it
DROPPED = frozenset(
    """
    applet audio base basefont bgsound button canvas dialog form frame frameset iframe image img input isindex
    keygen link listing map marquee math meta noembed noframes noscript object option param picture plaintext
    portal script select slot source style svg template textarea title track video xml xmp
    """.split()  # noqa: SIM905
)
TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*(?:-[a-z0-9]+)*)(?P<attributes>(?:\s+[a-z][a-z0-9:_-]*=\"[^\"<>]*\")*)\s*(?P<void>/?)>"
)
ATTRIBUTE = re.compile(r"([a-z][a-z0-9:_-]*)=\"([^\"]*)\"")
NAME = re.compile(r"[a-z][a-z0-9:_-]*")
UNSAFE_ATTRIBUTE = re.compile(
    r"on|style$|src|srcdoc$|background$|poster$|action$|formaction$|data$|ping$|lowsrc|dynsrc|xlink|xmlns|is$|slot$"
    r"|(?:data-)?(?:hx|ng|v|x)-|data-(?:action|controller)$"  # what a site's own script library would run
)
IDENTITY = re.compile("[A-Za-z0-9_.:-]+")
REFERENCES = {"media": ("url",), "image": ("id", "format")}  # what each kind of embed must say
HALF_TAG = re.compile(
    "<(?![^<>]*>)"
)  # the parser looks for its end through all that follows, again and again
MOST_DEPTH = 100


def safe_rich_text(html: str) -> str:
    """Return rich text without what runs or loads anything, with every tag closed.

    Sound markup without any such thing, which is all that the editor makes, is returned as it is.
    """
    if not html or "<" not in html or is_sound(html):
        return html
    try:
        tree = BeautifulSoup(HALF_TAG.sub("&lt;", html), "html.parser")
    except ParserRejectedMarkup:  # "<![": it gives up
        return escape(re.sub("<[^>]*>?", " ", html), quote=False)
    for part in tree.find_all(string=lambda text: isinstance(text, PreformattedString | Comment)):
        part.extract()
    depths: dict[int, int] = {}
    for tag in tree.find_all(True):
        depths[id(tag)] = depths.get(id(tag.parent), 0) + 1
        if depths[id(tag)] > MOST_DEPTH:  # no editor nests so deep; its words stay
            return escape(tree.get_text(" "), quote=False)
    for tag in tree.find_all(True):
        if not tag.decomposed:
            _make_safe(tag)
    return tree.decode(formatter="minimal")


def is_sound(html: str) -> bool:
    """Say whether every tag is closed and none runs or loads anything. Linear in the text."""
    position, open_tags = 0, []
    while (start := html.find("<", position)) >= 0:
        tag = TAG.match(html, start)
        if tag is None or not _is_safe_tag(tag):
            return False
        name, position = tag["name"], tag.end()
        if tag["end"]:
            if not open_tags or open_tags.pop() != name:
                return False
        elif not tag["void"]:
            open_tags.append(name)
            if name in VOID or len(open_tags) > MOST_DEPTH:
                return False
    return not open_tags


def _is_safe_tag(tag: re.Match[str]) -> bool:
    written = ATTRIBUTE.findall(tag["attributes"])
    attributes = {name: unescape(value) for name, value in written}
    if len(attributes) < len(written):  # of two with one name a browser takes the first, we the last
        return False
    if tag["name"] in DROPPED or not (tag["end"] or is_whole(tag["name"], attributes)):
        return False
    return all(_is_safe(name, value) for name, value in attributes.items())


def is_whole(name: str, attributes: dict[str, str]) -> bool:
    """Say whether a reference to something else names it: Wagtail breaks on one that does not."""
    if name == "a" and "linktype" in attributes:
        return bool(attributes.get("id"))
    if name != "embed":
        return True
    needed = REFERENCES.get(attributes.get("embedtype", ""), ("embedtype",))
    return all(attributes.get(each) for each in needed)


def _is_safe(name: str, value: str) -> bool:
    if UNSAFE_ATTRIBUTE.match(name):
        return False
    if name == "id":
        return bool(IDENTITY.fullmatch(value))
    return name not in ("href", "cite", "longdesc", "url") or web_address(value) == value


def _make_safe(tag: Any) -> None:
    name = tag.name.lower()
    if name in DROPPED:
        tag.decompose()
    elif not NAME.fullmatch(name):
        tag.unwrap()
    else:
        kept = {
            key.lower(): value if isinstance(value, str) else " ".join(value)
            for key, value in tag.attrs.items()
        }
        tag.attrs = {
            key: value.replace('"', "'")
            for key, value in kept.items()
            if NAME.fullmatch(key) and _is_safe(key, value)
        }
        if not is_whole(name, tag.attrs):
            tag.decompose() if name == "embed" else tag.unwrap()


def editable_rich_text(html: str, widget: Any) -> str:
    """Return rich text that an editor can open: its words alone where its converter cannot hold the markup."""
    converter = getattr(widget, "converter", None)
    if converter is None or not html:
        return html
    try:
        converter.from_database_format(html)
    except (AssertionError, AttributeError, IndexError, KeyError, TypeError, ValueError):
        lines = (line.strip() for line in BeautifulSoup(html, "html.parser").get_text("\n").splitlines())
        return "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines if line)
    return html
