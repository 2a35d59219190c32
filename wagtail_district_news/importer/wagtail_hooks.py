"""Wires the importer's reports into Wagtail's admin."""

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from wagtail_district_news.admin_views import GuardedMenuItem

from .views import VIEW, ImportRecordReport, ImportRunReport, record_policy, run_policy


@hooks.register("register_admin_urls")
def register_report_urls():
    reports = [
        path("runs/", ImportRunReport.as_view(), name="runs"),
        path("runs/results/", ImportRunReport.as_view(results_only=True), name="runs_results"),
        path("pages/", ImportRecordReport.as_view(), name="records"),
        path("pages/results/", ImportRecordReport.as_view(results_only=True), name="records_results"),
    ]
    return [
        path(
            "reports/legacy-imports/",
            include((reports, "wagtail_district_news_importer"), namespace="wagtail_district_news_importer"),
        )
    ]


@hooks.register("register_reports_menu_item")
def register_runs_menu_item():
    return GuardedMenuItem(
        _("Legacy imports"),
        reverse("wagtail_district_news_importer:runs"),
        name="legacy-imports",
        icon_name="download",
        order=1200,
        policy=run_policy,
        actions=VIEW,
    )


@hooks.register("register_reports_menu_item")
def register_records_menu_item():
    return GuardedMenuItem(
        _("Imported pages"),
        reverse("wagtail_district_news_importer:records"),
        name="imported-pages",
        icon_name="clipboard-list",
        order=1210,
        policy=record_policy,
        actions=VIEW,
    )


@hooks.register("register_permissions")
def register_view_permissions():
    return Permission.objects.filter(
        content_type__app_label="wagtail_district_news_importer",
        codename__in=["view_importrun", "view_importrecord"],
    )
