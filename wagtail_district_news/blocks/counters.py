"""Blocks that show what the site counts and announces: visitor counter, campaign messages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Site

from .. import conf, counting, queries
from .representations import alt_text, image_representation

SITE = _("The site")


def site_of(context):
    """Return the site that a template context or an API context is about, or None."""
    request = (context or {}).get("request")
    return Site.find_for_request(request) if request is not None else None


class VisitorCounterBlock(blocks.StructBlock):
    """The visits of the site, old portal's included, in zero-padded digits."""

    label = blocks.CharBlock(
        label=_("Label"), required=False, max_length=100, help_text=_("Empty: “Visitors”.")
    )
    digits = blocks.IntegerBlock(
        label=_("Digits"),
        required=False,
        min_value=1,
        max_value=20,
        help_text=_("Empty: as the site is set up."),
    )

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        total = counting.visitor_count(site_of(parent_context)).total
        context["visitor_count"] = total
        context["visitor_digits"] = self.padded(total, value.get("digits"))
        return context

    def get_api_representation(self, value, context=None):
        totals = counting.visitor_count(site_of(context))
        return {
            "label": value.get("label") or "",
            "digits": self.padded(totals.total, value.get("digits")),
            "visitor_count": totals.total,
        }

    @staticmethod
    def padded(total: int, digits: int | None = None) -> str:
        """Return the number with leading zeros, to `digits` of them or the setting COUNTER_DIGITS."""
        return str(total).zfill(digits or conf.setting("COUNTER_DIGITS"))

    class Meta:
        icon = "user"
        group = SITE
        label = _("Visitor counter")
        template = "wagtail_district_news/blocks/visitor_counter.html"
        preview_template = "wagtail_district_news/blocks/preview.html"
        preview_value = {"label": "Số lượt truy cập", "digits": 8}  # "Number of visits"
        description = _("How often the site was visited, the old portal included")


class CampaignMessagesBlock(blocks.StructBlock):
    """The campaign messages that run now."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=255)
    limit = blocks.IntegerBlock(label=_("At most"), default=5, min_value=1, max_value=50)

    def get_api_representation(self, value, context=None):
        request = (context or {}).get("request")
        return {
            "heading": value.get("heading") or "",
            "messages": [
                {
                    "text": message.text,
                    "url": message.get_url(request),
                    "image": image_representation(message.image, alt_text(message.image, decorative=True)),
                }
                for message in self.messages(value, context)
            ],
        }

    @staticmethod
    def messages(value, context) -> list:
        return queries.campaign_messages(site_of(context), limit=value.get("limit"))

    class Meta:
        icon = "comment"
        group = SITE
        label = _("Campaign messages")
        template = "wagtail_district_news/blocks/campaign_messages.html"
        preview_template = "wagtail_district_news/blocks/preview.html"
        preview_value = {"heading": "Thông điệp", "limit": 3}  # "Messages"
        description = _("The campaign messages that run now")
