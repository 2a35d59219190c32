"""What is said: in English for machines, in the reader's language for people, through JSON and back."""

import copy
import json

import pytest

from wagtail_district_news.extraction.documents import Issue
from wagtail_district_news.extraction.messages import (
    Message,
    from_parts,
    message_of,
    parts,
    render,
    say,
    say_many,
    shell_languages,
    tell,
)
from wagtail_district_news.extraction.parse import PageError
from wagtail_district_news.extraction.shell import main

EMPTY = say("the file is empty")
LONG = say("the page is longer than %(limit)s characters", limit=20_000_000)


def test_a_message_is_an_english_text():
    assert (EMPTY, LONG) == ("the file is empty", "the page is longer than 20,000,000 characters")
    assert str(PageError(LONG)) == LONG and message_of(PageError(LONG)) is LONG


def test_a_message_is_said_in_another_language_with_its_numbers():
    assert render(EMPTY, "vi") == "tệp trống"
    assert render(LONG, "vi") == "trang dài hơn 20.000.000 ký tự"
    assert render(LONG, "vi-vn") == render(LONG, "vi")
    assert render(LONG, "fr") == render(LONG, "en") == LONG


@pytest.mark.parametrize(("count", "english"), [(1, "1 word of"), (2, "2 words of")])
def test_a_number_chooses_its_form(count, english):
    message = say_many("%(count)s word of %(what)s", "%(count)s words of %(what)s", count, what="it")
    assert message == f"{english} it"


def test_vietnamese_has_one_form():
    said = {render(say_many("%(count)s word", "%(count)s words", count), "vi") for count in (1, 2)}
    assert said == {"1 từ", "2 từ"}


def test_a_message_inside_a_message_is_said_too():
    message = say("error: %(reason)s", reason=EMPTY)
    assert (message, render(message, "vi")) == ("error: the file is empty", "lỗi: tệp trống")


def test_a_text_that_is_no_message_is_left_as_it_is():
    assert render("100 % of it", "vi") == "100 % of it" and render("", "vi") == ""


@pytest.mark.parametrize(
    "message",
    [EMPTY, LONG, say("error: %(reason)s", reason=LONG), say_many("%(count)s word", "%(count)s words", 2)],
)
def test_a_message_survives_json_and_copies(message):
    back = from_parts(str(message), json.loads(json.dumps(parts(message))))
    assert (back, render(back, "vi")) == (message, render(message, "vi"))
    assert render(copy.deepcopy(message), "vi") == render(message, "vi")


@pytest.mark.parametrize(
    "broken", [None, {}, {"values": 3}, {"values": {"a": 1}}, {"template": "%(b)s", "values": {}}]
)
def test_a_row_that_holds_only_text_or_nonsense_still_shows(broken):
    assert from_parts("what it said", broken) in ("what it said", "%(b)s")


def test_an_issue_survives_json_and_old_rows_do_too():
    issue = Issue("page-long", LONG, True, "x")
    data = json.loads(json.dumps(issue.as_data()))
    assert (data["code"], data["message"], data["loss"], data["detail"]) == (
        "page-long",
        str(LONG),
        True,
        "x",
    )
    assert render(Issue.from_data(data).message, "vi") == render(LONG, "vi")
    assert Issue.from_data({"code": "old", "message": "as it was"}) == Issue("old", "as it was")


@pytest.mark.parametrize(
    ("set_to", "wanted"),
    [
        ({}, ()),
        ({"LANG": "C.UTF-8"}, ()),
        ({"LANG": "vi_VN.UTF-8"}, ("vi_VN.UTF-8",)),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "vi_VN"}, ("vi_VN",)),
        ({"LANGUAGE": "fr:vi:en", "LANG": "en_US"}, ("fr", "vi")),
        ({"LANGUAGE": "en:vi"}, ()),
    ],
)
def test_the_shell_says_which_language(monkeypatch, set_to, wanted):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in set_to.items():
        monkeypatch.setenv(name, value)
    assert shell_languages() == wanted
    assert tell("stopped") == ("đã dừng" if "vi" in "".join(wanted) else "stopped")


def test_a_translation_with_broken_places_does_not_lose_the_message():
    class Broken:
        gettext = staticmethod(lambda text: "%(other)s")
        pgettext = staticmethod(lambda context, text: text)

    from wagtail_district_news.extraction.messages import fill

    assert fill(LONG, Broken()) == LONG
    with pytest.raises(KeyError):
        Message("%(a)s", {"b": 1})


def test_a_command_speaks_the_language_of_the_shell(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("LANGUAGE", "vi")
    assert main(["explain", str(tmp_path / "none.html")]) == 2
    assert "không tồn tại" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["extract", "--help"])
    out = capsys.readouterr().out
    assert "cách dùng:" in out and "tùy chọn" in out and "usage" not in out
    monkeypatch.setenv("LANGUAGE", "en")
    with pytest.raises(SystemExit):
        main(["extract", "--help"])
    assert "usage:" in capsys.readouterr().out
