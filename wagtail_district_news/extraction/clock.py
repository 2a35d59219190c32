"""Times of day as the portals print them, told apart from the dates around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

_AFTER_TIME = (
    r"(?: ?(?P<half>sa|ch|[ap]m|[ap]\.m\.|sang|trua|chieu|toi|dem)(?![a-z]))?"
    r"(?: ?\(?(?P<offset>z|(?:utc|gmt)(?: ?[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2}|(?<=\d)[+-]\d{2})\)?"
    r"(?![\w/.:-]))?"
)
_MINUTE = r"(?P<minute>\d{1,2})(?!\d|[/.-]\d| ?/| thang)"  # not the day of the date behind it
_TIMES = (
    re.compile(
        r"(?<![\d:])(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?(?![\d:])"
        + _AFTER_TIME
    ),
    re.compile(
        rf"(?<![\d:])(?P<hour>\d{{1,2}})(?: ?gio| ?h|g(?=\d))(?: ?{_MINUTE}(?: ?phut|'|p)?"
        rf"(?: ?(?P<second>\d{{1,2}}) ?(?:giay|s))?)?(?![\w:]){_AFTER_TIME}"
    ),
)
_WIDEST_OFFSET = timedelta(hours=14)
_NO_OFFSET = timedelta(0)


@dataclass(frozen=True, slots=True)
class Time:
    """A clock of 24 hours. `second` and `offset` from UTC are None where the text does not show them."""

    hour: int
    minute: int
    second: int | None
    offset: timedelta | None


def take_times(text: str) -> tuple[str, set[Time | None]]:
    """The folded text with "|" for each of its times, and the times: None stands for an impossible one."""
    found: set[Time | None] = set()

    def take(match: re.Match[str]) -> str:
        found.add(_time(match))
        return " | "

    for pattern in _TIMES:
        text = pattern.sub(take, text)
    return " ".join(text.split()), found


def _time(match: re.Match[str]) -> Time | None:
    hour = _full_hour(int(match["hour"]), match["half"] or "")
    minute, second = int(match["minute"] or 0), match["second"]
    offset = _offset(match["offset"]) if match["offset"] else None
    if (
        hour is None
        or hour > 23
        or minute > 59
        or int(second or 0) > 59
        or abs(offset or _NO_OFFSET) > _WIDEST_OFFSET
    ):
        return None
    return Time(hour, minute, None if second is None else int(second), offset)


def _full_hour(hour: int, half: str) -> int | None:
    """The hour of 24, of a clock of 12 or 24 hours with a word for the half of the day behind it."""
    if half in ("sa", "am", "a.m.", "sang"):
        return hour % 12 if hour <= 12 else None
    if half in ("ch", "pm", "p.m.", "chieu", "toi"):
        return None if hour == 0 or (half == "toi" and hour == 12) else hour % 12 + 12 if hour <= 12 else hour
    if half == "trua":  # noon: 10 to 14
        return hour + 12 if hour in (1, 2) else hour if 10 <= hour <= 14 else None
    if half == "dem":  # night
        return hour % 12 + 12 * (7 <= hour < 12) if hour <= 12 and hour != 6 else hour
    return hour


def _offset(text: str) -> timedelta:
    match = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", text)
    if not match:
        return _NO_OFFSET  # z, utc, gmt
    size = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return size if match[1] == "+" else -size
