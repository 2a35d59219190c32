"""The news on Wagtail's API v3, where Wagtail has it: the same words, the same refusals."""

import json
import sys
from datetime import UTC, datetime

import pytest
import wagtail
from django.apps import apps
from wagtail.models import PageViewRestriction

from wagtail_district_news import counting
from wagtail_district_news.api import v3

LIST = "/api/v3/news/"
has_v3 = pytest.mark.skipif(wagtail.VERSION < (8, 0), reason="Wagtail has no API v3 before 8.0")


@pytest.fixture
def ask(client):
    def get(path=LIST, status=200, **parameters):
        response = client.get(path, parameters)
        assert response.status_code == status, response.content
        return response.json()

    return get


def test_without_the_app_nothing_is_registered_or_imported(monkeypatch):
    monkeypatch.setattr(apps, "is_installed", lambda name: name != "wagtail.api.v3")
    monkeypatch.delitem(sys.modules, "wagtail_district_news.api.v3_router", raising=False)
    assert v3.register() is False
    assert "wagtail_district_news.api.v3_router" not in sys.modules


@has_v3
def test_a_site_without_articles_answers_an_empty_list(site, ask):
    assert ask() == {"count": 0, "items": []}


@has_v3
def test_both_apis_say_the_same(make_article, image, ask, client):
    for _ in range(3):
        article = make_article(
            lead="Dẫn",
            lead_image=image,
            body=json.dumps([{"type": "figure", "value": {"image": image.pk, "caption": "Ảnh"}}]),
        )
        counting.set_legacy_view_count(article, 2275, "test")
    assert ask()["items"] == client.get("/api/v2/news/").json()["items"]
    assert ask(f"{LIST}{article.pk}/") == client.get(f"/api/v2/news/{article.pk}/").json()
    for query in ({}, {"year": 2018}, {"year": 2018, "month": 10}):
        assert (
            ask(f"{LIST}archive/", **query)["items"]
            == client.get("/api/v2/news/archive/", query).json()["items"]
        )


@has_v3
def test_a_front_end_that_knows_no_template_reads_an_article_its_neighbours_and_its_day(make_article, ask):
    for hour in (1, 2, 3):
        make_article(f"Giao ban {hour}", published_at=datetime(2018, 10, 24 + hour, 4, tzinfo=UTC))
    article = ask(f"{LIST}{ask(search='giao ban 2')['items'][0]['id']}/")
    assert (article["title"], article["published_at"]) == ("Giao ban 2", "2018-10-26T11:00:00+07:00")
    assert [one["title"] for one in article["newer"] + article["earlier"]] == ["Giao ban 3", "Giao ban 1"]
    day = article["published_at"][:10]
    assert [item["title"] for item in ask(date=day, category=article["category"]["id"])["items"]] == [
        "Giao ban 2"
    ]
    counts = ask(f"{LIST}archive/", year=2018, month=10)
    assert (counts["unit"], [entry["date"] for entry in counts["items"]]) == (
        "day",
        ["2018-10-27", "2018-10-26", "2018-10-25"],
    )


@has_v3
def test_wagtails_own_pages_endpoint_says_body_date_and_views(make_article, category, ask):
    article = make_article(body=json.dumps([{"type": "paragraph", "value": "<p>Đoạn</p>"}]))
    counting.set_legacy_view_count(article, 2275, "test")
    said = ask(f"/api/v3/pages/{article.pk}/")
    assert said["body"][0]["value"] == "<p>Đoạn</p>"
    assert said["published_at"] == "2018-10-01T05:00:00Z"
    assert (said["view_count"], said["category"]["id"]) == (2275, category.pk)


@has_v3
@pytest.mark.parametrize(
    ("path", "query", "reason"),
    [
        ("", {"colour": "red"}, "unknown parameter: colour"),
        ("", {"from_": "2018"}, "unknown parameter: from_"),
        ("", {"date": "2018-02-30"}, "there is no date"),
        ("", {"from": "2019", "to": "2018"}, "from lies after to"),
        ("", {"category": "999999"}, "this site has no such category"),
        ("", {"limit": "21"}, "limit must be a whole number from 1 to 20"),
        ("", {"offset": "-1"}, "offset must be a whole number"),
        ("", {"date": ["2018", "2019"]}, "date is given more than once"),
        ("archive/", {"month": "1"}, "month needs its year"),
        ("archive/", {"date": "2018"}, "unknown parameter: date"),
    ],
)
def test_a_wrong_filter_is_refused_with_a_reason(article, ask, path, query, reason):
    answer = ask(LIST + path, 400, **query)
    assert (answer["status"], answer["title"]) == (400, "Bad Request")
    assert reason in answer["detail"]


@has_v3
def test_the_parameter_from_is_called_from(make_article, ask):
    make_article("Old", published_at=datetime(2017, 1, 1, tzinfo=UTC))
    make_article("New", published_at=datetime(2019, 1, 1, tzinfo=UTC))
    assert [item["title"] for item in ask(**{"from": "2018"})["items"]] == ["New"]


@has_v3
def test_drafts_and_private_articles_are_not_there(make_article, ask):
    draft, private = make_article(live=False), make_article()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert ask()["items"] == []
    for page in (draft, private):
        ask(f"{LIST}{page.pk}/", 404)


@has_v3
def test_the_documentation_names_endpoints_and_parameters(site, ask):
    paths = ask("/api/v3/openapi.json")["paths"]
    names = [parameter["name"] for parameter in paths["/api/v3/news/"]["get"]["parameters"]]
    assert names == ["category", "locale", "date", "from", "to", "search", "order", "limit", "offset"]
    assert {"/api/v3/news/archive/", "/api/v3/news/{article_id}/"} <= set(paths)


@has_v3
@pytest.mark.parametrize("number", [2**31, 2**63, 10**400])
def test_a_number_that_no_database_holds_is_no_article(site, ask, number):
    ask(f"{LIST}{number}/", 404)


@has_v3
def test_registering_again_adds_nothing(monkeypatch):
    from wagtail.api.v3.api import api

    def refuse(*args, **kwargs):  # as ninja does once the addresses were read
        raise AssertionError("added twice")

    monkeypatch.setattr(api, "add_router", refuse)
    assert v3.register() is True
    apps.get_app_config("wagtail_district_news").ready()  # as when the registry is loaded again
