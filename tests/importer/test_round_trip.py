"""Every imported page opens in the admin editor and is saved there without a change."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest
from wagtail.models import Revision

from tests.importer.conftest import BASE, PDF, PlainSource, make_page, picture
from tests.importer.editing import save_unchanged, stored_body, without_block_keys
from tests.marks import long_on_postgresql
from wagtail_district_news.extraction.documents import (
    Attachment,
    Embed,
    Figure,
    Gallery,
    Heading,
    Image,
    Quote,
    RichText,
    Table,
)
from wagtail_district_news.extraction.profile import builtin_profiles
from wagtail_district_news.extraction.sources import open_source
from wagtail_district_news.extraction.templates import choose_profile
from wagtail_district_news.importer import options, pipeline
from wagtail_district_news.importer.digest import changed_by_editor
from wagtail_district_news.importer.models import ImportRecord
from wagtail_district_news.models import ArticlePage

pytestmark = pytest.mark.django_db

EVERYTHING = (
    Heading("Một năm nhìn lại", 3),  # "A year in review"
    RichText(
        "<p>Dòng một<br/>dòng hai &amp; <b>đậm <i>nghiêng</i></b> H<sub>2</sub>O, m<sup>2</sup>, <s>bỏ</s></p>"
        "<ul><li>một<ul><li>hai</li></ul></li><li>ba</li></ul><ol><li>bốn</li></ol>"
        f'<p><a href="{BASE}b.html">trang khác</a>, <a href="files/plan.pdf">tệp</a>, '
        '<a href="https://example.org/?a=1&amp;b=2">ngoài</a>, <a href="mailto:a@example.org">thư</a></p><hr/><p>hết</p>'
    ),
    Figure(Image("pics/a.png", alt="", caption="Ảnh một", credit="PV")),
    Figure(Image("pics/missing.png", caption="Ảnh đã mất")),
    Gallery((Image("pics/a.png", caption="Hai"), Image("pics/b.png")), "Bộ ảnh"),
    Quote("Lời nói\nhai dòng", "Một người"),
    Table(
        (("Giờ", "Việc"), ("8:00", '<b>Họp</b> <a href="files/plan.pdf">tệp</a>'), ("", "nghỉ<br/>trưa")),
        True,
        "Lịch",
    ),
    Attachment("files/plan.pdf", "Kế hoạch"),
    Attachment("files/gone.pdf", "Không còn"),
    Embed("https://video.example/watch?v=1", "Phóng sự"),
)


@pytest.fixture
def everything():
    page = make_page("a.html", body=EVERYTHING, lead="Tóm tắt\nhai dòng", byline="Nguyên", source="Báo huyện")
    return PlainSource(
        {"a.html": page, "b.html": make_page("b.html", title="2018")},
        {"pics/a.png": picture(), "pics/b.png": picture(color="red"), "files/plan.pdf": PDF},
    )


def assert_survives_an_editor(client, page):
    """Open, publish unchanged: nothing differs but block keys, and the page does not count as edited."""
    record = ImportRecord.objects.get(page_id=page.pk)
    before = stored_body(page)
    assert not changed_by_editor(record, page)
    response = save_unchanged(client, page)
    assert response.status_code == 302, _errors(response)
    page = ArticlePage.objects.get(pk=page.pk)
    assert page.latest_revision_id != record.revision, (
        "the save made no revision: the test would prove nothing"
    )
    assert without_block_keys(stored_body(page)) == without_block_keys(before)
    assert not changed_by_editor(record, page)


def _errors(response):
    form = response.context["form"]
    return {**form.errors, **{name: each.errors for name, each in form.formsets.items() if any(each.errors)}}


def test_a_page_with_every_element_survives(run, everything, client, admin):
    outcomes, _summary = run(everything)
    assert [outcome.status for outcome in outcomes] == ["new", "new"]
    assert [issue.code for issue in outcomes[0].issues] == ["image-missing", "document-missing"]
    client.force_login(admin)
    page = ArticlePage.objects.get(pk=outcomes[0].page_id)
    assert [block.block_type for block in page.body] == [
        "heading", "paragraph", "figure", "paragraph", "gallery", "quote", "table", "document", "paragraph", "embed",
    ]  # fmt: skip
    assert_survives_an_editor(client, page)


def test_a_page_saved_unchanged_is_still_updated_by_a_new_source(run, everything, client, admin):
    outcomes, _summary = run(everything)
    client.force_login(admin)
    for outcome in outcomes:
        save_unchanged(client, ArticlePage.objects.get(pk=outcome.page_id))
    everything.version = 2
    again, _summary = run(everything)
    assert [outcome.status for outcome in again] == ["updated", "updated"]
    assert [outcome.page_id for outcome in again] == [outcome.page_id for outcome in outcomes]


def test_a_page_saved_unchanged_is_unchanged_at_the_next_run(run, everything, client, admin):
    outcomes, _summary = run(everything)
    client.force_login(admin)
    save_unchanged(client, ArticlePage.objects.get(pk=outcomes[0].page_id))
    revisions = Revision.objects.count()
    again, _summary = run(everything)
    assert [outcome.status for outcome in again] == ["unchanged", "unchanged"]
    assert Revision.objects.count() == revisions


def samples():
    folder = os.environ.get("LEGACY_SAMPLES")
    return sorted(Path(folder).glob("*/pages")) if folder else []


def few_and_many():
    """The sites that the built-in profile reads; the smallest stands for all but in the long runs."""
    for pages in samples():
        if pages.parent.name in ("vn_cujut", "vn_sgtvt"):
            yield pytest.param(pages, marks=pytest.mark.long)
        elif pages.parent.name == "vn_stp":
            yield pytest.param(pages, marks=long_on_postgresql)


@pytest.mark.skipif(
    not samples(), reason="LEGACY_SAMPLES names no folder of real sites (<site>/pages/*.html.gz)"
)
@pytest.mark.parametrize("pages", list(few_and_many()), ids=lambda p: p.parent.name)
def test_every_page_of_a_real_site_survives(pages, tmp_path, home, site, client, admin):
    mirror = tmp_path / pages.parent.name
    for packed in pages.glob("*.html.gz"):
        place = mirror / packed.name.removesuffix(".gz").removeprefix("LISTING__")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(gzip.decompress(packed.read_bytes()))
    with open_source(mirror) as source:
        profile, _coverage = choose_profile(builtin_profiles(), source)
        chosen = options.ImportOptions(fail_fast=True, profile=profile)
        outcomes = list(pipeline.import_site(source, home, chosen))
        truth = [json.loads(line) for line in (pages.parent / "ground_truth.jsonl").open(encoding="utf-8")]
        assert not [outcome for outcome in outcomes if outcome.status == "failed"]
        written = [outcome for outcome in outcomes if outcome.status == "new"]
        assert len(written) == sum(row["page_type"] in ("article", "notice") for row in truth)
        assert {one.code for one in outcomes if one.status == "skipped"} == {"listing"}
        client.force_login(admin)
        for outcome in written:
            assert_survives_an_editor(client, ArticlePage.objects.get(pk=outcome.page_id))
        again = list(pipeline.import_site(source, home, chosen))
    assert {outcome.status for outcome in again} <= {"unchanged", "skipped"}
    assert not [outcome for outcome in again if outcome.code == "edited"]
