"""A village paper on WordPress 2, with a theme in the manner of its first default one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

from benchmarks.portals import editors
from benchmarks.portals.editors import esc
from benchmarks.portals.newsroom import Beat, articles
from benchmarks.portals.prose.en import PROSE
from benchmarks.portals.shelves import LISTING, OTHER, by_category, newer, older, shelves
from benchmarks.portals.values import Article, Block, Page, Picture, Portal, minute, truth_of

_NAME = "The Harrowmere Lantern"
_BEAT = Beat(
    ("Council", "Parish Life", "Sport", "Letters & Opinion"), 64, datetime(2006, 2, 1), datetime(2010, 8, 1),
    picture="http://lantern.example/wp-content/uploads/{name}", document="/wp-content/uploads/{name}",
    lead=0.0, notices=0.05, attachments=0.1, signed=0.1,
)  # fmt: skip


def _ordinal(moment: datetime) -> str:
    tail = "th" if 10 < moment.day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(moment.day % 10, "th")
    return f"{moment:%B} {moment.day}{tail}, {moment.year}"


def _path(article: Article) -> str:
    return f"{article.published:%Y/%m/%d}/{article.slug}-{article.number}/index.html"


def _href(article: Article) -> str:
    return "/" + _path(article).removesuffix("index.html")


def _body(blocks: Sequence[Block], rng: Random) -> str:
    """Pictures with a caption stand in WordPress's own box; the rest as the editor wrote it."""
    out = []
    for block in blocks:
        if isinstance(block, Picture) and block.caption:
            number = rng.randint(100, 900)
            out.append(
                f'<div id="attachment_{number}" class="wp-caption alignleft" style="width: 310px"><a href="{block.src}">'
                f'<img class="size-medium wp-image-{number}" title="scan" src="{block.src}" alt="" width="300" /></a>'
                f'<p class="wp-caption-text">{esc(block.caption)}</p></div>'
            )
        else:
            out.append(editors.tidy([block], rng))
    return "\n".join(out)


def _comments(article: Article, rng: Random) -> str:
    count = rng.choice((0, 0, 1, 2, 5, 9))
    entries = []
    for nth in range(count):
        moment = article.published + timedelta(days=nth, minutes=rng.randint(5, 900))
        entries.append(
            f'<li class="{("alt", "")[nth % 2]}" id="comment-{article.number}{nth}"><cite><a href="http://blog{nth}.example" '
            f'rel="external nofollow" class="url">{rng.choice(PROSE.phrases["name"])}</a></cite> Says:<br />\n'
            f'<small class="commentmetadata"><a href="#comment-{article.number}{nth}" title="">{_ordinal(moment)} at '
            f"{moment:%I:%M %p}</a> </small>\n<p>{esc(PROSE.paragraph(rng, 1, 6))}</p></li>"
        )
    said = ("No Responses", "One Response", f"{count} Responses")[min(count, 2)]
    listed = f'<ol class="commentlist">{"".join(entries)}</ol>' if count else ""
    return f"""<h3 id="comments">{said} to &#8220;{esc(article.title)}&#8221;</h3>{listed}
<h3 id="respond">Leave a Reply</h3><form action="/wp-comments-post.php" method="post" id="commentform">
<p><input type="text" name="author" size="22" /><label><small>Name (required)</small></label></p>
<p><input type="text" name="email" size="22" /><label><small>Mail (will not be published) (required)</small></label></p>
<p><textarea name="comment" cols="100" rows="10"></textarea></p><p><input type="submit" value="Submit Comment" /></p></form>"""


def _sidebar(written: Sequence[Article], rng: Random) -> str:
    months = sorted({article.published.strftime("%Y/%m %B") for article in written}, reverse=True)[:14]
    cats = by_category(written)
    recent = "".join(f'<li><a href="{_href(a)}">{esc(a.title)}</a></li>' for a in written[:5])
    archive = "".join(f'<li><a href="/{m[:7]}/" title="">{m[8:]} {m[:4]}</a></li>' for m in months)
    groups = "".join(
        f'<li class="cat-item"><a href="/category/{_slug(c)}/">{esc(c)}</a> ({len(cats[c])})</li>'
        for c in cats
    )
    return f"""<div id="sidebar"><ul><li><form method="get" id="searchform" action="/"><div><input type="text" name="s" id="s" />
<input type="submit" id="searchsubmit" value="Search" /></div></form></li><li class="pagenav"><h2>Pages</h2><ul>
<li class="page_item"><a href="/about/">About</a></li><li class="page_item"><a href="/contact/">Contact</a></li></ul></li>
<li><h2>Recent Posts</h2><ul>{recent}</ul></li><li><h2>Archives</h2><ul>{archive}</ul></li><li class="categories"><h2>Categories</h2>
<ul>{groups}</ul></li><li id="linkcat-2" class="linkcat"><h2>Blogroll</h2><ul class="xoxo blogroll"><li><a href="http://pier.example/">Friends
of Saltby Pier</a></li><li><a href="http://weather.example">Weather at the lock</a></li></ul></li>
<li><h2>Meta</h2><ul><li><a href="/wp-login.php">Log in</a></li><li><a href="http://validator.w3.org/check/referer">Valid
<abbr title="eXtensible HyperText Markup Language">XHTML</abbr></a></li></ul></li></ul></div>"""


def _frame(title: str, content: str, side: str) -> str:
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" dir="ltr" lang="en-US"><head profile="http://gmpg.org/xfn/11">
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8" /><title>{esc(title)}</title>
<meta name="generator" content="WordPress 2.5.1" /><link rel="stylesheet" href="/wp-content/themes/plain/style.css" type="text/css" />
</head><body><div id="page"><div id="header"><div id="headerimg"><h1><a href="/">{_NAME}</a></h1>
<div class="description">News from both banks of the river</div></div></div><hr />
{content}
{side}
<hr /><div id="footer"><p>{_NAME} is proudly powered by <a href="http://wordpress.org/">WordPress</a><br />
<a href="feed:/feed/">Entries (RSS)</a> and <a href="feed:/comments/feed/">Comments (RSS)</a>.</p></div></div></body></html>"""


def _slug(category: str) -> str:
    return category.lower().replace(" & ", "-").replace(" ", "-")


def _single(article: Article, written: Sequence[Article], rng: Random) -> Page:
    before = "".join(f'&laquo; <a href="{_href(a)}">{esc(a.title)}</a>' for a in older(written, article, 1))
    after = "".join(f'<a href="{_href(a)}">{esc(a.title)}</a> &raquo;' for a in newer(written, article, 1))
    files = "".join(f'<p><a href="{e.href}">{esc(e.label)}</a></p>' for e in article.attachments)
    tags = ", ".join(f'<a href="/tag/{t}/" rel="tag">{t}</a>' for t in article.tags)
    moment = article.published
    content = f"""<div id="content" class="widecolumn"><div class="navigation"><div class="alignleft">{before}</div>
<div class="alignright">{after}</div></div><div class="post" id="post-{article.number}"><h2>{esc(article.title)}</h2>
<div class="entry">{_body(article.blocks, rng)}{files}
<p>Tags: {tags}</p>
<p class="postmetadata alt"><small>This entry was posted on {moment:%A}, {_ordinal(moment)} at {moment:%-I:%M %p} and is filed under
<a href="/category/{_slug(article.category)}/" title="View all posts in {esc(article.category)}" rel="category tag">{esc(article.category)}</a>.
You can follow any responses to this entry through the <a href="{_href(article)}feed/">RSS 2.0</a> feed.
You can <a href="#respond">leave a response</a>, or <a href="{_href(article)}trackback/" rel="trackback">trackback</a> from your own site.
</small></p></div></div>{_comments(article, rng)}</div>"""
    shown = minute(moment)
    truth = truth_of(article, shown, files_inside=True)
    return Page(_path(article), _frame(f"{article.title} « {_NAME}", content, ""), truth)


def _post(article: Article) -> str:
    return f"""<div class="post" id="post-{article.number}"><h2><a href="{_href(article)}" rel="bookmark"
title="Permanent Link to {esc(article.title)}">{esc(article.title)}</a></h2><small>{_ordinal(article.published)} <!-- by admin --></small>
<div class="entry"><p>{esc(article.teaser)} <a href="{_href(article)}#more-{article.number}" class="more-link">Read the rest of this entry
&raquo;</a></p></div><p class="postmetadata">Posted in <a href="/category/{_slug(article.category)}/">{esc(article.category)}</a> |
<a href="{_href(article)}#respond">No Comments &#187;</a></p></div>"""


def _listing(path: str, head: str, part: Sequence[Article], written: Sequence[Article], rng: Random) -> Page:
    top = f'<h2 class="pagetitle">{head}</h2>' if head else ""
    content = f"""<div id="content" class="narrowcolumn">{top}{"".join(map(_post, part))}<div class="navigation"><div class="alignleft">
<a href="/page/2/">&laquo; Older Entries</a></div></div></div>"""
    return Page(path, _frame(f"{_NAME} {head}".strip(), content, _sidebar(written, rng)), LISTING)


def _static(path: str, title: str, rng: Random, written: Sequence[Article]) -> Page:
    text = "".join(f"<p>{esc(PROSE.paragraph(rng))}</p>" for _ in range(2))
    content = f'<div id="content" class="narrowcolumn"><div class="post"><h2>{title}</h2><div class="entry">{text}</div></div></div>'
    return Page(path, _frame(f"{title} « {_NAME}", content, _sidebar(written, rng)), OTHER)


def render(rng: Random) -> Iterator[Page]:
    written = articles(PROSE, _BEAT, rng)
    for article in written:
        yield _single(article, written, rng)
    for nth, _, part in shelves(written, 10):
        yield _listing("index.html" if nth == 1 else f"page/{nth}/index.html", "", part, written, rng)
    for name, inside in by_category(written).items():
        head = f"Archive for the &#8216;{esc(name)}&#8217; Category"
        yield _listing(f"category/{_slug(name)}/index.html", head, inside[:10], written, rng)
    yield _static("about/index.html", "About", rng, written)
    yield _static("contact/index.html", "Contact", rng, written)


PORTAL = Portal("wordpress", "en", render)
