"""The public pages by keyboard alone: everything is reached in order and seen, and everything works."""

from __future__ import annotations

import pytest

from .keys import in_reading_order, press, tab_to, walk
from .looking import DESK, PHONE

pytestmark = pytest.mark.browser


def focused(page, said: str):
    return page.evaluate(f"document.activeElement.{said}")


@pytest.mark.parametrize(
    ("dress", "place", "scheme"),
    [
        ("", "home", "light"),
        ("", "article", "dark"),
        ("", "month", "light"),
        ("none", "article", "light"),
        ("none", "search results", "dark"),
    ],
)
def test_everything_is_reached_in_order_and_seen(dressed, places, reader, dress, place, scheme):
    page = reader.page(DESK)
    page.emulate_media(color_scheme=scheme)
    page.goto(dressed(dress) + places[place])
    stops = walk(page)
    assert stops[0]["class"] in ("skip", "wdn-skip")
    assert in_reading_order(stops) == []
    for stop in stops:
        if stop["html"].startswith("<iframe"):  # its own page shows where the focus is
            continue
        assert stop["outline"] >= 2, stop
        assert stop["contrast"] >= 3, stop
        assert stop["seen"], stop


def test_the_focus_changes_what_is_seen(site, places, reader):
    page = reader.page(DESK)
    page.goto(site + places["month"])
    for wanted in (
        ".brand",
        ".masthead input",
        ".menu a",
        ".wdn-card a",
        ".wdn-calendar a",
        ".wdn-pagination a",
        ".foot a",
    ):
        one = page.locator(wanted).first
        one.scroll_into_view_if_needed()
        box = one.bounding_box()
        clip = {
            "x": box["x"] - 8,
            "y": box["y"] - 8,
            "width": box["width"] + 16,
            "height": box["height"] + 16,
        }
        before = page.screenshot(clip=clip)
        page.keyboard.press("Shift")  # whoever uses the keys is shown the focus
        one.focus()
        assert page.screenshot(clip=clip) != before, wanted
        page.evaluate("document.activeElement.blur()")


@pytest.mark.parametrize(("dress", "main"), [("", "main"), ("none", "wdn-main")])
def test_the_skip_link_leads_into_the_content(dressed, places, reader, dress, main):
    page = reader.page(DESK)
    page.goto(dressed(dress) + places["category"])
    page.keyboard.press("Tab")
    assert page.locator(":focus").is_visible()
    page.keyboard.press("Enter")
    assert focused(page, "id") == main
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_menu_of_a_phone(site, places, reader):
    page = reader.page(PHONE)
    page.goto(site + places["home"])
    tab_to(page, ".masthead__menu")
    assert (
        focused(page, "getAttribute('aria-expanded')") == "false" and not page.locator("#menu").is_visible()
    )
    page.keyboard.press("Enter")
    assert focused(page, "getAttribute('aria-expanded')") == "true" and page.locator("#menu").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#menu') !== null")
    page.keyboard.press("Escape")
    assert not page.locator("#menu").is_visible() and focused(page, "className") == "masthead__menu"
    page.keyboard.press("Space")
    tab_to(page, f"#menu a[href='{places['category']}']")
    press(page)
    assert page.url.endswith(places["category"])


def test_search_pager_article_and_archive(site, places, reader):
    page = reader.page(DESK)
    page.goto(site + places["home"])
    tab_to(page, "input[type=search]")
    page.keyboard.type("phuong ben do")
    press(page)
    assert (
        page.locator("h1").inner_text() == "Tìm kiếm" and "kết quả" in page.locator("h2").first.inner_text()
    )
    tab_to(page, ".wdn-pagination a[rel=next]")
    press(page)
    assert page.locator(".wdn-pagination [aria-current]").inner_text().endswith("2")
    tab_to(page, ".wdn-meta__category")
    press(page)
    tab_to(page, ".wdn-archive a")
    press(page)
    tab_to(page, ".wdn-archive a")
    press(page)
    tab_to(page, ".wdn-calendar a")
    press(page)
    assert page.locator(".wdn-calendar [aria-current]").count() == 1
    tab_to(page, ".wdn-periods a[rel=prev]")
    press(page)
    tab_to(page, ".wdn-card a")
    press(page)
    tab_to(page, ".wdn-neighbours--earlier a")
    press(page)
    assert page.locator("article h1").count() == 1
    tab_to(page, ".wdn-see-more a")
    press(page)
    assert page.url.endswith(places["category"])


def test_a_date_is_chosen_and_a_wrong_one_is_where_the_focus_is(site, places, reader):
    page = reader.page(DESK)
    page.goto(site + places["date"])
    tab_to(page, "main input[type=date]")
    page.keyboard.type("04182019")
    press(page)
    assert "18 tháng 4 năm 2019" in page.locator("h1").inner_text().lower()
    page.goto(site + places["date wrong"])
    assert focused(page, "name") == "date"
    described = focused(page, "getAttribute('aria-describedby')")
    assert page.locator(f"#{described}").inner_text().endswith("25/10/2018.")
    tab_to(page, "main form button")


def test_a_wide_table_scrolls_by_keyboard(site, places, reader):
    page = reader.page(PHONE)
    page.goto(site + places["article"])
    page.add_style_tag(content=".wdn-table table { width: 60rem; }")
    tab_to(page, ".wdn-table")
    assert page.locator(":focus").get_attribute("aria-label") == "Lịch tiếp dân"
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")


def test_the_language_is_changed_by_keyboard(site, places, reader):
    page = reader.page(DESK)
    page.goto(site + places["day"])
    tab_to(page, ".languages button[value=en]")
    press(page)
    assert page.locator("html").get_attribute("lang") == "en" and page.url.endswith(places["day"])
    page.context.clear_cookies()
