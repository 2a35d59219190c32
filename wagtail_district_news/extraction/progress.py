"""How far a command is: one line that is written over on a terminal, one a stage in a log."""

from __future__ import annotations

from types import TracebackType
from typing import TextIO

from .messages import say, tell

STAGES = {
    "learn": say("looked at %(done)s of %(total)s pages"),
    "check": say("tried the profile on %(done)s of %(total)s pages"),
    "survey": say("surveyed %(done)s of %(total)s pages"),
    "pages": say("read %(done)s of %(total)s pages"),
}
STEP = 25  # pages between two lines


class Progress:
    """Call it with a stage, pages done, and pages in all. On leaving, the line is ended."""

    def __init__(self, log: TextIO) -> None:
        self.log = log
        self._open = False

    def __call__(self, stage: str, done: int, total: int) -> None:
        last = done == total
        if done % STEP and not last:
            return
        line = tell(STAGES[stage], done=done, total=total)
        if self.log.isatty():
            print(f"\r{line}", end="\n" if last else "", file=self.log, flush=True)
            self._open = not last
        elif last:
            print(line, file=self.log, flush=True)

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._open:
            print(file=self.log)
