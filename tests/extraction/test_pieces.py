"""A markup is cut into the same pieces however much of it is cut at once, and whatever is left out."""

import gc
from unittest import mock
from weakref import ref

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_district_news.extraction import pieces
from wagtail_district_news.extraction.pieces import Pieces
from wagtail_district_news.extraction.shapes import UnclearMarkup

WINDOWS = st.sampled_from([1, 2, 5, 17, 60, 4_000])
MARKUP = st.lists(st.text("ab</ \u1ec7", max_size=9), max_size=30).map(lambda parts: "<" + "<".join(parts))


@given(MARKUP, WINDOWS)
def test_the_pieces_are_those_between_the_brackets(markup, window):
    with mock.patch.object(pieces, "WINDOW", window):
        assert list(Pieces(markup).rest) == markup.split("<")[1:]


@given(MARKUP, WINDOWS, st.lists(st.integers(0, 12), max_size=30))
def test_what_is_left_out_is_left_out_and_every_piece_known_to_begin_where_it_does(markup, window, leaps):
    naive = markup.split("<")
    starts = [sum(map(len, naive[:number])) + number for number in range(len(naive) + 1)]
    wanted, given_out = list(range(1, len(naive))), []
    leaps = iter(leaps)
    with mock.patch.object(pieces, "WINDOW", window):
        cut = Pieces(markup)
        for number, piece in enumerate(cut.rest):
            at = number + cut.passed
            given_out.append(at)
            assert piece == naive[at]
            leap = min(next(leaps, 0), len(naive) - at - 1)
            if leap % 3 != 1:  # now and then nobody asks
                assert cut.begins(at) == starts[at]
            if leap:
                cut.pass_over(
                    at, leap, starts[at + leap + 1] if at + leap + 1 < len(naive) else len(markup) + 1
                )
                wanted = [other for other in wanted if not at < other <= at + leap]
    assert given_out == wanted


@pytest.mark.parametrize("window", [1, 4, 4_000])
def test_the_inside_of_a_script_and_a_comment_are_taken_as_wholes(monkeypatch, window):
    monkeypatch.setattr(pieces, "WINDOW", window)
    cut = Pieces("<script>a < b</script>c<!-- <p> -->d<p>e")
    found = iter(cut.rest)
    assert next(found) == "script>a "
    assert cut.raw("script", "a ") == ("a < b", "c")
    assert cut.behind_comment(next(found)) == "d"
    assert cut.begins(cut.passed + 2) == len("<script>a < b</script>c<!-- <p> -->d<")
    assert list(found) == ["p>e"]


def test_what_does_not_begin_with_a_tag_is_unclear():
    with pytest.raises(UnclearMarkup):
        Pieces("a<p>")
    assert list(Pieces("").rest) == []


def test_pieces_that_are_not_read_to_the_end_are_freed_without_the_collector():
    cut = Pieces("<p>a</p>" * 5_000)
    next(cut.rest)
    held = ref(cut._cut)
    gc.disable()
    try:
        del cut
        assert held() is None
    finally:
        gc.enable()
