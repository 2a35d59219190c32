"""The first sweep: date order, suspicious minutes, visitor totals, decorative pictures, old addresses."""

import pytest

from tests.extraction.reading import ARTICLE, document, read_page, read_pages
from wagtail_district_news.extraction.addresses import AddressFinder, page_claims
from wagtail_district_news.extraction.documents import Issue, SourceDocument
from wagtail_district_news.extraction.extract import extract_page
from wagtail_district_news.extraction.parse import parse
from wagtail_district_news.extraction.profile import parse_profile
from wagtail_district_news.extraction.sources import open_source
from wagtail_district_news.extraction.survey import survey
from wagtail_district_news.extraction.texts import pictures

DATED = ARTICLE.replace('date_order = "dmy"', 'date_order = "auto"') + "[template.date]\nselect = ['time']\n"
COUNTED = ARTICLE.replace("[[template]]", "[site.visitor_count]\nselect = ['.hits']\n[[template]]", 1)


def dated(when, body="x"):
    return f"<h1>T</h1><time>{when}</time><main>{body}</main>"


def surveyed(markups, profile=DATED):
    return survey([document(markup, f"{n}.html") for n, markup in enumerate(markups)], parse_profile(profile))


def codes(page):
    return [issue.code for issue in page.issues]


def test_no_page_at_all():
    known = surveyed([])
    assert (known.visitor_count, known.base_url, known.failed) == (None, "", 0)


def test_one_sure_date_decides_the_order_of_all():
    us, other = read_pages([dated("9/23/2007"), dated("5/6/2007")], DATED)
    assert (us.published_at.month, other.published_at.month, other.published_at.day) == (9, 5, 6)
    day_first = read_pages([dated("23/9/2007"), dated("5/6/2007")], DATED)[1]
    assert (day_first.published_at.month, day_first.published_at.day) == (6, 5)
    assert "ambiguous-date" not in codes(day_first)


def test_an_order_that_nothing_proves_is_said():
    page = read_page(dated("5/6/2007"), DATED)
    assert page.published_at.month == 6
    assert "ambiguous-date" in codes(page)


def test_the_profile_has_the_last_word_and_conflicts_are_said():
    known = surveyed(
        [dated("9/23/2007"), dated("8/24/2007"), dated("1/2/2007")],
        ARTICLE + "[template.date]\nselect = ['time']",
    )
    assert known.date_order == "dmy"
    assert "date-order" in [issue.code for issue in known.issues]


def test_a_minute_on_more_than_a_fifth_of_the_site_is_suspicious():
    same = [dated("(12.08.2019 15:23)")] * 3
    others = [dated(f"({day:02}.07.2019 1{day % 10}:0{day % 7})") for day in range(1, 12)]
    pages = read_pages([*same, *others], DATED)
    assert [("suspicious-date" in codes(page)) for page in pages] == [True] * 3 + [False] * 11
    assert pages[0].published_at.isoformat() == "2019-08-12T15:23:00+07:00"
    few = read_pages([*same, *others, *[dated("(01.01.2018 08:00)")] * 2], DATED)
    assert "suspicious-date" not in codes(few[0])


def test_a_day_without_a_minute_is_not_suspicious():
    assert "suspicious-date" not in codes(read_pages([dated("12.08.2019")] * 5, DATED)[0])


@pytest.mark.parametrize("raw", ["31/31/2007", "soon", "30.02.2010"])
def test_a_date_that_cannot_be_read_is_a_loss_and_never_a_guess(raw):
    page = read_page(dated(raw), DATED)
    assert page.published_at is None and page.published_raw == raw
    assert [(i.code, i.loss) for i in page.issues if "date" in i.code] == [("bad-date", True)]


def test_the_greatest_visitor_total_is_kept():
    known = surveyed(
        [f"<h1>T</h1><p class=hits>{hits}</p>" for hits in ("1.204", "37.412.221", "none", "12")], COUNTED
    )
    assert known.visitor_count == 37_412_221


def test_a_picture_in_many_bodies_is_decoration():
    pages = read_pages([dated("x", f"<img src=icon.gif><img src={n}.jpg>") for n in range(5)], DATED)
    assert [[i.decorative for i in pictures(page.body)] for page in pages] == [[True, False]] * 5
    few = read_pages([dated("x", "<img src=icon.gif>") for n in range(4)], DATED)
    assert [pictures(page.body)[0].decorative for page in few] == [False] * 4


def test_a_page_that_cannot_be_read_is_counted():
    assert surveyed(["", "<div>" * 5000, dated("x")]).failed == 2


def test_progress_is_told_page_by_page():
    told = []
    survey(
        [document("<p>x")] * 3,
        parse_profile(ARTICLE),
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(1, 0), (2, 0), (3, 0)]


def address(markup, path="a/b.html", others=(), base_url="", url=""):
    documents = [
        SourceDocument(path, markup.encode(), url=url),
        *(document(m, f"{n}.html") for n, m in enumerate(others)),
    ]
    profile = parse_profile(ARTICLE)
    return extract_page(documents[0], profile, survey(documents, profile, base_url)).address


CANONICAL = '<head><link rel="canonical" href="{}"></head><p>x'


@pytest.mark.parametrize(
    ("markup", "path", "expected"),
    [
        ("<p>x", "a.html", ""),
        (CANONICAL.format("http://p.example/x"), "a.html", "http://p.example/x"),
        (
            CANONICAL.format("http://web.archive.org/web/20130403034653/http://p.example/x"),
            "a.html",
            "http://p.example/x",
        ),
        (CANONICAL.format("/x"), "a.html", ""),
        ('<meta property="og:url" content="http://p.example/y">', "a.html", "http://p.example/y"),
        ('<base href="http://p.example/n/"><p>x', "a/index.html", "http://p.example/a/"),
        (
            "<!-- Mirrored from p.example/n/Post.aspx?ItemID=1 by HTTrack Website Copier/3.x -->x<p>",
            "x.html",
            "http://p.example/n/Post.aspx?ItemID=1",
        ),
        ('<a href="/web/20130403034653/http/p.example/a">x</a>', "a/index.html", "http://p.example/a/"),
        (
            '<script src="/web/20130403034653js_/http://cdn.example/a.js"></script><img src="/web/20130403034653im_/http://p.example/a.gif">',
            "index.html",
            "http://p.example/",
        ),
    ],
)
def test_what_a_page_says_of_its_address(markup, path, expected):
    assert address(markup, path) == expected


def test_an_address_that_many_pages_claim_is_nobodys():
    home = CANONICAL.format("http://p.example/")
    assert address(home, "x/y.html", others=[home, home]) == "http://p.example/x/y.html"


def test_what_the_source_knows_goes_first_and_what_the_caller_says_before_the_page():
    markup = CANONICAL.format("http://p.example/x")
    assert address(markup, url="http://q.example/z") == "http://q.example/z"
    assert address(markup, base_url="https://r.example") == "https://r.example/a/b.html"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("index.html", "http://p.example/"),
        ("a/index.htm", "http://p.example/a/"),
        ("n/Post.aspx?ItemID=1&C=2.html", "http://p.example/n/Post.aspx?ItemID=1&C=2"),
        ("n/Post.aspx@ItemID=1.html", "http://p.example/n/Post.aspx?ItemID=1"),
        ("a b/tin.html", "http://p.example/a%20b/tin.html"),
    ],
)
def test_stored_names_become_addresses_again(path, expected):
    assert address("<p>x", path, base_url="http://p.example/") == expected


def test_the_folder_of_a_host_is_its_address(tmp_path):
    page = tmp_path / "www.p.example" / "n" / "a.html"
    page.parent.mkdir(parents=True)
    page.write_text("<h1>T</h1>")
    with open_source(tmp_path) as source:
        known = survey(source, parse_profile(ARTICLE))
        (one,) = source.documents()
        assert known.base_url == "http://www.p.example/"
        assert extract_page(one, known.profile, known).address == "http://www.p.example/n/a.html"


def test_the_most_claimed_site_is_the_portal():
    finder = AddressFinder()
    for host in ("a.example", "b.example", "b.example"):
        tree = parse(CANONICAL.format(f"http://{host}/1"))
        finder.take_in(page_claims(tree, ""), "x.html")
    assert finder.settle() == "http://b.example/"


def claiming(count, address, own=0):
    front = [f'<link rel="canonical" href="{address}"><h1>T</h1><main>{n}</main>' for n in range(count)]
    return front + [
        f'<link rel="canonical" href="http://theme.example/{n}.html"><h1>T</h1><main>{n}</main>'
        for n in range(own)
    ]


@pytest.mark.parametrize("address", ["http://theme.example", "http://theme.example/"])
def test_a_front_page_that_every_page_claims_to_be_is_doubted(address):
    known = surveyed(claiming(3, address))
    assert known.base_url == "http://theme.example/", "what tells something is better than nothing"
    (issue,) = known.issues
    assert issue.code == "doubtful-base-url" and "3 pages" in issue.message and "--base-url" in issue.message


def test_a_front_page_beside_pages_that_name_themselves_is_not_doubted():
    assert [surveyed(claiming(*each)).issues for each in ((1, "http://theme.example/"), (3, "x", 0))] == [
        [],
        [Issue("no-base-url", surveyed([]).issues[0].message)],
    ]
    assert not surveyed(claiming(3, "http://theme.example/", own=3)).issues
    assert surveyed(claiming(3, "http://theme.example/", own=2)).issues


def test_who_says_the_old_address_is_asked_nothing():
    pages = [document(markup, f"{n}.html") for n, markup in enumerate(claiming(3, "http://theme.example"))]
    assert not survey(pages, parse_profile(DATED), "http://portal.example").issues
