"""What each list of the admin costs: the same with five rows as with fifty, and no more than is written here."""

from __future__ import annotations

import time

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import Page, Site

from tests.importer import admin_world as world
from tests.importer.admin_world import MESSAGES, READERS, READING, REPORTS, VIEWS, VISITS
from tests.marks import long_on_postgresql
from wagtail_district_news import counting
from wagtail_district_news.corrections import CORRECTED
from wagtail_district_news.models import ArticlePage, CategoryIndexPage, ViewCount

pytestmark = [pytest.mark.django_db, long_on_postgresql]
FEW, MANY = 5, 50
PEOPLE = ("admin", "editor")
# what: view, filters, the most queries for each of PEOPLE (session and user included)
BUDGETS = {
    "view counts": (f"{VIEWS}:list", {}, (10, 15)),
    "view counts, searched": (f"{VIEWS}:list", {"q": "Page"}, (10, 15)),
    "view counts of a category": (f"{VIEWS}:list", {"category": "category"}, (11, 17)),
    "view counts, exported": (f"{VIEWS}:list", {"export": "csv"}, (5, 10)),
    "view counts as a workbook": (f"{VIEWS}:list", {"export": "xlsx"}, (5, 10)),
    "most read": (f"{READERS}:most_read", {}, (10, 15)),
    "most read in 30 days of a category": (
        f"{READERS}:most_read",
        {"days": "30", "category": "category"},
        (11, 17),
    ),
    "most read ever": (f"{READERS}:most_read", {"days": "ever"}, (10, 15)),
    "most read, exported": (f"{READERS}:most_read", {"export": "csv"}, (5, 10)),
    "views by day": (f"{READERS}:views_by_day", {}, (10, 15)),
    "dashboard": ("wagtailadmin_home", {}, (20, 25)),
    "visitor counts": (f"{VISITS}:list", {}, (9, 12)),
    "visitor counts, exported": (f"{VISITS}:list", {"export": "csv"}, (5, 7)),
    "messages": (f"{MESSAGES}:list", {}, (9, 12)),
    "messages, searched": (f"{MESSAGES}:list", {"q": "Message"}, (9, 12)),
    "messages of a site": (f"{MESSAGES}:list", {"site": "site"}, (10, 13)),
    "messages, exported": (f"{MESSAGES}:list", {"export": "csv"}, (4, 6)),
    "runs": (f"{REPORTS}:runs", {}, (9, 12)),
    "runs, filtered": (f"{REPORTS}:runs", {"status": "running", "portal": "old.example"}, (10, 13)),
    "runs, exported": (f"{REPORTS}:runs", {"export": "csv"}, (5, 7)),
    "records": (f"{REPORTS}:records", {}, (9, 13)),
    "records, filtered": (f"{REPORTS}:records", {"status": "new", "portal": "old.example"}, (10, 14)),
    "records, exported": (f"{REPORTS}:records", {"export": "xlsx"}, (5, 9)),
    "history": (f"{VIEWS}:history", {}, (14, 19)),
}


@pytest.fixture
def fill(site, category, make_article, admin):
    """A function that fills every list to a number of rows."""
    pages = []

    def fill_to(count):
        start = len(pages)
        pages.extend(make_article(f"Page {number}") for number in range(start, count))
        world.fill(site, pages, admin, start, count - start)
        for number in range(start, count):
            hosted = Site.objects.create(hostname=f"s{number}.example", root_page=category)
            counting.set_legacy_visitor_count(hosted, number, "old")
            changes = {"legacy_count": [number, number + 1]}
            log(ViewCount.objects.first(), CORRECTED, user=admin, data={"changes": changes})

    return fill_to


@pytest.fixture
def cost(client, site, category):
    """A function that says how many queries a list takes."""

    def queries(name, query):
        meant = {"category": category.pk, "site": site.pk}
        of = {"history": ViewCount, "views_by_day": ArticlePage}.get(name.rpartition(":")[2])
        pk = of.objects.first().pk if of else None
        with CaptureQueriesContext(connection) as captured:
            response = client.get(
                world.address(name, pk), {key: meant.get(value, value) for key, value in query.items()}
            )
            if response.streaming:
                assert b"".join(response.streaming_content)
        assert response.status_code == 200, name
        return len(captured)

    return queries


def log_in(name, client, admin, make_user):
    rights = (*READING, *world.CORRECTING)
    client.force_login(admin if name == "admin" else make_user("ann", ["Editors"], rights))


@pytest.mark.parametrize("reader", PEOPLE)
def test_lists_cost_the_same_with_many_rows(fill, cost, client, admin, make_user, reader):
    log_in(reader, client, admin, make_user)
    fill(FEW)
    for name, query, _most in BUDGETS.values():  # what is remembered between requests is not counted
        cost(name, query)
    few = {what: cost(name, query) for what, (name, query, _most) in BUDGETS.items()}
    fill(MANY)
    cost("wagtailadmin_home", {})  # Wagtail asks once for the root of each new site
    many = {what: cost(name, query) for what, (name, query, _most) in BUDGETS.items()}
    assert many == few
    most = {what: budget[PEOPLE.index(reader)] for what, (_name, _query, budget) in BUDGETS.items()}
    assert {what: number for what, number in many.items() if number > most[what]} == {}


@pytest.fixture
def make_categories(category):
    """A function that makes many categories at once, as rows of the tree only."""

    def make(count):
        kind = ContentType.objects.get_for_model(CategoryIndexPage)
        Page.objects.bulk_create(
            Page(
                title=f"Category {number}",
                slug=f"c{number}",
                path=Page._get_path(category.path, category.depth + 1, number + 100),
                numchild=0,
                depth=category.depth + 1,
                url_path=f"{category.url_path}c{number}/",
                content_type=kind,
                locale=category.locale,
            )
            for number in range(1, count + 1)
        )

    return make


def test_five_thousand_categories_are_one_query_and_no_wait(
    make_categories, fill, cost, client, admin, make_user
):
    log_in("editor", client, admin, make_user)
    fill(1)
    shown = f"{VIEWS}:list"
    cost(shown, {})
    few = cost(shown, {})
    make_categories(5000)
    assert cost(shown, {}) == few
    start = time.process_time()
    response = client.get(reverse(shown))
    took = time.process_time() - start
    assert took < 5  # one second of a processor, were it alone
    assert len(response.content) < 1_000_000
