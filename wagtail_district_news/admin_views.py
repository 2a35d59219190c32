"""What our admin views do besides Wagtail's: corrections are logged, and a right that lacks hides names too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.functional import cached_property, classproperty
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, NumberColumn, TitleColumn
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.views import chooser, snippets

from . import counting, permissions
from .corrections import log_correction
from .models import CampaignMessage, ViewCount, VisitorCount
from .numbers import grouped

STYLES = forms.Media(css={"all": ["wagtail_district_news/admin.css"]})
SORTED_BY_NAME = {"page": "page_title", "site": "site_name"}


class GroupedNumberColumn(NumberColumn):
    """A whole number, grouped in Vietnamese too."""

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        context["value"] = grouped(context["raw_value"])
        return context


class NewsListMixin:
    """A list with our style sheet, where titles stay whole on a phone, and a CSV in its reader's language."""

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        context["media"] += STYLES
        return context

    def stream_csv(self, queryset):
        return spoken(get_language(), super().stream_csv(queryset))


def spoken(language: str | None, rows: Iterator) -> Iterator:
    """Yield rows that are made while a language is active: a response streams after Wagtail has left it."""
    while True:
        with override(language):
            try:
                row = next(rows)
            except StopIteration:
                return
        yield row


class CaughtUpMixin:
    """A view of what the tables of counts hold: what waits is rolled up before."""

    def setup(self, request, *args, **kwargs):
        counting.catch_up()
        super().setup(request, *args, **kwargs)


class GuardedMenuItem(MenuItem):
    """A menu item for those who may open what it leads to."""

    def __init__(self, *args, policy, actions, **kwargs):
        super().__init__(*args, **kwargs)
        self.policy, self.actions = policy, actions

    def is_shown(self, request):
        return self.policy.user_has_any_permission(request.user, self.actions)


class ListView(NewsListMixin, snippets.IndexView):
    """A list whose rows can be ticked by those who may delete them."""

    @cached_property
    def columns(self):
        columns = super().columns
        title = next(column for column in columns if isinstance(column, TitleColumn))
        title.classname, title.sort_key = "wdn-name", SORTED_BY_NAME.get(title.sort_key, title.sort_key)
        if self.user_has_permission("delete"):
            return columns
        return [column for column in columns if not isinstance(column, BulkActionsCheckboxColumn)]


class InspectView(snippets.InspectView):
    """Shows times in the zone of the reader, numbers grouped, and a dash where there is nothing."""

    def get_field_display_value(self, field_name, field):
        if getattr(self.object, field_name) in (None, ""):
            return "–"  # Wagtail shows a picture that there is not as "None"
        value = super().get_field_display_value(field_name, field)
        if isinstance(value, datetime):
            return timezone.localtime(value)
        if type(value) is int and not field.primary_key:
            return grouped(value)
        return value


class DeleteManyView(DeleteBulkAction):
    """Deletes ticked rows. Wagtail's own names them to anybody, and on 7.4 lets a superuser delete any."""

    @classproperty
    def models(cls):
        return [CampaignMessage, ViewCount, VisitorCount]

    def dispatch(self, request, *args, **kwargs):
        if not permissions.policy_of(self.model).user_has_permission(request.user, "delete"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


# counters: corrected and read, never made, chosen or deleted


class CounterOfOneMixin:
    """A view of one counter, for those who may see this very one."""

    def get_object(self, *args, **kwargs):
        counter = super().get_object(*args, **kwargs)
        policy = permissions.policy_of(self.model)
        if not policy.user_has_any_permission_for_instance(
            self.request.user, permissions.VIEW_OR_CHANGE, counter
        ):
            raise PermissionDenied
        return counter


class CounterEditView(CaughtUpMixin, CounterOfOneMixin, snippets.EditView):
    def save_instance(self):
        counter = self.form.save()
        self.has_content_changes = self.form.has_changed()
        log_correction(counter, self.form, self.request.user)
        return counter


class CounterInspectView(CaughtUpMixin, CounterOfOneMixin, InspectView):
    pass


class CounterHistoryView(CounterOfOneMixin, snippets.HistoryView):
    pass


class CountersView(CaughtUpMixin, ListView):
    pass


class CountedPagesView(CountersView):
    @cached_property
    def no_results_message(self):
        if self.is_searching or self.is_filtering:
            return super().no_results_message
        return _("No page has been counted yet of those that you find in the page explorer.")


class CounterUsageView(CounterOfOneMixin, snippets.UsageView):
    pass


class CounterDeleteView(CounterOfOneMixin, snippets.DeleteView):
    pass


# the chooser of campaign messages: Wagtail's own asks for no right


class MessageChoiceMixin:
    """A view of the chooser, for those who may see the list."""

    def dispatch(self, request, *args, **kwargs):
        policy = permissions.policy_of(CampaignMessage)
        if not policy.user_has_any_permission(request.user, permissions.ANY):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class MessageChooseView(MessageChoiceMixin, chooser.ChooseView):
    pass


class MessageChooseResultsView(MessageChoiceMixin, chooser.ChooseResultsView):
    pass


class MessageChosenView(MessageChoiceMixin, chooser.SnippetChosenView):
    pass


class MessageChosenMultipleView(MessageChoiceMixin, chooser.SnippetChosenMultipleView):
    pass


class MessageCreateView(MessageChoiceMixin, chooser.SnippetCreateView):
    def can_create(self):
        # Wagtail answers with an error where there is no form
        return super().can_create() and self.get_creation_form_class() is not None
