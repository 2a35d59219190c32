"""Text under legacy fonts, wherever a page says them; and whole pages in every old charset."""

import pytest

from benchmarks.reencoded import copies, measure
from tests.extraction.test_charsets import MOTTO, SENTENCES
from wagtail_district_news.extraction.fonts import convert_fonts
from wagtail_district_news.extraction.parse import TEXT, parse, settle

THEIRS = "Céng hoµ x· héi chñ nghÜa ViÖt Nam"
OURS = "Cộng hoà xã hội chủ nghĩa Việt Nam"


def converted(page, charset="utf-8"):
    tree = parse(page, settled=False)
    issues = convert_fonts(tree, charset)
    settle(tree, page)
    seen = (node.text for node in tree.nodes if node.tag == TEXT and node.parent.tag != "style")
    return " ".join("".join(seen).split()), [issue.code for issue in issues]


def test_a_page_without_such_a_font_is_left_alone():
    for page in (
        f"<p>{THEIRS}</p>",
        f"<p style='font: 12px Arial'>{THEIRS}</p>",
        "<style>p{color:red}</style>",
    ):
        assert converted(page)[1] == []


@pytest.mark.parametrize(
    "page",
    [
        "<font face='.VnTime'>{}</font>",
        "<p style='font-size:12pt; FONT-FAMILY: .VnTime'>{}</p>",
        "<p style='font: bold 12px .VnTime, serif'><b>{}</b></p>",
        "<body style='font-family:.VnTime'><table><tr><td>{}</td></tr></table>",
        "<style>body, td {{ font: 12px .VnTime }}</style><table><tr><td>{}</td></tr></table>",
        "<style>/* old */ p.MsoNormal, li.x {{ margin:0; font-family:'.VnTime' }}</style><p class=MsoNormal>{}</p>",
        "<style>@media screen {{ #main p {{ font-family: .VnTime }} }}</style><div id=main><p>{}</p></div>",
        "<style>p {{ font-family: Arial }} .t {{ font-family: .VnTime }}</style><p class=t>{}</p>",
        "<basefont face='.VnTime'><p>{}</p>",
    ],
)
def test_where_a_page_may_say_its_font(page):
    assert converted(page.format(THEIRS)) == (OURS, ["legacy-font"])


def test_the_nearest_font_counts():
    page = f"<style>.t {{font-family: .VnTime}}</style><p class=t>{THEIRS} <font face=Arial>x· sè</font></p>"
    assert converted(page)[0] == f"{OURS} x· sè"
    assert (
        converted(f"<style>.t{{font-family:Arial}}</style><p class=t style='font-family:.VnTime'>{THEIRS}")[0]
        == OURS
    )


def test_capitals_have_a_font_of_their_own():
    page = "<style>h1 {font-family: .VnTimeH}</style><h1>th«ng b¸o</h1>"
    assert converted(page)[0] == "THÔNG BÁO"


class TestDoubtfulWords:
    """ "sè" is a word as it stands, and số under the font."""

    def test_alone_it_stays(self):
        assert converted("<font face=.VnTime>sè</font>")[0] == "sè"

    def test_the_page_decides(self):
        page = f"<font face=.VnTime>{THEIRS}</font> <font face=.VnTime>sè 5/N§</font>"
        assert converted(page)[0] == f"{OURS} số 5/NĐ"

    def test_a_page_retyped_in_unicode_stays(self):
        page = f"<font face=.VnTime>{MOTTO}</font> <font face=.VnTime>sè, là, thông báo</font>"
        assert converted(page) == (f"{MOTTO} sè, là, thông báo", [])

    def test_what_is_unicode_stays_beside_what_is_not(self):
        page = f"<font face=.VnTime>{THEIRS * 3}</font> <font face=.VnTime>số một, thông báo</font>"
        assert converted(page)[0].endswith("số một, thông báo")


@pytest.mark.parametrize(
    "opening", ["<style>", "<style>{", "<style>/*", "<style>p{font:.vn", "<font face=.vn>"]
)
def test_hostile_style_sheets_end(opening):
    text, _ = converted(opening + "a,{" * 20_000 + "font-family:.VnTime}</style>x")
    assert isinstance(text, str)


PAGE = "<html><head><title>Tin</title></head><body><h1>{}</h1><div>{}</div></body></html>".format(
    MOTTO.upper(), "".join(f"<p>{sentence} <b>Số 12/NĐ-CP</b></p>" for sentence in SENTENCES)
)


@pytest.mark.parametrize("copy", copies(), ids=lambda copy: copy.name)
def test_a_page_in_every_old_way_comes_back(copy):
    tally = measure(copy, [PAGE])
    assert tally.words > 90
    assert tally.share >= copy.floor
