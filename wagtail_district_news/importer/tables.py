"""Plain text tables that line up, whatever the alphabet."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from wagtail_district_news import text

WIDEST = 40  # characters for each column that are looked at: thirty marks may stand on one letter


def width(value: str) -> int:
    """Return how many columns of a terminal a text takes: combining marks none, wide letters two."""
    columns = 0
    for letter in text.composed(value):
        if unicodedata.combining(letter) or unicodedata.category(letter) in ("Cf", "Mn", "Me"):
            continue
        columns += 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1
    return columns


def padded(value: str, columns: int, right: bool = False) -> str:
    """Return the text with blanks up to a width; never cut."""
    blanks = " " * max(0, columns - width(value))
    return f"{blanks}{value}" if right else f"{value}{blanks}"


def shortened(value: str, columns: int) -> str:
    """Return one line of at most that width, with an ellipsis where it was cut."""
    value = " ".join(value[: columns * WIDEST].split())
    if width(value) <= columns:
        return value
    kept, taken = 0, 0
    while taken + (step := width(value[kept])) <= columns - 1:
        kept, taken = kept + 1, taken + step
    return f"{value[:kept].rstrip()}…"


def ending(value: str, columns: int) -> str:
    """Return the end of a text in at most that width, with an ellipsis before it: where paths differ."""
    cut = value[-columns * WIDEST :]
    while width(cut) > columns or (len(cut) < len(value) and width(cut) >= columns):
        cut = cut[1:]
    return cut if len(cut) == len(value) else f"…{cut}"


def wrapped(value: str, columns: int, indent: str = "") -> list[str]:
    """Return a text as lines of at most that width, broken between words; a longer word stands alone.

    `indent` begins the first line, as many blanks the others. No lines for no words.
    """
    lines: list[str] = []
    for word in value.split():
        if lines and width(f"{lines[-1]} {word}") <= columns:
            lines[-1] += f" {word}"
        else:
            lines.append((" " * width(indent) if lines else indent) + word)
    return lines


def table(
    rows: Iterable[Sequence[str]], right: Sequence[int] = (), indent: str = "  ", head: bool = False
) -> list[str]:
    """Return a table's lines. `right` names the columns set flush right; `head` underlines the first row."""
    rows = [[text.printable(str(cell)) for cell in row] for row in rows]
    if not rows:
        return []
    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        indent
        + "  ".join(padded(cell, widths[column], column in right) for column, cell in enumerate(row)).rstrip()
        for row in rows
    ]
    if head:
        lines.insert(1, indent + "  ".join("-" * each for each in widths))
    return lines
