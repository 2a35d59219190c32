"""Categories of the old portal: found by the ledger or by their title, else made under the target page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from wagtail_district_news import conf, text

from .identity import key_hash
from .models import ImportedCategory
from .options import ImportSetupError

NESTED = re.compile(r"\s*[>»›]\s*")
DEEPEST = 8  # categories in one another
FOUR_DIGITS = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Target:
    """Where an import writes: the page, whether it is a category itself, and its site."""

    page: Any
    is_category: bool
    site: Any


def open_target(page: Any) -> Target:
    """Return the target, or raise ImportSetupError if our pages cannot live there."""
    page = page.specific
    article, category = conf.article_model(), conf.category_model()
    site = page.get_site()
    if site is None:
        raise ImportSetupError(
            gettext(
                "The page “%(title)s” (id %(id)s) is not under the root page of any site, so nobody could visit what is "
                "imported. Choose a page of a site, or make a site for it in Settings > Sites."
            )
            % {"title": page.title, "id": page.pk}
        )
    allowed = page.specific_class.allowed_subpage_models()
    if isinstance(page, category):
        return Target(page, True, site)
    if category not in allowed:
        raise ImportSetupError(
            gettext(
                "The page “%(title)s” is of the type “%(type)s”, which cannot hold “%(category)s” pages. Choose a page "
                "that can, or one that is a category itself, or add %(model)s to its subpage_types."
            )
            % {
                "title": page.title,
                "type": page.specific_class._meta.verbose_name,
                "category": category._meta.verbose_name,
                "model": category._meta.label,
            }
        )
    if article not in category.allowed_subpage_models():
        raise ImportSetupError(
            gettext(
                "“%(category)s” pages of this site cannot hold “%(article)s” pages: add it to their subpage_types."
            )
            % {"category": category._meta.verbose_name, "article": article._meta.verbose_name}
        )
    return Target(page, False, site)


def category_path(name: str) -> list[str]:
    """Return the categories that a page names, the outermost first: "A > B" is B inside A."""
    names = [part for part in (text.fold_space(piece) for piece in NESTED.split(name)) if part]
    if len(names) > DEEPEST:  # no portal was so deep, and the tree of pages ends somewhere
        names = [*names[: DEEPEST - 1], " > ".join(names[DEEPEST - 1 :])]
    return names


class Categories:
    """The categories of one import. Ask inside the page's transaction: a category stands or falls with it."""

    def __init__(self, target: Target, portal: str, default_name: str, write: Any):
        self.target, self.portal, self.write = target, portal, write
        self.default_name = default_name
        # of each parent the newest category that was read, and the pks of all by their folded titles
        self._titles: dict[int, tuple[int, dict[str, list[int]]]] = {}
        self.made: list[str] = []  # titles of those made since the caller last emptied it

    def names_for(self, name: str) -> list[str]:
        """Return the category path for a page; [] means the target itself."""
        return category_path(name) or ([] if self.target.is_category else category_path(self.default_name))

    def parent_for(self, name: str) -> Any:
        """Return the page under which an article of this category stands; makes what is not there."""
        parent = self.target.page
        names = self.names_for(name)
        for depth in range(len(names)):
            parent = self._category(parent, names[: depth + 1])
        return parent

    def standing_for(self, name: str) -> Any | None:
        """Return the page that `parent_for` would return if it stands; makes nothing."""
        parent, names = self.target.page, self.names_for(name)
        for depth in range(len(names)):
            parent = parent and (
                self._standing(self._key(names[: depth + 1])) or self._titled(parent, names[depth])
            )
        return parent

    def would_make(self, name: str, planned: set[str]) -> list[str]:
        """Return the categories that `parent_for` would make, as readable paths; changes nothing."""
        parent, made = self.target.page, []
        names = self.names_for(name)
        for depth in range(len(names)):
            label = " > ".join(names[: depth + 1])
            page = (
                None
                if parent is None
                else self._standing(self._key(names[: depth + 1])) or self._titled(parent, names[depth])
            )
            if page is None and label not in planned:
                made.append(label)
            parent = page
        return made

    def _category(self, parent: Any, names: list[str]) -> Any:
        key = self._key(names)
        page = self._standing(key)
        if page is not None:
            return page
        label = " > ".join(names)
        ImportedCategory.objects.bulk_create(
            [ImportedCategory(key_hash=key, portal=self.portal, name=label)], ignore_conflicts=True
        )
        row = ImportedCategory.objects.select_for_update().get(key_hash=key)
        page = self._page(row.page_id)
        if page is None:
            page = self._titled(parent, names[-1])
            row.made = page is None
            if page is None:
                page = self.write.category(parent, names[-1])
                self.made.append(page.title)
            row.page_id, row.indexed = page.pk, not row.made
            row.save()
        return page

    def _key(self, names: list[str]) -> str:
        folded = " > ".join(text.fold(name) for name in names)
        return key_hash(self.portal, f"category:{self.target.page.pk}:{folded}")

    def _standing(self, key: str) -> Any | None:
        row = ImportedCategory.objects.filter(key_hash=key).first()
        return self._page(row.page_id) if row else None

    def _page(self, page_id: int | None) -> Any | None:
        return conf.category_model().objects.filter(pk=page_id).first() if page_id else None

    def _titled(self, parent: Any, name: str) -> Any | None:
        """Return the category of this title under a parent, the first of them in the tree."""
        children, folded = conf.category_model().objects.child_of(parent), text.fold(name)
        newest, known = self._titles.get(parent.pk, (0, {}))
        for pk, title in children.filter(pk__gt=newest).order_by("pk").values_list("pk", "title"):
            known.setdefault(text.fold(title), []).append(pk)
            newest = pk
        self._titles[parent.pk] = newest, known
        found = children.filter(pk__in=known.get(folded, ())).order_by("path")
        return next((page for page in found if text.fold(page.title) == folded), None)

    def forget(self) -> None:
        """Forget the titles that were read: a transaction was rolled back."""
        self._titles.clear()
