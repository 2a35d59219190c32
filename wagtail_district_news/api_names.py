"""APIField lists that Wagtail 7.4 and 8 both read."""

import inspect

from wagtail.api import APIField

_TAKES_WRITABLE = "writable" in inspect.signature(APIField).parameters


def api_fields(writable: tuple[str, ...] = (), readable: tuple[str, ...] = ()) -> list[APIField]:
    """Return APIFields; `writable` ones can be written where Wagtail's API writes, from 8.0 on."""
    options = {"writable": True} if _TAKES_WRITABLE else {}
    return [*(APIField(name, **options) for name in writable), *(APIField(name) for name in readable)]
