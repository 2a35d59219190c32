"""What an import should find on every page, as plain data beside the mirror."""

from __future__ import annotations

import unicodedata
from typing import Any

from . import addresses, hands
from .model import (
    BASE_URL,
    CAMPAIGNS,
    VISITORS,
    Article,
    Clip,
    Items,
    Paragraph,
    Part,
    Photo,
    Sheet,
    Subheading,
)


def portal(pages: list[dict[str, Any]]) -> dict[str, Any]:
    """The whole truth: the portal's own figures and one entry a page, by path."""
    return {
        "base_url": BASE_URL,
        "visitors": VISITORS,
        "campaigns": list(CAMPAIGNS),
        "pages": sorted(pages, key=lambda page: page["path"]),
    }


def other(path: str, kind: str) -> dict[str, Any]:
    """A page that is no article: a listing or a broken file."""
    return {"path": path, "kind": kind}


def article(article: Article, path: str) -> dict[str, Any]:
    """Dates carry the portal's offset; images are in page order, `file` None where the mirror has none."""
    return {
        "path": path,
        "kind": article.kind,
        "number": article.number,
        "address": BASE_URL + addresses.path_of(article),
        "title": clean(article.title),
        "category": article.category.name,
        "published_at": f"{article.published.isoformat()}+07:00",
        "lead": clean(article.lead),
        "view_count": article.views,
        "body_text": clean(" ".join(words for part in article.parts for words in _words(part))),
        "images": [
            {
                "file": part.file if part.file and part.stored else None,
                "inline": part.src.startswith("data:"),
                "stored": part.stored,
                "caption": clean(part.caption),
            }
            for part in article.parts
            if isinstance(part, Photo)
        ],
        "attachments": [
            {"file": paper.file, "title": paper.title, "stored": "lost document" not in article.traps}
            for paper in article.papers
        ],
        "traps": list(article.traps),
    }


def clean(text: str) -> str:
    """As a reader sees it: composed, without zero width spaces, white space folded."""
    return " ".join(unicodedata.normalize("NFC", text).replace("\u200b", "").split())


def _words(part: Part) -> list[str]:
    match part:
        case Paragraph(text) | Subheading(text):
            return [hands.visible(text)]
        case Items(items):
            return [hands.visible(item) for item in items]
        case Photo():
            return [part.caption]
        case Sheet(rows):
            return [
                hands.visible(cell[0] if isinstance(cell, tuple) else cell) for row in rows for cell in row
            ]
        case Clip():
            return []
