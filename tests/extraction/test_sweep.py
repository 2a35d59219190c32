"""One sweep comes to what two come to, whatever the site says in the end."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.extraction.reading import ARTICLE, document
from wagtail_district_news.extraction import jsonl, sweep
from wagtail_district_news.extraction.extract import extract_page, finished, survey
from wagtail_district_news.extraction.profile import parse_profile
from wagtail_district_news.extraction.sources import open_source
from wagtail_district_news.extraction.sweep import Drafting, Sketch, Sketches, sketch

PROFILE = parse_profile(ARTICLE + "[template.date]\nselect = ['.d']\n")
ICON = "<img src=/icon.gif>"


def mirror(folder, count=9):
    """Pages that share an icon from the third on, a line that recurs, and dates that prove their order late."""
    for number in range(count):
        icon = ICON if number > 2 else "<img src=/own.jpg>"
        head = f"<h1>T{number}</h1><b class=d>0{number + 1}/02/2013</b>"
        markup = f"<p>Said on every page.</p><p>Only here {number}.</p>{head}"
        (folder / f"{number}.html").write_text(f"{markup}<main><p>Body {number}.</p>{icon}</main>")
    (folder / "last.html").write_text("<h1>T</h1><b class=d>12/25/2013</b><main>x</main>")
    (folder / "empty.html").write_text("")
    (folder / "none.html").write_text("no markup at all")
    return folder


def read(folder, output, verify=False, jobs=1):
    log = io.StringIO()
    with open_source(folder) as source:
        failed = jsonl.write(source, PROFILE, "", output, log, jobs, verify)
    lines = log.getvalue().split("counted again")[0].split("\n")
    return failed, output.read_text(), [line for line in lines if "not known" not in line][:12]


@pytest.mark.parametrize("jobs", [1, pytest.param(2, marks=pytest.mark.long)])
def test_one_sweep_comes_to_what_two_come_to(tmp_path, jobs):
    (tmp_path / "site").mkdir()
    mirror(tmp_path / "site")
    one = read(tmp_path / "site", tmp_path / "one.jsonl", jobs=jobs)
    two = read(tmp_path / "site", tmp_path / "two.jsonl", verify=True)
    assert one == two and one[0] == 1
    pages = {page["file"]: page for page in map(json.loads, one[1].splitlines())}
    assert pages["3.html"]["images"][0]["decorative"] and not pages["1.html"]["images"][0]["decorative"]
    assert pages["0.html"]["accounting"]["lost_words"] == ["Only", "here", "0"]
    assert pages["1.html"]["published_at"].startswith("2013-02-02")


def test_only_pages_that_took_a_picture_for_another_kind_are_read_again(tmp_path, monkeypatch):
    (tmp_path / "site").mkdir()
    mirror(tmp_path / "site", 12)
    again = []
    monkeypatch.setattr(
        jsonl, "read_one", lambda task, thing: again.append(thing[0].path) or jsonl.Outcome("")
    )
    read(tmp_path / "site", tmp_path / "one.jsonl")
    assert len(again) == 5  # later ones knew


def test_a_draft_is_the_page_but_for_what_the_site_says():
    found = document("<h1>T</h1><b class=d>01/02/2013</b><main><p>Words.<img src=/a.jpg></main><p>Rest")
    seen, one = sketch(Drafting(PROFILE, survey([], PROFILE).pictures), found)
    known = survey([found], PROFILE)
    assert finished(one.draft, found.url, known) == extract_page(found, PROFILE, known)
    assert one.holds(known) and [said for _, said in one.decorative] == [False]
    assert (seen.path, seen.date, seen.template, len(seen.blocks)) == ("a.html", "01/02/2013", "article", 1)
    for _ in range(5):
        known.pictures.add_page([key for key, _ in one.decorative])
    assert not one.holds(known)


def test_what_cannot_be_read_has_no_draft():
    drafting = Drafting(PROFILE, survey([], PROFILE).pictures)
    assert sketch(drafting, document(" ")) == (None, Sketch("a.html", empty=True))
    seen, one = sketch(drafting, document("no markup"))
    assert seen is None and one.failed and not one.empty


@pytest.mark.parametrize("room", [0, 3_000, 10**9])
def test_sketches_come_back_in_order_from_memory_and_from_the_file(monkeypatch, room):
    monkeypatch.setattr(sweep, "IN_MEMORY", room)
    _, one = sketch(
        Drafting(PROFILE, survey([], PROFILE).pictures), document("<h1>T</h1><main><p>Words.</main>")
    )
    given = [replace(one, path=str(number), decorative=((b"k", True),)) for number in range(9)]
    with Sketches() as sketches:
        assert list(sketches) == []
        for one in given:
            sketches.add(one)
        assert list(sketches) == given == list(sketches)
        assert sketches._others.seek(0, 2) == 0 or room < 10**9
    assert replace(given[0], path="1", decorative=given[1].decorative) == given[1]


def test_the_collector_is_as_it_was(tmp_path):
    import gc

    before = gc.get_threshold()
    (tmp_path / "site").mkdir()
    mirror(tmp_path / "site", 3)
    read(tmp_path / "site", tmp_path / "one.jsonl")
    assert gc.get_threshold() == before and gc.get_freeze_count() == 0


def test_a_page_that_is_gone_by_the_second_look_has_failed(tmp_path, monkeypatch):
    (tmp_path / "site").mkdir()
    mirror(tmp_path / "site")
    holds = Sketch.holds

    def gone(self, known):
        if self.path == "3.html":
            Path(tmp_path / "site" / "3.html").unlink()
            return False
        return holds(self, known)

    monkeypatch.setattr(Sketch, "holds", gone)
    failed, text, _ = read(tmp_path / "site", tmp_path / "one.jsonl")
    assert failed == 2 and '"3.html"' not in text
