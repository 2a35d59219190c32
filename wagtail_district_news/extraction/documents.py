"""The values that travel through extraction: what was found, what was read, what to look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Literal

from .messages import from_parts, parts, say

Kind = Literal["article", "notice", "listing", "other"]
KINDS = {
    "article": say("article"),
    "notice": say("notice"),
    "listing": say("listing"),
    "other": say("other page"),
}


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """One HTML file of a source, undecoded.

    `path` is its POSIX path inside the source, exactly as stored; `url` its old absolute address where the
    source itself knows it (a WARC does, a folder does not); `header_charset` what an HTTP header declared.
    """

    path: str
    content: bytes
    url: str = ""
    header_charset: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it holds nothing, or nothing but white space."""
        return not self.content or self.content.isspace()


@dataclass(frozen=True, slots=True)
class Issue:
    """Something a person should look at. `code` is stable and machine readable, `message` plain words.

    `message` is a Message of `messages`, so that it can be said in the language of who reads it.
    """

    code: str
    message: str
    loss: bool = False  # content of the old page did not survive
    detail: str = ""

    def as_data(self) -> dict[str, Any]:
        """The issue as JSON-ready values: the message in English, and in `parts` how it was made."""
        plain = asdict(self) | {"message": str(self.message)}
        made_of = parts(self.message)
        return plain | {"parts": made_of} if made_of else plain

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Issue:
        """The issue that `as_data` took apart; one that holds only a text will do."""
        message = from_parts(data["message"], data.get("parts"))
        return cls(data["code"], message, data.get("loss", False), data.get("detail", ""))


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as the page names it: `src` as written, with any archive prefix removed."""

    src: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    decorative: bool = False  # recurs across the site: an icon or a banner, no content
    # Stands beside the body: its caption is no part of the body's text. Not in repr(), of which block ids are made.
    aside: bool = field(default=False, repr=False)


@dataclass(frozen=True, slots=True)
class Heading:
    kind: ClassVar[str] = "heading"
    text: str
    level: int = 2  # 2 to 4; the title is the page's only h1


@dataclass(frozen=True, slots=True)
class RichText:
    """A run of paragraphs and lists, as allow-listed HTML: p, ul, ol, li, a, b, i, sub, sup, s, br/, hr/."""

    kind: ClassVar[str] = "rich_text"
    html: str


@dataclass(frozen=True, slots=True)
class Figure:
    kind: ClassVar[str] = "figure"
    image: Image


@dataclass(frozen=True, slots=True)
class Gallery:
    kind: ClassVar[str] = "gallery"
    images: tuple[Image, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    kind: ClassVar[str] = "quote"
    text: str
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A data table. Every row has the same number of cells; a cell is inline allow-listed HTML ("" if empty)."""

    kind: ClassVar[str] = "table"
    rows: tuple[tuple[str, ...], ...]
    has_header: bool = False  # the first row names the columns
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document to download: `href` as written, `title` the words of its link."""

    kind: ClassVar[str] = "attachment"
    href: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Embed:
    kind: ClassVar[str] = "embed"
    url: str
    caption: str = ""


Element = Heading | RichText | Figure | Gallery | Quote | Table | Attachment | Embed


@dataclass(frozen=True, slots=True)
class Accounting:
    """Where the visible words of one page went: kept + furniture + lost is every visible word.

    `lost_words` holds the lost ones in page order (capped by the caller where it prints them).
    """

    kept: int = 0
    furniture: int = 0
    lost: int = 0
    lost_words: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        return self.kept + self.furniture + self.lost


@dataclass(frozen=True, slots=True)
class Page:
    """What was read from one document. Text is NFC; an absent value is "" or None, never a guess."""

    path: str
    kind: Kind
    address: str = ""  # absolute old address
    base_href: str = ""  # the page's own <base href>, against which its references resolve
    template: str = ""  # which of the profile's templates explained the page
    title: str = ""
    category: str = ""
    published_at: datetime | None = None  # aware, in the site's zone
    published_precision: str = ""  # second | minute | day | month
    published_raw: str = ""
    lead: str = ""
    byline: str = ""
    source: str = ""  # the credited source, e.g. a newspaper
    body: tuple[Element, ...] = ()
    attachments: tuple[Attachment, ...] = ()  # every document of the article, those of the body included
    view_count: int | None = None
    visitor_count: int | None = None  # the portal's total, where this page shows it
    encoding: str = ""
    issues: tuple[Issue, ...] = ()
    accounting: Accounting = field(default_factory=Accounting)
