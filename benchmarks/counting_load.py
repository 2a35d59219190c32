"""gunicorn with a site, and readers who ask it for one page at once: how many a second, how long, what CPU."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
TICKS = os.sysconf("SC_CLK_TCK")


def address(number: int) -> str:
    """The address of a reader, another for each of the first four billion."""
    return ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))


@dataclass(frozen=True)
class Asked:
    """A request that readers send: for the page, or only to have it counted."""

    path: str
    method: str = "GET"
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True)
class Load:
    """What a round gave: requests a second, the slowest of the quickest 99 in 100 in seconds, CPU a request."""

    rate: float
    p99: float
    cpu: float
    sent: int


@contextmanager
def serving(site, workers: int, threads: int):
    """Serve a site; yield its port and the pid of gunicorn's first process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["--workers", str(workers), "--threads", str(threads), "--worker-class", "gthread"]
    command = [sys.executable, "-m", "gunicorn", "benchmarks.counting_wsgi", "--bind", f"127.0.0.1:{port}"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    root = Path(__file__).resolve().parents[1]
    server = subprocess.Popen(
        [*command, *options, "--keep-alive", "60"], cwd=root, env=site.environment(), **quiet
    )
    try:
        _wait_for(port, server)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(port: int, server) -> None:
    for _ in range(600):
        if server.poll() is not None:
            raise SystemExit("gunicorn ended before it served a page")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("gunicorn does not answer")


def load(port: int, asked: Asked, requests: int, readers: int, first: int, pids) -> Load:
    """Ask `requests` times by `readers` at once, no visitor twice; `pids` names whose CPU counts."""
    numbers = iter(range(first, first + requests))
    lock, took, failed = threading.Lock(), [], []

    def read() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                return
            start = time.perf_counter()
            headers = {"User-Agent": BROWSER, "X-Forwarded-For": address(number), **asked.headers}
            answer = _answer(connection, asked, headers)
            took.append(time.perf_counter() - start)
            if answer.status != asked.status:
                failed.append(answer.status)

    before, start = cpu(pids()), time.perf_counter()
    threads = [threading.Thread(target=read) for _ in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - start
    if failed or len(took) != requests:
        raise SystemExit(f"{len(took)} of {requests} answers, {len(failed)} of them wrong: {set(failed)}")
    slowest = sorted(took)[int(len(took) * 0.99) - 1]
    return Load(requests / seconds, slowest, (cpu(pids()) - before) / requests, requests)


def _answer(connection, asked: Asked, headers: dict[str, str]):
    """Ask, and once more where the server had closed the connection that was kept: it saw no request then."""
    for attempt in (1, 2):
        try:
            connection.request(asked.method, asked.path, asked.body or None, headers)
            answer = connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            if attempt == 2:
                raise
            connection.close()
            continue
        answer.read()
        return answer


def family(pid: int) -> list[int]:
    """A process and those below it."""
    try:
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in below for one in family(int(child)))]


def cpu(pids) -> float:
    """Seconds of CPU that processes have used, with those of their children that ended."""
    total = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += sum(map(int, fields[11:15]))
    return total / TICKS
