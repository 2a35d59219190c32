"""What the counting bench lets processes do on a site: `python -m benchmarks.counting_work WHAT ARGUMENTS`.

Each prints one line of JSON. The requests are a reader's: a browser, an address of its own each time.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import time

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.contrib.auth.models import AnonymousUser  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.handlers.wsgi import WSGIRequest  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.db.models import Sum  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from wagtail.models import Site  # noqa: E402

from benchmarks.counting_load import BROWSER, address  # noqa: E402
from wagtail_district_news import counting  # noqa: E402
from wagtail_district_news.counting import schedule, tables  # noqa: E402
from wagtail_district_news.models import ArticlePage, DailyViewCount, Sighting, ViewCount  # noqa: E402

WARM = 5  # views of a process before its time is taken


def the_article():
    """The article of the demo that the old portal had shown 2275 times."""
    return ArticlePage.objects.get(pk=ViewCount.objects.get(legacy_count=2275).page_id)


def page() -> dict:
    """Where the article is, and what it costs in queries once everything is remembered."""
    article, client = the_article(), Client(headers={"User-Agent": BROWSER})
    for number in range(3):
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(article.url, headers={"X-Forwarded-For": address(number)})
        assert answer.status_code == 200, answer.status_code
    texts = {"title": article.title, "bytes": len(answer.content)}
    return {"path": article.url, "pk": article.pk, "queries": len(captured), **texts}


def token() -> dict:
    """What a browser sends to have the article counted: our beacon's body, or the peer's form."""
    article = the_article()
    if apps.is_installed("hitcount"):
        from hitcount.utils import get_hitcount_model

        return {"body": f"hitcountPK={get_hitcount_model().objects.get_for_object(article).pk}"}
    return {"body": counting.page_token(article, Site.objects.get(is_default_site=True))}


def hits(pk: str) -> dict:
    """What the peer has counted of an article."""
    return {"shown": _shown(int(pk), "peer")}


def totals(pk: str) -> dict:
    """What is counted of an article: shown, and as the days and what waits have it."""
    days = DailyViewCount.objects.filter(page=pk).aggregate(sum=Sum("count"))["sum"] or 0
    own = counting.view_counts([int(pk)]).get(int(pk), counting.ViewTotals()).own
    return {"shown": own, "days and waiting": days + counting.waiting_views().get(int(pk), 0)}


# one hot article, many processes


def hot(processes: str, seconds: str, counter: str) -> dict:
    """Let processes count views of one article for some seconds, each with its own connection."""
    pk = the_article().pk
    before = _shown(pk, counter)
    connections.close_all()
    together = multiprocessing.get_context("fork").Barrier(int(processes))
    pipes = [
        _fork(_count_for, number, pk, together, float(seconds), counter) for number in range(int(processes))
    ]
    done = [json.loads(os.fdopen(pipe).read()) for pipe in pipes]
    for _ in pipes:
        assert os.waitstatus_to_exitcode(os.wait()[1]) == 0
    rate = sum(count / took for count, took in done)
    sent = sum(count for count, _ in done) + WARM * len(done)
    return {"rate": rate, "sent": sent, "counted": _shown(pk, counter) - before}


def _fork(work, *arguments) -> int:
    """Return the pipe that a child writes what it did to, as JSON."""
    ours, theirs = os.pipe()
    if os.fork() == 0:
        os.close(ours)
        code = 1
        try:
            os.write(theirs, json.dumps(work(*arguments)).encode())
            code = 0
        finally:
            os._exit(code)
    os.close(theirs)
    return ours


def _count_for(number: int, pk: int, together, seconds: float, counter: str) -> tuple[int, float]:
    """Count once everything is imported, compiled and connected; return how many, and the seconds they took."""
    article, environ = ArticlePage.objects.get(pk=pk), _environ()
    count, site = _counter(counter), Site.objects.get(is_default_site=True)
    run = int(time.time()) % 200 << 24  # another visitor each time, in each round too
    request = _request(environ, site, "")  # one for all: to make it is the server's work

    def read(done: int) -> None:
        request.META["HTTP_X_FORWARDED_FOR"] = address(run + (number << 19) + done)
        count(request, article)

    for done in range(WARM):
        read(done)
    together.wait()
    start, done = time.perf_counter(), WARM
    while time.perf_counter() < start + seconds:
        read(done)
        done += 1
    return done - WARM, time.perf_counter() - start


def _environ() -> dict:
    """What a server hands to Django of a reader's request, but for the address."""
    return RequestFactory(headers={"User-Agent": BROWSER}).get("/").environ


def _request(environ: dict, site, visitor: str):
    """A request as Wagtail leaves it once it has found the page: it remembers the site."""
    request = WSGIRequest({**environ, "HTTP_X_FORWARDED_FOR": visitor})
    request._wagtail_site = site
    return request


def _counter(name: str):
    if name == "ours":
        return _count_ours
    if name == "insert":
        return _insert_only
    from benchmarks.counting_peers import hit

    def count(request, article):
        request.session, request.user = SessionStore(), AnonymousUser()
        assert hit(request, article)

    return count


def _count_ours(request, article) -> None:
    assert counting.record_page(article, request)
    schedule.roll_up_if_due()  # as after each answer


def _insert_only(request, article) -> None:
    """What no counter in the database can be quicker than: its row, by the driver itself, and nothing else."""
    visitor = hash(request.META["HTTP_X_FORWARDED_FOR"])
    tables.append(
        "INSERT INTO wagtail_district_news_sighting (page_id, site_id, visitor, day, seen_at) "
        "VALUES (%s, %s, %s, %s, %s)",
        (article.pk, 1, visitor, "2026-01-01", 0),
        wait_for_disk=False,
    )


def _shown(pk: int, counter: str) -> int:
    if counter == "insert":
        return Sighting.objects.filter(page_id=pk).count()
    if counter == "ours":
        return counting.view_counts([pk]).get(pk, counting.ViewTotals()).own
    from hitcount.models import HitCount

    return sum(HitCount.objects.filter(object_pk=pk).values_list("hits", flat=True))


# many pages, many past views


def grow(pages: str, views: str) -> dict:
    """Fill up to a number of articles, as rows of the tree, and of past views in days and totals."""
    article = the_article()
    _copy_rows(article, int(pages) - ArticlePage.objects.count())
    if int(views):
        _past_views(int(views))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    shown = DailyViewCount.objects.aggregate(sum=Sum("count"))["sum"] or 0
    return {"pages": ArticlePage.objects.count(), "views": shown}


def _copy_rows(article, count: int) -> None:
    """Copy an article's row and its page's `count` times, below a branch of the tree of their own."""
    from wagtail.models import Page

    last = Page.objects.order_by("-pk").values_list("pk", flat=True)[0]
    parent = article.get_parent()
    numbers = f"generate_series(1, {count}) AS n"
    changed = {
        Page: {
            "id": f"{last} + n",
            "path": f"'{parent.path}' || {_step(Page)}",
            "slug": "'copy-' || n",
            "url_path": f"'{parent.url_path}copy-' || n || '/'",
            "translation_key": "gen_random_uuid()",
            "live_revision_id": "NULL",
            "latest_revision_id": "NULL",
        },
        ArticlePage: {"page_ptr_id": f"{last} + n"},
    }
    with connection.cursor() as cursor:
        for model, values in changed.items():
            columns = [one.column for one in model._meta.local_concrete_fields]
            picked = ", ".join(values.get(name, f't."{name}"') for name in columns)
            names = ", ".join(f'"{name}"' for name in columns)
            key = model._meta.pk.column
            cursor.execute(
                f'INSERT INTO "{model._meta.db_table}" ({names}) SELECT {picked} '
                f'FROM "{model._meta.db_table}" t, {numbers} WHERE t."{key}" = %s',
                [article.pk],
            )


def _step(page) -> str:
    """Return the last step of the path of the n-th copy, in SQL, beyond those that the tree has."""
    base = len(page.alphabet)
    first = base ** (page.steplen - 1)
    places = (
        f"substr('{page.alphabet}', 1 + mod((n + {first}) / {base**place}, {base}), 1)"
        for place in reversed(range(page.steplen))
    )
    return " || ".join(places)


def _past_views(views: int, days: int = 10) -> None:
    """Spread past views over the last days of every article, and sum them up in the totals."""
    articles = ArticlePage.objects.count()
    count = -(-views // (articles * days))
    daily, totals = DailyViewCount._meta.db_table, ViewCount._meta.db_table
    table = ArticlePage._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {daily} (page_id, day, count) SELECT page_ptr_id, CURRENT_DATE - n, {count} "
            f"FROM {table}, generate_series(1, {days}) AS n ON CONFLICT DO NOTHING"
        )
        cursor.execute(
            f"INSERT INTO {totals} (page_id, own_count, legacy_count, legacy_source) "
            f"SELECT page_id, SUM(count), 0, '' FROM {daily} GROUP BY page_id "
            "ON CONFLICT (page_id) DO UPDATE SET own_count = EXCLUDED.own_count"
        )


def cost(views: str) -> dict:
    """What a view costs, counted and rolled up, on a thousand articles in turn: seconds."""
    some = list(ArticlePage.objects.order_by("?")[:1000])
    environ, site = _environ(), Site.objects.get(is_default_site=True)
    base = int(time.time()) % 4096 << 20

    def read(numbers: range) -> None:
        for number in numbers:
            counting.record_page(some[number % len(some)], _request(environ, site, address(base + number)))
            schedule.roll_up_if_due()
        counting.roll_up()

    read(range(200))  # what is imported, compiled and connected once
    start = time.perf_counter()
    read(range(200, 200 + int(views)))
    return {"seconds": (time.perf_counter() - start) / int(views)}


WORK = {work.__name__: work for work in (page, token, hits, totals, hot, grow, cost)}

if __name__ == "__main__":
    print(json.dumps(WORK[sys.argv[1]](*sys.argv[2:])))
