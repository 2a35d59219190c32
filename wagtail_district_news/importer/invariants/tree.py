"""The page tree, read once in its own order: depths, children, addresses, slugs, and the category above."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext

from wagtail_district_news import conf
from wagtail_district_news.categorised import article_classes, category_classes

from .values import LIGHT_BATCH, Check, Violation, page_reference

FIELDS = ("pk", "path", "depth", "numchild", "url_path", "slug", "content_type_id")


@dataclass(slots=True)
class Branch:
    """A page on the way from the root to where the reading stands."""

    pk: int
    path: str
    numchild: int
    url_path: str
    category: int | None
    children: int = 0
    slugs: dict[str, int] = field(default_factory=dict)


def tree(check: Check) -> Iterator[Violation]:
    """Look at the whole tree, a bounded number of pages at a time."""
    walk = Walk(check)
    for batch in _in_order(check):
        for row in batch:
            yield from walk.visit(row)
        yield from walk.articles()
    yield from walk.leave("")


class Walk:
    """The way through the tree: the branch that leads to the present page, and the articles just passed."""

    def __init__(self, check: Check):
        self.check, self.model = check, conf.page_model()
        self.branch: list[Branch] = []
        self.passed: dict[int, int | None] = {}  # article -> the category it stands in
        self.article_types = _types(article_classes())
        self.category_types = _types(category_classes())

    def visit(self, row: Any) -> Iterator[Violation]:
        self.check.looked("tree")
        yield from self.leave(row.path)
        if len(row.path) % self.model.steplen or not set(row.path) <= set(self.model.alphabet):
            yield _broken(row.pk, gettext("its path “%(path)s” is none") % {"path": row.path})
            return
        if row.depth != len(row.path) // self.model.steplen:
            yield _broken(row.pk, gettext("its depth does not fit its path"))
        parent = self._parent(row.path)
        if parent is None and len(row.path) > self.model.steplen:
            yield _broken(row.pk, gettext("its parent is gone"))
        else:
            yield from self._under(row, parent)
        self._enter(row, parent)

    def leave(self, path: str) -> Iterator[Violation]:
        """Leave the branches that a path is not on, and look whether they had the children they claim."""
        while self.branch and not (path and path.startswith(self.branch[-1].path)):
            left = self.branch.pop()
            if left.children != left.numchild:
                numbers = {"children": left.children, "numchild": left.numchild}
                yield _broken(
                    left.pk, gettext("it has %(children)s children and claims %(numchild)s") % numbers
                )

    def articles(self) -> Iterator[Violation]:
        """Compare the category of the articles passed since the last call with the one above them."""
        passed, self.passed = self.passed, {}
        for model in article_classes():
            known = model._base_manager.filter(pk__in=list(passed)).values_list("pk", "category_id")
            for pk, category in known:
                self.check.looked("categories")
                if category != passed[pk]:
                    yield _wrong_category(pk, category, passed[pk])

    def _parent(self, path: str) -> Branch | None:
        above = self.branch[-1] if self.branch else None
        return above if above and above.path == path[: -self.model.steplen] else None

    def _under(self, row: Any, parent: Branch | None) -> Iterator[Violation]:
        self.check.looked("url-paths")
        if row.url_path != _url_path(row, parent):
            yield _wrong_address(row, _url_path(row, parent))
        if parent is None:
            return
        self.check.looked("slugs")
        parent.children += 1
        other = parent.slugs.setdefault(row.slug, row.pk)
        if other != row.pk:
            yield _same_slug(row, other)

    def _enter(self, row: Any, parent: Branch | None) -> None:
        category = parent.category if parent else None
        if row.content_type_id in self.article_types and parent:  # without one, its place is the fault
            self.passed[row.pk] = category
        if row.content_type_id in self.category_types:
            category = row.pk
        self.branch.append(Branch(row.pk, row.path, row.numchild, _url_path(row, parent), category))


def _in_order(check: Check) -> Iterator[list[Any]]:
    rows, last, done = conf.page_model()._base_manager.order_by("path"), "", 0
    total = rows.count()
    while True:
        batch = list(rows.filter(path__gt=last).values_list(*FIELDS, named=True)[:LIGHT_BATCH])
        if not batch:
            return
        last, done = batch[-1].path, done + len(batch)
        yield batch
        check.progress("tree", done, max(total, done))


def _types(classes: list[type]) -> frozenset[int]:
    return frozenset(
        kind.pk for kind in ContentType.objects.get_for_models(*classes, for_concrete_models=False).values()
    )


def _url_path(row: Any, parent: Branch | None) -> str:
    """Return the address that follows from the parent's; by what it should be, so that one fault is told once."""
    return f"{parent.url_path}{row.slug}/" if parent else "/"


def _broken(pk: int, what: str) -> Violation:
    message = gettext("Page %(page)s: %(what)s. Run: manage.py fixtree") % {"page": pk, "what": what}
    return Violation("tree", message, page_reference(pk))


def _wrong_address(row: Any, right: str) -> Violation:
    message = gettext(
        "Page %(page)s has the path %(path)s and should have %(right)s. Run: manage.py set_url_paths"
    )
    values = {"page": row.pk, "path": row.url_path, "right": right}
    return Violation("url-paths", message % values, page_reference(row.pk))


def _same_slug(row: Any, other: int) -> Violation:
    message = gettext(
        "Pages %(other)s and %(page)s stand under one parent with the slug “%(slug)s”, so only one of them can be "
        "visited. Edit page %(page)s and give it another slug, under Promote."
    )
    return Violation(
        "slugs", message % {"page": row.pk, "other": other, "slug": row.slug}, page_reference(row.pk)
    )


def _wrong_category(pk: int, category: int | None, right: int | None) -> Violation:
    message = gettext(
        "Article %(page)s is listed under category %(category)s and stands under %(right)s. Edit the page and "
        "publish it: its category is set anew."
    )
    none = gettext("none")
    values = {"page": pk, "category": category or none, "right": right or none}
    return Violation("categories", message % values, page_reference(pk))
