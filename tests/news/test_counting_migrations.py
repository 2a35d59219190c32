"""The migration to counts by day: what was counted before goes on counting, forwards and back."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from wagtail_district_news import counting
from wagtail_district_news.models import (
    DailyViewCount,
    DailyVisitorCount,
    LastSeen,
    Sighting,
    ViewCount,
    VisitorCount,
)

APP = "wagtail_district_news"
FIRST, BY_DAY, LAST = "0001_initial", "0002_daily_counts", "0004_roll_up_begun"


def migrate(name: str) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate([(APP, name)])


@pytest.fixture
def migrated():
    """Leaves the tables as they stand at the end, whatever a test did."""
    yield
    migrate(LAST)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_own_counts_from_before_go_on_forwards_and_back(migrated, article, make_article, site):
    other = make_article()
    ViewCount.objects.create(page=article, legacy_count=2275, own_count=40)
    ViewCount.objects.create(page=other, legacy_count=7)
    VisitorCount.objects.create(site=site, own_count=9)
    today = timezone.localdate()
    # a new visitor, one who clicks twice, and one whose view before is rolled up; all of them on the site for long
    sightings = ((1, 10_000), (2, 10_000), (2, 39_000), (3, 20_000), (3, 60_000))
    for visitor, moment in sightings:
        seen = {"page_id": article.pk, "site_id": site.pk, "visitor": visitor, "seen_at": moment}
        Sighting.objects.create(day=today, **seen)
    LastSeen.objects.create(kind=0, owner=article.pk, visitor=3, seen_at=0)
    for visitor in (2, 3):
        LastSeen.objects.create(kind=1, owner=site.pk, visitor=visitor, seen_at=0)

    migrate(FIRST)
    assert "wagtail_district_news_sighting" not in connection.introspection.table_names()
    assert ViewCount.objects.get(page=article).own_count == 43  # what waited is added
    assert VisitorCount.objects.get().own_count == 10

    migrate(LAST)
    assert list(DailyViewCount.objects.values_list("page", "day", "count")) == [(article.pk, None, 43)]
    assert list(DailyVisitorCount.objects.values_list("site", "day", "count")) == [(site.pk, None, 10)]
    assert counting.view_count(article) == counting.ViewTotals(2275, 43)
    assert counting.view_count(other) == counting.ViewTotals(7, 0)
    assert set(counting.views_by_day(article).values()) == {0}


def test_the_migrations_run_on_the_oldest_wagtail():
    migrations = MigrationLoader(None).disk_migrations
    ours = [migration for (app, _), migration in migrations.items() if app == APP]
    assert len(ours) >= 3
    for migration in ours:
        wanted = [name for app, name in migration.dependencies if app == "wagtailcore"]
        assert all(name <= "0094_alter_page_locale" for name in wanted if name[0].isdigit())


@pytest.mark.django_db
def test_a_day_and_what_was_before_stand_once(article):
    for day in (None, timezone.localdate()):
        DailyViewCount.objects.create(page=article, day=day, count=1)
        with pytest.raises(IntegrityError), transaction.atomic():
            DailyViewCount.objects.create(page=article, day=day, count=1)
