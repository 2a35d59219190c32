"""The speed bench: what it sums up, what it refuses, and that it reads every page by every road."""

import json

import pytest

from benchmarks import reading
from benchmarks.reading import ROADS, Timed, figures, holds
from tests.benchmarks.test_mutated import samples  # noqa: F401


def timed(name, pages, **seconds):
    site = Timed(name, [None] * pages, None, None)
    for road in ROADS:
        site.seconds[road] = seconds.get(road, [1.0])
    return site


def test_ratios_are_of_totals_and_of_medians():
    sites = [
        timed("large", 10, ours=[1, 2, 9], trafilatura=[20, 20, 20], beautifulsoup=[8, 8, 99], survey=[2]),
        timed("small", 2, ours=[1], trafilatura=[1], beautifulsoup=[4], survey=[3]),
    ]
    found = figures(sites, 12.345)
    assert found["ratios"] == {"vs_trafilatura": 7.0, "vs_beautifulsoup": 4.0}
    assert found["ratios_with_survey"] == {"vs_trafilatura": 2.62, "vs_beautifulsoup": 1.5}
    assert found["learn_seconds_1000_pages"] == 12.35 or found["learn_seconds_1000_pages"] == 12.34
    assert found["milliseconds_a_page"]["large"]["ours"] == 200


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
    return reading.main(["--samples", str(samples), "--rounds", "1", "--output", str(output), *arguments])


@pytest.fixture
def no_trafilatura(monkeypatch):
    """The peer that only the bench's own group installs is not asked."""
    monkeypatch.setitem(reading._ROADS, "trafilatura", lambda site: len(site.documents))


def test_a_site_is_read_by_every_road_and_the_figures_are_kept(samples, tmp_path, capsys, no_trafilatura):  # noqa: F811
    assert run(samples, tmp_path / "r.json", "--learn", "60") in (0, 1)
    kept = json.loads((tmp_path / "r.json").read_text())
    assert kept["pages"] == 28 and kept["learn_seconds_1000_pages"] > 0
    assert all(kept["milliseconds_a_page"]["small"][road] > 0 for road in ("ours", "survey", "beautifulsoup"))
    assert "small" in capsys.readouterr().out


def test_a_road_that_leaves_a_page_out_is_no_measure(samples, tmp_path, capsys, monkeypatch, no_trafilatura):  # noqa: F811
    monkeypatch.setitem(reading._ROADS, "beautifulsoup", lambda site: len(site.documents) - 1)
    assert run(samples, tmp_path / "r.json", "--learn", "0") == 3
    assert "read 27 of 28" in capsys.readouterr().err and not (tmp_path / "r.json").exists()


def test_a_page_that_we_refuse_is_no_measure(samples, tmp_path, monkeypatch, no_trafilatura):  # noqa: F811
    def refuse(*arguments):
        raise reading.PageError("no")

    monkeypatch.setattr(reading, "extract_page", refuse)
    assert run(samples, tmp_path / "r.json", "--learn", "0") == 3


def test_nothing_to_read_is_said(tmp_path, capsys):
    assert run(tmp_path, tmp_path / "r.json") == 2
    assert "LEGACY_SAMPLES" in capsys.readouterr().err
