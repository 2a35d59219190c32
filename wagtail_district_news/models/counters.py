"""Readership: what the old portal counted and what this site counts, kept apart; `counting` writes it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..counting.counters import GREATEST
from ..numbers import grouped
from .base import PAGE_MODEL_NAME, stays_out_of_reference_index


class Totals(models.Model):
    """A legacy baseline with its origin, and an own count."""

    legacy_count = models.PositiveBigIntegerField(_("on the old portal"), default=0)
    own_count = models.PositiveBigIntegerField(_("on this site"), default=0, editable=False)
    legacy_source = models.TextField(
        _("source of the old count"),
        blank=True,
        help_text=_("The page or the record that the old count was read from."),
    )
    legacy_imported_at = models.DateTimeField(_("old count set at"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Save what an editor may correct; the own count is only ever added to in the database."""
        if self.legacy_count and self.legacy_imported_at is None:
            self.legacy_imported_at = timezone.now()  # a correction is kept by later imports
        if not self._state.adding and kwargs.get("update_fields") is None:
            kwargs["update_fields"] = ["legacy_count", "legacy_source", "legacy_imported_at"]
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.legacy_count is not None and self.legacy_count > GREATEST:
            message = _("No portal counted so much. Give a number up to %(greatest)s.")
            raise ValidationError({"legacy_count": message % {"greatest": grouped(GREATEST)}})

    @property
    def total(self) -> int:
        return self.legacy_count + self.own_count


class ViewCount(Totals):
    """How often one page was read."""

    page = models.OneToOneField(
        PAGE_MODEL_NAME,
        verbose_name=_("article"),
        on_delete=models.CASCADE,
        related_name="+",
        editable=False,
    )

    stays_out_of_reference_index(page)

    class Meta:
        # rows come and go with their page; nobody adds or deletes one
        default_permissions = ("change", "view")
        indexes = [models.Index((F("legacy_count") + F("own_count")).desc(), name="wdn_most_viewed")]
        verbose_name = _("view count")
        verbose_name_plural = _("view counts")

    def __str__(self):
        return f"{self.page}: {grouped(self.total)}"


class VisitorCount(Totals):
    """How often one site was visited."""

    site = models.OneToOneField(
        "wagtailcore.Site", verbose_name=_("site"), on_delete=models.CASCADE, related_name="+", editable=False
    )

    stays_out_of_reference_index(site)

    class Meta:
        default_permissions = ("change", "view")
        verbose_name = _("visitor count")
        verbose_name_plural = _("visitor counts")

    def __str__(self):
        return f"{self.site}: {grouped(self.total)}"
