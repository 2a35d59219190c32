"""The body of an article, as a walk over its markup that builds only what is on the allow list."""

from __future__ import annotations

from collections.abc import Iterable

from . import clean
from .blocks import Block, Cell, Paragraph, Picture, Solid, joined
from .documents import Attachment, Embed, Quote, Table
from .gather import Context, Converted, Gatherer, Setting
from .inline import BOLD, Run, plain, shared_marks, to_html
from .markup import embedded_address, look_of
from .messages import say
from .parse import TEXT, Node
from .shapes import BLOCK_TAGS
from .tables import Grid, cell_rows, even_rows, is_data, read_grid, width_of
from .values import text_of

_LEVELS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 4, "h6": 4}
_EMBED_TAGS = frozenset(("iframe", "embed", "object", "video", "audio"))
_DROPPED_TAGS = frozenset(("option", "select", "textarea", "button", "input"))  # controls of a form
_NOT_INLINE = BLOCK_TAGS | _EMBED_TAGS | _DROPPED_TAGS | {"img", "br"}
_NOT_IN_QUOTES = ("img", "table", "ul", "ol", "blockquote", "a", "h1", "h2", "h3", *_EMBED_TAGS)
_LONGEST_QUOTE = 1_500


def convert(setting: Setting, roots: Iterable[Node]) -> Converted:
    """Convert the nodes, in order, as one body."""
    converter = Converter(setting)
    for root in roots:
        converter.walk(root, Context(origin=root.index))
        converter.flush()
    return converter.out


def convert_inside(setting: Setting, node: Node) -> Converted:
    """Convert what is inside a node by itself."""
    converter = Converter(setting)
    for child in node.children:
        converter.walk(child, Context(origin=node.index))
    converter.flush()
    return converter.out


class Converter(Gatherer):
    """Walks over nodes, and decides what each element is."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._left_out = frozenset(setting.left_out)
        self._cells: dict[int, Cell] = {}

    def walk(self, root: Node, context: Context) -> None:
        """Over a node and all that is in it, in document order, which is depth first without recursion."""
        nodes, left_out = self.setting.tree.nodes, self._left_out
        # Of the elements around the innermost open one: where it ends, what holds behind it, whether it is a block.
        around: list[tuple[int, Context, bool]] = []
        index, last = root.index, root.end
        end, behind, is_block = last + 1, context, False
        while True:
            while index >= end:
                context = behind
                if is_block:
                    self.flush()
                end, behind, is_block = around.pop()
            if index >= last:
                return
            node = nodes[index]
            if index in left_out:
                index = node.end
            elif node.tag == TEXT:
                self.text(node, context)
                index += 1
            elif (own := self._enter(node, context)) is None:
                index = node.end
            else:
                around.append((end, behind, is_block))
                end, behind, is_block = node.end, context, node.shape.is_block
                context = own
                index += 1

    def _enter(self, node: Node, context: Context) -> Context | None:
        """Take in an element. Returns what its children inherit, None where nothing is to be read in it."""
        tag = node.tag
        if tag not in _NOT_INLINE:
            return self._inline(node, context) if node.seen else None
        if tag in _EMBED_TAGS:
            return self._embed(node, context)
        if not node.seen or tag in _DROPPED_TAGS:
            return None
        if tag == "img":
            self.picture(node, context)
            return None
        if tag == "br":
            self.line_break(context)
            return None
        self.flush()
        if tag == "table" and self._table(node):
            return None
        if tag == "blockquote" and self._quote(node):
            return None
        return self._block(node, context)

    def _inline(self, node: Node, context: Context) -> Context:
        look = node.shape.look or look_of(node)
        marks = context.marks & ~look.off | look.on
        href = self.link(node) if node.tag == "a" else context.href
        caption = context.caption or look.says_caption or node.index in self.setting.captions
        if marks == context.marks and href == context.href and caption == context.caption:
            return context
        _, _, origin, centred, level, _, literal, lists, entry, cell = context
        return Context(marks, href, origin, centred, level, caption, literal, lists, entry, cell)

    def _block(self, node: Node, context: Context) -> Context:
        tag, look = node.tag, node.shape.look or look_of(node)
        is_list = tag in ("ul", "ol", "dir", "menu")
        is_caption = look.says_caption or tag == "figcaption" or node.index in self.setting.captions
        return Context(
            context.marks & ~look.off | look.on,
            context.href,
            node.index,
            context.centred if look.centres is None else look.centres,
            _LEVELS.get(tag, context.level),
            context.caption or is_caption,
            context.literal or tag == "pre",
            (*context.lists, (node.index, tag == "ol")) if is_list else context.lists,
            node.index if tag == "li" else context.entry,
            self._cells.get(node.index, context.cell),
        )

    def _embed(self, node: Node, context: Context) -> Context | None:
        if node.parent is not None and not node.parent.seen:
            return None
        raw = clean.reference(embedded_address(self.setting.tree, node))
        title = node.attributes.get("title", "").strip()
        if raw and clean.is_document(raw):
            self.flush()
            self.out.attachments.append(Attachment(raw, title))
            self.out.blocks.append(Solid(Attachment(raw, title)))
        elif raw.split("?")[0].lower().endswith(".swf"):
            self.issue("flash", say("a Flash film was dropped: no browser plays it"), raw, loss=True)
        elif raw and (address := clean.embed_address(raw)):
            self.flush()
            self.out.blocks.append(Solid(Embed(address, title)))
        # Words in an object without an address are all that it shows; else they are for other browsers.
        return context if node.tag == "object" and node.seen and not raw else None

    def _quote(self, node: Node) -> bool:
        """Take a blockquote as a quote, unless it only indents."""
        tree = self.setting.tree
        if "margin" in node.attributes.get("style", "") or self.setting.is_cut(node):
            return False
        if any(tree.holds(node, tag) for tag in _NOT_IN_QUOTES):
            return False
        inner = convert_inside(self.setting, node)
        text = "\n".join(block.text for block in inner.blocks if isinstance(block, Paragraph))
        if not text or len(text) > _LONGEST_QUOTE:
            return False
        cited = [part for part in tree.inside(node) if part.tag in ("footer", "cite")]
        attribution = text_of(tree, cited[-1]) if cited else ""
        if not attribution or not text.endswith(attribution) or text == attribution:
            attribution = ""
        text = text.removesuffix(attribution).rstrip("\n -–—") if attribution else text
        self.out.absorb(inner, [Solid(Quote(text, attribution))])
        return True

    def _table(self, node: Node) -> bool:
        """Take a table that holds data; of one that lays out, note where its cells stand."""
        grid = read_grid(node)
        if not self.setting.is_cut(node) and is_data(self.setting.tree, grid):
            self._data(grid)
            return True
        lines = cell_rows(grid)
        width = width_of(grid, lines)
        for number, line in enumerate(lines):
            for column, cell in enumerate(line):
                if cell is not None:
                    self._cells[cell.index] = Cell(node.index, number, column, width)
        return False

    def _data(self, grid: Grid) -> None:
        """A table of inline HTML. Pictures of its cells go after it: a cell has no room for them."""
        cells: dict[int, list[Run]] = {}
        moved: list[Block] = []
        for cell in (cell for row in grid.rows for cell in row.cells):
            inner = convert_inside(self.setting, cell)
            cells[cell.index] = joined(inner.blocks)
            moved += [block for block in inner.blocks if isinstance(block, Picture | Solid)]
            self.out.absorb(inner)
        caption = [convert_inside(self.setting, node) for node in grid.captions]
        for inner in caption:
            self.out.absorb(inner)
        lines = [
            line for line in even_rows(grid) if any(cell is not None and cells[cell.index] for cell in line)
        ]
        if not lines:
            self.out.blocks += moved
            return
        rows = tuple(
            tuple(clean.inline_text(to_html(cells[cell.index])) if cell is not None else "" for cell in line)
            for line in lines
        )
        words = " ".join(" ".join(plain(joined(inner.blocks)).split()) for inner in caption)
        table = Table(rows, _names_columns(grid, lines[0], cells), words)
        self.out.blocks += [Solid(table), *moved]


def _names_columns(grid: Grid, line: list[Node | None], cells: dict[int, list[Run]]) -> bool:
    """Whether the first row of a table names its columns: by its tags, or as the only bold one."""
    first = [cell for cell in line if cell is not None]
    if any(row.heads and set(first) <= set(row.cells) for row in grid.rows):
        return True
    full = [cells[cell.index] for cell in first if cells[cell.index]]
    others = [runs for index, runs in cells.items() if runs and index > first[-1].index]
    return (
        len(full) > 1
        and all(shared_marks(runs) & BOLD for runs in full)
        and not all(shared_marks(runs) & BOLD for runs in others)
    )
