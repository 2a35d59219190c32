"""The addresses of the stranger's site: every language has its prefix, the default one too."""

from django.apps import apps
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents import urls as documents_urls

from wagtail_district_news.api.v2 import ArticlesAPIViewSet

api_router = WagtailAPIRouter("wagtailapi")
api_router.register_endpoint("tin", ArticlesAPIViewSet)

urlpatterns = [
    path("quan-tri/", include(admin_urls)),
    path("tep/", include(documents_urls)),
    path("api/v2/", api_router.urls),
]
if apps.is_installed("wagtail.api.v3"):
    from wagtail.api.v3.urls import api

    urlpatterns.append(path("api/v3/", api.urls))
urlpatterns += i18n_patterns(
    path("tim/", include("wagtail_district_news.urls")),
    path("", include(wagtail_urls)),
)
