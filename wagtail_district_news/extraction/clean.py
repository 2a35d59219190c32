"""What may leave: links, picture sources and tags on the allow list, and nh3 as the second wall."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

import nh3

from .limits import MAX_ADDRESS, names
from .shapes import Shape
from .sources import without_archive_prefix

SCHEMES = frozenset(("http", "https", "mailto", "tel"))
INLINE_TAGS = frozenset(("a", "b", "i", "s", "sub", "sup", "br"))
BLOCK_TAGS = frozenset(("p", "ul", "ol", "li"))
DOCUMENT_ENDINGS = names(
    "pdf doc docx docm dot dotx xls xlsx xlsm xlsb ppt pptx pps ppsx rtf odt ods odp csv txt "
    "zip rar 7z tar gz epub djvu ps dwg"
)
TEXT_ENDINGS = names("txt")
PICTURE_ENDINGS = names("jpg jpeg jpe jfif png gif bmp webp svg tif tiff avif heic")

LONGEST_REMEMBERED = 500  # characters of an address
LONGEST_PLAIN = 200_000  # characters: a pattern remembers each piece of what it matches
# Paragraphs and simple lists of escaped text, of which some is in one plain mark or in a link that has nothing to
# undo, and nothing else: no sign is left that the second wall could take for other markup.
_ESCAPED = r"(?:[^<>&\xa0\r\0]++|&(?:amp|lt|gt);|<br/>)"
_MARKED = rf"{_ESCAPED}|{'|'.join(f'<{tag}>{_ESCAPED}+</{tag}>' for tag in ('b', 'i', 's', 'sub', 'sup'))}"
_HREF = (
    r"(?:https?://[a-z0-9.-]+(?=[/?\"])|mailto:[a-zA-Z0-9.-]+@[a-zA-Z0-9.-]+|(?=[a-zA-Z0-9_/.]))"
    r"[a-zA-Z0-9_./-]*(?:\?[a-zA-Z0-9_./=-]*)?"
)
_LINKED = rf"(?:{_MARKED}|<a href=\"{_HREF}\">(?:{_MARKED})+</a>)+"
_PLAIN = re.compile(
    rf"(?:<p>{_LINKED}</p>|<ul>(?:<li>{_LINKED}</li>)+</ul>|<ol>(?:<li>{_LINKED}</li>)+</ol>)+"
)

# Most addresses are such that nothing has to be unescaped, undone or refused.
_CLEAR_LINK = re.compile(r"(?:https?://[\w.-]+)?(?:[\w./-]++(?:\?[\w./=-]*)?)?(?<=.)", re.ASCII)
# Of those that anybody asks for, an address without this has none.
_ANY_ENDING = re.compile(
    rf"\.(?:{'|'.join(sorted(DOCUMENT_ENDINGS | PICTURE_ENDINGS))})(?![a-zA-Z0-9])|%(?:2e|[3-7])",
    re.IGNORECASE,
)
# A reference, or a line break that no address has, may hide one.
_MAY_HAVE_ENDING = re.compile(rf"{_ANY_ENDING.pattern}|[&\t\r\n]", re.IGNORECASE)
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_DEBRIS = re.compile(r"[\x00-\x20\x7f]+")
_YOUTUBE = re.compile(
    r"(?:https?:)?//(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:embed|v)/([\w-]{6,})(?:[?&/].*)?",
    re.IGNORECASE,
)


def reference(raw: str) -> str:
    """A href or src as it was written, without white space at its ends, line breaks and archive prefixes."""
    return without_archive_prefix(re.sub(r"[\t\r\n]", "", html.unescape(raw)).strip())


def scheme(address: str) -> str:
    """The scheme of an address in lower case, "" for a relative one. Control characters do not hide it."""
    match = _SCHEME.match(_DEBRIS.sub("", address))
    return match[1].lower() if match else ""


def link(raw: str) -> str | None:
    """The address of a link that may stay, or None: a script, a local file, an anchor of the old page."""
    return _known_link(raw) if len(raw) <= LONGEST_REMEMBERED else _read_link(raw)


def _read_link(raw: str) -> str | None:
    if _CLEAR_LINK.fullmatch(raw) and without_archive_prefix(raw) == raw:
        return raw
    address = reference(raw)
    if not address or address.startswith("#") or len(address) > MAX_ADDRESS:
        return None
    return address if scheme(address) in SCHEMES or not scheme(address) else None


_known_link = lru_cache(maxsize=8192)(_read_link)  # menus are on every page, and asked about more than once


def picture_source(raw: str) -> str | None:
    """The address of a picture that can be fetched or holds its own data; None where it cannot be."""
    address = reference(raw)
    if not address:
        return None
    if scheme(address) == "data":
        return address if address[:30].lower().startswith("data:image/") else None
    if len(address) > MAX_ADDRESS:
        return None
    return address if scheme(address) in ("http", "https", "") and "\\" not in address[:3] else None


def is_document(address: str) -> bool:
    """Whether an address names a document to download, in its path or in its query."""
    return _names(address, DOCUMENT_ENDINGS)


def leads_to_document(shape: Shape) -> bool:
    """Whether an element is a link to a document."""
    if shape.leads is None:
        may_lead = shape.tag == "a" and (not shape.written or _MAY_HAVE_ENDING.search(shape.written))
        address = link(shape.attributes.get("href", "")) if may_lead else None
        shape.leads = address is not None and is_document(address)
    return shape.leads


def is_listing_of_text(address: str) -> bool:
    """Whether an address names plain text: a program's source or a log, which a sentence refers to."""
    return _names(address, TEXT_ENDINGS) and not _names(address, DOCUMENT_ENDINGS - TEXT_ENDINGS)


def is_picture(address: str) -> bool:
    """Whether an address names a picture file."""
    return _names(address, PICTURE_ENDINGS)


def embed_address(raw: str) -> str | None:
    """The address of an embedded page or film: absolute, a film of YouTube as its own page."""
    address = reference(raw)
    if len(address) > MAX_ADDRESS:
        return None
    if film := _YOUTUBE.fullmatch(address):
        return f"https://www.youtube.com/watch?v={film[1]}"
    if address.startswith("//"):
        return "https:" + address
    return address if address and scheme(address) in ("http", "https", "") else None


def rich_text(markup: str) -> str:
    """The second wall over block-level HTML."""
    if len(markup) <= LONGEST_PLAIN and _PLAIN.fullmatch(markup):
        return markup
    return _cleaned(markup, _RICH)


def inline_text(markup: str) -> str:
    """The second wall over inline HTML, such as a table cell."""
    return _cleaned(markup, _INLINE)


def _wall(tags: frozenset[str]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(tags),
        clean_content_tags={"script", "style"},
        attributes={"a": {"href"}},
        url_schemes=set(SCHEMES),
        link_rel=None,
        strip_comments=True,
    )


_RICH = _wall(INLINE_TAGS | BLOCK_TAGS)
_INLINE = _wall(INLINE_TAGS)


def _cleaned(markup: str, wall: nh3.Cleaner) -> str:
    return wall.clean(markup).replace("<br>", "<br/>") if "<" in markup else markup


def _names(address: str, endings: frozenset[str]) -> bool:
    if len(address) > LONGEST_REMEMBERED:
        return not endings.isdisjoint(_read_endings(address))
    return not endings.isdisjoint(_endings(address))


def _read_endings(address: str) -> frozenset[str]:
    """The endings of the file names in an address: in its path and in its query."""
    if not _ANY_ENDING.search(address):
        return frozenset()
    try:
        parts = urlsplit(address)
    except ValueError:
        return frozenset()
    asked = parts.query if _ANY_ENDING.search(parts.query) else ""
    values = (value for _, value in parse_qsl(asked)) if asked else ()
    return frozenset(map(_ending, (parts.path, *values)))


_endings = lru_cache(maxsize=8192)(_read_endings)  # one link is asked about more than once, on many pages


def _ending(path: str) -> str:
    """What stands behind the last dot of a file's name, in lower case."""
    if "." not in path and "%" not in path:
        return ""
    name = (unquote(path) if "%" in path else path).strip().rstrip("/").rpartition("/")[2]
    stem, _, ending = name.rpartition(".")
    return ending.lower() if stem else ""
