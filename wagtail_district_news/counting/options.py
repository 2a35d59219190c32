"""The settings of counting, read once: a request that is counted asks for a dozen of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.core.signals import setting_changed
from django.dispatch import receiver

from .. import conf


@dataclass(frozen=True, slots=True)
class Options:
    """What the site chose; see the settings of the same names. Windows are milliseconds."""

    views: bool
    everything: bool
    robots: bool
    editors: bool
    prefetches: bool
    store: str
    valkey_url: str
    wait_for_disk: bool
    ipv4_prefix: int
    ipv6_prefix: int
    roll_up_seconds: int
    roll_up_rows: int
    beacons_per_minute: int
    robot_patterns: tuple[str, ...]
    trusted_proxies: tuple[str, ...]
    allowed_origins: frozenset[str]
    windows: tuple[int, int]  # of views and of visits
    by: dict[str, str]  # host name, or "*", to "server" or "beacon"


@cache
def options() -> Options:
    """Return the options as they stand; read anew when a test changes a setting."""
    by = _setting("by")
    return Options(
        **{name: _setting(name) for name in ("views", "everything", "robots", "editors", "prefetches")},
        **{name: _setting(name) for name in ("store", "valkey_url", "wait_for_disk", "ipv4_prefix")},
        **{name: _setting(name) for name in ("ipv6_prefix", "roll_up_seconds", "roll_up_rows")},
        beacons_per_minute=_setting("beacons_per_minute"),
        robot_patterns=tuple(_setting("robot_patterns")),
        trusted_proxies=tuple(_setting("trusted_proxies")),
        allowed_origins=frozenset(_setting("allowed_origins")),
        windows=(_setting("double_click_seconds") * 1000, _setting("visit_seconds") * 1000),
        by=by if isinstance(by, dict) else {"*": by},
    )


@receiver(setting_changed, dispatch_uid="wagtail_district_news.counting_options")
def read_anew(setting, **kwargs):
    if setting == conf.NAME:
        options.cache_clear()


def _setting(name: str):
    return conf.setting(f"COUNT_{name.upper()}")
