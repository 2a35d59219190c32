"""The peers count an article as their own views do: the row of the article, then the hit."""

from __future__ import annotations


def hit(request, page):
    """Count a view; return whether it was counted. django-hitcount 1.3.5 or dj-hitcount 2.0.0, whichever is there."""
    from hitcount import views
    from hitcount.utils import get_hitcount_model

    mixin = getattr(views, "HitCountMixin", None) or views.HitCountViewMixin
    row = get_hitcount_model().objects.get_for_object(page)
    return mixin.hit_count(request, row).hit_counted


class CountByPeer:
    """Counts before the template is rendered, as HitCountDetailView does."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_template_response(self, request, response):
        page = (response.context_data or {}).get("page")
        if page is not None:
            hit(request, page)
        return response
