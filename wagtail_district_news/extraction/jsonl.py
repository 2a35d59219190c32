"""A whole source as JSON lines, one page a line, and a summary."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TextIO

from ..text import printable
from .collector import calm_collector
from .documents import Page, SourceDocument
from .extract import PageError, Survey, explain_page, extract_page, finished, survey
from .messages import message_of
from .pool import each
from .profile_model import Profile
from .progress import Progress
from .sources import Source, SourceError
from .survey import Surveyor
from .sweep import Sketch, Sketches, sketch
from .texts import body_text, element_data, image_data, pictures
from .totals import Outcome, Totals, count, summary
from .verify import difference

LEGACY_FONT = "legacy-font"
_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False)


@dataclass(slots=True)
class Task:
    """What every process must know to read a page."""

    known: Survey
    verify: bool = False

    @property
    def profile(self) -> Profile:
        return self.known.profile


def write(
    source: Source,
    profile: Profile,
    base_url: str,
    output: Path,
    log: TextIO,
    jobs: int = 1,
    verify: bool = False,
) -> int:
    """Read all pages of a source into `output`. Returns how many failed; progress and summary go to `log`.

    With `jobs` above 1 so many processes read. With `verify` the words of each page are counted again by
    another parser; a page where the counts differ has failed.
    """
    totals = Totals()
    progress = Progress(log)
    with output.open("w", encoding="utf-8") as file, Sketches() as sketches, calm_collector():
        known, outcomes = (_read_twice if verify else _read_once)(
            source, profile, base_url, progress, jobs, totals, sketches
        )
        for outcome in outcomes:
            totals.pages += 1
            file.write(outcome.line)
            count(totals, outcome)
            if outcome.line:
                progress("pages", totals.pages, source.count())
    for line in summary(
        totals, known.base_url, known.visitor_count, [issue.message for issue in known.issues]
    ):
        print(printable(line), file=log)
    return len(totals.failed) + len(totals.differing)


Read = tuple[Survey, Iterator[Outcome]]


def _read_twice(
    source: Source,
    profile: Profile,
    base_url: str,
    progress: Progress,
    jobs: int,
    totals: Totals,
    _: Sketches,
) -> Read:
    """Survey the site, then read every page with all of its tree, and count its words again."""
    known = survey(source, profile, base_url, lambda done, total: progress("survey", done, total), jobs)
    documents = ((document, source.address(document.path)) for document in source.documents(_noting(totals)))
    return known, each(read_one, _task(known, True), documents, jobs)


def _read_once(
    source: Source,
    profile: Profile,
    base_url: str,
    progress: Progress,
    jobs: int,
    totals: Totals,
    sketches: Sketches,
) -> Read:
    """Survey the site and draft its pages in one sweep, then finish them."""
    surveyor = Surveyor(source, profile)
    documents = surveyor.documents(_noting(totals))
    for done, (seen, one) in enumerate(each(sketch, profile, documents, jobs), 1):
        surveyor.take_in(seen)
        sketches.add(one)
        progress("survey", done, source.count())
    known = surveyor.conclude(base_url)
    return known, each(finish_one, _task(known), ((one, source.address(one.path)) for one in sketches), jobs)


def _noting(totals: Totals) -> Callable[[str, SourceError], None]:
    def unreadable(path: str, error: SourceError) -> None:
        totals.failed.append((path, message_of(error)))

    return unreadable


def _task(known: Survey, verify: bool = False) -> Task:
    return Task(replace(known, addresses=replace(known.addresses, by_folder=_no_folder)), verify)


def finish_one(task: Task, thing: tuple[Sketch, str]) -> Outcome:
    """What a sketch came to. With it comes the address that its folder gives it."""
    one, folder_address = thing
    if one.draft is None:
        return Outcome(one.path, empty=one.empty, failed=one.failed)
    task.known.addresses.by_folder = lambda path: folder_address
    return _outcome(finished(one.draft, one.url, task.known))


def read_one(task: Task, thing: tuple[SourceDocument, str]) -> Outcome:
    """What one document came to. With it comes the address that the source's folders give it."""
    document, folder_address = thing
    if document.is_empty:  # as the import has it: the mirror's loss, and no page's fault
        return Outcome(document.path, empty=True)
    task.known.addresses.by_folder = lambda path: folder_address
    try:
        if not task.verify:
            return _outcome(extract_page(document, task.profile, task.known))
        page, _, found = explain_page(document, task.profile, task.known)
    except PageError as error:
        return Outcome(document.path, failed=message_of(error))
    outcome = _outcome(page)
    if LEGACY_FONT in outcome.issues:  # another parser cannot know what its signs stand for
        return replace(outcome, unverified=True)
    return replace(outcome, differs=difference(document, found))


def _outcome(page: Page) -> Outcome:
    line = _JSON.encode(page_data(page)) + "\n"
    codes = frozenset(issue.code for issue in page.issues)
    return Outcome(page.path, line, page.kind, replace(page.accounting, lost_words=()), codes)


def _no_folder(path: str) -> str:
    return ""


def page_data(page: Page) -> dict[str, Any]:
    """One page as plain data, in the shape that is scored."""
    when = page.published_at.isoformat() if page.published_at else None
    return {
        "file": page.path,
        "kind": page.kind,
        "title": page.title or None,
        "category": page.category or None,
        "published_at": when[:7] if when and page.published_precision == "month" else when,
        "published_precision": page.published_precision or None,
        "published_raw": page.published_raw or None,
        "lead": page.lead or None,
        "body_text": body_text(page.body, captions_aside=False),
        "images": [image_data(image) for image in pictures(page.body)],
        "attachments": [attachment.href for attachment in page.attachments],
        "view_count": page.view_count,
        "visitor_count": page.visitor_count,
        "byline": page.byline or None,
        "source": page.source or None,
        "address": page.address or None,
        "template": page.template or None,
        "encoding": page.encoding,
        "elements": [element_data(element) for element in page.body],
        "issues": [issue.as_data() for issue in page.issues],
        "accounting": {
            "kept": page.accounting.kept,
            "furniture": page.accounting.furniture,
            "lost": page.accounting.lost,
            "lost_words": list(page.accounting.lost_words),
        },
    }
