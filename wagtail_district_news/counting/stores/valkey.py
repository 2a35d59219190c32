"""Valkey or Redis, for sites on several machines: counted there, flushed to the database in batches."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from functools import lru_cache

import redis
from django.db import transaction
from django.utils import timezone

from ... import conf
from .. import ledger, tables
from ..counters import COUNTERS, VISITS, Counter, ViewTotals
from . import scripts
from .database import DatabaseStore

logger = logging.getLogger(__name__)
PREFIX = "{wagtail_district_news}:"  # the braces keep all keys on one machine of a cluster
TIMEOUT = 1  # seconds that a page waits for it at most
BATCHES_KEPT = timedelta(days=30)

Waiting = list[tuple[int, int, date, int]]  # batch, owner, day, count


@lru_cache(maxsize=8)
def store_at(url: str) -> ValkeyStore:
    return ValkeyStore(
        redis.Redis.from_url(
            url, decode_responses=True, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT
        )
    )


class ValkeyStore:
    """Counts in batches, each with a number of its own that the database remembers once it has them.

    What is read is what the database has, and the batches that it has not.
    """

    def __init__(self, client: redis.Redis):
        self.client = client
        self._write = client.register_script(scripts.WRITE)
        self._read = client.register_script(scripts.READ)
        self._cut = client.register_script(scripts.CUT)
        self._forget = client.register_script(scripts.FORGET)

    def write(self, seen: Collection[tuple[Counter, int]], visitor: int, moment: int, day: date) -> None:
        arguments: list = [PREFIX, moment, visitor, day.isoformat(), _new_batch(), VISITS.kind, VISITS.window]
        for counter, owner in seen:
            arguments += (counter.kind, owner, counter.window)
        self._write(keys=[PREFIX + "batches"], args=arguments)

    def totals(self, counter: Counter, owners: Collection[int]) -> dict[int, ViewTotals]:
        # Valkey first: a batch that is flushed meanwhile is then found in the database, and not added twice
        rows = self._waiting(counter, owners)
        found, flushed = ledger.totals(counter, owners, {batch for batch, *_ in rows})
        for batch, owner, _, count in rows:
            if batch not in flushed:
                standing = found.get(owner, ViewTotals())
                found[owner] = ViewTotals(standing.legacy, standing.own + count)
        return found

    def by_day(self, counter: Counter, owner: int, first: date) -> dict[date | None, int]:
        rows = self._waiting(counter, [owner])
        found, flushed = ledger.by_day(counter, owner, first, {batch for batch, *_ in rows})
        for batch, _, day, count in rows:
            if batch not in flushed and day >= first:
                found[day] = found.get(day, 0) + count
        return found

    def waiting(self, counter: Counter, first: date | None = None) -> dict[int, int]:
        rows = self._waiting(counter)
        flushed = _flushed({batch for batch, *_ in rows})
        found = ledger.waiting(counter, first)
        for batch, owner, day, count in rows:
            if batch not in flushed and (first is None or day >= first):
                found[owner] = found.get(owner, 0) + count
        return found

    def anything_waits(self) -> bool:
        return any(self._waiting(counter) for counter in COUNTERS) or DatabaseStore().anything_waits()

    def online(self, site_id: int, since: int) -> int:
        try:
            return self.client.zcount(f"{PREFIX}online:{site_id}", f"({since}", "+inf")
        except redis.RedisError:
            logger.exception("Valkey does not say who is online.")
            return 0

    def forget(self, counter: Counter, owner: int) -> None:
        DatabaseStore().forget(counter, owner)
        try:
            self._forget(keys=[PREFIX + "batches"], args=[PREFIX, counter.kind, owner])
        except redis.RedisError:
            logger.exception("Valkey keeps what waits for a page that is gone; the flush drops it.")

    def begins(self) -> bool:
        return True  # whoever comes second finds no batch

    def settle(self, limit: int) -> bool:
        """Flush all batches but the one that is being written, each in a transaction; exactly once."""
        for batch in self._cut(keys=[PREFIX + "batches"], args=[PREFIX, _new_batch()]):
            self._flush(batch)
        _batches().filter(flushed_at__lt=timezone.now() - BATCHES_KEPT).delete()
        return DatabaseStore().settle(limit)  # what was written before this store was chosen

    def _flush(self, batch: str) -> None:
        fields = self.client.hgetall(f"{PREFIX}batch:{batch}")
        with transaction.atomic(using=tables.database()):
            table = tables.table("FlushedBatch")
            # another process that flushes the same batch waits here, and then finds it there
            new = tables.run(
                f"INSERT INTO {table} (id, flushed_at) VALUES (%s, %s) ON CONFLICT (id) DO NOTHING",
                (int(batch), timezone.now()),
            )
            if new == 1:
                ledger.add(_sums(fields))
            # not before the commit: until then Valkey alone has them
            transaction.on_commit(lambda: self._drop(batch), using=tables.database())

    def _drop(self, batch: str) -> None:
        with self.client.pipeline() as pipe:
            pipe.lrem(PREFIX + "batches", 0, batch)
            pipe.delete(f"{PREFIX}batch:{batch}", f"{PREFIX}days:{batch}")
            pipe.execute()

    def _waiting(self, counter: Counter, owners: Iterable[int] = ()) -> Waiting:
        """Return what Valkey holds, of all owners if none are given; nothing while it is away."""
        try:
            rows = self._read(keys=[PREFIX + "batches"], args=[PREFIX, counter.kind, *owners])
        except redis.RedisError:
            logger.exception("Valkey does not answer: counts are shown as they were last flushed.")
            return []
        quads = zip(*[iter(rows)] * 4, strict=True)
        return [(int(batch), int(owner), date.fromisoformat(day), int(n)) for batch, owner, day, n in quads]


def _new_batch() -> int:
    return secrets.randbits(62) + 1


def _batches():
    return conf.model("FlushedBatch")._base_manager.using(tables.database())


def _flushed(batches: set[int]) -> set[int]:
    return set(_batches().filter(pk__in=batches).values_list("pk", flat=True)) if batches else set()


def _sums(fields: dict[str, str]) -> dict[tuple[int, int, date], int]:
    sums = {}
    for field, count in fields.items():
        kind, owner, day = field.split(":")
        sums[int(kind), int(owner), date.fromisoformat(day)] = int(count)
    return sums
