"""The salt of the day: random, shared by all processes, thrown away with the day."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

from django.db.models import Q

from .. import conf
from .tables import database, fetch, table

STATE = 1  # the pk of the one row
_kept: tuple[date, bytes] | None = None


def of_day(day: date) -> bytes:
    """Return the salt of today, asking the database once a day and process.

    A machine whose clock is a little behind takes the salt of those that are past midnight already.
    """
    global _kept
    if _kept is None or _kept[0] != day:
        _kept = (day, bytes.fromhex(_shared(day)))
    return _kept[1]


def forget() -> None:
    """Ask the database again: for tests, and after its content was replaced."""
    global _kept
    _kept = None


def rolled_up_at() -> int:
    """Return when counts were rolled up last, in milliseconds since 1970; 0 if never."""
    rows = fetch(f"SELECT rolled_up_at FROM {table('CountingState')} WHERE id = %s", (STATE,))
    return rows[0][0] if rows else 0


def _shared(day: date) -> str:
    rows = conf.model("CountingState")._base_manager.using(database()).filter(pk=STATE)
    latest = day + timedelta(days=1)
    salt = rows.filter(salt_day__gte=day, salt_day__lte=latest).values_list("salt", flat=True).first()
    if salt is None:
        rows.bulk_create([rows.model(pk=STATE)], ignore_conflicts=True)
        # whoever comes second matches no row any more, and reads the salt of the first
        stale = Q(salt_day=None) | Q(salt_day__lt=day) | Q(salt_day__gt=latest)
        rows.filter(stale).update(salt_day=day, salt=secrets.token_hex(32))
        salt = rows.values_list("salt", flat=True).get()
    return salt
