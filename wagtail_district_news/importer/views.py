"""Reports of the admin: the runs of the importer, and what became of every document."""

from __future__ import annotations

from typing import Any

import django_filters
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusFlagColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from wagtail_district_news.admin_views import GroupedNumberColumn, NewsListMixin
from wagtail_district_news.permissions import without_pages_out_of_reach

from .models import ImportRecord, ImportRun, RunStatus, Status
from .reasons import reason_of

VIEW = ["view"]
KINDS = {
    "article": _("article"),
    "notice": _("notice"),
    "listing": _("listing"),
    "other": _("other page"),
}
run_policy = ModelPermissionPolicy(ImportRun)
record_policy = ModelPermissionPolicy(ImportRecord)


class RunFilterSet(WagtailFilterSet):
    status = django_filters.MultipleChoiceFilter(label=_("Status"), choices=RunStatus.choices)
    portal = django_filters.AllValuesFilter(label=_("Portal"), empty_label=_("All"))

    class Meta:
        model = ImportRun
        fields = ["status", "portal"]


class RecordFilterSet(WagtailFilterSet):
    status = django_filters.MultipleChoiceFilter(label=_("Outcome"), choices=Status.choices)
    has_losses = django_filters.BooleanFilter(label=_("With losses"))
    kind = django_filters.ChoiceFilter(label=_("Kind"), empty_label=_("All"), choices=list(KINDS.items()))
    portal = django_filters.AllValuesFilter(label=_("Portal"), empty_label=_("All"))
    run = django_filters.NumberFilter(
        label=_("Number of the run"), field_name="run_id", min_value=1, max_value=2**31 - 1, decimal_places=0
    )

    class Meta:
        model = ImportRecord
        fields = ["status", "has_losses", "kind", "portal", "run"]


class RunColumn(TitleColumn):
    """The number of a run; leads to its pages those who may see them."""

    def get_link_url(self, instance, parent_context):
        user = parent_context["request"].user
        return pages_of_run(instance) if record_policy.user_has_any_permission(user, VIEW) else None


class RecordColumn(TitleColumn):
    """The file of a document; leads to its page those who may edit it."""

    def get_link_url(self, instance, parent_context):
        user = parent_context["request"].user
        return AdminURLFinder(user).get_edit_url(instance.page) if instance.page else None


def pages_of_run(run: ImportRun) -> str:
    """Return the address of the report of what a run wrote."""
    return f"{reverse('wagtail_district_news_importer:records')}?run={run.pk}"


def kind_of(record: ImportRecord) -> str:
    """Return the kind of a document in the reader's language."""
    return str(KINDS.get(record.kind, record.kind))


class CountColumn(GroupedNumberColumn):
    """A number of the run's JSON counts."""

    def __init__(self, name: str, label: Any, status: str):
        super().__init__(name, label=capfirst(label), accessor=lambda run: outcome_count(run, status))


def outcome_count(run: ImportRun, status: str) -> int:
    """Return how many documents of a run ended with a status."""
    return run.counts.get("outcomes", {}).get(status, 0)


class ImportRunReport(NewsListMixin, ReportView):
    """Every run of the importer, the newest first."""

    model = ImportRun
    permission_policy = run_policy
    any_permission_required = VIEW
    page_title = _("Legacy imports")
    header_icon = "download"
    index_url_name = "wagtail_district_news_importer:runs"
    index_results_url_name = "wagtail_district_news_importer:runs_results"
    filterset_class = RunFilterSet
    default_ordering = "-started_at"
    columns = [
        RunColumn("pk", label=_("Run"), accessor=str, classname="wdn-name"),
        DateColumn("started_at", label=_("Started"), sort_key="started_at"),
        Column("status", label=_("Status"), accessor="get_status_display", sort_key="status"),
        CountColumn("new", Status.NEW.label, Status.NEW),
        CountColumn("updated", Status.UPDATED.label, Status.UPDATED),
        CountColumn("unchanged", Status.UNCHANGED.label, Status.UNCHANGED),
        CountColumn("skipped", Status.SKIPPED.label, Status.SKIPPED),
        CountColumn("failed", Status.FAILED.label, Status.FAILED),
        GroupedNumberColumn("words_kept", label=_("Words kept"), sort_key="words_kept"),
        GroupedNumberColumn("words_lost", label=_("Words lost"), sort_key="words_lost"),
        Column("user", label=_("User")),
    ]
    list_export = [
        "pk",
        "started_at",
        "finished_at",
        "get_status_display",
        "source",
        "portal",
        "profile_name",
        "user",
        "words_kept",
        "words_furniture",
        "words_lost",
        "message",
    ]
    export_headings = {
        "pk": _("Run"),
        "started_at": _("Started"),
        "finished_at": _("Finished"),
        "get_status_display": _("Status"),
        "source": _("Source"),
        "portal": _("Portal"),
        "profile_name": _("Profile"),
        "user": _("User"),
        "words_kept": _("Words kept"),
        "words_furniture": _("Words of furniture"),
        "words_lost": _("Words lost"),
        "message": _("Message"),
    }
    export_filename = "legacy-imports"

    @cached_property
    def no_results_message(self):
        if self.is_filtering:
            return super().no_results_message
        return gettext("No old portal has been imported yet.")

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("user")


class ImportRecordReport(NewsListMixin, ReportView):
    """Every document of a portal and the page that it became."""

    model = ImportRecord
    permission_policy = record_policy
    any_permission_required = VIEW
    page_title = _("Imported pages")
    header_icon = "clipboard-list"
    index_url_name = "wagtail_district_news_importer:records"
    index_results_url_name = "wagtail_district_news_importer:records_results"
    filterset_class = RecordFilterSet
    default_ordering = "path"
    columns = [
        RecordColumn("path", label=_("File"), sort_key="path", classname="wdn-name"),
        Column("title", label=_("Title"), sort_key="title", classname="wdn-words"),
        Column("kind", label=_("Kind"), accessor=kind_of, sort_key="kind"),
        Column("status", label=_("Outcome"), accessor="get_status_display", sort_key="status"),
        Column("reason", label=_("Reason"), accessor=reason_of, classname="wdn-words"),
        StatusFlagColumn("has_losses", true_label=_("With losses"), label=_("Losses"), sort_key="has_losses"),
        GroupedNumberColumn("words_lost", label=_("Words lost"), sort_key="words_lost"),
        DateColumn("updated_at", label=_("Updated"), sort_key="updated_at"),
    ]
    list_export = [
        "path",
        "title",
        "kind",
        "address",
        "get_status_display",
        "reason",
        "has_losses",
        "words_kept",
        "words_furniture",
        "words_lost",
        "page_id",
        "run_id",
        "losses",
    ]
    export_headings = {
        "path": _("File"),
        "title": _("Title"),
        "kind": _("Kind"),
        "address": _("Old address"),
        "get_status_display": _("Outcome"),
        "reason": _("Reason"),
        "has_losses": _("With losses"),
        "words_kept": _("Words kept"),
        "words_furniture": _("Words of furniture"),
        "words_lost": _("Words lost"),
        "page_id": _("Number of the page"),
        "run_id": _("Number of the run"),
        "losses": _("Losses"),
    }
    export_filename = "imported-pages"

    @cached_property
    def no_results_message(self):
        if self.is_filtering:
            return super().no_results_message
        return gettext("No page has been imported yet of those that you find in the page explorer.")

    def get_base_queryset(self):
        records = super().get_base_queryset().select_related("page")
        return without_pages_out_of_reach(records, self.request.user)

    def to_row_dict(self, item):
        return {**super().to_row_dict(item), "kind": kind_of(item), "reason": reason_of(item)}
