"""The database that counts, and its tables: plain statements, since the ORM takes longer than a count."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache

from django.db import connections, router

from .. import conf

# of libpq: a connection in no transaction; a statement that is done, without and with rows
IDLE, DONE = 0, (1, 2)


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


def append(sql: str, values: tuple[int | str | None, ...], wait_for_disk: bool = True) -> None:
    """Execute an INSERT of whole numbers and of text that is ours.

    Past Django's cursor, which takes longer than the database; by the cursor where somebody looks on: in a
    transaction, where queries are logged, or with wrappers of them.
    """
    db = connection()
    # the reader does not wait for the disk: only a crash of PostgreSQL itself loses the last half a second
    hurries = db.vendor == "postgresql" and not wait_for_disk
    if not _is_unwatched(db):
        run(sql + " RETURNING set_config('synchronous_commit', 'off', true)" if hurries else sql, values)
        return
    try:
        if db.vendor == "sqlite":
            db.connection.execute(_with_question_marks(sql), values)
        else:  # both statements are one transaction
            before = "SET LOCAL synchronous_commit = off; " if hurries else ""
            _execute(db, before + sql % tuple(map(_literal, values)))
    except db.Database.Error:
        with db.wrap_database_errors:  # the cursor's errors, and the connection is looked at afterwards
            raise


def _is_unwatched(db) -> bool:
    if db.connection is None or db.in_atomic_block or db.execute_wrappers or db.queries_logged:
        return False
    if db.health_check_enabled and not db.health_check_done:
        return False
    return db.vendor == "sqlite" or _status(db) == IDLE


def _status(db) -> int | None:
    link = getattr(db.connection, "pgconn", None)  # psycopg 2 has none
    return link.transaction_status if link is not None else None


def _execute(db, sql: str) -> None:
    link = db.connection.pgconn
    if link.exec_(sql.encode()).status not in DONE:
        raise db.Database.OperationalError(link.error_message.decode(errors="replace"))


@cache
def _with_question_marks(sql: str) -> str:
    return sql.replace("%s", "?")


def _literal(value: int | str | None) -> str:
    if value is None:
        return "NULL"
    return f"'{value}'" if isinstance(value, str) else str(value)
