"""The runner of the mutation bench; and a part of the bench itself, on a small portal."""

import importlib.util
import json

import pytest

from benchmarks import mutated
from benchmarks.mutations import MUTATIONS, Site, forms
from benchmarks.mutations.fairness import visible
from benchmarks.mutations.report import MEAN_FLOORS, broken_floors, judged, summarise
from benchmarks.mutations.run import Case, draw, plan, run
from benchmarks.mutations.site import squeeze

from .small_site import small_site

READER, SCORER = "tests.benchmarks.small_site:read_site", "tests.benchmarks.small_site:score"
HAS_READER = all(importlib.util.find_spec(f"benchmarks.{name}") for name in ("answers", "scoring"))


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    """The small site as a folder of samples, in the layout of LEGACY_SAMPLES."""
    import gzip

    site, folder = small_site(), tmp_path_factory.mktemp("samples") / "small"
    (folder / "pages").mkdir(parents=True)
    with (folder / "ground_truth.jsonl").open("w") as rows:
        for number, (path, row) in enumerate(site.truth.items()):
            (folder / f"pages/{number}.gz").write_bytes(gzip.compress(site.pages[path]))
            rows.write(json.dumps({**row, "file": f"pages/{number}.gz"}) + "\n")
    return folder.parent


def bench(samples, *arguments, reader=READER):
    return mutated.main(["--samples", str(samples), "--reader", reader, "--scorer", SCORER, *arguments])


def test_nothing_to_read_is_said(tmp_path, capsys):
    assert bench(tmp_path) == 2
    assert "LEGACY_SAMPLES" in capsys.readouterr().err


def test_floors_that_hold_are_an_exit_code_of_naught(samples, tmp_path, capsys):
    output = tmp_path / "results" / "mutations.json"
    assert (
        bench(samples, "--mutation", "cookie_banner", "--mutation", "hashed_names", "--output", str(output))
        == 0
    )
    result = json.loads(output.read_text())
    assert result["as_it_is"]["small"]["body_f1"] == 1.0
    assert result["alone"]["cases"] == 2 and result["alone"]["broken_floors"] == []
    assert "the floors hold" in capsys.readouterr().out


def test_a_floor_that_breaks_is_named(samples, tmp_path, capsys):
    output = tmp_path / "mutations.json"
    assert bench(samples, "--mutation", "no_attributes", "--output", str(output)) == 1
    result = json.loads(output.read_text())
    assert result["alone"]["far_down"]["no_attributes @ small"]["body_f1"] == 0.0
    assert "no_attributes @ small" in capsys.readouterr().out


def test_a_reader_that_dies_counts_as_naught(samples, tmp_path):
    output = tmp_path / "mutations.json"
    code = bench(
        samples,
        "--mutation",
        "minified",
        "--output",
        str(output),
        reader="tests.benchmarks.small_site:read_nothing",
    )
    assert code == 1
    assert json.loads(output.read_text())["alone"]["far_down"] == {
        "minified @ small": "ValueError: cannot read mirror"
    }


def test_processes_give_what_one_gives(samples, tmp_path):
    work = ["--mutation", "hashed_names", "--mutation", "minified", "--mutation", "minified+cookie_banner"]
    for jobs in ("1", "2"):
        bench(samples, *work, "--jobs", jobs, "--output", str(tmp_path / f"{jobs}.json"))
    assert json.loads((tmp_path / "1.json").read_text()) == json.loads((tmp_path / "2.json").read_text())
    assert json.loads((tmp_path / "1.json").read_text())["pairs"]["cases"] == 1


def test_a_pair_that_cannot_be_combined_says_so():
    work = plan(["small"], ["no_listings+single_entry_listing"])
    cases = list(run({"small": small_site()}, work, READER, SCORER))
    assert [case.mutations for case in cases] == [(), ("no_listings", "single_entry_listing")]
    assert cases[1].skipped == "single_entry_listing: no listings" and judged(cases) == []


def test_all_pairs_are_planned_once():
    work = plan(["a", "b"], [], pairs=True)
    count = len(MUTATIONS)
    assert sum(task.alone + len(task.second) for task in work if task.first) == 2 * (
        count + count * (count - 1) // 2
    )


def test_pairs_are_drawn_evenly_and_again_with_the_same_seed():
    work = plan(["a", "b"], [], alone=False, pairs=True)
    drawn = draw(work, 5, seed=3)
    assert [task.site for task in drawn] == ["a", "b"] * 6
    assert [task.first for task in drawn[:2]] == [None, None]
    assert len({(task.site, task.first, task.second) for task in drawn[2:]}) == 10
    assert drawn == draw(work, 5, seed=3) != draw(work, 5, seed=4)
    few = plan(["a"], ["minified+archived", "minified"], alone=False)
    assert len(draw(few, 5, seed=3)) == 2


def test_pairs_that_are_drawn_are_run(samples, tmp_path):
    output = tmp_path / "mutations.json"
    bench(samples, "--draw", "3", "--seed", "2", "--output", str(output))
    result = json.loads(output.read_text())
    assert result["pairs"]["cases"] + result["pairs"]["skipped"] == 3 and "alone" not in result


def test_an_unknown_mutation_is_an_error():
    with pytest.raises(KeyError):
        plan(["a"], ["no_such_thing"])


def test_a_case_under_its_floor_breaks_though_the_mean_holds():
    cases = [Case("a", ("x",), {"body_f1": 1.0})] * 99 + [Case("b", ("x",), {"body_f1": 0.9})]
    assert broken_floors(cases) == ["body_f1: 1 cases are under 0.93"]
    assert (
        summarise("x", cases).worst["body_f1"] == (0.9, "x @ b")
        and summarise("x", cases).means["date"] is None
    )


def portal_site(folder, count=20):
    """A part of the sample portal with its truth in the shape of the samples."""
    from example_site.legacy_portal.generate import generate

    generate(folder)
    entries = [
        page for page in json.loads((folder / "truth.json").read_text())["pages"] if page["kind"] != "broken"
    ]
    news = [page for page in entries if page["kind"] in ("article", "notice")]
    pages, truth = {}, {}
    for page in (
        news[:: max(1, len(news) // count)] + [page for page in entries if page["kind"] == "listing"][:8]
    ):
        path = page["path"]
        pages[path] = (folder / "mirror" / path).read_bytes()
        truth[path] = {
            "file": path,
            "source_path": path,
            "page_type": page["kind"],
            "title": page.get("title"),
        }
        if page["kind"] != "listing":
            truth[path] |= _truth(page, squeeze(visible(pages[path])))
    return Site("portal", pages, truth)


def _truth(page, text):
    published = page["published_at"][:16]
    shown = forms.WORDED.write(forms.moment(page["published_at"][:19]))
    return {
        "category": page["category"].removeprefix("Root"),
        "published": published,
        "published_raw": shown if squeeze(shown) in text else None,
        "body_text": "\n".join(filter(None, (page["lead"], page["body_text"]))),
        "images": [],
        "attachments": [],
    }


needs_reader = pytest.mark.skipif(
    not HAS_READER, reason="benchmarks.answers or benchmarks.scoring is missing"
)


def learned(site, names):
    """The cases of the bench's own reader and scorer on one site."""
    work = plan([site.name], names)
    return judged(run({site.name: site}, work, "benchmarks.answers:read_site", "benchmarks.scoring:score"))


@needs_reader
def test_a_small_portal_is_read_under_a_few_mutations():
    names = [
        "long_comments",
        "hashed_classes",
        "weekly_titles+sibling_lists",
        "sidebars_first+constant_title",
    ]
    cases = learned(small_site(), names)
    assert len(cases) == 4 and set(MEAN_FLOORS) <= set(cases[0].figures)
    assert broken_floors(cases) == []


@pytest.mark.long
@needs_reader
def test_the_sample_portal_is_read_under_a_few_mutations(tmp_path):
    names = [
        "long_comments",
        "hashed_classes",
        "weekly_titles+sibling_lists",
        "sidebars_first+constant_title",
    ]
    cases = learned(portal_site(tmp_path), names)
    assert len(cases) == 4 and broken_floors(cases) == []
