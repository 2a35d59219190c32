"""What a run keeps of its outcomes: all of them, in order, in little memory, and a few of each sort."""

from __future__ import annotations

import errno
import gc
import random

import pytest

from wagtail_district_news.extraction.documents import Accounting, Issue
from wagtail_district_news.extraction.messages import render, say_many
from wagtail_district_news.importer.messages import say
from wagtail_district_news.importer.options import Outcome
from wagtail_district_news.importer.outcomes import IN_MEMORY, NAMED, Named, Outcomes


def outcome(number=0, lost=0, size=0):
    return Outcome(
        "new",
        f"trang-{number}\udcff.html",
        title=f"Tựa\u2028{number}",
        kind="article",
        address=f"http://portal.example/{number}",
        reason=say("deeper than %(count)s levels", count=number),
        code="x",
        page_id=number,
        page_url=f"/{number}/",
        issues=(Issue("a", say_many("%(count)s word", "%(count)s words", number), True, "x" * size),),
        words=Accounting(1, 2, lost, ("từ",) * lost),
    )


def test_what_is_kept_comes_back_as_it_was():
    kept = Outcomes()
    wanted = [outcome(number, lost=number) for number in range(5)]
    for each in wanted:
        kept.append(each)
    assert list(kept) == wanted and len(kept) == 5
    last = list(kept)[-1]
    assert last.reason.values == {"count": 4} and last.issues[0].message.plural == "%(count)s words"
    assert render(last.issues[0].message, "vi") == render(wanted[-1].issues[0].message, "vi")


def test_reading_and_adding_do_not_meet():
    kept = Outcomes()
    kept.append(outcome(0))
    found = []
    for each in kept:
        found.append(each.page_id)
        if len(found) < 4:
            kept.append(outcome(len(found)))
    assert found == [0, 1, 2, 3] == [each.page_id for each in kept]


def test_many_large_ones_lie_on_the_disk_and_are_gone_with_the_run():
    kept = Outcomes()
    for number in range(IN_MEMORY // 400 + 1):
        kept.append(outcome(number, size=400))
    file = kept._file
    assert file._rolled and [each.page_id for each in kept] == list(range(len(kept)))
    del kept
    gc.collect()
    assert file.closed


def test_a_full_disk_ends_no_run(monkeypatch):
    kept = Outcomes()
    kept.append(outcome(0))

    class Full:
        def __getattr__(self, name):
            return getattr(file, name)

        def write(self, line):
            file.write(line[:10])
            raise OSError(errno.ENOSPC, "No space left on device")

    file, kept._file = kept._file, Full()
    kept.append(outcome(1))
    kept._file = file  # there is room again: the order stays
    kept.append(outcome(2))
    assert [each.page_id for each in kept] == [0, 1, 2] == [each.page_id for each in kept]


@pytest.mark.parametrize("order", [None, lambda each: -each.words.lost])
def test_the_first_of_a_sort_are_named_and_all_are_counted(order):
    named, drawn = Named(order), random.Random(4)
    wanted = [outcome(number, lost=drawn.randrange(50)) for number in range(60)]
    for each in wanted:
        named.add(each)
    assert named.count == 60
    assert named.first == (sorted(wanted, key=order) if order else wanted)[:NAMED]
