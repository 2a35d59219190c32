"""Old addresses: one key for every way to write one, and the page that answers."""

import unicodedata
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.models import Site

from wagtail_district_news import legacy_addresses
from wagtail_district_news.legacy_addresses import candidates, normalise, remember, resolve
from wagtail_district_news.models import LegacyAddress

POST = "/tintuc/lists/posts/post.aspx"
FULL = f"{POST}?categoryid=17&itemid=2275"


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("", "/"),
        ("/", "/"),
        ("http://old.example.org", "/"),
        ("http://old.example.org/Default.aspx", "/"),
        ("/gioi-thieu/", "/gioi-thieu"),
        ("/gioi-thieu/index.html", "/gioi-thieu"),
        ("/gioi-thieu//Index.HTM#top", "/gioi-thieu"),
        ("/a/default.aspx?ItemID=3", "/a?itemid=3"),
        ("/page.php?id=7", "/page.php?id=7"),
        ("/search?q=", "/search?q="),
        ("relative/page.html", "/relative/page.html"),
        ("/a/page.jsp;jsessionid=AB12?id=3", "/a/page.jsp?id=3"),
        ("/a%2Fb", "/a/b"),
        ("/x?a=1%262", "/x?a=1%262"),
        ("/x?a=1&amp;b=2", "/x?a=1&b=2"),
    ],
)
def test_the_key_of_an_address(address, key):
    assert normalise(address) == key


@pytest.mark.parametrize(
    "address",
    [
        "http://www.example.org/tintuc/Lists/Posts/Post.aspx?CategoryId=17&ItemID=2275",
        "https://example.org:8080/TINTUC/lists/posts/POST.ASPX?itemid=2275&categoryid=17",
        "//www.example.org/tintuc/Lists/Posts/Post.aspx?CategoryId=17&ItemID=2275",
        "/tintuc/Lists/Posts/Post.aspx?CategoryId=17&ItemID=2275&PublishedDate=2018-10-25T11:05:00Z",
        "/tintuc/Lists/Posts/Post.aspx?Mode=1&CategoryId=17&ItemID=2275&Source=%2Ftintuc%2Fdefault.aspx",
        "/tintuc/Lists/Posts/Post.aspx?CategoryId=17&ItemID=2275&fbclid=IwAR0&utm_source=x&UTM_medium=y",
        "/tintuc/Lists/Posts/Post.aspx?CategoryId=17&amp;ItemID=2275",
        "/tintuc/Lists/Posts/Post.aspx?CategoryId=17&ItemID=2275.html",
        "/tintuc/Lists/Posts/Post.aspx%3FCategoryId=17&ItemID=2275.html",
        "/tintuc/Lists/Posts/Post.aspx@CategoryId=17&ItemID=2275.html",
        "/tintuc/Lists/Posts/Post.aspx?CategoryId=17&ItemID=2275#comments",
        "/tintuc/Lists//Posts/Post.aspx?CategoryId=17&ItemID=2275&ItemID=2275",
        "\\tintuc\\Lists\\Posts\\Post.aspx?CategoryId=17&ItemID=2275",
        "http://web.archive.org/web/20130207093732/http://example.org" + FULL,
        "/web/20130207093732id_/https://example.org" + FULL,
        "  " + FULL + " ",
    ],
)
def test_every_way_to_write_one_address_has_one_key(address):
    assert normalise(address) == FULL


def test_what_names_another_page_has_another_key():
    keys = {
        normalise(f"{POST}?CategoryId=17&ItemID=2275"),
        normalise(f"{POST}?CategoryId=17&ItemID=2276"),
        normalise(f"{POST}?CategoryId=18&ItemID=2275"),
        normalise("/thongbao/lists/posts/post.aspx?CategoryId=17&ItemID=2275"),
        normalise(POST),
    }
    assert len(keys) == 5


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_vietnamese_paths_have_one_key_however_they_are_encoded(form):
    name = unicodedata.normalize(form, "/Văn bản/Quyết định số 5.pdf")
    key = unicodedata.normalize("NFC", "/văn bản/quyết định số 5.pdf")
    assert normalise(name) == normalise(quote(name)) == normalise("http://h" + quote(name)) == key


def test_mirror_names_of_plain_pages():
    assert normalise("/about.aspx.html") == normalise("/About.aspx") == "/about.aspx"
    assert normalise("/about.html") == "/about.html"


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_no_text_is_too_hostile_and_a_key_is_its_own(text):
    for address in (text, "/" + text, "http://h/" + text, "/p.aspx?" + text):
        keys = candidates(address)
        assert keys[0] == normalise(address)
        assert keys[0].startswith("/")
        assert "\x00" not in keys[0]
        keys[0].encode("utf-8")


@pytest.mark.parametrize(
    "hostile",
    [
        "/%00",
        "/%zz%",
        "/%c3%28",
        "http://[",
        "//[::1",
        "/\ud800",
        "/?" + "&" * 5000,
        "/" + "a" * 100_000,
        "?=&=",
        "%",
    ],
)
def test_hostile_addresses_have_keys(hostile):
    assert normalise(hostile).startswith("/")
    assert len(normalise(hostile)) <= legacy_addresses.LONGEST + 1


def test_weaker_keys_name_the_item_alone():
    assert candidates(FULL) == [FULL, f"{POST}?itemid=2275"]
    assert candidates(f"{POST}?ItemID=2275") == [f"{POST}?itemid=2275"]
    assert candidates("/a.aspx?List=X&ID=5&View=2") == ["/a.aspx?id=5&list=x&view=2", "/a.aspx?id=5&list=x"]


def test_a_list_is_part_of_an_identity():
    """Two lists shown by one page count their items alike."""
    assert not set(candidates("/a.aspx?List=X&ID=5")) & set(candidates("/a.aspx?List=Y&ID=5"))


def test_an_address_that_names_no_item_has_its_path():
    assert candidates("/gioi-thieu.aspx?color=red") == ["/gioi-thieu.aspx?color=red", "/gioi-thieu.aspx"]
    assert candidates("/gioi-thieu.aspx") == ["/gioi-thieu.aspx"]


# the table


@pytest.fixture
def old(site, article):
    remember(site, FULL, article)
    return article


def found(site, address):
    row = resolve(site, address)
    return row.page.pk if row and row.page else None


@pytest.mark.django_db
def test_nothing_is_known_at_first(site):
    assert resolve(site, FULL) is None


@pytest.mark.django_db
def test_an_address_is_found_in_all_its_forms(site, old):
    for address in (
        FULL,
        "http://other.example.org/TinTuc/Lists/Posts/Post.aspx?ItemID=2275&CategoryId=17&fbclid=1",
        f"{POST}?ItemID=2275",
        f"{POST}?ItemID=2275&CategoryId=99",
    ):
        assert found(site, address) == old.pk
    for address in (POST, f"{POST}?ItemID=2276", "/"):
        assert found(site, address) is None


@pytest.mark.django_db
def test_remembering_twice_writes_nothing(site, old):
    rows = set(LegacyAddress.objects.values_list("pk", "key", "derived", "page"))
    assert not remember(site, FULL, old)
    assert set(LegacyAddress.objects.values_list("pk", "key", "derived", "page")) == rows
    assert {(key, derived) for _, key, derived, _ in rows} == {(FULL, False), (f"{POST}?itemid=2275", True)}


@pytest.mark.django_db
@pytest.mark.parametrize("first", [0, 1])
def test_the_answer_does_not_depend_on_the_order(site, make_article, first):
    pages = {FULL: make_article("in a category"), f"{POST}?itemid=2275": make_article("by number")}
    addresses = list(pages)
    for address in (addresses[first], addresses[1 - first]):
        remember(site, address, pages[address])
    for address, page in pages.items():
        assert found(site, address) == page.pk


@pytest.mark.django_db
def test_a_page_keeps_a_weak_key_that_another_also_has(site, old, make_article):
    other = make_article()
    assert remember(site, f"{POST}?ItemID=2275&CategoryId=18", other)
    assert found(site, f"{POST}?ItemID=2275") == old.pk
    assert found(site, f"{POST}?ItemID=2275&CategoryId=18") == other.pk


@pytest.mark.django_db
def test_an_address_may_be_given_to_another_page(site, old, make_article):
    other = make_article()
    assert remember(site, FULL, other)
    assert found(site, FULL) == other.pk


@pytest.mark.django_db
def test_the_front_page_is_not_remembered(site, article):
    assert not remember(site, "http://old.example.org/", article)
    assert not LegacyAddress.objects.exists()


@pytest.mark.django_db
def test_any_length_and_letter_is_stored_once(site, article):
    address = "/" + quote("Hội nghị ") * 400
    assert remember(site, address, article)
    assert not remember(site, address, article)
    assert found(site, address) == article.pk
    assert LegacyAddress.objects.get().key.startswith("/hội nghị hội nghị")
    assert len(LegacyAddress.objects.get().key) > 3000


@pytest.mark.django_db
def test_sites_do_not_share_addresses(site, old, home):
    other = Site.objects.create(hostname="other.example.org", root_page=home)
    assert found(other, FULL) is None


@pytest.mark.django_db
def test_addresses_go_with_their_page(site, old):
    old.delete()
    assert not LegacyAddress.objects.exists()


@pytest.mark.django_db
def test_what_was_taken_down_is_known_as_gone_until_it_comes_back(site, old):
    legacy_addresses.forget(site, FULL)
    row = resolve(site, FULL)
    assert (row.gone, row.page) == (True, None)
    assert remember(site, FULL, old)
    assert found(site, FULL) == old.pk


@pytest.mark.django_db
def test_resolving_is_one_query(site, old, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert resolve(site, FULL).page.title == old.title
