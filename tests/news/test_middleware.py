"""The middleware: old addresses answer 301, nothing else changes."""

import pytest
from django.db import connection
from django.http import HttpResponse, HttpResponseNotFound
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from wagtail_district_news import legacy_addresses
from wagtail_district_news.middleware import LegacyAddressMiddleware
from wagtail_district_news.models import LegacyAddress

pytestmark = pytest.mark.django_db
OLD = "/tintuc/Lists/Posts/Post.aspx?CategoryId=17&ItemID=2275"


@pytest.fixture
def old(site, article):
    legacy_addresses.remember(site, OLD, article)
    return article


def test_without_a_known_address_a_404_stays_one(client, site):
    assert client.get(OLD).status_code == 404


@pytest.mark.parametrize("method", ["get", "head"])
def test_an_old_address_moves_for_good(client, old, method):
    response = getattr(client, method)(OLD)
    assert (response.status_code, response.headers["Location"]) == (301, old.url)


def test_other_forms_of_the_address_move_too(client, old):
    for address in ("/TINTUC/lists/posts/post.aspx?itemid=2275", OLD + "&fbclid=x&Source=/a%20b"):
        assert client.get(address).headers["Location"] == old.url


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_only_readers_are_moved(client, old, method):
    assert getattr(client, method)(OLD).status_code in (404, 405)


def test_what_the_site_has_itself_is_served(client, site, article, make_article):
    legacy_addresses.remember(site, article.url, make_article())
    request = type("Request", (), {"method": "GET"})()
    served = HttpResponse()
    assert LegacyAddressMiddleware(lambda request: served)(request) is served


def test_an_editors_redirect_comes_first(client, site, old, home):
    path = Redirect.normalise_path(OLD)
    Redirect.objects.create(old_path=path, site=site, redirect_link="/elsewhere/", is_permanent=True)
    assert client.get(OLD).headers["Location"] == "/elsewhere/"


def test_an_unpublished_page_stays_not_found(client, old):
    old.unpublish()
    assert client.get(OLD).status_code == 404
    old.save_revision().publish()
    assert client.get(OLD).status_code == 301


def test_a_page_that_moved_is_found_where_it_is(client, old, make_category):
    old.move(make_category("Elsewhere"), pos="last-child")
    assert client.get(OLD).headers["Location"].startswith("/elsewhere/")


def test_what_was_taken_down_is_gone(client, site, old):
    legacy_addresses.forget(site, OLD)
    response = client.get(OLD)
    assert response.status_code == 410
    html = response.content.decode()
    assert '<html lang="en"' in html and "<h1>This page was taken down.</h1>" in html
    assert 'type="search"' in html  # a way on


def test_a_page_of_another_language_has_its_prefix(client, site, article, second_locale):
    translated = article.copy_for_translation(second_locale, copy_parents=True)
    translated.save_revision().publish()
    legacy_addresses.remember(site, OLD, translated)
    assert client.get(OLD).headers["Location"].startswith("/vi/")
    assert client.get("/vi" + OLD).status_code == 404


def test_a_page_outside_of_every_site_stays_not_found(client, site, root_page, old):
    from tests.testapp.models import PlainPage

    nowhere = root_page.add_child(instance=PlainPage(title="Nowhere", slug="nowhere"))
    legacy_addresses.remember(site, OLD, nowhere)
    assert client.get(OLD).status_code == 404


def test_a_page_is_never_sent_to_itself(rf, site, old, monkeypatch):
    legacy_addresses.remember(site, old.url, old)
    answer = LegacyAddressMiddleware(lambda request: HttpResponseNotFound())(rf.get(old.url + "?page=999"))
    assert answer.status_code == 404


def test_without_a_site_nothing_happens(rf, old):
    Site.objects.all().delete()
    assert LegacyAddressMiddleware(lambda request: HttpResponseNotFound())(rf.get(OLD)).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/" + "a" * 700 + ".aspx",
        "/x.aspx?" + "%E1%BA%A1" * 300,
        "/%00",
        "/a%00b.aspx?x=%00",
        "/%zz",
        "/%c3%28",
        "/%ff%fe?%ff",
        "/[",
        "/x/?" + "&".join(f"p{number}=1" for number in range(2000)),
        "/..%2f..%2fetc/passwd",
        "/%ed%a0%80",
    ],
)
def test_hostile_addresses_are_not_found_and_break_nothing(client, old, path):
    assert client.get(path).status_code == 404


def test_the_budget_is_one_query(rf, old):
    middleware = LegacyAddressMiddleware(lambda request: HttpResponseNotFound())
    middleware(rf.get(OLD))  # Wagtail remembers where sites begin
    request = rf.get(OLD)
    Site.find_for_request(request)
    for address, status in ((OLD, 301), ("/nothing.aspx?id=1", 404)):
        request = rf.get(address)
        Site.find_for_request(request)
        with CaptureQueriesContext(connection) as captured:
            assert middleware(request).status_code == status
        assert len(captured) == 1
    assert LegacyAddress.objects.count() == 2
