"""Wires the news into Wagtail's admin."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .admin_views import DeleteManyView
from .corrections import CORRECTED, CorrectionFormatter
from .permissions import register_policies
from .viewsets import NewsViewSetGroup

register_policies()  # before the viewsets, for which Wagtail would make policies of its own
register_snippet(NewsViewSetGroup)


@hooks.register("register_log_actions")
def register_corrections(actions):
    actions.register_action(CORRECTED)(CorrectionFormatter)


# after Wagtail's own, whose place it takes for our models
hooks.register("register_bulk_action", DeleteManyView, order=100)
