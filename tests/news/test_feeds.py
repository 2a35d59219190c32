"""Feeds: the newest articles by `published_at`, absolute addresses, of the site that was asked."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from wagtail.models import PageViewRestriction, Site

from tests.testapp.models import HomePage
from wagtail_district_news.models import ArticlePage

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def entries(client):
    """A function that reads an Atom feed: [(title, address, published, summary)]."""

    def read(path="/news/feed/", **extra):
        response = client.get(path, **extra)
        assert response.status_code == 200
        root = ElementTree.fromstring(response.content)
        return [
            (
                entry.findtext(f"{ATOM}title"),
                entry.find(f"{ATOM}link").get("href"),
                entry.findtext(f"{ATOM}published"),
                entry.findtext(f"{ATOM}summary") or "",
            )
            for entry in root.findall(f"{ATOM}entry")
        ]

    return read


def test_a_site_without_articles_has_an_empty_feed(site, entries):
    assert entries() == []


def test_articles_stand_by_their_own_date_and_not_by_that_of_publishing(make_article, entries):
    make_article("Made last, dated first", published_at=datetime(2019, 1, 1, tzinfo=UTC))
    make_article("Made first, dated last", published_at=datetime(2018, 1, 1, 20, tzinfo=UTC))
    assert [(title, published) for title, _, published, _ in entries()] == [
        ("Made last, dated first", "2019-01-01T07:00:00+07:00"),
        ("Made first, dated last", "2018-01-02T03:00:00+07:00"),
    ]


def test_addresses_are_absolute_and_of_the_site(make_article, entries):
    article = make_article("Tin đầu")
    assert entries()[0][1] == article.full_url == "http://localhost/news/tin-dau/"


def test_a_lead_with_letters_of_html_is_shown_as_it_was_written(make_article, entries):
    make_article("a < b & c", lead="x < y & z")
    title, _, _, summary = entries()[0]
    assert title == "a < b & c"
    assert summary == "x &lt; y &amp; z"  # once for XML, which the parser took away, and once for HTML


def test_a_category_has_its_own_feed_with_the_categories_below_it(
    make_article, make_category, category, entries
):
    below, other = make_category("Below", parent=category), make_category("Other")
    make_article("Here", parent=category)
    make_article("Below it", parent=below)
    make_article("Elsewhere", parent=other)
    assert [title for title, *_ in entries(f"/news/feed/{category.pk}/")] == ["Below it", "Here"]
    assert [title for title, *_ in entries()] == ["Elsewhere", "Below it", "Here"]


def test_drafts_and_private_articles_are_left_out(make_article, entries):
    make_article("Draft", live=False)
    private = make_article("Private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    make_article("Public")
    assert [title for title, *_ in entries()] == ["Public"]


def test_another_site_has_another_feed(make_article, category, root_page, entries, settings):
    make_article("Ours")
    home = root_page.add_child(instance=HomePage(title="Other", slug="other"))
    Site.objects.create(hostname="other.example", port=80, root_page=home)
    home.add_child(instance=ArticlePage(title="Theirs"))
    assert [title for title, *_ in entries()] == ["Ours"]
    found = entries(HTTP_HOST="other.example")
    assert [(title, url) for title, url, *_ in found] == [("Theirs", "http://other.example/theirs/")]


@pytest.mark.parametrize("path", ["/news/feed/999999/", "/news/feed/99999999999999999999/rss/"])
def test_an_unknown_category_has_no_feed(site, client, path):
    assert client.get(path).status_code == 404


def test_a_category_of_another_site_has_no_feed_here(site, root_page, make_category, client):
    home = root_page.add_child(instance=HomePage(title="Other", slug="other"))
    Site.objects.create(hostname="other.example", port=80, root_page=home)
    theirs = make_category("Theirs", parent=home)
    assert client.get(f"/news/feed/{theirs.pk}/").status_code == 404


def test_rss_says_the_same(make_article, category, client):
    article = make_article("Tin", lead="Dẫn", byline="An")
    root = ElementTree.fromstring(client.get(f"/news/feed/{category.pk}/rss/").content)
    item = root.find("channel/item")
    assert [item.findtext(tag) for tag in ("title", "link", "description", "pubDate", "category")] == [
        "Tin", article.full_url, "Dẫn", "Mon, 01 Oct 2018 12:00:00 +0700", "News",
    ]  # fmt: skip


def test_the_number_of_queries_does_not_grow_with_the_feed(
    make_article, client, django_assert_max_num_queries
):
    for _ in range(12):
        make_article(lead="Lead")
    client.get("/news/feed/")
    with django_assert_max_num_queries(5):
        client.get("/news/feed/")
