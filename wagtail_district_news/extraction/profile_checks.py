"""Reads the tables of a profile key by key, so that each wrong one is named."""

from __future__ import annotations

import re
from typing import Any, NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..text import nfc
from .messages import message_of, say
from .profile_errors import ProfileError
from .select import SelectorError, compile_selector


class Reader:
    """One TOML table. Every method reads one key, and raises ProfileError where its value cannot be used."""

    def __init__(self, origin: str, data: dict[str, Any], path: str = "") -> None:
        self.origin, self.data, self.path = origin, data, path
        self._read: set[str] = set()

    def fail(self, key: str, problem: str) -> NoReturn:
        """Raise the error of one key."""
        raise ProfileError(self.origin, self.path + key, problem)

    def has(self, key: str) -> bool:
        """Whether the table has the key, which may stand here."""
        self._read.add(key)
        return key in self.data

    def nothing_else(self) -> None:
        """Refuse keys that nobody read: mostly misspelt ones."""
        for key in self.data:
            if key not in self._read:
                known = ", ".join(sorted(self._read))
                self.fail(key, say("is not a key that can stand here; these can: %(keys)s", keys=known))

    def raw_text(self, key: str) -> str:
        """A string as it stands, spaces too."""
        value = self._get(key, "")
        if not isinstance(value, str):
            self.fail(key, say("must be a string in quotes"))
        return nfc(value)

    def text(self, key: str, required: bool = False) -> str:
        """A string without spaces at its ends."""
        value = self.raw_text(key).strip()
        if required and not value:
            self.fail(key, say("is missing or empty"))
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings; one string alone will do."""
        value = self._get(key, [])
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            self.fail(key, say("must be a list of strings in quotes"))
        return tuple(nfc(part) for part in value)

    def selectors(self, key: str, required: bool = False) -> tuple[str, ...]:
        """A list of CSS selectors."""
        found = tuple(part.strip() for part in self.texts(key))
        for part in found:
            try:
                compile_selector(part)
            except SelectorError as error:
                self.fail(
                    key, say("holds something that is no selector: %(reason)s", reason=message_of(error))
                )
        if required and not found:
            self.fail(key, say("is missing: give at least one CSS selector"))
        return found

    def integer(self, key: str, default: int) -> int:
        """A whole number."""
        value = self._get(key, default)
        if not isinstance(value, int) or isinstance(value, bool):
            self.fail(key, say("must be a whole number"))
        return value

    def flag(self, key: str) -> bool:
        """True or false; false where the key is absent."""
        value = self._get(key, False)
        if not isinstance(value, bool):
            self.fail(key, say("must be true or false"))
        return bool(value)

    def number(self, key: str, default: float) -> float:
        """A number from 0 to 1."""
        value = self._get(key, default)
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
            self.fail(key, say("must be a number from 0 to 1"))
        return float(value)

    def choice(self, key: str, options: tuple[str, ...]) -> str:
        """One of the options; the first where the key is absent."""
        value = self._get(key, options[0])
        if value not in options:
            known = ", ".join(options)
            self.fail(key, say("is “%(value)s”; it must be one of %(options)s", value=value, options=known))
        return str(value)

    def pattern(self, key: str) -> str:
        """A regular expression."""
        value = self.raw_text(key)
        try:
            re.compile(value)
        except re.error as error:
            self.fail(key, say("is no regular expression: %(reason)s", reason=error))
        return value

    def timezone(self, key: str) -> str:
        """The name of a time zone."""
        value = self.text(key) or "UTC"
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self.fail(
                key,
                say(
                    "is “%(value)s”; it must be the name of a time zone such as Asia/Ho_Chi_Minh", value=value
                ),
            )
        return value

    def table(self, key: str) -> Reader:
        """A table inside this one, empty where it is absent."""
        value = self._get(key, {})
        if not isinstance(value, dict):
            self.fail(key, say("must be a table, written as %(form)s", form=f"[{self.path}{key}]"))
        return Reader(self.origin, value, f"{self.path}{key}.")

    def tables(self, key: str) -> list[Reader]:
        """A list of tables, written with double brackets."""
        value = self._get(key, [])
        if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
            self.fail(key, say("must be a list of tables, written as %(form)s", form=f"[[{self.path}{key}]]"))
        return [Reader(self.origin, part, f"{self.path}{key}[{n}].") for n, part in enumerate(value, 1)]

    def _get(self, key: str, default: Any) -> Any:
        self._read.add(key)
        return self.data.get(key, default)
