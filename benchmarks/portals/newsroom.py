"""A newsroom that writes articles: sentences out of a language's word lists, blocks out of chance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from benchmarks.portals.values import (
    Article,
    Block,
    Bullets,
    Enclosure,
    Heading,
    Paragraph,
    Picture,
    Quote,
    Table,
    lines_of,
)

_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Prose:
    """A language: templates of titles, sentences, headings, and the phrases that fill their slots."""

    titles: tuple[str, ...]
    sentences: tuple[str, ...]
    headings: tuple[str, ...]
    captions: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    phrases: Mapping[str, tuple[str, ...]]
    joint: str = " "
    digits: str = "0123456789"

    def fill(self, template: str, rng: Random) -> str:
        """The template with each slot filled; a sentence begins with a capital."""
        text = _SLOT.sub(lambda slot: self._phrase(slot[1], rng), template)
        return text[:1].upper() + text[1:]

    def _phrase(self, slot: str, rng: Random) -> str:
        if slot == "n":
            return self.number(
                rng.choice((rng.randint(2, 30), rng.randint(30, 999), rng.randint(1, 9) * 100))
            )
        if slot == "year":
            return self.number(rng.randint(1998, 2016))
        return self.fill_inner(rng.choice(self.phrases[slot]), rng)

    def fill_inner(self, phrase: str, rng: Random) -> str:
        return _SLOT.sub(lambda slot: self._phrase(slot[1], rng), phrase)

    def number(self, value: int | str) -> str:
        return str(value).translate(str.maketrans("0123456789", self.digits))

    def sentence(self, rng: Random) -> str:
        return self.fill(rng.choice(self.sentences), rng)

    def paragraph(self, rng: Random, least: int = 2, most: int = 5) -> str:
        return self.joint.join(self.sentence(rng) for _ in range(rng.randint(least, most)))


@dataclass(frozen=True)
class Beat:
    """What a portal publishes: how many articles of which categories, when, and with how much of what."""

    categories: tuple[str, ...]
    count: int
    first: datetime
    last: datetime
    picture: str = "/images/{name}"
    document: str = "/files/{name}"
    photo_name: str = "photo_{number}_{nth}.jpg"
    lead: float = 0.6
    pictures: float = 0.5
    tables: float = 0.15
    notices: float = 0.08
    attachments: float = 0.15
    uncategorised: float = 0.0
    numbers: int = 10
    document_label: str = ""
    signed: float = 0.2


def articles(prose: Prose, beat: Beat, rng: Random) -> list[Article]:
    """The newest first; titles differ from each other."""
    step = (beat.last - beat.first) / beat.count
    seen: set[str] = set()
    written = []
    number = beat.numbers
    for nth in range(beat.count):
        number += rng.randint(1, 7)
        moment = beat.first + step * nth + timedelta(minutes=rng.randint(0, int(step.total_seconds() // 60)))
        moment = moment.replace(hour=rng.randint(7, 17), minute=rng.randint(0, 59), second=rng.randint(0, 59))
        written.append(_article(prose, beat, rng, number, moment, _new_title(prose, rng, seen)))
    return sorted(written, key=lambda article: article.published, reverse=True)


def _new_title(prose: Prose, rng: Random, seen: set[str]) -> str:
    for _ in range(200):
        title = prose.fill(rng.choice(prose.titles), rng)
        if title not in seen:
            seen.add(title)
            return title
    raise ValueError("the word lists are too short for so many titles")


def _article(prose: Prose, beat: Beat, rng: Random, number: int, moment: datetime, title: str) -> Article:
    notice = rng.random() < beat.notices
    attached: tuple[Enclosure, ...] = ()
    if notice or rng.random() < beat.attachments:
        attached = tuple(_enclosure(beat, rng, number, nth) for nth in range(1, rng.choice((2, 2, 2, 3, 4))))
    return Article(
        number=number,
        slug=slug_of(title, number),
        title=title,
        category="" if rng.random() < beat.uncategorised else rng.choice(beat.categories),
        published=moment,
        lead="" if notice or rng.random() > beat.lead else prose.paragraph(rng, 1, 2),
        blocks=() if notice else _long_enough(tuple(_blocks(prose, beat, rng, number)), prose, rng),
        attachments=attached,
        author=rng.choice(prose.phrases["name"]),
        views=rng.randint(12, 9000),
        tags=tuple(rng.sample(prose.phrases["tag"], rng.randint(1, 4))),
        notice=notice,
    )


def _long_enough(blocks: tuple[Block, ...], prose: Prose, rng: Random) -> tuple[Block, ...]:
    """Nobody shall doubt whether it is an article or a notice: those end at 120 characters."""
    while sum(len(line) for block in blocks for line in lines_of(block)) < 180:
        blocks = (*blocks, Paragraph(prose.paragraph(rng)))
    return blocks


def slug_of(title: str, number: int) -> str:
    """An ASCII slug; a title of another script gives its number."""
    words = re.findall(
        r"[a-z0-9]+", title.lower().translate(str.maketrans("äöüßéèêàçñíóúá", "aouseeeacnioua"))
    )
    return "-".join(words[:8]) if len(words) > 2 else f"news-{number}"


def _enclosure(beat: Beat, rng: Random, number: int, nth: int) -> Enclosure:
    name = f"{rng.choice(('doc', 'annex', 'plan', 'list', 'scan'))}_{number}_{nth}.{rng.choice(('pdf', 'pdf', 'doc', 'xls'))}"
    return Enclosure(beat.document.format(name=name, number=number, nth=nth), beat.document_label or name)


def _blocks(prose: Prose, beat: Beat, rng: Random, number: int) -> Iterator[Block]:
    """Mostly paragraphs; some articles open with the picture, are one table, very short or very long."""
    shape = rng.random()
    if shape < 0.05:
        yield Table(_rows(prose, rng, rng.randint(6, 14)))
        return
    count = rng.randint(1, 2) if shape < 0.15 else rng.randint(18, 34) if shape > 0.94 else rng.randint(3, 9)
    pictures = rng.choice((1, 1, 1, 2, 3)) if rng.random() < beat.pictures else 0
    places = sorted(rng.randint(0, count) for _ in range(pictures))
    table_at = rng.randint(1, count) if rng.random() < beat.tables else -1
    for nth in range(count):
        for picture in [at for at in places if at == nth]:
            yield _picture(prose, beat, rng, number, picture)
        if nth == table_at:
            yield Table(_rows(prose, rng, rng.randint(3, 7)))
        yield from _passage(prose, rng, number, nth)
    if rng.random() < beat.signed:
        yield Paragraph(rng.choice(prose.phrases["signature"]))


def _picture(prose: Prose, beat: Beat, rng: Random, number: int, nth: int) -> Picture:
    name = beat.photo_name.format(number=number, nth=f"{nth}{rng.randint(10, 99)}")
    caption = prose.fill(rng.choice(prose.captions), rng) if rng.random() < 0.6 else ""
    return Picture(beat.picture.format(name=name, number=number), caption)


def _passage(prose: Prose, rng: Random, number: int, nth: int) -> Iterator[Block]:
    chance = rng.random()
    if nth and chance < 0.07:
        yield Heading(prose.fill(rng.choice(prose.headings), rng))
    elif nth and chance < 0.13:
        yield Quote(prose.paragraph(rng, 1, 2))
        return
    elif nth and chance < 0.19:
        yield Bullets(tuple(prose.fill(rng.choice(prose.titles), rng) for _ in range(rng.randint(2, 6))))
        return
    text = prose.paragraph(rng)
    link = None
    if chance > 0.9:
        anchor = rng.choice(prose.phrases["where"])
        if anchor in text and "{" not in anchor:
            link = (anchor, rng.choice((f"http://www.example.org/page{number}.html", f"/go/{number}")))
    yield Paragraph(text, link)


def _rows(prose: Prose, rng: Random, count: int) -> tuple[tuple[str, ...], ...]:
    columns = rng.choice(prose.columns)
    rows = [columns]
    for nth in range(1, count + 1):
        figures = (prose.number(rng.randint(1, 5000)) for _ in range(len(columns) - 2))
        rows.append((prose.number(nth), rng.choice(prose.phrases["row"]), *figures))
    return tuple(rows)
