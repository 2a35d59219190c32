"""Killed, failed at any statement, run by four at once: the state is the old one or the new one."""

from __future__ import annotations

import os
import random
import signal
import time
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page

from tests.importer.conftest import BASE, PDF, PlainSource, make_page, picture, stored_files
from tests.importer.mirror import write_mirror
from tests.importer.test_pipeline import rows
from wagtail_district_news.extraction.documents import Attachment, Figure, Image, RichText
from wagtail_district_news.importer.models import ImportedFile, ImportRecord
from wagtail_district_news.importer.pipeline import SiteImport

COMMAND = ["-m", "django", "import_legacy_news"]


# failing at the Nth statement


class Bomb:
    """Counts SQL statements and fails at the Nth, once."""

    def __init__(self, at):
        self.at, self.count = at, 0

    def __call__(self, execute, sql, params, many, context):
        self.count += 1
        if self.count == self.at:
            raise DatabaseError(f"statement {self.at} fails")
        return execute(sql, params, many, context)


@contextmanager
def failing_at(monkeypatch, number):
    bomb, write = Bomb(number), SiteImport._write

    def counted(self, wanted):
        with connection.execute_wrapper(bomb):
            return write(self, wanted)

    with monkeypatch.context() as patch:
        patch.setattr(SiteImport, "_write", counted)
        yield bomb


def snapshot(media):
    counts = rows()
    del counts["ImportRecord"]
    return {
        **counts,
        "pages": sorted(Page.objects.values_list("path", "numchild", "url_path", "live")),
        "images": get_image_model().objects.count(),
        "documents": get_document_model().objects.count(),
        "collections": Collection.objects.count(),
        "titles": sorted(Page.objects.values_list("title", "draft_title")),
        "files": stored_files(media),
        "written": ImportRecord.objects.filter(written=True).count(),
    }


@pytest.mark.django_db
@pytest.mark.parametrize("first", ["new", "updated"])
def test_failing_at_any_statement_leaves_the_old_state_or_the_new(run, monkeypatch, own_media, first):
    body = (
        RichText(f'<p>Xem <a href="{BASE}later.html">sau</a> và <a href="f.pdf">tệp</a></p>'),
        Figure(Image("a.png", caption="Ảnh")),
        Attachment("f.pdf", "Tệp"),
    )
    page = make_page("a.html", category="Tin > Xã", body=body, view_count=5)
    source = PlainSource({"a.html": page}, {"a.png": picture(), "f.pdf": PDF})
    if first == "updated":
        run(PlainSource({"a.html": make_page("a.html", title="Trước", category="Cũ")}))
    old, number = snapshot(own_media), 0
    while True:
        number += 1
        with failing_at(monkeypatch, number) as bomb:
            (outcome,), _summary = run(source)
        if bomb.count < number:
            break
        assert outcome.status == "failed", number
        assert snapshot(own_media) == old, f"statement {number} of {bomb.count} left a third state"
    assert outcome.status == first and number > 60
    assert ImportedFile.objects.filter(object_pk="").count() == 0
    assert run(source)[0][0].status == "unchanged"


# processes of their own


@pytest.fixture
def mirror(tmp_path):
    profile = write_mirror(tmp_path / "mirror", count=12)
    return [str(tmp_path / "mirror"), "--into", "/", "--profile", str(profile)]


@pytest.fixture
def undisturbed(migrated, mirror):
    children = migrated()
    children.call(*COMMAND, *mirror)
    state = children.state()
    assert len(state["articles"]) == 12 and all(page["consistent"] for page in state["articles"])
    assert (state["pending"], state["unindexed"], state["intents"]) == (0, 0, 0)
    assert len(state["files"]) == len(state["media"]) == 4
    return state


def test_a_run_that_is_killed_resumes_by_being_run_again(migrated, mirror, undisturbed):
    children, dice, killed = migrated(), random.Random(20181025), 0
    while killed < int(os.environ.get("KILLS", "3")):
        process = children.start(*COMMAND, *mirror)
        begun = time.monotonic()
        while process.poll() is None and not _writes_began(children) and time.monotonic() - begun < 60:
            time.sleep(0.01)
        time.sleep(dice.uniform(0, 0.6))
        if process.poll() is not None:
            break
        process.send_signal(signal.SIGKILL)
        process.communicate()
        killed += 1
    assert killed, "nothing was killed: the test would prove nothing"
    children.call(*COMMAND, *mirror)
    assert children.state() == undisturbed
    assert "Nothing changed" in children.call(*COMMAND, *mirror)
    assert children.state() == undisturbed


def _writes_began(children):
    return any(path.is_file() for path in children.media.rglob("*"))


def test_four_at_once_make_every_page_once(migrated, mirror, undisturbed):
    children = migrated()
    processes = [children.start(*COMMAND, *mirror) for _number in range(4)]
    for process in processes:
        out, err = process.communicate(timeout=300)
        assert process.returncode == 0, err[-3000:] + out[-1000:]
    assert children.state() == undisturbed
