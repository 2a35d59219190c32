"""Which requests count as somebody reading, after the COUNTER Code of Practice."""

from __future__ import annotations

from django.conf import settings

from .options import Options, options
from .robots import is_robot

PREFETCH_HEADERS = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ")
PREFETCH_WORDS = ("prefetch", "prerender", "preview")


def counts(request, method: str = "GET") -> bool:
    """Say whether a request is a person's, for a page as readers see it; with COUNT_EVERYTHING, anybody's."""
    chosen = options()
    if not chosen.views or request.method != method or getattr(request, "is_preview", False):
        return False
    return chosen.everything or _is_reader(request, chosen)


def _is_reader(request, chosen: Options) -> bool:
    return (
        (chosen.prefetches or not is_prefetch(request))
        and (chosen.robots or not is_robot(request.META.get("HTTP_USER_AGENT", "")))
        and (chosen.editors or not is_editor(request))
    )


def is_prefetch(request) -> bool:
    """Say whether a browser fetches the page in advance, without showing it."""
    values = [request.META[name].lower() for name in PREFETCH_HEADERS if name in request.META]
    return any(word in value for value in values for word in PREFETCH_WORDS)


def is_editor(request) -> bool:
    """Say whether somebody is logged in who may enter the admin."""
    # without a session cookie nobody is; asking for the user would make every page vary by cookie
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated and user.has_perm("wagtailadmin.access_admin"))
