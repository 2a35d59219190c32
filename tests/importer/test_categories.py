"""Categories are found by the ledger, by their title, or made: in this order."""

from __future__ import annotations

import pytest

from tests.importer.conftest import PlainSource, make_page, make_source
from wagtail_district_news.importer.categories import category_path
from wagtail_district_news.importer.models import ImportedCategory
from wagtail_district_news.models import ArticlePage, CategoryIndexPage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("", []),
        ("  ", []),
        ("Tin", ["Tin"]),
        ("Tin > Xã", ["Tin", "Xã"]),
        ("Tin »  Xã › Thôn", ["Tin", "Xã", "Thôn"]),
    ],
)
def test_a_name_is_a_path(name, path):
    assert category_path(name) == path


def test_an_existing_category_is_found_by_its_title_without_accents(run, make_category):
    own = make_category("TIN TUC")
    run(make_source(1, category="Tin tức"))
    assert ArticlePage.objects.get().get_parent().pk == own.pk
    assert ImportedCategory.objects.get().made is False
    assert CategoryIndexPage.objects.count() == 1


def test_names_that_differ_in_a_mark_are_two_categories(run, make_category):
    names = ["Tin tức - Sự kiện", "Tin tức, sự kiện", "Tin tức"]
    pages = {f"p{i}.html": make_page(f"p{i}.html", category=name) for i, name in enumerate(names)}
    outcomes, _summary = run(PlainSource(pages))
    assert [str(outcome.status) for outcome in outcomes] == ["new"] * 3
    made = CategoryIndexPage.objects.filter(title__in=names).order_by("path")
    assert list(made.values_list("slug", flat=True)) == ["tin-tuc-su-kien", "tin-tuc-su-kien-2", "tin-tuc"]


def test_nested_categories_are_made_once(run):
    source = PlainSource(
        {f"{n}.html": make_page(f"{n}.html", category=f"Tin > Xã {n % 2}") for n in range(4)}
    )
    _outcomes, summary = run(source)
    assert summary.categories_made == ["Tin", "Xã 0", "Xã 1"]
    assert sorted(CategoryIndexPage.objects.values_list("url_path", flat=True)) == [
        "/site-home/tin/",
        "/site-home/tin/xa-0/",
        "/site-home/tin/xa-1/",
    ]
    for page in CategoryIndexPage.objects.all():
        assert page.live and page.live_revision_id == page.latest_revision_id


def test_a_category_that_an_editor_renamed_and_moved_is_still_the_one(run, make_category):
    source = make_source(1)
    run(source)
    category = CategoryIndexPage.objects.get()
    category.title = "Another name"
    category.save_revision().publish()
    shelf = make_category("Shelf")
    CategoryIndexPage.objects.get(pk=category.pk).move(shelf, pos="last-child")
    source.pages["new.html"] = make_page("new.html")
    run(source)
    assert CategoryIndexPage.objects.count() == 2
    assert {page.get_parent().pk for page in ArticlePage.objects.all()} == {category.pk}


def test_a_category_that_was_deleted_is_made_again_for_new_pages(run):
    source = make_source(1)
    run(source)
    CategoryIndexPage.objects.get().delete()
    source.pages["new.html"] = make_page("new.html")
    outcomes, _summary = run(source)
    assert [outcome.code for outcome in outcomes] == ["", "deleted"]
    assert ImportedCategory.objects.count() == 1


def test_a_category_of_a_failed_page_is_not_left_behind(run, monkeypatch):
    from wagtail_district_news.importer.write import Writer

    monkeypatch.setattr(Writer, "create", lambda *args: 1 / 0)
    _outcomes, summary = run(make_source(1))
    assert not CategoryIndexPage.objects.exists() and not ImportedCategory.objects.exists()
    assert summary.categories_made == []


def test_a_very_long_name_fits(run):
    run(make_source(1, category="Chuyên mục " * 40))
    assert len(CategoryIndexPage.objects.get().title) <= 255
