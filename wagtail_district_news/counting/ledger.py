"""The tables of what was counted: sums are added in one transaction and read in one statement."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from . import pending
from .counters import COUNTERS, Counter, ViewTotals
from .tables import database, fetch, marks, run, table

Sums = Mapping[tuple[int, int, date], int]  # what to add, by kind, owner and day
ROWS = 200  # of one statement: SQLite may take no more than 999 values
BATCH = -1  # stands for a legacy count in a row that names a flushed batch


# reading


def totals(
    counter: Counter, owners: Collection[int], batches: Collection[int] = ()
) -> tuple[dict[int, ViewTotals], set[int]]:
    """Return the totals of some owners, those that nobody saw left out, and which batches stand in them.

    One statement, so that what is rolled up meanwhile is seen either before or after.
    """
    owners, batches = list(owners), list(batches)
    if not owners:
        return {}, set()
    found: dict[int, list[int]] = {}
    flushed = set()
    for owner, legacy, own in fetch(_totals_sql(counter, owners, batches), (*owners, *owners, *batches)):
        if legacy == BATCH:
            flushed.add(owner)
            continue
        sums = found.setdefault(owner, [0, 0])
        sums[0] += legacy
        sums[1] += int(own)
    return {owner: ViewTotals(*sums) for owner, sums in found.items()}, flushed


def _totals_sql(counter: Counter, owners: list[int], batches: list[int]) -> str:
    sql = (
        f"SELECT {counter.owner}, legacy_count, own_count FROM {table(counter.totals_name)} "
        f"WHERE {counter.owner} IN ({marks(owners)}) "
        f"UNION ALL SELECT owner, 0, COUNT(*) FROM ({pending.counted(counter, f'IN ({marks(owners)})')}) AS c "
        "GROUP BY owner"
    )
    if batches:
        sql += f" UNION ALL SELECT id, {BATCH}, 0 FROM {table('FlushedBatch')} WHERE id IN ({marks(batches)})"
    return sql


def by_day(
    counter: Counter, owner: int, first: date, batches: Collection[int] = ()
) -> tuple[dict[date | None, int], set[int]]:
    """Return what an owner counted on each day from `first` on, and which batches stand in it."""
    batches = list(batches)
    sql = (
        f"SELECT day, count, 0 FROM {table(counter.daily_name)} WHERE {counter.owner} = %s AND day >= %s "
        f"UNION ALL SELECT day, COUNT(*), 0 FROM ({pending.counted(counter, '= %s')}) AS c "
        "WHERE day >= %s GROUP BY day"
    )
    if batches:
        sql += f" UNION ALL SELECT NULL, 0, id FROM {table('FlushedBatch')} WHERE id IN ({marks(batches)})"
    counts: dict[date | None, int] = {}
    flushed = set()
    for day, count, batch in fetch(sql, (owner, first, owner, first, *batches)):
        if batch:
            flushed.add(batch)
            continue
        day = date.fromisoformat(day) if isinstance(day, str) else day  # SQLite's days are text
        counts[day] = counts.get(day, 0) + int(count)
    return counts, flushed


def waiting(counter: Counter, first: date | None = None) -> dict[int, int]:
    """Return what waits in the database to be rolled up, by owner; of the days from `first` on if given."""
    since, values = (" WHERE day >= %s", [first]) if first else ("", [])
    sql = f"SELECT owner, COUNT(*) FROM ({pending.counted(counter)}) AS c{since} GROUP BY owner"
    return {owner: int(count) for owner, count in fetch(sql, values)}


# writing


def add(sums: Sums) -> None:
    """Add to the days and the totals of pages and sites; what is for one that is gone is dropped.

    For the inside of a transaction.
    """
    for counter in COUNTERS:
        rows = sorted(
            (owner, day, count) for (kind, owner, day), count in sums.items() if kind == counter.kind
        )
        wanted = {owner for owner, _, _ in rows}
        there = counter.owner_model._base_manager.using(database()).filter(pk__in=wanted)
        standing = set(there.values_list("pk", flat=True)) if wanted else set()
        rows = [row for row in rows if row[0] in standing and row[2]]
        # always in the same order: two writers never wait for each other
        for start in range(0, len(rows), ROWS):
            _add_days(counter, rows[start : start + ROWS])
        own: dict[int, int] = {}
        for owner, _, count in rows:
            own[owner] = own.get(owner, 0) + count
        _add_own(counter, sorted(own.items()))


def _add_days(counter: Counter, rows: list[tuple]) -> None:
    run(
        f"INSERT INTO {table(counter.daily_name)} AS d ({counter.owner}, day, count) "
        f"VALUES {', '.join(['(%s, %s, %s)'] * len(rows))} "
        f"ON CONFLICT ({counter.owner}, day) DO UPDATE SET count = d.count + EXCLUDED.count",
        [value for row in rows for value in row],
    )


def _add_own(counter: Counter, rows: list[tuple]) -> None:
    for start in range(0, len(rows), ROWS):
        some = rows[start : start + ROWS]
        values = ", ".join(["(%s, %s, 0, '')"] * len(some))
        run(
            f"INSERT INTO {table(counter.totals_name)} AS t "
            f"({counter.owner}, own_count, legacy_count, legacy_source) VALUES {values} "
            f"ON CONFLICT ({counter.owner}) DO UPDATE SET own_count = t.own_count + EXCLUDED.own_count",
            [value for row in some for value in row],
        )
