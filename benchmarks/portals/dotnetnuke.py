"""A water district on DotNetNuke 4: panes, containers, a module's announcements, LinkClick files."""

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
    ("Press Releases", "Public Notices", "Board News"), 56, datetime(2005, 6, 1), datetime(2013, 3, 1),
    picture="/Portals/0/Images/{name}", document="/Portals/0/Documents/{name}", photo_name="img_{number}_{nth}.png",
    lead=0.7, notices=0.12, attachments=0.25, uncategorised=0.0,
)  # fmt: skip


def _href(article: Article) -> str:
    return f"/News/tabid/{68 + _BEAT.categories.index(article.category)}/ItemID/{article.number}/Default.aspx"


def _us(moment: datetime) -> str:
    return f"{moment:%A}, {moment:%B} {moment.day:02}, {moment.year}"


def _container(number: int, title: str, content: str) -> str:
    return f"""<div class="c_DNN6"><a name="{number}"></a><table class="containermaster_blue" cellspacing="0" cellpadding="0" align="center" border="0"><tr><td class="containerrow1_blue"><table width="100%" border="0"><tr><td valign="middle" nowrap>
<span id="dnn_ctr{number}_dnnTITLE_lblTitle" class="Head">{title}</span>&nbsp;</td><td valign="middle" align="right"></td></tr></table></td></tr><tr><td id="dnn_ctr{number}_ContentPane" class="DNNAlignleft">
<!-- Start_Module_{number} --><div id="dnn_ctr{number}_ModuleContent">{content}</div><!-- End_Module_{number} --></td></tr></table></div>"""


def _frame(content: str, written: Sequence[Article], rng: Random, tab: str) -> str:
    top = "".join(
        f'<li><a class="Normal" href="{_href(a)}">{esc(a.title)}</a> <span class="SubHead">{a.published:%m/%d/%Y}</span></li>'
        for a in others(written, rng, 6)
    )
    weather = f'<span class="Normal">{rng.randint(20, 95)}&deg;F, wind {rng.randint(1, 30)} mph</span>'
    return f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN">
<html lang="en-US"><head id="Head"><!-- by DotNetNuke Corporation --><meta content="text/html; charset=UTF-8" http-equiv="Content-Type" /><title>
	Wexcombe Water District &gt; {tab}
</title><meta id="MetaGenerator" name="GENERATOR" content="DotNetNuke " /><link id="_Portals__default_" rel="stylesheet" type="text/css" href="/Portals/_default/default.css" /></head>
<body id="Body"><form name="Form" method="post" action="/Default.aspx" id="Form" enctype="multipart/form-data"><div><input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwUJ{rng.getrandbits(160):x}" /></div>
<table class="skinmaster" cellspacing="3" cellpadding="3" align="center" border="1"><tr><td id="dnn_ControlPanel" class="contentpane" valign="top" align="center"></td></tr><tr><td valign="top"><table class="skinheader" width="100%"><tr><td valign="middle"><a id="dnn_dnnLOGO_hypLogo" title="Wexcombe Water District" href="/"><img src="/Portals/0/logo.gif" alt="Wexcombe Water District" border="0" /></a></td><td align="right"><a href="#"><img src="/Portals/0/Banners/b{rng.randint(1, 3)}.gif" alt="" /></a></td></tr></table>
<table class="skingradient" width="100%"><tr><td class="MainMenu_MenuBar"><span>Home</span> | <span>About Us</span> | <span>Rates</span> | <span>News</span> | <span>Contact</span></td><td class="skingradient" align="right"><a class="SkinObject" href="/login">Login</a></td></tr><tr><td><span id="dnn_dnnCURRENTDATE_lblDate" class="SelectedTab">{_us(written[0].published)}</span></td><td><span id="dnn_dnnBREADCRUMB_lblBreadCrumb"><a class="Breadcrumb" href="/">Home</a> > <a class="Breadcrumb" href="/News">{tab}</a></span></td></tr></table>
<table width="100%"><tr valign="top"><td id="dnn_TopPane" class="toppane" colspan="3"></td></tr><tr valign="top"><td id="dnn_LeftPane" class="leftpane">{_container(380, "Top Stories", f"<ul>{top}</ul>")}{_container(381, "At the Reservoir", weather)}</td>
<td id="dnn_ContentPane" class="contentpane">{content}</td><td id="dnn_RightPane" class="rightpane">{_container(382, "Pay Your Bill", '<p class="Normal">Pay online with any <b>major card</b>.</p>')}</td></tr></table></td></tr>
<tr><td class="skingradient" align="center"><span id="dnn_dnnCOPYRIGHT_lblCopyright" class="SkinObject">Copyright 2013 by Wexcombe Water District</span> <a class="SkinObject" href="/Terms">Terms Of Use</a> <a class="SkinObject" href="/Privacy">Privacy Statement</a></td></tr></table></form></body></html>"""


def _single(article: Article, written: Sequence[Article], rng: Random) -> Page:
    editor = rng.choice((editors.tidy, editors.divs, editors.word, editors.breaks))
    lead = (
        f'<p class="SubHead" id="summary"><span class="Normal"><b>{esc(article.lead)}</b></span></p>'
        if article.lead
        else ""
    )
    files = "".join(
        f'<tr><td><img src="/images/FileManager/Icons/{e.href[-3:]}.gif" alt="" /></td><td><a class="CommandButton" href="{e.href}">{esc(e.label)}</a> <span class="Normal">({rng.randint(20, 900)} KB)</span></td></tr>'
        for e in article.attachments
    )
    boxes = (
        f'<table border="0"><tr><td colspan="2" class="NormalBold">Attachments</td></tr>{files}</table>'
        if files
        else ""
    )
    inner = f"""<table cellspacing="0" cellpadding="4" width="100%" border="0"><tr><td><span class="Head" id="dnn_ctr396_ViewArticle_lblTitle">{esc(article.title)}</span></td></tr>
<tr><td class="Normal"><span id="dnn_ctr396_ViewArticle_lblPosted">Posted on {_us(article.published)} by <a href="#">{esc(article.author)}</a> in <a href="/News/tabid/68/Default.aspx">{esc(article.category)}</a></span> | <span>{article.views} Views</span></td></tr>
<tr><td class="Normal">{lead}<div id="dnn_ctr396_ViewArticle_lblArticle" class="Normal">{editor(article.blocks, rng)}</div></td></tr><tr><td>{boxes}</td></tr>
<tr><td align="right"><a class="CommandButton" href="javascript:window.print()"><img src="/images/print.gif" alt="Print" /> Print</a>&nbsp; Rate this: 1 2 3 4 5 <span class="Normal">({rng.randint(0, 12)} votes)</span></td></tr></table>
<a class="CommandButton" href="/News/tabid/68/Default.aspx">Return to News</a>"""
    path = _href(article).strip("/").replace(".aspx", ".aspx.html")
    return Page(
        path,
        _frame(_container(396, "News Articles", inner), written, rng, "News"),
        truth_of(article, day(article.published)),
    )


def _teaser(article: Article) -> str:
    return f"""<tr><td class="Normal"><a class="SubHead" href="{_href(article)}">{esc(article.title)}</a> - <span class="Normal">{_us(article.published)}</span><br />{esc(article.teaser[:160])}...&nbsp;<a class="CommandButton" href="{_href(article)}">read more ...</a><hr noshade size="1" /></td></tr>"""


def render(rng: Random) -> Iterator[Page]:
    written = articles(PROSE, _BEAT, rng)
    for article in written:
        yield _single(article, written, rng)
    for nth, total, part in shelves(written, 12):
        inner = f'<table width="100%">{"".join(map(_teaser, part))}</table><span class="Normal">Page {nth} of {total} First Previous <b>[{nth}]</b> Next Last</span>'
        path = "Default.aspx.html" if nth == 1 else f"News/tabid/68/currentpage/{nth}/Default.aspx.html"
        yield Page(path, _frame(_container(395, "News Articles", inner), written, rng, "News"), LISTING)
    for nth, inside in enumerate(by_category(written).values()):
        inner = f'<table width="100%">{"".join(map(_teaser, inside[:12]))}</table>'
        yield Page(
            f"Default.aspx@tabid={68 + nth}.html",
            _frame(_container(395, "News by Category", inner), written, rng, "News"),
            LISTING,
        )
    for name in ("Contact Us", "About Us", "Privacy"):
        text = "".join(f'<p class="Normal">{esc(PROSE.paragraph(rng))}</p>' for _ in range(2))
        yield Page(
            f"{name.replace(' ', '')}/tabid/{50 + len(name)}/Default.aspx.html",
            _frame(_container(401, name, text), written, rng, name),
            OTHER,
        )


PORTAL = Portal("dotnetnuke", "en", render)
