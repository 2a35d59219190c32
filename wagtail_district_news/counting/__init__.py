"""Readership: the one public door, and the only writer of counters."""

from wagtail.models import Site

from .beacon import page_token
from .counters import ViewTotals
from .door import (
    STRATEGIES,
    counts_by_beacon,
    first_of,
    forget_views,
    forget_visits,
    record_page,
    record_view,
    record_visit,
    roll_up,
    rolled_up_at,
    set_legacy_view_count,
    set_legacy_visitor_count,
    view_count,
    view_counts,
    views_by_day,
    visitor_count,
    visitors_online,
    visitors_today,
    visits_by_day,
    waiting_views,
)
from .schedule import catch_up

__all__ = [
    "STRATEGIES",
    "ViewTotals",
    "VisitedPageMixin",
    "catch_up",
    "counts_by_beacon",
    "first_of",
    "forget_views",
    "forget_visits",
    "page_token",
    "record_page",
    "record_view",
    "record_visit",
    "roll_up",
    "rolled_up_at",
    "set_legacy_view_count",
    "set_legacy_visitor_count",
    "view_count",
    "view_counts",
    "views_by_day",
    "visitor_count",
    "visitors_online",
    "visitors_today",
    "visits_by_day",
    "waiting_views",
]


# defined here because the migrations of sites name it by its module
class VisitedPageMixin:
    """For a page class whose pages are part of a visit, such as a home page; use it before the page class."""

    def serve(self, request, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        if response.status_code == 200:
            record_visit(Site.find_for_request(request), request)
        return response
