"""Pages of the old portal as HTML: the shell around articles, listings and the front page."""

from __future__ import annotations

import base64
import hashlib
import random
import string
from collections.abc import Sequence
from datetime import datetime
from html import escape
from pathlib import Path

from . import addresses, hands
from .compose import COMMON
from .model import CAMPAIGNS, CATEGORIES, VISITORS, Article, Category

MARKUP = Path(__file__).parent / "markup"
MONTHS = ("Giêng", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười Một", "Mười Hai")
META = '<meta http-equiv="Content-Type" content="text/html; charset={}" />'

_DIGIT = (
    '<td align="center" height="10"><table cellpadding="0" cellspacing="0" class="tb-HitCount"><tr>'
    '<td align="center" valign="top" class="background-img">'
    '<div class="font-number">\n{}\n</div></td></tr></table></td>'
)


def article_page(
    article: Article, newer: Sequence[Article], earlier: Sequence[Article], link: hands.Link
) -> str:
    """`newer` nearest first, `earlier` nearest first, both of the article's category."""
    hand = hands.HANDS[article.hand](link)
    content = _fill(
        "article",
        category=escape(article.category.name),
        date=printed(article.published, article.category.dates),
        title=hand.text(article.title) if article.hand == "tcvn3" else escape(article.title, quote=False),
        lead=hand.inline(article.lead),
        body=hand.body(article.parts),
        hex=hashlib.md5(f"body {article.number}".encode()).hexdigest().upper(),
        counter=_counter(article),
        comments=_comments(article),
        newer=_siblings("TIN MỚI HƠN", newer),
        earlier=_siblings("TIN ĐÃ ĐƯA", earlier),
        more=escape(addresses.listing_path(article.category)),
        day=escape(addresses.day_path(article.category, f"{article.published:%Y-%m-%d}")),
    )
    action = addresses.path_of(article).rpartition("/")[2]
    return shell(content, action, article.visitors, article.declared)


def listing_page(heading: str, articles: Sequence[Article], action: str, pages: Sequence[str] = ()) -> str:
    """A list of headlines with their dates; `pages` the addresses of its own pages."""
    rows = "\n".join(_headline(article, f"{article.published:%d.%m.%Y %H:%M}") for article in articles)
    paging = " ".join(f'<a href="{escape(page)}">{number}</a>' for number, page in enumerate(pages, start=1))
    return shell(_fill("listing", heading=escape(heading), rows=rows, paging=paging), action)


def front_page(latest: Sequence[tuple[Category, Sequence[Article]]], action: str) -> str:
    """The newest headlines of every category."""
    parts = [
        _fill("listing", heading=escape(category.name), rows="\n".join(map(_headline, articles)), paging="")
        for category, articles in latest
    ]
    return shell("\n".join(parts), action)


def _headline(article: Article, date: str = "") -> str:
    anchor = f'<a href="{escape(addresses.path_of(article))}">{escape(article.title)}</a>'
    shown = f' <span class="ShowDate">({date})</span>' if date else ""
    return f'<tr><td class="TitleFront">{anchor}{shown}</td></tr>'


def shell(content: str, action: str, visitors: int = VISITORS, charset: str = "utf-8") -> str:
    """The template's page around `content`; an empty charset declares none."""
    return _fill(
        "shell",
        charset=META.format(charset) if charset else "",
        action=escape(action),
        viewstate=_view_state(action),
        menu="\n".join(_menu_entry(category) for category in CATEGORIES),
        marquee=COMMON["marquee"],
        visitors=_digits(visitors, 8),
        online=_digits(17, 7),
        content=content,
        campaigns="\n".join(f'<li><a href="#">{escape(text)}</a></li>' for text in CAMPAIGNS),
    )


def _menu_entry(category: Category) -> str:
    anchor = f'<a class="tmenu" href="{escape(addresses.listing_path(category))}">'
    words = f"{anchor}<span>{escape(category.name)}</span></a>"
    return f'<li class="parent"><div class="main-level">{words}</div></li>'


def printed(moment: datetime, form: str) -> str:
    """The moment as the software's three web parts printed it; SA is morning, CH is afternoon."""
    half, hour = ("SA" if moment.hour < 12 else "CH"), moment.hour % 12 or 12
    if form == "long":
        return (
            f"{moment.day:02} Tháng {MONTHS[moment.month - 1]} {moment.year} {hour:02}:{moment:%M:%S} {half}"
        )
    if form == "slashed":
        return f"{moment.day}/{moment.month}/{moment.year} {hour}:{moment:%M} {half}"
    return f"({moment:%d.%m.%Y %H:%M})"


def _counter(article: Article) -> str:
    if article.views is None:
        return ""
    shown = article.views_text or article.views
    return f'<span class="css_readCounter">Số lượt người xem: {shown} &nbsp;&nbsp;</span>'


def _comments(article: Article) -> str:
    if not article.comments:
        return ""
    rows = "".join(
        f'<div class="ms-CommentItem"><div class="ms-CommentHeader">{escape(who)}</div>'
        f'<div class="ms-CommentBody">{escape(what)}</div></div>'
        for who, what in article.comments
    )
    return f'<div class="ms-CommentList" id="comments"><h3>Ý kiến bạn đọc</h3>{rows}</div>'


def _siblings(heading: str, articles: Sequence[Article]) -> str:
    rows = "\n".join(
        f'<li><a href="{escape(addresses.path_of(article))}">{escape(article.title)}</a> '
        f'<span class="ShowDate">({article.published:%d/%m/%Y})</span></li>'
        for article in articles
    )
    return _fill("siblings", heading=heading, rows=rows or "<p>Tin đang được cập nhật....</p>")


def _digits(number: int, width: int) -> str:
    return "\n".join(_DIGIT.format(digit) for digit in f"{number:0{width}}")


def _view_state(seed: str) -> str:
    return base64.b64encode(random.Random(f"state {seed}").randbytes(30_000)).decode()


def _fill(name: str, **values: str) -> str:
    return string.Template((MARKUP / f"{name}.html").read_text(encoding="utf-8")).substitute(values)
