"""A profile that an import learned by itself: kept beside the report, so that it can be mended and named."""

from __future__ import annotations

from pathlib import Path

from wagtail_district_news.extraction.learn import Learned
from wagtail_district_news.extraction.profile import ProfileError, load_profile

from .messages import said
from .report import report_stem


def keep_profile(report: Path, learned: Learned) -> tuple[Path, Path | None]:
    """Write a learned profile as `<name>.toml` beside a report. Return where it is, and a file that was in the way.

    A file that says something else may be a person's work: it stays, and the profile goes to
    `<name>.learned.toml`. One that says the same stays as it is. May raise OSError.
    """
    stem = report_stem(report)
    path, other = stem.with_name(f"{stem.name}.toml"), stem.with_name(f"{stem.name}.learned.toml")
    if not path.exists():
        path.write_text(learned.toml(str(path), said), "utf-8")
        return path, None
    if _says(path) == learned.profile.hash:
        return path, None
    other.write_text(learned.toml(str(other), said), "utf-8")
    return other, path


def _says(path: Path) -> str:
    try:
        return load_profile(path).hash
    except ProfileError:
        return ""
