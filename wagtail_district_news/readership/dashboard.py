"""A panel of the dashboard: views and visits of today and of the week, and what was read most."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from .. import counting, permissions
from ..counting.counters import VIEWS, VISITS, Counter
from .counts import WEEK, of_today_and_week, read_most

SHOWN = 5  # pages


def may_see(user, counter: Counter) -> bool:
    policy = permissions.policy_of(counter.totals_model)
    return policy.user_has_any_permission(user, permissions.VIEW_OR_CHANGE)


class ReadershipPanel(Component):
    """Shows each what they may see in the lists of counts, and nothing to others."""

    name = "readership"
    template_name = "wagtail_district_news/admin/readership_panel.html"
    order = 240

    class Media:
        css = {"all": ["wagtail_district_news/admin.css"]}

    def __init__(self, user):
        self.user = user
        self.sees_views = may_see(user, VIEWS)
        self.sees_visits = may_see(user, VISITS)

    def is_shown(self) -> bool:
        return self.sees_views or self.sees_visits

    def get_context_data(self, parent_context):
        counting.catch_up()
        counted = []
        if self.sees_views:
            counted.append((_("Views"), *of_today_and_week(VIEWS, self.user)))
        if self.sees_visits:
            counted.append((_("Visits"), *of_today_and_week(VISITS, self.user)))
        context = super().get_context_data(parent_context)
        return {**context, "counted": counted, "read_most": self._read_most()}

    def _read_most(self) -> list:
        if not self.sees_views:
            return []
        return list(read_most(self.user, WEEK).order_by("-views", "-page_id")[:SHOWN])
