"""What a screen reader is told: headings, landmarks, languages, pictures, tables, links, dates, numbers, forms."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from .looking import DESK
from .test_public import OURS, PLACES

pytestmark = pytest.mark.browser

OUTLINE = (
    "() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((one) => Number(one.localName[1]))"
)
LANDMARKS = """() => {
  const inside = "article, aside, main, nav, section";
  const role = (one) => one.getAttribute("role") || {ASIDE: "complementary", FOOTER: "contentinfo", HEADER: "banner",
    MAIN: "main", NAV: "navigation", SECTION: "region"}[one.tagName];
  const name = (one) => (one.getAttribute("aria-label") || (one.getAttribute("aria-labelledby") || "").split(" ")
    .map((id) => document.getElementById(id)?.textContent ?? "").join(" ")).replace(/\\s+/g, " ").trim();
  return [...document.querySelectorAll("aside, footer, header, main, nav, section, [role=search], [role=region]")]
    .filter((one) => !(["HEADER", "FOOTER"].includes(one.tagName) && one.parentElement.closest(inside)))
    .map((one) => [role(one), name(one)]).filter(([role, name]) => role !== "region" || name);
}"""
LINKS = """() => [...document.querySelectorAll("main a[href], footer a[href]")].map((one) => [
  (one.getAttribute("aria-label") || one.textContent || "").replace(/\\s+/g, " ").trim() ||
    [...one.querySelectorAll("img")].map((image) => image.alt).join(" "),
  one.getAttribute("href")])"""
VAGUE = {
    "xem",
    "xem tiếp",
    "xem thêm",
    "tiếp",
    "tại đây",
    "đây",
    "more",
    "see more",
    "read more",
    "here",
    "click here",
}


@pytest.fixture
def open_place(dressed, places, reader):
    """A function that opens a place in a dress and in a language: open_place("article", "none", "en")."""
    page = reader.page(DESK)

    def go(place, dress="", language="vi"):
        address = dressed(dress)
        page.context.add_cookies([{"name": "django_language", "value": language, "url": address}])
        page.goto(address + places[place])
        return page

    yield go
    page.context.clear_cookies()


def words(page, selector: str) -> str:
    return " ".join(page.locator(selector).first.text_content().split())


@pytest.mark.parametrize("dress", ["", "none"])
def test_headings_landmarks_and_links_of_every_page(open_place, dress):
    for place in OURS if dress else PLACES:
        page = open_place(place, dress)
        levels = page.evaluate(OUTLINE)
        assert levels.count(1) == 1 and levels[0] == 1, (place, levels)
        steps = pairwise(levels)
        assert all(after <= before + 1 for before, after in steps), (place, levels)
        landmarks = [tuple(one) for one in page.evaluate(LANDMARKS)]
        assert len(landmarks) == len(set(landmarks)), (place, landmarks)
        for role in ("main",) if dress else ("main", "banner", "contentinfo"):
            assert [one for one, _ in landmarks].count(role) == 1, (place, landmarks)
        assert all(name for role, name in landmarks if role in ("navigation", "complementary")), (
            place,
            landmarks,
        )
        links = page.evaluate(LINKS)
        assert not [link for link in links if not link[0] or link[0].lower() in VAGUE], place
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
        assert len(ids) == len(set(ids)), place
        assert page.title().strip() and page.locator("html").get_attribute("lang") == "vi"


def test_the_words_of_another_language_say_so(open_place):
    page = open_place("article", "none", "en")
    assert page.locator("html").get_attribute("lang") == "en"
    for part in ("h1", ".wdn-lead", ".wdn-body", ".wdn-figure--lead", ".wdn-links a", ".wdn-meta__category"):
        assert page.locator(part).first.get_attribute("lang") == "vi", part
    # what the site itself says is in the language that the reader chose
    for part in (".wdn-view-count", ".wdn-attachments h2", ".wdn-article__header time", "#wdn-newer-heading"):
        assert page.locator(part).first.evaluate("(one) => one.closest('[lang]').lang") == "en", part
    for place, parts in {
        "category": ("h1", ".wdn-card__title a", ".wdn-breadcrumbs [aria-current]", ".wdn-subcategories a"),
        "search results": (".wdn-card__title a", ".wdn-meta__category", "option:nth-child(2)"),
        "home": (
            "h1",
            ".top h3 a",
            ".group h2 a",
            ".group li a",
            ".wdn-most-read a",
            ".menu li:nth-child(2) a",
        ),
    }.items():
        page = open_place(place, "" if place == "home" else "none", "en")
        for part in parts:
            one = page.locator(f"main {part}, header {part}").first
            assert (
                one.evaluate("(one) => (one.querySelector('[lang]') || one).closest('[lang]').lang") == "vi"
            ), part


def test_pictures_are_described_or_passed_over(open_place):
    page = open_place("article")
    figures = page.locator(".wdn-body > figure.wdn-figure")
    assert [figures.nth(at).locator("img").get_attribute("alt") for at in range(4)] == [
        "Bà con bên bờ sông",
        "",  # only decoration
        "",  # undescribed, and its title is the name of its file: the caption says it
        "",
    ]
    assert words(page, ".wdn-body > figure figcaption") == "Lễ hội bên sông Ảnh: Ban biên tập"
    assert figures.nth(3).locator("figcaption").count() == 0
    assert page.locator(".wdn-figure--lead img").get_attribute("alt") == "Cây cầu mới bắc qua sông"
    names = page.evaluate("[...document.images].map((one) => one.alt)")
    assert not [name for name in names if re.search(r"\.(jpe?g|png)|DSC|IMG", name, re.IGNORECASE)]
    assert page.evaluate("[...document.images].every((one) => one.hasAttribute('alt'))")
    gallery = page.locator("figure.wdn-gallery")
    assert gallery.locator("ul > li > figure").count() == 2
    assert gallery.locator(":scope > figcaption").inner_text() == "Ngày hội"


def test_tables_have_headings_and_captions(open_place):
    page = open_place("article")
    table = page.get_by_role("table", name="Lịch tiếp dân")
    assert table.locator("thead th[scope=col]").all_inner_texts() == ["Ngày", "Giờ", "Nơi"]
    assert table.get_by_role("columnheader").count() == 3 and table.locator("caption").count() == 1
    assert page.locator(".wdn-table").nth(1).locator("thead, caption").count() == 0  # no empty headings
    calendar = open_place("day").get_by_role("table", name=re.compile("Tháng 4( năm)? 2019", re.IGNORECASE))
    headings = calendar.get_by_role("columnheader")
    assert headings.count() == 7
    assert headings.locator("abbr").first.get_attribute("title") == "Thứ 2"


def test_dates_and_numbers_are_read_as_such(open_place):
    page = open_place("article")
    moments = page.evaluate("[...document.querySelectorAll('main time')].map((one) => one.dateTime)")
    assert moments[0] == "2019-04-18T09:30:00+07:00" and len(moments) > 10
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00", moment) for moment in moments)
    # one number in the tree of a screen reader, and no digit by itself
    counter = page.locator(".wdn-body .wdn-counter")
    tree = counter.aria_snapshot()
    assert re.search(r"(?<!\d)374122\d\d(?!\d)", tree) and not re.search(r"(?<!\d)\d(?!\d)", tree), tree
    assert re.search(r": 1000$", words(page, ".wdn-view-count"))


def test_what_is_current_says_so(open_place):
    page = open_place("category page 5")
    assert words(page, ".wdn-pagination [aria-current=page]") == "Trang 5"
    assert page.locator(".wdn-pagination [aria-current]").count() == 1
    assert words(page, ".wdn-breadcrumbs [aria-current=page]") == "Mọi thứ"
    assert words(page, "#menu [aria-current=page]") == "Mọi thứ"
    page = open_place("day")
    current = page.locator(".wdn-calendar [aria-current=page]")
    assert current.count() == 1 and current.inner_text() == "18"
    assert current.get_attribute("aria-label").lower() == "ngày 18 tháng 4 năm 2019: 1 bài viết"
    assert page.locator(".wdn-calendar td a").count() == 30


def test_forms_say_what_they_want_and_what_was_wrong(open_place):
    page = open_place("date wrong")
    field = page.locator("main input[type=date]")
    assert field.get_attribute("aria-invalid") == "true" and field.get_attribute("required") is not None
    error = page.locator(f"#{field.get_attribute('aria-describedby')}")
    assert error.is_visible() and field.evaluate("(one) => one.labels.length") == 1
    page = open_place("search nothing")
    for control in page.locator("input:not([type=hidden]), select").all():
        assert control.evaluate("(one) => one.labels.length") == 1
    assert page.get_by_role("search").count() == 2
    assert page.get_by_role("region", name="0 kết quả").inner_text().strip()


def test_nothing_interrupts(open_place):
    """No page of the news changes by itself, so nothing is announced by itself."""
    for place in ("home", "article", "category", "date wrong", "search nothing"):
        page = open_place(place)
        assert (
            page.locator("[aria-live], [role=alert], [role=status], [role=log], [role=timer]").count() == 0
        ), place


def test_an_embed_is_named_and_a_link_says_where_it_leads(open_place):
    page = open_place("article")
    assert page.locator(".wdn-embed__frame iframe").get_attribute("title") == "Phóng sự ngắn"
    link = page.locator(".wdn-embed > p > a")
    assert "video.songxanh.example" in link.inner_text() and "http" not in link.inner_text()
    assert words(page, ".wdn-see-more") == "Xem tiếp: Mọi thứ"
