"""The least that a site includes: the admin and its pages; no API, and nothing of ours."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as documents_urls

urlpatterns = [
    path("quan-tri/", include(admin_urls)),
    path("tep/", include(documents_urls)),
    path("", include(wagtail_urls)),
]
