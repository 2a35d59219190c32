"""Where readers' comments begin: a heading that recurs, by its words or by the dates behind it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

from .sheets import Line, Sheet
from .site import Site
from .slots import is_date

LONGEST = 60
RECURS = 3
SHARE = 0.03  # of the pages
DATED = 2  # lines that are a date and little more, behind the heading
LONGEST_DATED = 70
_LABEL = re.compile(
    r"(?:cac )?(?:y kien|binh luan|phan hoi|gop y)|(?:readers?'? )?(?:comments?|responses?|replies|reactions)\b"
    r"|leserkommentare|kommentare?\b|commentaires?\b|comentarios?\b|comentarios\b|kommentarii|otzyvy|ping ?lun|yorumlar"
    r"|komentarze|reacties|commenti\b"
)
_REST = re.compile(r"[\s(\[:]*\d[\d.,]*.*$")


def mark_comments(site: Site) -> tuple[str, ...]:
    """Mark the lines behind the headings of comments; returns the headings, without their counts."""
    labels = _labels(site)
    for sheet in site.sheets:
        behind = False
        for line in sheet.lines:
            behind = behind or (bool(line.folded) and _stem(line) in labels)
            line.comment = behind
    return tuple(dict.fromkeys(_written(line) for s in site.sheets for line in s.lines if _stem(line) in labels))


def _labels(site: Site) -> set[str]:
    """The stems of lines that begin a thread of comments."""
    pages: Counter[str] = Counter()
    fitting: Counter[str] = Counter()
    for sheet in site.sheets:
        found = _possible(sheet)
        pages.update(found)
        fitting.update(stem for stem, fits in found.items() if fits)
    least = max(RECURS, SHARE * len(site.sheets))
    return {
        stem
        for stem, count in pages.items()
        if count >= least and fitting[stem] * 10 >= (6 if _LABEL.match(stem) else 9) * count
    }


def _possible(sheet: Sheet) -> dict[str, bool]:
    """The stems of short lines, and whether what stands around each could be an article and its comments."""
    total = sum(_own(line) for line in sheet.lines)
    before = 0
    dates = [number for number, line in enumerate(sheet.lines) if _is_dated(line)]
    out: dict[str, bool] = {}
    for number, line in enumerate(sheet.lines):
        stem = _stem(line)
        if stem:
            behind = len(dates) - bisect_right(dates, number)
            named = bool(_LABEL.match(stem))
            fits = 10 * before >= 3 * total and (named or behind >= DATED) and total > before
            out[stem] = fits or (named and behind >= DATED)
        before += _own(line)
    return out


def _own(line: Line) -> int:
    return line.words - line.linked if line.own and line.linked * 2 <= line.words else 0


def _is_dated(line: Line) -> bool:
    return not line.linked and any(
        is_date(text) for text in (line.text, *(atom.text for atom in line.atoms)) if len(text) <= LONGEST_DATED
    )


def _stem(line: Line) -> str:
    """A short line without the count at its end, folded; "" for what is no heading."""
    if not line.folded or len(line.text) > LONGEST or line.linked * 2 > line.words or is_date(line.text):
        return ""
    stem = _REST.sub("", line.folded).strip(" :()[].")
    return stem if len(stem) > 3 else ""


def _written(line: Line) -> str:
    return _REST.sub("", line.text).strip()
