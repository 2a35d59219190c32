"""At which headings articles end."""

from types import SimpleNamespace

from wagtail_district_news.extraction.learn.furniture import Dropped


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


def test_a_heading_that_ends_articles_is_not_furniture_as_well():
    site = layout(("Text of one", "Said by 3", "Mills"), ("Text of two", "Said by 4", "Bells"))
    dropped = Dropped([Spot("Said"), Spot("Mill"), Spot("Text")], (), ())
    dropped.end_at(["Said by"], site)
    assert dropped.until == ("Said by",) and dropped.places == ["Mill", "Text"]
    dropped.end_at(["Text"], site)
    assert dropped.places == ["Mill"]
