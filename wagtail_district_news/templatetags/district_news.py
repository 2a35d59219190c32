"""The tags of the news for a site's own templates; loading them loads the display filters too."""

from __future__ import annotations

from django import template
from django.http import QueryDict
from django.utils import dates

from .. import conf, counting, queries
from ..archive import ArchivePeriod, month_calendar
from ..blocks.counters import counter_context
from ..renditions import prefetch_lead_images
from . import district_news_display, district_news_words
from .district_news_display import INCLUDES, period_label, scope_of, site_of

register = template.Library()
BEACON_STANDS = "_wagtail_district_news_beacon"
register.tags.update(district_news_display.register.tags)
register.filters.update(district_news_display.register.filters)
register.tags.update(district_news_words.register.tags)
register.filters.update(district_news_words.register.filters)


# Lists of articles


@register.inclusion_tag(INCLUDES + "article_list.html", takes_context=True)
def article_list(context, articles, heading_level=2, show_category=False):
    """Cards with thumbnails, in a constant number of queries."""
    return {
        "articles": prefetch_lead_images(articles),
        "heading_level": heading_level,
        "show_category": show_category,
        "request": context.get("request"),
    }


@register.inclusion_tag(INCLUDES + "newest_by_category.html", takes_context=True)
def newest_by_category(context, count=4, heading_level=2):
    """The newest articles of each top category of the site."""
    groups = queries.latest_by_category(site_of(context), count, scope=scope_of(context))
    prefetch_lead_images([article for group in groups for article in group.articles])
    return {
        "groups": groups,
        "heading_level": heading_level,
        "card_level": heading_level + 1,
        "request": context.get("request"),
    }


@register.inclusion_tag(INCLUDES + "most_read.html", takes_context=True)
def most_read(context, count=5, heading_level=2, category=None, days=None, heading=""):
    """The articles of the site, or of one category, that were read most: ever, or in the last `days` days."""
    articles = queries.most_read(
        category=category, site=site_of(context), count=count, scope=scope_of(context), days=days
    )
    request = context.get("request")
    return {"articles": articles, "heading": heading, "heading_level": heading_level, "request": request}


@register.inclusion_tag(INCLUDES + "neighbours.html", takes_context=True)
def newer_and_earlier(context, article, count=None):
    """Newer and earlier articles of the same category, for a template without an article page's context."""
    count = conf.setting("NEIGHBOURS") if count is None else count
    found = queries.neighbours(article, count=count, scope=scope_of(context))
    request, category = context.get("request"), article.category
    return {
        "newer": found.newer,
        "earlier": found.earlier,
        "category": category,
        "see_more_url": category.get_url(request) if category else "",
        "request": request,
    }


# Counter and messages


@register.inclusion_tag(INCLUDES + "visitor_counter.html", takes_context=True)
def visitor_counter(context, label="", digits=None, today=False, online=False):
    """The visits of the site in zero-padded digits, read to a screen reader as one number.

    A small script brings it up to date where a page cache keeps it, if the site includes our addresses.
    """
    return counter_context(site_of(context), label, digits, today, online)


@register.inclusion_tag(INCLUDES + "count_beacon.html", takes_context=True)
def count_beacon(context):
    """The script that counts a page when it is seen, where COUNT_BY says "beacon"; once a page."""
    request, site = context.get("request"), site_of(context)
    if site is None or not counting.counts_by_beacon(site) or getattr(request, "is_preview", False):
        return {}
    if getattr(request, BEACON_STANDS, False):
        return {}
    setattr(request, BEACON_STANDS, True)
    return {"url": conf.own_address("count"), "token": counting.page_token(context.get("page"), site)}


@register.inclusion_tag(INCLUDES + "campaign_messages.html", takes_context=True)
def campaign_messages(context, heading="", limit=None, heading_level=2):
    """The campaign messages that run now."""
    request = context.get("request")
    messages = queries.campaign_messages(site_of(context), limit=limit)
    for message in messages:
        message.url = message.get_url(request)
    return {"messages": messages, "heading": heading, "heading_level": heading_level, "request": request}


# The archive


@register.inclusion_tag(INCLUDES + "archive_calendar.html", takes_context=True)
def archive_calendar(context, category, period=None, weeks=None):
    """A month of a category as a table whose days with articles are links.

    Without a period: the month of its newest article. `weeks` spares the query where a view has them.
    """
    if period and period.month is None:
        return {}
    among = None if weeks else queries.articles(category=category, scope=scope_of(context))
    shown = period or _newest_day(among)
    if not shown:
        return {}
    if not weeks:
        counts = queries.archive_counts(category, shown.year, shown.month, among=among)
        weeks = month_calendar(shown, {one.period.day: one.count for one in counts})
    return {
        "weeks": weeks,
        "month": ArchivePeriod(shown.year, shown.month),
        "period": period,
        "weekdays": [{"name": dates.WEEKDAYS[day], "short": dates.WEEKDAYS_ABBR[day]} for day in range(7)],
        "category": category,
        "request": context.get("request"),
    }


def _newest_day(articles) -> ArchivePeriod | None:
    newest = articles.values_list("published_at", flat=True).first()
    return ArchivePeriod.containing(newest) if newest else None


@register.inclusion_tag(INCLUDES + "archive_navigation.html", takes_context=True)
def archive_navigation(context, category, period=None, counts=None):
    """The years of a category with their counts; the months of a year, the days of a month."""
    if counts is None:
        among = queries.articles(category=category, scope=scope_of(context))
        counts = queries.archive_counts(
            category, *((period.year, period.month) if period else ()), among=among
        )
    request = context.get("request")
    return {"archive_counts": counts, "category": category, "period": period, "request": request}


# Ways about


@register.inclusion_tag(INCLUDES + "breadcrumbs.html", takes_context=True)
def breadcrumbs(context, page, period=None):
    """The way from the site's first page to this one, and on to a period of its archive."""
    request, site = context.get("request"), site_of(context)
    above = page.get_ancestors().live() if page.path else []
    if site is not None and above:
        above = above.filter(depth__gte=site.root_page.depth)
    crumbs = [{"title": one.title, "url": one.get_url(request), "page": one} for one in [*above, page]]
    periods = []
    while period:
        periods.append({"title": period_label(period), "url": page.archive_url(period, request)})
        period = period.parent
    return {"crumbs": crumbs + periods[::-1], "request": request}


@register.inclusion_tag(INCLUDES + "browse_by_date.html", takes_context=True)
def browse_by_date(context, category=None):
    """A form that leads to a day of the archive: of a category, or of the whole site."""
    return {"category": category, "request": context.get("request")}


@register.inclusion_tag(INCLUDES + "search_form.html", takes_context=True)
def search_form(context):
    """The form that searches the news."""
    return {"request": context.get("request")}


@register.inclusion_tag(INCLUDES + "pagination.html", takes_context=True)
def pagination(context, page):
    """Links to the pages of a list; the other parameters of the address stay."""
    if not page or not page.has_other_pages():
        return {}
    request = context.get("request")
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {
        "page_links": [
            {"number": number, "url": _page_url(request, number), "current": number == page.number}
            if isinstance(number, int)
            else {"number": number, "url": ""}
            for number in numbers
        ],
        "previous_url": _page_url(request, page.number - 1) if page.has_previous() else "",
        "next_url": _page_url(request, page.number + 1) if page.has_next() else "",
    }


def _page_url(request, number: int) -> str:
    query = request.GET.copy() if request else QueryDict(mutable=True)
    query.pop("page", None)
    if number > 1:
        query["page"] = number
    path = request.path if request else ""
    return f"{path}?{query.urlencode()}" if query else path
