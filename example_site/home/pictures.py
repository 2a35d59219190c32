"""A picture for each story of the front page: the article's lead picture, else the first one of its body."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wagtail_district_news import conf
from wagtail_district_news.renditions import prefetch_renditions

SPECS = ("fill-800x500", "fill-400x250")


@dataclass(frozen=True, slots=True)
class Story:
    article: Any
    image: Any | None = None


def stories(articles: Iterable[Any]) -> list[Story]:
    """One story an article, in order; the bodies of those without a lead picture are read in one query."""
    articles = list({article.pk: article for article in articles}.values())
    bare = [article.pk for article in articles if not article.lead_image_id]
    bodies = dict(conf.article_model().objects.filter(pk__in=bare).values_list("pk", "body"))
    told = [
        Story(article, article.lead_image or first_picture(bodies.get(article.pk))) for article in articles
    ]
    prefetch_renditions([story.image for story in told if story.image], SPECS)
    return told


def first_picture(body: Any) -> Any | None:
    """Return the image of the first figure of a body, None if it has none."""
    for block in body or ():
        if block.block_type == "figure" and block.value.get("image"):
            return block.value["image"]
    return None
