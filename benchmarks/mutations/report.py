"""What the cases of the mutation bench come to: floors, means, worst cases, a table."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from .run import Case

FIGURES = ("body_f1", "title", "date", "category", "kind")
MEAN_FLOORS = {"body_f1": 0.98, "title": 0.97, "date": 0.95}
CASE_FLOOR = 0.93  # of body F1, in every single case
# Under these a single case is named, though no floor of the mean is broken by it.
FAR_DOWN = {"body_f1": CASE_FLOOR, "title": 0.9, "date": 0.85, "category": 0.85, "kind": 0.9}


@dataclass(frozen=True)
class Summary:
    """The mean of each figure over some cases, and its worst value with the case it is of."""

    name: str
    cases: int
    means: dict[str, float | None]
    worst: dict[str, tuple[float, str] | None]


def judged(cases: Iterable[Case]) -> list[Case]:
    """The mutated cases that were read, well or not."""
    return [case for case in cases if case.mutations and not case.skipped]


def summarise(name: str, cases: Sequence[Case]) -> Summary:
    """Means and worst cases; a case whose reader died counts as naught, a figure that no page has not at all."""
    means: dict[str, float | None] = {}
    worst: dict[str, tuple[float, str] | None] = {}
    for figure in FIGURES:
        values = [(value, label(case)) for case in cases if (value := figure_of(case, figure)) is not None]
        means[figure] = round(statistics.mean(value for value, _ in values), 4) if values else None
        worst[figure] = min(values, default=None)
    return Summary(name, len(cases), means, worst)


def by_mutation(cases: Sequence[Case]) -> list[Summary]:
    """A summary for each mutation, over all cases that it has a part in; the worst body first."""
    names = {name for case in cases for name in case.mutations}
    summaries = [
        summarise(name, [case for case in cases if name in case.mutations]) for name in sorted(names)
    ]
    return sorted(summaries, key=lambda summary: (summary.worst["body_f1"] or (2.0, ""))[0])


def broken_floors(cases: Sequence[Case]) -> list[str]:
    """The floors that do not hold over these cases, one sentence each."""
    whole = summarise("all", cases)
    broken = [
        f"{figure}: mean {whole.means[figure]} is under {floor}"
        for figure, floor in MEAN_FLOORS.items()
        if whole.means[figure] is not None and whole.means[figure] < floor  # type: ignore[operator]
    ]
    low = [case for case in cases if (figure_of(case, "body_f1") or 0.0) < CASE_FLOOR]
    return broken + ([f"body_f1: {len(low)} cases are under {CASE_FLOOR}"] if low else [])


def far_down(cases: Iterable[Case]) -> list[Case]:
    """The cases with a figure far down, the worst body first."""
    low = [
        case
        for case in cases
        if any(
            (value := figure_of(case, name)) is not None and value < floor for name, floor in FAR_DOWN.items()
        )
    ]
    return sorted(low, key=lambda case: figure_of(case, "body_f1") or 0.0)


def figure_of(case: Case, name: str) -> float | None:
    """One figure of a case; naught where the reader died."""
    return 0.0 if case.error else case.figures.get(name)


def label(case: Case) -> str:
    """How a case is named: its mutations and its site."""
    return f"{'+'.join(case.mutations) or 'as it is'} @ {case.site}"


def table(summaries: Sequence[Summary]) -> str:
    """One line a summary: the mean of each figure, its worst value, and where the body is worst."""
    head = ["", "cases", *(f"{figure} mean, worst" for figure in FIGURES), "worst body"]
    rows = [
        [
            summary.name,
            str(summary.cases),
            *(
                f"{_shown(summary.means[name])}  {_shown((summary.worst[name] or (None,))[0])}"
                for name in FIGURES
            ),
            (summary.worst["body_f1"] or (0, ""))[1],
        ]
        for summary in summaries
    ]
    return aligned([head, *rows])


def case_lines(cases: Sequence[Case]) -> str:
    """One line a case, with all its figures."""
    rows = [
        [label(case), *(_shown(figure_of(case, name)) for name in FIGURES), case.error or ""]
        for case in cases
    ]
    return aligned([["", *FIGURES, ""], *rows])


def aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def as_result(cases: Sequence[Case]) -> dict[str, Any]:
    """What is kept of a run: means, floors and every case that is far down, of single mutations and of pairs."""
    result: dict[str, Any] = {"floors": {"mean": MEAN_FLOORS, "body_f1_of_each_case": CASE_FLOOR}}
    result["as_it_is"] = {case.site: dict(case.figures) for case in cases if not case.mutations}
    for name, count in (("alone", 1), ("pairs", 2)):
        some = [case for case in judged(cases) if len(case.mutations) == count]
        if some:
            result[name] = {
                "cases": len(some),
                "skipped": sum(len(case.mutations) == count and bool(case.skipped) for case in cases),
                "means": summarise(name, some).means,
                "worst": summarise(name, some).worst,
                "broken_floors": broken_floors(some),
                "by_mutation": {
                    one.name: {"means": one.means, "worst": one.worst} for one in by_mutation(some)
                },
                "far_down": {label(case): case.error or dict(case.figures) for case in far_down(some)},
            }
    return result


def _shown(value: float | None) -> str:
    return "   - " if value is None else f"{value:.3f}"
