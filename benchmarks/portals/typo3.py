"""A German small town on TYPO3 with tt_news: long German dates, news-single divs, a backlink."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from random import Random

from benchmarks.portals import editors
from benchmarks.portals.editors import esc
from benchmarks.portals.newsroom import Beat, articles
from benchmarks.portals.prose.de import PROSE
from benchmarks.portals.shelves import LISTING, OTHER, by_category, others, shelves
from benchmarks.portals.values import Article, Block, Page, Picture, Portal, Truth, day, truth_of

_BEAT = Beat(
    ("Rathaus", "Vereine", "Kultur & Freizeit", "Feuerwehr"), 58, datetime(2009, 4, 1), datetime(2017, 9, 1), picture="uploads/pics/{name}",
    document="fileadmin/dokumente/{name}", lead=0.7, notices=0.05, attachments=0.2, uncategorised=0.0,
)  # fmt: skip
_DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)


def _date(moment: datetime) -> str:
    return f"{_DAYS[moment.weekday()]}, {moment.day}. {_MONTHS[moment.month - 1]} {moment.year}"


def _href(article: Article) -> str:
    return f"aktuelles/nachricht/article/{article.slug}.html?tx_ttnews%5BbackPid%5D=12&amp;cHash={article.number * 7919:08x}"


def _path(article: Article) -> str:
    return f"aktuelles/nachricht/article/{article.slug}-{article.number}.html"


def _frame(title: str, content: str, written: Sequence[Article], rng: Random) -> str:
    latest = "".join(
        f'<div class="news-latest-item"><span class="news-latest-date">{a.published:%d.%m.%Y}</span><br /><h3><a href="{_href(a)}" title="{esc(a.title)}">{esc(a.title)}</a></h3></div>'
        for a in others(written, rng, 3)
    )
    dates = "".join(
        f"<li>{rng.randint(1, 28)}.{rng.randint(1, 12)}. {esc(PROSE.fill('{topic} {place}', rng))}</li>"
        for _ in range(3)
    )
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xml:lang="de" lang="de" xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><!-- This website is powered by TYPO3 - inspiring people to share! --><base href="http://www.haselbach.example/" /><title>Gemeinde Haselbach: {esc(title)}</title><meta name="generator" content="TYPO3 4.5 CMS" /></head>
<body><div id="seite"><div id="kopf"><a href="index.php?id=1"><img src="fileadmin/templates/wappen.png" alt="Wappen" /></a><span>Gemeinde Haselbach</span></div><div id="hauptmenue"><ul><li><a href="rathaus.html">Rathaus &amp; Service</a></li><li class="aktiv"><a href="aktuelles.html">Aktuelles</a></li><li><a href="kontakt.html">Kontakt</a></li></ul></div><div id="rootline">Sie sind hier: <a href="index.php?id=1">Start</a>&nbsp;&gt;&nbsp;<a href="aktuelles.html">Aktuelles</a></div>
<div id="links"><ul class="sub"><li><a href="aktuelles.html">Nachrichten</a></li><li><a href="amtsblatt.html">Amtsblatt</a></li><li><a href="termine.html">Termine</a></li></ul><div class="schrift">Schriftgröße: <a href="#">A-</a> <a href="#">A+</a></div></div>
<div id="inhalt"><!--TYPO3SEARCH_begin-->{content}<!--TYPO3SEARCH_end--></div><div id="rechts"><div id="c44" class="csc-default"><div class="csc-header"><h2>Neueste Meldungen</h2></div><div class="news-latest-container">{latest}</div></div><div id="c45" class="csc-default"><h2>Termine</h2><ul>{dates}</ul></div><p>Heute {rng.randint(-8, 34)}°</p></div>
<div id="fuss">© Gemeinde Haselbach | <a href="impressum.html">Impressum</a> | <a href="#kopf">nach oben</a> | Seite drucken</div></div></body></html>"""


def _body(blocks: Sequence[Block], rng: Random) -> str:
    return "".join(
        f'<p class="bodytext">{part[3:]}' if part.startswith("<p>") else part
        for part in (editors.tidy([block], rng) for block in blocks)
    )


def _single(article: Article, written: Sequence[Article], rng: Random) -> Page:
    pictures = [block for block in article.blocks if isinstance(block, Picture)]
    rest = [block for block in article.blocks if not isinstance(block, Picture)]
    images = "".join(
        f'<a href="{p.src}" rel="lightbox"><img src="{p.src}" width="250" border="0" alt="" /></a>'
        + (
            f'<p class="news-single-imgcaption" style="width: 250px;">{esc(p.caption)}</p>'
            if p.caption
            else ""
        )
        for p in pictures
    )
    files = "".join(
        f'<dd><a href="{e.href}"><img src="typo3/sysext/t3skin/icons/pdf.gif" alt="" /></a> <a href="{e.href}">{esc(e.label)}</a><span>{rng.randint(20, 999)} K</span></dd>'
        for e in article.attachments
    )
    lead = f"<h2>{esc(article.lead)}</h2>" if article.lead else ""
    related = "".join(
        f'<dd><a href="{_href(a)}">{esc(a.title)}</a> ({a.published:%d.%m.%Y})</dd>'
        for a in others(written, rng, rng.choice((0, 0, 2, 3)), article)
    )
    box = f"<dl class='news-single-files'><dt>Dateien:</dt>{files}</dl>" if files else ""
    also = f'<dl class="news-single-related"><dt>Verwandte Meldungen:</dt>{related}</dl>' if related else ""
    content = f"""<div class="news-single-item"><div class="news-single-timedata">{_date(article.published)}</div><div class="news-single-cat">Kategorie: <a href="aktuelles.html?cat={_BEAT.categories.index(article.category)}">{esc(article.category)}</a></div><h1>{esc(article.title)}</h1>{lead}<div class="news-single-img">{images}</div>{_body(rest, rng)}<hr class="clearer" />{box}{also}
<div class="news-single-author">Von: {esc(article.author)}</div><div class="news-single-backlink"><a href="aktuelles.html">&lt;- Zurück zu: Aktuelles</a></div></div>"""
    ordered = Article(**{**vars(article), "blocks": (*pictures, *rest)})
    return Page(
        _path(article),
        _frame(article.title, content, written, rng),
        truth_of(ordered, day(article.published)),
    )


def _item(article: Article) -> str:
    return f'<div class="news-list-item"><span class="news-list-date">{article.published:%d.%m.%Y}</span><h2><a href="{_href(article)}">{esc(article.title)}</a></h2><p class="bodytext">{esc(article.teaser)} <span class="news-list-morelink"><a href="{_href(article)}">[mehr]</a></span></p></div>'


def render(rng: Random) -> Iterator[Page]:
    written = articles(PROSE, _BEAT, rng)

    def page(path: str, title: str, content: str, truth: Truth) -> Page:
        return Page(path, _frame(title, content, written, rng), truth)

    for article in written:
        yield _single(article, written, rng)
    for nth, total, part in shelves(written, 8):
        browse = f'<div class="news-list-browse">Seite {nth} von {total} &lt; zurück | weiter &gt;</div>'
        path = "aktuelles.html" if nth == 1 else f"aktuelles.html@tx_ttnews%5Bpointer%5D={nth - 1}.html"
        yield page(path, "Aktuelles", "<h1>Aktuelles</h1>" + "".join(map(_item, part)) + browse, LISTING)
    for nth, (name, inside) in enumerate(by_category(written).items()):
        yield page(
            f"aktuelles.html@cat={nth}.html",
            name,
            f"<h1>{esc(name)}</h1>" + "".join(map(_item, inside)),
            LISTING,
        )
    yield page(
        "impressum.html",
        "Impressum",
        f'<h1>Impressum</h1><p class="bodytext">Gemeinde Haselbach<br />Mühlgasse 2</p><p class="bodytext">{esc(PROSE.paragraph(rng))}</p>',
        OTHER,
    )
    yield page(
        "kontakt.html",
        "Kontakt",
        '<h1>Kontakt</h1><form><label>Name</label><input /><label>Nachricht</label><textarea></textarea><input type="submit" value="Abschicken" /></form>',
        OTHER,
    )
    yield page(
        "rathaus.html",
        "Rathaus",
        f'<h1>Rathaus &amp; Service</h1><p class="bodytext">{esc(PROSE.paragraph(rng, 4, 6))}</p>',
        OTHER,
    )


PORTAL = Portal("typo3", "de", render)
