"""Killed, failed at any statement, run by four at once: the state is the old one or the new one."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import re
import shutil
import signal
import time
from contextlib import contextmanager

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page

from tests.importer.conftest import BASE, PDF, PlainSource, assert_whole, make_page, picture, stored_files
from tests.importer.mirror import write_mirror
from tests.importer.test_pipeline import rows
from tests.marks import long_on_postgresql
from wagtail_district_news.extraction.documents import Attachment, Figure, Image, RichText
from wagtail_district_news.importer import pipeline
from wagtail_district_news.importer.invariants import find_violations
from wagtail_district_news.importer.media import sweep
from wagtail_district_news.importer.models import ImportedFile, ImportRecord, ImportRun
from wagtail_district_news.importer.pipeline import SiteImport

COMMAND = ["-m", "django", "import_legacy_news"]


# failing at the Nth statement


class Bomb:
    """Counts SQL statements and raises at the Nth, once. `kinds` tells what they were: verb and table.

    On PostgreSQL the importer's own transaction is spoilt as well, as by a real error: who swallows the error
    cannot go on in it.
    """

    def __init__(self, at=0, error=DatabaseError):
        self.at, self.error, self.kinds = at, error, []
        self.outside = len(connection.savepoint_ids)

    def __call__(self, execute, sql, params, many, context):
        self.kinds.append(kind(sql))
        if len(self.kinds) == self.at:
            self.spoil()
            raise self.error(f"statement {self.at} fails")
        return execute(sql, params, many, context)

    def spoil(self):
        inside = any(connection.savepoint_ids[self.outside :])  # None: it shares the transaction around it
        if inside and connection.vendor == "postgresql" and issubclass(self.error, DatabaseError):
            with contextlib.suppress(connection.Database.Error), connection.cursor() as cursor:
                cursor.cursor.execute("SELECT 1 / 0")

    @property
    def went_off(self):
        return 0 < self.at <= len(self.kinds)


def kind(sql):
    """Return the verb of a statement and the first table that it names."""
    if "SAVEPOINT" in sql:
        return sql.split()[0]
    words = re.findall(r'"(\w+)"', sql.partition("FROM" if sql.startswith("SELECT") else " ")[2])
    return f"{sql.split()[0]} {words[0] if words else ''}"


def first_and_last_of_each_kind(kinds):
    """Return the numbers of the statements that stand for all of their kind."""
    numbers = {}
    for number, each in enumerate(kinds, 1):
        numbers.setdefault(each, [number, number])[1] = number
    return sorted({number for pair in numbers.values() for number in pair})


@contextmanager
def failing_at(monkeypatch, number=0, error=DatabaseError, around=False):
    """Let the Nth statement of a page's writing fail; with `around`, the Nth of everything else in the run."""
    bomb, write = Bomb(number, error), SiteImport._write

    def counted(self, wanted):
        with connection.execute_wrapper(bomb):
            return write(self, wanted)

    def uncounted(self, wanted):
        hooks = connection.execute_wrappers[:]
        connection.execute_wrappers[:] = [hook for hook in hooks if hook is not bomb]
        try:
            return write(self, wanted)
        finally:
            connection.execute_wrappers[:] = hooks

    with monkeypatch.context() as patch, contextlib.ExitStack() as stack:
        patch.setattr(SiteImport, "_write", uncounted if around else counted)
        if around:
            stack.enter_context(connection.execute_wrapper(bomb))
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


@pytest.fixture
def one_page():
    """A source of one page with everything: nested categories, a link, a document, a picture, a count."""
    body = (
        RichText(f'<p>Xem <a href="{BASE}later.html">sau</a> và <a href="f.pdf">tệp</a></p>'),
        Figure(Image("a.png", caption="Ảnh")),
        Attachment("f.pdf", "Tệp"),
    )
    page = make_page("a.html", category="Tin > Xã", body=body, view_count=5)
    return PlainSource({"a.html": page}, {"a.png": picture(), "f.pdf": PDF})


def stand_before(run, first):
    """What stands before the page is written: nothing, or an earlier version of it."""
    if first == "updated":
        run(PlainSource({"a.html": make_page("a.html", title="Trước", category="Cũ")}))


def kinds_of_statements(run, source, monkeypatch, media, around=False):
    """Return the kinds of all statements of a run that is undone; of a second one, which finds the caches filled."""
    for _turn in range(2):
        with undone(media), failing_at(monkeypatch, around=around) as bomb:
            run(source)
    return bomb.kinds


@contextmanager
def undone(media):
    """What happens in this block has not happened after it, neither in the database nor in the media folder."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    shutil.rmtree(media, ignore_errors=True)


class OwnBug(Exception):
    """A bug of ours. Nobody has a use for it, as Wagtail has for a KeyError while it looks for a document."""


def old_or_new(run, source, monkeypatch, media, first, numbers, error):
    stand_before(run, first)
    old = snapshot(media)
    for number in numbers(kinds_of_statements(run, source, monkeypatch, media)):
        with failing_at(monkeypatch, number, error) as bomb:
            if issubclass(error, Exception):
                (outcome,), _summary = run(source)
                assert outcome.status == "failed", (number, len(bomb.kinds))
            else:
                with pytest.raises(error):
                    run(source)
                assert run_statuses()[-1] == "interrupted"
        assert bomb.went_off, f"statement {number} was never reached"
        sweep()
        assert snapshot(media) == old, f"statement {number}, {bomb.kinds[number - 1]}, left a third state"
    (outcome,), _summary = run(source)
    assert outcome.status == first
    assert ImportedFile.objects.filter(object_pk="").count() == 0
    assert run(source)[0][0].status == "unchanged"


def run_statuses():
    return list(ImportRun.objects.order_by("pk").values_list("status", flat=True))


@long_on_postgresql
@pytest.mark.django_db
@pytest.mark.parametrize("first", ["new", "updated"])
def test_failing_at_the_first_and_last_statement_of_each_kind_leaves_the_old_state_or_the_new(
    run, one_page, monkeypatch, own_media, first
):
    numbers = first_and_last_of_each_kind
    old_or_new(run, one_page, monkeypatch, own_media, first, numbers, DatabaseError)


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize(
    "error", [DatabaseError, IntegrityError, OperationalError, OwnBug, KeyboardInterrupt]
)
@pytest.mark.parametrize("first", ["new", "updated"])
def test_failing_at_any_statement_leaves_the_old_state_or_the_new(
    run, one_page, monkeypatch, own_media, first, error
):
    def every(kinds):
        assert len(kinds) > 60
        numbers = range(1, len(kinds) + 1)
        if issubclass(error, DatabaseError):
            return numbers
        # Django rolls back what a database error kept from being committed. Nothing else happens in there but
        # the end of the process, and that is what the killed imports are for.
        return [number for number in numbers if kinds[number - 1] != "RELEASE"]

    old_or_new(run, one_page, monkeypatch, own_media, first, every, error)


TO_BE_RUN_AGAIN = {"runs", "search", "intents", "links"}  # what says: run the import again


def in_any_order(state):
    """Return a snapshot in which it does not count which of two siblings came first."""
    return {**state, "pages": sorted(page[1:] for page in state["pages"])}


def whole_after_the_next_run(run, source, monkeypatch, media, numbers):
    """Fail in what goes before and after the pages; whatever stands then, the next run completes it."""
    monkeypatch.setattr(pipeline, "HEARTBEAT_SECONDS", -1)  # a sign of life after every page, on any machine
    with undone(media):
        run(source)
        new = in_any_order(snapshot(media))
    kinds = kinds_of_statements(run, source, monkeypatch, media, around=True)
    for number in numbers(kinds):
        with undone(media):
            with failing_at(monkeypatch, number, around=True) as bomb, contextlib.suppress(DatabaseError):
                run(source)
            transaction.set_rollback(
                False
            )  # without the test's own transaction there would be nothing to undo
            assert bomb.went_off
            place = f"statement {number}, {bomb.kinds[number - 1]}"
            broken = {each.code for each in find_violations()}
            assert broken <= TO_BE_RUN_AGAIN, f"{place}, left {broken}"
            run(source)
            assert_whole()
            assert in_any_order(snapshot(media)) == new, f"{place}, left a third state"
    assert kinds, "nothing was tried"


@long_on_postgresql
@pytest.mark.django_db
def test_failing_around_the_pages_at_the_first_statement_of_each_kind_is_mended_by_the_next_run(
    run, two_pages, monkeypatch, own_media
):
    def firsts(kinds):
        return sorted({each: number for number, each in reversed(list(enumerate(kinds, 1)))}.values())

    whole_after_the_next_run(run, two_pages, monkeypatch, own_media, firsts)


@pytest.mark.long
@pytest.mark.django_db
def test_failing_around_the_pages_at_any_statement_is_mended_by_the_next_run(
    run, two_pages, monkeypatch, own_media
):
    def every(kinds):
        return range(1, len(kinds) + 1)

    whole_after_the_next_run(run, two_pages, monkeypatch, own_media, every)


@pytest.fixture
def two_pages(one_page, extraction):
    """The page, and the one that it links: their link is resolved when both stand. The site counted visitors."""
    one_page.pages["later.html"] = make_page("later.html")
    extraction.visitors = 12
    return one_page


# the file system


@pytest.mark.django_db
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES], ids=errno.errorcode.get)
@pytest.mark.parametrize("method", ["_save", "exists", "_open"])
@pytest.mark.parametrize("first", ["new", "updated"])
def test_a_file_that_cannot_be_stored_is_its_pages_failure(
    run, one_page, monkeypatch, own_media, first, method, number
):
    stand_before(run, first)
    old = snapshot(own_media)
    if method == "_open":  # only a file that a kill left is opened
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(SiteImport, "_in_transaction", interrupt)
            run(one_page)

    def refuse(self, name, *rest):
        raise OSError(number, os.strerror(number), name)

    with monkeypatch.context() as patch:
        patch.setattr(FileSystemStorage, method, refuse)
        (outcome,), _summary = run(one_page)
    assert (outcome.status, os.strerror(number) in str(outcome.reason)) == ("failed", True), outcome
    sweep()
    assert snapshot(own_media) == old
    assert run(one_page)[0][0].status == first


def interrupt(*_arguments):
    raise KeyboardInterrupt


@pytest.mark.django_db
def test_a_file_that_cannot_be_taken_away_stays_an_intent_and_the_run_ends_well(run, one_page, monkeypatch):
    run(one_page)
    row = ImportedFile.objects.get(kind="document")
    name = FileSystemStorage().save("documents/left.pdf", ContentFile(PDF))
    ImportedFile.objects.create(kind="document", content_hash=row.content_hash[::-1], name=name)
    with monkeypatch.context() as patch:
        patch.setattr(FileSystemStorage, "delete", refuse_delete)
        run(one_page)
        assert [each.code for each in find_violations()] == ["intents"]
    assert run_statuses()[-1] == "finished"
    run(one_page)
    assert not FileSystemStorage().exists(name)


def refuse_delete(self, name):
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), name)


# processes of their own


@pytest.fixture(scope="module")
def mirror(tmp_path_factory):
    folder = tmp_path_factory.mktemp("faults") / "mirror"
    profile = write_mirror(folder, count=12)
    return [str(folder), "--into", "/", "--profile", str(profile)]


@pytest.fixture(scope="module")
def undisturbed(migrated, mirror):
    children = migrated()
    children.call(*COMMAND, *mirror)
    state = children.state()
    assert len(state["articles"]) == 12 and all(page["consistent"] for page in state["articles"])
    assert (state["pending"], state["unindexed"], state["intents"]) == (0, 0, 0)
    assert len(state["files"]) == len(state["media"]) == 4
    return state


@long_on_postgresql
def test_a_run_that_is_killed_resumes_by_being_run_again(migrated, mirror, undisturbed):
    children, dice, killed = migrated(), random.Random(20181025), 0
    while killed < int(os.environ.get("KILLS", "2")):
        process = children.start(*COMMAND, *mirror)
        begun = time.monotonic()
        while process.poll() is None and not _writes_began(children) and time.monotonic() - begun < 60:
            time.sleep(0.01)
        time.sleep(dice.uniform(0, 0.6))
        if process.poll() is not None:
            break
        process.send_signal(signal.SIGTERM if killed == 1 else signal.SIGKILL)
        process.communicate()
        killed += 1
    assert killed, "nothing was killed: the test would prove nothing"
    children.call(*COMMAND, *mirror)
    children.call("-m", "django", "check_legacy_import")
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
    children.call("-m", "django", "check_legacy_import")
