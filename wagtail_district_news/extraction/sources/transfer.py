"""An HTTP response as it went over the wire -> its status, its headers and its content, piece by piece."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

PIECE = 1 << 16  # bytes at a time, of what is read and of what it unpacks to
MAX_HEAD = 1 << 18  # bytes of status line and headers
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/[\d.]+ +(\d{3})", re.IGNORECASE)
_SIZE = re.compile(rb"[ \t]*([0-9a-fA-F]{1,15})[ \t]*(?:;[^\n]{0,1000})?\r?\n")
_LONGEST_SIZE_LINE = 1_100

Unpack = Callable[[bytes], Iterator[bytes]]


class Readable(Protocol):
    """What the content of a record is read from."""

    def read(self, length: int) -> bytes: ...


@dataclass(slots=True)
class Response:
    """`content` can be walked once; afterwards `whole` says whether nothing of it was missing or damaged."""

    status: int
    headers: Mapping[str, str]  # names in lower case
    content: Iterator[bytes] = field(default_factory=lambda: iter(()))
    whole: bool = True


def pieces(stream: Readable) -> Iterator[bytes]:
    """All that a stream holds, in pieces."""
    while piece := stream.read(PIECE):
        yield piece


def read_response(wire: Iterable[bytes]) -> Response:
    """Take a response apart. Chunks are joined, and gzip, deflate and brotli unpacked, where it has them."""
    rest = iter(wire)
    head = b""
    while not (end := _HEAD_END.search(head)) and len(head) < MAX_HEAD and (piece := next(rest, b"")):
        head += piece
    lines = head[: end.start() if end else len(head)].decode("latin-1").splitlines()
    status = _STATUS.match(head)
    response = Response(int(status[1]) if status else 0, _headers(lines[1:]))
    response.content = _content(response, head[end.end() :] if end else b"", rest)
    return response


def _headers(lines: list[str]) -> dict[str, str]:
    named = (line.partition(":") for line in lines)
    return {name.strip().lower(): value.strip() for name, mark, value in named if mark}


def _content(response: Response, start: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    wire = _counted(response, _joined(start, rest))
    if "chunked" in response.headers.get("transfer-encoding", "").lower():
        wire = _without_chunks(response, wire)
    named = response.headers.get("content-encoding", "").lower().replace(",", " ").split()
    for coding in reversed(named):
        wire = _unpacked(response, coding, wire)
    return wire


def _joined(start: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    if start:
        yield start
    yield from rest


def _counted(response: Response, wire: Iterator[bytes]) -> Iterator[bytes]:
    """Note where less came than the server announced."""
    announced = response.headers.get("content-length", "")
    count = 0
    for piece in wire:
        count += len(piece)
        yield piece
    if announced.isdecimal() and len(announced) < 16 and count < int(announced):
        response.whole = False


def _without_chunks(response: Response, wire: Iterator[bytes]) -> Iterator[bytes]:
    """Join the chunks. Some crawlers had joined them before, and left the header."""
    held = next(wire, b"")
    first = True
    while True:
        while b"\n" not in held and len(held) < _LONGEST_SIZE_LINE and (piece := next(wire, b"")):
            held += piece
        size = _SIZE.match(held)
        if size is None:
            if first:
                yield from _joined(held, wire)
            elif held.strip():
                response.whole = False
            else:
                response.whole = False  # the last chunk, of no bytes, never came
            return
        first = False
        left = int(size[1], 16)
        if not left:
            return
        held = held[size.end() :]
        while left:
            if not held and not (held := next(wire, b"")):
                response.whole = False
                return
            yield held[:left]
            held, left = held[left:], left - min(left, len(held))
        while len(held) < 2 and (piece := next(wire, b"")):
            held += piece
        held = held.removeprefix(b"\r").removeprefix(b"\n")


def _unpacked(response: Response, coding: str, wire: Iterator[bytes]) -> Iterator[bytes]:
    """Undo one content coding. What is not packed at all, whatever the header says, passes as it is."""
    held = b""
    while len(held) < 2 and (piece := next(wire, b"")):
        held += piece
    wire = _joined(held, wire)
    if coding in ("gzip", "x-gzip") and held[:2] == b"\x1f\x8b":
        yield from _inflated(response, wire, 31)
    elif coding == "deflate" and held:
        zlib_head = held[0] & 15 == 8 and int.from_bytes(held[:2], "big") % 31 == 0
        yield from _inflated(response, wire, 15 if zlib_head else -15)
    elif coding == "br" and held:
        yield from _unbrotlied(response, wire)
    else:
        yield from wire


def _inflated(response: Response, wire: Iterator[bytes], window: int) -> Iterator[bytes]:
    engine = zlib.decompressobj(window)
    for piece in wire:
        while piece:
            try:
                out = engine.decompress(piece, PIECE)
            except zlib.error:
                response.whole = False
                return
            if out:
                yield out
            piece = engine.unconsumed_tail
            if engine.eof:  # a file of several members, or what a server sent behind the end
                piece = engine.unused_data if window == 31 and engine.unused_data[:2] == b"\x1f\x8b" else b""
                if not piece:
                    return
                engine = zlib.decompressobj(window)
    response.whole = False


def _unbrotlied(response: Response, wire: Iterator[bytes]) -> Iterator[bytes]:
    import brotli

    engine = brotli.Decompressor()
    for piece in wire:
        try:
            out = engine.process(piece, output_buffer_limit=PIECE)
            while out:
                yield out
                out = b"" if engine.can_accept_more_data() else engine.process(b"", output_buffer_limit=PIECE)
        except brotli.error:
            response.whole = False
            return
    if not engine.is_finished():
        response.whole = False
