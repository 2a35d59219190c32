"""Taken out: the importer leaves INSTALLED_APPS, with its tables and without, and is put back later.

What happens without the importer is told in tests/without_importer, file by file, each a pytest of its own process.
"""

from __future__ import annotations

import os

import pytest

from example_site.legacy_portal import generate
from tests.importer.mirror import page, write_mirror

BEFORE = "tests.importer.child_settings"
AFTER = "tests.without_importer.settings"
ZERO = ["-m", "django", "migrate", "wagtail_district_news_importer", "zero", "-v0"]
STORY = ["a_opening", "b_editing", "c_deleting", "d_commands"]
ON_POSTGRESQL = os.environ.get("TEST_DATABASE") == "postgresql"
# (were the tables dropped, what is tried, is the importer put back): views are the same everywhere, keys are not
BRIEFLY = (
    [(False, ["c_deleting"], False), (True, ["c_deleting", "d_commands"], True)]
    if ON_POSTGRESQL
    else [(False, STORY, True)]
)


@pytest.fixture(scope="module")
def mirror(tmp_path_factory):
    """A mirror with articles, a notice that is nothing but a document, and a page of which only the file is known."""
    folder = tmp_path_factory.mktemp("removal")
    profile = write_mirror(folder / "mirror", count=9)
    site = folder / "mirror/portal.example"
    (site / "thong-bao.html").write_text(notice("thong-bao.html", 11), "utf-8")
    (site / "khong-dia-chi.html").write_text(notice("", 12), "utf-8")
    return [str(folder / "mirror"), "--profile", str(profile)]


def notice(address, number):
    story = f'<p><a href="files/plan.pdf">Kế hoạch số {number}</a></p>'  # "Plan number"
    return page(
        address,
        f'<div class="section">Thông báo</div><h1 class="title">Thông báo số {number}</h1>'
        f'<div class="date">{number}/11/2018 08:00</div><div class="story">{story}</div>',
    )


@pytest.fixture(scope="module")
def imported(migrated, mirror):
    """A database into which the mirror was imported, for others to be copied from."""
    children = migrated()
    children.call("-m", "tests.without_importer.before", *mirror)
    return children


def taken_out(migrated, imported, dropped):
    """A copy of a site, its importer taken out by the steps of docs/how-to/after-the-move.md."""
    children = migrated(like=imported)
    if dropped:
        children.call(*ZERO)
    children.settings = AFTER
    return children


def put_back(children, mirror, dropped):
    children.settings = BEFORE
    children.variables = {
        "MIRROR": "\n".join([mirror[0], "--into", "/", *mirror[1:]]),
        "DROPPED": str(+dropped),
    }
    children.pytest("f_returning")


def test_the_site_lives_on_and_the_importer_comes_back(migrated, imported, mirror):
    """Each database tells the part of the story that it can spoil; the long test tells all of it on both."""
    for dropped, story, returns in BRIEFLY:
        children = taken_out(migrated, imported, dropped)
        children.pytest(*story, marks="not long")
        if returns:
            put_back(children, mirror, dropped)


@pytest.mark.long
@pytest.mark.parametrize("dropped", [False, True], ids=["tables kept", "tables dropped"])
def test_the_sample_portal_lives_on_and_its_dump_is_loaded(migrated, tmp_path, dropped):
    """All pages of the sample portal, everything that three roles are offered, and a dump into an empty site."""
    portal = [str(generate.generate(tmp_path / "portal").mirror)]
    whole = migrated()
    whole.call("-m", "tests.without_importer.before", *portal)
    children = taken_out(migrated, whole, dropped)
    children.pytest(*STORY)
    empty = migrated().copied_media(children)
    empty.settings = AFTER
    empty.pytest("e_loading")
    put_back(children, portal, dropped)


def test_without_the_libraries_the_line_is_named_by_a_check(migrated):
    """The line stands and the libraries are gone: the check says what to do, and nothing else breaks before it."""
    children = migrated()
    children.settings = "tests.without_importer.settings_too_early"
    for command in (["check"], ["import_legacy_news", "/nowhere", "--into", "/"]):
        process = children.start("-m", "django", *command)
        _out, err = process.communicate(timeout=120)
        assert process.returncode == 1 and "Traceback" not in err
        assert 'pip install "wagtail-district-news[importer]"' in err
        assert "selectolax, nh3, babel" in err
