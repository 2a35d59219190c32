"""What a run over a source came to, page by page and in all; and its summary."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from .accounting import SORTS
from .documents import KINDS, Accounting, Kind
from .messages import decimal, number, render, say, tell
from .verify import Difference

SHOWN = 10
MOST_NAMED = 1_000  # of what is lost as a whole


@dataclass(slots=True)
class Totals:
    """What a run came to."""

    pages: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    issues: Counter[str] = field(default_factory=Counter)
    failed: list[tuple[str, str]] = field(default_factory=list)
    losing: list[tuple[int, str]] = field(default_factory=list)
    lost_elsewhere: int = 0  # words, on pages that are no article
    empty: list[str] = field(default_factory=list)
    verified: int = 0
    unverified: int = 0  # under a font that gives its signs another meaning
    differing: list[tuple[str, Difference]] = field(default_factory=list)


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


def count(totals: Totals, outcome: Outcome) -> None:
    """Add one outcome."""
    if outcome.empty:
        totals.empty.append(outcome.path)
    elif not outcome.line:
        totals.failed.append((outcome.path, outcome.failed))
    else:
        totals.kinds[outcome.kind] += 1
        for name in ("kept", "furniture", "lost"):
            totals.words[name] += getattr(outcome.accounting, name)
        totals.issues.update(outcome.issues)
        if outcome.kind not in ("article", "notice"):
            totals.lost_elsewhere += outcome.accounting.lost
        elif outcome.accounting.lost:
            totals.losing.append((outcome.accounting.lost, outcome.path))
    totals.unverified += outcome.unverified
    if outcome.differs is not None:
        totals.verified += 1
        if outcome.differs:
            totals.differing.append((outcome.path, outcome.differs))


def summary(totals: Totals, base_url: str, visitors: int | None, notes: list[str]) -> list[str]:
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
    if totals.lost_elsewhere:  # SORTS ends with what is lost
        lines.append(_row(totals.lost_elsewhere, "    " + tell("of these on pages that are no article")))
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
        lines += _left_out(len(worst) - SHOWN)
    if totals.empty:
        lines += ["", tell("empty, since the mirror never received them; fetch them again:")]
        lines += [f"  {path}" for path in totals.empty[:MOST_NAMED]]
        lines += _left_out(len(totals.empty) - MOST_NAMED)
    if totals.failed:
        lines += ["", tell("failed:")]
        lines += [f"  {path}: {render(reason)}" for path, reason in totals.failed[:MOST_NAMED]]
        lines += _left_out(len(totals.failed) - MOST_NAMED)
    return lines


def _left_out(count: int) -> list[str]:
    """The line that says how many are not named; none where all are."""
    return [tell("  ... and %(count)s more", count=count)] if count > 0 else []


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
    return lines + _left_out(len(totals.differing) - SHOWN)


def _some(counted: Counter[str]) -> str:
    shown = [f"{word} ({count})" if count > 1 else word for word, count in counted.most_common(SHOWN)]
    return " ".join(shown) + (" ..." if len(counted) > SHOWN else "")


def _row(count: int, what: str) -> str:
    return f"{number(count):>9} {what}"
