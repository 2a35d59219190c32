"""A Thai subdistrict office in windows-874: homemade PHP, Buddhist years, a guest counter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from random import Random

from benchmarks.portals import editors
from benchmarks.portals.editors import esc
from benchmarks.portals.newsroom import Beat, articles
from benchmarks.portals.prose.th import PROSE
from benchmarks.portals.shelves import LISTING, OTHER, by_category, others, shelves
from benchmarks.portals.values import Article, Page, Portal, Truth, day, truth_of

_BEAT = Beat(
    ("ข่าวประชาสัมพันธ์", "ข่าวกิจกรรม", "ประกาศจัดซื้อจัดจ้าง"), 46, datetime(2008, 5, 1), datetime(2013, 8, 1),
    picture="photo/{name}", photo_name="act{number}-{nth}.jpg", document="download/{name}", document_label="ดาวน์โหลดเอกสาร", lead=0.3,
    notices=0.12, attachments=0.15, pictures=0.7,
)  # fmt: skip
_MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
_ENCODING = "cp874"


def _date(moment: datetime) -> str:
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year + 543}"


def _href(article: Article) -> str:
    return f"news_view.php?id={article.number}&amp;cat={_BEAT.categories.index(article.category) + 1}"


def _frame(content: str, written: Sequence[Article], rng: Random) -> str:
    menu = "".join(
        f'<tr><td height="24" background="images/bt.gif">&nbsp;<a href="{h}">{t}</a></td></tr>'
        for h, t in (
            ("index.php", "หน้าแรก"),
            ("about.php", "ข้อมูลทั่วไป"),
            ("news.php?cat=1", "ข่าวประชาสัมพันธ์"),
            ("webboard.php", "กระดานสนทนา"),
            ("contact.php", "ติดต่อเรา"),
        )
    )
    latest = "".join(
        f'<img src="images/dot.gif" alt=""> <a href="{_href(a)}">{esc(a.title)}</a> <font color="#999999" size="1">[{a.published:%d/%m}/{a.published.year + 543}]</font><br>'
        for a in others(written, rng, 5)
    )
    return f"""<html><head><title>องค์การบริหารส่วนตำบลทุ่งนา</title><meta http-equiv="Content-Type" content="text/html; charset=windows-874"><style type="text/css">body,td{{font-family:"MS Sans Serif",Tahoma;font-size:14px}}</style></head>
<body leftmargin="0" topmargin="0"><table width="900" border="0" align="center" cellpadding="0" cellspacing="0"><tr><td colspan="3"><img src="images/head.jpg" width="900" height="150" alt=""></td></tr>
<tr><td width="170" valign="top" bgcolor="#E8F5D8"><table width="100%">{menu}</table><hr>ผู้เยี่ยมชมวันนี้ {rng.randint(1, 200)} คน<br>ทั้งหมด {rng.randint(1000, 99999)} คน<br>ขณะนี้ {rng.randint(1, 9)} คน<hr>แบบสำรวจ<br><input type="radio">พอใจ<br><input type="radio">ไม่พอใจ<br><input type="submit" value="โหวต"></td>
<td valign="top" width="550">{content}</td><td width="180" valign="top"><table width="100%" border="0" bgcolor="#FFFFCC"><tr><td bgcolor="#99CC33"><b>ข่าวล่าสุด</b></td></tr><tr><td>{latest}</td></tr></table><img src="images/king.jpg" width="170" alt=""></td></tr>
<tr><td colspan="3" align="center" bgcolor="#99CC33">องค์การบริหารส่วนตำบลทุ่งนา โทร. 0-{rng.randint(4411, 4411)}-0042<br>สงวนลิขสิทธิ์</td></tr></table></body></html>"""


def _single(article: Article, written: Sequence[Article], rng: Random) -> Page:
    editor = rng.choice((editors.breaks, editors.word, editors.divs))
    lead = f"<b>{esc(article.lead)}</b><br><br>" if article.lead else ""
    files = "".join(
        f'<tr><td>เอกสารแนบ : <a href="{e.href}" target="_blank">{esc(e.label)}</a></td></tr>'
        for e in article.attachments
    )
    content = f"""<table width="100%" border="0" cellpadding="5"><tr><td bgcolor="#99CC33"><b><font color="#FFFFFF">{esc(article.category)}</font></b></td></tr><tr><td align="center"><font size="3" color="#006600"><b>{esc(article.title)}</b></font></td></tr>
<tr><td>{lead}{editor(article.blocks, rng)}</td></tr>{files}<tr><td align="right"><font size="1">ประกาศเมื่อวันที่ {_date(article.published)} | ผู้ประกาศ : {esc(article.author)} | เปิดอ่าน {article.views} ครั้ง</font></td></tr>
<tr><td align="center"><a href="javascript:history.back()">[ ย้อนกลับ ]</a> <a href="print.php?id={article.number}">[ พิมพ์ ]</a></td></tr></table>"""
    path = _href(article).replace("&amp;", "&").replace("?", "@") + ".html"
    return Page(path, _frame(content, written, rng), truth_of(article, day(article.published)), _ENCODING)


def render(rng: Random) -> Iterator[Page]:
    written = articles(PROSE, _BEAT, rng)

    def row(article: Article) -> str:
        return f'<tr><td><img src="images/new.gif" alt=""> <a href="{_href(article)}">{esc(article.title)}</a></td><td nowrap>{_date(article.published)}</td><td>{article.views}</td></tr>'

    def page(path: str, content: str, truth: Truth) -> Page:
        return Page(path, _frame(content, written, rng), truth, _ENCODING)

    for article in written:
        yield _single(article, written, rng)
    for nth, total, part in shelves(written, 12):
        content = f'<table width="100%" border="1"><tr><td>เรื่อง</td><td>วันที่</td><td>อ่าน</td></tr>{"".join(map(row, part))}</table>หน้า {nth} จาก {total}'
        yield page("index.php.html" if nth == 1 else f"news.php@page={nth}.html", content, LISTING)
    for nth, (name, inside) in enumerate(by_category(written).items(), 1):
        yield page(
            f"news.php@cat={nth}.html",
            f'<b>{name}</b><table width="100%" border="1">{"".join(map(row, inside))}</table>',
            LISTING,
        )
    yield page("about.php.html", f"<b>ข้อมูลทั่วไป</b><p>{esc(PROSE.paragraph(rng, 6, 9))}</p>", OTHER)
    yield page(
        "contact.php.html",
        "<b>ติดต่อเรา</b><form>ชื่อ <input><br>ข้อความ <textarea></textarea><br><input type=submit value=ส่ง></form>",
        OTHER,
    )


PORTAL = Portal("thai", "th", render)
