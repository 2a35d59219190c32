"""import_legacy_news: what it says, what it refuses, and how it ends."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.utils.timezone import localtime

from tests.importer.mirror import write_mirror
from tests.importer.test_pipeline import rows
from tests.sample import sample_portal
from wagtail_district_news.importer.management.commands.import_legacy_news import Progress, find_page
from wagtail_district_news.importer.models import ImportRun, RunStatus
from wagtail_district_news.models import ArticlePage, CategoryIndexPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def mirror(tmp_path):
    return write_mirror(tmp_path / "mirror", count=4)


@pytest.fixture
def command(mirror, site, home):
    """A function that calls the command on the mirror and returns what it printed."""

    def call(source=None, into="/", profile=mirror, **given):
        out, err = io.StringIO(), io.StringIO()
        given = {**given, "profile": str(profile) if profile else None}
        call_command(
            "import_legacy_news", str(source or mirror.parent), into=into, stdout=out, stderr=err, **given
        )
        return out.getvalue() + err.getvalue()

    return call


def test_the_second_run_says_that_nothing_changed(command):
    said = command()
    assert "4 pages written" in said and "Test portal" in said and "http://portal.example/" in said
    before = rows()
    assert "Nothing changed" in command()
    assert rows() == before


def test_real_html_becomes_whole_pages(command, site):
    command()
    article = ArticlePage.objects.get(legacy_url__endswith="bai-01.html")
    assert (article.title, article.lead, article.category.title) == ("Bài viết số 0", "Tóm tắt 1", "Văn hóa")
    assert f"{localtime(article.published_at):%Y-%m-%d %H:%M}" == "2018-10-02 08:01"
    assert [block.block_type for block in article.body] == [
        "paragraph",
        "heading",
        "paragraph",
        "figure",
        "table",
    ]
    assert (
        'linktype="page"' in article.body[2].value.source
        and 'linktype="document"' in article.body[2].value.source
    )
    assert article.view_count == 101


def test_a_zip_is_the_same_portal(command, mirror, tmp_path):
    import shutil

    command(source=mirror.parent / "portal.example")
    packed = shutil.make_archive(str(tmp_path / "portal"), "zip", mirror.parent / "portal.example")
    assert "Nothing changed" in command(source=packed)


def test_a_dry_run_writes_nothing(command):
    before = rows()
    said = command(dry_run=True)
    assert "nothing was written" in said and "without --dry-run" in said
    assert rows() == before and not ImportRun.objects.exists()


def test_options_reach_the_pages(command, admin):
    command(draft=True, owner="chief", limit=2, collection="Old files")
    assert list(ArticlePage.objects.values_list("live", "owner__username")) == [(False, "chief")] * 2
    assert ImportRun.objects.get().options["limit"] == 2


def test_the_report_is_written_where_it_is_told(command, tmp_path):
    said = command(report=tmp_path / "moved")
    assert str(tmp_path / "moved.json") in said
    assert json.loads((tmp_path / "moved.json").read_text("utf-8"))["counts"]["outcomes"]["new"] == 4
    assert "bai-00.html" in (tmp_path / "moved.txt").read_text("utf-8")


def test_it_ends_with_one_when_a_page_failed(command, monkeypatch):
    from wagtail_district_news.importer.write import Writer

    monkeypatch.setattr(Writer, "create", lambda *args: 1 / 0)
    with pytest.raises(SystemExit) as ended:
        command()
    assert ended.value.code == 1
    with pytest.raises(ZeroDivisionError):
        command(fail_fast=True)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"source": "/no/such/mirror"}, "does not exist"),
        ({"into": "99999"}, "There is no page 99999"),
        ({"into": ""}, "There is no page “”"),
        ({"base_url": "no address"}, "--base-url no address is no address"),
        ({"base_url": "http://"}, "is no address"),
        ({"report": __import__("pathlib").Path("/")}, "is a folder. Give a file in it"),
        ({"into": "/nowhere/"}, "There is no page /nowhere/"),
        ({"owner": "nobody"}, "There is no user “nobody”"),
        ({"profile": "/no/profile.toml"}, "cannot be read"),
        ({"report": __import__("pathlib").Path("/no/such/folder/x")}, "make it first"),
    ],
)
def test_what_cannot_work_is_said_in_plain_words_before_anything_is_written(command, given, says):
    before = rows()
    with pytest.raises(CommandError, match=says):
        command(**given)
    assert rows() == before and not ImportRun.objects.exists()


def test_what_teaches_nothing_is_said_in_plain_words(command, tmp_path):
    blank = tmp_path / "blank"
    blank.mkdir()
    for number in range(3):
        (blank / f"{number}.html").write_text("<html><body><img src=a.png></body></html>")
    with pytest.raises(
        CommandError, match=r"none can be learned from it.*--profile FILE.*Nothing can be learned"
    ):
        command(source=blank, profile=None)
    assert not ImportRun.objects.exists()


@pytest.fixture
def strange(tmp_path):
    """The mirror of a portal that no built-in profile knows."""
    return write_mirror(tmp_path / "strange", count=14).parent


def test_without_a_profile_one_is_learned_and_kept_beside_the_report(command, strange, tmp_path):
    said = command(source=strange, profile=None, report=tmp_path / "moved.json")
    assert "No built-in profile reads this portal: learned one from 15 pages" in said
    assert "14 pages written" in said and f"--profile {tmp_path / 'moved.toml'}" in said
    article = ArticlePage.objects.get(legacy_url__endswith="bai-01.html")
    assert article.category.title == "Văn hóa"
    assert f"{localtime(article.published_at):%Y-%m-%d %H:%M}" == "2018-10-02 08:01"
    kept = (tmp_path / "moved.toml").read_text("utf-8")
    assert "# title: " in kept and 'timezone = "Asia/Ho_Chi_Minh"' in kept


def test_a_second_run_learns_the_same_and_so_does_the_kept_profile(command, strange, tmp_path):
    report = tmp_path / "moved"
    command(source=strange, profile=None, report=report)
    before = rows()
    kept = (tmp_path / "moved.toml").read_bytes()
    assert "Nothing changed" in command(source=strange, profile=None, report=report)
    assert "Nothing changed" in command(source=strange, profile=tmp_path / "moved.toml", report=report)
    assert rows() == before and (tmp_path / "moved.toml").read_bytes() == kept
    assert len({run.profile_hash for run in ImportRun.objects.all()}) == 1


def test_a_kept_profile_that_was_mended_is_never_written_over(command, strange, tmp_path):
    mended = tmp_path / "moved.toml"
    command(source=strange, profile=None, report=tmp_path / "moved", dry_run=True)
    assert mended.exists()
    mended.write_text(mended.read_text("utf-8").replace('date_order = "dmy"', 'date_order = "mdy"'), "utf-8")
    text = mended.read_text("utf-8")
    said = command(source=strange, profile=None, report=tmp_path / "moved", dry_run=True)
    assert f"{mended} says something else" in said and mended.read_text("utf-8") == text
    assert 'date_order = "dmy"' in (tmp_path / "moved.learned.toml").read_text("utf-8")


def test_a_built_in_profile_that_knows_the_portal_is_kept(command, tmp_path):
    said = command(source=sample_portal(tmp_path).mirror, profile=None, dry_run=True, limit=3)
    assert "SharePoint 2010 with Lac Viet news parts" in said and "learned" not in said


def test_without_a_report_the_learned_profile_is_said_not_to_be_kept(command, strange):
    assert "It is not kept. Give --report FILE" in command(source=strange, profile=None, dry_run=True)


def test_a_bad_profile_names_the_place(command, tmp_path):
    bad = tmp_path / "bad.toml"
    bad.write_text("format = 1\nname = [", "utf-8")
    with pytest.raises(CommandError, match=r"bad\.toml"):
        command(profile=bad)


def test_an_empty_folder_is_no_mirror(command, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(CommandError, match="mirror"):
        command(source=tmp_path / "empty")


def test_a_page_that_cannot_hold_news(command, make_article):
    with pytest.raises(CommandError, match="cannot hold"):
        command(into=str(make_article().pk))


def test_a_missing_parser_names_the_command_that_installs_it(command, monkeypatch):
    from wagtail_district_news.importer.management.commands import import_legacy_news

    monkeypatch.setattr(import_legacy_news, "missing_parsers", lambda: ["selectolax"])
    with pytest.raises(CommandError, match=r'pip install "wagtail-district-news\[importer\]"'):
        command()


def test_another_import_that_is_running_is_named(command):
    command(limit=1)
    other = ImportRun.objects.get()
    other.pk, other.status = None, RunStatus.RUNNING
    other.save()
    assert f"run {other.pk}" in command()


def test_a_run_that_was_killed_is_called_interrupted(command):
    from datetime import timedelta

    command(limit=1)
    dead = ImportRun.objects.get()
    ImportRun.objects.update(status=RunStatus.RUNNING, heartbeat_at=dead.heartbeat_at - timedelta(hours=1))
    said = command()
    dead.refresh_from_db()
    assert dead.status == RunStatus.INTERRUPTED and "Another import" not in said


def test_pages_are_found_by_number_path_and_address(site, home, make_category):
    category = make_category("Tin tức")
    nested = make_category("Xã", parent=category)
    assert find_page(str(category.pk)).pk == category.pk
    assert find_page("/").pk == home.pk
    for into in ("/tin-tuc/xa/", "tin-tuc/xa", nested.full_url):
        assert find_page(into).pk == nested.pk
    assert isinstance(find_page("/tin-tuc/"), CategoryIndexPage)


class Stream(io.StringIO):
    def __init__(self, terminal):
        super().__init__()
        self.terminal = terminal

    def isatty(self):
        return self.terminal

    def write(self, text, ending="\n"):
        return super().write(text + ending)


def test_a_terminal_gets_one_line_that_is_written_over():
    stream = Stream(True)
    progress = Progress(stream)
    progress.last = 0
    progress("pages", 1, 2)
    progress("pages", 2, 2)
    progress.clear()
    assert "\n" not in stream.getvalue() and "Importing 2/2" in stream.getvalue()
    assert stream.getvalue().endswith("\r")


def test_a_log_gets_an_occasional_line():
    stream = Stream(False)
    progress = Progress(stream)
    for number in range(100):
        progress("pages", number, 100)
    assert stream.getvalue() == ""
    progress.last -= 60
    progress("pages", 100, 100)
    progress.clear()
    assert stream.getvalue() == "Importing 100/100\n"
