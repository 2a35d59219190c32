# ruff: noqa: E501
"""The ledger's tables. Written by hand where it must run on Wagtail 7.4."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

PAGE_MODEL = getattr(settings, "WAGTAIL_PAGE_MODEL", "wagtailcore.Page")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("wagtailcore", "0094_alter_page_locale"),
        migrations.swappable_dependency(PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportedCategory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("portal", models.CharField(max_length=255, verbose_name="portal")),
                ("name", models.TextField(verbose_name="name")),
                ("made", models.BooleanField(default=False, verbose_name="made by the import")),
                ("indexed", models.BooleanField(default=True, verbose_name="in the search index")),
                (
                    "page",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=PAGE_MODEL,
                        verbose_name="page",
                    ),
                ),
            ],
            options={
                "verbose_name": "imported category",
                "verbose_name_plural": "imported categories",
            },
        ),
        migrations.CreateModel(
            name="ImportedFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("image", "image"), ("document", "document")],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                ("content_hash", models.CharField(max_length=64, verbose_name="content hash")),
                ("name", models.TextField(blank=True, verbose_name="stored name")),
                ("size", models.PositiveBigIntegerField(default=0, verbose_name="size in bytes")),
                ("source_path", models.TextField(blank=True, verbose_name="file in the source")),
                (
                    "object_pk",
                    models.CharField(
                        blank=True, db_index=True, max_length=64, verbose_name="image or document"
                    ),
                ),
                ("made", models.BooleanField(default=True, verbose_name="made by the import")),
                ("indexed", models.BooleanField(default=True, verbose_name="in the search index")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
            ],
            options={
                "verbose_name": "imported file",
                "verbose_name_plural": "imported files",
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "content_hash"), name="wdn_imported_file_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "started_at",
                    models.DateTimeField(
                        db_index=True, default=django.utils.timezone.now, verbose_name="started"
                    ),
                ),
                (
                    "heartbeat_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="last sign of life"),
                ),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="finished")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("running", "running"),
                            ("finished", "finished"),
                            ("failed", "stopped by an error"),
                            ("interrupted", "interrupted"),
                        ],
                        default="running",
                        max_length=16,
                        verbose_name="status",
                    ),
                ),
                ("source", models.TextField(verbose_name="source")),
                ("source_digest", models.CharField(blank=True, max_length=64, verbose_name="source digest")),
                (
                    "portal",
                    models.CharField(blank=True, db_index=True, max_length=255, verbose_name="portal"),
                ),
                ("base_url", models.TextField(blank=True, verbose_name="old address")),
                ("profile_name", models.CharField(blank=True, max_length=255, verbose_name="profile")),
                ("profile_hash", models.CharField(blank=True, max_length=64, verbose_name="profile hash")),
                (
                    "converter_version",
                    models.PositiveIntegerField(default=0, verbose_name="converter version"),
                ),
                ("options", models.JSONField(blank=True, default=dict, verbose_name="options")),
                ("counts", models.JSONField(blank=True, default=dict, verbose_name="counts")),
                ("message", models.TextField(blank=True, verbose_name="message")),
                ("words_kept", models.PositiveBigIntegerField(default=0, verbose_name="words kept")),
                (
                    "words_furniture",
                    models.PositiveBigIntegerField(default=0, verbose_name="words of furniture"),
                ),
                ("words_lost", models.PositiveBigIntegerField(default=0, verbose_name="words lost")),
                (
                    "target",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=PAGE_MODEL,
                        verbose_name="target page",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "import run",
                "verbose_name_plural": "import runs",
                "ordering": ["-started_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ImportRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("portal", models.CharField(db_index=True, max_length=255, verbose_name="portal")),
                ("key", models.TextField(verbose_name="source key")),
                ("path", models.TextField(verbose_name="file")),
                ("address", models.TextField(blank=True, verbose_name="old address")),
                ("kind", models.CharField(blank=True, max_length=16, verbose_name="kind")),
                ("title", models.TextField(blank=True, verbose_name="title")),
                ("source_hash", models.CharField(blank=True, max_length=64, verbose_name="source hash")),
                ("profile_hash", models.CharField(blank=True, max_length=64, verbose_name="profile hash")),
                (
                    "converter_version",
                    models.PositiveIntegerField(default=0, verbose_name="converter version"),
                ),
                ("written", models.BooleanField(default=False, verbose_name="a page was written")),
                ("placed_under", models.PositiveBigIntegerField(editable=False, null=True)),
                ("was_live", models.BooleanField(default=False, editable=False)),
                (
                    "revision",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="revision written"),
                ),
                ("content_digest", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "view_count",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="views on the old portal"),
                ),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("new", "new"),
                            ("updated", "updated"),
                            ("unchanged", "unchanged"),
                            ("skipped", "skipped"),
                            ("failed", "failed"),
                        ],
                        max_length=16,
                        verbose_name="status",
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=32, verbose_name="code of the reason")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("reason_parts", models.JSONField(blank=True, default=dict, editable=False)),
                ("messages", models.JSONField(blank=True, default=list, verbose_name="messages")),
                ("has_losses", models.BooleanField(default=False, verbose_name="with losses")),
                ("words_kept", models.PositiveIntegerField(default=0, verbose_name="words kept")),
                (
                    "words_furniture",
                    models.PositiveIntegerField(default=0, verbose_name="words of furniture"),
                ),
                ("words_lost", models.PositiveIntegerField(default=0, verbose_name="words lost")),
                ("lost_words", models.JSONField(blank=True, default=list, verbose_name="lost words")),
                ("indexed", models.BooleanField(default=True, verbose_name="in the search index")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated")),
                (
                    "page",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=PAGE_MODEL,
                        verbose_name="page",
                    ),
                ),
                (
                    "first_run",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtail_district_news_importer.importrun",
                        verbose_name="first run",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="records",
                        to="wagtail_district_news_importer.importrun",
                        verbose_name="last run",
                    ),
                ),
            ],
            options={
                "verbose_name": "import record",
                "verbose_name_plural": "import records",
                "ordering": ["path", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PendingLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("href", models.TextField(verbose_name="link as stored")),
                ("target_path", models.TextField(blank=True, verbose_name="file it points to")),
                ("target_key", models.CharField(blank=True, max_length=64)),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pending_links",
                        to="wagtail_district_news_importer.importrecord",
                    ),
                ),
            ],
            options={
                "verbose_name": "pending link",
                "verbose_name_plural": "pending links",
            },
        ),
    ]
