"""The package's own block sets; a site names others in ARTICLE_BLOCKS and CATEGORY_BLOCKS."""

from wagtail import blocks

from .counters import CampaignMessagesBlock, MostReadBlock, VisitorCounterBlock
from .media import DocumentBlock, EmbedBlock, FigureBlock, GalleryBlock
from .words import HeadingBlock, ParagraphBlock, QuoteBlock, TableBlock


class ArticleStreamBlock(blocks.StreamBlock):
    """The blocks of an article's body."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    figure = FigureBlock()
    gallery = GalleryBlock()
    quote = QuoteBlock()
    table = TableBlock()
    document = DocumentBlock()
    embed = EmbedBlock()
    visitor_counter = VisitorCounterBlock()
    most_read = MostReadBlock()
    campaign_messages = CampaignMessagesBlock()


class CategoryStreamBlock(ArticleStreamBlock):
    """The blocks above a category's list."""
