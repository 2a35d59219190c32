"""Which articles a page leads to, and what a page is whose kind only that tells."""

from itertools import chain

import pytest

from tests.extraction import village
from tests.extraction.reading import ARTICLE, read_pages
from wagtail_district_news.extraction.extract import extract_page, survey
from wagtail_district_news.extraction.leads import LONGEST, page_key
from wagtail_district_news.extraction.learn import learn
from wagtail_district_news.extraction.sources import open_source

SAME = [
    ["http://xa.vn/tin/mua-lu.html", "tin/mua-lu.html", "../tin/mua-lu", "/TIN/Mua-Lu.html#comments"],
    ["http://xa.vn/view.aspx?id=7", "xa.vn/view.aspx@id=7", "XA.vn/view.aspx@id=7.html", "view.aspx%3Fid=7"],
    ["https://xa.vn/blog/first-snow/", "xa.vn/blog/first-snow/index.html", "first-snow", "first-snow/index.php"],
    ["tin/gio-bao.html?utm_source=zalo", "tin/gio-bao.html"],
    ["http://xa.vn/tin/m%C6%B0a-l%C5%A9.html", "tin/mưa-lũ.html"],
]  # fmt: skip


@pytest.mark.parametrize("addresses", SAME, ids=lambda addresses: addresses[0])
def test_a_page_is_the_same_however_it_is_written(addresses):
    assert None not in (keys := {page_key(one) for one in addresses}) and len(keys) == 1


def test_other_pages_have_other_keys():
    firsts = [addresses[0] for addresses in SAME]
    others = ["view.aspx?id=8", "view.aspx", "index.php?id=7", "index.php?id=8", "index.php@id=9.html"]
    keys = [page_key(one) for one in (*firsts, *others)]
    assert len(set(keys)) == len(keys) and None not in keys


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/",
        "#top",
        "http://xa.vn",
        "http://xa.vn/",
        "https://xa.vn/Default.aspx",
        "index.html",
        "./../index.php",
        "index.php.html",
        "a" * (LONGEST + 1),
    ],
)
def test_a_front_page_has_no_key(address):
    assert page_key(address) is None


PARISH = f"""{ARTICLE}
[[furniture]]
name = "box"
select = [".box"]
texts = ["Read this next"]
"""
NEWS = (
    "Ferry timetable for the winter",
    "Two owls return home",
    "A bus for the hill farms",
    "Stone bridge closed",
)


def link(number, text=""):
    return f'<a href="{number}.html">{text or NEWS[number]}</a>'


def kinds(*pages):
    """The kinds of pages beside the four articles `0.html` to `3.html` of a site."""
    articles = [f"<h1>{title}</h1><main><p>{title} {'told at length ' * 20}</p></main>" for title in NEWS]
    return [page.kind for page in read_pages([*articles, *pages], PARISH)[len(NEWS) :]]


def test_a_front_page_of_teasers_is_a_listing():
    teasers = "".join(f"<div><h2>{link(number)}</h2><p>Read how it came.</p></div>" for number in range(3))
    assert kinds(f"<div id=front>{teasers}</div>") == ["listing"]


@pytest.mark.parametrize(
    "links",
    [
        "".join(link(number) for number in range(2)),
        link(0) * 3 + link(0, "more") + link(1),
        "".join(link(number, "A bus for the hill farms") for number in (0, 1, 91, 92)),
        "".join(f'<div class="box">{link(number)}</div>' for number in range(4)),
        "".join(f"<p>{link(number, 'Read this next')}</p>" for number in range(4)),
        "".join(f'<a href="{number}.html" hidden>{NEWS[number]}</a>' for number in range(4)),
        "".join(f'<a href="/files/{number}.pdf">{NEWS[number]}</a>' for number in range(4)),
    ],
    ids=[
        "two",
        "one page twice",
        "no articles",
        "a box of furniture",
        "lines of furniture",
        "hidden",
        "documents",
    ],
)
def test_what_leads_to_fewer_than_three_articles_lists_none(links):
    assert kinds(f"<div><p>The parish of Millbrook lies by the weir.</p>{links}</div>") == ["other"]


def test_a_box_that_stands_on_every_page_makes_no_listing():
    """No selector calls it furniture: that its block recurs tells it."""
    box = f"<div><ul>{''.join(f'<li>{link(number)}</li>' for number in range(3))}</ul></div>"
    told = ("weir", "mill", "vicar", "brook")
    about = [
        f"<div><h2>The {what}</h2><p>{f'Nobody knows who first spoke of the {what}, nor when. ' * 4}</p></div>{box}"
        for what in told
    ]
    assert kinds(*about) == ["other"] * 4
    assert kinds(about[0]) == ["listing"], "where only one page has it, it is the page's own"


@pytest.fixture(scope="module")
def parish(tmp_path_factory):
    """The kinds of all pages of the village, its front page and its page about itself among them."""
    folder = village.write(tmp_path_factory.mktemp("parish"))
    entries = [(number, village.TITLES[number]) for number in range(0, 12, 2)]
    teasers = "".join(
        f'<div class="lead"><a href="a{number}.html">{title}</a><p>{village._sentence(number, 1)}</p></div>'
        for number, title in entries
    )
    latest = "".join(f'<li><a href="a{number}.html">{title}</a></li>' for number, title in entries[:3])
    history = (
        "<p>Millbrook lies where two brooks meet; its first mill was built by the monks of the abbey.</p>"
    )
    for name, main in {
        "index": f'<div class="front">{teasers}</div>',
        "about": f'<div class="about">{history}</div><div class="more"><h3>Other news</h3><ul>{latest}</ul></div>',
        "archive": '<div class="list"><h2>Archive</h2><p>Nothing is kept here yet.</p></div>',
        "contact": '<div class="about"><p>Weir Lane 4, Millbrook. Ring twice.</p></div>',
    }.items():
        (folder / f"{name}.html").write_text(village._page("Millbrook", main, 40, None), "utf-8")
    with open_source(folder) as source:
        profile = learn(source)
        known = survey(source, profile)
        return {one.path: extract_page(one, profile, known).kind for one in source.documents()}


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("index", "listing"),
        ("about", "other"),
        ("contact", "other"),
        ("archive", "other"),
        ("list1", "listing"),
        ("a3", "article"),
        ("a4", "notice"),
    ],
)
def test_the_pages_of_a_learned_portal(parish, page, kind):
    assert parish[f"{page}.html"] == kind


def test_nothing_else_became_a_listing(parish):
    listings = set(chain(("index.html",), (f"list{number}.html" for number in range(3))))
    assert {path for path, kind in parish.items() if kind == "listing"} == listings
