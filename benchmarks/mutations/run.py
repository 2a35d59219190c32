"""Mutated sites, read and scored, by workers that keep their sites and their folder."""

from __future__ import annotations

import importlib
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass, field, is_dataclass
from itertools import combinations, zip_longest
from pathlib import Path
from random import Random
from typing import Any

from .registry import MUTATIONS, apply, in_order
from .site import Row, Site

Reader = Callable[[Path], Iterable[Mapping[str, Any]]]
Scorer = Callable[[Sequence[Row], Iterable[Mapping[str, Any]]], Any]  # -> figures, a dataclass or a mapping


@dataclass(frozen=True)
class Case:
    """One site under none, one or two mutations, and what the reader made of it.

    `skipped` says why a case is none; `error` what the reader died of. `figures` are those of the scorer.
    """

    site: str
    mutations: tuple[str, ...]
    figures: Mapping[str, Any] = field(default_factory=dict)
    changed: int = 0
    seconds: float = 0.0
    skipped: str | None = None
    error: str | None = None

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


@dataclass(frozen=True)
class Plan:
    """What a worker is asked: one site, the mutation that goes first, and those that may follow it."""

    site: str
    first: str | None
    alone: bool
    second: tuple[str, ...] = ()


def plan(sites: Iterable[str], names: Sequence[str], alone: bool = True, pairs: bool = False) -> list[Plan]:
    """The work on `sites`; a name is a mutation or, as `one+other`, a pair. Pairs hold any of the names.

    Raises KeyError for a mutation that is not known.
    """
    single = [MUTATIONS[name].name for name in names if "+" not in name] or ([] if names else list(MUTATIONS))
    wanted = {tuple(in_order(name.split("+"))) for name in names if "+" in name}
    if pairs:
        wanted |= {pair for pair in combinations(in_order(MUTATIONS), 2) if set(pair) & set(single)}
    for pair in wanted:
        assert all(MUTATIONS[name] for name in pair)
    work = []
    for site in sites:
        work.append(Plan(site, None, True))
        for first in in_order(MUTATIONS):
            second = tuple(pair[1] for pair in sorted(wanted) if pair[0] == first)
            if (alone and first in single) or second:
                work.append(Plan(site, first, alone and first in single, second))
    return work


def draw(work: Sequence[Plan], pairs: int, seed: int) -> list[Plan]:
    """At most so many pairs of each site, drawn with the seed; site by site in turn, each as it is first."""
    drawn = {task.site: [Plan(task.site, None, True)] for task in work}
    for site, tasks in drawn.items():
        every = [
            Plan(site, task.first, False, (name,))
            for task in work
            if task.site == site
            for name in task.second
        ]
        tasks += Random(f"{seed}/{site}").sample(every, min(pairs, len(every)))
    return [task for turn in zip_longest(*drawn.values()) for task in turn if task is not None]


def run(
    sites: Mapping[str, Site], work: Sequence[Plan], reader: str, scorer: str, jobs: int = 1
) -> Iterator[Case]:
    """The cases of the work as they are done. `reader` and `scorer` are named as `module:function`."""
    if jobs == 1:
        worker = Worker(sites, reader, scorer)
        for task in work:
            yield from worker.cases(task)
        return
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=(_bare(sites), reader, scorer)) as pool:
        tasks = [pool.submit(_work, piece) for task in work for piece in _pieces(task)]
        for done in as_completed(tasks):
            yield from done.result()


class Worker:
    """One process' sites, reader and folder. The folder is written anew only where a page differs."""

    def __init__(self, sites: Mapping[str, Site], reader: str, scorer: str) -> None:
        self._sites = sites
        self._reader: Reader = named(reader)
        self._scorer: Scorer = named(scorer)
        memory = Path("/dev/shm")
        place = memory if memory.is_dir() and os.access(memory, os.W_OK) else None
        self._folder = tempfile.TemporaryDirectory(prefix="mutated-", dir=place)
        self._written: Mapping[str, bytes] = {}

    def cases(self, task: Plan) -> Iterator[Case]:
        """The case of the first mutation, and one for each that follows it."""
        site = self._sites[task.site]
        if task.first is None:
            yield self._read(site, (), 0)
            return
        first = apply(task.first, site)
        if task.alone:
            yield self._judge(first.site, (task.first,), first.changed, first.reason)
        for name in task.second:
            names = (task.first, name)
            if first.reason:
                yield Case(task.site, names, skipped=f"{task.first}: {first.reason}")
                continue
            both = apply(name, first.site)
            yield self._judge(both.site, names, both.changed, both.reason and f"{name}: {both.reason}")

    def _judge(self, site: Site, names: tuple[str, ...], changed: int, reason: str | None) -> Case:
        return Case(site.name, names, skipped=reason) if reason else self._read(site, names, changed)

    def _read(self, site: Site, names: tuple[str, ...], changed: int) -> Case:
        folder = Path(self._folder.name) / "mirror"
        site.write(folder, self._written)
        self._written = site.pages
        start = time.process_time()
        try:
            answers = list(self._reader(folder))
        except Exception as error:  # noqa: BLE001 - what kills the reader is a finding of the bench, not its end
            return Case(site.name, names, {}, changed, error=f"{type(error).__name__}: {error}")
        seconds = round(time.process_time() - start, 2)
        figures = self._scorer(list(site.truth.values()), answers)
        return Case(
            site.name, names, asdict(figures) if is_dataclass(figures) else dict(figures), changed, seconds
        )


def _pieces(task: Plan, size: int = 20) -> Iterator[Plan]:
    """A task in pieces short enough that progress is seen and no worker is left alone at the end."""
    yield Plan(task.site, task.first, task.alone, task.second[:size])
    for start in range(size, len(task.second), size):
        yield Plan(task.site, task.first, False, task.second[start : start + size])


def named(function: str) -> Any:
    """What `module:function` names."""
    module, _, name = function.partition(":")
    return getattr(importlib.import_module(module), name)


def _bare(sites: Mapping[str, Site]) -> list[tuple[str, dict[str, bytes], dict[str, dict[str, Any]], int]]:
    """The sites as values that travel to another process."""
    return [
        (site.name, dict(site.pages), {path: dict(row) for path, row in site.truth.items()}, site.seed)
        for site in sites.values()
    ]


_worker: Worker | None = None


def _start(
    bare: list[tuple[str, dict[str, bytes], dict[str, dict[str, Any]], int]], reader: str, scorer: str
) -> None:
    global _worker
    _worker = Worker(
        {name: Site(name, pages, truth, seed) for name, pages, truth, seed in bare}, reader, scorer
    )


def _work(task: Plan) -> list[Case]:
    assert _worker is not None
    return list(_worker.cases(task))
