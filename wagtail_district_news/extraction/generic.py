"""The generic road: a page that no template explains, laid out by what kept libraries take of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from ..text import fold_space, words
from .alignment import aligned
from .documents import Issue, Kind
from .generic_library import Answer, ask, missing_library
from .lines import line_text, lines_of
from .messages import say
from .parse import TEXT, Node, Tree
from .regions import Mark, Regions
from .values import Found

PROSE = 240  # characters outside of links that make an article of a page
INSTALL = 'pip install "wagtail-district-news[generic]"'
_LEFT = Mark("furniture", "left by the generic road")
_LIBRARY = "generic"
LONGEST_DATE = 40
_LINKED_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')


@dataclass(slots=True)
class GenericRegions(Regions):
    """A page laid out without a template. What the libraries left in the body has no place of its own."""

    prose: int = 0  # characters that they took, links left out

    def destinations(self) -> list[Mark | None]:
        found = Regions.destinations(self)
        return [None if mark is _LEFT else mark for mark in found]


def kind_of(regions: Regions, mostly_links: bool) -> Kind:
    """An article has prose, however many links stand around it."""
    if isinstance(regions, GenericRegions) and regions.prose >= PROSE:
        return "article"
    return "listing" if mostly_links else "other"


def lay_out_generically(regions: Regions) -> tuple[Regions, list[Issue]]:
    """Body, title and date of a page that no template explains. Furniture of the site stays what it is."""
    if missing := missing_library():
        return regions, [_missing(missing)]
    tree = regions.tree
    answer = ask(tree)
    if answer is None:
        return regions, [
            Issue(
                "generic-too-large",
                say("no template explains this page, and it is too large for the generic road"),
            )
        ]
    runs = [run for run in lines_of(tree) if not _is_placed(regions, run)]
    texts = [words(line_text(run)) for run in runs]
    taken = sorted(aligned(texts, words(answer.text)))
    if not taken:
        return regions, []
    found = GenericRegions(tree, None, dict(regions.marks), dict(regions.found))
    title = _mark_title(found, answer, runs)
    chosen = [run for run in (runs[number] for number in taken) if run is not title]
    issues = _mark_date(found, answer)
    if chosen:
        _mark_body(found, chosen, title)
    found.prose = sum(len(node.text.strip()) for run in chosen for node in run if not _is_linked(node))
    read = Issue("generic", say("no template explains this page: it was read by the generic road"))
    return found, [read, *issues]


def _missing(package: str) -> Issue:
    message = say(
        "%(name)s is not installed, so that nothing could be read from this page. Run: %(install)s",
        name=package,
        install=INSTALL,
    )
    return Issue("generic-missing", message)


def _is_placed(regions: Regions, run: list[Node]) -> bool:
    marked = regions.marks
    return bool(marked) and any(above.index in marked for node in run for above in (node, *node.ancestors()))


def _is_linked(node: Node) -> bool:
    return any(above.tag == "a" for above in node.ancestors())


def _mark_title(regions: GenericRegions, answer: Answer, runs: list[list[Node]]) -> list[Node] | None:
    """The title as the page shows it: a line that is what the library says, or how that begins."""
    said = fold_space(answer.title)
    if not said:
        return None
    best = max((run for run in runs if _is_title(run, said)), key=_title_rank, default=None)
    if best is None:
        nodes = tuple(regions.tree.tagged("title")[:1]) or (regions.tree.nodes[0],)
        regions.found["title"] = Found(said, nodes, _LIBRARY)
        return None
    for node in best:
        regions.marks[node.index] = Mark("slot", "title")
    regions.found["title"] = Found(line_text(best), (best[0].parent or best[0],), _LIBRARY)
    return best


def _is_title(run: list[Node], said: str) -> bool:
    """Whether a line is the title, which may carry the name of the site at its end."""
    text = line_text(run)
    long = 2 * len(text) > len(said) and len(words(text)) > 1
    return text == said or (said.startswith(text) and (long or _heads(run) > 4))


def _title_rank(run: list[Node]) -> tuple[int, int]:
    return len(line_text(run)), _heads(run)


def _heads(run: list[Node]) -> int:
    """6 for a line in an h1, 1 in an h6, 0 in no heading."""
    tags = (above.tag for above in run[0].ancestors())
    return next(
        (7 - int(tag[1]) for tag in tags if len(tag) == 2 and tag[0] == "h" and tag[1].isdecimal()), 0
    )


def _mark_date(regions: GenericRegions, answer: Answer) -> list[Issue]:
    """The date, where the page itself declares it. A date that was only guessed is said, and not taken."""
    if not answer.date:
        return []
    for node, text in _declared(regions.tree):
        if text.startswith(answer.date):
            regions.found["date"] = Found(text, (node,), _LIBRARY)
            if node.tag == "time":
                regions.marks.setdefault(node.index, Mark("slot", "date"))
            return []
    message = say("the date may be %(date)s, but the page does not declare it: look at it", date=answer.date)
    return [Issue("date-guessed", message, detail=answer.date)]


def _declared(tree: Tree) -> Iterator[tuple[Node, str]]:
    """The dates that a page declares for programs to read."""
    for node in tree.tagged("script"):
        if "json" in node.attributes.get("type", ""):
            text = "".join(inner.text for inner in tree.inside(node))
            yield from ((node, found) for found in _LINKED_DATE.findall(text))
    for node in tree.tagged("meta"):
        if len(text := node.attributes.get("content", "").strip()) <= LONGEST_DATE:
            yield node, text
    for node in tree.tagged("time"):
        yield node, node.attributes.get("datetime", "").strip()[:LONGEST_DATE]


def _mark_body(regions: GenericRegions, chosen: list[list[Node]], title: list[Node] | None) -> None:
    """The smallest element that holds all that was taken is the body; what was not taken in it is left out."""
    tree = regions.tree
    taken = {node.index for run in chosen for node in run}
    region = _around([chosen[0][0], chosen[-1][-1]])
    regions.body = [region]
    regions.marks[region.index] = Mark("body", "body")
    first = min(chosen[0][0].index, title[0].index if title else tree.nodes[-1].index)
    last = chosen[-1][-1].index
    kept, shown = _sums(tree, taken)
    stack = [region]
    while stack:
        node = stack.pop()
        if node is not region and node.index in regions.marks:
            continue
        if node.tag == TEXT:
            if node.seen and node.index not in taken and not node.text.isspace():
                regions.marks[node.index] = _LEFT
            continue
        takes, shows = (sums[node.end] - sums[node.index] for sums in (kept, shown))
        free = not takes and node.tag != "figure" and (shows or not first < node.index < last)
        if free and not any(index in regions.marks for index in range(node.index, node.end)):
            regions.marks[node.index] = _LEFT
        elif takes < shows or not takes:
            stack.extend(reversed(node.children))


def _sums(tree: Tree, taken: set[int]) -> tuple[list[int], list[int]]:
    """Up to each node: how many texts were taken, and how many are shown at all."""
    kept = accumulate((node.index in taken for node in tree.nodes), initial=0)
    shown = accumulate(
        (node.tag == TEXT and node.seen and not node.text.isspace() for node in tree.nodes), initial=0
    )
    return list(kept), list(shown)


def _around(nodes: list[Node]) -> Node:
    """The innermost element around some nodes, which stand in document order."""
    above = nodes[0].parent or nodes[0]
    while above.parent is not None and above.end <= nodes[-1].index:
        above = above.parent
    return above
