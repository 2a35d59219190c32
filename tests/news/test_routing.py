"""Archive routes: what they answer, what they show, what they refuse."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.views import serve

from tests.testapp.models import PlainPage
from wagtail_district_news.archive import ArchivePeriod, PeriodCount
from wagtail_district_news.models import CategoryIndexPage

pytestmark = pytest.mark.django_db
NOON = datetime(2018, 10, 25, 5, 0, tzinfo=UTC)


@pytest.fixture
def show(category, reader):
    """A function that asks a category for one of its addresses and returns the context of the answer."""

    def ask(path="", query=""):
        request = reader(f"{category.url}{path}{query}")
        return serve(request, request.path.lstrip("/")).context_data

    return ask


def test_an_empty_category_is_shown(show, category):
    context = show()
    assert list(context["articles"]) == []
    assert context["page"] == category
    assert (context["period"], context["previous_period"], context["next_period"]) == (None, None, None)
    assert (context["archive_counts"], context["calendar"]) == ([], None)


def test_an_empty_period_is_shown_too(show):
    assert list(show("2018/10/25/")["articles"]) == []


def test_the_list_of_everything_counts_years(show, make_article):
    made = make_article(published_at=NOON)
    context = show()
    assert list(context["articles"]) == [made]
    assert context["archive_counts"] == [PeriodCount(ArchivePeriod(2018), 1)]


@pytest.mark.parametrize(
    ("path", "period", "counts"),
    [
        ("2018/", ArchivePeriod(2018), [PeriodCount(ArchivePeriod(2018, 10), 1)]),
        ("2018/10/", ArchivePeriod(2018, 10), [PeriodCount(ArchivePeriod(2018, 10, 25), 1)]),
        ("2018/10/25/", ArchivePeriod(2018, 10, 25), [PeriodCount(ArchivePeriod(2018, 10, 25), 1)]),
    ],
)
def test_a_period_shows_its_articles_and_counts(show, make_article, path, period, counts):
    made = make_article(published_at=NOON)
    make_article(published_at=NOON - timedelta(days=800))
    make_article(published_at=NOON + timedelta(days=800))
    context = show(path)
    assert list(context["articles"]) == [made]
    assert (context["period"], context["archive_counts"]) == (period, counts)
    assert context["previous_period"].unit == context["next_period"].unit == period.unit
    assert (context["previous_period"].year, context["next_period"].year) == (2016, 2021)


def test_an_article_of_half_past_midnight_lands_on_its_local_day(show, make_article):
    made = make_article(published_at=datetime(2018, 10, 24, 17, 30, tzinfo=UTC))
    assert list(show("2018/10/25/")["articles"]) == [made]
    assert list(show("2018/10/24/")["articles"]) == []


def test_months_and_days_show_a_calendar(show, make_article):
    make_article(published_at=NOON)
    assert show("2018/")["calendar"] is None
    for path in ("2018/10/", "2018/10/25/"):
        days = {day.period: day.count for week in show(path)["calendar"] for day in week if day.in_month}
        assert len(days) == 31
        assert days[ArchivePeriod(2018, 10, 25)] == 1
        assert sum(days.values()) == 1


@pytest.mark.parametrize(
    "path",
    [
        "2018/13/",
        "2018/02/30/",
        "2018/00/",
        "0000/",
        "9999/",
        "2018/1/",
        "18/",
        "20180/",
        "2018/10/25/11/",
        "2018/ab/",
    ],
)
def test_impossible_dates_are_not_found(show, path):
    with pytest.raises(Http404):
        show(path)


@pytest.mark.parametrize("number", ["0", "-1", "3", "x", "", "1.0", "01", "٣", "9" * 5000, "last", "1 "])
def test_pages_that_there_are_not_are_not_found(show, category, make_article, number):
    category.page_size = 2
    category.save()
    for _ in range(3):
        make_article()
    with pytest.raises(Http404):
        show(query=f"?page={number}")


def test_paging_is_stable_and_complete_with_ties(show, category, make_article):
    category.page_size = 3
    category.save()
    made = [make_article(published_at=NOON) for _ in range(8)]
    seen = [article for number in (1, 2, 3) for article in show(query=f"?page={number}")["articles"]]
    assert seen == made[::-1]
    assert show()["articles"].number == 1


def test_periods_have_addresses(category, reader):
    assert category.archive_url(ArchivePeriod(2018, 10)) == category.url + "2018/10/"
    assert (
        category.reverse_subpage("archive_day", kwargs={"year": "2018", "month": "10", "day": "25"})
        == "2018/10/25/"
    )
    assert CategoryIndexPage(title="Nowhere").archive_url(ArchivePeriod(2018)) == ""


def test_children_are_reached_besides_the_archive(category, article, reader):
    request = reader(article.url)
    assert Page.route_for_request(request, request.path).page == article


def test_a_slug_of_four_digits_is_refused_in_plain_words(article, make_category):
    article.slug = "2018"
    with pytest.raises(ValidationError) as refused:
        article.full_clean()
    assert "archive" in str(refused.value)
    with pytest.raises(ValidationError):
        make_category("Year", slug="2019")


def test_a_title_of_four_digits_gets_a_slug_of_more(make_article):
    assert make_article("2018").slug == "article-2018"
    assert make_article("2018").slug == "article-2018-2"


def test_a_page_of_another_kind_named_like_a_year_is_not_hidden(category, reader, show, make_article):
    plain = category.add_child(instance=PlainPage(title="A year", slug="2018"))
    request = reader(category.url + "2018/")
    assert Page.route_for_request(request, request.path).page == plain
    make_article(published_at=NOON - timedelta(days=365))
    assert len(show("2017/")["articles"]) == 1
    plain.unpublish()
    assert show("2018/")["period"] == ArchivePeriod(2018)


def test_a_draft_category_is_not_found(category, reader):
    category.unpublish()
    assert Page.route_for_request(reader(category.url), category.url) is None


def test_a_preview_is_the_list(category, article):
    response = CategoryIndexPage.objects.get(pk=category.pk).make_preview_request()
    assert response.status_code == 200
    assert response.context_data["request"].is_preview
    assert list(response.context_data["articles"]) == [article]


def test_the_cost_does_not_grow_with_the_articles(show, make_article):
    def cost(path):
        with CaptureQueriesContext(connection) as captured:
            list(show(path)["articles"])
        return len(captured)

    make_article(published_at=NOON)
    cost("")
    few = [cost(path) for path in ("", "2018/10/")]
    for number in range(9):
        make_article(published_at=NOON + timedelta(hours=number))
    assert [cost(path) for path in ("", "2018/10/")] == few == [14, 15]  # Wagtail finds the page in 8
