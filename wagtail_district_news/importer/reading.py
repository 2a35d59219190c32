"""One document up to the point where a page would be written; shared by the plan and by the import."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from wagtail_district_news import conf, text
from wagtail_district_news.extraction.documents import Issue, SourceDocument
from wagtail_district_news.extraction.extract import CONVERTER_VERSION, PageError, extract_page, survey
from wagtail_district_news.extraction.learn import Learned, LearnError
from wagtail_district_news.extraction.profile_for import Chosen, profile_for
from wagtail_district_news.extraction.sources import SourceError

from .categories import Target
from .digest import changed_by_editor
from .identity import content_hash, key_hash, portal_name, source_name
from .ledger import Known, Ledger, Versions, key_of
from .messages import message_of, said, say
from .models import ImportRecord, Status
from .options import ImportOptions, ImportSetupError, Outcome
from .reasons import reason
from .standing import find

Progress = Callable[[str, int, int], None]
ARTICLE_KINDS = frozenset(["article", "notice"])


@dataclass(frozen=True, slots=True)
class Portal:
    """A source that was surveyed: what an import knows before it reads the first page for good.

    `learned` is how the profile was learned from the source itself, None where it was given or is built in.
    """

    source: Any
    profile: Any
    survey: Any
    base_url: str
    name: str
    options: ImportOptions
    target: Target
    page_paths: frozenset[str]
    learned: Learned | None = None

    @property
    def versions(self) -> Versions:
        return Versions(self.profile.hash, CONVERTER_VERSION)

    @property
    def visitor_count(self) -> int | None:
        return self.survey.visitor_count


@dataclass(frozen=True, slots=True)
class ToWrite:
    """A page that was read and wants to be written under this claim.

    `stands` is the id of a page that an import whose ledger is gone has made of it.
    """

    page: Any
    key: str
    key_hash: str
    source_hash: str
    known: Known | None
    live: bool
    published_at: datetime
    issues: tuple[Issue, ...]
    stands: int | None = None


def open_portal(
    source: Any, target: Target, options: ImportOptions, progress: Progress | None = None
) -> Portal:
    """Choose a profile, survey the source and find the portal's name. ImportSetupError in plain words."""
    chosen = Chosen(options.profile, 1.0) if options.profile else _choose(source, progress)
    profile = chosen.profile
    surveyed = survey(source, profile, options.base_url, progress=_of_stage(progress, "survey"))
    _must_explain(surveyed, profile)
    base_url = options.base_url or surveyed.base_url or ""
    return Portal(
        source=source,
        profile=profile,
        survey=surveyed,
        base_url=base_url,
        name=portal_name(options.portal, base_url, source_name(source)),
        options=options,
        target=target,
        page_paths=frozenset(source.page_paths),
        learned=chosen.learned,
    )


def _choose(source: Any, progress: Progress | None) -> Chosen:
    """Return the built-in profile that reads the source, else one that is learned from it.

    The clock times of a learned one belong to this site's zone: old and new portal are of one place.
    """
    try:
        return profile_for(source, settings.TIME_ZONE, progress)
    except LearnError as error:
        raise ImportSetupError(
            gettext(
                "No built-in profile knows the pages of this source, and none can be learned from it. Write a profile "
                "for its template and give it with --profile FILE. %(reason)s"
            )
            % {"reason": said(message_of(error))}
        ) from error


def _must_explain(surveyed: Any, profile: Any) -> None:
    """Stop before a run that would find no article: a wrong profile is no page's fault."""
    if not any(number for template, number in surveyed.templates.items() if template):
        raise ImportSetupError(
            gettext(
                "The profile “%(name)s” explains no page of this source: its templates match none. Choose another "
                "with --profile FILE, or correct what its templates match."
            )
            % {"name": profile.name}
        )


def _of_stage(progress: Progress | None, stage: str) -> Callable[[int, int], None] | None:
    if progress is None:
        return None
    return lambda done, total: progress(stage, done, total)


class Reader:
    """Reads documents and says what is to be done with each. Writes nothing but a record's new place."""

    def __init__(self, portal: Portal, ledger: Ledger, write: bool):
        self.portal, self.ledger, self.write = portal, ledger, write
        self.options = portal.options
        self._oldest: datetime | None = None
        self._found: set[int] = set()  # pages of this run that the ledger did not know
        self._seen: dict[str, tuple[str, str]] = {}  # key hash -> (path, what it says), of this run

    def documents(self, failed: Callable[[Outcome], None]) -> Iterator[SourceDocument]:
        """Yield every document in order; one that cannot be read becomes an outcome."""

        def on_error(path: str, error: SourceError) -> None:
            failed(Outcome(Status.FAILED, path, reason=message_of(error), code="unreadable"))

        yield from self.portal.source.documents(on_error=on_error)

    def read(self, document: SourceDocument) -> Outcome | ToWrite:
        """Return how a document ended, or what is to be written of it."""
        if document.is_empty:
            code = "empty-file"
            return Outcome(Status.SKIPPED, document.path, reason=reason(code), code=code)
        hashed = content_hash(document.content)
        known = self.ledger.settled(document.path, hashed)
        if known is not None:
            outcome = self._settled(known)
            if outcome is not None:
                return outcome
        try:
            page = extract_page(document, self.portal.profile, self.portal.survey)
        except PageError as error:
            return Outcome(Status.FAILED, document.path, reason=message_of(error), code="unreadable")
        return self._decide(page, hashed)

    # a document that nothing happened to

    def _settled(self, known: Known) -> Outcome | None:
        if not known.written:
            outcome = self.ledger.outcome_of(known, known.status)
            return None if outcome.code in ("undated", "gone") else outcome  # the options may be others now
        if known.page_id not in self.ledger.standing:
            return None if self.options.recreate else self._deleted(known)
        if self.ledger.untouched(known) or not self._edited(known):
            self._seen[known.key_hash] = (known.path, "")
            return self.ledger.outcome_of(known, Status.UNCHANGED)
        return self._edited_outcome(known)

    def _deleted(self, known: Known) -> Outcome:
        return self.ledger.outcome_of(known, Status.SKIPPED, "deleted", reason("deleted"))

    def _edited(self, known: Known) -> bool:
        page = conf.page_model().objects.get(pk=known.page_id)
        return changed_by_editor(ImportRecord.objects.get(pk=known.pk), page)

    def _edited_outcome(self, known: Known) -> Outcome:
        return self.ledger.outcome_of(known, Status.SKIPPED, "edited", reason("edited"))

    # a document that is new, or changed, or read by another profile or converter

    def _decide(self, page: Any, source_hash: str) -> Outcome | ToWrite:
        if page.kind not in ARTICLE_KINDS:
            return self._no_article(page)
        key = key_of(page)
        hashed = key_hash(self.portal.name, key)
        self.ledger.adopt(page.path, source_hash, key, self.portal.page_paths, self.write)
        twin = self._twin(page, hashed)
        if twin:
            if twin[1] == _says(page):
                return self._outcome(page, Status.SKIPPED, "duplicate", _duplicate_reason(twin[0]))
            key = f"{key}#{page.path}"
            hashed = key_hash(self.portal.name, key)
        self._seen[hashed] = (page.path, _says(page))
        known = self.ledger.by_key.get(hashed)
        if known and known.written:
            outcome = self._standing(known)
            if outcome is not None:
                return outcome
            return self._dated(page, key, hashed, source_hash, known)
        found = find(self.portal.target.site, page, self.portal.base_url, self._found, twin=bool(twin))
        if found.gone and not self.options.recreate:
            return self._outcome(page, Status.SKIPPED, "gone", reason("gone"))
        decision = self._dated(page, key, hashed, source_hash, known)
        if found.page_id is None or not isinstance(decision, ToWrite):
            return decision
        self._found.add(found.page_id)
        return replace(decision, stands=found.page_id)

    def _no_article(self, page: Any) -> Outcome:
        code = "listing" if page.kind == "listing" else "no-article"
        return self._outcome(page, Status.SKIPPED, code, reason(code))

    def _twin(self, page: Any, hashed: str) -> tuple[str, str] | None:
        """Return (path, what it says) of an earlier document of this source with the same address."""
        twin = self._seen.get(hashed)
        if twin is None or twin[0] == page.path:
            return None
        if not twin[1]:  # it was settled without reading it
            other = extract_page(
                self.portal.source.document(twin[0]), self.portal.profile, self.portal.survey
            )
            twin = (twin[0], _says(other))
        return twin

    def _standing(self, known: Known) -> Outcome | None:
        if known.page_id not in self.ledger.standing:
            return None if self.options.recreate else self._deleted(known)
        if not self.ledger.untouched(known) and self._edited(known):
            return self._edited_outcome(known)
        return None

    # dates

    def _dated(
        self, page: Any, key: str, hashed: str, source_hash: str, known: Known | None
    ) -> Outcome | ToWrite:
        moment, issues, live = page.published_at, [], not self.options.draft
        suspicious = any(issue.code == "suspicious-date" for issue in page.issues)
        if moment is not None and suspicious and self.options.suspicious_dates == "undated":
            moment = None
        if moment is None:
            if self.options.undated == "skip":
                return self._outcome(page, Status.SKIPPED, "undated", reason("undated"))
            live = live and self.options.undated == "import"
            moment = self._oldest_date()
            issues.append(Issue("undated", _undated_message(live, moment)))
        return ToWrite(page, key, hashed, source_hash, known, live, moment, (*page.issues, *issues))

    def _oldest_date(self) -> datetime:
        """Return the oldest date of the portal: an article without one stands at the archive's far end."""
        if self._oldest is None:
            dates = []
            for document in self.portal.source.documents(on_error=lambda _path, _error: None):
                try:
                    moment = extract_page(document, self.portal.profile, self.portal.survey).published_at
                except PageError:
                    continue
                if moment is not None:
                    dates.append(moment)
            self._oldest = min(dates, default=datetime(1970, 1, 1, tzinfo=self.portal.profile.zone))
        return self._oldest

    def _outcome(self, page: Any, status: str, code: str, reason: str) -> Outcome:
        return Outcome(
            status,
            page.path,
            title=page.title,
            kind=page.kind,
            address=page.address,
            reason=reason,
            code=code,
            issues=page.issues,
            words=page.accounting,
        )


def with_words(outcome: Outcome, kept: int, lost: tuple[str, ...]) -> Outcome:
    """Return the outcome with words moved from kept to lost, as writing found them."""
    words = outcome.words
    moved = min(kept, words.kept)
    return replace(
        outcome,
        words=replace(
            words, kept=words.kept - moved, lost=words.lost + moved, lost_words=(*words.lost_words, *lost)
        ),
    )


def _says(page: Any) -> str:
    """Return what tells two documents apart, as a hash: that of every document is kept to the end."""
    said = f"{text.fold(page.title)}|{page.published_at}|{text.fold(page.lead)}"
    return content_hash(said.encode("utf-8", "replace"))


def _duplicate_reason(path: str) -> str:
    return say(_("the same page as %(path)s, under the same address"), path=path)


def _undated_message(live: bool, moment: datetime) -> str:
    date = f"{moment:%Y-%m-%d}"
    if live:
        return say(
            _("no date could be read; it stands at the end of the archive, dated %(date)s: give it its date"),
            date=date,
        )
    return say(
        _("no date could be read; it is a draft, dated %(date)s: give it its date and publish it"), date=date
    )
