"""Which names of elements count for a profile: the numbers in all others are blurred."""

import pytest

from wagtail_district_news.extraction.asked import Asked
from wagtail_district_news.extraction.profile_model import Furniture, Profile


def asked(*selectors: str) -> Asked:
    return Asked(Profile("site", furniture=(Furniture("menu", select=selectors),)))


def test_numbers_of_names_that_nobody_asks_for_are_blurred():
    named = {"id": "comment-4711", "class": "comment comment-4711 odd"}
    assert asked("div.menu").known_by(named) == {"id": "comment-0", "class": "comment comment-0 odd"}


def test_names_without_numbers_stay_as_they_are():
    named = {"id": "menu", "class": "first  last"}
    assert asked("div.menu").known_by(named) is named


@pytest.mark.parametrize(
    ("selector", "named"),
    [
        ("#part-12 > p", {"id": "part-12"}),
        ("div.col-3", {"class": "col-3"}),
        ("div.col-0", {"class": "col-3"}),  # or it would be taken for the one that is asked for
        ("div[id='part-12']", {"id": "part-12"}),
        ("div[id$='12']", {"id": "part-12"}),
        ("div[class*='l-3']", {"class": "col-3 wide"}),
        ("div[class$='0']", {"class": "wide col-3"}),
    ],
)
def test_what_a_selector_tells_apart_is_not_blurred(selector, named):
    assert asked(selector).known_by(named) == named


def test_a_beginning_that_blurring_leaves_alone_may_be_asked_for():
    assert asked("div[id^='node-']").known_by({"id": "node-12"}) == {"id": "node-0"}
