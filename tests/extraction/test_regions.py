"""Slots, body and furniture of a page: which node feeds what, and how a value is cut out of its words."""

import pytest

from wagtail_district_news.extraction.parse import parse
from wagtail_district_news.extraction.profile import Slot, parse_profile
from wagtail_district_news.extraction.regions import choose_template, lay_out
from wagtail_district_news.extraction.values import read_slot, text_of, trimmed

PROFILE = """
format = 1
name = "test"
[site.visitor_count]
select = [".counter"]
cells = ["td", "img"]
[[template]]
name = "a"
match = [".article"]
reject = [".list"]
[template.title]
select = ["h1", "h2"]
[template.body]
select = [".body", ".other"]
[template.view_count]
select = [".views"]
[template.attachments]
select = [".after a"]
[[template]]
name = "b"
kind = "listing"
match = ["p"]
[[furniture]]
name = "menu"
select = [".menu", ".page"]
"""


def laid_out(markup):
    tree, profile = parse(markup), parse_profile(PROFILE)
    return lay_out(tree, profile, choose_template(tree, profile))


def destination(markup, word):
    regions = laid_out(markup)
    node = next(n for n in regions.tree.nodes if word in n.text)
    mark = regions.destinations()[node.index]
    return mark and (mark.sort, mark.name)


def test_the_first_template_that_fits_wins():
    profile = parse_profile(PROFILE)
    assert choose_template(parse("<p class=article>"), profile).name == "a"
    assert choose_template(parse("<p class='article list'>"), profile).name == "b"
    assert choose_template(parse("<div>"), profile) is None


def test_an_empty_slot_lets_the_next_selector_try():
    assert laid_out("<div class=article><h1> </h1><h2>T</h2>").found["title"].text == "T"


@pytest.mark.parametrize(
    ("markup", "word", "expected"),
    [
        ("<div class=article><h1>word</h1></div>", "word", ("slot", "title")),
        ("<div class=article><div class=body>word</div></div>", "word", ("body", "body")),
        ("<div class=article><div class=body><h1>word</h1></div></div>", "word", ("slot", "title")),
        (
            "<div class=article><div class=body><p class=menu>word</p></div></div>",
            "word",
            ("furniture", "menu"),
        ),
        ("<div class='article page'><div class=body>word</div></div>", "word", ("body", "body")),
        (
            "<div class=article><div class=menu><p class=views>word</p></div></div>",
            "word",
            ("slot", "view_count"),
        ),
        ("<div class=article><p>word</p></div>", "word", None),
        ("<div class=article><h1>t</h1></div><h1>word</h1>", "word", None),
    ],
)
def test_the_innermost_mark_holds(markup, word, expected):
    assert destination(markup, word) == expected


def test_a_body_without_content_yields_to_the_next_selector():
    regions = laid_out("<div class=article><div class=body>&nbsp;</div><div class=other>x</div></div>")
    assert [node.classes for node in regions.body] == [["other"]]
    regions = laid_out("<div class=article><div class=body> </div></div>")
    assert [node.classes for node in regions.body] == [["body"]]
    regions = laid_out("<div class=article><div class=body><img src=x></div><div class=other>x</div></div>")
    assert [node.classes for node in regions.body] == [["body"]]


def test_links_below_the_body_count_only_where_they_name_a_document():
    links = "<a href=x.pdf>x</a><a href=y.html>y</a><a>z</a>"
    markup = f"<div class=article><div class=body>b</div><p class=after>{links}</p></div>"
    assert [node.attributes.get("href") for node in laid_out(markup).attachments] == ["x.pdf"]


@pytest.mark.parametrize(
    ("cells", "digits"),
    [
        ("<td>0<td>4<td>2", "042"),
        ("<td><img src='/d/4.gif'><td><img src='/d/2.gif'>", "4.gif2.gif"),
        ("<td><img alt=4 src=x><td><img alt=2 src=x>", "42"),
        ("<td><table><tr><td>4</table><td>2", "42"),
    ],
)
def test_a_counter_is_read_cell_by_cell(cells, digits):
    markup = f"<table class=counter><tr>{cells}</table><table class=counter><tr><td>9</table>"
    assert laid_out(markup).found["visitor_count"].text == digits


@pytest.mark.parametrize(
    ("options", "text", "value"),
    [
        ({}, "  a \u00a0 b ", "a b"),
        ({"label": ("Views:",)}, "views:  12", "12"),
        ({"label": ("Views:",)}, "12 readers", None),
        ({"label": ("Hits:", "Views:")}, "x Views: 12", "12"),
        ({"strip_start": ("By",)}, "by Ann", "Ann"),
        ({"strip_start": ("By",)}, "Ann", "Ann"),
        ({"strip_end": ("| Site",)}, "Title | SITE", "Title"),
        ({"pattern": r"(\d+)"}, "a 12 b", "12"),
        ({"pattern": r"\d+"}, "a 12 b", "12"),
        ({"pattern": r"(a)(?P<value>\d+)"}, "a12", "12"),
        ({"pattern": r"\d+"}, "none", None),
        ({"separator": ">", "part": -1}, "Home > News > Roads", "Roads"),
        ({"separator": ">", "part": 5}, "Home > News", None),
        ({"label": ("In:",), "separator": ",", "part": 1, "strip_end": (".",)}, "In: a, b.", "b"),
    ],
)
def test_a_value_is_cut_out_of_its_words(options, text, value):
    assert trimmed(Slot(select=("p",), **options), text) == value


def test_a_value_that_says_there_is_none_is_found_but_empty():
    found = read_slot(parse("<p>Root</p><b>x</b>"), Slot(select=("p", "b"), absent=("root",)))
    assert found is not None and found.text == "" and found.selector == "p"


@pytest.mark.parametrize(("take", "text"), [("first", "a"), ("last", "c"), ("all", "a b c")])
def test_which_of_several_matches(take, text):
    assert read_slot(parse("<p>a<p>b<p>c"), Slot(select=("p",), take=take)).text == text


def test_an_attribute_instead_of_the_text():
    found = read_slot(
        parse("<meta name=d content=' 2001 '>"), Slot(select=("meta[name=d]",), attribute="content")
    )
    assert found.text == "2001"


def test_text_sets_blocks_apart_but_not_inline_elements():
    tree = parse("<div>a<p>b<b>c</b></p>d<br>e<span style='display:none'>no</span><i>f</i></div>")
    assert text_of(tree, tree.tagged("div")[0]) == "a bc d ef"
    assert text_of(tree, tree.tagged("div")[0], without=("p",)) == "a d ef"
