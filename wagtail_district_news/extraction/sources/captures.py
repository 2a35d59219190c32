"""What WARC files hold, as an index: of each address the best capture, where it lies, and its path."""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from posixpath import basename
from urllib.parse import quote, urlsplit

from ..messages import Message, say
from .addresses import ARCHIVED, bare_host, join, without_archive_prefix
from .base import MAX_FILE_BYTES, MAX_PAGE_BYTES
from .pages import HEAD_BYTES, is_page
from .records import Damage, Record, record_at, records
from .transfer import Response, pieces, read_response

MAX_CAPTURES = 5_000_000
LONGEST_PATH = 240  # bytes; longer addresses end in a digest
_HTML = frozenset(("text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"))
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w:.+-]{1,40})""", re.IGNORECASE)
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f\\\ud800-\udfff]")
_DIGITS = re.compile(r"\D+")


@dataclass(slots=True)
class Capture:
    """One capture: the record that holds its content, and what was said of it. `size` is that of the content."""

    url: str
    file: int
    offset: int
    time: str
    size: int = 0
    page: bool = False
    charset: str = ""
    whole: bool = True

    @property
    def rank(self) -> tuple[bool, str, int]:
        """The later of two whole captures is the better; of two that are cut, the longer."""
        good = self.whole and self.size > 0
        return good, self.time if good else "", self.size


@dataclass(slots=True)
class Captures:
    """All captures of some files by their paths, and what could not be read, with the reason."""

    files: list[Path]
    by_path: dict[str, Capture] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)  # by the key of an address
    refused: dict[str, Message] = field(default_factory=dict)


@dataclass(slots=True)
class _Gathering:
    """The best capture of each address so far, and what points at another one."""

    best: dict[str, Capture] = field(default_factory=dict)
    by_digest: dict[str, Capture] = field(default_factory=dict)
    revisits: list[tuple[Capture, str, str]] = field(default_factory=list)  # digest, address of the other
    refused: dict[str, Message] = field(default_factory=dict)

    def take(self, capture: Capture) -> None:
        key = address_key(capture.url)
        known = self.best.get(key)
        if key and (known is None or capture.rank >= known.rank):
            self.best[key] = capture


def index(files: list[Path], names: list[str]) -> Captures:
    """Read through WARC files once, in memory that does not depend on their sizes."""
    gathered = _Gathering()
    for number, (file, name) in enumerate(zip(files, names, strict=True)):
        _read_through(gathered, number, file, name)
    _settle_revisits(gathered)
    captures = Captures(files, refused=gathered.refused)
    for key in sorted(gathered.best):
        capture = gathered.best[key]
        path = path_of(capture.url)
        if path in captures.by_path:  # "/" and "/index.html" may be two
            path = _shortened(path, key, LONGEST_PATH)
        captures.by_path[path] = capture
        captures.paths[key] = path
    captures.by_path = dict(sorted(captures.by_path.items()))
    return captures


def content(captures: Captures, path: str) -> Generator[bytes, None, None]:
    """The content of a capture, in pieces. OSError or ValueError where its record cannot be read."""
    capture = captures.by_path[path]
    with record_at(captures.files[capture.file], capture.offset) as record:
        yield from _response(record).content


def address_key(address: str) -> str:
    """What all spellings of one address share: without scheme, "www.", usual port and fragment. "" for none."""
    try:
        parts = urlsplit(without_archive_prefix(address))
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return ""
    path = "/" + (join("", quote(parts.path, safe="/%:@!$&'()*+,;=~"), clamp=True) or "")
    return f"{bare_host(parts.netloc)}{path}" + (f"?{parts.query}" if parts.query else "")


def path_of(address: str) -> str:
    """The path that an address goes by: as wget lays it out, safe, and the same in every run."""
    key = address_key(address)
    path, mark, query = key.partition("?")
    path += "index.html" if path.endswith("/") else ""
    whole = path + mark + query.replace("/", "%2F")
    whole = _UNSAFE.sub(lambda found: quote(found[0], safe="", errors="replace"), whole)
    return whole if len(whole.encode()) <= LONGEST_PATH else _shortened(whole, key, LONGEST_PATH)


def _shortened(path: str, key: str, limit: int) -> str:
    """A path with the digest of its address before the ending."""
    digest = blake2b(key.encode("utf-8", "replace"), digest_size=8).hexdigest()
    name = basename(path)
    ending = re.search(r"\.[A-Za-z0-9]{1,5}$", name.partition("?")[0])
    tail = f"~{digest}{ending[0] if ending else ''}"
    stem = path[: -len(ending[0])] if ending and path.endswith(ending[0]) else path
    return stem.encode()[: limit - len(tail)].decode("utf-8", "ignore").rstrip("/") + tail


def _read_through(gathered: _Gathering, number: int, file: Path, name: str) -> None:
    for record in records(file):
        if isinstance(record, Damage):
            gathered.refused[f"{name}@{record.offset}"] = say(
                "“%(file)s” is damaged at byte %(place)s: %(reason)s. What can be read of it was read.",
                file=name,
                place=record.offset,
                reason=record.reason,
            )
        elif record.kind in ("response", "resource", "revisit") and len(gathered.best) < MAX_CAPTURES:
            _take_in(gathered, number, record, name)


def _take_in(gathered: _Gathering, number: int, record: Record, name: str) -> None:
    written = record.headers.get("warc-target-uri", "").strip("<> ")
    url = without_archive_prefix(written)
    if not address_key(url):
        return
    archived = ARCHIVED.fullmatch(written)
    time = archived["time"] if archived else _DIGITS.sub("", record.headers.get("warc-date", ""))
    capture = Capture(url, number, record.offset, time[:14].ljust(14, "0"))
    digest = record.headers.get("warc-payload-digest", "")
    if record.kind == "revisit":
        gathered.revisits.append(
            (capture, digest, record.headers.get("warc-refers-to-target-uri", "").strip("<> "))
        )
        return
    response = _response(record)
    if response.status != 200:
        return
    try:
        _measure(capture, response)
    except ModuleNotFoundError as error:
        gathered.refused[path_of(url)] = _needs(error.name or "", path_of(url))
        return
    if "warc-truncated" in record.headers:
        capture.whole = False
    gathered.take(capture)
    if digest and capture.whole:
        gathered.by_digest.setdefault(digest, capture)


def _needs(package: str, path: str) -> Message:
    return say(
        "“%(path)s” was left out: %(name)s is not installed. Run: %(install)s",
        path=path,
        name=package,
        install='pip install "wagtail-district-news[warc]"',
    )


def _response(record: Record) -> Response:
    """The response that a record holds; a resource is one that came without HTTP."""
    wire = pieces(record.content)
    if record.kind == "resource":
        return Response(200, {"content-type": record.headers.get("content-type", "")}, wire)
    return read_response(wire)


def _measure(capture: Capture, response: Response) -> None:
    """Walk over the content once: how long it is, how it begins, whether it is all there."""
    said = response.headers.get("content-type", "")
    html = said.partition(";")[0].strip().lower() in _HTML
    most = MAX_PAGE_BYTES if html else MAX_FILE_BYTES
    head = b""
    for piece in response.content:
        if len(head) < HEAD_BYTES:
            head = (head + piece)[:HEAD_BYTES]
        capture.size += len(piece)
        if capture.size > most:  # who reads it is told; how much longer it is does not matter
            break
    capture.whole = response.whole
    capture.page = is_page("a.html" if html else "a", head) and (html or not said)
    charset = _CHARSET.search(said)
    capture.charset = charset[1] if charset else ""


def _settle_revisits(gathered: _Gathering) -> None:
    """Give each capture that only says "as before" the content that it means."""
    for capture, digest, other in gathered.revisits:
        meant = gathered.by_digest.get(digest) or gathered.best.get(address_key(other))
        if meant is not None:
            gathered.take(
                Capture(
                    capture.url, meant.file, meant.offset, capture.time,
                    meant.size, meant.page, meant.charset, meant.whole,
                )
            )  # fmt: skip
        elif address_key(capture.url) not in gathered.best:
            path = path_of(capture.url)
            gathered.refused[path] = say(
                "“%(path)s” was left out: it only points to an earlier capture, which is in none of the files. Add "
                "the WARC files of the earlier crawl.",
                path=path,
            )
