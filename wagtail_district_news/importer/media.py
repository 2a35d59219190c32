"""Pictures and documents of the source: read once, one stored file a content hash, no orphan after a kill.

A file is outside the page's transaction. So its name is written down first (an intent: a row of ImportedFile
without an object), then the file, then, with the page, the image or document row. What a kill leaves is an
intent: the next run that needs the content adopts it, and `sweep` takes away what nobody needed.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from wagtail_district_news import text

from .conf import ImportSettings
from .messages import message_of, say
from .models import ImportedFile
from .options import ImportSetupError
from .sniff import Refused, document_suffix, read_image
from .stream import Found, Missing

logger = logging.getLogger(__name__)
IMAGE, DOCUMENT = ImportedFile.Kind.IMAGE, ImportedFile.Kind.DOCUMENT
DATA_URI = re.compile(r"data:[^,;]*(?:;[^,;]*)*,", re.IGNORECASE)


class StoreAgain(Exception):
    """A prepared file was swept away by another import meanwhile: prepare the page once more."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that may be taken over. `content_hash` is SHA-256 of the bytes as stored; sizes in pixels."""

    kind: str
    content_hash: str
    sha1: str
    size: int
    suffix: str
    title: str
    source_path: str
    width: int = 0
    height: int = 0


class Media:
    """The files of one import: `prepare` before the page's transaction, `ensure` inside it."""

    def __init__(
        self, source: Any, settings: ImportSettings, collection: str, owner: Any, base_url: str = ""
    ):
        self.source, self.settings, self.owner = source, settings, owner
        self.collection_name, self.base_url = collection, base_url
        self.known: dict[tuple[str, str], Prepared | Refused] = {}  # by (kind, stored path)

    # reading

    def locate(self, reference: str, page_path: str) -> str | None:
        """Return the stored path of a reference, or None if the source does not hold it."""
        if not reference or reference.lower().startswith("data:"):
            return None
        return self.source.find(reference, page_path, self.base_url)

    def prepare(
        self, kind: str, reference: str, page_path: str, title: str, write: bool = True
    ) -> Prepared | Refused:
        """Return what is known of a file, its bytes stored if `write`; Refused says why it cannot be had."""
        try:
            if reference.lower().startswith("data:"):
                return self._read(
                    kind, _data_uri(reference, self._limit(kind)), page_path + "#data", title, write
                )
            path = self.locate(reference, page_path)
            if path is None:
                return Refused("missing", say(_("the source does not hold the file")))
            if (kind, path) not in self.known:
                self.known[kind, path] = self._read_path(kind, path, title, write)
            return self.known[kind, path]
        except Refused as refusal:
            return refusal

    def _read_path(self, kind: str, path: str, title: str, write: bool) -> Prepared | Refused:
        try:
            content = self._content(kind, path)
            return self._read(kind, content, path, title, write)
        except Refused as refusal:
            return refusal

    def _content(self, kind: str, path: str) -> bytes:
        from wagtail_district_news.extraction.sources import SourceError

        try:
            return self.source.read(path, self._limit(kind))
        except SourceError as error:
            raise Refused("unreadable", message_of(error)) from error

    def _limit(self, kind: str) -> int:
        return self.settings.max_image_bytes if kind == IMAGE else self.settings.max_document_bytes

    def _read(self, kind: str, content: bytes, path: str, title: str, write: bool) -> Prepared:
        width = height = 0
        if kind == IMAGE:
            facts = read_image(content, self.settings.max_image_pixels)
            content, suffix, width, height = facts.content, facts.suffix, facts.width, facts.height
        else:
            suffix = document_suffix(content, path)
        prepared = Prepared(
            kind=kind,
            content_hash=hashlib.sha256(content).hexdigest(),
            sha1=hashlib.sha1(content, usedforsecurity=False).hexdigest(),
            size=len(content),
            suffix=suffix,
            title=text.fold_space(title) or text.fold_space(unquote(PurePosixPath(path).stem)) or suffix,
            source_path=path,
            width=width,
            height=height,
        )
        if write:
            self._store(prepared, content)
        return prepared

    # storing

    def _store(self, prepared: Prepared, content: bytes) -> None:
        """Write the intent, then the file. Both are repeated by a run that finds only a part of it."""
        with transaction.atomic():
            ImportedFile.objects.bulk_create([_intent(prepared)], ignore_conflicts=True)
        with transaction.atomic():
            row = _lock(prepared)
            if row is None or (row.object_pk and _object_exists(row)):
                return
            if row.object_pk:  # an editor deleted the object, and its file with it
                row.object_pk, row.made, row.name = "", True, _stored_name(prepared)
                row.save()
            if storage_of(row.kind).exists(row.name) or _same_file(prepared) is None:
                _write_file(row, content)

    def ensure(self, prepared: Iterable[Prepared]) -> dict[tuple[str, str], Any]:
        """Return {(kind, content hash): pk of its image or document}; call it inside the page's transaction.

        Rows are locked in one order for everybody, so that two imports never wait for each other in a ring.
        """
        wanted = {(each.kind, each.content_hash): each for each in prepared}
        made = {}
        for key in sorted(wanted):
            row = _lock(wanted[key])
            if row is None:
                raise StoreAgain
            if not row.object_pk or not _object_exists(row):
                self._make(row, wanted[key])
            made[key] = row.object_pk
        return made

    def _make(self, row: ImportedFile, prepared: Prepared) -> None:
        if storage_of(row.kind).exists(row.name):
            instance, row.made = self._instance(row, prepared), True
        else:
            instance, row.made = _same_file(prepared), False
        if instance is None:
            raise StoreAgain
        row.object_pk, row.indexed = str(instance.pk), not row.made
        row.save()

    def _instance(self, row: ImportedFile, prepared: Prepared) -> Any:
        model = model_of(row.kind)
        values = self.settings.image_defaults if row.kind == IMAGE else self.settings.document_defaults
        instance = model(title=prepared.title[:255], **values)
        if row.kind == IMAGE:  # sizes first: assigning the file would decode it to measure
            instance.width, instance.height = prepared.width, prepared.height
        instance.file = row.name
        if row.kind == IMAGE:
            instance.width, instance.height = prepared.width, prepared.height
        instance.file_size, instance.file_hash = prepared.size, prepared.sha1
        instance.collection = import_collection(self.collection_name)
        instance.uploaded_by_user = self.owner
        instance.save()
        return instance

    def forget(self) -> None:
        """Forget what was prepared: files may have been swept meanwhile."""
        self.known.clear()


def found(prepared: Prepared, made: dict[tuple[str, str], Any]) -> Found:
    """Return the element that stands for a prepared file; a plan has no pk yet."""
    pk = made.get((prepared.kind, prepared.content_hash), 0)
    return Found(model_of(prepared.kind)._meta.pk.to_python(pk), prepared.title)


def missing(refusal: Refused, address: str) -> Missing:
    """Return what stands for a file that was refused."""
    return Missing(message_of(refusal), address, refusal.code)


def sweep() -> int:
    """Take away files that were intended and never used. Returns how many; one that cannot be deleted stays noted."""
    swept = 0
    for pk in list(ImportedFile.objects.filter(object_pk="").values_list("pk", flat=True)):
        try:
            with transaction.atomic():
                swept += _sweep_one(pk)
        except OSError:
            logger.warning("A file that nobody needs cannot be taken away", exc_info=True)
    return swept


def _sweep_one(pk: int) -> int:
    row = ImportedFile.objects.select_for_update().filter(pk=pk, object_pk="").first()
    if row is None:
        return 0
    storage = storage_of(row.kind)
    if row.name and storage.exists(row.name) and not _named_by_object(row):
        storage.delete(row.name)
    row.delete()
    return 1


def standing_files(prepared: Iterable[Prepared]) -> dict[tuple[str, str], str] | None:
    """Return {(kind, content hash): pk} of the site's own files with these bytes; None if one is missing."""
    files = {(each.kind, each.content_hash): _same_file(each) for each in prepared}
    return None if None in files.values() else {key: str(file.pk) for key, file in files.items()}


def import_collection(name: str) -> Collection:
    """Return the collection for imported files, made under the root where it is not there yet."""
    root = Collection.objects.select_for_update().get(pk=Collection.get_first_root_node().pk)
    return root.get_children().filter(name=name).first() or root.add_child(name=name)


def check_media_models(settings: ImportSettings) -> None:
    """Raise ImportSetupError if the site's image or document model wants more than an import can give."""
    for model, fields, setting in lacking_fields(settings):
        raise ImportSetupError(
            gettext(
                "The model %(model)s requires %(fields)s, which no old portal can tell. Give a value for each in "
                "WAGTAIL_DISTRICT_NEWS['%(setting)s'], for instance {'%(first)s': '...'}."
            )
            % {
                "model": model._meta.label,
                "fields": ", ".join(fields),
                "setting": setting,
                "first": fields[0],
            }
        )


def lacking_fields(settings: ImportSettings) -> list[tuple[Any, list[str], str]]:
    """Return (model, its required fields that no setting fills, the setting) for images and documents."""
    found = []
    for model, given, setting in (
        (get_image_model(), settings.image_defaults, "IMPORT_IMAGE_DEFAULTS"),
        (get_document_model(), settings.document_defaults, "IMPORT_DOCUMENT_DEFAULTS"),
    ):
        wanted = [name for name in _required_fields(model) if name not in given]
        if wanted:
            found.append((model, wanted, setting))
    return found


OURS = {"title", "file", "width", "height", "collection", "file_size", "file_hash"}


def _required_fields(model: Any) -> list[str]:
    return [
        field.name
        for field in model._meta.concrete_fields
        if not field.primary_key
        and field.name not in OURS
        and not field.null
        and not field.has_default()
        and not field.blank
        and not getattr(field, "auto_now", False)
        and not getattr(field, "auto_now_add", False)
    ]


def model_of(kind: str) -> Any:
    """Return the site's class of images or of documents."""
    return get_image_model() if kind == IMAGE else get_document_model()


def storage_of(kind: str) -> Any:
    """Return where images or documents are stored."""
    return model_of(kind)._meta.get_field("file").storage


def _intent(prepared: Prepared) -> ImportedFile:
    return ImportedFile(
        kind=prepared.kind,
        content_hash=prepared.content_hash,
        name=_stored_name(prepared),
        size=prepared.size,
        source_path=prepared.source_path,
    )


def _lock(prepared: Prepared) -> ImportedFile | None:
    rows = ImportedFile.objects.select_for_update()
    return rows.filter(kind=prepared.kind, content_hash=prepared.content_hash).first()


def _object_exists(row: ImportedFile) -> bool:
    return model_of(row.kind)._default_manager.filter(pk=row.object_pk).exists()


def _named_by_object(row: ImportedFile) -> bool:
    return model_of(row.kind)._default_manager.filter(file=row.name).exists()


def _same_file(prepared: Prepared) -> Any | None:
    """Return an image or document of the site with the same bytes, e.g. of an import whose ledger was dropped."""
    same = model_of(prepared.kind)._default_manager.filter(file_hash=prepared.sha1, file_size=prepared.size)
    candidate = same.order_by("pk").first()
    return candidate if candidate and storage_of(prepared.kind).exists(candidate.file.name) else None


def _stored_name(prepared: Prepared) -> str:
    """Return the name in the storage: the file's own name, its content hash, the suffix that its bytes tell."""
    model = model_of(prepared.kind)
    stem = text.slug(unquote(PurePosixPath(prepared.source_path).stem), max_length=40, fallback=prepared.kind)
    name = f"{stem}-{prepared.content_hash[:16]}.{prepared.suffix}"
    field = model._meta.get_field("file")
    stored = field.generate_filename(model(), name)
    if field.storage.exists(stored) and model._default_manager.filter(file=stored).exists():
        return field.storage.get_available_name(stored, max_length=field.max_length)
    return stored


def _write_file(row: ImportedFile, content: bytes) -> None:
    storage = storage_of(row.kind)
    if storage.exists(row.name):
        with storage.open(row.name) as stored:
            if hashlib.sha256(stored.read()).hexdigest() == row.content_hash:
                return
        storage.delete(row.name)  # a kill cut it short
    name = storage.save(row.name, ContentFile(content))
    if name != row.name:  # another import wrote the same bytes at the same moment
        storage.delete(name)


def _data_uri(reference: str, limit: int) -> bytes:
    mark = DATA_URI.match(reference)
    if not mark:
        raise Refused("unreadable", say(_("the picture inside the page cannot be read")))
    if len(reference) > limit * 3:  # percent-encoding is the longest way to write a byte
        raise Refused("too-large", say(_("the picture inside the page is larger than the limit")))
    body = reference[mark.end() :]
    try:
        content = (
            base64.b64decode(re.sub(r"\s+", "", unquote(body)), validate=False)
            if ";base64" in mark.group().lower()
            else unquote_to_bytes(body)
        )
    except (binascii.Error, ValueError) as error:
        raise Refused("unreadable", say(_("the picture inside the page cannot be read"))) from error
    if len(content) > limit:
        raise Refused("too-large", say(_("the picture inside the page is larger than the limit")))
    return content


def validation_message(error: ValidationError) -> str:
    """Return a validation error as one line: field and what is wrong with it."""
    if hasattr(error, "message_dict"):
        return "; ".join(f"{name}: {' '.join(map(str, lines))}" for name, lines in error.message_dict.items())
    return " ".join(map(str, error.messages))
