"""The names that one address can have on a disk, reduced to keys for looking it up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import basename
from urllib.parse import unquote_to_bytes

from ...text import composed
from .pages import has_page_suffix

_INDEX = ("index.html", "index.htm", "default.aspx", "default.html", "default.htm", "index.php", "index.aspx",
          "default.asp", "index.asp", "index.shtml", "home.aspx")  # fmt: skip
_ADDED = re.compile(r"\.html?$", re.IGNORECASE)
_QUERY = re.compile(r"(?P<path>(?:.*/)?[^/]*?)(?P<mark>\?|@(?=[^/]*=)|%3[Ff])(?P<query>[^/]*)", re.DOTALL)
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}$")
# Parameters that say where a reader came from, not what they read.
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|zarsrc|source)=", re.IGNORECASE)
_NEVER_BYTES = re.compile("[\ud800-\udc7f\udd00-\udfff]")  # surrogates that stand for no byte
_BYTES = re.compile("[\udc80-\udcff]")
_ETH = str.maketrans("\u00d0\u00f0", "\u0110\u0111", "\u200b\u2060\ufeff\u00ad")


def stored_keys(path: str) -> Iterator[str]:
    """The keys that a stored file is found by: its path, and its address if its name holds a query."""
    yield key_of(path)
    match = _QUERY.fullmatch(path)
    if match:
        query = _ADDED.sub("", match["query"])
        if match["mark"] == "@":  # wget for Windows, which also writes "+" for ":"
            query = re.sub(r"(?<=\d)\+(?=\d)", ":", query)
        yield _asking(match["path"], _query_key(query))


def keys_of(path: str, query: str) -> Iterator[tuple[str, str]]:
    """Keys to try for an address, likeliest first, each with the spelling it stands for."""
    asked = _query_key(query)
    for spelling in _spellings(path):
        if asked:
            for name in _files(spelling, only_folder=not spelling or spelling.endswith("/")):
                yield _asking(name, asked), f"{name}?{query}"
        if not asked or _is_static(spelling):
            for name in _files(spelling):
                yield key_of(name), name


def original_name(path: str) -> str:
    """The path of a stored file as its address had it: without the suffix and signs that mirroring added."""
    shorter = _ADDED.sub("", path)
    if shorter != path and ("?" in shorter or "@" in shorter or has_page_suffix(shorter)):
        path = shorter
    match = _QUERY.fullmatch(path)
    path = f"{match['path']}?{match['query']}" if match else path
    return re.sub(r"(?:^|(?<=/))index\.html?$", "", path)


def decoded(text: str) -> str:
    """Percent-encoding undone, however often it was applied; bytes that are no UTF-8 become surrogates."""
    text = _NEVER_BYTES.sub("", text)
    for _ in range(3):
        if "%" not in text:
            break
        raw = unquote_to_bytes(text.encode("utf-8", "surrogateescape"))
        text = raw.decode("utf-8", "surrogateescape")
    return text


def canonical(text: str) -> str:
    """One spelling of a name, case kept: NFC, decoded, Đ for Ð, nothing invisible."""
    text = decoded(text)
    return text if text.isascii() else composed(text.translate(_ETH))


def key_of(path: str) -> str:
    """What all spellings of one path share. What stands in a query may differ by case alone."""
    whole = canonical(path)
    match = _QUERY.fullmatch(whole)
    return match["path"].casefold() + whole[match.start("mark") :] if match else whole.casefold()


def _asking(path: str, query_key: str) -> str:
    """The key of a path with a query; no path can have the same."""
    return f"{key_of(path)}\0{query_key}"


def is_asking(key: str) -> bool:
    """Whether a key is of an address with a query; the files under it are then the same page."""
    return "\0" in key


def _query_key(query: str) -> str:
    """The parameters sorted, names in lower case, without those that only track."""
    kept = (decoded(pair).partition("=") for pair in query.split("&") if pair and not _TRACKING.match(pair))
    return composed("&".join(sorted(name.casefold() + mark + value for name, mark, value in kept)))


def _spellings(path: str) -> Iterator[str]:
    yield path
    whole = decoded(path)
    if _BYTES.search(whole):  # percent-encoded in the days of code pages
        yield whole.encode("utf-8", "surrogateescape").decode("cp1258", "replace")


def _files(path: str, only_folder: bool = False) -> Iterator[str]:
    """The names that mirroring tools give the file of an address."""
    folder = path if not path or path.endswith("/") else f"{path}/"
    if folder != path and not only_folder:
        yield path
        yield f"{path}.html"
        yield f"{path}.htm"
        if has_page_suffix(path):
            yield _SUFFIX.sub(".html", path)
    if folder == path or not _SUFFIX.search(basename(path)):
        for name in _INDEX:
            yield folder + name
            yield f"{folder}{name}.html"


def _is_static(path: str) -> bool:
    """Whether the file is the same whatever is asked: a picture, a document, a style sheet."""
    return bool(_SUFFIX.search(path)) and not has_page_suffix(path)
