"""When a request rolls up what others counted: after its answer is sent, if much waits or for long."""

from __future__ import annotations

import logging
import time

from . import salt, stores, tables
from .options import options

logger = logging.getLogger(__name__)
ROWS_AT_ONCE = 5000  # that one request rolls up

_written = 0  # by this process since it last looked
_looked_at: float | None = None  # a process that is new looks after its first count: it may not live long
_rolled_up_at: int | None = None  # by anybody, when this process last looked


def note_written() -> None:
    """Note that this process wrote a view or a visit."""
    global _written
    _written += 1


def looked(moment: float | None = None) -> None:
    """Note that this process need not look for a while; forget it with `looked(None)`."""
    global _written, _looked_at, _rolled_up_at
    _written, _looked_at, _rolled_up_at = 0, moment, None


def is_due() -> bool:
    return bool(_written) and (_written >= options().roll_up_rows or _is_long_ago())


def _is_long_ago() -> bool:
    return _looked_at is None or time.monotonic() - _looked_at >= options().roll_up_seconds


def _note_roll_up() -> None:
    global _rolled_up_at
    _rolled_up_at = salt.rolled_up_at()


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
    waited, before = _is_long_ago(), _rolled_up_at
    looked(time.monotonic())
    try:
        # many processes come to their rows at the same time, and the first takes those of all
        due, store = waited or before in (None, salt.rolled_up_at()), stores.chosen()
        if due and store.begins() and store.settle(ROWS_AT_ONCE):
            looked(None)  # the next request goes on
            note_written()
        _note_roll_up()
    except Exception:
        logger.exception("What was counted could not be rolled up; it is tried again later.")
    finally:
        _close_what_django_has_closed_before()
