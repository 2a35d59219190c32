"""The site migrates from nothing; blocks, pictures and files of its own make no migration in our apps."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core import checks
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from tests.stranger.press.models import Paper, Photo
from wagtail_district_news import conf
from wagtail_district_news.models import ArticlePage

pytestmark = pytest.mark.django_db


def test_the_database_of_the_tests_was_migrated_from_nothing():
    applied = MigrationRecorder(connection).applied_migrations()
    assert {app for app, _name in applied} >= {
        "people",
        "press",
        "wagtail_district_news",
        "wagtail_district_news_importer",
    }


def test_nothing_is_left_to_migrate_in_any_app():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_our_tables_point_at_the_sites_pictures_files_and_people():
    points = {
        ("wagtail_district_news_articlepage", "lead_image_id"): Photo,
        ("wagtail_district_news_articleattachment", "document_id"): Paper,
        ("press_report", "lead_image_id"): Photo,
    }
    with connection.cursor() as cursor:
        for (table, column), model in points.items():
            relations = connection.introspection.get_relations(cursor, table)
            assert relations[column][1] == model._meta.db_table


def test_the_checks_say_only_what_the_site_chose():
    found = [message.id for message in checks.run_checks()]
    without_children = ["wagtail_district_news.W002"] * 2
    assert found == ([] if conf.setting("ARTICLE_MODEL") == "press.Report" else without_children)
    assert settings.WAGTAIL_DISTRICT_NEWS["ARTICLE_MODEL"] == conf.article_model()._meta.label


def test_editors_are_offered_the_sites_classes_only():
    assert conf.article_model().can_create_at(conf.category_model()())
    assert not ArticlePage.is_creatable


def test_a_counter_is_nobodys_to_add_though_our_app_comes_after_wagtails():
    wagtail_permissions = pytest.importorskip("wagtail.permissions")
    if not hasattr(wagtail_permissions, "policy_registry"):
        pytest.skip("policies are asked of the viewsets here")
    from wagtail_district_news.models import ViewCount
    from wagtail_district_news.permissions import CounterPermissionPolicy

    policy = wagtail_permissions.policy_registry.get_by_type(ViewCount)
    assert isinstance(policy, CounterPermissionPolicy)
