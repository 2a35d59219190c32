"""The spelling of a Vietnamese syllable, and what share of a text's words keeps to it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_CLOSING_TONES = "\u0301\u0323"  # a syllable that ends in a stop carries sắc or nặng
_WORD = re.compile(r"[^\W\d_]+")

_ONSETS = "b|ch|c|d|đ|gh|g|h|kh|kr|k|l|m|ngh|ng|nh|n|ph|p|r|s|th|tr|t|v|x"
# Every rhyme of the standard spelling, by its first letter; "-" is the vowel alone.
_RHYMES = {
    "a": "- c ch i k m n ng nh o p t u y",
    "ă": "c k m n ng p t",
    "â": "c m n ng p t u y",
    "e": "- c m n ng o p t",
    "ê": "- c ch m n nh p t u",
    "i": "- a ch êc êm ên êng êp êt êu m n nh p t u",
    "o": "- a ac ach ai am an ang anh ao ap at ay ăc ăm ăn ăng ăt c e en eng eo et i m n ng oc ong p t",
    "ô": "- c i k m n ng p t",
    "ơ": "- i m n ng p t",
    "u": "- a ân âng ât ây c ê êch ênh i k m n ng ơ ôc ôi ôm ôn ông ôt p t y ya ych yên yêt ynh yn yp yt yu",
    "ư": "- a c i m n ng ơc ơi ơm ơn ơng ơp ơt ơu t u",
    "y": "- êm ên êng êt êu ch m n nh p t",
}
_AFTER_QU = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc ân âng ât ây e en et eo "
    "ê êch ên ênh êt êu i it ôc ơ y ych yên yêt yn ynh yp yt"
)


def _syllables() -> re.Pattern[str]:
    rhymes = {vowel + tail.strip("-") for vowel, tails in _RHYMES.items() for tail in tails.split()}
    by_length = sorted(rhymes, key=len, reverse=True)
    return re.compile(rf"(?:(?:{_ONSETS}|gi)?(?:{'|'.join(by_length)})|qu(?:{'|'.join(_AFTER_QU.split())}))")


_SYLLABLE = _syllables()
_SOFT_VOWELS = re.compile(r"(?:c|g|ng)[eêiy]|(?:gh|ngh)[^eêi]")
_STOPPED = re.compile(r"(?:[^n]h|c|p|t)$")


def looks_vietnamese(text: str) -> float:
    """The share, 0 to 1, of the words beyond ASCII that are legal syllables; 0 if there are none."""
    words = [word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if not word.isascii()]
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Whether a word of letters is one legal Vietnamese syllable, in any case."""
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in letters if mark in _TONES]
    plain = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(plain):
        return False
    if _SOFT_VOWELS.match(plain) and not plain.startswith("gi"):
        return False
    return not _STOPPED.search(plain) or bool(tones and tones[0] in _CLOSING_TONES)
