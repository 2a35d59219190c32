"""A mutated site laid out for eyes: its mirror, its truth, and what the reader answered."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from .registry import apply, in_order
from .run import named
from .site import Site


def keep(sites: Iterable[Site], cases: Iterable[str], folder: Path, reader: str) -> Iterator[Path]:
    """Write each case, `one` or `one+other`, of each site below `folder`; yield where it is."""
    cases = list(cases)
    for site in sites:
        for case in cases:
            place = folder / site.name / case
            mutated = mutate(site, case)
            mutated.write(place / "mirror")
            _write(place / "ground_truth.jsonl", mutated.truth.values())
            _write(place / "answers.jsonl", named(reader)(place / "mirror"))
            yield place


def mutate(site: Site, case: str) -> Site:
    """The site under the mutations that `case` names; those that do not apply leave it as it is."""
    for name in in_order(case.split("+")):
        site = apply(name, site).site
    return site


def _write(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(dict(row), ensure_ascii=False, default=str) + "\n" for row in rows)
