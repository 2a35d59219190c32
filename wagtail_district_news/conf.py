"""Typed settings with defaults, and the site's page classes at run time."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import swapper
from django.apps import apps
from django.conf import settings
from django.template import Engine, TemplateDoesNotExist
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import import_string
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

NAME = "WAGTAIL_DISTRICT_NEWS"
APP_LABEL = "wagtail_district_news"


@dataclass(frozen=True, slots=True)
class Setting:
    """One key of settings.WAGTAIL_DISTRICT_NEWS: its default, a test, and the valid type in plain words."""

    default: Any
    valid: Callable[[Any], bool]
    wanted: Any  # lazily translated


def _whole(least: int, most: int) -> tuple[Callable[[Any], bool], Any]:
    def valid(value: Any) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most

    return valid, format_lazy(_("a whole number from {least} to {most}"), least=least, most=most)


def _is_model_name(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"\w+\.\w+", value) is not None


def _is_dotted_path(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"\w+(\.\w+)+", value) is not None


def _is_bool(value: Any) -> bool:
    return isinstance(value, bool)


def _is_image_specs(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(name, str) and name and isinstance(spec, str) and _is_image_filter(spec)
        for name, spec in value.items()
    )


def _is_image_filter(spec: str) -> bool:
    from wagtail.images.exceptions import InvalidFilterSpecError
    from wagtail.images.models import Filter  # not before the apps are loaded

    try:
        return bool(Filter(spec=spec).operations)
    except InvalidFilterSpecError:
        return False


def _is_field_values(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(name, str) for name in value)


def _is_pattern_list(value: Any) -> bool:
    try:
        return isinstance(value, (list, tuple)) and all(re.compile(pattern) for pattern in value)
    except (re.error, TypeError):
        return False


def _is_network_list(value: Any) -> bool:
    if not isinstance(value, (list, tuple)) or not all(isinstance(network, str) for network in value):
        return False
    try:
        return all(ipaddress.ip_network(network) is not None for network in value)
    except ValueError:
        return False


def _is_way_of_counting(value: Any) -> bool:
    ways = value if isinstance(value, dict) else {"*": value}
    return all(isinstance(host, str) and way in ("server", "beacon") for host, way in ways.items())


def _is_origin_list(value: Any) -> bool:
    if not isinstance(value, (list, tuple)):
        return False
    return all(isinstance(origin, str) and _is_origin(origin) for origin in value)


def _is_origin(text: str) -> bool:
    try:
        parts = urlsplit(text)
        valid = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        return False
    # as browsers write it: lower case, without a path
    return bool(valid) and text == f"{parts.scheme}://{parts.netloc}".lower() and "@" not in text


_YES_OR_NO = (_is_bool, _("True or False"))
SETTINGS: dict[str, Setting] = {
    "ARTICLE_MODEL": Setting(f"{APP_LABEL}.ArticlePage", _is_model_name, _('text, "app_label.ModelName"')),
    "CATEGORY_MODEL": Setting(
        f"{APP_LABEL}.CategoryIndexPage", _is_model_name, _('text, "app_label.ModelName"')
    ),
    "ARTICLE_BLOCKS": Setting(
        f"{APP_LABEL}.blocks.ArticleStreamBlock", _is_dotted_path, _("the dotted path of a StreamBlock class")
    ),
    "CATEGORY_BLOCKS": Setting(
        f"{APP_LABEL}.blocks.CategoryStreamBlock",
        _is_dotted_path,
        _("the dotted path of a StreamBlock class"),
    ),
    "PAGE_SIZE": Setting(20, *_whole(1, 200)),
    "NEIGHBOURS": Setting(5, *_whole(0, 100)),
    "COUNTER_DIGITS": Setting(8, *_whole(1, 20)),
    "API_IMAGE_SPECS": Setting(
        {"small": "max-400x400", "medium": "max-800x800", "large": "max-1600x1600"},
        _is_image_specs,
        _('a dictionary of names and Wagtail image filters, such as {"small": "max-400x400"}'),
    ),
    "COUNT_VIEWS": Setting(True, *_YES_OR_NO),
    "COUNT_BY": Setting(
        "server", _is_way_of_counting, _('"server" or "beacon", or a dictionary of host names and these')
    ),
    "COUNT_STORE": Setting(
        "database", lambda value: value in ("database", "valkey"), _('"database" or "valkey"')
    ),
    "COUNT_VALKEY_URL": Setting(
        "",
        lambda value: isinstance(value, str),
        _('the address of a Valkey or Redis, such as "redis://127.0.0.1:6379/1"'),
    ),
    "COUNT_EVERYTHING": Setting(False, *_YES_OR_NO),
    "COUNT_ROBOTS": Setting(False, *_YES_OR_NO),
    "COUNT_EDITORS": Setting(False, *_YES_OR_NO),
    "COUNT_PREFETCHES": Setting(False, *_YES_OR_NO),
    "COUNT_DOUBLE_CLICK_SECONDS": Setting(30, *_whole(0, 3600)),
    "COUNT_VISIT_SECONDS": Setting(30 * 60, *_whole(0, 24 * 3600)),
    "COUNT_IPV4_PREFIX": Setting(32, *_whole(8, 32)),
    "COUNT_IPV6_PREFIX": Setting(64, *_whole(16, 128)),
    "COUNT_ROLL_UP_SECONDS": Setting(60, *_whole(1, 24 * 3600)),
    "COUNT_ROLL_UP_ROWS": Setting(500, *_whole(1, 1_000_000)),
    "COUNT_WAIT_FOR_DISK": Setting(False, *_YES_OR_NO),
    "COUNT_ALLOWED_ORIGINS": Setting(
        (), _is_origin_list, _('a list of origins without a path, such as "https://www.example.org"')
    ),
    "COUNT_BEACONS_PER_MINUTE": Setting(600, *_whole(1, 1_000_000)),
    "COUNT_ROBOT_PATTERNS": Setting(
        (), _is_pattern_list, _("a list of regular expressions, matched besides the package's own")
    ),
    "COUNT_TRUSTED_PROXIES": Setting(
        (),
        _is_network_list,
        _('a list of networks, such as "127.0.0.1/32", whose X-Forwarded-For is believed'),
    ),
    "IMPORT_MAX_IMAGE_BYTES": Setting(20 * 1024 * 1024, *_whole(1, 2**40)),
    "IMPORT_MAX_IMAGE_PIXELS": Setting(64_000_000, *_whole(1, 2**40)),
    "IMPORT_MAX_DOCUMENT_BYTES": Setting(100 * 1024 * 1024, *_whole(1, 2**40)),
    "IMPORT_IMAGE_DEFAULTS": Setting({}, _is_field_values, _("a dictionary of field names and values")),
    "IMPORT_DOCUMENT_DEFAULTS": Setting({}, _is_field_values, _("a dictionary of field names and values")),
}


def configured() -> dict[str, Any]:
    """Return settings.WAGTAIL_DISTRICT_NEWS as the site wrote it ({} if it wrote nothing)."""
    return getattr(settings, NAME, None) or {}


def setting(name: str) -> Any:
    """Return the value of one setting, the site's or else the default. KeyError if there is none such."""
    default = SETTINGS[name].default
    values = configured()
    return values.get(name, default) if isinstance(values, dict) else default


def article_model():
    """Return the site's article class, a page model that uses ArticleMixin."""
    return apps.get_model(setting("ARTICLE_MODEL"))


def category_model():
    """Return the site's category class, a page model that uses CategoryIndexMixin."""
    return apps.get_model(setting("CATEGORY_MODEL"))


def page_model():
    """Return the base page class of the site."""
    return swapper.load_model("wagtailcore", "Page")


def own_address(name: str) -> str:
    """Return one of our addresses, "" if the site does not include them."""
    try:
        return reverse(f"{APP_LABEL}:{name}")
    except NoReverseMatch:
        return ""


@cache
def model(name: str):
    """Return one of our own models by name; what may not import `models` asks here."""
    return apps.get_model(APP_LABEL, name)


def block_class(name: str):
    """Return the StreamBlock class that the setting `name` points at."""
    return import_string(setting(name))


def base_template() -> str:
    """Return the template around ours: the site's "base.html" if it has one, else a plain page."""
    try:
        Engine.get_default().get_template("base.html")
    except TemplateDoesNotExist:
        return f"{APP_LABEL}/document.html"
    return "base.html"
