"""What the wheel holds, and what it asks for."""

import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

import wagtail_district_news
from tests.quality import PACKAGE, REPOSITORY

IN_THE_ROOM = (Path(__file__).resolve().parents[2] / "repository").exists()


@pytest.mark.skipif(not IN_THE_ROOM, reason="runs against the installed wheel, by `make test`")
def test_the_tests_meet_the_installed_wheel():
    assert "site-packages" in wagtail_district_news.__file__
    assert metadata.version("wagtail-district-news") == wagtail_district_news.__version__


@pytest.mark.skipif(not IN_THE_ROOM, reason="needs the wheel that `make install` builds")
def test_the_wheel_holds_every_file_of_the_package():
    (wheel,) = (REPOSITORY / "dist").glob("*.whl")
    held = {name for name in zipfile.ZipFile(wheel).namelist() if not name.endswith("/")}
    wanted = {
        str(path.relative_to(REPOSITORY))
        for path in PACKAGE.rglob("*")
        if path.is_file() and path.suffix != ".pyc" and not path.name.startswith(".")
    }
    assert wanted - held == set()
    assert {
        name for name in held if not name.startswith(("wagtail_district_news/", "wagtail_district_news-"))
    } == set()


def test_importing_the_package_imports_nothing_else():
    code = (
        "import sys; before = set(sys.modules); import wagtail_district_news;"
        "print(sorted(m for m in set(sys.modules) - before if not m.startswith('wagtail_district_news')))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent
    )
    assert result.stdout.strip() == "[]"


def test_dependencies_have_no_upper_bounds():
    requirements = metadata.requires("wagtail-district-news") if IN_THE_ROOM else []
    assert not [r for r in requirements or [] if "<" in r or "==" in r.split(";")[0]]
