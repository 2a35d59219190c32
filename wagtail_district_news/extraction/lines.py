"""The lines of a page: what a reader sees between two blocks or breaks."""

from __future__ import annotations

from functools import lru_cache

from ..text import fold_space
from .parse import TEXT, Node, Tree
from .shapes import BLOCK_TAGS

LONGEST_REPEATED = 200  # characters


def lines_of(tree: Tree, around: Node | None = None) -> list[list[Node]]:
    """The visible texts in an element (or on the whole page), by line, in document order.

    A line begins with a text that is more than white space; white space between its texts belongs to it.
    """
    return lines_among(tree.nodes if around is None else tree.inside(around))


def lines_among(nodes: list[Node]) -> list[list[Node]]:
    """The same of nodes that follow each other in document order."""
    out: list[list[Node]] = []
    run: list[Node] = []
    ends: list[int] = []  # of the block elements that are open
    for node in nodes:
        broken = False
        while ends and node.index >= ends[-1]:
            ends.pop()
            broken = True
        tag = node.tag
        if tag in BLOCK_TAGS:
            ends.append(node.end)
            broken = True
        if (broken or tag == "br") and run:
            out.append(run)
            run = []
        if tag == TEXT and node.seen and node.text and (run or not node.text.isspace()):
            run.append(node)
    if run:
        out.append(run)
    return out


def line_text(run: list[Node]) -> str:
    """The text of a line, white space folded."""
    text = run[0].text if len(run) == 1 else "".join([node.text for node in run])
    return _known_line(text) if len(text) <= LONGEST_REPEATED else fold_space(text)


_known_line = lru_cache(maxsize=8192)(fold_space)  # menus and their like say the same on every page
