"""What waits to be rolled up: which sightings count, by the one before of the same visitor."""

from __future__ import annotations

from .counters import Counter
from .tables import table


def counted(counter: Counter, which: str = "IS NOT NULL", source: str = "") -> str:
    """Return a query of `owner` and `day`, a row for each sighting that counts.

    It counts if the visitor's one before, waiting or rolled up, is longer ago than the counter's window: each
    begins the window anew. `which` says of whom, as in SQL: `= %s`; `source` where to look instead of all that waits.
    """
    window = counter.window
    return (
        "SELECT s.owner AS owner, s.day AS day FROM ("
        f"SELECT {counter.owner} AS owner, visitor, day, seen_at, seen_at - LAG(seen_at) OVER "
        f"(PARTITION BY {counter.owner}, visitor ORDER BY seen_at, id) AS since "
        f"FROM {source or table('Sighting')} AS w WHERE {counter.owner} {which}) AS s "
        f"LEFT JOIN {table('LastSeen')} AS l ON s.since IS NULL AND l.kind = {counter.kind} "
        "AND l.owner = s.owner AND l.visitor = s.visitor "
        f"WHERE COALESCE(s.since, s.seen_at - l.seen_at, {window} + 1) > {window}"
    )


def last_sightings(counter: Counter, source: str) -> str:
    """Return a query of the rows of LastSeen that `source` makes; its value is the earliest that is still of use."""
    return (
        f"SELECT {counter.kind}, {counter.owner}, visitor, MAX(seen_at) FROM {source} AS w "
        f"WHERE {counter.owner} IS NOT NULL GROUP BY {counter.owner}, visitor HAVING MAX(seen_at) >= %s"
    )
