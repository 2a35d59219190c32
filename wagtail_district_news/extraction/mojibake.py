"""Undoes what was encoded or escaped twice, only where the text becomes better for it."""

from __future__ import annotations

import html
import re
from html.entities import html5

from .charsets import looks_vietnamese


def _bytes_of(codec: str) -> dict[str, int]:
    """The byte behind each character of a code page; bytes without one went through as C1 controls."""
    table = {chr(byte): byte for byte in range(0x80, 0xA0)}
    for byte in range(0x80, 0x100):
        letter = bytes([byte]).decode(codec, "ignore")
        if letter:
            table[letter] = byte
    return table


_CODE_PAGES = tuple(_bytes_of(codec) for codec in ("cp1252", "cp1258"))
# A segment is what stands between two tags or quotes: each was written, and broken, in one go.
_SEGMENT = re.compile('[^<>"]+')
_SUSPECT = re.compile(
    "[\u00c2-\u00f4\u0102-\u0111\u01a0\u01af\u01b0\u0300-\u0323][\u0080-\u00bf\u0152-\u0192\u02c6-\u02dc\u2013-\u2122]"
)
# Signs that rightly follow a capital with an accent: quotes, dashes, the no-break space.
_NATURAL = re.compile("[\u00c2-\u00df\u0102\u0110\u01a0\u01af][\u00a0\u00ab\u00bb\u2013-\u2026]")

_ESCAPED_TWICE = re.compile(r"&amp;(#\d{2,6}|#x[0-9a-f]{2,5}|[a-z]{2,8});", re.IGNORECASE)
_CODE = re.compile(r"(<(pre|code|script|style|textarea|xmp)\b(?:.*?</\2\s*>|.*))", re.IGNORECASE | re.DOTALL)


def repair_mojibake(text: str) -> str:
    """Read as UTF-8 what had been read as Windows-1252 or -1258, segment by segment, up to twice."""
    for _ in range(2):
        if not _SUSPECT.search(text):
            break
        repaired = "\n".join(_repair_line(line) for line in text.split("\n"))
        if repaired == text:
            break
        text = repaired
    return text


def repair_entities(text: str) -> str:
    """Undo one level of escaping, of letters and typographic signs, on a page that has it inside words."""
    if "&amp;" not in text:
        return text
    parts = _CODE.split(text)
    plain = parts[::3]
    if not any(_is_in_word(match) for part in plain for match in _ESCAPED_TWICE.finditer(part)):
        return text
    parts[::3] = [_ESCAPED_TWICE.sub(_unescaped_once, part) for part in plain]
    del parts[2::3]  # the names of the elements
    return "".join(parts)


def _repair_line(line: str) -> str:
    if not _SUSPECT.search(line):
        return line
    return _SEGMENT.sub(lambda match: _repair_segment(match.group()), line)


def _repair_segment(segment: str) -> str:
    if segment.isascii() or not _SUSPECT.search(segment):
        return segment
    for table in _CODE_PAGES:
        repaired = _reread(segment, table)
        if repaired is not None and _is_better(segment, repaired):
            return repaired
    return segment


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
