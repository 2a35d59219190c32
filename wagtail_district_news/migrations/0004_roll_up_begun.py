"""When a roll-up was begun, so that on SQLite one process at a time decides what counts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("wagtail_district_news", "0003_blocks_of_counting")]

    operations = [
        migrations.AddField("CountingState", "begun_at", models.BigIntegerField(default=0)),
    ]
