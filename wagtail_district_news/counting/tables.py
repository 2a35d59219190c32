"""The database that counts, and its tables: plain statements, since the ORM takes longer than a count."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import connections, router

from .. import conf


def database() -> str:
    """Return the alias of the database that holds the counters."""
    return router.db_for_write(conf.model("Sighting"))


def connection():
    return connections[database()]


def table(name: str) -> str:
    """Return the quoted table of one of our models."""
    return connection().ops.quote_name(conf.model(name)._meta.db_table)


def fetch(sql: str, values: Iterable = ()) -> list[tuple]:
    with connection().cursor() as cursor:
        cursor.execute(sql, list(values))
        return cursor.fetchall()


def run(sql: str, values: Iterable = ()) -> int:
    """Execute a statement; return how many rows it wrote."""
    with connection().cursor() as cursor:
        cursor.execute(sql, list(values))
        return cursor.rowcount


def marks(values: Collection) -> str:
    return ", ".join(["%s"] * len(values))
