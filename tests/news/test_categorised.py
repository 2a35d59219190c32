"""The category of an article follows the tree, whatever is done to the page."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Locale, Revision

from tests.testapp.models import PlainPage
from wagtail_district_news.categorised import refresh_categories
from wagtail_district_news.models import ArticlePage

pytestmark = pytest.mark.django_db


def category_of(page) -> int | None:
    return ArticlePage.objects.values_list("category_id", flat=True).get(pk=page.pk)


@pytest.fixture
def sport(make_category):
    return make_category("Sport")


def test_an_article_outside_of_every_category_has_none(home, make_article):
    assert category_of(make_article(parent=home)) is None


def test_right_after_create(category, article):
    assert article.category_id == category.pk
    assert category_of(article) == category.pk


def test_the_nearest_category_counts(category, make_category, make_article):
    nested = make_category("Football", parent=category)
    plain = nested.add_child(instance=PlainPage(title="Season"))
    assert category_of(make_article(parent=nested)) == nested.pk
    assert category_of(make_article(parent=plain)) == nested.pk


def test_a_wrong_value_does_not_survive_a_save(article, category, sport):
    article.category = sport
    article.save()
    assert category_of(article) == category.pk


def test_saving_other_columns_does_not_touch_it(article, category, sport):
    ArticlePage.objects.filter(pk=article.pk).update(category=sport)
    article.lead = "Changed"
    article.save(update_fields=["lead"], clean=False)
    assert category_of(article) == sport.pk
    article.save(update_fields=["lead", "category"], clean=False)
    assert category_of(article) == category.pk


def test_copy(article, sport):
    copied = article.copy(to=sport, update_attrs={"slug": "a-copy"})
    assert category_of(copied) == sport.pk
    assert copied.get_latest_revision_as_object().category_id == sport.pk


def test_recursive_copy_of_a_category(category, article, make_category, make_article, home):
    nested = make_category("Football", parent=category)
    inner = make_article("Inner", parent=nested)
    copied = category.copy(to=home, recursive=True, update_attrs={"slug": "a-copy"})
    copies = {page.title: page for page in ArticlePage.objects.descendant_of(copied)}
    assert category_of(copies[article.title]) == copied.pk
    assert category_of(copies["Inner"]) == copied.get_children().get(title="Football").pk
    assert (category_of(article), category_of(inner)) == (category.pk, nested.pk)


def test_move_of_one_article(article, sport):
    article.move(sport, pos="last-child")
    assert category_of(article) == sport.pk


def test_move_out_of_every_category(article, home):
    article.move(home, pos="last-child")
    assert category_of(article) is None


def test_move_among_siblings_changes_nothing(category, make_article):
    first, second = make_article(), make_article()
    first.move(second, pos="right")
    assert category_of(first) == category.pk


def test_move_of_a_whole_category(category, article, make_category, make_article, sport):
    nested = make_category("Football", parent=category)
    inner = make_article(parent=nested)
    category.move(sport, pos="last-child")
    assert (category_of(article), category_of(inner)) == (category.pk, nested.pk)


def test_move_of_a_plain_section_with_articles_and_categories(category, sport, make_category, make_article):
    section = category.add_child(instance=PlainPage(title="Section"))
    direct = make_article(parent=section)
    nested = make_category("Nested", parent=section)
    inner = make_article(parent=nested)
    section.move(sport, pos="last-child")
    assert (category_of(direct), category_of(inner)) == (sport.pk, nested.pk)


def test_an_alias_has_the_category_of_its_own_place(article, sport):
    alias = article.create_alias(parent=sport)
    assert category_of(alias) == sport.pk


def test_alias_sync_keeps_both_categories(article, category, sport):
    alias = article.create_alias(parent=sport)
    article.title = "Changed"
    article.save_revision().publish()
    alias.refresh_from_db()
    assert alias.title == "Changed"
    assert (category_of(article), category_of(alias)) == (category.pk, sport.pk)


def test_recursive_alias(category, article, sport):
    alias = category.create_alias(parent=sport, recursive=True, update_slug="an-alias")
    inner = ArticlePage.objects.child_of(alias).get()
    assert category_of(inner) == alias.pk


def test_translation(home, category, article, second_locale):
    home.copy_for_translation(second_locale)
    translated_category = category.copy_for_translation(second_locale)
    translated = article.copy_for_translation(second_locale)
    assert translated.locale == second_locale
    assert category_of(translated) == translated_category.pk
    assert category_of(article) == category.pk


def test_translation_that_makes_its_parents(home, article, second_locale):
    translated = article.copy_for_translation(second_locale, copy_parents=True)
    assert category_of(translated) == translated.get_parent().pk
    assert translated.get_parent().locale == Locale.objects.get(language_code="vi")


def test_scheduled_publishing_of_a_draft_from_before_a_move(article, sport):
    article.title = "Scheduled"
    article.go_live_at = timezone.now() + timedelta(hours=1)
    revision = article.save_revision()
    revision.publish()
    ArticlePage.objects.get(pk=article.pk).move(sport, pos="last-child")
    revision.refresh_from_db()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = (timezone.now() - timedelta(minutes=1)).isoformat()
    revision.save()
    call_command("publish_scheduled")
    page = ArticlePage.objects.get(pk=article.pk)
    assert (page.title, page.category_id) == ("Scheduled", sport.pk)


def test_publishing_a_revision_older_than_a_move(article, sport):
    article.title = "Old draft"
    revision = article.save_revision()
    ArticlePage.objects.get(pk=article.pk).move(sport, pos="last-child")
    assert ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object().category_id == sport.pk
    Revision.objects.get(pk=revision.pk).publish()
    page = ArticlePage.objects.get(pk=article.pk)
    assert (page.title, page.category_id) == ("Old draft", sport.pk)


def test_reverting_to_a_revision_older_than_a_move(article, sport, admin):
    article.title = "First"
    first = article.save_revision()
    article.title = "Second"
    article.save_revision().publish()
    ArticlePage.objects.get(pk=article.pk).move(sport, pos="last-child")
    first = Revision.objects.get(pk=first.pk)
    reverted = first.as_object().save_revision(user=admin, previous_revision=first)
    reverted.publish(user=admin, previous_revision=first)
    page = ArticlePage.objects.get(pk=article.pk)
    assert (page.title, page.category_id) == ("First", sport.pk)


def test_deleting_a_category_takes_its_articles_and_no_others(category, article, sport, make_article):
    other = make_article(parent=sport)
    category.delete()
    assert list(ArticlePage.objects.values_list("pk", flat=True)) == [other.pk]


def test_refresh_of_a_tree_in_order_writes_nothing(home, article):
    assert refresh_categories(home) == 0


def test_refresh_repairs_what_a_script_broke(home, category, make_category, make_article):
    nested = make_category("Nested", parent=category)
    inner, outer, loose = make_article(parent=nested), make_article(), make_article(parent=home)
    ArticlePage.objects.filter(pk__in=[inner.pk, outer.pk]).update(category=None)
    ArticlePage.objects.filter(pk=loose.pk).update(category=category)
    assert refresh_categories(home) == 3
    assert [category_of(page) for page in (inner, outer, loose)] == [nested.pk, category.pk, None]


def test_refresh_is_constant_in_articles(category, make_article, django_assert_num_queries):
    def count():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as queries:
            refresh_categories(category)
        return len(queries)

    make_article()
    few = count()
    for _ in range(5):
        make_article()
    assert count() == few
