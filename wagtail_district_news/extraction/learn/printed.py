"""The report of a learned profile as lines for a terminal: a table, and what is not sure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ...text import printable
from ..messages import number, render, tell, tell_many
from .notes import explain_command, extract_command, kinds_said
from .report import Doubt, Report, SlotRow

MARK = "!!"
NARROWEST = 60
LONGEST_NAME = 44  # columns


def table(report: Report, width: int) -> Iterator[str]:
    """Template by template its slots, on how many pages they were found, and samples cut to the width."""
    head = (tell("slot"), tell("confidence"), tell("samples"))
    first = max(map(_columns, [head[0], *(row.slot for row in report.slots)])) + 2
    second = max(map(_columns, [head[1], *(_found(row) for row in report.slots)])) + 2
    for template in sorted(report.templates, key=lambda row: -row.pages):
        yield ""
        yield tell(
            "TEMPLATE %(name)s: %(pages)s of %(read)s pages",
            name=template.name,
            pages=template.pages,
            read=report.read,
        ) + (f" ({render(kinds_said(template.kinds))})" if template.kinds else "")
        if template.kind == "listing" or not template.pages:
            continue
        yield "  " + _pad(head[0], first) + _pad(head[1], second) + head[2]
        for row in report.rows_of(template.name):
            yield from _row(row, first, second, width)
    for row in report.rows_of(""):
        yield ""
        yield tell("ALL PAGES")
        yield from _row(row, first, second, width)
    yield from _furniture(report, width)


def _row(row: SlotRow, first: int, second: int, width: int) -> Iterator[str]:
    """A slot, with its samples one below the other."""
    room = max(NARROWEST, width) - 2 - first - second
    for place, sample in enumerate(row.samples or ("-",)):
        left = ("", "") if place else (row.slot, _found(row))
        yield "  " + _pad(left[0], first) + _pad(left[1], second) + _cut(printable(sample), room)


def _furniture(report: Report, width: int) -> Iterator[str]:
    """What is no article: each part by its name, on how many pages it stands, and words of it."""
    if not report.furniture:
        return
    head = (tell("part"), tell("pages"), tell("words that stand there"))
    rows = sorted(report.furniture, key=lambda row: (-row.pages, row.name))
    names = [_cut(printable(render(row.name)), LONGEST_NAME) for row in rows]
    first = max(map(_columns, [head[0], *names])) + 2
    second = max(map(_columns, [head[1], *(number(row.pages) for row in rows)])) + 2
    yield ""
    yield tell("FURNITURE (no article, left out)")
    yield "  " + _pad(head[0], first) + _pad(head[1], second) + head[2]
    for name, row in zip(names, rows, strict=True):
        room = max(NARROWEST, width) - 2 - first - second
        yield "  " + _pad(name, first) + _pad(number(row.pages), second) + _cut(printable(row.words), room)


def lines(report: Report, file: str, width: int) -> Iterator[str]:
    """All that a person should read after learning. `file` is where the profile stands."""
    yield tell(
        "learned from %(learned)s of the %(total)s pages of %(source)s, and tried on %(read)s of them",
        learned=report.learned_from,
        total=report.pages,
        source=report.source,
        read=report.read,
    )
    strange = report.read - sum(row.pages for row in report.templates)
    yield tell(
        "found: %(kinds)s; explained by no template: %(count)s", kinds=kinds_said(report.kinds), count=strange
    )
    yield from table(report, width)
    yield ""
    if report.doubts:
        yield tell_many(
            "NOT SURE of %(count)s thing. Please look:",
            "NOT SURE of %(count)s things. Please look:",
            len(report.doubts),
        )
        for doubt in report.doubts:
            yield from _doubt(doubt, report, file)
    else:
        yield tell("Nothing looks doubtful. Look at a few pages all the same:")
        yield str(explain_command("PAGE", report.source, file))
    yield ""
    yield tell(
        "The profile is in %(file)s; its comments say what each line does. Next, read all pages:", file=file
    )
    yield str(extract_command(report.source, file))


def _doubt(doubt: Doubt, report: Report, file: str) -> Iterator[str]:
    yield ""
    yield f"{MARK} {render(doubt.message)}"
    yield f"   {render(doubt.advice)}"
    for page in doubt.pages:
        yield f"     {page}"
    if doubt.pages:
        yield f" {explain_command(doubt.pages[0], report.source, file)}"


def _found(row: SlotRow) -> str:
    if not row.pages:
        return "-"
    share = 100 * row.found // row.pages
    return f"{max(1, share) if row.found else 0} %"


def _pad(text: str, columns: int) -> str:
    return text + " " * (columns - _columns(text))


def _cut(text: str, columns: int) -> str:
    """As much of a text as fits into so many columns of a terminal."""
    if _columns(text) <= columns:
        return text
    kept, room = [], columns - 4
    for character in text:
        room -= _columns(character)
        if room < 0:
            break
        kept.append(character)
    return "".join(kept).rstrip() + " ..."


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes: Chinese takes two a sign, a mark over a letter none."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )
