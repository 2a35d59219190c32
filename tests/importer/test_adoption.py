"""A ledger that was dropped: the next run knows its pages by their old addresses, and makes none of them twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Revision

from tests.importer.conftest import BASE, PDF, PlainSource, make_page, make_source, picture
from tests.importer.editing import save_unchanged
from tests.importer.test_round_trip import EVERYTHING
from wagtail_district_news import legacy_addresses
from wagtail_district_news.counting import view_count
from wagtail_district_news.extraction.documents import Attachment, RichText
from wagtail_district_news.importer.models import (
    ImportedCategory,
    ImportedFile,
    ImportRecord,
    ImportRun,
    PendingLink,
)
from wagtail_district_news.models import ArticlePage, CategoryIndexPage, ViewCount

pytestmark = pytest.mark.django_db
LATER = RichText(f'<p><a href="{BASE}z.html">sau</a>, <a href="{BASE}none.html">không có</a></p>')


@pytest.fixture
def source():
    """Everything that a page may hold, a notice with attachments, and links to pages that come later."""
    notice = (Attachment("files/plan.pdf", "Kế hoạch"),)
    pages = {
        "a.html": make_page("a.html", body=(*EVERYTHING, LATER), view_count=12, byline="PV", lead="Tóm tắt"),
        "b.html": make_page("b.html", category="Tin tức > Xã"),
        "n.html": make_page("n.html", kind="notice", category="Thông báo", body=notice),
        "z.html": make_page("z.html", title="Rất dài " * 60, published_at=None),
    }
    files = {"pics/a.png": picture(), "pics/b.png": picture(color="teal"), "files/plan.pdf": PDF}
    return PlainSource(pages, files)


def drop_the_ledger():
    for model in (PendingLink, ImportRecord, ImportedCategory, ImportedFile, ImportRun):
        model.objects.all().delete()


def endings(outcomes):
    return [(str(each.status), each.code) for each in outcomes]


def stock():
    models = (ArticlePage, CategoryIndexPage, Revision, get_image_model(), get_document_model())
    return [model.objects.count() for model in models]


def test_pages_that_nobody_changed_are_taken_into_the_new_ledger(run, dry_run, source):
    first, _summary = run(source)
    drop_the_ledger()
    before = stock()
    assert endings(dry_run(source)[0]) == [("unchanged", "adopted")] * 4 and not ImportRecord.objects.exists()
    again, summary = run(source)
    assert endings(again) == [("unchanged", "adopted")] * 4
    assert [each.page_id for each in again] == [each.page_id for each in first]
    assert stock() == before and summary.changed == 0
    record = ImportRecord.objects.get(path="a.html")
    assert (record.page_id, record.written, record.view_count) == (first[0].page_id, True, 12)
    assert endings(run(source)[0]) == [("unchanged", "adopted")] * 4
    assert stock() == before


def test_a_page_that_was_adopted_is_kept_up_to_date(run, source):
    first, _summary = run(source)
    drop_the_ledger()
    run(source)
    source.version = 2
    source.pages["b.html"] = replace(source.pages["b.html"], lead="Mới", category="Tin tức")  # "new"
    again, _summary = run(source)
    assert endings(again) == [("updated", "")] * 4
    page = ArticlePage.objects.get(pk=first[1].page_id)
    assert page.lead == "Mới" and page.get_parent().title == "Tin tức"
    assert ArticlePage.objects.count() == 4


@pytest.mark.parametrize("change", ["lead", "unpublished draft", "link", "picture"])
def test_a_page_that_says_something_else_is_left_as_it_is_for_good(
    run, dry_run, source, change, django_capture_on_commit_callbacks
):
    first, _summary = run(source)
    page = ArticlePage.objects.get(pk=first[0].page_id)
    if change == "picture":
        with django_capture_on_commit_callbacks(execute=True):  # its file goes with it
            page.lead_image.delete()
    else:
        page.lead = "Do biên tập viên viết" if change != "link" else page.lead  # "written by an editor"
        if change == "link":
            ArticlePage.objects.get(pk=first[3].page_id).delete()
        revision = page.save_revision()
        if change == "lead":
            revision.publish()
    drop_the_ledger()
    content = ArticlePage.objects.get(pk=page.pk).latest_revision.content
    wanted = ("skipped", "stands-already")
    assert endings(dry_run(source)[0])[0] == wanted
    assert endings(run(source)[0])[0] == wanted
    source.version = 2
    assert endings(run(source)[0])[0] == ("skipped", "edited")
    assert ArticlePage.objects.get(pk=page.pk).latest_revision.content == content


def test_a_page_that_was_only_opened_and_saved_is_still_the_imports(run, source, client, admin):
    first, _summary = run(source)
    client.force_login(admin)
    page = ArticlePage.objects.get(pk=first[1].page_id)
    assert save_unchanged(client, page).status_code == 302 and page.revisions.count() == 2
    drop_the_ledger()
    assert endings(run(source)[0])[1] == ("unchanged", "adopted")


def test_a_page_that_moved_is_found_and_stays_where_it_is(run, source):
    first, _summary = run(source)
    page, other = (
        ArticlePage.objects.get(pk=first[1].page_id),
        CategoryIndexPage.objects.get(title="Thông báo"),
    )
    page.move(other, pos="last-child")
    drop_the_ledger()
    assert endings(run(source)[0])[1] == ("unchanged", "adopted")
    source.version = 2
    run(source)
    assert ArticlePage.objects.get(pk=page.pk).get_parent().pk == other.pk


def test_a_page_of_which_only_the_file_is_known_is_found_by_its_file(run, extraction):
    extraction.base_url = ""
    source = make_source(2, address="")
    first, _summary = run(source)
    drop_the_ledger()
    again, _summary = run(source)
    assert endings(again) == [("unchanged", "adopted")] * 2
    assert [each.page_id for each in again] == [each.page_id for each in first]


def test_two_pages_of_one_address_are_both_found(run):
    address = f"{BASE}Post.aspx?ItemID=4"
    pages = [make_page(f"{name}.html", title=name, address=address) for name in ("Một", "Hai")]
    source = PlainSource({page.path: page for page in pages})
    first, _summary = run(source)
    drop_the_ledger()
    again, _summary = run(source)
    assert endings(again) == [("unchanged", "adopted")] * 2
    assert [each.page_id for each in again] == [each.page_id for each in first]
    assert ArticlePage.objects.count() == 2


def test_an_address_given_up_for_good_brings_no_page_back_unless_asked(run, dry_run, site):
    source = make_source(2)
    first, _summary = run(source)
    ArticlePage.objects.get(pk=first[0].page_id).delete()
    legacy_addresses.forget(site, f"{BASE}p0.html")
    drop_the_ledger()
    assert endings(dry_run(source)[0])[0] == ("skipped", "gone")
    for _time in range(2):
        assert endings(run(source)[0])[0] == ("skipped", "gone")
    assert legacy_addresses.resolve(site, f"{BASE}p0.html").gone
    again, _summary = run(source, recreate=True)
    assert again[0].status == "new" and ArticlePage.objects.count() == 2
    assert legacy_addresses.resolve(site, f"{BASE}p0.html").page_id == again[0].page_id


def test_a_deleted_page_without_a_ledger_comes_back(run):
    """Nothing is left that knows of it; the documentation says so."""
    source = make_source(2)
    first, _summary = run(source)
    ArticlePage.objects.get(pk=first[0].page_id).delete()
    drop_the_ledger()
    assert endings(run(source)[0]) == [("new", ""), ("unchanged", "adopted")]


def test_a_page_of_another_class_is_left_alone(run, site, home):
    from tests.testapp.models import HomePage

    page = home.add_child(instance=HomePage(title="Giới thiệu", slug="about"))  # "about us"
    legacy_addresses.remember(site, f"{BASE}p0.html", page)
    source = make_source(2)
    for _time in range(2):
        outcomes, _summary = run(source)
        assert endings(outcomes)[0] == ("skipped", "stands-already") and outcomes[0].reason
    assert ArticlePage.objects.count() == 1 and not ImportRecord.objects.filter(page_id=page.pk).exists()
    assert legacy_addresses.resolve(site, f"{BASE}p0.html").page_id == page.pk


def test_the_report_lists_adopted_pages(run, client, admin):
    source = make_source(2)
    run(source)
    drop_the_ledger()
    run(source)
    client.force_login(admin)
    response = client.get(reverse("wagtail_district_news_importer:records"))
    assert response.status_code == 200 and response.content.decode().count("Bài viết p") >= 2


def test_an_adopted_page_goes_on_from_a_count_that_nobody_kept(run, source):
    run(source)
    drop_the_ledger()
    ViewCount.objects.all().delete()
    outcomes, _summary = run(source)
    assert outcomes[0].code == "adopted"
    page = ArticlePage.objects.get(pk=outcomes[0].page_id)
    assert view_count(page).legacy == ImportRecord.objects.get(page=page).view_count == 12


def test_what_an_adopted_page_lost_is_still_said(run, dry_run):
    body = (RichText("<p>Chữ</p>"), Attachment("gone.pdf", "Tệp"))
    source = PlainSource({"a.html": make_page("a.html", body=body)})
    (written,), summary = run(source)
    assert [issue.code for issue in written.losses] == ["document-missing"]
    drop_the_ledger()
    for import_it in (dry_run, run):
        (adopted,), again = import_it(source)
        assert (adopted.code, adopted.losses, adopted.words) == ("adopted", written.losses, written.words)
        assert again.media_missing == summary.media_missing == 1
