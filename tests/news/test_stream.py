"""The body's field: the site's blocks while it runs, the package's in migrations."""

import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState
from wagtail.fields import StreamField

from wagtail_district_news import conf
from wagtail_district_news.blocks import ArticleStreamBlock
from wagtail_district_news.models import ArticlePage
from wagtail_district_news.stream import ArticleStreamField, CategoryStreamField

OWN = {"ARTICLE_BLOCKS": "tests.testapp.models.OwnBlocks"}
BODY = [
    {"type": "heading", "value": {"text": "Why", "level": "3"}, "id": "1" * 8},
    {"type": "paragraph", "value": "<p>Because of <b>this</b>.</p>", "id": "2" * 8},
    {
        "type": "table",
        "value": {
            "caption": "Hours",
            "columns": [{"type": "text", "heading": "Day"}, {"type": "text", "heading": ""}],
            "rows": [{"values": ["Monday", "<b>8</b>"]}],
        },
        "id": "3" * 8,
    },
    {"type": "embed", "value": {"url": "https://example.org/v", "caption": ""}, "id": "4" * 8},
]


@pytest.fixture
def own_blocks(settings):
    settings.WAGTAIL_DISTRICT_NEWS = OWN


def test_the_package_needs_no_new_migration(db):
    call_command("makemigrations", "wagtail_district_news", check=True, dry_run=True, verbosity=0)


def test_the_active_set_is_the_packages_own_by_default():
    assert isinstance(ArticleStreamField().stream_block, ArticleStreamBlock)
    assert set(ArticleStreamField().stream_block.child_blocks) == set(
        CategoryStreamField().stream_block.child_blocks
    )


def test_the_active_set_is_the_sites_and_read_late(settings):
    field = ArticleStreamField()
    settings.WAGTAIL_DISTRICT_NEWS = OWN
    assert "poem" in field.stream_block.child_blocks
    assert "poem" not in CategoryStreamField().stream_block.child_blocks


def test_migrations_freeze_the_packages_set_as_a_plain_stream_field(own_blocks):
    field = ArticleStreamField(blank=True, verbose_name="body")
    _, path, (block_types,), kwargs = field.deconstruct()
    assert path == "wagtail.fields.StreamField"
    assert [name for name, _ in block_types] == list(ArticleStreamBlock.base_blocks)
    assert kwargs["block_lookup"]
    assert kwargs["blank"] is True
    again = StreamField(block_types, **kwargs)
    assert "poem" not in again.stream_block.child_blocks
    assert again.deconstruct()[1:] == field.deconstruct()[1:]


def test_a_site_with_own_blocks_gets_no_migration_in_our_package(db, own_blocks):
    assert "poem" in ArticleStreamField().stream_block.child_blocks
    call_command("makemigrations", "wagtail_district_news", check=True, dry_run=True, verbosity=0)


def test_a_site_may_give_blocks_of_its_own_to_the_field():
    field = ArticleStreamField([("heading", ArticleStreamBlock.base_blocks["heading"])])
    assert list(field.stream_block.child_blocks) == ["heading"]


@pytest.fixture
def historical_article(db):
    loader = MigrationLoader(connection)
    return loader.project_state().apps.get_model("wagtail_district_news", "ArticlePage")


def raw_body(page) -> list:
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM wagtail_district_news_articlepage WHERE page_ptr_id = %s", [page.pk])
        value = cursor.fetchone()[0]
    return json.loads(value) if isinstance(value, str) else value


def test_a_data_migration_keeps_bodies_of_the_default_set(make_article, historical_article):
    article = make_article(body=json.dumps(BODY))
    before = raw_body(article)
    assert [block["type"] for block in before] == ["heading", "paragraph", "table", "embed"]
    page = historical_article.objects.get(pk=article.pk)
    page.lead = "Set by a migration"
    page.save()
    assert raw_body(article) == before
    assert ArticlePage.objects.get(pk=article.pk).lead == "Set by a migration"


def test_a_data_migration_that_defers_the_body_keeps_a_sites_own_blocks(make_article, historical_article):
    article = make_article()
    own = [{"type": "poem", "value": "Roses", "id": "5" * 8}]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtail_district_news_articlepage SET body = %s", [json.dumps(own)])
    page = historical_article.objects.defer("body").get(pk=article.pk)
    page.lead = "Deferred"
    page.save()
    historical_article.objects.filter(pk=article.pk).update(byline="Updated")
    assert raw_body(article) == own


def test_the_state_of_the_model_is_frozen_too(own_blocks):
    state = ModelState.from_model(ArticlePage)
    assert "poem" not in state.fields["body"].stream_block.child_blocks


def test_a_wrong_setting_is_left_to_our_own_check(settings):
    settings.WAGTAIL_DISTRICT_NEWS = {"ARTICLE_BLOCKS": "no.such.Blocks"}
    field = ArticleStreamField()
    field.set_attributes_from_name("body")
    field.model = ArticlePage
    assert field.check() == []
    with pytest.raises(ImportError):
        conf.block_class("ARTICLE_BLOCKS")
