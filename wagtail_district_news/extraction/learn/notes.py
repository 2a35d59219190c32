"""The comments of a learned profile, for a person who has never seen one."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..documents import KINDS
from ..messages import Message, say, say_many
from ..profile_model import HEAD, Furniture, Profile, Slot, Template
from .report import VISITORS, Report, SlotRow

PROGRAM = "python -m wagtail_district_news.extraction"
PROFILE = "profile.toml"

WHAT = {
    "title": say("the headline"),
    "date": say("the date of publication, as the page shows it"),
    "category": say("the section that the article belongs to"),
    "lead": say("the summary above the text"),
    "body": say("the text with its pictures"),
    "view_count": say("how often the page was read"),
    "byline": say("who wrote it"),
    "source": say("where it was taken from"),
    "attachments": say("documents to download that stand beside the text; only some pages have any"),
    "captions": say("what stands below pictures"),
    VISITORS: say("how often the portal was visited; no article's own number"),
}
MEND = {
    "date": say(
        "Wrong element? Put the selector of the right one first in `select`. Day and month exchanged? See date_order above."
    ),
    "category": say(
        "Wrong element? Put the selector of the right one first in `select`. A whole path (A > B > C)? Cut it with "
        "`separator` and `part`."
    ),
    "body": say(
        "Text is missing? Add the selector of the element around it to `select`. Too much text? Name what is too much as "
        "[[template.furniture]], or add the first words of the line at which the article ends to `until`."
    ),
    "attachments": say("Documents are missing? Add the selector of the element around them to `select`."),
}
MEND_ANY = say("Wrong element? Put the selector of the right one first in `select`.")


def annotated(profile: Profile, report: Report) -> Profile:
    """The profile with what its check found: confidence and samples of every slot, words of every furniture.

    What decides how pages are read (the confidence of date and category) stays as it was learned.
    """
    said = {row.name: row.words for row in report.furniture}
    templates = tuple(
        replace(
            template,
            slots=tuple(
                (row.slot, _slot(slot, row))
                for (_, slot), row in zip(template.slots, report.rows_of(template.name), strict=True)
            ),
            furniture=_furniture(template.furniture, said),
        )
        for template in profile.templates
    )
    visitors = next((_slot(profile.visitor_count, row) for row in report.rows_of("")), profile.visitor_count)
    return replace(
        profile,
        templates=templates,
        furniture=_furniture(profile.furniture, said),
        visitor_count=visitors,
    )


def _slot(slot: Slot, row: SlotRow) -> Slot:
    measured = row.pages > 0 and row.slot not in HEAD
    return replace(slot, samples=row.samples, confidence=round(row.share, 2) if measured else slot.confidence)


def _furniture(parts: Sequence[Furniture], said: dict[str, str]) -> tuple[Furniture, ...]:
    return tuple(part if part.what else replace(part, what=said.get(part.name, "")) for part in parts)


def comments(profile: Profile, report: Report, file: str = PROFILE) -> dict[str, list[Message]]:
    """The comments by place, as `to_toml` wants them once they are said: each a list of lines."""
    found = {
        "": list(_head(report, file)),
        "site": [
            say(
                "language and date_order decide how dates are read; timezone is where their clock times belong. "
                "base_url is the portal's old address."
            )
        ],
        "pictures": [say("Pictures that stand in so many articles that they are icons or banners.")],
    }
    parts = [part for template in profile.templates for part in template.furniture] + list(profile.furniture)
    if parts:
        found[f"furniture {parts[0].name}"] = [
            say(
                "Furniture is what is no article; `what` shows words that stand there. Does an article lose text "
                "to one (see `explain`)? Delete it here, or the one line of it that does."
            )
        ]
    for template in profile.templates:
        found[template.name] = [_template(template, report)]
        for row in report.rows_of(template.name):
            found[f"{template.name}.{row.slot}"] = [*_of_slot(template, row)]
    for row in report.rows_of(""):
        found[VISITORS] = [*_of_slot(profile.templates[0], row)]
    return found


def _head(report: Report, file: str) -> Iterator[Message]:
    yield say_many(
        "Learned from %(count)s page of %(source)s: how to read that portal. Edit it as you like.",
        "Learned from %(count)s pages of %(source)s: how to read that portal. Edit it as you like.",
        report.learned_from,
        source=report.source,
    )
    if report.read:
        yield say_many(
            "Tried on %(count)s page, it found: %(kinds)s.",
            "Tried on %(count)s pages, it found: %(kinds)s.",
            report.read,
            kinds=kinds_said(report.kinds),
        )
    for doubt in report.doubts:
        yield say("NOT SURE: %(what)s. %(advice)s", what=doubt.message, advice=doubt.advice)
    yield Message("")
    yield say("What to do next: read all pages, and look at single ones where something is missing:")
    yield extract_command(report.source, file)
    yield explain_command("PAGE", report.source, file)
    yield say(
        "A selector is CSS: right-click the text in a browser, choose Inspect, then Copy > Copy selector. In a list "
        "of selectors the first that finds something wins; of the templates, the first that fits a page."
    )


def kinds_said(kinds: Sequence[tuple[str, int]]) -> Message:
    """Kinds of pages with their numbers: "article 82, notice 17"."""
    template = ", ".join(f"%(kind{place})s %(pages{place})s" for place in range(len(kinds)))
    values: dict[str, str | int] = {}
    for place, (kind, count) in enumerate(kinds):
        values |= {f"kind{place}": KINDS[kind], f"pages{place}": count}
    return Message(template, values)


def extract_command(source: str, file: str) -> Message:
    """The command that reads all pages."""
    return Message(
        f"  {PROGRAM} extract {shlex.quote(source)} --profile {shlex.quote(file)} --output pages.jsonl"
    )


def explain_command(page: str, source: str, file: str) -> Message:
    """The command that shows one page of a source."""
    place = shlex.quote(page) if page != "PAGE" else page
    return Message(
        f"  {PROGRAM} explain {place} --source {shlex.quote(source)} --profile {shlex.quote(file)}"
    )


def _template(template: Template, report: Report) -> Message:
    row = next(row for row in report.templates if row.name == template.name)
    pages, kinds = row.pages, dict(row.kinds)
    if template.kind == "listing":
        return say(
            "Lists of articles: %(pages)s of the %(read)s pages tried. A page with all selectors of `match` is one, "
            "and is left out.",
            pages=pages,
            read=report.read,
        )
    if notices := kinds.get("notice", 0):
        return say(
            "Articles: %(pages)s of the %(read)s pages tried, %(notices)s of them notices: hardly any text, or only "
            "an attachment. A page with all selectors of `match` is one.",
            pages=pages,
            read=report.read,
            notices=notices,
        )
    return say(
        "Articles: %(pages)s of the %(read)s pages tried. A page with all selectors of `match` is one.",
        pages=pages,
        read=report.read,
    )


def _of_slot(template: Template, row: SlotRow) -> Iterator[Message]:
    what = WHAT[row.slot]
    if template.kind == "listing":
        yield say("%(slot)s: %(what)s.", slot=row.slot, what=what)
        return
    if row.without and row.slot != "attachments":
        yield say(
            "%(slot)s: %(what)s. Found on %(found)s of %(pages)s pages; not on %(page)s.",
            slot=row.slot,
            what=what,
            found=row.found,
            pages=row.pages,
            page=row.without[0],
        )
    else:
        yield say(
            "%(slot)s: %(what)s. Found on %(found)s of %(pages)s pages.",
            slot=row.slot,
            what=what,
            found=row.found,
            pages=row.pages,
        )
    if template.slot(row.slot).reach:
        yield say(
            "It begins behind the title, and ends with the element around both, or at a line of `until`."
        )
    yield MEND.get(row.slot, MEND_ANY)
