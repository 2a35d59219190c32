r"""Words are counted as `\w+` finds them, whatever script they are of."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_district_news.extraction.word_count import count_words

PIECES = st.sampled_from([*"aÉ_9 -.“”–\xa0\u0301\u0e34\u0e01年\u00ad\u200b😀", "Đảng bộ", "\n", "x\u0303y"])


@given(st.lists(PIECES | st.characters(), max_size=30).map("".join))
def test_as_many_as_the_pattern_finds(text):
    assert count_words(text) == len(re.findall(r"\w+", text))


@pytest.mark.parametrize("text", ["", " ", "one", "\ud800a b", "ใหม่ ๆ", "don’t", "a\u0300b"])
def test_these_too(text):
    assert count_words(text) == len(re.findall(r"\w+", text))
