"""The portal, written out as a mirror: pages, pictures, documents, and the truth about them beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import (
    addresses,
    compose,
    notices,
    pages,
    papers,
    pictures,
    seed_page,
    spelling,
    trap_media,
    trap_words,
    truth,
)
from .model import CATEGORIES, HOST, ROOT, Article, Category, Photo

PER_LISTING = 15
NEIGHBOURS = 5


@dataclass(frozen=True)
class Written:
    """Where everything stands, and how much of it."""

    mirror: Path
    truth: Path
    archive: Path | None
    articles: int
    notices: int
    listings: int
    files: int


def generate(out: Path, archive: bool = False, names: str = "") -> Written:
    """Write `out/mirror/`, `out/truth.json` and, asked for, `out/mirror.zip`. The same bytes every time.

    `names` is how file names spell addresses, unix or windows; by default what this system can store.
    """
    portal = Portal(names or addresses.default_names())
    files = dict(portal.files())
    mirror, facts = out / "mirror", out / "truth.json"
    for name, content in files.items():
        path = mirror / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
    facts.write_text(json.dumps(portal.truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    bundle = out / "mirror.zip" if archive else None
    if bundle:
        bundle.write_bytes(papers.archive(files))
    kinds = [page["kind"] for page in portal.truth["pages"]]
    return Written(
        mirror,
        facts,
        bundle,
        kinds.count("article"),
        kinds.count("notice"),
        kinds.count("listing"),
        len(files),
    )


class Portal:
    """Every file of the mirror; `truth` is complete once `files()` has been read to its end."""

    def __init__(self, names: str = "unix"):
        self.names = names
        self.notices, self.papers = notices.notices()
        ordinary = [
            *compose.articles(),
            seed_page.article(),
            *trap_media.articles(),
            *trap_words.articles(),
            *self.notices,
        ]
        self.articles = sorted(ordinary, key=lambda article: (article.published, article.number))
        self.by_number = {article.number: article for article in self.articles}
        self.facts: list[dict[str, Any]] = []

    @property
    def truth(self) -> dict[str, Any]:
        return truth.portal(self.facts)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """(path in the mirror, content) of every file."""
        yield from self._articles()
        yield from self._listings()
        yield from self._front()
        yield self._broken()
        for path, content in {
            **self._pictures(),
            **seed_page.files(),
            **trap_media.files(),
            **self.papers,
        }.items():
            yield f"{HOST}/{path}", content

    def of(self, category: Category) -> list[Article]:
        """The category's articles, newest first."""
        return [article for article in reversed(self.articles) if article.category is category]

    def link(self, source: Article) -> Any:
        """How a page writes the address of another: a different spelling from page to page."""

        def spelled(href: str) -> str:
            if not href.startswith(">"):
                return href
            target = self.by_number[int(href[1:])]
            ways = addresses.spellings(target)
            if source.category.web != target.category.web:
                ways = ways[:-1]  # the last one is relative to the folder
            return ways[source.number % len(ways)]

        return spelled

    def _articles(self) -> Iterator[tuple[str, bytes]]:
        for category in (*CATEGORIES, ROOT):
            row = self.of(category)
            for index, article in enumerate(row):
                newer, earlier = (
                    row[max(index - NEIGHBOURS, 0) : index][::-1],
                    row[index + 1 : index + 1 + NEIGHBOURS],
                )
                html = pages.article_page(article, newer, earlier, self.link(article))
                path = addresses.mirror_name(addresses.path_of(article), self.names)
                self.facts.append(truth.article(article, path))
                yield path, _encoded(html, article.encoding)

    def _listings(self) -> Iterator[tuple[str, bytes]]:
        for category in CATEGORIES:
            row = self.of(category)
            chunks = [row[start : start + PER_LISTING] for start in range(0, len(row), PER_LISTING)]
            listed = [addresses.listing_path(category, number) for number in range(1, len(chunks) + 1)]
            for address, chunk in zip(listed, chunks, strict=True):
                yield self._listing(address, category.name, chunk, listed)
            day = f"{row[0].published:%Y-%m-%d}"
            same = [article for article in row if f"{article.published:%Y-%m-%d}" == day]
            yield self._listing(addresses.day_path(category, day), category.name, same)

    def _listing(
        self, address: str, heading: str, row: Sequence[Article], listed: Sequence[str] = ()
    ) -> tuple[str, bytes]:
        path = addresses.mirror_name(address, self.names)
        self.facts.append(truth.other(path, "listing"))
        return path, pages.listing_page(heading, row, address.rpartition("/")[2], listed).encode()

    def _front(self) -> Iterator[tuple[str, bytes]]:
        latest = [(category, self.of(category)[:5]) for category in CATEGORIES]
        for path, action in (
            (f"{HOST}/index.html", "default.aspx"),
            (f"{HOST}/Pages/default.aspx.html", "default.aspx"),
        ):
            self.facts.append(truth.other(path, "listing"))
            yield path, pages.front_page(latest, action).encode()

    def _broken(self) -> tuple[str, bytes]:
        path = addresses.mirror_name(trap_words.EMPTY_FILE, self.names)
        self.facts.append(truth.other(path, "broken"))
        return path, b""

    def _pictures(self) -> dict[str, bytes]:
        """The drawings that pages name, and the furniture of the template."""
        named = {
            part.file
            for article in self.articles
            for part in article.parts
            if isinstance(part, Photo) and part.stored
        }
        drawn = {
            pictures.picture_name(scene, variant): (scene, variant)
            for scene in pictures.FILE_NAMES
            for variant in range(pictures.VARIANTS)
        }
        files = {name: pictures.jpeg(pictures.draw(*drawn[name])) for name in sorted(named & drawn.keys())}
        furniture = {"banner": (980, 142), "tim": (24, 24), "lienket": (220, 80)}
        for name, (width, height) in furniture.items():
            files[f"PublishingImages/khung/{name}.gif"] = pictures.banner(width, height, (16, 84, 120))
        return files


def _encoded(html: str, encoding: str) -> bytes:
    if encoding == "cp1258":
        return spelling.cp1258(html)
    return html.encode(encoding)
