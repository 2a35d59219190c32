"""Learned from a part of a site, used on the rest: a random half, and ten pages.

    python -m benchmarks.halves [FOLDER ...] [--seeds N]

FOLDER is a mirror in `pages` with ground_truth.jsonl beside it, or a site of LEGACY_SAMPLES (all, if none is given).
The exit code is 0 where the floors hold, 1 where one does not, 2 where there is nothing to read.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import mean
from tempfile import TemporaryDirectory

from wagtail_district_news.extraction.profile import Profile

from .answers import learn_site, read_site
from .mutations.site import Site, load, load_rows, load_sample
from .scoring import score

RESULTS = Path(__file__).parent / "results" / "halves.json"
FEW = 10
MOST_LOST = 0.005  # of the body's F1, learned on one half and used on the other
LEAST_OF_FEW = 0.97  # mean F1 of bodies, learned from FEW pages


@dataclass(frozen=True)
class Halves:
    """Body F1 of one site under one seed, all on the half that was not learned from but `few`: on all others."""

    site: str
    seed: int
    by_all: float  # learned from every page
    by_half: float  # learned from the other half
    few: float  # learned from FEW pages

    @property
    def lost(self) -> float:
        return self.by_all - self.by_half


def measure(site: Site, seeds: Iterable[int]) -> list[Halves]:
    """Learn from parts of a site, and read the rest."""
    with TemporaryDirectory() as room:
        whole = Path(room, "whole")
        site.write(whole)
        by_all = learn_site(whole)
        return [_measure(site, seed, by_all, Path(room)) for seed in seeds]


def _measure(site: Site, seed: int, by_all: Profile, room: Path) -> Halves:
    paths = sorted(site.pages)
    Random(f"{site.name} {seed}").shuffle(paths)
    middle = len(paths) // 2
    learned, used = _part(site, paths[:middle]), _part(site, paths[middle:])
    folders = {name: room / f"{name}-{seed}" for name in ("learned", "used", "few", "others")}
    few, others = _part(site, paths[:FEW]), _part(site, paths[FEW:])
    for part, name in ((learned, "learned"), (used, "used"), (few, "few"), (others, "others")):
        part.write(folders[name])
    return Halves(
        site.name,
        seed,
        _f1(used, folders["used"], by_all),
        _f1(used, folders["used"], learn_site(folders["learned"])),
        _f1(others, folders["others"], learn_site(folders["few"])),
    )


def _part(site: Site, paths: Sequence[str]) -> Site:
    return site.with_changes(
        {p: site.pages[p] for p in paths}, {p: site.truth[p] for p in paths if p in site.truth}
    )


def _f1(site: Site, folder: Path, profile: Profile) -> float:
    return score(site.truth.values(), read_site(folder, profile)).body_f1


def broken_floors(found: Sequence[Halves]) -> list[str]:
    """Which floors do not hold, in words. A site is judged by the mean over its seeds."""
    broken = []
    for name in dict.fromkeys(one.site for one in found):
        lost = mean(one.lost for one in found if one.site == name)
        if lost > MOST_LOST:
            broken.append(f"{name}: {lost:.4f} lost by the half, more than {MOST_LOST}")
    if found and (few := mean(one.few for one in found)) < LEAST_OF_FEW:
        broken.append(f"learned from {FEW} pages: {few:.4f}, less than {LEAST_OF_FEW}")
    return broken


def sites(folders: Sequence[Path], samples: str | None) -> list[Site]:
    """The sites of some folders, or all of a folder of samples."""
    chosen = list(folders) or (
        sorted(path.parent for path in Path(samples).glob("*/ground_truth.jsonl")) if samples else []
    )
    return [_site(folder) for folder in chosen]


def _site(folder: Path) -> Site:
    if any((folder / "pages").glob("*.gz")):
        return load_sample(folder)
    return load(folder.name, folder / "pages", load_rows(folder / "ground_truth.jsonl"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the bench, print it and keep its figures; gives the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.halves", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--output", type=Path, default=RESULTS)
    options = parser.parse_args(arguments)
    chosen = sites(options.folders, os.environ.get("LEGACY_SAMPLES"))
    if not chosen:
        print("No site: name folders, or set LEGACY_SAMPLES.", file=sys.stderr)
        return 2
    print(f"{'body F1':<20}{'seed':>6}{'from all':>10}{'from half':>11}{'lost':>9}{f'from {FEW}':>10}")
    found: list[Halves] = []
    for site in chosen:
        for one in measure(site, range(1, options.seeds + 1)):
            found.append(one)
            print(
                f"{one.site:<20}{one.seed:>6}{one.by_all:>10.4f}{one.by_half:>11.4f}{one.lost:>9.4f}{one.few:>10.4f}",
                flush=True,
            )
    broken = broken_floors(found)
    lost, few = mean(one.lost for one in found), mean(one.few for one in found)
    print(f"{'mean':<47}{lost:>9.4f}{few:>10.4f}   {'; '.join(broken) or 'the floors hold'}")
    rows = [{**vars(one), "lost": round(one.lost, 4)} for one in found]
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps({"few": FEW, "sites": rows, "broken": broken}, indent=1) + "\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
