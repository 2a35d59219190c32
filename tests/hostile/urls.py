"""The addresses of the test site, with its static files and media."""

from django.conf import settings
from django.contrib.staticfiles.views import serve as static
from django.urls import path
from django.views.static import serve as media

from tests.urls import urlpatterns as site_urls

urlpatterns = [
    path("static/<path:path>", static, {"insecure": True}),
    path("media/<path:path>", media, {"document_root": settings.MEDIA_ROOT}),
    *site_urls,
]
