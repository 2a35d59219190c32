"""The mutations by name, the order in which they go together, and how one is put on a site."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

from .opened import OpenPage
from .site import Row, Site

MUTATIONS: dict[str, Mutation] = {}

# Of two mutations the one of the lower rank goes first.
WORDS, LAYOUT, FURNITURE, PAGES, SOURCE, WIRE = range(6)


class NotApplicable(Exception):
    """A site has nothing that this mutation could change; the message says what is missing."""


@dataclass(frozen=True)
class Mutation:
    """A named change of a whole site."""

    name: str
    does: str
    rank: int
    change: Callable[[Site], Site]


@dataclass(frozen=True)
class Outcome:
    """What became of a site: `changed` pages of it, or the reason why it is as it was."""

    site: Site
    changed: int
    reason: str | None = None


def over_site(rank: int) -> Callable[[Callable[[Site, Random], Site]], Callable[[Site, Random], Site]]:
    """Register `change(site, dice) -> Site` under the function's name."""

    def register(change: Callable[[Site, Random], Site]) -> Callable[[Site, Random], Site]:
        name = change.__name__

        def whole(site: Site) -> Site:
            return change(site, Random(f"{site.seed}/{name}"))

        _add(name, change.__doc__, rank, whole)
        return change

    return register


def over_pages(rank: int) -> Callable[[Callable[[OpenPage], None]], Callable[[OpenPage], None]]:
    """Register `change(page)`, called for each page with dice of its own, under the function's name."""

    def register(change: Callable[[OpenPage], None]) -> Callable[[OpenPage], None]:
        name = change.__name__
        _add(name, change.__doc__, rank, lambda site: each_page(site, name, change))
        return change

    return register


def each_page(site: Site, name: str, change: Callable[[OpenPage], None]) -> Site:
    """The site with `change` called on each of its pages."""
    pages: dict[str, bytes] = {}
    truth: dict[str, Row] = {}
    for path, content in site.pages.items():
        page = OpenPage(site, path, Random(f"{site.seed}/{name}/{path}"))
        change(page)
        pages[path] = page.content() if page.changed else content
        truth[path] = page.row if page.changed else site.truth[path]
    return site.with_changes(pages, truth)


def apply(name: str, site: Site) -> Outcome:
    """Put one mutation on a site; the site itself comes back where it does not apply."""
    try:
        after = MUTATIONS[name].change(site)
    except NotApplicable as reason:
        return Outcome(site, 0, str(reason))
    changed = _differences(site, after)
    return Outcome(after, changed) if changed else Outcome(site, 0, "no page has what it would change")


def in_order(names: Iterable[str]) -> list[str]:
    """Names of mutations in the order in which they are put on a site."""
    places = list(MUTATIONS)
    return sorted(names, key=lambda name: (MUTATIONS[name].rank, places.index(name)))


def _differences(before: Site, after: Site) -> int:
    paths = before.pages.keys() | after.pages.keys()
    return sum(before.pages.get(path) != after.pages.get(path) for path in paths)


def _add(name: str, does: str | None, rank: int, change: Callable[[Site], Site]) -> None:
    assert does and "\n" not in does, f"{name} needs a docstring of one line"
    assert name not in MUTATIONS, name
    MUTATIONS[name] = Mutation(name, does, rank, change)
