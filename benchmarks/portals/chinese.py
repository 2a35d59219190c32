"""A Chinese district government in gb2312: a trail of links, fullwidth marks, a row of source and clicks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from random import Random

from benchmarks.portals import editors
from benchmarks.portals.editors import esc
from benchmarks.portals.newsroom import Beat, articles
from benchmarks.portals.prose.zh import PROSE
from benchmarks.portals.shelves import LISTING, OTHER, by_category, newer, older, others, shelves
from benchmarks.portals.values import Article, Page, Paragraph, Portal, Truth, day, truth_of

_BEAT = Beat(
    ("政务要闻", "部门动态", "通知公告", "街镇传真"), 62, datetime(2005, 3, 1), datetime(2011, 10, 1),
    picture="/upload/images/{name}", photo_name="2009{number}{nth}.jpg", document="/upload/file/{name}", lead=0.0,
    notices=0.08, attachments=0.12, signed=0.4,
)  # fmt: skip
_ENCODING = "gb2312"


def _date(moment: datetime) -> str:
    return f"{moment.year}年{moment.month}月{moment.day}日"


def _href(article: Article) -> str:
    return f"/html/{_BEAT.categories.index(article.category) + 1}/{article.published:%Y-%m}/{article.number}.shtml"


def _frame(title: str, content: str, written: Sequence[Article], rng: Random) -> str:
    hot = "".join(
        f'<li>·<a href="{_href(a)}" target="_blank" title="{esc(a.title)}">{esc(a.title[:14])}…</a></li>'
        for a in others(written, rng, 8)
    )
    nav = " | ".join(f'<a href="/list/{n}.shtml">{c}</a>' for n, c in enumerate(_BEAT.categories, 1))
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312" /><title>{esc(title)}</title><link href="/css/css.css" rel="stylesheet" type="text/css" /></head><body>
<div class="top"><span>{_date(written[0].published)} 星期{"一二三四五六日"[written[0].published.weekday()]}</span> <a href="#" onclick="this.style.behavior='url(#default#homepage)'">设为首页</a> | <a href="#">加入收藏</a></div><table width="960" align="center" cellspacing="0"><tr><td colspan="2"><img src="/images/banner.jpg" alt="青石区人民政府" /></td></tr><tr><td colspan="2" class="daohang"><a href="/">首页</a> | {nav} | <a href="/lianxi.shtml">联系我们</a></td></tr>
<tr><td width="700" valign="top">{content}</td><td width="240" valign="top"><div class="lm"><h3>热点新闻</h3><ul>{hot}</ul></div><div class="lm"><h3>天气预报</h3>今日 {rng.randint(-9, 35)}℃，{rng.choice(("晴", "多云", "小雨"))}</div><div class="lm"><h3>网上调查</h3><input type="radio" />满意 <input type="radio" />一般 <input type="button" value="投票" /></div></td></tr>
<tr><td colspan="2" class="foot" align="center">主办：青石区人民政府办公室　技术支持：区信息中心<br />您是第 {rng.randint(10000, 999999)} 位访客</td></tr></table></body></html>"""


def _single(article: Article, written: Sequence[Article], rng: Random) -> Page:
    editor = rng.choice((editors.tidy, editors.word, editors.breaks))
    indented = tuple(
        Paragraph("　　" + b.text, b.link) if isinstance(b, Paragraph) else b for b in article.blocks
    )
    files = "".join(f'<p>附件：<a href="{e.href}">{esc(e.label)}</a></p>' for e in article.attachments)
    near = "".join(
        f'<li>{word}：<a href="{_href(a)}">{esc(a.title)}</a></li>'
        for word, found in (("上一篇", newer), ("下一篇", older))
        for a in found(written, article, 1)
    )
    related = "".join(
        f'<li>·<a href="{_href(a)}">{esc(a.title)}</a> ({a.published:%Y-%m-%d})</li>'
        for a in others(written, rng, rng.randint(0, 5), article)
    )
    content = f"""<div class="wz">您现在的位置：<a href="/">首页</a> &gt;&gt; <a href="/list/{_BEAT.categories.index(article.category) + 1}.shtml">{article.category}</a> &gt;&gt; 正文</div><table width="96%" align="center"><tr><td align="center" class="bt">{esc(article.title)}</td></tr>
<tr><td align="center" class="xx">发布时间：{_date(article.published)}　　来源：{rng.choice(("区政府办公室", "区信息中心", "柳河镇"))}　　点击数：{article.views}　　【字体：<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】</td></tr><tr><td class="nr" id="zoom">{editor(indented, rng)}{files}</td></tr>
<tr><td align="right">【<a href="javascript:window.print()">打印本页</a>】【<a href="javascript:window.close()">关闭窗口</a>】</td></tr><tr><td><ul>{near}</ul></td></tr><tr><td>{"<b>相关新闻</b><ul>" + related + "</ul>" if related else ""}</td></tr></table>"""
    truth = truth_of(article, day(article.published))
    if article.attachments:
        lines = [truth.body_text, *(f"附件：{e.label}" for e in article.attachments)]
        truth = Truth(**{**vars(truth), "body_text": "\n".join(filter(None, lines))})
    page = _frame(f"{article.title}-青石区人民政府", content, written, rng)
    return Page(_href(article).strip("/") + ".html", page, truth, _ENCODING)


def render(rng: Random) -> Iterator[Page]:
    written = articles(PROSE, _BEAT, rng)

    def rows(inside: Sequence[Article]) -> str:
        return (
            "<ul>"
            + "".join(
                f'<li><span>[{a.published:%Y-%m-%d}]</span>·<a href="{_href(a)}">{esc(a.title)}</a></li>'
                for a in inside
            )
            + "</ul>"
        )

    def page(path: str, content: str, truth: Truth) -> Page:
        return Page(path, _frame("青石区人民政府", content, written, rng), truth, _ENCODING)

    for article in written:
        yield _single(article, written, rng)
    head = "".join(
        f'<div class="tt"><a href="{_href(a)}">{esc(a.title)}</a></div><p>{esc(a.teaser[:60])}……[<a href="{_href(a)}">详细</a>]</p>'
        for a in written[:2]
    )
    yield page(
        "index.shtml.html",
        head
        + "".join(
            f'<div class="lm"><h3>{c}</h3>{rows(i[:6])}</div>' for c, i in by_category(written).items()
        ),
        LISTING,
    )
    for name, inside in by_category(written).items():
        number = _BEAT.categories.index(name) + 1
        for nth, total, part in shelves(inside, 10):
            tail = "" if nth == 1 else f"_{nth}"
            yield page(
                f"list/{number}{tail}.shtml.html",
                f'<div class="wz">您现在的位置：首页 &gt;&gt; {name}</div>{rows(part)}<div>共{len(inside)}条 第{nth}/{total}页 上一页 下一页</div>',
                LISTING,
            )
    yield page(
        "lianxi.shtml.html",
        f"<h3>联系我们</h3><p>地址：青石区中心路{rng.randint(1, 99)}号</p><p>电话：0{rng.randint(100, 999)}-5550142</p>",
        OTHER,
    )
    yield page("gaikuang.shtml.html", f"<h3>区情概况</h3><p>{PROSE.paragraph(rng, 6, 9)}</p>", OTHER)


PORTAL = Portal("chinese", "zh", render)
