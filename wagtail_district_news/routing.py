"""Archive routes of a category: `/`, `/2018/`, `/2018/10/`, `/2018/10/25/`."""

from __future__ import annotations

import re

from django.core.paginator import EmptyPage, Page, Paginator
from django.http import Http404
from django.utils.translation import gettext as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path

from . import conf, queries
from .archive import ArchivePeriod, month_calendar

YEAR, MONTH, DAY = r"(?P<year>[0-9]{4})", r"(?P<month>[0-9]{2})", r"(?P<day>[0-9]{2})"
PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,6}")


def paginate(request, articles, page_size: int) -> Page:
    """Return the page that `?page=` asks for, the first without it. Http404 if there is no such page.

    The one rule of every public list: an address that never was a page of the list is no address.
    """
    numbers = request.GET.getlist("page") or ["1"]
    number = numbers[0]
    if len(numbers) > 1 or not PAGE_NUMBER.fullmatch(number):
        raise Http404(_("This is not the number of a page: %(number)s") % {"number": number[:20]})
    try:
        return Paginator(articles, page_size).page(int(number))
    except EmptyPage as error:
        raise Http404(str(error)) from error


class ArchiveRoutesMixin(RoutablePageMixin):
    """Serves the list of a category and of each of its years, months and days."""

    @path("")
    def index_route(self, request, *args, **kwargs):
        request.is_preview = getattr(request, "is_preview", False)
        return self.serve_archive(request)

    @re_path(rf"^{YEAR}/$", name="archive_year")
    def archive_year(self, request, year):
        return self.serve_archive(request, year)

    @re_path(rf"^{YEAR}/{MONTH}/$", name="archive_month")
    def archive_month(self, request, year, month):
        return self.serve_archive(request, year, month)

    @re_path(rf"^{YEAR}/{MONTH}/{DAY}/$", name="archive_day")
    def archive_day(self, request, year, month, day):
        return self.serve_archive(request, year, month, day)

    def route(self, request, path_components):
        # a page that stands under the category is never hidden by the archive of the year it is named after
        if path_components and self._has_child_named_like_a_year(path_components[0]):
            return super(RoutablePageMixin, self).route(request, path_components)
        return super().route(request, path_components)

    def _has_child_named_like_a_year(self, slug: str) -> bool:
        return bool(re.fullmatch(r"[0-9]{4}", slug)) and self.get_children().live().filter(slug=slug).exists()

    def serve_archive(self, request, *parts):
        """Answer the list of the whole category, or of the period that the parts name."""
        try:
            period = ArchivePeriod.from_parts(*parts) if parts else None
        except ValueError as error:
            raise Http404(str(error)) from error
        return self.render(request, context_overrides=self.get_archive_context(request, period))

    def get_archive_context(self, request, period: ArchivePeriod | None) -> dict:
        """Return what the list shows.

        `articles` (a paginator's page), `period`, `previous_period` and `next_period` that hold articles (or
        None), `archive_counts` (PeriodCount of the next smaller unit, newest first) and `calendar` (weeks of
        CalendarDay; None unless the period is a month or a day).
        """
        everything = self.get_articles(queries.scope_of(request))
        articles = paginate(request, queries.in_period(everything, period), self.page_size)
        previous, following = (None, None)
        if period:
            previous, following = queries.previous_and_next_period(self, period, among=everything)
        counts = queries.archive_counts(self, *_counted(period), among=everything)
        return {
            "news_base_template": conf.base_template(),
            "articles": articles,
            "period": period,
            "previous_period": previous,
            "next_period": following,
            "archive_counts": counts,
            "calendar": _calendar(period, counts),
        }

    def get_articles(self, scope=None):
        """Return the articles of the category, newest first; those of a period are taken from them."""
        return queries.articles(category=self, scope=scope)

    def archive_url(self, period: ArchivePeriod, request=None) -> str:
        """Return the address of a period of this category, "" if the category has none."""
        url = self.get_url(request)
        return url.rstrip("/") + "/" + period.path if url else ""


def _counted(period: ArchivePeriod | None) -> tuple[int, ...]:
    if period is None:
        return ()
    return (period.year,) if period.month is None else (period.year, period.month)


def _calendar(period: ArchivePeriod | None, counts):
    if period is None or period.month is None:
        return None
    return month_calendar(period, {counted.period.day: counted.count for counted in counts})
