"""Counts as the portals print them -> int. What is no plain count is None, never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..text import fold

LONGEST = 2_000  # characters: what is longer is no count
_LARGEST = 10**15  # what the news takes for a count; more is a number of another kind
_NUMBER = re.compile(
    r"(?<![\w.,/+])(?<!\d:)[-+]?\d[\w.,/:%'+-]*(?: \d+)*(?: ?(?:[kmbn]|tr|ty|nghin|ngan|trieu)\b)?"
)
_GROUPED = re.compile(r"\d{1,3}(?P<separator>[.,' ])\d{3}(?:(?P=separator)\d{3})*")
_SPELT = re.compile(r"\d(?: \d)+")  # a counter that shows each digit on its own
_DIGIT_IMAGE = re.compile(r"(?<!\d)(\d)\.(?:gif|png|jpe?g|bmp|svg|webp)(?:[?#].*)?")


def parse_count(text: str) -> int | None:
    """The one whole number of a text such as "Lượt xem: 37.412.221", with or without grouping.

    None where there is no number, a rounded ("1.2K"), fractional or negative one, or more than one.
    """
    if len(text) > LONGEST:
        return None
    found = {_whole(match.group()) for match in _NUMBER.finditer(fold(text))}
    return found.pop() if len(found) == 1 else None


def parse_digits(cells: Iterable[str]) -> int | None:
    """The number whose digits stand one a cell; a cell is a text or the name of a digit's image ("3.gif")."""
    digits = ""
    for cell in cells:
        if len(cell) + len(digits) > LONGEST:
            return None
        text = fold(cell)
        image = _DIGIT_IMAGE.search(text)
        if image:
            digits += image[1]
        elif text.isdecimal():
            digits += text
        elif text not in ("", ".", ","):
            return None
    return _within(digits) if digits else None


def _whole(number: str) -> int | None:
    number = number.rstrip(".,:'-")
    if number.isdecimal():
        return _within(number)
    if _GROUPED.fullmatch(number) or _SPELT.fullmatch(number):
        return _within(re.sub(r"\D", "", number))
    return None


def _within(digits: str) -> int | None:
    digits = digits.lstrip("0") or "0"
    return int(digits) if len(digits) <= 19 and int(digits) <= _LARGEST else None
