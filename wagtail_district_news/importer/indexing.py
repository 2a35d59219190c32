"""The search and reference indexes: left alone inside the pages' transactions, brought up to date at the end.

The database search backend runs a table-wide UPDATE at every write. Inside a transaction that lasts, it makes
an import and an editor's publish wait for each other in a ring. What still has to be indexed is a column of
the ledger, so that a run after a kill knows it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection, transaction
from django.db.models import Model
from django.db.models.signals import post_save
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backends
from wagtail.search.index import class_is_indexed
from wagtail.signal_handlers import disable_reference_index_auto_update

from wagtail_district_news import conf

from .models import ImportedCategory, ImportedFile, ImportRecord

logger = logging.getLogger(__name__)
BATCH = 50
ADVISORY_LOCK = 7_305_118_264_511_907  # ours among the database's advisory locks
ATTEMPTS = 5

_here = threading.local()
_guard = threading.Lock()
_users = 0


@contextmanager
def indexes_left_alone() -> Iterator[None]:
    """Within this block, saves of this thread write neither the search nor the reference index."""
    if getattr(_here, "quiet", False):
        yield
        return
    _connect()
    _here.quiet = True
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        _here.quiet = False
        _disconnect()


def _indexed_models() -> list[type[Model]]:
    models = (
        conf.article_model(),
        conf.category_model(),
        get_image_model(),
        get_document_model(),
        conf.page_model(),
    )
    return [model for model in models if getattr(model, "search_auto_update", True)]


def _unless_quiet(instance: Model, **kwargs: Any) -> None:
    if not getattr(_here, "quiet", False):
        post_save_signal_handler(instance=instance, **kwargs)


def _connect() -> None:
    """Put our receiver in the place of the search app's; other threads of the process keep their indexing."""
    global _users
    with _guard:
        _users += 1
        if _users == 1:
            for model in _indexed_models():
                post_save.connect(_unless_quiet, sender=model)
                post_save.disconnect(post_save_signal_handler, sender=model)


def _disconnect() -> None:
    global _users
    with _guard:
        _users -= 1
        if _users == 0:
            for model in _indexed_models():
                post_save.connect(post_save_signal_handler, sender=model)
                post_save.disconnect(_unless_quiet, sender=model)


def index_what_is_left() -> Iterator[int]:
    """Index everything that imports wrote and nobody indexed yet. Yields how many objects each batch had."""
    with _one_at_a_time():
        yield from _pages(ImportedCategory.objects.filter(indexed=False, page__isnull=False))
        yield from _pages(ImportRecord.objects.filter(indexed=False, page__isnull=False))
        yield from _files()


def _pages(rows: Any) -> Iterator[int]:
    page_model = conf.page_model()
    for pks in _batches(rows):
        batch = list(rows.model.objects.filter(pk__in=pks))
        pages = page_model.objects.filter(pk__in=[row.page_id for row in batch]).specific()
        _index(list(pages), rows.model, pks)
        yield len(batch)


def _files() -> Iterator[int]:
    rows = ImportedFile.objects.filter(indexed=False).exclude(object_pk="")
    for pks in _batches(rows):
        batch = list(ImportedFile.objects.filter(pk__in=pks))
        objects = []
        for kind, model in (("image", get_image_model()), ("document", get_document_model())):
            objects += model._default_manager.filter(
                pk__in=[row.object_pk for row in batch if row.kind == kind]
            )
        _index(objects, ImportedFile, pks)
        yield len(batch)


def _batches(rows: Any) -> Iterator[list[int]]:
    pks = list(rows.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), BATCH):
        yield pks[start : start + BATCH]


def _index(objects: list[Model], ledger: Any, pks: list[int]) -> None:
    """Index one batch and tick it off in one transaction; tried again where another writer was in the way."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with transaction.atomic():
                _add(objects)
                ledger.objects.filter(pk__in=pks).update(indexed=True)
            return
        except OperationalError:
            if attempt == ATTEMPTS:
                raise
            logger.info("Indexing met another writer, trying again", exc_info=True)


def _add(objects: list[Model]) -> None:
    by_model: dict[type[Model], list[Model]] = {}
    for each in objects:
        by_model.setdefault(type(each), []).append(each)
    for model, members in by_model.items():
        meant = list(indexed_objects(model, members))
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(model, meant)
        if ReferenceIndex.is_indexed(model):
            for each in members:
                ReferenceIndex.create_or_update_for_object(each)


def indexed_objects(model: type[Model], members: list[Model]) -> Iterator[Model]:
    """Yield those of one class that a rebuild would index: a site's class may leave out some."""
    meant = model.get_indexed_objects() if class_is_indexed(model) else model._base_manager.none()
    pks = set(meant.order_by().filter(pk__in=[each.pk for each in members]).values_list("pk", flat=True))
    yield from (each for each in members if each.pk in pks)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Let one import index at a time; PostgreSQL has a lock for it that dies with its holder."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])
