"""A whole site with what is true of it: the value that every mutation takes and gives."""

from __future__ import annotations

import codecs
import gzip
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

Row = Mapping[str, Any]
_VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\xad"))


@dataclass(frozen=True)
class Site:
    """Pages (path inside the mirror -> bytes) and their ground truth (path -> row)."""

    name: str
    pages: Mapping[str, bytes]
    truth: Mapping[str, Row]
    seed: int = field(default=1)

    @cached_property
    def language(self) -> str:
        """`vi` where the titles are mostly written in Vietnamese, else `en`."""
        titles = [str(row.get("title") or "") for row in self.truth.values()]
        return "vi" if sum(bool(_VIETNAMESE.search(title)) for title in titles) > len(titles) / 2 else "en"

    @cached_property
    def by_age(self) -> tuple[str, ...]:
        """The paths of articles and notices, the oldest first; undated ones lead."""
        news = [path for path, row in self.truth.items() if row["page_type"] in ("article", "notice")]
        return tuple(sorted(news, key=lambda path: (str(self.truth[path].get("published") or ""), path)))

    @cached_property
    def articles(self) -> tuple[str, ...]:
        """The paths of articles with a body, the oldest first."""
        return tuple(
            path
            for path in self.by_age
            if self.truth[path]["page_type"] == "article" and self.truth[path].get("body_text")
        )

    def with_changes(self, pages: Mapping[str, bytes], truth: Mapping[str, Row]) -> Site:
        """A site with other pages and rows."""
        return replace(self, pages=MappingProxyType(dict(pages)), truth=MappingProxyType(dict(truth)))

    def write(self, folder: Path, known: Mapping[str, bytes] | None = None) -> None:
        """Make `folder` a mirror of this site; `known` is what it holds by now."""
        known = known or {}
        for path in known.keys() - self.pages.keys():
            (folder / path).unlink()
        for path, content in self.pages.items():
            if known.get(path) != content:
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(content)


def load(name: str, folder: Path, rows: Iterable[Row], seed: int = 1) -> Site:
    """A site from a mirror folder and the rows of its ground truth."""
    truth = {path_of(row): MappingProxyType(dict(row)) for row in rows}
    pages = {path: (folder / path).read_bytes() for path in truth}
    return Site(name, MappingProxyType(pages), MappingProxyType(truth), seed)


def load_sample(folder: Path, seed: int = 1) -> Site:
    """A site of `LEGACY_SAMPLES`: `ground_truth.jsonl` and the pages that its rows name, compressed."""
    rows = load_rows(folder / "ground_truth.jsonl")
    truth = {path_of(row): MappingProxyType(dict(row)) for row in rows}
    pages = {path: gzip.decompress((folder / row["file"]).read_bytes()) for path, row in truth.items()}
    return Site(folder.name, MappingProxyType(pages), MappingProxyType(truth), seed)


def load_rows(truth: Path) -> list[Row]:
    """The rows of a `ground_truth.jsonl`."""
    with truth.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def path_of(row: Row) -> str:
    """Where the page of a row lies inside the mirror."""
    return str(row.get("source_path") or PurePosixPath(row["file"]).stem)


def decode(content: bytes) -> tuple[str, str]:
    """The text of a page and the encoding that it is to be written in again."""
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), "cp1252"


def fold(text: str) -> str:
    """NFC with white space folded and what nobody sees taken out."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_UNSEEN)).split())


def squeeze(text: str) -> str:
    """NFC without any white space: what survives every way of cutting a text into inline elements."""
    return "".join(unicodedata.normalize("NFC", text.translate(_UNSEEN)).split())
