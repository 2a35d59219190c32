"""Memory stays flat: ten thousand pages take no more of it than two thousand."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.portals.press import pages

ROOT = Path(__file__).parents[2]
RUN = """
import io, json, resource, sys
from pathlib import Path
from wagtail_district_news.extraction import jsonl
from wagtail_district_news.extraction.learn import learn
from wagtail_district_news.extraction.sources import open_source

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

with open_source(Path(sys.argv[1])) as source:
    profile = learn(source)
    learned = peak()
    failed = jsonl.write(source, profile, "", Path(sys.argv[2]), io.StringIO())
    print(json.dumps([source.count(), failed, learned, peak()]))
"""


def lay_out(folder, count):
    """So many pages of a portal, no two with the same words."""
    written = [page for page in pages("typo3") if page.path.endswith(".html")]
    for number in range(count):
        turn, place = divmod(number, len(written))
        page = written[place]
        target = folder / str(turn) / page.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(
            page.content.replace(b"</p>", b" %d</p>" % turn).replace(b"</h1>", b" %d</h1>" % turn)
        )


def peaks(folder, count):
    lay_out(folder / "site", count)
    run = subprocess.run(
        [sys.executable, "-c", RUN, str(folder / "site"), str(folder / "out.jsonl")],
        capture_output=True, text=True, cwd=ROOT, check=True,
    )  # fmt: skip
    found, failed, learned, read = json.loads(run.stdout)
    with (folder / "out.jsonl").open() as lines:
        assert sum(1 for _ in lines) == found == count and not failed
    return learned, read


@pytest.mark.long
def test_ten_thousand_pages_take_no_more_than_two_thousand(tmp_path):
    small, large = (peaks(tmp_path / str(count), count) for count in (2_000, 10_000))
    print(f"MB after learning and after reading: {small} of 2,000 pages, {large} of 10,000")
    assert large[0] - small[0] < 30
    assert large[1] - small[1] < 60
