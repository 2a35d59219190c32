"""The databases of the counting bench: the example site after its demo, once, and a copy for each who counts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import uuid
from dataclasses import dataclass, field
from pathlib import Path

from tests.services import postgresql_settings

ROOT = Path(__file__).resolve().parents[1]
TEMPLATE = "bench_counting"


@dataclass
class Site:
    """One who counts (or does not), on a database of its own.

    `peer`: the folder that a peer is installed in; `peer_rules`: whether it looks for double clicks, as we do.
    """

    name: str
    database: dict
    counts: bool = True
    atomic: bool = False
    peer: str = ""
    peer_rules: bool = True
    options: dict = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        names = ("database", "counts", "atomic", "peer", "peer_rules", "options")
        chosen = {name: getattr(self, name) for name in names}
        path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
        return {
            **os.environ,
            "BENCH_COUNTING": json.dumps(chosen),
            "DJANGO_SETTINGS_MODULE": "benchmarks.counting_settings",
            "PYTHONPATH": path,
        }

    def run(self, *arguments: str) -> str:
        """Run a Python process on this site to its end and return what it printed."""
        done = subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=self.environment(), capture_output=True, text=True
        )
        if done.returncode:
            raise SystemExit(f"{self.name}: {' '.join(arguments)} failed\n{done.stderr[-3000:]}")
        return done.stdout

    def ask(self, *arguments: str):
        """Run benchmarks.counting_work and return what it found."""
        return json.loads(self.run("-m", "benchmarks.counting_work", *arguments).splitlines()[-1])


class World:
    """Makes sites: on copies of one PostgreSQL database, or of one SQLite file. Drops them in the end."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.made: list[str] = []
        self.server = {**postgresql_settings(), "NAME": TEMPLATE}
        self.sqlite = folder / "template.sqlite3"
        os.environ["EXAMPLE_DATA"] = str(folder / "site")

    def prepare(self) -> None:
        """Make the two templates if they are not there: the example site after `manage.py demo`."""
        names = [row[0] for row in self.sql("SELECT datname FROM pg_database")]
        if TEMPLATE not in names:
            self.sql(f'CREATE DATABASE "{TEMPLATE}_new"')
            self._demo({**self.server, "NAME": f"{TEMPLATE}_new"})
            self.sql(f'ALTER DATABASE "{TEMPLATE}_new" RENAME TO "{TEMPLATE}"')
        if not self.sqlite.exists():
            new = self.folder / "new.sqlite3"
            new.unlink(missing_ok=True)
            self._demo(sqlite(new))
            new.rename(self.sqlite)

    def _demo(self, database: dict) -> None:
        Site("demo", database, counts=False).run("example_site/manage.py", "demo")

    def on_postgresql(self, name: str, **chosen) -> Site:
        database = f"bench_{name}_{uuid.uuid4().hex[:6]}"
        self.sql(f'CREATE DATABASE "{database}" TEMPLATE "{TEMPLATE}"')
        self.made.append(database)
        return self._migrated(Site(name, {**self.server, "NAME": database}, **chosen))

    def on_sqlite(self, name: str, **chosen) -> Site:
        file = self.folder / f"{name}-{uuid.uuid4().hex[:6]}.sqlite3"
        shutil.copy(self.sqlite, file)
        return self._migrated(Site(name, sqlite(file), **chosen))

    def _migrated(self, site: Site) -> Site:
        if site.peer:
            site.run("example_site/manage.py", "migrate", "-v0")
        return site

    def sql(self, statement: str) -> list[tuple]:
        import psycopg

        login = {
            "host": self.server["HOST"],
            "user": self.server["USER"],
            "password": self.server["PASSWORD"],
        }
        if self.server["PORT"]:
            login["port"] = self.server["PORT"]
        with psycopg.connect(**login, dbname="postgres", autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def close(self) -> None:
        for database in self.made:
            self.sql(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
        for file in self.folder.glob("*-*.sqlite3*"):
            file.unlink()


def sqlite(file: Path) -> dict:
    """Return the settings of a SQLite file, as the example site has them."""
    options = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 120,
        "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;",
    }
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": options}
