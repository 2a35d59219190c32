"""Undoes what was encoded or escaped twice, only where the text becomes better for it."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from html.entities import html5

from .charsets import looks_vietnamese
from .segments import changed_at, places_of
from .signs import LONGEST_REPEATED, signs_of


def _bytes_of(codec: str) -> dict[str, int]:
    """The byte behind each character of a code page; bytes without one went through as C1 controls."""
    table = {chr(byte): byte for byte in range(0x80, 0xA0)}
    for byte in range(0x80, 0x100):
        letter = bytes([byte]).decode(codec, "ignore")
        if letter:
            table[letter] = byte
    return table


_CODE_PAGES = tuple(_bytes_of(codec) for codec in ("cp1252", "cp1258"))


def _sequence(table_of: tuple[dict[str, int], ...]) -> re.Pattern[str]:
    """What the UTF-8 of one character looks like, read byte by byte: a lead and all that it announces."""

    def signs(first: int, last: int) -> str:
        found = {sign for table in table_of for sign, byte in table.items() if first <= byte <= last}
        return "[" + "".join(sorted(found)) + "]"

    more = signs(0x80, 0xBF)
    two, three, four = signs(0xC2, 0xDF), signs(0xE0, 0xEF), signs(0xF0, 0xF4)
    return re.compile(f"{two}{more}|{three}{more}{{2}}|{four}{more}{{3}}")


_SUSPECT = _sequence(_CODE_PAGES)
_CLEAR_CASES = 5
_FEW = 30  # sequences that are faster looked for one by one
# Signs that rightly follow a capital with an accent: quotes, dashes, the no-break space.
_NATURAL = re.compile("[\u00c2-\u00df\u0102\u0110\u01a0\u01af][\u00a0\u00ab\u00bb\u2013-\u2026]")

_ESCAPED_TWICE = re.compile(r"&(?:amp|AMP);(#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[a-zA-Z]{2,8});")
_CODE = re.compile(r"(<(pre|code|script|style|textarea|xmp)\b(?:.*?</\2\s*>|.*))", re.IGNORECASE | re.DOTALL)


def repair_mojibake(text: str, signs: str) -> str:
    """Read as UTF-8 what had been read as Windows-1252 or -1258, segment by segment, up to twice.

    `signs` are the characters of the text beyond ASCII: where they hold no such sequence, it has none.
    """
    for _ in range(2):
        places = _suspect_places(text, set(_SUSPECT.findall(signs)))
        repaired = changed_at(text, places, _repair_segments)
        if repaired == text:
            break
        text, signs = repaired, signs_of(repaired)
    return text


def repair_entities(text: str) -> str:
    """Undo one level of escaping, of letters and typographic signs, on a page that has it inside words."""
    if not any(map(_is_in_word, _ESCAPED_TWICE.finditer(text))):
        return text
    parts = _CODE.split(text)
    plain = parts[::3]
    if not any(_is_in_word(match) for part in plain for match in _ESCAPED_TWICE.finditer(part)):
        return text
    parts[::3] = [_ESCAPED_TWICE.sub(_unescaped_once, part) for part in plain]
    del parts[2::3]  # the names of the elements
    return "".join(parts)


def _suspect_places(text: str, sequences: set[str]) -> list[int]:
    """Where in the text they start: what follows each other among the signs need not do so in the text."""
    if len(sequences) > _FEW:
        return [match.start() for match in _SUSPECT.finditer(text)]
    return places_of(text, sequences)


def _repair_segments(segments: list[str]) -> list[str]:
    """Each on its own evidence; where most of a page was broken, also what could be read either way."""
    repaired = [
        _known_repair(one) if len(one) <= LONGEST_REPEATED else _repair_segment(one) for one in segments
    ]
    clear = sum(new != old for new, old in zip(repaired, segments, strict=True))
    if clear < _CLEAR_CASES or 2 * clear < len(segments):
        return repaired
    return [
        _repair_segment(old, trusted=True) if new == old else new
        for new, old in zip(repaired, segments, strict=True)
    ]


def _repair_segment(segment: str, trusted: bool = False) -> str:
    for table in _CODE_PAGES:
        repaired = _reread(segment, table)
        if repaired is not None and (trusted or _is_better(segment, repaired)):
            return repaired
    return segment


_known_repair = lru_cache(maxsize=4096)(_repair_segment)  # menus say the same on every page


def _reread(segment: str, table: dict[str, int]) -> str | None:
    try:
        raw = bytes(ord(letter) if letter.isascii() else table[letter] for letter in segment)
        return raw.decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None


def _is_better(before: str, after: str) -> bool:
    score, former = looks_vietnamese(after), looks_vietnamese(before)
    if score != former and score >= 0.5:
        return score > former
    # Sequences of three are no accident; of pairs, those whose sign could not stand in good text.
    letters = sum(not letter.isascii() for letter in after)
    signs = sum(not letter.isascii() for letter in before)
    return signs > 2 * letters or len(_NATURAL.findall(before)) < letters


def _is_in_word(match: re.Match[str]) -> bool:
    """Whether an escaped sign touches a letter, a quote two of them: nobody writes that to be read."""
    sign, text = _sign(match), match.string
    before, after = text[max(match.start() - 1, 0) : match.start()], text[match.end() : match.end() + 1]
    if sign in "'\"":
        return bool(sign) and before.isalpha() and after.isalpha()
    return before.isalpha() or after.isalpha()


def _sign(match: re.Match[str]) -> str:
    """The sign meant, if it is a quote or beyond ASCII ("&amp;lt;" is meant to be seen as such); else ""."""
    sign = html.unescape(f"&{match[1]};")
    known = match[1].startswith("#") or f"{match[1]};" in html5
    return sign if known and (sign in "'\"" or not sign.isascii()) else ""


def _unescaped_once(match: re.Match[str]) -> str:
    return f"&{match[1]};" if _sign(match) else match.group()
