"""A dry run says what an import would do, and writes nothing at all."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection

from tests.importer.conftest import PDF, PlainSource, make_page, make_source, picture, stored_files
from tests.importer.test_pipeline import edit, rows, statuses
from wagtail_district_news.extraction.documents import Attachment, Figure, Image
from wagtail_district_news.extraction.parse import PageError
from wagtail_district_news.importer.models import ImportRun
from wagtail_district_news.models import ArticlePage

pytestmark = pytest.mark.django_db
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "DROP")


@pytest.fixture
def rich():
    body = (
        Figure(Image("a.png", caption="Ảnh")),
        Figure(Image("gone.png", caption="Mất")),
        Attachment("f.pdf", "Tệp"),
    )
    return PlainSource(
        {
            "a.html": make_page("a.html", body=body, category="Tin > Xã"),
            "b.html": make_page("b.html", category="Tin"),
            "index.html": make_page("index.html", kind="listing"),
            "z.html": PageError("nothing in it"),
        },
        {"a.png": picture(), "f.pdf": PDF},
    )


def test_a_plan_writes_no_row_and_no_file(dry_run, rich, own_media):
    before, collections = rows(), Collection.objects.count()
    with CaptureQueriesContext(connection) as queries:
        outcomes, _summary = dry_run(rich)
    assert len(outcomes) == 4
    assert not [each["sql"] for each in queries if each["sql"].lstrip().upper().startswith(WRITES)]
    assert rows() == before and Collection.objects.count() == collections
    assert not ImportRun.objects.exists() and stored_files(own_media) == []


def test_a_plan_says_what_the_import_then_does(dry_run, run, rich):
    planned, plan = dry_run(rich)
    done, summary = run(rich)
    assert statuses(planned) == statuses(done)
    assert [each.words for each in planned] == [each.words for each in done]
    assert [[issue.code for issue in each.issues] for each in planned] == [
        [issue.code for issue in each.issues] for each in done
    ]
    assert plan.categories_made == ["Tin", "Tin > Xã"] and summary.categories_made == ["Tin", "Xã"]
    assert (plan.images, plan.documents, plan.media_missing) == (summary.images, summary.documents, 1)
    assert plan.addresses == summary.addresses == 2


def test_a_plan_counts_the_addresses_that_the_import_then_remembers(dry_run, run):
    pages = {
        f"portal.example/{name}.html": make_page(
            f"portal.example/{name}.html", address=f"http://portal.example/{other}.html"
        )
        for name, other in ("ab", "bc", "de")
    }
    _planned, plan = dry_run(PlainSource(pages), base_url="http://portal.example/")
    _done, summary = run(PlainSource(pages), base_url="http://portal.example/")
    assert plan.addresses == summary.addresses == 5


def test_a_plan_over_an_import_tells_apart_what_stands(dry_run, run):
    source = make_source(3)
    first, _summary = run(source)
    edit(first[1].page_id, lead="mine")
    ArticlePage.objects.get(pk=first[2].page_id).delete()
    before = rows()
    assert statuses(dry_run(source)[0]) == ["unchanged", "skipped", "skipped"]
    source.version = 2
    planned, _plan = dry_run(source)
    assert [(str(each.status), each.code) for each in planned] == [
        ("updated", ""),
        ("skipped", "edited"),
        ("skipped", "deleted"),
    ]
    assert statuses(dry_run(source, recreate=True)[0]) == ["updated", "skipped", "new"]
    assert rows() == before


def test_a_plan_goes_on_after_a_bug_but_raises_when_asked(dry_run, monkeypatch):
    from wagtail_district_news.importer import plan

    def broken(*args):
        raise KeyError("surprise")

    monkeypatch.setattr(plan, "build_stream", broken)
    outcomes, _plan = dry_run(make_source(2))
    assert statuses(outcomes) == ["failed", "failed"]
    with pytest.raises(KeyError):
        dry_run(make_source(2), fail_fast=True)


def test_a_plan_keeps_to_the_limit(dry_run):
    assert len(dry_run(make_source(4), limit=2)[0]) == 2
