"""Wires the news into Wagtail's admin."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .admin_views import DeleteManyView, GuardedMenuItem
from .corrections import CORRECTED, CorrectionFormatter
from .models import ViewCount
from .permissions import VIEW_OR_CHANGE, policy_of, register_policies
from .readership.by_day import ViewsByDayMenuItem, ViewsByDayView
from .readership.dashboard import ReadershipPanel
from .readership.reports import REPORT, MostReadReport
from .viewsets import NewsViewSetGroup

register_policies()  # before the viewsets, for which Wagtail would make policies of its own
register_snippet(NewsViewSetGroup)


@hooks.register("register_log_actions")
def register_corrections(actions):
    actions.register_action(CORRECTED)(CorrectionFormatter)


# after Wagtail's own, whose place it takes for our models
hooks.register("register_bulk_action", DeleteManyView, order=100)


@hooks.register("register_admin_urls")
def register_readership_urls():
    views = [
        path("reports/most-read/", MostReadReport.as_view(), name="most_read"),
        path(
            "reports/most-read/results/", MostReadReport.as_view(results_only=True), name="most_read_results"
        ),
        path("pages/<int:pk>/views/", ViewsByDayView.as_view(), name="views_by_day"),
    ]
    name = "wagtail_district_news_readership"
    return [path("", include((views, name), namespace=name))]


@hooks.register("register_reports_menu_item")
def register_most_read_menu_item():
    return GuardedMenuItem(
        _("Most read"),
        reverse(REPORT),
        name="most-read",
        icon_name="glasses",
        order=1100,
        policy=policy_of(ViewCount),
        actions=VIEW_OR_CHANGE,
    )


@hooks.register("register_page_header_buttons")
def register_views_by_day(page, user, view_name, next_url=None):
    yield ViewsByDayMenuItem(page=page, priority=68)


@hooks.register("construct_homepage_panels")
def add_readership_panel(request, panels):
    panel = ReadershipPanel(request.user)
    if panel.is_shown():
        panels.append(panel)
