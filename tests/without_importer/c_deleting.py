"""Editors delete what was imported and what the ledger names: nothing holds it back, and nothing else goes with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, ReferenceIndex, Site

from tests.importer.editing import save, stored_body
from wagtail_district_news import legacy_addresses
from wagtail_district_news.models import ArticlePage, CategoryIndexPage, LegacyAddress, ViewCount


def keys_of(noted, *pks):
    return [key for key, pk in noted["addresses"].items() if pk in pks]


def image_of(block):
    return block["value"].get("image") if block["type"] == "figure" else None


def delete(client, page):
    return client.post(
        reverse("wagtailadmin_pages:delete", args=[page.pk]),
        {"confirm_site_name": settings.WAGTAIL_SITE_NAME},
    )


def test_a_page_is_deleted_and_its_address_is_answered_as_unknown(chief, noted, answer):
    (key, *_more) = keys_of(noted, *noted["pages"])
    page = ArticlePage.objects.get(pk=noted["addresses"][key])
    assert answer(key)[0] == 301
    assert delete(chief, page).status_code == 302
    assert not ArticlePage.objects.filter(pk=page.pk).exists()
    assert answer(key) == (404, None)
    assert not ViewCount.objects.filter(page=page.pk).exists()
    legacy_addresses.forget(Site.objects.get(is_default_site=True), key)
    assert answer(key)[0] == 410


def test_two_pages_are_deleted_at_once(chief, noted, answer):
    plain = ArticlePage.objects.filter(pk__in=noted["pages"], attachments__isnull=True)
    pages = list(plain.order_by("-pk")[:2])
    ids = "&".join(f"id={page.pk}" for page in pages)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?{ids}"
    assert chief.get(address).status_code == 200
    assert chief.post(address, {"confirm_site_name": settings.WAGTAIL_SITE_NAME}).status_code == 302
    assert not Page.objects.filter(pk__in=[page.pk for page in pages]).exists()
    assert {answer(key) for key in keys_of(noted, *(page.pk for page in pages))} == {(404, None)}


def test_a_category_goes_with_its_articles(chief, noted, answer):
    with_papers = ArticlePage.objects.filter(attachments__isnull=False).values("category_id")
    category = CategoryIndexPage.objects.filter(numchild__gt=1).exclude(pk__in=with_papers).last()
    below = list(category.get_descendants().values_list("pk", flat=True))
    assert chief.get(reverse("wagtailadmin_pages:delete", args=[category.pk])).status_code == 200
    assert delete(chief, category).status_code == 302
    assert not Page.objects.filter(pk__in=[category.pk, *below]).exists()
    assert not LegacyAddress.objects.filter(page__in=below).exists()
    assert {answer(key)[0] for key in keys_of(noted, *below)} <= {404}
    assert not any(Page.find_problems())


@pytest.mark.parametrize(
    "names",
    [("wagtailimages", "image_usage", "lead_image"), ("wagtaildocs", "document_usage", "attachments")],
)
def test_a_file_that_pages_use_is_deleted(chief, reader, names):
    app, usage, field = names
    page = ArticlePage.objects.live().filter(**{f"{field}__isnull": False}).first()
    held = page.lead_image if field == "lead_image" else page.attachments.first().document
    stored = Path(held.file.path)
    used = ReferenceIndex.get_references_to(held).count()
    assert used and stored.is_file()
    assert chief.get(reverse(f"{app}:{usage}", args=[held.pk])).status_code == 200
    confirm = reverse(f"{app}:delete", args=[held.pk])
    assert chief.get(f"{confirm}?next=/admin/").status_code == 200
    assert chief.post(confirm).status_code == 302
    assert not type(held).objects.filter(pk=held.pk).exists() and not stored.exists()
    assert reader.get(page.get_url()).status_code == 200
    assert reader.get(f"/api/v2/news/{page.pk}/").status_code == 200
    kept = [block for block in stored_body(page) if str(held.pk) != str(image_of(block))]
    assert save(chief, page, changes={"body": kept}).status_code == 302


def test_a_collection_goes_once_it_is_empty(chief):
    collection = Collection.objects.get(name="Legacy import")
    address = reverse("wagtailadmin_collections:delete", args=[collection.pk])
    assert chief.get(address).status_code == 200
    chief.post(address)
    assert Collection.objects.filter(pk=collection.pk).exists(), (
        "Wagtail deletes no collection that holds files"
    )
    root = Collection.get_first_root_node()
    for model in (get_image_model(), get_document_model()):
        ids = "&".join(
            f"id={pk}" for pk in model.objects.filter(collection=collection).values_list("pk", flat=True)
        )
        if ids:
            label, name = model._meta.app_label, model._meta.model_name
            bulk = reverse("wagtail_bulk_action", args=[label, name, "add_to_collection"]) + f"?{ids}"
            assert chief.post(bulk, {"collection": root.pk}).status_code == 302
    assert chief.post(address).status_code == 302
    assert not Collection.objects.filter(pk=collection.pk).exists()


def test_the_user_who_ran_the_import_is_deleted(chief, reader):
    mover = get_user_model().objects.get(username="mover")
    pages = list(Page.objects.filter(owner=mover).values_list("pk", flat=True))
    assert pages
    response = chief.post(reverse("wagtailusers_users:delete", args=[mover.pk]))
    assert response.status_code == 302 and not get_user_model().objects.filter(pk=mover.pk).exists()
    page = ArticlePage.objects.filter(pk__in=pages, lead_image__isnull=False).live().first()
    assert page.owner_id is None and reader.get(page.get_url()).status_code == 200
    for name in ("history", "edit", "usage"):
        assert chief.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk])).status_code == 200
    assert chief.get(reverse("wagtailadmin_reports:site_history")).status_code == 200
    assert save(chief, page, changes={"title": "Không còn chủ"}).status_code == 302  # "without its owner"


def test_what_is_left_answers_as_before(noted, answer):
    left = ArticlePage.objects.live().in_bulk(noted["pages"])
    assert left and len(left) < len(noted["pages"])
    for key, pk in noted["addresses"].items():
        if pk in left:
            assert answer(key) == (301, left[pk].get_url()), key
