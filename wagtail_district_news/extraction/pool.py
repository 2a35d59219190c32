"""Work over several processes: in order, a few things ahead, and never more of them in memory."""

from __future__ import annotations

import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, TypeVar

from .messages import say

AHEAD = 4  # things a process that wait or are done
MOST_JOBS = 64

Thing = TypeVar("Thing")
Result = TypeVar("Result")


class WorkerLost(Exception):
    """A process ended before its work was done. The message says what may help."""


def each(
    work: Callable[[Any, Thing], Result], known: Any, things: Iterable[Thing], jobs: int
) -> Iterator[Result]:
    """`work(known, thing)` for each thing, in order; over so many processes, or in this one if `jobs` is 1.

    `work` is a function of a module, and all that goes to it and comes from it can be pickled. `known` is
    sent to each process once. Raises WorkerLost where a process ended by itself.
    """
    if jobs <= 1:
        yield from (work(known, thing) for thing in things)
        return
    pool = ProcessPoolExecutor(
        min(jobs, MOST_JOBS),
        mp_context=get_context("spawn"),  # the same on every system, and safe beside threads
        initializer=_begin,
        initargs=(pickle.dumps((work, known)),),
    )
    waiting: deque[Future[Any]] = deque()
    try:
        for thing in things:
            waiting.append(pool.submit(_go_on, thing))
            if len(waiting) >= jobs * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise WorkerLost(
            say(
                "a process that read pages was ended, perhaps for want of memory: run it again with fewer --jobs, "
                "or without"
            )
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_task: tuple[Callable[[Any, Any], Any], Any] | None = None


def _begin(packed: bytes) -> None:
    """Make a process ready. Ctrl-C is for the first process, which then ends the others."""
    global _task
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _task = pickle.loads(packed)


def _go_on(thing: Any) -> Any:
    assert _task is not None
    work, known = _task
    return work(known, thing)
