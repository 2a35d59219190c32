"""Both sites of the stranger, a newsroom with a few articles, and a mirror of the sample portal."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction

from tests.sample import sample_portal

# an article with everything, one in an old charset, notices with papers, pictures, pages that link each other
CHOSEN = (
    "ItemID=2275&",
    "ItemID=3003&",
    "ItemID=3004&",
    "ItemID=3100&",
    "ItemID=200",
    "ItemID=203",
    "ItemID=205",
)
LEFT_OUT = ("AllPosts", "index.html", "default.aspx")


@pytest.fixture(scope="session")
def mirror(tmp_path_factory) -> Path:
    """The whole sample portal."""
    return sample_portal(tmp_path_factory.mktemp("portal")).mirror


@pytest.fixture(scope="session")
def small_mirror(mirror, tmp_path_factory) -> Path:
    """The part of it that a test of every run imports: all pictures and papers, some of the pages."""
    small = tmp_path_factory.mktemp("small") / mirror.name

    def unwanted(folder, names):
        return [
            name
            for name in names
            if any(word in name for word in LEFT_OUT)
            or (name.startswith("Post.aspx") and not any(word in name for word in CHOSEN))
        ]

    shutil.copytree(mirror, small, ignore=unwanted)
    return small


@pytest.fixture(scope="module")
def held(django_db_setup, django_db_blocker) -> Iterator[None]:
    """One transaction for a module: what its fixtures make is there for each test, and gone after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def town(held):
    from tests.stranger import town

    return town.build()


@pytest.fixture(scope="module")
def chief(held):
    from django.contrib.auth import get_user_model

    return get_user_model().objects.create_superuser("chief@quan.example", "secret")


@pytest.fixture
def editor(chief, db):
    """An editor at the admin's forms."""
    from tests.stranger.editors import Editor

    return Editor(chief)


@pytest.fixture(scope="module")
def room(town):
    from tests.stranger import newsroom

    return newsroom.build(town)
