"""A French village on a homemade PHP of includes: no date anywhere near an article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from random import Random

from benchmarks.portals import editors
from benchmarks.portals.editors import esc
from benchmarks.portals.newsroom import Beat, articles
from benchmarks.portals.prose.fr import PROSE
from benchmarks.portals.shelves import LISTING, OTHER, by_category, others, shelves
from benchmarks.portals.values import Article, Page, Portal, Truth, truth_of

_BEAT = Beat(
    ("Vie municipale", "Associations", "École", "Patrimoine"), 44, datetime(2004, 1, 1), datetime(2009, 1, 1),
    picture="photos/{name}", document="docs/{name}", lead=0.5, notices=0.05, attachments=0.15, pictures=0.6, tables=0.2,
)  # fmt: skip


def _href(article: Article) -> str:
    return f"index.php?page=article&amp;rub={_BEAT.categories.index(article.category) + 1}&amp;art={article.number}"


def _path(href: str) -> str:
    return href.replace("&amp;", "&").replace("?", "@") + ".html"


def _frame(content: str, written: Sequence[Article], rng: Random) -> str:
    rubrics = "".join(
        f'<li><a href="index.php?page=rubrique&amp;rub={n}">{c}</a></li>'
        for n, c in enumerate(_BEAT.categories, 1)
    )
    news = "".join(
        f'<p class="actu"><a href="{_href(a)}">{esc(a.title)}</a></p>' for a in others(written, rng, 4)
    )
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr" lang="fr"><head><title>Commune d'Ormeval</title><meta http-equiv="content-type" content="text/html; charset=iso-8859-15" /><link rel="stylesheet" type="text/css" href="style.css" /></head><body>
<div id="conteneur"><div id="haut"><h1>Commune d'Ormeval</h1><p>Bienvenue sur le site officiel de la commune</p></div><div id="gauche"><h2>Rubriques</h2><ul>{rubrics}</ul><h2>Pratique</h2><ul><li><a href="index.php?page=horaires">Horaires</a></li><li><a href="index.php?page=contact">Contact</a></li><li><a href="index.php?page=plan">Plan d'accès</a></li></ul>
<h2>Météo</h2><p>{rng.randint(-4, 33)} °C, {rng.choice(("soleil", "averses", "brume"))}</p><p class="compteur">{rng.randint(1000, 99999)} visites</p></div>
<div id="centre">
{content}
</div><div id="droite"><h2>À lire aussi</h2>{news}<h2>Lettre</h2><form action="#"><p><input type="text" value="votre courriel" /><input type="submit" value="OK" /></p></form></div>
<div id="bas"><p>Mairie d'Ormeval, 1 place du Puits - <a href="#">Mentions légales</a> - <a href="http://validator.w3.org/">XHTML</a></p></div></div></body></html>"""


def _single(article: Article, written: Sequence[Article], rng: Random) -> Page:
    editor = rng.choice((editors.tidy, editors.breaks, editors.word))
    lead = f'<p class="chapo">{esc(article.lead)}</p>' if article.lead else ""
    files = "".join(
        f'<li><a href="{e.href}">{esc(e.label)}</a> ({rng.randint(20, 800)} Ko)</li>'
        for e in article.attachments
    )
    same = [a for a in written if a.category == article.category]
    beside = "".join(
        f'<li><a href="{_href(a)}">{esc(a.title)}</a></li>'
        for a in others(same, rng, rng.randint(3, 8), article)
    )
    content = f"""<p id="fil"><a href="index.php">Accueil</a> &gt; <a href="index.php?page=rubrique&amp;rub=1">{article.category}</a></p><h2>{esc(article.title)}</h2>
{lead}{editor(article.blocks, rng)}
{f'<div class="pj"><h4>Documents à télécharger</h4><ul>{files}</ul></div>' if files else ""}<p class="outils"><a href="#">Imprimer</a> | <a href="#">Envoyer à un ami</a> | <a href="#haut">Haut de page</a></p>
<h3>Dans la même rubrique</h3><ul class="freres">{beside}</ul>"""
    return Page(_path(_href(article)), _frame(content, written, rng), truth_of(article, None), "iso8859-15")


def render(rng: Random) -> Iterator[Page]:
    written = articles(PROSE, _BEAT, rng)

    def page(path: str, content: str, truth: Truth) -> Page:
        return Page(path, _frame(content, written, rng), truth, "iso8859-15")

    def teaser(article: Article) -> str:
        return f'<div class="resume"><h3><a href="{_href(article)}">{esc(article.title)}</a></h3><p>{esc(article.teaser[:150])}... <a href="{_href(article)}">Lire la suite</a></p></div>'

    for article in written:
        yield _single(article, written, rng)
    yield page("index.php.html", "<h2>À la une</h2>" + "".join(map(teaser, written[:8])), LISTING)
    for name, inside in by_category(written).items():
        number = _BEAT.categories.index(name) + 1
        for nth, total, part in shelves(inside, 6):
            more = " ".join(str(n + 1) for n in range(total))
            path = f"index.php@page=rubrique&rub={number}" + (f"&p={nth}" if nth > 1 else "") + ".html"
            yield page(path, f"<h2>{name}</h2>{''.join(map(teaser, part))}<p>Pages : {more}</p>", LISTING)
    yield page(
        "index.php@page=horaires.html",
        "<h2>Horaires</h2><table><tr><td>Lundi</td><td>9 h - 12 h</td></tr><tr><td>Jeudi</td><td>14 h - 18 h</td></tr></table>",
        OTHER,
    )
    yield page(
        "index.php@page=contact.html",
        "<h2>Contact</h2><form><p>Nom <input /></p><p>Message <textarea></textarea></p><p><input type='submit' value='Envoyer' /></p></form>",
        OTHER,
    )
    yield page(
        "index.php@page=plan.html",
        f'<h2>Plan d\'accès</h2><img src="plan.gif" alt="" /><p>{esc(PROSE.sentence(rng))}</p>',
        OTHER,
    )


PORTAL = Portal("undated", "fr", render)
