"""A whole source as JSON lines, one page a line, and a summary."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TextIO

from ..text import printable
from .accounting import SORTS
from .collector import calm_collector
from .documents import KINDS, Accounting, Kind, Page, SourceDocument
from .extract import PageError, Survey, explain_page, extract_page, finished, survey
from .messages import decimal, message_of, number, render, say, tell
from .pool import each
from .profile_model import Profile
from .progress import Progress
from .sources import Source, SourceError
from .survey import Surveyor
from .sweep import Drafting, Sketch, Sketches, sketch
from .texts import body_text, element_data, image_data, pictures
from .verify import Difference, difference

SHOWN = 10
LEGACY_FONT = "legacy-font"


@dataclass(slots=True)
class Totals:
    """What a run came to."""

    pages: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    issues: Counter[str] = field(default_factory=Counter)
    failed: list[tuple[str, str]] = field(default_factory=list)
    losing: list[tuple[int, str]] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    verified: int = 0
    unverified: int = 0  # under a font that gives its signs another meaning
    differing: list[tuple[str, Difference]] = field(default_factory=list)


@dataclass(slots=True)
class Task:
    """What every process must know to read a page."""

    known: Survey
    verify: bool = False

    @property
    def profile(self) -> Profile:
        return self.known.profile


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a document came to: a line of JSON; else it was `empty`, or `failed` for a reason."""

    path: str
    line: str = ""
    kind: Kind = "other"
    accounting: Accounting = field(default_factory=Accounting)
    issues: frozenset[str] = frozenset()
    failed: str = ""
    empty: bool = False
    unverified: bool = False
    differs: Difference | None = None


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
            _count(totals, outcome)
            if outcome.line:
                progress("pages", totals.pages, source.count())
    for line in _summary(
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
    drafting = Drafting(profile, surveyor.result.pictures)
    documents = surveyor.documents(_noting(totals))
    for done, (seen, one) in enumerate(each(sketch, drafting, documents, jobs), 1):
        surveyor.take_in(seen)
        sketches.add(one)
        progress("survey", done, source.count())
    known = surveyor.conclude(base_url)
    return known, each(finish_one, _task(known), _to_finish(source, sketches, known, totals), jobs)


def _to_finish(
    source: Source, sketches: Sketches, known: Survey, totals: Totals
) -> Iterator[tuple[Sketch | SourceDocument, str]]:
    """The sketches; in the place of one that no longer holds, its document."""
    for one in sketches:
        if one.holds(known):
            yield one, source.address(one.path)
            continue
        try:
            yield source.document(one.path), source.address(one.path)
        except SourceError as error:
            _noting(totals)(one.path, error)


def _noting(totals: Totals) -> Callable[[str, SourceError], None]:
    def unreadable(path: str, error: SourceError) -> None:
        totals.failed.append((path, message_of(error)))

    return unreadable


def _task(known: Survey, verify: bool = False) -> Task:
    return Task(replace(known, addresses=replace(known.addresses, by_folder=_no_folder)), verify)


def finish_one(task: Task, thing: tuple[Sketch | SourceDocument, str]) -> Outcome:
    """What a sketch came to, or a document in its place. With it comes the address that its folder gives it."""
    one, folder_address = thing
    if isinstance(one, SourceDocument):
        return read_one(task, (one, folder_address))
    if one.empty or one.failed:
        return Outcome(one.path, empty=one.empty, failed=one.failed)
    task.known.addresses.by_folder = lambda path: folder_address
    return _outcome(finished(one.draft(), one.url, task.known))


def read_one(task: Task, thing: tuple[SourceDocument, str]) -> Outcome:
    """What one document came to. With it comes the address that the source's folders give it."""
    document, folder_address = thing
    if not document.content.strip():  # as the import has it: the mirror's loss, and no page's fault
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
    line = json.dumps(page_data(page), ensure_ascii=False) + "\n"
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


def _count(totals: Totals, outcome: Outcome) -> None:
    if outcome.empty:
        totals.empty.append(outcome.path)
    elif not outcome.line:
        totals.failed.append((outcome.path, outcome.failed))
    else:
        totals.kinds[outcome.kind] += 1
        for name in ("kept", "furniture", "lost"):
            totals.words[name] += getattr(outcome.accounting, name)
        totals.issues.update(outcome.issues)
        if outcome.accounting.lost and outcome.kind in ("article", "notice"):
            totals.losing.append((outcome.accounting.lost, outcome.path))
    totals.unverified += outcome.unverified
    if outcome.differs is not None:
        totals.verified += 1
        if outcome.differs:
            totals.differing.append((outcome.path, outcome.differs))


def _summary(totals: Totals, base_url: str, visitors: int | None, notes: list[str]) -> list[str]:
    """The summary, line by line."""
    every = sum(totals.words.values())
    lines = ["", _row(totals.pages, tell("pages"))]
    lines += [_row(count, f"  {render(KINDS[kind])}") for kind, count in totals.kinds.most_common()]
    if totals.empty:
        lines.append(_row(len(totals.empty), "  " + tell("empty")))
    if totals.failed:
        lines.append(_row(len(totals.failed), "  " + tell("failed")))
    lines += [_row(every, tell("visible words"))]
    for name, said in SORTS.items():
        share = f"{totals.words[name] / (every or 1):.2%}"
        lines.append(_row(totals.words[name], f"  {render(said):<17}{decimal(share):>8}"))
    if visitors is not None:
        lines.append(_row(visitors, tell("visitors, as the portal counted them")))
    lines += ["", tell("old address: %(address)s", address=base_url or say("not known"))]
    lines += [tell("note: %(note)s", note=note) for note in notes]
    if totals.issues:
        lines += ["", tell("issues, by number of pages:")]
        lines += [_row(count, f"  {code}") for code, count in totals.issues.most_common()]
    lines += _verified(totals)
    if totals.losing:
        lines += ["", tell("pages with lost words: %(count)s", count=len(totals.losing))]
        worst = sorted(totals.losing, key=lambda pair: (-pair[0], pair[1]))
        lines += [_row(count, f"  {path}") for count, path in worst[:SHOWN]]
    if totals.empty:
        lines += ["", tell("empty, since the mirror never received them; fetch them again:")]
        lines += [f"  {path}" for path in totals.empty[:SHOWN]]
    if totals.failed:
        lines += ["", tell("failed:")]
        lines += [f"  {path}: {render(reason)}" for path, reason in totals.failed[:SHOWN]]
    return lines


def _verified(totals: Totals) -> list[str]:
    """What the second count of the words came to."""
    if not totals.verified and not totals.unverified:
        return []
    lines = ["", tell("pages whose words were counted again: %(count)s", count=totals.verified)]
    if totals.unverified:
        said = tell("pages that only their font makes readable, not counted again: %(count)s",
                    count=totals.unverified)  # fmt: skip
        lines.append(said)
    if totals.differing:
        lines.append(tell("pages where the counts differ: %(count)s", count=len(totals.differing)))
    for path, found in totals.differing[:SHOWN]:
        lines.append(f"  {path}")
        for said, counted in (
            (say("not accounted for: %(words)s"), found.only_shown),
            (say("not on the page: %(words)s"), found.only_counted),
        ):
            if counted:
                lines.append("    " + tell(said, words=_some(counted)))
    return lines


def _some(counted: Counter[str]) -> str:
    shown = [f"{word} ({count})" if count > 1 else word for word, count in counted.most_common(SHOWN)]
    return " ".join(shown) + (" ..." if len(counted) > SHOWN else "")


def _row(count: int, what: str) -> str:
    return f"{number(count):>9} {what}"
