"""The news on Wagtail's API v2: `api_router.register_endpoint("news", ArticlesAPIViewSet)`."""

from __future__ import annotations

from django.http import Http404
from django.urls import path
from django.utils.functional import classproperty
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page
from rest_framework.response import Response
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import BaseAPIViewSet
from wagtail.models import Site

from .. import conf, queries
from . import parameters
from .fields import serialise
from .listing import count_archive, find_article, list_articles, list_categories, site_articles

# of Django REST framework's formats, and of browsers that must not cache
FOREIGN_NAMES = ("format", "_")


class ArticlesAPIViewSet(BaseAPIViewSet):
    """Lists articles by category and date range, one article with its neighbours, categories, archive counts.

    Live and public articles of the site that was asked. Unknown and wrong parameters answer 400.
    """

    name = "news"

    @classproperty
    def model(cls):
        return conf.article_model()

    def get_queryset(self):
        return site_articles(self.request)

    def listing_view(self, request):
        asked = self._read(parameters.list_parameters)
        found = list_articles(request, asked)
        return Response({"meta": {"total_count": found.total}, "items": found.items})

    def detail_view(self, request, pk):
        self._read(parameters.no_parameters)
        article = find_article(request, pk)
        if article is None:
            raise Http404(_("This site has no such article."))
        return Response(serialise(article, request))

    def archive_view(self, request):
        asked = self._read(parameters.archive_parameters)
        items = count_archive(request, asked)
        return Response({"meta": {"total_count": len(items), "unit": asked.unit}, "items": items})

    def categories_view(self, request):
        items = list_categories(request, self._read(parameters.category_parameters))
        return Response({"meta": {"total_count": len(items)}, "items": items})

    def _read(self, reader):
        request = self.request
        site, scope = Site.find_for_request(request), queries.scope_of(request)
        try:
            return reader(request.GET, site, also=FOREIGN_NAMES, scope=scope)
        except parameters.ParameterError as error:
            raise BadRequestError(str(error)) from error

    @classmethod
    def get_urlpatterns(cls):
        return [
            path("", cls._answering("listing_view"), name="listing"),
            path("archive/", cls._answering("archive_view"), name="archive"),
            path("categories/", cls._answering("categories_view"), name="categories"),
            path("<int:pk>/", cls._answering("detail_view"), name="detail"),
        ]

    @classmethod
    def _answering(cls, name: str):
        return conditional_page(cls.as_view({"get": name}))
