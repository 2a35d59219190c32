"""At which of several lines a body ends: the last of those alike, the first of those that differ, and none inside
furniture that holds more."""

import pytest

from tests.extraction.reading import ARTICLE, read_pages

PROFILE = (
    ARTICLE
    + 'reach = "title"\nuntil = ["Said by readers", "Other news"]\n'
    + '[[template.furniture]]\nname = "box"\nselect = [".box", "h3"]\n'
)


def text_of(main):
    page = read_pages([f"<h1>Mill</h1><main>{main}</main>"], PROFILE)[0]
    return " ".join(str(element) for element in page.body)


@pytest.mark.parametrize(
    ("main", "kept", "cut"),
    [
        ("<p>one</p><p>Other news</p><p>two</p>", ["one"], ["two"]),
        (
            "<p>one</p><p>Other news came</p><p>two</p><p>Other news</p><p>three</p>",
            ["one", "two"],
            ["three"],
        ),
        (
            "<p>one</p><p>Said by readers</p><p>two</p><p>Other news</p><p>three</p>",
            ["one"],
            ["two", "three"],
        ),
        ("<p>one</p><p>Other news</p><p>two</p><p>3 Said by readers</p>", ["one"], ["two"]),
        ("<p>one</p><h3>Other news</h3><p>two</p>", ["one"], ["two"]),
        (
            "<p>one</p><h3>Other news</h3><p>two</p><div class=box><p>Other news</p><p>three</p></div>",
            ["one"],
            ["two", "three"],
        ),
        ("<p>one</p><div class=box><p>Other news</p><p>two</p></div><p>three</p>", ["one"], ["two", "three"]),
    ],
)
def test_a_body_ends(main, kept, cut):
    shown = text_of(main)
    assert [word for word in (*kept, *cut) if word in shown] == kept
