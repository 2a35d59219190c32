"""Selectors by index answer as the parser's own engine does."""

import pytest

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
