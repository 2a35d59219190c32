"""Text in a legacy charset -> Unicode, for a whole page or for the run under one font."""

from __future__ import annotations

import re
from functools import cache

from ...text import storable
from .syllables import looks_vietnamese
from .tables import TABLES

# Latin-1 is how the characters usually arrive; browsers and editors read 0x80-0x9F as Windows-1252.
_AS_WINDOWS = {
    chr(byte): bytes([byte]).decode("cp1252")
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_TCVN3_FONT = re.compile(
    r"\.vn|vn(?=time|arial|helv|avant|book|centur|courier|clarendon|souther|bodoni|univers|gothic)"
)
_VNI_FONT = re.compile(r"vni[- _]")
_UNICODE_ONLY = re.compile("[\u0102\u0103\u0110\u0111\u01a0-\u01b0\u0300-\u0323\u1ea0-\u1ef9]")
_SIGN_IN_WORD = re.compile(r"(?<=[^\W\d_])[\xa1-\xbf]|[\xa1-\xbf](?=[^\W\d_])")  # "n§" is no word but nĐ
_VISCII_FONT = re.compile(r"viscii|vi (?:times|arial|courier|helv)")


def convert(text: str, charset: str) -> str:
    """Convert every character; `charset` is tcvn3, tcvn3-capitals, vni or viscii. KeyError for another."""
    name, _, capitals = charset.partition("-")
    pattern, table = _compiled(name)
    converted = storable(pattern.sub(lambda match: table[match.group()], text))
    return converted.upper() if capitals else converted


def charset_of_font(font_name: str) -> str | None:
    """The charset that a font, or the first such font of a CSS list, draws; None for a Unicode font."""
    for name in font_name.split(","):
        face = name.strip(" \t\r\n'\"").casefold()
        if _TCVN3_FONT.match(face):
            return "tcvn3-capitals" if face.endswith("h") and not face.endswith("english") else "tcvn3"
        if _VNI_FONT.match(face):
            return "vni"
        if _VISCII_FONT.match(face):
            return "viscii"
    return None


def convert_run(text: str, font_name: str, page_charset: str = "", trusted: bool = False) -> str:
    """Convert the text under a font, where that makes it more Vietnamese; else return it as it is.

    Many pages were retyped in Unicode under their old font name. `page_charset` is the encoding `decode`
    found: a page that was converted as a whole has only its capitals left to do. `trusted` is a font under
    which the rest of the page is clear: a word that could be read either way ("sè", số) is converted too.
    """
    charset = charset_of_font(font_name)
    if charset is None:
        return text
    if page_charset and charset.startswith(page_charset):
        return text.upper() if charset.endswith("-capitals") else text
    converted = convert(text, charset)
    score, former = looks_vietnamese(converted), looks_vietnamese(storable(text))
    if trusted and score <= former and not _UNICODE_ONLY.search(text):  # never typed in such a font
        former = min(former, looks_vietnamese(_SIGN_IN_WORD.sub("\u00df", text)))
        return converted if score >= former else text
    return converted if score > former else text


@cache
def _compiled(name: str) -> tuple[re.Pattern[str], dict[str, str]]:
    table = dict(TABLES[name])
    for theirs, ours in TABLES[name].items():
        table.setdefault("".join(_AS_WINDOWS.get(letter, letter) for letter in theirs), ours)
    longest_first = sorted(table, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), table
