"""The collector of cycles, calmed: pages hold none, and walking over all that is known of a site finds nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 150_000  # objects between two looks at the youngest; libraries for single pages do make cycles


@contextmanager
def calm_collector() -> Iterator[None]:
    """While it holds, the collector looks seldom, and not at what was there before."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.freeze()  # so that not all that was made meanwhile is walked over at once
        gc.unfreeze()
        gc.set_threshold(*before)
