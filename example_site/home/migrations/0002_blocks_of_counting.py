"""The blocks of counting that the package brings with its default set."""

import wagtail.fields
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="homepage",
            name="side",
            field=wagtail.fields.StreamField(
                [("campaign_messages", 2), ("visitor_counter", 7)],
                blank=True,
                block_lookup={
                    0: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Heading", "max_length": 255, "required": False},
                    ),
                    1: (
                        "wagtail.blocks.IntegerBlock",
                        (),
                        {"default": 5, "label": "At most", "max_value": 50, "min_value": 1},
                    ),
                    2: ("wagtail.blocks.StructBlock", [[("heading", 0), ("limit", 1)]], {}),
                    3: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Empty: “Visitors”.",
                            "label": "Label",
                            "max_length": 100,
                            "required": False,
                        },
                    ),
                    4: (
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
                    5: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {"label": "Show the visitors of today", "required": False},
                    ),
                    6: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {"label": "Show who is online now", "required": False},
                    ),
                    7: (
                        "wagtail.blocks.StructBlock",
                        [[("label", 3), ("digits", 4), ("show_today", 5), ("show_online", 6)]],
                        {},
                    ),
                },
                verbose_name="beside the news",
            ),
        ),
    ]
