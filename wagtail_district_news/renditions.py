"""Renditions of images: a constant number of queries for a list, and no error for a lost file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Prefetch, prefetch_related_objects
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, SourceImageIOError

THUMBNAIL = "fill-320x240"
WIDTHS = ("width-400", "width-800", "width-1200")


def prefetch_lead_images(articles: Iterable) -> list:
    """Return the articles as a list, with their lead images and renditions of these: 2 queries at most."""
    articles = list(articles)
    prefetch_related_objects(articles, "lead_image")
    prefetch_renditions([article.lead_image for article in articles if article.lead_image])
    return articles


def prefetch_pictures(stream) -> None:
    """Load the renditions of all pictures in a stream in one query, galleries included."""
    prefetch_renditions(list(_pictures(stream)))


def _pictures(value) -> Iterator:
    if isinstance(value, AbstractImage):
        yield value
    elif isinstance(value, StreamValue):
        for block in value:
            yield from _pictures(block.value)
    elif isinstance(value, StructValue):
        for field in value.values():
            yield from _pictures(field)
    elif isinstance(value, ListValue):
        for entry in value:
            yield from _pictures(entry)


def prefetch_renditions(images: Sequence) -> None:
    """Load the renditions of `images` in one query.

    All of them: of an image with some, Wagtail takes what is not there for never made, and draws it anew each
    time that a template asks for it.
    """
    renditions = get_image_model().get_rendition_model().objects.all()
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
