"""Pages behind an address of ours: the check that names them, and what stands behind the archive's."""

import pytest
from django.core.checks import run_checks
from django.db import DatabaseError

from tests.testapp.models import PlainPage
from wagtail_district_news import conf, hidden_pages

pytestmark = pytest.mark.django_db
SEARCH = "/news/search/"


def hidden() -> list[str]:
    found = [one for one in run_checks(databases=["default"]) if one.id == f"{conf.APP_LABEL}.W006"]
    assert all(one.hint for one in found)
    return [one.obj.title for one in found]


@pytest.fixture
def news(home):
    return home.add_child(instance=PlainPage(title="News", slug="news"))


def test_pages_elsewhere_are_reached(home, news, site):
    home.add_child(instance=PlainPage(title="Search", slug="search"))
    news.add_child(instance=PlainPage(title="Researching", slug="researching"))
    assert hidden() == []


@pytest.mark.parametrize("slug", ["search", "date", "feed"])
def test_a_page_with_one_of_our_addresses_is_named(news, site, slug, client):
    page = news.add_child(instance=PlainPage(title="A page", slug=slug))
    assert hidden() == ["A page"]
    assert (
        client.get(page.url).headers["Content-Type"]
        and b"<h1>A page</h1>" not in client.get(page.url).content
    )


def test_a_translated_page_is_named_too(news, site, home, second_locale):
    news.add_child(instance=PlainPage(title="A page", slug="search")).copy_for_translation(
        second_locale, copy_parents=True
    )
    assert hidden() == ["A page", "A page"]


def test_a_page_of_another_site_is_named_too(root_page, site):
    from wagtail.models import Site

    other = root_page.add_child(instance=PlainPage(title="Other", slug="other"))
    Site.objects.create(hostname="other.example", root_page=other)
    below = other.add_child(instance=PlainPage(title="News", slug="news"))
    below.add_child(instance=PlainPage(title="Theirs", slug="date"))
    assert hidden() == ["Theirs"]


def test_without_our_addresses_nothing_is_hidden(news, site, settings):
    news.add_child(instance=PlainPage(title="A page", slug="search"))
    settings.ROOT_URLCONF = "wagtail.admin.urls"
    assert hidden_pages.check_hidden_pages(databases=["default"]) == []


def test_only_a_check_of_the_database_looks(news, site, django_assert_num_queries):
    news.add_child(instance=PlainPage(title="A page", slug="search"))
    with django_assert_num_queries(0):
        assert hidden_pages.check_hidden_pages() == hidden_pages.check_hidden_pages(databases=[]) == []
        assert not any(one.id.endswith("W006") for one in run_checks())


def test_before_the_first_migration_it_is_silent(site, monkeypatch):
    def fail(paths):
        raise DatabaseError("no such table")

    monkeypatch.setattr(hidden_pages, "_hidden", fail)
    assert hidden_pages.check_hidden_pages(databases=["default"]) == []


def test_an_article_named_like_a_year_is_reached_and_so_is_the_month_behind_it(
    category, make_article, client
):
    article = make_article(title="A year's review", slug="review")
    type(article).objects.filter(pk=article.pk).update(slug="2018", url_path=f"{category.url_path}2018/")
    assert article.title in client.get(f"{category.url}2018/").content.decode().split("</h1>")[0]
    assert client.get(f"{category.url}2018/10/").status_code == 404  # below the article there is nothing
    assert client.get(f"{category.url}2017/").status_code == 200
