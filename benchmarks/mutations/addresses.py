"""Mutations of where pages lie: other names, pages under two names."""

from __future__ import annotations

import hashlib
import posixpath
from random import Random

from .opened import OpenPage
from .registry import PAGES, WORDS, NotApplicable, each_page, over_site
from .site import Row, Site


@over_site(WORDS)
def hashed_names(site: Site, dice: Random) -> Site:
    """Articles and notices lie under hashes, so that no address says anything; all links follow."""
    moved = {path: _hashed(path) for path in site.by_age}
    if not moved:
        raise NotApplicable("no articles")

    def relink(page: OpenPage) -> None:
        for node in page.tree.css("a[href]"):
            target = page.resolve(node.attributes.get("href") or "")
            if target in moved:
                node.attrs["href"] = posixpath.relpath(
                    moved[target], posixpath.dirname(moved.get(page.path, page.path)) or "."
                )
                page.changed = True

    linked = each_page(site, "hashed_names", relink)
    pages = {moved.get(path, path): content for path, content in linked.pages.items()}
    truth = {
        moved.get(path, path): {**row, "source_path": moved[path]} if path in moved else row
        for path, row in linked.truth.items()
    }
    return site.with_changes(pages, truth)


@over_site(PAGES)
def duplicate_addresses(site: Site, dice: Random) -> Site:
    """Three pages in ten of the news were fetched a second time, under an address with a query."""
    pages: dict[str, bytes] = dict(site.pages)
    truth: dict[str, Row] = dict(site.truth)
    for number, path in enumerate(site.by_age):
        if dice.random() < 0.3:
            stem, extension = posixpath.splitext(path)
            copy = f"{stem}@ItemID={number}&Mode=1{extension}"
            pages[copy] = site.pages[path]
            truth[copy] = {**site.truth[path], "source_path": copy}
    return site.with_changes(pages, truth)


def _hashed(path: str) -> str:
    """The name with what speaks in it, the file or its folder, replaced by a hash."""
    folder, name = posixpath.split(path)
    digest = hashlib.sha1(path.encode(), usedforsecurity=False).hexdigest()[:12]
    if posixpath.splitext(name)[0].lower() in ("index", "default"):
        return posixpath.join(posixpath.dirname(folder), digest, name)
    return posixpath.join(folder, digest + posixpath.splitext(name)[1])
