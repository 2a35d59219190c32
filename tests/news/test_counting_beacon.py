"""The beacon: who may send one, what it counts, what it answers, and that nobody counts both ways."""

import json
import random
import string
import time

import pytest
from django.core.checks import run_checks
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.conftest import BROWSER
from tests.marks import long_on_postgresql
from wagtail_district_news import counting
from wagtail_district_news.counting import beacon, views
from wagtail_district_news.models import LastSeen, Sighting, ViewCount

ORIGIN = "http://testserver"
FRONT = "https://www.example.org"


@pytest.fixture
def by_beacon(configure, site):
    configure(COUNT_BY="beacon", COUNT_ALLOWED_ORIGINS=[FRONT])
    return site


@pytest.fixture
def send(client, committed):
    """A function that sends what a browser sends: send(token, origin=..., address=...)."""

    def post(body, origin=ORIGIN, address="203.0.113.9", agent=BROWSER, **headers):
        named = {"User-Agent": agent, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if origin is not None:
            named["Origin"] = origin
        path = reverse("wagtail_district_news:count")
        kind = "text/plain;charset=UTF-8"
        return committed(client.post, path, body, content_type=kind, headers=named, REMOTE_ADDR=address)

    return post


@pytest.fixture
def send_to_view(rf, committed):
    """As `send`, but past the middleware: a hundred thousand of them end in a minute."""

    def post(body, origin=ORIGIN):
        headers = {"User-Agent": BROWSER, "Origin": origin}
        kind = "text/plain;charset=UTF-8"
        request = rf.post("/", body, content_type=kind, headers=headers, REMOTE_ADDR="203.0.113.9")
        return committed(views.beacon, request)

    return post


def counted(page, site) -> tuple[int, int]:
    return counting.view_count(page).own, counting.visitor_count(site).own


# what counts


@pytest.mark.django_db
def test_a_beacon_counts_a_view_and_a_visit(store, by_beacon, article, send):
    answer = send(counting.page_token(article, by_beacon))
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert counted(article, by_beacon) == (1, 1)


@pytest.mark.django_db
def test_sent_again_it_is_a_double_click(store, by_beacon, article, send, clock):
    token = counting.page_token(article, by_beacon)
    for _ in range(5):
        send(token)
        clock.pass_(seconds=10)
    assert counted(article, by_beacon) == (1, 1)
    clock.pass_(seconds=31)
    send(token)
    send(token, address="198.51.100.7")
    assert counted(article, by_beacon) == (3, 2)


@pytest.mark.django_db
def test_a_page_that_is_no_article_is_part_of_a_visit(by_beacon, home, category, send):
    for page in (home, category, None):
        assert send(counting.page_token(page, by_beacon)).status_code == 204
    assert counting.visitor_count(by_beacon).own == 1
    assert not Sighting.objects.exclude(page_id=None).exists()


@pytest.mark.django_db
def test_a_listed_origin_counts_and_may_read_the_answer(by_beacon, article, send):
    answer = send(counting.page_token(article, by_beacon), origin=FRONT, Sec_Fetch_Site="cross-site")
    assert answer["Access-Control-Allow-Origin"] == FRONT
    assert "Origin" in answer["Vary"]
    assert counted(article, by_beacon) == (1, 1)


@pytest.mark.django_db
def test_browsers_may_ask_before(by_beacon, client):
    path = reverse("wagtail_district_news:count")
    listed = client.options(path, headers={"Origin": FRONT})
    assert (listed.status_code, listed["Access-Control-Allow-Origin"]) == (204, FRONT)
    assert listed["Access-Control-Allow-Methods"] == "POST"
    stranger = client.options(path, headers={"Origin": "https://evil.example"})
    assert stranger.status_code == 204 and "Access-Control-Allow-Origin" not in stranger


# what does not


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sent",
    [
        {"origin": None},
        {"origin": "null"},
        {"origin": "https://evil.example"},
        {"origin": "http://testserver.evil.example"},
        {"origin": "http://testserver:81"},
        {"origin": "https://www.example.org.evil.example", "Sec_Fetch_Site": "cross-site"},
        {"origin": "testserver"},
        {"origin": "http://[broken"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "none"},
        {"origin": FRONT, "Sec_Fetch_Site": "none"},
        {"agent": "Googlebot/2.1"},
        {"agent": ""},
        {"Sec_Purpose": "prefetch"},
    ],
    ids=str,
)
def test_what_no_reader_sends_is_answered_the_same_and_not_counted(by_beacon, article, send, sent):
    answer = send(counting.page_token(article, by_beacon), **sent)
    assert (answer.status_code, answer.content) == (204, b"")
    assert not Sighting.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body",
    [b"", b"1-1", b"1-1:forged", b"\xff\xfe", b"{}", b"0-0:", b":" * 100, b"x" * 100_000, "1-1:ê".encode()],
    ids=lambda body: repr(body[:12]),
)
def test_what_is_no_token_of_ours_is_not_counted(by_beacon, article, send, body):
    assert send(body).status_code == 204
    assert not Sighting.objects.exists()


@pytest.mark.django_db
def test_a_body_is_read_no_further_than_a_token(by_beacon, article, send):
    token = counting.page_token(article, by_beacon)
    assert len(token) <= beacon.LONGEST
    send(token + " " * 1_000_000)
    assert not Sighting.objects.exists()


@pytest.mark.django_db
def test_unknown_and_unpublished_pages_are_answered_the_same(by_beacon, article, make_article, send):
    gone, draft = make_article(), make_article()
    tokens = [counting.page_token(page, by_beacon) for page in (gone, draft)]
    gone.delete()
    draft.unpublish()
    known = send(counting.page_token(article, by_beacon))
    for token in tokens:
        answer = send(token, address="198.51.100.7")
        assert answer.status_code == known.status_code
        assert dict(answer.items()) == dict(known.items())
    assert counting.visitor_count(by_beacon).own == 1


@pytest.mark.django_db
def test_a_token_of_another_key_or_use_is_not_ours(by_beacon, article, send, settings):
    from django.core.signing import Signer

    token = counting.page_token(article, by_beacon)
    send(Signer(salt="elsewhere").sign(token.rpartition(":")[0]))
    settings.SECRET_KEY = "another"
    send(token)
    assert not Sighting.objects.exists()


@pytest.mark.django_db
def test_other_methods_are_not_allowed(by_beacon, client):
    path = reverse("wagtail_district_news:count")
    assert {client.get(path).status_code, client.put(path).status_code, client.head(path).status_code} == {
        405
    }


@pytest.mark.django_db
def test_an_editor_is_not_counted(by_beacon, article, client, editor, committed):
    client.force_login(editor)
    path, token = reverse("wagtail_district_news:count"), counting.page_token(article, by_beacon)
    headers = {"Origin": ORIGIN, "User-Agent": BROWSER}
    committed(client.post, path, token, content_type="text/plain", headers=headers)
    assert not Sighting.objects.exists()


# one way alone


@pytest.mark.django_db
def test_a_page_with_a_beacon_is_not_counted_when_it_is_served(by_beacon, article, browser, committed):
    page = committed(browser.get, article.url).content.decode()
    assert counting.page_token(article, by_beacon) in page
    assert counted(article, by_beacon) == (0, 0)


@pytest.mark.django_db
def test_a_page_that_is_counted_when_served_has_no_beacon_and_takes_none(
    site, article, browser, committed, send
):
    page = committed(browser.get, article.url).content.decode()
    assert "beacon.js" not in page
    send(counting.page_token(article, site), address="198.51.100.7")
    assert counted(article, site) == (1, 1)


@pytest.mark.django_db
def test_each_site_has_its_way(configure, site, article, rf):
    configure(COUNT_BY={"localhost": "beacon"})
    assert counting.counts_by_beacon(site)
    configure(COUNT_BY={"other.example.org": "beacon"})
    assert not counting.counts_by_beacon(site)
    configure(COUNT_BY={"localhost": "server", "*": "beacon"})
    assert not counting.counts_by_beacon(site)
    assert counting.counts_by_beacon(None)


@pytest.mark.django_db
def test_the_tag_writes_one_script_without_code_in_the_page(by_beacon, article, rf):
    context = Context({"request": rf.get("/"), "page": article})
    shown = Template("{% load district_news %}{% count_beacon %}{% count_beacon %}").render(context)
    assert shown.count("<script") == 1
    assert 'data-url="/news/count/"' in shown and "defer></script>" in shown
    assert f'data-token="{counting.page_token(article, by_beacon)}"' in shown


@pytest.mark.django_db
def test_a_preview_has_no_beacon(by_beacon, article):
    assert b"beacon.js" not in article.make_preview_request().content


# abuse


def attacks(token: str, count: int, seed: int):
    """Yield bodies and headers of beacons that nobody's browser sends, and the true token again and again."""
    rng = random.Random(seed)
    letters = string.ascii_letters + string.digits + "-:_"
    for number in range(count):
        kind = number % 5
        if kind == 0:  # forged
            yield "".join(rng.choices(letters, k=rng.randrange(1, 120))), {}
        elif kind == 1:  # a true one with a page or a letter changed
            place = rng.randrange(len(token))
            changed = rng.choice([letter for letter in letters if letter != token[place]])
            yield token[:place] + changed + token[place + 1 :], {}
        elif kind == 2:  # from elsewhere
            yield token, {"origin": f"https://{rng.randrange(10**6)}.example"}
        elif kind == 3:  # malformed
            yield (
                rng.randbytes(rng.randrange(0, 2000)),
                {"origin": rng.choice([ORIGIN, "null", "\x7f", "http://["])},
            )
        else:  # replayed
            yield token, {}


def attack(send, article, site, count):
    token = counting.page_token(article, site)
    for body, sent in attacks(token, count, seed=count):
        assert send(body, **sent).status_code == 204
    # of all of them only what was replayed counts: once, as a double click of one reader does
    assert counted(article, site) == (1, 1)
    assert list(Sighting.objects.values_list("page_id", "site_id")) == [(article.pk, site.pk)] * 5
    assert not ViewCount.objects.exists()
    counting.roll_up()
    assert counted(article, site) == (1, 1)
    assert not Sighting.objects.exists() and LastSeen.objects.count() == 2
    assert ViewCount.objects.count() == 1


@pytest.mark.django_db
@long_on_postgresql
def test_thousands_of_forged_replayed_foreign_and_malformed_beacons(
    by_beacon, article, send, clock, configure
):
    configure(COUNT_BEACONS_PER_MINUTE=1_000_000)  # the bound is another test's
    attack(send, article, by_beacon, 2_000)


@pytest.mark.django_db
@pytest.mark.long
def test_a_hundred_thousand_of_them(by_beacon, article, send_to_view, browser, clock):
    attack(send_to_view, article, by_beacon, 100_000)
    assert browser.get(article.url).status_code == 200


@pytest.mark.django_db
def test_one_address_that_makes_up_browsers_is_stopped(by_beacon, article, make_article, send, configure):
    configure(COUNT_BEACONS_PER_MINUTE=10)
    token = counting.page_token(article, by_beacon)
    for number in range(30):
        assert send(token, agent=f"{BROWSER} {number}").status_code == 204
    assert counted(article, by_beacon) == (10, 10)
    send(token, address="198.51.100.7")
    assert counted(article, by_beacon) == (11, 11)
    beacon.forget_senders()  # a minute later
    send(token, agent=f"{BROWSER} 99")
    assert counted(article, by_beacon) == (12, 12)


@pytest.mark.django_db
def test_a_beacon_that_is_replayed_for_minutes_makes_few_rows_and_counts_once(
    store, by_beacon, article, send, clock
):
    token = counting.page_token(article, by_beacon)
    for _ in range(600):
        send(token)
        clock.pass_(seconds=0.3)
    assert Sighting.objects.count() == (60 if store == "database" else 0)  # 5 in 15 seconds, for 3 minutes
    assert counted(article, by_beacon) == (1, 1)
    clock.pass_(seconds=31)
    send(token)
    assert counted(article, by_beacon) == (2, 1)


@pytest.mark.django_db
def test_other_browsers_and_pages_are_no_replay(by_beacon, article, make_article, send, clock):
    other, token = make_article(), counting.page_token(article, by_beacon)
    for _ in range(20):
        send(token)
    send(token, agent=f"{BROWSER} other")
    send(counting.page_token(other, by_beacon))
    assert (counted(article, by_beacon), counting.view_count(other).own) == ((2, 2), 1)


@pytest.mark.django_db
@pytest.mark.parametrize("values", [{"COUNT_EVERYTHING": True}, {"COUNT_DOUBLE_CLICK_SECONDS": 0}], ids=str)
def test_where_there_are_no_double_clicks_every_beacon_counts(
    by_beacon, article, send, clock, configure, values
):
    configure(**values)
    for _ in range(20):
        send(counting.page_token(article, by_beacon))
        clock.pass_(seconds=0.001)
    assert counting.view_count(article).own == 20


# the numbers of the visitor counter


@pytest.mark.django_db
def test_the_numbers_of_the_visitor_counter(store, site, client, reader, committed):
    counting.set_legacy_visitor_count(site, 37_412_221, "the old portal")
    committed(counting.record_visit, site, reader())
    answer = client.get(reverse("wagtail_district_news:visitors"))
    assert json.loads(answer.content) == {"total": 37_412_222, "today": 1, "online": 1}
    assert answer["Cache-Control"] == "public, max-age=30"
    assert not answer.cookies


@pytest.mark.django_db
def test_the_numbers_where_there_is_no_site(client):
    from wagtail.models import Site

    Site.objects.all().delete()
    answer = client.get(reverse("wagtail_district_news:visitors"))
    assert json.loads(answer.content) == {"total": 0, "today": 0, "online": 0}


@pytest.mark.django_db
def test_the_visitor_counter_says_where_its_numbers_are(site, rf, reader, committed):
    committed(counting.record_visit, site, reader())
    context = Context({"request": rf.get("/")})
    shown = Template("{% load district_news %}{% visitor_counter today=True online=True %}").render(context)
    assert 'data-wdn-counter="/news/visitors/" data-wdn-least="8"' in shown
    assert "<span data-wdn-today>1</span>" in shown and "<span data-wdn-online>1</span>" in shown
    plain = Template("{% load district_news %}{% visitor_counter %}").render(
        Context({"request": rf.get("/")})
    )
    assert "data-wdn-today" not in plain and "data-wdn-online" not in plain


# settings


@pytest.mark.parametrize(
    ("values", "ids"),
    [
        ({"COUNT_STORE": "database", "COUNT_BY": "beacon"}, []),
        ({"COUNT_STORE": "memcached"}, ["E003"]),
        ({"COUNT_BY": "both"}, ["E003"]),
        ({"COUNT_BY": {"localhost": "beacon"}, "COUNT_ALLOWED_ORIGINS": [FRONT, "http://[::1]:8000"]}, []),
        ({"COUNT_ALLOWED_ORIGINS": "https://www.example.org"}, ["E003"]),
        ({"COUNT_ALLOWED_ORIGINS": ["https://www.example.org/"]}, ["E003"]),
        ({"COUNT_ALLOWED_ORIGINS": ["*"]}, ["E003"]),
        ({"COUNT_ALLOWED_ORIGINS": ["HTTPS://Example.org"]}, ["E003"]),
        ({"COUNT_ALLOWED_ORIGINS": ["https://example.org:port"]}, ["E003"]),
        ({"COUNT_STORE": "valkey"}, ["E014"]),
        ({"COUNT_STORE": "valkey", "COUNT_VALKEY_URL": "127.0.0.1:6379"}, ["E014"]),
        ({"COUNT_STORE": "valkey", "COUNT_VALKEY_URL": "redis://127.0.0.1:6379/1"}, []),
        ({"COUNT_IPV4_PREFIX": 0}, ["E003"]),
        ({"COUNT_DOUBLE_CLICK_SECONDS": -1}, ["E003"]),
    ],
    ids=str,
)
def test_the_settings_of_counting_are_checked(configure, values, ids):
    configure(**values)
    found = [message.id for message in run_checks(tags=["compatibility"]) if "wagtail_district" in message.id]
    assert found == [f"wagtail_district_news.{name}" for name in ids]


def test_valkey_without_its_client_is_said(configure, monkeypatch):
    configure(COUNT_STORE="valkey", COUNT_VALKEY_URL="redis://127.0.0.1:6379/1")
    monkeypatch.setattr("wagtail_district_news.checks.find_spec", lambda name: None)
    found = [message for message in run_checks() if message.id == "wagtail_district_news.E013"]
    assert "wagtail-district-news[valkey]" in found[0].hint


@pytest.mark.urls("django.contrib.auth.urls")
def test_a_beacon_without_an_address_is_said(configure):
    configure(COUNT_BY="beacon")
    assert "wagtail_district_news.W007" in [message.id for message in run_checks()]


# what is remembered


@pytest.mark.django_db
def test_the_sites_are_asked_for_once_a_minute(by_beacon, article, send, monkeypatch):
    token = counting.page_token(article, by_beacon)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert send(token).status_code == 204
        return sum('"hostname"' in query["sql"] for query in captured)

    asked()
    assert asked() == 0
    by_beacon.save()
    assert (asked(), asked()) == (1, 0)
    later = time.monotonic() + 60
    monkeypatch.setattr(beacon.time, "monotonic", lambda: later)
    assert asked() == 1
