"""What both stores must do alike: totals at all times, days, rolling up, pages that come and go."""

import logging
from datetime import date, timedelta
from unittest import mock

import pytest
from django.db import connection, transaction
from django.http import HttpResponseNotFound
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from tests.marks import ON_POSTGRESQL
from wagtail_district_news import counting, queries
from wagtail_district_news.counting import ledger, schedule, stores
from wagtail_district_news.counting.counters import VIEWS, VISITS
from wagtail_district_news.counting.stores import database
from wagtail_district_news.models import (
    ArticlePage,
    CountingState,
    DailyViewCount,
    DailyVisitorCount,
    FlushedBatch,
    LastSeen,
    Sighting,
    ViewCount,
    VisitorCount,
)

TODAY = date(2026, 11, 23)  # by the clock of the tests


def own(page) -> int:
    return counting.view_count(page).own


@pytest.fixture
def view(reader, committed):
    """A function that lets one visitor after another read a page: view(article), view(article, times=3)."""
    readers = iter(range(1_000_000))

    def read(page, times=1):
        for _ in range(times):
            number = next(readers)
            committed(counting.record_view, page, reader(REMOTE_ADDR=f"10.0.{number >> 8}.{number & 255}"))

    return read


@pytest.fixture
def rolled_up(committed):
    return lambda: committed(counting.roll_up)


# nothing yet


@pytest.mark.django_db
def test_a_page_that_nobody_read(store, article, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert counting.view_count(article) == counting.ViewTotals(0, 0)
    assert counting.view_count(ArticlePage(title="New")) == counting.ViewTotals()
    assert counting.view_counts([article.pk]) == {}
    assert counting.view_counts([]) == {}
    assert set(counting.views_by_day(article).values()) == {0}
    assert counting.waiting_views() == {}


@pytest.mark.django_db
def test_a_site_that_nobody_visited(store, site):
    assert counting.visitor_count(site) == counting.ViewTotals()
    assert counting.visitor_count(None) == counting.ViewTotals()
    assert counting.visitors_today(site) == counting.visitors_online(site) == 0
    assert counting.visitors_today(None) == counting.visitors_online(None) == 0


@pytest.mark.django_db
def test_rolling_up_nothing_makes_nothing(store, article, rolled_up):
    rolled_up()
    assert not ViewCount.objects.exists() and not DailyViewCount.objects.exists()


# views


@pytest.mark.django_db
def test_a_view_is_counted_after_the_transaction(store, article, reader, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as waiting:
        assert counting.record_view(article, reader())
    assert own(article) == 0
    for callback in waiting:
        callback()
    assert own(article) == 1


@pytest.mark.django_db
def test_two_views_within_half_a_minute_are_one(store, article, make_article, reader, committed, clock):
    other = make_article()
    for page, extra in ((article, {}), (article, {}), (other, {}), (article, {"REMOTE_ADDR": "203.0.113.9"})):
        assert committed(counting.record_view, page, reader(**extra))
    assert (own(article), own(other)) == (2, 1)
    assert counting.view_counts([article.pk, other.pk]) == {
        article.pk: counting.ViewTotals(0, 2),
        other.pk: counting.ViewTotals(0, 1),
    }


@pytest.mark.django_db
def test_drafts_and_robots_are_not_counted(store, article, reader, committed):
    draft = ArticlePage(pk=article.pk, live=False)
    assert not committed(counting.record_view, draft, reader())
    assert not committed(counting.record_view, article, reader(HTTP_USER_AGENT="Googlebot/2.1"))
    assert own(article) == 0 and not Sighting.objects.exists()


@pytest.mark.django_db
def test_view_and_visit_are_one_statement(store, article, site, reader, committed):
    committed(counting.record_page, article, reader())  # asks for the salt of the day
    request = reader(REMOTE_ADDR="203.0.113.9")
    assert Site.find_for_request(request) == site  # a page that is served has asked for it
    with CaptureQueriesContext(connection) as captured:
        committed(counting.record_page, article, request)
    written = [query["sql"] for query in captured.captured_queries]
    assert len(written) == (1 if store == "database" else 0)
    assert (own(article), counting.visitor_count(site).own) == (2, 2)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_transaction_that_fails_counts_nothing(store, article, reader):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        counting.record_view(article, reader())
        raise ZeroDivisionError
    assert own(article) == 0


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_counter_that_fails_does_not_break_the_page(store, article, reader, monkeypatch):
    monkeypatch.setattr(type(stores.chosen()), "write", mock.Mock(side_effect=RuntimeError("down")))
    assert article.serve(reader(article.url)).status_code == 200


# totals and days, while they are rolled up


@pytest.mark.django_db
def test_totals_are_the_same_before_and_after_rolling_up(
    store, article, make_article, view, rolled_up, clock
):
    other = make_article()
    view(article, 3)
    view(other)
    counting.set_legacy_view_count(article, 100, "the old portal")
    before = counting.view_counts([article.pk, other.pk])
    assert before == {article.pk: counting.ViewTotals(100, 3), other.pk: counting.ViewTotals(0, 1)}
    assert counting.waiting_views() == {article.pk: 3, other.pk: 1}
    rolled_up()
    assert counting.view_counts([article.pk, other.pk]) == before
    assert counting.waiting_views() == {}
    assert set(DailyViewCount.objects.values_list("page", "day", "count")) == {
        (article.pk, TODAY, 3),
        (other.pk, TODAY, 1),
    }
    assert dict(ViewCount.objects.values_list("page", "own_count")) == {article.pk: 3, other.pk: 1}
    view(article, 2)
    assert own(article) == 5
    rolled_up()
    assert own(article) == 5
    assert DailyViewCount.objects.filter(page=article).count() == 1  # one row an article and day


@pytest.mark.django_db
def test_a_double_click_is_recognised_after_rolling_up(store, article, reader, committed, rolled_up, clock):
    committed(counting.record_page, article, reader())
    rolled_up()
    clock.pass_(seconds=29)
    committed(counting.record_page, article, reader())
    rolled_up()
    assert own(article) == 1


@pytest.mark.django_db
def test_history_by_day(store, article, view, rolled_up, clock):
    view(article, 2)
    rolled_up()
    clock.pass_(days=2)
    view(article)
    assert counting.views_by_day(article, 4) == {
        TODAY - timedelta(days=1): 0,
        TODAY: 2,
        TODAY + timedelta(days=1): 0,
        TODAY + timedelta(days=2): 1,
    }
    assert list(counting.views_by_day(article, 2).values()) == [0, 1]
    assert sum(counting.views_by_day(article, 30).values()) == own(article) == 3


@pytest.mark.django_db
def test_visits_of_today_and_who_is_online(store, site, reader, committed, rolled_up, clock):
    for number in range(3):
        committed(counting.record_visit, site, reader(REMOTE_ADDR=f"10.0.0.{number}"))
    clock.pass_(minutes=4)
    committed(counting.record_visit, site, reader(REMOTE_ADDR="10.0.0.2"))
    rolled_up()
    assert (counting.visitors_today(site), counting.visitors_online(site)) == (3, 3)
    clock.pass_(minutes=2)
    assert counting.visitors_online(site) == 1
    assert list(counting.visits_by_day(site, 2).values()) == [0, 3]
    clock.pass_(days=1)
    assert (counting.visitors_today(site), counting.visitors_online(site)) == (0, 0)
    assert counting.visitor_count(site).own == 3


@pytest.mark.django_db
def test_a_visitor_who_stays_keeps_one_row_and_is_dropped_when_gone(
    article, site, reader, committed, rolled_up, clock
):
    for _ in range(3):
        committed(counting.record_page, article, reader())
        clock.pass_(minutes=10)
        rolled_up()
    assert set(LastSeen.objects.values_list("kind", "owner")) == {(1, site.pk)}
    clock.pass_(minutes=40)
    rolled_up()
    assert not LastSeen.objects.exists() and not Sighting.objects.exists()
    assert (own(article), counting.visitor_count(site).own) == (3, 1)


@pytest.mark.django_db
def test_hashes_vanish_with_the_salt(article, reader, committed, rolled_up, clock):
    clock.pass_(minutes=12 * 60 - 1)  # 23:59
    committed(counting.record_page, article, reader())
    clock.pass_(minutes=2)
    rolled_up()
    assert not LastSeen.objects.exists() and not Sighting.objects.exists()
    assert own(article) == 1


@pytest.mark.django_db
def test_rolling_up_is_bounded_and_goes_on(article, make_article, view):
    other = make_article()
    view(article, 7)
    view(other, 5)
    store = stores.DatabaseStore()
    assert [store.settle(5), store.settle(5), store.settle(5)] == [True, True, False]
    assert (own(article), own(other)) == (7, 5)
    assert sum(DailyViewCount.objects.values_list("count", flat=True)) == 12


@pytest.mark.django_db
def test_it_rolls_up_although_the_content_of_the_database_was_replaced(article, view, rolled_up):
    view(article, 2)
    CountingState.objects.all().delete()
    rolled_up()
    assert not Sighting.objects.exists() and DailyViewCount.objects.get().count == 2


@pytest.mark.django_db
def test_a_roll_up_that_fails_changes_nothing(article, view, monkeypatch):
    view(article, 3)
    monkeypatch.setattr(ledger, "_add_own", mock.Mock(side_effect=RuntimeError("power cut")))
    with pytest.raises(RuntimeError), transaction.atomic():
        counting.roll_up()
    assert own(article) == 3 and not DailyViewCount.objects.exists()
    monkeypatch.undo()
    counting.roll_up()
    assert own(article) == 3


def before_it_is_written(monkeypatch, work):
    """Let something happen once between what a roll-up on SQLite decides and what it writes down."""
    decided, todo = database._parted, [work]

    def then_work(rows):
        if todo:
            todo.pop()()
        return decided(rows)

    monkeypatch.setattr(database, "_parted", then_work)


@pytest.mark.django_db
def test_rows_that_another_process_rolls_up_meanwhile_are_counted_once(article, view, clock, monkeypatch):
    """Although the rows that come then have the same ids, and the clock stands."""
    view(article, 3)

    def another():
        assert not database._settle_in_turn(10)
        view(article, 3)

    before_it_is_written(monkeypatch, another)
    assert not database._settle_in_turn(10)
    assert DailyViewCount.objects.get().count == 3 and Sighting.objects.count() == 3
    assert own(article) == 6
    database._settle_in_turn(10)
    assert DailyViewCount.objects.get().count == own(article) == 6 and not Sighting.objects.exists()


@pytest.mark.skipif(ON_POSTGRESQL, reason="decided and written in one statement")
@pytest.mark.django_db
def test_what_is_forgotten_meanwhile_is_not_rolled_up(article, view, monkeypatch):
    view(article, 3)
    store = stores.DatabaseStore()
    before_it_is_written(monkeypatch, lambda: store.forget(VIEWS, article.pk))
    assert not store.settle(10) and Sighting.objects.count() == 3
    store.settle(10)
    assert own(article) == 0 and not DailyViewCount.objects.exists() and not Sighting.objects.exists()


@pytest.mark.django_db
def test_rows_that_vanish_meanwhile_are_not_rolled_up(article, view, monkeypatch):
    view(article, 3)
    before_it_is_written(monkeypatch, lambda: Sighting.objects.order_by("pk")[0].delete())
    database._settle_in_turn(10)
    assert own(article) == 2 and not DailyViewCount.objects.exists() and not LastSeen.objects.exists()
    database._settle_in_turn(10)
    assert own(article) == DailyViewCount.objects.get().count == 2


@pytest.mark.django_db
def test_what_comes_meanwhile_waits_for_the_next_roll_up(article, view, monkeypatch):
    view(article, 3)
    before_it_is_written(monkeypatch, lambda: view(article, 2))
    database._settle_in_turn(10)
    assert DailyViewCount.objects.get().count == 3 and own(article) == 5


@pytest.mark.django_db
def test_with_thousands_of_pages_all_is_added(store, view, make_article, rolled_up):
    pages = [make_article() for _ in range(3)]
    days = {
        (VIEWS.kind, page.pk, TODAY - timedelta(days=number)): 2 for page in pages for number in range(150)
    }
    with transaction.atomic():
        ledger.add(days)
        ledger.add(days)
    assert [own(page) for page in pages] == [600, 600, 600]
    assert DailyViewCount.objects.count() == 450


# pages that come and go


@pytest.mark.django_db
def test_what_is_for_a_page_that_is_gone_is_dropped(store, article, make_article, view, rolled_up):
    other = make_article()
    view(article)
    view(other)
    Page.objects.filter(pk=article.pk).update(live=False)
    with mock.patch("wagtail_district_news.counting.forget_views"):  # as if it were read while being deleted
        article.delete()
    rolled_up()
    assert list(DailyViewCount.objects.values_list("page", flat=True)) == [other.pk]
    assert not Sighting.objects.exists()


@pytest.mark.django_db
def test_a_page_that_comes_back_begins_anew_and_takes_no_views_of_its_former_life(
    store, article, view, rolled_up, committed, category
):
    view(article, 2)
    rolled_up()
    view(article, 2)
    counting.set_legacy_view_count(article, 50, "the old portal")
    pk = article.pk
    committed(article.delete)
    assert not ViewCount.objects.exists() and not DailyViewCount.objects.exists()
    restored = category.add_child(instance=ArticlePage(pk=pk, title="Back"))
    assert counting.view_count(restored) == counting.ViewTotals()
    assert counting.set_legacy_view_count(restored, 50, "the old portal") == counting.ViewTotals(50, 0)


@pytest.mark.django_db
def test_unpublishing_and_publishing_keeps_the_views(store, article, view, rolled_up):
    view(article, 2)
    article.unpublish()
    view(article)
    article.save_revision().publish()
    rolled_up()
    assert own(article) == 2


@pytest.mark.django_db
def test_a_copy_and_an_alias_have_no_views(store, article, view, rolled_up):
    view(article, 2)
    rolled_up()
    view(article)
    copy, alias = article.copy(update_attrs={"slug": "copy"}), article.create_alias(update_slug="alias")
    assert own(copy) == own(alias) == 0
    view(alias)
    assert (own(alias), own(article)) == (1, 3)


@pytest.mark.django_db
def test_a_site_that_is_deleted_leaves_nothing(store, site, home, reader, committed, rolled_up):
    other = Site.objects.create(hostname="other.example.org", root_page=home)
    committed(counting.record_visit, other, reader())
    rolled_up()
    committed(counting.record_visit, other, reader(REMOTE_ADDR="10.0.0.1"))
    committed(other.delete)
    rolled_up()
    assert not VisitorCount.objects.exists() and not DailyVisitorCount.objects.exists()


# what is read most


@pytest.mark.django_db
def test_most_read_of_all_time_and_of_some_days(store, make_article, site, view, rolled_up, clock):
    old, week, new = (make_article(title) for title in ("Old", "Week", "New"))
    make_article("Unread")
    counting.set_legacy_view_count(old, 50, "the old portal")
    view(old, 4)
    clock.pass_(days=20)
    view(week, 3)
    rolled_up()
    clock.pass_(days=6)
    view(new, 2)
    view(old)

    def titles(**asked):
        return [(page.title, page.view_total) for page in queries.most_read(site=site, **asked)]

    for _ in range(2):  # half of it waits, then all of it is rolled up
        assert titles() == [("Old", 55), ("Week", 3), ("New", 2)]
        assert titles(days=30) == [("Old", 5), ("Week", 3), ("New", 2)]
        assert titles(days=7) == [("Week", 3), ("New", 2), ("Old", 1)]
        assert titles(days=6) == [("New", 2), ("Old", 1)]
        assert titles(days=7, count=1) == [("Week", 3)]
        rolled_up()


@pytest.mark.django_db
def test_views_that_wait_bring_an_article_to_the_top(store, make_article, view, rolled_up):
    first, second = make_article("First"), make_article("Second")
    view(first, 2)
    rolled_up()
    view(second, 3)
    assert [page.title for page in queries.most_read(count=1)] == ["Second"]
    assert [page.title for page in queries.most_read(count=1, days=7)] == ["Second"]


@pytest.mark.django_db
def test_the_ranks_of_days_are_summed_up_once_until_counts_are_rolled_up(
    article, make_article, view, rolled_up, clock
):
    other = make_article()
    view(article, 2)
    view(other, 1)
    rolled_up()

    def titles():
        with CaptureQueriesContext(connection) as captured:
            found = [page.pk for page in queries.most_read(days=7)]
        return found, sum("SUM(" in query["sql"] and "GROUP BY 1" in query["sql"] for query in captured)

    assert titles() == ([article.pk, other.pk], 1)
    assert titles() == ([article.pk, other.pk], 0)
    view(other, 3)
    clock.pass_(seconds=1)
    rolled_up()
    assert titles() == ([other.pk, article.pk], 1)


@pytest.mark.django_db
@pytest.mark.parametrize(("ranked", "at_once"), [(2, (1, 2)), (3, (1, 2, 3)), (4, (4,))])
def test_where_the_ranks_do_not_suffice_the_tables_are_asked(
    make_category, make_article, view, rolled_up, monkeypatch, ranked, at_once
):
    monkeypatch.setattr("wagtail_district_news.queries.readers.RANKED", ranked)
    monkeypatch.setattr("wagtail_district_news.queries.readers.AT_ONCE", at_once)
    sport, culture = make_category("Sport"), make_category("Culture")
    for number in range(3, 6):
        view(make_article(parent=culture), number)
    best, second = make_article("Best", parent=sport), make_article("Second", parent=sport)
    view(best, 2)
    view(second, 1)
    rolled_up()
    found = queries.most_read(category=sport, days=7, count=2)
    assert [(page.title, page.view_total) for page in found] == [("Best", 2), ("Second", 1)]
    assert [page.view_total for page in queries.most_read(days=7, count=4)] == [5, 4, 3, 2]
    assert [page.title for page in queries.most_read(category=sport, count=2)] == ["Best", "Second"]
    assert [page.view_total for page in queries.most_read(count=4)] == [5, 4, 3, 2]


@pytest.mark.django_db
def test_most_read_of_a_category_leaves_out_what_nobody_may_read(store, make_category, make_article, view):
    sport, culture = make_category("Sport"), make_category("Culture")
    inside, outside = make_article("Inside", parent=sport), make_article("Outside", parent=culture)
    draft = make_article("Draft", parent=sport)
    for page in (inside, outside, draft):
        view(page)
    draft.unpublish()
    for days in (None, 7):
        assert [page.title for page in queries.most_read(category=sport, days=days)] == ["Inside"]


# the old portal's counts, and those from before there were days


@pytest.mark.django_db
def test_own_counts_from_before_go_on_counting(store, article, view, rolled_up):
    ViewCount.objects.create(page=article, own_count=40)
    DailyViewCount.objects.create(page=article, day=None, count=40)
    view(article, 2)
    assert own(article) == 42
    rolled_up()
    assert own(article) == 42
    assert sum(DailyViewCount.objects.values_list("count", flat=True)) == 42
    assert sum(counting.views_by_day(article).values()) == 2


# pages


@pytest.mark.django_db
def test_an_article_served_is_a_view_and_a_visit(store, article, site, reader, committed):
    committed(article.serve, reader(article.url))
    assert (own(article), counting.visitor_count(site).own) == (1, 1)


@pytest.mark.django_db
def test_a_category_and_a_home_page_are_part_of_one_visit(
    store, home, category, article, site, reader, committed
):
    for page in (home, category, article):
        committed(page.serve, reader(page.url))
    committed(category.serve, reader(category.url), category.archive_year, (), {"year": "2018"})
    assert counting.visitor_count(site).own == 1
    assert counting.waiting_views() == {article.pk: 1}


@pytest.mark.django_db
def test_an_answer_that_is_no_page_counts_nothing(store, article, site, reader, committed, monkeypatch):
    monkeypatch.setattr(Page, "serve", lambda *args, **kwargs: HttpResponseNotFound())
    committed(article.serve, reader(article.url))
    assert (own(article), counting.visitor_count(site).own) == (0, 0)


@pytest.mark.django_db
def test_a_preview_of_an_article_counts_nothing(store, article, committed):
    assert committed(ArticlePage.objects.get(pk=article.pk).make_preview_request).status_code == 200
    assert own(article) == 0


@pytest.mark.django_db
def test_nowhere_is_no_visit(store, reader):
    assert not counting.record_visit(None, reader())


# requests roll up


@pytest.mark.django_db
def test_requests_roll_up_by_themselves(store, article, browser, site, configure, committed, monkeypatch):
    configure(COUNT_ROLL_UP_ROWS=3)
    for number in range(2):
        committed(browser.get, article.url, REMOTE_ADDR=f"10.0.0.{number}")
        schedule.roll_up_if_due()
    assert not DailyViewCount.objects.exists()
    committed(browser.get, article.url, REMOTE_ADDR="10.0.0.7")
    committed(schedule.roll_up_if_due)  # as at the end of the request
    assert DailyViewCount.objects.get().count == own(article) == 3


@pytest.mark.django_db
def test_what_another_process_rolled_up_is_not_rolled_up_again_before_as_much_waits(
    article, view, configure, clock
):
    configure(COUNT_ROLL_UP_ROWS=3)

    def read():
        view(article, 3)
        schedule.roll_up_if_due()

    read()
    assert not Sighting.objects.exists()
    counting.roll_up()  # another process
    read()
    assert Sighting.objects.count() == 3
    read()
    assert not Sighting.objects.exists() and DailyViewCount.objects.get().count == 9


@pytest.mark.skipif(ON_POSTGRESQL, reason="there the lock of a row says who is at it")
@pytest.mark.django_db
def test_while_one_process_rolls_up_no_other_begins_to(article, view, configure, clock, monkeypatch):
    configure(COUNT_ROLL_UP_ROWS=3)
    decided = []

    def another():
        view(article, 3)
        schedule.roll_up_if_due()
        decided.append(Sighting.objects.count())

    view(article, 3)
    clock.pass_(seconds=1)
    before_it_is_written(monkeypatch, another)
    schedule.roll_up_if_due()
    assert decided == [6]
    assert Sighting.objects.count() == 3 and DailyViewCount.objects.get().count == 3
    another()
    assert not Sighting.objects.exists() and DailyViewCount.objects.get().count == own(article) == 9


@pytest.mark.skipif(ON_POSTGRESQL, reason="there the lock of a row says who is at it")
@pytest.mark.django_db
def test_who_began_and_was_killed_holds_others_back_for_two_seconds(article, view, clock):
    view(article, 2)
    store = stores.DatabaseStore()
    assert store.begins()
    clock.pass_(seconds=2)
    assert not store.begins()
    counting.roll_up()  # asks nobody
    assert DailyViewCount.objects.get().count == 2
    assert store.begins()  # that is done
    clock.pass_(seconds=1)
    assert store.begins() and not store.begins()
    clock.pass_(seconds=2.001)
    assert store.begins() and not store.begins()
    clock.pass_(seconds=-1)  # set back
    assert store.begins()


@pytest.mark.django_db
def test_anybody_begins_where_the_content_of_the_database_was_replaced(view, article, clock):
    view(article)
    CountingState.objects.all().delete()
    assert stores.DatabaseStore().begins()


@pytest.mark.django_db
def test_once_a_minute_it_rolls_up_whatever_others_did(article, view, monkeypatch, clock):
    schedule.looked(None)
    view(article)
    schedule.roll_up_if_due()
    counting.roll_up()
    view(article)
    later = schedule.time.monotonic() + 61
    monkeypatch.setattr(schedule.time, "monotonic", lambda: later)
    schedule.roll_up_if_due()
    assert not Sighting.objects.exists()


@pytest.mark.parametrize(("passed", "due"), [(59, False), (61, True)])
def test_it_is_due_after_a_while(monkeypatch, passed, due):
    now = 1000.0
    monkeypatch.setattr(schedule.time, "monotonic", lambda: now + passed)
    schedule.looked(now)
    assert not schedule.is_due()  # nothing was written
    schedule.note_written()
    assert schedule.is_due() is due


def test_a_new_process_looks_after_its_first_count():
    schedule.looked(None)
    assert not schedule.is_due()
    schedule.note_written()
    assert schedule.is_due()


def test_a_roll_up_that_fails_is_logged_and_tried_again(monkeypatch, caplog, db):
    monkeypatch.setattr(stores.DatabaseStore, "settle", mock.Mock(side_effect=RuntimeError("down")))
    schedule.looked(None)
    schedule.note_written()
    schedule.roll_up_if_due()
    assert "tried again" in caplog.text


@pytest.mark.django_db
def test_the_command_rolls_up(store, article, view, committed, capsys):
    from django.core.management import call_command

    view(article, 2)
    committed(call_command, "roll_up_counts")
    assert DailyViewCount.objects.get().count == 2
    assert capsys.readouterr().out.strip()


@pytest.mark.django_db
def test_one_process_at_a_time_notes_when_it_rolled_up(article, view, clock):
    view(article)
    counting.roll_up()
    assert CountingState.objects.get().rolled_up_at == clock.moment


# Valkey alone


@pytest.mark.django_db
def test_a_batch_is_added_once_however_often_it_is_flushed(
    valkey, configure, article, view, django_capture_on_commit_callbacks
):
    configure(COUNT_STORE="valkey")
    view(article, 3)
    with django_capture_on_commit_callbacks():  # killed after the commit, before Valkey is told
        counting.roll_up()
    assert FlushedBatch.objects.count() == 1
    assert own(article) == 3
    assert counting.waiting_views() == {}
    with django_capture_on_commit_callbacks(execute=True):
        counting.roll_up()
    assert own(article) == 3
    assert ViewCount.objects.get().own_count == 3
    assert valkey.keys("*batch:*") == []


@pytest.mark.django_db
def test_a_valkey_that_loses_all_loses_what_was_not_flushed(valkey, configure, article, view, committed):
    configure(COUNT_STORE="valkey")
    view(article, 3)
    committed(counting.roll_up)
    view(article, 2)
    valkey.flushdb()
    assert own(article) == 3
    view(article, 1)
    committed(counting.roll_up)
    assert own(article) == 4


@pytest.mark.django_db
def test_a_valkey_that_is_away_stops_no_page(configure, article, browser, site, view, caplog):
    view(article, 2)
    configure(COUNT_STORE="valkey", COUNT_VALKEY_URL="redis://127.0.0.1:1/0")
    with caplog.at_level(logging.CRITICAL):
        assert browser.get(article.url).status_code == 200
        assert own(article) == 2
        assert counting.visitors_online(site) == 0


@pytest.mark.django_db
def test_what_stands_in_the_database_is_kept_when_the_store_is_changed(
    valkey, configure, article, view, committed
):
    view(article, 2)
    configure(COUNT_STORE="valkey")
    view(article, 3)
    assert own(article) == 5
    committed(counting.roll_up)
    assert own(article) == 5
    assert not Sighting.objects.exists()
    configure(COUNT_STORE="database")
    assert own(article) == 5


@pytest.mark.django_db
def test_valkey_forgets_visitors_by_itself(valkey, configure, article, site, reader, committed):
    configure(COUNT_STORE="valkey")
    committed(counting.record_page, article, reader(REMOTE_ADDR="203.0.113.9"))
    seen = valkey.keys("*seen:*")
    assert len(seen) == 2
    for key in [*seen, *valkey.keys("*online:*")]:
        assert 0 < valkey.pttl(key) <= VISITS.window + 60_000
    held = " ".join(valkey.keys("*")) + repr(valkey.hgetall(valkey.keys("*batch:*")[0]))
    assert "203.0.113" not in held
