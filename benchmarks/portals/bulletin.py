"""A Spanish provincial gazette: nearly every page is a title, a number and a PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from random import Random

from benchmarks.portals import editors
from benchmarks.portals.editors import esc
from benchmarks.portals.newsroom import Beat, articles
from benchmarks.portals.prose.es import PROSE
from benchmarks.portals.shelves import LISTING, OTHER, by_category, others, shelves
from benchmarks.portals.values import Article, Page, Portal, Truth, day, truth_of

_BEAT = Beat(
    ("Edictos", "Licitaciones", "Personal", "Subvenciones"), 80, datetime(2009, 1, 1), datetime(2014, 1, 1), picture="/img/{name}",
    document="/documentos/{name}", document_label="Descargar documento", lead=0.3, notices=0.82, attachments=0.6, pictures=0.3,
)  # fmt: skip


def _href(article: Article) -> str:
    return f"anuncio.asp?id={article.number}"


def _frame(content: str, written: Sequence[Article], rng: Random) -> str:
    last = "".join(
        f'<dd><a href="{_href(a)}">{esc(a.title)}</a> <i>{a.published:%d/%m/%Y}</i></dd>'
        for a in others(written, rng, 5)
    )
    menu = "".join(f'<dd><a href="lista.asp?s={n}">{c}</a></dd>' for n, c in enumerate(_BEAT.categories, 1))
    return f"""<html><head><title>Boletín de la Diputación</title><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><link href="estilo.css" rel="stylesheet"></head><body>
<table width="900" align="center"><tr><td colspan="2"><img src="/img/cabecera.gif" alt="Boletín de la Diputación"></td></tr><tr><td width="200" valign="top" class="menu"><dl><dt>Secciones</dt>{menu}<dt>Últimos anuncios</dt>{last}<dt>Buscador</dt><dd><form action="buscar.asp"><input name="t" size="12"><input type="submit" value="Buscar"></form></dd></dl></td>
<td valign="top">{content}</td></tr><tr><td colspan="2" class="pie">Diputación de Valdeolmos - C/ del Pozo, 4 - Accesibilidad - Aviso legal</td></tr></table></body></html>"""


def _single(article: Article, written: Sequence[Article], rng: Random) -> Page:
    lead = f'<div class="entradilla">{esc(article.lead)}</div>' if article.lead else ""
    editor = rng.choice((editors.tidy, editors.breaks))
    body = (
        f'<div class="texto">{lead}{editor(article.blocks, rng)}</div>'
        if article.blocks or lead
        else '<div class="texto"></div>'
    )
    files = "".join(
        f'<li class="{e.href[-3:]}"><a href="{e.href}">{esc(e.label)}</a> [{e.href[-3:].upper()} - {rng.randint(30, 2000)} KB]</li>'
        for e in article.attachments
    )
    content = f"""<div class="seccion">{article.category}</div><h2 class="titular">{esc(article.title)}</h2><table class="ficha"><tr><th>Número:</th><td>{article.number}/{article.published.year}</td></tr><tr><th>Fecha de publicación:</th><td>{article.published:%d/%m/%Y}</td></tr><tr><th>Organismo:</th><td>{esc(article.author)}</td></tr></table>
{body}{f'<ul class="adjuntos">{files}</ul>' if files else ""}<div class="volver"><a href="javascript:history.go(-1)">Volver</a></div>"""
    return Page(
        _href(article).replace("?", "@") + ".html",
        _frame(content, written, rng),
        truth_of(article, day(article.published)),
        "cp1252",
    )


def render(rng: Random) -> Iterator[Page]:
    written = articles(PROSE, _BEAT, rng)

    def page(path: str, content: str, truth: Truth) -> Page:
        return Page(path, _frame(content, written, rng), truth, "cp1252")

    def row(article: Article) -> str:
        files = "".join(
            f'<a href="{e.href}"><img src="/img/pdf.gif" alt="PDF" border="0"></a>'
            for e in article.attachments[:1]
        )
        return f'<tr><td>{article.published:%d/%m/%Y}</td><td><a href="{_href(article)}">{esc(article.title)}</a></td><td>{files}</td></tr>'

    for article in written:
        yield _single(article, written, rng)
    yield page(
        "default.asp.html",
        f'<h1>Novedades</h1><table class="lista">{"".join(map(row, written[:12]))}</table>',
        LISTING,
    )
    for name, inside in by_category(written).items():
        number = _BEAT.categories.index(name) + 1
        for nth, total, part in shelves(inside, 10):
            table = f'<h1>{name}</h1><table class="lista">{"".join(map(row, part))}</table><p>Página {nth} de {total}</p>'
            yield page(f"lista.asp@s={number}&p={nth}.html", table, LISTING)
    yield page("aviso.asp.html", f"<h1>Aviso legal</h1><p>{esc(PROSE.paragraph(rng, 4, 6))}</p>", OTHER)
    yield page(
        "contacto.asp.html",
        "<h1>Contacto</h1><form>Nombre <input><br>Consulta <textarea></textarea><br><input type=submit value=Enviar></form>",
        OTHER,
    )


PORTAL = Portal("bulletin", "es", render)
