"""Pages that belong to no category: search, and browse by date."""

from __future__ import annotations

from django.core.paginator import Page
from django.forms import DateField, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from . import conf, queries
from .archive import ArchivePeriod
from .feeds import find_category
from .routing import paginate
from .text import fold_space

QUERY_LIMIT = 200
# what a date field of a browser sends, and what people write
DATE_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")


@require_safe
def search(request):
    """Articles that hold every word of `q`, of `category` if it is given; accents do not matter.

    Those in the language of the address, as the page around them; with `language=all` those in any.
    """
    site = _site(request)
    query = fold_space(request.GET.get("q", "")[: QUERY_LIMIT * 2])[:QUERY_LIMIT].strip()
    category = _category(request, site)
    scope = queries.scope_of(request)
    locale = None if request.GET.get("language") == "all" else queries.shown_locale()
    results = queries.search(query, site, category, locale, scope) if query else None
    context = {
        "query": query,
        "query_limit": QUERY_LIMIT,
        "category": category,
        "categories": queries.top_categories(site, locale, scope),
        "articles": _page(request, results) if results is not None else None,
    }
    return _answer(request, "search", context)


@require_safe
def browse_by_date(request):
    """The articles of the day `date`: of a category in its archive, else of all the site right here.

    400 with the form and a plain message if there is no such date.
    """
    site = _site(request)
    category = _category(request, site)
    written = fold_space(request.GET.get("date", "")[: QUERY_LIMIT * 2])
    context = {"category": category, "date_value": written}
    if "date" not in request.GET:
        return _answer(request, "browse_by_date", context)
    try:
        period = _day(written)
    except ValueError:
        context["error"] = _("This is not a date. Write it as day/month/year, for example 25/10/2018.")
        return _answer(request, "browse_by_date", context, status=400)
    if category is not None:
        return redirect(category.archive_url(period, request))
    articles = _page(request, queries.articles(site=site, period=period, scope=queries.scope_of(request)))
    context.update(date_value=str(period), period=period, articles=articles)
    return _answer(request, "browse_by_date", context)


def _day(written: str) -> ArchivePeriod:
    """Return the day that somebody wrote. ValueError if it is none."""
    try:
        day = DateField(input_formats=DATE_FORMATS).clean(written)
    except ValidationError as error:
        raise ValueError(written) from error
    return ArchivePeriod(day.year, day.month, day.day)


def _site(request) -> Site:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404(_("No site answers to this address."))
    return site


def _category(request, site):
    given = request.GET.get("category", "")
    if not given:
        return None
    if not (given.isascii() and given.isdigit() and len(given) < 10):
        raise Http404(_("This is not the number of a category."))
    return find_category(request, site, int(given))


def _page(request, articles) -> Page:
    return paginate(request, articles, conf.setting("PAGE_SIZE"))


def _answer(request, name: str, context: dict, status: int = 200) -> TemplateResponse:
    context["news_base_template"] = conf.base_template()
    return TemplateResponse(request, f"wagtail_district_news/{name}.html", context, status=status)
