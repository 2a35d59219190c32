"""Every visible word of a page is in a slot or an element, in furniture, or reported as lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from ..text import words
from .documents import Accounting
from .messages import say
from .parse import Node, Tree
from .recurrence import Key, Paths, block_key, block_runs
from .regions import Mark

SORTS = {"kept": say("kept"), "furniture": say("furniture"), "lost": say("lost")}
RECURRING = say("recurs on other pages")
UNPLACED = say("no slot, body or furniture holds it")
NOT_TAKEN = say("stands in the body but is no part of any element")


LONGEST_REPEATED = 100  # characters
_WORD = re.compile(r"\w+")  # as text.words has them: the texts of a tree are settled already


class Fate(NamedTuple):
    """What became of one run of text: `sort` is kept, furniture or lost, `why` the slot or the reason."""

    node: Node
    sort: str
    why: str
    words: tuple[str, ...]


def visible_texts(tree: Tree) -> list[Node]:
    """The text nodes that a reader sees, white space left out."""
    return [node for node in tree.texts if node.seen and not node.text.isspace()]


def fates(
    tree: Tree,
    destinations: list[Mark | None],
    consumed: set[int],
    values: Mapping[str, str],
    recurs: Callable[[Key], bool],
    template: str,
) -> list[Fate]:
    """The fate of every visible text, in page order.

    `consumed` are the texts that the body's elements hold, `values` what each slot took. Of a slot's own
    texts the words beside its value are furniture, since the profile names them: its label, its tails.
    """
    out: list[Fate] = []
    homeless: list[Node] = []
    budgets = {name: Counter(words(value)) for name, value in values.items()}
    for node in visible_texts(tree):
        mark = destinations[node.index]
        if mark is None:
            homeless.append(node)
        elif mark.sort == "slot":
            shares = [budgets.get(name, Counter()) for name in mark.name.split(", ")]
            out += _slot_fates(node, mark.name, shares)
        elif mark.sort == "furniture":
            out.append(_fate(node, "furniture", mark.name))
        elif node.index in consumed:
            out.append(_fate(node, "kept", mark.name))
        else:
            out.append(_fate(node, "lost", NOT_TAKEN))
    paths = Paths(tree)
    for run in block_runs(tree, homeless):
        found = recurs(block_key(paths, template, run))
        sort, why = ("furniture", RECURRING) if found else ("lost", UNPLACED)
        out += [_fate(node, sort, why) for node in run]
    if homeless:
        out.sort(key=lambda fate: fate.node.index)
    return out


def _slot_fates(node: Node, slot: str, budgets: list[Counter[str]]) -> Iterator[Fate]:
    """A slot's text, word by word: what its value still lacks is kept."""
    kept: list[str] = []
    beside: list[str] = []
    for word in _WORD.findall(node.text):
        budget = next((budget for budget in budgets if budget[word] > 0), None)
        if budget is not None:
            budget[word] -= 1
            kept.append(word)
        else:
            beside.append(word)
    if kept:
        yield Fate(node, "kept", slot, tuple(kept))
    if beside:
        # What stands beside a link to a document is said by nobody else.
        lost = slot == "attachments"
        why = (
            say("beside the links of %(slot)s", slot=slot)
            if lost
            else say("beside the value of %(slot)s", slot=slot)
        )
        yield Fate(node, "lost" if lost else "furniture", why, tuple(beside))


def account(found: list[Fate], unread: int = 0) -> Accounting:
    """The sums of a page's fates: kept + furniture + lost is every visible word.

    `unread` words of furniture stand in no tree, and so have no fate.
    """
    counts = {"kept": 0, "furniture": unread, "lost": 0}
    lost: list[str] = []
    for fate in found:
        counts[fate.sort] += len(fate.words)
        if fate.sort == "lost":
            lost += fate.words
    return Accounting(counts["kept"], counts["furniture"], counts["lost"], tuple(lost))


def _fate(node: Node, sort: str, why: str) -> Fate:
    text = node.text
    return Fate(
        node, sort, why, _words(text) if len(text) <= LONGEST_REPEATED else tuple(_WORD.findall(text))
    )


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[str, ...]:
    """The words of a short text: menus and their like say the same on every page."""
    return tuple(_WORD.findall(text))
