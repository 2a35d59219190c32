"""Wires the news app into Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "wagtail_district_news"
    label = "wagtail_district_news"
    verbose_name = _("News")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import checks, permissions, signals  # noqa: F401  (two of them register themselves)

        permissions.register_policies()
        from .api import v3

        v3.register()
