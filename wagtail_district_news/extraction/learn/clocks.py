"""Dates that every page shows beside its own: a clock, the day of a notice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .areas import Layout
from .paths import Place
from .slots import Choice, family

SHARE = 0.6  # of the pages that have a date of their own


@dataclass(frozen=True, slots=True)
class Frame:
    """The places that stand on most dated pages of a site, and the family of the spot of their own dates."""

    places: frozenset[Place] = frozenset()
    own: tuple[object, ...] = ()

    @classmethod
    def of(cls, layouts: Sequence[Layout], dates: Sequence[Choice]) -> Frame:
        """What the pages of the group with most dates have. `dates` are those of the layouts."""
        pairs = [pair for pair in zip(layouts, dates, strict=True) if pair[1].spots]
        if not pairs:
            return cls()
        layout, date = max(pairs, key=lambda pair: len(pair[1].values))
        counts: dict[Place, int] = {}
        for file in date.values:
            for place in {line.place for line in layout.areas[file].sheet.lines}:
                counts[place] = counts.get(place, 0) + 1
        least = SHARE * len(date.values)
        usual = frozenset(place for place, count in counts.items() if count >= least)
        return cls(usual, family(date.spots[0]))

    def without(self, date: Choice) -> Choice:
        """The dates of a group; none where they are those of the frame."""
        if date.spots and family(date.spots[0]) != self.own and date.spots[0].place.bare in self.places:
            return Choice()
        return date
