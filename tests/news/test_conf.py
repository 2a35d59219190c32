"""Settings: defaults where the site says nothing, the site's word where it does."""

import pytest

from wagtail_district_news import conf
from wagtail_district_news.models import ArticlePage, CategoryIndexPage, ViewCount


def test_without_settings_the_defaults_hold(settings):
    settings.WAGTAIL_DISTRICT_NEWS = None
    assert conf.setting("PAGE_SIZE") == 20
    assert (conf.article_model(), conf.category_model()) == (ArticlePage, CategoryIndexPage)


def test_settings_are_read_when_they_are_needed(settings):
    settings.WAGTAIL_DISTRICT_NEWS = {"PAGE_SIZE": 7, "ARTICLE_MODEL": "testapp.Report"}
    assert conf.setting("PAGE_SIZE") == 7
    assert conf.setting("NEIGHBOURS") == 5
    assert conf.article_model().__name__ == "Report"


def test_a_new_category_starts_with_the_sites_page_size(settings):
    settings.WAGTAIL_DISTRICT_NEWS = {"PAGE_SIZE": 7}
    assert CategoryIndexPage._meta.get_field("page_size").get_default() == 7


def test_a_setting_that_we_do_not_have_is_an_error():
    with pytest.raises(KeyError):
        conf.setting("PAGESIZE")


def test_models_and_blocks_are_found_by_name():
    assert conf.model("ViewCount") is ViewCount
    assert conf.block_class("ARTICLE_BLOCKS").__name__ == "ArticleStreamBlock"
    assert conf.page_model().__name__ == "Page"
