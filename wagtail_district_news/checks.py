"""System checks: every wrong set-up of the news, with what to do about it."""

from __future__ import annotations

import difflib

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.utils.module_loading import import_string
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock

from . import conf
from .models.base import PAGES_ARE_OURS

APP = conf.APP_LABEL
MIDDLEWARE = f"{APP}.middleware.LegacyAddressMiddleware"
REDIRECTS = "wagtail.contrib.redirects.middleware.RedirectMiddleware"
MODEL_SETTINGS = {"ARTICLE_MODEL": ("is_news_article", "ArticleMixin")}
MODEL_SETTINGS["CATEGORY_MODEL"] = ("is_news_category", "CategoryIndexMixin")
BLOCK_SETTINGS = ("ARTICLE_BLOCKS", "CATEGORY_BLOCKS")


@register(Tags.compatibility)
def check_settings(app_configs=None, **kwargs) -> list[CheckMessage]:
    """E001 the setting is no dictionary, E002 an unknown name, E003 a value of the wrong type."""
    values = conf.configured()
    if not isinstance(values, dict):
        return [Error(f"settings.{conf.NAME} is no dictionary.", hint="Make it one.", id=f"{APP}.E001")]
    unknown = [_unknown(name) for name in values if name not in conf.SETTINGS]
    wrong = [
        _wrong(name, value) for name, value in values.items() if name in conf.SETTINGS and not _is_valid(name)
    ]
    return unknown + wrong


def _unknown(name) -> Error:
    near = difflib.get_close_matches(str(name).upper(), conf.SETTINGS, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(sorted(conf.SETTINGS))}."
    return Error(f"settings.{conf.NAME} has an unknown name: {name!r}.", hint=hint, id=f"{APP}.E002")


def _wrong(name: str, value) -> Error:
    return Error(
        f"settings.{conf.NAME}[{name!r}] cannot be {value!r}.",
        hint=f"It has to be {conf.SETTINGS[name].wanted}.",
        id=f"{APP}.E003",
    )


def _is_valid(name: str) -> bool:
    return conf.SETTINGS[name].valid(conf.setting(name))


@register(Tags.compatibility)
def check_page_classes(app_configs=None, **kwargs) -> list[CheckMessage]:
    """E004 no such class, E005 one without our mixin, E006 a swapped base page without own classes."""
    return [error for name in MODEL_SETTINGS if _is_valid(name) for error in _check_page_class(name)]


def _check_page_class(name: str) -> list[CheckMessage]:
    value, (mark, mixin) = conf.setting(name), MODEL_SETTINGS[name]
    if not PAGES_ARE_OURS and value == conf.SETTINGS[name].default:
        message = f"This site has a base page of its own, which {value} cannot follow."
        hint = f"Write a page class with {APP}.models.{mixin} and name it in settings.{conf.NAME}[{name!r}]."
        return [Error(message, hint=hint, id=f"{APP}.E006")]
    try:
        model = apps.get_model(value)
    except (LookupError, ValueError) as error:
        hint = f'Write "app_label.ModelName" of a page class whose app is in INSTALLED_APPS. {error}'
        return [
            Error(f"settings.{conf.NAME}[{name!r}] names no model: {value!r}.", hint=hint, id=f"{APP}.E004")
        ]
    if not getattr(model, mark, False) or not issubclass(model, conf.page_model()):
        hint = f"Let it inherit from {APP}.models.{mixin} and from a Wagtail page class, in this order."
        return [Error(f"{value} is no page class with {mixin}.", hint=hint, obj=model, id=f"{APP}.E005")]
    return []


@register(Tags.compatibility)
def check_children(app_configs=None, **kwargs) -> list[CheckMessage]:
    """W002 an article class without attachments or related articles of its own."""
    if not _is_valid("ARTICLE_MODEL") or _check_page_class("ARTICLE_MODEL"):
        return []
    model = conf.article_model()
    names = {"attachments": "AbstractArticleAttachment", "related_articles": "AbstractRelatedArticle"}
    return [
        Warning(
            f"{model._meta.label} has no {name.replace('_', ' ')}.",
            hint=f"Write a subclass of {APP}.models.{base} with `page = ParentalKey({model.__name__}, "
            f"on_delete=models.CASCADE, related_name={name!r})`, or silence this warning.",
            obj=model,
            id=f"{APP}.W002",
        )
        for name, base in names.items()
        if not hasattr(model, name)
    ]


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
    hint = (
        "Write `search_fields = [*Page.search_fields, *ArticleMixin.article_search_fields]` in the class, then "
        "run `manage.py update_index`."
    )
    message = f"{model._meta.label} does not index {', '.join(missing)}: the search of the news needs them."
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
        message = f"settings.{conf.NAME}[{name!r}] cannot be imported: {value!r}."
        hint = f"Write the dotted path of a StreamBlock class. {error}"
        return [Error(message, hint=hint, id=f"{APP}.E007")]
    if not (isinstance(found, type) and issubclass(found, blocks.StreamBlock)):
        hint = "Write the dotted path of a class that inherits from wagtail.blocks.StreamBlock."
        return [Error(f"{value} is no StreamBlock class.", hint=hint, id=f"{APP}.E008")]
    if _has_table(found()) and not apps.is_installed("wagtail.contrib.typed_table_block"):
        hint = 'Add "wagtail.contrib.typed_table_block" to INSTALLED_APPS.'
        return [
            Error(f"The blocks of {value} hold a table, whose app is missing.", hint=hint, id=f"{APP}.E009")
        ]
    return []


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
        hint = 'Add "wagtail.contrib.routable_page" to INSTALLED_APPS.'
        errors.append(Error("The archive of a category needs routable pages.", hint=hint, id=f"{APP}.E010"))
    twice = any(app.split(".")[0] == "modelsearch" for app in settings.INSTALLED_APPS)
    if twice and apps.is_installed("wagtail.search"):
        hint = 'Take "modelsearch" out of INSTALLED_APPS: "wagtail.search" brings it.'
        message = "The search is installed twice: nothing would be indexed, and nothing would say so."
        errors.append(Error(message, hint=hint, id=f"{APP}.E011"))
    if not settings.USE_TZ:
        hint = "Set USE_TZ = True, and TIME_ZONE to the zone whose days the archive shows."
        errors.append(Error("The archive needs aware dates.", hint=hint, id=f"{APP}.E012"))
    return errors


@register(Tags.compatibility)
def check_middleware(app_configs=None, **kwargs) -> list[CheckMessage]:
    """W001 old addresses go unanswered, W003 they are answered before the redirects that editors wrote."""
    middleware = list(settings.MIDDLEWARE)
    if MIDDLEWARE not in middleware:
        message = "Old addresses of imported articles are not answered."
        hint = f'Add "{MIDDLEWARE}" to MIDDLEWARE, before wagtail.contrib.redirects.'
        return [Warning(message, hint=hint, id=f"{APP}.W001")]
    if REDIRECTS in middleware and middleware.index(REDIRECTS) < middleware.index(MIDDLEWARE):
        message = "Old addresses are answered before the redirects that editors wrote."
        hint = f'Move "{MIDDLEWARE}" before "{REDIRECTS}" in MIDDLEWARE.'
        return [Warning(message, hint=hint, id=f"{APP}.W003")]
    return []
