"""The sample portal, killed at every kind of moment: in the end the same site as without a kill."""

from __future__ import annotations

import itertools
import os
import random
import re
import shutil
from pathlib import Path

import pytest

from example_site.legacy_portal.generate import generate
from tests.importer.phases import kill_after, kill_held, phases

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("portal")]
SCRIPT = str(Path(__file__).with_name("phases.py"))
SEEDS = [int(seed) for seed in os.environ.get("KILL_SEEDS", "1 2 3").split()]
WRITES = 205  # pages that the portal becomes
MEANT = {"start", "survey", "read", "store", "write", "links", "index"}


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    return generate(tmp_path_factory.mktemp("portal")).mirror


@pytest.fixture(scope="module")
def undisturbed(migrated, portal):
    """What stands after one whole import of the portal, and after a whole second one of its changed form."""
    children = migrated()
    finish(children, portal)
    whole = described(children)
    assert len(whole["articles"]) == WRITES == len(whole["ledger_pages"])
    assert (
        whole["media"] and whole["views"] and whole["visitors"] and whole["redirects"] and whole["references"]
    )
    return whole


_numbers = itertools.count()


def start(children, mirror, hold=""):
    """Start an import; return it and where it notes its phases."""
    log = children.media.with_name(f"{children.media.name}-{next(_numbers)}.log")
    return children.start(SCRIPT, str(log), hold, str(mirror), "--into", "/"), log


def killed_run(children, mirror, phase, times, delay):
    """Start an import and kill it so long after it came to a phase, or right "in" or "out" of it; say where."""
    if isinstance(delay, str):
        fell = kill_held(*start(children, mirror, f"{phase}:{times}:{delay}"))
    else:
        fell = kill_after(*start(children, mirror), phase, times, delay)
    print(f"killed at {phase} no. {times} + {delay}, in {fell}")
    return fell


def finish(children, mirror):
    """Import to the end, and say that it is whole."""
    process, _log = start(children, mirror)
    out, err = process.communicate(timeout=900)
    assert process.returncode == 0, err[-3000:] + out[-1000:]
    assert_whole(children)
    return out


def assert_whole(children):
    children.call("-m", "django", "check_legacy_import", "--limit", "0")


def described(children):
    """What stands, and what of it the kills may change: nothing but the reason of a page, and log entries."""
    return children.state()


def moments(dice):
    """Ten places of a run: before it, in its survey, spread over its pages, in what comes when all pages stand.

    Some by the clock, wherever that finds them; some right before or after a step, however fast the machine is.
    """
    yield "start", 1, dice.uniform(0.2, 2)
    yield "survey", 1, dice.choice(("in", "out"))
    for phase, how in (
        ("read", dice.choice(("in", "out"))),
        ("store", dice.choice(("in", "out"))),
        ("write", "out"),  # all is written but the commit
        (dice.choice(("read", "write")), dice.uniform(0, 0.05)),
        (dice.choice(("store", "write")), dice.uniform(0, 0.05)),
    ):
        yield phase, dice.randint(1, WRITES // 12), how
    yield "links", 1, dice.choice(("in", "out"))
    yield "index", 1, dice.uniform(0, 0.05)
    yield "index", dice.randint(2, 4), dice.uniform(0, 0.02)


@pytest.mark.parametrize("seed", SEEDS)
def test_ten_kills_spread_over_the_run_leave_the_same_site(migrated, portal, undisturbed, seed):
    children, dice = migrated(), random.Random(seed)
    fell = [killed_run(children, portal, *moment) for moment in moments(dice)]
    assert None not in fell, f"a run ended before it was killed: {fell}"
    assert {"survey", "read", "store", "write", "links"} <= set(fell), fell
    finish(children, portal)
    assert described(children) == undisturbed
    assert "Nothing changed" in finish(children, portal)
    assert described(children) == undisturbed


@pytest.fixture(scope="module")
def changed(portal, tmp_path_factory):
    """The same portal some days later: half of its articles say one word more."""
    mirror = Path(shutil.copytree(portal, tmp_path_factory.mktemp("changed") / "mirror"))
    pages = sorted(
        path for path in mirror.rglob("*") if path.is_file() and b"<html" in path.read_bytes()[:4000].lower()
    )
    altered = 0
    for path in pages[::2]:
        content = path.read_bytes()
        bolder = re.sub(rb"(<p\b[^>]*>)(?=[^<\s])", rb"\1Nay ", content)
        altered += bolder != content
        path.write_bytes(bolder)
    assert altered > 50
    return mirror


def test_kills_while_pages_are_updated_leave_the_same_site(migrated, portal, changed):
    calm, killed, dice = migrated(), migrated(), random.Random(8)
    for children in (calm, killed):
        finish(children, portal)
    assert "updated" in finish(calm, changed)
    fell = [
        killed_run(killed, changed, phase, dice.randint(1, 12) if phase in ("read", "write") else 1, how)
        for phase, how in (
            ("read", "out"),
            ("write", "out"),
            ("write", dice.uniform(0, 0.05)),
            ("write", dice.uniform(0, 0.05)),
            ("links", "in"),
            ("index", dice.uniform(0, 0.05)),
        )
    ]
    assert None not in fell and {"read", "write", "links"} <= set(fell), fell
    finish(killed, changed)
    assert described(killed) == described(calm)
    assert max(page["revisions"] for page in described(killed)["articles"]) == 2


def test_one_of_four_at_once_is_killed(migrated, portal, undisturbed):
    children = migrated()
    running = [start(children, portal) for _number in range(4)]
    victim, log = running.pop(2)
    fell = kill_after(victim, log, "write", 20, 0.02)
    assert fell in MEANT, fell
    for process, _log in running:
        out, err = process.communicate(timeout=900)
        assert process.returncode == 0, err[-3000:] + out[-1000:]
    finish(children, portal)
    assert described(children) == undisturbed
    assert all(phases(log).count("write") for _process, log in running), "all four took part"
