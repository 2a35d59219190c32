"""The first sweep over a source: what recurs, in which order dates are written, where the portal stood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import blake2b

from .accounting import homeless_runs
from .addresses import AddressFinder, Claims, page_claims
from .calendar_words import languages_of
from .clean import picture_source
from .dates import LONGEST, Order, order_of, parse_date, proved_order
from .documents import Issue, SourceDocument
from .leads import Lead, page_key
from .markup import picture_address
from .messages import Message, say, say_many
from .numbers import parse_count, parse_digits
from .parse import PageError
from .pool import each
from .profile_model import Profile
from .reading import Reading, read
from .recurrence import RECURS, Key, Tally
from .regions import Regions, within_any
from .sources import Source, SourceError
from .values import Found

DECORATIVE_PAGES = 5  # a picture in the bodies of so many pages is no content
SUSPICIOUS_SHARE = 5  # one minute on more than a fifth of the dated pages
SUSPICIOUS_PAGES = 3
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Survey:
    """What all pages of a source say together. Memory stays flat however many there are.

    `visitor_count` is the greatest total seen; `templates` counts pages by template ("" for none);
    `articles` are the `page_key`s of those that an article's template explains;
    `failed` the pages that could not be read; `issues` what a person should know before an import.
    """

    profile: Profile
    base_url: str = ""
    date_order: Order = "dmy"
    date_order_proved: bool = False  # by a date of the site that has no other reading
    visitor_count: int | None = None
    templates: Counter[str] = field(default_factory=Counter)
    failed: int = 0
    issues: list[Issue] = field(default_factory=list)
    suspicious: frozenset[str] = frozenset()
    blocks: Tally = field(default_factory=Tally)
    pictures: Tally = field(default_factory=Tally)
    addresses: AddressFinder = field(default_factory=AddressFinder)
    articles: set[Key] = field(default_factory=set)

    def articles_among(self, leads: Iterable[Lead]) -> int:
        """To how many pages with an article's template some links lead; those of blocks that recur do not count."""
        return sum(key in self.articles and (block is None or not self.recurs(block)) for key, block in leads)

    def recurs(self, key: Key) -> bool:
        """Whether a block stands on enough pages of its template to be furniture."""
        return self.blocks.pages(key) >= RECURS

    def is_decorative(self, source: str) -> bool:
        """Whether a picture recurs in so many bodies that it is no content."""
        return self.pictures.pages(picture_key(source)) >= DECORATIVE_PAGES


def survey(
    source: Source | Iterable[SourceDocument],
    profile: Profile,
    base_url: str = "",
    progress: Progress | None = None,
    jobs: int = 1,
) -> Survey:
    """Read every page of a source once, one in memory at a time, over so many processes.

    `base_url` is the portal's old address, if it is known better than the mirror tells; `progress` hears
    (pages done, pages in all; 0 where nobody knows). Raises WorkerLost where a process ended by itself.
    """
    surveyor = Surveyor(source, profile)
    total = source.count() if isinstance(source, Source) else 0
    for number, seen in enumerate(each(observe, profile, surveyor.documents(), jobs), 1):
        surveyor.take_in(seen)
        if progress is not None:
            progress(number, total)
    return surveyor.conclude(base_url)


def picture_key(source: str) -> Key:
    """The identity of a picture over pages."""
    return blake2b(source.encode("utf-8", "replace"), digest_size=8).digest()


@dataclass(slots=True)
class _Dates:
    """The dates of a site, as counts."""

    day_first: int = 0
    month_first: int = 0
    ambiguous: int = 0
    weekday_day_first: int = 0
    weekday_month_first: int = 0
    languages: tuple[str, ...] = ()
    raws: Counter[str] = field(default_factory=Counter)

    def add(self, raw: str) -> None:
        if len(raw) > LONGEST:  # no date, and thousands of such pages would fill the memory
            return
        order = order_of([raw], self.languages)
        self.day_first += order.day_first
        self.month_first += order.month_first
        self.ambiguous += order.ambiguous
        self.weekday_day_first += order.weekday_day_first
        self.weekday_month_first += order.weekday_month_first
        self.raws[raw] += 1


@dataclass(frozen=True, slots=True)
class Observation:
    """What one page says to the survey."""

    path: str
    template: str
    blocks: frozenset[Key]
    pictures: frozenset[Key]
    claims: Claims
    date: str = ""
    visitors: int | None = None
    articles: tuple[Key, ...] = ()


class Surveyor:
    """Takes in what the pages of a source say, one after the other. `result` is complete once concluded."""

    def __init__(self, source: Source | Iterable[SourceDocument], profile: Profile) -> None:
        self.result = Survey(profile)
        self._source = source
        self._dates = _Dates(languages=languages_of(profile.language))
        if isinstance(source, Source):
            self.result.addresses.by_folder = source.address

    def documents(
        self, on_error: Callable[[str, SourceError], None] = lambda path, error: None
    ) -> Iterable[SourceDocument]:
        """The documents of the source; those that it cannot give have failed."""

        def skip(path: str, error: SourceError) -> None:
            self.result.failed += 1
            on_error(path, error)

        return self._source.documents(on_error=skip) if isinstance(self._source, Source) else self._source

    def take_in(self, seen: Observation | None) -> None:
        """Count one page; None for one that could not be read."""
        result = self.result
        if seen is None:
            result.failed += 1
            return
        result.templates[seen.template] += 1
        result.articles.update(seen.articles)
        result.blocks.add_page(seen.blocks)
        result.pictures.add_page(seen.pictures)
        result.addresses.take_in(seen.claims, seen.path)
        if seen.date:
            self._dates.add(seen.date)
        if seen.visitors is not None:
            result.visitor_count = max(seen.visitors, result.visitor_count or 0)

    def conclude(self, base_url: str = "") -> Survey:
        """Decide what the counts come to."""
        _conclude(self.result, self._dates, base_url)
        return self.result


def observe(profile: Profile, document: SourceDocument) -> Observation | None:
    """Read one page for the survey; None where it cannot be read."""
    try:
        reading = read(document, profile, whole=False)
    except PageError:
        return None
    runs = homeless_runs(reading.tree, reading.regions.destinations(), reading.template)
    claims = page_claims(reading.tree, reading.decoded.text)
    return observed(reading, claims, (key for key, _ in runs))


def observed(reading: Reading, claims: Claims, blocks: Iterable[Key]) -> Observation:
    """What a reading says to the survey. `blocks` are the keys of its homeless blocks."""
    regions = reading.regions
    date = regions.found.get("date")
    return Observation(
        reading.document.path,
        reading.template,
        frozenset(blocks),
        frozenset(picture_key(source) for source in _body_pictures(regions)),
        claims,
        date.text if date else "",
        visitor_total(regions.found.get("visitor_count")),
        _keys(reading),
    )


def _keys(reading: Reading) -> tuple[Key, ...]:
    """By what links find a page, if an article's template explains it."""
    template, document = reading.regions.template, reading.document
    if template is None or template.kind != "article":
        return ()
    keys = (page_key(address) for address in (document.path, document.url))
    return tuple(key for key in keys if key is not None)


def visitor_total(found: Found | None) -> int | None:
    """The portal's visitor total as a page shows it, None where it shows none."""
    if found is None:
        return None
    return parse_digits(found.cells) if found.cells else parse_count(found.text)


def _body_pictures(regions: Regions) -> list[str]:
    """The pictures of the body; those of lists of other news in it are none, though an article's own stand there."""
    pictures = regions.tree.tagged("img") if regions.body else []
    own = (node for node in pictures if within_any(node, regions.body) and not regions.is_furniture(node))
    return [source for node in own if (source := picture_source(picture_address(node)))]


def _conclude(result: Survey, dates: _Dates, base_url: str) -> None:
    result.base_url = result.addresses.settle(base_url or result.profile.base_url)
    _settle_order(result, dates)
    dated = sum(dates.raws.values())
    crowded = [
        (raw, count)
        for raw, count in dates.raws.items()
        if count >= SUSPICIOUS_PAGES and count * SUSPICIOUS_SHARE > dated and _shows_minute(raw, result)
    ]
    result.suspicious = frozenset(raw for raw, _ in crowded)
    for raw, count in crowded:
        result.issues.append(
            Issue(
                "suspicious-date",
                say(
                    "%(pages)s of %(dated)s dated pages show the same minute, %(date)s: more likely when the "
                    "pages were made than when the news appeared",
                    pages=count,
                    dated=dated,
                    date=raw,
                ),
            )
        )
    if not result.base_url:
        result.issues.append(
            Issue(
                "no-base-url",
                say("nothing in the pages tells the portal's old address: give it with --base-url"),
            )
        )
    if pages := result.addresses.fronts():
        result.issues.append(Issue("doubtful-base-url", _address_doubted(pages, result.base_url)))


def _address_doubted(pages: int, address: str) -> Message:
    return say(
        "%(pages)s pages all call %(address)s their own address, as pages do whose theme was taken from another site, "
        "and little else tells the portal's: if it was another one, give it with --base-url",
        pages=pages,
        address=address,
    )


def _settle_order(result: Survey, dates: _Dates) -> None:
    """Day or month first: as the profile says, else as the site's own dates prove."""
    said = result.profile.date_order
    proved: Order = "mdy" if dates.month_first > dates.day_first else "dmy"
    by_weekday = proved_order(0, 0, dates.weekday_day_first, dates.weekday_month_first)
    if not dates.day_first and not dates.month_first:
        proved = by_weekday or proved
    result.date_order = proved if said not in ("dmy", "mdy") else "mdy" if said == "mdy" else "dmy"
    result.date_order_proved = (
        dates.day_first != dates.month_first
        if dates.day_first or dates.month_first
        else by_weekday is not None
    )
    against = dates.month_first if result.date_order == "dmy" else dates.day_first
    if against:
        result.issues.append(Issue("date-order", _order_doubted(result.date_order, against)))


def _order_doubted(order: Order, count: int) -> Message:
    if order == "dmy":
        return say_many(
            "%(count)s date can only be read with the month first, but this site's dates are read with the "
            "day first: see date_order in the profile",
            "%(count)s dates can only be read with the month first, but this site's dates are read with the "
            "day first: see date_order in the profile",
            count,
        )
    return say_many(
        "%(count)s date can only be read with the day first, but this site's dates are read with the "
        "month first: see date_order in the profile",
        "%(count)s dates can only be read with the day first, but this site's dates are read with the "
        "month first: see date_order in the profile",
        count,
    )


def _shows_minute(raw: str, result: Survey) -> bool:
    parsed = parse_date(
        raw,
        result.date_order,
        result.profile.zone,
        languages_of(result.profile.language),
        result.profile.short_years,
    )
    return parsed is not None and parsed.precision in ("minute", "second")
