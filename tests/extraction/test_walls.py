"""What is taken without a second look must be what the second wall would have left as it is."""

from __future__ import annotations

from html import escape

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


LINKS = st.lists(
    st.sampled_from(
        ["/a", "b", ".pdf", ".", "pdf", ".DOC", "%2e", "%70", "df", "&#46;", "&amp;", "?f=", "x.doc", "\n", "\t", " ",
         "http://", "a.vn/", "javascript:", "#", "\u1ec7", ".txt", "&period;"]
    ),
    max_size=7,
).map("".join)  # fmt: skip


@given(LINKS, st.booleans())
def test_a_link_that_is_not_looked_at_leads_to_no_document(href, escaped):
    written = escape(href) if escaped else href.replace('"', "")
    for anchor in parse(f'<p class=".pdf"><a href="{written}">t</a>').tagged("a"):
        address = clean.link(anchor.attributes["href"])
        assert clean.leads_to_document(anchor.shape) is (address is not None and clean.is_document(address))


def test_only_links_lead_to_documents():
    (image,) = parse('<img href="/a.pdf" src="/a.pdf">').tagged("img")
    assert not clean.leads_to_document(image.shape)


def test_no_pattern_goes_over_what_is_vast(monkeypatch):
    seen = []
    monkeypatch.setattr(clean, "_cleaned", lambda markup, wall: seen.append(len(markup)) or markup)
    for count in (10, clean.LONGEST_PLAIN):
        clean.rich_text(f"<p>{'&lt;' * count}</p>")
    assert seen == [4 * clean.LONGEST_PLAIN + 7]
