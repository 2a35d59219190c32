"""The addresses of the test site."""

from django.apps import apps
from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import sitemap as django_sitemap
from django.urls import include, path
from django.views.i18n import JavaScriptCatalog
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.contrib.sitemaps.views import sitemap as wagtail_sitemap
from wagtail.documents import urls as documents_urls

from wagtail_district_news.api.v2 import ArticlesAPIViewSet
from wagtail_district_news.sitemaps import ArticleSitemap

api_router = WagtailAPIRouter("wagtailapi")
api_router.register_endpoint("pages", PagesAPIViewSet)
api_router.register_endpoint("news", ArticlesAPIViewSet)


def news_sitemap(request):
    return django_sitemap(request, {"news": ArticleSitemap(request)})


urlpatterns = [
    path("admin/", include(admin_urls)),
    path("documents/", include(documents_urls)),
    path("jsi18n/", JavaScriptCatalog.as_view(), name="javascript-catalog"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/v2/", api_router.urls),
    path("sitemap.xml", wagtail_sitemap),
    path("sitemap-news.xml", news_sitemap),
]
if apps.is_installed("wagtail.api.v3"):
    from wagtail.api.v3.urls import api

    urlpatterns.append(path("api/v3/", api.urls))
urlpatterns += i18n_patterns(
    path("news/", include("wagtail_district_news.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
