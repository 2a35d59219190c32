"""Which old page a document is: (portal, page), told by its address or else by its file, never by a host alone."""

from __future__ import annotations

import hashlib
import re
from typing import Any
from urllib.parse import urlsplit

from wagtail_district_news import legacy_addresses

FILE = "file:"  # begins the key of a page of which only its file is known
MIRROR_SUFFIX = re.compile(r"(\.(?:aspx?|php\d?|jsp|cfm|cgi|do|s?html?)(?:[?@%].*)?)\.html?$", re.IGNORECASE)
INDEX = re.compile(r"(?:^|/)index\.html?$", re.IGNORECASE)


def portal_name(given: str, base_url: str, source_name: str) -> str:
    """Return the name under which the ledger keeps a portal: its host where one is known."""
    if given:
        return given[:255]
    parts = urlsplit(base_url if "//" in base_url else f"//{base_url}")
    host = (parts.hostname or "").removeprefix("www.")
    return (f"{host}{parts.path.rstrip('/')}" if host else source_name)[:255]


def address_key(address: str) -> str:
    """Return the canonical form of an old address: host, scheme, letter case and order of queries do not count."""
    return legacy_addresses.normalise(address) if address else ""


def page_key(address: str, path: str) -> str:
    """Return what identifies a page inside its portal."""
    return address_key(address) or f"{FILE}{path}"


def key_hash(portal: str, key: str) -> str:
    """Return the ledger's claim on a page: 64 hex digits."""
    return hashlib.sha256(f"{portal}\n{key}".encode("utf-8", "replace")).hexdigest()


def content_hash(content: bytes) -> str:
    """Return the hash by which a changed document is told: 64 hex digits."""
    return hashlib.sha256(content).hexdigest()


def file_addresses(path: str, base_url: str) -> list[str]:
    """Return the addresses that a mirrored file may have had, the likeliest first.

    A mirror's first folder is often the host; `Post.aspx?ID=1.html` and `Post.aspx@ID=1.html` were
    `Post.aspx?ID=1`; `news/index.html` was `news/`.
    """
    host = urlsplit(base_url).hostname or ""
    first, _slash, rest = path.partition("/")
    if host and rest and first.split("@")[0].split("+")[0].lower() == host.lower():
        path = rest
    forms = [path]
    if MIRROR_SUFFIX.search(path):
        plain = MIRROR_SUFFIX.sub(r"\1", path)
        head, mark, query = plain.partition("@")
        forms.insert(0, f"{head}?{query}" if mark and "?" not in plain else plain)
    elif INDEX.search(path):
        forms.insert(0, INDEX.sub("/", path))
    root = base_url.rstrip("/")
    return [f"{root}/{form.lstrip('/')}" for form in forms]


def source_name(source: Any) -> str:
    """Return a source's own name: the folder's, or the archive's without its suffix."""
    path = getattr(source, "path", None) or getattr(source, "root", None) or source
    name = str(path).rstrip("/").rsplit("/", 1)[-1]
    return re.sub(r"\.(zip|warc(\.gz)?)$", "", name, flags=re.IGNORECASE) or "source"
