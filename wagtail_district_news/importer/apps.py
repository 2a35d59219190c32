"""App configuration; only wires."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DistrictNewsImporterConfig(AppConfig):
    name = "wagtail_district_news.importer"
    label = "wagtail_district_news_importer"
    verbose_name = _("District news importer")
    default_auto_field = "django.db.models.BigAutoField"
    news_roles = {"moderators": ("view_importrun", "view_importrecord")}

    def ready(self):
        from . import checks  # noqa: F401  (registers the system checks)
