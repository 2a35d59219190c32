"""What a run keeps of its outcomes: on disk, however many there are, and a few of each sort that are named."""

from __future__ import annotations

import json
import logging
import weakref
from bisect import insort
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import Any

from .options import Outcome

logger = logging.getLogger(__name__)

NAMED = 10  # how many pages a summary names; the rest is in the report
IN_MEMORY = 1_000_000  # bytes


class Outcomes:
    """Outcomes in the order in which they were appended, in a file that nobody else sees and that goes with them."""

    def __init__(self) -> None:
        self._file: Any = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed when nobody holds them
        self._written = 0  # bytes
        self._rest: list[bytes] = []
        self._count = 0
        weakref.finalize(self, self._file.close)

    def __len__(self) -> int:
        return self._count

    def append(self, outcome: Outcome) -> None:
        """Add one. Where the disk is full, memory takes this one and all that follow: no page ends a run."""
        line = json.dumps(outcome.as_json(), default=str).encode("ascii") + b"\n"
        if not self._rest and self._write(line):
            self._written += len(line)
        else:
            self._rest.append(line)
        self._count += 1

    def _write(self, line: bytes) -> bool:
        try:
            self._file.seek(self._written)
            self._file.write(line)
            self._file.flush()
        except OSError:
            logger.exception("What becomes of each page is kept in memory from here on.")
            return False
        return True

    def __iter__(self) -> Iterator[Outcome]:
        at = 0
        while at < self._written:
            self._file.seek(at)
            line = self._file.readline()
            at += len(line)
            yield Outcome.from_json(json.loads(line))
        yield from map(Outcome.from_json, map(json.loads, self._rest))


@dataclass(slots=True)
class Named:
    """How many outcomes are of a sort, and the first of them by `order`, else as they came."""

    order: Callable[[Outcome], Any] | None = None
    count: int = 0
    first: list[Outcome] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Count one, and keep it while it is among the first."""
        self.count += 1
        if self.order is not None:
            insort(self.first, outcome, key=self.order)
            del self.first[NAMED:]
        elif self.count <= NAMED:
            self.first.append(outcome)
