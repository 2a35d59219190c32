"""Filters and small tags around one article: dates, periods, pictures, files, what machines are told."""

from __future__ import annotations

from datetime import time

from django import template
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format, get_format_modules
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Site

from .. import numbers, queries
from ..api import metadata
from ..archive import ArchivePeriod
from ..renditions import THUMBNAIL, WIDTHS, prefetch_pictures, rendition, renditions

register = template.Library()

INCLUDES = "wagtail_district_news/includes/"


def site_of(context):
    """Return the site that a template is rendered for, None without a request."""
    request = context.get("request")
    return Site.find_for_request(request) if request is not None else None


def scope_of(context):
    """Return what a template need not ask twice, however many of our tags stand in it."""
    return queries.scope_of(context.get("request"))


# Dates: in the language of the page and in the zone of the site, wherever the reader sits

# a translation is a format of Django's date filter; where there is none, Django's own is used
NATURAL = {
    "SHORT_DATE_FORMAT": pgettext_lazy("date format", "SHORT_DATE_FORMAT"),
    "YEAR_MONTH_FORMAT": pgettext_lazy("date format", "YEAR_MONTH_FORMAT"),
}


def _written(day, name: str) -> str:
    """A date as the language writes it: as the site's FORMAT_MODULE_PATH says, else as our catalogue does."""
    own = (module for module in get_format_modules() if not module.__name__.startswith("django."))
    if any(hasattr(module, name) for module in own):
        return date_format(day, name)
    return date_format(day, str(NATURAL[name]))


def _local(moment):
    return timezone.localtime(moment, timezone.get_default_timezone())


@register.filter
def site_iso(moment) -> str:
    """`2018-10-25T11:05:00+07:00`, for the datetime attribute."""
    return metadata.site_time(moment) if moment else ""


@register.filter
def site_datetime(moment) -> str:
    """Date and time as the language writes them: `Ngày 25 tháng 10 năm 2018, 11:05`.

    Midnight to the second is how a day without a time is kept, so that no hour is shown which nobody said.
    """
    if not moment:
        return ""
    local = _local(moment)
    if local.time() == time.min:
        return date_format(local, "DATE_FORMAT")
    return f"{date_format(local, 'DATE_FORMAT')}, {date_format(local, 'TIME_FORMAT')}"


@register.filter
def site_date_short(moment) -> str:
    """The date in digits: `25/10/2018`."""
    return _written(_local(moment), "SHORT_DATE_FORMAT") if moment else ""


@register.filter
def period_label(period: ArchivePeriod) -> str:
    """A year, a month or a day in words."""
    if period.unit == "year":
        return f"{period.year}"
    if period.unit == "day":
        return date_format(period.first_day, "DATE_FORMAT")
    return _written(period.first_day, "YEAR_MONTH_FORMAT")


# Pictures, files, embeds


@register.simple_tag
def blocks_of(stream):
    """The blocks of a stream, the renditions of all its pictures loaded in one query."""
    prefetch_pictures(stream)
    return stream


@register.inclusion_tag(INCLUDES + "responsive_image.html")
def responsive_image(image, alt="", eager=False):
    """An `<img>` in several widths; nothing if the picture's file is lost."""
    by_width = {made.width: made for made in reversed(renditions(image, WIDTHS).values())}
    found = sorted(by_width.values(), key=lambda made: made.width)
    return {
        "image": found[-1] if found else None,
        "srcset": ", ".join(f"{made.url} {made.width}w" for made in found),
        "sizes": "(min-width: 44rem) 42rem, 100vw",
        "alt": alt,
        "eager": eager,
    }


@register.simple_tag
def thumbnail(owner):
    """The small rendition of an article's lead picture or of a message's picture, or None."""
    return rendition(getattr(owner, "lead_image", None) or getattr(owner, "image", None), THUMBNAIL)


@register.filter
def grouped(number) -> str:
    """A whole number as people read it: `37,412,221`, in Vietnamese `37.412.221`."""
    return numbers.grouped(number)


@register.filter
def document_details(document) -> str:
    """Kind and size of a file: `PDF, 1.2 MB`."""
    size = document.get_file_size()
    parts = [document.file_extension.upper(), filesizeformat(size) if size else ""]
    return ", ".join(part for part in parts if part)


@register.filter
def titled_frame(html: str, title: str = "") -> str:
    """Embed HTML whose frame says what it shows, as a screen reader needs it."""
    if "<iframe" in html and " title=" not in html:
        label = conditional_escape(title or _("Embedded content"))
        html = html.replace("<iframe", f'<iframe title="{label}"', 1)
    return mark_safe(html)  # from an embed provider that the site has chosen


@register.filter
def has_headings(table) -> bool:
    """Whether any column of a typed table has a heading."""
    return any(column["heading"] for column in table.columns)


# What machines are told


@register.simple_tag(takes_context=True)
def article_meta(context) -> dict:
    """What metadata.article_metadata says of the context's `page`."""
    return metadata.article_metadata(context["page"], context.get("request"), site_of(context))


@register.simple_tag(takes_context=True)
def category_meta(context) -> dict:
    """What metadata.category_metadata says of the context's `page`, `period` and `articles`."""
    return metadata.category_metadata(
        context["page"], context.get("request"), context.get("period"), context.get("articles")
    )


@register.simple_tag(takes_context=True)
def json_ld(context, meta) -> str:
    """The context's `page` as JSON-LD; data, not a program."""
    said = metadata.json_ld(context["page"], meta, site_of(context), context.get("category"))
    return mark_safe(f'<script type="application/ld+json">{said}</script>')


# What stands beside


@register.simple_tag(takes_context=True)
def related_articles(context, article) -> list:
    """The live, public articles that an editor chose to go with this one, in the editor's order."""
    return queries.related_articles(article, scope_of(context))


@register.simple_tag
def attachments(article) -> list:
    """The attachments of an article whose documents are there, in the editor's order."""
    return queries.attachments(article)


@register.simple_tag(takes_context=True)
def subcategories(context, category) -> list:
    """The live, public categories right below one, in the order of the tree."""
    return queries.subcategories(category, scope_of(context))


@register.simple_tag(takes_context=True)
def archive_url(context, category, period: ArchivePeriod) -> str:
    """The address of a period of a category."""
    return category.archive_url(period, context.get("request"))
