"""Counting: which requests count, once a visitor, into which row, without losing one."""

import threading
from datetime import UTC, datetime
from ipaddress import ip_address

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.http import HttpResponseNotFound
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.conftest import BROWSER
from wagtail_district_news import counting, queries
from wagtail_district_news.counting import rules, store, visitors
from wagtail_district_news.counting.robots import is_robot
from wagtail_district_news.extraction.numbers import parse_count
from wagtail_district_news.models import ArticlePage, ViewCount, VisitorCount

PHONE = "Mozilla/5.0 (Linux; Android 10; CUBOT X30) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """A function that calls another one and then what waits for its transaction."""

    def call(function, *args):
        with django_capture_on_commit_callbacks(execute=True):
            return function(*args)

    return call


def own(page) -> int:
    return counting.view_count(page).own


# robots


@pytest.mark.parametrize(
    "agent",
    [
        BROWSER,
        PHONE,
        "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) coc_coc_browser/120.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605.1.15 Version/18.0 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36 Zalo android/1",
        "Mozilla/5.0 (compatible; MSIE 8.0; Windows NT 5.1)",
        "Mozilla/5.0 (X11; Linux) AppleWebKit/537.36 YaBrowser/24.1 Yowser/2.5 Safari/537.36",
    ],
)
def test_browsers_are_no_robots(agent):
    assert not is_robot(agent)


@pytest.mark.parametrize(
    "agent",
    [
        "",
        " ",
        "-",
        "Mozilla/5.0",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)",
        "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
        "facebookexternalhit/1.1",
        "curl/8.5.0",
        "Wget/1.21.2",
        "python-requests/2.32",
        "Python/3.11 aiohttp/3.9",
        "Go-http-client/1.1",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/120.0 Safari/537.36",
        "ia_archiver",
        "HTTrack 3.0x",
    ],
)
def test_programs_are_robots(agent):
    assert is_robot(agent)


def test_a_site_adds_patterns_of_its_own(settings):
    agent = "Mozilla/5.0 DistrictIntranetProbe/2"
    assert not is_robot(agent)
    settings.WAGTAIL_DISTRICT_NEWS = {"COUNT_ROBOT_PATTERNS": [r"intranetprobe"]}
    assert is_robot(agent)
    assert not is_robot(BROWSER)


# rules


def test_a_readers_request_counts(reader):
    assert rules.counts(reader())


@pytest.mark.parametrize("method", ["head", "post", "options", "put"])
def test_only_get_counts(reader, method):
    assert not rules.counts(reader(method=method))


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("HTTP_SEC_PURPOSE", "prefetch"),
        ("HTTP_SEC_PURPOSE", "prefetch;prerender"),
        ("HTTP_PURPOSE", "prefetch"),
        ("HTTP_X_PURPOSE", "preview"),
        ("HTTP_X_MOZ", "Prefetch"),
    ],
)
def test_pages_fetched_in_advance_do_not_count(reader, header, value):
    assert not rules.counts(reader(**{header: value}))


def test_previews_do_not_count(reader):
    request = reader()
    request.is_preview = True
    assert not rules.counts(request)


def test_a_site_may_count_nothing(reader, settings):
    settings.WAGTAIL_DISTRICT_NEWS = {"COUNT_VIEWS": False}
    assert not rules.counts(reader())


@pytest.mark.django_db
def test_editors_do_not_count_and_members_do(reader, settings, editor, make_user):
    request = reader()
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    for user, counts in ((AnonymousUser(), True), (make_user("member"), True), (editor, False)):
        request.user = user
        assert rules.counts(request) is counts


def test_nobody_is_asked_who_they_are_without_a_session(reader):
    class Untouchable:
        @property
        def user(self):
            raise AssertionError("the session was opened")

    request = reader()
    request.__class__ = type("Request", (Untouchable, type(request)), {})
    assert rules.counts(request)


# visitors


def test_a_visitor_is_address_and_browser(reader):
    one = visitors.visitor_hash(reader(REMOTE_ADDR="203.0.113.9"))
    assert one == visitors.visitor_hash(reader("/elsewhere", REMOTE_ADDR="203.0.113.9"))
    assert one != visitors.visitor_hash(reader(REMOTE_ADDR="203.0.113.10"))
    assert one != visitors.visitor_hash(reader(REMOTE_ADDR="203.0.113.9", HTTP_USER_AGENT=PHONE))


def test_the_hash_cannot_be_repeated_the_day_after(reader, monkeypatch):
    request = reader()
    today = visitors.visitor_hash(request)
    monkeypatch.setattr(timezone, "now", lambda: datetime(2099, 1, 1, tzinfo=UTC))
    assert visitors.visitor_hash(request) != today


def test_the_salt_is_random_and_thrown_away_with_the_cache(reader):
    today = visitors.visitor_hash(reader())
    cache.clear()
    assert visitors.visitor_hash(reader()) != today


def test_the_cache_holds_no_address(reader):
    visitors.begins_visit(reader(REMOTE_ADDR="203.0.113.9"), 1)
    held = " ".join(f"{key}{value}" for key, value in cache._cache.items())
    assert "203.0.113" not in held
    assert "Firefox" not in held
    assert "visit:1:" in held


@pytest.mark.parametrize(
    ("address", "prefix"),
    [
        ("203.0.113.9", "203.0.113.9/32"),
        ("2001:db8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9/32"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("not an address", ""),
    ],
)
def test_an_ipv6_household_is_one_visitor(reader, address, prefix):
    assert visitors.address_prefix(reader(REMOTE_ADDR=address)) == prefix


def test_a_forwarded_address_is_not_believed_from_anybody(reader):
    request = reader(REMOTE_ADDR="203.0.113.9", HTTP_X_FORWARDED_FOR="198.51.100.7")
    assert visitors.client_address(request) == ip_address("203.0.113.9")


@pytest.mark.parametrize(
    ("forwarded", "believed"),
    [
        ("", "10.0.0.1"),
        ("198.51.100.7", "198.51.100.7"),
        ("6.6.6.6, 198.51.100.7", "198.51.100.7"),  # the client wrote the first one itself
        ("198.51.100.7, 10.0.0.2", "198.51.100.7"),
        ("198.51.100.7, nonsense", "10.0.0.1"),
    ],
)
def test_a_forwarded_address_is_believed_from_our_proxies(reader, settings, forwarded, believed):
    settings.WAGTAIL_DISTRICT_NEWS = {"COUNT_TRUSTED_PROXIES": ["10.0.0.0/8"]}
    request = reader(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert visitors.client_address(request) == ip_address(believed)


# views


@pytest.mark.django_db
def test_a_page_that_nobody_read(article, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert counting.view_count(article) == counting.ViewTotals(0, 0)
    assert counting.view_count(ArticlePage(title="New")) == counting.ViewTotals()
    assert counting.view_counts([article.pk]) == {}
    assert not ViewCount.objects.exists()


@pytest.mark.django_db
def test_a_view_is_counted_after_the_transaction(article, reader, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as waiting:
        assert counting.record_view(article, reader())
    assert own(article) == 0
    for callback in waiting:
        callback()
    assert own(article) == 1


@pytest.mark.django_db
def test_two_views_within_half_a_minute_are_one(article, make_article, reader, committed):
    other = make_article()
    assert committed(counting.record_view, article, reader())
    assert not committed(counting.record_view, article, reader())
    assert committed(counting.record_view, other, reader())
    assert committed(counting.record_view, article, reader(REMOTE_ADDR="203.0.113.9"))
    assert (own(article), own(other)) == (2, 1)
    assert counting.view_counts([article.pk, other.pk]) == {
        article.pk: counting.ViewTotals(0, 2),
        other.pk: counting.ViewTotals(0, 1),
    }


@pytest.mark.django_db
def test_half_a_minute_later_it_counts_again(article, reader, committed, monkeypatch):
    clock = {"now": 1_000_000.0}
    monkeypatch.setattr("django.core.cache.backends.locmem.time.time", lambda: clock["now"])
    monkeypatch.setattr("django.core.cache.backends.base.time.time", lambda: clock["now"])
    counts = []
    for seconds in (0, 20, 20, 31, 0):  # each request within 30 seconds starts them anew
        clock["now"] += seconds
        counts.append(committed(counting.record_view, article, reader()))
    assert counts == [True, False, False, True, False]
    assert own(article) == 2


@pytest.mark.django_db
def test_drafts_and_robots_are_not_counted(article, reader, committed):
    draft = ArticlePage(pk=article.pk, live=False)
    assert not committed(counting.record_view, draft, reader())
    assert not committed(counting.record_view, article, reader(HTTP_USER_AGENT="Googlebot/2.1"))
    assert not ViewCount.objects.exists()


@pytest.mark.django_db
def test_a_second_view_is_one_update_and_touches_no_page(article, reader, committed):
    committed(counting.record_view, article, reader())
    with CaptureQueriesContext(connection) as captured:
        committed(counting.record_view, article, reader(REMOTE_ADDR="203.0.113.9"))
    written = [query["sql"] for query in captured.captured_queries]
    assert len(written) == 1
    assert written[0].startswith('UPDATE "wagtail_district_news_viewcount"')


@pytest.mark.django_db
def test_a_page_deleted_meanwhile_is_no_error(article, reader, django_capture_on_commit_callbacks, caplog):
    with django_capture_on_commit_callbacks() as waiting:
        counting.record_view(article, reader())
    article.delete()
    for callback in waiting:
        callback()
    assert "Error" not in caplog.text
    ViewCount.objects.all().delete()  # SQLite and PostgreSQL look at the missing page at the end of the test


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_transaction_that_fails_counts_nothing(article, reader):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        counting.record_view(article, reader())
        raise ZeroDivisionError
    assert own(article) == 0


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_counter_that_fails_does_not_break_the_page(article, reader, monkeypatch):
    def fail(*args):
        raise RuntimeError("the counters are down")

    monkeypatch.setattr(store.Counter, "_add_one", fail)
    assert article.serve(reader(article.url)).status_code == 200


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_many_at_once_lose_nothing_and_make_one_row(article):
    if connection.vendor == "sqlite" and "memory" in str(connection.settings_dict["NAME"]):
        pytest.skip("threads share one connection to a database in memory")
    start = threading.Barrier(8)

    def count():
        try:
            start.wait()
            for _ in range(10):
                store.Counter("ViewCount", "page_id")._add_one(article.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=count) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert own(article) == 80
    assert ViewCount.objects.count() == 1


# visits


@pytest.mark.django_db
def test_a_site_that_nobody_visited(site):
    assert counting.visitor_count(site) == counting.ViewTotals()
    assert counting.visitor_count(None) == counting.ViewTotals()


@pytest.mark.django_db
def test_a_visit_goes_on_while_pages_follow_within_half_an_hour(site, reader, committed, monkeypatch):
    clock = {"now": 1_000_000.0}
    monkeypatch.setattr("django.core.cache.backends.locmem.time.time", lambda: clock["now"])
    monkeypatch.setattr("django.core.cache.backends.base.time.time", lambda: clock["now"])
    begun = []
    for minutes in (0, 29, 29, 31):
        clock["now"] += minutes * 60
        begun.append(committed(counting.record_visit, site, reader()))
    assert begun == [True, False, False, True]
    assert counting.visitor_count(site).own == 2


@pytest.mark.django_db
def test_nowhere_is_no_visit(reader):
    assert not counting.record_visit(None, reader())
    assert not VisitorCount.objects.exists()


# pages


@pytest.mark.django_db
def test_an_article_served_is_a_view_and_a_visit(article, site, reader, committed):
    committed(article.serve, reader(article.url))
    assert (own(article), counting.visitor_count(site).own) == (1, 1)


@pytest.mark.django_db
def test_a_category_and_a_home_page_are_part_of_one_visit(home, category, article, site, reader, committed):
    for page in (home, category, article):
        committed(page.serve, reader(page.url))
    committed(category.serve, reader(category.url), category.archive_year, (), {"year": "2018"})
    assert counting.visitor_count(site).own == 1
    assert ViewCount.objects.count() == 1


@pytest.mark.django_db
def test_an_answer_that_is_no_page_counts_nothing(article, site, reader, committed, monkeypatch):
    from wagtail.models import Page

    monkeypatch.setattr(Page, "serve", lambda *args, **kwargs: HttpResponseNotFound())
    committed(article.serve, reader(article.url))
    assert (own(article), counting.visitor_count(site).own) == (0, 0)


@pytest.mark.django_db
def test_a_preview_of_an_article_counts_nothing(article, committed):
    assert committed(ArticlePage.objects.get(pk=article.pk).make_preview_request).status_code == 200
    assert not ViewCount.objects.exists()


# the old portal's counts


@pytest.mark.django_db
def test_an_old_count_is_kept_apart(article, reader, committed):
    committed(counting.record_view, article, reader())
    totals = counting.set_legacy_view_count(article, 2275, "http://old.example.org/1")
    assert (totals.legacy, totals.own, totals.total) == (2275, 1, 2276)
    row = ViewCount.objects.get(page=article)
    assert (row.legacy_source, row.total) == ("http://old.example.org/1", 2276)
    assert row.legacy_imported_at is not None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("strategy", "first", "second", "result"),
    [
        ("keep", 10, 20, 10),
        ("keep", 0, 20, 0),
        ("higher", 10, 20, 20),
        ("higher", 20, 10, 20),
        ("replace", 20, 10, 10),
        ("replace", 20, 0, 0),
    ],
)
def test_a_second_import_follows_its_strategy(article, site, strategy, first, second, result):
    counting.set_legacy_view_count(article, first, "first", strategy=strategy)
    assert counting.set_legacy_view_count(article, second, "second", strategy=strategy).legacy == result
    counting.set_legacy_visitor_count(site, first, "first", strategy=strategy)
    assert counting.set_legacy_visitor_count(site, second, "second", strategy=strategy).legacy == result
    assert ViewCount.objects.get().legacy_source == ("first" if result == first else "second")


@pytest.mark.django_db
@pytest.mark.parametrize("count", [-1, None, "12", 1.5, True, 10**15 + 1, 2**63])
def test_what_is_no_count_is_refused(article, count):
    for set_count, owner in (
        (counting.set_legacy_view_count, article),
        (counting.set_legacy_visitor_count, article.get_site()),
    ):
        with pytest.raises(ValueError, match="from 0 to 1000000000000000"):
            set_count(owner, count, "x")
    assert not ViewCount.objects.exists()


@pytest.mark.django_db
def test_the_greatest_count_adds_up_and_is_refused_no_more_than_that(article):
    counting.set_legacy_view_count(article, store.GREATEST, "x")
    ViewCount.objects.update(own_count=store.GREATEST)  # every database adds the two
    assert [page.view_total for page in queries.most_read()] == [2 * store.GREATEST]
    row = ViewCount.objects.get()
    row.full_clean()
    row.legacy_count += 1
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert refused.value.message_dict == {
        "legacy_count": ["No portal counted so much. Give a number up to 1,000,000,000,000,000."]
    }


def test_the_extraction_reads_no_greater_count_than_the_news_takes():
    assert parse_count(str(store.GREATEST)) == store.GREATEST
    assert parse_count(str(store.GREATEST + 1)) is None


@pytest.mark.django_db
def test_an_unknown_strategy_is_refused_by_name(article):
    with pytest.raises(ValueError, match="keep, higher, replace"):
        counting.set_legacy_view_count(article, 1, "x", strategy="add")


@pytest.mark.django_db
def test_a_correction_by_hand_keeps_the_views_counted_meanwhile(article, reader, committed):
    committed(counting.record_view, article, reader())
    row = ViewCount.objects.get()
    committed(counting.record_view, article, reader(REMOTE_ADDR="203.0.113.9"))
    row.legacy_count = 50
    row.save()
    assert counting.view_count(article) == counting.ViewTotals(50, 2)
    assert counting.set_legacy_view_count(article, 99, "import").legacy == 50
