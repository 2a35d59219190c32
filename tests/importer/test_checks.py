"""System checks, settings, and that the app can be taken out again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from tests.importer.conftest import make_source
from tests.importer.test_media import Demanding
from wagtail_district_news.importer import checks, media
from wagtail_district_news.importer.conf import import_settings
from wagtail_district_news.importer.models import ImportRecord
from wagtail_district_news.models import ArticlePage, LegacyAddress

ROOT = Path(__file__).resolve().parents[2]


def ids():
    return [each.id for each in run_checks() if (each.id or "").startswith("wagtail_district_news_importer")]


@pytest.mark.django_db
def test_a_good_site_has_nothing_to_say():
    assert ids() == []


@pytest.mark.django_db
def test_a_missing_parser_is_an_error_that_says_what_to_install(monkeypatch):
    monkeypatch.setattr(checks, "PARSERS", ("selectolax", "no_such_parser"))
    (error,) = checks.check_parsers()
    assert error.id == "wagtail_district_news_importer.E001"
    assert "no_such_parser" in error.msg and 'pip install "wagtail-district-news[importer]"' in error.hint


def test_the_news_app_is_needed(monkeypatch):
    monkeypatch.setattr(checks.apps, "is_installed", lambda name: False)
    assert [each.id for each in checks.check_news_app()] == ["wagtail_district_news_importer.E002"]


def test_a_media_model_that_wants_more_is_a_warning_that_names_the_setting(monkeypatch):
    monkeypatch.setattr(media, "get_image_model", Demanding)
    (warning,) = checks.check_media_models()
    assert warning.id == "wagtail_district_news_importer.W001"
    assert "home.Photo requires copyright" in warning.msg and "IMPORT_IMAGE_DEFAULTS" in warning.hint
    with override_settings(WAGTAIL_DISTRICT_NEWS={"IMPORT_IMAGE_DEFAULTS": {"copyright": "District"}}):
        assert checks.check_media_models() == []


@pytest.mark.django_db
@override_settings(WAGTAIL_DISTRICT_NEWS={"IMPORT_IMAGE_DEFAULTS": ["copyright"]})
def test_settings_of_the_wrong_type_are_errors_of_the_news_app():
    assert "wagtail_district_news.E003" in [each.id for each in run_checks()]


@override_settings(WAGTAIL_DISTRICT_NEWS={"IMPORT_MAX_IMAGE_BYTES": 5, "IMPORT_DOCUMENT_DEFAULTS": {"a": 1}})
def test_settings_are_read_when_they_are_needed():
    found = import_settings()
    assert (found.max_image_bytes, found.document_defaults, found.image_defaults) == (5, {"a": 1}, {})
    assert found.max_image_pixels > 1_000_000


def test_the_app_starts_without_the_parsers():
    """The check must be able to speak: nothing that Django imports at start needs selectolax or nh3."""
    program = (
        "import sys; sys.modules['selectolax'] = sys.modules['nh3'] = sys.modules['selectolax.lexbor'] = None\n"
        "import django; django.setup()\n"
        "from wagtail_district_news.importer import models, checks, views, wagtail_hooks\n"
        "from wagtail_district_news.importer.management.commands import import_legacy_news\n"
        "print('started')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={"PATH": "", "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout.strip() == "started", done.stderr[-2000:]


@pytest.mark.django_db
def test_no_table_of_the_ledger_holds_pages_back():
    """Foreign keys to what the site keeps have no constraint: it must be deletable once the app is gone."""
    with connection.cursor() as cursor:
        for model in ("importrun", "importrecord", "importedcategory", "importedfile"):
            constraints = connection.introspection.get_constraints(
                cursor, f"wagtail_district_news_importer_{model}"
            )
            targets = {each["foreign_key"][0] for each in constraints.values() if each["foreign_key"]}
            assert not [name for name in targets if not name.startswith("wagtail_district_news_importer")], (
                model
            )


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_migrate_zero_drops_the_ledger_and_leaves_the_news(run, client):
    try:
        run(make_source(2))
        call_command("migrate", "wagtail_district_news_importer", "zero", verbosity=0)
        tables = connection.introspection.table_names()
        assert not [name for name in tables if name.startswith("wagtail_district_news_importer")]
        assert ArticlePage.objects.count() == 2 and LegacyAddress.objects.exists()
        response = client.get("/p0.html")
        assert response.status_code == 301
    finally:
        call_command("migrate", "wagtail_district_news_importer", verbosity=0)
    assert ImportRecord.objects.count() == 0
