"""Whole pages: kinds, slots, issues; a fixture site; the sample portal; nothing of Django."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.extraction.reading import ARTICLE, read_page
from tests.sample import sample_portal
from wagtail_district_news.extraction.documents import Attachment
from wagtail_district_news.extraction.extract import CONVERTER_VERSION, extract_page, survey
from wagtail_district_news.extraction.jsonl import page_data
from wagtail_district_news.extraction.profile import builtin_profiles, choose_profile, load_profile
from wagtail_district_news.extraction.sources import open_source

HILLVIEW = Path(__file__).parent / "fixtures" / "hillview"
LONG = "A sentence that is long enough to count as text. " * 4
NOTICES = ARTICLE.replace("notice_length = 0", "notice_length = 120")


def body(markup):
    return f"<h1>T</h1><main>{markup}</main>"


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        (body(f"<p>{LONG}</p>"), "article"),
        (body(""), "notice"),
        (body("<p>Short.</p>"), "notice"),
        (body("<p>See <a href=a.pdf>here</a></p>"), "notice"),
        (body(f"<p><a href=a.pdf>{LONG}</a></p>"), "notice"),
        (body(f"<p>{LONG}</p><p><a href=a.pdf>{LONG}</a></p>"), "article"),
        (body("<img src=a.jpg>"), "notice"),
        ("<p>nothing that a template knows</p>", "other"),
    ],
)
def test_kinds(markup, kind):
    assert read_page(markup, NOTICES).kind == kind


def test_missing_parts_are_said_and_stay_empty():
    page = read_page("<h1></h1><main>x</main>")
    assert (page.title, page.published_at, page.view_count, page.category) == ("", None, None, "")
    assert [issue.code for issue in page.issues] == ["no-title", "no-date"]


@pytest.mark.parametrize(
    ("shown", "count"), [("0", 0), ("", None), ("many", None), ("37.412.221", 37_412_221)]
)
def test_no_number_is_none_and_zero_is_zero(shown, count):
    profile = ARTICLE + "[template.view_count]\nselect = ['.v']"
    assert read_page(f"<h1>T</h1><p class=v>{shown}</p>", profile).view_count == count


def test_a_document_is_named_once_however_often_it_is_linked():
    page = read_page(
        body("<a href=a.pdf><img src=i.gif></a> <a href=a.pdf>The paper</a> <a href=a.pdf>again</a>")
    )
    assert page.attachments == (Attachment("a.pdf", "The paper"),)


def test_a_legacy_font_is_read():
    page = read_page(body("<p><font face='.VnTime'>Céng hoµ x· héi chñ nghÜa ViÖt Nam</font></p>"))
    assert "Cộng hoà xã hội chủ nghĩa Việt Nam" in page.body[0].html
    assert "legacy-font" in [issue.code for issue in page.issues]


def test_the_base_of_a_page_is_told():
    assert (
        read_page("<head><base href=' http://p.example/a/ '></head><h1>T</h1>").base_href
        == "http://p.example/a/"
    )


def test_reading_twice_gives_the_same():
    markup = body("<p>a <b>b</b></p><table border=1><tr><td>c<td>d<tr><td>e<td>f</table>")
    assert read_page(markup) == read_page(markup)
    assert CONVERTER_VERSION >= 1


def hillview():
    profile = load_profile(HILLVIEW / "profile.toml")
    with open_source(HILLVIEW / "site") as source:
        known = survey(source, profile)
        return {one.path: page_data(extract_page(one, profile, known)) for one in source.documents()}


@pytest.mark.parametrize(
    "expected", json.loads((HILLVIEW / "expected.json").read_text()), ids=lambda e: e["file"]
)
def test_a_portal_of_another_make(expected):
    assert hillview()[expected["file"]] == expected


def test_the_sample_portal_is_read_whole(tmp_path):
    pages = json.loads(sample_portal(tmp_path).truth.read_text("utf-8"))["pages"]
    truth = {page["path"]: page for page in pages if page["kind"] in ("article", "notice")}
    with open_source(tmp_path / "mirror") as source:
        profile, coverage = choose_profile(builtin_profiles(), source)
        known = survey(source, profile)
        pages = {
            one.path: extract_page(one, profile, known) for one in source.documents() if one.path in truth
        }
    assert coverage > 0.9 and len(pages) == len(truth) > 150
    for path, page in pages.items():
        expected = truth[path]
        assert page.title == expected["title"], path
        assert page.category == expected["category"].removeprefix("Root"), path
        assert page.published_at.isoformat() == expected["published_at"], path
        assert page.lead == expected["lead"] and page.view_count == expected["view_count"], path
        data = page_data(page)
        assert data["body_text"].split() == expected["body_text"].split(), path
        assert len(page.attachments) == len(expected["attachments"]), path
        assert page.address == expected["address"], path
        assert page.accounting.lost == 0, path
    assert known.visitor_count == 37_412_221


NOTHING_OF_DJANGO = """
import sys
class Wall:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("django", "wagtail", "modelcluster", "taggit"):
            raise ImportError("blocked: " + name)
sys.meta_path.insert(0, Wall())
from wagtail_district_news.extraction.shell import main
code = main(["extract", sys.argv[1], "--profile", sys.argv[2], "--output", sys.argv[3]])
assert not {"django", "wagtail"} & set(sys.modules)
sys.exit(code)
"""


def test_extraction_works_where_django_cannot_be_imported(tmp_path):
    output = tmp_path / "pages.jsonl"
    arguments = [str(HILLVIEW / "site"), str(HILLVIEW / "profile.toml"), str(output)]
    done = subprocess.run(
        [sys.executable, "-c", NOTHING_OF_DJANGO, *arguments], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert len(output.read_text().splitlines()) == 6
