"""Where readers' comments begin: a heading that recurs, with dates behind it or the article before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

from ...text import fold
from .sheets import Line, Sheet
from .site import Site
from .slots import is_date

LONGEST = 90
RECURS = 3
SHARE = 0.03  # of the pages
DATED = 2  # lines that are a date and little more, behind the heading
LONGEST_DATED = 70
# The heading of a thread in the languages of portals; compared folded, as the lines are.
_WORDS = (
    "ý kiến", "bình luận", "phản hồi", "góp ý", "các ý kiến", "các bình luận", "comment", "comments",
    "the comments are owned", "reader comments", "readers' comments", "responses", "response", "replies", "reactions",
    "kommentare", "kommentar", "leserkommentare",
    "commentaires", "commentaire", "réactions", "comentarios", "comentario", "comentários", "commenti", "reacties",
    "комментарии", "комментариев", "отзывы", "komentarze", "komentáře", "yorumlar", "yorum", "σχόλια", "תגובות",
    "التعليقات", "تعليقات", "ความคิดเห็น", "แสดงความคิดเห็น", "评论", "网友评论", "評論", "留言", "댓글", "コメント",
)  # fmt: skip
_LABEL = re.compile(r"(?:\d+ )?(?:" + "|".join(re.escape(fold(word)) for word in _WORDS) + r")(?!\w)")
_COUNT = re.compile(r"\d[\d.,]*\s+(?=[^\W\d])")
_REST = re.compile(r"[\s(\[:]*\d[\d.,]*.*$")


def mark_comments(site: Site) -> tuple[str, ...]:
    """Mark the lines behind the headings of comments; returns the headings, without their counts."""
    labels = _labels(site)
    for sheet in site.sheets:
        behind = False
        for line in sheet.lines:
            behind = behind or (bool(line.folded) and _stem(line) in labels)
            line.comment = behind
    return tuple(
        dict.fromkeys(_written(line) for s in site.sheets for line in s.lines if _stem(line) in labels)
    )


def _labels(site: Site) -> set[str]:
    """The stems of lines that begin a thread of comments."""
    pages: Counter[str] = Counter()
    fitting: Counter[str] = Counter()
    for sheet in site.sheets:
        found = _possible(sheet)
        pages.update(found)
        fitting.update(stem for stem, fits in found.items() if fits)
    least = max(RECURS, SHARE * len(site.sheets))
    return {stem for stem, count in pages.items() if count >= least and fitting[stem] * 10 >= 6 * count}


def _possible(sheet: Sheet) -> dict[str, bool]:
    """The stems of lines that are called so, and whether what is around each could be an article and its thread."""
    total = sum(_own(line) for line in sheet.lines)
    before = 0
    dates = [number for number, line in enumerate(sheet.lines) if _is_dated(line)]
    out: dict[str, bool] = {}
    for number, line in enumerate(sheet.lines):
        stem = _stem(line)
        if stem and _LABEL.match(stem):
            behind = len(dates) - bisect_right(dates, number)
            out[stem] = behind >= DATED or (10 * before >= 3 * total and total > before)
        before += _own(line)
    return out


def _own(line: Line) -> int:
    return line.words - line.linked if line.own and line.linked * 2 <= line.words else 0


def _is_dated(line: Line) -> bool:
    return not line.linked and any(
        is_date(text)
        for text in (line.text, *(atom.text for atom in line.atoms))
        if len(text) <= LONGEST_DATED
    )


def _stem(line: Line) -> str:
    """A short line without the count at its end, folded; "" for what is no heading."""
    if not line.folded or len(line.text) > LONGEST or line.linked * 2 > line.words or is_date(line.text):
        return ""
    stem = _REST.sub("", _COUNT.sub("", line.folded, count=1) if _COUNT.match(line.folded) else line.folded)
    stem = stem.strip(" :()[].")
    return stem if len(stem) > 3 else ""


def _written(line: Line) -> str:
    text = line.text
    return _REST.sub("", text[found.end() :] if (found := _COUNT.match(text)) else text).strip()
