"""The commands as a person meets them: output, summary, errors, exit codes."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from wagtail_district_news.extraction import totals
from wagtail_district_news.extraction.shell import main

HILLVIEW = Path(__file__).parent / "fixtures" / "hillview"
PROFILE = ["--profile", str(HILLVIEW / "profile.toml")]


def run(capsys, *arguments):
    code = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_extract_writes_a_line_a_page_and_a_summary(tmp_path, capsys):
    output = tmp_path / "pages.jsonl"
    code, out, err = run(capsys, "extract", HILLVIEW / "site", *PROFILE, "--output", output)
    pages = [json.loads(line) for line in output.read_text().splitlines()]
    assert (code, out, len(pages)) == (0, "", 6)
    assert {
        "file",
        "kind",
        "title",
        "body_text",
        "images",
        "attachments",
        "elements",
        "issues",
        "accounting",
    } <= set(pages[0])
    for line in (
        "6 pages",
        "3   article",
        "kept",
        "1,377 visitors",
        "old address: https://www.hillview.example/",
        "odd.html",
    ):
        assert line in err


def test_a_zip_reads_like_its_folder(tmp_path, capsys):
    packed = tmp_path / "site.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for page in (HILLVIEW / "site").iterdir():
            archive.write(page, page.name)
    outputs = [tmp_path / "folder.jsonl", tmp_path / "zip.jsonl"]
    for source, output in zip((HILLVIEW / "site", packed), outputs, strict=True):
        assert run(capsys, "extract", source, *PROFILE, "--output", output)[0] == 0
    assert outputs[0].read_text() == outputs[1].read_text()


def test_failed_pages_end_with_1_and_are_named(tmp_path, capsys):
    site = tmp_path / "site"
    site.mkdir()
    (site / "good.html").write_text("<div class=crumbs>a > b</div><div class=story><h2>T</h2></div>")
    (site / "deep.html").write_text("<div>" * 3000)
    code, _, err = run(capsys, "extract", site, *PROFILE, "--output", tmp_path / "o.jsonl")
    assert code == 1
    assert "1   failed" in err and "deep.html: " in err


def test_words_lost_where_no_article_is_are_told_apart(tmp_path, capsys):
    site = tmp_path / "site"
    site.mkdir()
    (site / "good.html").write_text(
        "<div class=crumbs>a > b</div><div class=story><h2>T</h2></div><p>one two</p>"
    )
    (site / "other.html").write_text("<div class=story-list></div><p>three four five</p>")
    _, _, err = run(capsys, "extract", site, *PROFILE, "--output", tmp_path / "o.jsonl")
    rows = [line.split() for line in err.splitlines()]
    assert next(row for row in rows if "lost" in row)[:2] == ["5", "lost"]
    assert ["3", "of", "these", "on", "pages", "that", "are", "no", "article"] in rows
    assert ["2", "good.html"] in rows and "other.html" not in err


def test_an_empty_file_is_no_failure_and_is_named(tmp_path, capsys):
    site = tmp_path / "site"
    site.mkdir()
    (site / "good.html").write_text("<div class=crumbs>a > b</div><div class=story><h2>T</h2></div>")
    for name, content in (("empty.html", ""), ("blank.html", " \n")):
        (site / name).write_text(content)
    code, _, err = run(capsys, "extract", site, *PROFILE, "--output", tmp_path / "o.jsonl")
    assert code == 0
    assert "2   empty" in err and "failed" not in err
    assert err.rstrip().splitlines()[-3:] == [
        "empty, since the mirror never received them; fetch them again:",
        "  blank.html",
        "  empty.html",
    ]
    assert len((tmp_path / "o.jsonl").read_text().splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["extract", "nowhere", "--output", "o.jsonl"], "does not exist"),
        (
            ["extract", str(HILLVIEW / "site"), "--output", "no/such/folder/o.jsonl", *PROFILE],
            "no/such/folder",
        ),
        (
            ["extract", str(HILLVIEW / "site"), "--output", "o.jsonl", "--profile", "none.toml"],
            "none.toml cannot be read",
        ),
        (["extract", str(HILLVIEW / "site"), "--output", ".", *PROFILE], "is a folder"),
        (["explain", "nowhere/none.html"], "does not exist"),
        (["explain", "/none.html"], "/none.html does not exist"),
        (["explain", str(HILLVIEW / "site")], "Give one HTML file of it"),
        (["explain", "packed.zip"], "is a zip"),
    ],
)
def test_what_cannot_be_done_ends_with_2(arguments, message, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with zipfile.ZipFile("packed.zip", "w") as packed:
        packed.writestr("a.html", "<p>a")
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert "surveyed" not in err
    assert message in err and "Traceback" not in err


@pytest.mark.parametrize("arguments", [[], ["unknown"], ["extract", "x"]])
def test_wrong_usage_ends_with_2(arguments):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2


def test_a_built_in_profile_that_reads_little_is_warned_of(tmp_path, capsys):
    site = tmp_path / "site"
    site.mkdir()
    (site / "known.html").write_text(
        "<table id=tableforprint><tr class=ms-news-header><td class=FolderTitle>A</td></tr>"
        "<tr><td><p class=Title>A title</p></td></tr><tr><td>Its text</td></tr></table>"
    )
    (site / "strange.html").write_text("<p>x")
    code, _, err = run(capsys, "extract", site, "--output", tmp_path / "o.jsonl")
    assert code == 0 and "built in; explains 50% of a sample" in err and "warning: that is low" in err


def test_a_portal_that_no_built_in_profile_reads_is_learned_and_that_is_said(tmp_path, capsys):
    code, _, err = run(capsys, "extract", HILLVIEW / "site", "--output", tmp_path / "o.jsonl")
    assert code == 0
    for line in (
        "no built-in profile reads this portal; learned one from 6 pages",
        "!! only 6 pages could be learned from",
        f"learn {HILLVIEW / 'site'} --output profile.toml",
    ):
        assert line in err


def test_explain_shows_what_fed_each_slot_and_what_was_dropped(capsys):
    page = HILLVIEW / "site" / "bridge.html"
    code, out, _ = run(capsys, "explain", page, *PROFILE, "--source", HILLVIEW / "site")
    assert code == 0
    for line in (
        "template   story",
        "kind       article",
        "  title         The bridge reopens",
        "by .story h2",
        "  attachment    The plan (2 MB)",
        "lost           2 words  no slot, body or furniture holds it",
        "furniture      2 words  sharing",
        "recurs on other pages",
        "WORDS      kept 57",
        "ISSUE      words-lost",
    ):
        assert line in out, out
    lost = out[out.index("lost           2 words") :].splitlines()
    assert lost[2].strip() == "from body > div.story > ul.files > li", lost


def test_explain_with_a_profile_needs_no_other_page(tmp_path, capsys):
    (tmp_path / "page").write_text("<div class=crumbs>a > b</div><div class=story><h2>T</h2></div>")
    code, out, _ = run(capsys, "explain", tmp_path / "page", *PROFILE)
    assert code == 0 and "title         T" in out


def test_explain_of_a_page_that_cannot_be_read(tmp_path, capsys):
    (tmp_path / "a.html").write_text("")
    code, out, _ = run(capsys, "explain", tmp_path / "a.html", *PROFILE)
    assert code == 1 and "the file is empty" in out


def test_who_stops_reading_gets_no_traceback():
    command = [sys.executable, "-m", "wagtail_district_news.extraction", "explain"]
    with subprocess.Popen(
        [*command, HILLVIEW / "site" / "bridge.html", *PROFILE],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


def test_what_the_system_says_is_said_plainly(tmp_path, capsys):
    code, _, err = run(capsys, "explain", tmp_path / "none.html", *PROFILE)
    assert code == 2 and "[Errno" not in err and str(tmp_path / "none.html") in err


def test_all_pages_that_failed_are_named_up_to_a_thousand(tmp_path, capsys, monkeypatch):
    (tmp_path / "site").mkdir()
    for number in range(15):
        (tmp_path / "site" / f"{number}.html").write_text("no markup")
    command = ["extract", tmp_path / "site", *PROFILE, "--output", tmp_path / "o.jsonl"]
    code, _, err = run(capsys, *command)
    assert code == 1 and err.count(".html: ") == 15 and "more" not in err
    monkeypatch.setattr(totals, "MOST_NAMED", 4)
    _, _, err = run(capsys, *command)
    assert err.count(".html: ") == 4 and "... and 11 more" in err


@pytest.mark.parametrize("package", ["selectolax", "nh3", "babel"])
def test_without_the_extra_it_says_what_to_install(package):
    code = (
        f"import runpy, sys; sys.modules['{package}'] = None; sys.argv = ['x', 'extract', '.'];"
        "runpy.run_module('wagtail_district_news.extraction', run_name='__main__')"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.returncode == 2
    assert f'{package} is not installed. Run: pip install "wagtail-district-news[importer]"' in result.stderr
    assert "Traceback" not in result.stderr
