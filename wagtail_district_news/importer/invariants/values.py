"""The values of a check: what is looked at, what was found, and the reading in batches that all rooms share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import ALIVE, ImportedCategory, ImportRecord, ImportRun, RunStatus

Progress = Callable[[str, int, int], None]
BATCH = 200  # rows that hold a page's text
LIGHT_BATCH = 1000  # rows of a few numbers
UNREADABLE = (  # what content raises that no field or block can read
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValidationError,
    ValueError,
)

INVARIANTS: dict[str, Any] = {
    "tree": _("The page tree is whole"),
    "url-paths": _("The address of every page follows from its place"),
    "slugs": _("No two pages under one parent share a slug"),
    "categories": _("Every article knows its category"),
    "runs": _("Every run has come to its end"),
    "claims": _("One row of the ledger for each old page"),
    "pages": _("One page for each row of the ledger"),
    "revisions": _("Live pages say what their live revision says"),
    "published": _("What was published stays so, unless an editor unpublished it"),
    "changes": _("No unpublished changes but the editors' own"),
    "digests": _("The ledger knows what it wrote"),
    "search": _("The search index is complete"),
    "references": _("The reference index is complete"),
    "links": _("No link waits for a page that stands"),
    "addresses": _("Every old address leads to its page"),
    "redirects": _("No redirect leads to a page that was never public"),
    "counts": _("Old view and visitor counts are there"),
    "files": _("Every imported picture and document has its file"),
    "intents": _("No file was left half-way"),
    "orphans": _("No imported file lies about without an owner"),
}


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that is broken: the invariant, in plain words what is wrong and what to do, and where.

    `reference` names the object: "page 12", "old address /a.html", "file images/a.png".
    """

    code: str
    message: str
    reference: str


@dataclass
class Tally:
    """How many things each invariant looked at, how many are broken, and why one could not be looked at."""

    looked: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    skipped: dict[str, str] = field(default_factory=dict)


@dataclass
class Check:
    """One check: the portal (None: all of them), and where to count and to say how far it is."""

    portal: str | None
    tally: Tally
    progress: Progress
    _stands: dict[tuple[type, str], bool] = field(default_factory=dict)

    def looked(self, code: str, number: int = 1) -> None:
        self.tally.looked[code] += number

    def of_portal(self, rows: Any, name: str = "portal") -> Any:
        return rows.filter(**{name: self.portal}) if self.portal is not None else rows

    @property
    def records(self) -> Any:
        return self.of_portal(ImportRecord.objects.all())

    @property
    def categories(self) -> Any:
        return self.of_portal(ImportedCategory.objects.all())

    @cached_property
    def running(self) -> bool:
        """Whether an import is at work: what it has not finished yet is no fault."""
        alive = ImportRun.objects.filter(status=RunStatus.RUNNING, heartbeat_at__gte=timezone.now() - ALIVE)
        return self.of_portal(alive).exists()

    def stands(self, model: Any, pk: Any) -> bool:
        """Say whether an object is there, asked of the database once."""
        key = (model._meta.concrete_model, str(pk))
        if key not in self._stands:
            try:
                self._stands[key] = model._base_manager.filter(pk=pk).exists()
            except (TypeError, ValueError):
                self._stands[key] = False
        return self._stands[key]

    def batches(self, rows: Any, *fields: str, stage: str, size: int = LIGHT_BATCH) -> Iterator[list[Any]]:
        """Yield named tuples of (pk, *fields) in the order of pk, a bounded number at a time."""
        total, done, rows = rows.count(), 0, rows.order_by("pk")
        last = None
        while True:
            rest = rows if last is None else rows.filter(pk__gt=last)
            batch = list(rest.values_list("pk", *fields, named=True)[:size])
            if not batch:
                return
            last, done = batch[-1].pk, done + len(batch)
            yield batch
            self.progress(stage, done, max(total, done))


def page_reference(pk: Any) -> str:
    """Return how a violation names a page."""
    return f"page {pk}"
