"""Sitemaps: articles by their own date, in Wagtail's sitemap and in ours alike."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from wagtail.models import PageViewRestriction

from wagtail_district_news.sitemaps import article_lastmod

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def addresses(client):
    """A function that reads a sitemap: [(location, lastmod)]."""

    def read(path):
        root = ElementTree.fromstring(client.get(path).content)
        return [
            (url.findtext(f"{NAMESPACE}loc"), url.findtext(f"{NAMESPACE}lastmod"))
            for url in root.findall(f"{NAMESPACE}url")
        ]

    return read


def test_a_site_without_articles_has_an_empty_sitemap(site, addresses):
    assert addresses("/sitemap-news.xml") == []


def test_articles_come_newest_first_with_their_own_dates(make_article, addresses):
    make_article("Old", published_at=datetime(2011, 5, 1, 20, tzinfo=UTC))
    make_article("New", published_at=datetime(2012, 5, 1, tzinfo=UTC))
    # 20:00 UTC is the next day in the site's zone
    assert addresses("/sitemap-news.xml") == [
        ("http://localhost/news/new/", "2012-05-01"),
        ("http://localhost/news/old/", "2011-05-02"),
    ]


def test_wagtails_own_sitemap_agrees(make_article, addresses):
    make_article("Old", published_at=datetime(2011, 5, 1, tzinfo=UTC))
    assert ("http://localhost/news/old/", "2011-05-01") in addresses("/sitemap.xml")


def test_drafts_and_private_articles_are_left_out(make_article, addresses):
    make_article("Draft", live=False)
    PageViewRestriction.objects.create(page=make_article("Private"), restriction_type="login")
    assert addresses("/sitemap-news.xml") == []


def test_an_imported_article_keeps_its_date_until_it_is_changed(make_article):
    article = make_article()
    put_up = datetime(2026, 11, 1, tzinfo=UTC)
    article.first_published_at = article.last_published_at = put_up
    assert article_lastmod(article) == article.published_at
    article.last_published_at = put_up + timedelta(days=1)
    assert article_lastmod(article) == put_up + timedelta(days=1)


def test_publishing_again_moves_the_date(make_article):
    article = make_article()
    for _ in range(2):
        article.save_revision().publish()
        article.refresh_from_db()
    assert article.last_published_at > article.first_published_at
    assert article_lastmod(article) == article.last_published_at
