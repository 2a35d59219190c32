"""What an href or src, as written in a page, means among the files of a mirror."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from .addresses import Reference, join, parse_reference
from .layout import common_folders, place_of
from .names import canonical, decoded, is_asking, keys_of, original_name, stored_keys

_ROOTED = re.compile(
    rb"""(?:href|src|background|action)\s*=\s*["']?((?:https?://[^/"'\s>]+)?/[^/"'\s>][^"'\s>]*)""", re.I
)
_REFERENCES_A_PAGE = 200
_LONGEST = 20_000

Sample = Callable[[], Iterator[tuple[str, bytes]]]


class References:
    """An index of all files, built once. It answers by whole paths: a base name alone never finds a file."""

    def __init__(self, sizes: Mapping[str, int], sample: Sample) -> None:
        self._sizes = sizes
        self._sample = sample
        self._folders = common_folders(sizes)
        self._index: dict[str, tuple[str, ...]] = {}
        for path in sizes:
            place = place_of(path, self._folders)
            for key in stored_keys(place.rest):
                key = _under(place.host) + key
                self._index[key] = (*self._index.get(key, ()), path)

    def find(self, reference: str, from_path: str, base_url: str = "") -> str | None:
        """The stored path, or None."""
        target = parse_reference(reference, from_path)
        if target is None:
            return None
        if not target.host and not target.path and not target.query:
            return from_path if from_path in self._sizes else None
        attempts = (
            self._on_host if target.host else self._rooted if target.path.startswith("/") else self._relative
        )
        return next((found for found in attempts(target, from_path, base_url) if found), None)

    def address(self, path: str) -> str:
        """The old address of a file, where a folder names its host; else ""."""
        place = place_of(path, self._folders)
        return f"http://{place.host}/{original_name(place.rest)}" if place.host else ""

    def _relative(self, target: Reference, from_path: str, base_url: str) -> Iterator[str | None]:
        """From the page's folder; then, as a browser does, within its site ("../" stops at the root)."""
        inside = join(from_path, target.path)
        if inside is not None:
            yield inside if inside in self._sizes and not target.query else None
            yield self._at("", inside, target.query)
        place = place_of(from_path, self._folders)
        below = place.rest if place.host else from_path.removeprefix(self._root)
        path = join(below, target.path, clamp=True) or ""
        yield self._at(place.host, path if place.host else self._root + path, target.query)

    def _rooted(self, target: Reference, from_path: str, base_url: str) -> Iterator[str | None]:
        host = place_of(from_path, self._folders).host
        for path in _below(target.path, base_url):
            yield self._at(host, path if host else self._root + path, target.query)

    def _on_host(self, target: Reference, from_path: str, base_url: str) -> Iterator[str | None]:
        yield self._at(target.host, join("", target.path, clamp=True) or "", target.query)
        base = parse_reference(base_url, "")
        if base and base.host == target.host:
            yield from self._rooted(target, from_path, base_url)

    def _at(self, host: str, path: str, query: str) -> str | None:
        if not host:
            place = place_of(path, self._folders)
            host, path = place.host, place.rest
        for key, wanted in keys_of(path, query):
            paths = self._index.get(_under(host) + key, ())
            if found := self._nearest(paths, wanted):
                return found
            if paths and is_asking(
                key
            ):  # saved under several names: with what only tracks, or in another case
                return min(paths, key=len)
        return None

    def _nearest(self, paths: tuple[str, ...], wanted: str) -> str | None:
        """One of the files that a loose key names: the one whose spelling is nearest, if that decides."""
        if len(paths) < 2:
            return paths[0] if paths else None
        for spelling in (lambda text: text, decoded, canonical):
            exact = [path for path in paths if f"/{spelling(path)}".endswith(f"/{spelling(wanted)}")]
            if exact:
                return exact[-1]  # several only where an archive keeps captures of one address: the newest
        sizes = {self._sizes[path] for path in paths}
        return paths[0] if len(sizes) == 1 else None

    @cached_property
    def _root(self) -> str:
        """The folder that "/" means. Where one folder holds everything, the pages' own references decide."""
        roots = ["/".join([*self._folders[:depth], ""]) for depth in range(len(self._folders) + 1)]
        if len(roots) == 1:
            return ""
        wanted = {reference for _, content in self._sample() for reference in _rooted_references(content)}
        votes = {root: sum(bool(self._hit(root, reference)) for reference in wanted) for root in roots}
        return max(roots, key=lambda root: votes[root])  # the shortest, where they are even

    def _hit(self, root: str, reference: str) -> str | None:
        target = parse_reference(reference, "")
        path = join("", target.path, clamp=True) if target else None
        return self._at("", root + path, target.query) if target and path else None


def _under(host: str) -> str:
    return f"//{host}/" if host else ""


def _rooted_references(content: bytes) -> Iterable[str]:
    found = (match[1].decode("utf-8", "replace") for match in _ROOTED.finditer(content))
    some = (reference for reference, _ in zip(found, range(_REFERENCES_A_PAGE), strict=False))
    return [html.unescape(reference) for reference in some if len(reference) <= _LONGEST]


def _below(path: str, base_url: str) -> Iterator[str]:
    """The path under the root; and under the base address's own path, if the mirror begins there."""
    path = join("", path, clamp=True) or ""
    yield path
    base = parse_reference(base_url, "")
    folder = base.path.strip("/") if base else ""
    if folder and path.casefold().startswith(f"{folder.casefold()}/"):
        yield path[len(folder) + 1 :]
