"""Blocks that show what the site counts and announces: visitor counter, most read, campaign messages."""

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


def padded(total: int, digits: int | None = None) -> str:
    """Return a number with leading zeros, to `digits` of them or the setting COUNTER_DIGITS."""
    return str(total).zfill(digits or conf.setting("COUNTER_DIGITS"))


def counter_context(site, label: str = "", digits: int | None = None, today=False, online=False) -> dict:
    """Return what the template of the visitor counter shows, of today and online only what is asked for.

    `url` is where its script finds the numbers, so that no page cache freezes them.
    """
    total = counting.visitor_count(site).total
    return {
        "label": label,
        "total": str(total),
        "digits": padded(total, digits),
        "least": digits or conf.setting("COUNTER_DIGITS"),
        "today": counting.visitors_today(site) if today else None,
        "online": counting.visitors_online(site) if online else None,
        "url": conf.own_address("visitors") if site else "",
    }


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
    show_today = blocks.BooleanBlock(label=_("Show the visitors of today"), required=False)
    show_online = blocks.BooleanBlock(label=_("Show who is online now"), required=False)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        options = {name: value.get(name) for name in ("label", "digits")}
        today, online = value.get("show_today"), value.get("show_online")
        shown = counter_context(site_of(parent_context), today=today, online=online, **options)
        return {**context, **shown}

    def get_api_representation(self, value, context=None):
        site = site_of(context)
        totals = counting.visitor_count(site)
        return {
            "label": value.get("label") or "",
            "digits": padded(totals.total, value.get("digits")),
            "visitor_count": totals.total,
            "today": counting.visitors_today(site) if value.get("show_today") else None,
            "online": counting.visitors_online(site) if value.get("show_online") else None,
        }

    class Meta:
        icon = "user"
        group = SITE
        label = _("Visitor counter")
        template = "wagtail_district_news/blocks/visitor_counter.html"
        preview_template = "wagtail_district_news/blocks/preview.html"
        preview_value = {"label": "Số lượt truy cập", "digits": 8}  # "Number of visits"
        description = _("How often the site was visited, the old portal included")


class MostReadBlock(blocks.StructBlock):
    """The articles that were read most: lately or ever, on the site or in a category."""

    heading = blocks.CharBlock(
        label=_("Heading"), required=False, max_length=255, help_text=_("Empty: “Most read”.")
    )
    days = blocks.ChoiceBlock(
        label=_("Time span"),
        choices=[("7", _("in the last 7 days")), ("30", _("in the last 30 days")), ("0", _("ever"))],
        default="30",
    )
    category = blocks.PageChooserBlock(
        label=_("Category"), required=False, help_text=_("Empty: the whole site.")
    )
    limit = blocks.IntegerBlock(label=_("At most"), default=5, min_value=1, max_value=50)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        context["articles"] = self.articles(value, parent_context)
        return context

    def get_api_representation(self, value, context=None):
        request = (context or {}).get("request")
        return {
            "heading": value.get("heading") or "",
            "days": int(value.get("days") or 0),
            "articles": [
                {"id": one.pk, "title": one.title, "url": one.get_full_url(request), "views": one.view_total}
                for one in self.articles(value, context)
            ],
        }

    @staticmethod
    def articles(value, context) -> list:
        return queries.most_read(
            category=value.get("category"),
            site=site_of(context),
            count=value.get("limit") or 5,
            scope=queries.scope_of((context or {}).get("request")),
            days=int(value.get("days") or 0) or None,
        )

    class Meta:
        icon = "list-ol"
        group = SITE
        label = _("Most read")
        template = "wagtail_district_news/blocks/most_read.html"
        preview_template = "wagtail_district_news/blocks/preview.html"
        preview_value = {"heading": "Đọc nhiều", "days": "30", "limit": 5}  # "Most read"
        description = _("The articles that were read most")


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
