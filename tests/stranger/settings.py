"""The stranger's site, whose articles have attachments, related articles and tags."""

import os
import tempfile
from pathlib import Path

import wagtail

from tests import services

BASE_DIR = Path(__file__).resolve().parent
SECRET_KEY = "only for tests"
DEBUG = False
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "tests.stranger.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Person"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

LANGUAGE_CODE = "vi"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
USE_I18N = WAGTAIL_I18N_ENABLED = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

INSTALLED_APPS = [
    "tests.stranger.people",
    "tests.stranger.press",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.api.v2",
    "rest_framework",
    "wagtail",
    "wagtail_district_news.importer",
    "wagtail_district_news",
    "modelcluster",
    "taggit",
]
if wagtail.VERSION >= (8, 0):
    INSTALLED_APPS.append("wagtail.api.v3")
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "tests.stranger.middleware.MarkMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "wagtail_district_news.middleware.LegacyAddressMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
STATIC_URL = "/static/"
MEDIA_URL = "/media/"
_media = tempfile.TemporaryDirectory(prefix="wdn-stranger-")  # gone when the process ends
MEDIA_ROOT = _media.name

WAGTAIL_SITE_NAME = "Somebody's site"
WAGTAILADMIN_BASE_URL = "http://quan.example"
WAGTAILIMAGES_IMAGE_MODEL = "press.Photo"
WAGTAILDOCS_DOCUMENT_MODEL = "press.Paper"
WAGTAIL_DISTRICT_NEWS = {
    "ARTICLE_MODEL": "press.Report",
    "CATEGORY_MODEL": "press.Desk",
    "ARTICLE_BLOCKS": "tests.stranger.press.blocks.ReportBlocks",
    "CATEGORY_BLOCKS": "tests.stranger.press.blocks.DeskBlocks",
    "IMPORT_IMAGE_DEFAULTS": {"photographer": "the old portal"},
    "IMPORT_DOCUMENT_DEFAULTS": {"reference": "old portal"},
}

if os.environ.get("TEST_DATABASE") == "postgresql":
    DATABASES = {"default": services.postgresql_settings()}
    INSTALLED_APPS.append(
        "django.contrib.postgres"
    )  # Django 6 asks for it, for the columns of Wagtail's search
    WAGTAILSEARCH_BACKENDS = {
        "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}
    }
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": ":memory:",
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 30},
        }
    }
