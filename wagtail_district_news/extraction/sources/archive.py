"""A mirror as a zip file, read in place: nothing is unpacked to the disk."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from ..messages import Message, say
from .base import Source, SourceError
from .pages import is_left_out

MAX_FILES = 1_000_000
MAX_TOTAL_BYTES = 256 << 30  # 256 GiB unpacked: the whole is read once in an import
MAX_RATIO = 200  # unpacked to packed, of files over RATIO_FREE_BYTES; HTML reaches 40, a bomb 1,000 and more
RATIO_FREE_BYTES = 4 << 20

_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2}  # LZMA lets the file claim memory
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
_DRIVE = re.compile(r"[A-Za-z]:")


class ZipSource(Source):
    """Files of a zip, checked as a whole before the first is read."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        try:
            self._zip = zipfile.ZipFile(path)
        except _DAMAGE as error:
            raise SourceError(
                say(
                    "%(zip)s is no zip that can be read (%(reason)s): copy it again or pack it anew.",
                    zip=path.name,
                    reason=error,
                )
            ) from error
        try:
            self._entries = self._checked_entries()
        except SourceError:
            self.close()
            raise

    @classmethod
    def accepts(cls, path: Path) -> bool:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(2) == b"PK" or zipfile.is_zipfile(file)

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        return {name: entry.file_size for name, entry in self._entries.items()}

    def close(self) -> None:
        self._zip.close()

    def _checked_entries(self) -> dict[str, zipfile.ZipInfo]:
        entries = self._zip.infolist()
        self._refuse_bomb(entries)
        named = {name: entry for entry in entries if not (name := _name(entry)).endswith("/")}
        for name, entry in named.items():
            problem = _problem(name, entry)
            if problem:
                raise SourceError(
                    say(
                        "%(zip)s is not safe to read: “%(path)s” %(problem)s. Pack it anew without it.",
                        zip=self.path.name,
                        path=name,
                        problem=problem,
                    )
                )
        kept = {name: named[name] for name in sorted(named) if not is_left_out(name)}
        if not kept:
            raise SourceError(say("%(zip)s holds no files: is it the zip of the mirror?", zip=self.path.name))
        return kept

    def _refuse_bomb(self, entries: list[zipfile.ZipInfo]) -> None:
        reason = Message("")
        if len(entries) > MAX_FILES:
            reason = say(
                "it lists %(count)s files, %(limit)s are allowed", count=len(entries), limit=MAX_FILES
            )
        elif (total := sum(entry.file_size for entry in entries)) > MAX_TOTAL_BYTES:
            reason = say(
                "it would unpack to %(size)s bytes, %(limit)s are allowed", size=total, limit=MAX_TOTAL_BYTES
            )
        elif sum(entry.compress_size for entry in entries) > self.path.stat().st_size:
            reason = say("its files overlap")  # one piece of data that many entries share
        elif bomb := next((entry for entry in entries if _is_bomb(entry)), None):
            reason = say(
                "“%(path)s” would grow more than %(limit)s times", path=bomb.filename, limit=MAX_RATIO
            )
        if reason:
            raise SourceError(
                say(
                    "%(zip)s looks like a zip bomb: %(reason)s. Unpack it yourself and give the folder.",
                    zip=self.path.name,
                    reason=reason,
                )
            )

    def _read(self, path: str, most: int) -> bytes:
        try:
            with self._zip.open(self._entries[path]) as file:
                return file.read(most)
        except _DAMAGE as error:
            raise SourceError(
                say(
                    "“%(path)s” in %(zip)s is damaged (%(reason)s): copy the zip again or pack it anew.",
                    path=path,
                    zip=self.path.name,
                    reason=error,
                )
            ) from error


def _name(entry: zipfile.ZipInfo) -> str:
    """The entry's name with "/" between folders; one in UTF-8 that the zip does not declare is put right."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def _problem(name: str, entry: zipfile.ZipInfo) -> Message | None:
    if not name:
        return say("has no name")
    if name.startswith("/") or _DRIVE.match(name):
        return say("has an absolute name")
    if ".." in name.split("/"):
        return say("leads out of the archive")
    if stat.S_ISLNK(entry.external_attr >> 16):
        return say("is a link")
    if entry.flag_bits & 0x1:
        return say("is encrypted")
    if entry.compress_type not in _METHODS:
        return say("is packed by an unusual method")
    return None


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > RATIO_FREE_BYTES and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
