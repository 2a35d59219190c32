"""The example site's addresses, and its media, which a public server would serve itself."""

from django.conf import settings
from django.urls import path
from django.views.static import serve

from example_site.urls import urlpatterns as public

urlpatterns = [path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}), *public]
