"""The body of an article, as a walk over its markup that builds only what is on the allow list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from . import clean
from .blocks import BLOCK_TAGS, Block, Cell, Entry, Paragraph, Picture, Solid, joined
from .documents import Attachment, Embed, Image, Issue, Quote, Table
from .inline import BREAK, Run, paragraphs, plain, tidy, to_html
from .markup import alt_text, embedded_address, is_centred, is_tiny, marks_of, picture_address, says_caption, words_of
from .parse import TEXT, Node, Tree
from .tables import Grid, even_rows, is_data, read_grid

_HEADING = re.compile(r"h([1-6])")
_EMBED_TAGS = frozenset(("iframe", "embed", "object", "video", "audio"))
_DROPPED_TAGS = frozenset(("option", "select", "textarea", "button", "input"))  # controls of a form
_LONGEST_QUOTE = 1_500


@dataclass(frozen=True, slots=True)
class Context:
    """What a node inherits from the elements around it."""

    marks: int = 0
    href: str = ""
    origin: int = 0
    centred: bool = False
    level: int = 0
    caption: bool = False
    literal: bool = False  # inside pre
    lists: tuple[tuple[int, bool], ...] = ()
    entry: int = 0  # the li around it
    cell: Cell | None = None


@dataclass(slots=True)
class Converted:
    """What a body became. `consumed` are the text nodes whose words are in the blocks."""

    blocks: list[Block] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    consumed: set[int] = field(default_factory=set)


class Converter:
    """Walks one or more nodes of a page. `leave_out` says which nodes belong elsewhere, by index."""

    def __init__(
        self,
        tree: Tree,
        leave_out: Callable[[int], bool],
        captions: frozenset[int] = frozenset(),
        is_decorative: Callable[[str], bool] = lambda source: False,
    ) -> None:
        self._tree = tree
        self._leave_out = leave_out
        self._captions = captions
        self._is_decorative = is_decorative
        self._out = Converted()
        self._runs: list[Run] = []
        self._context = Context()
        self._cells: dict[int, Cell] = {}

    def convert(self, roots: Iterable[Node]) -> Converted:
        """Convert the nodes in order, as one body."""
        for root in roots:
            self._walk(root, Context(origin=root.index))
            self._flush()
        return self._out

    def _walk(self, root: Node, context: Context) -> None:
        """Depth first without recursion: an entry without context marks the end of a block element."""
        stack: list[tuple[Node, Context | None]] = [(root, context)]
        while stack:
            node, inherited = stack.pop()
            if inherited is None:
                self._flush()
                continue
            if node.tag == TEXT:
                self._text(node, inherited)
                continue
            if node is not root and self._leave_out(node.index):
                continue
            own = self._enter(node, inherited)
            if own is None:
                continue
            if node.tag in BLOCK_TAGS:
                stack.append((node, None))
            stack.extend((child, own) for child in reversed(node.children))

    def _enter(self, node: Node, context: Context) -> Context | None:
        """Take in an element. Returns what its children inherit, None where nothing is to be read in it."""
        tag = node.tag
        if tag in _EMBED_TAGS:
            return self._embed(node, context)
        if not node.seen or tag in _DROPPED_TAGS:
            return None
        if tag == "img":
            self._picture(node, context)
            return None
        if tag == "br":
            self._runs.append(Run(BREAK))
            self._context = context
            return None
        if tag in BLOCK_TAGS or tag == "hr":
            self._flush()
            if tag == "table":
                return self._table(node, context)
            if tag == "blockquote" and self._quote(node):
                return None
            return self._block(node, context)
        return self._inline(node, context)

    def _inline(self, node: Node, context: Context) -> Context:
        marks = marks_of(node, context.marks)
        href = context.href
        if node.tag == "a":
            href = self._link(node)
        caption = context.caption or says_caption(node) or node.index in self._captions
        if (marks, href, caption) == (context.marks, context.href, context.caption):
            return context
        return replace(context, marks=marks, href=href, caption=caption)

    def _block(self, node: Node, context: Context) -> Context:
        tag = node.tag
        heading = _HEADING.fullmatch(tag)
        lists, entry = context.lists, context.entry
        if tag in ("ul", "ol", "dir", "menu"):
            lists = (*lists, (node.index, tag == "ol"))
        elif tag == "li":
            entry = node.index
        return replace(
            context,
            marks=marks_of(node, context.marks),
            origin=node.index,
            centred=is_centred(node, context.centred),
            level=max(2, min(int(heading[1]), 4)) if heading else context.level,
            caption=context.caption or tag == "figcaption" or says_caption(node) or node.index in self._captions,
            literal=context.literal or tag == "pre",
            lists=lists,
            entry=entry,
            cell=self._cells.get(node.index, context.cell),
        )

    def _text(self, node: Node, context: Context) -> None:
        if not node.seen:
            return
        self._out.consumed.add(node.index)
        if context.literal and "\n" in node.text:
            for number, line in enumerate(node.text.split("\n")):
                if number:
                    self._runs.append(Run(BREAK))
                self._runs.append(Run(line, context.marks, context.href))
        else:
            self._runs.append(Run(node.text, context.marks, context.href))
        if not node.text.isspace():
            self._context = context

    def _flush(self) -> None:
        """End the paragraph that is being gathered."""
        runs, self._runs = self._runs, []
        if not runs:
            return
        context = self._context
        for part in paragraphs(runs):
            if context.lists and context.entry and not context.level:
                self._entry(part, context)
            else:
                self._out.blocks.append(
                    Paragraph(part, context.origin, context.centred, context.level, context.caption, context.cell)
                )

    def _entry(self, runs: list[Run], context: Context) -> None:
        last = self._out.blocks[-1] if self._out.blocks else None
        if isinstance(last, Entry) and last.owner == context.entry and last.lists == context.lists:
            last.runs = tidy([*last.runs, Run(BREAK), *runs])
        else:
            self._out.blocks.append(Entry(runs, context.entry, context.lists))

    def _link(self, node: Node) -> str:
        """The href of a link that stays, "" where only its text does."""
        raw = node.attributes.get("href", "")
        address = clean.link(raw)
        if address is None:
            self._blame_link(raw)
            return ""
        if clean.is_document(address):
            title = words_of(self._tree, node)
            self._out.attachments.append(Attachment(address, title or node.attributes.get("title", "").strip()))
        return address

    def _blame_link(self, raw: str) -> None:
        kind = clean.scheme(raw)
        if kind in ("javascript", "vbscript"):
            self._issue("script-link", "A link that ran a script became plain text", raw)
        elif kind:
            self._issue("local-link", f"A link to “{kind}:” became plain text: nobody else can open it", raw)

    def _issue(self, code: str, message: str, detail: str, loss: bool = False) -> None:
        issue = Issue(code, message, loss, detail[:200])
        if issue not in self._out.issues:
            self._out.issues.append(issue)

    def _picture(self, node: Node, context: Context) -> None:
        raw = picture_address(node)
        source = clean.picture_source(raw)
        if source is None:
            if raw:
                self._issue("local-picture", "A picture was never on the portal: it points into its author's computer", raw, True)
            return
        self._flush()
        image = Image(source, alt_text(node), decorative=is_tiny(node) or self._is_decorative(source))
        self._out.blocks.append(Picture(image, context.origin, context.centred, context.cell))

    def _embed(self, node: Node, context: Context) -> Context | None:
        if node.parent is not None and not node.parent.seen:
            return None
        raw = embedded_address(self._tree, node)
        if raw and clean.is_document(clean.reference(raw)):
            self._flush()
            self._document(clean.reference(raw), node)
        elif raw and clean.reference(raw).split("?")[0].lower().endswith(".swf"):
            self._issue("flash", "A Flash film was dropped: no browser plays it", raw, True)
        elif raw and (address := clean.embed_address(raw)):
            self._flush()
            self._out.blocks.append(Solid(Embed(address, node.attributes.get("title", "").strip())))
        # The words in an object are what a browser without the plug-in shows; those in a film, too.
        return context if node.tag in ("object", "video", "audio") and node.seen and not raw else None

    def _document(self, address: str, node: Node) -> None:
        attachment = Attachment(address, node.attributes.get("title", "").strip())
        self._out.attachments.append(attachment)
        self._out.blocks.append(Solid(attachment))

    def _quote(self, node: Node) -> bool:
        """Take a blockquote as a quote, unless it only indents."""
        inside = self._tree.inside(node)[1:]
        tags = {n.tag for n in inside}
        if tags & {"img", "table", "ul", "ol", "blockquote", "a", "h1", "h2", "h3", *_EMBED_TAGS}:
            return False
        if "margin" in node.attributes.get("style", "") or any(self._leave_out(n.index) for n in inside):
            return False
        inner = Converter(self._tree, self._leave_out).inner(node)
        cited = [n for n in inside if n.tag in ("footer", "cite")]
        text = "\n".join(plain(b.runs) for b in inner.blocks if isinstance(b, Paragraph))
        if not text or len(text) > _LONGEST_QUOTE:
            return False
        attribution = words_of(self._tree, cited[-1]) if cited else ""
        if attribution and text.endswith(attribution):
            text = text.removesuffix(attribution).rstrip("\n -–—")
        else:
            attribution = ""
        self._absorb(inner, Solid(Quote(text, attribution)))
        return True

    def inner(self, node: Node) -> Converted:
        """Convert the children of a node by themselves."""
        for child in node.children:
            self._walk(child, Context(origin=node.index))
        self._flush()
        return self._out

    def _absorb(self, inner: Converted, *blocks: Block) -> None:
        self._out.blocks += blocks
        self._out.attachments += inner.attachments
        self._out.issues += [issue for issue in inner.issues if issue not in self._out.issues]
        self._out.consumed |= inner.consumed

    def _table(self, node: Node, context: Context) -> Context | None:
        grid = read_grid(node)
        cut = any(self._leave_out(inner.index) for inner in self._tree.inside(node)[1:])
        if not cut and is_data(self._tree, grid):
            self._data(grid)
            return None
        for number, line in enumerate(even_rows(grid)):
            for column, cell in enumerate(line):
                if cell is not None:
                    self._cells[cell.index] = Cell(node.index, number, column, len(line))
        return self._block(node, context)

    def _data(self, grid: Grid) -> None:
        cells: dict[int, str] = {}
        moved: list[Block] = []
        for cell in (cell for row in grid.rows for cell in row.cells):
            inner = Converter(self._tree, self._leave_out, self._captions, self._is_decorative).inner(cell)
            cells[cell.index] = clean.inline_text(to_html(joined(inner.blocks)))
            moved += [block for block in inner.blocks if isinstance(block, Picture | Solid)]
            self._absorb(inner)
        caption = ""
        for node in grid.captions:
            inner = Converter(self._tree, self._leave_out).inner(node)
            caption = " ".join(plain(joined(inner.blocks)).split())
            self._absorb(inner)
        rows = tuple(
            tuple(cells[cell.index] if cell is not None else "" for cell in line)
            for line, row in zip(even_rows(grid), grid.rows, strict=True)
            if any(cells[cell.index] for cell in row.cells)
        )
        heads = next((row.heads for row in grid.rows if any(cells[cell.index] for cell in row.cells)), False)
        self._out.blocks += [Solid(Table(rows, heads, caption)), *moved]
