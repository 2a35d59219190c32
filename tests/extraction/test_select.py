"""Selectors by index answer as the parser's own engine does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wagtail_district_news.extraction import shapes
from wagtail_district_news.extraction.parse import parse
from wagtail_district_news.extraction.select import SelectorError, compile_selector

PAGE = """
<div id="main" class="page wide"><h1 class="Title big">T</h1>
 <div class="ExternalClassAB12"><p>one</p><p class="x">two</p><ul><li>a<ul><li>b</li></ul></li></ul></div>
 <p>three</p><table><tr><td class="Time" align="right">d</td><td><a href="/x.pdf">f</a></td></tr></table>
</div><div class="page"><p class="x y">four</p><a>g</a></div><p lang="vi-VN">five</p>
"""


@pytest.mark.parametrize(
    "selector",
    [
        "p", "*", ".x", "p.x.y", "#main", "div#main.wide", "div p", "div > p", "h1 + div", "h1 ~ p", "p + p",
        "[class^=ExternalClass]", 'div[class^="ExternalClass"] p', "a[href$='.pdf']", "[class*=itle]",
        "[class~=big]", "[align]", "[lang|=vi]", "td.Time, a, .x", "ul ul li", "ul > li > ul > li", "div div p",
        "tr > td[align=right]", "li li", "h1 ~ table td", ".page > .x", "p:first-child", "p:not(.x)",
        "div:has(> h1)", "a:not([href])", "none", "p.none", "h1 > p", "div *",
    ],
)  # fmt: skip
def test_the_index_agrees_with_the_engine(selector):
    tree = parse(PAGE)
    ours = [node.index for node in compile_selector(selector).find(tree)]
    assert ours == [node.index for node in tree.by_engine(selector)]


def test_a_repeated_id_selects_all():
    assert len(compile_selector("#a").find(parse("<p id=a>x<p id=a>y"))) == 2


@pytest.mark.parametrize("selector", ["", "p >", "..a", "p:foo(", "a,,b", "> p", "[", "p[href=", "p{}"])
def test_nonsense_is_named(selector):
    with pytest.raises(SelectorError, match="is not a CSS selector"):
        compile_selector(selector)


NAMES = ("a", "b", "c")
COMPOUNDS = st.one_of(
    st.sampled_from(("p", "div", "span", "*", ".a", ".b", "#a", "div.a", "p.a.b", "span#b", "div#a.b")),
    st.sampled_from(
        ("[class]", "[id]", "[class^=a]", "[class*=b]", "[class~=b]", "[id=a]", "[id$=c]", "p[id]")
    ),
    st.sampled_from(("[lang]", "p[lang=x]", "div:not(.a)")),
)
CHAINS = st.lists(COMPOUNDS, min_size=1, max_size=4).flatmap(
    lambda steps: st.lists(
        st.sampled_from((" ", " ", " > ", " > ", " + ", " ~ ")),
        min_size=len(steps) - 1,
        max_size=len(steps) - 1,
    ).map(lambda joints: "".join(map("".join, zip(steps, [*joints, ""], strict=True))))
)
SELECTORS = st.lists(CHAINS, min_size=1, max_size=3).map(", ".join)


@st.composite
def pages(draw):
    """A page of elements in each other, with few names, so that selectors often meet them."""
    pieces, opened = [], []
    for _ in range(draw(st.integers(1, 25))):
        if opened and draw(st.integers(0, 2)) == 0:
            pieces.append(f"</{opened.pop()}>")
            continue
        tag = draw(st.sampled_from(("div", "span", "div")))
        classes = draw(st.lists(st.sampled_from(NAMES), max_size=3))
        identity = draw(st.sampled_from(("", "", *NAMES)))
        pieces.append(f"<{tag}" + (f' class="{" ".join(classes)}"' if classes else ""))
        pieces.append(
            (f' id="{identity}"' if identity else "") + draw(st.sampled_from(("", " lang=x"))) + ">"
        )
        opened.append(tag)
        if draw(st.booleans()):
            pieces.append(
                "<p" + draw(st.sampled_from(("", " class=a", " class='a b' id=b", " lang=x"))) + ">x</p>"
            )
    return "".join(pieces)


@settings(max_examples=80, deadline=None)
@given(st.lists(pages(), min_size=1, max_size=3), st.lists(SELECTORS, min_size=1, max_size=4))
def test_any_selector_answers_as_the_engine_does_page_after_page(markups, selectors):
    for markup in markups:
        tree = parse(markup)
        for selector in selectors:
            ours = [node.index for node in compile_selector(selector).find(tree)]
            assert ours == [node.index for node in tree.by_engine(selector)], (selector, markup)


def test_what_selectors_remember_is_of_one_table_of_paths(monkeypatch):
    selector = compile_selector("div.table > p.of-paths")
    markup = "<div class=table><p class=of-paths>x</p></div>"
    first = parse(markup)
    monkeypatch.setattr(shapes, "MAX_PATHS", -1)
    second = parse("<ul><li>other</li></ul>" + markup)
    assert first.paths is not second.paths
    for tree in (first, second, first):
        assert [node.classes for node in selector.find(tree)] == [["of-paths"]]


def test_a_path_is_asked_once_for_all_pages(monkeypatch):
    selector = compile_selector("div.asked p.once")
    markup = "<div class=asked><p class=once>x</p></div>"
    assert len(selector.find(parse(markup))) == 1
    monkeypatch.setattr(
        "wagtail_district_news.extraction.css.Compound.accepts", lambda *_: pytest.fail("asked again")
    )
    assert len(selector.find(parse(markup))) == 1


def test_deep_pages_and_many_steps_take_linear_time():
    tree = parse("<div class=d>" * 1500 + "<p>x")
    assert len(compile_selector(" ".join(["div"] * 12 + ["p"])).find(tree)) == 1
    assert len(compile_selector(" ".join(["div"] * 12)).find(tree)) == 1489


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        (".a + p", ["1"]),
        (".a ~ p", ["1", "2"]),
        ("main > .a + p", ["1"]),
        ("main .a ~ [title]", ["2"]),
        ("div ~ .b p", ["3"]),
        ("main > p[title]", ["2"]),
    ],
)
def test_what_stands_beside_is_not_what_stands_around(selector, found):
    tree = parse("<main><div class=a>x</div><p id=1>x<p id=2 title=t>x<div class=b><p id=3>x</div></main>")
    assert [node.attributes.get("id") for node in compile_selector(selector).find(tree)] == found
