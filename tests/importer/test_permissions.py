"""Every admin view of ours, by everybody: who gets in, who writes, and that no view is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.staticfiles import finders
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.admin.menu import admin_menu, reports_menu
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    ModelLogEntry,
    PageViewRestriction,
)

from tests.importer import admin_world as world
from tests.importer.admin_world import (
    BULK,
    CHOOSER,
    CORRECTING,
    LEDGER,
    MESSAGES,
    NEWS,
    READERS,
    READING,
    REPORTS,
    VIEWS,
    VISITS,
    WRITING,
    address,
)
from wagtail_district_news import counting, queries
from wagtail_district_news.importer.models import ImportRecord, ImportRun
from wagtail_district_news.models import (
    ArticlePage,
    CampaignMessage,
    DailyViewCount,
    ViewCount,
    VisitorCount,
)

pytestmark = pytest.mark.django_db

NOBODY = ()
ADMIN_ALONE = ("superuser",)  # whom Wagtail lets do everything that a policy does not forbid
SEE_VIEWS = (f"{NEWS}view_viewcount", f"{NEWS}change_viewcount")
SEE_VISITS = (f"{NEWS}view_visitorcount", f"{NEWS}change_visitorcount")
SEE_MESSAGES = (f"{NEWS}view_campaignmessage", *WRITING)
CORRECT_VIEWS, CORRECT_VISITS = CORRECTING[:1], CORRECTING[1:]
ADD, CHANGE, DELETE = ((right,) for right in WRITING)
SEE_RUNS, SEE_RECORDS = (f"{LEDGER}view_importrun",), (f"{LEDGER}view_importrecord",)
MESSAGE = {"text": "Wash your hands", "sort_order": "0", "link_url": ""}
BASELINE = {"legacy_count": "50", "legacy_source": "letter"}


@dataclass(frozen=True)
class Row:
    """One view: who may open it (any of these rights; the admin always, but for NOBODY), and what a POST is."""

    name: str
    may: tuple[str, ...]
    model: type | None = None
    post: dict | None = None
    query: dict = field(default_factory=dict)
    also: tuple[str, ...] = ()  # and any of these too

    def address(self) -> str:
        pk = self.model.objects.order_by("pk").first().pk if self.model else None
        return address(self.name, pk)


def counter_rows(namespace, model, see, correct) -> list[Row]:
    return [
        Row(f"{namespace}:list", see),
        Row(f"{namespace}:list", see, query={"export": "csv"}),
        Row(f"{namespace}:list", see, query={"export": "xlsx"}),
        Row(f"{namespace}:list_results", see),
        Row(f"{namespace}:inspect", see, model),
        Row(f"{namespace}:edit", correct, model, BASELINE),
        Row(f"{namespace}:history", correct, model),
        Row(f"{namespace}:history_results", correct, model),
        Row(f"{namespace}:usage", correct, model),
        Row(f"{namespace}:add", NOBODY, post=BASELINE),
        Row(f"{namespace}:delete", NOBODY, model, {}),
        Row(f"{BULK}:{model._meta.model_name}:delete", NOBODY, model, {}),
    ]


TABLE = [
    *counter_rows(VIEWS, ViewCount, SEE_VIEWS, CORRECT_VIEWS),
    *counter_rows(VISITS, VisitorCount, SEE_VISITS, CORRECT_VISITS),
    Row(f"{READERS}:most_read", SEE_VIEWS),
    Row(f"{READERS}:most_read", SEE_VIEWS, query={"export": "csv", "days": "ever"}),
    Row(f"{READERS}:most_read", SEE_VIEWS, query={"export": "xlsx", "days": "30"}),
    Row(f"{READERS}:most_read_results", SEE_VIEWS),
    Row(f"{READERS}:views_by_day", SEE_VIEWS, ArticlePage),
    Row(f"{MESSAGES}:list", SEE_MESSAGES),
    Row(f"{MESSAGES}:list", SEE_MESSAGES, query={"export": "csv"}),
    Row(f"{MESSAGES}:list_results", SEE_MESSAGES),
    Row(f"{MESSAGES}:inspect", SEE_MESSAGES, CampaignMessage),
    Row(f"{MESSAGES}:add", ADD, post=MESSAGE),
    Row(f"{MESSAGES}:copy", ADD, CampaignMessage, MESSAGE, also=SEE_MESSAGES[:1] + CHANGE),
    Row(f"{MESSAGES}:edit", CHANGE, CampaignMessage, MESSAGE),
    Row(f"{MESSAGES}:usage", CHANGE, CampaignMessage),
    Row(f"{MESSAGES}:history", WRITING, CampaignMessage),
    Row(f"{MESSAGES}:history_results", WRITING, CampaignMessage),
    Row(f"{MESSAGES}:delete", DELETE, CampaignMessage, {}),
    Row(f"{BULK}:campaignmessage:delete", DELETE, CampaignMessage, {}),
    Row(f"{CHOOSER}:choose", SEE_MESSAGES),
    Row(f"{CHOOSER}:choose_results", SEE_MESSAGES),
    Row(f"{CHOOSER}:chosen", SEE_MESSAGES, CampaignMessage),
    Row(f"{CHOOSER}:chosen_multiple", SEE_MESSAGES),
    Row(f"{CHOOSER}:create", NOBODY, post=MESSAGE),  # there is no form to make one in the chooser
    Row(f"{REPORTS}:runs", SEE_RUNS),
    Row(f"{REPORTS}:runs", SEE_RUNS, query={"export": "csv"}),
    Row(f"{REPORTS}:runs", SEE_RUNS, query={"export": "xlsx"}),
    Row(f"{REPORTS}:runs_results", SEE_RUNS),
    Row(f"{REPORTS}:records", SEE_RECORDS),
    Row(f"{REPORTS}:records", SEE_RECORDS, query={"export": "csv"}),
    Row(f"{REPORTS}:records", SEE_RECORDS, query={"export": "xlsx"}),
    Row(f"{REPORTS}:records_results", SEE_RECORDS),
]

# name: groups, rights
PEOPLE = {
    "anonymous": None,
    "reader of the site": ((), ()),
    "editor": (["Editors"], ()),
    "moderator": (["Moderators"], ()),
    "view only": (["Editors"], READING),
    "corrector": (["Moderators"], CORRECTING),
    "message writer": (["Editors"], WRITING),
    "only adds messages": (["Editors"], ADD),
    "admin": ((), ("superuser",)),
}


@pytest.fixture
def rows(site, make_article, admin):
    world.fill(site, [make_article("Bridge")], admin)


@pytest.fixture
def log_in(client, make_user, admin):
    def as_person(name):
        if name == "admin":
            client.force_login(admin)
        elif PEOPLE[name] is not None:
            groups, rights = PEOPLE[name]
            client.force_login(make_user(name.replace(" ", "-"), groups, rights))
        return client

    return as_person


def may(person: str, row: Row) -> bool:
    rights = PEOPLE[person][1] if PEOPLE[person] else ()
    has_both = set(rights) & set(row.may) and (not row.also or set(rights) & set(row.also))
    return bool(has_both) or (person == "admin" and row.may is not NOBODY)


def outcome(response) -> str:
    """What became of a request: in, or where it was sent."""
    if response.status_code != 302:
        return {200: "in", 403: "denied", 404: "not found"}.get(
            response.status_code, str(response.status_code)
        )
    target = response.url.split("?")[0]
    sent = {reverse("wagtailadmin_login"): "login", reverse("wagtailadmin_home"): "denied"}
    return sent.get(target, "done")


def refused(person: str) -> str:
    return "login" if person in ("anonymous", "reader of the site") else "denied"


def test_the_table_has_every_view():
    assert {row.name for row in TABLE} == world.our_admin_views()


def test_a_view_without_a_row_would_be_noticed():
    found = world.our_admin_views()
    assert len(found) > 30
    for part in ("add", "edit", "delete", "inspect", "history", "usage", "copy", "choose", "runs", "records"):
        assert any(name.endswith(f":{part}") for name in found), part
    assert not any(name.startswith("wagtailsnippetchoosers") and "count:" in name for name in found)


@pytest.mark.parametrize("person", PEOPLE)
def test_who_may_open_what(rows, log_in, person):
    client = log_in(person)
    wrong = []
    for row in TABLE:
        got = outcome(client.get(row.address(), row.query))
        expected = "in" if may(person, row) else refused(person)
        if got != expected:
            wrong.append((row.name, row.query, got, expected))
    assert not wrong


@pytest.mark.parametrize("person", PEOPLE)
def test_who_may_write_what(rows, log_in, person):
    client = log_in(person)
    before, wrong = world.snapshot(), []
    for row in TABLE:
        with transaction.atomic():
            got = outcome(client.post(row.address(), row.post or {}))
            changed = world.snapshot() != before
            transaction.set_rollback(True)
        writes = row.post is not None and may(person, row)
        if changed is not writes or (writes and got != "done"):
            wrong.append((row.name, got, f"changed: {changed}"))
        if row.post is not None and not writes and got != refused(person):
            wrong.append((row.name, got, refused(person)))
    assert not wrong


def test_a_script_without_the_right_gets_403(rows, log_in):
    client = log_in("editor")
    for row in TABLE:
        response = client.get(row.address(), headers={"x-requested-with": "XMLHttpRequest"})
        assert response.status_code == 403, row.name
        assert b"Bridge" not in response.content and b"Message 0" not in response.content


def test_writes_need_the_token_of_the_form(rows, admin):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(admin)
    before = world.snapshot()
    for row in TABLE:
        if row.post is not None:
            assert careful.post(row.address(), row.post).status_code == 403, row.name
    assert world.snapshot() == before


# menus


MENU = {
    f"{VIEWS}:list": SEE_VIEWS,
    f"{VISITS}:list": SEE_VISITS,
    f"{MESSAGES}:list": SEE_MESSAGES,
    f"{REPORTS}:runs": SEE_RUNS,
    f"{REPORTS}:records": SEE_RECORDS,
    f"{READERS}:most_read": SEE_VIEWS,
}


@pytest.mark.parametrize(
    "person", [name for name in PEOPLE if name not in ("anonymous", "reader of the site")]
)
def test_the_menus_show_what_one_may_open(rows, log_in, person):
    html = log_in(person).get(reverse("wagtailadmin_home")).content.decode()
    for name, rights in MENU.items():
        assert (f'"{reverse(name)}"' in html) is may(person, Row(name, rights)), (person, name)
    shows_group = '"name": "news"' in html
    assert shows_group is any(may(person, Row(name, MENU[name])) for name in list(MENU)[:3])
    assert f'"{reverse("wagtailsnippets:index")}"' not in html


def test_all_menu_items_have_a_picture(admin, rf):
    request = rf.get("/")
    request.user = admin
    news = next(item for item in admin_menu.menu_items_for_request(request) if item.name == "news")
    ours = [news, *news.menu.menu_items_for_request(request)]
    ours += [item for item in reports_menu.menu_items_for_request(request) if "import" in item.name]
    ours += [item for item in reports_menu.menu_items_for_request(request) if item.name == "most-read"]
    assert len(ours) == 7
    assert len({item.icon_name for item in ours}) == 7, "two items look alike"


# lists, for those who only look


def test_who_only_looks_finds_no_buttons_to_write(rows, log_in):
    client = log_in("view only")
    count = ViewCount.objects.get()
    html = client.get(reverse(f"{VIEWS}:list")).content.decode()
    assert reverse(f"{VIEWS}:inspect", args=[count.pk]) in html
    for name in ("edit", "delete"):
        assert reverse(f"{VIEWS}:{name}", args=[count.pk]) not in html
    assert "data-bulk-action-checkbox" not in html and reverse(f"{VIEWS}:add") not in html
    message = CampaignMessage.objects.get()
    html = client.get(reverse(f"{MESSAGES}:list")).content.decode()
    for name in ("edit", "delete", "copy"):
        assert reverse(f"{MESSAGES}:{name}", args=[message.pk]) not in html
    assert "data-bulk-action-checkbox" not in html and reverse(f"{MESSAGES}:add") not in html


def test_nobody_ticks_counters_and_who_deletes_ticks_messages(rows, log_in):
    client = log_in("admin")
    for namespace, shown in ((VIEWS, False), (VISITS, False), (MESSAGES, True)):
        html = client.get(reverse(f"{namespace}:list")).content.decode()
        assert ("data-bulk-action-checkbox" in html) is shown, namespace


def test_a_run_links_its_pages_to_those_who_may_see_them(rows, client, make_user):
    run = ImportRun.objects.get()
    link = f"{reverse(f'{REPORTS}:records')}?run={run.pk}"
    for rights, shown in ((SEE_RUNS, False), (SEE_RUNS + SEE_RECORDS, True)):
        client.force_login(make_user(f"u{len(rights)}", ["Editors"], rights))
        assert (link in client.get(reverse(f"{REPORTS}:runs")).content.decode()) is shown


# corrections


def test_a_correction_carries_the_baseline_and_nothing_else(rows, log_in, make_article, make_user):
    other = make_article("Other")
    count = ViewCount.objects.get()
    ViewCount.objects.update(own_count=3)
    client = log_in("corrector")
    smuggled = {
        **BASELINE,
        "own_count": "999",
        "page": other.pk,
        "page_id": other.pk,
        "legacy_imported_at": "",
    }
    assert client.post(reverse(f"{VIEWS}:edit", args=[count.pk]), smuggled).status_code == 302
    after = ViewCount.objects.get()
    assert (after.legacy_count, after.own_count, after.page_id) == (50, 3, count.page_id)
    assert after.legacy_imported_at == count.legacy_imported_at


def test_the_history_says_who_changed_what_to_what(rows, log_in, settings):
    count = ViewCount.objects.get()
    edit = reverse(f"{VIEWS}:edit", args=[count.pk])
    client = log_in("corrector")
    client.post(edit, {"legacy_count": "10", "legacy_source": count.legacy_source})
    assert not ModelLogEntry.objects.exists(), "a form that changes nothing is no correction"
    client.post(edit, {"legacy_count": "50", "legacy_source": "<b>letter</b>"})
    client.post(edit, {"legacy_count": "51", "legacy_source": "<b>letter</b>"})
    assert [entry.user.username for entry in ModelLogEntry.objects.all()] == ["corrector"] * 2
    html = client.get(reverse(f"{VIEWS}:history", args=[count.pk])).content.decode()
    assert "Old count changed from 10 to 50." in html and "Old count changed from 50 to 51." in html
    assert "from “http://old.example/0” to “&lt;b&gt;letter&lt;/b&gt;”" in html
    assert html.count("Its source changed") == 1 and "<b>letter" not in html


def test_the_site_history_names_no_counter_to_those_without_rights(rows, log_in, client, editor, admin):
    count = ViewCount.objects.get()
    client.force_login(admin)
    client.post(reverse(f"{VIEWS}:edit", args=[count.pk]), BASELINE)
    report = reverse("wagtailadmin_reports:site_history")
    assert "Bridge: 50" in client.get(report).content.decode()
    client.force_login(editor)
    assert "Bridge: 50" not in client.get(report).content.decode()


# pages out of reach


@pytest.fixture
def section(site, make_category, make_article, admin, make_user):
    """An editor of one category with every right of ours, and a page inside and one outside of it."""
    mine, theirs = make_category("Mine"), make_category("Theirs")
    pages = [make_article("Inside", parent=mine), make_article("Outside", parent=theirs)]
    world.fill(site, pages, admin, count=2)
    ImportRecord.objects.create(key_hash="x", portal="old.example", path="no-page.html", status="failed")
    group = Group.objects.create(name="Mine")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    right = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=mine, permission=right)
    rights = (*READING, *CORRECTING)
    return make_user("section-editor", ["Mine"], rights), pages


def test_a_count_is_for_those_who_find_its_page(section, client):
    user, (inside, outside) = section
    client.force_login(user)
    for query in ({}, {"q": "side"}, {"export": "csv"}):
        response = client.get(reverse(f"{VIEWS}:list"), query)
        said = b"".join(response.streaming_content) if response.streaming else response.content
        assert b"Inside" in said and b"Outside" not in said, query
    html = client.get(reverse(f"{VIEWS}:list")).content.decode()
    assert ">Mine</option>" in html and ">Theirs</option>" not in html
    for page, expected in ((inside, "in"), (outside, "denied")):
        count = ViewCount.objects.get(page_id=page.pk)
        for name in ("inspect", "edit", "history", "history_results", "usage"):
            assert outcome(client.get(reverse(f"{VIEWS}:{name}", args=[count.pk]))) == expected, name
    assert client.post(reverse(f"{VIEWS}:edit", args=[count.pk]), BASELINE).url == reverse(
        "wagtailadmin_home"
    )
    assert counting.view_count(outside).legacy == 11


def test_what_is_read_most_is_for_those_who_find_the_page(section, client):
    user, (inside, outside) = section
    for page in (inside, outside):
        DailyViewCount.objects.create(page=page, day=counting.first_of(1), count=7)
    client.force_login(user)
    for query in ({}, {"days": "30"}, {"days": "ever"}, {"export": "csv"}):
        response = client.get(reverse(f"{READERS}:most_read"), query)
        said = b"".join(response.streaming_content) if response.streaming else response.content
        assert b"Inside" in said and b"Outside" not in said, query
    html = client.get(reverse(f"{READERS}:most_read")).content.decode()
    assert ">Mine</option>" in html and ">Theirs</option>" not in html
    for page, expected in ((inside, "in"), (outside, "denied")):
        assert outcome(client.get(reverse(f"{READERS}:views_by_day", args=[page.pk]))) == expected
    panel = client.get(reverse("wagtailadmin_home")).content.decode().partition('id="readership-section"')[2]
    assert "Inside" in panel and "Outside" not in panel
    assert '<th scope="row">Views</th><td>7</td><td>7</td>' in panel


def test_a_record_is_for_those_who_find_its_page(section, client):
    user, (inside, outside) = section
    client.force_login(user)
    for query in ({}, {"export": "csv"}):
        response = client.get(reverse(f"{REPORTS}:records"), query)
        said = b"".join(response.streaming_content) if response.streaming else response.content
        assert b"file-0.html" in said and b"no-page.html" in said and b"file-1.html" not in said
    html = client.get(reverse(f"{REPORTS}:records")).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[inside.pk]) in html
    ImportRecord.objects.filter(page=outside).update(page_id=999_999)  # deleted while the app was away
    assert "file-1.html" in client.get(reverse(f"{REPORTS}:records")).content.decode()


def test_a_record_links_a_page_to_those_who_may_edit_it(section, client):
    user, (inside, _outside) = section
    lock = Permission.objects.get(content_type__app_label="wagtailcore", codename="lock_page")
    GroupPagePermission.objects.all().delete()
    GroupPagePermission.objects.create(group=user.groups.get(), page=inside.get_parent(), permission=lock)
    client.force_login(user)
    html = client.get(reverse(f"{REPORTS}:records")).content.decode()
    assert "file-0.html" in html and reverse("wagtailadmin_pages:edit", args=[inside.pk]) not in html


# rights that can be given


MEANINGFUL = {
    "viewcount": {"change", "view"},
    "visitorcount": {"change", "view"},
    "campaignmessage": {"add", "change", "delete", "view"},
    "importrun": {"view"},
    "importrecord": {"view"},
}


def offered(client) -> dict[str, set[str]]:
    form = client.get(reverse("wagtailusers_groups:add")).context["form"]
    found: dict[str, set[str]] = {}
    for permission in form.registered_permissions.filter(content_type__app_label__in=world.LABELS):
        action, _, model = permission.codename.partition("_")
        found.setdefault(model, set()).add(action)
    return found


def test_a_group_can_be_given_what_means_something_and_no_more(client, admin):
    client.force_login(admin)
    assert offered(client) == MEANINGFUL


def test_the_rights_have_names_that_an_editor_understands(client, admin):
    client.force_login(admin)
    html = client.get(reverse("wagtailusers_groups:add")).content.decode()
    for shown in ("View count", "Visitor count", "Campaign message", "Import run", "Import record"):
        assert re.search(rf">\s*{shown}\s*<", html), shown  # a row of the table; the menu says "View counts"


def test_a_fresh_site_gives_no_rights_unasked():
    given = Group.objects.filter(permissions__content_type__app_label__in=world.LABELS)
    assert not given.exists()


def rights_of(name: str) -> set[str]:
    return {
        permission.codename
        for permission in Group.objects.get(name=name).permissions.filter(
            content_type__app_label__in=world.LABELS
        )
    }


def test_the_recommended_rights_are_given_and_taken_back(capsys):
    others = {name: Group.objects.get(name=name).permissions.count() for name in ("Editors", "Moderators")}
    for _ in range(2):  # once more changes nothing
        call_command("give_news_permissions")
        assert rights_of("Editors") == {"view_viewcount", "view_visitorcount", "view_campaignmessage"}
        assert rights_of("Moderators") == rights_of("Editors") | {
            "add_campaignmessage",
            "change_campaignmessage",
            "delete_campaignmessage",
            "view_importrun",
            "view_importrecord",
        }
    assert "Moderators: 8 rights given." in capsys.readouterr().out
    call_command("give_news_permissions", revoke=True)
    for name, count in others.items():
        assert rights_of(name) == set() and Group.objects.get(name=name).permissions.count() == count
    assert "Editors: 3 rights taken back." in capsys.readouterr().out


def test_a_group_of_another_name_is_named_or_refused():
    Group.objects.create(name="Toà soạn")  # "newsroom"
    call_command("give_news_permissions", editors="Toà soạn", verbosity=0)
    assert rights_of("Toà soạn") and not rights_of("Editors")
    Group.objects.get(name="Moderators").delete()
    with pytest.raises(CommandError, match=r"no group “Moderators”.*Editors, Toà soạn"):
        call_command("give_news_permissions", editors="Toà soạn", revoke=True)
    assert rights_of("Toà soạn"), "all or nothing"


def test_the_recommended_rights_open_what_they_should(rows, client, editor, moderator):
    call_command("give_news_permissions")
    client.force_login(editor)
    assert outcome(client.get(reverse(f"{VIEWS}:list"))) == "in"
    assert outcome(client.get(reverse(f"{MESSAGES}:add"))) == "denied"
    assert outcome(client.get(reverse(f"{REPORTS}:runs"))) == "denied"
    client.force_login(moderator)
    assert outcome(client.post(reverse(f"{MESSAGES}:add"), MESSAGE)) == "done"
    assert outcome(client.get(reverse(f"{REPORTS}:records"))) == "in"
    assert outcome(client.get(reverse(f"{VIEWS}:edit", args=[ViewCount.objects.get().pk]))) == "denied"


# what a message can point at


def test_pictures_are_chosen_from_collections_that_one_may_choose_from(client, make_user, image):
    secret = Collection.get_first_root_node().add_child(name="Secret")
    get_image_model().objects.filter(pk=image.pk).update(collection=secret)
    writers = Group.objects.create(name="Writers")
    writers.permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(make_user("writer", ["Writers"], WRITING))
    chooser = reverse("wagtailimages_chooser:choose_results")
    assert "A bridge" not in client.get(chooser).content.decode()
    right = Permission.objects.get(content_type__app_label="wagtailimages", codename="choose_image")
    GroupCollectionPermission.objects.create(group=writers, collection=secret, permission=right)
    client.force_login(make_user("writer2", ["Writers"], WRITING))
    assert "A bridge" in client.get(chooser).content.decode()


def test_a_private_page_is_no_target_that_readers_learn_of(site, article):
    message = CampaignMessage.objects.create(text="A", link_page=article, link_url="https://example.org/")
    PageViewRestriction.objects.create(page=article.get_parent(), restriction_type="login")
    assert CampaignMessage.objects.get().get_url() == "https://example.org/"
    assert [one.get_url() for one in queries.campaign_messages(site)] == ["https://example.org/"]
    PageViewRestriction.objects.all().delete()
    assert CampaignMessage.objects.get().get_url() == message.link_page.url
    assert [one.get_url() for one in queries.campaign_messages(site)] == [message.link_page.url]


# lists in every order


LISTS = {
    f"{VIEWS}:list": {"q": "e"},
    f"{VISITS}:list": {},
    f"{MESSAGES}:list": {"q": "e", "is_running": "false", "site": "site"},
    f"{REPORTS}:runs": {"status": "running"},
    f"{REPORTS}:records": {"status": "new"},
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_can_be_ordered_by_every_column_while_it_is_searched(rows, site, log_in, name):
    client = log_in("admin")
    query = {key: site.pk if value == "site" else value for key, value in LISTS[name].items()}
    orderings = client.get(reverse(name)).context["view"].get_valid_orderings()
    assert len(orderings) >= 6
    for ordering in orderings:
        shown = client.get(reverse(f"{name}_results"), {**query, "ordering": ordering})
        assert shown.status_code == 200, ordering


def test_messages_are_filtered_by_whether_they_run(site, log_in, now):
    day = timedelta(days=1)
    CampaignMessage.objects.create(text="Always")
    CampaignMessage.objects.create(text="Soon", starts_at=now + day)
    CampaignMessage.objects.create(text="Over", ends_at=now - day, site=site)
    client = log_in("admin")

    def shown(**query):
        found = client.get(reverse(f"{MESSAGES}:list"), query).context["object_list"]
        return {message.text for message in found}

    assert shown() == {"Always", "Soon", "Over"}
    assert shown(is_running="true") == {"Always"} and shown(is_running="false") == {"Soon", "Over"}
    assert shown(is_running="false", q="so") == {"Soon"} and shown(site=site.pk) == {"Over"}
    assert "Just now" not in client.get(reverse(f"{MESSAGES}:list")).content.decode()


def test_counts_are_ordered_by_title_and_not_by_number(site, make_article, log_in):
    for title in ("Zoo", "Bridge", "Market"):
        counting.set_legacy_view_count(make_article(title), 1, "old")
    found = log_in("admin").get(reverse(f"{VIEWS}:list"), {"ordering": "page_title"}).context["object_list"]
    assert [count.page.title for count in found] == ["Bridge", "Market", "Zoo"]


def test_an_empty_list_says_why(site, log_in):
    client = log_in("view only")
    assert "No page has been counted yet" in client.get(reverse(f"{VIEWS}:list")).content.decode()
    assert "No old portal has been imported yet." in client.get(reverse(f"{REPORTS}:runs")).content.decode()
    assert "No page has been imported yet" in client.get(reverse(f"{REPORTS}:records")).content.decode()


def test_a_single_count_is_shown_in_the_readers_own_time(rows, log_in):
    ViewCount.objects.update(legacy_imported_at=datetime(2026, 3, 1, 20, 0, tzinfo=UTC), legacy_source="")
    html = (
        log_in("admin").get(reverse(f"{VIEWS}:inspect", args=[ViewCount.objects.get().pk])).content.decode()
    )
    values = [" ".join(value.split()) for value in re.findall(r"<dd>(.*?)</dd>", html, re.DOTALL)]
    assert values == ["Bridge", "10", "0", "–", "March 2, 2026, 3 a.m."]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_brings_the_style_sheet_that_keeps_its_titles_whole(rows, log_in, name):
    assert finders.find("wagtail_district_news/admin.css")
    html = log_in("admin").get(reverse(name)).content.decode()
    assert "wagtail_district_news/admin.css" in html and html.count("wdn-name") >= 2
