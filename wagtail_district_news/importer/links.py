"""Where a link of an old page goes now: a page, a document, its old address, or nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.utils.translation import gettext_noop as _

from wagtail_district_news.extraction.documents import Issue

from .identity import address_key, key_hash
from .messages import say
from .richtext import LinkAttributes

WAYBACK = re.compile(r"^(?:https?://web\.archive\.org)?/web/\d{4,14}[a-z_]*/(?=[a-z]+:)", re.IGNORECASE)
ALLOWED = frozenset(["http", "https", "ftp", "mailto", "tel"])
SCHEME = re.compile(r"^\s*([a-z][a-z0-9+.\-]*):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pending:
    """A link to an old page that does not stand yet: the href as stored, and what it points at."""

    href: str
    target_path: str = ""
    target_key: str = ""


@dataclass(slots=True)
class PageLinks:
    """The links of one page. `pages` gives the id of the page that a file or a key became, None if not yet.

    What is unknown is noted in `pending`.
    """

    page: Any
    portal: str
    base_url: str
    locate: Callable[[str, str], str | None]
    is_page: Callable[[str], bool]
    pages: Callable[[str, str], int | None]
    pending: list[Pending] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def resolve(self, href: str) -> LinkAttributes | None:
        """Return the attributes for a link of rich text, or None to keep only its words."""
        href = WAYBACK.sub("", href.strip())
        scheme = SCHEME.match(href)
        if not href or href.startswith("#"):
            return None
        if scheme and scheme.group(1).lower() not in ALLOWED:
            return self._dropped(href)
        if scheme and scheme.group(1).lower() in ("mailto", "tel", "ftp"):
            return {"href": href}
        return self._web(href)

    def _web(self, href: str) -> LinkAttributes | None:
        address = absolute(href, self.page, self.base_url)
        path = self.locate(href.partition("#")[0], self.page.path)
        if path is not None and self.is_page(path):
            return self._page(path, "", address or f"/{path}")
        if not address:
            return self._dropped(href)
        if self._of_the_portal(address):
            return self._page("", key_hash(self.portal, address_key(address)), address)
        return {"href": address}

    def _page(self, path: str, key: str, stored: str) -> LinkAttributes:
        page_id = self.pages(path, key)
        if page_id is not None:
            return {"linktype": "page", "id": str(page_id)}
        self.pending.append(Pending(stored, path, key))
        return {"href": stored}

    def _of_the_portal(self, address: str) -> bool:
        host = urlsplit(self.base_url).hostname
        try:
            theirs = urlsplit(address).hostname
        except ValueError:
            return False
        return bool(host and theirs) and theirs.removeprefix("www.") == host.removeprefix("www.")

    def _dropped(self, href: str) -> None:
        message = say(_("a link led nowhere outside the old computer; its words were kept"))
        self.issues.append(Issue("link-dropped", message, detail=href[:300]))


def absolute(href: str, page: Any, base_url: str) -> str:
    """Return a reference as an absolute old address, or "" if nothing tells where the page stood."""
    href = WAYBACK.sub("", href.strip())
    try:
        if urlsplit(href).scheme.lower() in ("http", "https"):
            return href
        if urlsplit(href).scheme:
            return ""
        base = page.base_href or page.address or base_url
        base = urljoin(page.address or base_url, base) if base else ""
        joined = urljoin(base, href) if base else ""
        return joined if urlsplit(joined).scheme.lower() in ("http", "https") else ""
    except ValueError:
        return ""


def link_targets(html: str) -> list[str]:
    """Return the hrefs of a piece of HTML, in order, each once."""
    import html as html_module

    found = re.findall(r"<a\b[^>]*?\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", html, re.IGNORECASE)
    return list(dict.fromkeys(html_module.unescape(double or single) for double, single in found))
