"""Every visible word of a page is in a slot or an element, in furniture, or reported as lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..text import words
from .documents import Accounting
from .parse import TEXT, Node, Tree
from .recurrence import Key, Paths, block_key, block_runs
from .regions import Mark

RECURRING = "recurs on other pages"
UNPLACED = "no slot, body or furniture holds it"
NOT_TAKEN = "stands in the body but is no part of any element"


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one run of text: `sort` is kept, furniture or lost, `why` the slot or the reason."""

    node: Node
    sort: str
    why: str
    words: tuple[str, ...]


def visible_texts(tree: Tree) -> list[Node]:
    """The text nodes that a reader sees, white space left out."""
    return [node for node in tree.nodes if node.tag == TEXT and node.seen and not node.text.isspace()]


def fates(
    tree: Tree,
    destinations: list[Mark | None],
    consumed: set[int],
    recurs: Callable[[Key], bool],
    template: str,
) -> list[Fate]:
    """The fate of every visible text, in page order. `consumed`: those that the elements hold."""
    out: list[Fate] = []
    homeless: list[Node] = []
    for node in visible_texts(tree):
        mark = destinations[node.index]
        if mark is None:
            homeless.append(node)
        elif mark.sort == "body" and node.index not in consumed:
            out.append(_fate(node, "lost", NOT_TAKEN))
        else:
            out.append(_fate(node, "furniture" if mark.sort == "furniture" else "kept", mark.name))
    paths = Paths(tree)
    for run in block_runs(tree, homeless):
        found = recurs(block_key(paths, template, run))
        out += [_fate(node, *(("furniture", RECURRING) if found else ("lost", UNPLACED))) for node in run]
    out.sort(key=lambda fate: fate.node.index)
    return out


def account(found: list[Fate]) -> Accounting:
    """The sums of a page's fates: kept + furniture + lost is every visible word."""
    counts = {"kept": 0, "furniture": 0, "lost": 0}
    lost: list[str] = []
    for fate in found:
        counts[fate.sort] += len(fate.words)
        if fate.sort == "lost":
            lost += fate.words
    return Accounting(counts["kept"], counts["furniture"], counts["lost"], tuple(lost))


def _fate(node: Node, sort: str, why: str) -> Fate:
    return Fate(node, sort, why, tuple(words(node.text)))
