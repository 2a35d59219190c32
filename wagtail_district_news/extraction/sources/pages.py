"""Which files of a mirror are web pages: by name, then by how they begin."""

from __future__ import annotations

import re
from posixpath import basename

HEAD_BYTES = 1024

_STATIC = re.compile(r"\.(?:html?|xhtml|shtml?)$", re.IGNORECASE)
_DYNAMIC = re.compile(r"\.(?:aspx?|php\d?|phtml|jspx?|cfm|cgi|do)$", re.IGNORECASE)
# A query in a name: "?" as wget writes it on Unix, "@" on Windows, "%3F" as other tools do.
_QUERY = re.compile(r"(?:\?|@(?=.*=)|%3F).*", re.IGNORECASE | re.DOTALL)
_ANY_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_LEFT_OUT = {"__macosx", "hts-cache"}

_OTHER_KINDS = (
    b"%PDF", b"PK\x03\x04", b"PK\x05\x06", b"GIF8", b"\x89PNG", b"\xff\xd8\xff", b"RIFF", b"BM", b"II*\0",
    b"MM\0*", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"CWS", b"FWS", b"ID3",
    b"OggS", b"\0\0\x01\0", b"wOFF", b"wOF2", b"\x30\x26\xb2\x75", b"\0\0\0\x18ftyp", b"\0\0\0\x20ftyp",
)  # fmt: skip
_ODD = bytes((*range(9), *range(14, 32)))  # control characters that no text has
_ANY_TAG = re.compile(rb"<[a-z!?]", re.IGNORECASE)
_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|link|base|frameset|table|form|div|span|p|br|h[1-6]|a|font|center"
    rb"|ul|ol|img|script|style|noscript|section|article|main|nav|header)\b",
    re.IGNORECASE,
)
_DATA_ROOT = re.compile(
    rb"\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<!doctype(?!\s+html)[^>]*>\s*)*"
    rb"<(?:rss|feed|rdf:RDF|urlset|sitemapindex|opml|svg|wsdl:\w+|soap\w*:\w+|manifest|kml|methodResponse)\b",
    re.IGNORECASE | re.DOTALL,
)


def is_left_out(path: str) -> bool:
    """Whether a file is no part of the portal: hidden, or left by the tool that made the mirror."""
    return any(part.startswith(".") or part.lower() in _LEFT_OUT for part in path.split("/"))


def may_be_page(path: str) -> bool:
    """Whether a name can be a page's: a page's suffix, before a query or at the end, or no suffix at all."""
    name = basename(path)
    return has_page_suffix(name) or not _ANY_SUFFIX.search(_QUERY.sub("", name))


def has_page_suffix(name: str) -> bool:
    """Whether a name ends, before or after its query, as web pages do."""
    return _ends(_STATIC, name) or _ends(_DYNAMIC, name)


def is_page(path: str, head: bytes) -> bool:
    """Whether a file that may be a page begins as one. `head` is its first `HEAD_BYTES` bytes.

    The less its name promises, the more its beginning must show: .html files need only not be another
    kind; of .aspx and the like, which serve anything, a tag is wanted; without a suffix, one of a page's.
    """
    name = basename(path)
    binary = _is_binary(head) and not _is_utf16(head)
    if head.startswith(_OTHER_KINDS) or (binary and not _ends(_STATIC, name)):
        return False
    text = (
        head.replace(b"\0", b"")
        .removeprefix(b"\xef\xbb\xbf")
        .removeprefix(b"\xff\xfe")
        .removeprefix(b"\xfe\xff")
    )
    if _DATA_ROOT.match(text):
        return False
    if _ends(_STATIC, name):  # a page full of NUL is one, and so is a file that was never filled
        return not binary or bool(_MARKUP.search(text)) or not text.strip()
    if _ends(_DYNAMIC, name):  # which may begin with a screen of white space
        return bool(_ANY_TAG.search(text)) or not text.strip()
    return bool(_MARKUP.search(text))


def _ends(suffix: re.Pattern[str], name: str) -> bool:
    return bool(suffix.search(name) or suffix.search(_QUERY.sub("", name)))


def _is_binary(head: bytes) -> bool:
    odd = len(head) - len(head.translate(None, _ODD))
    return odd * 10 > len(head)


def _is_utf16(head: bytes) -> bool:
    """Whether every second byte is mostly NUL, as in UTF-16 text of Latin letters."""
    pairs = max(1, len(head) // 2)
    return head.startswith((b"\xff\xfe", b"\xfe\xff")) or any(
        head[start::2].count(0) * 10 > pairs * 6 and head[1 - start :: 2].count(0) * 10 < pairs
        for start in (0, 1)
    )
