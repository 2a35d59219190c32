"""An import from end to end: a generator of outcomes, one transaction a page, resumed by being run again."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.db import DatabaseError, OperationalError, connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from wagtail_district_news import counting

from . import ledger as ledger_module
from .adoption import Adoption
from .categories import Categories, Target, open_target
from .conf import import_settings
from .digest import changed_by_editor
from .identity import FILE, content_hash
from .indexing import index_what_is_left, indexes_left_alone
from .ledger import Ledger
from .links import PageLinks
from .media import Media, StoreAgain, check_media_models, sweep
from .messages import message_of, parts, say
from .models import ALIVE, ImportRecord, ImportRun, RunStatus, Status
from .options import ImportOptions, Outcome
from .reading import Portal, Progress, Reader, ToWrite, open_portal, with_words
from .reasons import reason
from .references import Gathered, PageReferences, gather, unlinked_documents
from .report import Summary
from .sweep import resolve_pending, unlink_dead
from .write import Writer, Written

logger = logging.getLogger(__name__)

ATTEMPTS = 6
HEARTBEAT_SECONDS = 5


def import_site(
    source: Any, parent: Any, options: ImportOptions | None = None, progress: Progress | None = None
):
    """Import a source under a page. A generator of Outcome, one a document; the summary is its return value.

    `source` is an open Source, `parent` a page, `progress(stage, done, total)` is told of every step. Raises
    ImportSetupError before anything is written if the import cannot start.
    """
    return (yield from SiteImport(source, parent, options or ImportOptions(), progress).outcomes())


class SiteImport:
    """One run of the importer. `outcomes()` does the work; `summary` and `run` tell of it, also while it goes."""

    def __init__(self, source: Any, parent: Any, options: ImportOptions, progress: Progress | None = None):
        check_media_models(import_settings())
        self.options, self.progress = options, progress or _no_progress
        self.target: Target = open_target(parent)
        self.portal: Portal = open_portal(source, self.target, options, progress)
        self.source = source
        self.summary = Summary(str(getattr(source, "path", source)), self.portal)
        self.run: ImportRun | None = None
        self.others: list[ImportRun] = []
        self._beat = time.monotonic()

    def outcomes(self) -> Iterator[Outcome]:
        """Yield the outcome of every document, then resolve links, index and close the run."""
        self._start()
        try:
            yield from self._documents()
            self._finish()
        except BaseException as error:
            self._stopped(error)
            raise
        return self.summary

    # the run

    def _start(self) -> None:
        self.others = close_dead_runs(self.portal.name)
        self.run = ImportRun.objects.create(
            source=self.summary.source,
            portal=self.portal.name,
            base_url=self.portal.base_url,
            profile_name=self.portal.profile.name,
            profile_hash=self.portal.versions.profile_hash,
            converter_version=self.portal.versions.converter_version,
            options=self.options.as_json(),
            target_id=self.target.page.pk,
            user=self.options.owner,
        )
        self.summary.run_id = self.run.pk
        self.ledger = Ledger(self.portal.name, self.portal.versions)
        self.writer = Writer(self.portal)
        with translation.override(self.target.page.locale.language_code):
            default = self.options.default_category or gettext("Uncategorised")
        self.categories = Categories(self.target, self.portal.name, default, self.writer)
        self.media = self._media()
        self.adoption = Adoption(self.portal, self.ledger, self.writer, self.categories, self._media())
        self.reader = Reader(self.portal, self.ledger, write=True)

    def _media(self) -> Media:
        options = self.options
        return Media(self.source, import_settings(), options.collection, options.owner, self.portal.base_url)

    def _stopped(self, error: BaseException) -> None:
        status = (
            RunStatus.INTERRUPTED
            if isinstance(error, GeneratorExit | KeyboardInterrupt)
            else RunStatus.FAILED
        )
        try:
            self._save_run(
                status, "" if status == RunStatus.INTERRUPTED else f"{type(error).__name__}: {error}"
            )
        except DatabaseError:
            logger.exception("The run could not be closed; the next one will see that it is dead")

    def _save_run(self, status: str, message: str = "") -> None:
        words = self.summary.words
        self.run.status, self.run.message = status, message
        self.run.finished_at = self.run.heartbeat_at = timezone.now()
        self.run.counts = self.summary.counts_json()
        self.run.words_kept, self.run.words_furniture, self.run.words_lost = (
            words.kept,
            words.furniture,
            words.lost,
        )
        self.run.save()

    def _heartbeat(self) -> None:
        if time.monotonic() - self._beat > HEARTBEAT_SECONDS:
            self._beat = time.monotonic()
            ImportRun.objects.filter(pk=self.run.pk).update(heartbeat_at=timezone.now())

    # the documents

    def _documents(self) -> Iterator[Outcome]:
        digest, unreadable = hashlib.sha256(), []
        total = self.source.count()
        for number, document in enumerate(self.reader.documents(unreadable.append), 1):
            for outcome in self._drain(unreadable):
                yield outcome
            if self.options.limit is not None and number > self.options.limit:
                break
            digest.update(f"{document.path}\n{content_hash(document.content)}\n".encode("utf-8", "replace"))
            outcome = self._one(document)
            self.summary.add(outcome)
            self._heartbeat()
            self.progress("pages", number, total)
            yield outcome
        for outcome in self._drain(unreadable):
            yield outcome
        self.run.source_digest = digest.hexdigest()

    def _drain(self, unreadable: list[Outcome]) -> Iterator[Outcome]:
        while unreadable:
            outcome = unreadable.pop(0)
            self._note(f"{FILE}{outcome.path}", "", outcome)
            self.summary.add(outcome)
            yield outcome

    def _one(self, document: Any) -> Outcome:
        try:
            decision = self.reader.read(document)
            if isinstance(decision, ToWrite):
                return self._write(decision) if decision.stands is None else self._adopt(decision)
            if decision.status in (Status.FAILED, Status.SKIPPED) and not self._is_noted(decision, document):
                self._note(f"{FILE}{decision.path}", content_hash(document.content), decision)
            return decision
        except Exception as error:  # any bug of ours is this page's outcome: the run goes on
            if self.options.fail_fast:
                raise
            logger.info("Importing %s failed", document.path, exc_info=True)
            self.categories.forget()
            outcome = Outcome(Status.FAILED, document.path, reason=plain_reason(error), code="error")
            self._note(f"{FILE}{document.path}", content_hash(document.content), outcome)
            return outcome

    def _is_noted(self, outcome: Outcome, document: Any) -> bool:
        if outcome.code in ("edited", "deleted"):
            return True
        known = self.ledger.by_path.get(outcome.path)
        return (
            known is not None
            and self.ledger.settled(outcome.path, content_hash(document.content)) is not None
        )

    def _note(self, key: str, source_hash: str, outcome: Outcome) -> None:
        known = self.ledger.by_path.get(outcome.path)
        if known is not None and known.written and outcome.status == Status.FAILED:
            ImportRecord.objects.filter(pk=known.pk).update(
                status=outcome.status,
                code=outcome.code,
                reason=str(outcome.reason),
                reason_parts=parts(outcome.reason),
            )
            return
        try:
            with transaction.atomic():
                self.ledger.note_without_page(key, source_hash, outcome, self.run)
        except DatabaseError:
            if self.options.fail_fast:
                raise
            logger.exception("The ledger could not note %s", outcome.path)

    # one page

    def _write(self, wanted: ToWrite) -> Outcome:
        """Write one page, tried again where another writer was in the way."""
        for attempt in range(1, ATTEMPTS + 1):
            gathered = gather(
                wanted.page, self.media, self.portal.page_paths, self.writer.takes_attachments, write=True
            )
            try:
                with transaction.atomic(), indexes_left_alone():
                    outcome, record, written = self._in_transaction(wanted, gathered)
            except (OperationalError, StoreAgain):
                self._stand_back(attempt, wanted.page.path)
            else:
                self.ledger.remember(record)
                self.summary.note_written(written, gathered, self.categories.made)
                return outcome
        raise AssertionError("unreachable")

    def _adopt(self, wanted: ToWrite) -> Outcome:
        """Enter a page that stands, and that no ledger knows, without writing it."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with transaction.atomic():
                    record = self.ledger.claim(wanted.key_hash, wanted.key, wanted.page.path, self.run)
                    outcome = self.adoption.take(wanted, record, self.run)
                    ledger_module.drop_notes(record)
            except OperationalError:
                self._stand_back(attempt, wanted.page.path)
            else:
                self.ledger.remember(record)
                return outcome
        raise AssertionError("unreachable")

    def _stand_back(self, attempt: int, path: str) -> None:
        """Leave another writer time; at the last attempt raise the error that is being handled."""
        if attempt == ATTEMPTS or connection.in_atomic_block:
            raise
        self.media.forget()
        self.categories.forget()
        logger.info("%s met another writer, trying again", path, exc_info=True)
        time.sleep(0.05 * attempt)

    def _in_transaction(
        self, wanted: ToWrite, gathered: Gathered
    ) -> tuple[Outcome, ImportRecord, Written | None]:
        self.categories.made = []
        record = self.ledger.claim(wanted.key_hash, wanted.key, wanted.page.path, self.run)
        standing = self.writer.model.objects.filter(pk=record.page_id).first() if record.page_id else None
        if standing is not None and self.ledger.is_current(record, wanted.source_hash):
            self._follow(record, wanted.page.path)
            return (
                ledger_module.record_outcome(record, Status.UNCHANGED),
                record,
                None,
            )  # another import was here
        if standing is not None and changed_by_editor(record, standing):
            return (
                ledger_module.record_outcome(record, Status.SKIPPED, "edited", reason("edited")),
                record,
                None,
            )
        made = self.media.ensure(gathered.prepared())
        parent = self.categories.parent_for(wanted.page.category)
        links = self._links(wanted)
        references = PageReferences(wanted.page, gathered, made, links, plan=False)
        if standing is None:
            written = self.writer.create(parent, wanted, gathered, made, references)
        else:
            written = self.writer.update(standing.pk, parent, record, wanted, gathered, made, references)
        status = Status.NEW if standing is None else Status.UPDATED
        outcome = self._outcome(status, wanted, written, gathered, links)
        self._record(record, wanted, written, outcome, links, parent)
        return outcome, record, written

    def _follow(self, record: ImportRecord, path: str) -> None:
        """Note where the file of a page lies now."""
        if record.path != path:
            record.path = path
            record.save(update_fields=["path"])

    def _links(self, wanted: ToWrite) -> PageLinks:
        return PageLinks(
            page=wanted.page,
            portal=self.portal.name,
            base_url=self.portal.base_url,
            locate=self.media.locate,
            is_page=self.portal.page_paths.__contains__,
            pages=self.ledger.page_of,
        )

    def _outcome(
        self, status: str, wanted: ToWrite, written: Written, gathered: Gathered, links: PageLinks
    ) -> Outcome:
        outcome = Outcome(
            status,
            wanted.page.path,
            title=written.page.title,
            kind=wanted.page.kind,
            address=wanted.page.address,
            page_id=written.page.pk,
            page_url=written.url,
            issues=(*wanted.issues, *gathered.issues, *links.issues, *written.issues),
            words=wanted.page.accounting,
        )
        outcome = with_words(outcome, len(written.lost_words), written.lost_words)
        return replace(outcome, issues=tuple(dict.fromkeys(outcome.issues)))

    def _record(
        self,
        record: ImportRecord,
        wanted: ToWrite,
        written: Written,
        outcome: Outcome,
        links: PageLinks,
        parent: Any,
    ) -> None:
        self.ledger.fill(record, wanted.page, wanted.source_hash, outcome, self.run)
        record.key = wanted.key
        record.page_id, record.written = written.page.pk, True
        record.revision, record.content_digest, record.was_live = (
            written.revision,
            written.digest,
            written.live,
        )
        if outcome.status == Status.NEW or written.page.get_parent().pk == parent.pk:
            record.placed_under = parent.pk
        if outcome.status == Status.NEW or written.view_count is not None:
            record.view_count = written.view_count
        record.indexed = False
        record.save()
        ledger_module.drop_notes(record)
        ledger_module.replace_pending(record, links.pending)

    # when all pages stand

    def _finish(self) -> None:
        self.progress("links", 0, 1)
        self.summary.links_resolved = resolve_pending(self.portal.name, self.ledger.page_of)
        if self.options.limit is None:
            self.summary.links_removed = unlink_dead(self.portal.name)
        self._visitors()
        self.summary.note_unlinked(unlinked_documents(self.media), self.options.limit)
        self.summary.drafts = ledger_module.count_drafts(self.portal.name)
        self.summary.files_swept = sweep()
        done = 0
        for count in index_what_is_left():
            done += count
            self._heartbeat()
            self.progress("index", done, done)
        self._save_run(RunStatus.FINISHED)

    def _visitors(self) -> None:
        total = self.portal.visitor_count
        self.summary.visitor_total = total
        page = ledger_module.elsewhere(self.portal.name, self.target.page)
        if total is not None and (page is None or page.get_site() in (self.target.site, None)):
            source = self.portal.base_url or self.portal.name
            counting.set_legacy_visitor_count(self.target.site, total, source)


def close_dead_runs(portal: str) -> list[ImportRun]:
    """Mark runs that were killed as interrupted; return those of the portal that are alive."""
    running = ImportRun.objects.filter(status=RunStatus.RUNNING)
    running.filter(heartbeat_at__lt=timezone.now() - ALIVE).update(status=RunStatus.INTERRUPTED)
    return list(running.filter(portal=portal))


def plain_reason(error: Exception) -> str:
    """Return what went wrong in words for a person who did not write this code."""
    from django.core.exceptions import ValidationError

    from .media import validation_message

    if isinstance(error, ValidationError):
        return say(_("the site refused the page: %(reason)s"), reason=validation_message(error))
    if isinstance(error, OSError):
        reason = error.strerror or str(error)
        return say(
            _("a file could not be stored: %(reason)s; look at the disk and its permissions"), reason=reason
        )
    if isinstance(error, DatabaseError):
        return say(_("the database refused the page: %(reason)s"), reason=error)
    return say(
        _("an error of the importer: %(kind)s: %(reason)s. Run again with --fail-fast to see where."),
        kind=type(error).__name__,
        reason=message_of(error),
    )


def _no_progress(stage: str, done: int, total: int) -> None:
    """The progress of a caller who wants none."""
