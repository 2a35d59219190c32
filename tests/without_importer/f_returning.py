"""The importer's line is put back after editors changed and deleted: run with the settings of before."""

from __future__ import annotations

import os
import re

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import Page

from tests.without_importer.d_commands import IMPORTER, called
from wagtail_district_news.models import ArticlePage, LegacyAddress

MIRROR = os.environ.get("MIRROR", "").split("\n")
DROPPED = os.environ.get("DROPPED") == "1"


def imported(*arguments):
    """Run the import again and return how many pages ended how, as the summary says it."""
    said = called("import_legacy_news", *MIRROR, *arguments)
    return dict(re.findall(r"^ +(new|updated|unchanged|skipped|failed) +(\d+)", said, re.MULTILINE)), said


def standing():
    return {page.pk: page.latest_revision_id for page in ArticlePage.objects.all()}


def test_migrate_brings_back_what_was_dropped_and_nothing_else():
    said = called("migrate", no_color=True)
    assert (f"Applying {IMPORTER}.0001_initial... OK" in said) == DROPPED
    assert ContentType.objects.filter(app_label=IMPORTER, model="importrecord").exists()
    assert "no issues" in called("check")


@pytest.mark.parametrize("name", ["runs", "records", "runs_results", "records_results"])
def test_the_reports_open_although_pages_and_people_are_gone(chief, name):
    address = reverse(f"{IMPORTER}:{name}")
    for query in ("", "?export=csv", "?export=xlsx"):
        response = chief.get(address + query)
        assert response.status_code == 200
        if response.streaming:
            assert b"".join(response.streaming_content)


def test_a_dry_run_changes_nothing():
    before = standing()
    counts, _said = imported("--dry-run")
    assert standing() == before and sum(map(int, counts.values())) > len(before)


def test_a_run_recognises_every_page_and_touches_none(noted):
    before, copies = standing(), ArticlePage.objects.exclude(pk__in=noted["pages"]).count()
    gone = noted["pages"].keys() - before.keys()
    counts, said = imported()
    after = standing()
    assert {pk: after[pk] for pk in before} == before
    assert counts["updated"] == counts["failed"] == "0"
    kept = LegacyAddress.objects.filter(gone=True, page=None).count()
    brought_back = (
        len(gone) - kept if DROPPED else 0
    )  # without the ledger nobody knows of them, but for the 410
    assert counts["new"] == str(brought_back), said
    assert len(after) == len(noted["pages"]) - len(gone) + brought_back + copies
    assert not any(Page.find_problems())
    again, _said = imported()
    assert (again["new"], again["updated"], again["failed"]) == ("0", "0", "0") and standing() == after


def test_what_editors_deleted_comes_back_when_asked(noted):
    before = standing()
    counts, said = imported("--recreate")
    assert counts["failed"] == "0" and {pk: standing()[pk] for pk in before} == before, said
    assert len(standing()) == len(before) + int(counts["new"]) and int(counts["new"])
    originals = ArticlePage.objects.exclude(slug__in=["ban-sao", "bi-danh"]).count()
    assert originals == len(noted["pages"])


def test_the_invariants_hold():
    from wagtail_district_news.importer.invariants import find_violations

    called("rebuild_references_index")  # Wagtail's bulk move into a collection does not keep it
    assert list(find_violations()) == []
