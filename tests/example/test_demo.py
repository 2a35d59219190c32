"""The demo: what it made against what the old portal held, and that it may be run again."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter

import pytest

from example_site.legacy_portal.model import HOST

OTHER_NEWS = "Tin khác"  # where the demo puts what the old portal filed under Root


@pytest.fixture(scope="module")
def read(demo) -> list[dict]:
    """The truth about every article and notice of the portal that the demo imported."""
    truth = json.loads((demo.data / "legacy-portal" / "truth.json").read_text(encoding="utf-8"))
    return [page for page in truth["pages"] if page["kind"] in ("article", "notice")]


def words(text: str) -> Counter:
    return Counter(re.findall(r"\w+", text))


def test_every_article_and_notice_is_a_live_page(read, imported):
    assert set(imported) == {page["address"] for page in read}
    assert all(page["live"] for page in imported.values())


@pytest.mark.parametrize("name", ["title", "category", "published_at"])
def test_what_was_shown(read, imported, name):
    wrong = {}
    for page in read:
        wanted, got = page[name], imported[page["address"]][name]
        if name == "title" and "no title" in page["traps"]:
            wanted = page["lead"]  # the first words stand in
        elif name == "title" and "long title" in page["traps"]:
            wanted, got = wanted[:200], got[:200]
        elif name == "category" and wanted == "Root":
            wanted = OTHER_NEWS
        if wanted != got:
            wrong[page["address"]] = (wanted, got)
    assert wrong == {}


def test_views_of_the_old_portal(read, imported):
    wrong = {
        page["address"]: (page["view_count"], imported[page["address"]]["legacy_views"])
        for page in read
        if (page["view_count"] or 0) != imported[page["address"]]["legacy_views"]
    }
    assert wrong == {}


def test_no_word_is_lost_and_none_is_added(read, imported):
    lost, added = {}, {}
    for page in read:
        wanted = words(f"{page['lead']} {page['body_text']}")
        if page["kind"] == "notice":  # the words of a link to a document may become the document's title
            wanted -= words(" ".join(paper["title"] for paper in page["attachments"]))
        got = words(imported[page["address"]]["text"])
        if missing := wanted - got:
            lost[page["address"]] = dict(missing)
        explained = {"long title", "lost picture"} & set(page["traps"])  # said in the body besides
        if page["kind"] == "article" and not explained and got - wanted:
            added[page["address"]] = dict(got - wanted)
    assert (lost, added) == ({}, {})


def test_pictures_with_their_captions(demo, read, imported):
    wrong = {}
    for page in read:
        held = [image for image in page["images"] if image["file"] or image["inline"]]
        wanted = [(_digest(demo, image["file"]), image["caption"]) for image in held]
        got = [(image["sha256"], image["caption"]) for image in imported[page["address"]]["images"]]
        same = len(wanted) == len(got) and all(
            caption == other and digest in (None, stored)
            for (digest, caption), (stored, other) in zip(wanted, got, strict=True)
        )
        if not same:
            wrong[page["address"]] = (wanted, got)
    assert wrong == {}


def test_documents(demo, read, imported):
    wrong = {}
    for page in read:
        wanted = sorted(_digest(demo, paper["file"]) for paper in page["attachments"] if paper["stored"])
        if wanted != imported[page["address"]]["documents"]:
            wrong[page["address"]] = (wanted, imported[page["address"]]["documents"])
    assert wrong == {}


def _digest(demo, file: str | None) -> str | None:
    if file is None:
        return None
    return hashlib.sha256((demo.data / "legacy-portal" / "mirror" / HOST / file).read_bytes()).hexdigest()


def test_the_first_run_says_what_it_did_and_where_to_go(demo):
    assert "Nothing changed" not in demo.printed
    for said in ("205 pages written", "37,412,221", "http://localhost/admin/", "user admin, password "):
        assert said in demo.printed, said
    assert "import-report.json" in demo.printed
    report = json.loads((demo.data / "import-report.json").read_text(encoding="utf-8"))
    assert report


def test_a_second_run_changes_nothing(demo, imported):
    before = _revisions(demo)
    printed = demo.manage("demo", "--address", "http://localhost")
    assert "Nothing changed" in printed
    assert re.search(r"new +0\b", printed) and re.search(r"updated +0\b", printed)
    assert re.search(r"unchanged +205\b", printed)
    assert _revisions(demo) == before


def _revisions(demo) -> str:
    count = "from wagtail.models import Page, Revision; print(Page.objects.count(), Revision.objects.count())"
    return demo.manage("shell", "--verbosity", "0", "--command", count)
