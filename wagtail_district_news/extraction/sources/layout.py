"""How mirroring tools lay out files: in one top folder, a folder for each host, or by archive capture."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .addresses import bare_host, is_host

_CAPTURED = re.compile(
    r"(?:.*/)?web/\d{4,14}(?:[a-z]{2}_)?/https?(?::/{1,2}|/)(?P<host>[^/]+)/(?P<rest>.*)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file stood: `host` is bare, "" where no folder tells it; `rest` its path below the host."""

    host: str
    rest: str


def common_folders(paths: Iterable[str]) -> list[str]:
    """The chain of folders from the top that holds all of the files."""
    common: list[str] | None = None
    for path in paths:
        folders = path.split("/")[:-1]
        if common is None:
            common = folders
        while folders[: len(common)] != common:
            common = common[:-1]
        if not common:
            break
    return common or []


def place_of(path: str, common: list[str]) -> Place:
    """The place of a file in a source whose files share the `common` folders."""
    captured = _CAPTURED.fullmatch(path) if "web/" in path else None
    if captured:
        return Place(bare_host(captured["host"]), captured["rest"])
    parts = path.split("/")
    depth = len(common)
    if depth < len(parts) and parts[depth] in ("http", "https"):
        depth += 1  # wget --protocol-directories
    for index, part in enumerate(parts[: min(depth + 1, len(parts) - 1)]):
        if is_host(part):
            return Place(bare_host(part), "/".join(parts[index + 1 :]))
    return Place("", path)
