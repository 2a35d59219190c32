"""Mutations that put other articles' words on a page: siblings, related links, the most read."""

from __future__ import annotations

from html import escape

from . import forms
from .anatomy import TABLE_PARTS
from .dates import like_the_site
from .opened import OpenPage
from .registry import FURNITURE, over_pages
from .site import fold

_SIBLINGS = 7
_EXCERPT = 60  # words


@over_pages(FURNITURE)
def sibling_lists(page: OpenPage) -> None:
    """Below each article are the seven nearest ones by date, with their dates: a list that differs from page to page."""
    if page.is_news and page.end is not None:
        html = "".join(
            f"<li>{_link(page, path)} <span>{_date(page, path)}</span></li>"
            for path in _near(page, _SIBLINGS)
        )
        page.after(
            page.end, f'<div class="othernews"><h3>{page.phrases.label("other")}</h3><ul>{html}</ul></div>'
        )


@over_pages(FURNITURE)
def related_inside(page: OpenPage) -> None:
    """Links to three related stories are the end of the body's own column."""
    last = page.parts.last
    if page.is_article and last is not None and last.tag not in TABLE_PARTS:
        others = [path for path in page.site.articles if path != page.path]
        html = "".join(
            f"<li>{_link(page, path)}</li>" for path in page.dice.sample(others, min(3, len(others)))
        )
        last.insert_after(page.markup(f"<p><b>{page.phrases.label('related')}:</b></p><ul>{html}</ul>"))


@over_pages(FURNITURE)
def most_read_excerpts(page: OpenPage) -> None:
    """Beside every page are the five most read articles, each with the first sixty words of its body."""
    chosen = page.site.articles[:: max(1, len(page.site.articles) // 5)][:5]
    html = ""
    for path in chosen:
        words = fold(str(page.site.truth[path]["body_text"])).split()[:_EXCERPT]
        html += f"<li>{_link(page, path)}<p>{escape(' '.join(words))} ...</p></li>"
    page.append(
        page.body, f'<div id="mostread"><h4>{page.phrases.label("most_read")}</h4><ol>{html}</ol></div>'
    )


def _near(page: OpenPage, count: int) -> list[str]:
    news = page.site.by_age
    place = news.index(page.path)
    start = max(0, min(place - count // 2, len(news) - count - 1))
    return [path for path in news[start : start + count + 1] if path != page.path][:count]


def _link(page: OpenPage, path: str) -> str:
    title = escape(fold(str(page.site.truth[path]["title"])))
    return f'<a href="{escape(page.link_to(path))}">{title}</a>'


def _date(page: OpenPage, path: str) -> str:
    published = page.site.truth[path].get("published")
    return like_the_site(page, forms.moment(published)) if isinstance(published, str) else ""
