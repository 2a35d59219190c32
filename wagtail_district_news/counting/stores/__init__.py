"""Where views and visits are written first: in the database, or in Valkey."""

from __future__ import annotations

from ... import conf
from .database import DatabaseStore

NAMES = ("database", "valkey")


def chosen():
    """Return the store of COUNT_STORE. Both have the methods of DatabaseStore and count the same."""
    if conf.setting("COUNT_STORE") == "valkey":
        from .valkey import store_at

        return store_at(conf.setting("COUNT_VALKEY_URL"))
    return DatabaseStore()
