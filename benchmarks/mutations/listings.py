"""Mutations of listings: gone, with one entry, with whole articles, with teasers."""

from __future__ import annotations

import posixpath
from html import escape
from random import Random

from selectolax.lexbor import LexborNode

from .anatomy import ancestors
from .opened import OpenPage
from .registry import PAGES, WORDS, NotApplicable, each_page, over_site
from .site import Row, Site, fold

_PAGES_ADDED = 6
_WHOLE, _TEASERS = 4, 9  # entries a page


@over_site(WORDS)
def no_listings(site: Site, dice: Random) -> Site:
    """No listing was fetched: what is left are the articles and notices."""
    gone = {path for path, row in site.truth.items() if row["page_type"] == "listing"}
    if not gone or len(gone) == len(site.pages):
        raise NotApplicable("no listings")
    return site.with_changes(
        {path: content for path, content in site.pages.items() if path not in gone},
        {path: row for path, row in site.truth.items() if path not in gone},
    )


@over_site(WORDS)
def single_entry_listing(site: Site, dice: Random) -> Site:
    """Half of the listings have one entry left."""
    listings = sorted(path for path, row in site.truth.items() if row["page_type"] == "listing")
    if not listings:
        raise NotApplicable("no listings")

    def prune(page: OpenPage) -> None:
        if page.path in listings[::2]:
            for record in _records(page)[1:]:
                record.decompose()
                page.changed = True

    return each_page(site, "single_entry_listing", prune)


@over_site(PAGES)
def full_text_listing(site: Site, dice: Random) -> Site:
    """New listings show four articles each from their first word to the last."""

    def entry(page: OpenPage, path: str) -> str:
        other = OpenPage(site, path, dice)
        inner = "".join(node.html or "" for node in other.span)
        return f"{_heading(page, path)}<div class='entry'>{inner}</div>"

    return _with_listings(site, _WHOLE, entry)


@over_site(PAGES)
def teaser_listing(site: Site, dice: Random) -> Site:
    """New listings repeat, like a feed, the first paragraph of nine articles each."""

    def entry(page: OpenPage, path: str) -> str:
        first = fold(str(site.truth[path]["body_text"]).split("\n")[0])
        more = f'<a href="{escape(page.link_to(path))}">{page.phrases.label("more")}</a>'
        return f"{_heading(page, path)}<p>{escape(first)} {more}</p>"

    return _with_listings(site, _TEASERS, entry)


def _heading(page: OpenPage, path: str) -> str:
    row = page.site.truth[path]
    return (
        f'<h3><a href="{escape(page.link_to(path))}">{escape(fold(str(row["title"])))}</a></h3>'
        f'<div class="date">{escape(str(row.get("published_raw") or ""))}</div>'
    )


def _with_listings(site: Site, size: int, entry) -> Site:  # type: ignore[no-untyped-def]
    """The site with listings of `size` entries, made out of the frames of articles."""
    pages: dict[str, bytes] = dict(site.pages)
    truth: dict[str, Row] = dict(site.truth)
    newest = [path for path in reversed(site.articles) if len(str(site.truth[path]["body_text"])) > 200]
    for number in range(min(_PAGES_ADDED, len(newest) // size)):
        chosen = newest[number * size : (number + 1) * size]
        page = _emptied(site, chosen[0])
        if page is None:
            continue
        path = posixpath.join(posixpath.dirname(posixpath.dirname(chosen[0])), f"listing-{number + 1}.html")
        page.path = path
        for text in chosen:
            page.blocks[0].insert_before(page.markup(entry(page, text)))
        page.blocks[0].decompose()
        pages[path], truth[path] = page.content(), _row(page, path)
    if len(pages) == len(site.pages):
        raise NotApplicable("no article whose frame could hold a listing")
    return site.with_changes(pages, truth)


def _emptied(site: Site, path: str) -> OpenPage | None:
    """The frame of an article with its first block alone left of the body, no date, and a listing's title."""
    page = OpenPage(site, path, Random(path))
    parts = page.parts
    if parts.title is None or not page.blocks:
        return None
    page.fill(parts.title, page.phrases.label("news"))
    if parts.date is not None:
        page.say(parts.date, str(site.truth[path]["published_raw"]), "")
    for node in page.span:
        if node.mem_id != page.blocks[0].mem_id:
            node.remove()
    return page


def _row(page: OpenPage, path: str) -> Row:
    return {
        "file": path, "source_path": path, "page_type": "listing", "encoding": "utf-8", "published": None,
        "title": page.phrases.label("news"), "body_text": "", "images": [],
    }  # fmt: skip


def _records(page: OpenPage) -> list[LexborNode]:
    """The records of a listing's main list, one an article, in the page's order."""
    links: dict[str, list[LexborNode]] = {}
    for node in page.body.css("a[href]"):
        target = page.resolve(node.attributes.get("href") or "")
        if target and page.site.truth[target]["page_type"] != "listing":
            links.setdefault(target, []).append(node)
    lists: dict[int, list[LexborNode]] = {}
    for target, nodes in links.items():
        record = _record(page, nodes[0], target)
        if record.parent is not None and record.tag != "body":
            lists.setdefault(record.parent.mem_id, []).append(record)
    return max(lists.values(), key=lambda records: sum(len(r.text()) for r in records), default=[])


def _record(page: OpenPage, link: LexborNode, target: str) -> LexborNode:
    """The highest element around a link that leads to no other article."""
    record = link
    for above in ancestors(link):
        targets = {page.resolve(node.attributes.get("href") or "") for node in above.css("a[href]")}
        if above.tag == "body" or any(
            other and other != target and page.site.truth[other]["page_type"] != "listing"
            for other in targets
        ):
            break
        record = above
    return record
