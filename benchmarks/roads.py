"""One road through one site, timed in a process that does nothing else: what the speed bench starts for each.

    python -m benchmarks.roads ROAD FOLDER LEARNED

FOLDER is the mirror, LEARNED a file with its profile and survey, pickled. Prints how many pages were read and the
CPU seconds that it took, as JSON. What is loaded once a process, and is nobody's reading, is loaded before.
"""

from __future__ import annotations

import io
import json
import pickle
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from wagtail_district_news.extraction import jsonl
from wagtail_district_news.extraction.dates import parse_date
from wagtail_district_news.extraction.decode import decode
from wagtail_district_news.extraction.documents import SourceDocument
from wagtail_district_news.extraction.extract import PageError, Survey, extract_page, survey
from wagtail_district_news.extraction.jsonl import page_data
from wagtail_district_news.extraction.profile import Profile
from wagtail_district_news.extraction.sources import open_source

from .portals.press import write


@dataclass
class Task:
    """A mirror and what was learned of it; its pages as bytes and as text, for the roads that begin there."""

    folder: Path
    learned: bytes
    output: Path = field(default=Path("pages.jsonl"))

    @cached_property
    def documents(self) -> list[SourceDocument]:
        with open_source(self.folder) as source:
            return list(source.documents())

    @cached_property
    def texts(self) -> list[str]:
        return [decode(document).text for document in self.documents]


def by_extract(task: Task) -> int:
    """The whole command but for learning: the files are found and read, surveyed, written as JSON lines."""
    profile, _ = pickle.loads(task.learned)
    with open_source(task.folder) as source:
        jsonl.write(source, profile, "", task.output, io.StringIO())
    with task.output.open(encoding="utf-8") as lines:
        return sum(len(line) > 2 for line in lines)


def by_pages(task: Task) -> int:
    """Page by page from bytes in memory, where the site is surveyed: no files, no sweep."""
    profile, known = pickle.loads(task.learned)
    lines = 0
    for document in task.documents:
        try:
            data = page_data(extract_page(document, profile, known))
        except PageError:
            continue
        lines += len(json.dumps(data, ensure_ascii=False)) > 2 and data["file"] == document.path
    return lines


def by_trafilatura(task: Task) -> int:
    from trafilatura import extract

    for text in task.texts:
        extract(text)
    return len(task.texts)


def by_beautifulsoup(task: Task) -> int:
    from bs4 import BeautifulSoup

    return sum(BeautifulSoup(text, "html.parser") is not None for text in task.texts)


ROADS: Mapping[str, Callable[[Task], int]] = {
    "extract": by_extract,
    "pages": by_pages,
    "trafilatura": by_trafilatura,
    "beautifulsoup": by_beautifulsoup,
}
# What each begins with: made ready before the clock starts.
_READY: Mapping[str, Callable[[Task], object]] = {
    "extract": lambda task: None,
    "pages": lambda task: task.documents,
    "trafilatura": lambda task: task.texts,
    "beautifulsoup": lambda task: task.texts,
}


def kept(profile: Profile, known: Survey) -> bytes:
    """A profile and a survey as they are handed on; the source's own way to name addresses cannot be."""
    known.addresses.by_folder = _no_folder
    return pickle.dumps((profile, known))


def _no_folder(path: str) -> str:
    return ""


def timed(road: str, task: Task) -> tuple[int, float]:
    """How many pages a road reads, and the CPU seconds that it takes."""
    _READY[road](task)
    started = time.process_time()
    read = ROADS[road](task)
    return read, time.process_time() - started


def warm_up(road: str, room: Path) -> None:
    """Imports, stop words and names of months are loaded once a process."""
    write("wordpress", room)
    folder = room / "wordpress" / "pages"
    nothing = Profile("nothing learned")
    with open_source(folder) as source:
        known = survey(source, nothing)
    task = Task(folder, kept(nothing, known), room / "warm.jsonl")
    task.documents = task.documents[:2]
    ROADS[road](task)
    parse_date("31 Nomonth 2019", zone="UTC")


def main(arguments: Sequence[str] | None = None) -> int:
    road, folder, learned = sys.argv[1:] if arguments is None else arguments
    with TemporaryDirectory() as room:
        warm_up(road, Path(room))
        task = Task(Path(folder), Path(learned).read_bytes(), Path(room) / "pages.jsonl")
        print(json.dumps(timed(road, task)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
