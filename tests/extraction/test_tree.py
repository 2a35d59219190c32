"""The tree out of what the parser writes is the tree that a walk over the parser's own nodes gives."""

import gc
import weakref
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from tests.extraction.test_hostile import PIECES
from wagtail_district_news.extraction import shapes
from wagtail_district_news.extraction.parse import TEXT, parse, walked, written
from wagtail_district_news.extraction.shapes import Paths, UnclearMarkup, paths_in_use

FIXTURES = sorted((Path(__file__).parent / "fixtures").rglob("*.html"))


def told(nodes):
    """All that a node says, as plain data."""
    return [
        (n.index, n.end, n.tag, n.text, n.attributes, n.seen, n.parent and n.parent.index, n.path)
        for n in nodes
    ]


def both(markup):
    root = LexborHTMLParser(markup, scripting=True).root
    paths = Paths()
    return told(written(root.html, paths)[0]), told(walked(root, paths))


@pytest.mark.parametrize("page", FIXTURES, ids=lambda page: f"{page.parent.name}/{page.name}")
def test_fixtures_are_one_tree_by_both_roads(page):
    quick, slow = both(page.read_bytes().decode("utf-8", "replace").replace("\0", ""))
    assert quick == slow and len(quick) > 5


@pytest.mark.parametrize(
    "markup",
    [
        "<p hidden a=\"x&quot;<>&amp;&nbsp;&amp;lt;y\" b='\"' c>t&lt;&gt;&amp;&nbsp;\"x<br/><img src=a>",
        "<script>if (a < b && c > d) x = '<p>' + \"</p></style>\"; </script>tail <b>x",
        "<script><!-- hide\n document.write('<b>x</b>'); //--></script><p>y",
        "<style>a > b { } <!-- p {} --></style><xmp><p>x</p></xmp><iframe><p>y</iframe><noembed><i></noembed>",
        "<noscript><p>&amp;y<img></noscript><textarea>\n\n a<b></textarea><pre>\n\nq</pre><pre>\n</pre>",
        "<title>a<b></title><p>x<!-- c --->y<!-->z--><!--->u--><!- v><![CDATA[ab]]>w<?php a > b ?>q<? r",
        "<!-- a -- b > c <p>no</p> --!><p>x<!-- <!-- d --> e --><!-- unclosed <p>x",
        "<svg viewBox='0 0 1 1' xlink:href=#a><foreignObject><p>x</p></foreignObject><title>t</title><path/></svg>",
        "<svg><![CDATA[a<b>]]></svg><math><mi>x</mi><annotation-xml encoding='text/html'><p>q</math>",
        "<svg><style>a&gt;b</style><script>c&gt;d</script></svg>",
        "<table>a<tr>b<td>c</td>d</table>e<frameset><frame></frameset><keygen><bgsound><basefont>",
        "<html><frameset><frame src=a><noframes><p>x</p></noframes></frameset></html>",
        "</body>x</html>y<!--z--> <o:p>x</o:p><a-b c.d='e' @f='g' h:i=j>k",
        "<p><b><i><font face=x>a<p>b</b>c</i>d<table><b>e<tr><td>f</table>",
        "<p class='a  b\tc' id=''>x<p class>y<P CLASS=Z ID=Z>z<input type=HIDDEN><p style='DISPLAY : none'>u",
        "<p a=1 A=2 a=3>x<p 'q'=1 a'b=2>y&#0;&#128;&#xD800;&notit;&not",
        "plain", "<body", "<html><head></head></html>",
    ],
)  # fmt: skip
def test_what_is_written_in_one_way_alone_is_read_quickly(markup):
    quick, slow = both(markup)
    assert quick == slow


@pytest.mark.parametrize(
    "markup",
    [
        "<script><!--<script></script>--></script><p>x",
        "<plaintext>a</plaintext><p>b",
        "<template><p>x<template>y</template></template><p>z",
        '<p "a"=1>x', '<p b"c=d>x', "<p =e>x", '<a"b>x', "<a<b>x</a>", "<p <b>x</p>",
        "<svg><style>a<g>c</g></style></svg>", "<svg><link>x</link></svg>", "<svg><noscript><p>x",
        "<math><xmp><mi>x</xmp></math>",
    ],
)  # fmt: skip
def test_what_could_be_read_in_two_ways_is_walked(markup):
    root = LexborHTMLParser(markup, scripting=True).root
    try:
        quick = told(written(root.html, Paths())[0])
    except UnclearMarkup:
        quick = None
    slow = told(walked(root, Paths()))
    assert quick in (None, slow)
    assert told(parse(markup, settled=False).nodes) == [
        (*node[:-1], found.path) for node, found in zip(slow, parse(markup).nodes, strict=True)
    ]


@pytest.mark.parametrize("markup", ["<plaintext>x", "<template>x</template>", '<p "a">x', "<p =e>x"])
def test_the_walk_is_taken_where_it_must_be(markup):
    with pytest.raises(UnclearMarkup):
        written(LexborHTMLParser(markup, scripting=True).root.html, Paths())


@settings(max_examples=150, deadline=None)
@given(PIECES)
def test_any_soup_is_one_tree_by_both_roads(pieces):
    check_debris("<h1>T</h1>" + " ".join(pieces).replace("\0", ""))


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="<>/!-?='\"& abp\n[]", max_size=60))
def test_any_debris_is_one_tree_by_both_roads(debris):
    check_debris("<p>x" + debris)


def check_debris(markup):
    root = LexborHTMLParser(markup, scripting=True).root
    try:
        quick = told(written(root.html, Paths())[0])
    except UnclearMarkup:
        return
    assert quick == told(walked(root, Paths()))


def test_elements_on_one_path_share_it_over_pages_and_no_others():
    one, two = (parse(f"<div class='a b' id=c><p>{n}</p><p class=x>y</p></div>") for n in "12")
    assert [n.path for n in one.nodes] == [n.path for n in two.nodes]
    first, second = one.tagged("p")
    assert first.path != second.path and first.path == first.children[0].path
    assert one.paths.parents[first.path] == one.tagged("div")[0].path
    step = one.paths.steps[one.tagged("div")[0].path]
    assert (step.tag, step.classes, step.attributes) == ("div", ["a", "b"], {"id": "c", "class": "a b"})


def test_an_empty_class_and_none_are_two_paths():
    tree = parse("<p class>x<p>y<p class=''>z")
    first, second, third = tree.tagged("p")
    assert first.path == third.path != second.path


def test_the_table_of_paths_is_bounded_and_pages_keep_theirs(monkeypatch):
    before = parse("<p class=first>x")
    monkeypatch.setattr(shapes, "MAX_PATHS", 10)
    tables = {id(parse(f"<p id=a{n}>x<p id=b{n}>y").paths): None for n in range(40)}
    assert len(tables) > 1 and len(paths_in_use()) <= 20
    assert [node.tag for node in before.classed("first")] == ["p"]


def test_long_tags_are_not_kept():
    parse(f"<input value='{'x' * 5000}'>")
    assert all(len(written) < 1000 for written in paths_in_use().shapes)


def test_a_page_is_freed_without_the_collector():
    tree = parse("<div><p>x<b>y</b></div>" * 20)
    node = tree.tagged("p")[0]
    assert tree.by_engine("p:not(.a)")[0] is node and [child.tag for child in node.children] == [TEXT, "b"]
    page = weakref.ref(tree.nodes)
    gc.disable()
    try:
        del tree
        assert page() is None
    finally:
        gc.enable()
    with pytest.raises(ReferenceError, match="page"):
        node.children  # noqa: B018


def test_texts_have_no_attributes():
    text = next(node for node in parse("<p class=a>x").nodes if node.tag == TEXT)
    assert text.attributes == {} and text.classes == []
