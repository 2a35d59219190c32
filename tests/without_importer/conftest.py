"""The database that the import left, as it is: nothing is rolled back, the files run in the order they are named in."""

from __future__ import annotations

import json

import pytest

from tests.conftest import BROWSER
from tests.without_importer.before import notes_path


@pytest.fixture(scope="session", autouse=True)
def the_database_itself(django_db_blocker):
    """No test database: the process was given a database of its own."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="session")
def noted():
    """What the import had made before its line was taken out, see `before.notes`."""
    found = json.loads(notes_path().read_text("utf-8"))
    return {**found, "pages": {int(pk): page for pk, page in found["pages"].items()}}


@pytest.fixture
def sign_in():
    """A function that gives a client of the admin: sign_in("editor")."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    def make(name="chief"):
        client = Client()
        client.force_login(get_user_model().objects.get(username=name))
        return client

    return make


@pytest.fixture
def chief(sign_in):
    return sign_in()


@pytest.fixture
def reader():
    """A reader who is not signed in."""
    from django.test import Client

    return Client(headers={"User-Agent": BROWSER})


@pytest.fixture
def answer(reader):
    """A function that says what an old address answers: answer(key) gives (status, where to)."""

    def ask(key):
        response = reader.get(key)
        return response.status_code, response.headers.get("Location")

    return ask
