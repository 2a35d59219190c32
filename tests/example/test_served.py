"""What the demo's site answers: old addresses, JSON, feeds, documents, the two languages."""

from __future__ import annotations

import http.client
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

import pytest

from example_site.legacy_portal import addresses, seed_page
from example_site.legacy_portal.model import BASE_URL


def get(address: str) -> http.client.HTTPResponse:
    """The answer itself, redirects unfollowed."""
    parts = urllib.parse.urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=60)
    connection.request("GET", parts.path + (f"?{parts.query}" if parts.query else ""))
    return connection.getresponse()


def body(address: str) -> str:
    answer = get(address)
    assert answer.status == 200, (address, answer.status)
    return answer.read().decode("utf-8")


@pytest.fixture(scope="module")
def article(imported, seed) -> dict:
    return imported[seed["address"]]


def site_path(spelling: str) -> str | None:
    """The path and query that this site is asked for when its old host name leads here."""
    parts = urllib.parse.urlsplit(spelling)
    path = parts.path if parts.path.startswith("/") else f"/tintuc/Lists/Posts/{parts.path}"
    return f"{path}?{parts.query}"


@pytest.mark.parametrize("spelling", addresses.spellings(seed_page.article()))
def test_old_addresses_in_every_spelling(served, article, spelling):
    answer = get(served + site_path(spelling))
    assert answer.status == 301
    assert urllib.parse.urlsplit(answer.headers["Location"]).path == article["url"]


def test_every_old_address_answers(served, imported):
    wrong = {}
    for old, page in imported.items():
        answer = get(served + old.removeprefix(BASE_URL))
        if (answer.status, urllib.parse.urlsplit(answer.headers["Location"] or "").path) != (
            301,
            page["url"],
        ):
            wrong[old] = answer.status
    assert wrong == {}


def test_an_address_that_never_was(served):
    assert get(f"{served}/tintuc/Lists/Posts/Post.aspx?CategoryId=17&ItemID=999999").status == 404


def test_an_article_as_json(served, article, seed):
    said = json.loads(body(f"{served}/api/v2/news/{article['id']}/"))
    assert said["title"] == seed["title"]
    assert said["published_at"] == seed["published_at"]
    assert said["category"]["title"] == seed["category"]
    assert said["view_count"]["legacy"] == 2275
    figure = next(block for block in said["body"] if block["type"] == "figure")
    assert figure["value"]["caption"] == seed["images"][0]["caption"]
    assert said["newer"] and len(said["earlier"]) == 5
    assert all(one["published_at"] > seed["published_at"] for one in said["newer"])
    assert all(one["published_at"] < seed["published_at"] for one in said["earlier"])


def test_a_day_as_json(served, article):
    said = json.loads(body(f"{served}/api/v2/news/?date=2018-10-25"))
    assert article["id"] in [item["id"] for item in said["items"]]


def test_half_past_midnight_belongs_to_its_own_day(served, read_title):
    assert read_title in body(f"{served}/van-hoa-xa-hoi/2016/02/08/")
    assert get(f"{served}/van-hoa-xa-hoi/2016/02/30/").status == 404


@pytest.fixture
def read_title(truth) -> str:
    return next(page["title"] for page in truth["pages"] if "half past midnight" in page.get("traps", ()))


def test_links_between_articles_lead_to_the_new_pages(served, imported, truth, article):
    page = next(page for page in truth["pages"] if "address spellings" in page.get("traps", ()))
    html = body(served + imported[page["address"]]["url"])
    main = html[html.index("<main") : html.index("</main>")]
    assert main.count(f'href="{article["url"]}"') >= 8
    assert "Post.aspx" not in main and "javascript:" not in main


def test_documents_download(served, imported, truth):
    notice = next(
        page for page in truth["pages"] if page["kind"] == "notice" and page["path"].endswith(".html")
    )
    html = body(served + imported[notice["address"]]["url"])
    found = re.search(r'href="([^"]*/documents/[^"]+)"', html)
    content = get(urllib.parse.urljoin(served, found[1])).read()
    assert content.startswith((b"%PDF", b"PK"))


def test_feed_and_sitemap(served, article, seed):
    feed = body(f"{served}/news/feed/")
    assert "<feed" in feed and "2018-12-" in feed
    assert article["url"] in body(f"{served}/sitemap.xml")


def test_pages_are_vietnamese_unless_the_reader_chose_english(served):
    assert '<html lang="vi">' in body(f"{served}/")
    asked = urllib.request.Request(f"{served}/", headers={"Accept-Language": "en"})
    with urllib.request.urlopen(asked, timeout=60) as answer:
        assert '<html lang="vi">' in answer.read().decode()
    chosen = urllib.request.Request(f"{served}/", headers={"Cookie": "django_language=en"})
    with urllib.request.urlopen(chosen, timeout=60) as answer:
        said = answer.read().decode()
    assert '<html lang="en">' in said and "Web portal" in said


def test_the_printed_login_opens_the_admin(demo, served):
    user, password = re.search(r"user (\S+), password (\S+)", demo.printed).groups()
    cookies = CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
    opener.open(f"{served}/admin/login/", timeout=60).read()
    token = next(cookie.value for cookie in cookies if cookie.name == "csrftoken")
    form = {"username": user, "password": password, "csrfmiddlewaretoken": token}
    posted = opener.open(f"{served}/admin/login/", urllib.parse.urlencode(form).encode(), timeout=60)
    assert posted.geturl() == f"{served}/admin/"
