"""A whole source as JSON lines, one page a line, and a summary."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TextIO

from ..text import printable
from .accounting import SORTS
from .documents import KINDS, Page
from .extract import PageError, extract_page, survey
from .messages import decimal, message_of, number, render, say, tell
from .profile_model import Profile
from .progress import Progress
from .sources import Source, SourceError
from .texts import body_text, element_data, pictures

SHOWN = 10


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


def write(source: Source, profile: Profile, base_url: str, output: Path, log: TextIO) -> int:
    """Read all pages of a source into `output`. Returns how many failed; progress and summary go to `log`."""
    totals = Totals()
    progress = Progress(log)
    known = survey(source, profile, base_url, lambda done, total: progress("survey", done, total))

    def unreadable(path: str, error: SourceError) -> None:
        totals.failed.append((path, message_of(error)))

    with output.open("w", encoding="utf-8") as file:
        for document in source.documents(on_error=unreadable):
            totals.pages += 1
            if not document.content.strip():  # as the import has it: the mirror's loss, and no page's fault
                totals.empty.append(document.path)
                continue
            try:
                page = extract_page(document, profile, known)
            except PageError as error:
                totals.failed.append((document.path, message_of(error)))
                continue
            file.write(json.dumps(page_data(page), ensure_ascii=False) + "\n")
            _count(totals, page)
            progress("pages", totals.pages, source.count())
    for line in _summary(
        totals, known.base_url, known.visitor_count, [issue.message for issue in known.issues]
    ):
        print(printable(line), file=log)
    return len(totals.failed)


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
        "images": [asdict(image) for image in pictures(page.body)],
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


def _count(totals: Totals, page: Page) -> None:
    totals.kinds[page.kind] += 1
    for name in ("kept", "furniture", "lost"):
        totals.words[name] += getattr(page.accounting, name)
    totals.issues.update({issue.code for issue in page.issues})
    if page.accounting.lost and page.kind in ("article", "notice"):
        totals.losing.append((page.accounting.lost, page.path))


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


def _row(count: int, what: str) -> str:
    return f"{number(count):>9} {what}"
