"""Where the portal stood: the old address of a page, by its own claims or by the mirror's marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from posixpath import basename
from urllib.parse import quote, urljoin, urlsplit

from .limits import MAX_ADDRESS, MAX_HOST
from .parse import Node, Tree
from .recurrence import Tally
from .shapes import Shape
from .sources import without_archive_prefix

_MIRRORED = re.compile(r"<!-- Mirrored from (\S+) by HTTrack", re.IGNORECASE)
_HTTRACK = "HTT"  # so short it is found the fastest, and stands in hardly any other page
# Pages and pictures; scripts and style sheets come from anywhere.
_ARCHIVED_LINK = re.compile(
    r"/web/\d{4,14}(?i:(?:im_)?/https?_?:?/{1,2}([a-z0-9][\w.-]{0,250}\.[a-z]{2,63}))"
)
_CLEAR_SITE = re.compile(r"(https?://[\w.-]{1,200})(?=[/?#]|\Z)", re.ASCII)
_INDEX = re.compile(r"(?:^|(?<=/))index\.html?$", re.IGNORECASE)
_QUERIED = re.compile(r"[?@%]", re.IGNORECASE)
CANONICAL = 3  # what a page's own claim weighs
MOST_SITES = 10_000
MOST_LINKS = 20  # of a page, and of all pages the most frequent host counts


@dataclass(frozen=True, slots=True)
class Claims:
    """What a page says of its own address. `hosts` are those that an archive's links in it name, MOST_LINKS at most."""

    canonical: str = ""
    mirrored: str = ""  # HTTrack's comment
    base: str = ""
    hosts: tuple[str, ...] = ()


def page_claims(tree: Tree, text: str) -> Claims:
    """Read what a page says of its address."""
    canonical = ""
    for tag, attribute in (("link", "href"), ("meta", "content")):
        for node in tree.tagged(tag):
            if _names_page(node.shape):
                canonical = canonical or _claimed(node, attribute)
    found = _MIRRORED.search(text) if _HTTRACK in text else None
    mirrored = f"http://{found[1]}" if found and len(found[1]) <= MAX_ADDRESS else ""
    hosts = tuple(islice(_archived_hosts(text), MOST_LINKS))
    absolute = canonical if _site(canonical) else ""
    return Claims(absolute, mirrored, base_href(tree), hosts)


def _archived_hosts(text: str) -> Iterator[str]:
    """The hosts that the links name which an archive rewrote."""
    place = text.find("/web/")
    while place >= 0:
        if link := _ARCHIVED_LINK.match(text, place):
            yield link[1].lower()
        place = text.find("/web/", place + 1)


def claims_address(element: Node | Shape) -> bool:
    """Whether an element is one by which a page names its own address."""
    if element.tag == "link":
        return "canonical" in element.attributes.get("rel", "").lower().split()
    return element.tag == "meta" and element.attributes.get("property", "").lower() == "og:url"


# a site writes most of its links and metas on every page
_names_page = lru_cache(maxsize=4096)(claims_address)


def base_href(tree: Tree) -> str:
    """The page's own base href, "" for none."""
    for node in tree.tagged("base"):
        if href := _claimed(node, "href"):
            return href
    return ""


def _claimed(node: Node, attribute: str) -> str:
    """The address in an attribute as it was on the portal, "" for none and for one beyond all measure."""
    address = node.attributes.get(attribute, "").strip()
    return without_archive_prefix(address) if len(address) <= MAX_ADDRESS else ""


@dataclass(slots=True)
class AddressFinder:
    """Gathers the claims of all pages, then answers for each. `by_folder` is the mirror's own answer."""

    by_folder: Callable[[str], str] = field(default=lambda path: "")
    base_url: str = ""
    explicit: bool = False
    _canonical: Tally = field(default_factory=Tally)
    _sites: Counter[str] = field(default_factory=Counter)
    _fronts: Counter[str] = field(default_factory=Counter)
    _archived: Counter[str] = field(default_factory=Counter)

    def take_in(self, claims: Claims, path: str) -> None:
        """Count what one page claims, and what its place in the mirror tells."""
        if claims.canonical:
            self._canonical.add_page([_key(claims.canonical)])
            if claims.canonical.count("/") == (3 if claims.canonical.endswith("/") else 2):
                self._fronts[_site(claims.canonical)] += 1
        for address, weight in (
            (claims.canonical, CANONICAL),
            (claims.mirrored, 3),
            (claims.base, 2),
            (self.in_folder(path), 1),
        ):
            if site := _site(address):
                self._sites[site] += weight
        self._archived.update(claims.hosts)
        for counter in (self._sites, self._archived, self._fronts):
            if len(counter) > MOST_SITES:  # of a portal there is one; the rest is noise, or an attack
                keep = counter.most_common(MOST_SITES // 2)
                counter.clear()
                counter.update(dict(keep))

    def in_folder(self, path: str) -> str:
        """The address that the mirror's folders give a file, "" where they tell none."""
        address = self.by_folder(path)
        host = urlsplit(address).netloc
        if host and f"www.{host}" in path.split(
            "/"
        ):  # what tells no sites apart is part of an address all the same
            return address.replace(host, f"www.{host}", 1)
        return address

    def settle(self, base_url: str = "") -> str:
        """Decide the portal's old address; what the caller knows goes first. "" if nothing tells."""
        self.explicit = bool(base_url)
        if base_url:
            self.base_url = base_url.rstrip("/") + "/"
        elif self._sites:
            self.base_url = self._sites.most_common(1)[0][0] + "/"
        elif self._archived:
            self.base_url = f"http://{self._archived.most_common(1)[0][0]}/"
        return self.base_url

    def fronts(self) -> int:
        """How many pages call the portal's front page their own address, if hardly anything else tells of it; else 0.

        Themes bring such a claim along, and then it is the address of whoever wrote the theme.
        """
        site = self.base_url.rstrip("/")
        count = self._fronts[site]
        return count if count > 1 and 2 * CANONICAL * count > self._sites[site] and not self.explicit else 0

    def address(self, path: str, claims: Claims, known: str = "") -> str:
        """The old address of one page: what the source knows, what the page says, what its path tells."""
        if known:
            return known
        folder = self.in_folder(path)
        if self.explicit:
            return urljoin(self.base_url, _own_path(folder) if folder else _written(path))
        if claims.canonical and self._canonical.pages(_key(claims.canonical)) <= 1:
            return claims.canonical
        if claims.mirrored:
            return claims.mirrored
        if folder:
            return folder
        return urljoin(self.base_url, _written(path)) if self.base_url else ""


def _site(address: str) -> str:
    """The scheme and host of a web address, "" for any other."""
    if clear := _CLEAR_SITE.match(address):
        return clear[1].lower()
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not 0 < len(parts.netloc) <= MAX_HOST:
        return ""
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}"


def _key(address: str) -> bytes:
    return blake2b(address.encode("utf-8", "replace"), digest_size=8).digest()


def _own_path(address: str) -> str:
    parts = urlsplit(address)
    return parts.path.lstrip("/") + (f"?{parts.query}" if parts.query else "")


def _written(path: str) -> str:
    """A stored path as it was addressed: no index.html, the query that a mirror put into the name."""
    path = _INDEX.sub("", path)
    name = basename(path)
    if found := _QUERIED.search(name):
        head, tail = name[: found.start()], name[found.start() :]
        if tail[0] in "?@" and "=" in tail:
            folder = path[: len(path) - len(name)]
            return quote(folder + head) + "?" + re.sub(r"\.html?$", "", tail[1:])
    return quote(path)
