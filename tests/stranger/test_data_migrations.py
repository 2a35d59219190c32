"""A data migration over the body loses nothing, if it is written as docs/how-to/data-migrations.md tells."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from wagtail.models import Page, Revision

from tests.stranger.press.models import Desk, FrontPage, Report

OURS = [
    {"type": "heading", "value": {"text": "Why", "level": "3"}, "id": "a1"},
    {"type": "paragraph", "value": "<p>Because of <b>this</b>.</p>", "id": "a2"},
    {
        "type": "table",
        "value": {
            "caption": "Hours",
            "columns": [{"type": "text", "heading": "Day"}],
            "rows": [{"values": ["Monday"]}],
        },
        "id": "a3",
    },
    {"type": "embed", "value": {"url": "https://example.org/v", "caption": ""}, "id": "a4"},
]
CHANGED = {
    "type": "figure",
    "value": {
        "image": None,
        "alt_text": "",
        "decorative": False,
        "caption": "A boat",
        "credit": "",
        "wide": True,
        "place": "Bến Nghé",
    },
    "id": "b1",
}
LINES = [{"type": "item", "value": "Sông dài", "id": "c2"}]


def poem(kind: str, poet: str) -> dict[str, Any]:
    """Return a block of the site's own, as it was stored before or after the site renamed its parts."""
    return {"type": kind, "value": {"lines": LINES, poet: "Vô danh"}, "id": "c1"}


def raw_body(page: Any) -> list:
    """Return the body as the database holds it, whatever blocks the class knows."""
    with connection.cursor() as cursor:
        table = page._meta.db_table
        cursor.execute(f"SELECT body FROM {table} WHERE page_ptr_id = %s", [page.pk])
        stored = cursor.fetchone()[0]
    return json.loads(stored) if isinstance(stored, str) else stored


def set_raw_body(page: Any, body: list) -> None:
    """Store a body as an older version of the site did: on the page, and in its revision."""
    with connection.cursor() as cursor:
        table = page._meta.db_table
        cursor.execute(f"UPDATE {table} SET body = %s WHERE page_ptr_id = %s", [json.dumps(body), page.pk])
    revision = page.latest_revision
    revision.content["body"] = json.dumps(body)
    revision.save(update_fields=["content"])


def revised_body(page: Any) -> list:
    return json.loads(Revision.objects.get(pk=page.latest_revision_id).content["body"])


@pytest.fixture
def desk(db):
    root = Page.objects.get(depth=1)
    front = root.add_child(instance=FrontPage(title="Front", slug="front"))
    return front.add_child(instance=Desk(title="News"))


@pytest.fixture
def report(desk):
    report = desk.add_child(instance=Report(title="Nước lên!", lead="Khẩn"))
    report.save_revision().publish()
    return Report.objects.get(pk=report.pk)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_recipes_of_the_how_to_lose_nothing(report):
    """The site goes back to its first migration, holds bodies of that time, and migrates as it would on a server."""
    MigrationExecutor(connection).migrate([("press", "0001_initial")])
    set_raw_body(report, [*OURS, CHANGED, poem("verse", "author")])
    MigrationExecutor(connection).migrate([("press", "0003_poems")])

    wanted = [*OURS, CHANGED, poem("poem", "poet")]
    assert raw_body(report) == wanted
    assert revised_body(report) == wanted
    now = Report.objects.get(pk=report.pk)
    assert (now.byline, now.urgent, now.lead) == ("The editors", True, "Khẩn")
    assert now.body[-1].block_type == "poem" and now.body[-1].value["poet"] == "Vô danh"
    assert now.category_id == report.category_id


def historical(name: str) -> Any:
    return MigrationLoader(connection).project_state().apps.get_model("press", name)


@pytest.mark.django_db
def test_a_naive_save_keeps_the_default_blocks_and_loses_the_sites_own(report):
    body = [*OURS, CHANGED, poem("poem", "poet")]
    set_raw_body(report, body)
    page = historical("Report").objects.get(pk=report.pk)
    page.words = "counted"
    page.save()
    assert raw_body(report) == [
        *OURS,
        CHANGED,
    ]  # the changed block keeps its own fields; the unknown one is gone
    assert revised_body(report) == body
    assert Report.objects.get(pk=report.pk).words == "counted"


@pytest.mark.django_db
def test_what_leaves_the_body_alone_keeps_all_of_it(report, desk):
    body = [*OURS, CHANGED, poem("poem", "poet")]
    set_raw_body(report, body)
    model = historical("Report")
    pages = list(model.objects.all())
    for page in pages:
        page.byline = "Somebody"
    model.objects.bulk_update(pages, ["byline"])
    assert raw_body(report) == body and Report.objects.get(pk=report.pk).byline == "Somebody"

    hours = [{"type": "hours", "value": {"day": "Thứ hai", "until": "17:00:00"}, "id": "d1"}]
    desk.save_revision()
    set_raw_body(desk, hours)
    for page in historical("Desk").objects.defer("body"):
        page.phone = "114"
        page.save()
    assert raw_body(desk) == hours and Desk.objects.get(pk=desk.pk).phone == "114"
