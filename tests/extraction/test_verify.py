"""The second count of words: by html.parser, judged by html5lib, and what a run with --verify says."""

import os
import re
from collections import Counter
from pathlib import Path

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extraction.reading import ARTICLE, document
from wagtail_district_news.extraction import jsonl
from wagtail_district_news.extraction.extract import PageError, Survey, explain_page, survey
from wagtail_district_news.extraction.profile import parse_profile
from wagtail_district_news.extraction.shell import main
from wagtail_district_news.extraction.sources import open_source
from wagtail_district_news.extraction.verify import difference, shown_words

PROFILE = parse_profile(ARTICLE)
UNSEEN = {"script", "style", "template", "noscript", "head", "title", "iframe", "noembed", "noframes"}
HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)


def words_by_html5lib(markup):
    """The shown words, by a third parser."""
    found = []
    root = html5lib.parse(markup, treebuilder="etree", namespaceHTMLElements=False, scripting=True)
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            found += re.findall(r"\w+", node)
            continue
        comment = not isinstance(node.tag, str)
        held = {} if comment else node.attrib
        shown = not (
            comment or node.tag in UNSEEN or "hidden" in held or HIDING.search(held.get("style", ""))
        )
        inside = [part for child in node for part in (child, child.tail or "")]
        if shown:
            stack += reversed([node.text or "", *inside])
    return found


MARKUPS = [
    "<p>a<b>b</b>c &amp; d<br>e</p>",
    "<p hidden>a<p>b<div>c</div>",
    "<ul><li hidden>a<li>b<ul><li>c</ul><li style='display:none'>d</ul>e",
    "<table><tr hidden><td>a<tr><td>b<td hidden>c<td>d</table>e",
    "<dl><dt hidden>a<dd>b<dt>c</dl>",
    "<div hidden><p>a</div>b</p>c",
    "<table><tr><td hidden><div>a</td><td>b</div></table>",
    "<script>var a = '<p>b</p>'</script>c<style>d</style><title>e <b>f</b></title>",
    "<noscript><img src=x>a</noscript><iframe><p>b</iframe>c",
    "<head><title>a</title><div>b</div></head>c",
    "<!-- a -->b<!-- c --> d<!doctype x>e",
    "<p>a<!-->b<!--->c<!-- d --!>e<!-- f <!--> g --> h <!-- i --!> --> j",
    "<select><option hidden>a<option>b</select>c<textarea><b>d</textarea>",
    "a</p>b</div>c</td>d",
    "<span style='visibility : hidden'>a</span><span style='color:red;display:none'>b</span>c",
    "x<p>1 < 2 && 3 > 2 &lt;p&gt; &#7879;&nbsp;y",
    "<input type=hidden value=a><img alt=b title=c>d",
]


@pytest.mark.parametrize("markup", MARKUPS)
def test_the_three_parsers_agree(markup):
    one = Survey(PROFILE)
    _, reading, fates = explain_page(document(markup), PROFILE, one)
    assert reading.tree
    assert not difference(document(markup), fates)
    assert Counter(shown_words(markup)) == Counter(words_by_html5lib(markup))


PARTS = st.recursive(
    st.sampled_from(["một ", "hai", " ba<br>", "&eacute;t ", "<img src=x>", "<!-- k -->", "5 < 6 "]),
    lambda inner: st.tuples(
        st.sampled_from(
            ["p", "div", "b", "span hidden", "div style='display:none'", "ul", "li", "table", "tr", "td"]
        ),
        st.lists(inner, max_size=3).map("".join),
    ).map(lambda part: f"<{part[0]}>{part[1]}</{part[0].split()[0]}>"),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(PARTS)
def test_every_word_is_somewhere(markup):
    markup = f"<body><main>{markup}</main>"
    _, _, fates = explain_page(document(markup), PROFILE, Survey(PROFILE))
    told = Counter(word for fate in fates for word in fate.words)
    assert told == Counter(words_by_html5lib(markup))


def test_what_is_not_accounted_for_is_told(tmp_path, monkeypatch, capsys):
    (tmp_path / "site").mkdir()
    page = "<h1>Title</h1><main><p>one two two</p></main>"
    (tmp_path / "site" / "a.html").write_text(page, encoding="utf-8")
    (tmp_path / "p.toml").write_text(ARTICLE, encoding="utf-8")
    command = ["extract", str(tmp_path / "site"), "--output", str(tmp_path / "o"), "--verify"]
    command += ["--profile", str(tmp_path / "p.toml")]
    assert main(command) == 0
    assert "counted again: 1" in capsys.readouterr().err
    whole = jsonl.explain_page

    def forgetful(*given):
        answer, reading, fates = whole(*given)
        return answer, reading, [fate._replace(words=("one", "zero")) for fate in fates[-1:]]

    monkeypatch.setattr(jsonl, "explain_page", forgetful)
    assert main(command) == 1
    said = capsys.readouterr().err
    assert "not accounted for: two (2) Title" in said
    assert "not on the page: zero" in said
    assert main([part for part in command if part != "--verify"]) == 0


def test_a_page_that_only_its_font_makes_readable_is_named(tmp_path):
    markup = "<font face='.VnTime'><h1>Th«ng b¸o</h1><main>x</main></font>"
    outcome = jsonl.read_one(jsonl.Task(Survey(PROFILE), True), (document(markup), ""))
    assert outcome.unverified
    assert outcome.differs is None


@pytest.mark.long
@pytest.mark.skipif(not os.environ.get("LEGACY_SAMPLES"), reason="LEGACY_SAMPLES is not set")
@pytest.mark.parametrize(
    "name", ["en_iata", "en_lg_late", "en_symscape", "vn_bpd", "vn_cujut", "vn_sgtvt", "vn_stp"]
)
def test_real_sites(name, tmp_path):
    from benchmarks.answers import learn_site
    from tests.extraction.test_fuzz import laid_out

    folder = laid_out(Path(os.environ["LEGACY_SAMPLES"], name), tmp_path)
    profile = learn_site(folder)
    with open_source(folder) as source:
        known = survey(source, profile)
        for one in source.documents():
            try:
                _, _, fates = explain_page(one, profile, known)
            except PageError:
                continue
            assert not difference(one, fates), one.path
