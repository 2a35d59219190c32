"""What of a page lies beyond plain ASCII: all that a repair has to look at, and a tenth of the page."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ..text import composed, with_vietnamese_d, without_invisible, without_refused
from .segments import changed_at, places_of

_PLAIN = bytes([9, 10, 13, *range(0x20, 0x7F)])
# What is refused, taken away or changed; the last three of them are letters under a legacy font.
DOUBTFUL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u200b\u2060\ufeff\u00ad\u00d0\u00f0]")
_MARKS = re.compile("[\u0300-\u036f]")  # no other mark melts with a letter or bracket of the Latin script
_SLASHED_BRACKET = re.compile("(?<=[<>=])\u0338+")
CONTROLS = re.compile("[\x80-\x9f]")
_VISCII = re.compile("viscii|vi times", re.IGNORECASE)
_WINDOWS = {
    "iso8859-2": "cp1250", "iso8859-5": "cp1251", "iso8859-7": "cp1253", "iso8859-6": "cp1256",
    "iso8859-4": "cp1257", "iso8859-13": "cp1257",
}  # fmt: skip
# Quotes, dashes and their like are no marks.
_PILE = re.compile(r"[^\w\s\x00-\u02ff\u2000-\u206f]{31}")
_EVERY_TENTH = re.compile(r"[^\w\s\x00-\u02ff\u2000-\u206f]{3}")
_MELTING = re.compile(
    "[\u200b\u2060\ufeff\u00ad\u00d0\u00f0]"
)  # of the doubtful those that no database refuses
_ETH = re.compile("[\u00d0\u00f0]")
LONGEST_REPEATED = 200  # characters
FEW = 200  # signs that are faster looked for one by one
# What may be found by _LEGACY_FONT, in lower case and without signs beyond ASCII: much faster to look for.
_FONT_NAME = re.compile(rb"f(?:ace\s*=|ont(?:-family)?\s*:)[^:;=<>{}]{0,200}?v(?:n[a-z]|iscii|i times)")
_LEGACY_FONT = re.compile(
    r"(?:face\s*=|font(?:-family)?\s*:)[^:;=<>{}]{0,200}?(?:(?<!\w)\.?vn[a-z]|\bvni[- ]\w|viscii|\bvi times)",
    re.IGNORECASE,
)


def signs_of(text: str, utf8: bytes | None = None) -> str:
    """Its characters beyond tab, line ends and visible ASCII. `utf8` are the same text's bytes, if at hand."""
    raw = text.encode("utf-8", "surrogatepass") if utf8 is None else utf8
    return raw.translate(None, _PLAIN).decode("utf-8", "surrogatepass")


def is_marked(signs: str) -> bool:
    """Whether any mark that Latin letters bear is among the signs."""
    return _MARKS.search(signs) is not None


def keeps_marks(text: str, signs: str) -> bool:
    """Whether a text still holds any of the marks that were among its signs before it was `normal`."""
    return is_marked(signs) and any(mark in text for mark in set(_MARKS.findall(signs)))


def normal(text: str, signs: str, doubtful: bool) -> str:
    """`nfc` of a page, whose `signs` are known. Where a legacy font is named, the soft hyphen (ư there) and
    Ð (é there) stay: they must reach the conversion by run. `doubtful`: whether DOUBTFUL finds one of them.
    """
    if not signs:
        return text
    if doubtful and (settled := without_refused(signs)) != signs:
        text, signs = without_refused(text), settled
    if not doubtful or not _MELTING.search(signs) or names_legacy_font(text):
        return _composed(text, signs)
    found = _composed(without_invisible(text), without_invisible(signs))
    return with_vietnamese_d(found) if _ETH.search(signs) else found


def without_controls(text: str, encoding: str) -> str:
    """C1 controls are what Windows has there: whoever declared or converted the page took one for the other.

    `encoding` is the charset of the page; its Windows counterpart is asked. What has no meaning goes.
    """
    codec = _WINDOWS.get(encoding, "cp1252")
    under_font = names_legacy_font(text) and _VISCII.search(text)  # it has letters there
    meant = {
        control: bytes([control]).decode(codec, "ignore") or (chr(control) if under_font else "")
        for control in range(0x80, 0xA0)
    }
    return text.translate(meant)


def names_legacy_font(text: str) -> bool:
    """Whether the markup sets a font of a charset older than Unicode."""
    if not _FONT_NAME.search(text.encode("ascii", "ignore").lower()):
        return False
    return _LEGACY_FONT.search(text) is not None


def _may_hold_pile(text: str, signs: str) -> bool:
    """Whether 31 marks may follow each other: without the ASCII between them they do so all the more."""
    if not (_EVERY_TENTH.search(signs[::10]) and _PILE.search(signs)):
        return False
    return _EVERY_TENTH.search(text[::10]) is not None


def _composed(text: str, signs: str) -> str:
    """NFC: what stands between two tags on its own, and that only where it is not ASCII."""
    slashed = "\u0338" in signs  # it would melt with a bracket into one sign, and the tag be gone
    if slashed:
        text = _SLASHED_BRACKET.sub("", text)
    if _may_hold_pile(text, signs):
        return composed(text)
    if not is_marked(signs) and unicodedata.is_normalized("NFC", signs):
        return text
    moving = [sign for sign in set(signs) if _moves(sign)]
    if slashed or sum(map(signs.count, moving)) <= FEW:
        text = changed_at(text, places_of(text, moving), _parts)
        return _SLASHED_BRACKET.sub("", text) if slashed else text  # it may stand there only now
    return "<".join([part if part.isascii() else _part(part) for part in text.split("<")])


@lru_cache(maxsize=1024)
def _moves(sign: str) -> bool:
    """Whether NFC may change a sign, or melt it with the one before it: any mark, the vowels of Hangul."""
    return (
        unicodedata.category(sign)[0] == "M"
        or "\u1160" <= sign <= "\u11ff"
        or not unicodedata.is_normalized("NFC", sign)
    )


def _parts(texts: list[str]) -> list[str]:
    return list(map(_part, texts))


def _part(text: str) -> str:
    return _known_part(text) if len(text) <= LONGEST_REPEATED else unicodedata.normalize("NFC", text)


@lru_cache(maxsize=8192)
def _known_part(text: str) -> str:
    """NFC of what is short: menus and their like say the same on every page."""
    return unicodedata.normalize("NFC", text)
