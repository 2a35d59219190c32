"""`python -m benchmarks.blind [--portal NAME]`: how well the sample portals are read, learned from their own pages."""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from statistics import mean
from typing import Any

from benchmarks.portals.press import NAMES, write
from benchmarks.scoring import Figures, score

Reader = Callable[[Path], Iterable[Mapping[str, Any]]]
RESULTS = Path(__file__).parent / "results" / "blind.json"
_COLUMNS = {
    "pages": "pages",
    "articles": "articles",
    "missing": "missing",
    "P": "body_p",
    "R": "body_r",
    "F1": "body_f1",
    "worst": "body_p10",
    "title": "title",
    "date": "date",
    "wrong": "date_wrong",
    "category": "category",
    "kind": "kind",
    "images": "images",
    "images P": "images_p",
    "files": "attachments",
    "files P": "attachments_p",
}


def read_portal(name: str, reader: Reader, seed: int = 1) -> Figures:
    """Write a portal to a folder of its own, read it, and hold the answers against its truth."""
    with tempfile.TemporaryDirectory(prefix="portal-") as folder:
        write(name, Path(folder), seed)
        site = Path(folder, name)
        truth = [json.loads(line) for line in (site / "ground_truth.jsonl").open(encoding="utf-8")]
        return score(truth, reader(site / "pages"))


def averages(figures: Iterable[Figures]) -> dict[str, float | None]:
    """The mean of each figure over the portals that have it; counts are added up."""
    rows = [asdict(each) for each in figures]
    found: dict[str, float | None] = {}
    for name in _COLUMNS.values():
        values = [row[name] for row in rows if row[name] is not None]
        count = name in ("pages", "articles", "missing")
        found[name] = None if not values else sum(values) if count else round(mean(values), 4)
    return found


def line(name: str, figures: Mapping[str, Any]) -> str:
    cells = (_cell(figures[key]).rjust(max(7, len(head))) for head, key in _COLUMNS.items())
    return f"{name:14}" + " ".join(cells)


def _cell(value: float | None) -> str:
    return "-" if value is None else f"{value:.4f}" if isinstance(value, float) else str(value)


def run(names: Iterable[str], reader: Reader, seed: int) -> dict[str, Figures]:
    """Read portal by portal and print a line for each."""
    print(f"{'portal':14}" + " ".join(head.rjust(max(7, len(head))) for head in _COLUMNS))
    found = {}
    for name in names:
        started = time.process_time()
        found[name] = read_portal(name, reader, seed)
        print(line(name, asdict(found[name])), f" {time.process_time() - started:5.1f} s", flush=True)
    print(line("mean", averages(found.values())))
    return found


def main() -> None:
    from benchmarks.answers import read_site  # here, so that a test can bring a reader of its own

    parser = argparse.ArgumentParser(prog="python -m benchmarks.blind", description=__doc__)
    parser.add_argument("--portal", choices=NAMES)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    found = run([arguments.portal] if arguments.portal else NAMES, read_site, arguments.seed)
    if not arguments.portal:
        RESULTS.parent.mkdir(exist_ok=True)
        rows = {name: asdict(figures) for name, figures in found.items()}
        result = {"seed": arguments.seed, "portals": rows, "mean": averages(found.values())}
        RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
