"""Tables: whether one holds data or only lays out a page, and its cells as an even grid."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from .parse import TEXT, Node, Tree
from .values import text_of

MAX_SPAN = 100
MAX_CELLS = 20_000
MAX_AREA = 5 * MAX_CELLS  # rows by columns, once the table is an even grid
LONG_CELL = 600  # characters: running text, not data
_HEAVY_TAGS = frozenset(
    ("table", "iframe", "object", "embed", "video", "audio", "h1", "h2", "h3", "form", "blockquote")
)
_BORDER_STYLE = re.compile(
    r"border(?:-[a-z]+)?\s*:[^;]*\b(?:solid|dotted|dashed|double|inset|ridge)\b", re.IGNORECASE
)
_DATA_CLASS = re.compile(r"grid|bordered|tabledata|ms-rtetable", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells, and whether it stands in a thead or has only th cells."""

    cells: tuple[Node, ...]
    heads: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it stands in the page: rows from top to bottom, and its caption."""

    node: Node
    rows: tuple[Row, ...]
    captions: tuple[Node, ...]

    @property
    def columns(self) -> int:
        return max((sum(_span(cell, "colspan") for cell in row.cells) for row in self.rows), default=0)


def read_grid(table: Node) -> Grid:
    """The rows and cells of a table itself, not those of tables inside it."""
    rows: list[Row] = []
    captions: list[Node] = []
    for part in table.children:
        if part.tag == "caption":
            captions.append(part)
        for row in part.children if part.tag in ("tbody", "thead", "tfoot") else (part,):
            if row.tag != "tr":
                continue
            cells = tuple(cell for cell in row.children if cell.tag in ("td", "th"))
            heads = bool(cells) and (part.tag == "thead" or all(cell.tag == "th" for cell in cells))
            rows.append(Row(cells, heads))
    return Grid(table, tuple(rows), tuple(captions))


def is_data(tree: Tree, grid: Grid) -> bool:
    """Whether a table holds data: two rows and columns or more, small cells, drawn or filled as a grid."""
    if grid.columns < 2 or not 2 <= sum(len(row.cells) for row in grid.rows) <= MAX_CELLS:
        return False
    if len(grid.rows) * max(len(row.cells) for row in grid.rows) > MAX_AREA:
        return False
    if any(tree.holds(grid.node, tag) for tag in _HEAVY_TAGS):
        return False
    filled = [row for row in grid.rows if any(_has_words(tree, cell) for cell in row.cells)]
    if len(filled) < 2:
        return False
    texts = [text_of(tree, cell) for row in grid.rows for cell in row.cells]
    full = [text for text in texts if text]
    pictures = sum(node.tag == "img" for node in tree.inside(grid.node))
    if pictures * 3 > len(full) or sum(len(text) > LONG_CELL for text in full) * 3 > len(full):
        return False
    if tree.holds(grid.node, "th") or grid.captions or _is_drawn(grid):
        return True
    wide = sum(sum(map(bool, (text_of(tree, cell) for cell in row.cells))) >= 2 for row in filled)
    return len(filled) >= 3 and wide * 3 >= len(filled) * 2


def even_rows(grid: Grid) -> list[list[Node | None]]:
    """The cells as an even grid: a spanning cell stands first in its area, and None fills the rest."""
    rows = cell_rows(grid)
    width = width_of(grid, rows)
    return [line + [None] * (width - len(line)) for line in rows]


def width_of(grid: Grid, rows: list[list[Node | None]]) -> int:
    """How many columns the even grid of a table has."""
    return max([min(grid.columns, MAX_SPAN), *map(len, rows)])


def cell_rows(grid: Grid) -> list[list[Node | None]]:
    """The cells row by row, each at its column; rows differ in length. Too large spans count as none."""
    area = sum(_span(cell, "colspan") * _span(cell, "rowspan") for row in grid.rows for cell in row.cells)
    if area <= MAX_AREA:
        rows = _spread(grid, _span)
        if len(rows) * max(map(len, rows), default=0) <= MAX_AREA:
            return rows
    return _spread(grid, lambda cell, name: 1)


def _spread(grid: Grid, spans: Callable[[Node, str], int]) -> list[list[Node | None]]:
    rows: list[list[Node | None]] = []
    reserved: dict[tuple[int, int], None] = {}
    for number, row in enumerate(grid.rows):
        line: list[Node | None] = []
        for cell in row.cells:
            while (number, len(line)) in reserved:
                line.append(None)
            down = min(spans(cell, "rowspan"), len(grid.rows) - number)
            across = spans(cell, "colspan")
            reserved.update(
                ((number + r, len(line) + c), None) for r in range(1, down) for c in range(across)
            )
            line += [cell, *[None] * (across - 1)]
        while (number, len(line)) in reserved:
            line.append(None)
        rows.append(line)
    return rows


def _is_drawn(grid: Grid) -> bool:
    """Whether lines are drawn around its cells."""
    attributes = grid.node.attributes
    border = re.match(r"\s*(\d+)", attributes.get("border", ""))
    if border and int(border[1]) > 0:
        return True
    if _DATA_CLASS.search(attributes.get("class", "")) or attributes.get("rules") in ("all", "rows", "cols"):
        return True
    cells = [cell for row in grid.rows for cell in row.cells]
    drawn = sum(bool(_BORDER_STYLE.search(cell.attributes.get("style", ""))) for cell in cells)
    return drawn * 2 > len(cells)


def _span(cell: Node, name: str) -> int:
    """A span as a number from 1 to MAX_SPAN; rowspan="0" and nonsense count as 1."""
    match = re.match(r"\s*(\d{1,4})", cell.attributes.get(name, ""))
    return max(1, min(int(match[1]), MAX_SPAN)) if match else 1


def _has_words(tree: Tree, cell: Node) -> bool:
    return any(node.tag == TEXT and node.seen and not node.text.isspace() for node in tree.inside(cell))
