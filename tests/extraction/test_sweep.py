"""One sweep comes to what two come to, whatever the site says in the end."""

import io
import json
from dataclasses import replace

import pytest

from tests.extraction.reading import ARTICLE, document
from wagtail_district_news.extraction import jsonl, sweep
from wagtail_district_news.extraction.extract import extract_page, finished, survey
from wagtail_district_news.extraction.profile import parse_profile
from wagtail_district_news.extraction.reading import read as reading
from wagtail_district_news.extraction.sources import open_source
from wagtail_district_news.extraction.survey import picture_key
from wagtail_district_news.extraction.sweep import Sketch, Sketches, sketch
from wagtail_district_news.extraction.texts import pictures

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


def test_no_page_is_read_twice_whatever_recurs(tmp_path, monkeypatch):
    (tmp_path / "site").mkdir()
    mirror(tmp_path / "site", 12)
    reads = []
    monkeypatch.setattr(
        sweep,
        "read",
        lambda found, *rest, **named: reads.append(found.path) or reading(found, *rest, **named),
    )
    monkeypatch.setattr(jsonl, "read_one", lambda task, thing: pytest.fail(thing[0].path))
    _, lines, _ = read(tmp_path / "site", tmp_path / "one.jsonl")
    pages = {page["file"]: page for page in map(json.loads, lines.splitlines())}
    assert sorted(reads) == sorted({*pages, "none.html"})
    decorative = {path: page["images"][0]["decorative"] for path, page in pages.items() if page["images"]}
    assert decorative == {f"{number}.html": number > 2 for number in range(12)}


def test_a_picture_that_recurs_is_decorative_in_a_gallery_too():
    row = "<div><img src=/icon.gif><img src=/own.jpg></div><p><i>Both.</i></p>"
    found = document(f"<h1>T</h1><main><p>Words.</p>{row}<p>More.</p><img src=/other.jpg></main>")
    known = survey([found], PROFILE)
    before = extract_page(found, PROFILE, known)
    for _ in range(5):
        known.pictures.add_page([picture_key("/icon.gif")])
    after = extract_page(found, PROFILE, known)
    assert [type(element).__name__ for element in after.body].count("Gallery") == 1
    assert [(image.src, image.decorative) for image in pictures(after.body)] == [
        ("/icon.gif", True), ("/own.jpg", False), ("/other.jpg", False),
    ]  # fmt: skip
    assert replace(after, body=()) == replace(before, body=())
    assert not any(image.decorative for image in pictures(before.body))


def test_a_draft_is_the_page_but_for_what_the_site_says():
    found = document("<h1>T</h1><b class=d>01/02/2013</b><main><p>Words.<img src=/a.jpg></main><p>Rest")
    seen, one = sketch(PROFILE, found)
    known = survey([found], PROFILE)
    assert finished(one.draft, found.url, known) == extract_page(found, PROFILE, known)
    assert (seen.path, seen.date, seen.template, len(seen.blocks)) == ("a.html", "01/02/2013", "article", 1)


def test_what_cannot_be_read_has_no_draft():
    assert sketch(PROFILE, document(" ")) == (None, Sketch("a.html", empty=True))
    seen, one = sketch(PROFILE, document("no markup"))
    assert seen is None and one.failed and not one.empty


@pytest.mark.parametrize("room", [0, 3_000, 10**9])
def test_sketches_come_back_in_order_from_memory_and_from_the_file(monkeypatch, room):
    monkeypatch.setattr(sweep, "IN_MEMORY", room)
    _, one = sketch(PROFILE, document("<h1>T</h1><main><p>Words.</main>"))
    given = [replace(one, path=str(number), url=f"/{number}") for number in range(9)]
    with Sketches() as sketches:
        assert list(sketches) == []
        for one in given:
            sketches.add(one)
        assert list(sketches) == given == list(sketches)
        assert sketches._others.seek(0, 2) == 0 or room < 10**9
    assert replace(given[0], path="1", url="/1") == given[1]


def test_the_collector_is_as_it_was(tmp_path):
    import gc

    before = gc.get_threshold()
    (tmp_path / "site").mkdir()
    mirror(tmp_path / "site", 3)
    read(tmp_path / "site", tmp_path / "one.jsonl")
    assert gc.get_threshold() == before and gc.get_freeze_count() == 0


def test_a_page_that_is_gone_once_it_is_listed_has_failed(tmp_path):
    (tmp_path / "site").mkdir()
    mirror(tmp_path / "site")
    output = tmp_path / "one.jsonl"
    with open_source(tmp_path / "site") as source:
        assert source.count()
        (tmp_path / "site" / "3.html").unlink()
        failed = jsonl.write(source, PROFILE, "", output, io.StringIO())
    assert failed == 2 and '"3.html"' not in output.read_text()
