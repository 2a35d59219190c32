"""The ledger in use: what is known of a document, the claim on a page, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wagtail_district_news import conf
from wagtail_district_news.extraction.documents import Accounting

from .identity import FILE, key_hash, page_key
from .messages import from_parts, parts
from .models import ImportRecord, ImportRun, PendingLink, Status
from .options import Outcome, issues_from_json, issues_json

LIGHT = (
    "pk", "key_hash", "path", "source_hash", "profile_hash", "converter_version", "status", "written", "page_id",
    "revision", "kind", "was_live",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger knew of a document when the run began; the claim looks again."""

    pk: int
    key_hash: str
    path: str
    source_hash: str
    profile_hash: str
    converter_version: int
    status: str
    written: bool
    page_id: int | None
    revision: int | None
    kind: str
    was_live: bool


@dataclass(frozen=True, slots=True)
class Versions:
    """What a page was made with: the profile's hash and the converter's version."""

    profile_hash: str
    converter_version: int


class Ledger:
    """The records of one portal. Read once at the start; every write goes through a claimed row."""

    def __init__(self, portal: str, versions: Versions):
        self.portal, self.versions = portal, versions
        self.by_key: dict[str, Known] = {}
        self.by_path: dict[str, Known] = {}
        for row in ImportRecord.objects.filter(portal=portal).values_list(*LIGHT).iterator():
            self._note(Known(*row))
        self.by_content: dict[str, list[tuple[int, str, str]]] = {}
        written = ImportRecord.objects.filter(written=True).order_by("pk")
        for content, *place in written.values_list("source_hash", "pk", "portal", "path").iterator():
            self.by_content.setdefault(content, []).append(tuple(place))
        self.standing = self._standing_pages()

    def _note(self, known: Known) -> None:
        self.by_key[known.key_hash] = known
        self.by_path[known.path] = known

    def _standing_pages(self) -> dict[int, tuple[bool, int | None, int | None]]:
        """Return {page id: (live, latest revision, live revision)} of the pages that the records name."""
        pages = conf.page_model().objects.filter(
            pk__in=ImportRecord.objects.filter(portal=self.portal, page__isnull=False).values("page_id")
        )
        rows = pages.values_list("pk", "live", "latest_revision_id", "live_revision_id")
        return {pk: (live, latest, current) for pk, live, latest, current in rows.iterator()}

    def _look_up(self, page_id: int | None) -> None:
        for pk, *state in (
            conf.page_model()
            .objects.filter(pk=page_id)
            .values_list("pk", "live", "latest_revision_id", "live_revision_id")
        ):
            self.standing[pk] = tuple(state)

    def settled(self, path: str, source_hash: str) -> Known | None:
        """Return what is known of a file if nothing about it changed since it ended well; else None."""
        known = self.by_path.get(path)
        if known is None or known.status in ("", Status.FAILED) or known.source_hash != source_hash:
            return None
        versions = Versions(known.profile_hash, known.converter_version)
        return known if versions == self.versions else None

    def untouched(self, known: Known) -> bool:
        """Say, without a query, whether the page still stands on the revision that the import wrote."""
        state = self.standing.get(known.page_id)
        if state is None:
            return False
        live, latest, current = state
        return latest == known.revision and current in (known.revision, None) and (live or not known.was_live)

    def page_of(self, path: str, key: str) -> int | None:
        """Return the id of the standing page that a file or a key became, or None."""
        known = self.by_path.get(path) if path else self.by_key.get(key)
        return known.page_id if known and known.page_id in self.standing else None

    def adopt(self, path: str, source_hash: str, key: str, taken: frozenset[str], write: bool = True) -> None:
        """Let a record follow its document: the portal's name or the file's place changed, the page did not.

        `key` is the page's identity now, `taken` the files that the source still holds.
        """
        hashed = key_hash(self.portal, key)
        if hashed in self.by_key:
            return
        pk = self._former(path, source_hash, key, taken)
        if pk is None:
            return
        record = ImportRecord.objects.get(pk=pk)
        self.by_key.pop(record.key_hash, None)
        record.portal, record.key, record.key_hash = self.portal, key, hashed
        if write:
            record.save(update_fields=["portal", "key", "key_hash"])
        self._note(Known(*(getattr(record, name) for name in LIGHT)))
        self._look_up(record.page_id)

    def _former(self, path: str, source_hash: str, key: str, taken: frozenset[str]) -> int | None:
        """Return the record of a document under its former identity, or None."""
        here = self.by_path.get(path)
        if here is not None and here.written:
            by_file = ImportRecord.objects.filter(pk=here.pk, key__startswith=FILE).exists()
            return here.pk if by_file or key.startswith(FILE) else None
        for pk, portal, former_path in self.by_content.get(source_hash, ()):
            if former_path == path and portal != self.portal:
                return pk
            if portal == self.portal and former_path not in taken:
                return pk
        return None

    def claim(self, key_hash_: str, key: str, path: str, run: ImportRun | None) -> ImportRecord:
        """Return the locked record of a page, made if need be. First statement of the page's transaction.

        The unique key lets one importer through; the others wait here until it has committed.
        """
        ImportRecord.objects.bulk_create(
            [
                ImportRecord(
                    key_hash=key_hash_, portal=self.portal, key=key, path=path, first_run=run, run=run
                )
            ],
            ignore_conflicts=True,
        )
        return ImportRecord.objects.select_for_update().get(key_hash=key_hash_)

    def remember(self, record: ImportRecord) -> None:
        """Take a committed record into what is known."""
        self._note(Known(*(getattr(record, name) for name in LIGHT)))
        if record.page_id:
            self.standing[record.page_id] = (record.was_live, record.revision, record.revision)

    def is_current(self, record: ImportRecord, source_hash: str) -> bool:
        """Say whether another importer has just done this very document."""
        done = record.status in (Status.NEW, Status.UPDATED) and record.source_hash == source_hash
        return done and Versions(record.profile_hash, record.converter_version) == self.versions

    def fill(
        self, record: ImportRecord, page: Any, source_hash: str, outcome: Outcome, run: ImportRun | None
    ) -> None:
        """Write an outcome into a record that the caller saves."""
        record.path = outcome.path
        record.address, record.kind, record.title = outcome.address, outcome.kind, outcome.title
        record.source_hash = source_hash
        record.profile_hash, record.converter_version = (
            self.versions.profile_hash,
            self.versions.converter_version,
        )
        record.status, record.code = outcome.status, outcome.code
        record.reason, record.reason_parts = str(outcome.reason), parts(outcome.reason)
        record.messages = issues_json(outcome.issues)
        record.has_losses = outcome.has_losses
        record.words_kept, record.words_furniture = outcome.words.kept, outcome.words.furniture
        record.words_lost, record.lost_words = outcome.words.lost, list(outcome.words.lost_words)
        record.run = run
        if record.first_run_id is None:
            record.first_run = run

    def note_without_page(self, key: str, source_hash: str, outcome: Outcome, run: ImportRun | None) -> None:
        """Record a document that became no page (or could not be brought up to date)."""
        hashed = key_hash(self.portal, key)
        record = self.claim(hashed, key, outcome.path, run)
        if record.written:  # a page stands: its record keeps what it says of it
            record.status, record.code, record.run = outcome.status, outcome.code, run
            record.reason, record.reason_parts = str(outcome.reason), parts(outcome.reason)
            record.save(update_fields=["status", "code", "reason", "reason_parts", "run", "updated_at"])
        else:
            self.fill(record, None, source_hash, outcome, run)
            record.save()
        self.remember(record)

    def outcome_of(self, known: Known, status: str, code: str = "", reason: str = "") -> Outcome:
        """Return an outcome from what the ledger holds, without reading the document again."""
        record = ImportRecord.objects.get(pk=known.pk)
        return record_outcome(record, status, code, reason)


def elsewhere(portal: str, target: Any) -> Any | None:
    """Return another page below which an earlier import put pages of the portal that still stand, or None."""
    pages = conf.page_model().objects
    standing = ImportRecord.objects.filter(portal=portal, page__in=pages.all()).exclude(
        first_run__target=target
    )
    return pages.filter(pk__in=standing.values("first_run__target")).order_by("path").first()


def count_drafts(portal: str) -> int:
    """Return how many pages of a portal stand and are drafts."""
    written = ImportRecord.objects.filter(portal=portal, written=True)
    return conf.page_model().objects.filter(live=False, pk__in=written.values("page")).count()


def record_outcome(record: ImportRecord, status: str, code: str = "", reason: str = "") -> Outcome:
    """Return the outcome that a record tells."""
    return Outcome(
        status=status,
        path=record.path,
        title=record.title,
        kind=record.kind,
        address=record.address,
        reason=reason or from_parts(record.reason, record.reason_parts),
        code=code or record.code,
        page_id=record.page_id,
        issues=issues_from_json(record.messages),
        words=Accounting(
            record.words_kept, record.words_furniture, record.words_lost, tuple(record.lost_words)
        ),
    )


def replace_pending(record: ImportRecord, pending: list[Any]) -> None:
    """Note the links of a page that wait for their target; those of an earlier version go."""
    PendingLink.objects.filter(record=record).delete()
    unique = {(each.href, each.target_path, each.target_key): each for each in pending}
    PendingLink.objects.bulk_create(
        PendingLink(record=record, href=each.href, target_path=each.target_path, target_key=each.target_key)
        for each in unique.values()
    )


def drop_notes(record: ImportRecord) -> None:
    """Delete the notes of runs in which a file could not become the page that it is now."""
    notes = ImportRecord.objects.filter(portal=record.portal, path=record.path, written=False)
    notes.exclude(pk=record.pk).delete()


def key_of(page: Any) -> str:
    """Return the key of a page that was read."""
    return page_key(page.address, page.path)
