"""The speed bench: pages a second on one core, ours from bytes to the JSON line, side by side with its peers.

    python -m benchmarks.reading [--site NAME ...] [--profiles FOLDER] [--rounds N]

Sites are the folders of LEGACY_SAMPLES. Rounds are interleaved, so that a busy machine slows all roads alike.
The exit code is 0 where the floors hold, 1 where one does not, 2 where there is nothing to read, 3 where a
road did not read every page: then no figure is worth anything.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from wagtail_district_news.extraction.decode import decode
from wagtail_district_news.extraction.documents import SourceDocument
from wagtail_district_news.extraction.extract import PageError, Survey, extract_page, survey
from wagtail_district_news.extraction.jsonl import page_data
from wagtail_district_news.extraction.profile import Profile, load_profile
from wagtail_district_news.extraction.sources import open_source

from .answers import learn_site
from .mutations.site import load_sample

RESULTS = Path(__file__).parent / "results" / "reading.json"
FLOORS = {"vs_trafilatura": 6.0, "vs_beautifulsoup": 3.0}
AIMS = {"vs_trafilatura": 10.0, "vs_beautifulsoup": 5.0}
SLOWEST_LEARNING = 30.0  # seconds for LEARNED pages
LEARNED = 1000
ROADS = ("ours", "survey", "trafilatura", "beautifulsoup")


class Unread(Exception):
    """A road did not read every page of a site."""


@dataclass(slots=True)
class Timed:
    """One site: its pages as bytes for us, as text for the peers, and the CPU seconds of each round."""

    name: str
    documents: list[SourceDocument]
    profile: Profile
    known: Survey
    texts: list[str] = field(default_factory=list)
    seconds: dict[str, list[float]] = field(default_factory=lambda: {road: [] for road in ROADS})

    def per_page(self, road: str) -> float:
        """CPU seconds a page, the median of the rounds."""
        return median(self.seconds[road]) / len(self.documents)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the bench and print it; gives the exit code."""
    options = _parser().parse_args(arguments)
    folders = _folders(options.samples, options.site)
    if not folders:
        print("No site: name a folder of them by --samples or LEGACY_SAMPLES.", file=sys.stderr)
        return 2
    with TemporaryDirectory() as room:
        sites = [prepare(folder, Path(room) / folder.name, options.profiles) for folder in folders]
        try:
            for road in ROADS:  # imports and tables that are built once are nobody's reading
                _ROADS[road](replace(sites[0], documents=sites[0].documents[:1], texts=sites[0].texts[:1]))
            for number in range(options.rounds):
                _run_round(sites, number)
        except Unread as error:
            print(error, file=sys.stderr)
            return 3
        largest = max(sites, key=lambda site: sum(len(one.content) for one in site.documents))
        learning = _time_learning(largest, Path(room) / "learned", options.learn) if options.learn else None
    found = figures(sites, learning)
    _print(sites, found)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0 if holds(found) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.reading", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument(
        "--samples", type=Path, default=os.environ.get("LEGACY_SAMPLES"), help="folder of sites"
    )
    parser.add_argument("--site", action="append", default=[], help="only this site (may be repeated)")
    parser.add_argument("--profiles", type=Path, help="folder of NAME.toml; else each site is learned")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--learn", type=int, default=LEARNED, help="pages to time learning with; 0: do not")
    parser.add_argument("--output", type=Path, default=RESULTS)
    return parser


def _folders(samples: Path | str | None, names: list[str]) -> list[Path]:
    if not samples:
        return []
    found = sorted(path.parent for path in Path(samples).glob("*/ground_truth.jsonl"))
    return [folder for folder in found if not names or folder.name in names]


def prepare(sample: Path, folder: Path, profiles: Path | None) -> Timed:
    """Lay a site out as a mirror, read its files and learn it; none of this is timed."""
    load_sample(sample).write(folder)
    profile = load_profile(profiles / f"{sample.name}.toml") if profiles else learn_site(folder)
    with open_source(folder) as source:
        documents = list(source.documents())
        known = survey(source, profile)
    return Timed(sample.name, documents, profile, known, [decode(document).text for document in documents])


def _run_round(sites: Iterable[Timed], number: int) -> None:
    """Every site by every road, each round beginning with another one."""
    first = number % len(ROADS)
    for site in sites:
        for road in (*ROADS[first:], *ROADS[:first]):
            started = time.process_time()
            read = _ROADS[road](site)
            site.seconds[road].append(time.process_time() - started)
            if read != len(site.documents):
                raise Unread(f"{road} read {read} of {len(site.documents)} pages of {site.name}")


def _by_us(site: Timed) -> int:
    lines = 0
    for document in site.documents:
        try:
            data = page_data(extract_page(document, site.profile, site.known))
        except PageError:
            continue
        lines += len(json.dumps(data, ensure_ascii=False)) > 2 and data["file"] == document.path
    return lines


def _by_survey(site: Timed) -> int:
    """The sweep that goes before, once a site: what recurs, in which order dates are written."""
    return sum(survey(site.documents, site.profile).templates.values())


def _by_trafilatura(site: Timed) -> int:
    from trafilatura import extract

    for text in site.texts:
        extract(text)
    return len(site.texts)


def _by_beautifulsoup(site: Timed) -> int:
    from bs4 import BeautifulSoup

    return sum(BeautifulSoup(text, "html.parser") is not None for text in site.texts)


_ROADS: Mapping[str, Callable[[Timed], int]] = {
    "ours": _by_us,
    "survey": _by_survey,
    "trafilatura": _by_trafilatura,
    "beautifulsoup": _by_beautifulsoup,
}


def _time_learning(site: Timed, folder: Path, pages: int) -> float:
    """CPU seconds to learn a site that has been made as long as asked, by copies that differ in their words."""
    for number in range(pages):
        turn, place = divmod(number, len(site.documents))
        document = site.documents[place]
        content = document.content
        for end in (b"</p>", b"</h1>", b"</title>"):
            content = content.replace(end, b" %d%s" % (turn, end)) if turn else content
        path = folder / (f"{turn}/{document.path}" if turn else document.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    started = time.process_time()
    learn_site(folder)
    return time.process_time() - started


def figures(sites: Sequence[Timed], learning: float | None) -> dict[str, Any]:
    """The figures of a run, as they are kept: ratios of total CPU, and milliseconds a page."""
    total = {road: sum(median(site.seconds[road]) for site in sites) for road in ROADS}
    ratios = {
        f"vs_{peer}": round(total[peer] / total["ours"], 2) for peer in ("trafilatura", "beautifulsoup")
    }
    both = total["ours"] + total["survey"]
    return {
        "ratios": ratios,
        "ratios_with_survey": {
            f"vs_{peer}": round(total[peer] / both, 2) for peer in ("trafilatura", "beautifulsoup")
        },
        "learn_seconds_1000_pages": None if learning is None else round(learning, 2),
        "pages": sum(len(site.documents) for site in sites),
        "milliseconds_a_page": {
            site.name: {road: round(1000 * site.per_page(road), 3) for road in ROADS} for site in sites
        },
    }


def holds(found: Mapping[str, Any]) -> bool:
    """Whether a run is as fast as it has to be."""
    learning = found["learn_seconds_1000_pages"]
    fast = all(found["ratios"][name] >= floor for name, floor in FLOORS.items())
    return fast and (learning is None or learning < SLOWEST_LEARNING)


def _print(sites: Sequence[Timed], found: Mapping[str, Any]) -> None:
    print(f"{'milliseconds a page':<20}{'pages':>7}" + "".join(f"{road:>15}" for road in ROADS))
    for site in sites:
        row = found["milliseconds_a_page"][site.name]
        print(f"{site.name:<20}{len(site.documents):>7}" + "".join(f"{row[road]:>15.2f}" for road in ROADS))
    for name, ratio in found["ratios"].items():
        also = found["ratios_with_survey"][name]
        print(
            f"{name:<20}{ratio:>7.2f}   floor {FLOORS[name]:g}, aim {AIMS[name]:g}; with the survey {also:.2f}"
        )
    if found["learn_seconds_1000_pages"] is not None:
        print(
            f"{'learning, seconds':<20}{found['learn_seconds_1000_pages']:>7.2f}   at most {SLOWEST_LEARNING:g}"
        )


if __name__ == "__main__":
    sys.exit(main())
