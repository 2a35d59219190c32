"""Choices for a front page: categories with their newest, campaign messages."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connections

from .. import conf
from ..categorised import categories
from ..renditions import prefetch_renditions
from .lists import articles
from .scope import Scope, in_site, public, shown_locale

AT_ONCE = 200  # SQLite unites no more than 500


@dataclass(frozen=True, slots=True)
class CategoryArticles:
    """One category and its newest articles."""

    category: object
    articles: list


def top_categories(site, locale=None, scope: Scope | None = None) -> list:
    """Return the live and public categories of a site that are in no other category, in tree order.

    Where one category holds all the others, as the page of the whole news does, those right below it.
    """
    found = list(site_categories(site, locale, scope))
    top = _outermost_pages(found)
    return (_outermost_pages(found[1:]) or top) if len(top) == 1 else top


def site_categories(site, locale=None, scope: Scope | None = None):
    """Return the live and public categories of a site as a queryset of base pages, in tree order."""
    scope = scope or Scope()
    found = in_site(public(categories(), scope), site, scope)
    return (found if locale is None else found.filter(locale=locale)).order_by("path")


def subcategories(category, scope: Scope | None = None) -> list:
    """Return the live and public categories right below one, in tree order."""
    if not category.path:  # a preview of a category that was never saved
        return []
    return list(public(categories().child_of(category), scope).order_by("path"))


def _outermost_pages(pages: list) -> list:
    """Return those of some pages in tree order that are in no other of them."""
    top: list = []
    for page in pages:
        if not (top and page.path.startswith(top[-1].path)):
            top.append(page)
    return top


def category_of(site, pk: int, scope: Scope | None = None):
    """Return a live and public category of a site, of whatever class, or None."""
    found = site_categories(site, scope=scope).filter(pk=pk).first()
    return found and found.specific


def latest_by_category(
    site, count: int = 5, locale=None, scope: Scope | None = None
) -> list[CategoryArticles]:
    """Return each top category of a site with its newest articles, those of the categories below it included.

    Constant in queries. Without `locale`: that of the page being shown. Empty categories are left out.
    """
    scope, locale = scope or Scope(), locale or shown_locale()
    every = list(in_site(categories(), site, scope).order_by("path"))
    found = articles(site=site, locale=locale, scope=scope)
    newest = list(found.filter(pk__in=_newest_of_each(found, every, count)))
    chosen = (
        CategoryArticles(top, [one for one in newest if one.category.path.startswith(top.path)][:count])
        for top in top_categories(site, locale, scope)
    )
    return [entry for entry in chosen if entry.articles]


def _newest_of_each(found, parents, count: int) -> list[int]:
    """Return the pks of the newest articles of each category, which reads `count` rows of each."""
    if count < 1:
        return []
    newest = [found.filter(category_id=parent.pk).values_list("pk")[:count] for parent in parents]
    return [
        pk
        for start in range(0, len(newest), AT_ONCE)
        for pk in _united(found, newest[start : start + AT_ONCE])
    ]


def _united(found, newest) -> list[int]:
    connection = connections[found.db]
    compiled = [one.query.get_compiler(connection=connection).as_sql() for one in newest]
    # a window over all articles would read them all, and the ORM cannot limit the parts of a union on SQLite
    sql = " UNION ALL ".join(
        f"SELECT * FROM ({part}) AS c{number}" for number, (part, _) in enumerate(compiled)
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [parameter for _, parameters in compiled for parameter in parameters])
        return [pk for (pk,) in cursor.fetchall()]


def campaign_messages(site=None, limit: int | None = None) -> list:
    """Return the campaign messages that run now on a site, in their order, with their pictures' renditions."""
    running = conf.model("CampaignMessage").objects.running().of_site(site)
    messages = list(running.select_related("image", "link_page")[:limit])
    prefetch_renditions([message.image for message in messages if message.image])
    return messages
