"""The sample portal: the same every time, large enough, and with every trap it promises."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zipfile
from collections import Counter
from html import unescape
from pathlib import Path

import pytest

from example_site.legacy_portal import compose, generate, pages, seed_page
from example_site.legacy_portal.model import CATEGORIES, HOST

ADDRESS = "tintuc/Lists/Posts/Post.aspx?CategoryId=17&ItemID=2275&PublishedDate=2018-10-25T11:05:00Z.html"


def digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def page_of(portal, truth, trap: str) -> bytes:
    return (portal.mirror / of_trap(truth, trap)[0]["path"]).read_bytes()


def of_trap(truth, trap: str) -> list[dict]:
    return [page for page in truth["pages"] if trap in page.get("traps", ())]


def test_a_second_run_changes_no_byte_and_the_archive_holds_the_mirror(portal, tmp_path):
    folder = tmp_path / "again"
    done = generate.generate(folder, archive=True)
    again = digests(folder)
    archive = again.pop("mirror.zip")
    assert again == digests(portal.truth.parent)
    with zipfile.ZipFile(done.archive) as bundle:
        assert bundle.testzip() is None
        held = {name: hashlib.sha256(bundle.read(name)).hexdigest() for name in bundle.namelist()}
    assert held == digests(done.mirror)
    generate.generate(folder, archive=True)  # over what stands
    assert digests(folder)["mirror.zip"] == archive


def test_file_names_that_any_system_stores():
    names = [name for name, _content in generate.Portal("windows").files()]
    assert len(names) > 300
    assert not [name for name in names if re.search(r'[<>:"\\|?*]', name)]


def test_ten_years_and_six_categories(truth):
    read = [page for page in truth["pages"] if page["kind"] in ("article", "notice")]
    assert sum(page["kind"] == "article" for page in read) >= 150
    assert sum(page["kind"] == "notice" for page in read) >= 30
    assert {page["published_at"][:4] for page in read} == {str(year) for year in range(2009, 2019)}
    named = Counter(page["category"] for page in read)
    assert set(named) == {*(category.name for category in CATEGORIES), "Root"}
    assert min(named[category.name] for category in CATEGORIES) >= 25


def test_articles_differ(truth):
    read = [page for page in truth["pages"] if page["kind"] == "article" and not page["traps"]]
    assert len({page["title"] for page in read}) == len(read)
    assert len({page["body_text"] for page in read}) == len(read)
    assert len({page["lead"] for page in read}) > len(read) / 2


def test_every_file_named_by_the_truth_is_there(portal, truth):
    for page in truth["pages"]:
        assert (portal.mirror / page["path"]).is_file()
        named = [*page.get("images", ()), *page.get("attachments", ())]
        for entry in named:
            stored = entry["stored"] and entry["file"]
            assert bool(stored) == bool(entry["file"] and (portal.mirror / HOST / entry["file"]).is_file())


def test_the_page_with_every_part(portal, seed):
    assert seed["path"] == f"{HOST}/{ADDRESS}"
    html = (portal.mirror / seed["path"]).read_text(encoding="utf-8")
    visible = re.sub(r"\s+", " ", unescape(re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", html, flags=re.S)))
    at = 0
    for part in (
        "SỐ LƯỢT TRUY CẬP 3 7 4 1 2 2 2 1 ",
        "Hoạt động Đảng - Đoàn thể 25 Tháng Mười 2018 11:05:00 SA",
        seed["title"],
        seed["lead"],
        seed["images"][0]["caption"],
        seed["body_text"].removeprefix(seed["images"][0]["caption"]).strip(),
        "Số lượt người xem: 2275",
        "TIN MỚI HƠN",
        "TIN ĐÃ ĐƯA",
        "Xem tiếp",
        "Xem theo ngày",
        "Thông điệp",
        "Tìm kiếm",
    ):
        assert part in visible[at:], part
        at = visible.index(part, at) + len(part)
    assert "dân vận" in seed["title"]
    assert seed_page.PICTURE in seed["images"][0]["file"]
    assert html.count('class="ShowDate"') >= 6  # newer and earlier, with their dates


@pytest.mark.parametrize(
    ("moment", "form", "shown"),
    [
        ((2018, 10, 25, 11, 5), "long", "25 Tháng Mười 2018 11:05:00 SA"),
        ((2016, 2, 8, 0, 30), "long", "08 Tháng Hai 2016 12:30:00 SA"),
        ((2012, 1, 9, 12, 15), "long", "09 Tháng Giêng 2012 12:15:00 CH"),
        ((2013, 10, 21, 13, 40), "slashed", "21/10/2013 1:40 CH"),
        ((2018, 8, 12, 15, 23), "dotted", "(12.08.2018 15:23)"),
    ],
)
def test_dates_as_the_software_printed_them(moment, form, shown):
    assert pages.printed(compose.datetime(*moment), form) == shown


def test_traps_of_encoding(portal, truth):
    declared = page_of(portal, truth, "windows-1258")
    assert b"charset=windows-1258" in declared
    with pytest.raises(UnicodeDecodeError):
        declared.decode("utf-8")
    assert "Phân loại rác ở phường Bến Lá" in unicodedata.normalize("NFC", declared.decode("cp1258"))
    first, second = (portal.mirror / page["path"] for page in of_trap(truth, "wrong charset"))
    assert b"charset=utf-8" in first.read_bytes() and b"charset=iso-8859-1" in second.read_bytes()
    assert "Lúa Mới" in unicodedata.normalize("NFC", first.read_bytes().decode("cp1258"))
    assert "Tre Xanh" in second.read_bytes().decode("utf-8")
    marked = page_of(portal, truth, "byte order mark")
    assert marked.startswith(b"\xef\xbb\xbf") and b"charset" not in marked[:1500]
    assert "Ph\xa9n lo\xb9i r\xb8c" in page_of(portal, truth, "TCVN3").decode("utf-8")
    assert any(b"&agrave;" in (portal.mirror / page["path"]).read_bytes() for page in truth["pages"])


def test_traps_of_letters(portal, truth):
    decomposed = page_of(portal, truth, "decomposed").decode("utf-8")
    assert unicodedata.normalize("NFD", "Phân loại rác ở phường Thuyền Nan") in decomposed
    mixed = page_of(portal, truth, "mixed accents").decode("utf-8")
    assert re.search(r"&[a-z]+;[\u0300-\u0323]", mixed)
    assert "\u200b" in page_of(portal, truth, "zero width space").decode("utf-8")


def test_traps_of_markup(portal, truth):
    text = "".join(
        (portal.mirror / page["path"]).read_bytes().decode("utf-8", "replace") for page in truth["pages"]
    )
    for mark in (
        'class="MsoNormal"',
        "<o:p></o:p>",
        "mso-ansi-language",
        "<!--[if gte mso 9]>",
        "<br><br>",
        '<font face="Times New Roman"',
        "data:image/png;base64,",
        "file:///C:/",
        "javascript:__doPostBack",
        ' colspan="2"',
        "<iframe ",
        "ExternalClass",
    ):
        assert mark in text, mark
    state = re.search(r'id="__VIEWSTATE" value="([^"]*)"', text)
    assert state and len(state[1]) >= 40_000
    unclosed = page_of(portal, truth, "unclosed div").decode("utf-8")
    assert unclosed.count("<div") > unclosed.count("</div>")


def test_traps_of_files(portal, truth):
    broken = [page for page in truth["pages"] if page["kind"] == "broken"]
    assert [(portal.mirror / page["path"]).read_bytes() for page in broken] == [b""]
    names = [path.name for path in (portal.mirror / HOST / "tintuc" / "PublishingImages").iterdir()]
    assert [name for name in names if name != unicodedata.normalize("NFC", name)]
    assert [name for name in names if name != unicodedata.normalize("NFD", name) and not name.isascii()]
    one, two = of_trap(truth, "one picture, two names")[0]["images"]
    assert one["file"] != two["file"]
    assert (portal.mirror / HOST / one["file"]).read_bytes() == (
        portal.mirror / HOST / two["file"]
    ).read_bytes()
    lost = of_trap(truth, "lost picture")[0]["images"]
    assert [image["stored"] for image in lost] == [True, False, False, False]


def test_traps_of_values(truth):
    assert [page["view_count"] for page in of_trap(truth, "no view count")] == [None]
    assert [page["view_count"] for page in of_trap(truth, "grouped number")] == [12_480]
    assert sum(page.get("view_count") == 0 for page in truth["pages"]) >= 10
    assert [page["title"] for page in of_trap(truth, "no title")] == [""]
    assert len(of_trap(truth, "long title")[0]["title"]) > 255
    assert len({page["title"] for page in of_trap(truth, "same title")}) == 1
    assert len(of_trap(truth, "same title")) == 2
    assert of_trap(truth, "half past midnight")[0]["published_at"] == "2016-02-08T00:30:00+07:00"
    assert len({page["published_at"] for page in of_trap(truth, "one minute")}) == 1
    assert len(of_trap(truth, "one minute")) == 4


def test_listings_name_their_articles(portal, truth):
    listings = [page for page in truth["pages"] if page["kind"] == "listing"]
    assert len(listings) >= 20
    listed = "".join((portal.mirror / page["path"]).read_text() for page in listings)
    read = [
        page
        for page in truth["pages"]
        if page["kind"] in ("article", "notice") and page["category"] != "Root"
    ]
    missing = [page["path"] for page in read if f"ItemID={page['number']}&amp;" not in listed]
    assert missing == []


def test_documents_are_what_they_are_called(portal):
    folder = portal.mirror / HOST / "thongbao" / "Attachments"
    endings = Counter(path.suffix for path in folder.iterdir())
    assert endings[".pdf"] >= 25 and endings[".docx"] and endings[".zip"]
    for path in folder.iterdir():
        if path.suffix == ".pdf":
            check_pdf(path.read_bytes())
        else:
            assert zipfile.ZipFile(path).testzip() is None


def check_pdf(content: bytes) -> None:
    """Every offset of its table leads to the object it names."""
    assert content.startswith(b"%PDF-1.") and content.endswith(b"%%EOF\n")
    start = int(content.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    rows = content[start:].split(b"trailer")[0].splitlines()[3:]
    assert len(rows) == 5
    for number, row in enumerate(rows, start=1):
        assert content[int(row[:10]) :].startswith(b"%d 0 obj" % number)
