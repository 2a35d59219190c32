"""The report of what is read most: in 7 days, in 30, or ever; the old portal's views count as ever."""

from __future__ import annotations

import django_filters
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from .. import conf, permissions, queries
from ..admin_views import CaughtUpMixin, GroupedNumberColumn, NewsListMixin
from ..models import ViewCount
from .counts import MONTH, WEEK, read_most

EVER = "ever"
DAYS: dict[str, int | None] = {"": WEEK, str(MONTH): MONTH, EVER: None}
REPORT = "wagtail_district_news_readership:most_read"


def explorable_categories(request):
    """Return the categories that the reader of a list finds in the explorer, in tree order."""
    within = permissions.explorable_pages(request.user).order_by().values("pk")
    return queries.categories().filter(pk__in=within).order_by("path")


class ViewCountFilterSet(WagtailFilterSet):
    category = django_filters.ModelChoiceFilter(
        label=_("Category"), queryset=explorable_categories, method="of_category"
    )

    class Meta:
        model = ViewCount
        fields: list[str] = []

    def of_category(self, counts, name, category):
        below = queries.categories().descendant_of(category, inclusive=True)
        articles = conf.article_model()._default_manager.filter(category_id__in=below.values("pk"))
        return counts.filter(page_id__in=articles.order_by().values("pk"))


class MostReadFilterSet(ViewCountFilterSet):
    days = django_filters.ChoiceFilter(
        label=_("Period"),
        empty_label=_("The last 7 days"),
        choices=[(str(MONTH), _("The last 30 days")), (EVER, _("All time"))],
        method="as_it_is",
    )

    def as_it_is(self, counts, name, value):
        """Leave the counts: what they are of is asked before they are sorted."""
        return counts


class CountedPageColumn(TitleColumn):
    """The title of a page; leads to its views by day."""

    def get_link_url(self, instance, parent_context):
        return reverse("wagtail_district_news_readership:views_by_day", args=[instance.page_id])


class MostReadReport(CaughtUpMixin, NewsListMixin, ReportView):
    """The pages that were read, the most read first."""

    model = ViewCount
    permission_policy = permissions.policy_of(ViewCount)
    any_permission_required = permissions.VIEW_OR_CHANGE
    page_title = _("Most read")
    header_icon = "glasses"
    index_url_name = REPORT
    index_results_url_name = "wagtail_district_news_readership:most_read_results"
    filterset_class = MostReadFilterSet
    default_ordering = "-views"
    columns = [
        CountedPageColumn("page_title", label=_("Article"), classname="wdn-name", sort_key="page_title"),
        Column("category_title", label=_("Category"), sort_key="category_title"),
        GroupedNumberColumn("views", label=_("Views"), sort_key="views"),
        GroupedNumberColumn("view_total", label=_("Total"), sort_key="view_total"),
    ]
    list_export = ["page_title", "category_title", "views", "view_total"]
    export_headings = {
        "page_title": _("Article"),
        "category_title": _("Category"),
        "views": _("Views"),
        "view_total": _("Total"),
    }

    @cached_property
    def days(self) -> int | None:
        chosen = self.filters.form.cleaned_data.get("days", "") if self.filters.is_valid() else ""
        return DAYS[chosen]

    def get_filename(self):
        return "most-read" if self.days is None else f"most-read-{self.days}-days"

    def get_base_queryset(self):
        return read_most(self.request.user, self.days)

    def order_queryset(self, queryset):
        return queryset.order_by(self.ordering, "-page_id")

    @cached_property
    def no_results_message(self):
        return gettext("Nobody read a page in this time of those that you find in the page explorer.")
