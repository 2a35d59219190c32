"""What the templates of a site look like: the Profile and its parts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from .documents import Kind

SLOTS = (
    "title",
    "date",
    "category",
    "lead",
    "body",
    "view_count",
    "byline",
    "source",
    "attachments",
    "captions",
)
HEAD = ("date", "category")  # an article of a learned template has one of them, if they are sure
SURE = 0.8  # confidence of a slot that is on nearly all pages


@dataclass(frozen=True, slots=True)
class Slot:
    """Where one value of a page stands and how to read it. The order of `select` is the order of trying.

    select       CSS selectors; the first that yields something wins (body: the first that matches at all)
    take         which of its matches: "first", "last" or "all"
    label        the text must hold one of these words ("Views:"), and the value is what follows it
    strip_start  words to drop from the start, if they are there
    strip_end    tails to drop from the end, if they are there
    pattern      a regular expression; its group "value" (or its first group, or the whole) is the value
    separator    cut the text here ...
    part         ... and take this part of it (0 first, -1 last): for breadcrumbs
    attribute    read this attribute instead of the text
    cells        selectors, inside the match, of cells that hold one digit each
    without      selectors, inside the match, of what is no part of it
    absent       values that mean that there is none
    lines        look at each line of the match by itself: "first", "last", or "any" (the first with a value)
    reach        body: "title" where it begins behind the title and ends with the element around both
    until        body: lines at which it ends ("Related news:", whatever number is before it); of those that say
                the same the last counts, of different ones the first
    confidence   0 to 1, the share of pages on which a program found it; 1 where a person wrote it
    samples      values that were read when it was learned, to be checked by eye
    """

    select: tuple[str, ...] = ()
    take: str = "first"
    label: tuple[str, ...] = ()
    strip_start: tuple[str, ...] = ()
    strip_end: tuple[str, ...] = ()
    pattern: str = ""
    separator: str = ""
    part: int = 0
    attribute: str = ""
    cells: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    lines: str = ""
    reach: str = ""
    until: tuple[str, ...] = ()
    confidence: float = 1.0
    samples: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.select)

    @property
    def is_sure(self) -> bool:
        """Whether it was found on nearly all pages."""
        return self.confidence >= SURE


@dataclass(frozen=True, slots=True)
class Furniture:
    """A part of a page that is no article: its name, what it is in plain words, and where it stands.

    `texts` are whole lines that are furniture wherever they stand.
    """

    name: str
    what: str = ""
    select: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """One kind of page. It explains a page that has every selector of `match` and none of `reject`.

    `slots` holds what is written in the profile; read one with `slot(name)`, which is empty where none is.
    """

    name: str
    kind: Kind = "article"
    match: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()
    slots: tuple[tuple[str, Slot], ...] = ()
    furniture: tuple[Furniture, ...] = ()

    def slot(self, name: str) -> Slot:
        """The slot of that name, an empty one where the profile has none."""
        for known, slot in self.slots:
            if known == name:
                return slot
        return NO_SLOT


NO_SLOT = Slot()


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything that is peculiar to one site (or to one portal software). Order of templates is meaning."""

    name: str
    description: str = ""
    language: str = ""
    timezone: str = "UTC"
    date_order: str = "auto"  # dmy, mdy, or auto: decided by all dates of the site
    short_years: bool = False  # dates show the last two digits of the year: 3/14/16
    base_url: str = ""
    notice_length: int = 120  # a body with fewer characters makes a notice of an article
    visitor_count: Slot = NO_SLOT
    pictures: tuple[str, ...] = ()  # addresses of pictures that are no content: icons, banners
    learned_from: int = 0  # pages that it was learned from; such a profile needs no survey of the site
    templates: tuple[Template, ...] = ()
    furniture: tuple[Furniture, ...] = field(default=())

    @property
    def hash(self) -> str:
        """SHA-256 of what the profile says: comments, layout, samples and confidence do not count.

        Of a learned profile it counts which slots are sure: that decides what is no article.
        """
        meaning = _meaning(asdict(self))
        if self.learned_from:
            meaning["sure"] = [[name for name in HEAD if t.slot(name).is_sure] for t in self.templates]
        plain = json.dumps(meaning, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(plain.encode()).hexdigest()

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which the site shows its dates."""
        return ZoneInfo(self.timezone)

    def selectors(self) -> Iterator[str]:
        """Every selector of the profile."""
        for part in (*self.furniture, *(f for t in self.templates for f in t.furniture)):
            yield from part.select
        for slot in (self.visitor_count, *(s for t in self.templates for _, s in t.slots)):
            yield from (*slot.select, *slot.cells, *slot.without)
        for template in self.templates:
            yield from (*template.match, *template.reject)


def _meaning(value: Any) -> Any:
    """A profile's content without what explains it to people."""
    if isinstance(value, dict):
        return {
            k: _meaning(v)
            for k, v in value.items()
            if k not in ("samples", "confidence", "description", "what")
        }
    if isinstance(value, list | tuple):
        return [_meaning(v) for v in value]
    return value
