"""The admin's work on the news by keyboard alone."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from .admin_views import REPORTS, SNIPPETS, VIEWS
from .keys import press, tab_to

pytestmark = pytest.mark.browser

NAMES = {
    "heading": "Heading",
    "paragraph": "Paragraph",
    "quote": "Quotation",
    "table": "Table",
    "figure": "Picture",
    "gallery": "Gallery",
    "document": "Document",
    "embed": "Embed",
    "visitor_counter": "Visitor counter",
    "campaign_messages": "Campaign messages",
}
CHOOSERS = {"figure", "gallery", "document"}  # they begin with a chooser, which Wagtail gives no focus
# the button that adds a block to the end of the body, among those of lists within blocks
CHOOSERS_OPEN = "document.querySelectorAll('[role=combobox]').length"
MARK_END = """() => {
  const ends = [...document.querySelectorAll("[data-contentpath=body] .c-sf-add-button")]
    .filter((one) => one.closest("[data-contentpath]").dataset.contentpath === "body");
  ends.forEach((one) => one.removeAttribute("data-end"));
  ends.at(-1).dataset.end = "";
}"""
TYPES = (
    "[...document.querySelectorAll('input')].filter((one) => /^body-[0-9]+-type$/.test(one.name))"
    ".map((one) => one.value)"
)


def test_a_campaign_message_is_added(admin):
    page = admin("light").open(f"{SNIPPETS}/campaignmessage/")
    tab_to(page, f"a[href*='{SNIPPETS}/campaignmessage/add/']")
    press(page)
    tab_to(page, "#id_text")
    page.keyboard.type("Giữ sạch dòng sông")
    tab_to(page, "#id_link_url")
    page.keyboard.type("https://example.org/song")
    tab_to(page, "#id_starts_at")
    page.keyboard.type("2019-01-01 08:00")
    page.keyboard.press("Escape")
    tab_to(page, "#id_sort_order")
    page.keyboard.press("Control+A")
    page.keyboard.type("7")
    tab_to(page, "#id_site")
    page.keyboard.press("ArrowDown")
    tab_to(page, "button[type=submit].action-save")
    press(page)
    assert page.url.endswith(f"{SNIPPETS}/campaignmessage/")
    row = page.get_by_role("row").filter(has_text="Giữ sạch dòng sông")
    assert row.count() == 1 and "7" in row.inner_text()


def test_a_message_that_lacks_its_text_says_so_at_the_field(admin):
    page = admin("light").open(f"{SNIPPETS}/campaignmessage/add/")
    page.evaluate("document.querySelector('#id_text').removeAttribute('required')")
    tab_to(page, "button[type=submit].action-save")
    press(page)
    field = page.locator("#id_text")
    described = field.get_attribute("aria-describedby").split()
    said = " ".join(page.locator(f"#{one}").inner_text() for one in described)
    assert "This field is required" in said and field.get_attribute("aria-invalid") == "true"


def test_a_baseline_is_corrected(admin):
    one = admin("light")
    page = one.open(VIEWS["view count"][0])
    before = page.locator("#id_legacy_count").input_value()
    tab_to(page, "#id_legacy_count")
    page.keyboard.press("Control+A")
    page.keyboard.type(str(int(before) + 5))
    tab_to(page, "button[type=submit].action-save")
    press(page)
    one.open(VIEWS["view count"][0])
    assert page.locator("#id_legacy_count").input_value() == str(int(before) + 5)


def test_every_block_is_added_to_an_article(admin):
    page = admin("light").open(VIEWS["article, new"][0])
    tab_to(page, "#id_title")
    page.keyboard.type("Bài viết bằng bàn phím")
    for number, (block, name) in enumerate(NAMES.items(), 1):
        page.wait_for_function(f"{CHOOSERS_OPEN} === 0")  # the one before takes its time to close
        page.evaluate(MARK_END)
        tab_to(page, "[data-end]")
        page.keyboard.press("Enter")
        page.wait_for_function(f"{CHOOSERS_OPEN} === 1")
        tab_to(page, "[role=combobox]", most=3)
        page.keyboard.type(name)
        page.wait_for_function("document.querySelectorAll('[role=option]').length === 1")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_function(f"{TYPES}.length === {number}")
        if block not in CHOOSERS:
            page.wait_for_function(
                "document.activeElement.closest('[data-contentpath=body] [data-contentpath]')"
            )
        if block == "heading":
            page.wait_for_function("document.activeElement.id === 'body-0-value-text'")
            page.keyboard.type("Một năm nhìn lại")
    assert page.evaluate(TYPES) == list(NAMES)
    assert page.locator("#body-0-value-text").input_value() == "Một năm nhìn lại"


def test_a_report_is_filtered_and_exported(admin):
    page = admin("light").open(f"{REPORTS}/pages/")
    tab_to(page, "button[aria-label='Show filters']")
    page.keyboard.press("Enter")
    tab_to(page, "button[aria-controls='drilldown-id_kind']", most=12)
    page.keyboard.press("Enter")
    tab_to(page, "[name=kind]", most=6)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**kind=notice**")
    page.get_by_text(re.compile("There (is|are) [0-9]+ match")).wait_for()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Escape")
    # the popup takes the focus back, and its open part takes it once more when it is folded, 200 ms later
    page.locator("button[aria-controls='drilldown-id_kind'][aria-expanded=false]").wait_for(state="attached")
    page.locator("[name=kind]").first.wait_for(state="hidden")
    tab_to(page, "button[aria-label='Actions']", key="Shift+Tab")
    page.keyboard.press("Enter")
    page.locator("button[aria-label='Actions'][aria-expanded=true]").wait_for()
    page.locator("a[href*='export=csv']").wait_for()
    tab_to(page, "a[href*='export=csv']", most=4)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as file:
        heading, *rows = csv.reader(file)
    kinds = {row[2] for row in rows}
    assert len(heading) > 10 and len(rows) > 5 and len(kinds) == 1, kinds
