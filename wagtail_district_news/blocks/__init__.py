"""The blocks of articles and category pages."""

from .counters import CampaignMessagesBlock, MostReadBlock, VisitorCounterBlock
from .media import DocumentBlock, EmbedBlock, FigureBlock, GalleryBlock
from .streams import ArticleStreamBlock, CategoryStreamBlock
from .words import (
    CELL_FEATURES,
    PARAGRAPH_FEATURES,
    HeadingBlock,
    ParagraphBlock,
    QuoteBlock,
    TableBlock,
)

__all__ = [
    "CELL_FEATURES",
    "PARAGRAPH_FEATURES",
    "ArticleStreamBlock",
    "CampaignMessagesBlock",
    "CategoryStreamBlock",
    "DocumentBlock",
    "EmbedBlock",
    "FigureBlock",
    "GalleryBlock",
    "HeadingBlock",
    "MostReadBlock",
    "ParagraphBlock",
    "QuoteBlock",
    "TableBlock",
    "VisitorCounterBlock",
]
