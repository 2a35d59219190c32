"""The commands that a site's keeper runs: none of them trips over the tables or rows that the importer left."""

from __future__ import annotations

import io
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page, ReferenceIndex
from wagtail.search.models import IndexEntry

from wagtail_district_news import queries
from wagtail_district_news.models import ArticlePage

IMPORTER = "wagtail_district_news_importer"
DUMP = ["--natural-foreign", "--exclude=contenttypes", "--exclude=auth.permission", "--exclude=wagtailsearch"]
DUMP += ["--exclude=wagtailcore.referenceindex"]  # update_index and rebuild_references_index make both anew
# Wagtail's logs outlive their users, which natural keys cannot say
DUMP += ["--exclude=wagtailcore.pagelogentry", "--exclude=wagtailcore.modellogentry"]


def called(*arguments, **options):
    said = io.StringIO()
    call_command(*arguments, stdout=said, stderr=said, **options)
    return said.getvalue()


def test_check_and_migrations_have_nothing_to_say():
    assert "no issues" in called("check")
    assert "No changes detected" in called("makemigrations", "--check", "--dry-run", no_color=True)
    assert "No migrations to apply" in called("migrate", no_color=True)


def test_stale_content_types_and_permissions_go_without_the_rest():
    articles, group = ArticlePage.objects.count(), Group.objects.get(name="Moderators")
    others = set(group.permissions.exclude(content_type__app_label=IMPORTER).values_list("pk", flat=True))
    assert ContentType.objects.filter(app_label=IMPORTER).exists()
    said = called("remove_stale_contenttypes", include_stale_apps=True, interactive=False, verbosity=2)
    assert not ContentType.objects.filter(app_label=IMPORTER).exists()
    assert not Permission.objects.filter(content_type__app_label=IMPORTER).exists()
    assert "page" not in said.lower().replace(IMPORTER, ""), said
    assert set(group.permissions.values_list("pk", flat=True)) == others and others
    assert ArticlePage.objects.count() == articles


def test_the_indexes_are_built_anew():
    called("rebuild_references_index")
    assert ReferenceIndex.objects.exists()
    called("update_index")
    entries = set(IndexEntry.objects.values_list("content_type__app_label", flat=True))
    assert IMPORTER not in entries and "wagtail_district_news" in entries
    page = ArticlePage.objects.live().filter(title__contains=" ").first()
    assert page.pk in [found.pk for found in queries.search(page.title)]


def test_fixtree_and_purge_revisions():
    called("fixtree", interactive=False)
    assert not any(Page.find_problems())
    before = ArticlePage.objects.live().count()
    called("purge_revisions")
    assert ArticlePage.objects.live().count() == before
    assert not ArticlePage.objects.filter(live_revision__isnull=True, live=True).exists()


def test_a_group_that_had_rights_on_the_importer_is_edited(chief):
    group = Group.objects.get(name="Moderators")
    assert chief.get(reverse("wagtailusers_groups:edit", args=[group.pk])).status_code == 200


def test_everything_is_dumped():
    called("dumpdata", *DUMP, output=str(dump_path()))
    assert IMPORTER not in dump_path().read_text("utf-8")


def dump_path():
    return Path(settings.MEDIA_ROOT).with_suffix(".dump.json")
