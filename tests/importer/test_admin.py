"""The reports in the admin: who sees them, what they show, and that a long list costs no more than a short one."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.importer.conftest import PlainSource, make_page, make_source
from wagtail_district_news.extraction.documents import Figure, Image
from wagtail_district_news.extraction.parse import PageError
from wagtail_district_news.importer.models import ImportRecord, ImportRun
from wagtail_district_news.models import ArticlePage

pytestmark = pytest.mark.django_db
NAMES = ["runs", "runs_results", "records", "records_results"]


def address(name):
    return reverse(f"wagtail_district_news_importer:{name}")


@pytest.mark.parametrize("name", NAMES)
def test_nobody_sees_a_report_without_the_right(client, editor, moderator, make_user, name):
    assert client.get(address(name)).status_code == 302, "anonymous"
    for user in (editor, moderator):
        client.force_login(user)
        assert client.get(address(name)).status_code == 302, user
    right = "view_importrun" if "runs" in name else "view_importrecord"
    trusted = make_user("trusted", ["Editors"], [f"wagtail_district_news_importer.{right}"])
    client.force_login(trusted)
    assert client.get(address(name)).status_code == 200


def test_the_menu_shows_what_the_user_may_open(client, editor, admin):
    for user, shown in ((editor, False), (admin, True)):
        client.force_login(user)
        html = client.get(reverse("wagtailadmin_home")).content.decode()
        assert (address("runs") in html) is shown
        assert (address("records") in html) is shown


def test_an_empty_report_says_so(client, admin):
    client.force_login(admin)
    assert client.get(address("runs")).status_code == 200
    assert client.get(address("records")).status_code == 200


def test_a_run_and_its_pages_are_listed(run, client, admin):
    source = make_source(2)
    source.pages["broken.html"] = PageError("deeper than 512 levels")
    run(source, owner=admin)
    client.force_login(admin)
    html = client.get(address("runs")).content.decode()
    assert "/mirrors/portal" in html and "chief" in html and "finished" in html
    html = client.get(address("records"), {"run": ImportRun.objects.get().pk}).content.decode()
    assert "deeper than 512 levels" in html
    page = ArticlePage.objects.first()
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html


def test_filters_by_outcome_and_by_loss(run, client, admin):
    source = PlainSource(
        {
            "good.html": make_page("good.html"),
            "lossy.html": make_page("lossy.html", body=(Figure(Image("gone.png", caption="Ảnh")),)),
            "broken.html": PageError("nothing in it"),
        }
    )
    run(source)
    client.force_login(admin)

    def shown(**query):
        html = client.get(address("records_results"), query).content.decode()
        return {name for name in source.pages if name in html}

    assert shown() == set(source.pages)
    assert shown(status="failed") == {"broken.html"}
    assert shown(has_losses="true") == {"lossy.html"}
    assert shown(status="new", has_losses="false") == {"good.html"}


@pytest.mark.parametrize("number", ["x", "0", "1.5", str(2**63), "9" * 40, "1e300", "nan"])
def test_a_run_that_cannot_be_is_no_filter(run, client, admin, number):
    run(make_source(1))
    client.force_login(admin)
    assert "p0.html" in client.get(address("records"), {"run": number}).content.decode()


def test_exports(run, client, admin):
    run(
        PlainSource({"a.html": make_page("a.html", body=(Figure(Image("gone.png", caption="Ảnh")),))}),
        owner=admin,
    )
    client.force_login(admin)
    response = client.get(address("records"), {"export": "csv"})
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert len(lines) == 2 and "a.html" in lines[1] and "gone.png" in lines[1]
    lines = b"".join(client.get(address("runs"), {"export": "csv"}).streaming_content).decode().splitlines()
    assert len(lines) == 2 and "chief" in lines[1]
    assert client.get(address("records"), {"export": "xlsx"}).status_code == 200


def test_reports_are_in_the_readers_language(run, client, admin, settings):
    run(PlainSource({"list.html": make_page("list.html", kind="listing"), "b.html": make_page("b.html")}))
    settings.LANGUAGE_CODE = "vi"
    client.force_login(admin)
    html = client.get(address("records"), headers={"accept-language": "vi"}).content.decode()
    assert "trang danh sách" in html and "các bài viết trong đó có trang riêng" in html
    export = client.get(address("records"), {"export": "csv"}, headers={"accept-language": "vi"})
    heading, *rows = b"".join(export.streaming_content).decode().splitlines()
    assert heading.startswith("Tệp,Tiêu đề,Loại,Địa chỉ cũ,Kết quả,Lý do")
    listing = next(row for row in rows if row.startswith("list.html"))
    assert ",trang danh sách," in listing and "các bài viết trong đó có trang riêng" in listing


@pytest.mark.parametrize("name", ["runs", "records"])
def test_queries_do_not_grow_with_the_list(run, client, admin, name):
    client.force_login(admin)
    run(make_source(1), owner=admin)
    client.get(address(name))
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address(name))
    for number in range(3):
        run(make_source(8 + number), owner=admin)
    with CaptureQueriesContext(connection) as many:
        client.get(address(name))
    assert ImportRecord.objects.count() > 8
    assert len(many) <= len(few)


def test_a_deleted_page_has_no_link(run, client, admin):
    run(make_source(1))
    page = ArticlePage.objects.get()
    link = reverse("wagtailadmin_pages:edit", args=[page.pk])
    run.left_broken = True
    ImportRecord.objects.update(page_id=999_999)  # deleted while the app was not installed
    client.force_login(admin)
    html = client.get(address("records")).content.decode()
    assert link not in html and "999999" not in html


def test_the_rights_can_be_given_to_a_group(client, admin):
    client.force_login(admin)
    html = client.get(reverse("wagtailusers_groups:add")).content.decode()
    for codename in ("view_importrun", "view_importrecord"):
        assert f'value="{Permission.objects.get(codename=codename).pk}"' in html


def test_pages_are_deleted_in_the_admin_as_ever(run, client, admin):
    run(make_source(2))
    client.force_login(admin)
    page = ArticlePage.objects.first()
    response = client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert response.status_code == 302 and ArticlePage.objects.count() == 1
    assert ImportRecord.objects.filter(page=None).count() == 1
