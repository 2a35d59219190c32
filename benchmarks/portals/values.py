"""The values that travel: an article's blocks, its truth, and a rendered page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from random import Random


@dataclass(frozen=True)
class Paragraph:
    """Running text; `link` is an anchor of the text's own words and where it leads."""

    text: str
    link: tuple[str, str] | None = None


@dataclass(frozen=True)
class Heading:
    text: str


@dataclass(frozen=True)
class Quote:
    text: str


@dataclass(frozen=True)
class Bullets:
    entries: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picture:
    src: str
    caption: str = ""


@dataclass(frozen=True)
class Enclosure:
    """A file that the article offers: its address and the words of its link."""

    href: str
    label: str


Block = Paragraph | Heading | Quote | Bullets | Table | Picture | Enclosure


@dataclass(frozen=True)
class Article:
    number: int
    slug: str
    title: str
    category: str
    published: datetime
    lead: str
    blocks: tuple[Block, ...]
    attachments: tuple[Enclosure, ...] = ()
    author: str = ""
    views: int = 0
    tags: tuple[str, ...] = ()
    notice: bool = False

    @property
    def teaser(self) -> str:
        """The words that a list shows: the lead, or what the body begins with."""
        texts = [block.text for block in self.blocks if isinstance(block, Paragraph)]
        return self.lead or " ".join(texts[:1])


@dataclass(frozen=True)
class Truth:
    """What a person would say of a page; `published` has the precision that is shown."""

    page_type: str
    title: str | None = None
    category: str | None = None
    published: str | None = None
    body_text: str = ""
    images: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()

    def record(self, path: str) -> dict[str, object]:
        return {
            "file": path,
            "source_path": path,
            "page_type": self.page_type,
            "title": self.title,
            "category": self.category,
            "published": self.published,
            "body_text": self.body_text,
            "images": list(self.images),
            "attachments": list(self.attachments),
        }


@dataclass(frozen=True)
class Page:
    """A rendered page: its path in the mirror, its markup and the truth about it."""

    path: str
    html: str
    truth: Truth
    encoding: str = "utf-8"

    @property
    def content(self) -> bytes:
        """The bytes of the file; what the charset lacks is written as a character reference."""
        return self.html.encode(self.encoding, "xmlcharrefreplace")


@dataclass(frozen=True)
class Portal:
    """A portal by name, and the function that renders all its pages from a source of chance."""

    name: str
    language: str
    render: Callable[[Random], Iterator[Page]] = field(repr=False)


def lines_of(block: Block) -> Iterator[str]:
    """The visible lines of a block, in reading order."""
    match block:
        case Paragraph(text=text) | Heading(text=text) | Quote(text=text):
            yield text
        case Bullets(entries=entries):
            yield from entries
        case Table(rows=rows):
            yield from ("\t".join(row) for row in rows)
        case Picture(caption=caption):
            yield from [caption] if caption else []
        case Enclosure(label=label):
            yield label


def truth_of(
    article: Article, published: str | None, *, category: bool = True, files_inside: bool = False
) -> Truth:
    """The truth of an article's own page, whether it shows the category, whether files end the body."""
    lines = [article.lead] if article.lead else []
    lines += [line for block in article.blocks for line in lines_of(block)]
    lines += [enclosure.label for enclosure in article.attachments if files_inside]
    inner = [block.href for block in article.blocks if isinstance(block, Enclosure)]
    return Truth(
        page_type="notice" if article.notice else "article",
        title=article.title,
        category=(article.category or None) if category else None,
        published=published,
        body_text="\n".join(lines),
        images=tuple(block.src for block in article.blocks if isinstance(block, Picture)),
        attachments=(*inner, *(enclosure.href for enclosure in article.attachments)),
    )


def minute(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M")


def day(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d")
