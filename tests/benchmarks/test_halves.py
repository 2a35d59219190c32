"""The bench of halves: how it judges, and that a sample portal learned from a part is read as from the whole."""

import json

import pytest

from benchmarks import halves
from benchmarks.halves import Halves, broken_floors
from benchmarks.portals.press import write


def test_nothing_to_read_is_said(monkeypatch, capsys):
    monkeypatch.delenv("LEGACY_SAMPLES", raising=False)
    assert halves.main([]) == 2 and "LEGACY_SAMPLES" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("found", "broken"),
    [
        ([Halves("a", 1, 0.99, 0.986, 0.98)], 0),
        ([Halves("a", 1, 0.99, 0.982, 0.98), Halves("a", 2, 0.99, 0.99, 0.98)], 0),
        ([Halves("a", 1, 0.99, 0.98, 0.98), Halves("b", 1, 0.99, 1.0, 0.98)], 1),
        ([Halves("a", 1, 0.99, 0.99, 0.95), Halves("b", 1, 0.99, 0.99, 0.98)], 1),
        ([Halves("a", 1, 0.99, 0.9, 0.9)], 2),
    ],
)
def test_the_floors(found, broken):
    assert len(broken_floors(found)) == broken


@pytest.mark.parametrize("name", ["typo3", pytest.param("joomla", marks=pytest.mark.long)])
def test_a_portal_learned_from_a_part_is_read_like_the_whole(name, tmp_path, capsys):
    write(name, tmp_path)
    output = tmp_path / "halves.json"
    assert halves.main([str(tmp_path / name), "--seeds", "1", "--output", str(output)]) == 0
    (row,) = json.loads(output.read_text())["sites"]
    assert row["by_all"] > 0.98 and "the floors hold" in capsys.readouterr().out


def test_the_parts_share_no_page(tmp_path, monkeypatch):
    write("joomla", tmp_path)
    (site,) = halves.sites([tmp_path / "joomla"], None)
    learned, read = [], []
    monkeypatch.setattr(
        halves, "learn_site", lambda folder: learned.append(_files(folder)) or len(learned) - 1
    )
    monkeypatch.setattr(
        halves, "read_site", lambda folder, profile: read.append((profile, _files(folder))) or []
    )
    halves.measure(site, [1])
    whole, half, few = learned
    assert len(few) == 10 and len(half) == len(whole) // 2 and half < whole
    assert all(not learned[profile] & files for profile, files in read if profile)
    assert {profile: len(files) for profile, files in read[1:]} == {1: len(whole - half), 2: len(whole - few)}


def _files(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
