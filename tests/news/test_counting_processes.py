"""Counting by many processes at once, some of them killed, while others roll up: nothing is lost or made up."""

import json

import pytest

from tests.children import ROOT, postgresql_children, sqlite_children
from tests.marks import ON_POSTGRESQL
from tests.services import valkey_url

SCRIPT = str(ROOT / "tests/news/counting_processes.py")


@pytest.fixture(scope="module")
def make_children(tmp_path_factory):
    folder = tmp_path_factory.mktemp("counting")
    yield from (postgresql_children if ON_POSTGRESQL else sqlite_children)(folder)


@pytest.fixture(params=["database", "valkey"])
def children(request, make_children):
    """Child processes on a database of their own, with each store."""
    children = make_children()
    children.settings = "tests.news.counting_settings"
    chosen = {"COUNT_STORE": request.param, "COUNT_ROLL_UP_ROWS": 20}
    if request.param == "valkey":
        import redis

        chosen["COUNT_VALKEY_URL"] = valkey_url()
        redis.Redis.from_url(valkey_url()).flushdb()
    children.variables = {"CHILD_COUNTING": json.dumps(chosen)}
    return children


def check(children, workers: int, pages: int, kill: int) -> None:
    state = json.loads(children.call(SCRIPT, str(workers), str(pages), str(kill)))
    assert (workers - kill) * pages + kill <= state["answers"] <= workers * pages
    # one that was killed may have counted the view whose answer it was about to send
    assert state["answers"] <= state["views"] <= state["answers"] + kill
    assert state["days and waiting"] == state["views"]
    assert state["rolled up"] == state["own_count"] == state["days"] == state["views"]
    assert state["visits"] == state["visit days"] == state["views"]  # each visitor read one page
    assert state["rows"] == 1 and state["waiting"] == 0


def test_processes_that_count_at_once_and_one_that_is_killed(children):
    check(children, workers=4, pages=100, kill=1)


@pytest.mark.long
def test_sixteen_processes_of_which_five_are_killed_lose_no_view_whose_answer_went_out(children):
    check(children, workers=16, pages=1000, kill=5)
