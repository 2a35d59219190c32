"""Which requests count as somebody reading."""

from __future__ import annotations

from django.conf import settings

from .. import conf
from .robots import is_robot

PREFETCH_HEADERS = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
PREFETCH_WORDS = ("prefetch", "prerender", "preview")


def counts(request) -> bool:
    """Say whether a request is a person's, for a page as readers see it."""
    return (
        conf.setting("COUNT_VIEWS")
        and request.method == "GET"
        and not getattr(request, "is_preview", False)
        and not is_prefetch(request)
        and not is_robot(request.headers.get("User-Agent", ""))
        and not is_editor(request)
    )


def is_prefetch(request) -> bool:
    """Say whether a browser fetches the page in advance, without showing it."""
    values = (request.headers.get(name, "").lower() for name in PREFETCH_HEADERS)
    return any(word in value for value in values for word in PREFETCH_WORDS)


def is_editor(request) -> bool:
    """Say whether somebody is logged in who may enter the admin."""
    # without a session cookie nobody is; asking for the user would make every page vary by cookie
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated and user.has_perm("wagtailadmin.access_admin"))
