"""The home page; written by hand where newer Wagtail names what older ones lack."""

import django.db.models.deletion
import wagtail.fields
from django.db import migrations, models



class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("wagtailcore", "0094_alter_page_locale"),
    ]

    operations = [
        migrations.CreateModel(
            name="HomePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                ("motto", models.CharField(blank=True, max_length=200, verbose_name="motto")),
                (
                    "side",
                    wagtail.fields.StreamField(
                        [("campaign_messages", 2), ("visitor_counter", 5)],
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
                                    "help_text": "Empty: “Visits”.",
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
                            5: ("wagtail.blocks.StructBlock", [[("label", 3), ("digits", 4)]], {}),
                        },
                        verbose_name="beside the news",
                    ),
                ),
            ],
            options={
                "verbose_name": "home page",
            },
            bases=("wagtailcore.page",),
        ),
    ]
