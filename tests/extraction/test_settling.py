"""Texts are NFC and without what must go, whatever references bring, and wherever nothing has to be done."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_district_news.extraction.decode import decode
from wagtail_district_news.extraction.documents import SourceDocument
from wagtail_district_news.extraction.parse import parse, settle
from wagtail_district_news.text import nfc

SIGNS = st.sampled_from(
    [*"aeoDđÐð<>=&;# ", "é", "\u0301", "\u0323", "\u0338", "\u00ad", "\u200b", "\u0e34", "각"]
)
REFERENCES = st.sampled_from(
    ["eacute;", "#101;", "#x301;", "#803;", "nbsp;", "gt;", "lt", "Zcaron;", "amp;", "id", "#8203;", "shy;"]
).map("&{}".format) | st.sampled_from(
    ["&ETH;", "&#7;", "&#0;", "&copy", "&#x1100;", "&#x1161;", "&thetasym;"]
)


def texts(page: str) -> list[str]:
    decoded = decode(SourceDocument("page.html", page.encode()), scripts=False)
    tree = parse(decoded.text, settled=False)
    settle(tree, decoded.text, decoded.is_clear)
    return [node.text for node in tree.texts]


@given(st.lists(SIGNS | REFERENCES, max_size=12).map("".join))
def test_texts_are_settled_however_they_are_written(inside):
    for text in texts(f"<html><body><p>{inside}</p></body></html>"):
        assert text == nfc(text)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("&#101;\u0301", "é"),
        ("e&#x301;", "é"),
        ("&eacute;\u0323", "ẹ\u0301"),
        ("&Zcaron;", "Ž"),
        ("a&shy;b&#8203;c", "abc"),
        ("H&ETH;ND", "HĐND"),
        ("&gt;\u0338", "≯"),
    ],
)
def test_references_melt_with_what_stands_beside_them(written, shown):
    assert "".join(texts(f"<p>{written}</p>")).strip() == unicodedata.normalize("NFC", shown)


@given(st.lists(SIGNS, max_size=30).map("".join), st.integers(0, 400))
def test_a_page_is_composed_alike_wherever_and_however_often_marks_stand(inside, repeated):
    page = "<p>plain</p>" * repeated + f"<p>{inside}</p>" * (repeated % 7 + 1)
    decoded = decode(SourceDocument("page.html", page.encode()))
    parts = decoded.text.split("<")
    assert all(unicodedata.is_normalized("NFC", part) for part in parts)
