"""What counting costs beside none and beside its peers: `python -m benchmarks.counting` (`make bench-counting`).

Prints the ratios and writes benchmarks/results/counting.json; the method is in benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from statistics import median

from .counting_load import Asked, Load, family, load, serving
from .counting_world import ROOT, Site, World

RESULTS = ROOT / "benchmarks/results/counting.json"
PEERS = ROOT / "build/peers"
_visitors = count(1)


@dataclass(frozen=True)
class Workload:
    """What is measured. Only as it stands here do its figures go into the results."""

    rounds: int = 5
    workers: int = 2
    threads: int = 8
    readers: int = 16
    requests: int = 400  # of a round and a site
    processes: int = 16  # on the hot row
    seconds: float = 3.0  # of the hot row, a round
    pages: tuple[int, int] = (11_000, 110_000)
    past_views: int = 10_000_000
    views: int = 5_000  # of a round of the cost of a view


SHORT = Workload(rounds=2, requests=100, seconds=2.0, pages=(300, 3_000), past_views=30_000, views=500)


class Bench:
    """The sites of a run, and what was found."""

    def __init__(self, world: World, workload: Workload):
        self.world, self.workload, self.lost = world, workload, 0

    # requests of the article's page

    def pages(self) -> dict:
        sites = {
            "uncounted": self.world.on_postgresql("uncounted", counts=False),
            "counted": self.world.on_postgresql("counted"),
            "hitcount": self.world.on_postgresql(
                "hitcount", counts=False, peer=str(PEERS / "django-hitcount")
            ),
            "uncounted_atomic": self.world.on_postgresql("uncounted_atomic", counts=False, atomic=True),
            "counted_atomic": self.world.on_postgresql("counted_atomic", atomic=True),
        }
        page = _the_same({name: site.ask("page") for name, site in sites.items()})
        sent_before = {name: site.ask("totals", str(page["pk"]))["shown"] for name, site in sites.items()}
        rounds = self._rounds(sites, dict.fromkeys(sites, Asked(page["path"])))
        for name in ("counted", "counted_atomic"):
            sent = sum(one[name].sent for one in rounds) + self.workload.readers
            self._check(sites[name], page["pk"], sent + sent_before[name])
        sent = sum(one["hitcount"].sent for one in rounds)
        self._same_work("hitcount", sent, sites["hitcount"].ask("hits", str(page["pk"]))["shown"])
        return {"queries": page["queries"], **_compared(rounds)}

    def requests(self) -> float:
        """The page stands in a cache, and browsers have it counted: our beacon, and the peer's own view for that."""
        by_beacon = {"COUNT_BY": "beacon"}
        peer = {"counts": False, "peer": str(PEERS / "django-hitcount"), "options": {}}
        sites = {
            "beacon": self.world.on_postgresql("beacon", options=by_beacon),
            "hitcount": self.world.on_postgresql("hitcount_alone", **peer),
        }
        pk = sites["beacon"].ask("page")["pk"]
        body = {name: site.ask("token")["body"] for name, site in sites.items()}
        form = {"Content-Type": "application/x-www-form-urlencoded", "X-Requested-With": "XMLHttpRequest"}
        secret = "x" * 32
        asked = {
            "beacon": Asked(
                "/news/count/", "POST", body["beacon"], {"Host": "bench", "Origin": "http://bench"}, 204
            ),
            "hitcount": Asked(
                "/hitcount/hit/ajax/",
                "POST",
                body["hitcount"],
                {**form, "Cookie": f"csrftoken={secret}", "X-CSRFToken": secret},
            ),
        }
        rounds = self._rounds(sites, asked)
        sent = sum(one["beacon"].sent for one in rounds) + self.workload.readers
        self._check(sites["beacon"], pk, sent)
        self._same_work("hitcount", sent, sites["hitcount"].ask("hits", str(pk))["shown"])
        return median(one["beacon"].rate / one["hitcount"].rate for one in rounds)

    def _same_work(self, name: str, sent: int, counted: int) -> None:
        """Refuse a peer that did not count most of what it was sent: it did something else. It may lose some."""
        if counted < sent * 0.9:
            raise SystemExit(f"{name} counted {counted} of {sent}: not the same workload")

    def _rounds(self, sites: dict[str, Site], asked: dict[str, Asked]) -> list[dict[str, Load]]:
        load_ = self.workload
        with ExitStack() as stack:
            served = {
                name: stack.enter_context(serving(site, load_.workers, load_.threads))
                for name, site in sites.items()
            }

            def ask(name: str, requests: int) -> Load:
                port, pid = served[name]
                first = next(_visitors) << 16
                return load(
                    port,
                    asked[name],
                    requests,
                    load_.readers,
                    first,
                    lambda: [*family(pid), *self._backends(sites[name])],
                )

            for name in sites:
                ask(name, load_.readers)  # imports, templates and connections
            rounds = []
            for number in range(load_.rounds):
                names = list(sites) if number % 2 == 0 else list(sites)[::-1]
                rounds.append({name: ask(name, load_.requests) for name in names})
                print(
                    "  " + ", ".join(f"{name} {one.rate:.1f}/s" for name, one in rounds[-1].items()),
                    flush=True,
                )
            return rounds

    def _backends(self, site: Site) -> list[int]:
        """The processes of PostgreSQL that work for a site."""
        name = site.database["NAME"]
        return [
            row[0] for row in self.world.sql(f"SELECT pid FROM pg_stat_activity WHERE datname = '{name}'")
        ]

    def _check(self, site: Site, pk: int, sent: int) -> None:
        found = site.ask("totals", str(pk))
        self._lose(site.name, sent, found["shown"])
        self._lose(site.name, found["shown"], found["days and waiting"])

    def _lose(self, name: str, sent: int, counted: int) -> None:
        if sent != counted:
            print(f"  {name}: {sent} sent, {counted} counted")
        self.lost += abs(sent - counted)

    # one hot row

    def hot_row(self, make) -> dict[str, float]:
        """Return how often we count while dj-hitcount counts once: with our rules, and as it comes.

        `insert` is how often a bare INSERT can be done meanwhile: more is not to be had of the database.
        """
        peer = str(PEERS / "dj-hitcount")
        sites = {
            "ours": make("hot_ours"),
            "peer": make("hot_peer", peer=peer),
            "peer as it comes": make("hot_peer_default", peer=peer, peer_rules=False),
            "insert": make("hot_insert", counts=False),
        }
        rounds = []
        for number in range(self.workload.rounds):
            names = list(sites)[:: 1 if number % 2 == 0 else -1]
            rates = {name: self._hot(sites[name], name.split()[0]) for name in names}
            print("  " + ", ".join(f"{name} {rates[name]:.0f}/s" for name in sites), flush=True)
            rounds.append(rates)
        return {
            "rules": median(one["ours"] / one["peer"] for one in rounds),
            "defaults": median(one["ours"] / one["peer as it comes"] for one in rounds),
            "insert": median(one["insert"] / one["peer"] for one in rounds),
        }

    def _hot(self, site: Site, counter: str) -> float:
        done = site.ask("hot", str(self.workload.processes), str(self.workload.seconds), counter)
        if counter == "ours":
            self._lose(site.name, done["sent"], done["counted"])
        return done["rate"]

    # many pages

    def growth(self) -> float:
        few, many = self.world.on_postgresql("few"), self.world.on_postgresql("many")
        for site, pages, views in zip(
            (few, many), self.workload.pages, (0, self.workload.past_views), strict=True
        ):
            print(f"  {site.name}: {site.ask('grow', str(pages), str(views))}", flush=True)
        ratios = []
        for number in range(self.workload.rounds):
            order = (few, many) if number % 2 == 0 else (many, few)
            took = {site.name: site.ask("cost", str(self.workload.views))["seconds"] for site in order}
            ratios.append(took["many"] / took["few"])
            print(f"  few {took['few'] * 1e6:.0f} us, many {took['many'] * 1e6:.0f} us a view", flush=True)
        return median(ratios)


def _the_same(pages: dict[str, dict]) -> dict:
    """Refuse sites that do not serve the same page; return it, with the queries that counting adds."""
    for name in ("path", "pk", "title"):
        if len({page[name] for page in pages.values()}) != 1:
            raise SystemExit(f"The sites do not serve the same article: {pages}")
    added = [
        pages["counted"]["queries"] - pages["uncounted"]["queries"],
        pages["counted_atomic"]["queries"] - pages["uncounted_atomic"]["queries"],
    ]
    print(
        f"  {pages['uncounted']['path']}: "
        + ", ".join(f"{name} {page['queries']} queries" for name, page in pages.items())
    )
    return {**pages["uncounted"], "queries": max(added)}


def _compared(rounds: list[dict[str, Load]]) -> dict:
    def ratio(figure: str, one: str, other: str) -> float:
        return median(getattr(done[one], figure) / getattr(done[other], figure) for done in rounds)

    return {
        "page_vs_hitcount": ratio("rate", "counted", "hitcount"),
        "throughput_vs_uncounted": ratio("rate", "counted", "uncounted"),
        "throughput_vs_uncounted_atomic": ratio("rate", "counted_atomic", "uncounted_atomic"),
        "p99_vs_uncounted": ratio("p99", "counted", "uncounted"),
        "cpu": ratio("cpu", "counted", "uncounted") - 1,
    }


def measure(world: World, workload: Workload) -> dict:
    """Measure everything and return the results as they are written."""
    bench = Bench(world, workload)
    print("The article's page", flush=True)
    pages = bench.pages()
    print(f"  the page beside django-hitcount's: {pages['page_vs_hitcount']:.2f} times", flush=True)
    print("Requests that count a page of a cache", flush=True)
    requests = bench.requests()
    print("A hot row on PostgreSQL", flush=True)
    on_postgresql = bench.hot_row(world.on_postgresql)
    print("A hot row on SQLite", flush=True)
    on_sqlite = bench.hot_row(world.on_sqlite)
    print("Many pages and past views", flush=True)
    ratios = {
        "requests_vs_hitcount": requests,
        "pages_vs_hitcount": pages["page_vs_hitcount"],
        "hot_row_vs_hitcount_postgresql": on_postgresql["rules"],
        "hot_row_vs_hitcount_postgresql_as_it_comes": on_postgresql["defaults"],
        "hot_row_bare_insert_postgresql": on_postgresql["insert"],
        "hot_row_vs_hitcount_sqlite": on_sqlite["rules"],
        "hot_row_vs_hitcount_sqlite_as_it_comes": on_sqlite["defaults"],
        "hot_row_bare_insert_sqlite": on_sqlite["insert"],
        "throughput_vs_uncounted": pages["throughput_vs_uncounted"],
        "throughput_vs_uncounted_atomic": pages["throughput_vs_uncounted_atomic"],
        "p99_vs_uncounted": pages["p99_vs_uncounted"],
        "cost_110k_vs_11k": bench.growth(),
    }
    return {
        "ratios": {name: round(ratio, 3) for name, ratio in ratios.items()},
        "added_queries": pages["queries"],
        "added_cpu_share": round(pages["cpu"], 3),
        "lost": bench.lost,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=Workload.rounds, help="more than five are as good")
    parser.add_argument(
        "--short", action="store_true", help="see that it works: small, and nothing is written"
    )
    parser.add_argument("--folder", type=Path, help="keeps the sites' templates for the next run")
    given = parser.parse_args()
    workload = SHORT if given.short else replace(Workload(), rounds=given.rounds)
    if not given.short and given.rounds < Workload.rounds:
        parser.error("fewer than five rounds are no measurement (--short: none at all)")
    for peer in ("django-hitcount", "dj-hitcount"):
        if not (PEERS / peer / "hitcount").is_dir():
            parser.error(f"{peer} is not in {PEERS}: make bench-counting puts it there")
    with ExitStack() as stack:
        folder = given.folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        os.environ.setdefault("TEST_POSTGRESQL_DIR", str(folder / "postgresql"))
        world = World(folder.resolve())
        stack.callback(world.close)
        world.prepare()
        results = measure(world, workload)
    print(json.dumps(results, indent=2))
    if given.short:
        return
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
