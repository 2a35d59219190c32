"""Every mutation is what it says, the same each time, and fair: what the truth asks for is still on the pages."""

import os
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from benchmarks.mutations import MUTATIONS, apply, forms, in_order
from benchmarks.mutations.fairness import unfair, visible
from benchmarks.mutations.opened import OpenPage, resolve
from benchmarks.mutations.site import fold, load_sample

from .small_site import small_site

SAMPLES = os.environ.get("LEGACY_SAMPLES", "")
# What a reader sees is the same to the letter after these.
UNSEEN = (
    "base_href", "br_paragraphs", "comments_churn", "hashed_classes", "minified", "no_attributes", "numbered_ids",
    "random_wrappers", "redesign_renames_classes", "shouting_tags", "split_template", "tables_for_divs",
    "unclosed_divs", "word_markup", "dates_cut_into_spans",
)  # fmt: skip


@pytest.fixture(scope="module")
def site():
    return small_site()


def mutated(site, name):
    outcome = apply(name, site)
    assert outcome.reason is None, outcome.reason
    return outcome.site


def test_the_small_site_is_fair_as_it_is(site):
    assert unfair(site, site) == []


def test_there_are_twice_the_fourteen_and_more():
    assert len(MUTATIONS) >= 28 and all(one.does.endswith(".") for one in MUTATIONS.values())


@pytest.mark.parametrize("name", MUTATIONS)
def test_it_changes_the_site_and_stays_fair(site, name):
    outcome = apply(name, site)
    assert outcome.reason is None and outcome.changed > 0
    assert unfair(site, outcome.site) == []


@pytest.mark.parametrize("name", ["truncated_pages", "plain_comments"])
def test_what_follows_a_flat_article_of_mere_texts_comes_behind_it(name):
    """Its last part is no element, and the title is beside it."""
    site = small_site()
    pages = {}
    for path in site.articles:
        row = site.truth[path]
        text = "<br><br>".join(row["body_text"].split("\n"))
        head = f"<h2>{row['title']}</h2><em>{row['published_raw']}</em><b>{row['category']}</b>"
        pages[path] = f"<body><div>{head}{text}</div><p>Foot</p></body>".encode()
    flat = site.with_changes(pages, {path: site.truth[path] for path in pages})
    assert apply(name, flat).changed and unfair(flat, mutated(flat, name)) == []
    for content in mutated(flat, "plain_comments").pages.values():
        assert b"<br><div><h3>" not in content and b"</em><div><h3>" not in content


@pytest.mark.parametrize("name", MUTATIONS)
def test_it_does_the_same_every_time(site, name):
    first, second = apply(name, site), apply(name, small_site())
    assert dict(first.site.pages) == dict(second.site.pages)
    assert {path: dict(row) for path, row in first.site.truth.items()} == {
        path: dict(row) for path, row in second.site.truth.items()
    }


def test_another_seed_draws_other_pages(site):
    assert apply("split_template", site).site.pages != apply("split_template", small_site(seed=2)).site.pages


@pytest.mark.parametrize("name", UNSEEN)
def test_it_changes_nothing_that_is_seen(site, name):
    after = mutated(site, name)
    for path, content in site.pages.items():
        assert "".join(visible(after.pages[path]).split()) == "".join(visible(content).split()), path


def test_pairs_go_in_one_order_and_are_fair(site):
    for pair in [
        ("minified", "long_comments"),
        ("truncated_pages", "hashed_names"),
        ("lead_block", "weekly_titles"),
    ]:
        first, second = in_order(pair)
        assert in_order((second, first)) == [first, second]
        assert unfair(site, mutated(mutated(site, first), second)) == []


def test_what_does_not_apply_says_so_and_leaves_the_site(site):
    bare = mutated(site, "no_listings")
    outcome = apply("no_listings", bare)
    assert outcome.site is bare and outcome.changed == 0 and outcome.reason == "no listings"
    same = apply("constant_category", mutated(site, "constant_category"))
    assert same.reason == "no categories, or only one"


def test_links_follow_to_the_hashed_names(site):
    after = mutated(site, "hashed_names")
    listing = OpenPage(after, "list-0.html", Random(1))
    targets = {
        resolve(after, "list-0.html", link.attributes["href"]) for link in listing.tree.css("ul.all a")
    }
    assert targets == {path for path, row in after.truth.items() if row["page_type"] != "listing"}
    assert not any("ward" in path or "ferry" in path for path in after.pages)


def test_titles_change_on_the_page_in_links_and_in_the_truth(site):
    after = mutated(site, "weekly_titles")
    renamed = [path for path in site.truth if site.truth[path]["title"] != after.truth[path]["title"]]
    assert len(renamed) == 8
    for path in renamed:
        assert site.truth[path]["title"] not in visible(after.pages[path])
        assert after.truth[path]["title"] in visible(after.pages["list-1.html"])
        assert site.truth[path]["title"] not in visible(after.pages["list-1.html"])


@pytest.mark.parametrize("name", ["date_format_changes", "mixed_date_languages"])
def test_dates_change_their_form_and_not_their_day(site, name):
    after = mutated(site, name)
    changed = [
        row
        for path, row in after.truth.items()
        if row.get("published_raw") != site.truth[path].get("published_raw")
    ]
    assert 4 <= len(changed) <= 18
    for row in changed:
        form, text = forms.find(row["published_raw"])
        assert form.write(datetime.fromisoformat(row["published"])) == text


def test_a_page_that_ends_early_has_a_truth_that_ends_there(site):
    after = mutated(site, "truncated_pages")
    cut = [path for path in after.pages if after.truth[path]["body_text"] != site.truth[path]["body_text"]]
    assert cut
    for path in cut:
        assert site.truth[path]["body_text"].startswith(after.truth[path]["body_text"])
        assert site.truth[path]["body_text"].split("\n")[-1] not in visible(after.pages[path])
        assert not after.pages[path].rstrip().endswith(b"</html>")


def test_captions_are_put_where_their_picture_is(site):
    after = mutated(site, "caption_paragraphs")
    lines = next(row["body_text"] for row in after.truth.values() if row["page_type"] == "article").split(
        "\n"
    )
    assert len(lines) == 6 and lines[2].startswith("Photo: ")


def test_a_date_that_moved_is_in_one_place(site):
    after = mutated(site, "date_in_title_block")
    for row in (row for row in after.truth.values() if row.get("published_raw")):
        assert fold(visible(after.pages[row["source_path"]])).count(row["published_raw"]) == 1


def test_the_source_is_as_it_says(site):
    page = next(path for path in site.pages if path.startswith("news/"))
    assert b"<DIV ID=main CLASS=wide>" in mutated(site, "shouting_tags").pages[page]
    assert b"class=" not in mutated(site, "no_attributes").pages[page]
    assert (
        b"\n" not in mutated(site, "minified").pages[page]
        and b"</p><p>" not in mutated(site, "minified").pages[page]
    )
    assert b"<div" not in mutated(site, "tables_for_divs").pages[page]
    assert b"<!--" not in mutated(site, "minified").pages[page].replace(b"<!-- small -->", b"")


def test_the_check_finds_what_is_unfair(site):
    path = next(path for path, row in site.truth.items() if row["page_type"] == "article")
    row = site.truth[path]
    for lost in (row["title"], row["published_raw"], row["body_text"].split("\n")[2]):
        broken = site.pages[path].decode().replace(lost, "...").encode()
        complaints = unfair(site, site.with_changes({**site.pages, path: broken}, site.truth))
        assert complaints and all(path in complaint for complaint in complaints)
    assert unfair(site, site.with_changes({"x.html": b"", **site.pages}, site.truth)) == [
        "x.html: a page without a row"
    ]


def test_the_parts_of_a_flat_page_are_told_apart():
    site = small_site()
    path = site.articles[0]
    row = site.truth[path]
    flat = "".join(f"<p>{line}</p>" for line in row["body_text"].split("\n"))
    html = f"<body><h2>{row['title']}</h2><a href=x>{row['title']}</a>{flat}<em>{row['published_raw']}</em></body>"
    page = OpenPage(site.with_changes({path: html.encode()}, {path: row}), path, Random(1))
    assert page.parts.flat and page.parts.container.tag == "body" and page.parts.title.tag == "h2"
    assert [node.tag for node in page.span] == ["p"] * 5 and page.end.tag == "em"


@pytest.mark.long
@pytest.mark.skipif(not SAMPLES, reason="LEGACY_SAMPLES names no folder of real sites")
@pytest.mark.parametrize(
    "folder",
    sorted(Path(SAMPLES).glob("*/ground_truth.jsonl")) if SAMPLES else [],
    ids=lambda p: p.parent.name,
)
def test_every_mutation_of_a_real_site_is_fair(folder):
    site = load_sample(folder.parent)
    for name in MUTATIONS:
        outcome = apply(name, site)
        assert outcome.reason or outcome.changed
        assert unfair(site, outcome.site) == [], name


@pytest.mark.skipif(not SAMPLES, reason="LEGACY_SAMPLES names no folder of real sites")
def test_the_mutations_of_the_smallest_real_site_are_fair():
    folder = min(
        Path(SAMPLES).glob("*/ground_truth.jsonl"), key=lambda path: len(path.read_bytes().splitlines())
    ).parent
    site = load_sample(folder)
    for name in (
        "truncated_pages",
        "caption_paragraphs",
        "date_in_title_block",
        "minified",
        "full_text_listing",
    ):
        assert unfair(site, mutated(site, name)) == [], name
