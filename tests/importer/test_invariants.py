"""find_violations: every invariant broken on purpose and told, every editor's right exercised and not told."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, ReferenceIndex, Revision, Site
from wagtail.search.models import IndexEntry

from tests.importer import editing
from tests.importer.conftest import BASE, PDF, PlainSource, make_page, picture, still_extraction
from tests.testapp.models import HomePage
from wagtail_district_news import legacy_addresses
from wagtail_district_news.extraction.documents import Attachment, Figure, Image, RichText
from wagtail_district_news.importer import options, pipeline
from wagtail_district_news.importer.invariants import INVARIANTS, Tally, find_violations
from wagtail_district_news.importer.models import (
    ImportedFile,
    ImportRecord,
    ImportRun,
    PendingLink,
    RunStatus,
)
from wagtail_district_news.models import (
    ArticlePage,
    CategoryIndexPage,
    LegacyAddress,
    ViewCount,
    VisitorCount,
)

PORTAL = "portal.example"


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """A site with an import of six pages, made once; every test works in a savepoint of it."""
    media = tmp_path_factory.mktemp("media")
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=str(media)),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
    ):
        home = Page.objects.get(depth=1).add_child(instance=HomePage(title="Home", slug="site-home"))
        Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
        )
        get_user_model().objects.create_superuser("chief", "chief@example.org", "secret")
        portal = still_extraction(patch)
        portal.visitors, portal.source = 1234, source()
        import_it(portal.source, home)
        yield media
        transaction.set_rollback(True)


def source():
    figure = Figure(Image("pics/a.png", alt="Cầu", caption="Ảnh"))
    links = RichText(f'<p>Xem <a href="{BASE}b.html">hai</a> và <a href="files/p.pdf">tệp</a></p>')
    plan = Attachment("files/q.pdf", "Kế hoạch")
    return PlainSource(
        {
            "a.html": make_page("a.html", body=(links, figure), view_count=7),
            "b.html": make_page("b.html", view_count=0),
            "c.html": make_page("c.html", category="Tin > Xã"),
            "d.html": make_page("d.html", kind="notice", body=(plan,), attachments=(plan,)),
            "e.html": make_page("e.html", body=(RichText(f'<p><a href="{BASE}gone.html">mất</a></p>'),)),
            "list.html": make_page("list.html", kind="listing"),
        },
        {"pics/a.png": picture(), "files/p.pdf": PDF, "files/q.pdf": PDF + b" two"},
    )


def import_it(portal_source, home=None, **given):
    home = home or HomePage.objects.get(slug="site-home")
    importer = pipeline.SiteImport(portal_source, home, options.ImportOptions(**given))
    list(importer.outcomes())
    return importer.summary


@pytest.fixture(autouse=True)
def db(world, settings, tmp_path, django_db_blocker):
    """A savepoint of the module's database, and a copy of its media. pytest-django makes a database for this name."""
    settings.MEDIA_ROOT = str(shutil.copytree(world, tmp_path / "imported"))
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def client():
    logged_in = Client()
    logged_in.force_login(get_user_model().objects.get(username="chief"))
    return logged_in


def made(name="a.html"):
    return ArticlePage.objects.get(legacy_url=f"{BASE}{name}")


def record(name="a.html"):
    return ImportRecord.objects.get(path=name)


def row(name="a.html", model=ArticlePage):
    return model.objects.filter(pk=made(name).pk)


def entries(page):
    return IndexEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(type(page)), object_id=str(page.pk)
    )


def found(**given):
    return list(find_violations(**given))


def test_nothing_is_said_of_a_whole_import():
    tally = Tally()
    assert found(tally=tally) == []
    assert set(INVARIANTS) - {"redirects"} <= set(tally.looked), "something was not looked at"
    assert not tally.skipped
    assert tally.looked["pages"] == tally.looked["digests"] == 5 and tally.looked["files"] == 3
    assert found(portal=PORTAL) == [] and found(portal="no such portal") == []


# broken on purpose


def numchild():
    Page.objects.filter(depth=1).update(numchild=7)


def depth():
    row(model=Page).update(depth=9)


def parent_gone():
    lost = made("c.html")
    place = lost.path[: -Page.steplen]
    Page.objects.filter(pk=lost.pk).update(path=f"{place[: -Page.steplen]}00ZZ{lost.path[-Page.steplen :]}")
    Page.objects.filter(pk=lost.get_parent().pk).update(numchild=0)
    Page.objects.filter(path=place).update(numchild=0)


def path_of_no_tree():
    page = made()
    Page.objects.filter(pk=page.pk).update(path=page.path[:-1])
    Page.objects.filter(pk=page.get_parent().pk).update(numchild=3)


def address_of_another_place():
    row(model=Page).update(url_path="/elsewhere/")


def same_slug():
    twin = made("b.html")
    Page.objects.filter(pk=made().pk).update(slug=twin.slug, url_path=twin.url_path)
    revision = Revision.objects.get(pk=made().live_revision_id)
    revision.content["slug"] = twin.slug
    revision.save()


def category():
    row().update(category=CategoryIndexPage.objects.get(title="Xã"))


def dead_run():
    ImportRun.objects.update(status=RunStatus.RUNNING, heartbeat_at=timezone.now() - timedelta(hours=1))


def interrupted_run():
    ImportRun.objects.update(status=RunStatus.INTERRUPTED)


def other_key():
    ImportRecord.objects.filter(path="a.html").update(key="/other.html")


def unfinished_claim():
    ImportRecord.objects.create(key_hash=record().key_hash[::-1], portal=PORTAL, key="x", path="x.html")


def one_page_for_two():
    ImportRecord.objects.filter(path="list.html").update(page=made(), written=True, address="")


def page_without_a_trace(keep_base=False):
    page = made("b.html")
    entries(page).delete()
    for model, name in ((LegacyAddress, "page"), (Redirect, "redirect_page"), (ViewCount, "page")):
        if not keep_base:
            model.objects.filter(**{name: page.pk}).delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM wagtail_district_news_articlepage WHERE page_ptr_id = %s", [page.pk])
        if not keep_base:
            cursor.execute("DELETE FROM wagtailcore_page WHERE id = %s", [page.pk])
    if not keep_base:
        Page.objects.filter(pk=page.get_parent().pk).update(numchild=page.get_parent().get_children().count())
        ReferenceIndex.objects.filter(to_object_id=str(page.pk)).delete()


def half_a_page():
    page_without_a_trace(keep_base=True)


def page_made_twice():
    twin = ArticlePage(title="twin", slug="twin", legacy_url=f"{BASE}a.html", source_organisation=PORTAL)
    made().get_parent().add_child(instance=twin)


def other_title():
    row().update(title="Behind the back")
    index_again(made())


def other_text():
    stored = editing.stored_body(made())
    stored[0]["value"] = "<p>Behind the back</p>"
    row().update(body=stored)
    index_again(made())


def lost_attachment():
    made("d.html").attachments.all().delete()
    index_again(made("d.html"))


def no_live_revision():
    row().update(live_revision=None)


def no_revision():
    row().update(live_revision=None, latest_revision=None)


def unpublished_by_nobody():
    row().update(live=False, live_revision=None, has_unpublished_changes=True)


def live_revision_of_a_draft():
    made().unpublish()
    row().update(live_revision=record().revision)


def unpublished_changes():
    row().update(has_unpublished_changes=True)


def other_digest():
    ImportRecord.objects.filter(path="a.html").update(content_digest="0" * 64)


def no_entry():
    entries(made()).delete()


def old_entry():
    page = made()
    row().update(lead="A word that no index knows")
    Revision.objects.filter(pk=page.live_revision_id).update(
        content={**page.live_revision.content, "lead": "A word that no index knows"}
    )
    ImportRecord.objects.filter(path="a.html").update(revision=None)


def waiting_entry():
    ImportRecord.objects.filter(path="a.html").update(indexed=False)


def entry_of_nothing():
    kind = ContentType.objects.get_for_model(ArticlePage)
    entry = entries(made()).get()
    entry.pk, entry.object_id = None, "999999"
    entry.content_type = kind
    entry.save()


def no_entry_of_a_picture():
    entries(get_image_model().objects.get()).delete()


def no_reference():
    ReferenceIndex.get_references_for_object(made()).first().delete()


def reference_too_many():
    reference = ReferenceIndex.get_references_for_object(made()).first()
    reference.pk, reference.content_path, reference.to_object_id = None, "body.x", str(made("c.html").pk)
    reference.content_path_hash = ReferenceIndex._get_content_path_hash("body.x")
    reference.to_content_type = ContentType.objects.get_for_model(Page)
    reference.save()


def late_link():
    PendingLink.objects.create(record=record("e.html"), href=f"{BASE}b.html", target_path="b.html")


def late_link_by_key():
    PendingLink.objects.create(
        record=record("e.html"), href=f"{BASE}b.html", target_key=record("b.html").key_hash
    )


def no_address():
    LegacyAddress.objects.filter(key="/a.html").delete()


def address_under_another_hash():
    LegacyAddress.objects.filter(page=made("c.html")).update(key="/other.html")
    LegacyAddress.objects.filter(page=made("c.html")).delete()
    LegacyAddress.objects.create(
        site=Site.objects.get(),
        key="/x.html",
        key_hash=legacy_addresses.key_hash("/c.html"),
        page=made("c.html"),
    )


def address_to_nowhere():
    LegacyAddress.objects.filter(key="/a.html").update(page=None)


def address_to_another_page():
    LegacyAddress.objects.filter(key="/a.html").update(page=made("b.html"))


def redirect_to_a_draft():
    row().update(live=False, live_revision=None, has_unpublished_changes=True, first_published_at=None)
    ImportRecord.objects.filter(path="a.html").update(was_live=False)


def no_view_count():
    ViewCount.objects.filter(page=made()).delete()


def view_count_that_readers_made():
    ViewCount.objects.filter(page=made()).update(legacy_count=0, legacy_imported_at=None)


def no_visitor_count():
    VisitorCount.objects.all().delete()


def stored(kind="image"):
    return ImportedFile.objects.filter(kind=kind).first()


def media_path(name):
    from django.conf import settings

    return Path(settings.MEDIA_ROOT) / name


def no_file():
    media_path(stored().name).unlink()


def shorter_file():
    media_path(stored().name).write_bytes(picture()[:-4])


def other_file():
    whole = media_path(stored("document").name)
    whole.write_bytes(whole.read_bytes()[::-1])


def intent():
    ImportedFile.objects.create(kind="image", content_hash="0" * 64, name="original_images/none.png")


def forgotten_file():
    row = stored()
    page_images = get_image_model().objects.all()
    references = ReferenceIndex.objects.filter(to_object_id=str(page_images.get().pk))
    references.filter(to_content_type=ContentType.objects.get_for_model(get_image_model())).delete()
    entries(page_images.get()).delete()
    ArticlePage.objects.update(lead_image=None)
    page_images._raw_delete(using="default")
    row.delete()


def file_of_a_deleted_picture():
    kept = stored()
    forgotten_file()
    kept.pk = None
    kept.save()


def index_again(page):
    from wagtail_district_news.importer.indexing import _add

    _add([page])


BROKEN = [
    ("tree", numchild), ("tree", depth), ("tree", path_of_no_tree), ("tree", parent_gone),
    ("url-paths", address_of_another_place), ("slugs", same_slug), ("categories", category),
    ("runs", dead_run), ("runs", interrupted_run),
    ("claims", other_key), ("claims", unfinished_claim), ("claims", one_page_for_two),
    ("pages", page_without_a_trace), ("pages", half_a_page), ("pages", page_made_twice),
    ("revisions", other_title), ("revisions", other_text), ("revisions", lost_attachment),
    ("revisions", no_live_revision), ("revisions", no_revision),
    ("published", unpublished_by_nobody), ("published", live_revision_of_a_draft),
    ("changes", unpublished_changes), ("digests", other_digest),
    ("search", no_entry), ("search", old_entry), ("search", waiting_entry), ("search", entry_of_nothing),
    ("search", no_entry_of_a_picture), ("references", no_reference), ("references", reference_too_many),
    ("links", late_link), ("links", late_link_by_key),
    ("addresses", no_address), ("addresses", address_under_another_hash), ("addresses", address_to_nowhere),
    ("addresses", address_to_another_page), ("redirects", redirect_to_a_draft),
    ("counts", no_view_count), ("counts", view_count_that_readers_made), ("counts", no_visitor_count),
    ("files", no_file), ("files", shorter_file), ("files", other_file), ("intents", intent),
    ("orphans", forgotten_file), ("orphans", file_of_a_deleted_picture),
]  # fmt: skip


@pytest.mark.parametrize(("code", "break_it"), BROKEN, ids=[each.__name__ for _code, each in BROKEN])
def test_what_is_broken_is_told_and_nothing_else(code, break_it):
    break_it()
    violations = found()
    assert {each.code for each in violations} == {code}, violations
    for each in violations:
        assert "%(" not in each.message and each.message.endswith((".", "fixtree", "paths", "index")), each
        assert each.reference


def test_a_killed_run_whose_work_a_later_one_finished_is_no_fault():
    killed = ImportRun.objects.get()
    silent = timezone.now() - timedelta(hours=1)
    later = ImportRun.objects.get()
    later.pk = None
    later.save()
    ImportRun.objects.filter(pk=killed.pk).update(
        status=RunStatus.RUNNING, heartbeat_at=silent, finished_at=None
    )
    assert found() == []
    unfinished = {"finished_at": silent - timedelta(hours=1)}
    for told in (unfinished, {"portal": "another.example", "finished_at": timezone.now()}):
        ImportRun.objects.filter(pk=later.pk).update(**told)
        assert [each.reference for each in found()] == [f"run {killed.pk}"]


def test_every_invariant_is_broken_by_some_test():
    assert {code for code, _break in BROKEN} == set(INVARIANTS)


# what editors may do


def edit_view(client, page, **fields):
    """Open a page in the admin, change fields, and post the form as a browser would."""
    url = f"/admin/pages/{page.pk}/edit/"
    data = editing.html_form(client.get(url).content.decode())
    for name in ("body",):
        if f"{name}-count" not in data:
            latest = page.get_latest_revision_as_object()
            block = type(page)._meta.get_field(name).stream_block
            editing.block_form(block, getattr(latest, name), name, data)
    response = client.post(url, {**data, **fields})
    assert response.status_code == 302, response.context and response.context["form"].errors


def publish_unchanged(client):
    editing.save_unchanged(client, made())


def publish_changed(client):
    edit_view(client, made(), **{"title": "Bài mới", "slug": "bai-moi", "action-publish": "1"})


def save_a_draft(client):
    edit_view(client, made(), lead="Một ý mới")


def schedule(client):
    edit_view(client, made(), **{"go_live_at": "2090-01-01 10:00", "action-publish": "1"})


def let_expire(client):
    past = timezone.now() - timedelta(hours=1)
    page = made().get_latest_revision_as_object()
    page.expire_at = past
    page.save_revision().publish()
    call_command("publish_scheduled")
    assert not made().live


def unpublish(client):
    client.post(f"/admin/pages/{made().pk}/unpublish/")
    assert not made().live


def unpublish_and_publish_again(client):
    unpublish(client)
    made().latest_revision.publish()


def move(client):
    to = CategoryIndexPage.objects.get(title="Xã")
    client.post(f"/admin/pages/{made().pk}/move/{to.pk}/confirm/")
    assert made().category_id == to.pk


def move_a_category(client):
    section = CategoryIndexPage.objects.get(title="Tin")
    section.move(CategoryIndexPage.objects.get(title="Tin tức"), pos="last-child")


def rename_a_category(client):
    edit_view(
        client,
        CategoryIndexPage.objects.get(title="Tin tức"),
        **{"title": "Thời sự", "slug": "thoi-su", "action-publish": "1"},
    )
    assert made().url_path.startswith("/site-home/thoi-su/")


def delete(client):
    client.post(f"/admin/pages/{made('b.html').pk}/delete/")
    assert not ArticlePage.objects.filter(legacy_url=f"{BASE}b.html").exists()


def delete_a_category(client):
    section = CategoryIndexPage.objects.get(title="Tin")
    client.post(f"/admin/pages/{section.pk}/delete/", {"confirm_site_name": "Test site"})
    assert not CategoryIndexPage.objects.filter(title="Xã").exists()


def delete_without_the_importer(client):
    """The importer was out of INSTALLED_APPS: its rows keep the number of a page that is gone."""
    pk = made("c.html").pk
    delete_a_category(client)
    ImportRecord.objects.filter(path="c.html").update(page=pk)


def copy(client):
    copied = made().copy(update_attrs={"slug": "copy"}, keep_live=True)
    assert copied.live and copied.live_revision


def copy_a_category(client):
    section = CategoryIndexPage.objects.get(title="Tin tức")
    section.copy(recursive=True, update_attrs={"slug": "copies"})


def alias(client):
    made().create_alias(update_slug="alias")


def translate(client):
    vi = Locale.objects.get_or_create(language_code="vi")[0]
    HomePage.objects.get(slug="site-home").copy_for_translation(vi)
    CategoryIndexPage.objects.get(title="Tin tức").copy_for_translation(vi)
    made().copy_for_translation(vi).get_latest_revision().publish()


def lock(client):
    client.post(f"/admin/pages/{made().pk}/lock/")
    assert made().locked


def submit_for_moderation(client):
    edit_view(client, made(), **{"lead": "Xin duyệt", "action-submit": "1"})
    assert made().current_workflow_state


def comment(client):
    from wagtail.models import Comment

    user = get_user_model().objects.get()
    Comment.objects.create(page=made(), user=user, text="?", contentpath="title", position="")


def restrict(client):
    from wagtail.models import PageViewRestriction

    PageViewRestriction.objects.create(page=made(), restriction_type="login")


def delete_a_picture(client):
    image = get_image_model().objects.get()
    name = image.file.name
    client.post(f"/admin/images/{image.pk}/delete/")
    assert made().lead_image is None
    media_path(name).unlink()  # what Wagtail does on commit, which a test has none of


def delete_a_document(client):
    for document in get_document_model().objects.all():
        client.post(f"/admin/documents/delete/{document.pk}/")
        media_path(document.file.name).unlink()
    assert not made("d.html").attachments.exists()


def rename_a_picture(client):
    image = get_image_model().objects.get()
    image.title = "Cầu mới"
    image.save()


def replace_a_picture(client):
    image = get_image_model().objects.get()
    former = image.file.name
    image.file = ContentFile(picture(99, 99), name="new.png")
    image.save()
    media_path(former).unlink()


def upload(client):
    get_image_model().objects.create(title="own", file=ContentFile(picture(9, 9), name="own.png"))
    get_image_model().objects.first().get_rendition("width-10")


def correct_a_count(client):
    count = ViewCount.objects.get(page=made())
    count.legacy_count = 70
    count.save()


def take_an_address_down(client):
    legacy_addresses.forget(Site.objects.get(), f"{BASE}a.html")


def delete_redirects(client):
    Redirect.objects.all().delete()


def add_a_redirect(client):
    Redirect.add_redirect("/old", redirect_to=made())


def write_an_article(client):
    category = CategoryIndexPage.objects.get(title="Tin tức")
    category.add_child(instance=ArticlePage(title="Own", live=False)).save_revision()


def purge_revisions(client):
    publish_changed(client)
    Revision.objects.update(created_at=timezone.now() - timedelta(days=99))
    call_command("purge_revisions", verbosity=0)


EDITORS = [
    publish_unchanged, publish_changed, save_a_draft, schedule, let_expire, unpublish, unpublish_and_publish_again,
    move, move_a_category, rename_a_category, delete, delete_a_category, delete_without_the_importer, copy,
    copy_a_category, alias, translate, lock, submit_for_moderation, comment, restrict, delete_a_picture,
    delete_a_document, rename_a_picture, replace_a_picture, upload, correct_a_count, take_an_address_down,
    delete_redirects, add_a_redirect, write_an_article, purge_revisions,
]  # fmt: skip


@pytest.mark.parametrize("act", EDITORS, ids=[each.__name__ for each in EDITORS])
def test_what_an_editor_does_is_no_fault(client, act):
    act(client)
    assert found() == []


def test_the_portal_of_another_import_is_not_looked_at():
    other_digest()
    no_view_count()
    assert {each.code for each in found(portal=PORTAL)} == {"digests", "counts"}
    assert found(portal="other.example") == []


def test_what_a_running_import_has_not_finished_is_no_fault():
    ImportRun.objects.update(status=RunStatus.RUNNING, heartbeat_at=timezone.now())
    waiting_entry()
    intent()
    late_link()
    assert found() == []


def test_nothing_is_written():
    verbs = set()

    def only_reading(execute, sql, params, many, context):
        verbs.add(sql.split()[0].upper())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(only_reading):
        found()
    assert verbs == {"SELECT"}


def odd_body():
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE wagtail_district_news_articlepage SET body = %s WHERE page_ptr_id = %s",
            ['[{"type": "paragraph"}, {"type": "figure", "value": 7}, 8]', made().pk],
        )


def odd_revision():
    Revision.objects.filter(pk=made().live_revision_id).update(content=["no page"])


def odd_revision_body():
    revision = made().live_revision
    Revision.objects.filter(pk=revision.pk).update(
        content={**revision.content, "body": "{", "published_at": 5}
    )


def odd_children():
    revision = made("d.html").live_revision
    Revision.objects.filter(pk=revision.pk).update(
        content={**revision.content, "attachments": [5, {"document": "x"}]}
    )


def odd_file():
    ImportedFile.objects.filter(kind="image").update(object_pk="no number", name="")


def odd_counts():
    ImportRun.objects.update(counts=["no", "counts"])


def unknown_class():
    kind = ContentType.objects.create(app_label="gone", model="page")
    row(model=Page).update(content_type=kind)


ODD = [odd_body, odd_revision, odd_revision_body, odd_children, odd_file, odd_counts, unknown_class]


@pytest.mark.parametrize("spoil", ODD, ids=[each.__name__ for each in ODD])
def test_odd_data_is_told_and_never_raises(spoil):
    spoil()
    violations = found()
    assert not any("to the end" in each.message for each in violations), violations
    assert bool(violations) == (spoil is not odd_counts and spoil is not odd_file)


def test_a_room_that_breaks_does_not_hide_the_others(monkeypatch):
    from wagtail_district_news.importer import invariants

    def broken(check):
        raise ZeroDivisionError("surprise")
        yield

    monkeypatch.setattr(invariants, "ROOMS", (("tree", broken), *invariants.ROOMS[1:]))
    other_digest()
    violations = found()
    assert [each.code for each in violations] == ["tree", "digests"]
    assert "surprise" in violations[0].message


def test_a_storage_that_lists_nothing_is_said_so(monkeypatch):
    from django.core.files.storage import FileSystemStorage

    def refuse(self, path):
        raise NotImplementedError

    monkeypatch.setattr(FileSystemStorage, "listdir", refuse)
    tally = Tally()
    assert found(tally=tally) == []
    assert "does not list" in tally.skipped["orphans"]


def test_a_search_backend_elsewhere_is_said_so(settings, monkeypatch):
    from wagtail_district_news.importer.invariants import indexes

    monkeypatch.setattr(indexes, "entry_reader", lambda name, backend: None)
    no_entry()
    tally = Tally()
    assert found(tally=tally) == []
    assert "keeps its index elsewhere" in tally.skipped["search"]


def test_the_number_of_queries_does_not_grow_with_the_pages():
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert found() == []
        return len(captured)

    few = queries()
    more = source()
    figure = Figure(Image("pics/a.png", alt="Cầu"))
    for number in range(30):
        body = (RichText(f'<p><a href="{BASE}n{number + 1}.html">sau</a></p>'), figure)
        more.pages[f"n{number}.html"] = make_page(f"n{number}.html", body=body, view_count=number)
    with pytest.MonkeyPatch.context() as patch:
        still_extraction(patch).source = more
        import_it(more)
    assert ArticlePage.objects.count() == 35
    assert queries() <= few + 4, "pending links have a query of their own"
