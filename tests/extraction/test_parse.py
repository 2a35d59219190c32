"""The tree: order, nesting, what is seen, and what is refused before a parser sees it."""

import time

import pytest

from wagtail_district_news.extraction import limits
from wagtail_district_news.extraction.parse import TEXT, PageError, parse


def seen_text(markup):
    return " ".join(
        n.text.strip() for n in parse(markup).nodes if n.tag == TEXT and n.seen and n.text.strip()
    )


def test_a_page_without_markup_problems_keeps_its_order():
    tree = parse("<body><p>one <b>two</b></p><p>three</p></body>")
    assert [n.text for n in tree.nodes if n.tag == TEXT] == ["one ", "two", "three"]


def test_a_subtree_is_an_interval():
    tree = parse("<div id=a><p>x</p></div><div id=b>y</div>")
    first, second = tree.identified("a")[0], tree.identified("b")[0]
    assert [n.tag for n in tree.inside(first)] == ["div", "p", TEXT]
    assert first.contains(tree.tagged("p")[0]) and not second.contains(tree.tagged("p")[0])
    assert [n.tag for n in tree.tagged("p")[0].ancestors()] == ["div", "body", "html"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>no</script>",
        "<style>no</style>",
        "<template><p>no</p></template>",
        "<noscript><p>no</p></noscript>",
        "<iframe>no</iframe>",
        "<p hidden>no</p>",
        '<div style="color:red; DISPLAY : none"><p>no</p></div>',
        '<p style="visibility:hidden">no</p>',
        "<!-- no -->",
        "<!--[if gte mso 9]><p>no</p><![endif]-->",
    ],
)
def test_what_no_browser_shows_is_not_seen(hidden):
    assert seen_text(f"<body><p>yes</p>{hidden}<p>too</p></body>") == "yes too"


@pytest.mark.parametrize("shown", ['<p aria-hidden="true">yes</p>', '<p style="xdisplay:none">yes</p>'])
def test_what_a_browser_shows_is_seen(shown):
    assert seen_text(shown) == "yes"


def test_the_title_in_the_head_is_not_seen():
    assert seen_text("<head><title>no</title></head><body>yes</body>") == "yes"


def test_text_is_nfc_even_where_a_reference_stands_beside_a_combining_mark():
    tree = parse("<p>v&ecirc;\u0300 d&acirc;&#803;n a&#8203;b</p>")
    assert [n.text for n in tree.nodes if n.tag == TEXT] == ["v\u1ec1 d\u1ead" + "n ab"]


def test_a_selector_that_only_the_engine_knows_works():
    tree = parse("<p class=a>x</p><p>y</p>")
    assert [n.children[0].text for n in tree.by_engine("p:not(.a)")] == ["y"]


@pytest.mark.parametrize("markup", ["", "   \n\t", "\ufeff "])
def test_an_empty_page_is_refused(markup):
    with pytest.raises(PageError, match="empty"):
        parse(markup.replace("\ufeff", ""))


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 100_000,
        "<div>" * 3_000 + "x" + "</div>" * 3_000,
        "</div>" * 50_000 + "<div>" * 50_000,
        "<table><tr><td>" * 2_500,
        "<p>" + "".join(f"<font size={n}>" for n in range(1_900)) + "</p><p>x" * 2_000,
        "<b><i>" * 90_000,
        "<br>" * 200_001,
    ],
)
def test_markup_that_stalls_parsers_is_refused_at_once(markup):
    started = time.monotonic()
    with pytest.raises(PageError):
        parse(markup)
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    "markup",
    [
        "<p>x" * 50_000,
        "<ul>" + "<li>x" * 20_000,
        "<table>" + "<tr><td>x" * 20_000,
        "<div>" * 1_500 + "deep" + "</div>" * 1_500,
        "<p><b>x</b></p>" * 20_000,
    ],
)
def test_long_but_honest_markup_is_read(markup):
    assert len(parse(markup).nodes) > 1_500


def test_a_page_that_is_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "MAX_CHARACTERS", 100)
    with pytest.raises(PageError, match="longer than 100"):
        parse("<p>" + "x" * 200)


@pytest.mark.parametrize(
    "markup", ["<![", "<![CDATA[ x", "<!", "<", "<a href=", "<?xml", "&#xFFFFFF;", "<p\x00>"]
)
def test_broken_markup_parses(markup):
    parse("text " + markup)
