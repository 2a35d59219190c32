"""A portal as crawlers keep it: one WARC file, or a folder of them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from ..documents import SourceDocument
from ..messages import Message, say
from .addresses import without_archive_prefix
from .base import MAX_PAGE_BYTES, Source, SourceError
from .folder import FolderSource

if TYPE_CHECKING:
    from .captures import Captures

_ENDINGS = (".warc", ".warc.gz")


class WarcSource(Source):
    """The captures of WARC files: of each address the last one that is whole. Needs the extra `warc`.

    A page is what was answered with status 200 as HTML; whatever else was answered so is a file.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        try:
            from . import captures
        except ModuleNotFoundError as error:
            raise SourceError(_missing(path, (error.name or "").partition(".")[0])) from error
        self._module = captures
        files = _warc_files(path) if path.is_dir() else [path]
        names = [file.relative_to(path).as_posix() if path.is_dir() else file.name for file in files]
        try:
            self._captures: Captures = captures.index(files, names)
        except OSError as error:
            raise SourceError(
                say(
                    "%(path)s cannot be opened (%(reason)s): check its permissions.",
                    path=path,
                    reason=error.strerror,
                )
            ) from error

    @classmethod
    def accepts(cls, path: Path) -> bool:
        if path.is_dir():
            return bool(_warc_files(path)) and not FolderSource(path).has_pages()
        return path.is_file() and _begins_as_warc(path)

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        return {path: capture.size for path, capture in self._captures.by_path.items()}

    @property
    def refused(self) -> Mapping[str, Message]:
        return self._captures.refused

    def document(self, path: str) -> SourceDocument:
        content = self.read(path, MAX_PAGE_BYTES)
        capture = self._captures.by_path[path]
        return SourceDocument(path, content, capture.url, capture.charset)

    def find(self, reference: str, from_path: str, base_url: str = "") -> str | None:
        """By the whole address, which a capture knows; else by what paths tell, as in any mirror."""
        capture = self._captures.by_path.get(from_path)
        address = without_archive_prefix(reference)
        try:
            address = urljoin(capture.url, address) if capture is not None and address else ""
        except ValueError:
            address = ""
        exact = self._captures.paths.get(self._module.address_key(address)) if address else None
        return exact or super().find(reference, from_path, base_url)

    def address(self, path: str) -> str:
        capture = self._captures.by_path.get(path)
        return capture.url if capture is not None else ""

    def _pages(self) -> Iterator[str]:
        return (path for path, capture in self._captures.by_path.items() if capture.page)

    def _read(self, path: str, most: int) -> bytes:
        held = bytearray()
        try:
            with closing(self._module.content(self._captures, path)) as pieces:
                for piece in pieces:
                    held += piece
                    if len(held) >= most:
                        break
        except (OSError, ValueError, EOFError, zlib.error) as error:
            raise SourceError(
                say(
                    "“%(path)s” in %(source)s is damaged (%(reason)s): copy the WARC file again.",
                    path=path,
                    source=self.path.name,
                    reason=error,
                )
            ) from error
        return bytes(held[:most])


def _warc_files(folder: Path) -> list[Path]:
    """The WARC files of a folder and of the folders in it, where crawlers put them."""
    found = (place for depth in ("*", "*/*") for place in folder.glob(depth))
    named = (place for place in found if place.name.lower().endswith(_ENDINGS))
    return sorted(place for place in named if place.is_file() and not place.is_symlink())


def _begins_as_warc(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(2048)
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(31).decompress(head, 16)
        except zlib.error:
            return path.name.lower().endswith(_ENDINGS)
    return head.startswith(b"WARC/") or path.name.lower().endswith(_ENDINGS)


def _missing(path: Path, name: str) -> Message:
    return say(
        "%(path)s is a WARC file, and %(name)s is not installed. Run: %(install)s",
        path=path,
        name=name,
        install='pip install "wagtail-district-news[warc]"',
    )
