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
RATIO_FREE_TOTAL = 1 << 30

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
_PLAIN_FILES = (0, stat.S_IFREG)  # 0: packed where files have no mode
_DRIVE = re.compile(r"[A-Za-z]:")


class ZipSource(Source):
    """Files of a zip, checked by its directory before the first is read. What is not safe is left out."""

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

    @property
    def refused(self) -> Mapping[str, Message]:
        return self._refused

    def _checked_entries(self) -> dict[str, zipfile.ZipInfo]:
        """The entries that are safe, by name; of two with one name the later counts, as for any unzip program."""
        named = {_name(entry): entry for entry in self._zip.infolist()}
        named = {name: named[name] for name in sorted(named) if not (name.endswith("/") or _is_debris(name))}
        problems = {name: _problem(name, entry) for name, entry in named.items()}
        self._refused = {name: problem for name, problem in problems.items() if problem is not None}
        kept = {name: entry for name, entry in named.items() if name not in self._refused}
        self._refuse_bomb(list(kept.values()))
        if not kept and not self._refused:
            raise SourceError(say("%(zip)s holds no files: is it the zip of the mirror?", zip=self.path.name))
        return kept

    def _refuse_bomb(self, entries: list[zipfile.ZipInfo]) -> None:
        """Refuse the whole where only all entries together are a bomb."""
        reason = Message("")
        total, packed = (
            sum(entry.file_size for entry in entries),
            sum(entry.compress_size for entry in entries),
        )
        if len(entries) > MAX_FILES:
            reason = say(
                "it lists %(count)s files, %(limit)s are allowed", count=len(entries), limit=MAX_FILES
            )
        elif total > MAX_TOTAL_BYTES:
            reason = say(
                "it would unpack to %(size)s bytes, %(limit)s are allowed", size=total, limit=MAX_TOTAL_BYTES
            )
        elif packed > self.path.stat().st_size:
            reason = say("its files overlap")  # one piece of data that many entries share
        elif total > max(RATIO_FREE_TOTAL, MAX_RATIO * packed):
            reason = say("it would grow more than %(limit)s times", limit=MAX_RATIO)
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


def _is_debris(name: str) -> bool:
    """Whether an entry is no part of the portal. A name that leads out only looks like a hidden one."""
    return is_left_out("/".join(part for part in name.split("/") if part != ".."))


def _problem(name: str, entry: zipfile.ZipInfo) -> Message | None:
    """Why an entry is left out, and what to do; None for one that is safe."""
    if name.startswith("/") or _DRIVE.match(name):
        return say(
            "“%(path)s” was left out: its name is absolute. Pack it inside the mirror's folder.", path=name
        )
    if not name or ".." in name.split("/"):
        return say(
            "“%(path)s” was left out: its name leads out of the archive. Pack it inside the mirror's folder.",
            path=name,
        )
    if stat.S_IFMT(entry.external_attr >> 16) not in _PLAIN_FILES:
        return say("“%(path)s” was left out: it is a link, or no file. Pack the file itself.", path=name)
    if entry.flag_bits & 0x1:
        return say("“%(path)s” was left out: it is encrypted. Pack it without a password.", path=name)
    if entry.compress_type not in _METHODS:
        return say(
            "“%(path)s” was left out: it is packed by an unusual method. Pack it as an ordinary zip.",
            path=name,
        )
    if _is_bomb(entry):
        return say(
            "“%(path)s” was left out: it would grow more than %(limit)s times, as a zip bomb does. If it is none, "
            "unpack the zip yourself and give the folder.",
            path=name,
            limit=MAX_RATIO,
        )
    return None


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > RATIO_FREE_BYTES and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
