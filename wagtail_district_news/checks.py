"""System checks: every wrong set-up of the news, with what to do about it."""

from __future__ import annotations

import difflib
from importlib.util import find_spec

from django.apps import apps
from django.conf import settings
from django.conf.urls.i18n import is_language_prefix_patterns_used
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connection, connections, router
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.search.backends import get_search_backend

from . import conf
from .models.base import PAGES_ARE_OURS

APP = conf.APP_LABEL
MIDDLEWARE = f"{APP}.middleware.LegacyAddressMiddleware"
REDIRECTS = "wagtail.contrib.redirects.middleware.RedirectMiddleware"
LOCALE = "django.middleware.locale.LocaleMiddleware"
MODEL_SETTINGS = {"ARTICLE_MODEL": ("is_news_article", "ArticleMixin")}
MODEL_SETTINGS["CATEGORY_MODEL"] = ("is_news_category", "CategoryIndexMixin")
BLOCK_SETTINGS = ("ARTICLE_BLOCKS", "CATEGORY_BLOCKS")


@register(Tags.compatibility)
def check_settings(app_configs=None, **kwargs) -> list[CheckMessage]:
    """E001 the setting is no dictionary, E002 an unknown name, E003 a value of the wrong type."""
    values = conf.configured()
    if not isinstance(values, dict):
        return [
            Error(
                _("settings.%(name)s is no dictionary.") % {"name": conf.NAME},
                hint=_("Make it one."),
                id=f"{APP}.E001",
            )
        ]
    unknown = [_unknown(name) for name in values if name not in conf.SETTINGS]
    wrong = [
        _wrong(name, value) for name, value in values.items() if name in conf.SETTINGS and not _is_valid(name)
    ]
    return unknown + wrong


def _unknown(name) -> Error:
    near = difflib.get_close_matches(str(name).upper(), conf.SETTINGS, n=1)
    if near:
        hint = _("Did you mean %(name)s?") % {"name": near[0]}
    else:
        hint = _("There are: %(names)s.") % {"names": ", ".join(sorted(conf.SETTINGS))}
    message = _("settings.%(setting)s has an unknown name: “%(name)s”.") % {
        "setting": conf.NAME,
        "name": name,
    }
    return Error(message, hint=hint, id=f"{APP}.E002")


def _wrong(name: str, value) -> Error:
    return Error(
        _("%(setting)s cannot be %(value)s.") % {"setting": _setting(name), "value": repr(value)},
        hint=_("It has to be %(wanted)s.") % {"wanted": conf.SETTINGS[name].wanted},
        id=f"{APP}.E003",
    )


def _setting(name: str) -> str:
    return f"settings.{conf.NAME}[{name!r}]"


def _is_valid(name: str) -> bool:
    return conf.SETTINGS[name].valid(conf.setting(name))


@register(Tags.compatibility)
def check_page_classes(app_configs=None, **kwargs) -> list[CheckMessage]:
    """E004 no such class, E005 one without our mixin, E006 a swapped base page without own classes."""
    return [error for name in MODEL_SETTINGS if _is_valid(name) for error in _check_page_class(name)]


def _check_page_class(name: str) -> list[CheckMessage]:
    value, (mark, mixin) = conf.setting(name), MODEL_SETTINGS[name]
    if not PAGES_ARE_OURS and value == conf.SETTINGS[name].default:
        message = _("This site has a base page of its own, which %(model)s cannot follow.") % {"model": value}
        hint = _("Write a page class with %(mixin)s and name it in %(setting)s.") % {
            "mixin": f"{APP}.models.{mixin}",
            "setting": _setting(name),
        }
        return [Error(message, hint=hint, id=f"{APP}.E006")]
    try:
        model = apps.get_model(value)
    except (LookupError, ValueError) as error:
        hint = _('Write "app_label.ModelName" of a page class whose app is in INSTALLED_APPS.')
        message = _("%(setting)s names no model: “%(value)s”.") % {"setting": _setting(name), "value": value}
        return [Error(message, hint=f"{hint} {error}", id=f"{APP}.E004")]
    if not getattr(model, mark, False) or not issubclass(model, conf.page_model()):
        hint = _("Let it inherit from %(mixin)s and from a Wagtail page class, in this order.") % {
            "mixin": f"{APP}.models.{mixin}"
        }
        message = _("%(model)s is no page class with %(mixin)s.") % {"model": value, "mixin": mixin}
        return [Error(message, hint=hint, obj=model, id=f"{APP}.E005")]
    return []


@register(Tags.compatibility)
def check_children(app_configs=None, **kwargs) -> list[CheckMessage]:
    """W002 an article class without attachments or related articles of its own."""
    if not _is_valid("ARTICLE_MODEL") or _check_page_class("ARTICLE_MODEL"):
        return []
    model = conf.article_model()
    names = {
        "attachments": ("AbstractArticleAttachment", _("%(model)s has no attachments.")),
        "related_articles": ("AbstractRelatedArticle", _("%(model)s has no related articles.")),
    }
    hint = _("Write a subclass of %(base)s with `%(key)s`, or silence this warning.")
    key = "page = ParentalKey({}, on_delete=models.CASCADE, related_name={!r})"
    return [
        Warning(
            message % {"model": model._meta.label},
            hint=hint % {"base": f"{APP}.models.{base}", "key": key.format(model.__name__, name)},
            obj=model,
            id=f"{APP}.W002",
        )
        for name, (base, message) in names.items()
        if not hasattr(model, name)
    ]


@register(Tags.compatibility)
def check_search_language(app_configs=None, **kwargs) -> list[CheckMessage]:
    """W008 PostgreSQL searches in its own language: words of ours that are its fillers are not found."""
    if connection.vendor != "postgresql" or getattr(get_search_backend(), "config", "") is not None:
        return []
    message = _(
        "The search leaves out words that the language of the PostgreSQL server takes for fillers: in English “am” "
        "and “do”, so that nobody finds “ẩm” or “đỗ” by them."
    )
    hint = _(
        'Write "SEARCH_CONFIG": "simple" into WAGTAILSEARCH_BACKENDS["default"], then run `manage.py update_index`.'
    )
    return [Warning(message, hint=hint, id=f"{APP}.W008")]


@register(Tags.compatibility)
def check_search_fields(app_configs=None, **kwargs) -> list[CheckMessage]:
    """W004 an article class whose search fields leave out ours: nothing is found by words without accents."""
    if not _is_valid("ARTICLE_MODEL") or _check_page_class("ARTICLE_MODEL"):
        return []
    model = conf.article_model()
    indexed = {field.field_name for field in model.get_search_fields()}
    missing = [field.field_name for field in model.article_search_fields if field.field_name not in indexed]
    if not missing:
        return []
    hint = _(
        "Write `search_fields = [*Page.search_fields, *ArticleMixin.article_search_fields]` in the class, then "
        "run `manage.py update_index`."
    )
    message = _("%(model)s does not index %(fields)s: the search of the news needs them.") % {
        "model": model._meta.label,
        "fields": ", ".join(missing),
    }
    return [Warning(message, hint=hint, obj=model, id=f"{APP}.W004")]


@register(Tags.compatibility)
def check_blocks(app_configs=None, **kwargs) -> list[CheckMessage]:
    """E007 a block set that cannot be imported, E008 that is no StreamBlock, E009 a table without its app."""
    return [error for name in BLOCK_SETTINGS if _is_valid(name) for error in _check_block_set(name)]


def _check_block_set(name: str) -> list[CheckMessage]:
    value = conf.setting(name)
    try:
        found = import_string(value)
    except ImportError as error:
        message = _("%(setting)s cannot be imported: “%(value)s”.") % {
            "setting": _setting(name),
            "value": value,
        }
        hint = _("Write the dotted path of a StreamBlock class.")
        return [Error(message, hint=f"{hint} {error}", id=f"{APP}.E007")]
    if not (isinstance(found, type) and issubclass(found, blocks.StreamBlock)):
        hint = _("Write the dotted path of a class that inherits from wagtail.blocks.StreamBlock.")
        message = _("%(value)s is no StreamBlock class.") % {"value": value}
        return [Error(message, hint=hint, id=f"{APP}.E008")]
    if _has_table(found()) and not apps.is_installed("wagtail.contrib.typed_table_block"):
        message = _("The blocks of %(value)s hold a table, whose app is missing.") % {"value": value}
        return [Error(message, hint=_add("wagtail.contrib.typed_table_block"), id=f"{APP}.E009")]
    return []


def _add(app: str) -> str:
    return _("Add “%(app)s” to INSTALLED_APPS.") % {"app": app}


def _has_table(block) -> bool:
    if isinstance(block, BaseTypedTableBlock):
        return True
    children = list(getattr(block, "child_blocks", {}).values())
    if child := getattr(block, "child_block", None):
        children.append(child)
    return any(_has_table(child) for child in children)


@register(Tags.compatibility)
def check_installed_apps(app_configs=None, **kwargs) -> list[CheckMessage]:
    """E010 no routable pages, E011 search installed twice, E012 no time zones."""
    errors: list[CheckMessage] = []
    if not apps.is_installed("wagtail.contrib.routable_page"):
        hint = _add("wagtail.contrib.routable_page")
        errors.append(
            Error(_("The archive of a category needs routable pages."), hint=hint, id=f"{APP}.E010")
        )
    twice = any(app.split(".")[0] == "modelsearch" for app in settings.INSTALLED_APPS)
    if twice and apps.is_installed("wagtail.search"):
        hint = _("Take “modelsearch” out of INSTALLED_APPS: “wagtail.search” brings it.")
        message = _("The search is installed twice: nothing would be indexed, and nothing would say so.")
        errors.append(Error(message, hint=hint, id=f"{APP}.E011"))
    if not settings.USE_TZ:
        hint = _("Set USE_TZ = True, and TIME_ZONE to the zone whose days the archive shows.")
        errors.append(Error(_("The archive needs dates with a time zone."), hint=hint, id=f"{APP}.E012"))
    return errors


@register(Tags.compatibility)
def check_counting(app_configs=None, **kwargs) -> list[CheckMessage]:
    """E013 no client for Valkey, E014 no address of it, E015 a database that cannot count, W007 no beacon's address."""
    if not all(_is_valid(name) for name in ("COUNT_STORE", "COUNT_VALKEY_URL", "COUNT_BY")):
        return []
    found: list[CheckMessage] = [*_check_valkey()] if conf.setting("COUNT_STORE") == "valkey" else []
    alias = router.db_for_write(conf.model("Sighting"))
    if connections[alias].vendor not in ("sqlite", "postgresql"):
        message = _("Views and visits are counted on PostgreSQL and SQLite only.")
        found.append(Error(message, hint=_("Use one of them."), id=f"{APP}.E015"))
    if "beacon" in str(conf.setting("COUNT_BY")) and not conf.own_address("count"):
        message = _("Pages are counted by their beacon, which has nowhere to send.")
        hint = _("Include wagtail_district_news.urls in the URLs of the site.")
        found.append(Warning(message, hint=hint, id=f"{APP}.W007"))
    return found


def _check_valkey() -> list[CheckMessage]:
    if find_spec("redis") is None:
        hint = _("Install it: %(command)s") % {"command": 'pip install "wagtail-district-news[valkey]"'}
        return [Error(_("Counting in Valkey needs its client."), hint=hint, id=f"{APP}.E013")]
    import redis

    try:
        redis.Redis.from_url(conf.setting("COUNT_VALKEY_URL"))
    except ValueError as error:
        message = _("%(setting)s is no address of a Valkey.") % {"setting": _setting("COUNT_VALKEY_URL")}
        hint = _("Write one such as “%(example)s”.") % {"example": "redis://127.0.0.1:6379/1"}
        return [Error(message, hint=f"{hint} {error}", id=f"{APP}.E014")]
    return []


@register(Tags.compatibility)
def check_middleware(app_configs=None, **kwargs) -> list[CheckMessage]:
    """W001 old addresses go unanswered, W003 they are answered before the redirects that editors wrote,
    W005 the language's prefix hides them.
    """
    middleware = list(settings.MIDDLEWARE)
    if MIDDLEWARE not in middleware:
        message = _("Old addresses of imported articles are not answered.")
        hint = _("Add “%(middleware)s” to MIDDLEWARE, before wagtail.contrib.redirects.") % {
            "middleware": MIDDLEWARE
        }
        return [Warning(message, hint=hint, id=f"{APP}.W001")]
    if REDIRECTS in middleware and middleware.index(REDIRECTS) < middleware.index(MIDDLEWARE):
        message = _("Old addresses are answered before the redirects that editors wrote.")
        hint = _("Move “%(ours)s” before “%(redirects)s” in MIDDLEWARE.") % {
            "ours": MIDDLEWARE,
            "redirects": REDIRECTS,
        }
        return [Warning(message, hint=hint, id=f"{APP}.W003")]
    if LOCALE in middleware[middleware.index(MIDDLEWARE) :] and _every_language_has_a_prefix():
        message = _(
            "Old addresses without a file name are sent on to a language before anybody answers them."
        )
        hint = _("Move “%(ours)s” after “%(locale)s” in MIDDLEWARE.") % {
            "ours": MIDDLEWARE,
            "locale": LOCALE,
        }
        return [Warning(message, hint=hint, id=f"{APP}.W005")]
    return []


def _every_language_has_a_prefix() -> bool:
    """Say whether i18n_patterns gives the default language a prefix too."""
    return is_language_prefix_patterns_used(settings.ROOT_URLCONF) == (True, True)
