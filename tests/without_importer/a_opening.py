"""Every view of the admin that people are offered opens, with what was imported behind it."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, ReferenceIndex

from tests.importer.editing import save_unchanged
from tests.without_importer.crawl import crawl
from wagtail_district_news.models import ArticlePage, CategoryIndexPage

OFFERED = {
    "wagtailadmin_home", "wagtailadmin_explore", "wagtailadmin_pages:edit", "wagtailadmin_pages:history",
    "wagtailadmin_pages:usage", "wagtailadmin_pages:move", "wagtailadmin_pages:copy", "wagtailadmin_pages:delete",
    "wagtailadmin_pages:unpublish", "wagtailadmin_pages:search", "wagtailadmin_pages:revisions_compare",
    "wagtailimages:index", "wagtailimages:edit", "wagtailimages:image_usage", "wagtailimages:delete",
    "wagtaildocs:index", "wagtaildocs:edit", "wagtaildocs:document_usage", "wagtaildocs:delete",
}  # fmt: skip
OFFERED_TO_CHIEF = {
    "wagtailadmin_collections:index", "wagtailadmin_collections:edit", "wagtailusers_users:index",
    "wagtailusers_users:edit", "wagtailusers_groups:index", "wagtailusers_groups:edit", "wagtailredirects:index",
    "wagtailredirects:edit", "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:aging_pages", "wagtailadmin_reports:page_types_usage",
    "wagtailsnippets_wagtail_district_news_viewcount:list",
    "wagtailsnippets_wagtail_district_news_viewcount:inspect",
    "wagtailsnippets_wagtail_district_news_visitorcount:list",
}  # fmt: skip


def starts():
    """The addresses that a crawl begins with: what was imported, of every sort."""
    with_media = ArticlePage.objects.filter(lead_image__isnull=False).first()
    with_papers = ArticlePage.objects.filter(attachments__isnull=False).first()
    category, image = CategoryIndexPage.objects.first(), get_image_model().objects.first()
    document = get_document_model().objects.first()
    found = [reverse("wagtailadmin_home"), reverse("wagtailadmin_explore", args=[category.pk])]
    for name in ("edit", "history", "usage", "delete", "move", "copy", "unpublish"):
        found += [
            reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
            for page in (with_media, with_papers, category)
        ]
    found.append(reverse("wagtailadmin_pages:revisions_compare", args=[with_media.pk, "earliest", "latest"]))
    found.append(f"{reverse('wagtailadmin_pages:search')}?q={with_media.title.split()[0]}")
    for name, pk in (("wagtailimages:image_usage", image.pk), ("wagtaildocs:document_usage", document.pk)):
        found.append(reverse(name, args=[pk]))
    for name, pk in (("wagtailimages:delete", image.pk), ("wagtaildocs:delete", document.pk)):
        found.append(f"{reverse(name, args=[pk])}?next=/admin/")
    return found


def test_the_importer_and_its_libraries_are_gone(noted):
    assert not apps.is_installed("wagtail_district_news.importer")
    with pytest.raises(ModuleNotFoundError):
        __import__("selectolax")
    with pytest.raises(ModuleNotFoundError):
        __import__("nh3")
    with pytest.raises(ModuleNotFoundError):
        __import__("babel")
    assert ArticlePage.objects.count() == len(noted["pages"])


def test_a_page_has_two_revisions_to_compare(chief):
    page = ArticlePage.objects.filter(lead_image__isnull=False).first()
    assert save_unchanged(chief, page).status_code == 302
    assert page.revisions.count() == 2


def opens_all(client, each):
    """Crawl the admin as somebody; nothing that is offered may fail. Returns the names of the views."""
    opened = crawl(client, starts(), each)
    bad = {
        view: tries for view, tries in opened.items() if {status for _address, status in tries} - {200, 302}
    }
    assert bad == {}
    assert not [view for view in opened if "importer" in view]
    return set(opened)


def test_every_view_that_is_offered_to_an_admin_opens(chief):
    opened = opens_all(chief, each=1)
    assert opened >= OFFERED | OFFERED_TO_CHIEF, sorted(opened)


@pytest.mark.long
@pytest.mark.parametrize("name", ["chief", "editor", "moderator"])
def test_every_view_that_is_offered_opens_for_every_role(sign_in, name):
    opened = opens_all(sign_in(name), each=3)
    assert opened >= OFFERED, sorted(OFFERED - opened)


@pytest.mark.parametrize("name", ["editor", "moderator"])
def test_editors_open_what_they_work_with(sign_in, name):
    client = sign_in(name)
    for address in starts()[:8]:
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("path", ["runs/", "runs/results/", "pages/", "pages/results/"])
def test_the_reports_of_the_importer_are_not_found(chief, path):
    assert chief.get(f"/admin/reports/legacy-imports/{path}").status_code == 404


def test_no_row_of_the_ledger_is_in_the_reference_index():
    labels = ReferenceIndex.objects.values_list("base_content_type__app_label", flat=True)
    assert "wagtail_district_news_importer" not in set(labels)


def test_a_group_keeps_its_rights_when_it_is_saved(chief):
    """Rights on a model that is gone are on no form; saving the group must neither fail nor touch the others."""
    group = Group.objects.get(name="Moderators")
    address = reverse("wagtailusers_groups:edit", args=[group.pk])
    assert chief.get(address).status_code == 200
    assert Collection.objects.filter(name="Legacy import").exists()
