"""Renditions of images: a constant number of queries for a list, and no error for a lost file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Prefetch, prefetch_related_objects
from wagtail.images import get_image_model
from wagtail.images.models import SourceImageIOError

THUMBNAIL = "fill-320x240"
WIDTHS = ("width-400", "width-800", "width-1200")


def prefetch_lead_images(articles: Iterable, specs: Sequence[str]) -> list:
    """Return the articles as a list, with their lead images and renditions of these: 2 queries at most."""
    articles = list(articles)
    prefetch_related_objects(articles, "lead_image")
    prefetch_renditions([article.lead_image for article in articles if article.lead_image], specs)
    return articles


def prefetch_renditions(images: Sequence, specs: Sequence[str]) -> None:
    """Load the renditions of `images` for `specs` in one query, where they were made before."""
    renditions = get_image_model().get_rendition_model().objects.filter(filter_spec__in=specs)
    prefetch_related_objects(images, Prefetch("renditions", renditions, to_attr="prefetched_renditions"))


def rendition(image, spec: str):
    """Return the rendition of an image, or None if its file is missing or is no picture."""
    return renditions(image, [spec]).get(spec)


def renditions(image, specs: Sequence[str]) -> dict:
    """Return {spec: rendition} in the order of `specs`, empty if the file is missing or is no picture."""
    if image is None:
        return {}
    try:
        return image.get_renditions(*specs)
    except (SourceImageIOError, OSError):  # Pillow's "cannot identify" is an OSError
        return {}
