"""A Vietnamese ward on a homemade ASP: counters, sibling lists that differ, a running line, unclosed tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from random import Random

from benchmarks.portals import editors
from benchmarks.portals.editors import esc
from benchmarks.portals.newsroom import Beat, articles
from benchmarks.portals.prose.vi import PROSE
from benchmarks.portals.shelves import LISTING, OTHER, by_category, newer, older, others, shelves
from benchmarks.portals.values import Article, Page, Portal, Truth, minute, truth_of

_BEAT = Beat(
    ("Tin hoạt động", "Văn hóa - Xã hội", "Kinh tế", "Thông báo"), 76, datetime(2010, 1, 10), datetime(2015, 12, 1), picture="/upload/hinh/{name}",
    document="/upload/vanban/{name}", document_label="Tải về", lead=0.8, notices=0.1, attachments=0.2, signed=0.6, pictures=0.6,
)  # fmt: skip
_DAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")


def _date(moment: datetime) -> str:
    return f"{_DAYS[moment.weekday()]}, {moment:%d/%m/%Y, %H:%M} GMT+7"


def _href(article: Article) -> str:
    return f"chitiet.asp?mabv={article.number}&amp;macm={_BEAT.categories.index(article.category) + 3}"


def _frame(content: str, written: Sequence[Article], rng: Random) -> str:
    read = "".join(
        f'<tr><td valign=top><img src="img/mui.gif"></td><td class="tinnho"><a href="{_href(a)}">{esc(a.title)}</a></td></tr>'
        for a in others(written, rng, 5)
    )
    menu = "".join(
        f'<div class="mn"><a href="chuyenmuc.asp?macm={n}">{c}</a></div>'
        for n, c in enumerate(_BEAT.categories, 3)
    )
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>.:: Trang thông tin điện tử Phường An Lộc ::.</title><link href="css/kieu.css" rel="stylesheet"></head><body leftmargin=0 topmargin=0>
<table width=1000 align=center border=0 cellspacing=0><tr><td colspan=3><img src="img/dau.jpg" width=1000></td></tr><tr><td colspan=3 class="ngang">{_DAYS[rng.randint(0, 6)]}, ngày {written[0].published:%d/%m/%Y} <marquee scrollamount=3>Chào mừng bạn đến với trang thông tin điện tử Phường An Lộc</marquee></td></tr>
<tr><td width=190 valign=top>{menu}<div class="khung"><b>Đăng nhập</b><br>Tên <input size=10><br>Mật khẩu <input type=password size=10></div><div class="khung"><b>Liên kết website</b><br><select><option>--- Chọn ---<option>Quận<option>Thành phố</select></div><div class="khung"><b>Lượt truy cập</b><br>Đang online: {rng.randint(1, 30)}<br>Hôm nay: {rng.randint(10, 900)}<br>Tổng số: {rng.randint(10000, 999999)}</div></td>
<td valign=top width=600>{content}<td width=210 valign=top><table width="100%"><tr><td colspan=2 class="td"><b>Tin đọc nhiều</b></td></tr>{read}</table><div class="khung"><b>Thời tiết</b><br>{rng.randint(22, 37)}°C, {rng.choice(("nắng", "mưa rào", "nhiều mây"))}</div><div class="khung"><b>Tỷ giá</b><br>USD {rng.randint(19000, 22500)}</div><a href="#"><img src="img/qc{rng.randint(1, 3)}.gif"></a></td></tr>
<tr><td colspan=3 align=center class="cuoi">Ủy ban nhân dân Phường An Lộc - ĐT: (08) 555 0142<br>Ghi rõ nguồn khi phát hành lại thông tin từ trang này</td></tr></table></body></html>"""


def _single(article: Article, written: Sequence[Article], rng: Random) -> Page:
    editor = rng.choice((editors.word, editors.word, editors.divs, editors.tidy))
    lead = f'<p class="tomtat"><b>{esc(article.lead)}</b>' if article.lead else ""
    files = "".join(
        f'<tr><td>Tệp đính kèm: <a href="{e.href}">{esc(e.label)}</a>' for e in article.attachments
    )
    after, before = newer(written, article, rng.randint(0, 4)), older(written, article, rng.randint(2, 6))
    siblings = "".join(
        f'<b class="tieudenho">{head}</b><ul class="tinkhac">{"".join(f"<li><a href={_href(a)}>{esc(a.title)}</a> <i>({a.published:%d/%m/%Y})</i>" for a in found)}</ul>'
        for head, found in (("Các tin mới hơn", after), ("Các tin cũ hơn", before))
        if found
    )
    stars = "".join(f'<img src="img/sao{n}.gif">' for n in range(5))
    content = f"""<table width="100%" cellpadding=5><tr><td class="duongdan"><a href="default.asp">Trang chủ</a> &raquo; <a href="chuyenmuc.asp?macm=3">{esc(article.category)}</a></td></tr><tr><td class="ngaydang">{_date(article.published)}</td></tr><tr><td class="tieude">{esc(article.title)}</td></tr>
<tr><td class="noidung"><div align="justify">{lead}{editor(article.blocks, rng)}</div></td></tr>{files}<tr><td align=right class="xem">Lượt xem: {article.views} | <a href="in.asp?mabv={article.number}">Bản in</a> | <a href="gui.asp">Gửi email</a> | Đánh giá: {stars}</td></tr>
<tr><td>{siblings}</td></tr><tr><td><b>Ý kiến bạn đọc</b><form>Họ tên <input><br>Nội dung <textarea></textarea><br><input type=submit value="Gửi"></form></td></tr></table>"""
    path = _href(article).replace("&amp;", "&").replace("?", "@") + ".html"
    return Page(path, _frame(content, written, rng), truth_of(article, minute(article.published)))


def render(rng: Random) -> Iterator[Page]:
    written = articles(PROSE, _BEAT, rng)

    def page(path: str, content: str, truth: Truth) -> Page:
        return Page(path, _frame(content, written, rng), truth)

    def teaser(article: Article) -> str:
        return f'<tr><td><img src="/upload/nho/{article.number}.jpg" width=120 align=left><a class="tieudetin" href="{_href(article)}">{esc(article.title)}</a> <span class="ngay">({article.published:%d/%m/%Y})</span><br>{esc(article.teaser[:160])}... <a href="{_href(article)}">Xem tiếp</a></td></tr>'

    for article in written:
        yield _single(article, written, rng)
    for name, inside in by_category(written).items():
        number = _BEAT.categories.index(name) + 3
        for nth, total, part in shelves(inside, 10):
            tail = "" if nth == 1 else f"&trang={nth}"
            yield page(
                f"chuyenmuc.asp@macm={number}{tail}.html",
                f'<div class="duongdan">{name}</div><table>{"".join(map(teaser, part))}</table>Trang {nth}/{total}',
                LISTING,
            )
    groups = "".join(
        f'<div class="duongdan">{name}</div><table>{"".join(map(teaser, inside[:3]))}</table>'
        for name, inside in by_category(written).items()
    )
    yield page("default.asp.html", groups, LISTING)
    yield page(
        "timkiem.asp@tukhoa=nuoc.html",
        f"<b>Kết quả tìm kiếm</b><table>{''.join(map(teaser, written[5:12]))}</table>",
        LISTING,
    )
    yield page(
        "gioithieu.asp.html",
        f'<div class="tieude">Giới thiệu chung</div><p>{esc(PROSE.paragraph(rng, 5, 8))}',
        OTHER,
    )
    yield page(
        "lienhe.asp.html",
        '<div class="tieude">Liên hệ</div><form>Họ tên <input><br>Nội dung <textarea></textarea><br><input type=submit value="Gửi đi"></form>',
        OTHER,
    )


PORTAL = Portal("vietnamese", "vi", render)
