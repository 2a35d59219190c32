"""Who may see and do what in the admin: policies, and the pages that are out of somebody's reach."""

from __future__ import annotations

from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy

ANY = ("add", "change", "delete", "view")
VIEW_OR_CHANGE = ("view", "change")
COUNTED_NOT_MADE = frozenset(["add", "delete"])


def explorable_pages(user):
    """Return the pages that somebody finds in the explorer, as a queryset of base pages."""
    return page_permission_policy.explorable_instances(user)


def without_pages_out_of_reach(rows, user):
    """Return the rows of a queryset but for those whose `page` their reader cannot find in the explorer.

    Rows without a page stay, and those whose page no longer exists.
    """
    if user.is_active and user.is_superuser:
        return rows
    every_page = page_permission_policy.model._default_manager.order_by()
    out_of_reach = every_page.exclude(pk__in=explorable_pages(user).order_by().values("pk"))
    return rows.exclude(page__in=out_of_reach.values("pk"))


class CounterPermissionPolicy(ModelPermissionPolicy):
    """Change and view by permission; rows come and go with their page, for superusers too."""

    def user_has_permission(self, user, action):
        return action not in COUNTED_NOT_MADE and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return super().user_has_any_permission(user, set(actions) - COUNTED_NOT_MADE)

    def users_with_any_permission(self, actions):
        return super().users_with_any_permission(set(actions) - COUNTED_NOT_MADE)


class PageCounterPermissionPolicy(CounterPermissionPolicy):
    """The count of a page is for those who find the page in the explorer as well."""

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        if not self.user_has_any_permission(user, actions):
            return False
        return user.is_superuser or explorable_pages(user).filter(pk=instance.page_id).exists()

    def instances_user_has_any_permission_for(self, user, actions):
        return without_pages_out_of_reach(super().instances_user_has_any_permission_for(user, actions), user)


POLICIES = {
    "viewcount": PageCounterPermissionPolicy("wagtail_district_news.ViewCount"),
    "visitorcount": CounterPermissionPolicy("wagtail_district_news.VisitorCount"),
    "campaignmessage": ModelPermissionPolicy("wagtail_district_news.CampaignMessage"),
}


def policy_of(model):
    """Return the policy of one of our models in the admin. KeyError if it has no place there."""
    return POLICIES[model._meta.model_name]


def register_policies() -> None:
    """Tell Wagtail of the policies, from 8.0 on; 7.4 asks the viewsets."""
    try:
        from wagtail.permissions import register_permission_policy
    except ImportError:
        return
    for policy in POLICIES.values():
        register_permission_policy(policy.model, policy)
