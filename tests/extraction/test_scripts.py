"""Scripts are emptied before a page is read; whatever only looks like one keeps every sign."""

import time

import pytest

from wagtail_district_news.extraction.decode import decode
from wagtail_district_news.extraction.documents import SourceDocument
from wagtail_district_news.extraction.parse import parse
from wagtail_district_news.extraction.scripts import without_script_bytes, without_scripts


@pytest.mark.parametrize(
    "page",
    [
        "<p>a<script>var a = 1;</script>b",
        "<p>a<SCRIPT LANGUAGE='JavaScript' type=\"text/javascript\">if (a < 1 && b > 2) c();</SCRIPT >b",
        "<p>a<script defer src=/a/b.js>\n  x\n</script>b",
        "<!-- old --><p>a<script>one</script><script async>two</script>b",
        "<title>T</title><p>a<script>one</script>b",
    ],
)
def test_a_script_is_emptied(page):
    emptied = without_scripts(page)
    assert without_script_bytes(page.encode()) == emptied.encode()
    assert len(emptied) < len(page) and emptied.lower().count("<script") == page.lower().count("<script")
    for sign in ("var a", "if (a", "\n", "one", "two"):
        assert sign not in emptied
    assert [node.tag for node in parse(emptied).nodes if node.seen] == [
        node.tag for node in parse(page).nodes if node.seen
    ]


@pytest.mark.parametrize(
    "page",
    [
        '<script type="application/ld+json">{"a": 1}</script>',
        "<!-- <script> -->kept</script>",
        "<!-- <script>kept</script>",
        "<textarea><script>kept</script></textarea>",
        "<TITLE>How to write <script>kept</script></TITLE>",
        "<xmp><script>kept</script></xmp>",
        "<plaintext><script>kept</script>",
        '<a title="<script>">kept</a><b>kept</b></script>',
        "<script>document.write('<b>kept</b>')</script>",
        "<script><!-- kept //--></script>",
        '<script data-a="x>kept"></script>',
        "<script data-a='x' \"kept</script>",
        "<script>kept",
        "<scripture>kept</scripture>",
        "<script/kept>kept</script>",
    ],
)
def test_what_may_be_no_script_stays(page):
    assert without_scripts(page) == page
    assert without_script_bytes(page.encode()) == page.encode()


@pytest.mark.parametrize(
    "piece", ["<script>", "<script a", "<!--", "<script>a<", "<textarea>", "<script   ", "< "]
)
def test_time_grows_with_the_page(piece):
    pages = [piece * (count // len(piece)) for count in (100_000, 400_000)]
    spent = []
    for page in pages:
        begun = time.thread_time()
        without_scripts(page)
        spent.append(time.thread_time() - begun)
    assert spent[1] < 12 * spent[0] + 0.05


def test_pages_are_read_without_and_decoded_with_them():
    document = SourceDocument("a.html", "<p>ẫ<script>ặ = '\ufffd'</script>".encode())
    assert decode(document).replaced == 1 and "ặ" in decode(document).text
    bare = decode(document, scripts=False)
    assert bare.text == "<p>ẫ<script></script>" and not bare.replaced and not bare.issues


@pytest.mark.parametrize("scripts", [True, False])
def test_what_is_in_scripts_says_nothing_of_the_charset(scripts):
    page = "<p>Tin tức</p><script>var a = '".encode() + b"\xe9\xe8\xf4" * 9 + b"';</script>"
    decoded = decode(SourceDocument("page.html", page), scripts=scripts)
    assert (decoded.encoding, "Tin tức" in decoded.text) == ("utf-8", True)
