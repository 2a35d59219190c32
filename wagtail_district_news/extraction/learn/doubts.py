"""What a learned profile is unsure of, from what it found when it was tried, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ..dates import is_ambiguous
from ..messages import Message, say, say_many
from ..profile_model import Profile
from ..survey import Survey
from .report import EXAMPLES, Doubt, Report, Seen

FEW_PAGES = 10  # repetition is what tells: fewer say little
UNEXPLAINED = 0.05  # of the pages
TITLES, BODIES, DATES = 0.9, 0.8, 0.8  # shares that a good profile reaches
LISTINGS = 0.8  # of the pages
OFTEN = {"category": 0.5, "view_count": 0.5, "visitor_count": 0.5}  # least shares of the pages of a template
LOST = 0.01  # of the words of articles
SMALL, MANY, SCATTERED = 2, 4, 0.2  # pages of a template, such templates, and their share of all pages
_OTHER_DATE = say("Do the pages show another date? Put its selector first in [template.date] select.")


def doubts_of(report: Report, seen: list[Seen], profile: Profile, known: Survey) -> tuple[Doubt, ...]:
    """The doubts about a profile, the gravest first. `known` is the survey of the pages that were `seen`."""
    articles = {template.name for template in profile.templates if template.kind in ("article", "notice")}
    own = [page for page in seen if page.template in articles and page.kind in ("article", "notice")]
    found = [
        *_of_pages(report, seen, articles),
        *_of_slots(seen, own),
        *_of_few_values(report),
        *_of_dates(own, profile),
        *_of_words(own),
        *_of_categories(own),
    ]
    crowded = _paths(page for page in own if page.raw_date in known.suspicious)
    found += [
        Doubt(issue.code, issue.message, _OTHER_DATE, crowded if issue.code == "suspicious-date" else ())
        for issue in known.issues
        if issue.code in ("suspicious-date", "date-order")
    ]
    return tuple(found)


def _of_words(own: list[Seen]) -> Iterator[Doubt]:
    lost, words = sum(page.lost for page in own), sum(page.words for page in own)
    if lost > LOST * words:
        worst = sorted((page for page in own if page.lost), key=lambda page: (-page.lost, page.path))
        yield Doubt(
            "words-lost",
            say(
                "%(share)s of the words of articles are in no slot and no furniture",
                share=_share(lost, words),
            ),
            say("`explain` lists them under NOT KEPT: widen the body's select, or name them as furniture."),
            _paths(worst),
        )


def _of_categories(own: list[Seen]) -> Iterator[Doubt]:
    values = {page.values["category"] for page in own if "category" in page.values}
    if len(values) == 1 and len(own) >= FEW_PAGES:
        message = say(
            "the category is “%(name)s” on every page: more likely the name of the portal",
            name=values.pop()[:60],
        )
        yield Doubt("one-category", message, say("If so, delete [template.category]."), _paths(own))


def _of_pages(report: Report, seen: list[Seen], articles: set[str]) -> Iterator[Doubt]:
    if report.failed:
        message = say_many(
            "%(count)s page could not be read", "%(count)s pages could not be read", len(report.failed)
        )
        yield Doubt(
            "unreadable",
            message,
            say("The first reason: %(reason)s", reason=report.failed[0][1]),
            tuple(path for path, _ in report.failed[:EXAMPLES]),
        )
    if report.learned_from < FEW_PAGES:
        message = say_many(
            "only %(count)s page could be learned from",
            "only %(count)s pages could be learned from",
            report.learned_from,
        )
        yield Doubt(
            "few-pages", message, say("What repeats tells what is what: give it thirty pages or more.")
        )
    if not articles or not report.has_articles:
        message = say(
            "no page of an article was recognised: all of them look like lists, or like nothing known"
        )
        yield Doubt(
            "no-article",
            message,
            say("Is this the folder with the news itself? Give the whole mirror."),
            _paths(seen),
        )
    elif (listings := sum(page.kind == "listing" for page in seen)) > LISTINGS * len(seen):
        yield Doubt(
            "few-articles",
            say("%(share)s of the pages are lists of articles", share=_share(listings, len(seen))),
            say("Is this the folder with the news itself? Give the whole mirror."),
            _paths(page for page in seen if page.kind == "listing"),
        )
    small = [row for row in report.templates if row.name in articles and 0 < row.pages <= SMALL]
    if len(small) >= MANY and sum(row.pages for row in small) > SCATTERED * report.read:
        yield Doubt(
            "many-templates",
            say(
                "%(count)s templates explain only a page or two each: more likely pages of several sites than of one",
                count=len(small),
            ),
            say("Give it the mirror of one portal alone. What single pages look like teaches little."),
            _paths(page for page in seen if page.template in {row.name for row in small}),
        )
    strange = [page for page in seen if not page.template and page.kind != "listing"]
    if len(strange) > UNEXPLAINED * len(seen):
        message = say(
            "%(share)s of the pages are explained by no template", share=_share(len(strange), len(seen))
        )
        yield Doubt(
            "no-template",
            message,
            say(
                "If they hold news, add a [[template]] for them, with a title and a body. If they hold none, all is well."
            ),
            _paths(strange),
        )


def _of_slots(seen: list[Seen], own: list[Seen]) -> Iterator[Doubt]:
    pages = [page for page in seen if page.kind != "listing"]
    advice = say("Put the selector of the right element first in [template.%(slot)s] select.", slot="title")
    yield from _low("no-title", "title", pages, TITLES, _title, advice)
    advice = say(
        "Put the selector of the element around the text into [template.%(slot)s] select.", slot="body"
    )
    texts = [page for page in own if "body" in page.values or "attachments" not in page.values]
    yield from _low("no-body", "body", texts, BODIES, _body, advice)


def _of_few_values(report: Report) -> Iterator[Doubt]:
    """Slots that stand on every page where they stand at all, and were found on few."""
    for row in report.slots:
        if row.slot in OFTEN and row.pages >= FEW_PAGES and row.found < OFTEN[row.slot] * row.pages:
            yield Doubt(
                "few-values",
                say(
                    "%(slot)s was found on only %(share)s of the pages",
                    slot=row.slot,
                    share=_share(row.found, row.pages),
                ),
                say(
                    "Look at its samples. If they are wrong, put the selector of the right element first, or delete it."
                ),
                row.without,
            )


def _of_dates(own: list[Seen], profile: Profile) -> Iterator[Doubt]:
    advice = say("Put the selector of the right element first in [template.%(slot)s] select.", slot="date")
    if own and not any(template.slot("date") for template in profile.templates):
        message = say("no date was found on any page")
        advice = say(
            "If the pages show one, add [template.date] with its selector. Else decide with --undated of the import."
        )
        yield Doubt("no-date", message, advice, _paths(own))
        return
    yield from _low("no-date", "date", own, DATES, _date, advice)
    unclear = [page for page in own if is_ambiguous(page.raw_date)]
    if unclear and profile.date_order == "auto":
        message = say(
            "no date proves whether the day or the month stands first, as in %(date)s",
            date=unclear[0].raw_date[:40],
        )
        yield Doubt(
            "date-order", message, say('Write date_order = "dmy" or "mdy" under [site].'), _paths(unclear)
        )
    if profile.timezone == "UTC" and any(page.precision in ("minute", "second") for page in own):
        message = say("no page tells the time zone of its clock times: they are taken as UTC")
        advice = say('Give --timezone, or write it under [site], such as timezone = "Asia/Ho_Chi_Minh".')
        yield Doubt("time-zone", message, advice)


def _title(share: str) -> Message:
    return say("a title was found on only %(share)s of the pages that are no listing", share=share)


def _body(share: str) -> Message:
    return say("a body was found on only %(share)s of the articles", share=share)


def _date(share: str) -> Message:
    return say("a date was found on only %(share)s of the articles", share=share)


def _low(
    code: str, slot: str, pages: list[Seen], least: float, message: Callable[[str], Message], advice: Message
) -> Iterator[Doubt]:
    without = [page for page in pages if slot not in page.values]
    if pages and len(pages) - len(without) < least * len(pages):
        yield Doubt(code, message(_share(len(pages) - len(without), len(pages))), advice, _paths(without))


def _paths(pages: Iterable[Seen]) -> tuple[str, ...]:
    return tuple(page.path for page in pages)[:EXAMPLES]


def _share(part: int, whole: int) -> str:
    """A share in per cent, never rounded up to all nor down to nothing."""
    return f"{max(1, 100 * part // whole) if part else 0} %"
