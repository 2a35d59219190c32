"""A mirror as a folder of files, as wget and HTTrack leave it."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from functools import cached_property
from io import FileIO
from pathlib import Path

from ..messages import Message, say
from .base import Source, SourceError
from .pages import is_left_out

# their place is filled once the file is known
_CLOSED = say(
    "The folder “%(path)s” was left out: it cannot be opened. Check its permissions and how deep it lies."
)
_LEADS_OUT = say("“%(path)s” was left out: it is a link that leads out of the folder. Copy the file itself.")
_BROKEN = say("“%(path)s” was left out: it is a link that leads nowhere. Copy the file itself.")
_FOLDER_LINK = say("“%(path)s” was left out: links to folders are not followed. Copy the folder itself.")
_NO_FILE = say("“%(path)s” was left out: it is no file, but a pipe, a socket or a device. Delete it.")
_UNDECODABLE = re.compile("[\udc80-\udcff]+")


class FolderSource(Source):
    """Files of a folder. Links to folders are not followed; links to files count if the file is inside.

    What else is no plain file is left out, and said.
    """

    @classmethod
    def accepts(cls, path: Path) -> bool:
        return path.is_dir()

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        return {path: size for path, (_, size) in self._files.items()}

    @property
    def refused(self) -> Mapping[str, Message]:
        return self._listing[1]

    @property
    def _files(self) -> dict[str, tuple[str, int]]:
        """Where each file lies and its size, by the path it goes by."""
        return self._listing[0]

    @cached_property
    def _listing(self) -> tuple[dict[str, tuple[str, int]], dict[str, Message]]:
        root = self.path.resolve()
        above = len(str(root / "x")) - 1
        listed: dict[str, tuple[str, int | Message]] = {}
        undecodable = []
        for place, found in _walk(root):
            path = place[above:].replace(os.sep, "/")
            if not path.isascii() and _UNDECODABLE.search(path):
                undecodable.append((path, place, found))
            else:
                listed[path] = (place, found)
        for path, place, found in sorted(undecodable):
            name = _UNDECODABLE.sub(_percent_encoded, path)
            while name in listed:  # another file is called so on the disk
                name = name.replace("%", "%25")
            listed[name] = (place, found)
        files: dict[str, tuple[str, int]] = {}
        refused: dict[str, Message] = {}
        for path, (place, found) in sorted(listed.items()):
            if isinstance(found, int):
                files[path] = (place, found)
            else:
                refused[path] = say(str(found), path=path)
        if not files and not refused:
            raise SourceError(
                say("The folder %(path)s holds no files: is it the folder of the mirror?", path=self.path)
            )
        return files, refused

    def _read(self, path: str, most: int) -> bytes:
        try:
            with FileIO(self._files[path][0], opener=_open_at_once) as file:
                return b"".join(_chunks(file, most))
        except OSError as error:
            raise SourceError(
                say(
                    "“%(path)s” cannot be read (%(reason)s): check its permissions, or copy the folder again.",
                    path=path,
                    reason=error.strerror,
                )
            ) from error


def _open_at_once(path: str, flags: int) -> int:
    """Open a file, without waiting for anybody if it has become a pipe meanwhile."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _chunks(file: FileIO, most: int) -> Iterator[bytes]:
    """The start of an open file: a system may give less than it was asked for, though there is more."""
    while most > 0 and (chunk := file.read(most)):
        yield chunk
        most -= len(chunk)


def _walk(root: Path) -> Iterator[tuple[str, int | Message]]:
    """Every file below a folder with its size, or with the reason why it is left out.

    Without recursion, however deep it is. SourceError if the root itself cannot be opened.
    """
    folders = [str(root)]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                inside = [entry for entry in entries if not is_left_out(entry.name)]
        except OSError as error:
            if folder == str(root):
                raise _cannot_open(error) from error
            yield folder, _CLOSED
            continue
        for entry in inside:
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            else:
                yield entry.path, _size_inside(entry, root)


def _size_inside(entry: os.DirEntry[str], root: Path) -> int | Message:
    """The size of a regular file; else why it is none that may be read."""
    try:
        if entry.is_symlink() and not Path(entry.path).resolve().is_relative_to(root):
            return _LEADS_OUT
        status = entry.stat()
    except (OSError, RuntimeError):  # RuntimeError: a ring of links, before Python 3.13
        return _BROKEN
    if stat.S_ISDIR(status.st_mode):
        return _FOLDER_LINK
    return status.st_size if stat.S_ISREG(status.st_mode) else _NO_FILE


def _cannot_open(error: OSError) -> SourceError:
    return SourceError(
        say(
            "The folder %(path)s cannot be opened (%(reason)s): check its permissions.",
            path=error.filename,
            reason=error.strerror,
        )
    )


def _percent_encoded(match: re.Match[str]) -> str:
    """A name that is no UTF-8 on the disk gets the form that it has in an address."""
    return "".join(f"%{byte:02X}" for byte in os.fsencode(match.group()))
