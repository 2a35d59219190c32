"""One page explained: which node fed which slot, and what became of every other text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TextIO

from ..text import printable
from .accounting import SORTS, Fate
from .documents import KINDS, Element, Embed, Figure, Gallery, Page, SourceDocument
from .extract import PageError, Survey, explain_page, survey
from .messages import message_of, render, say, tell, tell_many
from .parse import TEXT, Node, Tree
from .profile_model import Profile
from .reading import Reading
from .select import compile_selector
from .sources import Source
from .texts import element_text

WIDTH = 96


def show(document: SourceDocument, source: Source | None, profile: Profile, out: TextIO) -> int:
    """Print the explanation of one page. Returns the exit code."""
    known = survey(source, profile) if source is not None else Survey(profile)
    try:
        page, reading, fates = explain_page(document, profile, known)
    except PageError as error:
        print(printable(f"{document.path}: {render(message_of(error))}"), file=out)
        return 1
    for line in lines(page, reading, fates, profile):
        print(printable(line.rstrip()), file=out)
    return 0


def lines(page: Page, reading: Reading, fates: list[Fate], profile: Profile) -> Iterator[str]:
    """The explanation, line by line."""
    yield tell("template   %(name)s", name=page.template or say("none"))
    if not page.template:
        yield from _no_template(reading.tree, profile)
    yield tell("kind       %(kind)s", kind=KINDS[page.kind]) + _why_kind(page, reading, profile)
    yield ""
    yield tell("SLOTS")
    for name, found in reading.regions.found.items():
        nothing = tell("(says that there is none)")
        yield f"  {name:<14}{_short(found.text) or nothing}{_read_as(name, page)}"
        place = tell("from %(path)s   by %(selector)s", path=_path(found.nodes[0]), selector=found.selector)
        yield f"  {'':<14}  {place}"
    by = _selector_of_body(reading)
    for node in reading.regions.body:
        count = tell_many("%(count)s element", "%(count)s elements", len(page.body))
        place = tell("from %(path)s   by %(selector)s", path=_path(node), selector=by)
        place = place if by else tell("from %(path)s", path=_path(node))
        yield f"  {'body':<14}{count}"
        yield f"  {'':<14}  {place}"
        if not by:
            yield from _looked_for(_body_selectors(reading))
    for attachment in page.attachments:
        yield f"  {'attachment':<14}{_short(attachment.title)}  {attachment.href}"
    yield from _empty_slots(page, reading)
    yield ""
    yield tell("BODY")
    for element in page.body:
        yield f"  {element.kind:<14}{_short(element_text(element) or _source(element))}"
    yield ""
    yield tell("NOT KEPT")
    dropped = [fate for fate in fates if fate.sort != "kept" and fate.words]
    for (sort, why), group in groupby(dropped, key=lambda fate: (fate.sort, fate.why)):
        run = list(group)
        text = " ".join(" ".join(fate.words) for fate in run)
        count = tell_many("%(count)s word", "%(count)s words", sum(len(fate.words) for fate in run))
        yield f"  {render(SORTS[sort]):<11}{count:>11}  {render(why)}"
        yield f"  {'':<11}  {_short(text)}"
        if sort == "lost":
            yield f"  {'':<11}  " + tell("from %(path)s", path=_path(run[0].node))
    yield ""
    words = page.accounting
    yield tell(
        "WORDS      kept %(kept)s, furniture %(furniture)s, lost %(lost)s",
        kept=words.kept,
        furniture=words.furniture,
        lost=words.lost,
    )
    for issue in page.issues:
        detail = f" [{_short(issue.detail)}]" if issue.detail else ""
        yield tell("ISSUE      %(code)s: %(message)s", code=issue.code, message=issue.message) + detail


def _no_template(tree: Tree, profile: Profile) -> Iterator[str]:
    """Why each template of the profile does not explain a page."""
    for template in profile.templates:
        for selector in template.match:
            if not compile_selector(selector).find(tree):
                why = tell(
                    "not “%(name)s”: nothing here is %(selector)s", name=template.name, selector=selector
                )
                yield f"             {why}"
                break
        else:
            unwanted = [one for one in template.reject if compile_selector(one).find(tree)]
            for selector in unwanted[:1]:
                why = tell("not “%(name)s”: it rejects %(selector)s", name=template.name, selector=selector)
                yield f"             {why}"


def _why_kind(page: Page, reading: Reading, profile: Profile) -> str:
    """Why a page of an article's template is none, "" where its kind is the template's own."""
    template = reading.regions.template
    if template is None or template.kind != "article":
        return ""
    if page.kind == "other":
        return "   " + tell("it has neither date nor category, and the articles have both")
    if page.kind == "notice":
        return "   " + tell("its text has fewer than %(count)s characters", count=profile.notice_length)
    return ""


def _read_as(name: str, page: Page) -> str:
    """What was made of a value that is more than text."""
    value = {
        "date": _date(page),
        "view_count": page.view_count,
        "visitor_count": page.visitor_count,
    }.get(name, "")
    if value == "":
        return ""
    return "   " + (tell("not understood") if value is None else tell("read as %(value)s", value=str(value)))


def _date(page: Page) -> str | None:
    """The date as far as the page shows it."""
    if page.published_at is None:
        return None
    written = page.published_at.isoformat(" ", "minutes")
    return written[: {"month": 7, "day": 10}.get(page.published_precision, len(written))]


def _empty_slots(page: Page, reading: Reading) -> Iterator[str]:
    """The slots of the template that nothing fed, and where they were looked for."""
    template = reading.regions.template
    filled = {*reading.regions.found, *(["attachments"] if page.attachments else [])}
    filled |= {"body"} if reading.regions.body else set()
    for name, slot in template.slots if template is not None else ():
        if name not in filled and slot.select:
            yield f"  {name:<14}" + tell("(nothing found)")
            yield from _looked_for(slot.select)


def _looked_for(selectors: Sequence[str]) -> Iterator[str]:
    if selectors:
        yield f"  {'':<14}  " + tell("looked for %(selectors)s", selectors="   ".join(selectors))


def _body_selectors(reading: Reading) -> Sequence[str]:
    template = reading.regions.template
    return template.slot("body").select if template is not None else ()


def _selector_of_body(reading: Reading) -> str:
    """The selector that found the body, "" where none did."""
    found = _body_selectors(reading)
    return next((one for one in found if compile_selector(one).find(reading.tree)), "")


def _source(element: Element) -> str:
    """The address of what shows no words."""
    match element:
        case Figure(image=image):
            return image.src
        case Gallery(images=images):
            return "  ".join(image.src for image in images)
        case Embed(url=url):
            return url
    return ""


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= WIDTH else text[: WIDTH - 4].rstrip() + " ..."


def _path(node: Node) -> str:
    """The last steps of a node's path, as a selector."""
    steps = [step for step in (node, *node.ancestors()) if step.tag != TEXT][:4]
    return " > ".join(_step(step) for step in reversed(steps))


def _step(node: Node) -> str:
    identity = node.attributes.get("id", "")
    return node.tag + (f"#{identity}" if identity else "") + "".join(f".{name}" for name in node.classes[:2])
