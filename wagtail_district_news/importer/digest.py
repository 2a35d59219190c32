"""Told from content alone: is a page still what the import wrote, or did an editor change it?"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.dateparse import parse_datetime
from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME

from .richtext import without_keys

# What Wagtail keeps for itself, and what moves with the tree rather than with an editor's words.
VOLATILE = frozenset(
    [
        "pk",
        "path",
        "depth",
        "numchild",
        "url_path",
        "slug",
        "draft_title",
        "live",
        "has_unpublished_changes",
        "live_revision",
        "latest_revision",
        "latest_revision_created_at",
        "first_published_at",
        "last_published_at",
        "content_type",
        "locked",
        "locked_at",
        "locked_by",
        "owner",
        "translation_key",
        "locale",
        "alias_of",
        "expired",
        "index_entries",
        "category",
    ]
) | {COMMENTS_RELATION_NAME}


def revision_digest(content: dict[str, Any], model: type[models.Model]) -> str:
    """Return the digest of a revision's content (64 hex digits).

    Equal for two revisions that say the same: block keys of rich text, seconds that the editor's form does not
    show, line ends and primary keys of children do not count.
    """
    stored = json.loads(json.dumps(content, cls=DjangoJSONEncoder))  # as it comes back from the database
    plain = {name: _field(model, name, value) for name, value in stored.items() if name not in VOLATILE}
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def changed_by_editor(record: Any, page: Any) -> bool:
    """Say whether a page differs from what the import wrote. Costs no query while no revision came after ours."""
    if record.was_live and not page.live:
        return True
    if page.latest_revision_id == record.revision and page.live_revision_id in (record.revision, None):
        return False
    latest = page.latest_revision
    if latest is None:
        return True
    return revision_digest(latest.content, page.specific_class) != record.content_digest


def _field(model: type[models.Model], name: str, value: Any) -> Any:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return plain_value(value)
    if isinstance(field, StreamField) and isinstance(value, str):
        return plain_value(json.loads(value or "[]"))
    if isinstance(field, models.DateTimeField) and isinstance(value, str):
        return _minute(value)
    if isinstance(value, list):
        return [plain_child(each) for each in value]
    return plain_value(value)


def plain_child(value: Any) -> Any:
    """Return a child of a page as a revision holds it, without what tells it from its like."""
    if not isinstance(value, dict):
        return plain_value(value)
    return {
        name: plain_value(each)
        for name, each in value.items()
        if name not in ("pk", "page", "content_object")
    }


def _minute(value: str) -> str:
    moment = parse_datetime(value)
    return moment.astimezone(UTC).replace(second=0, microsecond=0).isoformat() if moment else value


def plain_value(value: Any) -> Any:
    """Return a JSON value without block keys of rich text, differences of line ends and blanks around text."""
    if isinstance(value, str):
        return without_keys(value).replace("\r\n", "\n").strip()
    if isinstance(value, list):
        return [plain_value(each) for each in value]
    if isinstance(value, dict):
        return {name: plain_value(each) for name, each in value.items()}
    return value
