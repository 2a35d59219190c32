"""What every kind of source can do: list its pages, read a file, find what a page refers to."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import TracebackType

from ..documents import SourceDocument
from ..messages import Message, say
from .pages import HEAD_BYTES, is_page, may_be_page
from .references import References

MAX_FILE_BYTES = 1 << 30  # 1 GiB: no single file of a portal is read beyond this, whatever the caller allows
MAX_PAGE_BYTES = 32 << 20  # 32 MiB: a hundred times the longest page a portal's own software writes


class SourceError(Exception):
    """The source, or a file of it, cannot be used. Its Message says what is wrong, and what to do."""


class Source(ABC):
    """A mirror of a portal. Use it in a `with` block; paths are POSIX, as stored, in sorted order.

    A new kind of source says what it `accepts`, lists its `sizes` and reads the start of a file: `_read`.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    @abstractmethod
    def accepts(cls, path: Path) -> bool:
        """Whether an existing path looks like this kind of source."""

    @property
    @abstractmethod
    def sizes(self) -> Mapping[str, int]:
        """The size in bytes of every file, by path, sorted by path."""

    @property
    def refused(self) -> Mapping[str, Message]:
        """What lies in the source and is left out for safety: why, by path. No other list names it."""
        return {}

    @abstractmethod
    def _read(self, path: str, most: int) -> bytes:
        """At most `most` bytes from the start of a listed file. SourceError if it cannot be read."""

    def close(self) -> None:  # noqa: B027 - most kinds hold nothing open
        """Let go of open files. A closed source still knows its names."""

    def __enter__(self) -> Source:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def names(self) -> frozenset[str]:
        """The paths of all files."""
        return self._names

    @cached_property
    def page_paths(self) -> tuple[str, ...]:
        """The paths of the HTML files: told by name, then by how the file begins."""
        return tuple(self._pages())

    def has_pages(self) -> bool:
        """Whether there is any HTML file; cheaper than counting them."""
        return any(self._pages())

    def count(self) -> int:
        """How many HTML files there are."""
        return len(self.page_paths)

    def document(self, path: str) -> SourceDocument:
        """One HTML file. SourceError if it cannot be read."""
        return SourceDocument(path, self.read(path, MAX_PAGE_BYTES))

    def documents(
        self, on_error: Callable[[str, SourceError], None] | None = None
    ) -> Iterator[SourceDocument]:
        """Every HTML file, one in memory at a time.

        A file that cannot be read, or was refused, is told to `on_error`, and the walk goes on; without it,
        it is raised.
        """
        for path, reason in self.refused.items():
            if on_error is None:
                raise SourceError(reason)
            on_error(path, SourceError(reason))
        for path in self.page_paths:
            try:
                document = self.document(path)
            except SourceError as error:
                if on_error is None:
                    raise
                on_error(path, error)
            else:
                yield document

    def read(self, path: str, limit: int = MAX_FILE_BYTES) -> bytes:
        """The bytes of a file. SourceError if it is missing, unsafe, damaged or longer than `limit` bytes."""
        if path in self.refused:
            raise SourceError(self.refused[path])
        if path not in self.sizes:
            raise SourceError(
                say("There is no file “%(path)s” in %(source)s.", path=path, source=self.path.name)
            )
        limit, size = min(limit, MAX_FILE_BYTES), self.sizes[path]
        if size > limit:
            raise SourceError(
                say(
                    "“%(path)s” is larger than the %(limit)s bytes allowed: raise the limit or shrink it.",
                    path=path,
                    limit=limit,
                )
            )
        content = self._read(path, size + 1)
        if len(content) != size:
            raise SourceError(
                say(
                    "“%(path)s” has changed since the source was opened: start again when the mirror is whole.",
                    path=path,
                )
            )
        return content

    def find(self, reference: str, from_path: str, base_url: str = "") -> str | None:
        """The path of the file that an href or src, as written in `from_path`, means; None if it is not here.

        `base_url` is the old address of the portal. References to other hosts are found in a mirror that
        keeps a folder for each host.
        """
        return self._references.find(reference, from_path, base_url)

    def address(self, path: str) -> str:
        """The old address of a file where the mirror's folders name its host, else ""."""
        return self._references.address(path)

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(self.sizes)

    @cached_property
    def _references(self) -> References:
        return References(self.sizes, self._sample)

    def _sample(self) -> Iterator[tuple[str, bytes]]:
        """A few pages, spread over the source, for what must be learnt from how pages refer to files."""
        for path in self.page_paths[:: max(1, len(self.page_paths) // 12)][:12]:
            try:
                yield path, self.read(path, MAX_PAGE_BYTES)
            except SourceError:
                continue

    def _pages(self) -> Iterator[str]:
        return (path for path in self.sizes if may_be_page(path) and self._begins_as_page(path))

    def _begins_as_page(self, path: str) -> bool:
        try:
            return is_page(path, self._read(path, HEAD_BYTES))
        except SourceError:
            return True  # its own read says what is wrong with it
