"""When a request rolls up what others counted: after its answer is sent, if much waits or for long."""

from __future__ import annotations

import logging
import time

from . import stores, tables
from .options import options

logger = logging.getLogger(__name__)
ROWS_AT_ONCE = 5000  # that one request rolls up

_written = 0  # by this process since it last looked
_looked_at: float | None = None  # a process that is new looks after its first count: it may not live long


def note_written() -> None:
    """Note that this process wrote a view or a visit."""
    global _written
    _written += 1


def looked(moment: float | None = None) -> None:
    """Note that this process need not look for a while; forget it with `looked(None)`."""
    global _written, _looked_at
    _written, _looked_at = 0, moment


def is_due() -> bool:
    if not _written:
        return False
    if _looked_at is None or _written >= options().roll_up_rows:
        return True
    return time.monotonic() - _looked_at >= options().roll_up_seconds


def _close_what_django_has_closed_before() -> None:
    connection = tables.connection()
    if not connection.in_atomic_block:  # as in tests
        connection.close_if_unusable_or_obsolete()


def catch_up() -> None:
    """Roll up what waits, 5000 rows at most, so that lists which the database sorts are right; a failure is logged."""
    try:
        if stores.chosen().anything_waits():
            stores.chosen().settle(ROWS_AT_ONCE)
    except Exception:
        logger.exception("What was counted could not be rolled up; lists show what was before.")


def roll_up_if_due(**kwargs) -> None:
    """Receive request_finished: the reader has the page already, and waits for nothing."""
    if not is_due():
        return
    looked(time.monotonic())
    try:
        if stores.chosen().settle(ROWS_AT_ONCE):
            looked(None)  # the next request goes on
            note_written()
    except Exception:
        logger.exception("What was counted could not be rolled up; it is tried again later.")
    finally:
        _close_what_django_has_closed_before()
