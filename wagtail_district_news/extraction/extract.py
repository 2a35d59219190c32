"""One page, from bytes to a Page."""

from __future__ import annotations

from dataclasses import replace

from ..text import words
from . import captions
from .accounting import Fate, account, fates, visible_texts
from .addresses import base_href, page_claims
from .blocks import Block, Picture, to_elements
from .calendar_words import languages_of
from .clean import is_document, is_listing_of_text, link
from .convert import convert
from .dates import ParsedDate, is_ambiguous, parse_date
from .documents import Attachment, Element, Issue, Kind, Page, SourceDocument
from .gather import Converted, Setting
from .generic import kind_of, lay_out_generically
from .markup import words_of
from .messages import say, say_many
from .numbers import parse_count
from .parse import Node, PageError
from .profile_model import HEAD, Profile, Template
from .reading import Reading, read
from .survey import Survey, survey, visitor_total
from .texts import body_text
from .values import text_of

__all__ = [
    "CONVERTER_VERSION",
    "PageError",
    "Survey",
    "explain_page",
    "extract_page",
    "survey",
]

CONVERTER_VERSION = 1
SHOWN_LOST_WORDS = 40
LONG_LINK = 4  # words: with so many a link is a title
MOST_LINKS = 5  # so many titles make a list


def extract_page(document: SourceDocument, profile: Profile, survey: Survey) -> Page:
    """Read one document. Raises PageError, with a plain reason, where it cannot be read at all."""
    return _page(read(document, profile, whole=False), profile, survey)[0]


def explain_page(
    document: SourceDocument, profile: Profile, survey: Survey
) -> tuple[Page, Reading, list[Fate]]:
    """Read one document, and tell what became of each of its texts. Raises PageError."""
    reading = read(document, profile)
    page, found = _page(reading, profile, survey)
    return page, reading, found


def _page(reading: Reading, profile: Profile, survey: Survey) -> tuple[Page, list[Fate]]:
    """What a reading comes to, and what became of each text in its tree."""
    if reading.regions.template is None:
        reading.regions, noted = lay_out_generically(reading.regions)
        reading.issues += noted
    regions = reading.regions
    document = reading.document
    converted = _converted(reading, survey)
    body = to_elements(_set_aside(regions.cores, captions.attach(converted.blocks)))
    below = _below(reading)
    attachments = _each_once([*converted.attachments, *below])
    date, issues = _date(reading, survey)
    values = {name: slot.text for name, slot in regions.found.items()}
    if total := regions.found.get("visitor_count"):
        values["visitor_count"] = " ".join(total.cells) or total.text
    values["attachments"] = " ".join(attachment.title for attachment in below)
    found = fates(
        reading.tree, regions.destinations(), converted.consumed, values, survey.recurs, reading.template
    )
    accounting = account(found, sum(held.words for held in reading.tree.unread.values()))
    lead = _text(reading, "lead")
    kind = _kind(reading, profile, lead, body, attachments)
    if kind == "article":
        attachments = _each_once(
            [*(a for a in converted.attachments if not is_listing_of_text(a.href)), *below]
        )
    claims = page_claims(reading.tree, reading.decoded.text)
    page = Page(
        path=document.path,
        kind=kind,
        address=survey.addresses.address(document.path, claims, document.url),
        base_href=base_href(reading.tree),
        template=reading.template,
        title=_text(reading, "title"),
        category=_text(reading, "category"),
        published_at=date.value if date else None,
        published_precision=date.precision if date else "",
        published_raw=_text(reading, "date"),
        lead=lead,
        byline=_text(reading, "byline"),
        source=_text(reading, "source"),
        body=body,
        attachments=attachments,
        view_count=_count(reading),
        visitor_count=visitor_total(regions.found.get("visitor_count")),
        encoding=reading.decoded.encoding,
        accounting=accounting,
    )
    issues = [*reading.issues, *_missing(page), *issues, *converted.issues, *_losses(page)]
    return replace(page, issues=tuple(issues)), found


def _converted(reading: Reading, survey: Survey) -> Converted:
    regions = reading.regions
    left_out = tuple(sorted(index for index, mark in regions.marks.items() if mark.sort != "body"))
    setting = Setting(reading.tree, left_out, regions.captions, survey.is_decorative)
    return convert(setting, regions.body)


def _set_aside(cores: list[Node], blocks: list[Block]) -> list[Block]:
    """Note which pictures stand outside of what the profile names as the body."""
    for block in blocks:
        if (
            cores
            and isinstance(block, Picture)
            and not any(core.index <= block.origin < core.end for core in cores)
        ):
            block.image = replace(block.image, aside=True)
    return blocks


def _text(reading: Reading, slot: str) -> str:
    found = reading.regions.found.get(slot)
    return found.text if found is not None else ""


def _count(reading: Reading) -> int | None:
    text = _text(reading, "view_count")
    return parse_count(text) if text else None


def _below(reading: Reading) -> list[Attachment]:
    """The documents of the attachments slot. One alone is named by all words around it."""
    found: list[Attachment] = []
    for node in reading.regions.attachments:
        linked = [
            (address, inner)
            for inner in reading.tree.inside(node)
            if inner.tag == "a"
            and (address := link(inner.attributes.get("href", "")))
            and is_document(address)
        ]
        for address, inner in linked:
            words = text_of(reading.tree, node) if len(linked) == 1 else words_of(reading.tree, inner)
            found.append(Attachment(address, words))
    return found


def _each_once(attachments: list[Attachment]) -> tuple[Attachment, ...]:
    """Every document once, with the first title that it has."""
    found: dict[str, Attachment] = {}
    for attachment in attachments:
        known = found.get(attachment.href)
        if known is None or not known.title:
            found[attachment.href] = attachment
    return tuple(found.values())


def _date(reading: Reading, survey: Survey) -> tuple[ParsedDate | None, list[Issue]]:
    raw = _text(reading, "date")
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


def _kind(
    reading: Reading,
    profile: Profile,
    lead: str,
    body: tuple[Element, ...],
    attachments: tuple[Attachment, ...],
) -> Kind:
    """As the template says; an article with next to no text of its own is a notice."""
    template = reading.regions.template
    if template is None:
        return kind_of(reading.regions, _mostly_links(reading), profile)
    if template.kind != "article":
        return template.kind
    if _lacks_head(reading, template, profile):
        return "other"
    text = "\n".join(filter(None, (lead, body_text(body))))
    for attachment in attachments:
        text = text.replace(attachment.title, "", 1) if attachment.title else text
    return "notice" if len(text.strip()) < profile.notice_length else "article"


def _lacks_head(reading: Reading, template: Template, profile: Profile) -> bool:
    """Whether a page has neither the date nor the category that a learned template has on nearly all pages."""
    wanted = [template.slot(name) for name in HEAD]
    return (
        all(slot and slot.is_sure for slot in wanted)
        and profile.learned_from > 0
        and not any(name in reading.regions.found for name in HEAD)
    )


def _mostly_links(reading: Reading) -> bool:
    """Whether a page that no template explains is made of links, as front pages and lists are."""
    linked = titles = 0
    for node in reading.tree.tagged("a"):
        if node.seen and "href" in node.attributes:
            text = words_of(reading.tree, node)
            linked += len(text)
            titles += len(words(text)) >= LONG_LINK or (len(text) >= LONG_LINK * 2 and not text.isascii())
    whole = sum(len(node.text.strip()) for node in visible_texts(reading.tree))
    return titles >= MOST_LINKS and linked * 10 >= whole * 3


def _missing(page: Page) -> list[Issue]:
    """What an article should have and this page has not."""
    if not page.template:
        return [
            Issue(
                "no-template",
                say("no template of the profile explains this page"),
                page.accounting.lost > 0,
            )
        ]
    if page.kind not in ("article", "notice"):
        return []
    issues = []
    if not page.title:
        issues.append(Issue("no-title", say("the page shows no title where the profile looks for it")))
    if not page.published_raw:
        issues.append(Issue("no-date", say("the page shows no date where the profile looks for it")))
    return issues


def _losses(page: Page) -> list[Issue]:
    lost = page.accounting.lost
    if not lost or page.kind not in ("article", "notice"):
        return []
    words = " ".join(page.accounting.lost_words[:SHOWN_LOST_WORDS])
    more = " ..." if lost > SHOWN_LOST_WORDS else ""
    message = say_many(
        "%(count)s word of the page stands in no slot and no furniture",
        "%(count)s words of the page stand in no slot and no furniture",
        lost,
    )
    return [Issue("words-lost", message, True, words + more)]
