"""Tells one visitor from another for a day, without a cookie and without storing an address."""

from __future__ import annotations

import ipaddress
import secrets
from functools import lru_cache
from hashlib import blake2b

from .options import options
from .robots import LONGEST

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


def trace(request, site_id: int) -> bytes:
    """Return what tells a visitor of a site from others: address prefix and browser. Never store it."""
    agent = request.META.get("HTTP_USER_AGENT", "")[:LONGEST]
    return f"{site_id}\n{address_prefix(request)}\n{agent}".encode("utf-8", "replace")


def visitor_hash(trace: bytes, salt: bytes) -> int:
    """Return a keyed hash in 64 bits, signed as databases have them; another for everybody if all is counted."""
    if options().everything:
        return secrets.randbits(64) - 2**63
    return int.from_bytes(blake2b(trace, key=salt, digest_size=8).digest(), signed=True)


def address_prefix(request) -> str:
    """Return where a visitor comes from, cut to COUNT_IPV4_PREFIX or COUNT_IPV6_PREFIX bits; "" if unreadable."""
    address = client_address(request)
    if address is None:
        return ""
    chosen = options()
    return _prefix(address, chosen.ipv4_prefix if address.version == 4 else chosen.ipv6_prefix)


def client_address(request) -> IPAddress | None:
    """Return the visitor's address, past the proxies of COUNT_TRUSTED_PROXIES; None if unreadable."""
    address = _address(request.META.get("REMOTE_ADDR", ""))
    trusted = options().trusted_proxies
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if trusted else []
    while forwarded and address is not None and _is_proxy(address, trusted):
        claimed = _address(forwarded.pop())
        if claimed is None:
            break
        address = claimed
    return address


@lru_cache(maxsize=4096)
def _prefix(address: IPAddress, bits: int) -> str:
    if bits == address.max_prefixlen:
        return str(address)
    return str(ipaddress.ip_network((address, bits), strict=False))


@lru_cache(maxsize=1024)
def _is_proxy(address: IPAddress, trusted: tuple[str, ...]) -> bool:
    return any(address in _network(network) for network in trusted)


@lru_cache(maxsize=64)
def _network(text: str):
    return ipaddress.ip_network(text)


@lru_cache(maxsize=4096)
def _address(text: str) -> IPAddress | None:
    """Read an address as servers and proxies write it: `1.2.3.4:80`, `[::1]:80`, `fe80::1%eth0`, `::ffff:1.2.3.4`."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
