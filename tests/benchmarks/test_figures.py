"""The table of figures, on a portal of our own and on cases counted by hand."""

from benchmarks import figures
from benchmarks.figures import BEGIN, COLUMNS, END, figures_of, leaks, lost_share, replaced, table

from .small_site import ARTICLES, small_site


def test_a_site_is_learned_read_and_scored():
    found = figures_of(small_site())
    assert found["pages"] == ARTICLES + 4
    assert found["body_f1"] > 0.98 and found["kind"] == 1.0
    assert found["chrome"] == 0.0 and found["lost"] < 0.001 and found["seconds"] > 0
    assert set(COLUMNS.values()) <= set(found)


def test_chrome_is_what_the_body_has_and_the_truth_has_not():
    assert leaks("Bài viết.", {"body_text": "Bài viết. TIN ĐÃ ĐƯA"})
    assert not leaks("Tin đã đưa hôm qua.", {"body_text": "Tin đã đưa  hôm qua."})
    assert not leaks("Bài viết.", {})


def test_a_lost_word_is_in_no_slot_at_all():
    truth = "one two two three"
    assert (
        lost_share([(truth, {"lead": "one", "body_text": "two", "images": [{"caption": "three"}]})]) == 0.25
    )
    assert lost_share([(truth, {})]) == 1.0
    assert lost_share([]) is None


def test_the_table_is_markdown_with_a_mean():
    rows = {
        "a": dict.fromkeys(COLUMNS.values(), 1.0) | {"pages": 10, "date": None},
        "b": dict.fromkeys(COLUMNS.values(), 0.5) | {"pages": 5, "date": None},
    }
    head, rule, first, _, last = table(rows)
    assert {line.count("|") for line in (head, rule, first, last)} == {len(COLUMNS) + 2}
    assert first.startswith("| a | 10 | 1.0000 |") and last.startswith("| **all** | 15 | 0.7500 |")
    assert "| – |" in last


def test_the_table_is_put_between_its_marks():
    assert replaced(f"x\n{BEGIN}\nold\n{END}\ny", ["new"]) == f"x\n{BEGIN}\nnew\n{END}\ny"
    page = figures.DOCS.read_text("utf-8") if figures.DOCS.exists() else f"{BEGIN}{END}"
    assert "| new |" in replaced(page, ["| new |"])


def test_without_sites_it_says_what_to_give(capsys, tmp_path):
    assert figures.main(["--samples", str(tmp_path)]) == 2
    assert "LEGACY_SAMPLES" in capsys.readouterr().err
