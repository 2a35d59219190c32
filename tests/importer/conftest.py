"""A portal made of plain values: what the extraction would say of each file, without any HTML."""

from __future__ import annotations

import io
import os
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from PIL import Image as Pillow

from tests.children import postgresql_children, sqlite_children
from wagtail_district_news.extraction.documents import Accounting, Page, RichText, SourceDocument
from wagtail_district_news.extraction.profile_for import Chosen
from wagtail_district_news.extraction.sources import SourceError
from wagtail_district_news.importer import options, pipeline, plan, reading

BASE = "http://portal.example/"
WHEN = datetime(2018, 10, 25, 4, 5, 30, tzinfo=UTC)


@dataclass
class PlainSource:
    """A Source whose documents are Page values; `files` are its other files. Content changes with `version`."""

    pages: dict[str, Page | Exception]
    files: dict[str, bytes] = field(default_factory=dict)
    path: Path = Path("/mirrors/portal")
    version: int = 1

    @property
    def page_paths(self):
        return tuple(sorted(self.pages))

    def count(self):
        return len(self.pages)

    def names(self):
        return frozenset([*self.pages, *self.files])

    def document(self, path):
        return SourceDocument(path, repr((path, self.pages[path], self.version)).encode())

    def documents(self, on_error=None):
        for path in self.page_paths:
            if isinstance(self.pages[path], SourceError):
                on_error(path, self.pages[path])
            else:
                yield self.document(path)

    def read(self, path, limit):
        if len(self.files[path]) > limit:
            raise SourceError(f"“{path}” is larger than the {limit:,} bytes allowed.")
        return self.files[path]

    def find(self, reference, from_path, base_url=""):
        name = reference.removeprefix(BASE).lstrip("/")
        return name if name in self.names() else None


@pytest.fixture
def extraction(monkeypatch):
    """The extraction stands still: a document says what PlainSource holds for it."""
    return still_extraction(monkeypatch)


def still_extraction(monkeypatch):
    world = SimpleNamespace(
        source=None, read=[], profile_hash="profile-1", visitors=None, base_url=BASE, addresses=False
    )

    def extract_page(document, profile, surveyed):
        page = world.source.pages[document.path]
        world.read.append(document.path)
        if isinstance(page, Exception):
            raise page
        address = f"{BASE}{document.path}" if world.addresses else page.address
        return replace(page, path=document.path, address=address)

    def survey(source, profile, base_url="", progress=None):
        return SimpleNamespace(
            base_url=base_url or world.base_url,
            visitor_count=world.visitors,
            issues=[],
            templates=Counter(article=source.count()),
            failed=0,
        )

    def profile_for(source, timezone="", progress=None):
        profile = SimpleNamespace(
            name="plain", hash=world.profile_hash, zone=ZoneInfo("Asia/Ho_Chi_Minh"), base_url=""
        )
        return Chosen(profile, 1.0)

    monkeypatch.setattr(reading, "extract_page", extract_page)
    monkeypatch.setattr(reading, "survey", survey)
    monkeypatch.setattr(reading, "profile_for", profile_for)
    return world


@pytest.fixture
def run(extraction, home, site):
    """A function that imports a PlainSource under the home page: run(source, parent=..., **options).

    What was imported is checked in the end; a test that breaks it on purpose says `run.left_broken = True`.
    """

    def import_it(source, parent=None, **given):
        extraction.source = source
        importer = pipeline.SiteImport(source, parent or home, options.ImportOptions(**given))
        return list(importer.outcomes()), importer.summary

    import_it.left_broken = False
    yield import_it
    if not import_it.left_broken:
        assert_whole()


def assert_whole():
    """What every test of an import ends with: nothing that the import left behind is broken."""
    from wagtail_district_news.importer.invariants import find_violations

    violations = list(find_violations())
    assert not violations, violations


@pytest.fixture
def dry_run(extraction, home, site):
    def plan_it(source, parent=None, **given):
        extraction.source = source
        planned = plan.SitePlan(source, parent or home, options.ImportOptions(**given))
        return list(planned.outcomes()), planned.summary

    return plan_it


def make_page(name="a.html", **fields):
    """An article as the extraction hands it over."""
    fields.setdefault("kind", "article")
    fields.setdefault("title", f"Bài viết {name}")  # "Article"
    fields.setdefault("address", f"{BASE}{name}")
    fields.setdefault("category", "Tin tức")  # "News"
    fields.setdefault("published_at", WHEN)
    fields.setdefault("body", (RichText(f"<p>Nội dung của <b>{name}</b>.</p>"),))  # "The text of"
    fields.setdefault("accounting", Accounting(kept=8, furniture=3))
    return Page(path=name, **fields)


def make_source(count=3, **fields):
    return PlainSource({f"p{number}.html": make_page(f"p{number}.html", **fields) for number in range(count)})


def picture(width=40, height=30, color="navy", kind="PNG"):
    """The bytes of a small picture."""
    stream = io.BytesIO()
    Pillow.new("RGB", (width, height), color).save(stream, kind)
    return stream.getvalue()


PDF = b"%PDF-1.4 a plan of the ward"


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    """Every test has a media folder of its own, so that orphans can be counted."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media"


def stored_files(folder):
    """The names of all stored files, renditions left out."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in Path(folder).rglob("*")
        if path.is_file()
        and "images/" not in path.relative_to(folder).as_posix().replace("original_images/", "o/")
    )


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    """A function that gives Children on a fresh, migrated database: SQLite, or PostgreSQL where tests run on it."""
    folder = tmp_path_factory.mktemp("children")
    on_postgresql = os.environ.get("TEST_DATABASE") == "postgresql"
    yield from (postgresql_children if on_postgresql else sqlite_children)(folder)
