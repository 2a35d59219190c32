"""Which category an article belongs to: the nearest ancestor that is one."""

from __future__ import annotations

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from . import conf


def category_classes() -> list[type]:
    """Return every concrete page class that uses CategoryIndexMixin."""
    return [model for model in apps.get_models() if getattr(model, "is_news_category", False)]


def article_classes() -> list[type]:
    """Return every concrete page class that uses ArticleMixin."""
    return [model for model in apps.get_models() if getattr(model, "is_news_article", False)]


def categories():
    """Return the categories of every class as a queryset of base pages."""
    types = ContentType.objects.get_for_models(*category_classes(), for_concrete_models=False)
    return conf.page_model().objects.filter(content_type__in=[kind.pk for kind in types.values()])


def nearest_category_id(page) -> int | None:
    """Return the pk of the nearest category above a page that has its place in the tree, in one query."""
    above = categories().ancestor_of(page).order_by("-depth")
    return above.values_list("pk", flat=True).first()


@transaction.atomic
def refresh_categories(root) -> int:
    """Set the category of every article in the subtree of `root` anew; return how many rows were written.

    Articles that already have the right one are not touched. Constant in articles: two queries, and for each
    category in the subtree one more.
    """
    root = conf.page_model().objects.get(pk=root.pk)
    inside = list(categories().descendant_of(root, inclusive=True).order_by("path"))
    written = 0
    for model in article_classes():
        articles = model._default_manager.order_by()
        own = articles.descendant_of(root, inclusive=True)
        for category in inside:
            own = own.exclude(articles.descendant_of_q(category))
        written += _assign(own, nearest_category_id(root))
        for category in inside:
            own = articles.descendant_of(category)
            for nested in inside:
                if nested.path != category.path and nested.path.startswith(category.path):
                    own = own.exclude(articles.descendant_of_q(nested))
            written += _assign(own, category.pk)
    return written


def _assign(articles, category_id: int | None) -> int:
    differing = articles.exclude(category_id=category_id) if category_id else articles.exclude(category=None)
    return differing.update(category_id=category_id)
