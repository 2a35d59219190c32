"""Forks processes that read one article as distinct visitors, kills some, and prints what was counted, as JSON.

Arguments: how many processes, how many pages each reads, how many are killed.
"""

import json
import os
import random
import signal
import sys
import time
from functools import partial

import django

django.setup()

from django.db import connections  # noqa: E402
from django.db.models import Sum  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402

from tests.conftest import BROWSER  # noqa: E402
from wagtail_district_news import counting  # noqa: E402
from wagtail_district_news.counting import schedule  # noqa: E402
from wagtail_district_news.models import (  # noqa: E402
    ArticlePage,
    DailyViewCount,
    DailyVisitorCount,
    Sighting,
    ViewCount,
)


def make_site() -> int:
    article = Page.objects.get(depth=1).add_child(instance=ArticlePage(title="Hot", slug="hot"))
    site = {"hostname": "testserver", "root_page": article}
    Site.objects.update_or_create(is_default_site=True, defaults=site)
    return article.pk


def read(number: int, pages: int, pk: int, pipe: int) -> None:
    article = ArticlePage.objects.get(pk=pk)
    requests = RequestFactory(headers={"User-Agent": BROWSER})
    for page in range(pages):
        request = requests.get("/", REMOTE_ADDR=f"10.{number}.{page >> 8}.{page & 255}")
        counting.record_page(article, request)
        os.write(pipe, b".")  # the answer is out
        if number % 3 == 0 and page % 7 == 0:
            counting.roll_up()
        if number % 3 == 1:
            schedule.roll_up_if_due()  # as after each answer


def fork(work) -> tuple[int, int]:
    """Return the pid of a process that works, and the pipe that it writes to."""
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(ours)
        code = 1
        try:
            work(theirs)
            code = 0
        finally:
            os._exit(code)
    os.close(theirs)
    return pid, ours


def answers_of(started, killed) -> int:
    """Kill some, let the others end, and return how many answers went out."""
    answers = 0
    for pid, pipe in killed:
        answers += len(os.read(pipe, 1))  # it is at work
        time.sleep(0.05)
        os.kill(pid, signal.SIGKILL)
    for pid, pipe in started:
        while some := os.read(pipe, 65536):
            answers += len(some)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        assert code == (-signal.SIGKILL if (pid, pipe) in killed else 0), code
    return answers


def state() -> dict:
    article, site = ArticlePage.objects.get(), Site.objects.get()
    waiting = counting.waiting_views().get(article.pk, 0)
    days = DailyViewCount.objects.aggregate(sum=Sum("count"))["sum"] or 0
    before = {
        "views": counting.view_count(article).own,
        "days and waiting": days + waiting,
        "visits": counting.visitor_count(site).own,
    }
    counting.roll_up()
    counting.roll_up()
    return before | {
        "rolled up": counting.view_count(article).own,
        "rows": DailyViewCount.objects.count(),
        "days": DailyViewCount.objects.aggregate(sum=Sum("count"))["sum"],
        "own_count": ViewCount.objects.get().own_count,
        "visit days": DailyVisitorCount.objects.aggregate(sum=Sum("count"))["sum"],
        "waiting": Sighting.objects.count(),
    }


def main(workers: int, pages: int, kill: int) -> None:
    pk = make_site()
    connections.close_all()  # no connection is shared
    started = [fork(partial(read, number, pages, pk)) for number in range(workers)]
    answers = answers_of(started, random.Random(workers).sample(started, kill))
    print(json.dumps({"answers": answers} | state()))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
