"""What would stall or exhaust any parser is refused before one sees it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from .messages import say

MAX_CHARACTERS = 20_000_000
MAX_TAGS = 200_000
MAX_DEPTH = 2_000
FEW_TAGS = 10_000  # with so few no parser stalls, however they are nested
MAX_COMPARED = 1_000_000_000  # 30,000 attributes of one tag
HARMLESS_ATTRIBUTES = 30_000  # pieces between white space: their square is below MAX_COMPARED
HARMLESS_BYTES = 100_000  # so many names, no two of them alike, take more; those that are cost nothing
HARMLESS_TAG = 2_000  # characters
MAX_ADDRESS = 20_000  # characters; servers refuse from 8,000 on
MAX_HOST = 255
MAX_REOPENED = 2_000_000  # a parser reopens unclosed <b>, <font> ... in every later block


def names(text: str) -> frozenset[str]:
    """A set of names, from a text that lists them."""
    return frozenset(text.split())


_SPACES = b" \t\n\r\v\f"
_VOID = names("area base basefont bgsound br col embed frame hr img input link meta param source track wbr")
_FORMATTING = names("a b big code em font i nobr s small strike strong tt u")
_CLOSED_BY_THEIR_LIKE = names("p li option optgroup dt dd td th tr tbody thead tfoot rp rt")
# With what is in quotes. It always matches, and the next tag is looked for behind it: so it is linear.
_WHOLE_TAG = re.compile(r"""<[a-zA-Z](?:[^"'>]++|"[^"]*+"?|'[^']*+'?)*""")
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*")
_ALONE = names("a nobr")  # of these the next one closes the last: only one is ever reopened


def _in_any_case(name: str) -> str:
    """A pattern for a name: far faster to match than one that is told to ignore case."""
    return "".join(f"[{letter}{letter.upper()}]" for letter in name)


_OPENS_FORMAT = re.compile(
    rf"<(?:{'|'.join(map(_in_any_case, sorted(_FORMATTING - _ALONE)))})(?![a-zA-Z0-9])"
)


class PageError(Exception):
    """A page that cannot be read; its Message is the reason, in plain words."""


def check_limits(text: str, utf8: bytes) -> bool:
    """Refuse what would stall any parser, before one sees it. Raises PageError. `utf8` is the same text.

    Returns whether the depth is still to be checked: of a page of few tags it is known faster once it is parsed.
    """
    if len(text) > MAX_CHARACTERS:
        raise PageError(say("the page is longer than %(limit)s characters", limit=MAX_CHARACTERS))
    if not text or text.isspace():
        raise PageError(say("the file is empty"))
    _check_attributes(text, utf8)
    most = text.count("<")
    if most < MAX_DEPTH and most * most < 4 * MAX_REOPENED:  # half of them open, half reopen all those
        return False
    opening = most - text.count("</")
    few = most < FEW_TAGS or (most < MAX_TAGS and opening < MAX_DEPTH)
    if few and (
        _reopened(opening, most) < MAX_REOPENED
        or _reopened(len(_OPENS_FORMAT.findall(text)) + len(_ALONE), most) < MAX_REOPENED
    ):
        return opening >= MAX_DEPTH
    tags = _TAG.findall(text)
    if len(tags) > MAX_TAGS:
        raise PageError(say("the page holds more than %(limit)s tags", limit=MAX_TAGS))
    written = Counter(tags)
    kinds = {tag: _kind(tag) for tag in written}
    formatting = sum(n for tag, n in written.items() if kinds[tag].formats and not kinds[tag].closes)
    opened = sum(n for tag, n in written.items() if not kinds[tag].closes and not kinds[tag].is_void)
    if opened > MAX_DEPTH or formatting * len(tags) > MAX_REOPENED:
        _check_nesting(map(kinds.__getitem__, tags))
    return False


def too_deep() -> PageError:
    """What to raise for a page whose tags are nested deeper than MAX_DEPTH."""
    return PageError(say("the page nests its tags deeper than %(limit)s levels", limit=MAX_DEPTH))


def _reopened(formatting: int, tags: int) -> int:
    """The most that could be reopened where up to so many of the tags open formatting, and the others reopen it."""
    open_now = min(formatting, tags // 2)
    return open_now * (tags - open_now)


class _Kind(NamedTuple):
    """What a tag is: "<B" and "</b" are of one name."""

    name: str
    closes: bool
    is_void: bool
    formats: bool
    ends_its_like: bool  # the one before it ends where it begins


def _kind(tag: str) -> _Kind:
    name = tag.lower().lstrip("</")
    return _Kind(name, tag[1] == "/", name in _VOID, name in _FORMATTING, name in _CLOSED_BY_THEIR_LIKE)


def _check_attributes(text: str, utf8: bytes) -> None:
    """Refuse tags of very many attributes: a parser compares each of a tag with all before it."""
    if len(utf8) < HARMLESS_BYTES or _count_spaces(utf8) < HARMLESS_ATTRIBUTES:
        return
    work = 0
    for tag in _WHOLE_TAG.finditer(text):
        length = tag.end() - tag.start()
        if length > HARMLESS_TAG:
            work += len(tag.group().split()) ** 2
        if work > MAX_COMPARED:
            raise PageError(say("a tag of the page has more attributes than can be read"))


def _count_spaces(utf8: bytes) -> int:
    return len(utf8) - len(utf8.translate(None, _SPACES))


def _check_nesting(tags: Iterable[_Kind]) -> None:
    """Follow the tags in order: how deep, and how often unclosed formatting would be opened again."""
    open_now: dict[str, int] = {}
    depth = formatting = reopened = 0
    for name, closes, is_void, formats, ends_its_like in tags:
        if is_void:
            continue
        is_open = open_now.get(name, 0)
        if closes:
            if is_open:
                open_now[name] = is_open - 1
                depth -= 1
                formatting -= formats
        elif not ends_its_like or not is_open:
            open_now[name] = is_open + 1
            depth += 1
            formatting += formats
            if depth > MAX_DEPTH:
                raise too_deep()
        if not formats:
            reopened += formatting
    if reopened > MAX_REOPENED:
        raise PageError(say("the page never closes its formatting, and would grow without bound"))
