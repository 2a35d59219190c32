"""Counters in the database: one row a page or site, incremented in place after the transaction."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import DatabaseError, IntegrityError, router, transaction
from django.db.models import F, Q
from django.utils import timezone

from .. import conf

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
    """A counting model and the column that says whose row it is."""

    model_name: str
    owner: str

    def totals(self, pk: int | None) -> ViewTotals:
        """Return the totals of one owner, zero if it has no row yet."""
        found = self._rows(pk).values_list("legacy_count", "own_count").first() if pk else None
        return ViewTotals(*found) if found else ViewTotals()

    def totals_of(self, pks: Collection[int]) -> dict[int, ViewTotals]:
        """Return the totals of many owners in one query; those without a row are left out."""
        rows = self._model._base_manager.filter(**{f"{self.owner}__in": pks})
        found = rows.values_list(self.owner, "legacy_count", "own_count")
        return {pk: ViewTotals(*counts) for pk, *counts in found}

    def add_one_after_commit(self, pk: int) -> None:
        """Add one to the own count once the transaction of the request stands; a failure is logged only."""
        database = router.db_for_write(self._model)
        transaction.on_commit(lambda: self._add_one(pk), using=database, robust=True)

    def set_legacy(self, pk: int, count: int, source: str, strategy: str) -> ViewTotals:
        """Set the legacy baseline in one conditional UPDATE, so that two writers cannot undo each other."""
        if strategy not in STRATEGIES:
            raise ValueError(f"Unknown strategy {strategy!r}: use one of {', '.join(STRATEGIES)}.")
        if isinstance(count, bool) or not isinstance(count, int) or not 0 <= count <= GREATEST:
            raise ValueError(f"Not a count: {count!r}. Give a whole number from 0 to {GREATEST}.")
        self._make_row(pk)
        unset = Q(legacy_imported_at=None)
        which = {"keep": unset, "higher": unset | Q(legacy_count__lt=count), "replace": Q()}[strategy]
        self._rows(pk).filter(which).update(
            legacy_count=count, legacy_source=source, legacy_imported_at=timezone.now()
        )
        return self.totals(pk)

    @property
    def _model(self):
        return conf.model(self.model_name)

    def _rows(self, pk: int):
        return self._model._base_manager.filter(**{self.owner: pk})

    def _add_one(self, pk: int) -> None:
        if self._rows(pk).update(own_count=F("own_count") + 1):
            return
        try:
            self._make_row(pk)
        except (IntegrityError, DatabaseError):
            return  # the page was deleted while it was being read
        self._rows(pk).update(own_count=F("own_count") + 1)

    def _make_row(self, pk: int) -> None:
        # ON CONFLICT DO NOTHING: whoever comes second finds the row of the first
        self._model._base_manager.bulk_create([self._model(**{self.owner: pk})], ignore_conflicts=True)
