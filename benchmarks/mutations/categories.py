"""Mutations of what a page says of its category."""

from __future__ import annotations

from collections import Counter
from html import escape
from random import Random

from .opened import OpenPage
from .registry import LAYOUT, WORDS, NotApplicable, each_page, over_pages, over_site
from .site import Site


@over_site(WORDS)
def constant_category(site: Site, dice: Random) -> Site:
    """Every article is shown in the one category that most of them are in."""
    names = Counter(
        str(site.truth[path]["category"]) for path in site.by_age if site.truth[path].get("category")
    )
    if len(names) < 2:
        raise NotApplicable("no categories, or only one")
    name = names.most_common(1)[0][0]

    def change(page: OpenPage) -> None:
        node = page.parts.category if page.is_news else None
        if node is not None and page.row["category"] != name:
            page.fill(node, escape(name))
            page.row["category"] = name

    return each_page(site, "constant_category", change)


@over_pages(LAYOUT)
def category_under_title(page: OpenPage) -> None:
    """The category has left its place for a line of its own under the title."""
    node, start = (page.parts.category, page.start) if page.is_news else (None, None)
    if node is None or start is None:
        return
    name = escape(str(page.row["category"]))
    page.fill(node, "")
    page.after(start, f'<div class="section-name">{name}</div>')
