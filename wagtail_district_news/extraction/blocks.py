"""What stands between a page's markup and its elements: paragraphs, list entries, pictures, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from . import clean
from .documents import Attachment, Element, Figure, Gallery, Heading, Image, RichText
from .inline import BREAK, Run, plain, tidy, to_html

LONGEST_HEADING = 200


@dataclass(frozen=True, slots=True)
class Cell:
    """The cell of a layout table in which something stands; `columns` is the width of the table."""

    table: int
    row: int
    column: int
    columns: int


@dataclass(slots=True)
class Paragraph:
    """A paragraph, or a heading where `level` is set. `origin` is the block element it came from."""

    runs: list[Run]
    origin: int
    centred: bool = False
    level: int = 0
    caption: bool = False  # the markup says that it is one
    cell: Cell | None = None

    @property
    def text(self) -> str:
        return plain(self.runs)


@dataclass(slots=True)
class Entry:
    """One entry of a list; `lists` holds the lists around it, outermost first: (identity, ordered)."""

    runs: list[Run]
    owner: int
    lists: tuple[tuple[int, bool], ...]


@dataclass(slots=True)
class Picture:
    """A picture, and where it stands."""

    image: Image
    origin: int
    centred: bool = False
    cell: Cell | None = None
    siblings: list[Image] = field(default_factory=list)  # under one caption with it


@dataclass(slots=True)
class Solid:
    """Something that is an element already."""

    element: Element


Block = Paragraph | Entry | Picture | Solid


def to_elements(blocks: Iterable[Block]) -> tuple[Element, ...]:
    """The elements of a body: neighbouring paragraphs and lists join to one rich text."""
    return tuple(_assemble(blocks))


def _assemble(blocks: Iterable[Block]) -> Iterator[Element]:
    markup: list[str] = []
    entries: list[Entry] = []

    def text_so_far() -> Iterator[Element]:
        if entries:
            markup.append(list_html(entries))
            entries.clear()
        html = clean.rich_text("".join(markup))
        markup.clear()
        if html:
            yield RichText(html)

    for block in blocks:
        if isinstance(block, Entry):
            entries.append(block)
            continue
        if entries:
            markup.append(list_html(entries))
            entries.clear()
        solid = _solid(block)
        if solid is None and isinstance(block, Paragraph):
            markup.append(f"<p>{to_html(block.runs)}</p>")
        elif solid is not None:
            yield from text_so_far()
            yield solid
    yield from text_so_far()


def _solid(block: Paragraph | Picture | Solid) -> Element | None:
    """The element that a block is by itself; None for a paragraph."""
    if isinstance(block, Solid):
        return block.element
    if isinstance(block, Picture):
        if block.siblings:
            first = block.image
            return Gallery(
                (Image(first.src, first.alt, decorative=first.decorative), *block.siblings), first.caption
            )
        return Figure(block.image)
    if any(run.href for run in block.runs):
        return lone_attachment(block.runs)
    if block.level and len(text := block.text) <= LONGEST_HEADING:
        return Heading(" ".join(text.split()), block.level)
    return None


def lone_attachment(runs: list[Run]) -> Attachment | None:
    """The attachment whose link is all that the runs hold."""
    hrefs = {run.href for run in runs if run.text.strip(" \n.,;:-–•*+()[]")}
    if len(hrefs) != 1:
        return None
    href = hrefs.pop()
    if not href or not clean.is_document(href):
        return None
    return Attachment(href, " ".join(plain(runs).split()))


def list_html(entries: list[Entry]) -> str:
    """Nested lists as HTML. An entry that skips a level hangs on the one before it."""
    out: list[str] = []
    open_lists: list[tuple[int, bool]] = []
    owners = {entry.lists[-1] for entry in entries if entry.lists}  # lists in lists only indent
    for entry in entries:
        lists = [which for which in entry.lists if which in owners]
        wanted = lists[: len(open_lists) + 1] or [(0, False)]
        while open_lists and open_lists != wanted[: len(open_lists)]:
            out.append("</li>" + _tag(open_lists.pop(), "/"))
        if len(open_lists) == len(wanted):
            out.append("</li>")
        for which in wanted[len(open_lists) :]:
            open_lists.append(which)
            out.append(_tag(which, ""))
        out.append("<li>" + to_html(entry.runs))
    while open_lists:
        out.append("</li>" + _tag(open_lists.pop(), "/"))
    return "".join(out)


def _tag(which: tuple[int, bool], slash: str) -> str:
    return f"<{slash}ol>" if which[1] else f"<{slash}ul>"


def joined(blocks: Iterable[Block]) -> list[Run]:
    """The text of blocks as one run of lines, for where only inline text may stand: a table cell."""
    runs: list[Run] = []
    for block in blocks:
        if isinstance(block, Paragraph | Entry):
            if runs:
                runs.append(Run(BREAK))
            runs += block.runs
    return tidy(runs)
