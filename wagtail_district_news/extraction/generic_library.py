"""What kept libraries find on a page that nothing was learned about: text, title and date."""

from __future__ import annotations

import html
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from ..text import words
from .limits import names
from .parse import TEXT, Tree
from .shapes import UNSEEN_TAGS

# What is larger is no article, and would take the libraries longer than a page may take: some of their work
# grows with the depths of all nodes together. A long article of an encyclopedia has 25,000 nodes, 300,000 deep.
LONGEST = 1_500_000  # characters
MOST_NODES = 40_000
MOST_DEPTHS = 1_000_000
# Readability hardly ever takes more than there is; where it takes so many times more, the other stopped early.
STOPPED_EARLY = 1.75
_LOGGERS = ("trafilatura", "htmldate", "readability", "readability.readability", "courlan", "justext")
_RAW_TAGS = UNSEEN_TAGS - {"template", "head", "title"} | {"xmp"}
_VOID_TAGS = names(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """`text` is the article's, a block a line; `title` and `date` (ISO 8601) are "" where none was found."""

    text: str = ""
    title: str = ""
    date: str = ""


def missing_library() -> str:
    """The name of a package of the extra that is not installed, "" where all are."""
    for name, package in (("trafilatura", "trafilatura"), ("readability", "readability-lxml")):
        try:
            __import__(name)
        except ImportError:
            return package
    return ""


def ask(tree: Tree) -> Answer | None:
    """What the libraries find on a page: nothing where they fail at it, None where it is too large for them."""
    if len(tree.nodes) > MOST_NODES or _depths(tree) > MOST_DEPTHS:
        return None
    markup = markup_of(tree)
    if len(markup) > LONGEST:
        return None
    with _silent():
        answer = _by_trafilatura(markup)
        other = _by_readability(markup)
    if len(words(other)) > STOPPED_EARLY * len(words(answer.text)):
        return Answer(other, answer.title, answer.date)
    return answer


def _depths(tree: Tree) -> int:
    """The depths of all nodes together: each counts once for every element that holds it."""
    return sum(node.end - node.index - 1 for node in tree.nodes)


def _by_trafilatura(markup: str) -> Answer:
    import trafilatura

    # Libraries raise whatever they like at odd markup, and no page may end a run.
    with suppress(Exception):
        # Only a date that the page declares is taken; a search for others would take half of the time.
        declared = trafilatura.settings.set_date_params(extensive=False)
        found = trafilatura.bare_extraction(
            markup, include_comments=False, with_metadata=True, date_extraction_params=declared
        )
        if isinstance(found, trafilatura.settings.Document):
            return Answer(found.text or "", found.title or "", found.date or "")
    return Answer()


def _by_readability(markup: str) -> str:
    from lxml.html import fromstring
    from readability import Document

    with suppress(Exception):
        return "\n".join(fromstring(Document(markup).summary()).itertext())
    return ""


@contextmanager
def _silent() -> Iterator[None]:
    """Keep the libraries from writing to the shell."""
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


def markup_of(tree: Tree) -> str:
    """A page as HTML again: as browsers read it, decoded, its scripts left out but for linked data."""
    out = ["<!DOCTYPE html>"]
    stack: list[tuple[int, str]] = []
    skip = 0
    for node in tree.nodes:
        if node.index < skip:
            continue
        while stack and node.index >= stack[-1][0]:
            out.append(f"</{stack.pop()[1]}>")
        if node.tag == TEXT:
            raw = node.parent is not None and node.parent.tag in _RAW_TAGS
            out.append(node.text if raw else html.escape(node.text, quote=False))
            continue
        if node.tag == "style" or (node.tag == "script" and "json" not in node.attributes.get("type", "")):
            skip = node.end
            continue
        named = "".join(f' {name}="{html.escape(value)}"' for name, value in node.attributes.items())
        out.append(f"<{node.tag}{named}>")
        if node.tag not in _VOID_TAGS:
            stack.append((node.end, node.tag))
    out += [f"</{tag}>" for _, tag in reversed(stack)]
    return "".join(out)
