"""The front page: what is new, what is read, what the district has to say."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField
from wagtail.models import Page, Site

from wagtail_district_news import queries
from wagtail_district_news.blocks import CampaignMessagesBlock, VisitorCounterBlock
from wagtail_district_news.counting import VisitedPageMixin

from .pictures import Story, stories

TOP_STORIES = 5
IN_CATEGORY = 4


class SideBlock(StreamBlock):
    """What an editor may put beside the news."""

    campaign_messages = CampaignMessagesBlock()
    visitor_counter = VisitorCounterBlock()


class HomePage(VisitedPageMixin, Page):
    motto = models.CharField(_("motto"), max_length=200, blank=True)
    side = StreamField(SideBlock(), verbose_name=_("beside the news"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("motto"), FieldPanel("side")]
    max_count = 1

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        site = Site.find_for_request(request)
        groups = queries.latest_by_category(site, IN_CATEGORY)
        newest = list(queries.articles(site=site)[:TOP_STORIES])
        firsts = [group.articles[0] for group in groups]
        unique = {article.pk: article for article in [*newest, *firsts]}.values()
        told = {story.article.pk: story for story in stories(unique)}
        context["top"] = _picture_first([told[article.pk] for article in newest])
        context["groups"] = [
            _Group(group.category, told[group.articles[0].pk], group.articles[1:]) for group in groups
        ]
        return context


def _picture_first(told: list[Story]) -> list[Story]:
    """The newest story with a picture leads, the others follow as they came."""
    leading = next((story for story in told if story.image), None)
    return [leading, *(story for story in told if story is not leading)] if leading else told


class _Group:
    """A category on the front page: its newest story with a picture, and more headlines."""

    def __init__(self, category: Page, first: Story, more: list):
        self.category, self.first, self.more = category, first, more
