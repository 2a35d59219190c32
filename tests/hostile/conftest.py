"""The hostile portal, written once, and the real command run on it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from .portal import Portal, write_portal


@dataclass(frozen=True)
class Done:
    """What a run of the command left: its exit code, what it printed, its report by path."""

    code: int
    printed: str
    pages: dict[str, dict]
    report: dict


@pytest.fixture(scope="session")
def portal(tmp_path_factory) -> Portal:
    return write_portal(tmp_path_factory.mktemp("hostile") / "mirror")


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media"


@pytest.fixture
def command(site, home, tmp_path):
    """A function that runs the real command: command(source, "--draft") -> Done."""

    def run(source: Path, profile: Path, *arguments: str) -> Done:
        out, report, code = StringIO(), tmp_path / "report.json", 0
        given = [
            str(source),
            "--into",
            str(home.pk),
            "--profile",
            str(profile),
            "--report",
            str(report),
            *arguments,
        ]
        try:
            call_command("import_legacy_news", *given, stdout=out, stderr=out)
        except SystemExit as stopped:
            code = stopped.code
        said = json.loads(report.read_text("utf-8"))
        paths = [page["path"] for page in said["pages"]]
        assert len(paths) == len(set(paths)), "a document has one outcome"
        return Done(code, out.getvalue(), {page["path"]: page for page in said["pages"]}, said)

    return run
