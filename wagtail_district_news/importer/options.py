"""What a caller may ask of an import, and what it gets back for every page: plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from django.utils.translation import gettext_noop as _

from wagtail_district_news.extraction.documents import Accounting, Issue

from .messages import from_parts, parts, say

Undated = Literal["import", "draft", "skip"]
SuspiciousDates = Literal["keep", "undated"]

LOST_WORDS = 200  # how many of them an outcome names
LONGEST_WORD, LONGEST_TITLE, LONGEST_DETAIL = 200, 1_000, 500  # characters
FEW = 100  # issues of one code that an outcome names


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

    def __post_init__(self) -> None:
        """Keep it small, whatever the page: a run holds its outcomes to the end."""
        words = tuple(word[:LONGEST_WORD] for word in self.words.lost_words[:LOST_WORDS])
        small = {
            "title": self.title[:LONGEST_TITLE],
            "issues": few_of_each(self.issues),
            "words": replace(self.words, lost_words=words),
        }
        for name, value in small.items():
            object.__setattr__(self, name, value)

    @property
    def losses(self) -> tuple[Issue, ...]:
        return tuple(issue for issue in self.issues if issue.loss)

    @property
    def media_missing(self) -> int:
        """How many pictures and documents of the old page were not taken over."""
        return len({(i.code, i.detail) for i in self.losses if i.code.startswith(("image-", "document-"))})

    @property
    def has_losses(self) -> bool:
        return bool(self.words.lost) or any(issue.loss for issue in self.issues)

    def as_json(self) -> dict[str, Any]:
        """Return the outcome as JSON-ready values."""
        plain = {name: getattr(self, name) for name in self.__dataclass_fields__}
        plain["reason"], plain["issues"] = str(self.reason), issues_json(self.issues)
        if made_of := parts(self.reason):
            plain["reason_parts"] = made_of
        plain["words"] = {
            "kept": self.words.kept,
            "furniture": self.words.furniture,
            "lost": self.words.lost,
            "lost_words": list(self.words.lost_words),
        }
        return plain

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Outcome:
        """Return the outcome that `as_json` took apart."""
        words = plain["words"]
        return cls(
            **{name: plain[name] for name in ("status", "path", "title", "kind", "address", "code")},
            reason=from_parts(plain["reason"], plain.get("reason_parts")),
            page_id=plain["page_id"],
            page_url=plain["page_url"],
            issues=issues_from_json(plain["issues"]),
            words=Accounting(**{**words, "lost_words": tuple(words["lost_words"])}),
        )


def few_of_each(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Return the issues, of one code no more than FEW, and then one that says how many there are besides."""
    kept: list[Issue] = []
    seen: Counter[str] = Counter()
    lossy = set()
    for issue in issues:
        seen[issue.code] += 1
        if issue.loss:
            lossy.add(issue.code)
        if seen[issue.code] <= FEW:
            long = len(issue.detail) > LONGEST_DETAIL
            kept.append(replace(issue, detail=issue.detail[:LONGEST_DETAIL]) if long else issue)
    for code, count in seen.items():
        if count > FEW:
            more = say(_("and %(number)s more of this kind"), number=count - FEW)
            kept.append(Issue(code, more, code in lossy))
    return tuple(kept)


def issues_json(issues: Iterable[Issue]) -> list[dict[str, Any]]:
    """Return issues as the ledger and the report store them."""
    return [issue.as_data() for issue in issues]


def issues_from_json(rows: Iterable[dict[str, Any]]) -> tuple[Issue, ...]:
    """Return the issues that `issues_json` wrote."""
    return tuple(map(Issue.from_data, rows))
