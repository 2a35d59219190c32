"""The stranger's site before it took more than the two apps: no API, no redirects, no middleware of ours."""

from tests.stranger import settings as full
from tests.stranger.settings import *  # noqa: F403

LEFT_OUT = (
    "wagtail.api.",
    "rest_framework",
    "wagtail.contrib.redirects",
    "wagtail.contrib.simple_translation",
)
INSTALLED_APPS = [app for app in full.INSTALLED_APPS if not app.startswith(LEFT_OUT)]
MIDDLEWARE = [name for name in full.MIDDLEWARE if "district_news" not in name and "redirects" not in name]
ROOT_URLCONF = "tests.stranger.bare_urls"
WAGTAIL_I18N_ENABLED = False
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
