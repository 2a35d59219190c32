"""What is true of an imported site after any fault: one function, for the tests and for check_legacy_import.

Nothing is written. What an editor did on purpose (edited, moved, renamed, unpublished, deleted) breaks nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

from django.db import transaction
from django.utils.translation import gettext

from .addresses import addresses, counts, redirects
from .files import files, orphans
from .indexes import left_over
from .ledger import claims, links, runs, twins
from .pages import pages
from .tree import tree
from .values import INVARIANTS, Check, Progress, Tally, Violation

__all__ = ["INVARIANTS", "Tally", "Violation", "find_violations"]

logger = logging.getLogger(__name__)
Room = Callable[[Check], Iterator[Violation]]
ROOMS: tuple[tuple[str, Room], ...] = (  # (the invariant that is named if the room itself breaks, the room)
    ("tree", tree),
    ("runs", runs),
    ("claims", claims),
    ("pages", twins),
    ("revisions", pages),
    ("search", left_over),
    ("links", links),
    ("addresses", addresses),
    ("redirects", redirects),
    ("counts", counts),
    ("files", files),
    ("orphans", orphans),
)


def find_violations(
    portal: str | None = None, progress: Progress | None = None, tally: Tally | None = None
) -> Iterator[Violation]:
    """Yield everything that is broken in what imports left behind, in the order of `INVARIANTS`' rooms.

    `portal` looks at the ledger of one portal alone; the page tree, stored files and old addresses are the
    site's and are always looked at as a whole. `progress(stage, done, total)` is told of every batch; `tally`
    is filled with how many things were looked at, found broken, or could not be looked at. Reads in batches,
    writes nothing, and does not raise on odd data: what cannot be read is a violation itself.
    """
    tally = tally if tally is not None else Tally()
    check = Check(portal, tally, progress or _no_progress)
    for code, room in ROOMS:
        for violation in _guarded(code, room, check):
            tally.found[violation.code] += 1
            yield violation


def _guarded(code: str, room: Room, check: Check) -> Iterator[Violation]:
    try:
        yield from room(check)
    except Exception as error:  # a table that cannot be read must not hide what the other rooms find
        logger.exception("The check of “%s” broke off", code)
        if transaction.get_connection().needs_rollback:
            raise
        message = gettext(
            "This could not be checked to the end: %(kind)s: %(reason)s. Run manage.py migrate, then check again; "
            "the log holds the whole error."
        )
        yield Violation(code, message % {"kind": type(error).__name__, "reason": error}, code)


def _no_progress(stage: str, done: int, total: int) -> None:
    """The progress of a caller who wants none."""
