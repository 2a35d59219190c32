"""The ground floor of all text: NFC without debris, folding for search, slugs, words."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

# What a database refuses (NUL, lone surrogates) or no reader can see (C0 controls, DEL).
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# Zero-width space, word joiner, byte order mark, soft hyphen: they split words for search and comparison.
_INVISIBLE = "\u200b\u2060\ufeff\u00ad"
# More combining marks on one letter than any script has: to put them in order takes quadratic time.
_PILED = re.compile(r"[^\w\s\x00-\u02ff]{31,}")
_PILING = re.compile(r"[^\w\s\x00-\u02ff]{3}")  # what every tenth sign of such a pile looks like
_MOST_MARKS = 30  # of Unicode's own stream-safe format
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]+")

_ETH = re.compile("[\u00d0\u00f0]")  # U+00D0 and U+00F0, which keyboards of the 1990s gave for Đ and đ
_ETH_TO_D = str.maketrans("\u00d0\u00f0", "\u0110\u0111")
_OWN_ETH = re.compile("[ÞþÆæ]")  # letters of the languages that really write ð
_VIETNAMESE_ONLY = re.compile("[ĂăĐđƠơƯư\u1ea0-\u1ef9]")
_MARKS = "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b"  # the tones, circumflex, breve, horn
_D_SYLLABLE = re.compile(
    rf"[\u00d0\u00f0](?:[aeiou][{_MARKS}]*)(?:[aeiouy][{_MARKS}]*){{0,2}}(?:ch|ng|nh|[ckmnpt])?", re.I
)
_VOWEL = re.compile("[AEIOUY]")


def storable(text: str) -> str:
    """NFC without NUL, C0 controls (tab and line ends stay) and lone surrogates; nothing else is touched."""
    return composed(without_refused(text))


def without_refused(text: str) -> str:
    """The text without NUL, C0 controls (tab and line ends stay) and lone surrogates."""
    if not _REFUSED.search(text):
        return text
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return _REFUSED.sub("", joined)


def without_invisible(text: str) -> str:
    """The text without the zero-width characters and soft hyphens inside its words."""
    for sign in _INVISIBLE:
        if sign in text:
            text = text.replace(sign, "")
    return text


def composed(text: str) -> str:
    """NFC in linear time: of a pile of combining marks the first thirty stay."""
    if len(text) > _MOST_MARKS and not text.isascii() and _PILING.search(text[::10]) and _PILED.search(text):
        text = _PILED.sub(_without_pile, text)
    return unicodedata.normalize("NFC", text)


def nfc(text: str) -> str:
    """NFC, without what is invisible or cannot be stored, and with Đ, đ where a Vietnamese word has Ð, ð."""
    if text.isascii() and (text.isprintable() or not _REFUSED.search(text)):
        return text
    return with_vietnamese_d(storable(without_invisible(text)))


def printable(text: str) -> str:
    """One line without what would steer a terminal or turn its text round, such as an old file's name."""
    return _STEERING.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def fold_space(text: str) -> str:
    """`nfc`, every run of white space (no-break spaces too) as one space, none at the ends."""
    return " ".join(nfc(text).split())


def fold(text: str) -> str:
    """ASCII and lower case, for search and comparison: "Đảng  bộ" -> "dang bo"."""
    return " ".join(anyascii(nfc(text)).casefold().split())


def slug(text: str, max_length: int = 100, fallback: str = "") -> str:
    """An ASCII slug of at most `max_length` characters, cut between words; `fallback` if nothing is left."""
    letters = re.sub("['\u2019`]", "", fold(text))
    whole = re.sub("[^a-z0-9]+", "-", letters).strip("-")
    return _cut(whole, max_length) or fallback[:max_length]


def words(text: str) -> list[str]:
    r"""The visible words of a text: `\w+` after `nfc`."""
    return _WORD.findall(nfc(text))


def folded_words(text: str) -> str:
    """`fold`, and only its words: "Số 717/UBND-VP" -> "so 717 ubnd vp".

    What is indexed and what is asked are cut alike by this, whatever a database holds for one word.
    """
    return " ".join(words(fold(text)))


def _without_pile(match: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for sign in match.group():
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= _MOST_MARKS:
            kept.append(sign)
    return "".join(kept)


def _cut(slug: str, max_length: int) -> str:
    if len(slug) <= max_length:
        return slug
    head, _, _ = slug[: max_length + 1].rpartition("-")
    # One endless word has no good place to cut; half a slug is worse than half a word.
    return head if len(head) * 2 >= max_length else slug[:max_length].rstrip("-")


def with_vietnamese_d(text: str) -> str:
    """NFC text with Đ, đ where a Vietnamese word has the Ð, ð of old keyboards."""
    if not _ETH.search(text) or _OWN_ETH.search(text):
        return text
    marked = _VIETNAMESE_ONLY.search(text) is not None
    # One word that is sure makes the whole text Vietnamese, and decides those that were not.
    parts = text.split("<")  # of a page most parts need no look
    doubtful = (word for part in parts if _ETH.search(part) for word in _LETTERS.findall(part))
    vietnamese = any(_eth_is_d(word, marked) for word in doubtful)

    def restore(match: re.Match[str]) -> str:
        word = match.group()
        return word.translate(_ETH_TO_D) if _eth_is_d(word, vietnamese) else word

    return "<".join([_LETTERS.sub(restore, part) if _ETH.search(part) else part for part in parts])


def _eth_is_d(word: str, vietnamese: bool) -> bool:
    """Whether ð in this word stands for đ: a syllable, or an abbreviation such as HĐND or QĐ."""
    if not _ETH.search(word):
        return False
    if _D_SYLLABLE.fullmatch(unicodedata.normalize("NFD", word)):
        return True
    if word.isupper() and len(word) <= 8:
        return vietnamese or not _VOWEL.search(word)
    return vietnamese and word[0] in "\u00d0\u00f0"
