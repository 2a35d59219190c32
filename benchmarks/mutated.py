"""The mutation bench: each site under each mutation, alone and in pairs, read without a hint and scored.

    python -m benchmarks.mutated [--site NAME ...] [--mutation NAME ...] [--pairs | --draw N] [--jobs N]

Sites are the folders of LEGACY_SAMPLES that hold a ground truth. The exit code is 0 where the floors hold,
1 where one does not, 2 where there is nothing to read.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from .mutations import MUTATIONS, Site
from .mutations.keep import keep
from .mutations.report import (
    as_result,
    broken_floors,
    by_mutation,
    case_lines,
    far_down,
    judged,
    label,
    summarise,
    table,
)
from .mutations.run import Case, Plan, draw, plan, run
from .mutations.site import load_sample

RESULTS = Path(__file__).parent / "results" / "mutations.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the bench and print it; gives the exit code."""
    options = _parser().parse_args(arguments)
    if options.list:
        print("\n".join(f"{one.name:26} {one.does}" for one in MUTATIONS.values()))
        return 0
    sites = _sites(options.samples, options.site, options.seed)
    if not sites:
        print("No site: name a folder of them by --samples or LEGACY_SAMPLES.", file=sys.stderr)
        return 2
    if options.keep:
        print("\n".join(map(str, keep(sites.values(), options.mutation, options.keep, options.reader))))
        return 0
    cases = _run(sites, _work(sites, options), options)
    _print(cases)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(
        json.dumps(as_result(cases), indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    return 1 if any(broken_floors(some) for some in _kinds(cases).values()) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutated", description=__doc__.split("\n")[0])  # type: ignore[union-attr]
    parser.add_argument(
        "--samples", type=Path, default=os.environ.get("LEGACY_SAMPLES"), help="folder of sites"
    )
    parser.add_argument("--site", action="append", default=[], help="only this site (may be repeated)")
    parser.add_argument(
        "--mutation", action="append", default=[], help="only this one, or one+other (may be repeated)"
    )
    parser.add_argument("--pairs", action="store_true", help="also all pairs that hold one of the mutations")
    parser.add_argument("--only-pairs", action="store_true", help="pairs without the single mutations")
    parser.add_argument(
        "--draw", type=int, default=0, metavar="N", help="only pairs, N of each site, drawn with --seed"
    )
    parser.add_argument("--share", default="1/1", help="K/N: the K-th of N equal parts of the work")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--reader", default="benchmarks.answers:read_site", help="module:function(folder) -> answers"
    )
    parser.add_argument(
        "--scorer", default="benchmarks.scoring:score", help="module:function(truth, answers) -> figures"
    )
    parser.add_argument("--output", type=Path, default=RESULTS)
    parser.add_argument("--cases", type=Path, help="write every case to this file, one JSON object a line")
    parser.add_argument(
        "--keep", type=Path, help="lay the mutated sites out here, with truth and answers, and stop"
    )
    parser.add_argument("--list", action="store_true", help="name the mutations and stop")
    return parser


def _sites(samples: Path | None, names: Sequence[str], seed: int) -> dict[str, Site]:
    if samples is None:
        return {}
    folders = sorted(path.parent for path in Path(samples).glob("*/ground_truth.jsonl"))
    return {folder.name: load_sample(folder, seed) for folder in folders if not names or folder.name in names}


def _work(sites: dict[str, Site], options: argparse.Namespace) -> list[Plan]:
    pairs = bool(options.pairs or options.only_pairs or options.draw)
    work = plan(sites, options.mutation, not (options.only_pairs or options.draw), pairs)
    return _share(draw(work, options.draw, options.seed) if options.draw else work, options.share)


def _share(work: list[Plan], share: str) -> list[Plan]:
    part, parts = map(int, share.split("/"))
    return [task for place, task in enumerate(work) if place % parts == part - 1]


def _run(sites: dict[str, Site], work: list[Plan], options: argparse.Namespace) -> list[Case]:
    total = sum((task.first is None) or task.alone + len(task.second) for task in work)
    cases: list[Case] = []
    shown = time.monotonic()
    lines = options.cases.open("w", encoding="utf-8") if options.cases else None
    for case in run(sites, work, options.reader, options.scorer, options.jobs):
        cases.append(case)
        if lines:
            print(case.as_json(), file=lines, flush=True)
        if case.error or time.monotonic() - shown > 10:
            print(f"{len(cases)}/{total} {label(case)} {case.error or ''}", file=sys.stderr, flush=True)
            shown = time.monotonic()
    if lines:
        lines.close()
    return sorted(cases, key=lambda case: (len(case.mutations), case.mutations, case.site))


def _kinds(cases: Sequence[Case]) -> dict[str, list[Case]]:
    kinds = {
        name: [case for case in judged(cases) if len(case.mutations) == count]
        for name, count in (("alone", 1), ("pairs", 2))
    }
    return {name: some for name, some in kinds.items() if some}


def _print(cases: Sequence[Case]) -> None:
    print(f"As it is\n{case_lines([case for case in cases if not case.mutations])}\n")
    for name, some in _kinds(cases).items():
        print(
            f"Mutations {name}, the worst body first\n{table([*by_mutation(some), summarise('all', some)])}\n"
        )
        print(f"Cases far down: {len(far_down(some))} of {len(some)}\n{case_lines(far_down(some))}\n")
        print(f"{name}: {'; '.join(broken_floors(some)) or 'the floors hold'}\n")
    skipped = [case for case in cases if case.skipped]
    print(f"Not applicable: {len(skipped)}")
    for case in [case for case in skipped if len(case.mutations) == 1]:
        print(f"  {label(case)}: {case.skipped}")


if __name__ == "__main__":
    sys.exit(main())
