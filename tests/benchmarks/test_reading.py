"""The speed bench: what it sums up, what it refuses, and that it reads every page by every road."""

import json
import pickle

import pytest

from benchmarks import reading, roads
from benchmarks.portals.press import write
from benchmarks.reading import Timed, figures, holds
from benchmarks.roads import ROADS, Task
from tests.benchmarks.test_mutated import samples  # noqa: F401


def timed(name, count, **seconds):
    site = Timed(name, None, [None] * count, None)
    for road in ROADS:
        site.seconds[road] = seconds.get(road, [1.0])
    return site


def test_ratios_are_of_totals_and_of_medians():
    sites = [
        timed("large", 10, extract=[1, 2, 9], trafilatura=[20, 20, 20], beautifulsoup=[8, 8, 99], pages=[1]),
        timed("small", 2, extract=[1], trafilatura=[1], beautifulsoup=[4], pages=[0.5]),
    ]
    found = figures(sites, 12.345)
    assert found["ratios"] == {"vs_trafilatura": 7.0, "vs_beautifulsoup": 4.0}
    assert found["ratios_of_pages_alone"] == {"vs_trafilatura": 14.0, "vs_beautifulsoup": 8.0}
    assert found["learn_seconds_1000_pages"] == 12.35 or found["learn_seconds_1000_pages"] == 12.34
    assert found["milliseconds_a_page"]["large"]["extract"] == 200


@pytest.mark.parametrize(
    ("ratios", "learning", "fine"),
    [
        ((6, 3), 29, True),
        ((5.9, 3), 29, False),
        ((6, 2.9), None, False),
        ((9, 9), 31, False),
        ((9, 9), None, True),
    ],
)
def test_the_floors(ratios, learning, fine):
    names = ("vs_trafilatura", "vs_beautifulsoup")
    found = {"ratios": dict(zip(names, ratios, strict=True)), "learn_seconds_1000_pages": learning}
    assert holds(found) is fine


def run(samples, output, *arguments):  # noqa: F811
    plain = ["--samples", str(samples), "--any-pages", "--rounds", "1", "--output", str(output)]
    return reading.main([*plain, *arguments])


MEASURED = reading.measured


@pytest.fixture
def no_trafilatura(monkeypatch):
    """The peer that only the bench's own group installs is not asked."""
    answers = {"trafilatura": lambda site: (len(site.documents), 1.0)}
    monkeypatch.setattr(
        reading, "measured", lambda road, site: answers.get(road, lambda site: MEASURED(road, site))(site)
    )
    return answers


def test_a_site_is_read_by_every_road_and_the_figures_are_kept(samples, tmp_path, capsys, no_trafilatura):  # noqa: F811
    assert run(samples, tmp_path / "r.json", "--learn", "60") in (0, 1)
    kept = json.loads((tmp_path / "r.json").read_text())
    assert kept["pages"] == 28 and kept["learn_seconds_1000_pages"] > 0
    assert all(
        kept["milliseconds_a_page"]["small"][road] > 0 for road in ("extract", "pages", "beautifulsoup")
    )
    assert "small" in capsys.readouterr().out


def test_a_road_that_leaves_a_page_out_is_no_measure(samples, tmp_path, capsys, no_trafilatura):  # noqa: F811
    no_trafilatura["beautifulsoup"] = lambda site: (len(site.documents) - 1, 1.0)
    assert run(samples, tmp_path / "r.json", "--learn", "0") == 3
    assert "read 27 of 28" in capsys.readouterr().err and not (tmp_path / "r.json").exists()


def test_a_road_that_fails_is_no_measure(tmp_path):
    site = timed("empty", 0)
    site.folder, site.learned = tmp_path, tmp_path / "missing"
    with pytest.raises(reading.Unread, match="missing"):
        reading.measured("pages", site)


@pytest.fixture
def task(tmp_path):
    write("wordpress", tmp_path)
    folder = tmp_path / "wordpress" / "pages"
    with roads.open_source(folder) as source:
        learned = roads.kept(roads.Profile("nothing"), roads.survey(source, roads.Profile("nothing")))
    found = Task(folder, learned, tmp_path / "pages.jsonl")
    found.documents = found.documents[:3]
    return found


@pytest.mark.parametrize("road", ["pages", "beautifulsoup"])
def test_a_road_says_how_many_pages_it_read_and_takes_time(task, road):
    read, seconds = roads.timed(road, task)
    assert read == 3 and seconds > 0


def test_a_page_that_we_refuse_is_not_read(task, monkeypatch):
    def refuse(*arguments):
        raise roads.PageError("no")

    monkeypatch.setattr(roads, "extract_page", refuse)
    assert roads.by_pages(task) == 0


def test_what_is_learned_can_be_handed_on(task):
    profile, known = pickle.loads(task.learned)
    assert profile.name == "nothing" and known.addresses.by_folder("a/b.html") == ""


def test_nothing_to_read_is_said(tmp_path, capsys):
    assert run(tmp_path, tmp_path / "r.json") == 2
    assert "LEGACY_SAMPLES" in capsys.readouterr().err


def test_other_pages_are_refused(samples, tmp_path, capsys, no_trafilatura):  # noqa: F811
    arguments = [
        "--samples",
        str(samples),
        "--rounds",
        "1",
        "--learn",
        "0",
        "--output",
        str(tmp_path / "r.json"),
    ]
    assert reading.main(arguments) == 4
    assert "other pages" in capsys.readouterr().err and not (tmp_path / "r.json").exists()


def test_one_byte_makes_another_workload():
    sites = [timed("a", 0), timed("a", 0)]
    for site, content in zip(sites, (b"<p>x", b"<p>y"), strict=True):
        site.documents = [reading.SourceDocument("a.html", content)]
    (one, first), (other, second) = (reading.workload([site]) for site in sites)
    assert one == other == 1 and first != second


def test_what_a_process_apart_learns_is_not_kept(tmp_path):
    known = []
    assert reading.apart(lambda: known.append(1) or b"said") == b"said" and not known


def test_a_process_that_fails_is_no_measure(capfd):
    with pytest.raises(reading.Unread):
        reading.apart(lambda: 1 / 0)
    assert "ZeroDivisionError" in capfd.readouterr().err
