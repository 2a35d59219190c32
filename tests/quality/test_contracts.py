"""The law of imports holds, and each contract notices when it is broken."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.quality import PACKAGE, REPOSITORY


def lint_imports(folder: Path) -> subprocess.CompletedProcess:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    return subprocess.run(
        [*command, "--config", "setup.cfg", "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(PACKAGE, tmp_path / "wagtail_district_news", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(REPOSITORY / "setup.cfg", tmp_path)
    return tmp_path


def test_the_contracts_are_kept(copy):
    result = lint_imports(copy)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


BREAKS = {
    "news imports the importer": ("queries.py", "import wagtail_district_news.importer.models"),
    "news imports the extraction": ("queries.py", "import wagtail_district_news.extraction.documents"),
    "extraction imports the news": ("extraction/dates.py", "import wagtail_district_news.archive"),
    "extraction imports the importer": (
        "extraction/dates.py",
        "import wagtail_district_news.importer.models",
    ),
    "extraction imports Django": ("extraction/dates.py", "import django.utils.timezone"),
    "extraction imports Wagtail": ("extraction/dates.py", "import wagtail.models"),
    "the ground floor imports upwards": ("text.py", "import wagtail_district_news.extraction.documents"),
    "the ground floor imports Django": ("text.py", "import django.utils.text"),
    "queries import models": ("queries.py", "import wagtail_district_news.models"),
    "blocks import models": ("blocks", "import wagtail_district_news.models"),
    "counting imports models": ("counting", "import wagtail_district_news.models"),
    "a module outside the plan": ("unplanned.py", ""),
}


@pytest.mark.parametrize(("place", "line"), BREAKS.values(), ids=BREAKS)
def test_a_broken_contract_is_reported(copy, place, line):
    path = copy / "wagtail_district_news" / place
    if path.is_dir():
        path = path / "__init__.py"
    elif not path.exists() and path.with_suffix(".py").exists():
        path = path.with_suffix(".py")
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    result = lint_imports(copy)
    assert result.returncode != 0, result.stdout
    assert (
        "BROKEN" in result.stdout
        or "missing" in result.stdout.lower()
        or "exhaustive" in result.stdout.lower()
    )
