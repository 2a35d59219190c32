"""The summary, the report and tables that line up."""

from __future__ import annotations

import json

import pytest
from django.utils.translation import override

from tests.importer.conftest import PDF, PlainSource, make_page, make_source
from tests.importer.test_pipeline import edit
from wagtail_district_news.extraction.documents import Accounting, Attachment, Figure, Image, Issue
from wagtail_district_news.extraction.parse import PageError
from wagtail_district_news.importer.report import NAMED, number, share, summary_lines, write_report
from wagtail_district_news.importer.tables import ending, padded, shortened, table, width, wrapped
from wagtail_district_news.models import ArticlePage


def test_an_empty_table_has_no_lines():
    assert table([]) == []


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("Đảng bộ", 7), ("Đảng bộ".encode().decode(), 7), ("tiê\u0301ng", 5), ("新闻", 4)],
)
def test_width_counts_columns_not_code_points(text, columns):
    assert width(text) == columns


def test_columns_line_up_in_any_alphabet():
    lines = table([("Tiếng Việt", "1"), ("新闻", "1,000"), ("plain", "20")], right=(1,))
    ends = {width(line) for line in lines}
    assert len(ends) == 1
    assert table([("a", "b"), ("cc", "d")], head=True)[1].strip() == "--  -"


def test_shortened_and_padded():
    assert shortened("một hai ba bốn", 8) == "một hai…"
    assert shortened("một\n hai", 8) == "một hai"
    assert ending("Posts/Post.aspx?ItemID=12.html", 16) == "…?ItemID=12.html"
    assert ending("ItemID=12.html", 14) == "ItemID=12.html"
    assert width(ending("a/" * 50_000, 44)) == 44
    assert padded("á", 3) == "á  " and padded("á", 3, right=True) == "  á"


@pytest.mark.parametrize(
    ("part", "total", "said"),
    [
        (0, 0, ""),
        (0, 10, "0.00 %"),
        (10, 10, "100.00 %"),
        (1, 1_000_000, "< 0.01 %"),
        (999_999, 1_000_000, "> 99.99 %"),
    ],
)
def test_a_share_never_rounds_a_loss_away(part, total, said):
    assert share(part, total) == said


def test_digits_are_grouped():
    assert number(37412221) == "37,412,221"
    with override("vi"):
        assert (number(37412221), share(38, 100)) == ("37.412.221", "38,00 %")


@pytest.fixture
def eventful():
    pages = {f"p{count:02}.html": make_page(f"p{count:02}.html") for count in range(3)}
    pages["lossy.html"] = make_page(
        "lossy.html",
        title="Mất mát",
        accounting=Accounting(5, 1, 2, ("hai", "từ")),
        body=(Figure(Image("gone.png", caption="Ảnh")),),
    )
    pages["list.html"] = make_page("list.html", kind="listing", accounting=Accounting(900, 900, 900))
    pages["broken.html"] = PageError("deeper than 512 levels")
    return PlainSource(pages)


@pytest.mark.django_db
def test_the_summary_says_what_happened(run, eventful, extraction):
    extraction.visitors = 66_422
    outcomes, _summary = run(eventful)
    edit(next(each.page_id for each in outcomes if each.path == "p01.html"), lead="mine")
    _outcomes, summary = run(eventful)
    text = "\n".join(summary_lines(summary))
    said = {
        line.split("  ")[1].strip(): line.split()[-1] for line in text.splitlines() if line.startswith("  ")
    }
    assert said["unchanged"] == "3" and said["skipped"] == "2" and said["failed"] == "1"
    assert said["visitors of the old portal"] == "66,422"
    assert next(line for line in text.splitlines() if "words lost" in line).split()[2] == "2"
    assert "Mất mát" in text and "2 words" in text
    assert "an editor changed them" in text and "Bài viết p01.html" in text
    assert "deeper than 512 levels" in text
    assert "900" not in text, "the words of a listing are no article's"


@pytest.mark.django_db
def test_lost_words_are_said_once_and_belong_to_a_page_that_is_named(run, dry_run):
    lost = Issue("words-lost", "2 words are in no slot", True, "hai từ")
    page = make_page("a.html", title="Mất mát", accounting=Accounting(5, 1, 2, ("hai", "từ")), issues=(lost,))
    source = PlainSource({"a.html": page})
    _outcomes, plan = dry_run(source)
    outcomes, summary = run(source)
    assert [line for line in summary_lines(summary) if "Mất mát" in line] == ["  Mất mát  2 words"]
    addresses = [line for line in summary_lines(summary) if "old addresses" in line]
    assert addresses == [line for line in summary_lines(plan) if "old addresses" in line] != []
    ArticlePage.objects.get(pk=outcomes[0].page_id).delete()
    _outcomes, again = run(source)
    assert again.losses.count == 0 and again.words.lost == again.words.kept == 0


@pytest.mark.django_db
def test_the_second_run_says_that_nothing_changed(run):
    source = make_source(2)
    run(source)
    _outcomes, summary = run(source)
    lines = summary_lines(summary)
    assert lines[0].startswith("Nothing changed") and "2" in lines[4]


@pytest.mark.django_db
def test_a_long_list_is_capped_and_says_so(run):
    source = PlainSource({f"p{count:02}.html": PageError("x") for count in range(NAMED + 5)})
    _outcomes, summary = run(source)
    text = "\n".join(summary_lines(summary))
    assert text.count(" x") == NAMED and "5 more" in text


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["report", "report.json", "report.txt"])
def test_a_report_is_json_and_a_table(run, eventful, tmp_path, name):
    _outcomes, summary = run(eventful)
    as_json, as_text = write_report(tmp_path / name, summary)
    assert (as_json, as_text) == (tmp_path / "report.json", tmp_path / "report.txt")
    report = json.loads(as_json.read_text("utf-8"))
    assert report["counts"]["outcomes"] == {"new": 4, "updated": 0, "unchanged": 0, "skipped": 1, "failed": 1}
    assert report["counts"]["words"] == {"kept": 29, "furniture": 10, "lost": 2}
    lossy = next(page for page in report["pages"] if page["path"] == "lossy.html")
    assert lossy["words"]["lost_words"] == ["hai", "từ"] and lossy["issues"][0]["loss"] is True
    text = as_text.read_text("utf-8")
    for path in eventful.pages:
        assert path in text


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_of_a_report_are_those_of_the_run_word_for_word(run, tmp_path, count):
    """Also where it holds what some call an end of a line."""
    odd = Issue("odd", "a\u2028b", True, 'c\x85"d"\\')
    outcomes, summary = run(
        PlainSource({f"p{each}.html": make_page(f"p{each}.html", issues=(odd,)) for each in range(count)})
    )
    report = json.loads(write_report(tmp_path / "r", summary)[0].read_text("utf-8"))
    assert report["pages"] == json.loads(json.dumps([each.as_json() for each in outcomes]))
    assert [page["issues"][0]["detail"] for page in report["pages"]] == [odd.detail] * count


@pytest.mark.django_db
def test_the_ledger_keeps_the_numbers_of_a_run(run, eventful):
    from wagtail_district_news.importer.models import ImportRun

    run(eventful)
    kept = ImportRun.objects.get()
    assert (kept.words_kept, kept.words_furniture, kept.words_lost) == (29, 10, 2)
    assert kept.counts["outcomes"]["failed"] == 1 and kept.counts["categories_made"] == ["Tin tức"]
    assert len(kept.source_digest) == 64 and kept.finished_at


def test_long_remarks_are_wrapped_between_words_in_any_alphabet():
    assert wrapped("", 20) == []
    assert wrapped("một hai ba bốn năm", 12, indent="  - ") == ["  - một hai", "    ba bốn", "    năm"]
    assert wrapped(f"a {'x' * 30} b", 12) == ["a", "x" * 30, "b"]
    assert wrapped("新闻 新闻", 6) == ["新闻", "新闻"]


@pytest.mark.django_db
def test_the_text_report_reads_well_at_a_hundred_columns(run, eventful, tmp_path):
    long = Issue("link-dropped", "a link leads nowhere " * 20, True, "http://www.portal.example/" + "a" * 60)
    eventful.pages["long.html"] = make_page("long.html", title="Một tựa đề rất dài " * 12, issues=(long,))
    _outcomes, summary = run(eventful)
    lines = write_report(tmp_path / "report", summary)[1].read_text("utf-8").splitlines()
    assert max(width(line) for line in lines) <= 100
    start = lines.index("long.html")
    assert lines[start - 1] == "" and lines[start + 1].startswith("  new · article · words: 8 kept, ")
    told = " ".join(line.strip() for line in lines[start:])
    assert "a link leads nowhere a link leads nowhere" in told and "a" * 60 + "]" in told


@pytest.mark.django_db
def test_pages_that_stay_drafts_are_counted_with_what_to_do(run):
    source = make_source(3)
    _outcomes, drafted = run(source, draft=True)
    _outcomes, again = run(source)
    assert drafted.drafts == again.drafts == 3
    for summary in (drafted, again):
        assert next(line for line in summary_lines(summary) if "choose “Publish”" in line).startswith(
            "3 imported pages are drafts"
        )
    for page in ArticlePage.objects.all()[:2]:
        page.get_latest_revision().publish()
    _outcomes, later = run(source)
    assert any(line.startswith("1 imported page is a draft") for line in summary_lines(later))
    ArticlePage.objects.filter(live=False).first().get_latest_revision().publish()
    _outcomes, last = run(source)
    assert not any("draft" in line for line in summary_lines(last))


@pytest.mark.django_db
def test_a_second_run_says_again_what_is_not_here(run, eventful):
    _outcomes, first = run(eventful)
    _outcomes, second = run(eventful)
    assert first.media_missing == second.media_missing == 1
    assert any("1 pictures and documents not here" in line for line in summary_lines(second))


def test_documents_that_no_page_links_are_named_where_every_page_was_read(run, dry_run):
    linked = make_page("a.html", body=(Attachment("in.pdf", "Có"),))
    files = {
        "in.pdf": PDF,
        "lost.pdf": PDF + b"2",
        "deep/LOST.DOC": b"word",
        "site.css": b"",
        "logo.gif": b"",
    }
    source = PlainSource({"a.html": linked}, files)
    for import_it in (dry_run, run):
        _outcomes, summary = import_it(source)
        assert summary.unlinked == ("deep/LOST.DOC", "lost.pdf")
        assert summary.as_json()["unlinked_documents"] == ["deep/LOST.DOC", "lost.pdf"]
    text = "\n".join(summary_lines(summary))
    assert "Documents of the source that no imported page links (2):\n  deep/LOST.DOC\n  lost.pdf" in text
    _outcomes, again = run(source)  # nothing was read anew, so nothing can be told
    assert again.unlinked == () and "no imported page links" not in "\n".join(summary_lines(again))


def test_words_on_pages_that_are_no_article_are_told(run):
    other = make_page("x.html", kind="other", accounting=Accounting(0, 3, 9, ("một",) * 9))
    _outcomes, summary = run(PlainSource({"a.html": make_page("a.html"), "x.html": other}))
    assert summary.words_unread == 12
    row = next(line for line in summary_lines(summary) if "words on pages that are no article" in line)
    assert row.split()[-3:] == ["12", "see", "Skipped"]
