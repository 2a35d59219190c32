"""A picture for each story of a list: the article's lead picture, else the first one of its body."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wagtail.images import get_image_model

from wagtail_district_news import conf
from wagtail_district_news.renditions import prefetch_lead_images, prefetch_renditions

LARGE, SMALL = "fill-800x500", "fill-400x250"


@dataclass(frozen=True, slots=True)
class Story:
    article: Any
    image: Any | None = None


def stories(articles: Iterable[Any]) -> list[Story]:
    """One story an article, in order; four queries however many there are."""
    articles = prefetch_lead_images(articles, [LARGE, SMALL])
    bare = [article.pk for article in articles if not article.lead_image_id]
    bodies = conf.article_model().objects.filter(pk__in=bare).values_list("pk", "body")
    firsts = {pk: first_picture(body) for pk, body in bodies}
    images = get_image_model().objects.in_bulk({image for image in firsts.values() if image})
    prefetch_renditions(list(images.values()), [LARGE, SMALL])
    return [Story(one, one.lead_image or images.get(firsts.get(one.pk))) for one in articles]


def first_picture(body: Any) -> int | None:
    """Return the id of the image of a body's first figure, None if it has none."""
    figures = (block["value"] for block in body.raw_data if block["type"] == "figure")
    return next((figure["image"] for figure in figures if figure.get("image")), None)
