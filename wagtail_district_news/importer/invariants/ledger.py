"""The ledger by itself: runs, claims, pages that nobody claims, links that wait."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, Max, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import PageLogEntry

from wagtail_district_news import conf

from ..digest import changed_by_editor
from ..identity import key_hash
from ..models import ALIVE, ImportRecord, ImportRun, PendingLink, RunStatus
from .values import Check, Violation, page_reference

BY_COPYING = Q(action__startswith="wagtail.copy") | Q(action__startswith="wagtail.create_alias")


def runs(check: Check) -> Iterator[Violation]:
    """Runs that were killed, and portals whose last run did not come to its end."""
    all_runs = check.of_portal(ImportRun.objects.all())
    check.looked("runs", all_runs.count())
    # a run that began before this one had been silent for long cannot close it, but finishes its work
    later = all_runs.order_by().filter(
        portal=OuterRef("portal"), pk__gt=OuterRef("pk"), finished_at__gt=OuterRef("heartbeat_at")
    )
    dead = Q(status=RunStatus.RUNNING, heartbeat_at__lt=timezone.now() - ALIVE) & ~Exists(
        later.filter(status=RunStatus.FINISHED)
    )
    last = all_runs.order_by().values("portal").annotate(last=Max("pk")).values("last")
    broken_off = Q(pk__in=last, status__in=(RunStatus.INTERRUPTED, RunStatus.FAILED))
    for run in all_runs.filter(dead | broken_off).order_by("pk"):
        values = {"run": run.pk, "portal": run.portal, "since": f"{run.heartbeat_at:%Y-%m-%d %H:%M} UTC"}
        if run.status == RunStatus.RUNNING:
            message = gettext(
                "Run %(run)s of %(portal)s has given no sign of life since %(since)s: it was killed. Run the same "
                "manage.py import_legacy_news again; it goes on where this one stopped."
            )
        else:
            message = gettext(
                "The last run of %(portal)s, number %(run)s, stopped early (%(since)s). Run the same "
                "manage.py import_legacy_news again; it goes on where this one stopped."
            )
        yield Violation("runs", message % values, f"run {run.pk}")


def claims(check: Check) -> Iterator[Violation]:
    """Rows of the ledger: each under its own key, each with its own page, each page whole."""
    yield from _shared_pages(check)
    fields = ("key_hash", "portal", "key", "path", "page_id", "written", "status")
    for batch in check.batches(check.records, *fields, stage="ledger"):
        check.looked("claims", len(batch))
        for row in batch:
            if row.key_hash != key_hash(row.portal, row.key):
                yield _claim(row, gettext("its key and the hash of its key do not agree"))
            if not row.status:
                yield _claim(row, gettext("it was claimed and never finished"))
            if row.page_id and not row.written:
                yield _claim(row, gettext("it names a page and says that none was written"))
        yield from _absent_pages(check, [row for row in batch if row.page_id and row.written])


def _claim(row: Any, what: str) -> Violation:
    message = gettext(
        "Row %(row)s of the ledger (%(path)s): %(what)s. Run the same manage.py import_legacy_news again; if it "
        "stays, delete this row in a shell and import again."
    )
    return Violation("claims", message % {"row": row.pk, "path": row.path, "what": what}, f"record {row.pk}")


def _shared_pages(check: Check) -> Iterator[Violation]:
    named = ImportRecord.objects.filter(page__isnull=False).order_by()
    shared = named.values("page_id").annotate(rows=Count("pk")).filter(rows__gt=1).values("page_id")
    for page_id in (
        check.records.filter(page_id__in=shared)
        .order_by("page_id")
        .values_list("page_id", flat=True)
        .distinct()
    ):
        paths = list(named.filter(page_id=page_id).order_by("pk").values_list("path", flat=True)[:5])
        message = gettext(
            "Page %(page)s stands for several old pages: %(paths)s. Keep the row of the ledger that fits, delete the "
            "others in a shell, and run the same manage.py import_legacy_news again."
        )
        values = {"page": page_id, "paths": ", ".join(paths)}
        yield Violation("claims", message % values, page_reference(page_id))


def _absent_pages(check: Check, rows: list[Any]) -> Iterator[Violation]:
    """Pages that a row names: there with all of their parts, or deleted by somebody."""
    check.looked("pages", len(rows))
    wanted = {row.page_id: row for row in rows}
    types = dict(
        conf.page_model()._base_manager.filter(pk__in=list(wanted)).values_list("pk", "content_type_id")
    )
    absent = wanted.keys() - types.keys()
    deleted = set(
        PageLogEntry.objects.filter(page_id__in=absent, action="wagtail.delete").values_list(
            "page_id", flat=True
        )
    )
    for pk in sorted(absent - deleted):
        message = gettext(
            "Page %(page)s, made of %(path)s, is gone, and nobody is on record as having deleted it. If it was not "
            "deleted on purpose, import again with --recreate."
        )
        yield Violation("pages", message % {"page": pk, "path": wanted[pk].path}, page_reference(pk))
    yield from _half_pages(types, wanted)


def _half_pages(types: dict[int, int], wanted: dict[int, Any]) -> Iterator[Violation]:
    by_type: dict[int, set[int]] = {}
    for pk, type_id in types.items():
        by_type.setdefault(type_id, set()).add(pk)
    for type_id, pks in by_type.items():
        model = ContentType.objects.get_for_id(type_id).model_class()
        whole = set(model._base_manager.filter(pk__in=pks).values_list("pk", flat=True)) if model else set()
        for pk in sorted(pks - whole):
            message = gettext(
                "Page %(page)s, made of %(path)s, has lost its article: only its title is left. Delete the page, then "
                "import again with --recreate."
            )
            yield Violation("pages", message % {"page": pk, "path": wanted[pk].path}, page_reference(pk))


def twins(check: Check) -> Iterator[Violation]:
    """Articles of an old address that the ledger has under another page: made twice, and claimed once."""
    model = conf.article_model()
    rows = check.records.filter(written=True, page__isnull=False).exclude(address="")
    for batch in check.batches(rows, "address", "portal", stage="ledger"):
        same = model._base_manager.filter(
            legacy_url__in={row.address for row in batch},
            source_organisation__in={row.portal[:255] for row in batch},
            alias_of=None,
        )
        unclaimed = dict(
            same.exclude(pk__in=ImportRecord.objects.filter(page__isnull=False).values("page_id"))
            .order_by()
            .values_list("pk", "legacy_url")
        )
        copies = PageLogEntry.objects.filter(BY_COPYING, page_id__in=list(unclaimed))
        for pk in sorted(unclaimed.keys() - set(copies.values_list("page_id", flat=True))):
            message = gettext(
                "Page %(page)s says that it was %(address)s, and the ledger knows another page for that. Look at "
                "both and delete the one that nobody needs."
            )
            yield Violation("pages", message % {"page": pk, "address": unclaimed[pk]}, page_reference(pk))


def links(check: Check) -> Iterator[Violation]:
    """Links that wait although their target stands. While an import runs they are its affair."""
    waiting = check.of_portal(PendingLink.objects.filter(record__page__isnull=False), "record__portal")
    fields = ("href", "target_path", "target_key", "record_id", "record__portal")
    for batch in check.batches(waiting, *fields, stage="links"):
        check.looked("links", len(batch))
        if check.running:
            continue
        standing = _targets(batch)
        late = [row for row in batch if _target_of(row) in standing]
        ours = _left_alone({row.record_id for row in late})
        for row in late:
            if row.record_id in ours:
                yield _late(row, ours[row.record_id])


def _target_of(row: Any) -> tuple[str, str]:
    return (row.record__portal, row.target_path) if row.target_path else ("", row.target_key)


def _targets(batch: list[Any]) -> set[tuple[str, str]]:
    """Return the targets of a batch that stand, as `_target_of` names them."""
    records = ImportRecord.objects.filter(
        page_id__in=conf.page_model()._base_manager.order_by().values("pk")
    ).order_by()
    paths = {row.target_path for row in batch if row.target_path}
    keys = {row.target_key for row in batch if row.target_key}
    found = set(records.filter(path__in=paths).values_list("portal", "path"))
    return found | {("", key) for key in records.filter(key_hash__in=keys).values_list("key_hash", flat=True)}


def _left_alone(record_ids: set[int]) -> dict[int, int]:
    """Return {record: page} of those whose page is still as the import wrote it."""
    records = {each.pk: each for each in ImportRecord.objects.filter(pk__in=record_ids)}
    pages = conf.page_model()._base_manager.select_related("latest_revision")
    standing = pages.in_bulk([each.page_id for each in records.values()])
    return {
        pk: record.page_id
        for pk, record in records.items()
        if (page := standing.get(record.page_id))
        and page.latest_revision_id == record.revision
        and not changed_by_editor(record, page)
    }


def _late(row: Any, page_id: int) -> Violation:
    message = gettext(
        "Page %(page)s still links %(href)s at its old address, though that page stands here. Run the same "
        "manage.py import_legacy_news again."
    )
    return Violation("links", message % {"page": page_id, "href": row.href}, page_reference(page_id))
