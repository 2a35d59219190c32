"""At which headings articles end: the first of several, and only where it is no furniture itself."""

from types import SimpleNamespace

import pytest

from wagtail_district_news.extraction.learn.furniture import Dropped, _leading


def layout(*pages):
    """A layout of pages with nothing but these lines, each at a place that is called as it begins."""
    return SimpleNamespace(
        areas={
            str(number): SimpleNamespace(
                lines=[SimpleNamespace(text=text, place=Spot(text[:4])) for text in texts]
            )
            for number, texts in enumerate(pages)
        }
    )


class Spot(str):
    """A place without any above it."""

    def ancestors(self):
        return (self,)


@pytest.mark.parametrize(
    ("pages", "kept"),
    [
        ([("More", "Foot")] * 3, ("More",)),
        ([("More", "Foot"), ("Foot",), ("Foot",)], ("More", "Foot")),
        ([("Text",)] * 3, ("More", "Foot")),
        ([("3 more", "12 foot")] * 2, ("More",)),
    ],
)
def test_what_stands_behind_another_heading_ends_nothing(pages, kept):
    """Reading takes the last of those that it finds."""
    assert _leading(("More", "Foot"), layout(*pages)) == kept


def test_a_heading_that_ends_articles_is_not_furniture_as_well():
    site = layout(("Text of one", "Said by 3", "Mills"), ("Text of two", "Said by 4", "Bells"))
    dropped = Dropped([Spot("Said"), Spot("Mill"), Spot("Text")], (), ())
    dropped.end_at(["Said by"], site)
    assert dropped.until == ("Said by",) and dropped.places == ["Mill", "Text"]
    dropped.end_at(["Text"], site)
    assert dropped.places == ["Mill"]
