"""The example site's addresses, and those of django-hitcount, which browsers send their hits to."""

from django.urls import include, path

from example_site.urls import urlpatterns as site

urlpatterns = [path("hitcount/", include("hitcount.urls", namespace="hitcount")), *site]
