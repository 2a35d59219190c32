"""Imported pages, a batch at a time: revision and row, publication, and both indexes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext
from modelcluster.models import get_all_child_relations
from wagtail.models import PageLogEntry, Revision

from wagtail_district_news import conf

from ..digest import revision_digest
from .comparison import differing_fields
from .indexes import Indexes
from .values import BATCH, UNREADABLE, Check, Violation, page_reference

RECORD = ("page_id", "revision", "content_digest", "was_live", "indexed")
CATEGORY = ("page_id", "indexed")


@dataclass(slots=True)
class Standing:
    """An imported page and what the ledger says of it; a category has no revision in the ledger."""

    page: Any
    revision: int | None = None
    digest: str = ""
    was_live: bool = False

    @property
    def ours(self) -> bool:
        """Whether no revision came after the one that the import wrote."""
        return self.revision is not None and self.page.latest_revision_id == self.revision


def pages(check: Check) -> Iterator[Violation]:
    """Look at every page and category that the ledger names and that stands."""
    indexes = Indexes(check)
    records = check.records.filter(written=True, page__isnull=False)
    for batch in check.batches(records, *RECORD, stage="pages", size=BATCH):
        yield from _batch(check, indexes, batch)
    made = check.categories.filter(made=True, page__isnull=False)
    for batch in check.batches(made, *CATEGORY, stage="pages", size=BATCH):
        yield from _batch(check, indexes, batch)


def _batch(check: Check, indexes: Indexes, rows: list[Any]) -> Iterator[Violation]:
    by_page = {row.page_id: row for row in rows}
    unreadable: list[Violation] = []
    found = [_standing(page, by_page[page.pk]) for page in _load(list(by_page), unreadable)]
    yield from unreadable
    yield from _publication(check, found)
    yield from _revisions(check, found)
    waiting = {pk for pk, row in by_page.items() if not row.indexed}
    yield from indexes.look([each.page for each in found], waiting)


def _standing(page: Any, row: Any) -> Standing:
    if not hasattr(row, "revision"):
        return Standing(page)
    return Standing(page, row.revision, row.content_digest, row.was_live)


def _load(pks: list[int], unreadable: list[Violation]) -> Iterator[Any]:
    """Yield pages as their own classes, children and all, in a number of queries that only classes add to."""
    by_type: dict[int, list[int]] = {}
    known = conf.page_model()._base_manager.filter(pk__in=pks).values_list("pk", "content_type_id")
    for pk, type_id in known.order_by("pk"):
        by_type.setdefault(type_id, []).append(pk)
    for type_id, members in by_type.items():
        model = ContentType.objects.get_for_id(type_id).model_class()
        if model is not None:
            children = [relation.get_accessor_name() for relation in get_all_child_relations(model)]
            rows = model._base_manager.prefetch_related(*children).order_by("pk")
            yield from _readable(rows, members, unreadable)


def _readable(rows: Any, pks: list[int], unreadable: list[Violation]) -> list[Any]:
    """Return the pages of a batch; where one cannot be read, each by itself."""
    try:
        return list(rows.filter(pk__in=pks))
    except UNREADABLE as error:
        if len(pks) > 1:
            return [page for pk in pks for page in _readable(rows, [pk], unreadable)]
        message = gettext(
            "Page %(page)s cannot be read, not by visitors either: %(reason)s. In the admin, go back to an earlier "
            "revision of it."
        )
        values = {"page": pks[0], "reason": f"{type(error).__name__}: {error}"}
        unreadable.append(Violation("revisions", message % values, page_reference(pks[0])))
        return []


def _publication(check: Check, found: list[Standing]) -> Iterator[Violation]:
    """What was public is public, or somebody is on record as having taken it down."""
    hidden = [each for each in found if each.was_live and not each.page.live]
    by_hand = Q(action__startswith="wagtail.unpublish") | Q(action__startswith="wagtail.publish.schedule")
    pks = [each.page.pk for each in hidden]
    taken_down = set(PageLogEntry.objects.filter(by_hand, page_id__in=pks).values_list("page_id", flat=True))
    for each in found:
        page = each.page
        check.looked("published")
        if not page.live and page.live_revision_id is not None:
            message = gettext(
                "Page %(page)s is not live and still has a live revision. Publish it, or unpublish it again."
            )
            yield _violation("published", page, message)
        elif each.was_live and not page.live and page.pk not in taken_down:
            message = gettext(
                "Page %(page)s was published by the import, is not live, and nobody is on record as having unpublished "
                "it. Publish it, or leave it if that was meant."
            )
            yield _violation("published", page, message)
        yield from _changes(check, each)


def _changes(check: Check, each: Standing) -> Iterator[Violation]:
    page = each.page
    check.looked("changes")
    if not each.ours:
        return
    if (
        page.live
        and page.live_revision_id
        and page.has_unpublished_changes | (page.live_revision_id != each.revision)
    ):
        message = gettext(
            "Page %(page)s says that it has unpublished changes, and the only ones are the import's. Publish it."
        )
        yield _violation("changes", page, message)
    elif not page.live and not each.was_live and not page.has_unpublished_changes:
        message = gettext(
            "Page %(page)s is a draft and says that nothing in it is unpublished. Publish it, or save it."
        )
        yield _violation("changes", page, message)


def _revisions(check: Check, found: list[Standing]) -> Iterator[Violation]:
    wanted = {each.page.live_revision_id for each in found} | {each.revision for each in found if each.ours}
    contents = dict(Revision.objects.filter(pk__in=wanted - {None}).values_list("pk", "content"))
    for each in found:
        yield from _live_revision(check, each, contents)
        if each.ours:
            yield from _digest(check, each, contents.get(each.revision))


def _live_revision(check: Check, each: Standing, contents: dict[int, Any]) -> Iterator[Violation]:
    page = each.page
    check.looked("revisions")
    if page.latest_revision_id is None and each.revision is not None:
        yield _violation(
            "revisions",
            page,
            gettext("Page %(page)s has no revision. Open it in the admin and publish it once."),
        )
    elif page.live and page.live_revision_id not in contents:
        yield _violation(
            "revisions",
            page,
            gettext("Page %(page)s is live without a live revision. Open it and publish it once."),
        )
    elif page.live:
        yield from _same_as_row(check, page, contents[page.live_revision_id])


def _same_as_row(check: Check, page: Any, content: Any) -> Iterator[Violation]:
    try:
        fields = differing_fields(page, content, check)
    except UNREADABLE as error:
        message = gettext(
            "Page %(page)s cannot be compared with its live revision: %(reason)s. Open it and publish it once."
        )
        yield _violation("revisions", page, message, reason=f"{type(error).__name__}: {error}")
        return
    if fields:
        message = gettext(
            "Page %(page)s shows something else than its live revision says, in: %(fields)s. An editor who publishes "
            "it brings the revision's words back. Open it, see which is right, and publish it once."
        )
        yield _violation("revisions", page, message, fields=", ".join(fields))


def _digest(check: Check, each: Standing, content: Any) -> Iterator[Violation]:
    check.looked("digests")
    if not isinstance(content, dict) or _digest_of(content, type(each.page)) != each.digest:
        message = gettext(
            "The revision of page %(page)s is no longer what the import wrote, though no editor made a new one: a later "
            "import would write over it. Open the page and publish it once; then it counts as edited."
        )
        yield _violation("digests", each.page, message)


def _digest_of(content: dict[str, Any], model: type) -> str:
    try:
        return revision_digest(content, model)
    except UNREADABLE:
        return ""


def _violation(code: str, page: Any, message: str, **values: Any) -> Violation:
    return Violation(code, message % {"page": page.pk, **values}, page_reference(page.pk))
