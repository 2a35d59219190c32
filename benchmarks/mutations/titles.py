"""Mutations of titles: what they say, what hangs on them, and what else looks like one."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from random import Random

from .anatomy import whole
from .opened import OpenPage
from .registry import LAYOUT, WORDS, NotApplicable, each_page, over_pages, over_site
from .site import Site, fold, squeeze

_NAMED = "a, h1, h2, h3, h4, h5, title"


@over_site(WORDS)
def weekly_titles(site: Site, dice: Random) -> Site:
    """A third of the articles become a weekly series, whose titles differ in their digits alone."""
    chosen = [path for place, path in enumerate(site.articles) if place % 3 == 0]
    if len(chosen) < 3:
        raise NotApplicable("too few articles for a series")
    series = OpenPage(site, chosen[0], dice).phrases.label("series")
    numbers = {path: (place % 52 + 1, 2008 + place // 52) for place, path in enumerate(chosen)}
    return retitle(site, {path: series.format(*number) for path, number in numbers.items()})


@over_site(WORDS)
def two_letter_titles(site: Site, dice: Random) -> Site:
    """One article in twelve has a title of two or three letters."""
    if not site.articles:
        raise NotApplicable("no articles")
    short = OpenPage(site, site.articles[0], dice).phrases.short
    chosen = site.articles[:: max(12, len(site.articles) // len(short))]
    return retitle(site, dict(zip(chosen, short, strict=False)))


@over_site(WORDS)
def emoji_in_titles(site: Site, dice: Random) -> Site:
    """A quarter of the titles carry an emoji, at their start or end."""
    chosen = dice.sample(site.articles, len(site.articles) // 4)
    signs = {path: dice.choice("📢🎉🌾🚒⚠") for path in chosen}
    titles = {path: fold(str(site.truth[path]["title"])) for path in chosen}
    return retitle(
        site,
        {
            path: f"{signs[path]} {titles[path]}" if dice.random() < 0.5 else f"{titles[path]} {signs[path]}"
            for path in chosen
        },
    )


@over_pages(LAYOUT)
def brackets_after_titles(page: OpenPage) -> None:
    """Every title is followed by the empty brackets of a field that nobody fills."""
    if page.is_news and page.parts.title is not None:
        page.append(page.parts.title, " ()")


@over_pages(LAYOUT)
def constant_title(page: OpenPage) -> None:
    """The `<title>` says the portal's name on every page."""
    named = page.tree.css_first("title")
    if named is not None:
        page.fill(named, page.phrases.label("portal"))
    elif page.tree.head is not None:
        page.append(page.tree.head, f"<title>{page.phrases.label('portal')}</title>")


@over_pages(LAYOUT)
def breadcrumb_title(page: OpenPage) -> None:
    """Breadcrumbs stand above the article, with the title as their last entry."""
    start = page.start
    if not page.is_news or start is None:
        return
    middle = escape(str(page.row.get("category") or page.phrases.label("news")))
    home, title = page.phrases.label("home"), escape(str(page.row["title"]))
    page.before(
        start,
        f'<div class="breadcrumbs"><a href="/">{home}</a> &raquo; <a href="/list">{middle}</a>'
        f" &raquo; <span>{title}</span></div>",
    )


@over_pages(LAYOUT)
def site_name_heading(page: OpenPage) -> None:
    """The only `<h1>` is the portal's name; the title is no heading any more."""
    title = page.parts.title if page.is_news else None
    if title is not None:
        heading = title if title.tag in ("h1", "h2", "h3") else whole(title)
        if heading.tag in ("h1", "h2", "h3"):
            style = escape(heading.attributes.get("class") or "headline")
            page.around(heading, heading, f'<div class="{style}">', "</div>")
            heading.unwrap()
    page.prepend(page.body, f'<h1 id="site-name"><a href="/">{page.phrases.label("portal")}</a></h1>')


@over_pages(LAYOUT)
def repeated_headings(page: OpenPage) -> None:
    """Every article opens with the same caption heading above its title, and closes with one below."""
    if page.is_news and page.start is not None and page.end is not None:
        page.before(page.start, f"<h2>{page.phrases.label('news')}</h2>")
        page.after(page.end, f"<h2>{page.phrases.label('comments')}</h2>")


def retitle(site: Site, titles: Mapping[str, str]) -> Site:
    """The site with other titles: on the page, in its `<title>`, in all links, and in the truth."""
    known = {squeeze(str(site.truth[path]["title"])): new for path, new in titles.items()}
    shown = {path for path in titles if OpenPage(site, path, Random(0)).parts.title is not None}

    def change(page: OpenPage) -> None:
        own = page.path in shown
        if own:
            _rename(page, titles[page.path])
        for node in page.tree.css(_NAMED):
            target = page.resolve(node.attributes.get("href") or "") if node.tag == "a" else page.path
            text = squeeze(node.text())
            if target in shown and text in known and text == squeeze(str(site.truth[target]["title"])):
                if text in squeeze(str(page.row.get("body_text") or "")):
                    continue  # an author's own words stay
                page.fill(node, escape(titles[target]))
            elif node.tag == "title" and own:
                page.say(node, str(site.truth[page.path]["title"]), escape(titles[page.path]))
        if own:
            page.row["title"] = titles[page.path]

    return each_page(site, "retitle", change)


def _rename(page: OpenPage, title: str) -> None:
    node = page.parts.title
    assert node is not None
    if not page.say(node, str(page.row["title"]), escape(title)):
        page.fill(node, escape(title))
