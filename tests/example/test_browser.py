"""A walk through the demo's site in Chromium, on a desk and on a phone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from example_site.legacy_portal import addresses, seed_page
from example_site.legacy_portal.model import CAMPAIGNS

pytestmark = pytest.mark.browser

CATEGORY = "Hoạt động Đảng - Đoàn thể"
OLD = addresses.path_of(seed_page.article())
READER = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
)
ANOTHER = READER.replace("Chrome/140", "Chrome/141")
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def chromium() -> Iterator:
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium")
    assert found, "Chromium is not installed: .ci/system-packages installs it"
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=found, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium) -> Iterator:
    """A function that opens an empty page of a reader: open_page(PHONE, READER, "dark")."""
    contexts = []

    def make(size, reader=READER, scheme="light"):
        options = {"viewport": size, "user_agent": reader, "color_scheme": scheme, "locale": "vi-VN"}
        contexts.append(chromium.new_context(**options))
        contexts[-1].set_default_timeout(20_000)
        return contexts[-1].new_page()

    yield make
    for context in contexts:
        context.close()


def fits(page) -> None:
    """Nothing sticks out to the side."""
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], page.url


def follow(link) -> None:
    """Click, and wait for the page that it leads to."""
    with link.page.expect_navigation():
        link.click()


def text(page, selector: str = "main") -> str:
    return " ".join(page.locator(selector).first.inner_text().split())


def digits(page) -> str:
    return "".join(page.locator(".wdn-counter__digits").first.inner_text().split())


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_walk(untouched, open_page, seed, size):
    page = open_page(size)
    page.goto(untouched)
    fits(page)
    assert digits(page) == "37412222"  # the old portal's visitors, and this one
    assert text(page, "aside").startswith("Thông điệp")
    for message in CAMPAIGNS:
        assert message in text(page, "aside")

    if size is PHONE:
        assert not page.locator("#menu").is_visible()
        page.get_by_role("button", name="Menu").click()
    follow(page.locator("#menu").get_by_role("link", name=CATEGORY))
    fits(page)
    assert text(page, "h1") == CATEGORY

    follow(page.locator("main").get_by_role("link", name=seed["title"]))
    fits(page)
    check_article(page, seed)
    address = page.url
    assert digits(page) == "37412222"  # still the same visit

    newer = page.locator(".wdn-neighbours--newer a").first
    title = newer.inner_text()
    follow(newer)
    assert text(page, "h1") == title
    follow(page.locator(".wdn-neighbours--earlier").get_by_role("link", name=seed["title"]))
    assert page.url == address

    follow(page.get_by_role("link", name="Xem tiếp"))
    assert text(page, "h1") == CATEGORY
    page.go_back()

    page.locator("main").get_by_label("Xem theo ngày").fill("2018-10-25")
    follow(page.locator("main .wdn-date-form button"))
    fits(page)
    assert "25 tháng 10 năm 2018" in text(page, "h1")
    assert page.locator("main").get_by_role("link", name=seed["title"]).is_visible()

    page.locator("header input[type=search]").fill("dan van")
    follow(page.locator("header").get_by_role("button", name="Tìm kiếm"))
    fits(page)
    found = page.locator("main").get_by_role("link", name=seed["title"])
    while not found.count():  # many pages hold both words, accents aside
        follow(page.locator("main a[rel=next]"))
    follow(found)
    assert page.url == address

    answer = page.request.get(untouched + OLD, max_redirects=0)
    assert (answer.status, urlsplit(answer.headers["location"]).path) == (301, urlsplit(address).path)


def check_article(page, seed) -> None:
    """Every part of the old page is on the new one."""
    shown = text(page)
    assert page.locator("article .wdn-meta__category").inner_text() == CATEGORY
    assert page.locator("article time").first.get_attribute("datetime") == "2018-10-25T11:05:00+07:00"
    assert page.locator("article time").first.inner_text().lower() == "ngày 25 tháng 10 năm 2018, 11:05"
    assert text(page, "h1") == seed["title"]
    assert text(page, ".wdn-lead") == seed["lead"]
    caption = seed["images"][0]["caption"]
    figure = page.locator("article figure")
    assert figure.count() == 1 and caption in figure.inner_text()
    assert figure.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth)") >= 300
    assert seed["body_text"].removeprefix(caption).strip() in shown
    assert text(page, ".wdn-view-count") == "Số lượt người xem: 2275"
    headings = {heading.lower() for heading in page.locator("main h2").all_inner_texts()}
    assert {"tin mới hơn", "tin đã đưa"} <= headings
    assert page.locator(".wdn-neighbours--newer li").count() >= 1
    assert page.locator(".wdn-neighbours--earlier li").count() == 5
    assert page.locator("main").get_by_role("link", name="Xem tiếp").is_visible()
    assert page.locator("main").get_by_label("Xem theo ngày").is_visible()
    assert page.locator("header").get_by_role("button", name="Tìm kiếm").is_visible()
    for message in CAMPAIGNS:
        assert message in text(page, "aside")
    assert "số lượt truy cập" in text(page, "footer").lower()


def test_views_count_on_from_the_old_portal(untouched, open_page):
    for reader, shown in ((READER, 2275), (ANOTHER, 2276), (ANOTHER, 2277)):
        page = open_page(DESK, reader)
        page.goto(untouched + OLD)
        assert text(page, ".wdn-view-count") == f"Số lượt người xem: {shown}"


def test_the_counter_is_one_number_to_a_screen_reader(served, open_page):
    page = open_page(DESK)
    page.goto(served)
    assert page.locator(".wdn-counter__digits").first.get_attribute("aria-hidden") == "true"
    read = page.locator(".wdn-counter").first.locator(".wdn-visually-hidden").inner_text()
    assert int("".join(filter(str.isdigit, read))) >= 37_412_221


def test_without_scripts_the_menu_is_open(served, chromium):
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(served)
    assert page.locator("#menu").get_by_role("link", name=CATEGORY).is_visible()
    context.close()
