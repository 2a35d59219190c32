"""A mirror as a folder of files, as wget and HTTrack leave it."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from ..messages import say
from .base import Source, SourceError
from .pages import is_left_out

_UNDECODABLE = re.compile("[\udc80-\udcff]+")


class FolderSource(Source):
    """Files of a folder. Links to folders are not followed; links to files count if the file is inside."""

    @classmethod
    def accepts(cls, path: Path) -> bool:
        return path.is_dir()

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        return {path: size for path, (_, size) in self._files.items()}

    @cached_property
    def _files(self) -> dict[str, tuple[Path, int]]:
        """Where each file lies and its size, by the path it goes by."""
        root = self.path.resolve()
        found = dict(sorted(self._walk(root)))
        if not found:
            raise SourceError(
                say("The folder %(path)s holds no files: is it the folder of the mirror?", path=self.path)
            )
        return found

    def _walk(self, root: Path) -> Iterator[tuple[str, tuple[Path, int]]]:
        for folder, folders, names in os.walk(root, onerror=_refuse):
            folders[:] = [name for name in folders if not is_left_out(name)]
            for name in names:
                place = Path(folder, name)
                path = place.relative_to(root).as_posix()
                size = None if is_left_out(path) else _size_inside(place, root)
                if size is not None:
                    yield _UNDECODABLE.sub(_percent_encoded, path), (place, size)

    def _read(self, path: str, most: int) -> bytes:
        try:
            with self._files[path][0].open("rb") as file:
                return file.read(most)
        except OSError as error:
            raise SourceError(
                say(
                    "“%(path)s” cannot be read (%(reason)s): check its permissions, or copy the folder again.",
                    path=path,
                    reason=error.strerror,
                )
            ) from error


def _size_inside(place: Path, root: Path) -> int | None:
    """The size of a regular file; None for a device, a broken link or a link that leaves the root."""
    try:
        if place.is_symlink() and not place.resolve().is_relative_to(root):
            return None
        status = place.stat()
    except (OSError, RuntimeError):  # RuntimeError: a ring of links, before Python 3.13
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def _refuse(error: OSError) -> None:
    raise SourceError(
        say(
            "The folder %(path)s cannot be opened (%(reason)s): check its permissions.",
            path=error.filename,
            reason=error.strerror,
        )
    ) from error


def _percent_encoded(match: re.Match[str]) -> str:
    """A name that is no UTF-8 on the disk gets the form that it has in an address."""
    return "".join(f"%{byte:02X}" for byte in os.fsencode(match.group()))
