"""What an import would do, without doing it: no row, no file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from .adoption import Adoption
from .categories import Categories, open_target
from .conf import import_settings
from .ledger import Ledger
from .links import PageLinks
from .media import Media, check_media_models
from .models import Status
from .options import ImportOptions, Outcome
from .pipeline import plain_reason
from .reading import Progress, Reader, ToWrite, open_portal, with_words
from .references import PageReferences, gather, unlinked_documents
from .report import Summary
from .stream import build_stream
from .write import Writer


class SitePlan:
    """A dry run. `outcomes()` yields what an import would make of every document; `summary` adds it up."""

    def __init__(self, source: Any, parent: Any, options: ImportOptions, progress: Progress | None = None):
        check_media_models(import_settings())
        self.options, self.progress, self.source = options, progress, source
        self.target = open_target(parent)
        self.portal = open_portal(source, self.target, options, progress)
        self.summary = Summary(str(getattr(source, "path", source)), self.portal, planned=True)
        self.summary.visitor_total = self.portal.visitor_count
        self.ledger = Ledger(self.portal.name, self.portal.versions)
        self.writer = Writer(self.portal)
        with translation.override(self.target.page.locale.language_code):
            default = options.default_category or gettext("Uncategorised")
        self.categories = Categories(self.target, self.portal.name, default, self.writer)
        self.media = Media(source, import_settings(), options.collection, options.owner, self.portal.base_url)
        self.adoption = Adoption(self.portal, self.ledger, self.writer, self.categories, self.media)
        self.reader = Reader(self.portal, self.ledger, write=False)
        self._held: set[str] = set()  # addresses of the pages planned so far

    def outcomes(self) -> Iterator[Outcome]:
        """Yield planned outcomes: new and updated are what would be written."""
        unreadable: list[Outcome] = []
        total = self.source.count()
        for count, document in enumerate(self.reader.documents(unreadable.append), 1):
            if self.options.limit is not None and count > self.options.limit:
                break
            yield from self._take(unreadable)
            yield from self._take([self._one(document)])
            if self.progress:
                self.progress("pages", count, total)
        yield from self._take(unreadable)
        self.summary.note_unlinked(unlinked_documents(self.media), self.options.limit)

    def _take(self, outcomes: list[Outcome]) -> Iterator[Outcome]:
        while outcomes:
            outcome = outcomes.pop(0)
            self.summary.add(outcome)
            yield outcome

    def _one(self, document: Any) -> Outcome:
        try:
            decision = self.reader.read(document)
            if isinstance(decision, ToWrite) and decision.stands is not None:
                return self.adoption.compare(decision)[0]
            return self._planned(decision) if isinstance(decision, ToWrite) else decision
        except Exception as error:
            if self.options.fail_fast:
                raise
            return Outcome(Status.FAILED, document.path, reason=plain_reason(error), code="error")

    def _planned(self, wanted: ToWrite) -> Outcome:
        gathered = gather(
            wanted.page, self.media, self.portal.page_paths, self.writer.takes_attachments, write=False
        )
        links = PageLinks(
            page=wanted.page,
            portal=self.portal.name,
            base_url=self.portal.base_url,
            locate=self.media.locate,
            is_page=self.portal.page_paths.__contains__,
            pages=self.ledger.page_of,
        )
        references = PageReferences(wanted.page, gathered, {}, links, plan=True)
        stream = build_stream(gathered.body, self.writer.stream_block, references, wanted.key)
        self.summary.note_media(gathered)
        self._note_addresses(wanted)
        self.summary.categories_made += self.categories.would_make(
            wanted.page.category, set(self.summary.categories_made)
        )
        stands = wanted.known is not None and wanted.known.page_id in self.ledger.standing
        outcome = Outcome(
            Status.UPDATED if stands else Status.NEW,
            wanted.page.path,
            title=wanted.page.title,
            kind=wanted.page.kind,
            address=wanted.page.address,
            page_id=wanted.known.page_id if wanted.known else None,
            issues=tuple(dict.fromkeys((*wanted.issues, *gathered.issues, *links.issues, *stream.issues))),
            words=wanted.page.accounting,
        )
        return with_words(outcome, len(stream.lost_words), tuple(stream.lost_words))

    def _note_addresses(self, wanted: ToWrite) -> None:
        if "#" in wanted.key:
            return  # another page has its address
        stands = wanted.known.page_id if wanted.known else None
        addresses = self.writer.addresses(wanted.page, stands, self._held)
        self.summary.addresses += len(addresses)
        self._held.update(addresses)
