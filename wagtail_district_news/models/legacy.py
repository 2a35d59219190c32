"""Old addresses that the site still answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .base import PAGE_MODEL_NAME, stays_out_of_reference_index


class LegacyAddress(models.Model):
    """One normalised key of an old address, and the page that stands for it now.

    A key may have any length, so its SHA-256 is what is unique. `derived` keys are weaker forms of an address
    (its item number alone, say): they give way to a page that had the key itself. `gone`: the page was taken
    down for good, and the address answers 410.
    """

    site = models.ForeignKey(
        "wagtailcore.Site", verbose_name=_("site"), on_delete=models.CASCADE, related_name="+"
    )
    key = models.TextField(_("key"))
    key_hash = models.CharField(_("hash of the key"), max_length=64, editable=False)
    derived = models.BooleanField(_("derived"), default=False)
    page = models.ForeignKey(
        PAGE_MODEL_NAME,
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    gone = models.BooleanField(_("gone"), default=False)

    stays_out_of_reference_index(page)
    stays_out_of_reference_index(site)

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        constraints = [
            models.UniqueConstraint(fields=["site", "key_hash"], name="wdn_legacy_address_once"),
        ]

    def __str__(self):
        return self.key
