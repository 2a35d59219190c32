"""A library consortium on Drupal 7: fields, node links, term references, comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

from benchmarks.portals import editors
from benchmarks.portals.editors import esc
from benchmarks.portals.newsroom import Beat, articles
from benchmarks.portals.prose.en import PROSE
from benchmarks.portals.shelves import LISTING, OTHER, by_category, others, shelves
from benchmarks.portals.values import Article, Page, Picture, Portal, minute, truth_of

_BEAT = Beat(
    ("Branch News", "Events", "Collections", "Jobs"), 68, datetime(2011, 6, 1), datetime(2016, 8, 1), picture="/sites/default/files/{name}",
    document="http://library.example/sites/default/files/{name}", lead=0.0, notices=0.06, attachments=0.2, uncategorised=0.1,
)  # fmt: skip


def _href(article: Article) -> str:
    return f"/content/{article.slug}-{article.number}" if article.number % 3 else f"/node/{article.number}"


def _term(name: str) -> str:
    return "/category/" + name.lower().replace(" ", "-")


def _field(name: str, label: str, content: str) -> str:
    head = f'<div class="field-label">{label}:&nbsp;</div>' if label else ""
    return f'<div class="field field-name-{name} field-type-x field-label-{"above" if label else "hidden"}">{head}<div class="field-items"><div class="field-item even">{content}</div></div></div>'


def _frame(title: str, content: str, written: Sequence[Article], rng: Random) -> str:
    recent = "".join(
        f'<li class="views-row"><span class="field-content"><a href="{_href(a)}">{esc(a.title)}</a></span></li>'
        for a in written[:5]
    )
    said = "".join(
        f'<li><a href="{_href(a)}#comment-{a.number}">Re: {esc(a.title)}</a>&nbsp;<span>{rng.randint(2, 50)} min {rng.randint(2, 50)} sec ago</span></li>'
        for a in others(written, rng, 3)
    )
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML+RDFa 1.0//EN" "http://www.w3.org/MarkUp/DTD/xhtml-rdfa-1.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" version="XHTML+RDFa 1.0" dir="ltr"><head profile="http://www.w3.org/1999/xhtml/vocab"><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><meta name="Generator" content="Drupal 7 (http://drupal.org)" /><title>{esc(title)} | Three Rivers Libraries</title><style type="text/css" media="all">@import url("/modules/system/system.base.css?n1");</style></head>
<body class="html not-front not-logged-in two-sidebars page-node"><div id="skip-link"><a href="#main-content" class="element-invisible element-focusable">Skip to main content</a></div><div id="page-wrapper"><div id="page"><div id="header" class="without-secondary-menu"><div class="section clearfix"><a href="/" title="Home" rel="home" id="logo"><img src="/sites/default/files/logo.png" alt="Home" /></a><div id="name-and-slogan"><div id="site-name"><strong><a href="/" title="Home" rel="home"><span>Three Rivers Libraries</span></a></strong></div></div>
<div id="main-menu" class="navigation"><h2 class="element-invisible">Main menu</h2><ul id="main-menu-links" class="links inline clearfix"><li class="menu-1 first"><a href="/">Home</a></li><li><a href="/about">About</a></li><li class="last"><a href="/contact">Contact</a></li></ul></div></div></div>
<div id="main-wrapper" class="clearfix"><div id="main" class="clearfix"><div id="breadcrumb"><h2 class="element-invisible">You are here</h2><div class="breadcrumb"><a href="/">Home</a></div></div><div id="sidebar-first" class="column sidebar"><div class="section"><div class="region region-sidebar-first"><div id="block-search-form" class="block"><div class="content"><form action="/"><input title="Enter the terms you wish to search for." type="text" /><input type="submit" value="Search" class="form-submit" /></form></div></div><div id="block-user-login" class="block block-user"><h2>User login</h2><div class="content"><form action="/"><label>Username <span class="form-required">*</span></label><input /><label>Password <span>*</span></label><input type="password" /><ul><li><a href="/user/register">Create new account</a></li></ul></form></div></div></div></div></div>
<div id="content" class="column"><div class="section"><a id="main-content"></a><h1 class="title" id="page-title">{esc(title)}</h1><div class="tabs"></div><div class="region region-content"><div id="block-system-main" class="block block-system"><div class="content">{content}</div></div></div></div></div>
<div id="sidebar-second" class="column sidebar"><div class="section"><div class="block block-views"><h2>Recent content</h2><div class="item-list"><ul>{recent}</ul></div></div><div class="block block-comment"><h2>Recent comments</h2><div class="content"><div class="item-list"><ul>{said}</ul></div></div></div></div></div></div></div>
<div id="footer-wrapper"><div class="section"><div id="footer"><div class="region region-footer"><span>Powered by <a href="http://drupal.org">Drupal</a></span></div></div></div></div></div></div></body></html>"""


def _single(article: Article, written: Sequence[Article], rng: Random) -> Page:
    moment = article.published
    stamp = f"{moment:%a, %m/%d/%Y - %H:%M}"
    blocks = list(article.blocks)
    top = ""
    if blocks and isinstance(blocks[0], Picture) and not blocks[0].caption:
        top = _field("field-image", "", f'<img src="{blocks.pop(0).src}" width="480" height="320" alt="" />')
    body = (
        _field("body", "", rng.choice((editors.tidy, editors.tidy, editors.divs))(blocks, rng))
        if blocks
        else ""
    )
    files = "".join(
        _field(
            "field-file",
            "",
            f'<span class="file"><img class="file-icon" alt="" src="/modules/file/icons/x-office-document.png" /> <a href="{e.href}" type="application/pdf; length={rng.randint(9999, 99999)}">{esc(e.label)}</a></span>',
        )
        for e in article.attachments
    )
    term = (
        _field("field-section", "Section", f'<a href="{_term(article.category)}">{article.category}</a>')
        if article.category
        else ""
    )
    tags = (
        _field("field-tags", "Tags", " ".join(f'<a href="/tags/{t}">{t}</a>' for t in article.tags))
        if rng.random() < 0.7
        else ""
    )
    talk = "".join(
        f'<div class="comment clearfix"><div class="attribution"><div class="submitted"><p class="commenter-name"><span class="username">Anonymous{n}</span></p><p class="comment-time">{moment + timedelta(days=n):%a, %m/%d/%Y - %H:%M}</p></div></div><div class="comment-text"><h3><a href="/comment/{n}" class="permalink">{esc(PROSE.sentence(rng)[:28])}</a></h3><div class="content"><p>{esc(PROSE.paragraph(rng, 1, 3))}</p></div><ul class="links inline"><li>reply</li></ul></div></div>'
        for n in range(1, rng.choice((1, 1, 3, 5)))
    )
    content = f"""<div id="node-{article.number}" class="node node-article node-full clearfix"><div class="meta submitted"><span>Submitted by <span class="username">{esc(article.author)}</span> on {stamp}</span></div><div class="content clearfix">{top}{body}{files}{term}{tags}</div>
<div class="link-wrapper"><ul class="links inline"><li class="statistics_counter first"><span>{article.views} reads</span></li><li class="comment-add last"><a href="/user/login">Log in</a> to post comments</li></ul></div>{f'<div id="comments" class="comment-wrapper"><h2 class="title">Comments</h2>{talk}</div>' if talk else ""}</div>"""
    return Page(
        _href(article).strip("/") + ".html",
        _frame(article.title, content, written, rng),
        truth_of(article, minute(moment)),
    )


def _teaser(article: Article) -> str:
    return f'<div id="node-{article.number}" class="node node-article node-teaser clearfix"><h2><a href="{_href(article)}">{esc(article.title)}</a></h2><div class="meta submitted">Submitted by <span class="username">{esc(article.author)}</span> on {article.published:%a, %m/%d/%Y - %H:%M}</div><div class="content">{_field("body", "", f"<p>{esc(article.teaser)}</p>")}</div><div class="link-wrapper"><ul class="links inline"><li class="node-readmore first"><a href="{_href(article)}">Read more</a></li><li>{article.views} reads</li></ul></div></div>'


def render(rng: Random) -> Iterator[Page]:
    written = articles(PROSE, _BEAT, rng)
    for article in written:
        yield _single(article, written, rng)
    for nth, _, part in shelves(written, 10):
        pager = '<ul class="pager"><li class="pager-current">1</li><li class="pager-next"><a href="/node?page=1">next ›</a></li></ul>'
        yield Page(
            "index.html" if nth == 1 else f"node@page={nth - 1}.html",
            _frame("Welcome", "".join(map(_teaser, part)) + pager, written, rng),
            LISTING,
        )
    for name, inside in by_category(written).items():
        for nth, _, part in shelves(inside, 10):
            path = _term(name).strip("/") + ("" if nth == 1 else f"@page={nth - 1}") + ".html"
            yield Page(path, _frame(name, "".join(map(_teaser, part)), written, rng), LISTING)
    about = f'<div id="node-1" class="node node-page node-full"><div class="content">{_field("body", "", "".join(f"<p>{esc(PROSE.paragraph(rng))}</p>" for _ in range(3)))}</div></div>'
    yield Page("about.html", _frame("About us", about, written, rng), OTHER)
    form = '<form class="contact-form"><label>Your name <input /></label><label>Subject <input /></label><label>Message <textarea></textarea></label><input type="submit" value="Send message" /></form>'
    yield Page("contact.html", _frame("Contact", form, written, rng), OTHER)


PORTAL = Portal("drupal", "en", render)
