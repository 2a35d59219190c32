"""import_legacy_news as a child that says on paper what it is just about: for tests that kill it at a known place."""

from __future__ import annotations

import functools
import itertools
import os
import sys
import time
from pathlib import Path

WATCHED = {  # what the child is about, and what shows it
    "survey": ("reading", "survey"),
    "read": ("reading", "extract_page"),
    "store": ("media", "_write_file"),
    "write": ("pipeline", "SiteImport._in_transaction"),
    "links": ("pipeline", "resolve_pending"),
    "sweep": ("pipeline", "sweep"),
    "index": ("indexing", "_index"),
    "close": ("pipeline", "SiteImport._save_run"),
}


def watch(log: Path, hold: str = "") -> None:
    """Note every call of what is watched in the file: one line a call, whole even if the next moment kills.

    `hold` names a call to stay in until somebody kills: "write:13:out", the thirteenth as it is done ("in": as it
    begins). A file beside the log says that it is there.
    """
    from importlib import import_module

    lines = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for phase, (module_name, path) in WATCHED.items():
        place = import_module(f"wagtail_district_news.importer.{module_name}")
        *owners, name = path.split(".")
        for owner in owners:
            place = getattr(place, owner)
        setattr(place, name, _noting(getattr(place, name), lines, phase, hold, held_at(log)))


def held_at(log: Path) -> Path:
    """Return the file that is there once a child stays where it was told to."""
    return log.with_suffix(".held")


def _noting(function, lines, phase, hold, held):
    calls = itertools.count(1)

    def stay(where):
        if hold == where:
            held.touch()
            time.sleep(600)

    @functools.wraps(function)
    def noted(*args, **kwargs):
        call = f"{phase}:{next(calls)}"
        os.write(lines, f"{phase}\n".encode())
        stay(f"{call}:in")
        answer = function(*args, **kwargs)
        stay(f"{call}:out")
        return answer

    return noted


def phases(log: Path) -> list[str]:
    """Return what a child has noted so far, in order."""
    return log.read_text("ascii").split() if log.exists() else []


def kill_after(process, log: Path, phase: str, times: int, delay: float) -> str | None:
    """Kill a child `delay` seconds after it came to a phase for the nth time; return the phase in which it died.

    None if it ended before. "start" is what goes before the first phase.
    """
    while phase != "start" and phases(log).count(phase) < times:
        if process.poll() is not None:
            return _ended(process)
        time.sleep(0.002)
    time.sleep(delay)
    return _killed(process, log)


def kill_held(process, log: Path) -> str | None:
    """Kill a child where it was told to stay; return that phase, None if it never came there."""
    while not held_at(log).exists():
        if process.poll() is not None:
            return _ended(process)
        time.sleep(0.002)
    return _killed(process, log)


def _killed(process, log: Path) -> str | None:
    if process.poll() is not None:
        return _ended(process)
    process.kill()
    process.communicate()
    return (phases(log) or ["start"])[-1]


def _ended(process) -> None:
    out, err = process.communicate()
    assert process.returncode == 0, err[-3000:] + out[-1000:]


if __name__ == "__main__":
    import django
    from django.core.management import call_command

    django.setup()
    watch(Path(sys.argv[1]), sys.argv[2])
    call_command("import_legacy_news", *sys.argv[3:])
