"""Tests of the repository itself: its contracts, its package, its catalogues."""

from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
# `make test` runs from a room without the source, beside a link to the repository.
REPOSITORY = (_ROOT / "repository").resolve() if (_ROOT / "repository").exists() else _ROOT
PACKAGE = REPOSITORY / "wagtail_district_news"
