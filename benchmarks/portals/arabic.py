"""A municipality in Arabic, right to left, on a homemade ASP.NET: Arabic-Indic digits, nested tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from random import Random

from benchmarks.portals import editors
from benchmarks.portals.editors import esc
from benchmarks.portals.newsroom import Beat, articles
from benchmarks.portals.prose.ar import PROSE
from benchmarks.portals.shelves import LISTING, OTHER, by_category, others, shelves
from benchmarks.portals.values import Article, Page, Portal, Truth, day, truth_of

_BEAT = Beat(
    ("أخبار البلدية", "مشاريع", "ثقافة وفنون", "رياضة"), 54, datetime(2007, 1, 5), datetime(2012, 9, 1),
    picture="Uploads/News/{name}", document="Uploads/Files/{name}", document_label="تحميل الملف المرفق", lead=0.6, notices=0.08,
)  # fmt: skip
_MONTHS = (
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
)
_DAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")


def _date(moment: datetime) -> str:
    return f"{_DAYS[moment.weekday()]} {PROSE.number(moment.day)} {_MONTHS[moment.month - 1]} {PROSE.number(moment.year)}"


def _href(article: Article) -> str:
    return f"NewsDetails.aspx?ID={article.number}"


def _frame(content: str, written: Sequence[Article], rng: Random) -> str:
    now = PROSE.number(rng.randint(18, 44))
    latest = "".join(
        f'<tr><td class="newslink"><img src="images/bullet.gif" alt=""> <a href="{_href(a)}">{esc(a.title)}</a></td></tr>'
        for a in others(written, rng, 6)
    )
    menu = "".join(
        f'<tr><td class="menuitem"><a href="{h}">{t}</a></td></tr>'
        for h, t in (
            ("Default.aspx", "الرئيسية"),
            ("About.aspx", "عن البلدية"),
            ("NewsList.aspx?cat=1", "الأخبار"),
            ("Gallery.aspx", "معرض الصور"),
            ("Contact.aspx", "اتصل بنا"),
        )
    )
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" dir="rtl" lang="ar"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>بلدية وادي السدر - البوابة الإلكترونية</title><link href="Style.css" rel="stylesheet" type="text/css" /></head>
<body dir="rtl" topmargin="0"><form name="aspnetForm" method="post" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="/wEPDwULLTE{rng.getrandbits(90):x}" />
<table width="980" align="center" cellpadding="0" cellspacing="0"><tr><td colspan="3"><img src="images/header.jpg" width="980" alt="بلدية وادي السدر" /></td></tr><tr><td colspan="3" class="ticker"><marquee direction="right" scrollamount="3">{" *** ".join(esc(a.title) for a in others(written, rng, 4))}</marquee></td></tr>
<tr><td width="180" valign="top" class="right"><table width="100%">{menu}</table><br /><table width="100%" class="box"><tr><td class="boxtitle">حالة الطقس</td></tr><tr><td align="center">{now}° مئوية</td></tr></table>
<table width="100%" class="box"><tr><td class="boxtitle">استفتاء</td></tr><tr><td>ما رأيك في الموقع؟<br /><input type="radio" name="v" /> ممتاز<br /><input type="radio" name="v" /> جيد<br /><input type="submit" value="تصويت" /></td></tr></table></td>
<td valign="top" class="center">{content}</td><td width="200" valign="top"><table width="100%" class="box"><tr><td class="boxtitle">آخر الأخبار</td></tr>{latest}</table></td></tr>
<tr><td colspan="3" class="footer" align="center">جميع الحقوق محفوظة لبلدية وادي السدر © {PROSE.number(2012)}<br />عدد الزوار: {PROSE.number(rng.randint(10000, 999999))}</td></tr></table></form></body></html>"""


def _single(article: Article, written: Sequence[Article], rng: Random) -> Page:
    editor = rng.choice((editors.word, editors.breaks, editors.divs))
    lead = (
        f'<span id="ctl00_Main_lblSummary" class="summary">{esc(article.lead)}</span><br />'
        if article.lead
        else ""
    )
    files = "".join(
        f'<tr><td><img src="images/pdf.gif" alt="" /> <a href="{e.href}">{esc(e.label)}</a></td></tr>'
        for e in article.attachments
    )
    content = f"""<table width="100%" cellpadding="4"><tr><td class="path"><a href="Default.aspx">الرئيسية</a> » <a href="NewsList.aspx?cat={_BEAT.categories.index(article.category) + 1}"><span id="ctl00_Main_lblCat">{esc(article.category)}</span></a></td></tr>
<tr><td class="title"><span id="ctl00_Main_lblTitle">{esc(article.title)}</span></td></tr><tr><td class="date">تاريخ النشر: <span id="ctl00_Main_lblDate">{_date(article.published)}</span> &nbsp;|&nbsp; عدد القراءات: {PROSE.number(article.views)}</td></tr>
<tr><td class="details" align="justify">{lead}<span id="ctl00_Main_lblBody">{editor(article.blocks, rng)}</span></td></tr>{files}
<tr><td align="left"><a href="Print.aspx?ID={article.number}"><img src="images/print.gif" alt="طباعة" border="0" /></a> <a href="SendToFriend.aspx"><img src="images/send.gif" alt="إرسال لصديق" border="0" /></a></td></tr>
<tr><td class="boxtitle">مواضيع ذات صلة</td></tr><tr><td>{"".join(f'<a href="{_href(a)}">{esc(a.title)}</a> ({_date(a.published)})<br />' for a in others(written, rng, rng.randint(2, 5), article))}</td></tr></table>"""
    return Page(
        _href(article).replace("?", "@") + ".html",
        _frame(content, written, rng),
        truth_of(article, day(article.published)),
    )


def _row(article: Article) -> str:
    return f'<tr><td><a class="newstitle" href="{_href(article)}">{esc(article.title)}</a><br /><span class="date">{_date(article.published)}</span><br />{esc(article.teaser[:130])}... <a href="{_href(article)}">التفاصيل</a></td></tr>'


def render(rng: Random) -> Iterator[Page]:
    written = articles(PROSE, _BEAT, rng)

    def page(path: str, content: str, truth: Truth) -> Page:
        return Page(path, _frame(content, written, rng), truth)

    for article in written:
        yield _single(article, written, rng)
    for nth, total, part in shelves(written, 10):
        content = f'<table width="100%">{"".join(map(_row, part))}</table>صفحة {PROSE.number(nth)} من {PROSE.number(total)}'
        yield page("Default.aspx.html" if nth == 1 else f"NewsList.aspx@page={nth}.html", content, LISTING)
    for nth, (name, inside) in enumerate(by_category(written).items(), 1):
        yield page(
            f"NewsList.aspx@cat={nth}.html",
            f'<div class="title">{name}</div><table width="100%">{"".join(map(_row, inside))}</table>',
            LISTING,
        )
    yield page(
        "About.aspx.html",
        f'<div class="title">عن البلدية</div><p>{esc(PROSE.paragraph(rng, 5, 8))}</p>',
        OTHER,
    )
    yield page(
        "Contact.aspx.html",
        '<div class="title">اتصل بنا</div><table><tr><td>الاسم</td><td><input /></td></tr><tr><td>الرسالة</td><td><textarea></textarea></td></tr></table><input type="submit" value="إرسال" />',
        OTHER,
    )


PORTAL = Portal("arabic", "ar", render)
