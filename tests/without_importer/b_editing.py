"""Editors go on: pages are changed, moved, copied, unpublished and published; the old addresses follow them."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.template import engines
from django.test import RequestFactory
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.models import Page

from tests.importer.editing import save, save_unchanged
from wagtail_district_news.counting import view_count
from wagtail_district_news.models import ArticlePage, CategoryIndexPage, ViewCount, VisitorCount


def own_addresses(noted):
    """Yield (old address, page) of everything that still stands and is live."""
    live = ArticlePage.objects.live().in_bulk(noted["pages"])
    for key, pk in noted["addresses"].items():
        if pk in live:
            yield key, live[pk]


def old_address(noted, page):
    return next(key for key, pk in noted["addresses"].items() if pk == page.pk)


def path_of(page):
    return page.specific.get_url()


def fresh(page):
    return ArticlePage.objects.get(pk=page.pk)


@pytest.fixture
def article(noted):
    return ArticlePage.objects.filter(lead_image__isnull=False).order_by("pk")[1]


def test_every_old_address_leads_to_its_page(noted, answer):
    told = {key: answer(key) for key, _page in own_addresses(noted)}
    assert told == {key: (301, path_of(page)) for key, page in own_addresses(noted)}
    assert len(told) >= len(noted["pages"])


def test_the_address_as_it_was_written_is_answered_too(noted, reader):
    for page in ArticlePage.objects.exclude(legacy_url="")[:5]:
        rest = page.legacy_url.split("/", 3)[3]
        response = reader.get(f"/{rest}&fbclid=x" if "?" in rest else f"/{rest}?fbclid=x")
        assert (response.status_code, response.headers.get("Location")) == (301, path_of(page)), page


def test_the_counts_of_the_old_portal_show_everywhere(noted, reader, chief):
    pk, known = next((pk, page) for pk, page in noted["pages"].items() if page["views"])
    page = ArticlePage.objects.get(pk=pk)
    assert view_count(page).legacy == ViewCount.objects.get(page=pk).legacy_count == known["views"]
    shown = reader.get(path_of(page))
    assert shown.status_code == 200 and str(known["views"]) in shown.content.decode()
    wanted = {pk: page["views"] or 0 for pk, page in noted["pages"].items()}
    for address in ["/api/v2/news/", *(["/api/v3/news/"] if apps.is_installed("wagtail.api.v3") else [])]:
        items = reader.get(address, {"limit": 20}).json()["items"]
        counted = {item["id"]: item["view_count"]["legacy"] for item in items}
        assert counted == {pk: wanted[pk] for pk in counted} and len(counted) == min(20, len(wanted)), address
    counts = chief.get(reverse("wagtailsnippets_wagtail_district_news_viewcount:list"), {"p": 1})
    assert counts.status_code == 200 and b"Old portal" in counts.content
    visitors = VisitorCount.objects.get()
    assert visitors.legacy_count == noted["visitors"]
    request = RequestFactory().get("/")
    drawn = engines["django"].from_string("{% load district_news %}{% visitor_counter %}{% most_read 1 %}")
    words = re.sub(r"\D", "", strip_tags(drawn.render({"page": page, "request": request}, request)))
    assert str(visitors.total) in words
    inspected = chief.get(
        reverse("wagtailsnippets_wagtail_district_news_visitorcount:inspect", args=[visitors.pk])
    )
    assert inspected.status_code == 200


def test_an_editor_publishes_pages_of_every_sort_as_they_are(sign_in, noted):
    client = sign_in("moderator")
    with_papers = ArticlePage.objects.filter(attachments__isnull=False).first()
    for page in (*ArticlePage.objects.order_by("pk")[:2], with_papers):
        before = page.latest_revision_id
        assert save_unchanged(client, page).status_code == 302, page
        after = fresh(page)
        assert after.live and after.latest_revision_id == after.live_revision_id != before
        assert after.published_at.replace(second=0) == page.published_at.replace(second=0)


def test_a_change_is_published_and_the_old_address_follows_a_new_slug(chief, noted, article, reader, answer):
    changes = {"title": "Đã sửa", "slug": "da-sua", "lead": "Lời dẫn mới"}  # "corrected", "a new lead"
    assert save(chief, article, changes=changes).status_code == 302
    page = fresh(article)
    assert (page.title, page.slug) == ("Đã sửa", "da-sua")
    assert "Lời dẫn mới" in reader.get(path_of(page)).content.decode()
    assert answer(old_address(noted, page)) == (301, path_of(page))
    assert path_of(page).endswith("/da-sua/")


def test_an_editor_without_the_right_to_publish_submits_a_draft(sign_in, article):
    assert save_unchanged(sign_in("editor"), article, publish=False).status_code == 302
    assert fresh(article).latest_revision.user.username == "editor"


def test_a_page_moves_and_takes_its_category_and_its_address_along(chief, noted, article, answer):
    other = CategoryIndexPage.objects.exclude(pk=article.category_id).first()
    assert chief.get(reverse("wagtailadmin_pages:move", args=[article.pk])).status_code == 200
    moved = chief.post(reverse("wagtailadmin_pages:move_confirm", args=[article.pk, other.pk]))
    assert moved.status_code == 302
    page = fresh(article)
    assert page.get_parent().pk == page.category_id == other.pk
    assert answer(old_address(noted, page)) == (301, path_of(page))


def test_a_whole_category_moves_with_its_articles(chief, noted, answer):
    inner, outer = CategoryIndexPage.objects.order_by("pk")[:2]
    moved = chief.post(reverse("wagtailadmin_pages:move_confirm", args=[inner.pk, outer.pk]))
    assert moved.status_code == 302
    below = ArticlePage.objects.child_of(CategoryIndexPage.objects.get(pk=inner.pk)).live()
    assert below.exists()
    for page in below:
        keys = [key for key, pk in noted["addresses"].items() if pk == page.pk]
        assert keys and {answer(key) for key in keys} == {(301, path_of(page))}


def test_a_copy_has_no_old_address_and_no_old_count(chief, noted, article, answer):
    parent = article.get_parent()
    form = {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": parent.pk}  # "a copy"
    response = chief.post(
        reverse("wagtailadmin_pages:copy", args=[article.pk]), {**form, "publish_copies": "on"}
    )
    assert response.status_code == 302
    copy = ArticlePage.objects.get(slug="ban-sao")
    assert copy.live and not ViewCount.objects.filter(page=copy.pk).exists()
    assert answer(old_address(noted, article)) == (301, path_of(fresh(article)))


def test_an_alias_follows_its_source_and_is_made_a_page_of_its_own(chief, article):
    form = {
        "new_title": "Bí danh",
        "new_slug": "bi-danh",
        "new_parent_page": article.get_parent().pk,
    }  # "alias"
    response = chief.post(reverse("wagtailadmin_pages:copy", args=[article.pk]), {**form, "alias": "on"})
    assert response.status_code == 302
    alias = ArticlePage.objects.get(slug="bi-danh")
    assert alias.alias_of_id == article.pk
    assert chief.post(reverse("wagtailadmin_pages:convert_alias", args=[alias.pk])).status_code == 302
    assert fresh(alias).alias_of_id is None
    assert save_unchanged(chief, alias).status_code == 302


def test_an_unpublished_page_answers_again_once_it_is_public(chief, noted, article, reader, answer):
    address = old_address(noted, article)
    assert chief.post(reverse("wagtailadmin_pages:unpublish", args=[article.pk])).status_code == 302
    assert not fresh(article).live
    assert (
        reader.get(address, follow=True).status_code == 404
    )  # by way of a Wagtail redirect, where one stands
    assert save_unchanged(chief, article).status_code == 302
    assert answer(address) == (301, path_of(fresh(article)))


def test_a_page_is_reverted_to_what_the_import_wrote(chief, article):
    first = article.revisions.order_by("pk").first()
    reverted = save(chief, article, revision=first, changes={"slug": "nhu-cu"})  # "as before"
    assert reverted.status_code == 302
    page = fresh(article)
    assert (page.title, page.slug, page.lead) == (first.content["title"], "nhu-cu", first.content["lead"])


def test_the_tree_is_sound():
    assert not any(Page.find_problems())
