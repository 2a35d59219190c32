"""A mirror of a portal, as a folder, a zip or WARC files -> its documents, its files and what its references mean."""

from __future__ import annotations

from pathlib import Path

from ..messages import Message, say
from .addresses import without_archive_prefix
from .archive import ZipSource
from .base import MAX_FILE_BYTES, MAX_PAGE_BYTES, Source, SourceError
from .folder import FolderSource
from .warc import WarcSource

__all__ = [
    "KINDS",
    "MAX_FILE_BYTES",
    "MAX_PAGE_BYTES",
    "Source",
    "SourceError",
    "open_source",
    "without_archive_prefix",
]

KINDS: tuple[type[Source], ...] = (WarcSource, FolderSource, ZipSource)


def open_source(path: str | Path) -> Source:
    """Open a mirror. SourceError, with what to do, where there is none, it is unsafe, or holds no page."""
    place = Path(path)
    try:
        kind = next((kind for kind in KINDS if kind.accepts(place)), None)
    except OSError as error:
        raise SourceError(
            say(
                "%(path)s cannot be opened (%(reason)s): check its permissions.",
                path=place,
                reason=error.strerror,
            )
        ) from error
    if kind is None:
        raise SourceError(_no_source(place))
    source = kind(place)
    if not source.has_pages():
        source.close()
        raise SourceError(_no_page(place, source))
    return source


def _no_page(place: Path, source: Source) -> Message:
    for reason in source.refused.values():
        return say("%(path)s holds no web page that is safe to read: %(reason)s", path=place, reason=reason)
    return say(
        "%(path)s holds no web page (.html, .aspx, .php ...): is it the folder of the mirror?", path=place
    )


def _no_source(place: Path) -> Message:
    if place.exists():
        return say(
            "%(path)s is neither a folder nor a zip nor a WARC file: unpack it first. Give the folder of the "
            "mirror, a zip of it, or the WARC files of a crawl.",
            path=place,
        )
    return say("%(path)s does not exist. Give the folder of the mirror, or a zip of it.", path=place)
