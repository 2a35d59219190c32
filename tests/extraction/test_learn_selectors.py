"""Places -> CSS: the shortest that finds one place; how steps may lie along a path; what nothing tells apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extraction.reading import document
from wagtail_district_news.extraction.decode import decode
from wagtail_district_news.extraction.learn.paths import Paths, Places, masked
from wagtail_district_news.extraction.learn.selectors import Selectors, _fits, _steps, _written
from wagtail_district_news.extraction.learn.trial import Trial
from wagtail_district_news.extraction.parse import TEXT, parse
from wagtail_district_news.extraction.select import compile_selector


class Known:
    """Some pages, and their places by the texts in them."""

    def __init__(self, *bodies, names=()):
        paths = Paths()
        self.trees = [parse(decode(document(f"<html><body>{body}</body></html>")).text) for body in bodies]
        raw = [paths.of_page(tree.nodes, TEXT) for tree in self.trees]
        self.places = Places(paths, frozenset(names))
        self._of = {}
        for tree, found in zip(self.trees, raw, strict=True):
            for node in tree.nodes:
                if node.tag == TEXT:
                    self._of[node.text.strip()] = self.places.of[found[node.index]]
        self.css = Selectors(self.places, Trial())

    def __getitem__(self, text):
        return self._of[text]

    def found(self, selector):
        """The texts right in the elements that a selector finds."""
        compiled = compile_selector(selector)
        nodes = (node for tree in self.trees for node in compiled.find(tree))
        return {child.text.strip() for node in nodes for child in node.children if child.tag == TEXT}


NAMES = (".a", ".b", ".c")


def nested(*classes, text="x"):
    """One element in the other, by their classes; "" for an element without one."""
    for name in reversed(classes):
        text = f'<div class="{name}">{text}</div>' if name else f"<div>{text}</div>"
    return text


def fits(site, place, path):
    """Whether the element around one text is found by all steps of another's path."""
    return _fits(site[place], _steps(site[path]))


@pytest.mark.parametrize(
    ("classes", "fine"),
    [
        (("a", "b", "", "c"), True),
        (("a", "b", "c"), True),
        (("a", "b", "b", "c"), True),  # the inner b hangs on no a, but the outer one does
        (("a", "b", "b", "b", "c"), True),
        (("a", "b", "c", "c"), True),
        (("a", "c", "b", "c"), False),
        (("b", "a", "c"), False),
        (("b", "c"), False),
        (("a", "b"), False),
    ],
)
def test_steps_are_laid_along_a_path_in_any_way(classes, fine):
    """`div.a > div.b div.c`: an element without a name stands before the last, and tells nothing."""
    site = Known(nested("a", "b", "", "c"), nested(*classes, text="y"), names=NAMES)
    assert [step.names for step, _ in _steps(site["x"])][1:] == [(".a",), (".b",), (".c",)]
    assert fits(site, "y", "x") is fine
    assert bool(compile_selector("div.a > div.b div.c").find(site.trees[1])) is fine


PATHS = st.lists(st.sampled_from(["a", "b", "c", ""]), min_size=1, max_size=6)


@settings(max_examples=80, deadline=None)
@given(PATHS, PATHS)
def test_whatever_a_selector_finds_fits(path, other):
    """What the paths say of a selector is what an engine finds with it, but for wrappers, which paths leave out."""
    site = Known(nested(*path), nested(*other, text="y"), names=NAMES)
    finds = bool({"y"} & site.found(_written(_steps(site["x"]))))
    assert fits(site, "y", "x") >= finds
    if "" not in (*path, *other):
        assert fits(site, "y", "x") == finds


def test_what_nothing_tells_from_a_place_is_said():
    site = Known(
        nested("a", "", "c"), nested("a", "b", "c", text="y"), nested("b", "c", text="z"), names=NAMES
    )
    assert site.css.of(site["x"]) == "body > div.a div.c" and site.found("div.a div.c") == {"x", "y"}
    assert site.css.also(site["x"]) == (site["y"],)
    assert site.css.also(site["y"]) == () and site.found(site.css.of(site["y"])) == {"y"}
    assert site.css.also(site["z"]) == () and site.found(site.css.of(site["z"])) == {"z"}


def test_a_place_without_a_name_is_told_from_those_that_have_one():
    site = Known('<div class="a"><p>x</p><p class="b">y</p></div>', names=NAMES)
    assert site.css.also(site["x"]) == () and site.found(site.css.of(site["x"])) == {"x"}
    assert site.found(site.css.of(site["y"])) == {"y"}


def test_a_selector_is_no_longer_than_it_must_be():
    site = Known(nested("a", "b", "c"), nested("a", "c", text="y"), names=NAMES)
    assert site.css.of(site["x"]) == "div.b > div.c" and site.css.of(site["y"]) == "div.a > div.c"


@pytest.mark.parametrize(
    ("ids", "selector"),
    [
        (("x_1010_path", "x_1011_path", "x_1178_path"), "[id$='_path']"),
        (("box_1010_path", "box_1178_path"), "[id^='box_'][id$='_path']"),
        (("story-12", "story-1"), "[id^='story-']"),
        (("part-deadbeef00112233", "part-deadbeef00112244"), "[id^='part-']"),
        (("box00_7_a", "box00_8_a"), "[id^='box00_']"),
        (("a7", "a8"), ""),
    ],
)
def test_a_numbered_name_is_known_by_what_is_no_number(ids, selector):
    """Pages that were not seen have other numbers, of which no digit may be taken for granted."""
    bodies = [f'<div class="a"><p id="{name}">x{number}</p></div>' for number, name in enumerate(ids)]
    site = Known(*bodies, names=(".a", f"#{masked(ids[0])}"))
    assert site.css.of(site["x0"]) == (f"p{selector}" if selector else "div.a > p")
