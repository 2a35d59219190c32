"""The first migration: what it depends on, what it leaves out, what it makes."""

import importlib
import subprocess
import sys
import textwrap

import pytest
from django.core.management import call_command
from django.db import connection

from wagtail_district_news.models import ArticlePage, LegacyAddress

SETTINGS = """
    from tests.settings import *
    INSTALLED_APPS = [app for app in INSTALLED_APPS if not app.startswith(("tests.", "example_site"))]
    INSTALLED_APPS = [app for app in INSTALLED_APPS if app != "wagtail_district_news.importer"]
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
    ROOT_URLCONF = "django.contrib.auth.urls"
"""
SITE = """
    from django.db import models
    from wagtail.documents.models import AbstractDocument, Document
    from wagtail.images.models import AbstractImage, AbstractRendition, Image

    class OwnImage(AbstractImage):
        admin_form_fields = Image.admin_form_fields

    class OwnRendition(AbstractRendition):
        image = models.ForeignKey(OwnImage, on_delete=models.CASCADE, related_name="renditions")

        class Meta:
            unique_together = [("image", "filter_spec", "focal_point_key")]

    class OwnDocument(AbstractDocument):
        admin_form_fields = Document.admin_form_fields
"""
OWN_MODELS = """
    INSTALLED_APPS += ["stranger"]
    WAGTAILIMAGES_IMAGE_MODEL = "stranger.OwnImage"
    WAGTAILDOCS_DOCUMENT_MODEL = "stranger.OwnDocument"
"""


@pytest.fixture
def migration():
    return importlib.import_module("wagtail_district_news.migrations.0001_initial")


def test_it_runs_on_the_oldest_wagtail(migration):
    assert ("wagtailcore", "0094_alter_page_locale") in migration.Migration.dependencies
    named = [name for app, name in migration.Migration.dependencies if app == "wagtailcore"]
    assert not any(name[:4].isdigit() and name > "0095" for name in named)


def test_a_site_with_a_base_page_of_its_own_gets_no_page_of_ours(migration, monkeypatch):
    made = {operation.name for operation in migration.Migration.operations if hasattr(operation, "fields")}
    assert {"ArticlePage", "CategoryIndexPage", "ViewCount"} <= made
    monkeypatch.setattr("wagtail_district_news.models.base.PAGES_ARE_OURS", False)
    swapped = importlib.reload(migration)
    made = {operation.name for operation in swapped.Migration.operations if hasattr(operation, "fields")}
    assert made == {"CampaignMessage", "LegacyAddress", "ViewCount", "VisitorCount"}
    monkeypatch.undo()
    importlib.reload(migration)


def index_columns(model) -> set[tuple]:
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, model._meta.db_table)
    return {(tuple(one["columns"]), tuple(one.get("orders") or ()), one["unique"]) for one in found.values()}


@pytest.mark.django_db
def test_the_lists_have_their_indexes():
    indexes = index_columns(ArticlePage)
    assert (("category_id", "published_at", "page_ptr_id"), ("ASC", "DESC", "DESC"), False) in indexes
    assert (("published_at", "page_ptr_id"), ("DESC", "DESC"), False) in indexes


@pytest.mark.django_db
def test_an_old_address_is_there_once():
    assert any(
        columns == ("site_id", "key_hash") and unique for columns, _, unique in index_columns(LegacyAddress)
    )


@pytest.mark.django_db
def test_nothing_is_left_to_migrate():
    call_command("makemigrations", "wagtail_district_news", check=True, dry_run=True, verbosity=0)


def run(folder, settings: str, *commands: str) -> str:
    """Run management commands in a process of their own, on a site with these settings."""
    (folder / "stranger_settings.py").write_text(textwrap.dedent(settings))
    script = f"import django; django.setup(); from django.core.management import call_command\n{'; '.join(commands)}"
    environment = {"DJANGO_SETTINGS_MODULE": "stranger_settings", "PATH": ""}
    environment["PYTHONPATH"] = ":".join([str(folder), *(path for path in sys.path if path), "."])
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_a_site_with_its_own_images_and_without_the_importer(tmp_path):
    """It gets no migration of ours, its checks are silent, and what was made can be taken back."""
    app = tmp_path / "stranger"
    app.mkdir()
    (app / "__init__.py").touch()
    (app / "models.py").write_text(textwrap.dedent(SITE))
    settings = textwrap.dedent(SETTINGS) + textwrap.dedent(OWN_MODELS)
    run(tmp_path, settings, "call_command('makemigrations', 'stranger', verbosity=0)")
    out = run(
        tmp_path,
        settings,
        "call_command('check')",
        "call_command('migrate', verbosity=0)",
        "call_command('makemigrations', 'wagtail_district_news', check=True, dry_run=True)",
        "call_command('migrate', 'wagtail_district_news', 'zero', verbosity=0)",
    )
    assert "no issues" in out
    assert "No changes" in out
