"""The sample portal, and the demo run once as a person runs it, for every test and worker of the run."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from example_site.legacy_portal.generate import Written, generate
from tests import services

ROOT = Path(__file__).resolve().parents[2]
MANAGE = ROOT / "example_site" / "manage.py"


@dataclass(frozen=True)
class Demo:
    """A finished demo: where its data lies, the environment of its commands, what the command printed."""

    data: Path
    env: dict[str, str]
    printed: str

    def manage(self, *arguments: str) -> str:
        """Run a management command to its end; its output, or a failed test."""
        return run([sys.executable, str(MANAGE), *arguments], self.env)


def run(command: list[str], env: dict[str, str]) -> str:
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=540)
    assert done.returncode == 0, f"{command}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


@pytest.fixture(scope="session")
def portal(tmp_path_factory) -> Written:
    return generate(tmp_path_factory.mktemp("portal"))


@pytest.fixture(scope="session")
def truth(portal) -> dict[str, Any]:
    return json.loads(portal.truth.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def seed(truth) -> dict[str, Any]:
    """The truth about the page that has every part."""
    return next(page for page in truth["pages"] if page.get("number") == 2275)


@pytest.fixture(scope="session")
def demo(tmp_path_factory, worker_id) -> Demo:
    """The demo, made by the first worker that asks; the others wait for it."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    data, printed = shared / "demo", shared / "demo.txt"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        env = _environment(data)
        if not printed.exists():
            out = run([sys.executable, str(MANAGE), "demo", "--address", "http://localhost"], env)
            printed.write_text(out, encoding="utf-8")
    return Demo(data, env, printed.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def imported(demo) -> dict[str, Any]:
    """What stands in the site after the demo, by old address."""
    env = {**demo.env, "DJANGO_SETTINGS_MODULE": "example_site.settings"}
    return json.loads(run([sys.executable, "-m", "tests.example.dump"], env))


@contextmanager
def serving(env: dict[str, str]) -> Iterator[str]:
    """The site as `make demo` serves it; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [sys.executable, str(MANAGE), "runserver", "--noreload", address]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command, cwd=ROOT, env=env, **quiet)
    try:
        _wait_for(f"http://{address}/static/site/emblem.svg", server)
        yield f"http://{address}"
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="session")
def served(demo) -> Iterator[str]:
    """The address of the demo's site."""
    with serving(demo.env) as address:
        yield address


@pytest.fixture
def untouched(demo, tmp_path) -> Iterator[str]:
    """The address of a copy of the demo's site that nobody has visited yet (SQLite only)."""
    if os.environ.get("TEST_DATABASE") == "postgresql":
        pytest.skip("copies a SQLite file")
    shutil.copytree(demo.data / "media", tmp_path / "media")
    with (
        closing(sqlite3.connect(demo.data / "site.sqlite3")) as original,
        closing(sqlite3.connect(tmp_path / "site.sqlite3")) as copy,
    ):
        original.backup(copy)
        for table in ("viewcount", "visitorcount"):
            copy.execute(f"UPDATE wagtail_district_news_{table} SET own_count = 0")
        for table in ("dailyviewcount", "dailyvisitorcount", "sighting"):
            copy.execute(f"DELETE FROM wagtail_district_news_{table}")
        copy.commit()
    with serving({**demo.env, "EXAMPLE_DATA": str(tmp_path)}) as address:
        yield address


def _wait_for(url: str, server: subprocess.Popen) -> None:
    for _ in range(120):
        assert server.poll() is None, "the server has stopped"
        try:
            with urllib.request.urlopen(url, timeout=30):
                return
        except OSError:
            time.sleep(0.5)
    pytest.fail(f"{url} does not answer")


def _environment(data: Path) -> dict[str, str]:
    """The environment of the demo's commands: a data folder of its own, a database of its own."""
    env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    env["PYTHONPATH"] = os.pathsep.join(Path(entry or ".").resolve().as_posix() for entry in sys.path)
    env["EXAMPLE_DATA"], env["EXAMPLE_DEBUG"] = str(data), "1"
    if os.environ.get("TEST_DATABASE") == "postgresql":
        env.update(_postgresql())
    return env


def _postgresql() -> dict[str, str]:
    import psycopg

    server = services.postgresql_settings()
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    env = {name: server[key] for name, key in names.items() if server[key]}
    database = f"example_{os.getppid() if os.environ.get('PYTEST_XDIST_WORKER') else os.getpid()}"
    login = {
        "host": server["HOST"],
        "port": server["PORT"],
        "user": server["USER"],
        "password": server["PASSWORD"],
    }
    with psycopg.connect(dbname=server["NAME"], autocommit=True, **login) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
            connection.execute(f'CREATE DATABASE "{database}"')
    return {**env, "EXAMPLE_DATABASE": "postgresql", "PGDATABASE": database}
