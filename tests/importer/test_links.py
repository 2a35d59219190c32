"""Where links go, and which old page a document is."""

from __future__ import annotations

import pytest

from tests.importer.conftest import BASE, PlainSource, make_page
from wagtail_district_news.importer.identity import (
    file_addresses,
    key_hash,
    page_key,
    portal_name,
    source_name,
)
from wagtail_district_news.importer.links import PageLinks, Pending, absolute, link_targets

HERE = {"b.html": "b.html", "list.html": "list.html", "x.pdf": "x.pdf"}


def make_links(page=None, base_url=BASE, standing=None):
    standing = standing or {}
    return PageLinks(
        page=page or make_page("a.html", address=f"{base_url}news/a.html" if base_url else ""),
        portal="portal.example",
        base_url=base_url,
        locate=lambda href, path: HERE.get(href.rsplit("/", 1)[-1]),
        is_page=lambda path: path.endswith(".html"),
        pages=lambda path, key: standing.get(path or key),
    )


@pytest.mark.parametrize("href", ["", "#top", "   "])
def test_links_to_nowhere_are_taken_away_in_silence(href):
    links = make_links()
    assert links.resolve(href) is None and links.issues == []


@pytest.mark.parametrize(
    "href", ["javascript:void(0)", "file:///C:/a.doc", "data:text/html,x", "vbscript:x", "about:blank"]
)
def test_links_that_no_browser_should_follow_are_taken_away_and_said_so(href):
    links = make_links()
    assert links.resolve(href) is None
    assert [(each.code, each.loss) for each in links.issues] == [("link-dropped", False)]


@pytest.mark.parametrize(
    "href", ["mailto:a@example.org", "tel:+84123", "ftp://example.org/x", "https://example.org/?a=1"]
)
def test_links_elsewhere_stay(href):
    assert make_links().resolve(href) == {"href": href}


def test_wayback_prefixes_go():
    href = "https://web.archive.org/web/20130207093732id_/http://example.org/x"
    assert make_links().resolve(href) == {"href": "http://example.org/x"}
    assert make_links().resolve("/web/20130207093732/http://example.org/x") == {
        "href": "http://example.org/x"
    }


def test_a_page_that_stands_becomes_a_page_link():
    links = make_links(standing={"b.html": 7})
    assert links.resolve("b.html#part") == {"linktype": "page", "id": "7"}
    assert links.pending == []


def test_a_page_that_does_not_stand_yet_is_noted():
    links = make_links()
    assert links.resolve("b.html") == {"href": f"{BASE}news/b.html"}
    assert links.pending == [Pending(f"{BASE}news/b.html", "b.html", "")]


def test_a_page_is_found_by_its_address_when_no_file_is_called_so():
    address = f"{BASE}Post.aspx?Mode=1&ItemID=5"
    key = key_hash("portal.example", page_key("http://www.portal.example/post.aspx?itemid=5", ""))
    assert make_links(standing={key: 9}).resolve(address) == {"linktype": "page", "id": "9"}
    links = make_links()
    assert links.resolve(address) == {"href": address}
    assert links.pending == [Pending(address, "", key)]


def test_relative_links_become_absolute_on_the_old_address():
    assert make_links().resolve("../old/x") == {"href": f"{BASE}old/x"}
    assert make_links().resolve("/x?y=1") == {"href": f"{BASE}x?y=1"}


def test_without_an_old_address_a_relative_link_keeps_only_its_words():
    links = make_links(base_url="")
    assert links.resolve("elsewhere.html") is None
    assert links.resolve("b.html") == {"href": "/b.html"}, "until the second sweep knows better"


@pytest.mark.parametrize(
    ("href", "base_href", "expected"),
    [
        ("x.png", "", "http://portal.example/news/x.png"),
        ("x.png", "http://cdn.example/img/", "http://cdn.example/img/x.png"),
        ("x.png", "/img/", "http://portal.example/img/x.png"),
        ("//cdn.example/x.png", "", "http://cdn.example/x.png"),
        ("file:///x", "", ""),
        ("http://[broken", "", ""),
    ],
)
def test_absolute(href, base_href, expected):
    page = make_page("a.html", address=f"{BASE}news/a.html", base_href=base_href)
    assert absolute(href, page, BASE) == expected


def test_link_targets():
    assert link_targets(
        "<a href=\"a?x=1&amp;y=2\">1</a><A class='z' HREF='b'>2</A><a>3</a><a href=\"b\">4</a>"
    ) == ["a?x=1&y=2", "b"]


# identity


def test_a_page_is_told_by_its_address_whatever_host_case_or_order():
    forms = [
        "http://portal.example/News/Post.aspx?ItemID=5&CategoryId=2",
        "https://www.portal.example/news/post.aspx?categoryid=2&itemid=5&Source=x&fbclid=y#top",
    ]
    assert len({page_key(form, "a.html") for form in forms}) == 1
    assert page_key("", "a.html") == "file:a.html" != page_key("", "b.html")


def test_portals_are_told_apart():
    assert portal_name("", "https://www.portal.example/", "mirror") == "portal.example"
    assert portal_name("", "http://portal.example/sub/", "mirror") == "portal.example/sub"
    assert portal_name("", "", "mirror") == "mirror"
    assert portal_name("Own", BASE, "mirror") == "Own"
    assert key_hash("a", "k") != key_hash("b", "k") and len(key_hash("a", "k")) == 64


@pytest.mark.parametrize(
    ("path", "name"), [("/x/mirror/", "mirror"), ("/x/mirror.zip", "mirror"), ("", "source")]
)
def test_a_source_is_named_like_its_folder(path, name):
    assert source_name(path) == name


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("portal.example/news/Post.aspx?ID=1.html", "http://portal.example/news/Post.aspx?ID=1"),
        ("news/Post.aspx@ID=1.html", "http://portal.example/news/Post.aspx?ID=1"),
        ("news/index.html", "http://portal.example/news/"),
        ("plain.html", "http://portal.example/plain.html"),
    ],
)
def test_a_file_tells_its_address(path, first):
    assert file_addresses(path, BASE)[0] == first


@pytest.mark.django_db
def test_a_draft_gets_no_permanent_redirect(run, client):
    from wagtail.contrib.redirects.models import Redirect

    pages = {"a.html": make_page("a.html", address="http://portal.example/a.html")}
    run(PlainSource(pages), draft=True)
    assert not Redirect.objects.exists()
    assert client.get("/a.html").status_code == 404
