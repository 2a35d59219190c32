"""The markup that the parser writes of a page, cut before each "<": by far the cheapest way through it.

In a text and in an attribute "<" and ">" never stand for themselves there; but they do in comments, and in what
is no markup.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import islice

from .shapes import RAW_TAGS, UnclearMarkup

__all__ = ["RAW", "Pieces"]

# An element whose inside is no markup, with its inside; or a comment; behind its "<".
# No repeated group is possessive, here or elsewhere: Python before 3.11.5 takes some for what they are not.
RAW = (
    rf"(?:(({'|'.join(sorted(RAW_TAGS))})(?![^ >])[^>]*+)>([^<]*+(?:<(?!/\2>)[^<]*+)*)</\2>"
    r"|!--[^-]*+(?:-(?!->)[^-]*+)*-->"
    r"|\?[^>]*+>)"
)


class Pieces:
    """Pieces of a markup from the first tag on: each is a tag, ">", and the text behind it. `rest` gives them.

    The number of a piece is how many `rest` gave before it, and `passed`: those that were taken otherwise.
    Raises UnclearMarkup where the markup does not begin with a tag.
    """

    def __init__(self, markup: str) -> None:
        self._all = markup.split("<")
        if self._all[0]:
            raise UnclearMarkup(self._all[0][:80])
        self.rest = iter(self._all)
        self.passed = 0
        self._from = (0, 0)  # a piece that was asked about, and where it begins
        self.pass_over(1)

    def begins(self, number: int) -> int:
        """Where in the markup a piece begins, behind its "<". To be asked in the order of the pieces."""
        known, place = self._from
        place += sum(map(len, self._all[known:number])) + number - known
        self._from = (number, place)
        return place

    def note(self, number: int, place: int) -> None:
        """Where the piece of that number begins: none before it needs to be measured."""
        self._from = (number, place)

    def pass_over(self, count: int) -> None:
        """Leave so many pieces out."""
        deque(islice(self.rest, count), 0)
        self.passed += count

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
