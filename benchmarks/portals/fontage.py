"""A harbour weekly of 1999-2003 without a class or an id: frames gone, tables and font tags left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from random import Random

from benchmarks.portals import editors
from benchmarks.portals.editors import esc
from benchmarks.portals.newsroom import Beat, articles
from benchmarks.portals.prose.en import PROSE
from benchmarks.portals.shelves import LISTING, OTHER, by_category, newer, older, others, shelves
from benchmarks.portals.values import Article, Page, Portal, Truth, day, truth_of

_BEAT = Beat(
    ("Shipping", "Town", "Fishing", "People"), 48, datetime(1999, 1, 10), datetime(2003, 11, 1), picture="../pics/{name}",
    photo_name="p{number}_{nth}.gif", document="../dl/{name}", lead=0.4, notices=0.04, attachments=0.05, tables=0.2,
)  # fmt: skip


def _path(article: Article) -> str:
    return f"{article.published:%Y}/{article.published:%m%d}_{article.number}.htm.html"


def _href(article: Article) -> str:
    return "../" + _path(article).removesuffix(".html")


def _frame(content: str, written: Sequence[Article], rng: Random) -> str:
    links = "".join(
        f"<tr><td><font face=Arial size=1>&#149; <a href={_href(a)}>{esc(a.title)}</a><br></font></td></tr>"
        for a in others(written, rng, 5)
    )
    nav = "<br>".join(
        f"<a href=../{n.lower()}.htm><font face=Arial size=2 color=yellow><b>{n}</b></font></a>"
        for n in (*_BEAT.categories, "Tides", "Guestbook", "Links")
    )
    return f"""<HTML><HEAD><TITLE>The Kettle Bay Packet</TITLE><META NAME="GENERATOR" CONTENT="Mozilla/4.05 [en] (Win95; I) [Netscape]"></HEAD>
<BODY BGCOLOR="#FFFFFF" TEXT="#000000" LINK="#0000EE" BACKGROUND="../pics/paper.gif"><CENTER><TABLE BORDER=0 WIDTH=760 CELLPADDING=0 CELLSPACING=0><TR><TD COLSPAN=3 BGCOLOR="#003366"><img src="../pics/packet.gif" width=760 height=80 alt="The Kettle Bay Packet"></TD></TR>
<TR><TD COLSPAN=3 BGCOLOR="#CCCC99"><font face="Arial" size=1>High water {rng.randint(1, 12)}.{rng.randint(10, 59)} &nbsp; | &nbsp; Wind {rng.choice("NESW")} {rng.randint(2, 9)} &nbsp; | &nbsp; You are reader no. <b>{rng.randint(1000, 90000)}</b></font></TD></TR>
<TR><TD WIDTH=120 VALIGN=TOP BGCOLOR="#003366">{nav}<p><img src="../pics/anchor.gif"><p><font size=1 color=white>Best viewed with<br>Netscape Navigator<br>800x600</font></TD><TD WIDTH=490 VALIGN=TOP><TABLE CELLPADDING=8 BORDER=0 WIDTH=100%><TR><TD>
{content}
</TD></TR></TABLE></TD><TD WIDTH=150 VALIGN=TOP BGCOLOR="#EEEEDD"><TABLE BORDER=0><tr><td bgcolor="#003366"><font face=Arial size=2 color=white><b>More from the Packet</b></font></td></tr>{links}</TABLE></TD></TR>
<TR><TD COLSPAN=3 ALIGN=CENTER><HR SIZE=1><FONT SIZE=1>&copy; 1999-2003 Kettle Bay Packet. <A HREF="mailto:packet@kettlebay.example">Mail the editor</A></FONT></TD></TR></TABLE></CENTER></BODY></HTML>"""


def _single(article: Article, written: Sequence[Article], rng: Random) -> Page:
    moment = article.published
    lead = f"<p><b><font face=Arial size=2>{esc(article.lead)}</font></b>" if article.lead else ""
    editor = rng.choice((editors.fonts, editors.fonts, editors.breaks))
    body = editor(article.blocks, rng)
    if article.lead and rng.random() < 0.2:
        lead = f"<p><font size=5 color=navy>{esc(article.lead[0])}</font><font face=Arial size=2>{esc(article.lead[1:])}</font>"
    files = "".join(
        f'<p><font face=Arial size=2><a href="{e.href}">{esc(e.label)}</a></font>'
        for e in article.attachments
    )
    arrows = "".join(
        f'<a href="{_href(a)}"><img src="../pics/{way}.gif" border=0 alt="{way}"></a> '
        for way, near in (("back", older), ("next", newer))
        for a in near(written, article, 1)
    )
    by = f"<font face=Arial size=1>by {esc(article.author)}</font><br>" if rng.random() < 0.7 else ""
    content = f"""<font face="Arial" size=1 color="#666666"><b>{esc(article.category.upper())}</b> &nbsp; {moment.day} {moment:%B %Y}</font><br>
<font face="Times New Roman" size=5 color="#003366"><b>{esc(article.title)}</b></font><br>{by}<hr width=100% size=1 noshade>
{lead}
{body}{files}
<p><center>{arrows}<br><font size=1>[ <a href="../index.htm">Front page</a> | <a href="#top">Top</a> ]</font></center>"""
    truth = truth_of(article, day(moment), files_inside=True)
    truth = Truth(**{**vars(truth), "category": article.category.upper()})
    return Page(_path(article), _frame(content, written, rng), truth, "cp1252")


def render(rng: Random) -> Iterator[Page]:
    written = articles(PROSE, _BEAT, rng)

    def teaser(article: Article) -> str:
        moment = article.published
        return f"<p><a href={_href(article)}><font face=Arial size=3><b>{esc(article.title)}</b></font></a><br><font face=Arial size=2>{esc(article.teaser[:140])} ...</font> <font size=1>({moment.day} {moment:%B %Y})</font>"

    def page(path: str, content: str, truth: Truth) -> Page:
        return Page(path, _frame(content, written, rng), truth, "cp1252")

    for article in written:
        yield _single(article, written, rng)
    for nth, _, part in shelves(written, 16):
        yield page(f"index{'' if nth == 1 else nth}.htm.html", "".join(map(teaser, part)), LISTING)
    for name, inside in by_category(written).items():
        yield page(
            f"{name.lower()}.htm.html",
            f"<font face=Arial size=4><b>{name}</b></font>" + "".join(map(teaser, inside)),
            LISTING,
        )
    times = "".join(
        f"<tr><td>{d}</td><td>{rng.randint(0, 11)}.{rng.randint(10, 59)}</td></tr>" for d in range(1, 29)
    )
    yield page("tides.htm.html", f"<font size=4>Tides</font><table border=1>{times}</table>", OTHER)
    yield page(
        "links.htm.html",
        "<font size=4>Links</font><ul><li><a href=http://lighthouse.example>The lighthouse</a><li><a href=http://ferry.example>Ferry times</a></ul>",
        OTHER,
    )


PORTAL = Portal("fontage", "en", render)
