"""System checks: what would make an import fail later is said at start, with what to do."""

from __future__ import annotations

from importlib.util import find_spec

from django.apps import apps
from django.core.checks import Error, Warning, register

from .conf import import_settings

PARSERS = ("selectolax", "nh3")
INSTALL = 'pip install "wagtail-district-news[importer]"'
ID = "wagtail_district_news_importer"


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
            f"wagtail_district_news.importer is in INSTALLED_APPS, but {' and '.join(missing)} cannot be imported.",
            hint=f"Run: {INSTALL}  (or take the importer out of INSTALLED_APPS once the move is done).",
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
            "wagtail_district_news.importer is in INSTALLED_APPS, but wagtail_district_news is not.",
            hint='Add "wagtail_district_news" to INSTALLED_APPS.',
            id=f"{ID}.E002",
        )
    ]


@register()
def check_media_models(app_configs=None, **kwargs):
    """W001: the site's image or document model wants a field that no old portal can fill."""
    from .media import lacking_fields

    return [
        Warning(
            f"{model._meta.label} requires {', '.join(fields)}: nothing can be imported until a value is given.",
            hint=f"WAGTAIL_DISTRICT_NEWS['{setting}'] = {{{fields[0]!r}: ...}}",
            id=f"{ID}.W001",
        )
        for model, fields, setting in lacking_fields(import_settings())
    ]
