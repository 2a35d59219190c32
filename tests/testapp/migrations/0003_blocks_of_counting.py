"""The blocks of counting that the package brings with its default set."""

import wagtail.fields
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("testapp", "0002_own_classes"),
    ]

    operations = [
        migrations.AlterField(
            model_name="desk",
            name="body",
            field=wagtail.fields.StreamField(
                [
                    ("heading", 2),
                    ("paragraph", 3),
                    ("figure", 9),
                    ("gallery", 12),
                    ("quote", 15),
                    ("table", 17),
                    ("document", 20),
                    ("embed", 22),
                    ("visitor_counter", 27),
                    ("most_read", 32),
                    ("campaign_messages", 34),
                ],
                blank=True,
                block_lookup={
                    0: ("wagtail.blocks.CharBlock", (), {"label": "Heading", "max_length": 500}),
                    1: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("2", "Section"),
                                ("3", "Part of a section"),
                                ("4", "Smallest heading"),
                            ],
                            "label": "Level",
                        },
                    ),
                    2: ("wagtail.blocks.StructBlock", [[("text", 0), ("level", 1)]], {}),
                    3: ("wagtail_district_news.blocks.words.ParagraphBlock", (), {}),
                    4: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Picture"}),
                    5: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "What the picture shows, for those who cannot see it. Empty: the picture's own description.",
                            "label": "Text alternative",
                            "max_length": 500,
                            "required": False,
                        },
                    ),
                    6: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {
                            "help_text": "The picture says nothing that the text does not; screen readers pass over it.",
                            "label": "Only decoration",
                            "required": False,
                        },
                    ),
                    7: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Caption", "max_length": 1000, "required": False},
                    ),
                    8: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Credit", "max_length": 255, "required": False},
                    ),
                    9: (
                        "wagtail.blocks.StructBlock",
                        [[("image", 4), ("alt_text", 5), ("decorative", 6), ("caption", 7), ("credit", 8)]],
                        {},
                    ),
                    10: ("wagtail.blocks.ListBlock", (9,), {"label": "Pictures", "min_num": 1}),
                    11: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Caption of the gallery", "max_length": 1000, "required": False},
                    ),
                    12: ("wagtail.blocks.StructBlock", [[("images", 10), ("caption", 11)]], {}),
                    13: ("wagtail.blocks.TextBlock", (), {"label": "Quotation"}),
                    14: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Who said it", "max_length": 255, "required": False},
                    ),
                    15: ("wagtail.blocks.StructBlock", [[("text", 13), ("attribution", 14)]], {}),
                    16: (
                        "wagtail_district_news.blocks.words.RichText",
                        (),
                        {
                            "features": [
                                "bold",
                                "italic",
                                "link",
                                "document-link",
                                "superscript",
                                "subscript",
                                "strikethrough",
                            ],
                            "label": "Text",
                            "required": False,
                        },
                    ),
                    17: ("wagtail.contrib.typed_table_block.blocks.TypedTableBlock", [[("text", 16)]], {}),
                    18: ("wagtail.documents.blocks.DocumentChooserBlock", (), {"label": "Document"}),
                    19: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Empty: the document's own title.",
                            "label": "Title",
                            "max_length": 500,
                            "required": False,
                        },
                    ),
                    20: ("wagtail.blocks.StructBlock", [[("document", 18), ("title", 19)]], {}),
                    21: (
                        "wagtail.blocks.URLBlock",
                        (),
                        {
                            "help_text": "The page of the video or the map.",
                            "label": "Address",
                            "max_length": 2000,
                        },
                    ),
                    22: ("wagtail.blocks.StructBlock", [[("url", 21), ("caption", 7)]], {}),
                    23: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Empty: “Visitors”.",
                            "label": "Label",
                            "max_length": 100,
                            "required": False,
                        },
                    ),
                    24: (
                        "wagtail.blocks.IntegerBlock",
                        (),
                        {
                            "help_text": "Empty: as the site is set up.",
                            "label": "Digits",
                            "max_value": 20,
                            "min_value": 1,
                            "required": False,
                        },
                    ),
                    25: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {"label": "Show the visitors of today", "required": False},
                    ),
                    26: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {"label": "Show who is online now", "required": False},
                    ),
                    27: (
                        "wagtail.blocks.StructBlock",
                        [[("label", 23), ("digits", 24), ("show_today", 25), ("show_online", 26)]],
                        {},
                    ),
                    28: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Empty: “Most read”.",
                            "label": "Heading",
                            "max_length": 255,
                            "required": False,
                        },
                    ),
                    29: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("7", "in the last 7 days"),
                                ("30", "in the last 30 days"),
                                ("0", "ever"),
                            ],
                            "label": "Time span",
                        },
                    ),
                    30: (
                        "wagtail.blocks.PageChooserBlock",
                        (),
                        {"help_text": "Empty: the whole site.", "label": "Category", "required": False},
                    ),
                    31: (
                        "wagtail.blocks.IntegerBlock",
                        (),
                        {"default": 5, "label": "At most", "max_value": 50, "min_value": 1},
                    ),
                    32: (
                        "wagtail.blocks.StructBlock",
                        [[("heading", 28), ("days", 29), ("category", 30), ("limit", 31)]],
                        {},
                    ),
                    33: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Heading", "max_length": 255, "required": False},
                    ),
                    34: ("wagtail.blocks.StructBlock", [[("heading", 33), ("limit", 31)]], {}),
                },
                help_text="Shown above the list of articles.",
                verbose_name="body",
            ),
        ),
        migrations.AlterField(
            model_name="report",
            name="body",
            field=wagtail.fields.StreamField(
                [
                    ("heading", 2),
                    ("paragraph", 3),
                    ("figure", 9),
                    ("gallery", 12),
                    ("quote", 15),
                    ("table", 17),
                    ("document", 20),
                    ("embed", 22),
                    ("visitor_counter", 27),
                    ("most_read", 32),
                    ("campaign_messages", 34),
                ],
                blank=True,
                block_lookup={
                    0: ("wagtail.blocks.CharBlock", (), {"label": "Heading", "max_length": 500}),
                    1: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("2", "Section"),
                                ("3", "Part of a section"),
                                ("4", "Smallest heading"),
                            ],
                            "label": "Level",
                        },
                    ),
                    2: ("wagtail.blocks.StructBlock", [[("text", 0), ("level", 1)]], {}),
                    3: ("wagtail_district_news.blocks.words.ParagraphBlock", (), {}),
                    4: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Picture"}),
                    5: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "What the picture shows, for those who cannot see it. Empty: the picture's own description.",
                            "label": "Text alternative",
                            "max_length": 500,
                            "required": False,
                        },
                    ),
                    6: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {
                            "help_text": "The picture says nothing that the text does not; screen readers pass over it.",
                            "label": "Only decoration",
                            "required": False,
                        },
                    ),
                    7: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Caption", "max_length": 1000, "required": False},
                    ),
                    8: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Credit", "max_length": 255, "required": False},
                    ),
                    9: (
                        "wagtail.blocks.StructBlock",
                        [[("image", 4), ("alt_text", 5), ("decorative", 6), ("caption", 7), ("credit", 8)]],
                        {},
                    ),
                    10: ("wagtail.blocks.ListBlock", (9,), {"label": "Pictures", "min_num": 1}),
                    11: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Caption of the gallery", "max_length": 1000, "required": False},
                    ),
                    12: ("wagtail.blocks.StructBlock", [[("images", 10), ("caption", 11)]], {}),
                    13: ("wagtail.blocks.TextBlock", (), {"label": "Quotation"}),
                    14: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Who said it", "max_length": 255, "required": False},
                    ),
                    15: ("wagtail.blocks.StructBlock", [[("text", 13), ("attribution", 14)]], {}),
                    16: (
                        "wagtail_district_news.blocks.words.RichText",
                        (),
                        {
                            "features": [
                                "bold",
                                "italic",
                                "link",
                                "document-link",
                                "superscript",
                                "subscript",
                                "strikethrough",
                            ],
                            "label": "Text",
                            "required": False,
                        },
                    ),
                    17: ("wagtail.contrib.typed_table_block.blocks.TypedTableBlock", [[("text", 16)]], {}),
                    18: ("wagtail.documents.blocks.DocumentChooserBlock", (), {"label": "Document"}),
                    19: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Empty: the document's own title.",
                            "label": "Title",
                            "max_length": 500,
                            "required": False,
                        },
                    ),
                    20: ("wagtail.blocks.StructBlock", [[("document", 18), ("title", 19)]], {}),
                    21: (
                        "wagtail.blocks.URLBlock",
                        (),
                        {
                            "help_text": "The page of the video or the map.",
                            "label": "Address",
                            "max_length": 2000,
                        },
                    ),
                    22: ("wagtail.blocks.StructBlock", [[("url", 21), ("caption", 7)]], {}),
                    23: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Empty: “Visitors”.",
                            "label": "Label",
                            "max_length": 100,
                            "required": False,
                        },
                    ),
                    24: (
                        "wagtail.blocks.IntegerBlock",
                        (),
                        {
                            "help_text": "Empty: as the site is set up.",
                            "label": "Digits",
                            "max_value": 20,
                            "min_value": 1,
                            "required": False,
                        },
                    ),
                    25: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {"label": "Show the visitors of today", "required": False},
                    ),
                    26: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {"label": "Show who is online now", "required": False},
                    ),
                    27: (
                        "wagtail.blocks.StructBlock",
                        [[("label", 23), ("digits", 24), ("show_today", 25), ("show_online", 26)]],
                        {},
                    ),
                    28: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Empty: “Most read”.",
                            "label": "Heading",
                            "max_length": 255,
                            "required": False,
                        },
                    ),
                    29: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("7", "in the last 7 days"),
                                ("30", "in the last 30 days"),
                                ("0", "ever"),
                            ],
                            "label": "Time span",
                        },
                    ),
                    30: (
                        "wagtail.blocks.PageChooserBlock",
                        (),
                        {"help_text": "Empty: the whole site.", "label": "Category", "required": False},
                    ),
                    31: (
                        "wagtail.blocks.IntegerBlock",
                        (),
                        {"default": 5, "label": "At most", "max_value": 50, "min_value": 1},
                    ),
                    32: (
                        "wagtail.blocks.StructBlock",
                        [[("heading", 28), ("days", 29), ("category", 30), ("limit", 31)]],
                        {},
                    ),
                    33: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Heading", "max_length": 255, "required": False},
                    ),
                    34: ("wagtail.blocks.StructBlock", [[("heading", 33), ("limit", 31)]], {}),
                },
                verbose_name="body",
            ),
        ),
    ]
