"""Articles composed from the sentence pools: the same ones every time, each with numbers of its own."""

from __future__ import annotations

import random
import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from .model import BASE_URL, CATEGORIES, Article, Category, Items, Paragraph, Part, Photo, Sheet, Subheading
from .pictures import picture_name

TEXTS = Path(__file__).parent / "texts"
PER_CATEGORY = 27
FIRST, LAST = datetime(2009, 2, 3), datetime(2018, 12, 12)
HANDS_BY_YEAR = {
    2009: ("word", "breaks"),
    2010: ("word", "mixed", "breaks"),
    2011: ("mixed", "word", "divs"),
    2012: ("mixed", "divs", "table"),
    2013: ("table", "decomposed", "mixed"),
    2014: ("table", "plain", "divs"),
    2015: ("plain", "table"),
    2016: ("plain", "decomposed"),
    2017: ("plain", "table"),
    2018: ("plain", "table"),
}


def load(name: str) -> dict[str, Any]:
    return tomllib.loads((TEXTS / f"{name}.toml").read_text(encoding="utf-8"))


COMMON = load("common")


class Slots:
    """Fills {slots}; one draw an article, so that a number said twice is the same."""

    def __init__(self, rng: random.Random, year: int):
        ward, ward2 = rng.sample(COMMON["wards"], 2)
        self.values = {"ward": ward, "ward2": ward2, "street": rng.choice(COMMON["streets"]), "year": year}
        self.rng = rng

    def fill(self, text: str) -> str:
        fresh = {
            "n": self.rng.randint(12, 95),
            "m": self.rng.randint(11, 98) * 10,
            "k": self.rng.randint(3, 9),
            "quarter": self.rng.choice(("I", "II", "III", "IV")),
            "month": self.rng.randint(1, 12),
            "number": self.rng.randint(12, 980),
        }
        words = text.format(**self.values, **fresh)
        return words[:1].upper() + words[1:]


def articles() -> list[Article]:
    """The ordinary articles, numbered by date."""
    drafts = [draft for category in CATEGORIES if category.texts for draft in _category(category)]
    drafts.sort(key=lambda draft: draft[0])
    return [_article(number, *draft) for number, draft in enumerate(drafts, start=1001)]


def dates(rng: random.Random, count: int) -> list[datetime]:
    """`count` moments in office hours, spread over the ten years."""
    step = (LAST - FIRST) / (count - 1)
    jitter = max(step.days // 3, 1)
    days = [FIRST + step * index + timedelta(days=rng.randint(0, jitter)) for index in range(count - 1)]
    days.append(LAST - timedelta(days=rng.randint(0, 21)))
    return [
        day.replace(
            hour=rng.randint(7, 20), minute=rng.randint(0, 59), second=rng.randint(0, 59), microsecond=0
        )
        for day in days
    ]


def _category(category: Category) -> list[tuple[datetime, Category, dict, str, int]]:
    rng = random.Random(f"category {category.number}")
    topics, out = load(category.texts)["topics"], []
    for index, moment in enumerate(dates(rng, PER_CATEGORY)):
        topic = topics[index % len(topics)]
        title = topic["titles"][index // len(topics) % len(topic["titles"])]
        out.append((moment, category, topic, title, index))
    return out


def _article(
    number: int, moment: datetime, category: Category, topic: dict, title: str, index: int
) -> Article:
    rng = random.Random(f"article {number}")
    slots = Slots(rng, moment.year)
    hands = HANDS_BY_YEAR[moment.year]
    if category.dates != "long":  # their printed form has no seconds
        moment = moment.replace(second=0)
    return Article(
        number=number,
        title=slots.fill(title),
        category=category,
        published=moment,
        lead=slots.fill(topic["leads"][index % len(topic["leads"])]),
        parts=tuple(_parts(rng, slots, topic, moment, number)),
        views=0 if number % 11 == 0 else rng.randint(40, 4800),
        hand=hands[number % len(hands)],
        visitors=37_411_000 + number % 977,
    )


def _parts(rng: random.Random, slots: Slots, topic: dict, moment: datetime, number: int) -> list[Part]:
    sentences = [slots.fill(line) for line in rng.sample(topic["sentences"], rng.randint(6, 8))]
    first, second = sentences[:3], sentences[3:]
    parts: list[Part] = [Paragraph(" ".join([slots.fill(rng.choice(COMMON["openings"])), *first]))]
    parts.append(_photo(rng, slots, topic, moment, number, 0))
    if number % 3 == 0:
        parts.append(Subheading(rng.choice(COMMON["headings"])))
    parts.append(Paragraph(" ".join(second[:3])))
    if number % 5 == 0:
        parts += [Paragraph(rng.choice(COMMON["list_intros"])), _list(rng, slots)]
    if number % 9 == 0:
        parts += [Paragraph("Số liệu theo từng phường được tổng hợp trong bảng dưới đây."), _sheet(rng)]
    if number % 4 == 0:
        parts.append(_photo(rng, slots, topic, moment, number, 1))
    if number % 6 == 1 and number > 1020:
        target = number - rng.randint(7, 15)
        parts.append(Paragraph(f"Xem thêm: [bài viết cùng chủ đề](>{target})."))
    rest = [*second[3:], slots.fill(rng.choice(COMMON["closings"]))]
    return [*parts, Paragraph(" ".join(rest)), Paragraph(f"**{slots.fill(rng.choice(COMMON['bylines']))}**")]


def _photo(rng: random.Random, slots: Slots, topic: dict, moment: datetime, number: int, nth: int) -> Photo:
    scene = topic["scenes"][nth % len(topic["scenes"])]
    file = picture_name(scene, number * 7 + nth * 5)
    caption = slots.fill(topic["captions"][nth % len(topic["captions"])])
    return Photo(file, (f"{BASE_URL}/{file}" if number % 2 else f"/{file}"), caption, caption if nth else "")


def _list(rng: random.Random, slots: Slots) -> Items:
    return Items(tuple(slots.fill(line) + ";" for line in rng.sample(COMMON["list_items"], 4)))


def _sheet(rng: random.Random) -> Sheet:
    wards = rng.sample(COMMON["wards"], 4)
    rows = [(f"Phường {ward}", str(rng.randint(120, 990)), f"{rng.randint(61, 99)}%") for ward in wards]
    total = sum(int(row[1]) for row in rows)
    return Sheet((("Đơn vị", "Số hộ tham gia", "Tỷ lệ"), *rows, (("Tổng cộng", 1), (f"{total} hộ", 2))))
