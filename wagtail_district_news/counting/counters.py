"""The two things that are counted, and the old portal's baseline of each."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from .. import conf
from .options import options

STRATEGIES = ("keep", "higher", "replace")
GREATEST = 10**15  # of an old count: with the own count it still fits every database, and JavaScript


@dataclass(frozen=True, slots=True)
class ViewTotals:
    """What the old portal counted, what this site counted, and their sum."""

    legacy: int = 0
    own: int = 0

    @property
    def total(self) -> int:
        return self.legacy + self.own


@dataclass(frozen=True, slots=True)
class Counter:
    """What is counted: its number in the tables, its models, and the column of its owner."""

    kind: int
    totals_name: str
    daily_name: str
    owner: str

    @property
    def totals_model(self):
        return conf.model(self.totals_name)

    @property
    def daily_model(self):
        return conf.model(self.daily_name)

    @property
    def owner_model(self):
        return self.totals_model._meta.get_field(self.owner.removesuffix("_id")).related_model

    @property
    def window(self) -> int:
        """Milliseconds in which a visitor counts once; each further request begins them anew."""
        return options().windows[self.kind]

    def set_legacy(self, pk: int, count: int, source: str, strategy: str) -> None:
        """Set the legacy baseline in one conditional UPDATE, so that two writers cannot undo each other."""
        if strategy not in STRATEGIES:
            raise ValueError(f"Unknown strategy {strategy!r}: use one of {', '.join(STRATEGIES)}.")
        if isinstance(count, bool) or not isinstance(count, int) or not 0 <= count <= GREATEST:
            raise ValueError(f"Not a count: {count!r}. Give a whole number from 0 to {GREATEST}.")
        rows = self.totals_model._base_manager
        # ON CONFLICT DO NOTHING: whoever comes second finds the row of the first
        rows.bulk_create([self.totals_model(**{self.owner: pk})], ignore_conflicts=True)
        unset = Q(legacy_imported_at=None)
        which = {"keep": unset, "higher": unset | Q(legacy_count__lt=count), "replace": Q()}[strategy]
        rows.filter(which, **{self.owner: pk}).update(
            legacy_count=count, legacy_source=source, legacy_imported_at=timezone.now()
        )


VIEWS = Counter(0, "ViewCount", "DailyViewCount", "page_id")
VISITS = Counter(1, "VisitorCount", "DailyVisitorCount", "site_id")
COUNTERS = (VIEWS, VISITS)
