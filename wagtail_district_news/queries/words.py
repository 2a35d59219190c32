"""Articles by the words in them."""

from __future__ import annotations

from wagtail.search.query import Or, Phrase, PlainText

from .. import text
from .lists import articles
from .scope import Scope

LONGEST_QUERY = 200  # characters


def search(query: str, site=None, category=None, locale=None, scope: Scope | None = None):
    """Return the articles that hold every word of the query, best first; accents and case do not matter.

    A result set with `count()` and slices, as Wagtail's search gives. Nothing is found by an empty query. All
    languages are searched unless `locale` says which.
    """
    return search_in(articles(category=category, site=site, locale=locale, scope=scope), query)


def search_in(found, query: str, by_date: bool = False):
    """Return those of a queryset of articles that hold every word: best first, or in the queryset's order."""
    folded = text.folded_words(query or "")
    if len(folded) > LONGEST_QUERY:  # half a word would find nothing
        folded = folded[: LONGEST_QUERY + 1].rpartition(" ")[0]
    if not folded:
        return found.none()
    # search takes the key by its own name only
    order = [name.replace("pk", "id") for name in found.query.order_by] if by_date else []
    wanted = PlainText(folded, operator="and")
    if " " in folded and not by_date:  # "dan van" means "dân vận" sooner than "dân … văn"
        wanted = Or([Phrase(folded), wanted])
    return found.order_by(*order).search(wanted, order_by_relevance=not by_date)
