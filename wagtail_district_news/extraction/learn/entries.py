"""Which lines are entries of a list of pages: a link, and beside it a date or a few words."""

from __future__ import annotations

from .sheets import Line
from .site import Site
from .slots import is_date

FEW = 4  # words beside a link
DATED = 12  # words beside a link, one of them a date


def mark_entries(site: Site) -> None:
    """Mark the entries among the lines of a site."""
    for sheet in site.sheets:
        for line in sheet.lines:
            line.entry = line.linked > 0 and _is_entry(line)


def _is_entry(line: Line) -> bool:
    beside = line.words - line.linked
    if beside <= FEW:
        return True
    return beside <= DATED and is_date(" ".join(atom.text for atom in line.atoms if not atom.linked))
