"""Counts by day as a line, in whole numbers that every language writes alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT = 1000, 200  # of the drawing, which is stretched to its place


@dataclass(frozen=True, slots=True)
class Chart:
    """What a template draws and says: `line` and `area` are points of SVG, `days` pairs of day and count."""

    line: str
    area: str
    days: tuple[tuple[date, int], ...]

    @property
    def total(self) -> int:
        return sum(count for _, count in self.days)

    @property
    def first(self) -> date:
        return self.days[0][0]

    @property
    def last(self) -> date:
        return self.days[-1][0]

    @property
    def best(self) -> tuple[date, int]:
        """The day with most, the earliest of equals."""
        return max(self.days, key=lambda day: day[1])


def draw(counts: Mapping[date, int]) -> Chart:
    """Draw the counts of at least one day, the first to the last; the greatest touches the upper edge."""
    days = tuple(sorted(counts.items()))
    step = max(len(days) - 1, 1)
    top = max(max(counts.values()), 1)
    points = [
        f"{number * WIDTH // step},{HEIGHT - count * HEIGHT // top}" for number, (_, count) in enumerate(days)
    ]
    line = " ".join(points)
    right = (len(days) - 1) * WIDTH // step
    return Chart(line, f"0,{HEIGHT} {line} {right},{HEIGHT}", days)
