"""A Spanish town hall on Joomla 1.5: tables of contentheading, icons, created and modified dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

from benchmarks.portals import editors
from benchmarks.portals.editors import esc
from benchmarks.portals.newsroom import Beat, articles
from benchmarks.portals.prose.es import PROSE
from benchmarks.portals.shelves import LISTING, OTHER, by_category, others, shelves
from benchmarks.portals.values import Article, Page, Paragraph, Portal, minute, truth_of

_BEAT = Beat(
    ("Noticias", "Cultura y fiestas", "Medio ambiente", "Deportes"), 58, datetime(2008, 3, 1), datetime(2012, 6, 1),
    picture="images/stories/{name}", document="images/stories/pdf/{name}", lead=0.5, uncategorised=0.0,
)  # fmt: skip
_DAYS = ("Lunes", "Martes", "Miércoles", "Jueves", "Viernes", "Sábado", "Domingo")
_MONTHS = (
    "Enero",
    "Febrero",
    "Marzo",
    "Abril",
    "Mayo",
    "Junio",
    "Julio",
    "Agosto",
    "Septiembre",
    "Octubre",
    "Noviembre",
    "Diciembre",
)
_ICON = '<img src="/templates/pueblo/images/{0}.png" alt="{1}" />'


def _date(moment: datetime) -> str:
    return f"{_DAYS[moment.weekday()]}, {moment:%d} de {_MONTHS[moment.month - 1]} de {moment:%Y %H:%M}"


def _href(article: Article) -> str:
    section = sorted(_BEAT.categories).index(article.category) + 34
    return f"index.php?option=com_content&amp;view=article&amp;id={article.number}:{article.slug}&amp;catid={section}&amp;Itemid=53"


def _path(href: str) -> str:
    return href.replace("&amp;", "&").replace("?", "@").replace(":", "%3A") + ".html"


def _frame(crumbs: str, content: str, written: Sequence[Article], rng: Random, title: str) -> str:
    latest = "".join(
        f'<li class="latestnews"><a href="{_href(a)}" class="latestnews">{esc(a.title)}</a></li>'
        for a in written[:5]
    )
    read = "".join(
        f'<li class="mostread"><a href="{_href(a)}" class="mostread">{esc(a.title)}</a></li>'
        for a in others(written, rng, 5)
    )
    votes = "".join(
        f'<tr><td class="sectiontableentry1"><input type="radio" name="voteid"/>{x}</td></tr>'
        for x in ("Sí", "No", "No sé")
    )
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="es-es" lang="es-es"><head>
<meta http-equiv="content-type" content="text/html; charset=utf-8" /><meta name="generator" content="Joomla! 1.5 - Open Source Content Management" />
<title>{esc(title)}</title><link rel="stylesheet" href="/templates/system/css/system.css" type="text/css" />
<script type="text/javascript" src="/media/system/js/mootools.js"></script></head><body id="page_bg">
<div class="center" align="center"><div id="wrapper"><div id="header"><a href="index.php"><img src="/templates/pueblo/images/escudo.gif" alt="Ayuntamiento de Valdeolmos" /></a>
<div id="search"><form action="index.php" method="post"><div class="search"><input name="searchword" class="inputbox" type="text" value="buscar..." /></div></form></div></div>
<div id="tabarea"><ul class="menu" id="mainlevel-nav"><li class="item1"><a href="index.php"><span>Inicio</span></a></li><li><a href="index.php?option=com_content&amp;view=article&amp;id=1">El municipio</a></li>
<li><a href="index.php?option=com_contact&amp;view=contact&amp;id=1">Contacto</a></li></ul></div>
<div id="pathway"><span class="breadcrumbs pathway">{crumbs}</span></div>
<div id="leftcolumn"><div class="module_menu"><div><div><div><h3>Menú principal</h3><ul class="menu"><li class="item53"><a href="index.php?option=com_content&amp;view=category">Noticias</a></li></ul></div></div></div></div>
<div class="module"><div><div><div><h3>Encuesta</h3><form action="index.php" method="post" name="form2"><table width="95%" class="poll"><tr><td style="font-weight: bold;">¿Le gusta la nueva plaza?</td></tr>{votes}</table><input type="button" class="button" value="Votar" /></form></div></div></div></div>
<div class="module"><h3>¿Quién está en línea?</h3>Tenemos&nbsp;{rng.randint(1, 40)}&nbsp;invitados&nbsp;conectado(s)</div></div>
<table class="nopad"><tr valign="top"><td>{content}</td><td class="greyline">&nbsp;</td><td width="170">
<div class="moduletable"><h3>Últimas noticias</h3><ul class="latestnews">{latest}</ul></div><div class="moduletable"><h3>Lo más leído</h3><ul class="mostread">{read}</ul></div>
<div class="moduletable"><div class="bannergroup"><a href="index.php?option=com_banners"><img src="/images/banners/caja{rng.randint(1, 4)}.gif" alt="Banner" /></a></div></div></td></tr></table>
<div id="footer"><p class="copyright">Copyright &copy; {rng.choice((2009, 2012))} Ayuntamiento de Valdeolmos. Todos los derechos reservados.<br />Visitas: {rng.randint(20000, 99999)}</p></div></div></div></body></html>"""


def _icons(article: Article) -> str:
    pairs = (("pdf_button", "PDF"), ("printButton", "Imprimir"), ("emailButton", "E-mail"))
    return "".join(
        f'<td align="right" width="100%" class="buttonheading"><a href="{_href(article)}&amp;format={alt.lower()}" title="{alt}">{_ICON.format(name, alt)}</a></td>'
        for name, alt in pairs
    )


def _single(article: Article, written: Sequence[Article], rng: Random) -> Page:
    editor = rng.choice((editors.tidy, editors.tidy, editors.word, editors.divs))
    lead = editors.tidy([Paragraph(article.lead)], Random(1)) if article.lead else ""
    files = "".join(
        f'<p><a href="{e.href}" target="_blank">{esc(e.label)}</a></p>' for e in article.attachments
    )
    edited = article.published + timedelta(days=rng.randint(0, 40), minutes=rng.randint(1, 50))
    changed = (
        f'<tr><td class="modifydate">Última actualización el {_date(edited)}</td></tr>'
        if rng.random() < 0.6
        else ""
    )
    before = rng.choice(written)
    content = f"""<div id="maindivider"></div><table class="contentpaneopen"><tr><td class="contentheading" width="100%">
<a href="{_href(article)}" class="contentpagetitle">{esc(article.title)}</a></td>{_icons(article)}</tr></table>
<table class="contentpaneopen"><tr><td><span><a href="index.php?option=com_content&amp;view=category&amp;id=34">{esc(article.category)}</a></span></td></tr>
<tr><td width="70%" valign="top" colspan="2"><span class="small">Escrito por {esc(article.author)}</span>&nbsp;&nbsp;</td></tr>
<tr><td valign="top" colspan="2" class="createdate">{_date(article.published)}</td></tr>
<tr><td valign="top" colspan="2">{lead}{editor(article.blocks, rng)}{files}</td></tr>{changed}</table><span class="article_separator">&nbsp;</span>
<table align="center" class="pagenav"><tr><th class="pagenav_prev"><a href="{_href(before)}">&lt; Anterior</a></th><td width="50">&nbsp;</td><th class="pagenav_next"><a href="{_href(before)}">Siguiente &gt;</a></th></tr></table>"""
    crumbs = f'<a href="index.php" class="pathway">Inicio</a> {_ICON.format("arrow", "")} <a href="index.php" class="pathway">{esc(article.category)}</a> {_ICON.format("arrow", "")} {esc(article.title)}'
    truth = truth_of(article, minute(article.published), files_inside=True)
    return Page(_path(_href(article)), _frame(crumbs, content, written, rng, article.title), truth)


def _teaser(article: Article) -> str:
    return f"""<table class="contentpaneopen"><tr><td class="contentheading" width="100%"><a href="{_href(article)}" class="contentpagetitle">{esc(article.title)}</a></td>{_icons(article)}</tr></table>
<table class="contentpaneopen"><tr><td valign="top" colspan="2"><span class="small">Escrito por {esc(article.author)}</span></td></tr><tr><td valign="top" colspan="2" class="createdate">{_date(article.published)}</td></tr>
<tr><td valign="top" colspan="2"><p>{esc(article.teaser)}</p></td></tr><tr><td colspan="2"><a href="{_href(article)}" class="readon">Leer más...</a></td></tr></table><span class="article_separator">&nbsp;</span>"""


def render(rng: Random) -> Iterator[Page]:
    written = articles(PROSE, _BEAT, rng)
    for article in written:
        yield _single(article, written, rng)
    for nth, total, part in shelves(written, 9):
        pages = " ".join(
            f'<a href="index.php?start={n * 9}" class="pagenav">{n + 1}</a>' for n in range(total)
        )
        content = f'<table class="blog" cellpadding="0"><tr><td valign="top">{"".join(map(_teaser, part))}</td></tr><tr><td align="center">&lt;&lt; Inicio {pages} Fin &gt;&gt;<br />Página {nth} de {total}</td></tr></table>'
        path = "index.html" if nth == 1 else f"index.php@start={(nth - 1) * 9}.html"
        yield Page(path, _frame("Inicio", content, written, rng, "Ayuntamiento de Valdeolmos"), LISTING)
    for nth, (name, inside) in enumerate(by_category(written).items()):
        rows = "".join(
            f'<tr class="sectiontableentry{n % 2 + 1}"><td>{n + 1}</td><td><a href="{_href(a)}">{esc(a.title)}</a></td><td>{_date(a.published)}</td><td>{esc(a.author)}</td><td>{a.views}</td></tr>'
            for n, a in enumerate(inside)
        )
        content = f'<div class="componentheading">{esc(name)}</div><table width="100%"><tr><td class="sectiontableheader">#</td><td class="sectiontableheader">Título del artículo</td><td class="sectiontableheader">Fecha</td><td class="sectiontableheader">Autor</td><td class="sectiontableheader">Accesos</td></tr>{rows}</table>'
        yield Page(
            f"index.php@option=com_content&view=category&id={34 + nth}.html",
            _frame("Inicio", content, written, rng, name),
            LISTING,
        )
    form = '<div class="componentheading">Contacto</div><form action="index.php" method="post"><table class="contactform"><tr><td>Escriba su nombre:<br /><input type="text" name="name" /></td></tr><tr><td>Escriba su mensaje:<br /><textarea name="text" cols="50" rows="10"></textarea></td></tr></table><button class="button" type="submit">Enviar</button></form>'
    yield Page(
        "index.php@option=com_contact&view=contact&id=1.html",
        _frame("Contacto", form, written, rng, "Contacto"),
        OTHER,
    )


PORTAL = Portal("joomla", "es", render)
