"""The news in the admin: view counts, visitor counts, campaign messages."""

from __future__ import annotations

import django_filters
import wagtail
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from . import admin_views, permissions
from .counting.counters import VIEWS, VISITS
from .models import CampaignMessage, ViewCount, VisitorCount
from .readership import counts
from .readership.reports import ViewCountFilterSet

COUNTED = ["legacy_count", "own_count", "legacy_source", "legacy_imported_at"]
POLICIES_ARE_REGISTERED = wagtail.VERSION >= (8, 0)


def count_column(name: str, label) -> Column:
    return admin_views.GroupedNumberColumn(name, label=label, sort_key=name)


def moment_column(name: str, label) -> Column:
    """A date and time as such: it may lie ahead, which Wagtail's own column calls "just now"."""

    def said(row):
        moment = getattr(row, name)
        return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT") if moment else ""

    return Column(name, label=label, accessor=said, sort_key=name)


class CounterViewSet(SnippetViewSet):
    """A counter: its old baseline can be corrected, its own count only read."""

    index_view_class = admin_views.CountersView
    edit_view_class = admin_views.CounterEditView
    inspect_view_class = admin_views.CounterInspectView
    history_view_class = admin_views.CounterHistoryView
    usage_view_class = admin_views.CounterUsageView
    delete_view_class = admin_views.CounterDeleteView
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    ordering = ["-view_total"]
    panels = [
        FieldPanel("legacy_count"),
        FieldPanel("legacy_source"),
        FieldPanel("legacy_imported_at", read_only=True),
        FieldPanel("own_count", read_only=True),
    ]

    if not POLICIES_ARE_REGISTERED:

        @cached_property
        def permission_policy(self):
            return permissions.policy_of(self.model)

    def register_chooser_viewset(self):
        """Register none: Wagtail's choosers ask for no permission, and nothing is made of a counter."""


class ViewCountViewSet(CounterViewSet):
    model = ViewCount
    index_view_class = admin_views.CountedPagesView
    inspect_view_fields = ["page", *COUNTED]
    icon = "view"
    menu_label = _("View counts")
    search_fields = ["page__title"]
    filterset_class = ViewCountFilterSet
    list_display = [
        "page",
        Column("category_title", label=_("Category"), sort_key="category_title"),
        count_column("legacy_count", _("Old portal")),
        count_column("own_count", _("This site")),
        count_column("view_total", _("Total")),
        count_column("last_days", _("Last 30 days")),
    ]
    list_export = [
        "page_title",
        "category_title",
        "legacy_count",
        "own_count",
        "view_total",
        "last_days",
        "legacy_source",
    ]
    export_headings = {
        "page_title": _("Article"),
        "category_title": _("Category"),
        "legacy_count": _("Old portal"),
        "own_count": _("This site"),
        "view_total": _("Total"),
        "last_days": _("Last 30 days"),
        "legacy_source": _("Source of the old count"),
    }
    export_filename = "view-counts"

    def get_queryset(self, request):
        return counts.counted_pages(request.user).annotate(last_days=counts.of_days(VIEWS, counts.MONTH))


class VisitorCountViewSet(CounterViewSet):
    model = VisitorCount
    inspect_view_fields = ["site", *COUNTED]
    icon = "user"
    menu_label = _("Visitor counts")
    list_display = [
        "site",
        count_column("legacy_count", _("Old portal")),
        count_column("own_count", _("This site")),
        count_column("view_total", _("Total")),
        count_column("last_days", _("Last 30 days")),
    ]
    list_export = ["site_name", "legacy_count", "own_count", "view_total", "last_days", "legacy_source"]
    export_headings = {
        "site_name": _("Site"),
        "legacy_count": _("Old portal"),
        "own_count": _("This site"),
        "view_total": _("Total"),
        "last_days": _("Last 30 days"),
        "legacy_source": _("Source of the old count"),
    }
    export_filename = "visitor-counts"

    def get_queryset(self, request):
        totals = counts.totals_of(VISITS, request.user).select_related("site")
        return totals.annotate(site_name=F("site__hostname"), last_days=counts.of_days(VISITS, counts.MONTH))


# campaign messages


class CampaignMessageChooserViewSet(SnippetChooserViewSet):
    choose_view_class = admin_views.MessageChooseView
    choose_results_view_class = admin_views.MessageChooseResultsView
    chosen_view_class = admin_views.MessageChosenView
    chosen_multiple_view_class = admin_views.MessageChosenMultipleView
    create_view_class = admin_views.MessageCreateView


class CampaignMessageFilterSet(WagtailFilterSet):
    is_running = django_filters.BooleanFilter(label=_("Running now"), method="that_run")

    class Meta:
        model = CampaignMessage
        fields = ["is_running", "site"]

    def that_run(self, messages, name, value):
        return messages.running() if value else messages.not_running()


class CampaignMessageViewSet(SnippetViewSet):
    model = CampaignMessage
    index_view_class = admin_views.ListView
    inspect_view_class = admin_views.InspectView
    chooser_viewset_class = CampaignMessageChooserViewSet
    inspect_view_enabled = True  # and so the right to see them can be given
    icon = "comment"
    menu_label = _("Campaign messages")
    list_display = [
        "text",
        BooleanColumn("is_running", label=_("Running now")),
        moment_column("starts_at", _("Starts")),
        moment_column("ends_at", _("Ends")),
        Column("site", label=_("Site"), accessor=lambda message: message.site or _("every site")),
        Column("sort_order", label=_("Order"), sort_key="sort_order"),
    ]
    filterset_class = CampaignMessageFilterSet
    ordering = ["sort_order", "pk"]

    def get_queryset(self, request):
        return self.model._default_manager.select_related("site")


class NewsViewSetGroup(SnippetViewSetGroup):
    menu_label = _("News")
    menu_icon = "doc-full"
    menu_order = 250
    items = (ViewCountViewSet, VisitorCountViewSet, CampaignMessageViewSet)
