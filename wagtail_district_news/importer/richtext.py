"""Allow-listed HTML to the fixed point of an editor's own converter, with stable block keys."""

from __future__ import annotations

import hashlib
import html as html_module
import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from bs4 import BeautifulSoup

from wagtail_district_news import text

KEY = re.compile(r'\sdata-block-key="[^"]*"')
BLOCK_TAG = re.compile(r"</?(?:p|ul|ol|li|br|hr|h[1-6]|div|table|tr|td|th|blockquote)\b[^>]*>", re.IGNORECASE)
ANY_TAG = re.compile(r"<[^>]*>")
ROUNDS = 6  # the converter settles in one or two; more would be a circle
LINK_KEYS = ("href", "linktype", "id")

LinkAttributes = Mapping[str, str]
Resolve = Callable[[str], LinkAttributes | None]


def without_keys(html: str) -> str:
    """Return rich text without the block keys that the editor adds."""
    return KEY.sub("", html)


def visible_words(html: str) -> list[str]:
    """Return the words that a reader sees in rich text; inline tags do not split a word."""
    spaced = BLOCK_TAG.sub(" ", html)
    return text.words(html_module.unescape(ANY_TAG.sub("", spaced)))


def missing_words(before: list[str], after: list[str]) -> tuple[str, ...]:
    """Return the words of `before` that `after` no longer has, in the order of `before`."""
    gone = Counter(before) - Counter(after)
    missing = []
    for word in before:
        if gone[word] > 0:
            gone[word] -= 1
            missing.append(word)
    return tuple(missing)


def converter_of(block: Any) -> Any | None:
    """Return the converter of a rich text block's own editor, or None if that editor has none."""
    return getattr(block.field.widget, "converter", None)


def relink(html: str, resolve: Resolve) -> str:
    """Return the HTML with every link as `resolve` wants it; None takes the link away and keeps its words.

    The output is what the editor's converter needs: `<br/>` closed, no paragraph inside a list entry.
    """
    if "<" not in html:
        return html
    tree = BeautifulSoup(html, "html.parser")
    for link in tree.find_all("a"):
        attributes = resolve(str(link.get("href") or ""))
        if attributes is None:
            link.unwrap()
        else:
            link.attrs = {name: attributes[name] for name in LINK_KEYS if name in attributes}
    for paragraph in tree.select("li p"):
        if paragraph.find_next_sibling():
            paragraph.insert_after(tree.new_tag("br"))
        paragraph.unwrap()
    return tree.decode(formatter="minimal")


def settle(html: str, block: Any, seed: str) -> tuple[str, tuple[str, ...]]:
    """Return (rich text that the block's editor saves as it is, words that it could not hold).

    Keys are made from `seed`, so that the same page gives the same bytes on every run.
    """
    if "<hr" not in html and not plain_text(html):
        return "", ()  # what a browser posts of an editor without text
    converter = converter_of(block)
    before = visible_words(html)
    if converter is None:
        return html, ()
    settled = _fixed_point(html, converter)
    if settled is None or missing_words(before, visible_words(settled)):
        plain = _plain_paragraphs(html)
        settled = _fixed_point(plain, converter) or plain
    return _stable_keys(settled, seed), missing_words(before, visible_words(settled))


def _fixed_point(html: str, converter: Any) -> str | None:
    current = html
    for _round in range(ROUNDS):
        try:
            following = converter.to_database_format(converter.from_database_format(current)) or ""
        except (AssertionError, KeyError, ValueError, TypeError, IndexError, AttributeError):
            return None  # the converter's way of saying that it cannot hold this markup
        if without_keys(following) == without_keys(current):
            return following
        current = following
    return None


def _plain_paragraphs(html: str) -> str:
    """Return the same words without any markup but paragraphs: what every editor can hold."""
    lines = (ANY_TAG.sub("", part).strip() for part in BLOCK_TAG.split(html))
    return "".join(f"<p>{line}</p>" for line in lines if line)


def _stable_keys(html: str, seed: str) -> str:
    count = 0

    def replace(_match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        digest = hashlib.sha256(f"{seed}|{count}".encode()).hexdigest()
        return f' data-block-key="{digest[:5]}"'

    return KEY.sub(replace, html)


def escape(value: str) -> str:
    """Return text as HTML, as the editor's converter writes it."""
    return html_module.escape(value, quote=False)


def plain_text(html: str) -> str:
    """Return the text of inline HTML on one line."""
    return text.fold_space(html_module.unescape(ANY_TAG.sub("", BLOCK_TAG.sub(" ", html))))
