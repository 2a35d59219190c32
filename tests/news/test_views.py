"""Search and browse by date, with what people and robots type into them."""

from datetime import UTC, datetime

import pytest
from django.utils.html import escape
from wagtail.models import PageViewRestriction, Site

from wagtail_district_news import queries

SEARCH, DATE = "/news/search/", "/news/date/"


def titles(response):
    return [article.title for article in response.context["articles"]]


@pytest.fixture
def day(make_article):
    """An article of 00:30 on 25 October 2018 in the site's zone, which is the day before in UTC."""
    return make_article("Nửa đêm", published_at=datetime(2018, 10, 24, 17, 30, tzinfo=UTC))


# search


def test_without_a_query_there_is_a_form_and_no_list(make_article, client):
    make_article()
    response = client.get(SEARCH)
    assert response.status_code == 200
    assert response.context["articles"] is None
    assert b'name="q"' in response.content


@pytest.mark.parametrize(
    "query", ["dan van", "Dân vận", "DÂN VẬN", "  dân   vận ", "da\u0302n va\u0323\u0302n"]
)
def test_accents_case_and_spaces_do_not_matter(make_article, client, query):
    make_article("Giao ban công tác dân vận")
    make_article("Something else")
    assert titles(client.get(SEARCH, {"q": query})) == ["Giao ban công tác dân vận"]


def test_the_d_with_a_stroke_is_found_by_a_plain_one(make_article, client):
    make_article("Đại hội Đảng bộ")
    assert titles(client.get(SEARCH, {"q": "dang bo"})) == ["Đại hội Đảng bộ"]


def test_nothing_found_says_so(make_article, client):
    make_article()
    response = client.get(SEARCH, {"q": "unheard of"})
    assert titles(response) == []
    assert b"Nothing was found" in response.content


def test_a_category_narrows_the_search(make_article, make_category, client):
    other = make_category("Other")
    make_article("Cây xanh")
    make_article("Cây cau", parent=other)
    assert titles(client.get(SEARCH, {"q": "cay", "category": other.pk})) == ["Cây cau"]


@pytest.mark.parametrize(
    "query", ["\x00", "\x00\x00a\x00", "%", "_", "'", '"', "(", "a OR b", "* -", "<script>", "\ud7ff", "🌳"]
)
def test_strange_queries_are_answered(make_article, client, query):
    make_article()
    response = client.get(SEARCH, {"q": query})
    assert response.status_code == 200
    assert b"<script>" not in response.content


def test_a_query_is_escaped_where_it_is_shown_again(site, client):
    query = '"><img src=x onerror=1>'
    content = client.get(SEARCH, {"q": query}).content.decode()
    assert query not in content
    assert escape(query) in content


def test_an_endless_query_is_cut(make_article, client):
    make_article("word")
    response = client.get(SEARCH, {"q": "x" * 10_000})
    assert response.status_code == 200
    assert len(response.context["query"]) == 200


NO_PAGES = ["0", "-1", "2", "999999", "1" + "0" * 30, "abc", "", "\x00", "1.5", "²", ["1", "1"]]


@pytest.mark.parametrize("number", NO_PAGES)
def test_every_public_list_has_one_rule_for_pages_that_there_are_not(category, make_article, client, number):
    article = make_article("word", published_at=datetime(2018, 10, 25, 5, tzinfo=UTC))
    for address, asked in (
        (SEARCH, {"q": "word"}),
        (DATE, {"date": "2018-10-25"}),
        (category.url, {}),
        (f"{category.url}2018/", {}),
        (f"{category.url}2018/10/25/", {}),
    ):
        assert client.get(address, {**asked, "page": number}).status_code == 404, address
        assert titles(client.get(address, {**asked, "page": "1"})) == [article.title]


def test_an_empty_list_has_a_first_page(site, client):
    assert titles(client.get(SEARCH, {"q": "word", "page": "1"})) == []


@pytest.mark.parametrize("category", ["x", "-1", "999999", "9" * 40, "\x00", "²"])
def test_a_category_that_there_is_not_is_not_found(site, client, category):
    assert client.get(SEARCH, {"q": "word", "category": category}).status_code == 404


def test_drafts_and_private_articles_are_not_found(make_article, client):
    make_article("word draft", live=False)
    PageViewRestriction.objects.create(page=make_article("word private"), restriction_type="login")
    make_article("word public")
    assert titles(client.get(SEARCH, {"q": "word"})) == ["word public"]


def test_a_search_is_in_the_language_of_its_address_unless_all_are_asked_for(
    category, make_article, home, second_locale, client
):
    home.copy_for_translation(second_locale, alias=True)
    make_article("word here")
    make_article("word there", parent=category.copy_for_translation(second_locale, alias=True))
    assert titles(client.get(SEARCH, {"q": "word"})) == ["word here"]
    assert titles(client.get(f"/vi{SEARCH}", {"q": "word"})) == ["word there"]
    for address in (SEARCH, f"/vi{SEARCH}"):
        assert set(titles(client.get(address, {"q": "word", "language": "all"}))) == {
            "word here",
            "word there",
        }
    site = Site.objects.get(is_default_site=True)
    assert len(queries.search("word", site=site)) == 2  # the function does what articles() does
    assert len(queries.search("word", site=site, locale=second_locale)) == 1


def test_robots_do_not_list_searches(site, client):
    assert b'<meta name="robots" content="noindex">' in client.get(SEARCH, {"q": "word"}).content


def test_pages_keep_the_query(make_article, client, settings):
    settings.WAGTAIL_DISTRICT_NEWS = {"PAGE_SIZE": 1}
    for _ in range(2):
        make_article("dân vận")
    content = client.get(SEARCH, {"q": "dân vận"}).content.decode()
    assert 'href="/news/search/?q=d%C3%A2n+v%E1%BA%ADn&amp;page=2"' in content


def test_only_reading_is_allowed(site, client):
    assert client.post(SEARCH).status_code == 405
    assert client.head(SEARCH).status_code == 200


# browse by date


def test_without_a_date_there_is_a_form_and_no_error(site, client):
    response = client.get(DATE)
    assert response.status_code == 200
    assert b"wdn-date-error" not in response.content


@pytest.mark.parametrize("written", ["2018-10-25", "25/10/2018", "25-10-2018", "25.10.2018", " 25/10/2018 "])
def test_a_category_leads_to_its_archive(day, category, client, written):
    response = client.get(DATE, {"date": written, "category": category.pk})
    assert (response.status_code, response["Location"]) == (302, "/news/2018/10/25/")
    assert titles(client.get(response["Location"])) == ["Nửa đêm"]


def test_without_a_category_the_whole_site_is_asked(day, make_article, make_category, client):
    make_article("Other", parent=make_category("Other"), published_at=datetime(2018, 10, 25, 1, tzinfo=UTC))
    make_article("The day after", published_at=datetime(2018, 10, 25, 17, tzinfo=UTC))
    response = client.get(DATE, {"date": "2018-10-25"})
    assert (response.status_code, titles(response)) == (200, ["Other", "Nửa đêm"])


def test_a_day_without_articles_says_so(site, client):
    response = client.get(DATE, {"date": "2018-10-25"})
    assert response.status_code == 200
    assert b"Nothing was published on this day." in response.content


@pytest.mark.parametrize(
    "written", ["", "x", "2018-02-30", "31/02/2018", "0001-01-01", "9999-12-31", "2018", "\x00", "1" * 10_000]
)
def test_what_is_no_date_gets_the_form_again_with_a_reason(category, client, written):
    for parameters in ({"date": written}, {"date": written, "category": category.pk}):
        response = client.get(DATE, parameters)
        content = response.content.decode()
        assert response.status_code == 400
        assert 'aria-invalid="true" aria-describedby="wdn-date-error"' in content
        assert 'id="wdn-date-error">This is not a date.' in content


def test_a_site_that_there_is_not_has_no_news(db, client):
    from wagtail.models import Site

    Site.objects.all().delete()
    assert client.get(SEARCH).status_code == 404
    assert client.get(DATE).status_code == 404
