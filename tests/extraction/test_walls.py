"""What is taken without a second look must be what the second wall would have left as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_district_news.extraction import clean
from wagtail_district_news.extraction.limits import FEW_TAGS, MAX_DEPTH
from wagtail_district_news.extraction.parse import PageError, parse

PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<ul>", "</ul>", "<ol>", "</ol>", "<li>", "</li>", "<b>", "</b>", "<i>", "</i>", "<br/>",
        '<a href="http://a.vn/b?c=1">', '<a href="/b.html">', '<a href="../b">', '<a href="mailto:a@b.vn">',
        '<a href="javascript:x">', '<a href="http:///x">', '<a href="//a.vn">', '<a href="">', "</a>", "chữ", "a b",
        "&amp;", "&lt;", "&gt;", "&nbsp;", "&", "<", "\u00a0", "<script>", "https://a.vn",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join))
def test_markup_that_is_not_looked_at_again_needs_no_look(inside):
    for markup in (inside, f"<p>{inside}</p>", f"<ul><li>{inside}</li></ul>"):
        assert clean.rich_text(markup) == clean._cleaned(markup, clean._RICH)


def test_links_and_lists_are_taken_as_they_are(monkeypatch):
    monkeypatch.setattr(clean, "_cleaned", lambda markup, wall: pytest.fail(markup))
    markup = '<p>a <a href="http://a.vn/b"><b>c</b></a></p><ul><li>d &amp; e</li><li><i>f</i></li></ul>'
    assert clean.rich_text(markup) == markup


def test_a_page_of_few_tags_is_refused_for_its_depth_as_well():
    deep = MAX_DEPTH + 500
    assert 2 * deep < FEW_TAGS
    with pytest.raises(PageError) as refused:
        parse("<body>" + "<div>" * deep + "a" + "</div>" * deep)
    assert "deeper than" in str(refused.value)
    flat = "<body>" + "<div>a</div>" * deep
    assert len(parse(flat).tagged("div")) == deep
