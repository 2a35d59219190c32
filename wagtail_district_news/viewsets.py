"""The news in the admin: view counts, visitor counts, campaign messages."""

from __future__ import annotations

import django_filters
import wagtail
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from . import admin_views, conf, permissions, queries
from .models import CampaignMessage, ViewCount, VisitorCount

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

    index_view_class = admin_views.ListView
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

    def with_totals(self, user):
        policy = permissions.policy_of(self.model)
        counts = policy.instances_user_has_any_permission_for(user, permissions.VIEW_OR_CHANGE)
        return counts.annotate(view_total=F("legacy_count") + F("own_count"))


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
        Column("category_title", label=_("Category")),
        count_column("legacy_count", _("Old portal")),
        count_column("own_count", _("This site")),
        count_column("view_total", _("Total")),
    ]
    list_export = ["page_title", "category_title", "legacy_count", "own_count", "view_total", "legacy_source"]
    export_headings = {
        "page_title": _("Article"),
        "category_title": _("Category"),
        "legacy_count": _("Old portal"),
        "own_count": _("This site"),
        "view_total": _("Total"),
        "legacy_source": _("Source of the old count"),
    }
    export_filename = "view-counts"

    def get_queryset(self, request):
        article = conf.article_model()._default_manager.order_by().filter(pk=OuterRef("page_id"))
        category_title = Subquery(article.values("category__title")[:1])
        counts = self.with_totals(request.user).annotate(
            category_title=category_title, page_title=F("page__title")
        )
        return counts.select_related("page")


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
    ]
    list_export = ["site_name", "legacy_count", "own_count", "view_total", "legacy_source"]
    export_headings = {
        "site_name": _("Site"),
        "legacy_count": _("Old portal"),
        "own_count": _("This site"),
        "view_total": _("Total"),
        "legacy_source": _("Source of the old count"),
    }
    export_filename = "visitor-counts"

    def get_queryset(self, request):
        return self.with_totals(request.user).annotate(site_name=F("site__hostname")).select_related("site")


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
