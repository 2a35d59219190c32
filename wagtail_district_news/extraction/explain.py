"""One page explained: which node fed which slot, and what became of every other text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TextIO

from ..text import printable
from .accounting import SORTS, Fate
from .documents import KINDS, Page, SourceDocument
from .extract import PageError, Survey, explain_page, survey
from .messages import message_of, render, say, tell, tell_many
from .parse import Node
from .profile_model import Profile
from .reading import Reading
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
    for line in lines(page, reading, fates):
        print(printable(line.rstrip()), file=out)
    return 0


def lines(page: Page, reading: Reading, fates: list[Fate]) -> Iterator[str]:
    """The explanation, line by line."""
    yield tell("template   %(name)s", name=page.template or say("none"))
    yield tell("kind       %(kind)s", kind=KINDS[page.kind])
    yield ""
    yield tell("SLOTS")
    for name, found in reading.regions.found.items():
        nothing = tell("(says that there is none)")
        yield f"  {name:<14}{_short(found.text) or nothing}"
        place = tell("from %(path)s   by %(selector)s", path=_path(found.nodes[0]), selector=found.selector)
        yield f"  {'':<14}  {place}"
    for node in reading.regions.body:
        count = tell_many("%(count)s element", "%(count)s elements", len(page.body))
        place = tell("from %(path)s", path=_path(node))
        yield f"  {'body':<14}{count}"
        yield f"  {'':<14}  {place}"
    for attachment in page.attachments:
        yield f"  {'attachment':<14}{_short(attachment.title)}  {attachment.href}"
    yield ""
    yield tell("BODY")
    for element in page.body:
        yield f"  {element.kind:<14}{_short(element_text(element))}"
    yield ""
    yield tell("NOT KEPT")
    dropped = [fate for fate in fates if fate.sort != "kept" and fate.words]
    for (sort, why), group in groupby(dropped, key=lambda fate: (fate.sort, fate.why)):
        run = list(group)
        text = " ".join(" ".join(fate.words) for fate in run)
        count = tell_many("%(count)s word", "%(count)s words", sum(len(fate.words) for fate in run))
        yield f"  {render(SORTS[sort]):<11}{count:>11}  {render(why)}"
        yield f"  {'':<11}  {_short(text)}"
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


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= WIDTH else text[: WIDTH - 4].rstrip() + " ..."


def _path(node: Node) -> str:
    """The last steps of a node's path, as a selector."""
    steps = [node, *node.ancestors()][:4]
    return " > ".join(_step(step) for step in reversed(steps))


def _step(node: Node) -> str:
    identity = node.attributes.get("id", "")
    return node.tag + (f"#{identity}" if identity else "") + "".join(f".{name}" for name in node.classes[:2])
