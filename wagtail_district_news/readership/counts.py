"""What was counted, as the admin lists it: with titles, with the last days, and within somebody's reach."""

from __future__ import annotations

from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from .. import conf, counting, permissions
from ..counting.counters import VIEWS, VISITS, Counter

MONTH = 30  # days
WEEK = 7


def totals_of(counter: Counter, user):
    """Return the totals that somebody may see, as a queryset with `view_total`."""
    policy = permissions.policy_of(counter.totals_model)
    totals = policy.instances_user_has_any_permission_for(user, permissions.VIEW_OR_CHANGE)
    return totals.annotate(view_total=F("legacy_count") + F("own_count"))


def counted_pages(user):
    """Return the view counts that somebody may see, with `page_title`, `category_title` and `view_total`."""
    article = conf.article_model()._default_manager.order_by().filter(pk=OuterRef("page_id"))
    category_title = Subquery(article.values("category__title")[:1])
    counts = totals_of(VIEWS, user).annotate(category_title=category_title, page_title=F("page__title"))
    return counts.select_related("page")


def of_days(counter: Counter, days: int):
    """Return an expression for a queryset of totals: what each counted in the last `days` days, today the last."""
    daily = counter.daily_model._default_manager.order_by().filter(
        **{counter.owner: OuterRef(counter.owner)}, day__gte=counting.first_of(days)
    )
    return Coalesce(Subquery(daily.values(counter.owner).annotate(sum=Sum("count")).values("sum")), 0)


def read_most(user, days: int | None):
    """Return the view counts of the pages that were read in the last `days` days, or ever, with `views`."""
    counts = counted_pages(user)
    if days is None:
        return counts.annotate(views=F("view_total")).filter(views__gt=0)
    read = VIEWS.daily_model._default_manager.filter(day__gte=counting.first_of(days))
    # first which pages, so that nothing is summed up for the others
    return counts.filter(page_id__in=read.values("page_id")).annotate(views=of_days(VIEWS, days))


def of_today_and_week(counter: Counter, user) -> tuple[int, int]:
    """Return what was counted today and in the last seven days, on the pages in somebody's reach or on all sites."""
    daily = counter.daily_model._default_manager.filter(day__gte=counting.first_of(WEEK))
    if counter is not VISITS:
        daily = permissions.without_pages_out_of_reach(daily, user)
    sums = daily.aggregate(today=Sum("count", filter=Q(day=counting.first_of(1))), week=Sum("count"))
    return sums["today"] or 0, sums["week"] or 0
