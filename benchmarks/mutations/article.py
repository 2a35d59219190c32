"""Mutations that hang something on each article: toolbars, counters, comment threads."""

from __future__ import annotations

from datetime import timedelta

from . import forms
from .dates import like_the_site
from .opened import OpenPage
from .registry import FURNITURE, over_pages
from .site import fold


@over_pages(FURNITURE)
def long_comments(page: OpenPage) -> None:
    """Readers' comments, with names and dates, are below the article, as long as it or longer."""
    _comments(
        page,
        '<li class="comment"><b class="name">',
        '<div id="comments" class="comments"><h3>',
        "</ul></div>",
    )


@over_pages(FURNITURE)
def plain_comments(page: OpenPage) -> None:
    """Readers' comments under a heading, in markup without any class that would tell."""
    _comments(page, "<li><b>", "<div><h3>", "</ul></div>")


@over_pages(FURNITURE)
def share_toolbar(page: OpenPage) -> None:
    """A toolbar for sharing, printing and letter size, with a count of likes, is between title and body."""
    if page.is_news and page.start is not None:
        label = page.phrases.label
        page.after(
            page.start,
            f'<div class="tools"><a href="#" onclick="window.print()">{label("print")}</a>'
            f' | <a href="mailto:?">{label("send")}</a> | <a href="#">A-</a> <a href="#">A+</a>'
            f" | {label('share')} <span>\U0001f44d {page.dice.randrange(900)}</span></div>",
        )


@over_pages(FURNITURE)
def view_counter_top(page: OpenPage) -> None:
    """The count of views is above the title, and the portal's count, a digit an element, at the top of the page."""
    count = page.dice.randrange(12, 90000)
    if page.is_news and page.start is not None:
        page.before(
            page.start, f'<div class="hits">{page.phrases.label("views")}: {page.phrases.number(count)}</div>'
        )
    digits = "".join(f"<b>{digit}</b>" for digit in str(37_412_221 + count))
    page.prepend(page.body, f'<div class="counter">{page.phrases.label("visitors")}: {digits}</div>')


def _comments(page: OpenPage, entry: str, opening: str, closing: str) -> None:
    if not page.is_article or page.end is None:
        return
    dice, words, html = page.dice, 0, ""
    wanted = min(1200, int(len(str(page.row.get("body_text") or "").split()) * dice.uniform(0.6, 1.5)) + 60)
    published = page.row.get("published")
    when = forms.moment(published) if isinstance(published, str) else forms.moment("2015-03-02")
    count = 0
    while words < wanted:
        when += timedelta(hours=dice.randrange(1, 30), minutes=dice.randrange(60))
        text = page.phrases.sentences(dice, dice.randrange(1, 6))
        html += (
            f"{entry}{page.phrases.person(dice)}</b> <span>{like_the_site(page, when)}</span>"
            f'<p>{text}</p><a href="#reply">{page.phrases.label("reply")}</a></li>'
        )
        words, count = words + len(fold(text).split()), count + 1
    page.after(page.end, f"{opening}{page.phrases.label('comments')} ({count})</h3><ul>{html}{closing}")
