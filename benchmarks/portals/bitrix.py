"""A Russian district on Bitrix, in windows-1251: news-detail components, numbers as addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from random import Random

from benchmarks.portals import editors
from benchmarks.portals.editors import esc
from benchmarks.portals.newsroom import Beat, articles
from benchmarks.portals.prose.ru import PROSE
from benchmarks.portals.shelves import LISTING, OTHER, by_category, others, shelves
from benchmarks.portals.values import Article, Page, Portal, Truth, minute, truth_of

_BEAT = Beat(
    ("Новости", "Объявления", "Спорт", "Образование"), 70, datetime(2008, 2, 1), datetime(2014, 5, 1),
    picture="/upload/medialibrary/3f1/{name}", document="/upload/iblock/a07/{name}", lead=0.5, notices=0.1, attachments=0.2,
)  # fmt: skip


def _href(article: Article) -> str:
    return f"/news/{_BEAT.categories.index(article.category) + 11}/{article.number}/"


def _frame(title: str, content: str, written: Sequence[Article], rng: Random) -> str:
    block = "".join(
        f'<p class="news-item"><span class="news-date-time">{a.published:%d.%m.%Y}</span><br /><a href="{_href(a)}">{esc(a.title)}</a></p>'
        for a in written[:4]
    )
    read = "".join(
        f'<li><a href="{_href(a)}">{esc(a.title)}</a> <span>({a.views})</span></li>'
        for a in others(written, rng, 4)
    )
    weeks = "".join(
        "<tr>" + "".join(f"<td>{w * 7 + d}</td>" for d in range(1, 8)) + "</tr>" for w in range(4)
    )
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251" /><title>{esc(title)}</title><link href="/bitrix/templates/district/styles.css" type="text/css" rel="stylesheet" /><script type="text/javascript">/*<![CDATA[*/var phpVars={{"LANGUAGE_ID":"ru"}};/*]]>*/</script></head><body>
<div id="panel"></div><table id="main" width="100%" cellspacing="0"><tr><td id="header" colspan="3"><table width="100%"><tr><td><a href="/"><img src="/images/gerb.gif" alt="" /></a></td><td class="site-name">Администрация Берёзовского района<br /><small>официальный сайт</small></td><td id="search"><form action="/search/"><input name="q" /><input type="submit" value="Найти" /></form></td></tr></table></td></tr>
<tr><td id="left" valign="top"><ul id="vmenu"><li><a href="/" class="root-item">Главная</a></li><li><a href="/about/" class="root-item">О районе</a></li><li><a href="/news/" class="root-item-selected">Новости</a></li><li><a href="/docs/">Документы</a></li><li><a href="/contacts/">Контакты</a></li></ul>
<div class="auth"><form action="?login=yes" method="post">Логин:<br /><input name="USER_LOGIN" /><br />Пароль:<br /><input type="password" /><br /><input type="submit" value="Войти" /></form></div><div class="informer">Сегодня {rng.randint(-25, 30)} °C<br />USD {rng.randint(24, 34)},{rng.randint(10, 99)}</div></td>
<td id="content" valign="top"><div id="nav"><a href="/" title="Главная">Главная</a>&nbsp;/&nbsp;<a href="/news/">Пресс-центр</a></div>{content}</td>
<td id="right" valign="top"><div class="news-list"><b>Последние новости</b>{block}</div><div class="vote">Опрос<br /><input type="radio" /> Да<br /><input type="radio" /> Нет<br /><a href="/vote/">Результаты</a></div><b>Популярное</b><ul>{read}</ul><div class="news-calendar"><table class="NewsCalTable">{weeks}</table></div></td></tr>
<tr><td colspan="3" id="footer">&copy; 2008-2014 Администрация Берёзовского района. Тел. 8 (49{rng.randint(1, 1)}) 2-11-42<br /><img src="http://counter.example/hit" width="88" height="31" alt="" /> Посетителей: {rng.randint(100, 99999)}</td></tr></table></body></html>"""


def _single(article: Article, written: Sequence[Article], rng: Random) -> Page:
    editor = rng.choice((editors.tidy, editors.word, editors.breaks, editors.divs))
    lead = f"<p>{esc(article.lead)}</p>" if article.lead else ""
    files = "".join(
        f'<br /><a href="{e.href}">{esc(e.label)}</a> ({rng.randint(12, 900)} Кб)'
        for e in article.attachments
    )
    docs = f'<div class="files">Прикреплённые файлы:{files}</div>' if files else ""
    share = '<div class="news-detail-share"><noindex><a href="#">ВКонтакте</a> <a href="#">LiveJournal</a></noindex></div>'
    content = f"""<h1 id="pagetitle">{esc(article.title)}</h1><div class="news-detail"><span class="news-date-time">{article.published:%d.%m.%Y %H:%M}</span>
{lead}{editor(article.blocks, rng)}<div style="clear:both"></div><br />Раздел:&nbsp;<a href="/news/{_BEAT.categories.index(article.category) + 11}/">{esc(article.category)}</a><br />Количество показов:&nbsp;{article.views}<br />{docs}{share}</div>
<p><a href="/news/">Возврат к списку</a></p><div class="other-news"><h3>Другие новости</h3>{"".join(f'<div><a href="{_href(a)}">{esc(a.title)}</a> {a.published:%d.%m.%Y}</div>' for a in others(written, rng, rng.randint(3, 6), article))}</div>"""
    page = _frame(article.title, content, written, rng)
    return Page(
        _href(article).strip("/") + "/index.html",
        page,
        truth_of(article, minute(article.published)),
        "cp1251",
    )


def _item(article: Article) -> str:
    return f'<p class="news-item" id="bx_{article.number}"><span class="news-date-time">{article.published:%d.%m.%Y %H:%M}</span> <a href="{_href(article)}"><b>{esc(article.title)}</b></a><br />{esc(article.teaser)}</p>'


def render(rng: Random) -> Iterator[Page]:
    written = articles(PROSE, _BEAT, rng)

    def page(path: str, title: str, content: str, truth: Truth) -> Page:
        return Page(
            path, _frame(title, f'<h1 id="pagetitle">{title}</h1>{content}', written, rng), truth, "cp1251"
        )

    for article in written:
        yield _single(article, written, rng)
    for nth, total, part in shelves(written, 15):
        pager = f'<font class="text">Новости {nth * 15 - 14} - {nth * 15} из {len(written)}<br />Начало | Пред. | {nth} из {total} | След. | Конец</font>'
        path = "news/index.html" if nth == 1 else f"news/index.html@PAGEN_1={nth}.html"
        yield page(
            path,
            "Пресс-центр",
            f'<div class="news-list">{pager}{"".join(map(_item, part))}{pager}</div>',
            LISTING,
        )
    for name, inside in by_category(written).items():
        listed = "".join(map(_item, inside[:15]))
        yield page(
            f"news/{_BEAT.categories.index(name) + 11}/index.html",
            name,
            f'<div class="news-list">{listed}</div>',
            LISTING,
        )
    found = "".join(
        f'<a href="{_href(a)}">{esc(a.title)}</a><p>{esc(a.teaser[:90])}...</p><small>Изменён: {a.published:%d.%m.%Y}</small><hr />'
        for a in written[3:12]
    )
    yield page("search/index.html@q=мост.html", "Поиск", f'<div class="search-page">{found}</div>', LISTING)
    yield page(
        "about/index.html",
        "О районе",
        "".join(f"<p>{esc(PROSE.paragraph(rng))}</p>" for _ in range(3)),
        OTHER,
    )
    yield page(
        "contacts/index.html",
        "Контакты",
        f"<p>Адрес: ул. Садовая, {rng.randint(1, 90)}</p><form>Ваше имя<br /><input /><br />Сообщение<br /><textarea></textarea></form>",
        OTHER,
    )


PORTAL = Portal("bitrix", "ru", render)
