"""The matrix finds interpreters, never counts a corner that did not run, and reports failures."""

import os
import sys

import pytest

from tests.quality import matrix
from tests.quality.matrix import FAILED, NOT_RUN, PASSED, Corner, Result

OURS = f"{sys.version_info.major}.{sys.version_info.minor}"
HERE = Corner("here", OURS, "wagtail", "Django")
ELSEWHERE = Corner("elsewhere", "3.99", "wagtail>=99", "Django>=99")


def script(path, said):
    path.write_text(f"#!/bin/sh\necho {said}\n")
    path.chmod(0o755)
    return path


def test_the_interpreter_that_runs_is_found_without_any_environment():
    found = matrix.find_interpreter(OURS, {"HOME": "/nowhere"})
    assert found and matrix.answers(found) == OURS


def test_a_version_that_is_not_there_is_none():
    assert matrix.find_interpreter("3.99", dict(os.environ)) is None


@pytest.mark.parametrize(
    "place", ["bin", ".pyenv/versions/3.99.1/bin", ".local/share/uv/python/cpython-3.99/bin"]
)
def test_interpreters_of_the_path_and_of_version_managers_are_found(tmp_path, place):
    folder = tmp_path / place
    folder.mkdir(parents=True)
    wanted = script(folder / ("python3.99" if place == "bin" else "python"), "3.99")
    environment = {"HOME": str(tmp_path), "PATH": str(tmp_path / "bin")}
    assert matrix.find_interpreter("3.99", environment) == wanted


def test_an_interpreter_that_says_another_version_is_not_taken(tmp_path):
    wrong = script(tmp_path / "python3.99", "3.98")
    environment = {"HOME": "/nowhere", "PATH": str(tmp_path), "MATRIX_PYTHONS": f"{wrong}:/no/such/python"}
    assert matrix.find_interpreter("3.99", environment) is None


def test_a_corner_without_interpreter_is_named_and_not_counted():
    code, last = matrix.closing([Result(HERE, state=PASSED), Result(ELSEWHERE)])
    assert code == 0
    assert "python3.99" in last and "NOT run" in last and "1 of 2 corners were run" in last


def test_when_nothing_ran_it_is_a_failure():
    assert matrix.closing([Result(ELSEWHERE)])[0] == 1


def test_a_failure_counts_unless_the_corner_may_fail():
    assert matrix.closing([Result(HERE, state=PASSED), Result(ELSEWHERE, state=FAILED)])[0] == 1
    candidate = Corner("candidate", OURS, "wagtail", "Django", may_fail=True)
    results = [Result(HERE, state=PASSED), Result(candidate, ("3.9.9", "8", "6"), state=FAILED)]
    assert matrix.closing(results)[0] == 0
    assert "FAILED (may fail)" in matrix.table(results)


def test_the_table_lines_up():
    results = [
        Result(HERE, ("3.11.7", "8.0.1", "5.2.19"), {}, PASSED, 12.4),
        Result(ELSEWHERE, state=NOT_RUN),
    ]
    lines = matrix.table(results).splitlines()
    assert (
        len({line.index(word) for line, word in zip(lines, ("outcome", PASSED, NOT_RUN), strict=True)}) == 1
    )


def test_a_suite_without_a_summary_line_is_said(tmp_path):
    (tmp_path / "Makefile").write_text("suite-sqlite:\n\t@false\n")
    with (tmp_path / "corner.log").open("w") as log:
        assert matrix.run_suite(sys.executable, "sqlite", tmp_path, log) == (False, "no test ran")


def test_the_summaries_of_a_suite_are_kept(tmp_path):
    line = "=== 12 passed, 1 skipped in 3.21s ==="
    (tmp_path / "Makefile").write_text(f"suite-sqlite:\n\t@echo '{line}'; echo '7 passed in 0.50s'\n")
    with (tmp_path / "corner.log").open("w") as log:
        passed, said = matrix.run_suite(sys.executable, "sqlite", tmp_path, log)
    assert (passed, said) == (True, "12 passed, 1 skipped in 3.21s + 7 passed in 0.50s")


def test_the_corners_are_the_promised_ones():
    assert {(c.python, c.wagtail[:12], c.django[:11]) for c in matrix.CORNERS if not c.may_fail} >= {
        ("3.11", "wagtail>=7.4", "Django>=5.2"),
        ("3.11", "wagtail>=8.0", "Django>=5.2"),
        ("3.13", "wagtail>=8.0", "Django>=6.1"),
    }
