"""What a learned profile really finds: a part of the pages, read as `extract` reads them, and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from ..documents import KINDS, Page, SourceDocument
from ..extract import Survey, explain_page, survey
from ..messages import Message, message_of, parts
from ..parse import PageError
from ..profile_model import Profile, Slot, Template
from ..sources import Source, SourceError
from ..texts import body_text
from .site import SAMPLE, take_sample

CHECKED = SAMPLE  # pages: all that were learned from
SAMPLES = 3
LONGEST_SAMPLE = 120  # characters
EXAMPLES = 3  # pages that a doubt names
VISITORS = "visitor_count"
Progress = Callable[[str, int, int], None]  # (stage, pages done, pages in all)


class LearnError(Exception):
    """Nothing can be learned. The Message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One page as it was read: `values` what its slots hold, by name; a slot without a value is missing.

    `words` are its visible words, `lost` how many of them are in no slot and no furniture.
    """

    path: str
    kind: str
    template: str
    values: dict[str, str] = field(default_factory=dict)
    precision: str = ""
    raw_date: str = ""
    words: int = 0
    lost: int = 0


@dataclass(frozen=True, slots=True)
class SlotRow:
    """A slot of a template: on how many of its `pages` it was `found`, with samples of what it held.

    Of the body, notices do not count: a notice is a page with hardly any. `template` is "" for the whole site.
    """

    template: str
    slot: str
    pages: int
    found: int
    samples: tuple[str, ...] = ()
    without: tuple[str, ...] = ()  # pages that lack it, some

    @property
    def share(self) -> float:
        return self.found / self.pages if self.pages else 0.0


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A template, how many of the pages that were read it explains, and how many of each kind they are."""

    name: str
    kind: str
    pages: int
    kinds: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class FurnitureRow:
    """A part of the pages that is no article: on how many it stands, and words by which a reader knows it."""

    name: str
    pages: int
    words: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that is not sure: what it is, what to do, and pages to look at. `code` is stable."""

    code: str
    message: str
    advice: str
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """How well a profile reads its own site. `kinds` counts the pages read; `failed` names those that could not be."""

    source: str
    pages: int  # in the source
    learned_from: int
    read: int
    kinds: tuple[tuple[str, int], ...] = ()
    templates: tuple[TemplateRow, ...] = ()
    slots: tuple[SlotRow, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    furniture: tuple[FurnitureRow, ...] = ()

    @property
    def explained(self) -> float:
        """The share of the pages read that a template explains."""
        return sum(row.pages for row in self.templates) / self.read if self.read else 0.0

    @property
    def has_articles(self) -> bool:
        """Whether any page is read as an article or a notice."""
        return any(kind in ("article", "notice") and count for kind, count in self.kinds)

    def rows_of(self, template: str) -> tuple[SlotRow, ...]:
        """The slots of one template."""
        return tuple(row for row in self.slots if row.template == template)

    def as_data(self) -> dict[str, Any]:
        """The report as JSON-ready values."""
        plain = asdict(self) | {"explained": round(self.explained, 4), "kinds": dict(self.kinds)}
        plain["templates"] = [asdict(row) | {"kinds": dict(row.kinds)} for row in self.templates]
        plain["slots"] = [asdict(row) | {"share": round(row.share, 4)} for row in self.slots]
        plain["failed"] = [{"page": path, "reason": str(reason)} for path, reason in self.failed]
        plain["doubts"] = [_doubt_data(doubt) for doubt in self.doubts]
        return plain


def check(
    source: Source, profile: Profile, base_url: str = "", progress: Progress | None = None
) -> tuple[Report, list[Seen], Survey]:
    """Read a part of a source with a profile. The report has no doubts yet: `doubts_of` finds them."""
    failed: list[tuple[str, str]] = list(source.refused.items())
    files = take_sample(source.page_paths, CHECKED)
    known = survey(_documents(source, files, []), profile, base_url)
    known.addresses.by_folder = source.address
    seen: list[Seen] = []
    stand: dict[str, list[Counter[str]]] = {}
    for number, document in enumerate(_documents(source, files, failed), 1):
        try:
            seen.append(_seen(document, profile, known, stand))
        except PageError as error:
            failed.append((document.path, message_of(error)))
        if progress is not None:
            progress("check", number, len(files))
    kinds = Counter(page.kind for page in seen)
    report = Report(
        source=str(source.path),
        pages=source.count(),
        learned_from=profile.learned_from,
        read=len(seen),
        kinds=tuple((kind, kinds[kind]) for kind in KINDS if kinds[kind]),
        templates=tuple(
            _row(template, [page for page in seen if page.template == template.name])
            for template in profile.templates
        ),
        slots=(
            *(row for template in profile.templates for row in _rows(template, seen)),
            *([_slot_row("", VISITORS, seen, profile.visitor_count)] if profile.visitor_count else []),
        ),
        failed=tuple(failed),
        furniture=tuple(FurnitureRow(name, len(said), _most(said)) for name, said in stand.items()),
    )
    return report, seen, known


def _documents(
    source: Source, files: Iterable[str], failed: list[tuple[str, str]]
) -> Iterator[SourceDocument]:
    """The documents of some paths. Those that the mirror never received are left out."""
    for path in files:
        try:
            document = source.document(path)
        except SourceError as error:
            failed.append((path, message_of(error)))
            continue
        if not document.is_empty:
            yield document


def _seen(
    document: SourceDocument, profile: Profile, known: Survey, stand: dict[str, list[Counter[str]]]
) -> Seen:
    """Read one page, and note in `stand` which words stand in which furniture."""
    page, reading, fates = explain_page(document, profile, known)
    said: dict[str, Counter[str]] = {}
    for fate in fates:
        if fate.sort == "furniture" and fate.words:
            said.setdefault(str(fate.why), Counter())[" ".join(fate.words)[:LONGEST_SAMPLE]] += 1
    for name, words in said.items():
        stand.setdefault(name, []).append(words)
    values = {name: found.text for name, found in reading.regions.found.items()} | _values(page)
    return Seen(
        path=page.path,
        kind=page.kind,
        template=page.template,
        values={name: text for name, text in values.items() if text},
        precision=page.published_precision,
        raw_date=page.published_raw,
        words=page.accounting.total,
        lost=page.accounting.lost,
    )


def _values(page: Page) -> dict[str, str]:
    """The slots of which not the text counts, but what was made of it."""
    body = body_text(page.body, captions_aside=False).strip()
    if not body:
        body = " ".join(f"[{element.kind}]" for element in page.body)
    return {
        "date": page.published_raw if page.published_at else "",
        "body": body,
        "view_count": "" if page.view_count is None else str(page.view_count),
        "attachments": " · ".join(attachment.title or attachment.href for attachment in page.attachments),
    }


def _row(template: Template, pages: list[Seen]) -> TemplateRow:
    kinds = Counter(page.kind for page in pages)
    return TemplateRow(
        template.name, template.kind, len(pages), tuple((kind, kinds[kind]) for kind in KINDS if kinds[kind])
    )


def _rows(template: Template, seen: list[Seen]) -> Iterator[SlotRow]:
    pages = [page for page in seen if page.template == template.name]
    for name, slot in template.slots:
        of = [page for page in pages if page.kind != "notice"] if name == "body" else []
        yield _slot_row(template.name, name, of or pages, slot)


def _slot_row(template: str, name: str, pages: list[Seen], slot: Slot) -> SlotRow:
    holding = [page for page in pages if name in page.values]
    samples = _samples(page.values[name] for page in holding) or slot.samples
    without = [page.path for page in pages if name not in page.values]
    return SlotRow(template, name, len(pages), len(holding), samples, tuple(without[:EXAMPLES]))


def _samples(values: Iterable[str]) -> tuple[str, ...]:
    texts = (" ".join(value.split())[:LONGEST_SAMPLE].strip() for value in values)
    return tuple(dict.fromkeys(filter(None, texts)))[:SAMPLES]


def _most(pages: list[Counter[str]]) -> str:
    """Words by which a reader knows a part of a page."""
    said: Counter[str] = Counter()
    for page in pages:
        said.update(page)
    return " · ".join(text[:40].strip() for text, _ in said.most_common(SAMPLES))


def _doubt_data(doubt: Doubt) -> dict[str, Any]:
    plain = {"code": doubt.code, "message": str(doubt.message), "advice": str(doubt.advice)}
    made_of = parts(doubt.message) if isinstance(doubt.message, Message) else {}
    return plain | {"pages": list(doubt.pages)} | ({"parts": made_of} if made_of else {})
