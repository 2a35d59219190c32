"""The charset of a page that is no Unicode: what it declares, unless its letters say otherwise."""

from __future__ import annotations

import html
import re

from ..text import words
from .charsets import LEGACY, charset_by_letters, convert, looks_vietnamese

_CLEARLY = 0.2  # by how much a guess must look more Vietnamese than what the page itself says
_VIETNAMESE = 0.6  # French, German and Portuguese stay below 0.4, the best wrong reading below 0.57
_ENOUGH_WORDS = 3
_SAMPLE_BYTES = 200_000
_WESTERN = ("cp1252", "cp1258")

# What is left open swallows the rest, so that hostile markup takes linear time.
_NOT_TEXT = re.compile(
    rb"<(script|style)\b(?:.*?</\1\s*>|.*)|<!--(?:.*?-->|.*)|<[^<>]*>?", re.IGNORECASE | re.DOTALL
)
_ODD = re.compile("[\x80-\x9f\ufffd\ue000-\uf8ff]")
_MOST_ODD = 0.02
_ASCII = bytes(range(128))


def best_reading(content: bytes, declared: list[str]) -> tuple[str, str]:
    """The text of a page and its charset. `declared` are the codecs that server and page name, in order.

    Single-byte charsets read anything: the declared one stands unless another reading is far better.
    """
    best = _charset(content, declared)
    return _reading(content, best), best


def _charset(content: bytes, declared: list[str]) -> str:
    sample = _sample(content)
    # VISCII makes a letter of every byte, so the legacy charsets are taken on evidence alone.
    usual = list(dict.fromkeys([*declared, *_WESTERN]))
    odd = {name: _oddness(content, name) for name in usual}
    first = next((name for name in usual if odd[name] <= _MOST_ODD), None)
    scores = {name: _score(_reading(sample, name)) for name in dict.fromkeys([*usual, *LEGACY])}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] >= _VIETNAMESE and scores[best] >= scores.get(first or "", 0) + _CLEARLY:
        return best
    # Of what is declared only a Western charset is doubted, or one of two: servers say either of everything.
    if first is None or first in _WESTERN or len(declared) > 1:
        guess = charset_by_letters(sample)
        if guess and (first is None or first in _WESTERN or guess in declared):
            return guess
    odd["utf-8"] = _oddness(content, "utf-8")
    return first or min(["utf-8", *usual], key=lambda name: odd[name])


def _reading(content: bytes, encoding: str) -> str:
    if encoding in LEGACY:
        return convert(content.decode("latin-1"), encoding)
    return content.decode(encoding, "replace")


def _oddness(content: bytes, encoding: str) -> float:
    """The share, 0 to 1, of signs that no page holds on purpose among all beyond ASCII."""
    # In other charsets a byte of ASCII may be half a letter.
    text = _reading(content.translate(None, _ASCII) if encoding in _WESTERN else content, encoding)
    plain = len(text.encode("ascii", "ignore"))
    return len(_ODD.findall(text)) / (len(text) - plain) if len(text) > plain else 0.0


def _sample(content: bytes) -> bytes:
    """What of the visible text is beyond ASCII, or may be by an entity: each piece between spaces once."""
    pieces = _NOT_TEXT.sub(b" ", content[:_SAMPLE_BYTES]).split()
    return b" ".join({piece: None for piece in pieces if b"&" in piece or not piece.isascii()})


def _score(sample: str) -> float:
    """How Vietnamese the text looks; each word counts once, and a handful of words proves nothing."""
    found = {word.lower() for word in words(html.unescape(sample)) if not word.isascii()}
    return looks_vietnamese(" ".join(found)) if len(found) >= _ENOUGH_WORDS else 0.0
