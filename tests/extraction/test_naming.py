"""Parts of a page are called what a reader would call them."""

from collections import Counter

import pytest

from wagtail_district_news.extraction.learn.naming import name_of
from wagtail_district_news.extraction.learn.paths import Place
from wagtail_district_news.extraction.learn.sheets import Line
from wagtail_district_news.text import fold

PAGES = 6


def named(texts, *names, tag="div", linked=False, changing=False):
    """What a part is called that says the same texts on each page, or others on each."""
    place = Place(0, None, tag, names, (), 1, Counter())
    lines = []
    for page in range(PAGES):
        for text in texts:
            said = f"{text} {page} told anew" if changing else text
            count = len(said.split())
            line = Line(0, 0, said, 0, 0, count, count if linked else 0, folded=fold(said))
            line.seen = 1 if changing else PAGES
            lines.append(line)
    return name_of(place, lines, PAGES)


@pytest.mark.parametrize(
    ("called", "part"),
    [
        ("visitor counter", {"texts": ["SỐ LƯỢT TRUY CẬP", "3", "7", "4"]}),
        ("visitor counter", {"texts": ["Visitors: 37,412"]}),
        ("toolbar", {"texts": ["Bản in", "Quay lại", "Gửi email"]}),
        ("toolbar", {"texts": ["Print", "Share", "Facebook"], "linked": True}),
        ("other news", {"texts": ["The ferry is", "Owls of the"], "linked": True, "changing": True}),
        ("navigation", {"texts": ["Home", "Sport", "Culture"], "linked": True}),
        ("footer", {"texts": ["© Parish of Millbrook", "Weir Lane"]}),
        ("around the article", {"texts": ["Water level: see the weir"]}),
    ],
)
def test_by_its_words(called, part):
    assert named(**part) == called


@pytest.mark.parametrize(
    ("called", "name", "tag"),
    [
        ("comments", "#comment-list", "div"),
        ("breadcrumb", ".breadcrumb", "div"),
        ("search", "#timkiem", "div"),
        ("navigation", ".top-menu", "div"),
        ("navigation", ".x", "nav"),
        ("banner", "#hd", "div"),
        ("side column", ".zoneRight", "td"),
        ("side column", ".x", "aside"),
        ("footer", "#ft", "div"),
    ],
)
def test_by_the_name_that_its_portal_gave_it(called, name, tag):
    assert named(["Water level: see the weir"], name, tag=tag) == called


def test_what_it_says_tells_more_than_its_name():
    assert named(["Print", "E-mail"], ".zoneRight") == "toolbar"
    assert named(["© Parish"], ".zoneRight") == "side column"
