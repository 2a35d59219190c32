"""The ledger: what was read, what became of it, and what is still open."""

from __future__ import annotations

from datetime import timedelta

import swapper
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page  # noqa: F401  (registers WAGTAIL_PAGE_MODEL with swapper where Wagtail has it)

from .messages import said

swapper.set_app_prefix("wagtailcore", "wagtail")
PAGE_MODEL = swapper.get_model_name("wagtailcore", "Page")
ALIVE = timedelta(seconds=60)  # a run without a sign of life for so long was killed


class Status(models.TextChoices):
    """How a page ended. `NEW` and `UPDATED` wrote something; the others wrote nothing."""

    NEW = "new", _("new")
    UPDATED = "updated", _("updated")
    UNCHANGED = "unchanged", _("unchanged")
    SKIPPED = "skipped", _("skipped")
    FAILED = "failed", _("failed")


class RunStatus(models.TextChoices):
    RUNNING = "running", _("running")
    FINISHED = "finished", _("finished")
    FAILED = "failed", _("stopped by an error")
    INTERRUPTED = "interrupted", _("interrupted")


class ImportRun(models.Model):
    """One call of the importer: when, from what, with what settings, and how it ended."""

    started_at = models.DateTimeField(_("started"), default=timezone.now, db_index=True)
    heartbeat_at = models.DateTimeField(_("last sign of life"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    status = models.CharField(
        _("status"), max_length=16, choices=RunStatus.choices, default=RunStatus.RUNNING
    )
    source = models.TextField(_("source"))
    source_digest = models.CharField(_("source digest"), max_length=64, blank=True)
    portal = models.CharField(_("portal"), max_length=255, blank=True, db_index=True)
    base_url = models.TextField(_("old address"), blank=True)
    profile_name = models.CharField(_("profile"), max_length=255, blank=True)
    profile_hash = models.CharField(_("profile hash"), max_length=64, blank=True)
    converter_version = models.PositiveIntegerField(_("converter version"), default=0)
    options = models.JSONField(_("options"), default=dict, blank=True)
    counts = models.JSONField(_("counts"), default=dict, blank=True)
    message = models.TextField(_("message"), blank=True)
    words_kept = models.PositiveBigIntegerField(_("words kept"), default=0)
    words_furniture = models.PositiveBigIntegerField(_("words of furniture"), default=0)
    words_lost = models.PositiveBigIntegerField(_("words lost"), default=0)
    target = models.ForeignKey(
        PAGE_MODEL,
        verbose_name=_("target page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_constraint=False,
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_constraint=False,
    )

    class Meta:
        verbose_name = _("import run")
        verbose_name_plural = _("import runs")
        ordering = ["-started_at", "-pk"]

    def __str__(self):
        return f"#{self.pk} {self.source}"


class ImportRecord(models.Model):
    """One document of a portal and the page it became. `key_hash` is its claim: one row, one page."""

    key_hash = models.CharField(max_length=64, unique=True, editable=False)
    portal = models.CharField(_("portal"), max_length=255, db_index=True)
    key = models.TextField(_("source key"))
    path = models.TextField(_("file"))
    address = models.TextField(_("old address"), blank=True)
    kind = models.CharField(_("kind"), max_length=16, blank=True)
    title = models.TextField(_("title"), blank=True)
    source_hash = models.CharField(_("source hash"), max_length=64, blank=True)
    profile_hash = models.CharField(_("profile hash"), max_length=64, blank=True)
    converter_version = models.PositiveIntegerField(_("converter version"), default=0)
    page = models.ForeignKey(
        PAGE_MODEL,
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_constraint=False,
    )
    written = models.BooleanField(_("a page was written"), default=False)
    placed_under = models.PositiveBigIntegerField(null=True, editable=False)
    was_live = models.BooleanField(default=False, editable=False)
    revision = models.PositiveBigIntegerField(_("revision written"), null=True, blank=True)
    content_digest = models.CharField(max_length=64, blank=True, editable=False)
    view_count = models.PositiveBigIntegerField(_("views on the old portal"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=16, choices=Status.choices, blank=True)
    code = models.CharField(_("code of the reason"), max_length=32, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    reason_parts = models.JSONField(default=dict, blank=True, editable=False)
    messages = models.JSONField(_("messages"), default=list, blank=True)
    has_losses = models.BooleanField(_("with losses"), default=False)
    words_kept = models.PositiveIntegerField(_("words kept"), default=0)
    words_furniture = models.PositiveIntegerField(_("words of furniture"), default=0)
    words_lost = models.PositiveIntegerField(_("words lost"), default=0)
    lost_words = models.JSONField(_("lost words"), default=list, blank=True)
    indexed = models.BooleanField(_("in the search index"), default=True)
    first_run = models.ForeignKey(
        ImportRun, verbose_name=_("first run"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    run = models.ForeignKey(
        ImportRun, verbose_name=_("last run"), null=True, on_delete=models.SET_NULL, related_name="records"
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        verbose_name = _("import record")
        verbose_name_plural = _("import records")
        ordering = ["path", "pk"]

    def __str__(self):
        return self.path

    @property
    def losses(self) -> str:
        """What of the old page did not survive, on one line."""
        return "; ".join(
            f"{said(row['message'], row.get('parts'))} [{row['detail']}]"
            if row.get("detail")
            else said(row["message"], row.get("parts"))
            for row in self.messages
            if row.get("loss")
        )


class ImportedCategory(models.Model):
    """A category of the old portal and the page that stands for it; survives a rename by an editor."""

    key_hash = models.CharField(max_length=64, unique=True, editable=False)
    portal = models.CharField(_("portal"), max_length=255)
    name = models.TextField(_("name"))
    page = models.ForeignKey(
        PAGE_MODEL,
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_constraint=False,
    )
    made = models.BooleanField(_("made by the import"), default=False)
    indexed = models.BooleanField(_("in the search index"), default=True)

    class Meta:
        verbose_name = _("imported category")
        verbose_name_plural = _("imported categories")

    def __str__(self):
        return self.name


class ImportedFile(models.Model):
    """A stored file by its content. The row is written before the file: a kill leaves no unknown file.

    `object_pk` names the image or document; empty while the file is only intended. No foreign key: images
    and documents are the site's own models and must be deletable whether this app is installed or not.
    """

    class Kind(models.TextChoices):
        IMAGE = "image", _("image")
        DOCUMENT = "document", _("document")

    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices)
    content_hash = models.CharField(_("content hash"), max_length=64)
    name = models.TextField(_("stored name"), blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    source_path = models.TextField(_("file in the source"), blank=True)
    object_pk = models.CharField(_("image or document"), max_length=64, blank=True, db_index=True)
    made = models.BooleanField(_("made by the import"), default=True)
    indexed = models.BooleanField(_("in the search index"), default=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")
        constraints = [
            models.UniqueConstraint(fields=["kind", "content_hash"], name="wdn_imported_file_once"),
        ]

    def __str__(self):
        return self.name or self.content_hash


class PendingLink(models.Model):
    """A link whose target page did not stand yet; looked at again when all pages stand."""

    record = models.ForeignKey(ImportRecord, on_delete=models.CASCADE, related_name="pending_links")
    href = models.TextField(_("link as stored"))
    target_path = models.TextField(_("file it points to"), blank=True)
    target_key = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("pending link")
        verbose_name_plural = _("pending links")

    def __str__(self):
        return self.href
