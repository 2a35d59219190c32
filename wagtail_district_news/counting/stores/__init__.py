"""Where views and visits are written first: in the database, or in Valkey."""

from __future__ import annotations

from ..options import options
from .database import DatabaseStore

NAMES = ("database", "valkey")
DATABASE = DatabaseStore()


def chosen():
    """Return the store of COUNT_STORE. Both have the methods of DatabaseStore and count the same."""
    if options().store == "valkey":
        from .valkey import store_at

        return store_at(options().valkey_url)
    return DATABASE
