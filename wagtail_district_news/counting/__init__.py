"""Readership: the one public door, and the only writer of counters."""

from .door import (
    STRATEGIES,
    VisitedPageMixin,
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
