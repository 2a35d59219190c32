"""Which articles of the site a page leads to: where hardly anything else tells, that makes a listing of it."""

from __future__ import annotations

import posixpath
from hashlib import blake2b
from urllib.parse import unquote

from ..text import words
from .clean import is_document
from .documents import Kind
from .parse import TEXT, Node
from .profile_model import Profile
from .reading import Reading
from .recurrence import Key
from .regions import Mark
from .values import text_of

FEW = 3  # articles: a page that leads to so many lists them
MOST = 400  # links of a page that are looked at
LONGEST = 2_000
LONG_LINK = 4  # words: with so many a link is a title
_INDEXES = frozenset(
    f"{name}.{ending}"
    for name in ("index", "default", "home")
    for ending in ("html", "htm", "php", "aspx", "asp", "jsp")
)
_STATIC = (".html", ".htm", ".shtml")
Lead = tuple[Key, Key | None]  # the page that a link leads to, and the homeless block that it stands in


def page_key(address: str) -> Key | None:
    """The identity of a page by the end of its address or path, however a mirror has written its query.

    None where that says nothing, as for a front page.
    """
    if len(address) > LONGEST:
        return None
    plain = unquote(address.partition("#")[0]).strip().lower()
    path, _, query = plain.replace("?", "@", 1).partition("@")
    parts = (
        [part for part in path.partition("://")[2].split("/")[1:] if part]
        if "://" in path
        else path.split("/")
    )
    parts = [part for part in parts if part not in ("", ".", "..")]
    if parts and parts[-1].endswith(_STATIC):
        query = ""  # a page of its own, whatever a portal hangs on its address
    while parts and not query and _bare(parts[-1]) in _INDEXES:
        parts.pop()
    if not parts:
        return None
    said = _bare(f"{parts[-1]}@{query}") if query else posixpath.splitext(_bare(parts[-1]))[0]
    return blake2b(said.encode("utf-8", "replace"), digest_size=8).digest()


def _bare(name: str) -> str:
    """A name without the ending that a mirror added to another."""
    stem, ending = posixpath.splitext(name)
    return stem if ending in (".html", ".htm") and "." in stem else name


def leads_of(
    reading: Reading, destinations: list[Mark | None], runs: list[tuple[Key, list[Node]]]
) -> tuple[Lead, ...]:
    """Where the links of a page lead that are no furniture; each page once."""
    blocks = {node.index: key for key, run in runs for node in run}
    own = page_key(reading.document.url or reading.document.path)
    found: dict[Key, Key | None] = {}
    for node in reading.tree.tagged("a")[: 5 * MOST]:
        href = node.attributes.get("href", "")
        if not href or not node.seen or _is_furniture(reading, destinations, node) or is_document(href):
            continue
        key = page_key(href)
        if key is not None and key != own and key not in found:
            found[key] = blocks.get(_shown(reading, node).index)
        if len(found) == MOST:
            break
    return tuple(found.items())


def long_links(reading: Reading, destinations: list[Mark | None]) -> int:
    """How many links that are no furniture are as long as titles are."""
    found = 0
    for node in reading.tree.tagged("a")[: 5 * MOST]:
        if node.seen and node.attributes.get("href") and not _is_furniture(reading, destinations, node):
            found += is_long(text_of(reading.tree, node))
    return found


def is_long(text: str) -> bool:
    """Whether the text of a link is as long as titles are; in scripts without spaces by its signs."""
    return len(words(text)) >= LONG_LINK or (len(text) >= LONG_LINK * 2 and not text.isascii())


def _is_furniture(reading: Reading, destinations: list[Mark | None], link: Node) -> bool:
    """Whether a link is; where single lines are, the mark is that of their text."""
    mark = destinations[_shown(reading, link).index] or destinations[link.index]
    return mark is not None and mark.sort == "furniture"


def _shown(reading: Reading, link: Node) -> Node:
    """The first text of a link, or else the link."""
    return next(
        (inner for inner in reading.tree.inside(link) if inner.tag == TEXT and not inner.text.isspace()), link
    )


def settled_kind(kind: Kind, leads: int, long: int, profile: Profile) -> Kind:
    """What a page is that no article's template explains, by how many articles it leads to and its `long` links."""
    if leads >= FEW:
        return "listing"
    if kind == "listing" and profile.learned_from and not leads and long < FEW:
        return "other"  # it only looks like one
    return kind
