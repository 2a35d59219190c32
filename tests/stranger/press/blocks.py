"""The block sets of the site: one of ours changed, some taken away, one of its own."""

from wagtail import blocks

from wagtail_district_news.blocks import ArticleStreamBlock, FigureBlock


class WideFigureBlock(FigureBlock):
    wide = blocks.BooleanBlock(required=False)
    place = blocks.CharBlock(required=False)


class PoemBlock(blocks.StructBlock):
    lines = blocks.ListBlock(blocks.CharBlock())
    poet = blocks.CharBlock(required=False)

    class Meta:
        template = "press/poem.html"


class ReportBlocks(ArticleStreamBlock):
    figure = WideFigureBlock()
    poem = PoemBlock()
    gallery = None
    visitor_counter = None
    campaign_messages = None


class DeskBlocks(blocks.StreamBlock):
    paragraph = blocks.RichTextBlock()
    hours = blocks.StructBlock([("day", blocks.CharBlock()), ("until", blocks.TimeBlock())])
