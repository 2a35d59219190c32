"""What both APIs say of an article: one description, in a constant number of queries for a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import FieldDoesNotExist
from wagtail.models import Locale

from .. import conf, counting, queries
from ..blocks.representations import document_representation, image_representation
from ..counting import ViewTotals
from ..renditions import prefetch_lead_images, prefetch_pictures
from .metadata import site_time


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a list of articles needs besides its rows, read for all of them at once, by article pk."""

    views: dict[int, ViewTotals] = field(default_factory=dict)
    tags: dict[int, list[str]] = field(default_factory=dict)


def serialise_list(articles: Iterable, request=None) -> list[dict]:
    """Describe many articles without their bodies: 4 queries however many they are."""
    found = prefetch_lead_images(articles)
    gathered = gather(found)
    return [_summary(article, request, gathered) for article in found]


def serialise(article, request=None, detail: bool = True) -> dict:
    """Describe one article.

    {"id", "title", "slug", "url" (absolute), "published_at" (ISO 8601 in the site's zone), "lead",
    "category": {"id", "title", "url"} or None,
    "lead_image": {"id", "title", "alt", "caption", "renditions": {name: {"url", "full_url", "width",
    "height", "alt"}}} or None, "byline", "source", "source_url", "tags": [name],
    "view_count": {"legacy", "own", "total"}}

    With `detail` also "attachments", "related_articles", "newer" and "earlier" (nearest first, each {"id",
    "title", "published_at", "url"}), "body": [{"id", "type", "value"}], and in "lead_image" also "in_body":
    whether a figure of the body shows the same picture.
    """
    said = _summary(article, request, gather([article]))
    if not detail:
        return said
    scope = queries.scope_of(request)
    around = queries.neighbours(article, count=conf.setting("NEIGHBOURS"), scope=scope)
    prefetch_pictures(article.body)
    if said["lead_image"]:
        said["lead_image"]["in_body"] = article.lead_image_is_in_body
    return {
        **said,
        "attachments": _attachments(article),
        "related_articles": [reference(one, request) for one in queries.related_articles(article, scope)],
        "newer": [reference(one, request) for one in around.newer],
        "earlier": [reference(one, request) for one in around.earlier],
        "body": article.body.stream_block.get_api_representation(article.body, context={"request": request}),
    }


def reference(article, request=None) -> dict:
    """Describe an article in one line: id, title, published_at and url."""
    return {
        "id": article.pk,
        "title": article.title,
        "published_at": site_time(article.published_at),
        "url": article.get_full_url(request),
    }


def serialise_categories(categories: Iterable, request=None) -> list[dict]:
    """Describe categories in the order of the tree: `parent` is the id of the category that one lies in."""
    said, above = [], []
    languages = dict(Locale.objects.values_list("pk", "language_code"))
    for category in categories:
        while above and not category.path.startswith(above[-1].path):
            above.pop()
        parent = above[-1].pk if above else None
        above.append(category)
        said.append(
            {
                "id": category.pk,
                "title": category.title,
                "slug": category.slug,
                "url": category.get_full_url(request),
                "locale": languages[category.locale_id],
                "parent": parent,
                "intro": category.intro,
            }
        )
    return said


def period_count(counted) -> dict:
    """Describe an archive.PeriodCount: `date` is what the parameter of that name takes."""
    period = counted.period
    parts = {"year": period.year, "month": period.month, "day": period.day}
    return {
        "date": str(period),
        **{name: part for name, part in parts.items() if part is not None},
        "count": counted.count,
    }


def gather(articles: list) -> Gathered:
    """Read the counts and tags of many articles in two queries."""
    return Gathered(counting.view_counts([article.pk for article in articles]), _tags(articles))


def _summary(article, request, gathered: Gathered) -> dict:
    views = gathered.views.get(article.pk, ViewTotals())
    return {
        "id": article.pk,
        "title": article.title,
        "slug": article.slug,
        "url": article.get_full_url(request),
        "published_at": site_time(article.published_at),
        "lead": article.lead,
        "category": _category(article.category, request),
        "lead_image": _lead_image(article),
        "byline": article.byline,
        "source": article.source,
        "source_url": article.source_address,
        "tags": gathered.tags.get(article.pk, []),
        "view_count": {"legacy": views.legacy, "own": views.own, "total": views.total},
    }


def _category(category, request) -> dict | None:
    if category is None or not category.live:
        return None
    return {"id": category.pk, "title": category.title, "url": category.get_full_url(request)}


def _lead_image(article) -> dict | None:
    said = image_representation(article.lead_image, article.lead_image_text_alternative)
    return said and {**said, "caption": article.lead_image_caption}


def _attachments(article) -> list[dict]:
    return [document_representation(row.document, row.title) for row in queries.attachments(article)]


def _tags(articles: list) -> dict[int, list[str]]:
    try:
        tags = conf.article_model()._meta.get_field("tags")
    except FieldDoesNotExist:  # a site's own class may have none
        return {}
    named: dict[int, list[str]] = {}
    pks = [article.pk for article in articles]
    rows = tags.remote_field.through.objects.filter(content_object_id__in=pks)
    for pk, name in rows.order_by("pk").values_list("content_object_id", "tag__name"):
        named.setdefault(pk, []).append(name)
    return named
