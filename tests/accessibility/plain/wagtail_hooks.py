"""Registers the snippet with every view that ours have."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Plain


class PlainViewSet(SnippetViewSet):
    model = Plain
    list_display = ["title", "kind", "number"]
    list_filter = ["kind"]
    list_export = ["title"]
    inspect_view_enabled = True


register_snippet(PlainViewSet)
