"""What both APIs answer alike: languages, categories, and a second request for what has not changed."""

import pytest
import wagtail
from wagtail.models import PageViewRestriction

from tests.testapp.models import Desk, PlainPage
from wagtail_district_news import counting

pytestmark = pytest.mark.django_db
VERSIONS = ["v2", "v3"] if wagtail.VERSION >= (8, 0) else ["v2"]


@pytest.fixture(params=VERSIONS)
def ask(request, client):
    """A function that asks one of the APIs: ask("categories/", locale="vi")."""

    def get(path="", status=200, **parameters):
        response = client.get(f"/api/{request.param}/news/{path}", parameters)
        assert response.status_code == status, response.content
        return response.json()

    return get


@pytest.fixture(params=VERSIONS)
def address(request):
    return f"/api/{request.param}/news/"


def ids(answer):
    return [item["id"] for item in answer["items"]]


@pytest.fixture
def translated(category, make_article, home, second_locale):
    """The articles of a category in both languages: (English, Vietnamese)."""
    home.copy_for_translation(second_locale, alias=True)
    below = category.copy_for_translation(second_locale, alias=True)
    return make_article(), make_article(parent=below)


def test_every_language_is_listed_unless_one_is_asked_for(translated, ask):
    english, vietnamese = translated
    assert set(ids(ask())) == {english.pk, vietnamese.pk}
    assert ids(ask(locale="en")) == [english.pk]
    assert ids(ask(locale="vi")) == [vietnamese.pk]
    assert [period["count"] for period in ask("archive/")["items"]] == [2]
    assert [period["count"] for period in ask("archive/", locale="vi")["items"]] == [1]
    assert len(ask("categories/")["items"]) == 2
    assert [found["locale"] for found in ask("categories/", locale="vi")["items"]] == ["vi"]


@pytest.mark.parametrize("path", ["", "archive/", "categories/"])
@pytest.mark.parametrize("code", ["", "fr", "EN", "x" * 5000, "\x00", ["en", "en"]])
def test_a_language_that_there_is_not_is_refused(site, client, address, path, code):
    response = client.get(f"{address}{path}", {"locale": code})
    assert response.status_code == 400
    assert b"locale" in response.content


def test_a_site_without_categories_answers_an_empty_list(site, ask):
    assert ask("categories/")["items"] == []


def test_categories_are_a_tree_in_order(home, make_category, ask):
    news = make_category("Tin tức", intro="Mọi tin")
    plain = news.add_child(instance=PlainPage(title="Between"))
    sport = make_category("Thể thao", parent=plain)
    other = home.add_child(instance=Desk(title="Desk"))
    answer = ask("categories/")
    assert answer.get("count", answer.get("meta", {}).get("total_count")) == 3
    assert answer["items"][0] == {
        "id": news.pk,
        "title": "Tin tức",
        "slug": "tin-tuc",
        "url": "http://localhost/tin-tuc/",
        "locale": "en",
        "parent": None,
        "intro": "Mọi tin",
    }
    assert [(item["id"], item["parent"]) for item in answer["items"]] == [
        (news.pk, None),
        (sport.pk, news.pk),
        (other.pk, None),
    ]


def test_drafts_and_private_categories_are_not_listed(make_category, ask):
    make_category("Draft", live=False)
    private = make_category("Private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    make_category("Below", parent=private)
    assert ids(ask("categories/")) == []


def test_categories_take_no_other_parameter(site, ask):
    assert "unknown parameter: limit" in str(ask("categories/", 400, limit="1"))


@pytest.mark.parametrize("name", ["limit", "offset"])
@pytest.mark.parametrize("number", ["abc", "-1", "1" + "0" * 30, "", "²", ["1", "1"]])
def test_numbers_that_are_none_are_refused(site, client, address, name, number):
    assert client.get(address, {name: number}).status_code == 400


def test_past_the_end_there_is_nothing(article, ask):
    assert ask(offset="999999")["items"] == []


@pytest.mark.parametrize("path", ["", "archive/", "categories/", "{pk}/"])
def test_what_has_not_changed_is_not_sent_again(article, client, address, path):
    address += path.format(pk=article.pk)
    first = client.get(address)
    assert first["ETag"]
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    article.title = article.category.title = "Changed"
    article.save()
    article.category.save()
    counting.set_legacy_view_count(article, 5, "test")
    make_older = article.published_at.replace(year=2011)
    type(article).objects.update(published_at=make_older)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_an_error_is_said_again(site, client, address):
    first = client.get(address, {"colour": "red"})
    again = client.get(address, {"colour": "red"}, headers={"If-None-Match": first.get("ETag", "*")})
    assert (again.status_code, again.content) == (400, first.content)
