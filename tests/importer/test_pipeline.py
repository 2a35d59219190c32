"""An import from end to end: what stands afterwards, and what a second run leaves alone."""

from __future__ import annotations

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale, PageLogEntry, ReferenceIndex, Revision, Site
from wagtail.search.backends import get_search_backend

from tests.importer.conftest import BASE, PDF, WHEN, PlainSource, make_page, make_source, picture
from tests.importer.editing import stored_body
from wagtail_district_news import counting, legacy_addresses
from wagtail_district_news.extraction.documents import (
    Accounting,
    Attachment,
    Figure,
    Image,
    Issue,
    RichText,
    SourceDocument,
    Table,
)
from wagtail_district_news.extraction.parse import PageError
from wagtail_district_news.extraction.sources import SourceError
from wagtail_district_news.importer.models import (
    ImportedCategory,
    ImportedFile,
    ImportRecord,
    ImportRun,
    PendingLink,
)
from wagtail_district_news.importer.options import ImportSetupError
from wagtail_district_news.models import (
    ArticlePage,
    CategoryIndexPage,
    LegacyAddress,
    ViewCount,
    VisitorCount,
)

pytestmark = pytest.mark.django_db


def statuses(outcomes):
    return [str(outcome.status) for outcome in outcomes]


def codes(outcome):
    return [issue.code for issue in outcome.issues]


def rows():
    """How many rows of everything an import may write; runs are a log and not counted."""
    models = (
        ArticlePage, CategoryIndexPage, Revision, ImportRecord, ImportedCategory, ImportedFile, PendingLink,
        LegacyAddress, ViewCount, Redirect, PageLogEntry, ReferenceIndex,
    )  # fmt: skip
    return {model.__name__: model.objects.count() for model in models}


def test_a_source_without_an_article_writes_nothing_but_its_notes(run):
    before = rows()
    outcomes, summary = run(PlainSource({"index.html": make_page("index.html", kind="listing")}))
    assert (statuses(outcomes), summary.changed) == (["skipped"], 0)
    assert rows() == {**before, "ImportRecord": 1}
    assert ImportRun.objects.get().status == "finished"


def test_a_profile_that_explains_no_page_stops_before_anything_is_written(run):
    before = rows()
    with pytest.raises(ImportSetupError, match="explains no page"):
        run(PlainSource({}))
    assert rows() == before and not ImportRun.objects.exists()


def test_a_second_run_creates_and_changes_nothing(run, extraction):
    source = make_source(3, body=(RichText(f'<p>Xem <a href="{BASE}p2.html">bài</a></p>'),), view_count=7)
    extraction.visitors = 1234
    first, _summary = run(source)
    before, stamps = rows(), list(ImportRecord.objects.values("pk", "updated_at", "run"))
    again, summary = run(source)
    assert statuses(first) == ["new"] * 3
    assert statuses(again) == ["unchanged"] * 3
    assert rows() == before
    assert list(ImportRecord.objects.values("pk", "updated_at", "run")) == stamps
    assert [each.page_id for each in again] == [each.page_id for each in first]
    assert summary.words == Accounting(kept=24, furniture=9)


def test_an_unchanged_document_is_not_read_again(run, extraction):
    source = make_source(2)
    run(source)
    extraction.read.clear()
    run(source)
    assert extraction.read == []


def test_a_page_stands_with_all_that_was_read(run, site, home, admin):
    page = make_page(
        "a.html",
        title="Đại hội Đảng bộ",
        lead="Tóm tắt",
        byline="Nguyên An",
        source="Báo huyện",
        view_count=2275,
    )
    (outcome,), _summary = run(PlainSource({"a.html": page}), owner=admin)
    article = ArticlePage.objects.get(pk=outcome.page_id)
    assert (article.title, article.slug, article.lead) == ("Đại hội Đảng bộ", "dai-hoi-dang-bo", "Tóm tắt")
    assert (article.byline, article.source, article.legacy_url) == ("Nguyên An", "Báo huyện", f"{BASE}a.html")
    assert (article.published_at, article.first_published_at, article.owner) == (WHEN, WHEN, admin)
    assert article.live and not article.has_unpublished_changes
    assert article.live_revision_id == article.latest_revision_id == ImportRecord.objects.get().revision
    assert article.revisions.count() == 1
    assert article.category_id == article.get_parent().pk
    assert article.get_parent().title == "Tin tức" and article.get_parent().get_parent().pk == home.pk
    assert counting.view_count(article).legacy == 2275
    assert legacy_addresses.resolve(site, f"{BASE}A.HTML?fbclid=x").page_id == article.pk
    assert outcome.page_url == article.url


def test_no_view_count_is_no_row_and_zero_is_one(run):
    source = PlainSource({"a.html": make_page("a.html"), "b.html": make_page("b.html", view_count=0)})
    (_without, zero), _summary = run(source)
    assert list(ViewCount.objects.values_list("page_id", "legacy_count")) == [(zero.page_id, 0)]


def test_counters_are_untouched_by_a_changed_source(run, extraction, site):
    extraction.visitors = 100
    source = PlainSource({"a.html": make_page("a.html", view_count=10)})
    run(source)
    extraction.visitors = 90_000
    source.pages["a.html"] = make_page("a.html", view_count=99)
    (outcome,), summary = run(source)
    assert outcome.status == "updated"
    assert counting.view_count(ArticlePage.objects.get()).legacy == 10
    assert counting.visitor_count(site).legacy == 100
    assert summary.visitor_total == 90_000


def test_the_visitors_stay_with_the_site_where_the_portal_stands(run, extraction, site, home):
    other = home.get_parent().add_child(instance=type(home)(title="Other", slug="other"))
    Site.objects.create(hostname="other.example", root_page=other)
    extraction.visitors = 100
    run(make_source(1))
    run(make_source(1), parent=other)
    assert [count.site_id for count in VisitorCount.objects.all()] == [site.pk]


def test_the_front_page_answers_the_old_address(run, client, settings):
    (outcome,), _summary = run(
        PlainSource({"a.html": make_page("a.html", address=f"{BASE}News/Post.aspx?ItemID=5&Mode=1")})
    )
    response = client.get("/News/post.aspx", {"itemid": "5", "fbclid": "x"})
    assert response.status_code == 301
    assert response["Location"].endswith(ArticlePage.objects.get(pk=outcome.page_id).url)


def test_a_redirect_is_made_besides_where_one_fits(run, site):
    long = "x" * 300
    Redirect.objects.create(old_path="/taken.html", site=site, redirect_link="https://example.org/")
    run(PlainSource({name: make_page(name) for name in ("a.html", "taken.html", f"{long}.html")}))
    assert sorted(Redirect.objects.values_list("old_path", flat=True)) == ["/a.html", "/taken.html"]
    assert Redirect.objects.get(old_path="/taken.html").redirect_link == "https://example.org/"
    assert legacy_addresses.resolve(site, f"{BASE}{long}.html") is not None


# what an editor did


def edit(page_id, publish=True, **fields):
    page = ArticlePage.objects.get(pk=page_id).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(page, name, value)
    revision = page.save_revision()
    if publish:
        revision.publish()


@pytest.mark.parametrize("publish", [True, False], ids=["published", "draft"])
def test_a_page_that_an_editor_changed_is_left_alone_and_listed(run, publish):
    source = make_source(2)
    first, _summary = run(source)
    edit(first[0].page_id, publish, lead="An editor's words")
    before = rows()
    again, summary = run(source)
    assert statuses(again) == ["skipped", "unchanged"]
    assert again[0].reason == "changed by an editor since the import"
    assert again[0].words.kept == 8, "its words still count"
    source.version = 2
    changed, _summary = run(source)
    assert statuses(changed) == ["skipped", "updated"]
    assert (
        ArticlePage.objects.get(pk=first[0].page_id).get_latest_revision_as_object().lead
        == "An editor's words"
    )
    assert rows() == {**before, "Revision": before["Revision"] + 1, "PageLogEntry": rows()["PageLogEntry"]}
    assert [each.path for each in summary.edited.first] == ["p0.html"]


def test_a_page_that_an_editor_unpublished_stays_unpublished(run):
    source = make_source(1)
    (first,), _summary = run(source)
    ArticlePage.objects.get(pk=first.page_id).unpublish()
    source.version = 2
    (again,), _summary = run(source)
    assert (again.status, again.code) == ("skipped", "edited")
    assert not ArticlePage.objects.get().live


def test_a_page_that_an_editor_moved_is_updated_where_it_is(run, home):
    source = make_source(1)
    (first,), _summary = run(source)
    own = home.add_child(instance=CategoryIndexPage(title="Own"))
    ArticlePage.objects.get(pk=first.page_id).move(own, pos="last-child")
    source.version = 2
    (again,), _summary = run(source)
    assert again.status == "updated"
    assert ArticlePage.objects.get().get_parent().pk == own.pk


def test_a_page_that_was_deleted_comes_back_only_when_asked_for(run):
    source = make_source(2)
    first, _summary = run(source)
    ArticlePage.objects.get(pk=first[0].page_id).delete()
    again, _summary = run(source)
    assert statuses(again) == ["skipped", "unchanged"]
    assert again[0].code == "deleted" and "--recreate" in again[0].reason
    third, _summary = run(source, recreate=True)
    assert statuses(third) == ["new", "unchanged"]
    assert ArticlePage.objects.count() == 2 == ImportRecord.objects.count()


# what changed at the source


@pytest.mark.parametrize("what", ["source", "profile", "converter"])
def test_a_change_updates_the_same_page(run, extraction, monkeypatch, what):
    source = PlainSource({"a.html": make_page("a.html", title="Trước")})  # "before"
    (first,), _summary = run(source)
    slug = ArticlePage.objects.get().slug
    if what == "source":
        source.version = 2
    elif what == "profile":
        extraction.profile_hash = "profile-2"
    else:
        monkeypatch.setattr("wagtail_district_news.importer.reading.CONVERTER_VERSION", 99)
    extraction_says = make_page("a.html", title="Sau")  # "after"
    original = PlainSource.document

    def same_bytes(self, path):
        return original(self, path)

    hashes = source.document("a.html").content
    source.pages["a.html"] = extraction_says
    monkeypatch.setattr(
        PlainSource, "document", lambda self, path: type(same_bytes(self, path))(path, hashes)
    )
    (again,), _summary = run(source)
    article = ArticlePage.objects.get()
    assert (again.status, again.page_id) == ("updated", first.page_id)
    assert (article.title, article.slug) == ("Sau", slug)
    assert article.revisions.count() == 2
    assert article.live_revision_id == article.latest_revision_id == ImportRecord.objects.get().revision
    assert run(source)[0][0].status == "unchanged"


def test_a_changed_category_moves_the_page(run):
    source = make_source(1)
    run(source)
    source.pages["p0.html"] = make_page("p0.html", category="Thông báo")  # "Notices"
    (again,), _summary = run(source)
    article = ArticlePage.objects.get()
    assert (again.status, article.get_parent().title, article.category.title) == (
        "updated",
        "Thông báo",
        "Thông báo",
    )
    assert run(source)[0][0].status == "unchanged"


def test_a_page_that_moves_to_a_category_with_its_slug_gets_another_for_good(run):
    source = PlainSource(
        {
            "a.html": make_page("a.html", title="Thông báo", category="Một"),
            "b.html": make_page("b.html", title="Thông báo", category="Hai"),
        }
    )
    run(source)
    source.pages["b.html"] = make_page("b.html", title="Thông báo", category="Một")
    assert statuses(run(source)[0]) == ["unchanged", "updated"]
    page = ArticlePage.objects.get(legacy_url=f"{BASE}b.html")
    assert (page.slug, page.get_latest_revision_as_object().slug) == ("thong-bao-2", "thong-bao-2")
    source.pages["b.html"] = make_page("b.html", title="Thông báo", category="Một", lead="Mới")
    assert statuses(run(source)[0]) == ["unchanged", "updated"], "its own revision did not stand in its way"
    page.refresh_from_db()
    page.get_latest_revision().publish()
    assert ArticlePage.objects.get(pk=page.pk).slug == "thong-bao-2"


@pytest.mark.parametrize("address", [None, ""], ids=["known by its address", "known by its content"])
def test_a_moved_file_keeps_its_page(run, extraction, address):
    fields = {} if address is None else {"address": ""}
    extraction.base_url = BASE if address is None else ""
    source = PlainSource({"a.html": make_page("a.html", **fields)})
    (first,), _summary = run(source)
    content = source.document("a.html").content
    moved = PlainSource({"deep/a.html": make_page("a.html", **fields)})
    moved.document = lambda path: SourceDocument(path, content)
    (again,), _summary = run(moved)
    assert (again.status, again.page_id, again.path) == ("unchanged", first.page_id, "deep/a.html")
    assert ArticlePage.objects.count() == ImportRecord.objects.count() == 1
    extraction.read.clear()
    assert run(moved)[0][0].status == "unchanged" and extraction.read == []


def test_another_article_in_the_same_file_gets_a_page_of_its_own(run):
    source = PlainSource({"a.html": make_page("a.html", address=f"{BASE}Post.aspx?ItemID=1", title="Một")})
    (first,), _summary = run(source)
    source.pages["a.html"] = make_page("a.html", address=f"{BASE}Post.aspx?ItemID=2", title="Hai")
    (second,), _summary = run(source)
    assert second.status == "new" and second.page_id != first.page_id
    assert ArticlePage.objects.get(pk=first.page_id).title == "Một"


def test_an_address_that_becomes_known_later_keeps_the_pages(run, extraction):
    extraction.base_url = ""
    source = make_source(2, address="")
    first, _summary = run(source)
    extraction.base_url = BASE
    extraction.addresses = True
    extraction.profile_hash = "profile-2"
    again, _summary = run(source)
    assert statuses(again) == ["updated"] * 2
    assert [each.page_id for each in again] == [each.page_id for each in first]
    assert ArticlePage.objects.count() == ImportRecord.objects.count() == 2
    assert {record.portal for record in ImportRecord.objects.all()} == {"portal.example"}


# what is no article, and what cannot be read


def test_listings_are_skipped_and_said_so(run):
    source = make_source(1)
    source.pages["index.html"] = make_page("index.html", kind="listing", address=BASE)
    source.pages["z.html"] = make_page("z.html", kind="other")
    outcomes, summary = run(source)
    assert {each.path: each.code for each in outcomes} == {
        "index.html": "listing",
        "p0.html": "",
        "z.html": "no-article",
    }
    assert summary.words.kept == 8, "a listing's words are no article's"
    assert statuses(run(source)[0]) == ["skipped", "unchanged", "skipped"]


def test_an_empty_file_is_skipped_and_says_what_to_do(run):
    source = make_source(2)
    document = source.document
    source.document = lambda path: SourceDocument(path, b" \n") if path == "p0.html" else document(path)
    outcomes, _summary = run(source)
    assert [(str(each.status), each.code) for each in outcomes] == [("skipped", "empty-file"), ("new", "")]
    assert "fetch it again" in outcomes[0].reason
    assert statuses(run(source)[0]) == ["skipped", "unchanged"]


def test_a_page_that_fails_is_an_outcome_and_the_run_goes_on(run):
    source = make_source(2)
    source.pages["a-broken.html"] = PageError("deeper than 512 levels")
    source.pages["b-locked.html"] = SourceError("“b-locked.html” cannot be read")
    outcomes, summary = run(source)
    assert {each.path: each.status for each in outcomes} == {
        "a-broken.html": "failed", "b-locked.html": "failed", "p0.html": "new", "p1.html": "new",
    }  # fmt: skip
    assert summary.failed == 2
    source.pages["a-broken.html"] = make_page("a-broken.html")
    again, _summary = run(source)
    assert {each.path: each.status for each in again}["a-broken.html"] == "new", (
        "a failed page is tried again"
    )
    assert ImportRecord.objects.filter(path="a-broken.html").count() == 1


def test_a_bug_of_ours_is_one_pages_outcome_but_raises_when_asked(run, monkeypatch):
    from wagtail_district_news.importer.write import Writer

    original = Writer.create

    def broken(self, parent, wanted, *rest):
        if wanted.page.path == "p1.html":
            raise KeyError("surprise")
        return original(self, parent, wanted, *rest)

    monkeypatch.setattr(Writer, "create", broken)
    outcomes, _summary = run(make_source(3))
    assert statuses(outcomes) == ["new", "failed", "new"]
    assert "surprise" in outcomes[1].reason and "--fail-fast" in outcomes[1].reason
    with pytest.raises(KeyError):
        run(make_source(3), fail_fast=True)
    run.left_broken = True  # the run that was stopped
    assert [each.status for each in ImportRun.objects.order_by("pk")] == ["finished", "failed"]


def test_a_page_that_the_site_refuses_says_why(run, monkeypatch):
    from django.core.exceptions import ValidationError

    def refuse(self):
        raise ValidationError({"lead": "Too dull."})

    monkeypatch.setattr(ArticlePage, "clean", refuse)
    (outcome,), _summary = run(make_source(1))
    assert outcome.status == "failed" and "lead: Too dull." in outcome.reason
    assert CategoryIndexPage.objects.count() == 0, "its category went with it"


# titles, dates, kinds


def test_a_title_that_is_too_long_is_cut_and_stands_whole_in_the_body(run):
    title = "Quyết định " * 60  # "Decision"
    (outcome,), _summary = run(PlainSource({"a.html": make_page("a.html", title=title)}))
    article = ArticlePage.objects.get()
    assert len(article.title) <= 255 and article.title.endswith("…")
    assert title.strip() in str(article.body[0].value)
    assert "title-cut" in codes(outcome)


def test_a_page_without_a_title_is_named_by_its_first_words(run):
    source = PlainSource(
        {
            "a.html": make_page("a.html", title="", lead=""),
            "b-c.html": make_page("b-c.html", title="", body=()),
        }
    )
    (first, second), _summary = run(source)
    assert (first.title, second.title) == ("Nội dung của a.html.", "b-c")
    assert "no-title" in codes(first)
    assert ArticlePage.objects.get(pk=second.page_id).slug


def test_equal_titles_get_stable_slugs(run):
    source = make_source(3, title="Thông báo")
    run(source)
    slugs = dict(ArticlePage.objects.values_list("pk", "slug"))
    assert sorted(slugs.values()) == ["thong-bao", "thong-bao-2", "thong-bao-3"]
    source.version = 2
    run(source)
    assert dict(ArticlePage.objects.values_list("pk", "slug")) == slugs


def test_a_title_of_four_digits_does_not_hide_a_years_archive(run):
    run(make_source(1, title="2018"))
    assert ArticlePage.objects.get().slug == "article-2018"


@pytest.mark.parametrize(("undated", "status", "live"), [("import", "new", True), ("draft", "new", False)])
def test_a_page_without_a_date_stands_at_the_far_end(run, undated, status, live):
    old = datetime(2009, 5, 1, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    source = PlainSource(
        {
            "a.html": make_page("a.html", published_at=None),
            "b.html": make_page("b.html"),
            "c.html": make_page("c.html", published_at=old),
        }
    )
    (outcome, *_rest), _summary = run(source, undated=undated)
    article = ArticlePage.objects.get(pk=outcome.page_id)
    assert (outcome.status, article.live, article.published_at) == (status, live, old)
    assert "undated" in codes(outcome)


def test_a_page_without_a_date_can_be_left_out(run):
    source = PlainSource({"a.html": make_page("a.html", published_at=None)})
    (outcome,), _summary = run(source, undated="skip")
    assert (outcome.status, outcome.code) == ("skipped", "undated")
    assert run(source)[0][0].status == "new", "asked for later, it is imported"


def test_suspicious_dates_are_kept_unless_the_caller_knows_better(run):
    doubt = Issue("suspicious-date", "This minute stands on more than a fifth of the site's pages")
    source = PlainSource(
        {"a.html": make_page("a.html", issues=(doubt,)), "b.html": make_page("b.html", issues=(doubt,))}
    )
    run(source)
    assert set(ArticlePage.objects.values_list("published_at", flat=True)) == {WHEN}
    other = PlainSource({"x.html": make_page("x.html", issues=(doubt,))})
    (outcome,), _summary = run(other, suspicious_dates="undated", undated="draft")
    assert not ArticlePage.objects.get(pk=outcome.page_id).live


def test_drafts_are_drafts(run):
    (outcome,), _summary = run(make_source(1), draft=True)
    article = ArticlePage.objects.get()
    assert not article.live and article.has_unpublished_changes and article.live_revision_id is None
    assert outcome.status == "new"


def test_a_draft_that_an_editor_published_unchanged_is_still_ours(run):
    source = make_source(1)
    run(source, draft=True)
    ArticlePage.objects.get().latest_revision.publish()
    source.version = 2
    assert run(source)[0][0].status == "updated"
    assert ArticlePage.objects.get().live


def test_the_limit_stops_after_so_many_files(run):
    source = make_source(5)
    assert len(run(source, limit=2)[0]) == 2
    assert statuses(run(source)[0]) == ["unchanged"] * 2 + ["new"] * 3


def test_pages_take_the_locale_of_the_target(run, root_page, site, home, second_locale):
    home.locale = second_locale
    home.save()
    run(make_source(1))
    assert Locale.objects.get(pk=ArticlePage.objects.get().locale_id).language_code == "vi"
    assert CategoryIndexPage.objects.get().locale_id == second_locale.pk


# duplicates


def test_two_files_of_one_address_make_one_page(run):
    address = f"{BASE}Post.aspx?ItemID=4"
    same = {"title": "Một", "address": address}
    source = PlainSource(
        {
            "a.html": make_page("a.html", **same),
            "b.html": make_page("b.html", title="Một", address=f"{address}&Mode=1"),
        }
    )
    outcomes, _summary = run(source)
    assert [(str(each.status), each.code) for each in outcomes] == [("new", ""), ("skipped", "duplicate")]
    assert "a.html" in outcomes[1].reason
    assert statuses(run(source)[0]) == ["unchanged", "skipped"]


def test_two_pages_that_share_an_address_by_mistake_are_both_kept(run):
    address = f"{BASE}Post.aspx?ItemID=4"
    source = PlainSource(
        {
            "a.html": make_page("a.html", title="Một", address=address),
            "b.html": make_page("b.html", title="Hai", address=address),
        }
    )
    first, _summary = run(source)
    assert statuses(first) == ["new", "new"]
    assert (
        legacy_addresses.resolve(ArticlePage.objects.first().get_site(), address).page_id == first[0].page_id
    )
    before = rows()
    assert statuses(run(source)[0]) == ["unchanged", "unchanged"]
    source.version = 2
    assert [each.page_id for each in run(source)[0]] == [each.page_id for each in first]
    assert rows()["ArticlePage"] == before["ArticlePage"]


# links


def body_html(page_id):
    return json.dumps(stored_body(ArticlePage.objects.get(pk=page_id)), ensure_ascii=False).replace(
        '\\"', '"'
    )


def test_links_to_pages_that_come_later_are_resolved_at_the_end(run):
    link = f'<p><a href="{BASE}b.html#top">bài hai</a></p>'
    table = Table(((f'<a href="{BASE}b.html">ô</a>',),))
    source = PlainSource(
        {"a.html": make_page("a.html", body=(RichText(link), table)), "b.html": make_page("b.html")}
    )
    (first, second), summary = run(source)
    stored = ArticlePage.objects.get(pk=first.page_id).latest_revision.content["body"]
    assert stored.count(f'linktype=\\"page\\" id=\\"{second.page_id}\\"') == 2
    assert body_html(first.page_id) and BASE not in stored
    assert summary.links_resolved >= 1 and PendingLink.objects.count() == 0
    assert ArticlePage.objects.get(pk=first.page_id).revisions.count() == 1, (
        "corrected in place, no second revision"
    )
    assert statuses(run(source)[0]) == ["unchanged", "unchanged"]
    references = ReferenceIndex.get_references_to(ArticlePage.objects.get(pk=second.page_id))
    assert references.filter(object_id=str(first.page_id)).exists()


def test_a_link_waits_over_runs_until_its_target_stands(run):
    source = PlainSource(
        {"a.html": make_page("a.html", body=(RichText(f'<p><a href="{BASE}b.html">hai</a></p>'),))}
    )
    (first,), _summary = run(source)
    assert f"{BASE}b.html" in body_html(first.page_id)
    source.pages["b.html"] = make_page("b.html")
    again, _summary = run(source)
    assert statuses(again) == ["unchanged", "new"]
    assert f'id="{again[1].page_id}"' in str(ArticlePage.objects.get(pk=first.page_id).body[0].value.source)


def test_a_waiting_link_of_an_edited_page_is_left_alone(run):
    source = PlainSource(
        {"a.html": make_page("a.html", body=(RichText(f'<p><a href="{BASE}b.html">hai</a></p>'),))}
    )
    (first,), _summary = run(source)
    edit(first.page_id, lead="mine")
    source.pages["b.html"] = make_page("b.html")
    run(source)
    assert f"{BASE}b.html" in body_html(first.page_id)


def test_no_link_leads_nowhere(run, extraction):
    extraction.base_url = ""
    html = (
        '<p><a href="list.html">danh sách</a> <a href="gone.html">mất</a> <a href="#x">neo</a> '
        '<a href="file:///C:/a.doc">ổ đĩa</a> <a href="javascript:void(0)">js</a> '
        '<a href="https://web.archive.org/web/2013020709/http://other.example/x">ngoài</a></p>'
    )
    source = PlainSource(
        {
            "a.html": make_page("a.html", address="", body=(RichText(html),)),
            "list.html": make_page("list.html", kind="listing", address=""),
        }
    )
    (first, _listing), summary = run(source)
    body = body_html(first.page_id)
    assert body.count("<a ") == 1 and 'href="http://other.example/x"' in body
    for words in ("danh sách", "mất", "neo", "ổ đĩa", "js"):
        assert words in body
    assert summary.links_removed == 1
    assert codes(first).count("link-dropped") == 3
    assert statuses(run(source)[0]) == ["unchanged", "skipped"]


# files


def test_pictures_and_documents_are_stored_once(run, own_media):
    figure = Figure(Image("pics/a.png", caption="Ảnh"))
    twin = Figure(Image("pics/copy-of-a.png", caption="Ảnh"))
    link = RichText('<p><a href="files/p.pdf">Tệp</a></p>')
    source = PlainSource(
        {
            "a.html": make_page("a.html", body=(figure, twin, link)),
            "b.html": make_page("b.html", body=(figure, Attachment("files/p.pdf", "Kế hoạch"))),
        },
        {"pics/a.png": picture(), "pics/copy-of-a.png": picture(), "files/p.pdf": PDF},
    )
    outcomes, summary = run(source)
    from wagtail.documents import get_document_model
    from wagtail.images import get_image_model

    image, document = get_image_model().objects.get(), get_document_model().objects.get()
    assert (image.collection.name, image.width, image.height) == ("Legacy import", 40, 30)
    assert image.file_hash and image.file_size == len(picture())
    assert not any(each.has_losses for each in outcomes)
    assert f'linktype="document" id="{document.pk}"' in body_html(outcomes[0].page_id)
    assert (len(summary.images), len(summary.documents)) == (1, 1)
    assert ImportedFile.objects.filter(indexed=False).count() == 0


def test_a_page_that_is_only_an_attachment_gets_it_attached(run):
    plan = Attachment("files/p.pdf", "Kế hoạch")
    source = PlainSource(
        {"a.html": make_page("a.html", kind="notice", body=(plan,), attachments=(plan,))},
        {"files/p.pdf": PDF},
    )
    (outcome,), summary = run(source)
    article = ArticlePage.objects.get()
    assert [(each.title, each.document.title) for each in article.attachments.all()] == [
        ("Kế hoạch", "Kế hoạch")
    ]
    assert len(article.body) == 0
    assert (summary.kinds["notice"], outcome.words.lost) == (1, 0)


def test_what_is_missing_keeps_its_caption_and_a_link(run):
    source = PlainSource(
        {
            "a.html": make_page(
                "a.html",
                body=(
                    Figure(Image("pics/gone.png", caption="Lễ khai mạc")),
                    Attachment("files/gone.pdf", "Nghị quyết"),
                ),
                attachments=(Attachment("files/other.pdf", "Phụ lục"),),
            )
        }
    )
    (outcome,), summary = run(source)
    body = body_html(outcome.page_id)
    assert "Lễ khai mạc" in body and f"{BASE}pics/gone.png" in body
    assert f'<a href="{BASE}files/gone.pdf">Nghị quyết</a>' in body
    assert f'<a href="{BASE}files/other.pdf">Phụ lục</a>' in body
    assert outcome.has_losses and codes(outcome).count("document-missing") == 2
    assert [each.path for each in summary.losses.first] == ["a.html"]


# where it is imported to


def test_under_a_category_pages_without_one_stand_directly_below(run, make_category):
    category = make_category("Tin cũ")
    run(make_source(1, category=""), parent=category)
    assert ArticlePage.objects.get().get_parent().pk == category.pk


def test_elsewhere_they_get_a_category_of_their_own(run):
    run(make_source(1, category=""))
    assert CategoryIndexPage.objects.get().title == "Uncategorised"
    run(PlainSource({"q.html": make_page("q.html", category="")}), default_category="Tin khác")
    assert CategoryIndexPage.objects.filter(title="Tin khác").exists()


def test_a_page_that_cannot_hold_categories_is_refused_before_anything_is_written(run, home):
    from tests.testapp.models import PlainPage

    article_parent = home.add_child(instance=CategoryIndexPage(title="x"))
    article = article_parent.add_child(instance=ArticlePage(title="y"))
    before = ImportRun.objects.count()
    with pytest.raises(ImportSetupError, match="cannot hold"):
        run(make_source(1), parent=article)
    assert ImportRun.objects.count() == before
    assert PlainPage.objects.count() == 0


def test_a_page_outside_every_site_is_refused(run, root_page):
    stray = root_page.add_child(instance=CategoryIndexPage(title="Stray"))
    with pytest.raises(ImportSetupError, match="not under the root page of any site"):
        run(make_source(1), parent=stray)


# the indexes


def test_search_and_references_are_complete_and_equal_to_a_rebuild(run, image):
    source = make_source(3, title="Công tác dân vận", body=(Figure(Image("a.png", caption="Ảnh")),))
    source.files["a.png"] = picture()
    run(source)
    found = get_search_backend().search("dan van", ArticlePage)
    assert len(found) == 3
    assert not ImportRecord.objects.filter(indexed=False).exists()
    references = set(ReferenceIndex.objects.values_list("object_id", "to_object_id", "model_path"))
    call_command("rebuild_references_index", verbosity=0)
    assert set(ReferenceIndex.objects.values_list("object_id", "to_object_id", "model_path")) == references


def test_an_index_that_a_kill_left_open_is_completed_by_the_next_run(run, monkeypatch):
    from wagtail_district_news.importer import pipeline

    source = make_source(2, title="Công tác dân vận")
    monkeypatch.setattr(pipeline, "index_what_is_left", lambda: iter(()))
    run(source)
    assert len(get_search_backend().search("dan van", ArticlePage)) == 0
    monkeypatch.undo()
    from wagtail_district_news.importer.indexing import index_what_is_left

    assert sum(index_what_is_left()) >= 2
    assert len(get_search_backend().search("dan van", ArticlePage)) == 2


def test_editors_of_the_same_process_are_indexed_as_ever_after_an_import(run, make_article):
    run(make_source(1))
    make_article("Lễ hội mùa xuân")  # "Spring festival"
    assert len(get_search_backend().search("mua xuan", ArticlePage)) == 1


def test_the_first_picture_with_content_leads_the_article(run):
    plain = make_page("a.html")
    body = (
        RichText("<p>Mở đầu</p>"),  # "Beginning"
        Figure(Image("gone.png", caption="Mất")),  # "Missing"
        Figure(Image("pics/b.png", alt="Cầu mới", caption="Ảnh")),  # "The new bridge", "Picture"
    )
    source = PlainSource(
        {"a.html": plain, "b.html": make_page("b.html", body=body)}, {"pics/b.png": picture()}
    )
    outcomes, _summary = run(source)
    alone, led = (ArticlePage.objects.get(pk=outcome.page_id) for outcome in outcomes)
    assert (alone.lead_image, alone.lead_image_alt) == (None, "")
    assert (led.lead_image, led.lead_image_alt) == (get_image_model().objects.get(), "Cầu mới")
    assert led.lead_image_is_in_body
    assert [outcome.status for outcome in run(source)[0]] == ["unchanged", "unchanged"]


def test_the_document_of_a_notice_is_attached_where_a_sentence_links_it(run):
    body = (RichText('<p>Xem <a href="plan.pdf">kế hoạch</a>.</p>'),)  # "See the plan"
    fields = {"body": body, "attachments": (Attachment("plan.pdf", "kế hoạch"),)}
    pages = {f"{kind}.html": make_page(f"{kind}.html", kind=kind, **fields) for kind in ("article", "notice")}
    outcomes, _summary = run(PlainSource(pages, {"plan.pdf": PDF}))
    article, notice = (ArticlePage.objects.get(pk=outcome.page_id) for outcome in outcomes)
    assert article.attachments.count() == 0
    assert notice.attachments.get().document == get_document_model().objects.get()
    for page in (article, notice):
        assert 'linktype="document"' in str(page.body.raw_data[0]["value"])


def test_a_missing_document_of_a_notice_is_linked_and_lost_once(run):
    body = (RichText('<p>Xem <a href="plan.pdf">kế hoạch</a>.</p>'),)
    notice = make_page("a.html", kind="notice", body=body, attachments=(Attachment("plan.pdf", "kế hoạch"),))
    (outcome,), summary = run(PlainSource({"a.html": notice}))
    page = ArticlePage.objects.get(pk=outcome.page_id)
    assert [block.block_type for block in page.body] == ["paragraph"]
    assert (len(outcome.losses), summary.media_missing, page.attachments.count()) == (1, 1, 0)
