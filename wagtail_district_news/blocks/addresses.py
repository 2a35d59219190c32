"""Which addresses a page may print as links, whatever code wrote them."""

from __future__ import annotations

import re

SCHEMES = frozenset(["http", "https", "ftp", "mailto", "tel"])
# Browsers skip these before and inside a scheme: "java\tscript:" runs.
_IGNORED = re.compile("[\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]+")
_SCHEME = re.compile(r"([^/?#:]*):")


def web_address(address: str | None) -> str:
    """Return an address that a link may lead to; "" for one that would run a script, or is of no web."""
    scheme = _SCHEME.match(_IGNORED.sub("", address or ""))
    return "" if scheme and scheme[1].lower() not in SCHEMES else address or ""
