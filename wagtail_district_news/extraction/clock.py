"""Times of day as the portals print them, told apart from the dates around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from .calendar_words import AMBIGUOUS, meaning, words_of
from .worded import AND, GLUE

_AFTER_TIME = (
    r"(?: ?(?P<half>sa|ch|[ap]m|[ap]\. ?m\.|noon|night|unclear|sang|trua|chieu|toi|dem)(?![a-z]))?"
    r"(?: ?\(?(?P<offset>z|(?:utc|gmt)(?: ?[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2}|(?<=\d)[+-]\d{2})\)?"
    r"(?![\w/.:-]))?"
)
_MINUTE = r"(?P<minute>\d{1,2})(?!\d|[/.-]\d| ?/| thang)"  # not the day of the date behind it
_BEFORE_DOTTED = r"(?:klo|kl\.?|kell|ore|godz\.?|um|pukul|jam|saat|ob|alle|dalle|at|เวลา)"
_AFTER_DOTTED = r"(?:uhr|uur|hod\.?|óra|น\.|ч\.|час\w*|[ap]\.?m\b|[ap]\. ?m\.|wib|wita|wit|h)(?!\w)"
# "11.05" is a time only where a word says so; "11時05分" is one anywhere.
_DOTTED = (
    re.compile(r"(?<![\d.:/-])(\d{1,2})\.(\d{2})(?=:\d{2}(?![\d:]))"),
    re.compile(rf"(?<!\w){_BEFORE_DOTTED} ?(\d{{1,2}})\.(\d{{2}})(?![\d/]|\.\d)"),
    re.compile(rf"(?<![\d./:-])(\d{{1,2}})\.(\d{{2}})(?= ?{_AFTER_DOTTED})"),
)
_SIGNED = re.compile(r"(\d{1,2}) ?[時时点點시] ?(?:(\d{1,2}) ?[分분] ?(?:(\d{1,2}) ?[秒초])?|(?= |$|[)\]]))")
_WRITTEN = re.compile(r"(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])")
_LETTERS = r"[^\W\d_][^\s\d,()|:-]*"
_WORD_BEFORE = re.compile(rf"(?:^|(?<=[\s\d,(|-]))({_LETTERS}(?:\s{_LETTERS}){{0,2}})\s?$")
_WORD_AFTER = re.compile(rf"\s?({_LETTERS}(?:\s{_LETTERS}){{0,3}})")
_LONGEST_WORD = 40
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
MOST_WORDS = 4  # "de la tarde", "p. m."
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
        found.update(_times(match) if match["half"] == "unclear" else (_time(match),))
        return " | "

    written, worded = _TIMES
    if ":" in text:
        text = written.sub(take, text)
    if "g" in text or "h" in text:
        text = worded.sub(take, text)
    return " ".join(text.split()), found


def with_plain_times(text: str, languages: tuple[str, ...] = ()) -> str:
    """A `plain` text of any language with its times as "11:05", and "am" or "pm" behind them."""
    for dotted in _DOTTED if "." in text else ():
        text = dotted.sub(r"\1:\2", text)
    if not text.isascii():
        text = _SIGNED.sub(lambda m: f"{m[1]}:{m[2] or '00'}{':' + m[3] if m[3] else ''} ", text)
    pieces: list[str] = []
    at = 0
    for match in _WRITTEN.finditer(text):
        before, half, end = _half_around(text, at, match, languages)
        pieces += [before, match.group(), f" {half} " if half else ""]
        at = end
    return "".join([*pieces, text[at:]]) if pieces else text


def _half_around(
    text: str, at: int, match: re.Match[str], languages: tuple[str, ...]
) -> tuple[str, str, int]:
    """What stands before a time, its half of the day, and where the text goes on: the word is taken out."""
    start, end = match.span()
    before = text[at:start]
    if after := _WORD_AFTER.match(text[end : end + _LONGEST_WORD]):
        words = words_of(after[1])
        for count in range(min(len(words), MOST_WORDS), 0, -1):
            if half := _half(words[:count], languages):
                return before, half, end + _end_of(after, words, count)
    if found := _WORD_BEFORE.search(before[-_LONGEST_WORD:]):
        words = words_of(found[1])
        for first, last in _runs(len(words)):
            # A Latin word there is more often "at": only the page's own language makes it a half of the day.
            own = bool(languages) or not words[first].isascii() or words[first] in ("am", "pm")
            if own and (half := _half(words[first:last], languages)):
                return before[: before.rindex(words[first])] + " ", half, end
    return before, "", end


def _runs(count: int) -> list[tuple[int, int]]:
    """The runs of the last words before a time, the longest and last first."""
    longest_first = range(min(count, MOST_WORDS), 0, -1)
    return [(last - size, last) for last in (count, count - 1) for size in longest_first if size <= last]


def _half(words: list[str], languages: tuple[str, ...]) -> str:
    joins = len(words) == 1 and (words[0] in GLUE or words[0] in AND)
    found = meaning(" ".join(words), "halves", languages, not languages and not joins)
    return "unclear" if found == AMBIGUOUS else str(found or "")


def _end_of(after: re.Match[str], words: list[str], count: int) -> int:
    """Where the first `count` words end, with the dot behind them."""
    end = 0
    for word in words[:count]:
        end = after.string.index(word, end) + len(word)
    return end + after.string[end:].startswith(".")


def _times(match: re.Match[str]) -> set[Time | None]:
    """Both times that are meant where the word behind the hour may be either half of the day."""
    hour = int(match["hour"])
    return {_time(match, half) for half in (("am", "pm") if 0 < hour <= 12 else ("",))}


def _time(match: re.Match[str], half: str | None = None) -> Time | None:
    hour = _full_hour(int(match["hour"]), (match["half"] or "") if half is None else half)
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
    if half in ("sa", "am", "a.m.", "a. m.", "sang"):
        return hour % 12 if hour <= 12 else None
    if half in ("ch", "pm", "p.m.", "p. m.", "chieu", "toi"):
        return None if hour == 0 or (half == "toi" and hour == 12) else hour % 12 + 12 if hour <= 12 else hour
    if half in ("trua", "noon"):  # noon: 10 to 14
        return hour + 12 if hour in (1, 2) else hour if 10 <= hour <= 14 else None
    if half in ("dem", "night"):  # night
        return hour % 12 + 12 * (7 <= hour < 12) if hour <= 12 and hour != 6 else hour
    return hour


def _offset(text: str) -> timedelta:
    match = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", text)
    if not match:
        return _NO_OFFSET  # z, utc, gmt
    size = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return size if match[1] == "+" else -size
