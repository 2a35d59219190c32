"""Several processes: the same answers in the same order, little ahead, plain ends."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.extraction import pool_work
from wagtail_district_news.extraction.pool import AHEAD, WorkerLost, each
from wagtail_district_news.extraction.shell import main

PAGE = "<!DOCTYPE html><html><body><h1>Tin số {}</h1><main><p>Nội dung {}</p></main></body></html>"


@pytest.fixture
def mirror(tmp_path):
    folder = tmp_path / "xa.vn"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number}.html").write_text(PAGE.format(number, number), encoding="utf-8")
    (folder / "empty.html").write_bytes(b"")
    (folder / "text.html").write_bytes(b"no markup")
    return tmp_path


def extract(mirror, *options):
    output = mirror.parent / f"{mirror.name}.jsonl"
    code = main(
        ["extract", str(mirror), "--output", str(output), "--profile", str(profile(mirror)), *options]
    )
    return code, output.read_bytes()


def profile(mirror):
    from tests.extraction.reading import ARTICLE

    place = mirror.parent / "profile.toml"
    place.write_text(ARTICLE, encoding="utf-8")
    return place


@pytest.mark.parametrize("jobs", [1, 2])
def test_in_order(jobs):
    assert list(each(pool_work.double, "k", range(30), jobs)) == [("k", 2 * n) for n in range(30)]
    assert list(each(pool_work.double, "k", [], jobs)) == []


def test_no_more_than_a_few_things_are_ahead():
    drawn = []

    def things():
        for number in range(60):
            drawn.append(number)
            yield number

    for done, _ in enumerate(each(pool_work.double, "", things(), 2), 1):
        assert len(drawn) <= done + 2 * AHEAD


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_of_the_work_comes_through(jobs):
    with pytest.raises(ValueError, match="no 1"):
        list(each(pool_work.fail, None, [1, 2], jobs))


def test_a_process_that_dies_is_a_plain_error():
    found = []
    with pytest.raises(WorkerLost, match="fewer --jobs"):
        for thing in each(pool_work.die, 20, range(40), 2):
            found.append(thing)
    assert found == list(range(len(found)))
    assert len(found) <= 20


def test_the_same_output_and_log(mirror, capsys):
    alone = extract(mirror)
    log = capsys.readouterr().err
    assert extract(mirror, "--jobs", "2") == alone
    assert capsys.readouterr().err == log
    assert alone[0] == 1  # text.html
    assert alone[1].count(b"\n") == 30
    assert "http://xa.vn/7.html" in alone[1].decode()


@pytest.mark.parametrize("jobs", ["0", "-1", "1000"])
def test_jobs_that_cannot_be(mirror, jobs, capsys):
    assert main(["extract", str(mirror), "--output", str(mirror / "o"), "--jobs", jobs]) == 2
    assert "--jobs" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks /proc which processes run")
def test_ctrl_c_ends_all_of_them(tmp_path):
    for number in range(3_000):
        (tmp_path / f"{number}.html").write_text(PAGE.format(number, "lời " * 300), encoding="utf-8")
    output = tmp_path / "out.jsonl"
    command = [
        sys.executable,
        "-m",
        "wagtail_district_news.extraction",
        "extract",
        str(tmp_path),
        "--jobs",
        "2",
    ]
    command += ["--output", str(output), "--profile", str(profile(tmp_path / "x"))]
    running = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # who runs in the background was told to ignore it
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        env={**os.environ, "LANGUAGE": "en"},
    )
    end = time.monotonic() + 60
    while len(alive(running.pid)) < 3 and time.monotonic() < end:
        time.sleep(0.05)
    time.sleep(0.5)  # they are at work
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Traceback" not in said
    assert "stopped" in said
    end = time.monotonic() + 20
    while (left := alive(running.pid)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not left


def alive(group):
    """The processes of a group that run; one that only waits to be collected does not."""
    told = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has just ended
            told.append(place.read_text().rpartition(")")[2].split())
    return [fields for fields in told if int(fields[2]) == group and fields[0] != "Z"]
