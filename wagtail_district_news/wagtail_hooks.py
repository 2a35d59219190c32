"""Wires the news into Wagtail's admin."""

from wagtail.snippets.models import register_snippet

from .viewsets import NewsViewSetGroup

register_snippet(NewsViewSetGroup)
