"""Campaign messages: short lines that run for a while, such as a health campaign's."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.images import get_image_model_string
from wagtail.search import index

from .. import queries, text
from ..blocks.addresses import web_address
from .base import PAGE_MODEL_NAME


class CampaignMessageQuerySet(models.QuerySet):
    """Campaign messages by where and when they run."""

    def running(self, moment=None):
        """Return those that run at an aware moment, now by default: started, and not ended."""
        moment = moment or timezone.now()
        return self.filter(
            models.Q(starts_at=None) | models.Q(starts_at__lte=moment),
            models.Q(ends_at=None) | models.Q(ends_at__gt=moment),
        )

    def not_running(self, moment=None):
        """Return those that have not started at an aware moment, now by default, or have ended."""
        moment = moment or timezone.now()
        return self.filter(models.Q(starts_at__gt=moment) | models.Q(ends_at__lte=moment))

    def of_site(self, site):
        """Return those of one site, and those of every site; without a site only the latter."""
        return self.filter(models.Q(site=None) | models.Q(site=site) if site else models.Q(site=None))


class CampaignMessage(index.Indexed, models.Model):
    text = models.CharField(_("message"), max_length=255)
    link_page = models.ForeignKey(
        PAGE_MODEL_NAME,
        verbose_name=_("link to a page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    link_url = models.TextField(
        _("link to an address"),
        blank=True,
        validators=[URLValidator(["http", "https"])],
        help_text=_("Used if no page is chosen."),
    )
    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    starts_at = models.DateTimeField(_("starts at"), null=True, blank=True, help_text=_("Empty: at once."))
    ends_at = models.DateTimeField(_("ends at"), null=True, blank=True, help_text=_("Empty: never."))
    sort_order = models.IntegerField(_("order"), default=0, help_text=_("Lower numbers come first."))
    site = models.ForeignKey(
        "wagtailcore.Site",
        verbose_name=_("site"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Empty: every site."),
    )

    objects = CampaignMessageQuerySet.as_manager()

    panels = [
        FieldPanel("text"),
        MultiFieldPanel([FieldPanel("link_page"), FieldPanel("link_url")], heading=_("Link")),
        FieldPanel("image"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldRowPanel([FieldPanel("sort_order"), FieldPanel("site")]),
    ]
    search_fields = [
        index.SearchField("text"),
        index.SearchField("folded_text"),
        index.AutocompleteField("text"),
        index.AutocompleteField("folded_text"),
        # by which the list of the admin is filtered and ordered while words are searched
        index.FilterField("text"),
        index.FilterField("starts_at"),
        index.FilterField("ends_at"),
        index.FilterField("sort_order"),
        index.FilterField("site"),
    ]

    class Meta:
        verbose_name = _("campaign message")
        verbose_name_plural = _("campaign messages")
        ordering = ["sort_order", "pk"]

    def __str__(self):
        return self.text

    def clean(self):
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The end must come after the start.")})

    def folded_text(self) -> str:
        return text.folded_words(self.text)

    @property
    def is_running(self) -> bool:
        now = timezone.now()
        return (self.starts_at is None or self.starts_at <= now) and (
            self.ends_at is None or now < self.ends_at
        )

    def get_url(self, request=None) -> str:
        """Return where the message leads: a page that anybody may read, else the address, else "".

        A query or two without a request; with one, what is private is asked once for all messages.
        """
        if self.link_page and queries.is_public(self.link_page, queries.scope_of(request)):
            return self.link_page.get_url(request) or web_address(self.link_url)
        return web_address(self.link_url)
