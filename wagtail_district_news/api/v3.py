"""The news on Wagtail's API v3, where Wagtail has it: a router at `/news/`, beside Wagtail's `/pages/`."""

from __future__ import annotations

from django.apps import apps


def register() -> bool:
    """Add our router to Wagtail's API v3 if the site has installed it; say whether it has.

    To be called once, before the site reads `api.urls`.
    """
    if not apps.is_installed("wagtail.api.v3"):
        return False
    from wagtail.api.v3.api import api

    from .v3_router import router

    api.add_router("/news/", router)
    return True
