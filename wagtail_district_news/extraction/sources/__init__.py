"""A mirror of a portal, as a folder or a zip -> its documents, its files and what its references mean."""

from __future__ import annotations

from pathlib import Path

from .addresses import without_archive_prefix
from .archive import ZipSource
from .base import MAX_FILE_BYTES, MAX_PAGE_BYTES, Source, SourceError
from .folder import FolderSource

__all__ = [
    "KINDS",
    "MAX_FILE_BYTES",
    "MAX_PAGE_BYTES",
    "Source",
    "SourceError",
    "open_source",
    "without_archive_prefix",
]

KINDS: tuple[type[Source], ...] = (FolderSource, ZipSource)


def open_source(path: str | Path) -> Source:
    """Open a mirror. SourceError, with what to do, where there is none, it is unsafe, or holds no page."""
    place = Path(path)
    try:
        kind = next((kind for kind in KINDS if kind.accepts(place)), None)
    except OSError as error:
        raise SourceError(f"{place} cannot be opened ({error.strerror}): check its permissions.") from error
    if kind is None:
        reason = "is neither a folder nor a zip: unpack it first" if place.exists() else "does not exist"
        raise SourceError(f"{place} {reason}. Give the folder of the mirror, or a zip of it.")
    source = kind(place)
    if not source.has_pages():
        source.close()
        raise SourceError(
            f"{place} holds no web page (.html, .aspx, .php ...): is it the folder of the mirror?"
        )
    return source
