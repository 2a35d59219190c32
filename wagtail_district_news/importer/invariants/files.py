"""Stored files: every imported picture and document has its own, unspoilt, and none lies about unclaimed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from django.utils.translation import gettext

from ..media import model_of, storage_of
from ..models import ImportedFile
from .indexes import Indexes
from .values import BATCH, UNREADABLE, Check, Violation

FIELDS = ("kind", "content_hash", "name", "size", "object_pk", "made", "indexed")
OURS = re.compile(r"-([0-9a-f]{16})(?:_[A-Za-z0-9]{7})?\.\w+$")  # how `media` names what it stores
CHUNK = 1 << 20


def files(check: Check) -> Iterator[Violation]:
    """Every row of the ledger's files, the file itself, and the indexes' entries for it."""
    indexes = Indexes(check)
    for batch in check.batches(ImportedFile.objects.all(), *FIELDS, stage="files", size=BATCH):
        yield from _intents(check, batch)
        for kind in ImportedFile.Kind.values:
            rows = {row.object_pk: row for row in batch if row.kind == kind and row.object_pk and row.made}
            objects = {str(each.pk): each for each in _objects(kind, list(rows))}
            for pk, row in rows.items():
                yield from _file(check, row, objects.get(pk))
            waiting = {objects[pk].pk for pk in objects if not rows[pk].indexed}
            yield from indexes.look(list(objects.values()), waiting)


def _objects(kind: str, pks: list[str]) -> list[Any]:
    model = model_of(kind)
    whole = [pk for pk in pks if _is_key(model, pk)]
    return list(model._base_manager.filter(pk__in=whole).order_by("pk"))


def _is_key(model: Any, pk: str) -> bool:
    try:
        model._meta.pk.to_python(pk)
    except UNREADABLE:
        return False
    return True


def _intents(check: Check, batch: list[Any]) -> Iterator[Violation]:
    for row in batch:
        check.looked("intents")
        if not row.object_pk and not check.running:
            message = gettext(
                "The file %(name)s was begun by an import that did not come to use it. Run the same manage.py "
                "import_legacy_news again: it is used or taken away."
            )
            yield _violation("intents", row, message)


def _file(check: Check, row: Any, instance: Any | None) -> Iterator[Violation]:
    """An object that is gone was deleted by an editor; one with another file was given it by an editor."""
    check.looked("files")
    storage = storage_of(row.kind)
    name = instance.file.name if instance is not None else row.name
    try:
        there = bool(name) and storage.exists(name)
        if instance is None:
            if there and not _named_by_object(row.kind, [name]):
                yield _unowned(name)
        elif not there:
            yield _violation("files", row, _missing(), object=instance.pk)
        elif name == row.name and not _is_whole(storage, row):
            yield _violation("files", row, _spoilt(), object=instance.pk)
    except OSError as error:
        message = gettext("The file %(name)s cannot be read: %(reason)s. Let the web server's user read it.")
        yield _violation("files", row, message, reason=error)


def _missing() -> str:
    return gettext(
        "The file %(name)s of %(kind)s %(object)s is gone. Restore it from a backup; or delete the %(kind)s in the "
        "admin, and after the next change of its page at the source an import brings it again."
    )


def _spoilt() -> str:
    return gettext(
        "The file %(name)s of %(kind)s %(object)s is not what the import stored. Restore it from a backup or from the "
        "mirror (%(kind)s %(object)s, Choose another file)."
    )


def _is_whole(storage: Any, row: Any) -> bool:
    if storage.size(row.name) != row.size:
        return False
    return _hash(storage, row.name) == row.content_hash


def _hash(storage: Any, name: str) -> str:
    digest = hashlib.sha256()
    with storage.open(name) as stored:
        while chunk := stored.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _named_by_object(kind: str, names: list[str]) -> set[str]:
    return set(model_of(kind)._base_manager.filter(file__in=names).values_list("file", flat=True))


def orphans(check: Check) -> Iterator[Violation]:
    """Files in the importer's folders that bear its kind of name, hold what the name says, and that nobody knows."""
    for kind in ImportedFile.Kind.values:
        for folder in _folders(kind):
            yield from _orphans_in(check, kind, folder)


def _folders(kind: str) -> list[str]:
    model = model_of(kind)
    here = model._meta.get_field("file").generate_filename(model(), "a.a")
    names = ImportedFile.objects.filter(kind=kind).exclude(name="").values_list("name", flat=True)
    return sorted({str(PurePosixPath(name).parent) for name in (here, *names.iterator())})


def _orphans_in(check: Check, kind: str, folder: str) -> Iterator[Violation]:
    storage = storage_of(kind)
    try:
        found = storage.listdir(folder)[1]
    except FileNotFoundError:
        return
    except (NotImplementedError, OSError) as error:
        check.tally.skipped["orphans"] = gettext("the storage does not list its files (%(reason)s)") % {
            "reason": error or type(error).__name__
        }
        return
    names = sorted(f"{folder}/{name}" for name in found if OURS.search(name))
    for start in range(0, len(names), BATCH):
        batch = names[start : start + BATCH]
        check.looked("orphans", len(batch))
        known = set(ImportedFile.objects.filter(kind=kind, name__in=batch).values_list("name", flat=True))
        known |= _named_by_object(kind, batch)
        yield from (_unowned(name) for name in batch if name not in known and _bears_its_hash(storage, name))
        check.progress("files", start + len(batch), len(names))


def _bears_its_hash(storage: Any, name: str) -> bool:
    try:
        return _hash(storage, name).startswith(OURS.search(name).group(1))
    except OSError:
        return False


def _unowned(name: str) -> Violation:
    message = gettext(
        "The file %(name)s was stored by an import, and no picture or document uses it. Delete the file."
    )
    return Violation("orphans", message % {"name": name}, f"file {name}")


def _violation(code: str, row: Any, message: str, **values: Any) -> Violation:
    kind = ImportedFile.Kind(row.kind).label
    return Violation(code, message % {"name": row.name, "kind": kind, **values}, f"file {row.name}")
