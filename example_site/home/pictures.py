"""The front page's stories and their lead pictures, in the two sizes that the site's templates show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wagtail_district_news.renditions import prefetch_lead_images

LARGE, SMALL = "fill-800x500", "fill-400x250"


@dataclass(frozen=True, slots=True)
class Story:
    article: Any
    image: Any | None = None


def stories(articles: Iterable[Any]) -> list[Story]:
    """One story an article, in order; the same queries however many there are."""
    return [Story(one, one.lead_image) for one in prefetch_lead_images(articles)]
