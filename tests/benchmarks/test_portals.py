"""The sample portals say what their truth says: held against an independent parse of their bytes."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime
from functools import cache
from html.parser import HTMLParser

import pytest

from benchmarks.portals.press import NAMES, pages, write
from benchmarks.portals.values import Page

_INLINE = {"a", "b", "i", "em", "strong", "span", "font", "small", "o:p", "u", "big", "st1:place"}
_SILENT = {"script", "style", "title", "head"}
_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)
_PYTHON_CHARSETS = {"windows-874": "cp874"}
_WESTERN = "cp1252"  # what a browser takes where nothing is declared
_ARABIC = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


class _Visible(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.sources: set[str] = set()
        self.targets: set[str] = set()
        self._silent = 0

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.sources.add(found.get("src") or "")
        self.targets.add(found.get("href") or "")
        if tag in _SILENT:
            self._silent += 1
        if tag not in _INLINE:
            self.parts.append("\n")

    def handle_endtag(self, tag):
        if tag in _SILENT:
            self._silent -= 1
        if tag not in _INLINE:
            self.parts.append("\n")

    def handle_data(self, data):
        if not self._silent:
            self.parts.append(data)


@cache
def rendered(name: str) -> list[Page]:
    return pages(name)


@cache
def seen(name: str) -> list[tuple[Page, str, _Visible]]:
    """Each page, its visible text with white space folded, and the parser that saw it."""
    found = []
    for page in rendered(name):
        parser = _Visible()
        parser.feed(decoded(page))
        parser.close()
        found.append((page, " ".join("".join(parser.parts).split()), parser))
    return found


def decoded(page: Page) -> str:
    """The text by the charset that the page itself declares; strict."""
    declared = _CHARSET.search(page.content)
    name = declared[1].decode().lower() if declared else _WESTERN
    return page.content.decode(_PYTHON_CHARSETS.get(name, name))


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def test_there_are_enough_portals_and_languages():
    assert len(NAMES) >= 14 and len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_the_body_is_on_the_page(name):
    for page, text, _ in seen(name):
        missing = words(page.truth.body_text) - words(text)
        assert not missing, (page.path, missing)


@pytest.mark.parametrize("name", NAMES)
def test_lines_of_the_body_stand_in_their_order(name):
    for page, text, _ in seen(name):
        at = 0
        for line in page.truth.body_text.splitlines():
            for cell in line.split("\t"):
                found = text.find(" ".join(cell.split()), at)
                assert found >= 0, (page.path, cell)
                at = found + len(" ".join(cell.split()))


@pytest.mark.parametrize("name", NAMES)
def test_title_category_and_date_are_on_the_page(name):
    for page, text, _ in seen(name):
        for value in (page.truth.title, page.truth.category):
            assert not value or " ".join(value.split()) in text, (page.path, value)
        if page.truth.published:
            moment = datetime.fromisoformat(page.truth.published)
            numbers = set(map(int, re.findall(r"\d+", text.translate(_ARABIC))))
            years = {moment.year, moment.year % 100, moment.year + 543}
            assert years & numbers and moment.day in numbers | ordinals(text), page.path
            if "T" in page.truth.published:
                assert {moment.hour, moment.hour % 12 or 12} & numbers and moment.minute in numbers, page.path


def ordinals(text: str) -> set[int]:
    return {int(day) for day in re.findall(r"(\d+)(?:st|nd|rd|th)\b", text)}


@pytest.mark.parametrize("name", NAMES)
def test_images_and_attachments_are_referred_to(name):
    for page, _, parser in seen(name):
        assert set(page.truth.images) <= parser.sources, page.path
        assert set(page.truth.attachments) <= parser.targets, page.path


@pytest.mark.parametrize("name", NAMES)
def test_files_are_unique_and_kinds_are_told_apart(name):
    paths = [page.path for page in rendered(name)]
    assert len(set(map(str.lower, paths))) == len(paths)
    assert all(path.endswith(".html") and len(path.encode()) < 240 for path in paths)
    kinds = Counter(page.truth.page_type for page in rendered(name))
    assert set(kinds) <= {"article", "notice", "listing", "other"}
    assert 40 <= kinds["article"] + kinds["notice"] <= 85
    assert kinds["listing"] >= 4 and kinds["other"] >= 1


@pytest.mark.parametrize("name", NAMES)
def test_an_article_is_longer_than_a_notice(name):
    for page in rendered(name):
        if page.truth.page_type == "article":
            assert len(page.truth.body_text) >= 120, page.path
        if page.truth.page_type == "notice":
            assert page.truth.attachments and len(page.truth.body_text) < 120, page.path


def test_the_gazette_is_of_notices_and_the_village_without_dates():
    kinds = Counter(page.truth.page_type for page in rendered("bulletin"))
    assert kinds["notice"] > 4 * kinds["article"] > 0
    assert not any(page.truth.published for page in rendered("undated"))
    assert all(any(p.truth.published for p in rendered(name)) for name in NAMES if name != "undated")


@pytest.mark.parametrize("name", NAMES)
def test_titles_are_mostly_unique(name):
    titles = [page.truth.title for page in rendered(name) if "print&" not in page.path]
    shown = [title for title in titles if title]
    assert len(set(shown)) == len(shown)


def test_the_same_seed_gives_the_same_pages(tmp_path):
    assert pages("fontage", 3) == pages("fontage", 3) != pages("fontage", 4)
    assert write("fontage", tmp_path, 3) == len(pages("fontage", 3))
    site = tmp_path / "fontage"
    records = [json.loads(line) for line in (site / "ground_truth.jsonl").open(encoding="utf-8")]
    files = {path.relative_to(site / "pages").as_posix() for path in site.rglob("*.html")}
    assert {record["source_path"] for record in records} == files
