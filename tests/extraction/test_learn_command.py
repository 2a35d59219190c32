"""The learn command as a person meets it: a table, a commented profile that can be mended, and loud doubts."""

import json
import re
import tomllib
import zipfile

import pytest

from wagtail_district_news.extraction.learn.doubts import doubts_of
from wagtail_district_news.extraction.learn.report import Report, Seen, SlotRow
from wagtail_district_news.extraction.profile import Profile, Template, load_profile
from wagtail_district_news.extraction.shell import main
from wagtail_district_news.extraction.survey import Survey

from . import village


@pytest.fixture(scope="module")
def mirror(tmp_path_factory):
    def counter(number):
        return f'<p class="hits">Visitors: {37_412_200 + number}</p>'

    return village.write(tmp_path_factory.mktemp("mirror"), counter)


@pytest.fixture
def learned(mirror, tmp_path, capsys):
    """(the profile's file, what was printed, the exit code)"""
    file = tmp_path / "profile.toml"
    code = main(["learn", str(mirror), "--output", str(file), "--timezone", "Europe/London"])
    return file, capsys.readouterr().out, code


def explained(capsys, mirror, file, page):
    assert main(["explain", page, "--source", str(mirror), "--profile", str(file)]) == 0
    return capsys.readouterr().out


def test_the_table_tells_templates_slots_and_furniture_apart(learned):
    _, out, code = learned
    assert code == 0
    assert "learned from 18 of the 18 pages" in out
    assert "found: article 13, notice 2, listing 3; explained by no template: 0" in out
    assert "TEMPLATE article: 15 of 18 pages (article 13, notice 2)" in out
    for slot in ("title", "date", "category", "body", "visitor_count"):
        assert re.search(rf"^  {slot} +100 %  ", out, re.MULTILINE), slot
    for part in ("navigation (top-menu)", "other news (more)", "toolbar (tools)", "footer (foot)"):
        assert re.search(rf"^  {re.escape(part)} +1[58] ", out, re.MULTILINE), out
    assert "Nothing looks doubtful" in out


def test_every_slot_has_a_confidence_and_three_samples(learned):
    file, out, _ = learned
    template = next(t for t in tomllib.loads(file.read_text("utf-8"))["template"] if t["kind"] == "article")
    slots = {name: slot for name, slot in template.items() if isinstance(slot, dict)}
    assert {"title", "date", "category", "body"} <= set(slots)
    for name, slot in slots.items():
        assert slot["confidence"] == 1.0 and len(slot["samples"]) == 3, name
    assert all(sample in out for sample in slots["title"]["samples"])


def test_the_comments_say_what_was_found_and_what_to_do(learned, mirror):
    text = learned[0].read_text("utf-8")
    said = " ".join(line.lstrip("# ") for line in text.splitlines() if line.startswith("#"))
    for words in (
        f"Learned from 18 pages of {mirror}",
        "Articles: 15 of the 18 pages tried, 2 of them notices",
        "title: the headline. Found on 15 of 15 pages.",
        "body: the text with its pictures. Found on 13 of 13 pages.",
        "visitor_count: how often the portal was visited",
        "Wrong element? Put the selector of the right one first in `select`.",
    ):
        assert words in said


def test_a_broken_slot_is_mended_by_one_line(learned, mirror, capsys):
    file = learned[0]
    right = next(t for t in load_profile(file).templates if t.kind == "article").slot("date").select
    lines = file.read_text("utf-8").splitlines()
    at = lines.index(f'select = ["{right[0]}"]', lines.index("[template.date]"))
    lines[at] = 'select = ["div.foot"]'
    file.write_text("\n".join(lines), "utf-8")
    broken = explained(capsys, mirror, file, "a0.html")
    assert "date          © Parish of Millbrook" not in broken
    assert "(nothing found)" in broken and "looked for div.foot" in broken
    lines[at] = f'select = ["{right[0]}"]'
    file.write_text("\n".join(lines), "utf-8")
    assert "date          01/01/2016 08:30   read as 2016-01-01 08:30+00:00" in explained(
        capsys, mirror, file, "a0.html"
    )


def test_explain_says_where_a_body_was_looked_for(learned, mirror, capsys):
    file = learned[0]
    lines = file.read_text("utf-8").splitlines()
    at = next(i for i in range(lines.index("[template.body]"), len(lines)) if lines[i].startswith("select ="))
    assert lines[at].endswith("]")
    lines[at] = 'select = ["div.nowhere"]'
    file.write_text("\n".join(lines), "utf-8")
    broken = explained(capsys, mirror, file, "a0.html")
    assert "looked for div.nowhere" in broken


def test_explain_shows_of_a_date_what_the_page_shows(learned, mirror, capsys):
    file = learned[0]
    text = file.read_text("utf-8")
    at = text.index("[template.date]")
    for pattern, seen in (
        (r"\d+/\d+/\d+", "01/01/2016   read as 2016-01-01\n"),
        ("2016", "2016   not understood\n"),
    ):
        pick = f"[template.date]\npattern = '{pattern}'"
        file.write_text(
            text[:at] + pick + text[at + len("[template.date]") :].replace('lines = "any"\n', "", 1), "utf-8"
        )
        assert f"date          {seen}" in explained(capsys, mirror, file, "a0.html")


def test_explain_says_why_no_template_fits_and_why_a_page_is_a_notice(learned, mirror, tmp_path, capsys):
    strange = tmp_path / "strange.html"
    strange.write_text("<html><body><p>Nothing that is known here.</p></body></html>")
    assert main(["explain", str(strange), "--profile", str(learned[0])]) == 0
    out = capsys.readouterr().out
    assert "template   none" in out
    assert len(re.findall("not “.*”: nothing here is ", out)) == 2
    assert "its text has fewer than 120 characters" in explained(capsys, mirror, learned[0], "a4.html")


def test_the_report_as_json_says_the_same(mirror, tmp_path, capsys):
    assert main(["learn", str(mirror), "--output", str(tmp_path / "p.toml"), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["kinds"] == {"article": 13, "notice": 2, "listing": 3}
    assert {row["name"]: row["kinds"] for row in report["templates"]}["article"] == {
        "article": 13,
        "notice": 2,
    }
    assert report["slots"][-1]["slot"] == "visitor_count" and report["slots"][-1]["share"] == 1.0
    assert {"name", "pages", "words"} == set(report["furniture"][0])
    assert [doubt["code"] for doubt in report["doubts"]] == ["time-zone"]


def test_a_zip_teaches_the_same_as_its_folder(learned, mirror, tmp_path, capsys):
    packed = tmp_path / "mirror.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for page in sorted(mirror.iterdir()):
            archive.write(page, page.name)
    file = tmp_path / "zip.toml"
    assert main(["learn", str(packed), "--output", str(file), "--timezone", "Europe/London"]) == 0
    assert load_profile(file).templates == load_profile(learned[0]).templates


def test_an_existing_profile_is_kept_unless_forced(learned, mirror, capsys):
    file = learned[0]
    file.write_text("mine")
    assert main(["learn", str(mirror), "--output", str(file)]) == 2
    assert "exists" in capsys.readouterr().err and file.read_text() == "mine"
    assert main(["learn", str(mirror), "--output", str(file), "--force"]) == 0
    assert file.read_text("utf-8").startswith("# Learned from")


def mixed(folder):
    for number, heading in enumerate(("h1", "h2", "h3", "strong", "font", "big", "h4", "center")):
        told = (
            f"<p>Here site {number} tells {'much ' * number} of its own, at length and in its own way.</p>"
            * 4
        )
        (folder / f"{number}.html").write_text(
            f"<html><head><title>Words of site {number}</title></head><body><div class=x{heading}>"
            f"<{heading}>Words of site {number}</{heading}><div class=t{heading}>{told}</div></div></body></html>"
        )


def lists(folder):
    entries = [
        f'<div class="teaser"><a href="/news/{number}.html">{title}</a> <i>{number + 1}/5/2016</i></div>'
        for number, title in enumerate(village.TITLES)
    ]
    for number in range(14):
        shown = "".join(entries[number:] + entries[:number])
        (folder / f"{number}.html").write_text(
            f"<html><body><h1>Page {number}</h1><div class=list>{shown}</div></body></html>"
        )


def three(folder):
    village.write(folder)
    for page in sorted(folder.glob("*.html"))[3:]:
        page.unlink()


@pytest.mark.parametrize(
    ("make", "codes"),
    [
        (mixed, {"many-templates"}),
        (lists, {"no-body"}),
        (three, {"few-pages"}),
    ],
)
def test_what_teaches_little_is_said_loudly(make, codes, tmp_path, capsys):
    site = tmp_path / "site"
    site.mkdir()
    make(site)
    main(["learn", str(site), "--output", str(tmp_path / "p.toml"), "--json"])
    report = json.loads(capsys.readouterr().out)
    assert codes <= {doubt["code"] for doubt in report["doubts"]}, report
    main(["learn", str(site), "--output", str(tmp_path / "p.toml"), "--force"])
    out = capsys.readouterr().out
    assert "NOT SURE of" in out and "\n!! " in out
    assert "# NOT SURE: " in (tmp_path / "p.toml").read_text("utf-8")


def test_pages_that_teach_nothing_end_with_2_and_say_what_to_give(tmp_path, capsys):
    site = tmp_path / "site"
    site.mkdir()
    (site / "a.html").write_text("<p>x")
    assert main(["learn", str(site), "--output", str(tmp_path / "p.toml")]) == 2
    err = capsys.readouterr().err
    assert "Nothing can be learned from" in err and "Give the mirror of a whole portal" in err
    assert not (tmp_path / "p.toml").exists()


def test_a_slot_that_few_pages_have_is_doubted():
    def said(found, slot="view_count"):
        rows = (SlotRow("article", slot, 20, found, ("5",), ("1.html",)),)
        report = Report("here", 20, 20, 20, (("article", 20),), slots=rows)
        doubted = doubts_of(report, [], Profile("p"), Survey(Profile("p")))
        return [doubt.pages for doubt in doubted if doubt.code == "few-values"]

    assert said(9) == [("1.html",)] and said(10) == []
    assert said(2, "attachments") == []


def doubts(*kinds):
    profile = Profile(
        "p", timezone="Asia/Ho_Chi_Minh", templates=(Template("article"), Template("list", "listing"))
    )
    seen = [
        Seen(f"{n}.html", kind, "list" if kind == "listing" else "article") for n, kind in enumerate(kinds)
    ]
    counts = tuple((kind, kinds.count(kind)) for kind in ("article", "listing"))
    report = Report("here", len(kinds), len(kinds), len(kinds), counts)
    return {doubt.code for doubt in doubts_of(report, seen, profile, Survey(profile))}


def test_a_source_of_hardly_anything_but_lists_is_doubted():
    assert "few-articles" in doubts(*["listing"] * 17, *["article"] * 3)
    assert "few-articles" not in doubts(*["listing"] * 15, *["article"] * 5)
    assert "no-article" in doubts(*["listing"] * 20)


def test_a_file_that_was_left_out_for_safety_is_named(tmp_path, capsys):
    (tmp_path / "mirror").mkdir()
    mirror = village.write(tmp_path / "mirror")
    (tmp_path / "secret.html").write_text("<p>not of this mirror")
    (mirror / "out.html").symlink_to(tmp_path / "secret.html")
    code = main(["learn", str(mirror), "--output", str(tmp_path / "profile.toml")])
    out = " ".join(capsys.readouterr().out.split())
    assert code == 1
    assert "1 page could not be read" in out and "“out.html” was left out" in out
