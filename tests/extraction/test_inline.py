"""Runs of text: one form for every way of writing the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_district_news.extraction.inline import BOLD, BREAK, ITALIC, Run, paragraphs, plain, tidy, to_html

runs = st.lists(
    st.builds(
        Run,
        st.sampled_from(["a", " ", "b c", " d", "e ", BREAK, "\u00a0", "<&>", ""]),
        st.integers(0, 31),
        st.sampled_from(["", "", "/x", "/y?a=1&b=2"]),
    )
)


def test_nothing_stays_nothing():
    assert tidy([]) == [] and paragraphs([]) == [] and to_html([]) == ""


@pytest.mark.parametrize(
    ("given_runs", "html"),
    [
        ([Run(" a ")], "a"),
        ([Run("a", BOLD), Run(" "), Run("b", BOLD)], "<b>a b</b>"),
        ([Run("a", BOLD), Run(" "), Run("b")], "<b>a</b> b"),
        ([Run("a ", BOLD), Run("b")], "<b>a</b> b"),
        ([Run("a"), Run(" b", BOLD)], "a <b>b</b>"),
        ([Run("a ", BOLD | ITALIC), Run("b", ITALIC)], "<b><i>a</i></b> <i>b</i>"),
        ([Run("a ", BOLD, "/x"), Run("b", 0, "/x")], '<a href="/x"><b>a</b> b</a>'),
        ([Run("a", BOLD), Run("b", BOLD | ITALIC)], "<b>a<i>b</i></b>"),
        ([Run("a", ITALIC), Run("b", BOLD | ITALIC)], "<i>a</i><b><i>b</i></b>"),
        ([Run("a", BOLD, "/x"), Run("b", 0, "/x")], '<a href="/x"><b>a</b>b</a>'),
        ([Run("a", BOLD), Run(BREAK), Run("b", BOLD)], "<b>a<br/>b</b>"),
        ([Run(BREAK), Run("a"), Run(BREAK)], "a"),
        ([Run('<"&'), Run("x", 0, '/"&')], '&lt;"&amp;<a href="/&quot;&amp;">x</a>'),
    ],
)
def test_one_form(given_runs, html):
    assert to_html(tidy(given_runs)) == html


def test_two_breaks_part_paragraphs_and_spaces_between_do_not_count():
    parts = paragraphs([Run("a"), Run(BREAK), Run(" \u00a0"), Run(BREAK), Run("b"), Run(BREAK), Run("c")])
    assert [plain(part) for part in parts] == ["a", "b\nc"]


@given(runs)
def test_tidy_is_a_fixed_point_and_loses_no_word(given_runs):
    once = tidy(given_runs)
    assert tidy(once) == once
    before = "".join(run.text for run in given_runs).split()
    assert "".join(plain(once).split()) == "".join(before)


@given(runs)
def test_tags_are_balanced_and_never_inside_their_like(given_runs):
    html, open_tags = to_html(tidy(given_runs)), []
    for piece in html.split("<")[1:]:
        name = piece.split(">")[0].split(" ")[0]
        if name == "br/":
            continue
        if name.startswith("/"):
            assert open_tags.pop() == name[1:]
        else:
            assert name not in open_tags
            open_tags.append(name)
    assert not open_tags
