"""What the package makes of a folder of pages: learned from it, and read with what was learned."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wagtail_district_news.extraction.extract import PageError, extract_page, survey
from wagtail_district_news.extraction.jsonl import page_data
from wagtail_district_news.extraction.learn import learn
from wagtail_district_news.extraction.profile import Profile
from wagtail_district_news.extraction.sources import open_source


def learn_site(folder: Path) -> Profile:
    """The profile that the pages of a folder teach, without any hint."""
    with open_source(folder) as source:
        return learn(source)


def read_site(folder: Path, profile: Profile | None = None) -> Iterator[dict[str, Any]]:
    """One answer a page, in the shape of `extract --output`; learned from the same pages where none is given."""
    with open_source(folder) as source:
        chosen = profile or learn(source)
        known = survey(source, chosen)
        for document in source.documents(on_error=lambda path, error: None):
            try:
                yield page_data(extract_page(document, chosen, known))
            except PageError:
                continue
