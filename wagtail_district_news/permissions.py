"""Who may touch the counters: nobody adds or deletes one by hand."""

from __future__ import annotations

from wagtail.permission_policies import ModelPermissionPolicy

COUNTED_NOT_MADE = frozenset(["add", "delete"])


class CounterPermissionPolicy(ModelPermissionPolicy):
    """Change and view by permission; rows come and go with their page, for superusers too."""

    def user_has_permission(self, user, action):
        return action not in COUNTED_NOT_MADE and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return super().user_has_any_permission(user, set(actions) - COUNTED_NOT_MADE)

    def users_with_any_permission(self, actions):
        return super().users_with_any_permission(set(actions) - COUNTED_NOT_MADE)


def register_policies() -> None:
    """Tell Wagtail of the policies, from 8.0 on; 7.4 asks the viewsets."""
    try:
        from wagtail.permissions import register_permission_policy
    except ImportError:
        return
    from .models import CampaignMessage, ViewCount, VisitorCount

    register_permission_policy(CampaignMessage)
    for model in (ViewCount, VisitorCount):
        register_permission_policy(model, CounterPermissionPolicy(model))
