"""The one clock of counting, and the days of the site's own zone."""

from __future__ import annotations

import time
from datetime import date, datetime

from django.utils import timezone


def now() -> int:
    """Return milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def day_of(moment: int) -> date:
    """Return the day of settings.TIME_ZONE in which a moment lies, whatever zone is active."""
    return datetime.fromtimestamp(moment / 1000, timezone.get_default_timezone()).date()


def start_of(day: date) -> int:
    """Return the moment at which a day of settings.TIME_ZONE begins."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=timezone.get_default_timezone())
    return int(midnight.timestamp() * 1000)


def today() -> date:
    return day_of(now())
