"""The database alone: one row is appended a request; rolled up later, when it is seen which of them count."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cache

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from ... import conf
from .. import clock, ledger, pending, salt, tables
from ..counters import COUNTERS, VIEWS, VISITS, Counter, ViewTotals
from ..options import options

CLOCKS_DIFFER = 60_000  # milliseconds by which the clocks of two machines may differ
AT_WORK = 2_000  # milliseconds after which a roll-up that was begun and is not done holds nobody back
TAKEN = -1  # stands for a counter in the row that says how many sightings were taken


class DatabaseStore:
    """Appends what visitors see, and moves what counts of it to the days and totals."""

    def write(self, seen: Collection[tuple[Counter, int]], visitor: int, moment: int, day: date) -> None:
        """Note that a visitor is on a page and a site: pairs of counter and pk. One statement.

        It counts if the visitor was not there in the counter's window, and begins the window anew.
        """
        page = site = None
        for counter, owner in seen:
            if counter is VIEWS:
                page = owner
            else:
                site = owner
        values = (page, site, visitor, day.isoformat(), moment)
        tables.append(_append_sql(), values, options().wait_for_disk)

    def totals(self, counter: Counter, owners: Collection[int]) -> dict[int, ViewTotals]:
        return ledger.totals(counter, owners)[0]

    def by_day(self, counter: Counter, owner: int, first: date) -> dict[date | None, int]:
        return ledger.by_day(counter, owner, first)[0]

    def waiting(self, counter: Counter, first: date | None = None) -> dict[int, int]:
        """Return what is not in the tables of days and totals yet, by owner."""
        return ledger.waiting(counter, first)

    def anything_waits(self) -> bool:
        """Return whether a view or a visit is not in the tables of days and totals yet."""
        return bool(tables.fetch(f"SELECT 1 FROM {tables.table('Sighting')} LIMIT 1"))

    def online(self, site_id: int, since: int) -> int:
        """Return how many visitors asked for a page since a moment, in milliseconds."""
        sql = (
            f"SELECT COUNT(*) FROM (SELECT visitor FROM {tables.table('LastSeen')} "
            "WHERE kind = %s AND owner = %s AND seen_at > %s UNION "
            f"SELECT visitor FROM {tables.table('Sighting')} WHERE site_id = %s AND seen_at > %s) AS v"
        )
        return tables.fetch(sql, (VISITS.kind, site_id, since, site_id, since))[0][0]

    def forget(self, counter: Counter, owner: int) -> None:
        """Drop what waits for a page or a site that is deleted."""
        # the visit that the view of a page is part of stays
        tables.run(
            f"UPDATE {tables.table('Sighting')} SET {counter.owner} = NULL WHERE {counter.owner} = %s",
            (owner,),
        )
        if not _is_postgresql():  # a roll-up that is being decided sees them still
            tables.run(f"UPDATE {tables.table('CountingState')} SET rolled_up_at = rolled_up_at + 1")
        tables.run(
            f"DELETE FROM {tables.table('LastSeen')} WHERE kind = %s AND owner = %s", (counter.kind, owner)
        )

    def begins(self) -> bool:
        """Return whether it is this process's turn to roll up; it is not while another is at it.

        For those who need not: `settle` itself asks nobody. Who began and was killed or stopped is waited for
        two seconds.
        """
        return _is_postgresql() or _begins()  # there `settle` sees it by the lock of the state's row

    def settle(self, limit: int) -> bool:
        """Roll up the counts of up to `limit` rows; return whether more may be left.

        Does nothing where another process does it meanwhile.
        """
        return _settle_at_once(limit) if _is_postgresql() else _settle_in_turn(limit)


@cache
def _append_sql() -> str:
    names = "(page_id, site_id, visitor, day, seen_at)"
    return f"INSERT INTO {tables.table('Sighting')} {names} VALUES (%s, %s, %s, %s, %s)"


def _is_postgresql() -> bool:
    return tables.connection().vendor == "postgresql"


def _settle_at_once(limit: int) -> bool:
    with transaction.atomic(using=tables.database()):
        if not _claim():
            return False
        # in one statement, whose parts all see the same rows: what is appended meanwhile waits for the next roll-up
        table = tables.table("Sighting")
        sql = (
            f"WITH taken AS (DELETE FROM {table} WHERE id = ANY(ARRAY(SELECT id FROM {table} ORDER BY id LIMIT %s "
            f"FOR UPDATE SKIP LOCKED)) RETURNING *), kept AS ({_remember('taken')}) {_sums('taken')}"
        )
        taken, sums = _parted(tables.fetch(sql, (limit, *_earliest())))
        ledger.add(sums)
        gone = _drop_old(limit)
    return taken >= limit or gone >= limit


def _claim() -> bool:
    """Be the only one who rolls up until the transaction ends."""
    # rather give up than stop an editor who deletes a page: deadlocks are looked for after a second
    tables.run("SET LOCAL lock_timeout = '500ms'")
    rows = _state()
    if not rows.select_for_update(skip_locked=True).exists() and rows.exists():
        return False
    if not rows.update(rolled_up_at=Greatest(clock.now(), F("rolled_up_at") + 1)):
        _make_state(clock.now())
    return True


def _begins() -> bool:
    """Note in the one row of the state that a roll-up is begun, unless one is."""
    now, table = clock.now(), tables.table("CountingState")
    at_work = "begun_at > rolled_up_at AND begun_at BETWEEN %s AND %s"
    sql = f"UPDATE {table} SET begun_at = %s WHERE id = %s AND NOT ({at_work})"
    return tables.run(sql, (now, salt.STATE, now - AT_WORK, now)) == 1 or not _state().exists()


def _settle_in_turn(limit: int) -> bool:
    """Decide what counts while others write, and hold SQLite's one lock only to write it down."""
    before, table = salt.rolled_up_at(), tables.table("Sighting")
    last = tables.fetch(f"SELECT MAX(id) FROM (SELECT id FROM {table} ORDER BY id LIMIT {limit}) AS t")[0][0]
    some = f"FROM {table} WHERE id <= {last or 0}"
    taken, sums = _parted(tables.fetch(_sums(f"(SELECT * {some})")))
    try:
        with transaction.atomic(using=tables.database()):
            _go_on_from(before)
            tables.run(_remember(f"(SELECT * {some})"), _earliest())
            if tables.run(f"DELETE {some}") != taken:
                raise RolledUpMeanwhileError
            ledger.add(sums)
            gone = _drop_old(limit)
    except RolledUpMeanwhileError:
        return False
    return taken >= limit or gone >= limit


class RolledUpMeanwhileError(Exception):
    """What was decided is no longer true: another process took the same rows, or some were forgotten."""


def _go_on_from(before: int) -> None:
    """Be the next to roll up after the roll-up of a moment; each has a moment of its own, whatever the clock says.

    Ids do not tell: SQLite gives them again.
    """
    rows, moment = _state(), max(clock.now(), before + 1)
    if rows.filter(rolled_up_at=before).update(rolled_up_at=moment):
        return
    if rows.exists():
        raise RolledUpMeanwhileError
    _make_state(moment)


def _state():
    return conf.model("CountingState")._base_manager.using(tables.database()).filter(pk=salt.STATE)


def _make_state(moment: int) -> None:
    """Make the row that is missing where the content of the database was replaced."""
    rows = _state()
    rows.bulk_create([rows.model(pk=salt.STATE, rolled_up_at=moment)], ignore_conflicts=True)


def _parted(rows: list[tuple]) -> tuple[int, dict[tuple[int, int, date], int]]:
    """Return how many sightings were taken, and what of them counts by kind, owner and day."""
    sums = {(kind, owner, day): count for kind, owner, day, count in rows}
    return sums.pop((TAKEN, None, None)), sums


def _sums(source: str) -> str:
    counts = (
        f"SELECT {counter.kind}, owner, day, COUNT(*) FROM ({pending.counted(counter, source=source)}) AS c "
        "GROUP BY owner, day"
        for counter in COUNTERS
    )
    return " UNION ALL ".join((*counts, f"SELECT {TAKEN}, NULL, NULL, COUNT(*) FROM {source} AS t"))


def _remember(source: str) -> str:
    rows = " UNION ALL ".join(pending.last_sightings(counter, source) for counter in COUNTERS)
    return (
        f"INSERT INTO {tables.table('LastSeen')} AS l (kind, owner, visitor, seen_at) {rows} "
        "ON CONFLICT (kind, owner, visitor) DO UPDATE SET seen_at = EXCLUDED.seen_at "
        "WHERE EXCLUDED.seen_at > l.seen_at"
    )


def _earliest() -> list[int]:
    """Return for each counter since when a visitor must have been seen to be remembered: never before today."""
    now, today = clock.now(), clock.start_of(clock.today())
    return [max(now - counter.window - CLOCKS_DIFFER, today) for counter in COUNTERS]


def _drop_old(limit: int) -> int:
    """Forget up to `limit` visitors of each counter who would count anew, and all of days gone by."""
    table = tables.table("LastSeen")
    place, locked = ("ctid", " FOR UPDATE SKIP LOCKED") if _is_postgresql() else ("rowid", "")
    gone = 0
    for counter, earliest in zip(COUNTERS, _earliest(), strict=True):
        some = f"SELECT {place} FROM {table} WHERE kind = {counter.kind} AND seen_at < %s LIMIT %s{locked}"
        chosen = f"= ANY(ARRAY({some}))" if _is_postgresql() else f"IN ({some})"
        gone = max(gone, tables.run(f"DELETE FROM {table} WHERE {place} {chosen}", (earliest, limit)))
    return gone
