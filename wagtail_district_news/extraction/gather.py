"""Gathers what a walk over a body meets: texts into paragraphs and list entries, links, pictures."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from . import clean
from .blocks import Block, Cell, Entry, Paragraph, Picture
from .documents import Attachment, Image, Issue
from .inline import LINE_BREAK, Run, break_between, paragraphs, tidy
from .limits import MAX_ADDRESS
from .markup import alt_text, is_tiny, picture_address
from .messages import Message, say
from .parse import Node, Tree
from .values import text_of

LONGEST_DETAIL = 200


class Context(NamedTuple):
    """What a node inherits from the elements around it."""

    marks: int = 0
    href: str = ""
    origin: int = 0  # the block element around it
    centred: bool = False
    level: int = 0  # of the heading around it
    caption: bool = False
    literal: bool = False  # inside pre
    lists: tuple[tuple[int, bool], ...] = ()
    entry: int = 0  # the li around it
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """The page around a body: `left_out` are nodes that belong elsewhere, `captions` those that are one."""

    tree: Tree
    left_out: tuple[int, ...] = ()  # in document order
    captions: frozenset[int] = frozenset()

    def is_cut(self, node: Node) -> bool:
        """Whether anything inside a node belongs elsewhere."""
        place = bisect_right(self.left_out, node.index)
        return place < len(self.left_out) and self.left_out[place] < node.end


@dataclass(slots=True)
class Converted:
    """What a body became. `consumed` are the text nodes whose words are in the blocks."""

    blocks: list[Block] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    issues: dict[Issue, None] = field(default_factory=dict)  # each once, in order
    consumed: set[int] = field(default_factory=set)

    def absorb(self, inner: Converted, blocks: Iterable[Block] = ()) -> None:
        """Take over what another walk found, but of its blocks only those given."""
        self.blocks += blocks
        self.attachments += inner.attachments
        self.issues.update(inner.issues)
        self.consumed |= inner.consumed


class Gatherer:
    """Holds the paragraph that is being gathered, and what came before it."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.out = Converted()
        self._consume = self.out.consumed.add
        self._runs: list[Run] = []
        self._has_words = False  # whether any of the runs shows something
        self._has_breaks = False
        self._context = Context()

    def text(self, node: Node, context: Context) -> None:
        """Add a text node to the paragraph."""
        if not node.seen:
            return
        self._consume(node.index)
        text = node.text
        if not text.isspace():
            self._context = context
            self._has_words = True
        elif not self._runs:
            return  # white space before a paragraph
        if context.literal:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self._has_breaks = True
                    self._runs.append(LINE_BREAK)
                self._runs.append(Run(line, context.marks, context.href))
        else:
            self._runs.append(Run(text, context.marks, context.href))

    def line_break(self, context: Context) -> None:
        """Add a line break to the paragraph."""
        if not self._has_words:
            self._context = context
        self._has_breaks = True
        self._runs.append(LINE_BREAK)

    def flush(self) -> None:
        """End the paragraph."""
        if not self._has_words:
            if self._runs:
                self._runs.clear()
                self._has_breaks = False
            return
        runs, self._runs = self._runs, []
        parts = paragraphs(runs) if self._has_breaks else filter(None, (tidy(runs),))
        self._has_words = self._has_breaks = False
        context = self._context
        for part in parts:
            if context.entry and context.lists and not context.level:
                self._entry(part, context)
            else:
                place = (context.origin, context.centred, context.level, context.caption, context.cell)
                self.out.blocks.append(Paragraph(part, *place))

    def _entry(self, runs: list[Run], context: Context) -> None:
        last = self.out.blocks[-1] if self.out.blocks else None
        if isinstance(last, Entry) and last.owner == context.entry and last.lists == context.lists:
            last.runs += [break_between(last.runs[-1], runs[0]), *runs]  # both are tidy already
        else:
            self.out.blocks.append(Entry(runs, context.entry, context.lists))

    def link(self, node: Node) -> str:
        """The href of a link that stays, "" where only its text does. Documents are remembered."""
        raw = node.attributes.get("href", "")
        address = clean.link(raw)
        if address is None:
            self._blame_link(raw)
            return ""
        if clean.is_document(address):
            title = text_of(self.setting.tree, node) or node.attributes.get("title", "").strip()
            self.out.attachments.append(Attachment(address, title))
        return address

    def _blame_link(self, raw: str) -> None:
        kind = clean.scheme(raw)
        if kind in ("javascript", "vbscript"):
            self.issue("script-link", say("a link that ran a script became plain text"), raw)
        elif len(raw) > MAX_ADDRESS:
            self.issue("long-address", _too_long(), raw)
        elif kind:
            message = say("a link to “%(kind)s:” became plain text: nobody else can open it", kind=kind)
            self.issue("local-link", message, raw)

    def picture(self, node: Node, context: Context) -> None:
        """Add a picture, or say that it can be had from nowhere."""
        raw = picture_address(node)
        source = clean.picture_source(raw)
        if source is None:
            if raw:
                message = say("a picture was never on the portal: it points into its author's computer")
                long = len(raw) > MAX_ADDRESS
                code = "long-address" if long else "local-picture"
                self.issue(code, _too_long() if long else message, raw, loss=True)
            return
        self.flush()
        is_icon = bool(context.href) and clean.is_document(context.href)
        image = Image(source, alt_text(node), decorative=is_icon or is_tiny(node))
        self.out.blocks.append(Picture(image, context.origin, context.centred, context.cell))

    def issue(self, code: str, message: str, detail: str, loss: bool = False) -> None:
        """Note an issue, once."""
        self.out.issues[Issue(code, message, loss, detail[:LONGEST_DETAIL])] = None


def _too_long() -> Message:
    return say(
        "an address of more than %(limit)s characters was dropped: no server answers it", limit=MAX_ADDRESS
    )
