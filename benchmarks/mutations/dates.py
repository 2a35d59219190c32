"""Mutations of dates: their form, their cut, their place, and decoys around them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from . import forms
from .opened import OpenPage
from .registry import FURNITURE, LAYOUT, WORDS, over_pages
from .site import fold

_CRAWLED = datetime(2021, 11, 18, 9, 41, 7)


@over_pages(WORDS)
def date_format_changes(page: OpenPage) -> None:
    """The older half of the news has its dates in another form, from before a redesign."""
    if page.is_news and page.is_older:
        _rewrite(page, forms.REDESIGNED)


@over_pages(WORDS)
def mixed_date_languages(page: OpenPage) -> None:
    """On one page in three the date is written as in another language."""
    if page.is_news and page.dice.random() < 1 / 3:
        _rewrite(page, forms.FOREIGN)


@over_pages(LAYOUT)
def dates_cut_into_spans(page: OpenPage) -> None:
    """Every date is cut into a span for each of its parts."""
    found = forms.find(fold(str(page.row.get("published_raw") or "")))
    if found and page.parts.date is not None:
        pieces = re.split(r"([\w]+)", found[1])
        spans = "".join(f"<span>{piece}</span>" if place % 2 else piece for place, piece in enumerate(pieces))
        page.say(page.parts.date, found[1], f"<span>{spans}</span>")


@over_pages(LAYOUT)
def date_in_title_block(page: OpenPage) -> None:
    """The date is gone from its place and stands in brackets behind the title, in the title's block."""
    found = forms.find(fold(str(page.row.get("published_raw") or "")))
    parts = page.parts
    if not page.is_news or not found or parts.date is None or parts.title is None:
        return
    if page.say(parts.date, found[1], ""):
        page.append(parts.title, f" ({found[1]})")
        page.row["published_raw"] = found[1]


@over_pages(FURNITURE)
def header_clock(page: OpenPage) -> None:
    """A clock in the header shows the time at which the page was served, in the form of the site's dates."""
    shown = like_the_site(page, served(page))
    page.prepend(page.body, f'<div id="clock"><span>{shown}</span></div>')


@over_pages(FURNITURE)
def print_header(page: OpenPage) -> None:
    """A header for the printer stands above the title: the portal, the address, the date of printing."""
    if page.is_news and page.start is not None:
        label = page.phrases.label
        page.before(
            page.start,
            f'<div class="printonly"><b>{label("portal")}</b><br>http://www.portal.example/{page.path}<br>'
            f"{label('printed')}: {like_the_site(page, served(page))}</div>",
        )


@over_pages(FURNITURE)
def notice_bar(page: OpenPage) -> None:
    """A bar with a notice and a date that changes from day to day is on every page."""
    day = _CRAWLED + timedelta(days=page.dice.randrange(9))
    text = f"{page.phrases.label('notice')}: {like_the_site(page, day)}, {page.phrases.person(page.dice)}"
    page.prepend(page.body, f'<div class="notice-bar"><marquee>{text}</marquee></div>')


def served(page: OpenPage) -> datetime:
    """When the page was fetched: one run of a crawler over some hours."""
    return _CRAWLED + timedelta(seconds=page.dice.randrange(4 * 3600))


def like_the_site(page: OpenPage, when: datetime) -> str:
    """A date in the form that the site has for those of its articles."""
    for path in (page.path, *page.site.by_age):
        found = forms.find(fold(str(page.site.truth[path].get("published_raw") or "")))
        if found:
            return found[0].write(when)
    return forms.SLASHED.write(when)


def _rewrite(page: OpenPage, other: Mapping[tuple[str, int], forms.Form]) -> None:
    published = page.row.get("published")
    found = forms.find(fold(str(page.row.get("published_raw") or "")))
    if not isinstance(published, str) or not found or page.parts.date is None:
        return
    form = other.get((page.phrases.language, min(len(published), 16)))
    if form is None:
        return
    text = form.write(forms.moment(published))
    if page.say(page.parts.date, found[1], text):
        page.row["published_raw"] = fold(str(page.row["published_raw"])).replace(found[1], text)
