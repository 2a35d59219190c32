"""Small tags for those who listen to a page: the language of its parts, headings in order, links that say where."""

from __future__ import annotations

from urllib.parse import urlsplit

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail.coreutils import get_content_languages
from wagtail.models import Locale

from ..blocks import HeadingBlock

register = template.Library()


@register.simple_tag(takes_context=True)
def lang_of(context, page) -> str:
    """` lang="vi"` for the words of a page whose language is not that of the words around them, else ""."""
    code = _language(context.get("request"), page)
    return format_html(' lang="{}"', code) if code and code != get_language() else ""


def _language(request, page) -> str:
    languages = get_content_languages()
    if len(languages) == 1:  # nothing to ask the database for
        return next(iter(languages)) if page else ""
    known = getattr(request, "_news_languages", None)
    if known is None:
        known = dict(Locale.objects.values_list("pk", "language_code"))
        if request is not None:
            request._news_languages = known  # once a request, however many pages a list holds
    return known.get(getattr(page, "locale_id", None), "")


@register.simple_tag
def outlined(stream) -> list[tuple]:
    """The blocks of a stream, each with the level to print its heading on, None for what is no heading.

    A heading stands one level below the heading before it that was meant to be above it; the page's title is
    level 1. So "4, 2, 4, 4" is printed as "2, 2, 3, 3".
    """
    above: list[int] = []
    return [(block, _heading_level(block, above)) for block in stream]


def _heading_level(block, above: list[int]) -> int | None:
    if not isinstance(block.block, HeadingBlock):
        return None
    meant = int(block.value["level"])
    while above and above[-1] >= meant:
        above.pop()
    above.append(meant)
    return len(above) + 1


@register.filter
def host_of(url: str) -> str:
    """Where an address leads: `video.example.org`."""
    try:
        host = urlsplit(url).hostname
    except ValueError:  # "http://[": code can write any into the field
        return url
    return (host or "").removeprefix("www.") or url
