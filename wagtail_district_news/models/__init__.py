"""The tables of the news."""

from .articles import (
    AbstractArticleAttachment,
    AbstractRelatedArticle,
    ArticleMixin,
)
from .base import PAGES_ARE_OURS
from .campaigns import CampaignMessage
from .categories import CategoryIndexMixin
from .counters import ViewCount, VisitorCount
from .legacy import LegacyAddress
from .readings import CountingState, DailyViewCount, DailyVisitorCount, FlushedBatch, LastSeen, Sighting

__all__ = [
    "PAGES_ARE_OURS",
    "AbstractArticleAttachment",
    "AbstractRelatedArticle",
    "ArticleMixin",
    "CampaignMessage",
    "CategoryIndexMixin",
    "CountingState",
    "DailyViewCount",
    "DailyVisitorCount",
    "FlushedBatch",
    "LastSeen",
    "LegacyAddress",
    "Sighting",
    "ViewCount",
    "VisitorCount",
]

if PAGES_ARE_OURS:
    from .pages import (
        ArticleAttachment,
        ArticlePage,
        ArticleTag,
        CategoryIndexPage,
        RelatedArticle,
    )

    __all__ += ["ArticleAttachment", "ArticlePage", "ArticleTag", "CategoryIndexPage", "RelatedArticle"]
