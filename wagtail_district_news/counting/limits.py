"""How much one address and one browser may send: kept in memory, so each bound is a process's own."""

from __future__ import annotations

import threading
from collections.abc import Hashable

from . import clock

MOST_KEYS = 100_000  # that are remembered at once


class Limit:
    """How often each key came in a period that is the same for all of them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.forget()

    def add(self, key: Hashable, period: int) -> int:
        """Return how often a key came in this period of so many milliseconds, now included."""
        with self._lock:
            now = clock.now()
            # less than 0 where the clock was set back
            if not 0 <= now - self._since < period or len(self._came) >= MOST_KEYS:
                self._came, self._since = {}, now
            self._came[key] = self._came.get(key, 0) + 1
            return self._came[key]

    def forget(self) -> None:
        """Begin a period anew."""
        self._came: dict[Hashable, int] = {}
        self._since = 0
