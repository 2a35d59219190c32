"""A county on Liferay 6: portlets, the asset publisher, long addresses, short US dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from random import Random

from benchmarks.portals import editors
from benchmarks.portals.editors import esc
from benchmarks.portals.newsroom import Beat, articles
from benchmarks.portals.prose.en import PROSE
from benchmarks.portals.shelves import LISTING, OTHER, by_category, others, shelves
from benchmarks.portals.values import Article, Page, Portal, day, truth_of

_BEAT = Beat(
    ("Transport", "Education", "Environment", "Community"), 66, datetime(2011, 1, 15), datetime(2016, 4, 1),
    picture="/image/journal/article?img_id={number}&name={name}", document="/documents/10157/28406/{name}",
    lead=0.8, attachments=0.2, uncategorised=0.12, photo_name="{number}{nth}.jpg",
)  # fmt: skip
_BEAT = Beat(**{**vars(_BEAT), "picture": "/documents/10157/19{number}/{name}"})


def _href(article: Article) -> str:
    return f"/web/guest/news/-/asset_publisher/Tq7Y/content/{article.slug}-{article.number}"


def _portlet(number: str, title: str, content: str) -> str:
    return f"""<div class="portlet-boundary portlet-boundary_{number}_ portlet-static" id="p_p_id_{number}_INSTANCE_Tq7Y_"><span id="p_{number}"></span><section class="portlet" id="portlet_{number}"><header class="portlet-topper"><h1 class="portlet-title"><img class="icon" src="/html/icons/{number}.png" alt="" /> <span class="portlet-title-text">{title}</span></h1></header><div class="portlet-content"><div class="portlet-content-container"><div class="portlet-body">{content}</div></div></div></section></div>"""


def _frame(title: str, content: str, written: Sequence[Article], rng: Random) -> str:
    popular = "".join(
        f'<li><a href="{_href(a)}">{esc(a.title)}</a></li>' for a in others(written, rng, rng.randint(4, 7))
    )
    events = "".join(
        f'<tr class="results-row"><td>{rng.randint(1, 12)}/{rng.randint(1, 28)}/16</td><td>{esc(PROSE.fill("{topic}, {place}", rng))}</td></tr>'
        for _ in range(3)
    )
    cloud = "".join(
        f'<li class="tag-popularity-{rng.randint(1, 6)}"><span><a href="#">{tag}</a></span></li>'
        for tag in PROSE.phrases["tag"]
    )
    return f"""<!DOCTYPE html><html class="ltr yui3-skin-sam" dir="ltr" lang="en-US"><head><title>{esc(title)} - Denning County</title><meta content="text/html; charset=UTF-8" http-equiv="content-type" />
<link href="/html/themes/county/css/main.css?t=1364" rel="stylesheet" /><script type="text/javascript">var Liferay={{Browser:{{}}}};var themeDisplay={{getLanguageId:function(){{return "en_US"}}}};</script></head>
<body class="yui3-skin-sam controls-visible guest-site signed-out public-page site"><div id="wrapper"><a href="#main-content" id="skip-to-content">Skip to Content</a>
<header id="banner" role="banner"><div id="heading"><h1 class="site-title"><a class="logo" href="/"><img src="/image/layout_set_logo?img_id=10701" alt="Denning County" height="60" /></a></h1><h2 class="page-title"><span>News</span></h2></div><a href="/c/portal/login" id="sign-in" rel="nofollow">Sign In</a>
<nav class="sort-pages modify-pages" id="navigation"><h1><span>Navigation</span></h1><ul><li class="selected"><a href="/web/guest/home"><span>Home</span></a></li><li><a href="/web/guest/news"><span>News</span></a></li><li><a href="/web/guest/services"><span>Services</span></a></li></ul></nav></header>
<div id="content"><nav class="site-breadcrumbs" id="breadcrumbs"><ul class="breadcrumbs breadcrumbs-horizontal"><li class="first"><span><a href="/">Denning County</a></span></li><li class="last"><span><a href="/web/guest/news">News</a></span></li></ul></nav>
<div class="columns-2" id="main-content" role="main"><div class="portlet-layout"><div class="aui-w70 portlet-column portlet-column-first" id="column-1">{content}</div>
<div class="aui-w30 portlet-column portlet-column-last" id="column-2">{_portlet("101_A", "Most Viewed", f"<ul>{popular}</ul>")}{_portlet("8", "Calendar", f"<table>{events}</table>")}{_portlet("148", "Topics", f'<ul class="tag-items tag-cloud">{cloud}</ul>')}</div></div></div></div>
<footer id="footer" role="contentinfo"><p class="powered-by">Powered By <a href="http://www.liferay.com" rel="external">Liferay</a></p></footer></div></body></html>"""


def _single(article: Article, written: Sequence[Article], rng: Random) -> Page:
    editor = rng.choice((editors.tidy, editors.tidy, editors.word))
    moment = article.published
    group = (
        f'<div class="asset-categories"><span class="asset-category-label">Topic:</span> <a class="asset-category" href="/web/guest/news?p_r_p_564233524_categoryId={len(article.category)}">{esc(article.category)}</a></div>'
        if article.category
        else ""
    )
    lead = f'<p class="intro">{esc(article.lead)}</p>' if article.lead else ""
    files = "".join(
        f'<li><a href="{e.href}"><img class="icon" src="/html/themes/county/images/file_system/small/{e.href[-3:]}.png" alt="" />{esc(e.label)}</a> ({rng.randint(11, 999)}k)</li>'
        for e in article.attachments
    )
    related = "".join(
        f'<li class="asset-links-list-item"><a href="{_href(a)}">{esc(a.title)}</a></li>'
        for a in others(written, rng, rng.randint(0, 4), article)
    )
    inner = f"""<div class="asset-full-content show-asset-title"><span class="header-back-to"><a href="/web/guest/news">&laquo; Back</a></span><h3 class="header"><span class="header-title">{esc(article.title)}</span></h3>
<div class="asset-content" id="kqlt_{article.number}"><div class="asset-user-actions"><div class="print-action"><a href="javascript:;" class="taglib-icon"><img src="/html/print.png" alt="" /><span class="taglib-text">Print</span></a></div></div>
<div class="journal-content-article" id="article_10157_{article.number}_1.2">{lead}
{editor(article.blocks, rng)}</div>{f'<div class="asset-attachments"><h4>Attachments</h4><ul>{files}</ul></div>' if files else ""}
<div class="asset-ratings"><div class="taglib-ratings stars">Average ({rng.randint(0, 9)} Votes)</div></div><div class="taglib-social-bookmarks"><ul><li><a href="#">Tweet</a></li><li><a href="#">Like</a></li></ul></div></div>
{f'<div class="asset-links"><h2 class="asset-links-title">Related Assets:</h2><ul class="asset-links-list">{related}</ul></div>' if related else ""}
<div class="asset-metadata"><span class="metadata-entry metadata-publish-date">{moment.month}/{moment.day}/{moment:%y}</span> <span class="metadata-entry metadata-author">By {esc(article.author)}</span> <span class="metadata-entry metadata-view-count">{article.views} Views</span> {group}</div></div>"""
    page = _frame(article.title, _portlet("101", "News", inner), written, rng)
    return Page(_href(article).strip("/") + ".html", page, truth_of(article, day(moment)))


def _teaser(article: Article) -> str:
    return f"""<div class="asset-abstract"><h3 class="asset-title"><a href="{_href(article)}"><img class="icon" src="/html/web_content.png" alt="" /> {esc(article.title)}</a></h3><div class="asset-content"><div class="asset-summary">{esc(article.teaser[:200])}...</div><div class="asset-more"><a href="{_href(article)}">Read More &raquo;</a></div></div><div class="asset-metadata"><span class="metadata-entry">{article.published.month}/{article.published.day}/{article.published:%y}</span></div></div>"""


def render(rng: Random) -> Iterator[Page]:
    written = articles(PROSE, _BEAT, rng)
    for article in written:
        yield _single(article, written, rng)
    for nth, total, part in shelves(written, 10):
        pager = f'<div class="taglib-page-iterator"><div class="search-results">Showing {nth * 10 - 9} - {nth * 10} of {len(written)} results.</div>Page {nth} of {total}</div>'
        path = (
            "web/guest/news.html" if nth == 1 else f"web/guest/news@p_p_id=101_INSTANCE_Tq7Y&cur={nth}.html"
        )
        yield Page(
            path,
            _frame("News", _portlet("101", "News", "".join(map(_teaser, part)) + pager), written, rng),
            LISTING,
        )
    for name, inside in by_category(written).items():
        inner = "".join(map(_teaser, inside[:10]))
        yield Page(
            f"web/guest/news@categoryId={name}.html",
            _frame("News", _portlet("101", f"Content with topic {name}", inner), written, rng),
            LISTING,
        )
    form = '<form><label>Your name <input name="n" /></label><label>Comments <textarea></textarea></label><input type="submit" value="Send" /></form>'
    yield Page(
        "web/guest/contact.html",
        _frame("Contact", _portlet("1_WAR_webform", "Write to us", form), written, rng),
        OTHER,
    )
    office = "".join(f"<p>{esc(PROSE.paragraph(rng))}</p>" for _ in range(3))
    yield Page(
        "web/guest/services.html",
        _frame(
            "Services",
            _portlet("56", "Services", f'<div class="journal-content-article">{office}</div>'),
            written,
            rng,
        ),
        OTHER,
    )


PORTAL = Portal("liferay", "en", render)
