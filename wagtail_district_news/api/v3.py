"""The news on Wagtail's API v3, where Wagtail has it: a router at `/news/`, beside Wagtail's `/pages/`."""

from __future__ import annotations

from django.apps import apps

ADDED = "_wagtail_district_news_added"


def register() -> bool:
    """Add our router to Wagtail's API v3 if the site has installed it; say whether it has.

    Before the site reads `api.urls`. A second call adds nothing, for an app registry that is loaded again.
    """
    if not apps.is_installed("wagtail.api.v3"):
        return False
    from wagtail.api.v3.api import api

    from .v3_router import router

    if not getattr(api, ADDED, False):
        api.add_router("/news/", router)
        setattr(api, ADDED, True)
    return True
