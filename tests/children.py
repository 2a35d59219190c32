"""Child processes on databases and media folders of their own: what kills, upgrades and removals are tried on."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import uuid
from contextlib import closing
from pathlib import Path

from tests.services import postgresql_settings

ROOT = Path(__file__).resolve().parents[1]
OWN_PYTEST = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist"]


class Children:
    """Child processes that share a database and a media folder; `settings` is the module they run under."""

    def __init__(self, folder, database, settings="tests.importer.child_settings"):
        self.database, self.settings = database, settings
        self.variables = {}  # of the environment, besides
        self.media = folder / f"media-{uuid.uuid4().hex[:8]}"
        self.media.mkdir(parents=True)

    def copied_media(self, other):
        """Take over the files of other children, and what their processes noted beside them."""
        shutil.copytree(other.media, self.media, dirs_exist_ok=True)
        for note in other.media.parent.glob(f"{other.media.name}.*"):
            shutil.copy(note, self.media.parent / f"{self.media.name}{note.name[len(other.media.name) :]}")
        return self

    def environment(self):
        kept = [name for name in os.environ if name != "TEST_DATABASE" and not name.startswith("PYTEST_")]
        environment = {name: os.environ[name] for name in kept}
        return {
            **environment,
            **self.variables,
            "DJANGO_SETTINGS_MODULE": self.settings,
            "CHILD_DATABASE": json.dumps(self.database),
            "CHILD_MEDIA": str(self.media),
            "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
        }

    def start(self, *arguments):
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def call(self, *arguments):
        """Run a child to its end and return what it printed; an exit code other than 0 fails the test."""
        process = self.start(*arguments)
        out, err = process.communicate(timeout=600)
        assert process.returncode == 0, err[-3000:] + out[-5000:]
        return out

    def pytest(self, *names, marks=""):
        """Run files of tests/without_importer as tests on this very database; what fails is in the error."""
        files = [str(ROOT / f"tests/without_importer/{name}.py") for name in names]
        return self.call("-m", "pytest", *OWN_PYTEST, "-m", marks, *files)

    def state(self):
        return json.loads(self.call(str(ROOT / "tests/importer/state.py")))


def sqlite(path):
    """Return the settings of a SQLite file that several processes may write to."""
    options = {"transaction_mode": "IMMEDIATE", "timeout": 30, "init_command": "PRAGMA journal_mode=wal;"}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": options}


def sqlite_children(folder):
    """Yield a function that gives Children on a fresh, migrated SQLite file, or on a copy of others' (`like`)."""
    template = folder / "template.sqlite3"
    Children(folder, sqlite(template)).call("-m", "django", "migrate", "-v0")

    def make(like=None):
        copy = folder / f"{uuid.uuid4().hex[:8]}.sqlite3"
        if like is None:
            shutil.copy(template, copy)
            return Children(folder, sqlite(copy))
        with (
            closing(sqlite3.connect(like.database["NAME"])) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)  # with what still stands in its write-ahead log
        return Children(folder, sqlite(copy)).copied_media(like)

    yield make


def postgresql_children(folder):
    """Yield a function that gives Children on a fresh, migrated PostgreSQL database, or on a copy of others' (`like`).

    The databases are dropped after.
    """
    import psycopg

    server = postgresql_settings()
    login = {
        "host": server["HOST"],
        "user": server["USER"],
        "password": server["PASSWORD"],
        "dbname": "postgres",
    }
    if server["PORT"]:
        login["port"] = server["PORT"]
    made = []

    def create(template="template1"):
        name = f"wdn_child_{uuid.uuid4().hex[:12]}"
        with psycopg.connect(**login, autocommit=True) as admin:
            admin.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        made.append(name)
        return {**server, "NAME": name}

    template = create()
    Children(folder, template).call("-m", "django", "migrate", "-v0")

    def make(like=None):
        if like is None:
            return Children(folder, create(template["NAME"]))
        return Children(folder, create(like.database["NAME"])).copied_media(like)

    yield make
    with psycopg.connect(**login, autocommit=True) as admin:
        for name in made:
            admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
