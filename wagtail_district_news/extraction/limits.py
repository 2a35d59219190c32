"""What would stall or exhaust any parser is refused before one sees it."""

from __future__ import annotations

import re
from collections import Counter

from .messages import say

MAX_CHARACTERS = 20_000_000
MAX_TAGS = 200_000
MAX_DEPTH = 2_000
MAX_COMPARED = 1_000_000_000  # 30,000 attributes of one tag
HARMLESS_ATTRIBUTES = 30_000  # pieces between white space: their square is below MAX_COMPARED
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
_OPENS_FORMAT = re.compile(rf"<(?i:{'|'.join(sorted(_FORMATTING))})(?![a-zA-Z0-9])")


class PageError(Exception):
    """A page that cannot be read; its Message is the reason, in plain words."""


def check_limits(text: str) -> None:
    """Refuse what would stall any parser, before one sees it. Raises PageError."""
    if len(text) > MAX_CHARACTERS:
        raise PageError(say("the page is longer than %(limit)s characters", limit=MAX_CHARACTERS))
    if not text.strip():
        raise PageError(say("the file is empty"))
    _check_attributes(text)
    most = text.count("<")
    if most < MAX_DEPTH and most * most < 4 * MAX_REOPENED:  # half of them open, half reopen all those
        return
    opening = most - text.count("</")
    few = most < MAX_TAGS and opening < MAX_DEPTH
    if few and (opening * most < MAX_REOPENED or len(_OPENS_FORMAT.findall(text)) * most < MAX_REOPENED):
        return
    tags = _TAG.findall(text)
    if len(tags) > MAX_TAGS:
        raise PageError(say("the page holds more than %(limit)s tags", limit=MAX_TAGS))
    counts = Counter(tag.lower() for tag in tags)
    formatting = sum(counts["<" + name] for name in _FORMATTING)
    opened = sum(n for tag, n in counts.items() if tag[1] != "/" and tag[1:] not in _VOID)
    if opened > MAX_DEPTH or formatting * len(tags) > MAX_REOPENED:
        _check_nesting([tag.lower() for tag in tags])


def _check_attributes(text: str) -> None:
    """Refuse tags of very many attributes: a parser compares each of a tag with all before it."""
    if len(text) < 2 * HARMLESS_ATTRIBUTES or _count_spaces(text) < HARMLESS_ATTRIBUTES:
        return
    work = 0
    for tag in _WHOLE_TAG.finditer(text):
        length = tag.end() - tag.start()
        if length > HARMLESS_TAG:
            work += len(tag.group().split()) ** 2
        if work > MAX_COMPARED:
            raise PageError(say("a tag of the page has more attributes than can be read"))


def _count_spaces(text: str) -> int:
    content = text.encode("utf-8", "replace")
    return len(content) - len(content.translate(None, _SPACES))


def _check_nesting(tags: list[str]) -> None:
    """Follow the tags in order: how deep, and how often unclosed formatting would be opened again."""
    open_now: Counter[str] = Counter()
    depth = formatting = reopened = 0
    for tag in tags:
        name = tag.lstrip("</")
        if name in _VOID:
            continue
        if tag[1] == "/":
            if open_now[name]:
                open_now[name] -= 1
                depth -= 1
                formatting -= name in _FORMATTING
        elif name not in _CLOSED_BY_THEIR_LIKE or not open_now[name]:
            open_now[name] += 1
            depth += 1
            formatting += name in _FORMATTING
        if name not in _FORMATTING:
            reopened += formatting
        if depth > MAX_DEPTH:
            raise PageError(say("the page nests its tags deeper than %(limit)s levels", limit=MAX_DEPTH))
        if reopened > MAX_REOPENED:
            raise PageError(say("the page never closes its formatting, and would grow without bound"))
