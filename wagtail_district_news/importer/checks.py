"""System checks: what would make an import fail later is said at start, with what to do."""

from __future__ import annotations

from importlib.util import find_spec

from django.apps import apps
from django.core.checks import Error, Warning, register
from django.utils.translation import gettext as _

from .conf import import_settings

PARSERS = ("selectolax", "nh3", "babel")  # the last reads dates
INSTALL = 'pip install "wagtail-district-news[importer]"'
ID = "wagtail_district_news_importer"
NEWS, IMPORTER = "wagtail_district_news", "wagtail_district_news.importer"


def missing_parsers() -> list[str]:
    """Return the parsers of the extra that are not installed."""
    return [name for name in PARSERS if find_spec(name) is None]


@register()
def check_parsers(app_configs=None, **kwargs):
    """E001: the importer reads pages with parsers that a site needs only while it moves."""
    missing = missing_parsers()
    if not missing:
        return []
    return [
        Error(
            _("“%(app)s” is in INSTALLED_APPS, but these cannot be imported: %(names)s.")
            % {"app": IMPORTER, "names": ", ".join(missing)},
            hint=_("Run: %(install)s (or take the importer out of INSTALLED_APPS once the move is done).")
            % {"install": INSTALL},
            id=f"{ID}.E001",
        )
    ]


@register()
def check_news_app(app_configs=None, **kwargs):
    """E002: the importer writes pages of the news app."""
    if apps.is_installed("wagtail_district_news"):
        return []
    return [
        Error(
            _("“%(app)s” is in INSTALLED_APPS, but “%(news)s” is not.") % {"app": IMPORTER, "news": NEWS},
            hint=_("Add “%(app)s” to INSTALLED_APPS.") % {"app": NEWS},
            id=f"{ID}.E002",
        )
    ]


@register()
def check_media_models(app_configs=None, **kwargs):
    """W001: the site's image or document model wants a field that no old portal can fill."""
    from .media import lacking_fields

    return [
        Warning(
            _("%(model)s requires %(fields)s: nothing can be imported until a value is given.")
            % {"model": model._meta.label, "fields": ", ".join(fields)},
            hint=f"WAGTAIL_DISTRICT_NEWS['{setting}'] = {{{fields[0]!r}: ...}}",
            id=f"{ID}.W001",
        )
        for model, fields, setting in lacking_fields(import_settings())
    ]
