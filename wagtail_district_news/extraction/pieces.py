"""The markup that the parser writes of a page, cut before each "<": by far the cheapest way through it.

In a text and in an attribute "<" and ">" never stand for themselves there; but they do in comments, and in what
is no markup.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import chain, islice

from .shapes import RAW_TAGS, UnclearMarkup

__all__ = ["RAW", "Pieces"]

WINDOW = 4_000  # characters
# An element whose inside is no markup, with its inside; or a comment; behind its "<". One that has no end reaches to
# that of the text, so that no other begins in it: it is looked through once.
# No repeated group is possessive, here or elsewhere: Python before 3.11.5 takes some for what they are not.
RAW = (
    rf"(?:(({'|'.join(sorted(RAW_TAGS))})(?![^ >])[^>]*+)>([^<]*+(?:<(?!/\2>)[^<]*+)*)(?:</\2>|\Z)"
    r"|!--[^-]*+(?:-(?!->)[^-]*+)*(?:-->|\Z)"
    r"|\?[^>]*+(?:>|\Z))"
)


class _Cut:
    """The pieces that are cut so far and not behind us, which are a window on a markup.

    It does not know who reads it: pages that hold themselves would wait for the collector.
    """

    __slots__ = ("__weakref__", "asked", "first", "markup", "pieces", "place")

    def __init__(self, markup: str) -> None:
        self.markup = markup
        self.pieces: list[str] = []
        self.first = self.place = 1  # the number of the first of them, and where in the markup it begins
        self.asked = (1, 1)  # a piece that was asked about, and where it begins

    def windows(self) -> Iterator[list[str]]:
        """All pieces, a few thousand characters at a time: what is passed over is not cut at all."""
        size, length = WINDOW, len(self.markup)
        while self.place <= length:
            end = self.place + size
            pieces = self.markup[self.place : end].split("<")
            last = pieces.pop() if end < length else ""  # it may go on
            if not pieces:
                size *= 2
                continue
            size = WINDOW
            self.pieces, self.asked = pieces, (self.first, self.place)
            yield pieces
            if self.pieces is pieces:
                self.first += len(pieces)
                self.place = end - len(last) if end < length else length + 1


class Pieces:
    """Pieces of a markup from the first tag on: each is a tag, ">", and the text behind it. `rest` gives them.

    The number of a piece is how many `rest` gave before it, and `passed`: those that were taken otherwise.
    Raises UnclearMarkup where the markup does not begin with a tag.
    """

    def __init__(self, markup: str) -> None:
        if markup and not markup.startswith("<"):
            raise UnclearMarkup(markup[:80])
        self._cut = _Cut(markup)
        self.rest = chain.from_iterable(self._cut.windows())
        self.passed = 1  # what stands before the first "<"

    def begins(self, number: int) -> int:
        """Where in the markup a piece begins, behind its "<". To be asked of the piece that came last."""
        cut = self._cut
        known, place = cut.asked
        place += sum(map(len, cut.pieces[known - cut.first : number - cut.first])) + number - known
        cut.asked = (number, place)
        return place

    def pass_over(self, number: int, count: int, place: int) -> None:
        """Leave so many pieces out, behind that of a number; the one behind them begins at `place`."""
        cut = self._cut
        left = cut.first + len(cut.pieces) - number - 1
        deque(islice(self.rest, min(left, count)), 0)
        self.passed += count
        if count < left:
            cut.asked = (number + count + 1, place)
        else:
            cut.pieces, cut.first, cut.place = [], number + count + 1, place

    def raw(self, name: str, text: str) -> tuple[str, str]:
        """The inside of an element of that name that is no markup, and the text behind it. `text` begins it.

        Raises UnclearMarkup where it has no end.
        """
        close = f"/{name}"
        inside = [text]
        for piece in self.rest:
            self.passed += 1
            written, _, behind = piece.partition(">")
            if written == close:
                return "<".join(inside), behind
            inside.append(piece)
        raise UnclearMarkup(name)

    def behind_comment(self, piece: str) -> str:
        """The text behind a comment that a piece begins. Raises UnclearMarkup where it is none, or has no end."""
        if piece.startswith("?"):
            return piece.partition(">")[2]
        if not piece.startswith("!--"):
            raise UnclearMarkup(piece[:80])
        end = piece.find("-->", 3)
        while end < 0:
            piece = _next(self.rest)
            self.passed += 1
            end = piece.find("-->")
        return piece[end + 3 :]


def _next(rest: Iterator[str]) -> str:
    for piece in rest:
        return piece
    raise UnclearMarkup("<!--")
