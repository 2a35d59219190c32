"""System checks: silent on a right set-up, and plain about each wrong one."""

import json
import os
import subprocess
import sys

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import connection

from wagtail_district_news import checks, conf

OURS = "wagtail_district_news."


def ids(messages) -> list[str]:
    return [message.id.removeprefix(OURS) for message in messages]


def ours() -> list[str]:
    return ids(message for message in run_checks() if message.id.startswith(OURS))


def test_a_right_set_up_is_silent(db):
    assert ours() == []
    call_command("check", verbosity=0)


def test_every_message_says_what_to_do(settings):
    settings.WAGTAIL_DISTRICT_NEWS = {"PAGE_SIZ": 1, "PAGE_SIZE": "x", "ARTICLE_MODEL": "a.B"}
    settings.USE_TZ = False
    settings.MIDDLEWARE = []
    found = [message for message in run_checks() if message.id.startswith(OURS)]
    assert len(found) == 5
    assert all(message.hint and message.msg for message in found)
    assert len({message.id for message in found}) == 5


@pytest.mark.parametrize("value", [["PAGE_SIZE"], "PAGE_SIZE"])
def test_the_setting_is_a_dictionary(settings, value):
    settings.WAGTAIL_DISTRICT_NEWS = value
    assert ids(checks.check_settings()) == ["E001"]
    assert conf.setting("PAGE_SIZE") == 20


@pytest.mark.parametrize("value", [{}, None])
def test_no_settings_are_right(settings, value):
    settings.WAGTAIL_DISTRICT_NEWS = value
    assert checks.check_settings() == []
    del settings.WAGTAIL_DISTRICT_NEWS
    assert checks.check_settings() == []


def test_a_name_that_is_nearly_right_is_suggested(settings):
    settings.WAGTAIL_DISTRICT_NEWS = {"article_models": "x.Y", "zzz": 1}
    near, far = checks.check_settings()
    assert (near.id, far.id) == (f"{OURS}E002", f"{OURS}E002")
    assert "ARTICLE_MODEL" in near.hint
    assert "PAGE_SIZE" in far.hint


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("PAGE_SIZE", "20", "whole number from 1 to 200"),
        ("PAGE_SIZE", 0, "whole number"),
        ("PAGE_SIZE", True, "whole number"),
        ("NEIGHBOURS", -1, "whole number"),
        ("COUNTER_DIGITS", 21, "from 1 to 20"),
        ("ARTICLE_MODEL", "ArticlePage", "app_label.ModelName"),
        ("CATEGORY_MODEL", None, "app_label.ModelName"),
        ("ARTICLE_BLOCKS", "Blocks", "dotted path"),
        ("CATEGORY_BLOCKS", 7, "dotted path"),
        ("API_IMAGE_SPECS", ["width-100"], "dictionary"),
        ("API_IMAGE_SPECS", {"small": 100}, "dictionary"),
        ("API_IMAGE_SPECS", {"small": "bogus"}, "max-400x400"),
        ("API_IMAGE_SPECS", {"small": "max-x"}, "max-400x400"),
        ("COUNT_VIEWS", 1, "True or False"),
        ("COUNT_ROBOT_PATTERNS", "bot", "list of regular expressions"),
        ("COUNT_ROBOT_PATTERNS", ["("], "list of regular expressions"),
        ("COUNT_TRUSTED_PROXIES", ["10.0.0.1/8"], "list of networks"),
        ("COUNT_TRUSTED_PROXIES", [10], "list of networks"),
        ("COUNT_TRUSTED_PROXIES", "10.0.0.1", "list of networks"),
        ("IMPORT_MAX_IMAGE_BYTES", 0, "whole number"),
    ],
)
def test_a_wrong_value_is_named_with_the_right_type(settings, name, value, wanted):
    settings.WAGTAIL_DISTRICT_NEWS = {name: value}
    (error,) = checks.check_settings()
    assert error.id == f"{OURS}E003"
    assert name in error.msg
    assert wanted in error.hint


@pytest.mark.parametrize("name", conf.SETTINGS)
def test_every_default_is_valid(name):
    assert conf.SETTINGS[name].valid(conf.SETTINGS[name].default)


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("nowhere.Page", "E004"),
        ("wagtail_district_news.Nothing", "E004"),
        ("testapp.PlainPage", "E005"),
        ("wagtail_district_news.ViewCount", "E005"),
        ("wagtail_district_news.CategoryIndexPage", "E005"),
    ],
)
def test_the_article_class_has_our_mixin(settings, value, problem):
    settings.WAGTAIL_DISTRICT_NEWS = {"ARTICLE_MODEL": value}
    assert ids(checks.check_page_classes()) == [problem]
    assert checks.check_children() == []


def test_the_category_class_has_our_mixin(settings):
    settings.WAGTAIL_DISTRICT_NEWS = {"CATEGORY_MODEL": "wagtail_district_news.ArticlePage"}
    (error,) = checks.check_page_classes()
    assert "CategoryIndexMixin" in error.msg


def test_a_swapped_base_page_needs_classes_of_its_own(monkeypatch):
    monkeypatch.setattr(checks, "PAGES_ARE_OURS", False)
    errors = checks.check_page_classes()
    assert ids(errors) == ["E006", "E006"]
    assert "ArticleMixin" in errors[0].hint


def test_missing_children_are_named(monkeypatch):
    class Meta:
        label = "site.Report"

    monkeypatch.setattr(conf, "article_model", lambda: type("Report", (), {"_meta": Meta, "attachments": ()}))
    (warning,) = checks.check_children()
    assert warning.id == f"{OURS}W002"
    assert "AbstractRelatedArticle" in warning.hint
    assert "ParentalKey(Report" in warning.hint


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("no.such.Blocks", "E007"),
        ("wagtail_district_news.blocks.Nothing", "E007"),
        ("wagtail_district_news.blocks.HeadingBlock", "E008"),
        ("wagtail_district_news.blocks.PARAGRAPH_FEATURES", "E008"),
    ],
)
@pytest.mark.parametrize("name", ["ARTICLE_BLOCKS", "CATEGORY_BLOCKS"])
def test_a_block_set_is_a_stream_block(settings, name, value, problem):
    settings.WAGTAIL_DISTRICT_NEWS = {name: value}
    assert ids(checks.check_blocks()) == [problem]


@pytest.fixture
def without(monkeypatch):
    """A function that makes an app look uninstalled, without loading all apps anew."""

    def remove(name):
        installed = apps.is_installed
        monkeypatch.setattr(apps, "is_installed", lambda app: app != name and installed(app))

    return remove


def test_a_table_needs_its_app(settings, without):
    without("wagtail.contrib.typed_table_block")
    assert ids(checks.check_blocks()) == ["E009", "E009"]
    plain = "wagtail.blocks.StreamBlock"
    settings.WAGTAIL_DISTRICT_NEWS = {"ARTICLE_BLOCKS": plain, "CATEGORY_BLOCKS": plain}
    assert checks.check_blocks() == []


def test_a_table_is_found_however_deep():
    from wagtail import blocks

    from wagtail_district_news.blocks import TableBlock

    deep = blocks.StreamBlock([("a", blocks.ListBlock(blocks.StructBlock([("t", TableBlock())])))])
    assert checks._has_table(deep)
    assert not checks._has_table(blocks.StreamBlock([("a", blocks.ListBlock(blocks.CharBlock()))]))


def test_routable_pages_are_needed(without):
    without("wagtail.contrib.routable_page")
    assert ids(checks.check_installed_apps()) == ["E010"]


@pytest.mark.parametrize("app", ["modelsearch", "modelsearch.apps.ModelSearchConfig"])
def test_the_search_is_installed_once(monkeypatch, app):
    monkeypatch.setattr(django_settings, "INSTALLED_APPS", [*django_settings.INSTALLED_APPS, app])
    assert ids(checks.check_installed_apps()) == ["E011"]


def test_time_zones_are_needed(settings):
    settings.USE_TZ = False
    assert ids(checks.check_installed_apps()) == ["E012"]


def test_the_middleware_is_there_and_before_redirects(settings):
    assert checks.check_middleware() == []
    settings.MIDDLEWARE = [checks.REDIRECTS]
    assert ids(checks.check_middleware()) == ["W001"]
    settings.MIDDLEWARE = [checks.REDIRECTS, checks.MIDDLEWARE]
    assert ids(checks.check_middleware()) == ["W003"]
    settings.MIDDLEWARE = [checks.MIDDLEWARE]
    assert checks.check_middleware() == []


def test_an_article_class_that_indexes_none_of_our_fields(settings, monkeypatch):
    settings.WAGTAIL_DISTRICT_NEWS = {"ARTICLE_MODEL": "testapp.Report"}
    report = apps.get_model("testapp.Report")
    assert checks.check_search_fields() == []
    monkeypatch.setattr(report, "search_fields", report.search_fields[:1])
    (warning,) = checks.check_search_fields()
    assert warning.id == f"{OURS}W004"
    assert "folded_text" in warning.msg and "article_search_fields" in warning.hint


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the language of a search is PostgreSQL's")
def test_a_search_in_the_language_of_the_server(settings):
    assert checks.check_search_language() == []
    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
    (warning,) = checks.check_search_language()
    assert warning.id == f"{OURS}W008" and "simple" in warning.hint


# forms are built once in a process, so only a new one meets a wrong setting as a site does
PROGRAM = """
import json, sys
import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from tests import settings as ours

values = {name: getattr(ours, name) for name in dir(ours) if name.isupper()}
settings.configure(**{**values, "WAGTAIL_DISTRICT_NEWS": json.loads(sys.argv[1])})
django.setup()
call_command("check")
"""


@pytest.mark.parametrize(
    ("values", "problems"),
    [
        ({"ARTICLE_MODEL": "no.Model", "ARTICLE_BLOCKS": "no.such.Blocks"}, {"E004", "E007"}),
        ({"CATEGORY_BLOCKS": "wagtail.blocks.CharBlock"}, {"E008"}),
        ({"ARTICLE_MODEL": "Article", "ARTICLE_BLOCKS": 5, "CATEGORY_BLOCKS": "Blocks"}, {"E003"}),
        pytest.param({"ARTICLE_MODEL": 5}, {"E003"}, marks=pytest.mark.long),
    ],
)
def test_the_command_names_a_wrong_setting_before_anything_breaks_on_it(values, problems):
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, json.dumps(values)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "SystemCheckError" in run.stderr, run.stderr[-2000:]
    assert {
        problem for problem in ("E003", "E004", "E007", "E008") if OURS + problem in run.stderr
    } == problems
