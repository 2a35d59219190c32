"""The scorer, on cases counted by hand."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest

from benchmarks.blind import averages, line, read_portal
from benchmarks.scoring import body_f1, score


def truth(path="a.html", kind="article", **changes):
    body = "one two three four five six"
    record = {"source_path": path, "file": path, "page_type": kind, "title": "A title", "body_text": body}
    return record | {"category": None, "published": None, "images": [], "attachments": []} | changes


def answer(path="a.html", kind="article", **changes):
    return {
        "file": path,
        "kind": kind,
        "title": "A title",
        "body_text": "one two three four five six",
    } | changes


def test_nothing_is_scored_as_nothing():
    figures = score([], [])
    assert (figures.pages, figures.articles, figures.body_f1) == (0, 0, 0.0)
    assert figures.title is figures.kind is figures.body_p10 is None


def test_the_right_answer_is_whole():
    figures = score([truth()], [answer("./a.html")])
    assert figures.body_f1 == figures.title == figures.kind == 1.0 and figures.missing == 0


def test_bodies_are_multisets_of_four_words():
    # three shingles of the truth: 1-4, 2-5, 3-6; the answer has 2-5, 3-6 and 4-7
    assert body_f1("1 2 3 4 5 6", "2 3 4 5 6 7") == pytest.approx(2 / 3)
    assert body_f1("a b", "a b") == 1.0  # fewer than four words are one shingle
    assert body_f1("a a a a a", "a a a a") == pytest.approx(2 / 3)
    assert body_f1("a b c d", "") == 0.0


def test_lead_and_body_count_together_and_f1_is_of_the_means():
    whole = answer(lead="one two three", body_text="four five six")
    figures = score([truth(), truth("b.html")], [whole])
    assert (figures.body_p, figures.body_r, figures.body_f1) == (0.5, 0.5, 0.5)
    assert figures.missing == 1 and figures.body_p10 == 0.0 and figures.title == 0.5


def test_white_space_and_normal_forms_do_not_matter():
    given = answer(title=" Cafe\u0301\xa0 au\nlait\u200b")
    assert score([truth(title="Café au lait")], [given]).title == 1.0


def test_dates_are_held_to_the_precision_shown_and_silence_is_not_wrong():
    records = [truth(f"{n}.html", published="2009-10-12") for n in range(4)]
    given = ("2009-10-12T08:15", "2009-12-10", None, "2009-10-12")
    figures = score(records, [answer(f"{n}.html", published_at=each) for n, each in enumerate(given)])
    assert (figures.date, figures.date_wrong) == (0.5, 0.25)


def test_images_are_known_by_file_name_and_decorations_do_not_hurt():
    record = truth(images=[{"src": "/a/One%20two.JPG?w=2"}, {"src": "b.png"}])
    shown = [{"src": "http://x/one two.jpg"}, {"src": "c.png"}, {"src": "line.gif", "decorative": True}]
    figures = score([record], [answer(images=shown)])
    assert (figures.images, figures.images_p) == (0.5, 0.5)
    assert score([truth()], [answer(images=shown)]).images_p is None


def test_attachments_of_notices_count_and_lists_have_no_slots():
    records = [truth("n.html", "notice", attachments=["d/x.pdf"]), truth("l.html", "listing", title="Z")]
    given = [answer("n.html", "notice", attachments=["/X.pdf", "y.doc"]), answer("l.html", "article")]
    figures = score(records, given)
    assert (figures.attachments, figures.attachments_p, figures.title, figures.kind) == (1.0, 0.5, 1.0, 0.5)
    assert figures.articles == 0


def test_doubtful_records_are_left_out():
    assert score([truth(gt_suspect=True)], []).pages == 0


def test_a_portal_is_read_by_any_reader():
    def perfect(folder):
        lines = (folder.parent / "ground_truth.jsonl").open(encoding="utf-8")
        for record in map(json.loads, lines):
            assert (folder / record["file"]).is_file()
            yield record | {"kind": record["page_type"], "published_at": record["published"]}

    figures = read_portal("fontage", perfect)
    assert figures.body_f1 == figures.title == figures.date == figures.images == figures.attachments_p == 1.0
    blank = read_portal("fontage", lambda folder: [])
    assert blank.missing == blank.pages and blank.body_f1 == 0.0
    mean = averages([figures, blank])
    assert mean["body_f1"] == 0.5 and mean["pages"] == 2 * figures.pages
    assert len(line("fontage", asdict(figures))) == len(line("mean", mean))
