"""The records of a WARC file, by warcio: in order, past what is damaged, and one alone by its offset."""

from __future__ import annotations

import re
import zlib
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from os import fstat
from pathlib import Path
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from ..messages import Message, say
from .transfer import Readable

MOST_DAMAGES = 1_000  # places of one file behind which the next record is looked for
_STEP = 1 << 20
_DAMAGE = (ArchiveLoadFailed, EOFError, OSError, ValueError, zlib.error, KeyError, IndexError, AttributeError)
_MEMBER = re.compile(rb"\x1f\x8b\x08")
_RECORD = re.compile(rb"WARC/\d\.\d\r?\n")
_OVERLAP = 16


class _Records(ArchiveIterator):  # type: ignore[misc]  # warcio has no types
    INC_RECORD = ""  # it would be printed


@dataclass(slots=True)
class Record:
    """One record: its `headers`, names in lower case, and `content`, to be read before the next is asked for."""

    offset: int
    kind: str
    headers: Mapping[str, str]
    length: int
    content: Readable


@dataclass(slots=True)
class Damage:
    """A place where no record could be read, and why."""

    offset: int
    reason: Message = field(default_factory=lambda: Message(""))


def records(path: Path) -> Iterator[Record | Damage]:
    """Every record of a file, and every damage between them. OSError where it cannot be opened."""
    with path.open("rb") as file:
        pattern = _MEMBER if file.read(2) == b"\x1f\x8b" else _RECORD
        place: int | None = 0
        damages = 0
        while place is not None and damages < MOST_DAMAGES:
            found = yield from _run(file, place)
            if found is None:
                return
            damages += 1
            place = _next(file, found + 1, pattern)


@contextmanager
def record_at(path: Path, offset: int) -> Iterator[Record]:
    """The record that begins at an offset. OSError or ValueError where there is none."""
    with path.open("rb") as file:
        file.seek(offset)
        iterator = _Records(file, no_record_parse=True)
        try:
            found = next(iter(iterator), None)
        except _DAMAGE as error:
            raise ValueError(str(error)) from error
        if found is None:
            raise ValueError("there is no record")
        yield _record(offset, found)


def _run(file: BinaryIO, start: int) -> Generator[Record | Damage, None, int | None]:
    """The records from a place to the end. Returns where the next damage is, None where all was read."""
    file.seek(start)
    iterator = _Records(file, no_record_parse=True)
    place = start
    try:
        for found in iterator:
            place = iterator.offset
            yield _record(place, found)
            if _breaks_off(found):
                yield Damage(place, say("the file breaks off in the record that begins there"))
                return None
    except _DAMAGE as error:
        if "non-chunked" in str(error):
            yield Damage(place, _packed_whole())
            return None
        yield Damage(place, say("no record can be read there"))
        return place
    if (iterator.offset or start) < fstat(file.fileno()).st_size:  # no more than the beginning of a header
        yield Damage(iterator.offset or start, say("the file breaks off in the record that begins there"))
    return None


def _record(offset: int, found: Any) -> Record:
    headers = {str(name).lower(): str(value) for name, value in found.rec_headers.headers}
    return Record(offset, found.rec_type or "", headers, found.length or 0, found.raw_stream)


def _breaks_off(found: Any) -> bool:
    """Whether a record holds less than it says, or does not even say it. Reads what is left of it."""
    while found.raw_stream.read(_STEP):
        pass
    says_length = bool(found.rec_headers.get_header("Content-Length"))
    return not says_length or getattr(found.raw_stream, "limit", 0) > 0


def _packed_whole() -> Message:
    return say("it was packed as a whole, so that no record can be found again: unpack it with gunzip")


def _next(file: BinaryIO, start: int, pattern: re.Pattern[bytes]) -> int | None:
    """Where the next record may begin."""
    file.seek(start)
    held, place = b"", start
    while piece := file.read(_STEP):
        held += piece
        if match := pattern.search(held):
            return place + match.start()
        place += max(0, len(held) - _OVERLAP)
        held = held[-_OVERLAP:]
    return None
