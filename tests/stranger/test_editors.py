"""Editors copy, move, alias, translate, schedule, revert: whatever they do in the admin, all that is derived is right."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Locale, Page

from tests.stranger import oracle
from wagtail_district_news import conf, queries
from wagtail_district_news.importer.write import takes_attachments

pytestmark = pytest.mark.django_db


def stored(page):
    """Return the article as it stands in the database now."""
    return conf.article_model().objects.get(pk=page.pk)


@pytest.fixture(scope="module")
def known(room):
    """What no editor may change, once the newsroom stands."""
    return oracle.facts()


@pytest.fixture
def right(known):
    """A function that compares everything; it must hold before anything is done, too."""
    return lambda: oracle.check(known)


def test_nothing_done_is_right_and_the_oracle_sees_what_is_wrong(room, known, right):
    right()
    wrong = {
        "category": lambda: (
            stored(room.race).__class__.objects.filter(pk=room.race.pk).update(category=room.town.news)
        ),
        "url_path": lambda: Page.objects.filter(pk=room.race.pk).update(url_path="/else/"),
        "search index": lambda: conf.article_model().objects.filter(pk=room.chess.pk).update(lead="unheard"),
    }
    for said, spoil in wrong.items():
        with pytest.raises(AssertionError, match=said), _undone():
            spoil()
            right()


class _undone:
    """What happens inside is rolled back, whether it fails or not."""

    def __enter__(self):
        from django.db import transaction

        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def __exit__(self, *error):
        from django.db import transaction

        transaction.set_rollback(True)
        return self.atomic.__exit__(None, None, None) and False


def test_copies(room, editor, right):
    copy = editor.copy(room.bridge, room.town.sport, "cau-moi-2")
    right()
    assert copy.live and copy.category_id == room.town.sport.pk and copy.view_count == 0
    assert copy.legacy_url == "" and stored(room.bridge).legacy_url
    if takes_attachments(type(copy)):
        assert copy.attachments.get().document_id == room.paper.pk and list(copy.tags.names()) == ["river"]
    editor.edit(copy, title="Một bản khác")
    right()

    desk = editor.copy(room.town.news, room.town.phuong, "tin-chep", subpages=True)
    right()
    below = conf.article_model().objects.descendant_of(desk)
    assert len(below) == 7 and {page.get_site().hostname for page in below} == {"phuong.example"}
    alone = editor.copy(room.town.news, room.town.phuong, "tin-khong")
    right()
    assert not alone.get_children().exists()


def test_moves(room, editor, right):
    editor.move(room.race, room.town.culture)
    right()
    assert stored(room.race).category_id == room.town.culture.pk
    editor.move(room.town.sport, room.town.culture)  # a category below another that stands below a shelf
    right()
    assert stored(room.chess).category_id == room.town.sport.pk
    assert room.chess in list(queries.articles(category=room.town.culture))
    editor.move(room.town.shelf, room.town.ward_news)  # a page between, onto the other site
    right()
    assert stored(room.shelved).category_id == room.town.ward_news.pk
    assert stored(room.chess).get_site().hostname == "phuong.example"


def test_aliases(room, editor, right):
    alias = editor.copy(room.bridge, room.town.ward_news, "cau-moi", alias=True)
    right()
    assert alias.alias_of_id == room.bridge.pk and alias.view_count == 0 and alias.legacy_url == ""
    editor.edit(stored(room.bridge), title="Cầu đã thông xe", lead="Xe qua cầu")
    right()
    assert (stored(alias).title, stored(alias).lead) == ("Cầu đã thông xe", "Xe qua cầu")
    assert stored(alias).category_id == room.town.ward_news.pk and stored(alias).legacy_url == ""
    editor.convert(alias)
    right()
    editor.edit(stored(alias), title="Cầu của phường")
    right()
    assert stored(room.bridge).title == "Cầu đã thông xe"
    whole = editor.copy(room.town.sport, room.town.ward_news, "the-thao-2", subpages=True, alias=True)
    right()
    assert conf.article_model().objects.descendant_of(whole).count() == 2


def test_translations(room, editor, right):
    english = Locale.objects.get(language_code="en")
    desk = editor.translate(room.town.news, english)
    page = editor.translate(room.bridge, english)
    right()
    assert not page.live and page.legacy_url == "" and page.category_id == desk.pk
    editor.edit(desk)
    editor.edit(page, title="The new bridge")
    right()
    assert stored(page).live and stored(page).url.endswith("/en/tin-tuc/cau-moi-qua-song/")
    ward = editor.translate(room.town.ward_news, english, subtree=True)
    right()
    assert [one.live for one in conf.article_model().objects.child_of(ward)] == [False]


def test_schedules(room, editor, right, monkeypatch):
    tomorrow = timezone.now() + timedelta(days=1)
    at = f"{tomorrow.astimezone(oracle.ZONE):%Y-%m-%d %H:%M}"
    draft = editor.copy(room.market, room.town.sport, "cho-noi-2")
    editor.unpublish(draft)
    editor.edit(draft, title="Chợ nổi ngày mai", go_live_at=at)
    editor.edit(stored(room.chess), expire_at=at)
    right()
    assert not stored(draft).live and stored(room.chess).live
    editor.move(stored(draft), room.town.culture)
    later = timezone.now() + timedelta(days=2)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    call_command("publish_scheduled")
    right()
    assert stored(draft).live and stored(draft).title == "Chợ nổi ngày mai"
    assert stored(draft).category_id == room.town.culture.pk and not stored(room.chess).live


def test_old_words_come_back_but_no_old_place(room, editor, right):
    page = stored(room.race)
    first = page.latest_revision
    editor.edit(page, title="Giải đua ghe", lead="Ghe ngo", published_at="2020-02-01 08:00")
    right()
    assert stored(page).published_at == datetime(2020, 2, 1, 1, tzinfo=UTC)
    editor.edit(page, publish=False, title="Bản nháp cũ")  # a draft that is older than the move
    right()
    assert stored(page).title == "Giải đua ghe"
    editor.move(stored(page), room.town.ward_news)
    right()
    stored(page).latest_revision.publish()
    right()
    assert stored(page).title == "Bản nháp cũ" and stored(page).category_id == room.town.ward_news.pk
    editor.edit(page, revision=first)
    right()
    assert stored(page).title == "Giải đua thuyền" and stored(page).category_id == room.town.ward_news.pk


def test_unpublished_and_deleted(room, editor, right):
    editor.unpublish(room.bridge)
    right()
    editor.edit(room.bridge)
    right()
    editor.unpublish(room.town.sport, subpages=True)
    right()
    editor.delete(stored(room.race))
    right()
    editor.delete(room.town.shelf)  # a desk and its articles with it
    right()
    assert not conf.article_model().objects.filter(pk=room.festival.pk).exists()


def test_private(room, editor, right):
    from wagtail.models import PageViewRestriction

    editor.copy(room.town.sport, room.town.ward_news, "the-thao-kin", subpages=True, alias=True)
    PageViewRestriction.objects.create(page=room.town.sport, restriction_type=PageViewRestriction.LOGIN)
    right()


def test_an_article_saved_as_it_stands_keeps_every_block(room, editor, right):
    before = stored(room.bridge).body.raw_data
    kinds = [(block["type"], block["id"]) for block in before]
    editor.edit(room.bridge)
    right()
    after = stored(room.bridge).body.raw_data
    assert [(block["type"], block["id"]) for block in after] == kinds
    figure = next(block["value"] for block in after if block["type"] == "figure")
    assert (figure["wide"], figure["place"], figure["image"]) == (True, "Bến Nghé", room.photo.pk)
