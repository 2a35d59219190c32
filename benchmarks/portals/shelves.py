"""Articles in the order in which lists show them: by page, by category, by chance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from benchmarks.portals.values import Article, Truth

LISTING = Truth("listing")
OTHER = Truth("other")


def shelves(articles: Sequence[Article], size: int) -> Iterator[tuple[int, int, Sequence[Article]]]:
    """(number of the page from 1, pages in all, articles of the page)."""
    total = -(-len(articles) // size)
    for nth in range(total):
        yield nth + 1, total, articles[nth * size : (nth + 1) * size]


def by_category(articles: Sequence[Article]) -> dict[str, list[Article]]:
    found: dict[str, list[Article]] = {}
    for article in articles:
        found.setdefault(article.category, []).append(article)
    return {name: found[name] for name in sorted(found) if name}


def others(articles: Sequence[Article], rng: Random, most: int, but: Article | None = None) -> list[Article]:
    """So many articles by chance, without the one that is being shown."""
    rest = [article for article in articles if article is not but]
    return rng.sample(rest, min(most, len(rest)))


def older(articles: Sequence[Article], article: Article, most: int) -> Sequence[Article]:
    at = articles.index(article)
    return articles[at + 1 : at + 1 + most]


def newer(articles: Sequence[Article], article: Article, most: int) -> Sequence[Article]:
    at = articles.index(article)
    return articles[max(0, at - most) : at]
