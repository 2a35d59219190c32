"""Listings in the dress of an article: titles that lead to other pages, each above what that page says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .blocks import Block, Entry, Paragraph
from .clean import is_document
from .inline import BREAK, Run
from .leads import page_key
from .recurrence import Key

FEW = 3
PREFACE = 120  # characters: an article that says so much before it names others is one
SAID = 40  # characters under a title


@dataclass(slots=True)
class Record:
    """A title by the page that it leads to, where it stands, and how many characters follow it."""

    key: Key
    origin: int
    said: int = 0


def records_of(blocks: Iterable[Block]) -> list[Record]:
    """The records that a body is made of, each page once; none where it is an article that names others."""
    found: list[Record] = []
    preface = 0
    for runs, origin in _lines(blocks):
        href = _lone_link(runs)
        key = page_key(href) if href and not is_document(href) else None
        if key is not None:
            found.append(Record(key, origin))
        elif found:
            found[-1].said += _prose(runs)
        else:
            preface += _prose(runs)
            if preface >= PREFACE:
                return []
    full = {record.key: record for record in found if record.said >= SAID}
    return list(full.values()) if len(full) >= FEW else []


def _lines(blocks: Iterable[Block]) -> Iterator[tuple[list[Run], int]]:
    for block in blocks:
        if isinstance(block, Paragraph | Entry):
            origin = block.origin if isinstance(block, Paragraph) else block.owner
            line: list[Run] = []
            for run in block.runs:
                if run.text == BREAK:
                    yield line, origin
                    line = []
                else:
                    line.append(run)
            yield line, origin


def _lone_link(runs: list[Run]) -> str:
    """The address that a line leads to, if it is one link and nothing else; else nothing."""
    hrefs = {run.href for run in runs if not run.text.isspace()}
    return hrefs.pop() if len(hrefs) == 1 else ""


def _prose(runs: list[Run]) -> int:
    return sum(len(run.text) for run in runs if not run.href)
