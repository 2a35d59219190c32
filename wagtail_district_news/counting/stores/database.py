"""The database alone: one upsert a request, in a row of the visitor's own; rolled up later."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import lru_cache

from django.db import transaction

from ... import conf
from .. import clock, ledger, salt
from ..counters import COUNTERS, VIEWS, VISITS, Counter, ViewTotals
from ..options import options

CLOCKS_DIFFER = 60_000  # milliseconds by which the clocks of two machines may differ


class DatabaseStore:
    """Writes a visitor's sightings, and moves what they counted to the days and totals."""

    def write(self, seen: Collection[tuple[Counter, int]], visitor: int, moment: int, day: date) -> None:
        """Note that a visitor is on a page and a site: pairs of counter and pk. One statement.

        It counts if the visitor was not there in the counter's window, and begins the window anew.
        """
        values: list = []
        for counter, owner in seen:
            values += (counter.kind, owner, visitor, day, moment)
        chosen = options()
        with ledger.connection().cursor() as cursor:
            sql = _write_sql(cursor.db.vendor, len(seen), chosen.wait_for_disk)
            cursor.execute(sql, (*values, *chosen.windows))

    def totals(self, counter: Counter, owners: Collection[int]) -> dict[int, ViewTotals]:
        return ledger.totals(counter, owners)[0]

    def by_day(self, counter: Counter, owner: int, first: date) -> dict[date | None, int]:
        return ledger.by_day(counter, owner, first)[0]

    def waiting(self, counter: Counter, first: date | None = None) -> dict[int, int]:
        """Return what is not in the tables of days and totals yet, by owner."""
        return ledger.waiting(counter, first)

    def anything_waits(self) -> bool:
        """Return whether a view or a visit is not in the tables of days and totals yet."""
        return bool(ledger.fetch(f"SELECT 1 FROM {ledger.table('Sighting')} WHERE waiting > 0 LIMIT 1"))

    def online(self, site_id: int, since: int) -> int:
        """Return how many visitors asked for a page since a moment, in milliseconds."""
        sql = (
            f"SELECT COUNT(*) FROM {ledger.table('Sighting')} WHERE kind = %s AND owner = %s AND seen_at > %s"
        )
        return ledger.fetch(sql, (VISITS.kind, site_id, since))[0][0]

    def forget(self, counter: Counter, owner: int) -> None:
        """Drop what waits for a page or a site that is deleted."""
        ledger.run(
            f"DELETE FROM {ledger.table('Sighting')} WHERE kind = %s AND owner = %s", (counter.kind, owner)
        )

    def settle(self, limit: int) -> bool:
        """Roll up the counts of up to `limit` rows; return whether more may be left.

        Does nothing while another process is at it.
        """
        with transaction.atomic(using=ledger.database()):
            if not _claim():
                return False
            sums = _take(limit)
            ledger.add({(kind, owner, day): count for kind, owner, day, count, _ in sums})
            gone = _drop_old(limit)
        return sum(rows for *_, rows in sums) >= limit or gone >= limit


@lru_cache(maxsize=8)
def _write_sql(vendor: str, rows: int, wait_for_disk: bool) -> str:
    # the reader does not wait for the disk: only a crash of PostgreSQL itself loses the last half a second
    hurries = vendor == "postgresql" and not wait_for_disk
    ending = " RETURNING set_config('synchronous_commit', 'off', true)" if hurries else ""
    return (
        f"INSERT INTO {ledger.table('Sighting')} AS s (kind, owner, visitor, day, waiting, seen_at) "
        f"VALUES {', '.join(['(%s, %s, %s, %s, 1, %s)'] * rows)} "
        "ON CONFLICT (kind, owner, visitor) DO UPDATE SET waiting = s.waiting + CASE WHEN "
        f"EXCLUDED.seen_at - s.seen_at > CASE s.kind WHEN {VIEWS.kind} THEN %s ELSE %s END THEN 1 ELSE 0 END, "
        f"seen_at = EXCLUDED.seen_at{ending}"
    )


def _is_postgresql() -> bool:
    return ledger.connection().vendor == "postgresql"


def _claim() -> bool:
    """Be the only one who rolls up until the transaction ends."""
    rows = conf.model("CountingState")._base_manager.using(ledger.database()).filter(pk=salt.STATE)
    if _is_postgresql():
        # rather give up than stop an editor who deletes a page: deadlocks are looked for after a second
        ledger.run("SET LOCAL lock_timeout = '500ms'")
        if not rows.select_for_update(skip_locked=True).exists():
            return False
    # on SQLite the first write of the transaction takes the lock of the whole database
    return bool(rows.update(rolled_up_at=clock.now()))


def _take(limit: int) -> list[tuple]:
    """Set to zero what waits in up to `limit` rows; return kind, owner, day, sum, and the number of rows."""
    table = ledger.table("Sighting")
    if _is_postgresql():
        found = ledger.fetch(
            f"WITH taken AS (SELECT kind, owner, visitor, day, waiting FROM {table} WHERE waiting > 0 LIMIT %s "
            f"FOR UPDATE SKIP LOCKED), cleared AS (UPDATE {table} AS s SET waiting = 0 FROM taken AS t "
            "WHERE s.kind = t.kind AND s.owner = t.owner AND s.visitor = t.visitor) "
            "SELECT kind, owner, day, SUM(waiting), COUNT(*) FROM taken GROUP BY kind, owner, day",
            [limit],
        )
    else:
        some = f"FROM {table} WHERE waiting > 0 ORDER BY kind, owner, rowid LIMIT %s"
        found = ledger.fetch(
            f"SELECT kind, owner, day, SUM(waiting), COUNT(*) FROM (SELECT kind, owner, day, waiting {some}) "
            "GROUP BY kind, owner, day",
            [limit],
        )
        ledger.run(f"UPDATE {table} SET waiting = 0 WHERE rowid IN (SELECT rowid {some})", [limit])
    return [(kind, owner, day, int(count), rows) for kind, owner, day, count, rows in found]


def _drop_old(limit: int) -> int:
    """Delete up to `limit` rows that are rolled up and whose visitor would count anew; all of days gone by."""
    now = clock.now()
    where, values = "waiting = 0 AND (day < %s", [clock.today()]
    for counter in COUNTERS:
        where += f" OR (kind = {counter.kind} AND seen_at < %s)"
        values.append(now - counter.window - CLOCKS_DIFFER)
    place, locked = ("ctid", " FOR UPDATE SKIP LOCKED") if _is_postgresql() else ("rowid", "")
    table = ledger.table("Sighting")
    some = f"SELECT {place} FROM {table} WHERE {where}) LIMIT %s{locked}"
    chosen = f"= ANY(ARRAY({some}))" if _is_postgresql() else f"IN ({some})"
    return ledger.run(f"DELETE FROM {table} WHERE {place} {chosen}", (*values, limit))
