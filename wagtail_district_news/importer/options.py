"""What a caller may ask of an import, and what it gets back for every page: plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from wagtail_district_news.extraction.documents import Accounting, Issue

from .messages import parts

Undated = Literal["import", "draft", "skip"]
SuspiciousDates = Literal["keep", "undated"]




class ImportSetupError(Exception):
    """The import cannot start. The message is in plain words and says what to do."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import. `profile` is a Profile or None (the built-in ones are tried); `owner` a user or None.

    `undated` says what becomes of a page without a readable date: `import` publishes it, dated like the
    oldest page of the portal so that it never shows as news; `draft` leaves it unpublished; `skip` leaves it
    out. `recreate` makes pages again that were deleted since they were imported.
    """

    profile: Any = None
    base_url: str = ""
    draft: bool = False
    owner: Any = None
    limit: int | None = None
    fail_fast: bool = False
    collection: str = "Legacy import"
    default_category: str = ""
    undated: Undated = "import"
    suspicious_dates: SuspiciousDates = "keep"
    recreate: bool = False
    portal: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the options that describe a run, without objects."""
        plain = {
            name: getattr(self, name)
            for name in self.__dataclass_fields__
            if name not in ("profile", "owner")
        }
        plain["owner"] = self.owner.get_username() if self.owner else ""
        return plain


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one document ended: `status` is new, updated, unchanged, skipped or failed.

    `reason` says in plain words why nothing was written (skipped, failed): a Message. `words` are the visible words of
    the old page, after the losses of writing have been added to those of reading.
    """

    status: str
    path: str
    title: str = ""
    kind: str = ""
    address: str = ""
    reason: str = ""
    code: str = ""  # why, for machines: listing, edited, deleted, duplicate, undated, unreadable ...
    page_id: int | None = None
    page_url: str = ""
    issues: tuple[Issue, ...] = ()
    words: Accounting = field(default_factory=Accounting)

    @property
    def losses(self) -> tuple[Issue, ...]:
        return tuple(issue for issue in self.issues if issue.loss)

    @property
    def has_losses(self) -> bool:
        return bool(self.words.lost) or any(issue.loss for issue in self.issues)

    def as_json(self) -> dict[str, Any]:
        """Return the outcome as JSON-ready values."""
        plain = asdict(self)
        plain["reason"], plain["issues"] = str(self.reason), issues_json(self.issues)
        if made_of := parts(self.reason):
            plain["reason_parts"] = made_of
        plain["words"] = {
            "kept": self.words.kept,
            "furniture": self.words.furniture,
            "lost": self.words.lost,
            "lost_words": list(self.words.lost_words[:200]),
        }
        return plain


def issues_json(issues: Iterable[Issue]) -> list[dict[str, Any]]:
    """Return issues as the ledger and the report store them."""
    return [issue.as_data() for issue in issues]


def issues_from_json(rows: Iterable[dict[str, Any]]) -> tuple[Issue, ...]:
    """Return the issues that `issues_json` wrote."""
    return tuple(map(Issue.from_data, rows))
