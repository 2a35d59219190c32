"""A site with its own article and category classes, made from the mixins, has all of the behaviour."""

import pytest
from wagtail.models import Page
from wagtail.views import serve

from tests.testapp.models import Desk, Report
from wagtail_district_news import checks, conf, counting, queries
from wagtail_district_news.archive import ArchivePeriod, PeriodCount

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_classes(settings):
    settings.WAGTAIL_DISTRICT_NEWS = {
        "ARTICLE_MODEL": "testapp.Report",
        "CATEGORY_MODEL": "testapp.Desk",
        "ARTICLE_BLOCKS": "tests.testapp.models.OwnBlocks",
    }


@pytest.fixture
def desk(site, home):
    return home.add_child(instance=Desk(title="Bàn tin"))  # "News desk"


@pytest.fixture
def report(desk):
    return desk.add_child(instance=Report(title="Cầu mới"))  # "A new bridge"


def test_the_classes_are_the_sites(report):
    assert (conf.article_model(), conf.category_model()) == (Report, Desk)
    assert checks.check_page_classes() == []
    assert {warning.id.split(".")[1] for warning in checks.check_children()} == {"W002"}


def test_lists_neighbours_and_counts_hold_their_articles(site, desk, report):
    second = desk.add_child(instance=Report(title="Second"))
    assert list(queries.articles(category=desk)) == [second, report]
    assert queries.neighbours(report).newer == [second]
    assert queries.related_articles(report) == []
    year = report.archive_period.year
    assert queries.archive_counts(desk) == [PeriodCount(ArchivePeriod(year), 2)]
    assert [entry.articles for entry in queries.latest_by_category(site)] == [[second, report]]
    assert list(queries.search("cau moi")) == [report]


def test_the_category_follows_the_tree(home, desk, report):
    assert report.category_id == desk.pk
    other = home.add_child(instance=Desk(title="Other"))
    report.move(other, pos="last-child")
    assert Report.objects.get().category_id == other.pk
    copied = other.copy(recursive=True, update_attrs={"slug": "copied"})
    assert Report.objects.descendant_of(copied).get().category_id == copied.pk


def test_routes_and_slugs_are_theirs(desk, report, reader):
    assert (desk.slug, report.slug) == ("ban-tin", "cau-moi")
    request = reader(desk.url + report.archive_period.path)
    assert list(serve(request, request.path.lstrip("/")).context_data["articles"]) == [report]
    assert Page.route_for_request(reader(report.url), report.url).page == report


def test_views_are_counted(report, reader, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        report.serve(reader(report.url))
    assert counting.view_count(report).own == 1
    assert [page.view_total for page in queries.most_read()] == [1]
