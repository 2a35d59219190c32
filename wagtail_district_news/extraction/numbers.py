"""Counts as the portals print them -> int. What is no plain count is None, never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..text import fold
from .calendar_words import plain

LONGEST = 2_000  # characters: what is longer is no count
_LARGEST = 10**15  # what the news takes for a count; more is a number of another kind
# Words that make a number a rounded one: "1.2K", "3 nghìn", "5 Tsd.", "1,2 млн", "2万".
_ROUNDED = (
    "[kmbnк]|tr|ty|nghin|ngan|trieu|tsd|mio|mrd|mil|mln|mld|mille|millions?|millones|milhoes|milhares|thousand"
    "|lakhs?|crores?|ribu|rb|juta|jt|bin|tys|tis|тыс|тис|млн|млрд|хил|χιλ|אלף|מיליון|الف|ألف|آلاف|مليون|هزار|میلیون"
    "|हज़ार|हजार|लाख|करोड़|พัน|หมื่น|แสน|ล้าน"
)
_ROUNDED_SIGNS = "[万萬亿億千百만억천백]"
_NUMBER = re.compile(
    rf"(?<![\w.,/+])(?<!\d:)[-+]?\d[\w.,/:%'+-]*(?: \d+)*(?: ?(?:(?:{_ROUNDED})\b|{_ROUNDED_SIGNS}))?"
)
_GROUPED = re.compile(r"\d{1,3}(?P<separator>[.,' ])\d{3}(?:(?P=separator)\d{3})*|\d{1,2}(?:,\d{2})+,\d{3}")
_SPELT = re.compile(r"\d(?: \d)+")  # a counter that shows each digit on its own
_NOT_LATIN = re.compile("[\u0370-\u1dff\u2e80-\ua71f\ua800-\uab2f\uab70-\ufaff\ufb07-\ufdff\ufe70-\ufefc]")
# A letter of another script ends a number: "浏览1234次"; not so the one that rounds it.
_BESIDE = re.compile(r"(?<=\d)(?=[^\W\d_a-z])|(?<=[^\W\d_a-z])(?=\d)")
_ARABIC_GROUPS = str.maketrans({"\u066b": ".", "\u066c": ",", "\u060c": ","})
_DIGIT_IMAGE = re.compile(r"(?<!\d)(\d)\.(?:gif|png|jpe?g|bmp|svg|webp)(?:[?#].*)?")


def parse_count(text: str) -> int | None:
    """The one whole number of a text such as "Lượt xem: 37.412.221", with or without grouping.

    None where there is no number, a rounded ("1.2K"), fractional or negative one, or more than one.
    """
    if len(text) > LONGEST:
        return None
    found = {_whole(match.group()) for match in _NUMBER.finditer(_line(text))}
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


def _line(text: str) -> str:
    """The text in one line, with ASCII digits; letters that are not Latin stand apart from the numbers."""
    if not _NOT_LATIN.search(text):
        return fold(text)
    return " ".join(_BESIDE.sub(" ", plain(text.translate(_ARABIC_GROUPS))).split())


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
