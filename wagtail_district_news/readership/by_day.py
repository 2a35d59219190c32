"""The views of one article by day, reached from the menu of its page in the admin."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.admin.views.generic.base import BaseObjectMixin
from wagtail.admin.views.pages.utils import GenericPageBreadcrumbsMixin

from .. import conf, counting, permissions
from ..admin_views import STYLES
from ..models import ViewCount
from . import charts
from .counts import MONTH, WEEK

PERIODS = (WEEK, MONTH, 90)  # days


class PageTitleMixin:
    """The last of the breadcrumbs is the view itself."""

    def get_breadcrumbs_items(self):
        return [{"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}]


class ViewsByDayView(
    PermissionCheckedMixin,
    GenericPageBreadcrumbsMixin,
    PageTitleMixin,
    BaseObjectMixin,
    WagtailAdminTemplateMixin,
    TemplateView,
):
    """A line, the same as a table, and the totals; of the last `?days=`."""

    permission_policy = permissions.policy_of(ViewCount)
    any_permission_required = permissions.VIEW_OR_CHANGE
    template_name = "wagtail_district_news/admin/views_by_day.html"
    page_title = _("Views by day")
    header_icon = "view"

    def get_base_object_queryset(self):
        return conf.article_model()._default_manager.all()

    @property
    def model(self):
        return conf.article_model()

    def get_object(self):
        article = super().get_object()
        user = self.request.user
        if not (user.is_superuser or permissions.explorable_pages(user).filter(pk=article.pk).exists()):
            raise PermissionDenied
        return article

    def get_page_subtitle(self):
        return self.object.get_admin_display_title()

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("days", "")
        days = int(asked) if asked in map(str, PERIODS) else MONTH
        chart = charts.draw(counting.views_by_day(self.object, days))
        context = super().get_context_data(**kwargs)
        return {
            **context,
            "chart": chart,
            "days": days,
            "media": STYLES,
            "periods": PERIODS,
            "totals": counting.view_count(self.object),
        }


class ViewsByDayMenuItem(PageMenuItem):
    label = _("Views by day")
    icon_name = "view"
    url_name = "wagtail_district_news_readership:views_by_day"

    def is_shown(self, user):
        policy = permissions.policy_of(ViewCount)
        is_article = isinstance(self.page, conf.article_model())
        return is_article and policy.user_has_any_permission(user, permissions.VIEW_OR_CHANGE)
