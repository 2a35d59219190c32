"""One page as far as it tells by itself: all but what only the whole site can say."""

from __future__ import annotations

from dataclasses import dataclass, replace

from . import captions
from .accounting import Ledger, homeless_runs, ledger
from .addresses import Claims, base_href, page_claims
from .blocks import Block, Picture, to_elements
from .clean import is_listing_of_text, leads_to_document, link
from .convert import convert
from .documents import Attachment, Element, Issue, Kind, Page, RichText
from .gather import Converted, Setting
from .generic import kind_of, lay_out_generically
from .leads import Lead, is_long, leads_of, long_links
from .numbers import parse_count
from .parse import Node
from .profile_model import HEAD, Profile, Template
from .reading import Reading
from .records import Record, records_of
from .recurrence import Key
from .regions import Mark
from .select import compile_selector
from .survey import visitor_total
from .texts import body_text, element_text
from .values import Found, text_of

MOST_LINKS = 5  # so many titles make a list
ENOUGH = 2_000  # characters of HTML that mostly hold more than a notice
Runs = list[tuple[Key, list[Node]]]


@dataclass(frozen=True, slots=True)
class Draft:
    """A `page` that lacks its address, its date as a value, its issues, its accounting, and which pictures recur.

    `read` are the issues of reading and `converted` those of the body, between which those of the date go;
    `claims` and `ledger` are what the address and the accounting will be made of; `leads` and `long_links` say
    where a page leads that no article's template explains.
    """

    page: Page
    claims: Claims
    ledger: Ledger
    read: tuple[Issue, ...]
    converted: tuple[Issue, ...]
    leads: tuple[Lead, ...] = ()
    long_links: int = 0


@dataclass(frozen=True, slots=True)
class Course:
    """How a draft came to be, for who explains it: what holds for each text of the page."""

    reading: Reading
    consumed: set[int]
    values: dict[str, str]
    runs: Runs


@dataclass(frozen=True, slots=True)
class Known:
    """What was found of a reading already: its `page_claims`, the `destinations` of its regions, its `homeless_runs`."""

    claims: Claims
    destinations: list[Mark | None]
    runs: Runs


def draft_page(reading: Reading, profile: Profile, known: Known | None = None) -> tuple[Draft, Course]:
    """What a reading comes to. `known` spares looking for it again."""
    claims = known.claims if known is not None else page_claims(reading.tree, reading.decoded.text)
    linking = reading.regions.template is None and _mostly_links(reading)
    # links make up the page, and articles look otherwise: nobody has to look for one in it
    listed = linking and any(template.kind == "article" for template in profile.templates)
    if reading.regions.template is None and not listed:
        reading.regions, noted = lay_out_generically(reading.regions)
        reading.issues += noted
        known = None  # fewer texts may be homeless now
    regions = reading.regions
    converted = _converted(reading)
    blocks = captions.attach(converted.blocks)
    body = to_elements(_set_aside(regions.cores, blocks))
    below = _below(reading)
    attachments = _each_once([*converted.attachments, *below])
    values = {name: slot.text for name, slot in regions.found.items()}
    if total := regions.found.get("visitor_count"):
        values["visitor_count"] = " ".join(total.cells) or total.text
    values["attachments"] = " ".join(attachment.title for attachment in below)
    destinations = known.destinations if known is not None else regions.destinations()
    runs = known.runs if known is not None else homeless_runs(reading.tree, destinations, reading.template)
    counted = ledger(reading.tree, destinations, converted.consumed, values, runs)
    lead = _text(reading, "lead")
    if reading.regions.template is None:
        kind: Kind = "listing" if listed else kind_of(reading.regions, linking)
    else:
        kind = _kind(reading, reading.regions.template, profile, lead, body, attachments)
    if kind == "article":
        attachments = _each_once(
            [*(a for a in converted.attachments if not is_listing_of_text(a.href)), *below]
        )
    page = Page(
        path=reading.document.path,
        kind=kind,
        base_href=base_href(reading.tree),
        template=reading.template,
        title=_text(reading, "title"),
        category=_text(reading, "category"),
        published_raw=_text(reading, "date"),
        lead=lead,
        byline=_text(reading, "byline"),
        source=_text(reading, "source"),
        body=body,
        attachments=attachments,
        view_count=_count(reading),
        visitor_count=visitor_total(regions.found.get("visitor_count")),
        encoding=reading.decoded.encoding,
    )
    draft = Draft(page, claims, counted, tuple(reading.issues), tuple(converted.issues))
    if _is_open(reading, kind):
        leads = leads_of(reading, destinations, runs)
        draft = replace(draft, leads=leads, long_links=long_links(reading, destinations))
    elif kind == "article" and profile.learned_from:
        draft = replace(draft, leads=_records(reading, blocks))
    return draft, Course(reading, converted.consumed, values, runs)


def _converted(reading: Reading) -> Converted:
    regions = reading.regions
    left_out = tuple(sorted(index for index, mark in regions.marks.items() if mark.sort != "body"))
    setting = Setting(reading.tree, left_out, regions.captions)
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
            if leads_to_document(inner.shape) and (address := link(inner.attributes.get("href", "")))
        ]
        for address, inner in linked:
            words = text_of(reading.tree, node) if len(linked) == 1 else text_of(reading.tree, inner)
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


def _kind(
    reading: Reading,
    template: Template,
    profile: Profile,
    lead: str,
    body: tuple[Element, ...],
    attachments: tuple[Attachment, ...],
) -> Kind:
    """As the template says; an article with next to no text of its own is a notice."""
    if template.kind != "article":
        return template.kind
    if _lacks_head(reading, template, profile):
        return "other"
    if _says_much(body, attachments, profile.notice_length):
        return "article"
    text = "\n".join(filter(None, (lead, body_text(body))))
    for attachment in attachments:
        text = text.replace(attachment.title, "", 1) if attachment.title else text
    return "notice" if len(text.strip()) < profile.notice_length else "article"


def _says_much(body: tuple[Element, ...], attachments: tuple[Attachment, ...], notice_length: int) -> bool:
    """Whether the first elements already hold more than a notice, whatever of it names attachments."""
    missing = notice_length + sum(len(attachment.title) for attachment in attachments)
    for element in body:
        if isinstance(element, RichText) and len(element.html) > ENOUGH:
            beginning = RichText(element.html[:ENOUGH].rpartition("<")[0])  # no tag is cut in two
            if _letters(beginning) >= missing:
                return True
        missing -= _letters(element)
        if missing <= 0:
            return True
    return False


def _letters(element: Element) -> int:
    """How many signs an element shows, white space left out."""
    return sum(map(len, element_text(element).split()))


def _is_open(reading: Reading, kind: Kind) -> bool:
    """Whether it is to be seen what a page is once it is known which pages are articles."""
    template = reading.regions.template
    return template is None or template.kind != "article" or kind == "other"


def _records(reading: Reading, blocks: list[Block]) -> tuple[Lead, ...]:
    """Where the records lead that a page is made of, if it has no date but theirs on a site of dated articles."""
    template = reading.regions.template
    if template is None or not template.slot("date").is_sure or not (found := records_of(blocks)):
        return ()
    date = reading.regions.found.get("date")
    if date is not None and not _dates_records(reading, date, found):
        return ()
    return tuple((record.key, None) for record in found)


def _dates_records(reading: Reading, date: Found, records: list[Record]) -> bool:
    """Whether a date is that of the first of some records, and the others have theirs at the same place."""
    alike = compile_selector(date.selector).find(reading.tree)
    return date.nodes[0].index > records[0].origin and len(alike) >= len(records)


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
            text = text_of(reading.tree, node)
            linked += len(text)
            titles += is_long(text)
    whole = sum(len(node.text.strip()) for node in reading.tree.visible_texts)
    return titles >= MOST_LINKS and linked * 10 >= whole * 3
