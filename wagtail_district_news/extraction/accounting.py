"""Every visible word of a page is in a slot or an element, in furniture, or reported as lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ..text import words
from .documents import Accounting
from .messages import say
from .parse import Node, Tree
from .recurrence import Key, Paths, block_key, block_runs
from .regions import Mark
from .word_count import count_words

SORTS = {"kept": say("kept"), "furniture": say("furniture"), "lost": say("lost")}
RECURRING = say("recurs on other pages")
UNPLACED = say("no slot, body or furniture holds it")
NOT_TAKEN = say("stands in the body but is no part of any element")


Standing = tuple[int, tuple[str, ...]]
LONGEST_REPEATED = 100  # characters
_WORD = re.compile(r"\w+")  # as text.words has them: the texts of a tree are settled already


@dataclass(frozen=True, slots=True)
class Ledger:
    """The words of one page, but for those that stand in furniture if they recur on other pages.

    `kept` and `furniture` are counts; `lost` holds texts, each by its index with its words, `homeless` the
    blocks of such texts by their key.
    """

    kept: int
    furniture: int
    lost: tuple[Standing, ...]
    homeless: tuple[tuple[Key, tuple[Standing, ...]], ...]

    def settled(self, recurs: Callable[[Key], bool]) -> Accounting:
        """The sums, once it is known what recurs: kept + furniture + lost is every visible word."""
        furniture, lost = self.furniture, list(self.lost)
        for key, texts in self.homeless:
            if recurs(key):
                furniture += sum(len(said) for _, said in texts)
            else:
                lost += texts
        lost_words = tuple(word for _, said in sorted(lost, key=_first) for word in said)
        return Accounting(self.kept, furniture, len(lost_words), lost_words)


class Fate(NamedTuple):
    """What became of one run of text: `sort` is kept, furniture or lost, `why` the slot or the reason."""

    node: Node
    sort: str
    why: str
    words: tuple[str, ...]


def fates(
    tree: Tree,
    destinations: list[Mark | None],
    consumed: set[int],
    values: Mapping[str, str],
    runs: Iterable[tuple[Key, list[Node]]],
    recurs: Callable[[Key], bool],
) -> list[Fate]:
    """The fate of every visible text, in page order.

    `consumed` are the texts that the body's elements hold, `values` what each slot took, `runs` the blocks
    that have no destination. Of a slot's own texts the words beside its value are furniture, since the profile
    names them: its label, its tails.
    """
    out: list[Fate] = []
    slots: list[Node] = []
    for node in tree.visible_texts:
        mark = destinations[node.index]
        if mark is None:
            continue
        if mark.sort == "slot":
            slots.append(node)
        elif mark.sort == "furniture":
            out.append(_fate(node, "furniture", mark.name))
        elif node.index in consumed:
            out.append(_fate(node, "kept", mark.name))
        else:
            out.append(_fate(node, "lost", NOT_TAKEN))
    out += _of_slots(slots, destinations, values)
    for key, run in runs:
        sort, why = ("furniture", RECURRING) if recurs(key) else ("lost", UNPLACED)
        out += [_fate(node, sort, why) for node in run]
    out.sort(key=lambda fate: fate.node.index)
    return out


def homeless_runs(tree: Tree, destinations: list[Mark | None], template: str) -> list[tuple[Key, list[Node]]]:
    """The blocks of visible texts that have no destination, each with its key over pages."""
    nodes = [node for node in tree.visible_texts if destinations[node.index] is None]
    paths = Paths(tree)
    return [(block_key(paths, template, run), run) for run in block_runs(tree, nodes)]


def _slot_fates(node: Node, slot: str, budgets: list[Counter[str]]) -> Iterator[Fate]:
    """A slot's text, word by word: what its value still lacks is kept."""
    kept: list[str] = []
    beside: list[str] = []
    for word in _WORD.findall(node.text):
        for budget in budgets:
            if budget.get(word, 0) > 0:
                budget[word] -= 1
                kept.append(word)
                break
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


def ledger(
    tree: Tree,
    destinations: list[Mark | None],
    consumed: set[int],
    values: Mapping[str, str],
    runs: Iterable[tuple[Key, list[Node]]],
) -> Ledger:
    """What the `fates` of a page come to, at a fraction of the cost. `runs` are its homeless blocks.

    Words of furniture that stand in no tree count, too.
    """
    kept: list[str] = []
    furniture: list[str] = []
    slots: list[Node] = []
    lost: list[Standing] = []
    for node in tree.visible_texts:
        mark = destinations[node.index]
        if mark is None:
            continue
        if mark.sort == "slot":
            slots.append(node)
        elif mark.sort == "furniture":
            furniture.append(node.text)
        elif node.index in consumed:
            kept.append(node.text)
        else:
            lost.append((node.index, _said(node.text)))
    counts = {"kept": _count(kept), "furniture": _count(furniture), "lost": 0}
    counts["furniture"] += sum(held.words for held in tree.unread.values())
    for fate in _of_slots(slots, destinations, values):
        counts[fate.sort] += len(fate.words)
        if fate.sort == "lost":
            lost.append((fate.node.index, fate.words))
    homeless = tuple((key, tuple((node.index, _said(node.text)) for node in run)) for key, run in runs)
    return Ledger(counts["kept"], counts["furniture"], tuple(lost), homeless)


def _count(texts: list[str]) -> int:
    return count_words("\n".join(texts))


def _of_slots(
    nodes: list[Node], destinations: list[Mark | None], values: Mapping[str, str]
) -> Iterator[Fate]:
    """The fates of texts that stand in slots, in page order."""
    budgets = {name: Counter(words(value)) for name, value in values.items()} if nodes else {}
    for node in nodes:
        mark = destinations[node.index]
        if mark is not None:
            shares = [budgets.get(name, Counter()) for name in mark.name.split(", ")]
            yield from _slot_fates(node, mark.name, shares)


def _first(standing: Standing) -> int:
    return standing[0]


def _fate(node: Node, sort: str, why: str) -> Fate:
    return Fate(node, sort, why, _said(node.text))


def _said(text: str) -> tuple[str, ...]:
    return _words(text) if len(text) <= LONGEST_REPEATED else tuple(_WORD.findall(text))


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[str, ...]:
    """The words of a short text: menus and their like say the same on every page."""
    return tuple(_WORD.findall(text))
