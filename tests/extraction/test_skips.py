"""What is passed over: it counts as furniture word for word, and nothing that is read depends on it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.portals.press import pages
from tests.extraction.reading import document, visible_words
from tests.extraction.test_hostile import PIECES
from wagtail_district_news.extraction import reading, skips
from wagtail_district_news.extraction.documents import SourceDocument
from wagtail_district_news.extraction.extract import PageError, Survey, explain_page, extract_page, survey
from wagtail_district_news.extraction.jsonl import page_data
from wagtail_district_news.extraction.learn import learn
from wagtail_district_news.extraction.profile import builtin_profiles, parse_profile
from wagtail_district_news.extraction.sources import open_source
from wagtail_district_news.extraction.tree import NeedsWholeTree

FIXTURES = Path(__file__).parent / "fixtures"
SITE = """
format = 1
name = "test"
[site]
timezone = "UTC"
[[furniture]]
name = "menu"
select = ["div.menu", "nav"]
%s
[[template]]
name = "article"
match = ["h1"]
[template.title]
select = ["h1"]
[template.body]
select = ["main"]
%s
"""
PLAIN = parse_profile(SITE % ("", ""))
MENU = "<div class=menu><ul><li><a href=/a>Home page</a><li hidden>not shown</ul>of the site</div>"


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch):
    """A path that had to be read once is read from then on: not what one test leaves to the next."""
    monkeypatch.setattr(skips._IN_USE, "skips", None, raising=False)


def page(menu=MENU, body="<p>Words.", title="<h1>Title</h1>"):
    return f"<!doctype html><body>{menu}{title}<main>{body}</main><nav><p>At the end</nav>"


def unread(markup, profile=PLAIN):
    """What was passed over of a page, by tag and class; None where the page needed its whole tree."""
    tree = reading.read(document(markup), profile, whole=False).tree
    return [(tree.nodes[index].tag, *tree.nodes[index].classes) for index in tree.unread]


def check(found, profile, known):
    """A page reads alike with and without what is passed over. Returns how many words of it were."""
    try:
        whole, course, fates = explain_page(found, profile, known)
    except PageError as refused:
        with pytest.raises(PageError, match=r".") as also:
            extract_page(found, profile, known)
        assert str(also.value) == str(refused)
        return 0
    quick = extract_page(found, profile, known)
    assert page_data(quick) == page_data(whole) and quick == whole
    assert sum(len(fate.words) for fate in fates) == whole.accounting.total
    held = reading.read(found, profile, whole=False).tree.unread.values()
    assert not course.tree.unread and sum(one.words for one in held) <= whole.accounting.furniture
    return sum(one.words for one in held)


def test_furniture_is_passed_over():
    assert unread(page()) == [("div", "menu"), ("nav",)]
    assert unread(page(menu="", body="").replace("<nav>", "<div>")) == []


def test_it_is_counted_word_for_word():
    found = document(page())
    tree = reading.read(found, PLAIN, whole=False).tree
    assert [held.words for held in tree.unread.values()] == [5, 3]
    accounting = extract_page(found, PLAIN, Survey(PLAIN)).accounting
    assert accounting.furniture == 8 and accounting.kept == 2
    assert accounting.total == len(visible_words(page()))


def test_what_is_hidden_around_it_has_no_words():
    markup = page(menu=f"<div style='display:none'>{MENU}</div>")
    tree = reading.read(document(markup), PLAIN, whole=False).tree
    assert [held.words for held in tree.unread.values()] == [0, 3]


@pytest.mark.parametrize(
    ("slot", "menu"),
    [
        ("[template.date]\nselect = ['div.menu p.d']", "<div class=menu><p class=d>1/2/2013</p></div>"),
        ("[template.date]\nselect = ['.d']", "<div class=menu><p><b class=d>1/2/2013</b></div>"),
        ("[template.date]\nselect = ['div']\npattern = '\\d+/\\d+/\\d+'", "<div class=menu>1/2/2013</div>"),
        ("[template.date]\nselect = ['p + b']", "<div class=menu><p>x</p><b>1/2/2013</b></div>"),
        ("[template.date]\nselect = ['b:nth-child(2)']", "<div class=menu><p>x</p><b>1/2/2013</b></div>"),
        ("[template.date]\nselect = ['b:not(:empty)']", "<div class=menu><b>1/2/2013</b></div>"),
        ("[template.date]\nselect = ['meta[name=d]']\nattribute = 'content'",
         "<div class=menu><meta name=d content=1/2/2013></div>"),
        ("[template.attachments]\nselect = ['div.menu a']", "<div class=menu><a href=a.pdf>A paper</a></div>"),
        ("[template.attachments]\nselect = ['a']", "<div class=menu><a href=a.pdf>A paper</a></div>"),
        ("[template.captions]\nselect = ['.c']", "<div class=menu><p class=c>A line</div>"),
    ],
)  # fmt: skip
def test_where_anything_is_looked_for_all_is_read(slot, menu):
    profile = parse_profile(SITE % ("", slot))
    assert ("div", "menu") not in unread(page(menu), profile)
    check(document(page(menu)), profile, Survey(profile))


@pytest.mark.parametrize(
    "menu",
    [
        "<div class=menu><svg><p>x</p></svg></div>",
        "<div class=menu><base href=/x/></div>",
        "<div class=menu><link rel=canonical href=http://a.test/x></div>",
        "<div class=menu><font face='.VnTime'>tr­êng</font></div>",
        "<div class=menu><style>p { font-family: .VnTime }</style></div>",
        "<div class=menu><template><p>x</template></div>",
    ],
)
def test_what_tells_of_the_whole_page_is_read(menu):
    assert ("div", "menu") not in unread(page(menu))
    check(document(page(menu)), PLAIN, Survey(PLAIN))


def test_a_template_or_furniture_that_is_looked_for_inside_is_read():
    profile = parse_profile((SITE % ("", "")).replace('match = ["h1"]', 'match = ["h1", "div.menu b"]'))
    assert ("div", "menu") not in unread(page("<div class=menu><b>x</b></div>"), profile)


def test_a_line_that_ends_the_body_is_never_passed_over():
    profile = parse_profile((SITE % ("", "")) + "until = ['Other news']\nreach = 'title'\n")
    assert ("div", "menu") in unread(page(), profile)
    assert ("div", "menu") not in unread(page("<div class=menu><p>Other  NEWS</p></div>"), profile)


@pytest.mark.parametrize(
    "markup",
    [
        page(title=""),  # no template: all that can be said is how it looks as a whole
        page(body="<p>x<div class=menu><a href=a.pdf>paper</a></div>"),  # a document in the body's furniture
        page(body="<p>x") + "<style>p { font-family: .VnTime }</style>",
    ],
)
def test_what_needs_the_whole_tree_gets_it(markup, monkeypatch):
    asked = []
    laid_out = reading._laid_out

    def noted(*arguments):
        asked.append(len(arguments) > 3 and arguments[3] is not None)
        return laid_out(*arguments)

    monkeypatch.setattr(reading, "_laid_out", noted)
    found = reading.read(document(markup), PLAIN, whole=False)
    assert asked == [True, False] and not found.tree.unread


def test_without_a_second_road_it_would_be_raised():
    decoded = reading._decoded(document(page(title="")))
    with pytest.raises(NeedsWholeTree):
        reading._laid_out(document(page(title="")), decoded, PLAIN, skips.skips_in_use(PLAIN))


def test_one_inside_that_must_be_read_keeps_the_path_from_then_on():
    assert unread(page()) and ("div", "menu") not in unread(page("<div class=menu><svg></svg></div>"))
    check(document(page()), PLAIN, Survey(PLAIN))


COUNTER = "<div class=menu>%s<ul><li>Home<li>News</ul><p>Seen by <b class=count>%d</b></p></div>"


def test_of_furniture_that_holds_a_counter_the_rest_is_passed_over():
    zone = 'timezone = "UTC"\n'
    said = zone + '[site.visitor_count]\nselect = ["b.count"]\n'
    profile = parse_profile((SITE % ("", "")).replace(zone, said))
    for number in range(12):
        found = document(page(COUNTER % ("", 1000 + number)))
        assert extract_page(found, profile, Survey(profile)).visitor_count == 1000 + number
        assert check(found, profile, Survey(profile)) == 2 + 3  # the list, and what stands at the end
    assert ("ul",) in unread(page(COUNTER % ("", 7)), profile)


def test_furniture_of_one_template_is_read_on_pages_of_another():
    other = '[[template.furniture]]\nname = "box"\nselect = ["div.box"]\n[[template]]\nname = "list"\nmatch = ["h2"]'
    profile = parse_profile(SITE % ("", other + '\n[template.title]\nselect = ["h2"]'))
    box = "<p>Words.<div class=box><p>in a box</div>"
    assert ("div", "box") in unread(page(body=box), profile)
    listing = page(body=box, title="<h2>Title</h2>")
    assert ("div", "box") not in unread(listing, profile)
    for markup in (page(body=box), listing):
        check(document(markup), profile, Survey(profile))


def test_a_place_that_often_has_to_be_read_is_given_up():
    used = skips.skips_in_use(PLAIN)
    unread(page())
    place = next(iter(used.places))
    for _ in range(10):
        used.doubt(place)
    assert place not in used.places


def paths_of(profile, *classes):
    used = skips.skips_in_use(profile)
    for names in classes:
        check(document(page().replace("<body>", f"<body class='{names}'>")), profile, Survey(profile))
    return len(used.paths)


def test_classes_of_the_body_that_nobody_asks_for_make_no_paths(monkeypatch):
    few = paths_of(PLAIN, "page-1")
    assert paths_of(PLAIN, "page-1", "page-2 logged-out", "page-3") == few
    asked = parse_profile((SITE % ("", "")).replace('match = ["h1"]', 'match = ["body.news h1"]'))
    both = [page().replace("<body>", f"<body class='page-1 {name}'>") for name in ("news", "old")]
    for markup, template in zip(both, ("article", ""), strict=True):
        assert extract_page(document(markup), asked, Survey(asked)).template == template
        check(document(markup), asked, Survey(asked))
    anything = parse_profile((SITE % ("", "")).replace('match = ["h1"]', "match = [\"[class^='news'] h1\"]"))
    markup = page().replace("<body>", "<body class='news-7'>")
    assert extract_page(document(markup), anything, Survey(anything)).template == "article"


def test_what_is_remembered_is_bounded(monkeypatch):
    monkeypatch.setattr(skips, "MAX_KNOWN", 500)
    monkeypatch.setattr(skips, "MOST_TAGS", 10)
    used = skips.skips_in_use(profile := parse_profile(SITE % ("", "")))
    for number in range(50):
        check(
            document(page(f"<div class=menu><a href=/{number}>Page {number}</a></div>")),
            profile,
            Survey(profile),
        )
    assert sum(len(inside) for _, inside in used._known) <= 500 and len(used._tags) <= 20


@settings(max_examples=60, deadline=None)
@given(PIECES, PIECES, st.sampled_from(["div class=menu", "nav", "p class=menu"]))
def test_any_soup_reads_alike(menu, body, around):
    markup = page(f"<{around}>{' '.join(menu)}</{around.split()[0]}>", " ".join(body)).replace("\0", "")
    check(document(markup), PLAIN, Survey(PLAIN))


@pytest.mark.parametrize("folder", sorted(p.name for p in FIXTURES.iterdir() if any(p.rglob("*.html"))))
def test_fixtures_read_alike(folder):
    documents = [SourceDocument(p.name, p.read_bytes()) for p in sorted((FIXTURES / folder).rglob("*.html"))]
    for profile in (
        builtin_profiles().values() if isinstance(builtin_profiles(), dict) else builtin_profiles()
    ):
        known = survey(documents, profile)
        for one in documents:
            check(one, profile, known)


@pytest.mark.parametrize(
    "name",
    [
        "typo3",
        *(pytest.param(name, marks=pytest.mark.long) for name in ("bitrix", "wordpress", "liferay", "thai")),
    ],
)
def test_generated_portals_read_alike(name, tmp_path):
    for made in pages(name)[:40]:
        (tmp_path / made.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / made.path).write_bytes(made.content)
    with open_source(tmp_path) as source:
        profile = learn(source)
        documents = list(source.documents())
    known = survey(documents, profile)
    assert sum(extract_page(one, profile, known).kind == "article" for one in documents) > 10
    for one in documents:
        check(one, profile, known)
