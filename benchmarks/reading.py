"""The speed bench: pages a second on one core, ours from files to JSON lines, side by side with its peers.

    python -m benchmarks.reading [--site NAME ...] [--profiles FOLDER] [--rounds N]

Sites are the folders of LEGACY_SAMPLES; README.md beside this file says what is timed and how. The exit code is
0 where the floors hold, 1 where one does not, 2 where there is nothing to read, 3 where a road did not read every
page: then no figure is worth anything, 4 where all sites were read but are not those that the floors are for.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from statistics import median
from subprocess import run
from tempfile import TemporaryDirectory
from typing import Any

from wagtail_district_news.extraction.documents import SourceDocument
from wagtail_district_news.extraction.extract import survey
from wagtail_district_news.extraction.profile import load_profile
from wagtail_district_news.extraction.sources import open_source

from .answers import learn_site
from .mutations.site import load_sample
from .roads import ROADS, kept

RESULTS = Path(__file__).parent / "results" / "reading.json"
FLOORS = {"vs_trafilatura": 6.0, "vs_beautifulsoup": 3.0}
AIMS = {"vs_trafilatura": 10.0, "vs_beautifulsoup": 5.0}
SLOWEST_LEARNING = 30.0  # seconds for LEARNED pages
LEARNED = 1000
# How many pages the seven sites have, and a hash over their names and bytes: the floors are for no others.
WORKLOAD = (744, "3b90267a0c3105f6a595a40780e765c3")


class Unread(Exception):
    """A road did not read every page of a site."""


@dataclass(slots=True)
class Timed:
    """One site: where its mirror is, its pages, and the CPU seconds of each round.

    `learned` is the file with its profile and the survey that its pages give.
    """

    name: str
    folder: Path
    documents: list[SourceDocument]
    learned: Path
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
        found_workload = workload(sites)
        if not options.site and options.samples_are_known and found_workload != WORKLOAD:
            print(f"These are other pages than the floors are for: {found_workload}", file=sys.stderr)
            return 4
        try:
            for number in range(options.rounds):
                _run_round(sites, number)
        except Unread as error:
            print(error, file=sys.stderr)
            return 3
        largest = max(sites, key=lambda site: sum(len(one.content) for one in site.documents))
        learning = _time_learning(largest, Path(room) / "learned", options.learn) if options.learn else None
    found = figures(sites, learning) | {"workload": list(found_workload)}
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
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--learn", type=int, default=LEARNED, help="pages to time learning with; 0: do not")
    parser.add_argument("--output", type=Path, default=RESULTS)
    parser.add_argument(
        "--any-pages",
        dest="samples_are_known",
        action="store_false",
        help="take any pages: the floors are for none but those of the samples",
    )
    return parser


def _folders(samples: Path | str | None, names: list[str]) -> list[Path]:
    if not samples:
        return []
    found = sorted(path.parent for path in Path(samples).glob("*/ground_truth.jsonl"))
    return [folder for folder in found if not names or folder.name in names]


def prepare(sample: Path, folder: Path, profiles: Path | None) -> Timed:
    """Lay a site out as a mirror, learn and survey it in a process of its own; none of this is timed."""
    load_sample(sample).write(folder)

    def study() -> bytes:
        profile = load_profile(profiles / f"{sample.name}.toml") if profiles else learn_site(folder)
        with open_source(folder) as source:
            return kept(profile, survey(source, profile))

    learned = folder.with_suffix(".learned")
    learned.write_bytes(apart(study))
    with open_source(folder) as source:
        return Timed(sample.name, folder, list(source.documents()), learned)


def workload(sites: Iterable[Timed]) -> tuple[int, str]:
    """How many pages, and a hash over their names and bytes."""
    seen, pages = blake2b(digest_size=16), 0
    for site in sites:
        for document in sorted(site.documents, key=lambda one: one.path):
            seen.update(f"{site.name}/{document.path} {len(document.content)}\n".encode() + document.content)
            pages += 1
    return pages, seen.hexdigest()


def apart(work: Callable[[], bytes]) -> bytes:
    """What a process that is forked from this one answers: it knows no page yet, and leaves nothing behind."""
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        code = 1
        try:
            os.close(reads)
            with os.fdopen(writes, "wb") as out:
                out.write(work())
            code = 0
        except BaseException:  # noqa: BLE001 - the process ends here, whatever it was
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(writes)
    with os.fdopen(reads, "rb") as answer:
        said = answer.read()
    if os.waitpid(child, 0)[1]:
        raise Unread("a process that read pages failed")
    return said


def _run_round(sites: Iterable[Timed], number: int) -> None:
    """Every site by every road, each in a process of its own, each round beginning with another road."""
    roads = tuple(ROADS)
    first = number % len(roads)
    for site in sites:
        for road in (*roads[first:], *roads[:first]):
            read, seconds = measured(road, site)
            site.seconds[road].append(seconds)
            if read != len(site.documents):
                raise Unread(f"{road} read {read} of {len(site.documents)} pages of {site.name}")


def measured(road: str, site: Timed) -> tuple[int, float]:
    """How many pages of a site a road reads, and in how many CPU seconds: in an interpreter of its own."""
    command = [sys.executable, "-m", "benchmarks.roads", road, str(site.folder), str(site.learned)]
    done = run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parent.parent)
    if done.returncode:
        raise Unread(f"{road} did not read {site.name}:\n{done.stderr}")
    read, seconds = json.loads(done.stdout)
    return read, seconds


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

    def learn() -> bytes:
        started = time.process_time()
        learn_site(folder)
        return json.dumps(time.process_time() - started).encode()

    seconds: float = json.loads(apart(learn))
    return seconds


def figures(sites: Sequence[Timed], learning: float | None) -> dict[str, Any]:
    """The figures of a run, as they are kept: ratios of total CPU, and milliseconds a page."""
    total = {road: sum(median(site.seconds[road]) for site in sites) for road in ROADS}
    peers = ("trafilatura", "beautifulsoup")
    return {
        "ratios": {f"vs_{peer}": round(total[peer] / total["extract"], 2) for peer in peers},
        "ratios_of_pages_alone": {f"vs_{peer}": round(total[peer] / total["pages"], 2) for peer in peers},
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
        also = found["ratios_of_pages_alone"][name]
        print(f"{name:<20}{ratio:>7.2f}   floor {FLOORS[name]:g}, aim {AIMS[name]:g}; pages alone {also:.2f}")
    if found["learn_seconds_1000_pages"] is not None:
        print(
            f"{'learning, seconds':<20}{found['learn_seconds_1000_pages']:>7.2f}   at most {SLOWEST_LEARNING:g}"
        )


if __name__ == "__main__":
    sys.exit(main())
