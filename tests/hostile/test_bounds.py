"""What a hostile page costs: time that grows with its size and no faster, memory under a limit that kills."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.children import ROOT, Children, sqlite
from tests.hostile.pages import wrap
from tests.importer.mirror import PROFILE
from tests.marks import long_on_postgresql

# cases whose cost may grow: those that are refused by their depth cost nothing
GROWING = (
    "paragraphs", "breaks", "bold-breaks", "looks", "paragraphs-in-an-entry", "links", "script-links", "local-pictures",
    "missing-pictures", "rows-and-a-wide-one", "rows", "spans", "embeds", "documents", "attributes", "one-long-attribute",
    "one-long-word", "marks", "entities", "escaped-twice", "mojibake", "eth", "cdata", "comment", "less-than", "half-tags",
    "ampersands", "references", "surrogates", "c0-c1", "nul", "noise", "base", "canonical-nonsense", "long-links", "up",
    "archived", "data-huge", "data-broken", "dates", "date-digits", "date-hours", "views-groups", "views-many", "title-long",
    "sections-deep", "section-long", "lead-long", "plaintext", "cut-in-a-letter", "utf-7",
)  # fmt: skip
SMALL, LARGE = 1_000, 4_000
LINEAR = 9  # four times the size: linear is 4, quadratic 16
NOISE = 0.1  # seconds
# nearly as large as any page that is read; refused ones are as large as anything
VAST = {
    "paragraphs": 66_000, "breaks": 190_000, "bold-breaks": 60_000, "looks": 40_000, "paragraphs-in-an-entry": 66_000,
    "script-links": 90_000, "local-pictures": 190_000, "missing-pictures": 190_000, "rows-and-a-wide-one": 30_000,
    "rows": 30_000, "embeds": 90_000, "documents": 90_000, "attributes": 1_000_000, "one-long-attribute": 170_000,
    "one-long-word": 190_000, "marks": 4_000_000, "entities": 1_000_000, "cdata": 6_000_000, "less-than": 19_000_000,
    "references": 200_000, "noise": 50_000_000, "data-huge": 19_000, "title-long": 900_000, "lead-long": 4_000_000,
    "date-hours": 1_900_000, "views-many": 2_700_000, "section-long": 19_000_000, "sections-deep": 2_000_000,
    "white": 12_000_000, "only-nul": 50_000_000, "divs": 10_000_000, "tables": 3_000_000, "too-many-tags": 5_000_000,
}  # fmt: skip


def measured(limit: int, *wanted: str, seconds: int = 200) -> list[dict]:
    command = [sys.executable, "-m", "tests.hostile.measure", str(limit), *wanted]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=seconds)
    assert done.returncode == 0, (wanted, done.stderr[-1500:])
    return [json.loads(line) for line in done.stdout.splitlines()]


@long_on_postgresql
def test_time_grows_with_the_size_and_no_faster():
    found = measured(2_000, *(f"{case}={SMALL},{LARGE}" for case in GROWING), seconds=500)
    assert len(found) == len(GROWING)
    slow = {
        each["case"]: each["seconds"]
        for each in found
        if each["seconds"][1] > LINEAR * each["seconds"][0] + NOISE
    }
    assert not slow, slow


@pytest.mark.long
@pytest.mark.parametrize("case", VAST)
def test_the_largest_of_each(case):
    """As large as is read, or larger: in a minute or two, and in two gigabytes."""
    (found,) = measured(2_500, f"{case}={VAST[case]}", seconds=400)
    print(found)
    assert found["ends"][0]


@pytest.mark.long
def test_the_memory_of_a_run_does_not_grow_with_its_pages(tmp_path):
    """Ten thousand hostile pages take hardly more memory than two thousand."""
    children = Children(tmp_path, sqlite(tmp_path / "site.sqlite3"), "tests.hostile.child_settings")
    children.call("-m", "django", "migrate", "-v0")
    home = json.loads(children.call("-m", "tests.hostile.written", "site"))["home"]
    (tmp_path / "portal.toml").write_text(PROFILE, "utf-8")
    peaks = {}
    for count in (2_000, 10_000):
        folder = _many(tmp_path / str(count), count)
        run = children.start("-m", "tests.hostile.run", str(folder), str(home), str(tmp_path / "portal.toml"))
        out, err = run.communicate(timeout=3_000)
        assert run.returncode == 0, err[-2000:]
        peaks[count] = json.loads(out.splitlines()[-1])["megabytes"]
    print(peaks)
    assert peaks[10_000] < peaks[2_000] * 1.5 + 40, peaks


def _many(folder, count):
    """A mirror of so many pages, each with words, addresses and issues of its own."""
    site = folder / "portal.example"
    site.mkdir(parents=True)
    for number in range(count):
        own = f"trang{number}x" * 30
        parts = "".join(
            f'<a href="javascript:{own}{each}">y</a><img src="file:///{own}{each}">' for each in range(20)
        )
        page = wrap(
            f"<p>{own}</p>{parts}".encode(),
            head=f'<link rel=canonical href="http://host{number}.example/{own}">'.encode(),
            title=(own * 20).encode(),
            lead=(own * 50).encode(),
            date=f"01/10/2018 {own}".encode(),
        )
        (site / f"{number}.html").write_bytes(
            page.replace(b"</body>", f"<span>{own} lost </span>".encode() * 60 + b"</body>")
        )
    return folder
