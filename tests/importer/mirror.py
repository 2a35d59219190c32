"""A small mirror on the disk, of our own making, with a profile of its own: for tests that go through real HTML."""

from __future__ import annotations

from pathlib import Path

from tests.importer.conftest import PDF, picture

PROFILE = """
format = 1
name = "Test portal"

[site]
language = "vi"
timezone = "Asia/Ho_Chi_Minh"
date_order = "dmy"

[site.visitor_count]
select = [".visitors"]

[[template]]
name = "article"
kind = "article"
match = ["div.story", "h1.title"]

[template.title]
select = ["h1.title"]
[template.category]
select = [".section"]
[template.date]
select = [".date"]
[template.lead]
select = [".lead"]
[template.body]
select = ["div.story"]
[template.view_count]
select = [".views"]

[[template]]
name = "listing"
kind = "listing"
match = ["ul.stories"]
"""

SECTIONS = ("Kinh tế", "Văn hóa", "Thông báo")  # "Economy", "Culture", "Notices"
WORDS = "Ủy ban nhân dân huyện tổ chức buổi làm việc với các xã về kế hoạch trồng rừng và nước sạch nông thôn"


def write_mirror(folder: Path, count: int = 12) -> Path:
    """Write a mirror with `count` articles, a listing, pictures and documents; return the profile's path."""
    site = folder / "portal.example"
    (site / "pics").mkdir(parents=True)
    (site / "files").mkdir()
    for number in range(3):
        (site / f"pics/{number}.png").write_bytes(picture(60 + number, 40, ("navy", "teal", "olive")[number]))
    (site / "files/plan.pdf").write_bytes(PDF)
    for number in range(count):
        (site / f"bai-{number:02}.html").write_text(article(number, count), "utf-8")
    links = "".join(f'<li><a href="bai-{number:02}.html">Bài {number}</a></li>' for number in range(count))
    (site / "index.html").write_text(page("", f'<ul class="stories">{links}</ul>'), "utf-8")
    profile = folder / "portal.toml"
    profile.write_text(PROFILE, "utf-8")
    return profile


def page(address: str, body: str) -> str:
    canonical = f'<link rel="canonical" href="http://portal.example/{address}">' if address else ""
    return (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Cổng</title>{canonical}</head>'
        f'<body><p class="visitors">00012345</p>{body}</body></html>'
    )


def article(number: int, count: int) -> str:
    later = (number + 5) % count
    body = (
        f"<p>{WORDS} lần thứ {number}.</p><h2>Mục {number}</h2>"
        f'<p>Xem <a href="bai-{later:02}.html">bài {later}</a> và <a href="files/plan.pdf">kế hoạch</a>.</p>'
        f'<p><img src="pics/{number % 3}.png" alt="Ảnh {number}"></p>'
        f"<table><tr><th>Giờ</th><th>Việc</th></tr><tr><td>{number}:00</td><td>Họp</td></tr></table>"
    )
    return page(
        f"bai-{number:02}.html",
        f'<div class="section">{SECTIONS[number % 3]}</div><h1 class="title">Bài viết số {number // 2}</h1>'
        f'<div class="date">{1 + number % 28:02}/10/2018 08:{number:02}</div><div class="lead">Tóm tắt {number}</div>'
        f'<div class="story">{body}</div><div class="views">{100 + number}</div>',
    )
