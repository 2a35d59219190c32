"""Rich text at the fixed point of the editor's own converter."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.blocks import RichTextBlock

from tests.importer.editing import posted_by_draftail
from wagtail_district_news.blocks import PARAGRAPH_FEATURES
from wagtail_district_news.importer.richtext import (
    converter_of,
    missing_words,
    plain_text,
    relink,
    settle,
    visible_words,
    without_keys,
)

BLOCK = RichTextBlock(features=PARAGRAPH_FEATURES)
PLAIN = RichTextBlock(features=["bold"])


def same(href):
    return {"href": href}


def saved_by_editor(html, block=BLOCK):
    converter = converter_of(block)
    return converter.to_database_format(posted_by_draftail(converter.from_database_format(html)))


@pytest.mark.parametrize(
    ("html", "settled"),
    [
        ("", ""),
        ("<p>&nbsp;</p><p><br/></p>", ""),
        ("một", "<p>một</p>"),
        ("<p>một<br/>hai</p>", "<p>một<br/>hai</p>"),
        ("<p>a &amp; b &lt;c&gt;</p>", "<p>a &amp; b &lt;c&gt;</p>"),
        ("<strong>đậm</strong> <em>nghiêng</em>", "<p><b>đậm</b> <i>nghiêng</i></p>"),
        ("<ul><li>một<ul><li>hai</li></ul></li></ul>", "<ul><li>một<ul><li>hai</li></ul></li></ul>"),
        ("<p>một</p><hr/><p>hai</p>", "<p>một</p><hr/><p>hai</p>"),
    ],
)
def test_it_settles(html, settled):
    result, lost = settle(html, BLOCK, "seed")
    assert (without_keys(result), lost) == (settled, ())
    assert saved_by_editor(result) == result, "an editor's save changes nothing, block keys included"


@pytest.mark.parametrize("html", ["<p>một<br>hai</p>", "<p>một</b></p>", "<li>lạc</li>", "<p>a<b>b</p>c</b>"])
def test_markup_that_the_converter_refuses_keeps_its_words(html):
    result, lost = settle(html, BLOCK, "seed")
    assert lost == () and visible_words(result) == visible_words(html)
    assert saved_by_editor(result) == result


def test_what_the_features_do_not_name_goes_and_its_words_stay():
    result, lost = settle("<p>H<sub>2</sub>O <i>x</i></p><ul><li>một</li><li>hai</li></ul>", PLAIN, "seed")
    assert lost == () and visible_words(result) == ["H2O", "x", "một", "hai"]
    assert saved_by_editor(result, PLAIN) == result


def test_keys_are_stable_and_different():
    first, _lost = settle("<p>một</p><p>hai</p>", BLOCK, "seed")
    again, _lost = settle("<p>một</p><p>hai</p>", BLOCK, "seed")
    assert first == again and len(set(first.split("data-block-key")[1:])) == 2
    assert settle("<p>một</p><p>hai</p>", BLOCK, "other")[0] != first


def test_a_block_with_another_editor_is_left_alone():
    class Foreign:
        field = type("Field", (), {"widget": object()})

    assert settle("<p>một<br>hai</p>", Foreign(), "seed") == ("<p>một<br>hai</p>", ())


def test_links_are_asked_for_one_by_one():
    def resolve(href):
        return {"page": {"linktype": "page", "id": "7"}, "out": {"href": "https://x.example/?a=1&b=2"}}.get(
            href
        )

    html = '<p><a href="page" class="x" onclick="y">một</a> <a href="out">hai</a> <a href="dead">ba</a> <a>bốn</a></p>'
    assert relink(html, resolve) == (
        '<p><a id="7" linktype="page">một</a> <a href="https://x.example/?a=1&amp;b=2">hai</a> ba bốn</p>'
    )


def test_paragraphs_inside_list_entries_become_lines():
    assert relink("<ul><li><p>một</p><p>hai</p></li></ul>", same) == "<ul><li>một<br/>hai</li></ul>"


def test_words():
    assert visible_words("<p>một</p><p>h<b>ai</b></p>a<br/>b") == ["một", "hai", "a", "b"]
    assert missing_words(["a", "b", "a"], ["a"]) == ("a", "b")
    assert plain_text("<b>Giờ</b><br/>và&nbsp;việc") == "Giờ và việc"


PIECES = st.sampled_from(
    [
        "một",
        "hai ",
        " ",
        "&amp;",
        "<br/>",
        "<b>ba</b>",
        "<i>bốn<sub>5</sub></i>",
        '<a href="http://x.example/">sáu</a>',
    ]
)
BLOCKS = st.lists(PIECES, max_size=5).map("".join)
SHAPES = st.lists(
    st.one_of(
        BLOCKS.map(lambda html: f"<p>{html}</p>"), BLOCKS.map(lambda html: f"<ul><li>{html}</li></ul>")
    ),
    max_size=4,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SHAPES.map("".join))
def test_anything_that_is_allowed_settles_without_loss(html):
    result, lost = settle(relink(html, same), BLOCK, "seed")
    assert lost == ()
    assert saved_by_editor(result) == result
