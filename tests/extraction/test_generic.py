"""The generic road: pages that no template explains, read by kept libraries."""

import json
import os
import sys
from pathlib import Path

import pytest

from benchmarks import generic as bench
from tests.extraction.reading import ARTICLE, document, read_page, visible_words
from wagtail_district_news.extraction import explain, generic_library
from wagtail_district_news.extraction.extract import Survey, explain_page, extract_page
from wagtail_district_news.extraction.generic_library import Answer, markup_of
from wagtail_district_news.extraction.parse import parse
from wagtail_district_news.extraction.profile_model import Profile
from wagtail_district_news.extraction.texts import body_text, pictures

NOTHING = Profile("nothing learned")
PROSE = (
    "Sáng nay, tại hội trường huyện, lãnh đạo các phòng ban đã dự buổi tổng kết công tác của năm vừa qua. "
)
PAGE = f"""<!DOCTYPE html><html lang="vi"><head><title>Hội nghị tổng kết năm - Huyện Thử</title>
<meta property="article:published_time" content="2013-02-07T09:37:32+07:00">
<style>p {{ color: red }}</style><script>var words = "no words of the page"</script></head><body>
<nav><ul><li><a href="/">Trang chủ</a></li><li><a href="/tin">Tin tức</a></li></ul></nav>
<div id="main"><h1>Hội nghị tổng kết năm</h1>
<p>{PROSE * 3}</p><figure><img src="/anh.jpg" alt="Ảnh"><figcaption>Quang cảnh</figcaption></figure>
<p>{PROSE * 2}<b>Đậm</b> &lt;không&gt; thẻ.</p><ul><li>{PROSE}</li><li>{PROSE[::-1]}</li></ul>
<p>{PROSE} Hết.</p></div><footer><p>Bản quyền 2013</p><p><a href="/x">Liên hệ</a></p></footer></body></html>"""


def read(markup, profile=NOTHING):
    return extract_page(document(markup), profile, Survey(profile))


class TestPages:
    def test_an_article(self):
        page = read(PAGE)
        assert (page.kind, page.title, page.template) == ("article", "Hội nghị tổng kết năm", "")
        assert page.published_at.isoformat() == "2013-02-07T02:37:32+00:00"
        text = body_text(page.body)
        assert text.startswith("Sáng nay")
        assert text.rstrip().endswith("Hết.")
        assert "<không> thẻ" in text
        assert not [part for part in ("Trang chủ", "Bản quyền", "no words", "Hội nghị tổng") if part in text]
        assert [image.src for image in pictures(page.body)] == ["/anh.jpg"]
        assert "<ul><li>" in "".join(getattr(element, "html", "") for element in page.body)
        assert "generic" in {issue.code for issue in page.issues}

    def test_every_word_is_accounted_for(self):
        page, reading, fates = explain_page(document(PAGE), NOTHING, Survey(NOTHING))
        assert sorted(word for fate in fates for word in fate.words) == sorted(visible_words(PAGE))
        assert {"chủ", "quyền"} <= set(page.accounting.lost_words)
        assert page.accounting.kept > 100
        assert any("generic" in line for line in explain.lines(page, reading, fates, NOTHING))

    def test_furniture_of_the_profile_stays_furniture(self):
        profile = ARTICLE + '[[furniture]]\nname = "menu"\nwhat = "x"\nselect = ["nav", "footer"]\n'
        page = read_page(PAGE.replace("<h1>", "<h2>").replace("</h1>", "</h2>"), profile)
        assert page.title == "Hội nghị tổng kết năm"
        assert page.accounting.furniture >= 8

    def test_a_page_that_a_template_explains_does_not_take_it(self, monkeypatch):
        monkeypatch.setattr(generic_library, "ask", None)
        assert read_page(f"<h1>T</h1><main><p>{PROSE * 5}</p></main>").template == "article"

    @pytest.mark.parametrize(
        ("markup", "kind"),
        [
            ("<p>Short.</p>", "other"),
            ("<ul>" + "".join(f"<li><a href={n}>Một tin có tên dài số {n}</a></li>" for n in range(9)) + "</ul>",
             "listing"),
        ],
    )  # fmt: skip
    def test_other_kinds(self, markup, kind):
        assert read(markup).kind == kind

    def test_a_guessed_date_is_said_and_not_taken(self):
        page = read(PAGE.replace("article:published_time", "x").replace("<p>Bản", "<p>Ngày 5/3/2013 Bản"))
        guessed = [issue.detail for issue in page.issues if issue.code == "date-guessed"]
        assert page.published_at is None or page.published_raw.startswith("2013-02-07")
        assert page.published_at or guessed

    def test_it_says_what_to_install(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "readability", None)
        page = read(PAGE)
        (issue,) = [issue for issue in page.issues if issue.code == "generic-missing"]
        assert "readability-lxml" in issue.message
        assert 'wagtail-district-news[generic]"' in issue.message
        assert page.accounting.lost

    def test_a_library_that_fails_ends_nothing(self, monkeypatch, capfd):
        import readability
        import trafilatura

        def fails(*arguments, **options):
            raise RecursionError("odd markup")

        monkeypatch.setattr(trafilatura, "bare_extraction", fails)
        monkeypatch.setattr(readability, "Document", fails)
        assert read(PAGE).kind == "other"
        assert capfd.readouterr() == ("", "")

    @pytest.mark.parametrize(
        "markup", ["<div>" * 1500 + "<p>x</p>" * 1500, "<p>" + "lời " * 500_000, "<br>" * 50_000]
    )
    def test_what_is_too_large_is_said(self, markup):
        assert next(issue.code for issue in read(markup).issues) == "generic-too-large"

    def test_the_longer_answer_where_one_stopped_early(self, monkeypatch):
        monkeypatch.setattr(generic_library, "_by_trafilatura", lambda markup: Answer("a b c", "T", ""))
        monkeypatch.setattr(generic_library, "_by_readability", lambda markup: "a b c d e")
        assert generic_library.ask(parse("<p>x")).text == "a b c"
        monkeypatch.setattr(generic_library, "_by_readability", lambda markup: "a b c d e f")
        assert generic_library.ask(parse("<p>x")) == Answer("a b c d e f", "T", "")


@pytest.mark.parametrize(
    "markup",
    [PAGE, "<p>a &amp; b<br>c<textarea>x<y</textarea><svg><a>t</a></svg>", "<table><td>1<td title='\"'>2"],
)
def test_the_markup_of_a_tree_is_that_of_the_same_tree(markup):
    tree = parse(markup)
    again = parse(markup_of(tree))
    shown = [[(node.tag, node.text.strip()) for node in one.nodes if node.seen] for one in (tree, again)]
    assert shown[0] == shown[1]


def test_the_bench_judges_both_alike(tmp_path, monkeypatch, capsys):
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    truth = json.dumps({"file": "a.html", "page_type": "article", "body_text": PROSE * 3})
    (tmp_path / "ground_truth.jsonl").write_text(truth, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["generic", str(tmp_path), "--json", str(tmp_path / "out.json")])
    assert bench.main() in (0, 1)
    assert capsys.readouterr().out.count("trafilatura") == 2
    assert (tmp_path / "out.json").exists()


@pytest.mark.long
@pytest.mark.skipif(not os.environ.get("LEGACY_SAMPLES"), reason="LEGACY_SAMPLES is not set")
@pytest.mark.parametrize("name", ["fundus", "mozreadability"])
def test_no_lower_than_trafilatura(name):
    figures = {
        result.road: result.body_f1
        for result in bench.measure(Path(os.environ["LEGACY_SAMPLES"], "single", name))
    }
    assert figures["ours"] >= max(figures.values())
