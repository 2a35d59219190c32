"""The search and reference indexes beside what a rebuild would write for the same objects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex
from wagtail.search import index
from wagtail.search.backends import get_search_backends_with_name

from wagtail_district_news import conf

from ..indexing import indexed_objects
from .search_entries import EntryReader, entry_reader
from .values import UNREADABLE, Check, Violation, page_reference

Reference = tuple[int, str, str, str]


class Indexes:
    """Compares objects with both indexes, a batch at a time; objects that still wait for it are told as such."""

    def __init__(self, check: Check):
        self.check, self.readers = check, list(_readers(check))

    def look(self, objects: list[Model], waiting: set[Any] = frozenset()) -> Iterator[Violation]:
        """Yield what is missing or outdated for objects of any class; `waiting` are pks not yet indexed."""
        by_model: dict[type[Model], list[Model]] = {}
        for each in objects:
            by_model.setdefault(type(each), []).append(each)
        for model, members in by_model.items():
            _load_streams(model, members)
            late = {each.pk for each in members if each.pk in waiting}
            if not self.check.running:
                yield from (_waits(each) for each in members if each.pk in late)
            settled = [each for each in members if each.pk not in late]
            yield from self._search(model, settled)
            yield from self._references(model, settled)

    def _search(self, model: type[Model], members: list[Model]) -> Iterator[Violation]:
        if not index.class_is_indexed(model) or not getattr(model, "search_auto_update", True):
            return
        meant = list(indexed_objects(model, members))
        for reader in self.readers:
            self.check.looked("search", len(meant))
            for each in reader.outdated(model, meant):
                yield _outdated(each, reader.name)

    def _references(self, model: type[Model], members: list[Model]) -> Iterator[Violation]:
        if not members or not ReferenceIndex.is_indexed(model):
            return
        stored = _stored_references(model, members)
        for each in members:
            self.check.looked("references")
            try:
                differing = stored.get(str(each.pk), set()) ^ set(
                    ReferenceIndex._extract_references_from_object(each)
                )
            except UNREADABLE as error:
                yield _unreadable(each, error)
                continue
            if any(self._stands(reference) for reference in differing):
                yield _unreferenced(each)

    def _stands(self, reference: Reference) -> bool:
        """Say whether the target is there; what refers to a deleted one is in the index or not, as it came."""
        model = ContentType.objects.get_for_id(reference[0]).model_class()
        return model is not None and self.check.stands(model, reference[1])


def left_over(check: Check) -> Iterator[Violation]:
    """Entries of the search index whose page, image or document is gone."""
    if not any(True for _reader in _readers(check)):
        return
    from wagtail.search.models import IndexEntry

    for model in (conf.page_model(), get_image_model(), get_document_model()):
        kinds = [kind for kind in ContentType.objects.all() if _is_a(kind.model_class(), model)]
        # a name that no field of a site's own class has
        standing = model._base_manager.order_by().annotate(_text_of_pk=Cast("pk", TextField()))
        entries = IndexEntry._default_manager.filter(content_type__in=kinds).exclude(
            object_id__in=standing.values("_text_of_pk")
        )
        for kind, pk in entries.order_by("pk").values_list("content_type__model", "object_id").iterator():
            message = gettext(
                "The search index still names %(object)s, which is gone. Run: manage.py update_index"
            )
            yield Violation("search", message % {"object": f"{kind} {pk}"}, f"{kind} {pk}")


def _is_a(model: Any, base: type[Model]) -> bool:
    return model is not None and issubclass(model, base)


def _readers(check: Check) -> Iterator[EntryReader]:
    for name, backend in get_search_backends_with_name(with_auto_update=True):
        reader = entry_reader(name, backend)
        if reader is None:
            check.tally.skipped["search"] = gettext(
                "the search backend “%(name)s” (%(kind)s) keeps its index elsewhere; manage.py update_index rebuilds it"
            ) % {"name": name, "kind": type(backend).__module__}
        else:
            yield reader


def _load_streams(model: type[Model], members: list[Model]) -> None:
    """Read all bodies of a batch together, so that the pictures in them cost one query and not one a page."""
    for field in (each for each in model._meta.get_fields() if isinstance(each, StreamField)):
        try:
            raw = [list(getattr(each, field.name).raw_data) for each in members]
            values = field.stream_block.bulk_to_python(raw)
        except UNREADABLE:  # one odd body: each is read by itself, and told where it is compared
            continue
        for each, value in zip(members, values, strict=True):
            setattr(each, field.name, value)


def _stored_references(model: type[Model], members: list[Model]) -> dict[str, set[Reference]]:
    rows = ReferenceIndex.objects.filter(
        base_content_type=ReferenceIndex._get_base_content_type(model),
        object_id__in=[str(each.pk) for each in members],
    )
    stored: dict[str, set[Reference]] = {}
    for object_id, *reference in rows.values_list(
        "object_id", "to_content_type_id", "to_object_id", "model_path", "content_path"
    ):
        stored.setdefault(object_id, set()).add(tuple(reference))
    return stored


def name_of(each: Model) -> str:
    """Return how a violation names an indexed object."""
    if isinstance(each, conf.page_model()):
        return page_reference(each.pk)
    return f"{each._meta.model_name} {each.pk}"


def _waits(each: Model) -> Violation:
    message = gettext(
        "%(object)s waits to be taken into the indexes. Run the same manage.py import_legacy_news again."
    )
    return Violation("search", message % {"object": name_of(each)}, name_of(each))


def _outdated(each: Model, backend: str) -> Violation:
    message = gettext(
        "The search index “%(backend)s” does not hold %(object)s as it is now. Run: manage.py update_index"
    )
    return Violation("search", message % {"object": name_of(each), "backend": backend}, name_of(each))


def _unreferenced(each: Model) -> Violation:
    message = gettext(
        "The reference index does not hold what %(object)s refers to, so the admin counts its use wrongly. Run: "
        "manage.py rebuild_references_index"
    )
    return Violation("references", message % {"object": name_of(each)}, name_of(each))


def _unreadable(each: Model, error: Exception) -> Violation:
    message = gettext(
        "The content of %(object)s cannot be read: %(kind)s: %(reason)s. Open it in the admin and mend it."
    )
    values = {"object": name_of(each), "kind": type(error).__name__, "reason": error}
    return Violation("references", message % values, name_of(each))
