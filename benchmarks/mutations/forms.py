"""How dates are written on portals: the form of a given text, and other dates in that or another form."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

_WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
_VI_MONTHS = (
    "Giêng", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười Một", "Mười Hai",
)  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_NAMED = "(?:" + "|".join(_MONTHS) + ")"


@dataclass(frozen=True)
class Form:
    """One way of writing a date: what it looks like and how it is written."""

    pattern: re.Pattern[str]
    write: Callable[[datetime], str]


def _half_day(when: datetime) -> str:
    return f"{when.hour % 12 or 12}:{when:%M:%S} {'SA' if when.hour < 12 else 'CH'}"


def _form(pattern: str, write: Callable[[datetime], str]) -> Form:
    return Form(re.compile(pattern), write)


def _month(when: datetime) -> str:
    return _MONTHS[when.month - 1]


WORDED = _form(
    r"\d{1,2} Tháng [\w ]+? \d{4} \d{1,2}:\d\d(?::\d\d)? (?:SA|CH)",
    lambda when: f"{when:%d} Tháng {_VI_MONTHS[when.month - 1]} {when.year} {_half_day(when)}",
)
SPACED = _form(
    r"(?:thứ \w+|chủ nhật), \d\d \d\d \d{4} \d\d:\d\d",
    lambda when: f"{_WEEKDAYS[when.weekday()]}, {when:%d %m %Y %H:%M}",
)
LONG = _form(
    r"(?:Thứ \w+|Chủ nhật), ngày \d+ tháng \d+ năm \d{4}",
    lambda when: (
        f"{_WEEKDAYS[when.weekday()].capitalize()}, ngày {when:%d} tháng {when.month} năm {when.year}"
    ),
)
NAMED_MINUTE = _form(
    rf"{_NAMED} \d{{1,2}}, \d{{4}} - \d\d:\d\d",
    lambda when: f"{_month(when)} {when.day}, {when.year} - {when:%H:%M}",
)
NAMED_DAY = _form(rf"{_NAMED} \d{{1,2}}, \d{{4}}", lambda when: f"{_month(when)} {when.day}, {when.year}")
DAY_NAMED = _form(rf"\d{{1,2}} {_NAMED} \d{{4}}", lambda when: f"{when.day} {_month(when)} {when.year}")
NAMED_MONTH = _form(rf"{_NAMED} \d{{4}}", lambda when: f"{_month(when)} {when.year}")
DOTTED = _form(r"\d\d\.\d\d\.\d{4} \d\d:\d\d", lambda when: f"{when:%d.%m.%Y %H:%M}")
SLASHED_MINUTE = _form(r"\d\d/\d\d/\d{4} \d\d:\d\d", lambda when: f"{when:%d/%m/%Y %H:%M}")
SLASHED = _form(r"\d\d/\d\d/\d{4}", lambda when: f"{when:%d/%m/%Y}")
ISO_MINUTE = _form(r"\d{4}-\d\d-\d\d \d\d:\d\d", lambda when: f"{when:%Y-%m-%d %H:%M}")
ISO_DAY = _form(r"\d{4}-\d\d-\d\d", lambda when: f"{when:%Y-%m-%d}")
ISO_MONTH = _form(r"\d{4}-\d\d", lambda when: f"{when:%Y-%m}")
SHORT_MINUTE = _form(
    r"\d{1,2} [A-Z]\w\w \d{4}, \d\d:\d\d",
    lambda when: f"{when.day} {_month(when)[:3]} {when.year}, {when:%H:%M}",
)
SHORT_DAY = _form(r"[A-Z]\w\w \d{1,2}, \d{4}", lambda when: f"{_month(when)[:3]} {when.day}, {when.year}")
SHORT_MONTH = _form(r"[A-Z]\w\w \d{4}", lambda when: f"{_month(when)[:3]} {when.year}")
US_MINUTE = _form(
    rf"{_NAMED} \d{{1,2}}, \d{{4}} \d{{1,2}}:\d\d [AP]M",
    lambda when: (
        f"{_month(when)} {when.day}, {when.year} {when.hour % 12 or 12}:{when:%M} "
        f"{'AM' if when.hour < 12 else 'PM'}"
    ),
)

# The longest first: what a shorter form finds in a longer one is a part of it.
FORMS = (
    WORDED, SPACED, LONG, US_MINUTE, NAMED_MINUTE, NAMED_DAY, DAY_NAMED, NAMED_MONTH, DOTTED, SLASHED_MINUTE,
    SLASHED, ISO_MINUTE, ISO_DAY, SHORT_MINUTE, SHORT_DAY, SHORT_MONTH, ISO_MONTH,
)  # fmt: skip
# By language and by the length of the ISO text that is known: the form after a redesign, and a foreign one.
REDESIGNED = {
    ("vi", 16): WORDED, ("vi", 10): LONG,
    ("en", 16): SHORT_MINUTE, ("en", 10): SHORT_DAY, ("en", 7): SHORT_MONTH,
}  # fmt: skip
FOREIGN = {
    ("vi", 16): US_MINUTE, ("vi", 10): NAMED_DAY,
    ("en", 16): ISO_MINUTE, ("en", 10): ISO_DAY, ("en", 7): ISO_MONTH,
}  # fmt: skip


def find(text: str) -> tuple[Form, str] | None:
    """The form of the date in a text and the date as it stands there."""
    for form in FORMS:
        if found := form.pattern.search(text):
            return form, found[0]
    return None


def moment(published: str) -> datetime:
    """The time that an ISO text of any precision speaks of, filled up with the lowest values."""
    return datetime.fromisoformat(f"{published}-01" if len(published) == 7 else published[:16])
