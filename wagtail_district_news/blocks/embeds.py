"""Tries an embed where a finder knows the address, and remembers a failure so that pages stay fast."""

from __future__ import annotations

import logging
from hashlib import sha256

from django.core.cache import cache
from wagtail.embeds.embeds import get_embed
from wagtail.embeds.finders import get_finders

logger = logging.getLogger(__name__)

FAILURE_SECONDS = 60 * 60


def embed_html(url: str) -> str:
    """Return the HTML that embeds an address, or "" where a link has to do.

    The network is asked only if a configured finder accepts the address and nothing is stored of it yet.
    """
    if not url or not is_embeddable(url):
        return ""
    key = "wagtail_district_news:embed-failed:" + sha256(url.encode("utf-8", "replace")).hexdigest()
    if cache.get(key):
        return ""
    try:
        html = get_embed(url).html
    except Exception:
        logger.info("No embed for %s", url, exc_info=True)
        html = ""
    if not html:
        cache.set(key, True, FAILURE_SECONDS)
    return html


def is_embeddable(url: str) -> bool:
    """Say whether one of the site's embed finders accepts the address. Asks no network."""
    return any(finder.accept(url) for finder in get_finders())
