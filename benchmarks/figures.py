"""The table of figures in docs/figures.md: each site of LEGACY_SAMPLES learned from its own pages, and scored.

    python -m benchmarks.figures [--samples FOLDER] [--site NAME ...] [--write]

Prints Markdown; with --write it takes the place of the table in docs/figures.md. Nothing of the pages is in it.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import mean
from typing import Any

from .answers import read_site
from .mutations.site import Row, Site, load_sample
from .scoring import score

DOCS = Path(__file__).parents[1] / "docs" / "figures.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
COLUMNS = {
    "pages": "pages",
    "body P": "body_p",
    "body R": "body_r",
    "body F1": "body_f1",
    "worst decile": "body_p10",
    "title": "title",
    "date": "date",
    "wrong dates": "date_wrong",
    "category": "category",
    "kind": "kind",
    "images R": "images",
    "images P": "images_p",
    "files R": "attachments",
    "files P": "attachments_p",
    "chrome": "chrome",
    "lost words": "lost",
    "seconds": "seconds",
}
# What portals write around an article, and never in it; folded.
_CHROME = (
    "số lượt người xem", "tin mới hơn", "tin đã đưa", "xem theo ngày", "số lượt truy cập", "văn bản mới", "lượt truy cập",
)  # fmt: skip
_WORD = re.compile(r"\w+")
Figures = Mapping[str, float | None]


def figures_of(site: Site) -> dict[str, float | None]:
    """All figures of one site, by their keys in COLUMNS; shares from 0 to 1, CPU seconds of learning and reading."""
    with tempfile.TemporaryDirectory(prefix="figures-") as folder:
        site.write(Path(folder))
        started = time.process_time()
        answers = list(read_site(Path(folder)))
        seconds = round(time.process_time() - started, 1)
    rows = list(site.truth.values())
    judged = list(_bodies(rows, answers))
    return asdict(score(rows, answers)) | {
        "chrome": _share([leaks(body, answer) for body, answer in judged]),
        "lost": lost_share(judged),
        "seconds": seconds,
    }


def leaks(body: str, answer: Mapping[str, Any]) -> bool:
    """Whether an answer's body holds words of a portal's chrome that the true body has not."""
    given, true = _plain(_body_of(answer)), _plain(body)
    return any(words in given and words not in true for words in _CHROME)


def lost_share(judged: Iterable[tuple[str, Mapping[str, Any]]]) -> float | None:
    """The share of the words of true bodies that no slot of the answers holds."""
    wanted = missing = 0
    for body, answer in judged:
        words = Counter(_WORD.findall(_plain(body)))
        wanted += words.total()
        missing += (words - Counter(_WORD.findall(_plain(_all_of(answer))))).total()
    return missing / wanted if wanted else None


def table(found: Mapping[str, Figures]) -> Iterator[str]:
    """The figures as lines of a Markdown table, the mean last."""
    yield f"| site | {' | '.join(COLUMNS)} |"
    yield f"| --- |{' ---: |' * len(COLUMNS)}"
    for name, figures in found.items():
        yield f"| {name} | {' | '.join(_cell(key, figures[key]) for key in COLUMNS.values())} |"
    means = {key: _share([figures[key] for figures in found.values()]) for key in COLUMNS.values()}
    means["pages"] = sum(figures["pages"] or 0 for figures in found.values())
    yield f"| **all** | {' | '.join(_cell(key, means[key]) for key in COLUMNS.values())} |"


def replaced(text: str, lines: Iterable[str]) -> str:
    """A document with other lines between its marks. Raises ValueError where it has no marks."""
    begin, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    return f"{text[:begin]}\n" + "\n".join(lines) + f"\n{text[end:]}"


def _bodies(
    rows: Iterable[Row], answers: Iterable[Mapping[str, Any]]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The true body of each article that is to be judged, and what was answered."""
    given = {str(answer["file"]): answer for answer in answers}
    for row in rows:
        if row["page_type"] == "article" and row.get("body_text") and not row.get("gt_suspect"):
            yield row["body_text"], given.get(row["source_path"], {})


def _body_of(answer: Mapping[str, Any]) -> str:
    return "\n".join(filter(None, (answer.get("lead"), answer.get("body_text"))))


def _all_of(answer: Mapping[str, Any]) -> str:
    named = ("title", "lead", "body_text", "byline", "source", "category", "published_raw")
    shown = [image.get(key) for image in answer.get("images") or () for key in ("caption", "credit")]
    return "\n".join(str(text) for text in (*(answer.get(name) for name in named), *shown) if text)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split()).lower()


def _share(values: Sequence[float | bool | None]) -> float | None:
    known = [float(value) for value in values if value is not None]
    return mean(known) if known else None


def _cell(key: str, value: float | None) -> str:
    if value is None:
        return "–"
    if key == "pages":
        return f"{value:.0f}"
    return f"{value:.1f}" if key == "seconds" else f"{value:.4f}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; gives the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.figures", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument(
        "--samples", type=Path, default=os.environ.get("LEGACY_SAMPLES"), help="folder of sites"
    )
    parser.add_argument("--site", nargs="+", default=[], metavar="NAME")
    parser.add_argument("--write", action="store_true", help=f"into {DOCS.name}, too")
    options = parser.parse_args(arguments)
    folders = sorted(truth.parent for truth in Path(options.samples or ".").glob("*/ground_truth.jsonl"))
    chosen = [folder for folder in folders if not options.site or folder.name in options.site]
    if not options.samples or not chosen:
        print("No site: name a folder of them by --samples or LEGACY_SAMPLES.", file=sys.stderr)
        return 2
    lines = list(table({folder.name: figures_of(load_sample(folder)) for folder in chosen}))
    print("\n".join(lines))
    if options.write:
        DOCS.write_text(replaced(DOCS.read_text("utf-8"), lines), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
