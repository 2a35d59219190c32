"""Lines found again in a text that was made from them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_district_news.extraction.alignment import aligned

LINES = [
    line.split()
    for line in (
        "Home News", "Hội nghị tổng kết năm 2012", "Sáng nay huyện đã mở hội nghị", "Đọc thêm", "Cuối tin", "Home News"
    )
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("", set()),
        ("nothing of it at all", set()),
        ("Sáng nay huyện đã mở hội nghị Cuối tin", {2, 4}),
        ("Hội nghị tổng kết năm 2012 Sáng nay huyện đã mở hội nghị Đọc thêm Cuối tin", {1, 2, 3, 4}),
        ("Sáng nay huyện mở hội nghị Cuối tin", {2, 4}),  # a word is missing
        ("Cuối tin Home News", {4, 5}),  # the menu says the same, but stands before
    ],
)
def test_lines_of_a_text(text, taken):
    assert aligned(LINES, text.split()) == taken


def test_each_place_is_used_once():
    assert aligned([["a", "b"], ["a", "b"], ["a", "b"]], ["a", "b", "x", "a", "b"]) in (
        {0, 1},
        {0, 2},
        {1, 2},
    )


@given(
    st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=6), max_size=12),
    st.data(),
)
def test_a_text_of_some_lines_takes_at_least_as_many_words(lines, data):
    chosen = data.draw(st.sets(st.integers(0, max(0, len(lines) - 1)), max_size=len(lines)))
    kept = [number for number in sorted(chosen) if number < len(lines)]
    text = [word for number in kept for word in lines[number]]
    if len(text) <= 20:  # no word stands in more places than are looked at
        taken = aligned(lines, text)
        assert sum(len(lines[number]) for number in taken) >= len(text)
