"""One page laid open for a mutation: its tree, its row, its parts, and what may be put where."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from random import Random
from typing import Any
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .anatomy import TABLE_PARTS, Anatomy, ancestors, dissect, is_inside, whole
from .phrases import Phrases
from .site import Site, decode, fold, squeeze

# A tree takes texts alone, so markup travels as a numbered mark and is put in when the page is written.
_OPEN, _CLOSE, _CUT = "\U0010fff0", "\U0010fff1", "\U0010fff2"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")


class OpenPage:
    """The workspace of one mutation on one page."""

    def __init__(self, site: Site, path: str, dice: Random) -> None:
        self.site, self.path, self.dice = site, path, dice
        text, self._encoding = decode(site.pages[path])
        self.tree = LexborHTMLParser(text)
        self.row: dict[str, Any] = dict(site.truth[path])
        self.phrases = Phrases(site.language)
        self.changed = False
        self._marks: list[str] = []
        self._rewritten: str | None = None

    @property
    def is_news(self) -> bool:
        return self.row["page_type"] in ("article", "notice")

    @property
    def is_article(self) -> bool:
        return self.row["page_type"] == "article"

    @cached_property
    def is_older(self) -> bool:
        """Whether the page belongs to the older half of the site's news; of other pages, every second."""
        if not self.is_news:
            return bool(sorted(self.site.pages).index(self.path) % 2)
        return self.site.by_age.index(self.path) < len(self.site.by_age) / 2

    @property
    def body(self) -> LexborNode:
        assert self.tree.body is not None
        return self.tree.body

    @cached_property
    def parts(self) -> Anatomy:
        return dissect(self.body, self.row)

    @cached_property
    def span(self) -> list[LexborNode]:
        """The children of the container from the first of the body to the last, texts among them."""
        parts = self.parts
        if parts.container is None:
            return []
        children = list(parts.container.iter(include_text=True))
        places = [child.mem_id for child in children]
        return children[places.index(parts.first.mem_id) : places.index(parts.last.mem_id) + 1]  # type: ignore[union-attr]

    @cached_property
    def blocks(self) -> list[LexborNode]:
        """Of the body's children those that are elements with a text of their own."""
        return [node for node in self.span if node.is_element_node and fold(node.text())]

    @cached_property
    def end(self) -> LexborNode | None:
        """What is last of the article: furniture below an article comes after it."""
        parts = self.parts
        if parts.container is None or not parts.flat:
            return parts.container
        for child in reversed(list(parts.container.iter(include_text=True))):
            if child.mem_id == parts.last.mem_id or any(  # type: ignore[union-attr]
                part is not None and is_inside(part, child) for part in (parts.title, parts.date)
            ):
                return child
        return parts.last

    @cached_property
    def start(self) -> LexborNode | None:
        """The title with all that says no more than it."""
        return whole(self.parts.title) if self.parts.title is not None else None

    def markup(self, html: str) -> str:
        """A mark that becomes `html` when the page is written."""
        self.changed = True
        self._marks.append(html)
        return f"{_OPEN}{len(self._marks) - 1}{_CLOSE}"

    def before(self, node: LexborNode, html: str) -> None:
        """Put markup before a node; inside of it, where it is a cell, and before its table, where it is a row."""
        if node.tag in ("td", "th", "body"):
            self.prepend(node, html)
        else:
            _out_of_rows(node).insert_before(self.markup(html))

    def after(self, node: LexborNode, html: str) -> None:
        """Put markup after a node, with the same care for cells and rows."""
        if node.tag in ("td", "th", "body"):
            node.insert_child(self.markup(html))
        else:
            _out_of_rows(node).insert_after(self.markup(html))

    def prepend(self, node: LexborNode, html: str) -> None:
        if node.first_child is None:
            node.insert_child(self.markup(html))
        else:
            node.first_child.insert_before(self.markup(html))

    def append(self, node: LexborNode, html: str) -> None:
        node.insert_child(self.markup(html))

    def around(self, first: LexborNode, last: LexborNode, opening: str, closing: str) -> None:
        """Put markup around a run of siblings, wherever they are."""
        first.insert_before(self.markup(opening))
        last.insert_after(self.markup(closing))

    def fill(self, node: LexborNode, html: str) -> None:
        """Let an element hold nothing but `html`."""
        for child in list(node.iter(include_text=True)):
            child.remove()
        node.insert_child(self.markup(html))

    def say(self, node: LexborNode, old: str, html: str) -> bool:
        """Let `html` stand for the text `old` in an element; False where it is not there in one piece."""
        for text in [piece for piece in texts_of(node) if fold(old) in fold(piece.text())]:
            raw = text.text() or ""
            left, _, right = fold(raw).partition(fold(old))
            before, after = " " * raw[:1].isspace(), " " * raw[-1:].isspace()
            text.replace_with(f"{before}{left}{self.markup(html)}{right}{after}")
            return True
        if squeeze(node.text()) == squeeze(old):
            self.fill(node, html)
            return True
        return False

    def cut_after(self, node: LexborNode) -> None:
        """Let the page's source end after a node, as if the line had gone dead."""
        node.insert_after(_CUT)
        self.changed = True

    def resolve(self, href: str) -> str | None:
        """The page of the site that a link on this page leads to."""
        return resolve(self.site, self.path, href)

    def link_to(self, path: str) -> str:
        """The address of another page of the site, seen from this one."""
        return posixpath.relpath(path, posixpath.dirname(self.path) or ".")

    def rewrite(self, change: Callable[[str], str]) -> None:
        """Change the page's source as a whole, well formed as it is here: nothing of the tree comes after."""
        self._rewritten = change(self.html())
        self.changed = True

    def html(self) -> str:
        """The page's source with all marks put in."""
        if self._rewritten is not None:
            return self._rewritten
        text = self.tree.html or ""
        for _ in range(6):  # what was put in may hold marks itself
            text, count = _MARK.subn(lambda mark: self._marks[int(mark[1])], text)
            if not count:
                break
        return text.partition(_CUT)[0]

    def content(self) -> bytes:
        return self.html().encode(self._encoding, "xmlcharrefreplace")


def resolve(site: Site, path: str, href: str) -> str | None:
    """The page of `site` that `href` on the page `path` leads to, None for all others."""
    try:
        target = unquote(urlsplit(href).path)
    except ValueError:
        return None
    if not target or href.lower().startswith(("javascript:", "mailto:", "data:")):
        return None
    base = "" if target.startswith("/") else posixpath.dirname(path)
    joined = posixpath.normpath(posixpath.join(base, target.lstrip("/")))
    for guess in (joined, f"{joined}/index.html", f"{joined}.html", joined.replace(".aspx", "-aspx.html")):
        if guess in site.pages:
            return guess
    return None


def texts_of(node: LexborNode) -> Iterator[LexborNode]:
    """The text nodes under an element, scripts left out."""
    for piece in list(node.traverse(include_text=True)):
        if piece.is_text_node and (
            piece.parent is None or piece.parent.tag not in ("script", "style", "textarea")
        ):
            yield piece


def _out_of_rows(node: LexborNode) -> LexborNode:
    if node.tag not in TABLE_PARTS:
        return node
    return next((above for above in ancestors(node) if above.tag not in TABLE_PARTS), node)
