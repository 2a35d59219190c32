"""Runs of text with their marks: how inline HTML becomes the one form that an editor keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

BOLD, ITALIC, STRIKE, SUBSCRIPT, SUPERSCRIPT = 1, 2, 4, 8, 16
# In this order tags nest, outermost first: the order in which the editor's exporter writes them.
TAGS = ((BOLD, "b"), (ITALIC, "i"), (STRIKE, "s"), (SUBSCRIPT, "sub"), (SUPERSCRIPT, "sup"))
BREAK = "\v"  # a control character: no text holds it


class Run(NamedTuple):
    """Text of one look. `text` is BREAK for a line break; `href` is "" outside links."""

    text: str
    marks: int = 0
    href: str = ""


LINE_BREAK = Run(BREAK)


def tidy(runs: list[Run]) -> list[Run]:
    """Spaces folded, none at the ends nor beside a break; runs of one look joined; no break at the ends."""
    if not runs:
        return []
    text, marks, href = runs[0]
    if len(runs) == 1 or _look_alike(runs, marks, href):
        if len(runs) > 1:
            text = "".join([run[0] for run in runs])
        text = text.strip(" ")
        if "  " in text or not text.isprintable():  # of white space only the plain blank is; a break is none
            text = " ".join(text.split())
        return [Run(text, marks, href)] if text else []
    kept: list[Run] = []
    for run in runs:
        text = run.text
        if text == BREAK:
            _trim_end(kept)
            if kept:
                kept.append(run)
            continue
        if "  " in text or not text.isprintable():
            text = _folded(text)
        if not kept or kept[-1].text == BREAK or kept[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if text:
            _append(kept, run if text == run.text else Run(text, run.marks, run.href))
    while kept and (kept[-1].text == BREAK or not kept[-1].text.strip()):
        kept.pop()
    _trim_end(kept)
    return _settle_breaks(_settle_spaces(kept))


def _look_alike(runs: list[Run], marks: int, href: str) -> bool:
    """Whether runs have one look, and no break is among them."""
    return all(run[1] == marks and run[2] == href and run[0] != BREAK for run in runs)


def _folded(text: str) -> str:
    """A text with every run of white space as one space, at its ends, too."""
    inner = " ".join(text.split())
    if not inner:
        return " "
    return f"{' ' if text[0].isspace() else ''}{inner}{' ' if text[-1].isspace() else ''}"


def paragraphs(runs: Iterable[Run]) -> list[list[Run]]:
    """Cut at double line breaks, and tidy each part; empty parts go."""
    parts: list[list[Run]] = [[]]
    pending = 0
    for run in runs:
        if run.text == BREAK:
            pending += 1
            continue
        if pending and run.text.strip():
            parts.append([]) if pending > 1 else parts[-1].append(LINE_BREAK)
            pending = 0
        if not pending:
            parts[-1].append(run)
    return [tidied for part in parts if (tidied := tidy(part))]


def break_between(before: Run, after: Run) -> Run:
    """A line break with the look that both runs share."""
    return Run(BREAK, before.marks & after.marks, before.href if before.href == after.href else "")


def plain(runs: Iterable[Run]) -> str:
    """The text alone, breaks as line ends."""
    return "".join(["\n" if run[0] == BREAK else run[0] for run in runs])


def shared_marks(runs: Iterable[Run]) -> int:
    """The marks that every visible run has."""
    marks = BOLD | ITALIC | STRIKE | SUBSCRIPT | SUPERSCRIPT
    seen = False
    for run in runs:
        if run.text.strip():
            marks &= run.marks
            seen = True
    return marks if seen else 0


def to_html(runs: Sequence[Run]) -> str:
    """Inline HTML of tidy runs: links outermost, tags in one order, none inside its like."""
    if len(runs) == 1 and not runs[0].marks and not runs[0].href and runs[0].text != BREAK:
        return escape(runs[0].text, quote=False)
    out: list[str] = []
    href = ""
    open_tags: list[str] = []
    for run in runs:
        if run.href != href:
            _close(out, open_tags, 0)
            if href:
                out.append("</a>")
            if run.href:
                out.append(f'<a href="{escape(run.href)}">')
            href = run.href
        if run.marks or open_tags:
            _switch(out, open_tags, [tag for mark, tag in TAGS if run.marks & mark])
        out.append("<br/>" if run.text == BREAK else escape(run.text, quote=False))
    _close(out, open_tags, 0)
    if href:
        out.append("</a>")
    return "".join(out)


def _switch(out: list[str], open_tags: list[str], wanted: list[str]) -> None:
    same = 0
    while same < min(len(open_tags), len(wanted)) and open_tags[same] == wanted[same]:
        same += 1
    _close(out, open_tags, same)
    for tag in wanted[same:]:
        out.append(f"<{tag}>")
        open_tags.append(tag)


def _close(out: list[str], open_tags: list[str], keep: int) -> None:
    while len(open_tags) > keep:
        out.append(f"</{open_tags.pop()}>")


def _append(kept: list[Run], run: Run) -> None:
    """Add a run, or lengthen the last one where they look alike."""
    last = kept[-1] if kept else None
    if (
        last is not None
        and BREAK not in (last.text, run.text)
        and (last.marks, last.href) == (run.marks, run.href)
    ):
        kept[-1] = Run(last.text + run.text, last.marks, last.href)
    else:
        kept.append(run)


def _settle_spaces(runs: list[Run]) -> list[Run]:
    """Spaces between two looks stand outside both, as the editor writes them; between like ones, inside."""
    if not any(run.text[0] == " " or run.text[-1] == " " for run in runs):
        return runs
    pieces = [piece for run in runs for piece in _pieces(run)]
    kept: list[Run] = []
    for place, run in enumerate(pieces):
        if run.text == " " and 0 < place < len(pieces) - 1:
            before, after = pieces[place - 1], pieces[place + 1]
            alike = (before.marks, before.href) == (after.marks, after.href)
            href = before.href if before.href == after.href else ""
            run = Run(" ", before.marks if alike else 0, href)
        _append(kept, run)
    return kept


def _pieces(run: Run) -> Iterator[Run]:
    """A run, with the spaces at its ends as runs of their own."""
    text = run.text.strip(" ")
    if run.text == BREAK or text == run.text or not text:
        yield run
        return
    if run.text[0] == " ":
        yield Run(" ", run.marks, run.href)
    yield Run(text, run.marks, run.href)
    if run.text[-1] == " ":
        yield Run(" ", run.marks, run.href)


def _trim_end(kept: list[Run]) -> None:
    while kept and kept[-1].text != BREAK:
        text = kept[-1].text.rstrip(" ")
        if text:
            kept[-1] = Run(text, kept[-1].marks, kept[-1].href)
            return
        kept.pop()


def _settle_breaks(runs: list[Run]) -> list[Run]:
    """Give each break the look that its neighbours share, so that tags reach over it."""
    if not any(run.text == BREAK for run in runs):
        return runs
    behind: dict[int, Run] = {}  # of each break the first run behind it that is none
    after = Run("")
    for place in range(len(runs) - 1, -1, -1):
        if runs[place].text == BREAK:
            behind[place] = after
        else:
            after = runs[place]
    for place in sorted(behind):
        runs[place] = break_between(runs[place - 1] if place else Run(""), behind[place])
    return runs
