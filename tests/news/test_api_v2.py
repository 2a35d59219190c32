"""The news on Wagtail's API v2: lists, one article, the archive, and what is refused."""

import json
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction, Site

from tests.testapp.models import HomePage
from wagtail_district_news import counting
from wagtail_district_news.models import ArticleAttachment, ArticlePage, RelatedArticle

LIST = "/api/v2/news/"


@pytest.fixture
def ask(client):
    """A function that asks for JSON: ask(path, status=200, **parameters)."""

    def get(path=LIST, status=200, **parameters):
        response = client.get(path, {name.rstrip("_"): value for name, value in parameters.items()})
        assert response.status_code == status, response.content
        return response.json()

    return get


@pytest.fixture
def titles(ask):
    def get(path=LIST, **parameters):
        return [item["title"] for item in ask(path, **parameters)["items"]]

    return get


@pytest.fixture
def story(make_article, image, document):
    """An article that has everything, between two others."""
    make_article("Before", published_at=datetime(2018, 10, 24, 4, tzinfo=UTC))
    article = make_article(
        "Giao ban chuyên đề",
        published_at=datetime(2018, 10, 25, 4, 5, tzinfo=UTC),
        lead="Ngay từ đầu năm",
        lead_image=image,
        lead_image_alt="Một cây cầu",
        lead_image_caption="Cầu mới",
        byline="An",
        source="Báo Quận",
        source_url="https://example.org/",
        body=json.dumps([
            {"type": "paragraph", "value": "<p>Đoạn <b>một</b></p>", "id": "11111111-1111-1111-1111-111111111111"},
            {"type": "figure", "value": {"image": image.pk, "alt_text": "Cầu", "caption": "Ảnh"}},
        ]),
    )  # fmt: skip
    make_article("After", published_at=datetime(2018, 10, 26, 4, tzinfo=UTC))
    article.tags.add("dân vận")
    article.attachments.add(ArticleAttachment(document=document, title="Kế hoạch"))
    article.related_articles.add(RelatedArticle(article=ArticlePage.objects.get(title="Before")))
    article.save()
    counting.set_legacy_view_count(article, 2270, "test")
    return article


# what a list and an article say


def test_a_site_without_articles_answers_an_empty_list(site, ask):
    assert ask() == {"meta": {"total_count": 0}, "items": []}


def test_an_item_of_a_list_says_all_but_the_body(story, category, image, ask):
    item = ask()["items"][1]
    medium = item["lead_image"]["renditions"].pop("medium")
    assert {key: value for key, value in item.items() if key != "lead_image"} == {
        "id": story.pk,
        "title": "Giao ban chuyên đề",
        "slug": "giao-ban-chuyen-de",
        "url": "http://localhost/news/giao-ban-chuyen-de/",
        "published_at": "2018-10-25T11:05:00+07:00",
        "lead": "Ngay từ đầu năm",
        "category": {"id": category.pk, "title": "News", "url": "http://localhost/news/"},
        "byline": "An",
        "source": "Báo Quận",
        "source_url": "https://example.org/",
        "tags": ["dân vận"],
        "view_count": {"legacy": 2270, "own": 0, "total": 2270},
    }
    assert (item["lead_image"]["alt"], item["lead_image"]["caption"]) == ("Một cây cầu", "Cầu mới")
    assert (medium["width"], medium["height"]) == (640, 480)
    assert medium["url"] == image.get_rendition("max-800x800").url


def test_an_article_says_its_body_attachments_and_neighbours(story, ask):
    said = ask(f"{LIST}{story.pk}/")
    assert said["body"][0] == {
        "type": "paragraph",
        "value": "<p>Đoạn <b>một</b></p>",
        "id": "11111111-1111-1111-1111-111111111111",
    }
    assert said["body"][1]["value"]["image"]["renditions"]["small"]["width"] == 400
    assert [attachment["title"] for attachment in said["attachments"]] == ["Kế hoạch"]
    assert said["newer"] == [
        {
            "id": ArticlePage.objects.get(title="After").pk,
            "title": "After",
            "published_at": "2018-10-26T11:00:00+07:00",
            "url": "http://localhost/news/after/",
        }
    ]
    assert [one["title"] for one in said["earlier"]] == ["Before"]
    assert [one["title"] for one in said["related_articles"]] == ["Before"]


def test_a_front_end_that_knows_no_template_reads_an_article_its_neighbours_and_its_day(story, ask):
    """It knows the API's address only, and follows what it is told."""
    found = ask(search="giao ban chuyen de")["items"][0]
    article = ask(f"{LIST}{found['id']}/")
    assert article["title"] == story.title
    assert [block["type"] for block in article["body"]] == ["paragraph", "figure"]
    assert article["view_count"]["total"] == 2270
    assert [ask(f"{LIST}{one['id']}/")["title"] for one in article["newer"] + article["earlier"]] == [
        "After",
        "Before",
    ]
    day, category = article["published_at"][:10], article["category"]["id"]
    assert [item["id"] for item in ask(date=day, category=category)["items"]] == [story.pk]
    days = ask(f"{LIST}archive/", category=category, year=day[:4], month=day[5:7])["items"]
    assert [(entry["date"], entry["count"]) for entry in days] == [
        ("2018-10-26", 1),
        ("2018-10-25", 1),
        ("2018-10-24", 1),
    ]


def test_views_of_both_portals_are_told_apart(story, ask, browser, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        browser.get(story.url)
    assert ask(f"{LIST}{story.pk}/")["view_count"] == {"legacy": 2270, "own": 1, "total": 2271}


def test_wagtails_own_pages_endpoint_says_body_date_category_and_views(story, category, ask):
    said = ask(f"/api/v2/pages/{story.pk}/")
    assert said["published_at"].startswith("2018-10-25T11:05:00")
    assert said["category"]["id"] == category.pk
    assert said["view_count"] == 2270
    assert said["lead_image_renditions"]["renditions"]["small"]["width"] == 400
    assert said["body"][0]["value"] == "<p>Đoạn <b>một</b></p>"
    assert said["tags"] == ["dân vận"]


# filters


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({}, ["c", "b", "a"]),
        ({"order": "oldest"}, ["a", "b", "c"]),
        ({"order": "newest"}, ["c", "b", "a"]),
        ({"date": "2018"}, ["b", "a"]),
        ({"date": "2018-10"}, ["b", "a"]),
        ({"date": "2018-10-25"}, ["b"]),
        ({"date": "2018-10-26"}, []),
        ({"from_": "2018-10-25"}, ["c", "b"]),
        ({"to": "2018-10-24"}, ["a"]),
        ({"to": "2018-10"}, ["b", "a"]),
        ({"from_": "2018-10-25", "to": "2018-10-25"}, ["b"]),
        ({"from_": "2018-10", "to": "2019", "order": "oldest"}, ["a", "b", "c"]),
        ({"date": "2018", "from_": "2018-10-25"}, ["b"]),
        ({"limit": 1}, ["c"]),
        ({"limit": 1, "offset": 1}, ["b"]),
        ({"offset": 2147483647}, []),
    ],
)
def test_dates_and_order(make_article, titles, parameters, found):
    # 20:00 UTC is the next day in the site's zone
    for title, moment in (("a", (2018, 10, 23, 20)), ("b", (2018, 10, 24, 20)), ("c", (2019, 1, 1))):
        make_article(title, published_at=datetime(*moment, tzinfo=UTC))
    assert titles(**parameters) == found


def test_a_category_includes_those_below_it(make_article, make_category, category, titles):
    below = make_category("Below", parent=category)
    make_article("Above")
    make_article("Below it", parent=below)
    make_article("Elsewhere", parent=make_category("Other"))
    assert titles(category=category.pk) == ["Below it", "Above"]
    assert titles(category=below.pk) == ["Below it"]


def test_search_needs_no_accents_and_takes_filters_and_order_along(make_article, titles):
    for year in (2017, 2018, 2019):
        make_article(f"Dân vận {year}", published_at=datetime(year, 6, 1, tzinfo=UTC))
    make_article("Another")
    assert titles(search="dan van", order="newest") == ["Dân vận 2019", "Dân vận 2018", "Dân vận 2017"]
    assert titles(search="dan van", order="oldest", limit=2) == ["Dân vận 2017", "Dân vận 2018"]
    assert titles(search="dan van", date="2018") == ["Dân vận 2018"]
    assert sorted(titles(search="dan van")) == ["Dân vận 2017", "Dân vận 2018", "Dân vận 2019"]
    assert titles(search="nowhere") == []


def test_the_total_counts_what_the_limit_cuts(make_article, ask):
    for _ in range(3):
        make_article()
    assert ask(limit=2)["meta"] == {"total_count": 3}
    assert len(ask(limit=2)["items"]) == 2


# refusals


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        (
            {"colour": "red"},
            "unknown parameter: colour; allowed here: category, locale, date, from, to, search",
        ),
        ({"published_at": "2018"}, "unknown parameter: published_at"),
        ({"fields": "*"}, "unknown parameter: fields"),
        ({"date": ["2018", "2019"]}, "date is given more than once"),
        ({"date": ""}, "date must be a date such as 2018-10-25, a month such as 2018-10, or a year"),
        ({"date": "25/10/2018"}, "date must be a date such as"),
        ({"date": "2018-1"}, "date must be a date such as"),
        ({"date": "2018-10-25T11:05"}, "date must be a date such as"),
        ({"date": "２０１８"}, "date must be a date such as"),
        ({"date": "2018-02-30"}, "date: there is no date '2018-02-30'"),
        ({"date": "2018-13"}, "date: there is no date '2018-13'"),
        ({"date": "0000"}, "date: there is no date '0000'"),
        ({"from_": "x"}, "from must be a date such as"),
        ({"from_": "2019", "to": "2018"}, "from lies after to"),
        ({"category": "x"}, "category must be a whole number from 1"),
        ({"category": "0"}, "category must be a whole number from 1"),
        ({"category": "99999999999999999999"}, "category must be a whole number from 1"),
        ({"category": "999999"}, "category: this site has no such category"),
        ({"search": ""}, "search must have from 1 to 200 characters"),
        ({"search": "\x00 "}, "search must have from 1 to 200 characters"),
        ({"search": "x" * 201}, "search must have from 1 to 200 characters"),
        ({"order": "random"}, "order must be one of: newest, oldest"),
        ({"order": ""}, "order must be one of: newest, oldest"),
        ({"limit": "0"}, "limit must be a whole number from 1 to 20"),
        ({"limit": "21"}, "limit must be a whole number from 1 to 20"),
        ({"limit": "-1"}, "limit must be a whole number from 1 to 20"),
        ({"limit": "x"}, "limit must be a whole number from 1 to 20"),
        ({"offset": "-1"}, "offset must be a whole number from 0"),
        ({"offset": "99999999999"}, "offset must be a whole number from 0"),
    ],
)
def test_a_wrong_or_unknown_filter_is_refused_with_a_reason(make_article, ask, parameters, reason):
    make_article()
    assert reason in ask(status=400, **parameters)["message"]


def test_one_article_takes_no_filters(article, ask):
    assert (
        "unknown parameter: fields; allowed here: none"
        in ask(f"{LIST}{article.pk}/", 400, fields="*")["message"]
    )


def test_the_largest_limit_is_the_sites_affair(make_article, ask, settings):
    make_article()
    settings.WAGTAILAPI_LIMIT_MAX = 2
    assert "from 1 to 2" in ask(status=400, limit=3)["message"]
    settings.WAGTAILAPI_LIMIT_MAX = None
    assert len(ask(limit=500)["items"]) == 1


# who may read what


def test_drafts_and_private_articles_are_not_there(make_article, ask):
    draft, private = make_article("Draft", live=False), make_article("Private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert ask()["items"] == []
    for page in (draft, private):
        ask(f"{LIST}{page.pk}/", status=404)
    assert ask(f"{LIST}archive/")["items"] == []


def test_articles_and_categories_of_another_site_are_not_there(
    article, make_category, root_page, ask, client
):
    home = root_page.add_child(instance=HomePage(title="Other", slug="other"))
    Site.objects.create(hostname="other.example", port=80, root_page=home)
    theirs = make_category("Theirs", parent=home)
    ask(status=400, category=theirs.pk)
    response = client.get(LIST, headers={"Host": "other.example"})
    assert response.json()["items"] == []
    assert client.get(f"{LIST}{article.pk}/", headers={"Host": "other.example"}).status_code == 404


def test_a_page_that_is_no_article_is_not_there(category, ask):
    ask(f"{LIST}{category.pk}/", status=404)


@pytest.mark.parametrize("number", [2**31, 2**63, 10**400])
def test_a_number_that_no_database_holds_is_no_article(site, ask, number):
    ask(f"{LIST}{number}/", status=404)


# the archive


def test_the_archive_counts_days_of_the_sites_own_zone(make_article, ask):
    for day in (24, 24, 25):
        make_article(published_at=datetime(2018, 10, day, 20, tzinfo=UTC))  # 03:00 of the day after
    make_article(published_at=datetime(2018, 12, 31, 20, tzinfo=UTC))
    assert ask(f"{LIST}archive/") == {
        "meta": {"total_count": 2, "unit": "year"},
        "items": [{"date": "2019", "year": 2019, "count": 1}, {"date": "2018", "year": 2018, "count": 3}],
    }
    assert ask(f"{LIST}archive/", year=2018)["items"] == [
        {"date": "2018-10", "year": 2018, "month": 10, "count": 3}
    ]
    assert ask(f"{LIST}archive/", year=2018, month=10)["items"] == [
        {"date": "2018-10-26", "year": 2018, "month": 10, "day": 26, "count": 1},
        {"date": "2018-10-25", "year": 2018, "month": 10, "day": 25, "count": 2},
    ]


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ({"month": "10"}, "month needs its year"),
        ({"year": "2018", "month": "13"}, "month: there is no date '13'"),
        ({"year": "x"}, "year must be a whole number"),
        ({"year": "1"}, "year: there is no date '1'"),
        ({"date": "2018"}, "unknown parameter: date; allowed here: category, locale, year, month"),
    ],
)
def test_a_wrong_archive_is_refused(site, ask, parameters, reason):
    assert reason in ask(f"{LIST}archive/", 400, **parameters)["message"]


# cost


def test_a_long_list_asks_the_database_no_more_than_a_short_one(make_article, image, document, ask):
    def queries() -> int:
        ask()  # makes the renditions
        with CaptureQueriesContext(connection) as asked:
            ask()
        return len(asked)

    def more(count):
        for _ in range(count):
            article = make_article(lead_image=image)
            article.tags.add("a", "b")
            article.attachments.add(ArticleAttachment(document=document))
            article.save()

    more(2)
    few = queries()
    more(15)
    assert queries() == few <= 9


def test_the_browsable_page_works(article, client):
    response = client.get(LIST, headers={"Accept": "text/html"})
    assert response.status_code == 200
    assert article.title.encode() in response.content
