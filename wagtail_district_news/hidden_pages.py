"""A check of the database: pages that nobody reaches, since an address of ours stands in front of them."""

from __future__ import annotations

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import DatabaseError, transaction
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Site

from . import conf

NAMES = ("search", "browse_by_date", "count", "visitors", "feed")  # what else there is stands below the feed


@register(Tags.database)
def check_hidden_pages(app_configs=None, databases=None, **kwargs) -> list[CheckMessage]:
    """W006 a page has the address of the search, of the dates, of counting or of a feed."""
    database = conf.page_model().objects.db
    if database not in (databases or ()):
        return []
    try:
        with transaction.atomic(using=database):
            return [_warning(page, path) for page, path in _hidden(_own_paths()).items()]
    except DatabaseError:  # nothing was migrated yet
        return []


def _own_paths() -> set[str]:
    return {path for code, _name in settings.LANGUAGES for name in NAMES if (path := _path(name, code))}


def _path(name: str, language: str) -> str:
    with translation.override(language):
        return conf.own_address(name)


def _hidden(paths: set[str]) -> dict:
    """Return the pages of all sites that stand at these addresses, each with its address.

    The part of the language that begins an address is no part of the tree.
    """
    beginnings = ["", *(f"/{code.lower()}" for code, _name in settings.LANGUAGES)]
    tails = {path.removeprefix(one) for path in paths for one in beginnings if path.startswith(f"{one}/")}
    roots = [site.root_page for site in Site.objects.select_related("root_page")]
    trees = {page.url_path.rstrip("/") for root in roots for page in (root, *root.get_translations())}
    wanted = {tree + tail: tail for tree in trees for tail in tails}
    found = conf.page_model().objects.filter(url_path__in=wanted).order_by("path")
    return {page: wanted[page.url_path] for page in found}


def _warning(page, path: str) -> Warning:
    message = _(
        "The page “%(title)s” has the address %(path)s, which is one of the news: no reader gets to it."
    )
    hint = _("Change the page's slug, or include wagtail_district_news.urls under another prefix.")
    return Warning(
        message % {"title": page.title, "path": path}, hint=hint, obj=page, id=f"{conf.APP_LABEL}.W006"
    )
