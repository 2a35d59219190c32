"""Blocks made of words: heading, paragraph, quote, table."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.rich_text import expand_db_html

from .checked import CheckedStructBlock
from .markup import editable_rich_text, safe_rich_text

# What the editor can hold without loss. Headings, figures, tables and embeds are blocks of their own.
CELL_FEATURES = ["bold", "italic", "link", "document-link", "superscript", "subscript", "strikethrough"]
PARAGRAPH_FEATURES = [*CELL_FEATURES, "ol", "ul", "hr"]

TEXT = _("Text")
LEVELS = ("2", "3", "4")


class LevelBlock(blocks.ChoiceBlock):
    """A choice of form's sake. A search index would else hold its label, which no reader sees."""

    def get_searchable_content(self, value):
        return []


class HeadingBlock(CheckedStructBlock):
    text = blocks.CharBlock(label=_("Heading"), max_length=500)
    level = LevelBlock(
        label=_("Level"),
        choices=[("2", _("Section")), ("3", _("Part of a section")), ("4", _("Smallest heading"))],
        default="2",
    )

    def checked(self, value):
        # it becomes part of a tag's name, where no escaping helps
        if value and str(value.get("level")) not in LEVELS:
            value["level"] = "2"
        return value

    class Meta:
        icon = "title"
        group = TEXT
        label = _("Heading")
        template = "wagtail_district_news/blocks/heading.html"
        preview_template = "wagtail_district_news/blocks/preview.html"
        preview_value = {"text": "Một năm nhìn lại", "level": "2"}  # "A year in review"
        description = _("Names the section that follows")


class RichText(blocks.RichTextBlock):
    """Rich text that answers as the HTML a page shows, whichever API asks.

    What code wrote into it is as safe as what the editor makes: nothing in it runs, or loads from elsewhere.
    """

    def to_python(self, value):
        return super().to_python(safe_rich_text(value or ""))

    def normalize(self, value):
        value = super().normalize(value)
        return type(value)(safe_rich_text(value.source)) if value else value

    def value_for_form(self, value):
        return editable_rich_text(super().value_for_form(value), self.field.widget)

    def get_api_representation(self, value, context=None):
        return expand_db_html(value.source) if value else ""


class ParagraphBlock(RichText):
    """Paragraphs and lists."""

    def __init__(self, **kwargs):
        super().__init__(**{"features": PARAGRAPH_FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"
        group = TEXT
        label = _("Paragraph")
        template = "wagtail_district_news/blocks/paragraph.html"
        preview_template = "wagtail_district_news/blocks/preview.html"
        # "The ward opened its new reading room this morning, with more than 3,000 books."
        preview_value = "<p>Sáng nay, phường khai trương phòng đọc mới với hơn <b>3.000</b> đầu sách.</p>"
        description = _("Paragraphs and lists")


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"))
    attribution = blocks.CharBlock(label=_("Who said it"), required=False, max_length=255)

    class Meta:
        icon = "openquote"
        group = TEXT
        label = _("Quotation")
        template = "wagtail_district_news/blocks/quote.html"
        preview_template = "wagtail_district_news/blocks/preview.html"
        # "A good book is a good friend." - "A reader"
        preview_value = {"text": "Một cuốn sách tốt là một người bạn tốt.", "attribution": "Một bạn đọc"}
        description = _("Somebody's own words")


class TableBlock(TypedTableBlock):
    """A data table whose cells are short rich text; it answers as rows, without the editor's column types."""

    def __init__(self, local_blocks=None, **kwargs):
        # not required: tables have empty cells
        cell = RichText(label=TEXT, features=CELL_FEATURES, required=False)
        super().__init__(local_blocks or [("text", cell)], **kwargs)

    def get_api_representation(self, table, context=None):
        return {
            "caption": table.caption or "",
            "headings": [column["heading"] or "" for column in table.columns],
            "rows": [
                [
                    column["block"].get_api_representation(value, context=context)
                    for column, value in zip(table.columns, row["values"], strict=True)
                ]
                for row in table.row_data
            ],
        }

    def get_preview_value(self):
        return self.to_python(
            {
                "caption": "Giờ mở cửa",  # "Opening hours"
                "columns": [{"type": "text", "heading": heading} for heading in ("Ngày", "Giờ")],
                "rows": [{"values": ["Thứ Hai", "8:00 – 17:00"]}, {"values": ["Thứ Bảy", "8:00 – 11:30"]}],
            }
        )

    class Meta:
        icon = "table"
        group = TEXT
        label = _("Table")
        template = "wagtail_district_news/blocks/table.html"
        preview_template = "wagtail_district_news/blocks/preview.html"
        description = _("Rows and columns of data")
