"""Runs the suite in every version corner, each in an environment of its own; `make test-matrix` calls it.

An interpreter that is not on this machine is named, and its corners count as not run, never as passed.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

PASSED, FAILED, NOT_RUN = "passed", "FAILED", "not run"
ASK = (
    "import sys, importlib.metadata as m; "
    "print('%d.%d.%d' % sys.version_info[:3], m.version('wagtail'), m.version('Django'))"
)
SUMMARY = re.compile(r"^=*\s*((?:\d+ \w+(?:, )?)+ in [\d.]+s.*?)\s*=*$")


@dataclass(frozen=True)
class Corner:
    """Versions that are promised to work together; `may_fail` reports without breaking the build."""

    name: str
    python: str
    wagtail: str
    django: str
    may_fail: bool = False


CORNERS = (
    Corner("oldest", "3.11", "wagtail>=7.4,<7.5", "Django>=5.2,<5.3"),
    Corner("plain", "3.11", "wagtail>=8.0,<8.1", "Django>=5.2,<5.3"),
    Corner("between", "3.12", "wagtail>=8.0,<8.1", "Django>=6.0,<6.1"),
    Corner("newest", "3.13", "wagtail>=8.0,<8.1", "Django>=6.1,<6.2"),
    # A bound that names a candidate lets pip take the newest one, of this package alone.
    Corner("candidate", "3.13", "wagtail>=8.1rc1", "Django>=6.1", may_fail=True),
)
DATABASES = ("sqlite", "postgresql")


@dataclass
class Result:
    """What became of one corner: versions that were really installed, and one line a database."""

    corner: Corner
    versions: tuple[str, str, str] | None = None
    lines: dict[str, str] = field(default_factory=dict)
    state: str = NOT_RUN
    seconds: float = 0.0


def candidates(version: str, environment: dict[str, str]) -> Iterable[Path]:
    """Yield where an interpreter of a version may be: MATRIX_PYTHONS, this one, PATH, version managers."""
    named = environment.get("MATRIX_PYTHONS", "")
    yield from (Path(each) for each in named.split(os.pathsep) if each)
    yield Path(getattr(sys, "_base_executable", sys.executable))
    folders = environment.get("PATH", "").split(os.pathsep)
    yield from (Path(folder) / f"python{version}" for folder in folders if folder)
    home = Path(environment.get("HOME", "/"))
    managers = {
        Path(environment.get("PYENV_ROOT", home / ".pyenv")) / "versions": f"{version}*/bin/python",
        home / ".local/share/uv/python": f"cpython-{version}*/bin/python",
        home / ".local/share/mise/installs/python": f"{version}*/bin/python",
        home / ".asdf/installs/python": f"{version}*/bin/python",
    }
    for folder, pattern in managers.items():
        yield from sorted(folder.glob(pattern), reverse=True)


def answers(path: Path) -> str:
    """Return the version that an interpreter says, "" for what is none or cannot make environments."""
    code = "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2])"
    try:
        said = subprocess.run([path, "-c", code], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return said.stdout.strip() if said.returncode == 0 else ""


def find_interpreter(version: str, environment: dict[str, str]) -> Path | None:
    """Return an interpreter of a version ("3.13"), None where this machine has none."""
    for path in candidates(version, environment):
        if path.is_file() and answers(path) == version:
            return path
    return None


def make_environment(corner: Corner, interpreter: Path, folder: Path, repository: Path, log) -> Path:
    """Install the built wheel and the tests' tools in the corner's versions; return the interpreter."""
    python = folder / "bin" / "python"
    if answers(python) != corner.python:
        subprocess.run([interpreter, "-m", "venv", "--clear", folder], check=True, stdout=log, stderr=log)
    (wheel,) = (repository / "dist").glob("*.whl")
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    wanted = [f"{wheel}[importer]", corner.wagtail, corner.django, "--group", "test"]
    steps = (
        [*pip, "--upgrade", "pip>=25.1"],
        [*pip, "--upgrade", *wanted],
        [*pip, "--force-reinstall", "--no-deps", wheel],  # the same version number, built anew
    )
    for step in steps:
        subprocess.run(step, check=True, cwd=repository, stdout=log, stderr=log)
    return python


def run_suite(python: Path, database: str, repository: Path, log) -> tuple[bool, str]:
    """Run the suite of one database through the Makefile; return whether it passed, and pytest's summaries."""
    log.flush()
    begun = log.tell()
    # -n and loadfile stand in the Makefile: here and there the same suite runs.
    command = ["make", "--no-print-directory", f"suite-{database}", f"TESTER={python}"]
    command.append("TESTS_LEFT_OUT=--ignore=tests/quality")
    done = subprocess.run(command, cwd=repository, stdout=log, stderr=log, check=False)
    log.flush()
    with Path(log.name).open(encoding="utf-8", errors="replace") as written:
        written.seek(begun)
        said = [found[1] for line in written if (found := SUMMARY.match(line.strip()))]
    return done.returncode == 0, " + ".join(said) or "no test ran"


def try_corner(
    corner: Corner,
    interpreter: Path,
    folder: Path,
    repository: Path,
    say: Callable[[str], None],
    databases: Iterable[str] = DATABASES,
) -> Result:
    """Install and test one corner; its log is `folder`.log."""
    result, begun = Result(corner), time.monotonic()
    with folder.with_suffix(".log").open("w", encoding="utf-8") as log:
        try:
            python = make_environment(corner, interpreter, folder, repository, log)
        except subprocess.CalledProcessError:
            result.state, result.lines = FAILED, {"install": f"see {log.name}"}
            return result
        said = subprocess.run([python, "-c", ASK], capture_output=True, text=True, check=True)
        result.versions = tuple(said.stdout.split())
        say(f"{corner.name}: Python %s, Wagtail %s, Django %s installed" % result.versions)
        passed = True
        for database in databases:
            fine, line = run_suite(python, database, repository, log)
            passed = passed and fine
            result.lines[database] = line
            say(f"{corner.name}: {database}: {line}" + ("" if fine else f" (see {log.name})"))
    result.state, result.seconds = (PASSED if passed else FAILED), time.monotonic() - begun
    return result


def table(results: list[Result]) -> str:
    """Return the corners as a table, one line each."""
    rows = [("corner", "Python", "Wagtail", "Django", "outcome", "seconds")]
    for result in results:
        corner = result.corner
        versions = result.versions or (f"({corner.python})", corner.wagtail, corner.django)
        state = f"{result.state} (may fail)" if corner.may_fail else result.state
        rows.append((corner.name, *versions, state, f"{result.seconds:.0f}"))
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(line.rstrip() for line in lines)


def closing(results: list[Result]) -> tuple[int, str]:
    """Return the exit code and the last lines: which corners failed, which interpreters were not found."""
    failed = [r.corner.name for r in results if r.state == FAILED and not r.corner.may_fail]
    missing = sorted({r.corner.python for r in results if r.state == NOT_RUN})
    lines = []
    if missing:
        named = ", ".join(f"python{version}" for version in missing)
        lines.append(
            f"Not found: {named}. Their corners were NOT run. Install them, or name them: MATRIX_PYTHONS=/path/to/python"
        )
    if failed:
        lines.append(f"Failed: {', '.join(failed)}.")
    ran = sum(r.state != NOT_RUN for r in results)
    lines.append(f"{ran} of {len(results)} corners were run.")
    return int(bool(failed) or ran == 0), "\n".join(lines)


def say(text: str) -> None:
    """Print a line at once: a corner takes minutes."""
    print(text, flush=True)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    names = [corner.name for corner in CORNERS]
    parser.add_argument("--corner", action="append", choices=names, help="only this one; may be repeated")
    parser.add_argument("--database", action="append", choices=DATABASES, help="only on this one")
    options = parser.parse_args(arguments)
    repository = Path(__file__).resolve().parents[2]
    folder = repository / "build" / "matrix"
    folder.mkdir(parents=True, exist_ok=True)
    results = []
    for corner in CORNERS:
        if options.corner and corner.name not in options.corner:
            continue
        interpreter = find_interpreter(corner.python, dict(os.environ))
        if interpreter is None:
            say(f"{corner.name}: python{corner.python} not found")
            results.append(Result(corner))
            continue
        say(f"{corner.name}: {interpreter}")
        databases = options.database or DATABASES
        place = folder / corner.name
        results.append(try_corner(corner, interpreter, place, repository, say, databases))
    code, last = closing(results)
    say(f"\n{table(results)}\n\n{last}")
    return code


if __name__ == "__main__":
    sys.exit(main())
