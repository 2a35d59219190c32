"""What the extraction says: made in English with named places, said again in the language of who reads it."""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Self

DOMAIN = "extraction"
LOCALES = Path(__file__).parent / "locale"
COUNT = "count"  # the value that chooses between singular and plural
ENGLISH = gettext.NullTranslations()


class Message(str):
    """An English text that knows how it was made: `template`, its `plural`, and the `values` of its places.

    So it goes wherever a text goes, and is still said in another language by `render`. A value is a text, a
    whole number, or another Message.
    """

    template: str
    plural: str
    values: dict[str, Any]

    def __new__(cls, template: str, values: Mapping[str, Any] | None = None, plural: str = "") -> Self:
        values = {
            name: value if isinstance(value, Message | int) else str(value)
            for name, value in (values or {}).items()
        }
        message = super().__new__(cls, _filled(template, plural, values, ENGLISH))
        message.template, message.plural, message.values = template, plural, values
        return message


def say(template: str, **values: Any) -> Message:
    """A message. Its places are written as in %(name)s, and filled only if there are values."""
    return Message(template, values)


def say_many(singular: str, plural: str, count: int, **values: Any) -> Message:
    """A message about so many things; %(count)s stands for their number."""
    return Message(singular, {**values, COUNT: count}, plural)


def message_of(error: BaseException) -> str:
    """What an error says: its Message where it carries one; of the system's own, what it is and about which file."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    text = error.args[0] if error.args else ""
    return text if isinstance(text, Message) else str(error)


def render(message: str, language: str | None = None) -> str:
    """A message in a language such as "vi" or "pt-br"; in the one that the shell is set to if none is given."""
    return fill(message, catalogue(language))


def fill(message: str, words: gettext.NullTranslations) -> str:
    """A message as a catalogue says it. A text that is no Message is looked up as it stands."""
    if isinstance(message, Message):
        return _filled(message.template, message.plural, message.values, words)
    return words.gettext(message) if message else ""


def tell(template: str, **values: Any) -> str:
    """A message at once in the language of the shell."""
    return render(say(template, **values))


def tell_many(singular: str, plural: str, count: int, **values: Any) -> str:
    """A message about so many things at once in the language of the shell."""
    return render(say_many(singular, plural, count, **values))


def number(value: int, words: gettext.NullTranslations | None = None) -> str:
    """A whole number with its digits grouped, as the shell's language groups them."""
    words = catalogue() if words is None else words
    return f"{value:,}".replace(",", words.pgettext("between thousands", ","))


def decimal(text: str, words: gettext.NullTranslations | None = None) -> str:
    """A fraction that Python printed, with the sign that the shell's language has for its point."""
    words = catalogue() if words is None else words
    return text.replace(".", words.pgettext("before decimals", "."))


def parts(message: str) -> dict[str, Any]:
    """How a message was made, as JSON-ready values; empty where its text alone says it all."""
    if not isinstance(message, Message) or not message.values:
        return {}
    values = {name: _plain(value) for name, value in message.values.items()}
    return {"template": message.template, "plural": message.plural, "values": values}


def from_parts(text: str, made_of: Mapping[str, Any] | None) -> str:
    """The message that `parts` took apart; the text itself where nothing tells how it was made."""
    try:
        values = {name: _living(value) for name, value in (made_of or {})["values"].items()}
        return Message(str((made_of or {})["template"]), values, str((made_of or {}).get("plural", "")))
    except (KeyError, TypeError, ValueError, AttributeError):
        return text


def catalogue(language: str | None = None) -> gettext.NullTranslations:
    """The words of a language; English ones where there is no catalogue for it."""
    return _catalogue(shell_languages() if language is None else (language,))


def shell_languages() -> tuple[str, ...]:
    """The languages that the shell asks for, up to the first English one: nobody wants a later one instead."""
    named = next(filter(None, map(os.environ.get, ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))), "")
    wanted: list[str] = []
    for name in named.split(":"):
        if name.split(".")[0].split("_")[0] in ("C", "POSIX", "en", ""):
            break
        wanted.append(name)
    return tuple(wanted)


@cache
def _catalogue(languages: tuple[str, ...]) -> gettext.NullTranslations:
    wanted = [_locale(name) for name in languages]
    return gettext.translation(DOMAIN, LOCALES, wanted, fallback=True) if wanted else ENGLISH


def _locale(language: str) -> str:
    """A language tag such as pt-br as gettext names it: pt_BR."""
    name, mark, region = language.partition("-")
    return f"{name}_{region.upper()}" if mark else language


def _filled(template: str, plural: str, values: Mapping[str, Any], words: gettext.NullTranslations) -> str:
    if not template:
        return ""
    found = words.ngettext(template, plural, values[COUNT]) if plural else words.gettext(template)
    if not values:
        return found
    said = {name: _said(value, words) for name, value in values.items()}
    try:
        return found % said
    except (KeyError, TypeError, ValueError):
        if words is ENGLISH:
            raise
        return _filled(template, plural, values, ENGLISH)  # a translation whose places are broken


def _said(value: Any, words: gettext.NullTranslations) -> str:
    if isinstance(value, Message):
        return fill(value, words)
    if isinstance(value, int):
        return number(value, words)
    return str(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Message):
        return {"text": str(value), **parts(value)}
    return value


def _living(value: Any) -> Any:
    return from_parts(Message(value["text"]), value) if isinstance(value, dict) else value
