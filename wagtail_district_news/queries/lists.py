"""Lists of articles, and what stands around one article."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Q, prefetch_related_objects

from .. import conf
from ..archive import ArchivePeriod
from .scope import Scope, in_site, public

NEWEST_FIRST = ("-published_at", "-pk")
OLDEST_FIRST = ("published_at", "pk")


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The articles around one article in its category: `newer` nearest first, `earlier` nearest first."""

    newer: list = field(default_factory=list)
    earlier: list = field(default_factory=list)


def articles(
    category=None, site=None, period: ArchivePeriod | None = None, locale=None, scope: Scope | None = None
):
    """Return live and public articles as a queryset, newest first, ties by pk; ready for a list.

    `category`: a category page; the articles of the categories below it are its own too. `site`: all trees of
    the site, translations included, unless `locale` says which. Bodies are deferred. `scope` spares asking
    again what is private.
    """
    scope = scope or Scope()
    found = public(conf.article_model().objects.all(), scope)
    if category is not None:
        found = _in_category(found, category, scope)
    if site is not None:
        found = in_site(found, site, scope)
    if locale is not None:
        found = found.filter(locale=locale)
    found = in_period(found, period)
    return found.order_by(*NEWEST_FIRST).select_related("lead_image", "category").defer("body")


def in_period(found, period: ArchivePeriod | None):
    """Return the articles of a queryset that were published in a period; all of them without one."""
    if period is None:
        return found
    return found.filter(published_at__gte=period.start, published_at__lt=period.end)


def _in_category(found, category, scope: Scope):
    if not category.path:  # a preview of a category that was never saved
        return found.none()
    ids = scope.below(category)
    # one category is by far the usual case, and equality lets the database read the index in order
    return found.filter(category_id=ids[0]) if len(ids) == 1 else found.filter(category_id__in=ids)


def neighbours(article, count: int = 5, scope: Scope | None = None) -> Neighbours:
    """Return the `count` articles newer and earlier than one in its category, by (published_at, pk)."""
    if count < 1:
        return Neighbours()
    beside = _beside(article, scope)
    at, pk = article.published_at, article.pk
    newer, earlier = Q(published_at__gt=at), Q(published_at__lt=at)
    if pk:  # the first condition is what an index serves; the second settles ties
        newer = Q(published_at__gte=at) & (newer | Q(pk__gt=pk))
        earlier = Q(published_at__lte=at) & (earlier | Q(pk__lt=pk))
    return Neighbours(
        newer=list(beside.filter(newer).order_by(*OLDEST_FIRST)[:count]),
        earlier=list(beside.filter(earlier).order_by(*NEWEST_FIRST)[:count]),
    )


def _beside(article, scope: Scope | None):
    everything = articles(scope=scope)
    if article.category_id:
        return everything.filter(category_id=article.category_id)
    if not article.path:
        return everything.none()
    parent = article._get_parent_path_from_path(article.path)
    return everything.filter(category=None, path__startswith=parent, depth=article.depth)


def related_articles(article, scope: Scope | None = None) -> list:
    """Return the live and public articles that an editor chose to go with one, in the editor's order."""
    chosen = getattr(article, "related_articles", None)  # a site's own class may have none
    ids = [related.article_id for related in chosen.all()] if chosen is not None else []
    found = articles(scope=scope).in_bulk(ids) if ids else {}
    return [found[pk] for pk in ids if pk in found]


def attachments(article) -> list:
    """Return the attachments of an article in the editor's order, their documents loaded: two queries."""
    attached = getattr(article, "attachments", None)  # a site's own class may have none
    rows = list(attached.all()) if attached is not None else []
    prefetch_related_objects(rows, "document")  # a preview's rows were never saved: no join would find them
    return [row for row in rows if row.document]
