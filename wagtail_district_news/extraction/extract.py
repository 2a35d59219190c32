"""One page, from bytes to a Page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .accounting import Fate, fates
from .calendar_words import languages_of
from .dates import ParsedDate, is_ambiguous, parse_date
from .documents import Accounting, Element, Figure, Gallery, Image, Issue, Kind, Page, SourceDocument
from .draft import Draft, draft_page
from .leads import settled_kind
from .messages import say, say_many
from .parse import PageError
from .profile_model import Profile
from .reading import Reading, read
from .survey import Survey, survey
from .texts import pictures

__all__ = [
    "CONVERTER_VERSION",
    "PageError",
    "Survey",
    "explain_page",
    "extract_page",
    "finished",
    "survey",
]

CONVERTER_VERSION = 1
SHOWN_LOST_WORDS = 40
_TOLD_OF = frozenset(("article", "notice"))  # of other pages nobody misses anything


def extract_page(document: SourceDocument, profile: Profile, survey: Survey) -> Page:
    """Read one document. Raises PageError, with a plain reason, where it cannot be read at all."""
    reading = read(document, profile, whole=False)
    return finished(draft_page(reading, profile)[0], document.url, survey)


def explain_page(
    document: SourceDocument, profile: Profile, survey: Survey
) -> tuple[Page, Reading, list[Fate]]:
    """Read one document, and tell what became of each of its texts. Raises PageError."""
    draft, course = draft_page(read(document, profile), profile)
    reading = course.reading
    destinations = reading.regions.destinations()
    found = fates(reading.tree, destinations, course.consumed, course.values, course.runs, survey.recurs)
    return finished(draft, document.url, survey), reading, found


def finished(draft: Draft, url: str, survey: Survey) -> Page:
    """The page of a draft, once all of the site is surveyed. `url` is its address where the source knows it."""
    page = draft.page
    date, issues = _date(page.published_raw, survey)
    kind = page.kind
    if draft.leads or kind == "listing":
        kind = settled_kind(kind, survey.articles_among(draft.leads), draft.long_links, survey.profile)
    accounting = draft.ledger.settled(survey.recurs)
    issues = [
        *draft.read,
        *_missing(page, kind, accounting.lost),
        *issues,
        *draft.converted,
        *_losses(kind, accounting),
    ]
    return replace(
        page,
        kind=kind,
        body=_with_decorations(page.body, survey.is_decorative),
        address=survey.addresses.address(page.path, draft.claims, url),
        published_at=date.value if date else None,
        published_precision=date.precision if date else "",
        accounting=accounting,
        issues=tuple(issues),
    )


def _with_decorations(body: tuple[Element, ...], is_decorative: Callable[[str], bool]) -> tuple[Element, ...]:
    """The body where pictures that recur on the site's pages are no content."""
    recurring = {image.src for image in pictures(body) if not image.decorative and is_decorative(image.src)}
    if not recurring:
        return body

    def noted(image: Image) -> Image:
        return replace(image, decorative=True) if image.src in recurring else image

    found: list[Element] = []
    for element in body:
        match element:
            case Figure(image=image):
                found.append(Figure(noted(image)))
            case Gallery(images=images):
                found.append(replace(element, images=tuple(map(noted, images))))
            case _:
                found.append(element)
    return tuple(found)


def _date(raw: str, survey: Survey) -> tuple[ParsedDate | None, list[Issue]]:
    if not raw:
        return None, []
    languages = languages_of(survey.profile.language)
    parsed = parse_date(raw, survey.date_order, survey.profile.zone, languages, survey.profile.short_years)
    if parsed is None:
        return None, [
            Issue("bad-date", say("“%(text)s” is no date that can be read", text=raw[:80]), True, raw[:200])
        ]
    issues = []
    if raw in survey.suspicious:
        issues.append(
            Issue(
                "suspicious-date",
                say("this minute stands on more than a fifth of the site's pages"),
                detail=raw[:200],
            )
        )
    if survey.profile.date_order == "auto" and not survey.date_order_proved and is_ambiguous(raw):
        issues.append(
            Issue(
                "ambiguous-date",
                say("day and month could be the other way round, and no date of the site tells"),
                detail=raw[:200],
            )
        )
    return parsed, issues


def _missing(page: Page, kind: Kind, lost: int) -> list[Issue]:
    """What an article should have and this page, of some kind and with so many words lost, has not."""
    if not page.template:
        return [
            Issue(
                "no-template",
                say("no template of the profile explains this page"),
                lost > 0,
            )
        ]
    if kind not in _TOLD_OF:
        return []
    issues = []
    if not page.title:
        issues.append(Issue("no-title", say("the page shows no title where the profile looks for it")))
    if not page.published_raw:
        issues.append(Issue("no-date", say("the page shows no date where the profile looks for it")))
    return issues


def _losses(kind: Kind, accounting: Accounting) -> list[Issue]:
    lost = accounting.lost
    if not lost or kind not in _TOLD_OF:
        return []
    words = " ".join(accounting.lost_words[:SHOWN_LOST_WORDS])
    more = " ..." if lost > SHOWN_LOST_WORDS else ""
    message = say_many(
        "%(count)s word of the page stands in no slot and no furniture",
        "%(count)s words of the page stand in no slot and no furniture",
        lost,
    )
    return [Issue("words-lost", message, True, words + more)]
