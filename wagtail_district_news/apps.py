"""Wires the news app into Django."""

from django.apps import AppConfig
from django.core.signals import request_finished
from django.utils.translation import gettext_lazy as _

READ_PERMISSIONS = ("view_viewcount", "view_visitorcount", "view_campaignmessage")


class NewsConfig(AppConfig):
    name = "wagtail_district_news"
    label = "wagtail_district_news"
    verbose_name = _("News")
    default_auto_field = "django.db.models.BigAutoField"
    # what `manage.py give_news_permissions` gives, by role; any installed app may have such a table
    news_roles = {
        "editors": READ_PERMISSIONS,
        "moderators": (
            *READ_PERMISSIONS,
            "add_campaignmessage",
            "change_campaignmessage",
            "delete_campaignmessage",
        ),
    }

    def ready(self):
        from . import checks, hidden_pages, signals  # noqa: F401  (they register themselves)
        from .api import v3
        from .counting import schedule

        v3.register()
        request_finished.connect(schedule.roll_up_if_due, dispatch_uid="wagtail_district_news.roll_up")
