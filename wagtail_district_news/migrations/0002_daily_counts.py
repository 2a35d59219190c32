"""Counts by day, and what waits to be rolled up. Own counts from before have no day, and go on counting."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from wagtail_district_news.models.readings import AppendedKey

PAGE_MODEL = getattr(settings, "WAGTAIL_PAGE_MODEL", "wagtailcore.Page")
# totals, days, the column of the owner, its number, and milliseconds in which a visitor counts once
COUNTERS = (
    ("ViewCount", "DailyViewCount", "page_id", 0, 30_000),
    ("VisitorCount", "DailyVisitorCount", "site_id", 1, 1_800_000),
)


def tables(apps, schema_editor, *names):
    quote = schema_editor.connection.ops.quote_name
    return [quote(apps.get_model("wagtail_district_news", name)._meta.db_table) for name in names]


def give_old_counts_a_row(apps, schema_editor):
    for total, daily, owner, *_ in COUNTERS:
        totals, days = tables(apps, schema_editor, total, daily)
        schema_editor.execute(
            f"INSERT INTO {days} ({owner}, day, count) SELECT {owner}, NULL, own_count FROM {totals} "
            "WHERE own_count > 0"
        )


def add_what_waits(apps, schema_editor):
    for total, _daily, owner, kind, window in COUNTERS:
        totals, sightings, last_seen = tables(apps, schema_editor, total, "Sighting", "LastSeen")
        waiting = (
            f"SELECT COUNT(*) FROM (SELECT {owner}, visitor, seen_at, seen_at - LAG(seen_at) OVER "
            f"(PARTITION BY {owner}, visitor ORDER BY seen_at, id) AS since FROM {sightings}) AS s "
            f"LEFT JOIN {last_seen} AS l ON l.kind = {kind} AND l.owner = s.{owner} AND l.visitor = s.visitor "
            f"WHERE s.{owner} = {totals}.{owner} "
            f"AND COALESCE(s.since, s.seen_at - l.seen_at, {window} + 1) > {window}"
        )
        schema_editor.execute(f"UPDATE {totals} SET own_count = own_count + ({waiting})")


def key():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def foreign_key(to):
    return models.ForeignKey(
        db_index=False, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to=to
    )


class Migration(migrations.Migration):
    dependencies = [
        ("wagtail_district_news", "0001_initial"),
        ("wagtailcore", "0094_alter_page_locale"),
        migrations.swappable_dependency(PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CountingState",
            fields=[
                ("id", key()),
                ("salt_day", models.DateField(null=True)),
                ("salt", models.CharField(blank=True, max_length=64)),
                ("rolled_up_at", models.BigIntegerField(default=0)),
            ],
            options={"default_permissions": ()},
        ),
        migrations.CreateModel(
            name="FlushedBatch",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("flushed_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={"default_permissions": ()},
        ),
        migrations.CreateModel(
            name="Sighting",
            fields=[
                ("id", AppendedKey(primary_key=True, serialize=False)),
                ("page_id", models.BigIntegerField(null=True)),
                ("site_id", models.BigIntegerField(null=True)),
                ("visitor", models.BigIntegerField()),
                ("day", models.DateField()),
                ("seen_at", models.BigIntegerField()),
            ],
            options={"default_permissions": ()},
        ),
        migrations.CreateModel(
            name="LastSeen",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "kind", "owner", "visitor", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.SmallIntegerField()),
                ("owner", models.BigIntegerField()),
                ("visitor", models.BigIntegerField()),
                ("seen_at", models.BigIntegerField()),
            ],
            options={"default_permissions": ()},
        ),
        migrations.AddIndex(
            model_name="lastseen", index=models.Index(fields=["kind", "seen_at"], name="wdn_last_seen")
        ),
        migrations.CreateModel(
            name="DailyViewCount",
            fields=[
                ("id", key()),
                ("day", models.DateField(editable=False, null=True)),
                ("count", models.PositiveBigIntegerField(default=0, editable=False)),
                ("page", foreign_key(PAGE_MODEL)),
            ],
            options={"default_permissions": ()},
        ),
        migrations.CreateModel(
            name="DailyVisitorCount",
            fields=[
                ("id", key()),
                ("day", models.DateField(editable=False, null=True)),
                ("count", models.PositiveBigIntegerField(default=0, editable=False)),
                ("site", foreign_key("wagtailcore.site")),
            ],
            options={"default_permissions": ()},
        ),
        migrations.AddConstraint(
            model_name="dailyviewcount",
            constraint=models.UniqueConstraint(fields=("page", "day"), name="wdn_views_once_a_day"),
        ),
        migrations.AddConstraint(
            model_name="dailyviewcount",
            constraint=models.UniqueConstraint(
                condition=models.Q(("day", None)), fields=("page",), name="wdn_views_before_once"
            ),
        ),
        migrations.AddIndex(
            model_name="dailyviewcount",
            index=models.Index(fields=["day", "page", "count"], name="wdn_views_by_day"),
        ),
        migrations.AddConstraint(
            model_name="dailyvisitorcount",
            constraint=models.UniqueConstraint(fields=("site", "day"), name="wdn_visits_once_a_day"),
        ),
        migrations.AddConstraint(
            model_name="dailyvisitorcount",
            constraint=models.UniqueConstraint(
                condition=models.Q(("day", None)), fields=("site",), name="wdn_visits_before_once"
            ),
        ),
        migrations.AddIndex(
            model_name="viewcount",
            index=models.Index(
                (models.F("legacy_count") + models.F("own_count")).desc(), name="wdn_most_viewed"
            ),
        ),
        # last: PostgreSQL changes no table whose foreign keys it has yet to look at
        migrations.RunPython(give_old_counts_a_row, add_what_waits),
    ]
