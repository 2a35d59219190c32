"""Counting as a browser does it: behind a page cache, and from a static page on another origin."""

from __future__ import annotations

import shutil
import threading
import time
import urllib.request
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from wagtail_district_news import counting

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
CHROME = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{}.0.0.0 Safari/537.36"
)


@pytest.fixture
def chromium(monkeypatch):
    from playwright.sync_api import sync_playwright

    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the tests ask the database beside its event loop
    found = shutil.which("chromium")
    assert found, "Chromium is not installed: .ci/system-packages installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """A function that shows an address to a reader of their own: open_page(url, reader=141, cached=b"...")."""

    def show(url, reader=140, cached=None, **options):
        context = chromium.new_context(user_agent=CHROME.format(reader), **options)
        if cached is not None:  # what a page cache does: the same bytes for everybody
            context.route(
                url, lambda route: route.fulfill(body=cached, content_type="text/html; charset=utf-8")
            )
        page = context.new_page()
        page.problems = []
        page.on(
            "console", lambda message: page.problems.append(message.text) if message.type == "error" else None
        )
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.goto(url)
        page.wait_for_load_state("networkidle")
        return page

    return show


@pytest.fixture
def served(live_server, site, make_article, configure):
    """An article with the visitor counter in it, its address on a running server, and what was cached of it."""
    configure(COUNT_BY="beacon", COUNTER_DIGITS=4)
    block = {"label": "", "digits": None, "show_today": True, "show_online": True}
    article = make_article(body=[("visitor_counter", block)])
    url = live_server.url + article.url
    with urllib.request.urlopen(url) as answer:
        return article, url, answer.read()


def views(article, wanted: int) -> int:
    """Return the views, after a moment if they are not there yet."""
    for _ in range(50):
        if counting.view_count(article).own >= wanted:
            break
        time.sleep(0.1)
    return counting.view_count(article).own


def test_behind_a_page_cache_the_counter_goes_up_once_a_view(served, open_page, site):
    article, url, cached = served
    for number, reader in enumerate((140, 141, 142), start=1):
        page = open_page(url, reader, cached)
        assert views(article, number) == number
        assert page.problems == []
    page = open_page(url, 142, cached)  # the same reader again, within seconds
    time.sleep(0.5)
    assert views(article, 3) == 3
    assert counting.visitor_count(site).own == 3
    # the cached page says 0; its script has asked
    assert b": 0</span>" in cached
    assert page.locator(".wdn-counter__digit").all_inner_texts() == ["0", "0", "0", "3"]
    assert page.locator("[data-wdn-today]").inner_text() == "3"
    assert page.locator("[data-wdn-online]").inner_text() == "3"
    assert page.context.cookies() == []


def test_without_scripts_the_number_stands_as_it_was_rendered(served, open_page):
    article, url, cached = served
    page = open_page(url, cached=cached, java_script_enabled=False)
    assert page.locator(".wdn-counter__digit").all_inner_texts() == ["0"] * 4
    assert views(article, 0) == 0


def test_from_a_static_page_on_another_origin_that_is_listed(
    served, open_page, live_server, tmp_path, site, configure
):
    article, _, _ = served
    token = counting.page_token(article, site)
    script = f'<script src="{live_server.url}/static/wagtail_district_news/beacon.js" defer'
    html = f'<!doctype html><title>x</title>{script} data-url="{live_server.url}/news/count/" data-token="{token}"></script>'
    (tmp_path / "page.html").write_text(html)
    files = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(tmp_path)))
    threading.Thread(target=files.serve_forever, daemon=True).start()
    try:
        origin = f"http://127.0.0.1:{files.server_port}"
        page = open_page(f"{origin}/page.html", 140)
        time.sleep(0.5)
        assert views(article, 0) == 0  # not listed yet
        configure(COUNT_ALLOWED_ORIGINS=[origin])
        page = open_page(f"{origin}/page.html", 141)
        assert views(article, 1) == 1
        assert page.problems == [] or all("favicon" in problem for problem in page.problems)
    finally:
        files.shutdown()
        files.server_close()
