"""Listing, neighbours, archive counts, most read, search: the only place with clever SQL."""

from ..categorised import categories
from .archive import archive_counts, previous_and_next_period
from .front import (
    CategoryArticles,
    campaign_messages,
    category_of,
    latest_by_category,
    site_categories,
    subcategories,
    top_categories,
)
from .lists import (
    NEWEST_FIRST,
    OLDEST_FIRST,
    Neighbours,
    articles,
    attachments,
    in_period,
    neighbours,
    related_articles,
)
from .readers import most_read
from .scope import Scope, hidden_paths, in_site, is_public, public, scope_of, shown_locale
from .words import search, search_in

__all__ = [
    "NEWEST_FIRST",
    "OLDEST_FIRST",
    "CategoryArticles",
    "Neighbours",
    "Scope",
    "archive_counts",
    "articles",
    "attachments",
    "campaign_messages",
    "categories",
    "category_of",
    "hidden_paths",
    "in_period",
    "in_site",
    "is_public",
    "latest_by_category",
    "most_read",
    "neighbours",
    "previous_and_next_period",
    "public",
    "related_articles",
    "scope_of",
    "search",
    "search_in",
    "shown_locale",
    "site_categories",
    "subcategories",
    "top_categories",
]
