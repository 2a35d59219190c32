"""Counting: which requests count, once a visitor, into which row, without losing one."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError

from tests.conftest import BROWSER
from wagtail_district_news import counting, queries
from wagtail_district_news.counting import clock, counters, rules, salt, visitors
from wagtail_district_news.counting.robots import is_robot
from wagtail_district_news.extraction.numbers import parse_count
from wagtail_district_news.models import CountingState, LastSeen, Sighting, ViewCount

PHONE = "Mozilla/5.0 (Linux; Android 10; CUBOT X30) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"


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


@pytest.mark.parametrize(
    ("name", "request_of"),
    [
        ("COUNT_ROBOTS", {"HTTP_USER_AGENT": "Googlebot/2.1"}),
        ("COUNT_PREFETCHES", {"HTTP_SEC_PURPOSE": "prefetch"}),
        ("COUNT_EVERYTHING", {"HTTP_USER_AGENT": "Googlebot/2.1", "HTTP_SEC_PURPOSE": "prefetch"}),
    ],
)
def test_a_site_may_count_more(reader, settings, name, request_of):
    assert not rules.counts(reader(**request_of))
    settings.WAGTAIL_DISTRICT_NEWS = {name: True}
    assert rules.counts(reader(**request_of))
    assert not rules.counts(reader(method="head", **request_of))
    preview = reader(**request_of)
    preview.is_preview = True
    assert not rules.counts(preview)


@pytest.mark.django_db
def test_a_site_may_count_its_editors(reader, settings, editor):
    settings.WAGTAIL_DISTRICT_NEWS = {"COUNT_EDITORS": True}
    request = reader()
    request.COOKIES[settings.SESSION_COOKIE_NAME], request.user = "x", editor
    assert rules.counts(request)


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


def seen_as(request, site=1, key=b"salt"):
    return visitors.visitor_hash(visitors.trace(request, site), key)


def test_a_visitor_is_address_and_browser_on_a_site(reader):
    one = seen_as(reader(REMOTE_ADDR="203.0.113.9"))
    assert one == seen_as(reader("/elsewhere", REMOTE_ADDR="203.0.113.9"))
    assert one != seen_as(reader(REMOTE_ADDR="203.0.113.10"))
    assert one != seen_as(reader(REMOTE_ADDR="203.0.113.9", HTTP_USER_AGENT=PHONE))
    assert one != seen_as(reader(REMOTE_ADDR="203.0.113.9"), site=2)
    assert one != seen_as(reader(REMOTE_ADDR="203.0.113.9"), key=b"another")
    assert -(2**63) <= one < 2**63


@pytest.mark.django_db
def test_the_salt_is_random_shared_and_thrown_away_with_the_day(monkeypatch, django_assert_num_queries):
    today = clock.today()
    first = salt.of_day(today)
    assert len(first) == 32
    salt.forget()  # another process
    with django_assert_num_queries(1):
        assert salt.of_day(today) == first
    with django_assert_num_queries(0):
        assert salt.of_day(today) == first
    tomorrow = salt.of_day(today + timedelta(days=1))
    assert tomorrow != first
    assert CountingState.objects.get().salt == tomorrow.hex()  # the old one is nowhere


@pytest.mark.django_db
def test_a_clock_that_is_behind_takes_the_salt_of_those_ahead_and_one_far_ahead_is_not_followed():
    today = clock.today()
    ahead = salt.of_day(today + timedelta(days=1))
    salt.forget()
    assert salt.of_day(today) == ahead
    CountingState.objects.update(salt_day=today + timedelta(days=400))
    salt.forget()
    assert salt.of_day(today) != ahead


@pytest.mark.django_db
def test_no_table_holds_an_address_or_a_browser(article, reader, committed):
    committed(counting.record_page, article, reader(REMOTE_ADDR="203.0.113.9"))
    for kept in (Sighting, LastSeen):
        assert kept.objects.exists()
        held = repr([*kept.objects.values(), *CountingState.objects.values()])
        assert "203.0.113" not in held and "Firefox" not in held
        committed(counting.roll_up)


@pytest.mark.parametrize(
    ("address", "prefix"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("fe80::1%eth0", "fe80::/64"),
        ("[2001:db8::7]:443", "2001:db8::/64"),
        ("203.0.113.9:51000", "203.0.113.9"),
        ("", ""),
        ("not an address", ""),
        ("1.2.3.4.5", ""),
    ],
)
def test_an_ipv6_household_is_one_visitor(reader, address, prefix):
    assert visitors.address_prefix(reader(REMOTE_ADDR=address)) == prefix


def test_a_site_may_look_at_less_of_an_address(reader, settings):
    settings.WAGTAIL_DISTRICT_NEWS = {"COUNT_IPV4_PREFIX": 24, "COUNT_IPV6_PREFIX": 48}
    assert visitors.address_prefix(reader(REMOTE_ADDR="203.0.113.9")) == "203.0.113.0/24"
    assert visitors.address_prefix(reader(REMOTE_ADDR="2001:db8:1:2::9")) == "2001:db8:1::/48"


def test_a_forwarded_address_is_not_believed_from_anybody(reader):
    request = reader(REMOTE_ADDR="203.0.113.9", HTTP_X_FORWARDED_FOR="198.51.100.7")
    assert visitors.client_address(request) == "203.0.113.9"


@pytest.mark.parametrize(
    ("forwarded", "believed"),
    [
        ("", "10.0.0.1"),
        ("198.51.100.7", "198.51.100.7"),
        ("6.6.6.6, 198.51.100.7", "198.51.100.7"),  # the client wrote the first one itself
        ("198.51.100.7, 10.0.0.2", "198.51.100.7"),
        ("198.51.100.7, nonsense", "10.0.0.1"),
        ("198.51.100.7:4711", "198.51.100.7"),
        ("[2001:db8::7]:443", "2001:db8::7"),
        ("::ffff:198.51.100.7, ::ffff:10.0.0.2", "198.51.100.7"),
    ],
)
def test_a_forwarded_address_is_believed_from_our_proxies(reader, settings, forwarded, believed):
    settings.WAGTAIL_DISTRICT_NEWS = {"COUNT_TRUSTED_PROXIES": ["10.0.0.0/8"]}
    request = reader(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert visitors.client_address(request) == believed


# the old portal's counts


@pytest.mark.django_db
def test_an_old_count_is_kept_apart(article, reader, committed):
    committed(counting.record_view, article, reader())
    totals = counting.set_legacy_view_count(article, 2275, "http://old.example.org/1")
    assert (totals.legacy, totals.own, totals.total) == (2275, 1, 2276)
    row = ViewCount.objects.get(page=article)
    counting.roll_up()
    row.refresh_from_db()
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
    counting.set_legacy_view_count(article, counters.GREATEST, "x")
    ViewCount.objects.update(own_count=counters.GREATEST)  # every database adds the two
    assert [page.view_total for page in queries.most_read()] == [2 * counters.GREATEST]
    row = ViewCount.objects.get()
    row.full_clean()
    row.legacy_count += 1
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert refused.value.message_dict == {
        "legacy_count": ["No portal counted so much. Give a number up to 1,000,000,000,000,000."]
    }


def test_the_extraction_reads_no_greater_count_than_the_news_takes():
    assert parse_count(str(counters.GREATEST)) == counters.GREATEST
    assert parse_count(str(counters.GREATEST + 1)) is None


@pytest.mark.django_db
def test_an_unknown_strategy_is_refused_by_name(article):
    with pytest.raises(ValueError, match="keep, higher, replace"):
        counting.set_legacy_view_count(article, 1, "x", strategy="add")


@pytest.mark.django_db
def test_a_correction_by_hand_keeps_the_views_counted_meanwhile(article, reader, committed):
    committed(counting.record_view, article, reader())
    counting.roll_up()
    row = ViewCount.objects.get()
    committed(counting.record_view, article, reader(REMOTE_ADDR="203.0.113.9"))
    counting.roll_up()
    row.legacy_count = 50
    row.save()
    assert counting.view_count(article) == counting.ViewTotals(50, 2)
    assert counting.set_legacy_view_count(article, 99, "import").legacy == 50
