"""Who links to whom: the pages of a sample that links lead to, and what the links say of them."""

from __future__ import annotations

import posixpath
from collections import Counter, defaultdict
from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from ...text import fold
from ..sources import Source, without_archive_prefix
from .sheets import Sheet

LONGEST = 2_000  # characters of an address
MOST_HOSTS = 4
TRIED = 60  # links to a host: if it is the portal's, some lead to a page that is here
LONGEST_TEXT = 400


def follow(sheets: list[Sheet], source: Source) -> dict[str, Counter[str]]:
    """Note where the links lead; returns, by file, the folded words of links to it."""
    files = {sheet.file for sheet in sheets}
    said: dict[str, Counter[str]] = defaultdict(Counter)
    portal = _portal(sheets, source)
    known: dict[tuple[str, str], str] = {}
    for sheet in sheets:
        folder = sheet.base or posixpath.dirname(sheet.file)
        for link in sheet.links:
            key = (folder, link.href)
            if key not in known:
                found = (
                    source.find(_full(sheet, link.href), sheet.file, portal) if _may_lead(link.href) else ""
                )
                known[key] = found if found and found in files else ""
            link.target = known[key] if known[key] != sheet.file else ""
            if link.target and link.text:
                said[link.target][fold(link.text[:LONGEST_TEXT])] += 1
    return dict(said)


def _portal(sheets: Iterable[Sheet], source: Source) -> str:
    """Where the portal stood: of the hosts that links name most, the one whose pages are here; "" for none."""
    named: dict[str, dict[str, str]] = defaultdict(dict)  # by host the addresses, and a page that names each
    for sheet in sheets:
        for link in sheet.links:
            full = _full(sheet, link.href) if _may_lead(link.href) else ""
            if host := _host(full):
                named[host].setdefault(full, sheet.file)
    found: Counter[str] = Counter()
    for host, addresses in sorted(named.items(), key=lambda entry: -len(entry[1]))[:MOST_HOSTS]:
        step = max(1, len(addresses) // TRIED)
        for address, file in list(addresses.items())[::step]:
            target = source.find(address, file, f"http://{host}/")
            found[host] += target is not None and target != file
    best = found.most_common(1)
    return f"http://{best[0][0]}/" if best and best[0][1] > 1 else ""


def _full(sheet: Sheet, href: str) -> str:
    """A link's address as it was on the portal; without a host where nothing on the page names one."""
    href = without_archive_prefix(href)
    if not _host(sheet.base) or href.startswith("#"):
        return href
    try:
        return urljoin(sheet.base, href)
    except ValueError:
        return href


def _host(address: str) -> str:
    if "//" not in address[:8]:
        return ""
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""


def _may_lead(href: str) -> bool:
    return not href.startswith(("#", "javascript:", "mailto:", "tel:", "data:")) and len(href) < LONGEST
