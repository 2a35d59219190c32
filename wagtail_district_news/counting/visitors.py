"""Tells one visitor from another for a while, without a cookie and without storing an address."""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from hashlib import sha256

from django.core.cache import cache
from django.utils import timezone

from .. import conf

SAME_VIEW_SECONDS = 30
VISIT_SECONDS = 30 * 60
DAY_SECONDS = 24 * 60 * 60
PREFIX = "wagtail_district_news:"


def is_first_view(request, page_id: int) -> bool:
    """Say whether this visitor did not ask for this page within 30 seconds of the last time."""
    return _begins(f"view:{page_id}:{visitor_hash(request)}", SAME_VIEW_SECONDS)


def begins_visit(request, site_id: int) -> bool:
    """Say whether this visitor asked for nothing on this site in the last 30 minutes."""
    return _begins(f"visit:{site_id}:{visitor_hash(request)}", VISIT_SECONDS)


def visitor_hash(request) -> str:
    """Return a keyed hash of address and browser. The key is random, today's, and in the cache alone."""
    agent = request.headers.get("User-Agent", "")[:1000]
    message = f"{address_prefix(request)}\n{agent}".encode("utf-8", "replace")
    return hmac.new(_salt_of_today().encode(), message, sha256).hexdigest()[:32]


def address_prefix(request) -> str:
    """Return where a visitor comes from: an IPv4 address, or the /64 that one IPv6 household has."""
    address = client_address(request)
    if address is None:
        return ""
    return str(ipaddress.ip_network((address, 32 if address.version == 4 else 64), strict=False))


def client_address(request):
    """Return the visitor's address, past the proxies of COUNT_TRUSTED_PROXIES; None if unreadable."""
    trusted = [ipaddress.ip_network(network) for network in conf.setting("COUNT_TRUSTED_PROXIES")]
    address = _address(request.META.get("REMOTE_ADDR", ""))
    forwarded = request.headers.get("X-Forwarded-For", "").split(",") if trusted else []
    while forwarded and address is not None and any(address in network for network in trusted):
        claimed = _address(forwarded.pop())
        if claimed is None:
            break
        address = claimed
    return address


def _begins(key: str, seconds: int) -> bool:
    key = PREFIX + key
    if cache.add(key, True, seconds):
        return True
    cache.touch(key, seconds)
    return False


def _salt_of_today() -> str:
    day = timezone.localdate(timezone=timezone.get_default_timezone()).isoformat()
    return cache.get_or_set(f"{PREFIX}salt:{day}", lambda: secrets.token_hex(32), DAY_SECONDS)


def _address(text: str):
    try:
        address = ipaddress.ip_address(text.strip().split("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
