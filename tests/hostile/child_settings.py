"""The test site as a browser sees it: static files and media are served, and every admin view of ours is there."""

from tests.importer.child_settings import *  # noqa: F403

ROOT_URLCONF = "tests.hostile.urls"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
