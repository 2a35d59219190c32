"""How far answers agree with the truth about the pages of a site."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

SHINGLE = 4
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\ufeff"))
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Figures:
    """Shares from 0 to 1; None where no page has such a truth."""

    pages: int
    articles: int
    missing: int
    body_p: float
    body_r: float
    body_f1: float
    body_p10: float | None
    title: float | None
    date: float | None
    date_wrong: float | None
    category: float | None
    kind: float | None
    images: float | None
    images_p: float | None
    attachments: float | None
    attachments_p: float | None


@dataclass
class _Tally:
    """Hits and misses by figure, and the bodies' precision and recall by page."""

    hits: dict[str, list[bool]] = field(default_factory=dict)
    bodies: list[tuple[float, float]] = field(default_factory=list)

    def add(self, figure: str, *hits: bool) -> None:
        self.hits.setdefault(figure, []).extend(hits)

    def share(self, figure: str) -> float | None:
        hits = self.hits.get(figure)
        return round(sum(hits) / len(hits), 4) if hits else None


def score(truth: Iterable[Mapping[str, Any]], answers: Iterable[Mapping[str, Any]]) -> Figures:
    """The figures over the pages of the truth; a page without an answer counts as an empty one."""
    given = {str(answer["file"]).removeprefix("./"): answer for answer in answers}
    known = [record for record in truth if not record.get("gt_suspect")]
    tally = _Tally()
    for record in known:
        _judge(record, given.get(record["source_path"], {}), tally)
    missing = sum(record["source_path"] not in given for record in known)
    return _figures(tally, len(known), missing)


def body_f1(truth: str, answer: str) -> float:
    """F1 of one page's body over its word shingles."""
    return harmonic(*body_agreement(truth, answer))


def body_agreement(truth: str, answer: str) -> tuple[float, float]:
    """Precision and recall of the answer's multiset of word shingles."""
    wanted, got = _shingles(truth), _shingles(answer)
    shared = (wanted & got).total()
    return shared / max(got.total(), 1), shared / max(wanted.total(), 1)


def harmonic(precision: float, recall: float) -> float:
    total = precision + recall
    return 2 * precision * recall / total if total else 0.0


def _figures(tally: _Tally, pages: int, missing: int) -> Figures:
    count = len(tally.bodies)
    precision = sum(p for p, _ in tally.bodies) / count if count else 0.0
    recall = sum(r for _, r in tally.bodies) / count if count else 0.0
    ranked = sorted(harmonic(p, r) for p, r in tally.bodies)
    return Figures(
        pages=pages,
        articles=count,
        missing=missing,
        body_p=round(precision, 4),
        body_r=round(recall, 4),
        body_f1=round(harmonic(precision, recall), 4),
        body_p10=round(ranked[count // 10], 4) if count else None,
        title=tally.share("title"),
        date=tally.share("date"),
        date_wrong=tally.share("date_wrong"),
        category=tally.share("category"),
        kind=tally.share("kind"),
        images=tally.share("images"),
        images_p=tally.share("images_p"),
        attachments=tally.share("attachments"),
        attachments_p=tally.share("attachments_p"),
    )


def _judge(record: Mapping[str, Any], answer: Mapping[str, Any], tally: _Tally) -> None:
    tally.add("kind", answer.get("kind") == record["page_type"])
    if record["page_type"] == "listing":
        return
    for name in ("title", "category"):
        if wanted := _folded(record.get(name)):
            tally.add(name, wanted == _folded(answer.get(name)))
    _judge_date(record.get("published"), answer.get("published_at") or "", tally)
    wanted_files = _names(record.get("attachments"))
    _judge_files("attachments", wanted_files, _names(answer.get("attachments")), tally)
    if record["page_type"] == "article" and record.get("body_text"):
        _judge_body(record, answer, tally)


def _judge_date(wanted: object, given: str, tally: _Tally) -> None:
    if isinstance(wanted, str):
        right = given.startswith(wanted)
        tally.add("date", right)
        tally.add("date_wrong", bool(given) and not right)


def _judge_body(record: Mapping[str, Any], answer: Mapping[str, Any], tally: _Tally) -> None:
    body = "\n".join(filter(None, (answer.get("lead"), answer.get("body_text"))))
    tally.bodies.append(body_agreement(record["body_text"], body))
    wanted, shown = record.get("images") or [], answer.get("images") or []
    named, true = _names(shown), _names(wanted)
    tally.add("images", *(name in named for image in wanted for name in _names([image])))
    plain = [image for image in shown if isinstance(image, str) or not image.get("decorative")]
    if wanted:
        tally.add("images_p", *(name in true for name in _names(plain)))


def _judge_files(figure: str, wanted: set[str], given: set[str], tally: _Tally) -> None:
    tally.add(figure, *(name in given for name in wanted))
    if wanted:
        tally.add(figure + "_p", *(name in wanted for name in given))


def _names(values: Iterable[Any] | None) -> set[str]:
    """The file names of addresses, or of images that carry one as `src`."""
    return {_name(value if isinstance(value, str) else value["src"]) for value in values or ()}


def _name(address: str) -> str:
    if address.startswith("data:"):
        return address[:120]
    path = unquote(address.partition("?")[0]).rstrip("/")
    return unicodedata.normalize("NFC", path.rpartition("/")[2]).strip().lower()


def _folded(text: str | None) -> str:
    plain = (text or "").replace("\xa0", " ").translate(_INVISIBLE)
    return " ".join(unicodedata.normalize("NFC", plain).split())


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(_folded(text))
    if not words:
        return Counter()
    return Counter(tuple(words[at : at + SHINGLE]) for at in range(max(len(words) - SHINGLE, 0) + 1))
