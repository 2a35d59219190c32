"""Mutations of the frame around an article: names, wrappers and the order of columns."""

from __future__ import annotations

import hashlib
import re

from selectolax.lexbor import LexborNode

from .anatomy import TABLE_PARTS, ancestors, common, is_inside
from .opened import OpenPage
from .registry import FURNITURE, LAYOUT, SOURCE, over_pages

_WORD = re.compile(r"[^\s]+")


@over_pages(LAYOUT)
def split_template(page: OpenPage) -> None:
    """One template is split in two: on half of the pages two more elements are around the whole article."""
    region = _region(page)
    if page.is_news and page.dice.random() < 0.5 and region is not None:
        page.prepend(region, '<div class="layout-b"><div class="inner">')
        page.append(region, "</div></div>")


@over_pages(LAYOUT)
def redesign_renames_classes(page: OpenPage) -> None:
    """On the older half of the news all elements of and around the article have other classes and no ids."""
    if not page.is_news or not page.is_older:
        return
    for part in (page.parts.title, page.parts.date, page.parts.container):
        for node in [] if part is None else [part, *ancestors(part)]:
            if node.tag != "body" and not (node.attributes.get("class") or "").startswith("old-"):
                node.attrs["class"] = f"old-{_word(node.attributes.get('class') or node.tag or '')}"
                node.attrs["id"] = f"old-{_word(node.attributes.get('id') or node.tag or '')}"
                page.changed = True


@over_pages(LAYOUT)
def hashed_classes(page: OpenPage) -> None:
    """Class names are hashed by the build, and the pages were fetched while two builds were live."""
    build = "a" if page.is_older else "b"
    for node in page.body.css("[class]"):
        names = _WORD.findall(node.attributes.get("class") or "")
        node.attrs["class"] = " ".join(f"{name[:3]}_{_hash(name + build)}" for name in names)
        page.changed = True


@over_pages(LAYOUT)
def numbered_ids(page: OpenPage) -> None:
    """Every id carries the number of its page, and the article's frame a class with it."""
    number = 1000 + sorted(page.site.pages).index(page.path)
    for node in page.body.css("[id]"):
        head, _, tail = (node.attributes.get("id") or "x").partition("_")
        node.attrs["id"] = f"{head}_{number}_{tail}" if tail else f"{head}-{number}"
        page.changed = True
    if page.parts.container is not None and page.parts.container.tag != "body":
        old = page.parts.container.attributes.get("class") or ""
        page.parts.container.attrs["class"] = f"{old} post-{number}".strip()
        page.changed = True


@over_pages(LAYOUT)
def random_wrappers(page: OpenPage) -> None:
    """None to three bare elements, as many as the dice say on each page, are around the title and the body."""
    parts = page.parts
    if page.start is not None and page.start.tag not in TABLE_PARTS:
        _wrap(page, page.start, page.start, page.dice.randrange(4))
    if parts.container is not None and page.is_news:
        if parts.flat or parts.container.tag in TABLE_PARTS:
            _wrap(page, parts.first, parts.last, page.dice.randrange(4))
        else:
            _wrap(page, parts.container, parts.container, page.dice.randrange(4))


@over_pages(FURNITURE)
def sidebars_first(page: OpenPage) -> None:
    """What came after the article, columns and footer, comes before it in the source."""
    region = _region(page)
    if not page.is_news or region is None:
        return
    for node in [region, *ancestors(region)]:
        if node.tag == "body":
            break
        for sibling in _followers(node):
            if _moves(page, sibling):
                node.insert_before(page.markup(sibling.html or ""))
                sibling.decompose()


@over_pages(SOURCE)
def tables_for_divs(page: OpenPage) -> None:
    """Every `<div>` is a table of one cell."""
    for node in page.body.css("div"):
        names = "".join(f' {name}="{_quoted(value)}"' for name, value in node.attributes.items())
        page.around(node, node, f"<table{names}><tr><td>", "</td></tr></table>")
        node.unwrap()


def _region(page: OpenPage) -> LexborNode | None:
    """The lowest element around title and body that may hold other elements freely."""
    parts = page.parts
    if parts.title is None or parts.first is None:
        return None
    found = common(parts.title, parts.first)
    around = [found, *ancestors(found)]
    return next(
        (node for node in around if node.tag not in TABLE_PARTS - {"td"} and node.tag != "table"), None
    )


def _wrap(page: OpenPage, first: LexborNode | None, last: LexborNode | None, depth: int) -> None:
    if first is not None and last is not None and depth:
        page.around(first, last, "<div>" * depth, "</div>" * depth)


def _followers(node: LexborNode) -> list[LexborNode]:
    found, following = [], node.next
    while following is not None:
        if following.is_element_node:
            found.append(following)
        following = following.next
    return found


def _moves(page: OpenPage, node: LexborNode) -> bool:
    """Whether an element is a column or footer, and no script and no part of the article."""
    date = page.parts.date
    return (
        node.tag not in ("script", "style", "noscript", "hr", "br")
        and not (date is not None and is_inside(date, node))
        and bool((node.text() or "").strip())
    )


def _quoted(value: str | None) -> str:
    return (value or "").replace("&", "&amp;").replace('"', "&quot;")


def _word(name: str) -> str:
    return "".join(name.lower().split()[:1])[::-1]


def _hash(name: str) -> str:
    return hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest()[:6]
