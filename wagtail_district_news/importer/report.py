"""What an import did, for people and for machines: the summary, and the report as JSON and as a table."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_district_news.extraction.documents import Accounting
from wagtail_district_news.text import printable

from .messages import decimal, number, said
from .models import Status
from .options import Outcome
from .outcomes import NAMED, Named, Outcomes
from .sniff import Refused
from .tables import ending, shortened, table, wrapped

WIDE = 52
KEPT = (Status.NEW, Status.UPDATED, Status.UNCHANGED)
COLUMNS = 100  # of the text report; a path is never broken, so that it can be copied


def _most_lost(outcome: Outcome) -> tuple[int, str]:
    return -outcome.words.lost, outcome.path


@dataclass
class Summary:
    """Everything that is said at the end of a run; filled while it goes."""

    source: str
    portal: Any
    planned: bool = False
    run_id: int | None = None
    outcomes: Outcomes = field(default_factory=Outcomes)
    # of the pages: what was lost (listings are none of them), what an editor changed or deleted, what failed
    losses: Named = field(default_factory=lambda: Named(_most_lost))
    edited: Named = field(default_factory=Named)
    deleted: Named = field(default_factory=Named)
    odd: Named = field(default_factory=Named)
    failures: Named = field(default_factory=Named)
    statuses: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    words: Accounting = field(default_factory=Accounting)
    categories_made: list[str] = field(default_factory=list)
    images: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    media_missing: int = 0
    addresses: int = 0
    visitor_total: int | None = None
    links_resolved: int = 0
    links_removed: int = 0
    files_swept: int = 0
    drafts: int = 0
    unlinked: tuple[
        str, ...
    ] = ()  # documents of the source that no page links; told where every page was read
    words_unread: int = 0  # on skipped pages that no template explains

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        self.outcomes.append(outcome)
        for sort in self._sorts(outcome):
            sort.add(outcome)
        self.statuses[outcome.status] += 1
        self.codes[outcome.code] += 1
        if outcome.status != Status.FAILED and outcome.kind in ("article", "notice"):
            self.kinds[outcome.kind] += 1
        if outcome.status == Status.UNCHANGED or outcome.code == "edited":
            self.media_missing += outcome.media_missing  # noted by the run that wrote it
        if outcome.code == "no-article":
            self.words_unread += outcome.words.total
        if outcome.code in ("listing", "no-article", "duplicate", "undated", "deleted"):
            return  # its words are no article's, or stand on another page, or were taken away on purpose
        self.words = Accounting(
            self.words.kept + outcome.words.kept,
            self.words.furniture + outcome.words.furniture,
            self.words.lost + outcome.words.lost,
        )

    def _sorts(self, outcome: Outcome) -> Iterator[Named]:
        if outcome.has_losses and (outcome.status in KEPT or outcome.code == "edited"):
            yield self.losses
        if outcome.code == "edited":
            yield self.edited
        elif outcome.code == "deleted":
            yield self.deleted
        elif outcome.status == Status.FAILED:
            yield self.failures
        elif (
            outcome.status == Status.SKIPPED and outcome.code != "listing"
        ):  # listings are skipped by the dozen
            yield self.odd

    def note_written(self, written: Any, gathered: Any, categories: Iterable[str]) -> None:
        """Count what a written page brought along."""
        self.categories_made += categories
        if written is None:
            return
        self.addresses += written.addresses
        self.note_media(gathered)

    def note_media(self, gathered: Any) -> None:
        """Count the files of a page."""
        for files, names in ((gathered.images, self.images), (gathered.documents, self.documents)):
            for file in files.values():
                if isinstance(file, Refused):
                    self.media_missing += 1
                else:
                    names.add(file.content_hash)

    @property
    def failed(self) -> int:
        return self.statuses[Status.FAILED]

    @property
    def changed(self) -> int:
        """How many pages were (or would be) written."""
        return self.statuses[Status.NEW] + self.statuses[Status.UPDATED]

    def note_unlinked(self, paths: tuple[str, ...], limit: int | None) -> None:
        """Keep which documents no page links; a run that left pages unread cannot tell."""
        if limit is None and not self.statuses[Status.UNCHANGED] and not self.codes["edited"]:
            self.unlinked = paths

    def counts_json(self) -> dict[str, Any]:
        """Return the numbers of the run, as the ledger and the report keep them."""
        return {
            "outcomes": {str(status): self.statuses[status] for status in Status.values},
            "kinds": dict(self.kinds),
            "reasons": {code: number for code, number in self.codes.items() if code},
            "with_losses": self.losses.count,
            "images": len(self.images),
            "documents": len(self.documents),
            "media_missing": self.media_missing,
            "categories_made": self.categories_made,
            "addresses": self.addresses,
            "visitor_total": self.visitor_total,
            "links_resolved": self.links_resolved,
            "unlinked_documents": len(self.unlinked),
            "words_unread": self.words_unread,
            "words": {"kept": self.words.kept, "furniture": self.words.furniture, "lost": self.words.lost},
        }

    def as_json(self) -> dict[str, Any]:
        """Return the report as JSON-ready values, but for the pages."""
        return {
            "source": self.source,
            "portal": self.portal.name,
            "base_url": self.portal.base_url,
            "profile": self.portal.profile.name,
            "profile_hash": self.portal.versions.profile_hash,
            "converter_version": self.portal.versions.converter_version,
            "run": self.run_id,
            "plan": self.planned,
            "counts": self.counts_json(),
            "unlinked_documents": list(self.unlinked),
        }


def summary_lines(summary: Summary) -> list[str]:
    """Return the summary for a terminal, line by line."""
    lines = [_headline(summary), ""]
    lines += table(_numbers(summary), right=(1,))
    lines += _named(_("Pages with losses"), summary.losses, _loss)
    lines += _named(_("Left alone: an editor changed them since the import"), summary.edited, _where)
    lines += _named(_("Left alone: deleted since the import"), summary.deleted, _where)
    lines += _named(_("Skipped"), summary.odd, _why)
    lines += _named(_("Failed"), summary.failures, _why, whole=True)
    lines += _unlinked(summary.unlinked[:NAMED], len(summary.unlinked))
    notes = [said(issue.message) for issue in summary.portal.survey.issues]
    if notes:
        lines += ["", _("To know about this source:"), *(f"  {note}" for note in notes)]
    return [printable(line) for line in (*lines, "", *_next_steps(summary))]


def _headline(summary: Summary) -> str:
    if summary.planned:
        return _("Plan: nothing was written.")
    if summary.failed and not summary.changed:
        return _("No page was written; %(number)s failed.") % {"number": number(summary.failed)}
    if not summary.changed and not summary.statuses["unchanged"]:
        return _("No page was written.")
    if not summary.changed:
        return _("Nothing changed: every page stands as it was imported.")
    return ngettext("%(number)s page written.", "%(number)s pages written.", summary.changed) % {
        "number": number(summary.changed)
    }


def _numbers(summary: Summary) -> list[tuple[str, str, str]]:
    total = summary.words.total
    rows = [(str(label), number(summary.statuses[status]), "") for status, label in Status.choices]
    rows += [
        (_("articles"), number(summary.kinds["article"]), ""),
        (_("notices"), number(summary.kinds["notice"]), ""),
        (_("listings skipped"), number(summary.codes["listing"]), ""),
        (_("pictures"), number(len(summary.images)), ""),
        (_("documents"), number(len(summary.documents)), _missing(summary.media_missing)),
        (
            _("categories made"),
            number(len(summary.categories_made)),
            shortened(", ".join(summary.categories_made), WIDE),
        ),
        (_("old addresses"), number(summary.addresses), ""),
        (_("visitors of the old portal"), _or_none(summary.visitor_total), ""),
        (_("words kept"), number(summary.words.kept), share(summary.words.kept, total)),
        (_("words of furniture"), number(summary.words.furniture), share(summary.words.furniture, total)),
        (_("words lost"), number(summary.words.lost), share(summary.words.lost, total)),
    ]
    if summary.words_unread:
        rows.append((_("words on pages that are no article"), number(summary.words_unread), _("see Skipped")))
    return rows


def _missing(count: int) -> str:
    return _("%(number)s pictures and documents not here") % {"number": number(count)} if count else ""


def _or_none(value: int | None) -> str:
    return _("not shown") if value is None else number(value)


def _named(title: str, named: Named, say: Any, whole: bool = False) -> list[str]:
    """Return a line for each outcome, or a paragraph with nothing left out."""
    if not named.count:
        return []
    lines = ["", f"{title} ({number(named.count)}):"]
    if whole:
        for each in named.first:
            lines += [f"  {each.path}", *wrapped(say(each), COLUMNS, indent="    ")]
    else:
        names = [shortened(each.title, 44) if each.title else ending(each.path, 44) for each in named.first]
        lines += table(
            [(name, shortened(say(each), WIDE)) for name, each in zip(names, named.first, strict=True)]
        )
    return lines + _and_more(named.count)


def _unlinked(paths: tuple[str, ...], count: int) -> list[str]:
    if not count:
        return []
    title = _("Documents of the source that no imported page links")
    lines = ["", f"{title} ({number(count)}):", *(f"  {ending(path, COLUMNS - 2)}" for path in paths)]
    return lines + _and_more(count)


def _and_more(count: int) -> list[str]:
    if count <= NAMED:
        return []
    return [
        "  " + _("… and %(number)s more; --report FILE names them all") % {"number": number(count - NAMED)}
    ]


def _loss(outcome: Outcome) -> str:
    parts = []
    if outcome.words.lost:
        parts.append(
            ngettext("%(number)s word", "%(number)s words", outcome.words.lost)
            % {"number": number(outcome.words.lost)}
        )
    told = "words-lost" if parts else ""  # the number says it
    counted = Counter(said(issue.message) for issue in outcome.losses if issue.code != told)
    parts += [f"{message} ({number(count)}x)" if count > 1 else message for message, count in counted.items()]
    return "; ".join(parts)


def _where(outcome: Outcome) -> str:
    return outcome.page_url or outcome.path


def _why(outcome: Outcome) -> str:
    return said(outcome.reason)


def _next_steps(summary: Summary) -> list[str]:
    if summary.planned:
        return [_("Run the same command without --dry-run to import.")]
    steps = []
    if summary.failed:
        steps.append(
            _("Look at the failed pages, then run the same command again: only they are tried again.")
        )
    if summary.losses.count:
        steps.append(_("Look at the pages with losses; --report FILE lists every one."))
    if any(issue.code == "suspicious-date" for issue in summary.portal.survey.issues):
        steps.append(
            _("If the date that so many pages share is wrong, import with --suspicious-dates undated.")
        )
    if summary.codes["edited"]:
        steps.append(
            _("Pages that an editor changed were left alone; their old text is still in the source.")
        )
    if summary.drafts:
        steps.append(
            ngettext(
                "%(number)s imported page is a draft, and no import publishes what stands: publish it in the admin, "
                "in the pages of its category.",
                "%(number)s imported pages are drafts, and no import publishes what stands: tick them in the pages of "
                "their category in the admin, and choose “Publish”.",
                summary.drafts,
            )
            % {"number": number(summary.drafts)}
        )
    if not steps and summary.changed:
        steps.append(_("Run the same command again at any time: it changes nothing that stands."))
    return steps


def write_report(path: Path, summary: Summary) -> tuple[Path, Path]:
    """Write the report as `<name>.json` and as a table, `<name>.txt`; return both. May raise OSError."""
    stem = report_stem(path)
    as_json, as_text = stem.with_name(f"{stem.name}.json"), stem.with_name(f"{stem.name}.txt")
    with as_json.open("w", encoding="utf-8") as file:
        file.writelines(_json_parts(summary))
    with as_text.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in (*summary_lines(summary), ""))
        file.writelines(f"{line}\n" for line in report_lines(summary))
    return as_json, as_text


def _json_parts(summary: Summary) -> Iterator[str]:
    """Yield one JSON document a page at a time: all of them at once may not fit into memory."""
    yield _json(summary.as_json()).removesuffix("\n}")
    yield ',\n "pages": ['
    for number_, outcome in enumerate(summary.outcomes):
        yield ",\n  " if number_ else "\n  "
        yield _json(outcome.as_json()).replace("\n", "\n  ")
    yield "\n ]\n}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, default=str)


def report_stem(path: Path) -> Path:
    """Return a report's path without the ending that each of its files has."""
    return path.with_suffix("") if path.suffix.lower() in (".json", ".txt") else path


def report_lines(summary: Summary) -> Iterator[str]:
    """Yield a paragraph a document, with every reason and every loss, for a screen of COLUMNS columns."""
    for number_, outcome in enumerate(summary.outcomes):
        if number_:
            yield ""
        yield from map(printable, _paragraph(outcome))


def _paragraph(outcome: Outcome) -> list[str]:
    head = " · ".join(filter(None, (str(Status(outcome.status).label), outcome.kind)))
    words = _("words: %(kept)s kept, %(furniture)s furniture, %(lost)s lost") % {
        name: number(getattr(outcome.words, name)) for name in ("kept", "furniture", "lost")
    }
    remarks = [said(outcome.reason)] if outcome.reason else []
    remarks += [_remark(issue) for issue in outcome.issues]
    return [
        outcome.path,
        f"  {head} · {words}",
        *wrapped(outcome.title, COLUMNS, indent="  "),
        *(line for remark in remarks for line in wrapped(remark, COLUMNS, indent="  - ")),
    ]


def _remark(issue: Any) -> str:
    return f"{said(issue.message)} [{issue.detail}]" if issue.detail else said(issue.message)


def share(part: int, total: int) -> str:
    """Return a percentage that never rounds a loss away."""
    if not total:
        return ""
    percent = 100 * part / total
    if part and percent < 0.01:
        return decimal("< 0.01 %")
    if part < total and percent > 99.99:
        return decimal("> 99.99 %")
    return decimal(f"{percent:.2f} %")
