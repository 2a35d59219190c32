"""What the importer says, its own words and the extraction's, in the language of who reads it."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from typing import Any

from django.utils import translation

from wagtail_district_news.extraction import messages
from wagtail_district_news.extraction.messages import catalogue, fill, from_parts, message_of, parts, say

__all__ = ["decimal", "from_parts", "message_of", "number", "parts", "said", "say"]


class _Words(gettext.NullTranslations):
    """Django's catalogues in the active language; where they do not know a text, the extraction's."""

    def gettext(self, message: str) -> str:
        found = translation.gettext(message)
        return found if found != message else _extraction().gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        found = translation.ngettext(msgid1, msgid2, n)
        return found if found not in (msgid1, msgid2) else _extraction().ngettext(msgid1, msgid2, n)

    def pgettext(self, context: str, message: str) -> str:
        return _extraction().pgettext(context, message)


def _extraction() -> gettext.NullTranslations:
    return catalogue(translation.get_language() or "en")


WORDS = _Words()


def number(value: int) -> str:
    """Return a whole number with its digits grouped, as the active language groups them."""
    return messages.number(value, WORDS)


def decimal(text: str) -> str:
    """Return a fraction that Python printed, with the sign that the active language has for its point."""
    return messages.decimal(text, WORDS)


def said(message: str, made_of: Mapping[str, Any] | None = None) -> str:
    """Return a message in the active language. One that was stored comes as its text and its parts."""
    return fill(from_parts(message, made_of) if made_of else message, WORDS)
