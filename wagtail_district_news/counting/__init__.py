"""Readership: the one public door, and the only writer of counters."""

from wagtail.models import Site

from .door import (
    STRATEGIES,
    record_page,
    record_view,
    record_visit,
    set_legacy_view_count,
    set_legacy_visitor_count,
    view_count,
    view_counts,
    visitor_count,
)
from .store import ViewTotals

__all__ = [
    "STRATEGIES",
    "ViewTotals",
    "VisitedPageMixin",
    "record_page",
    "record_view",
    "record_visit",
    "set_legacy_view_count",
    "set_legacy_visitor_count",
    "view_count",
    "view_counts",
    "visitor_count",
]


# defined here because the migrations of sites name it by its module
class VisitedPageMixin:
    """For a page class whose pages are part of a visit, such as a home page; use it before the page class."""

    def serve(self, request, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        if response.status_code == 200:
            record_visit(Site.find_for_request(request), request)
        return response
