"""One page explained: which node fed which slot, and what became of every other text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TextIO

from .accounting import Fate
from .documents import Page, SourceDocument
from .extract import PageError, Survey, explain_page, survey
from .parse import Node
from .profile_model import Profile
from .reading import Reading
from .sources import Source
from .texts import element_text

WIDTH = 96


def show(path: Path, source: Source | None, profile: Profile, out: TextIO) -> int:
    """Print the explanation of one HTML file. Returns the exit code."""
    known = survey(source, profile) if source is not None else Survey(profile)
    try:
        page, reading, fates = explain_page(SourceDocument(path.name, path.read_bytes()), profile, known)
    except PageError as error:
        print(f"{path}: {error}", file=out)
        return 1
    for line in lines(page, reading, fates):
        print(line.rstrip(), file=out)
    return 0


def lines(page: Page, reading: Reading, fates: list[Fate]) -> Iterator[str]:
    """The explanation, line by line."""
    yield f"template   {page.template or 'none'}"
    yield f"kind       {page.kind}"
    yield ""
    yield "SLOTS"
    for name, found in reading.regions.found.items():
        yield f"  {name:<14}{_short(found.text) or '(says that there is none)'}"
        yield f"  {'':<14}  from {_path(found.nodes[0])}   by {found.selector}"
    for node in reading.regions.body:
        yield f"  {'body':<14}{len(page.body)} elements"
        yield f"  {'':<14}  from {_path(node)}"
    for attachment in page.attachments:
        yield f"  {'attachment':<14}{_short(attachment.title)}  {attachment.href}"
    yield ""
    yield "BODY"
    for element in page.body:
        yield f"  {element.kind:<14}{_short(element_text(element))}"
    yield ""
    yield "NOT KEPT"
    dropped = [fate for fate in fates if fate.sort != "kept" and fate.words]
    for (sort, why), group in groupby(dropped, key=lambda fate: (fate.sort, fate.why)):
        run = list(group)
        text = " ".join(" ".join(fate.words) for fate in run)
        yield f"  {sort:<11}{sum(len(fate.words) for fate in run):>5} words  {why}"
        yield f"  {'':<11}  {_short(text)}"
    yield ""
    words = page.accounting
    yield f"WORDS      kept {words.kept}, furniture {words.furniture}, lost {words.lost}"
    for issue in page.issues:
        yield f"ISSUE      {issue.code}: {issue.message}" + (
            f" [{_short(issue.detail)}]" if issue.detail else ""
        )


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
