"""A supporters' site on a PHP-Nuke of 2003: tables in tables, blocks, comments, printer pages; ISO-8859-1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

from benchmarks.portals import editors
from benchmarks.portals.editors import esc
from benchmarks.portals.newsroom import Beat, articles
from benchmarks.portals.prose.en import PROSE
from benchmarks.portals.shelves import LISTING, OTHER, by_category, others, shelves
from benchmarks.portals.values import Article, Page, Portal, Truth, minute, truth_of

_CHARSET = "iso-8859-1"
_BEAT = Beat(
    ("Club News", "Youth Teams", "Fan Zone", "Ground & Stands"), 60, datetime(2002, 9, 1), datetime(2006, 2, 1),
    picture="images/news/{name}", document="files/{name}", lead=1.0, notices=0.0, attachments=0.0, pictures=0.4,
)  # fmt: skip


def _long(moment: datetime) -> str:
    return f"{moment:%A}, {moment:%B %d} @ {moment:%H:%M:%S} CET"


def _href(article: Article) -> str:
    return f"modules.php?name=News&amp;file=article&amp;sid={article.number}"


def _path(href: str) -> str:
    return href.replace("&amp;", "&").replace("?", "@") + ".html"


def _block(title: str, content: str) -> str:
    return f"""<table border="0" cellpadding="1" cellspacing="0" bgcolor="#000000" width="150"><tr><td><table border="0" cellpadding="3" cellspacing="0" bgcolor="#dedebb" width="100%"><tr><td align=left>
<font class="content" color="#363636"><b>{title}</b></font></td></tr></table></td></tr></table><table border="0" cellpadding="0" cellspacing="0" bgcolor="#ffffff" width="150"><tr valign="top"><td bgcolor="#ffffff"><font class="content">{content}</font></td></tr></table><br>"""


def _frame(title: str, content: str, written: Sequence[Article], rng: Random) -> str:
    past = "".join(
        f'<strong><big>&middot;</big></strong> <a href="{_href(a)}">{esc(a.title)}</a> ({rng.randint(0, 20)})<br>'
        for a in others(written, rng, 8)
    )
    menu = "".join(
        f'<strong><big>&middot;</big></strong>&nbsp;<a href="modules.php?name={m.replace(" ", "_")}">{m}</a><br>'
        for m in ("Home", "Downloads", "Feedback", "Forums", "Search", "Statistics", "Topics", "Your Account")
    )
    online = f"There are currently, {rng.randint(1, 60)} guest(s) and {rng.randint(0, 4)} member(s) that are online."
    return f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html><head><title>{esc(title)}</title><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=ISO-8859-1"><META NAME="GENERATOR" CONTENT="PHP-Nuke Copyright (c) 2003"><LINK REL="StyleSheet" HREF="themes/DeepGreen/style/style.css" TYPE="text/css"></head>
<body bgcolor="#ffffff" text="#000000" topmargin="5"><br><table border="0" cellpadding="4" cellspacing="0" width="100%" align="center"><tr><td bgcolor="#ffffff"><a href="index.php"><img src="themes/DeepGreen/images/logo.gif" alt="Welcome to Saltby Rovers Fans" border="0"></a></td><td bgcolor="#ffffff" align="right"><center><a href="banners.php?op=click&amp;bid={rng.randint(1, 9)}"><img src="images/banners/{rng.randint(1, 9)}.gif" border="1" alt=""></a></center></td></tr></table>
<table cellpadding="0" cellspacing="0" width="100%" border="0" bgcolor="#dedebb"><tr><td><font class="content">&nbsp;Create an account</font></td><td align="right"><font class="content">{written[0].published:%A, %B %d}, Topics <select><option>All Topics</option></select></font></td></tr></table>
<table width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff" align="center"><tr valign="top"><td bgcolor="#ffffff" width="150" valign="top">{_block("Modules", menu)}{_block("Who's Online", online)}{_block("Languages", "<select><option>English</option><option>Deutsch</option></select>")}</td><td><img src="images/pix.gif" width="15" height="1" border="0" alt=""></td><td width="100%">
{content}
</td><td><img src="images/pix.gif" width="15" height="1" border="0" alt=""></td><td valign="top" width="150">{_block("Login", "Nickname<br><input type=text size=10><br>Password<br><input type=password size=10><br><input type=submit value=Login>")}{_block("Past Articles", past)}{_block("Survey", "Should the terrace be seated?<br><input type=radio>Yes<br><input type=radio>No way<br>Votes: " + str(rng.randint(10, 900)))}</td></tr></table>
<br><center><font class="footmsg">All logos and trademarks in this site are property of their respective owner. The comments are property of their posters, all the rest &copy; 2002 by us.<br>Page Generation: 0.{rng.randint(100, 999)} Seconds</font></center></body></html>"""


def _opening(article: Article, more: str) -> str:
    return f"""<table border="0" cellpadding="0" cellspacing="0" bgcolor="#000000" width="100%"><tr><td><table border="0" cellpadding="3" cellspacing="1" width="100%"><tr><td bgcolor="#dedebb"><font class="option" color="#363636"><b>{esc(article.title)}</b></font></td></tr><tr><td bgcolor="#ffffff"><font class="content">Posted by <a href="user.php">{esc(article.author)}</a> on {_long(article.published)} ({article.views} reads)<br>
Topic: <a href="modules.php?name=News&amp;new_topic=3">{esc(article.category)}</a></font></td></tr><tr><td bgcolor="#ffffff"><font class="content"><a href="modules.php?name=News&amp;new_topic=3"><img src="images/topics/t{len(article.category)}.gif" border="0" align="right" hspace="10" alt="{esc(article.category)}"></a>{esc(article.lead)}</font></td></tr></table></td></tr></table>{more}<br>"""


def _single(article: Article, written: Sequence[Article], rng: Random) -> Page:
    moment = article.published
    talk = "".join(
        f'<table width="99%" border="0"><tr bgcolor="#dedebb"><td><b>Re: {esc(article.title)}</b> (Score: 1)<br>by <b>fan{rng.randint(1, 99)}</b> on {moment + timedelta(days=n):%A, %B %d} @ {moment:%H:%M:%S} CET<br><font class="tiny">(User Info | Send a Message)</font></td></tr><tr><td>{esc(PROSE.paragraph(rng, 1, 3))}</td></tr></table>[ <a href="#">Reply to This</a> ]<br>'
        for n in range(rng.choice((0, 0, 1, 3, 6)))
    )
    body = editors.breaks(article.blocks, rng)
    content = f"""<table width="100%" border="0"><tr><td valign="top" width="100%"><table border="0" cellpadding="0" cellspacing="0" bgcolor="#000000" width="100%"><tr><td><table border="0" cellpadding="3" cellspacing="1" width="100%"><tr><td bgcolor="#dedebb"><font class="option" color="#363636"><b>{esc(article.title)}</b></font><br><font class="content">Posted on {moment:%A}, {moment:%B %d}, {moment.year} @ {moment:%H:%M:%S} CET by <a href="user.php">{esc(article.author)}</a></font></td></tr><tr><td bgcolor="#ffffff">
<font class="content"><a href="#"><img src="images/topics/t{len(article.category)}.gif" border="0" align="right" hspace="10" alt="{esc(article.category)}"></a>{esc(article.lead)}<br><br>{body}</font></td></tr></table></td></tr></table><br></td><td>&nbsp;</td><td valign="top">
{_block("Related Links", f'&middot;&nbsp;<a href="modules.php?name=News&amp;new_topic=3">More about {esc(article.category)}</a><br>&middot;&nbsp;<a href="#">News by {esc(article.author)}</a><br><hr noshade width="95%" size="1"><b>Most read story about {esc(article.category)}:</b><br><a href="{_href(written[3])}">{esc(others(written, rng, 1, article)[0].title)}</a>')}
{_block("Article Rating", f"Average Score: <b>{rng.randint(0, 5)}</b><br>Votes: <b>{rng.randint(0, 40)}</b>")}{_block("Options", f'<img src="images/print.gif" alt=""> <a href="modules.php?name=News&amp;file=print&amp;sid={article.number}">Printer Friendly Page</a><br><img src="images/friend.gif" alt=""> Send to a Friend')}</td></tr></table>
<table width="100%"><tr><td align="center"><font class="content">"{esc(article.title)}" | <a href="user.php">Login/Create an Account</a> | <b>{rng.randint(0, 9)}</b> comments</font><br><font class="tiny">The comments are owned by the poster. We aren't responsible for their content.</font></td></tr></table>{talk}"""
    page = _frame("Saltby Rovers Fans: " + article.title, content, written, rng)
    return Page(_path(_href(article)), page, truth_of(article, minute(moment), category=False), _CHARSET)


def _printed(article: Article, rng: Random) -> Page:
    """The printer's page of an article: nothing but the article, in another order of lines."""
    moment = article.published
    html = f"""<html><head><title>Saltby Rovers Fans</title><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=ISO-8859-1"></head><body bgcolor="#ffffff" text="#000000"><table border="0" align="center"><tr><td><table border="0" width="640" cellpadding="0" cellspacing="1" bgcolor="#000000"><tr><td><table border="0" width="640" cellpadding="20" cellspacing="1" bgcolor="#ffffff"><tr><td><center><img src="images/logo.gif" border="0" alt=""><br><br>
<font class="content"><b>{esc(article.title)}</b></font><br><font class="tiny"><b>Date:</b> {moment:%A}, {moment:%B %d}, {moment.year} @ {moment:%H:%M:%S} CET<br><b>Topic:</b> {esc(article.category)}</font><br><br></center><font class="content">{esc(article.lead)}<br><br>{editors.breaks(article.blocks, rng)}<br><br></font></td></tr></table></td></tr></table>
<br><br><center><font class="content">This article comes from Saltby Rovers Fans<br><a href="http://rovers.example">http://rovers.example</a><br><br>The URL for this story is:<br><a href="#">http://rovers.example/{_href(article)}</a></font></center></td></tr></table></body></html>"""
    path = f"modules.php@name=News&file=print&sid={article.number}.html"
    return Page(path, html, truth_of(article, minute(moment)), _CHARSET)


def render(rng: Random) -> Iterator[Page]:
    written = articles(PROSE, _BEAT, rng)

    def page(path: str, content: str, truth: Truth) -> Page:
        return Page(path, _frame("Saltby Rovers Fans", content, written, rng), truth, _CHARSET)

    for article in written:
        yield _single(article, written, rng)
    for article in written[::5]:
        yield _printed(article, rng)
    for nth, _, part in shelves(written, 10):
        more = '<font class="content">(<a href="#">Read More...</a> | 2211 bytes more | comments?)</font>'
        content = "".join(_opening(article, more) for article in part)
        yield page(
            "index.php.html" if nth == 1 else f"modules.php@name=News&pagenum={nth}.html", content, LISTING
        )
    for nth, (name, inside) in enumerate(by_category(written).items()):
        rows = "".join(
            f'<b>&middot;</b> <a href="{_href(a)}">{esc(a.title)}</a> ({a.published:%m-%d-%Y})<br>'
            for a in inside
        )
        yield page(
            f"modules.php@name=News&new_topic={nth}.html",
            f"<center><b>{esc(name)}</b></center><br>{rows}",
            LISTING,
        )
    found = "".join(
        f'<b>&middot;</b> <a href="{_href(a)}">{esc(a.title)}</a><br>by {esc(a.author)}<br>'
        for a in written[:9]
    )
    yield page(
        "modules.php@name=Search&query=bus.html",
        f"<b>Search in all topics</b><br><input type=text value=bus><br>{found}",
        LISTING,
    )
    yield page(
        "modules.php@name=Feedback.html",
        "<center><b>Feedback Form</b></center>Your Name:<br><input type=text><br>Message:<br><textarea></textarea><br><input type=submit value=Send>",
        OTHER,
    )
    yield page(
        "modules.php@name=Statistics.html",
        f"<center><b>Browsers</b></center><table><tr><td>MSIE</td><td>{rng.randint(60, 90)} %</td></tr><tr><td>Netscape</td><td>7 %</td></tr></table>",
        OTHER,
    )


PORTAL = Portal("phpnuke", "en", render)
