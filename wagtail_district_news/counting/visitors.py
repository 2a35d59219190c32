"""Tells one visitor from another for a day, without a cookie and without storing an address."""

from __future__ import annotations

import secrets
from functools import lru_cache
from hashlib import blake2b
from ipaddress import ip_address, ip_network
from socket import AF_INET, inet_pton

from .options import options
from .robots import LONGEST


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
    if ":" in address:
        return _network_of(address, options().ipv6_prefix)
    bits = options().ipv4_prefix
    return address if bits == 32 else _network_of(address, bits)


def client_address(request) -> str:
    """Return the visitor's address, past the proxies of COUNT_TRUSTED_PROXIES; "" if unreadable."""
    address = _address(request.META.get("REMOTE_ADDR", ""))
    trusted = options().trusted_proxies
    if not trusted or "HTTP_X_FORWARDED_FOR" not in request.META:
        return address
    forwarded = request.META["HTTP_X_FORWARDED_FOR"].split(",")
    while forwarded and address and _is_proxy(address, trusted):
        claimed = _address(forwarded.pop())
        if not claimed:
            break
        address = claimed
    return address


@lru_cache(maxsize=4096)
def _network_of(address: str, bits: int) -> str:
    if not address or bits == ip_address(address).max_prefixlen:
        return address
    return str(ip_network((address, bits), strict=False))


@lru_cache(maxsize=1024)
def _is_proxy(address: str, trusted: tuple[str, ...]) -> bool:
    return any(ip_address(address) in _network(network) for network in trusted)


@lru_cache(maxsize=64)
def _network(text: str):
    return ip_network(text)


@lru_cache(maxsize=4096)
def _address(text: str) -> str:
    """Read an address as servers and proxies write it: `1.2.3.4:80`, `[::1]:80`, `fe80::1%eth0`, `::ffff:1.2.3.4`.

    "" if it is none.
    """
    text = text.strip()
    try:
        inet_pton(AF_INET, text)
        return text  # what most are: there is but one way to write them
    except (OSError, ValueError):
        return _other_address(text)


def _other_address(text: str) -> str:
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    return str(getattr(address, "ipv4_mapped", None) or address)
