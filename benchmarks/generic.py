"""The generic road beside trafilatura, over pages of many sites: who finds how much of each article.

    python -m benchmarks.generic [FOLDER ...] [--json FILE]

A folder holds pages and ground_truth.jsonl; without any, those below `single` of LEGACY_SAMPLES.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import trafilatura

from benchmarks.scoring import body_agreement, harmonic
from wagtail_district_news.extraction.documents import SourceDocument
from wagtail_district_news.extraction.extract import PageError, Survey, extract_page
from wagtail_district_news.extraction.jsonl import page_data
from wagtail_district_news.extraction.profile_model import Profile

RESULT = Path(__file__).parent / "results" / "generic.json"
NOTHING_LEARNED = Profile("nothing learned")
Road = Callable[[bytes], str]


@dataclass(frozen=True)
class Result:
    """Precision, recall and F1 of the bodies, 0 to 1, and the CPU seconds a page."""

    folder: str
    road: str
    pages: int
    body_p: float
    body_r: float
    body_f1: float
    seconds: float


def ours(content: bytes) -> str:
    document = SourceDocument("page.html", content)
    try:
        page = page_data(extract_page(document, NOTHING_LEARNED, Survey(NOTHING_LEARNED)))
    except PageError:
        return ""
    return "\n".join(filter(None, (page["lead"], page["body_text"])))


ROADS: dict[str, Road] = {
    "ours": ours,
    "trafilatura": lambda content: trafilatura.extract(content) or "",
    "trafilatura, no comments": lambda content: trafilatura.extract(content, include_comments=False) or "",
}


def measure(folder: Path) -> Iterator[Result]:
    """Each road over the articles of one folder."""
    truth = [json.loads(line) for line in (folder / "ground_truth.jsonl").open(encoding="utf-8")]
    articles = [record for record in truth if record.get("body_text") and record["page_type"] == "article"]
    for name, road in ROADS.items():
        begun = time.process_time()
        found = [body_agreement(record["body_text"], road(_content(folder, record))) for record in articles]
        seconds = (time.process_time() - begun) / max(1, len(articles))
        precision, recall = (sum(each) / max(1, len(articles)) for each in zip(*found, strict=True))
        figures = (round(value, 4) for value in (precision, recall, harmonic(precision, recall), seconds))
        yield Result(folder.name, name, len(articles), *figures)


def _content(folder: Path, record: dict[str, Any]) -> bytes:
    raw = (folder / record["file"]).read_bytes()
    return gzip.decompress(raw) if record["file"].endswith(".gz") else raw


def _folders(given: list[Path]) -> list[Path]:
    if given:
        return given
    samples = os.environ.get("LEGACY_SAMPLES", "")
    if not samples:
        sys.exit("Name folders, or set LEGACY_SAMPLES to the folder that holds `single`.")
    return sorted(path.parent for path in Path(samples, "single").glob("*/ground_truth.jsonl"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--json", type=Path, default=RESULT)
    options = parser.parse_args()
    results: list[Result] = []
    print(f"{'folder':<18}{'road':<28}{'pages':>6}{'P':>8}{'R':>8}{'F1':>8}{'s a page':>10}")
    for folder in _folders(options.folders):
        for result in measure(folder):
            results.append(result)
            print(
                f"{result.folder:<18}{result.road:<28}{result.pages:>6}{result.body_p:>8.4f}{result.body_r:>8.4f}"
                f"{result.body_f1:>8.4f}{result.seconds:>10.3f}",
                flush=True,
            )
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps([asdict(result) for result in results], indent=1) + "\n")
    best = {folder: max(r.body_f1 for r in results if r.folder == folder and r.road != "ours") for folder in
            {result.folder for result in results}}  # fmt: skip
    return int(any(r.body_f1 < best[r.folder] for r in results if r.road == "ours"))


if __name__ == "__main__":
    sys.exit(main())
