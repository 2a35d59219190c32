"""What was learned -> a Profile, with the comments that explain it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ..profile_model import Furniture, Slot
from .areas import Layout
from .categories import Category
from .category_spots import Where
from .frame import LONGEST_TEXT, Part
from .furniture import RECURS, Dropped
from .naming import named_by_portal
from .paths import Place
from .selectors import Selectors
from .slots import Choice
from .tails import NO_TAIL, Tail
from .titles import Group
from .trial import Trial

SAMPLES = 3
READ = 0.9  # of the pages with a category: a selector by which it is read there is good enough
_REASONS = {
    "links": "lists of links",
    "links to other pages": "other news",
    "repeats": "what repeats on other pages",
}


@dataclass(slots=True)
class Learned:
    """One group of pages, and what was learned of it. `kind` is article or listing."""

    layout: Layout
    kind: str
    date: Choice = field(default_factory=Choice)
    views: Choice = field(default_factory=Choice)
    byline: Choice = field(default_factory=Choice)
    tail: Tail = NO_TAIL
    dropped: Dropped = field(default_factory=lambda: Dropped([], (), ()))
    telling: tuple[Place, ...] = ()
    pages: int = 0

    @property
    def group(self) -> Group:
        return self.layout.group


def title_slot(css: Selectors, learned: Learned) -> Slot:
    group = learned.group
    several = any(_owner_lines(learned, file) > 1 for file in group.files) and group.spot.sort == "line"
    return Slot(
        select=(css.alone(group.spot.place),),
        lines="first"
        if several and group.spot.place.tag not in ("h1", "h2", "h3") and group.spot.nth <= 1
        else "",
        strip_end=learned.tail.strip,
        pattern=learned.tail.title,
        confidence=1.0,
        samples=_samples(c.text for c in group.titles.values()),
    )


def _owner_lines(learned: Learned, file: str) -> int:
    sheet = learned.layout.areas[file].sheet
    line = learned.group.titles[file].line
    return sum(other.owner == line.owner for other in sheet.lines)


def date_slot(css: Selectors, choices: list[Choice]) -> Slot:
    spots = list(dict.fromkeys(spot for choice in choices for spot in choice.spots))
    return Slot(
        select=tuple(dict.fromkeys(css.of(spot.place) for spot in spots)),
        lines="any",
        pattern=choices[0].pattern,
        confidence=choices[0].confidence,
        samples=_samples(choices[0].values.values()),
    )


def category_slot(css: Selectors, category: Category, trial: Trial) -> Slot:
    first = category.where[0]
    alike = [
        where
        for where in category.where
        if where.separator == first.separator and (where.nth == first.nth or not first.separator)
    ]
    slot = Slot(
        label=(first.separator,) if first.sort == "line" and first.separator else (),
        separator=first.separator if first.sort == "part" else "",
        part=first.nth if first.sort == "part" else 0,
        strip_start=(category.head,) if category.head else (),
        take="last" if first.sort == "last" else "first",
        lines="" if first.sort not in ("line", "part") else "any" if first.separator else "first",
        confidence=category.confidence,
        samples=_samples(category.values.values()),
    )
    select = tuple(dict.fromkeys(_category_css(css, where, slot, category, trial) for where in alike))
    return replace(slot, select=select)


def _category_css(css: Selectors, where: Where, slot: Slot, category: Category, trial: Trial) -> str:
    """The selector of a spot by which the values are read that were found there.

    The cells of a table without names are one place: it is told from the body's by counting.
    """
    suffix = ""
    if where.sort == "entry":
        suffix = f":nth-child({where.nth})" if where.nth > 0 else f":nth-last-child({-where.nth})"
    elif where.sort == "link" and where.nth not in (0, 1):
        suffix = f":nth-of-type({where.nth})" if where.nth > 0 else f":nth-last-of-type({-where.nth})"
    plain = css.alone(where.place)
    least = trial.reads(replace(slot, select=(plain + suffix,)), category.values)
    if least >= READ or where.sort not in ("line", "part"):
        return plain + suffix
    lines = {file: line for file, line in category.lines.items() if line.place is where.place}
    others = [one for one in (*css.every(where.place), trial.counted_lines(lines)) if one]
    shares = {one: trial.reads(replace(slot, select=(one,)), category.values) for one in others}
    best = max(shares, key=lambda one: shares[one])
    return best if shares[best] > least else plain


def byline_slot(css: Selectors, choice: Choice) -> Slot:
    return Slot(
        select=tuple(css.of(spot.place) for spot in choice.spots),
        confidence=choice.confidence,
        samples=_samples(choice.values.values()),
    )


def views_slot(css: Selectors, choice: Choice) -> Slot:
    return Slot(
        select=tuple(css.of(spot.place) for spot in choice.spots),
        label=choice.label,
        pattern=choice.pattern,
        lines="any",
        confidence=choice.confidence,
        samples=_samples(choice.values.values()),
    )


def body_slot(css: Selectors, learned: Learned, others: Iterable[Learned] = ()) -> Slot:
    """The cores of a group, then those of `others`, then the regions around title and core."""
    regions = Counter(area.sheet.elements[area.region].place for area in learned.layout.areas.values())
    cores = [*learned.layout.cores, *(core for other in others for core in other.layout.cores)]
    places = [*cores, *(place for place, _ in regions.most_common(2))]
    select = tuple(dict.fromkeys(css.alone(place) for place in places))
    explained = sum(bool(area.cores) for area in learned.layout.areas.values())
    return Slot(
        select=select,
        reach="title",
        take="all",
        until=learned.dropped.until,
        confidence=round(explained / max(1, len(learned.layout.areas)), 2),
    )


def _samples(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(text[:120] for text in dict.fromkeys(values) if text)[:SAMPLES]


def furniture_of(css: Selectors, learned: Learned, trial: Trial) -> tuple[Furniture, ...]:
    """The furniture in the articles of a group, by reason; what no selector tells from a body is told by its lines."""
    dropped = learned.dropped
    told, unclear = _told(css, learned, trial)
    parts = []
    by_name: dict[str, list[str]] = {}
    for place in told:
        reason = dropped.why.get(place) or _reason_below(place, dropped)
        called = named_by_portal(place) or _REASONS.get(reason, reason)
        by_name.setdefault(called, []).append(css.of(place))
    for reason, selectors in by_name.items():
        parts.append(Furniture(f"in the article: {reason}", select=tuple(dict.fromkeys(selectors))))
    texts = tuple(dict.fromkeys((*dropped.texts, *_recurring(learned, unclear))))
    if texts:
        parts.append(Furniture("lines that recur", texts=texts))
    return tuple(parts)


def end_before_unclear(css: Selectors, learned: Learned, trial: Trial) -> None:
    """Let the articles of a group end at the headings of furniture that no selector tells from a body."""
    _, unclear = _told(css, learned, trial)
    if unclear:
        learned.dropped.end_before(unclear, learned.layout)


def _told(css: Selectors, learned: Learned, trial: Trial) -> tuple[list[Place], list[Place]]:
    """The places of furniture that selectors tell from the bodies of a group, and the others."""
    kept = _kept(learned)
    told: list[Place] = []
    unclear: list[Place] = []
    for place in learned.dropped.places:
        clear = kept.isdisjoint(css.also(place)) and not trial.swallows(css.of(place))
        (told if clear else unclear).append(place)
    return told, unclear


def _kept(learned: Learned) -> set[Place]:
    """Every place on the way to a line that is no furniture."""
    kept: set[Place] = set()
    for area in learned.layout.areas.values():
        for line in area.lines:
            if line.place not in learned.dropped.why:
                kept.update(line.place.ancestors())
    return kept


def _recurring(learned: Learned, places: list[Place]) -> list[str]:
    """Lines at some places that stand on several pages."""
    pages: Counter[str] = Counter()
    for area in learned.layout.areas.values() if places else ():
        lines = [line for line in area.lines if line.place in learned.dropped.why]
        pages.update({line.text for line in lines if any(line.place.within(place) for place in places)})
    return [text for text, count in pages.items() if count >= RECURS and len(text) <= LONGEST_TEXT]


def frame_furniture(css: Selectors, parts: list[Part], texts: tuple[str, ...]) -> tuple[Furniture, ...]:
    """Furniture around the articles, each part by what it is and by the name that the portal gave it."""
    found: list[Furniture] = []
    names: Counter[str] = Counter()
    for part in sorted(parts, key=lambda part: (-part.pages, part.place.number)):
        own = next((name[1:] for name in part.place.names), part.place.tag)
        name = f"{part.called} ({own})"
        names[name] += 1
        found.append(
            Furniture(
                name if names[name] == 1 else f"{name} {names[name]}", part.words, (css.of(part.place),)
            )
        )
    if texts:
        found.append(
            Furniture("lines around the article", "they recur, and no selector tells them", texts=texts)
        )
    return tuple(found)


def _reason_below(place: Place, dropped: Dropped) -> str:
    return next((why for inner, why in dropped.why.items() if inner.within(place)), "furniture")
