"""The sample portal moves in: pages, pictures and papers of the site's own classes, in the right language and site."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page, Revision

from tests.stranger import oracle
from tests.stranger.press.models import Desk, Paper, Photo
from tests.stranger.town import PHUONG, QUAN
from wagtail_district_news import conf
from wagtail_district_news.importer.models import ImportRecord
from wagtail_district_news.importer.write import takes_attachments
from wagtail_district_news.models import LegacyAddress, ViewCount, VisitorCount

pytestmark = pytest.mark.django_db


def bring(mirror: Path, into: str, **options) -> str:
    """Run the command as a person would; return what it said."""
    out, err = io.StringIO(), io.StringIO()
    call_command("import_legacy_news", str(mirror), into=into, stdout=out, stderr=err, **options)
    return out.getvalue() + err.getvalue()


def rows() -> dict:
    """Return what a second run must leave as it is."""
    models = (Page, Revision, Photo, Paper, LegacyAddress, ViewCount, VisitorCount, ImportRecord)
    counted = {model._meta.label: model._default_manager.count() for model in models}
    pages = Page.objects.values_list(
        "pk", "url_path", "latest_revision_id", "live_revision_id", "last_published_at"
    )
    return {**counted, "pages": sorted(pages)}


@dataclass(frozen=True)
class Target:
    """A page that the portal moves into, named by its address: its site, the other one, and its language."""

    into: str
    page: Any
    host: str
    other: str
    language: str


@pytest.fixture(scope="module", params=["the first site", "the second site in English"])
def target(request, town) -> Target:
    if request.param == "the first site":
        return Target("/vi/tin-tuc/", town.news, QUAN, PHUONG, "vi")
    return Target(f"http://{PHUONG}/en/", town.phuong_en, PHUONG, QUAN, "en")


@pytest.fixture(scope="module")
def brought(target, small_mirror) -> Iterator[Target]:
    """The portal has moved in, until the last test of this target."""
    with transaction.atomic():
        bring(small_mirror, target.into)
        yield target
        transaction.set_rollback(True)


def test_pages_are_the_sites_own(brought, small_mirror):
    pages = conf.article_model().objects.all()
    files = list(small_mirror.rglob("Post.aspx*"))
    assert len(pages) == ImportRecord.objects.filter(written=True).count() == len(files) > 15
    for page in pages:
        assert page.locale.language_code == brought.language and page.live
        assert page.is_descendant_of(brought.page) and page.words == "uncounted"
        assert page.get_site().hostname == brought.host
        assert page.category.specific_class is Desk and page.category.locale == page.locale
    assert not ImportRecord.objects.filter(status="failed").exists()


def test_pictures_and_papers_are_of_the_sites_models(brought):
    assert Photo.objects.count() and Paper.objects.count()
    assert {photo.photographer for photo in Photo.objects.all()} == {"the old portal"}
    assert {photo.licence for photo in Photo.objects.all()} == {"all rights reserved"}
    assert {paper.reference for paper in Paper.objects.all()} == {"old portal"}
    assert not Image.objects.exists() and not Document.objects.exists()


def test_papers_hang_on_the_article_or_stand_in_its_body(brought):
    model = conf.article_model()
    blocks = [block for page in model.objects.all() for block in page.body if block.block_type == "document"]
    if takes_attachments(model):
        assert sum(page.attachments.count() for page in model.objects.all())
    else:
        assert {block.value["document"].pk for block in blocks} <= set(
            Paper.objects.values_list("pk", flat=True)
        )
        assert blocks


def test_bodies_are_made_of_the_sites_blocks(brought):
    bodies = [page.body for page in conf.article_model().objects.all()]
    kinds = {block.block_type for body in bodies for block in body}
    assert {"paragraph", "figure"} <= kinds and "gallery" not in kinds  # the site took galleries away
    figure = next(block.value for body in bodies for block in body if block.block_type == "figure")
    assert isinstance(figure["image"], Photo) and not figure["wide"] and not figure["place"]


def test_all_that_is_derived_is_right(brought):
    oracle.check(oracle.facts())


def test_old_addresses_answer_on_their_own_host_alone(brought):
    page = conf.article_model().objects.get(legacy_url__contains="ItemID=2275")
    asked = urlsplit(page.legacy_url)
    for path in (f"{asked.path}?{asked.query}", f"{asked.path.upper()}?ItemID=2275&CategoryId=17&fbclid=x"):
        answer = Client(SERVER_NAME=brought.host).get(path)
        assert answer.status_code == 301 and urlsplit(answer["Location"]).path == urlsplit(page.full_url).path
        assert answer["Location"].split(brought.host)[-1].startswith(f"/{brought.language}/")
        assert Client(SERVER_NAME=brought.other).get(path).status_code == 404
    assert page.view_count > 0
    assert {count.site.hostname for count in VisitorCount.objects.all()} == {brought.host}


def test_a_second_run_changes_nothing(brought, small_mirror):
    before = rows()
    said = bring(small_mirror, brought.into)
    assert rows() == before
    assert "Không có gì thay đổi" in said  # "nothing changed"


def test_another_page_is_told_where_the_portal_stands(town, brought, small_mirror):
    before = rows()
    said = bring(small_mirror, str(town.ward_news.pk if brought.host == QUAN else town.culture.pk))
    assert rows() == before
    assert f"({brought.page.pk})" in said


@pytest.mark.long
def test_the_whole_portal(target, mirror):
    with transaction.atomic():
        bring(mirror, target.into)
        pages = conf.article_model().objects.all()
        assert len(pages) == 205
        assert {page.get_site().hostname for page in pages} == {target.host}
        assert {page.locale.language_code for page in pages} == {target.language}
        oracle.check(oracle.facts())
        before = rows()
        bring(mirror, target.into)
        assert rows() == before
        transaction.set_rollback(True)
