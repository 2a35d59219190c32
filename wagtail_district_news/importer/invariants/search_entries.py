"""What the database search backends hold of an object, beside what they would write for it now."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any, Protocol

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, TextField, Value
from django.db.models.functions import Cast
from modelsearch.backends.base import BaseSearchBackend

from .values import UNREADABLE

COMPARED = 40  # objects a query: PostgreSQL builds the word list of each anew
VECTORS = ("title", "autocomplete", "body")
TEXTS = ("title_text", "body_text")


class EntryReader(Protocol):
    """Reads one backend's entries. `name` is the backend's in WAGTAILSEARCH_BACKENDS."""

    name: str

    def outdated(self, model: type[Model], objects: list[Any]) -> Iterator[Any]:
        """Yield the objects that have no entry, or one that a rebuild would write otherwise."""


def entry_reader(name: str, backend: BaseSearchBackend) -> EntryReader | None:
    """Return the reader of a backend that keeps its entries in the site's database, else None."""
    index_class = getattr(backend, "index_class", None)
    for each in getattr(index_class, "__mro__", ()):
        if each.__module__.endswith(".sqlite.sqlite"):
            return SQLiteEntries(name, backend, each.__module__)
        if each.__module__.endswith(".postgres.postgres"):
            return PostgreSQLEntries(name, backend, each.__module__)
    return None


class Entries:
    """The entries of one database backend."""

    def __init__(self, name: str, backend: Any, module: str):
        self.name, self.backend = name, backend
        self.indexer = import_module(module).ObjectIndexer

    def rows(self, model: type[Model]) -> Any:
        kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
        return self.backend.get_index_for_model(model).entries.filter(content_type=kind)


class SQLiteEntries(Entries):
    def outdated(self, model: type[Model], objects: list[Any]) -> Iterator[Any]:
        entries = self.rows(model).filter(object_id__in=[str(each.pk) for each in objects])
        stored = {pk: tuple(values) for pk, *values in entries.values_list("object_id", *VECTORS)}
        for each in objects:
            if stored.get(str(each.pk)) != self._expected(each):
                yield each

    def _expected(self, each: Any) -> tuple[str, ...] | None:
        indexer = self.indexer(each, self.backend)
        try:
            return tuple(getattr(indexer, name) for name in VECTORS)
        except UNREADABLE:  # content that no block can read has no entry that could be right
            return ()


class PostgreSQLEntries(Entries):
    """Lets PostgreSQL make the word lists anew and compare them: they depend on its dictionaries."""

    def outdated(self, model: type[Model], objects: list[Any]) -> Iterator[Any]:
        for start in range(0, len(objects), COMPARED):
            batch = objects[start : start + COMPARED]
            same = Q(pk__in=[])
            for each in batch:
                same |= self._same(each)
            as_text = {f"{name}_as_text": Cast(name, TextField()) for name in VECTORS}
            right = set(self.rows(model).annotate(**as_text).filter(same).values_list("object_id", flat=True))
            yield from (each for each in batch if str(each.pk) not in right)

    def _same(self, each: Any) -> Q:
        indexer = self.indexer(each, self.backend)
        try:
            vectors = {f"{name}_as_text": Cast(getattr(indexer, name), TextField()) for name in VECTORS}
        except UNREADABLE:  # content that no block can read has no entry that could be right
            return Q(pk__in=[])
        texts = {name: Value(getattr(indexer, name)) for name in TEXTS if hasattr(indexer, name)}
        return Q(object_id=str(each.pk), **vectors, **texts)
