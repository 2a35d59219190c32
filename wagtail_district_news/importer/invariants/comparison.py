"""A page's row beside its revision, field by field: what publishing copies from one to the other must agree."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.dateparse import parse_datetime
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField

from ..digest import VOLATILE, plain_child, plain_value
from .values import Check

PLACE = VOLATILE - {"slug"}  # what Wagtail keeps on the row alone, or derives from the page's place


def differing_fields(page: Any, content: Any, check: Check) -> list[str]:
    """Return the names of the fields in which a row differs from the content of a revision.

    `data-block-key` and primary keys of children do not count, nor what the deletion of a picture, a document
    or a related page took out of the row. Fields that only one of them has are older or newer than it.
    """
    if not isinstance(content, dict):
        return ["content"]
    row = json.loads(json.dumps(page.serializable_data(), cls=DjangoJSONEncoder))
    names = sorted((row.keys() & content.keys()) - PLACE)
    return [name for name in names if not _equal(page, name, row[name], content[name], check)]


def _equal(page: Any, name: str, stored: Any, said: Any, check: Check) -> bool:
    if stored == said:
        return True
    try:
        field = type(page)._meta.get_field(name)
    except FieldDoesNotExist:
        return plain_value(stored) == plain_value(said)
    if isinstance(field, StreamField):
        return _stream(stored) == _stream(said)
    if isinstance(field, models.DateTimeField):
        return _moment(stored) == _moment(said)
    if isinstance(field, models.ForeignKey):
        return stored is None and not check.stands(field.related_model, said)
    if isinstance(stored, list) and isinstance(said, list):
        return _children(stored) == _children(_without_gone(page, name, said, check))
    return plain_value(stored) == plain_value(said)


def _stream(value: Any) -> Any:
    try:
        return plain_value(json.loads(value or "[]"))
    except (TypeError, ValueError):
        return value


def _moment(value: Any) -> Any:
    try:
        return parse_datetime(value)
    except (TypeError, ValueError):
        return value


def _children(values: list[Any]) -> list[Any]:
    return [plain_child(each) for each in values]


def _without_gone(page: Any, name: str, said: list[Any], check: Check) -> list[Any]:
    """Return the children of a revision whose targets still stand; the database deleted the others with them."""
    relation = next(
        (each for each in get_all_child_relations(page) if each.get_accessor_name() == name), None
    )
    if relation is None:
        return said
    keys = [
        field
        for field in relation.related_model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.name != relation.field.name
    ]
    return [
        child
        for child in said
        if not isinstance(child, dict)
        or all(
            child.get(key.name) is None or check.stands(key.related_model, child[key.name]) for key in keys
        )
    ]
