"""The demo's site with a page of every kind and state, served in two dresses, and Chromium to look at it."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager

import pytest

from tests.example.conftest import MANAGE, ROOT, _wait_for, demo, run

from .admin_views import Admin
from .looking import Reader, chromium_path

__all__ = ["demo"]

SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "tests.accessibility.served_settings",
    "EXAMPLE_HOSTS": "127.0.0.1,localhost",
}


@pytest.fixture(scope="session")
def furnished(demo, tmp_path_factory, worker_id) -> tuple[dict, dict]:
    """The environment of a copy of the demo that holds every kind of page, and where each is; made once a run."""
    if os.environ.get("TEST_DATABASE") == "postgresql":
        pytest.skip("copies a SQLite file")
    base = tmp_path_factory.getbasetemp()
    data = (base if worker_id == "master" else base.parent) / "accessible"
    env = {**demo.env, **SETTINGS, "EXAMPLE_DATA": str(data)}
    with (data.parent / "accessible.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (data / "places.json").exists():
            shutil.copytree(demo.data / "media", data / "media")
            with (
                closing(sqlite3.connect(demo.data / "site.sqlite3")) as original,
                closing(sqlite3.connect(data / "site.sqlite3")) as copy,
            ):
                original.backup(copy)
            made = run([sys.executable, "-m", "tests.accessibility.content"], env)
            (data / "places.json").write_text(made, encoding="utf-8")
    return env, json.loads((data / "places.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def places(furnished) -> dict:
    return furnished[1]


@contextmanager
def serving(env: dict[str, str]) -> Iterator[str]:
    """The site as a public server shows it; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [sys.executable, str(MANAGE), "runserver", "--noreload", "--insecure", address]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command, cwd=ROOT, env=env, **quiet)
    try:
        _wait_for(f"http://{address}/static/site/emblem.svg", server)
        yield f"http://{address}"
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="session")
def dressed(furnished) -> Iterator:
    """A function that gives the site's address in a dress: the example's own (""), or one of the folder dresses."""
    env, _ = furnished
    running: dict[str, str] = {}
    with ExitStack() as stack:

        def serve(dress: str = "") -> str:
            if dress not in running:
                wanted = {**env, "DRESS": dress} if dress else env
                running[dress] = stack.enter_context(serving(wanted))
            return running[dress]

        yield serve


@pytest.fixture(scope="session")
def site(dressed) -> str:
    return dressed()


@pytest.fixture(scope="module")
def chromium() -> Iterator:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def reader(chromium) -> Iterator[Reader]:
    """Opens pages as a reader: reader.page(DESK), reader.page(PHONE, color_scheme="dark")."""
    one = Reader(chromium)
    yield one
    one.close()


@pytest.fixture(scope="module")
def admin(reader, site, places):
    """A function that gives the admin in a theme: to one person at a time."""
    opened: dict[str, Admin] = {}

    def give(theme: str) -> Admin:
        for other in opened.keys() - {theme}:  # an edit view tells of the others who have it open
            opened[other].page.goto("about:blank")
        if theme not in opened:
            opened[theme] = Admin(reader, site, places, theme)
        return opened[theme]

    return give
