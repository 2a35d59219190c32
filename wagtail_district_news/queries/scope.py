"""What readers may see and where it stands, asked once however many lists a request shows."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, reduce
from operator import or_

from django.conf import settings
from django.db.models import Q
from wagtail.models import Locale, PageViewRestriction

from .. import conf
from ..categorised import categories

KEPT_AS = "_wagtail_district_news_scope"


class Scope:
    """What the lists of one request need not ask twice: what is private, where a site and a category begin.

    For one request or one call, never longer: pages become private and move meanwhile.
    """

    def __init__(self):
        self._trees: dict[int, list[str]] = {}
        self._below: dict[int, list[int]] = {}

    @cached_property
    def hidden(self) -> list[str]:
        """The outermost tree paths of all that is private."""
        return _outermost(hidden_paths())

    def trees(self, site) -> list[str]:
        """Return the tree paths of a site: its root page and the translations of it."""
        if site.pk not in self._trees:
            self._trees[site.pk] = _trees(site)
        return self._trees[site.pk]

    def below(self, category) -> list[int]:
        """Return the pks of a category and of the categories below it."""
        if category.pk not in self._below:
            found = categories().descendant_of(category, inclusive=True)
            self._below[category.pk] = list(found.order_by().values_list("pk", flat=True)) or [category.pk]
        return self._below[category.pk]


def scope_of(request) -> Scope:
    """Return the Scope of a request, a new one without a request."""
    if request is None:
        return Scope()
    if not hasattr(request, KEPT_AS):
        setattr(request, KEPT_AS, Scope())
    return getattr(request, KEPT_AS)


def hidden_paths() -> list[str]:
    """Return the tree paths of all that is private: restricted pages, aliases of them, and aliases of those."""
    # from the few restrictions to their pages: the other way round would read the whole page table
    hidden = found = dict(PageViewRestriction.objects.values_list("page_id", "page__path"))
    while found:
        aliases = conf.page_model().objects.filter(alias_of__in=found).exclude(pk__in=hidden)
        found = dict(aliases.order_by().values_list("pk", "path"))
        hidden = hidden | found
    return sorted(hidden.values())


def public(pages, scope: Scope | None = None):
    """Return the pages of a queryset that are live and that anybody may read; costs a query or two more."""
    pages = pages.live()
    for hidden in (scope or Scope()).hidden:
        pages = pages.exclude(path__startswith=hidden)
    return pages


def is_public(page, scope: Scope | None = None) -> bool:
    """Say whether a page is live and anybody may read it; no query of its own with the scope of the request."""
    return page.live and not any(page.path.startswith(hidden) for hidden in (scope or Scope()).hidden)


def in_site(pages, site, scope: Scope | None = None):
    """Return the pages of a queryset that stand in a site, in whatever language."""
    return pages.filter(reduce(or_, (Q(path__startswith=path) for path in (scope or Scope()).trees(site))))


def shown_locale():
    """Return the locale of the page that is being shown, None on a site in one language."""
    return Locale.get_active() if _has_languages() else None


def _has_languages() -> bool:
    return getattr(settings, "WAGTAIL_I18N_ENABLED", False)


def _trees(site) -> list[str]:
    root = site.root_page
    translations = root.get_translations().values_list("path", flat=True) if _has_languages() else ()
    return [root.path, *translations]


def _outermost(paths: Iterable[str]) -> list[str]:
    outermost: list[str] = []
    for path in paths:
        if not (outermost and path.startswith(outermost[-1])):
            outermost.append(path)
    return outermost
