"""Crawls as WARC files: what becomes a page, which capture counts, what is damaged, pages of an archive."""

import gzip
import io
import json
import sys
import tracemalloc
import zlib

import brotli
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.extraction.reading import ARTICLE
from wagtail_district_news.extraction.archived import without_toolbar
from wagtail_district_news.extraction.extract import extract_page, survey
from wagtail_district_news.extraction.jsonl import page_data
from wagtail_district_news.extraction.profile import parse_profile
from wagtail_district_news.extraction.sources import (
    SourceError,
    captures,
    open_source,
    without_archive_prefix,
)
from wagtail_district_news.extraction.sources.captures import LONGEST_PATH, path_of
from wagtail_district_news.extraction.sources.records import record_at
from wagtail_district_news.extraction.sources.transfer import read_response

PAGE = b"<!DOCTYPE html><html><body><h1>T</h1><main><p>x</p></main></body></html>"
HTML = "text/html; charset=windows-1258"


def response(url, payload=PAGE, kind=HTML, status="200 OK", headers=(), date="2013-02-07T09:37:32Z", **more):
    """What a record of a response is made from."""
    named = [("Content-Type", kind)] if kind else []
    return {
        "url": url, "kind": "response", "payload": payload, "date": date, "more": more,
        "http": StatusAndHeaders(status, [*named, *headers], protocol="HTTP/1.1"),
    }  # fmt: skip


def crawl(place, *found, packed=True):
    """Write a WARC file of these records."""
    with place.open("wb") as file:
        writer = WARCWriter(file, gzip=packed)
        writer.write_record(writer.create_warcinfo_record(place.name, {"software": "test"}))
        for one in found:
            record = writer.create_warc_record(
                one["url"], one["kind"], payload=io.BytesIO(one["payload"]), length=len(one["payload"]),
                http_headers=one["http"], warc_headers_dict={"WARC-Date": one["date"], **one["more"]},
            )  # fmt: skip
            writer.write_record(record)
    return place


def chunked(content, *sizes):
    """Content in chunks of these sizes, and the rest."""
    out, place = b"", 0
    for size in [*sizes, len(content) - sum(sizes)]:
        out += b"%x;note=1\r\n%b\r\n" % (size, content[place : place + size])
        place += size
    return out + b"0\r\nTrailer: x\r\n\r\n"


@pytest.fixture(params=[True, False], ids=["warc.gz", "warc"])
def read(request, tmp_path):
    """Opens a WARC of these records, packed and plain."""

    def opened(*found):
        name = "crawl.warc.gz" if request.param else "crawl.warc"
        return open_source(crawl(tmp_path / name, *found, packed=request.param))

    return opened


class TestPages:
    def test_pages_and_files(self, read):
        source = read(
            response("http://www.xa.gov.vn/tin/1.aspx?id=5"),
            response("http://xa.gov.vn/"),
            response("http://xa.gov.vn/a.pdf", b"%PDF-1.4 x", "application/pdf"),
            response("http://xa.gov.vn/b.jpg", b"\xff\xd8\xffx", "image/jpeg"),
            response("http://xa.gov.vn/gone", status="404 Not Found"),
            response("http://xa.gov.vn/moved", b"", status="302 Found", headers=[("Location", "/")]),
            response("dns:xa.gov.vn", b"1.2.3.4", "text/dns"),
        )
        with source:
            assert source.page_paths == ("xa.gov.vn/index.html", "xa.gov.vn/tin/1.aspx?id=5")
            assert set(source.names()) == {*source.page_paths, "xa.gov.vn/a.pdf", "xa.gov.vn/b.jpg"}
            article = source.document("xa.gov.vn/tin/1.aspx?id=5")
            assert article.content == PAGE
            assert article.url == "http://www.xa.gov.vn/tin/1.aspx?id=5"
            assert article.header_charset == "windows-1258"
            assert source.read("xa.gov.vn/a.pdf") == b"%PDF-1.4 x"
            assert not source.refused

    def test_the_charset_of_the_header_decides(self, tmp_path):
        text = "<h1>Thông báo về việc tiêm chủng mở rộng</h1><main>Tuần lễ</main>"
        page = response("http://xa.vn/a", text.encode("utf-16-le"), "text/html; charset=utf-16le")
        profile = parse_profile(ARTICLE)
        with open_source(crawl(tmp_path / "a.warc", page, packed=False)) as source:
            page = extract_page(next(source.documents()), profile, survey(source, profile))
        assert (page.title, page.address) == ("Thông báo về việc tiêm chủng mở rộng", "http://xa.vn/a")

    def test_html_by_its_content_where_no_type_is_said(self, read):
        source = read(
            response("http://xa.vn/typeless", kind=""),
            response("http://xa.vn/data", b"a,b,c", kind=""),
            response("http://xa.vn/liar.pdf", b"%PDF-1.4", "text/html"),
        )
        assert source.page_paths == ("xa.vn/typeless",)

    def test_resources_and_what_is_no_capture(self, read):
        source = read(
            {"url": "http://xa.vn/a", "kind": "resource", "payload": PAGE, "http": None,
             "date": "2013-01-01T00:00:00Z", "more": {"Content-Type": "text/html"}},
            {"url": "metadata://gnu.org/log", "kind": "resource", "payload": b"x", "http": None,
             "date": "2013-01-01T00:00:00Z", "more": {"Content-Type": "text/html"}},
            {"url": "http://xa.vn/b", "kind": "metadata", "payload": b"x: y", "http": None,
             "date": "2013-01-01T00:00:00Z", "more": {}},
        )  # fmt: skip
        assert source.names() == {"xa.vn/a"}
        assert [one.content for one in source.documents()] == [PAGE]

    def test_a_crawl_without_pages_is_refused(self, read):
        with pytest.raises(SourceError, match="holds no web page"):
            read(response("http://xa.vn/a.pdf", b"%PDF", "application/pdf"))

    def test_a_folder_of_crawls(self, tmp_path):
        crawl(tmp_path / "1.warc.gz", response("http://xa.vn/1"))
        (tmp_path / "archive").mkdir()
        crawl(tmp_path / "archive" / "2.warc", response("http://xa.vn/2"), packed=False)
        (tmp_path / "index.cdx").write_text("CDX")
        with open_source(tmp_path) as source:
            assert source.page_paths == ("xa.vn/1", "xa.vn/2")
        (tmp_path / "index.html").write_bytes(PAGE)  # a mirror beside which wget wrote its WARC
        with open_source(tmp_path) as source:
            assert source.page_paths == ("index.html",)

    def test_without_the_package_it_says_what_to_install(self, tmp_path, monkeypatch):
        place = crawl(tmp_path / "a.warc", response("http://xa.vn/"), packed=False)
        for name in [name for name in sys.modules if name.split(".")[0] == "warcio"]:
            monkeypatch.delitem(sys.modules, name)
        package = "wagtail_district_news.extraction.sources"
        for name in ("captures", "records"):
            monkeypatch.delitem(sys.modules, f"{package}.{name}")
            monkeypatch.delattr(sys.modules[package], name, raising=False)
        monkeypatch.setitem(sys.modules, "warcio", None)
        with pytest.raises(SourceError, match=r"warcio is not installed.*wagtail-district-news\[warc\]"):
            open_source(place)


class TestCaptures:
    def test_the_last_whole_capture_counts(self, read):
        cut = [("Content-Length", "9999")]
        source = read(
            response("http://xa.vn/a", PAGE + b"old", date="2012-01-01T00:00:00Z"),
            response("https://www.xa.vn/a", PAGE + b"new", date="2014-01-01T00:00:00Z"),
            response("http://xa.vn/a", PAGE + b"between", date="2013-01-01T00:00:00Z"),
            response("http://xa.vn/a", PAGE + b"cut", date="2015-01-01T00:00:00Z", headers=cut),
            response("http://xa.vn/a", b"", date="2016-01-01T00:00:00Z"),
            response("http://xa.vn/a", PAGE, date="2017-01-01T00:00:00Z", **{"WARC-Truncated": "length"}),
        )
        assert [one.content for one in source.documents()] == [PAGE + b"new"]

    def test_of_cut_captures_the_longest(self, read):
        cut = [("Content-Length", "9999")]
        source = read(
            response("http://xa.vn/a", PAGE, headers=cut, date="2014-01-01T00:00:00Z"),
            response("http://xa.vn/a", PAGE + b"more", headers=cut, date="2012-01-01T00:00:00Z"),
        )
        assert [one.content for one in source.documents()] == [PAGE + b"more"]

    def test_revisits(self, read):
        first = response("http://xa.vn/a", PAGE + b"1", **{"WARC-Payload-Digest": "sha1:AAA"})
        again = {"kind": "revisit", "payload": b"", "http": None, "date": "2015-01-01T00:00:00Z"}
        source = read(
            first,
            {**again, "url": "http://xa.vn/a", "more": {"WARC-Payload-Digest": "sha1:AAA"}},
            {**again, "url": "http://xa.vn/copy", "more": {"WARC-Payload-Digest": "sha1:AAA"}},
            {**again, "url": "http://xa.vn/named", "more": {"WARC-Refers-To-Target-URI": "http://xa.vn/a"}},
            {**again, "url": "http://xa.vn/lost", "more": {"WARC-Payload-Digest": "sha1:BBB"}},
        )
        failed = []
        found = list(source.documents(on_error=lambda path, error: failed.append((path, str(error)))))
        assert {one.path: one.content for one in found} == dict.fromkeys(
            ("xa.vn/a", "xa.vn/copy", "xa.vn/named"), PAGE + b"1"
        )
        assert [one.url for one in found] == ["http://xa.vn/a", "http://xa.vn/copy", "http://xa.vn/named"]
        assert [path for path, _ in failed] == ["xa.vn/lost"]
        assert "earlier capture" in failed[0][1]

    def test_a_crawl_of_the_archive_itself(self, read):
        archive = "https://web.archive.org/web/{}/http://www.xa.vn/a.html"
        source = read(
            response(archive.format("20140207093732id_"), PAGE + b"late", date="2020-01-01T00:00:00Z"),
            response(archive.format("20130207093732"), PAGE + b"early", date="2021-01-01T00:00:00Z"),
        )
        (page,) = source.documents()
        assert (page.path, page.url) == ("xa.vn/a.html", "http://www.xa.vn/a.html")
        assert page.content.endswith(b"late")


class TestReferences:
    def test_find_and_address(self, read):
        source = read(
            response("http://xa.vn/tin/1.aspx?id=5"),
            response("http://xa.vn/tin/a%20b.jpg", b"x", "image/jpeg"),
            response("http://cdn.vn/x.PNG?v=1", b"x", "image/png"),
            response("http://xa.vn/index.html", PAGE + b"other"),
            response("http://xa.vn/"),
        )
        page = "xa.vn/tin/1.aspx?id=5"
        assert source.find("a b.jpg", page) == source.find("/tin/a%20b.jpg", page) == "xa.vn/tin/a%20b.jpg"
        assert source.find("//cdn.vn/x.PNG?v=1", page) == "cdn.vn/x.PNG?v=1"
        assert source.find("/web/2013im_/http://cdn.vn/x.PNG?v=1", page) == "cdn.vn/x.PNG?v=1"
        assert source.find("?id=5", page) == page == source.find("#top", page)
        assert source.find("../TIN/A b.jpg", page) == "xa.vn/tin/a%20b.jpg"
        assert source.find("..", page) == "xa.vn/index.html"
        assert source.find("missing.jpg", page) is None
        assert source.find("http://[bad", page) is None
        assert source.address(page) == "http://xa.vn/tin/1.aspx?id=5"
        other = source.find("/index.html", page)
        assert other != "xa.vn/index.html"
        assert source.read(other) == PAGE + b"other"

    @pytest.mark.parametrize(
        ("url", "path"),
        [
            ("http://xa.vn", "xa.vn/index.html"),
            ("http://xa.vn:80/a/../../../etc/passwd", "xa.vn/etc/passwd"),
            ("http://xa.vn/a\\..\\b", "xa.vn/a%5C..%5Cb"),
            ("http://xa.vn/a?x=../../b&y=/c", "xa.vn/a?x=..%2F..%2Fb&y=%2Fc"),
            ("http://xa.vn/a b\x00\n?\x01", "xa.vn/a%20b%00?%01"),
            ("http://user@xa.vn:8080/Tin", "xa.vn:8080/Tin"),
        ],
    )
    def test_paths_are_safe(self, url, path):
        assert path_of(url) == path

    def test_long_addresses(self):
        first, second = (path_of(f"http://xa.vn/{'a' * 3000}{last}.pdf") for last in "12")
        assert first != second
        assert len(first) <= LONGEST_PATH
        assert first.endswith(".pdf")


class TestTransfer:
    @pytest.mark.parametrize(
        ("payload", "headers"),
        [
            (chunked(PAGE, 5, 1), {"Transfer-Encoding": "chunked"}),
            (PAGE, {"Transfer-Encoding": "chunked"}),
            (gzip.compress(PAGE, mtime=0), {"Content-Encoding": "gzip"}),
            (
                gzip.compress(PAGE[:9], mtime=0) + gzip.compress(PAGE[9:], mtime=0),
                {"Content-Encoding": "x-gzip"},
            ),
            (PAGE, {"Content-Encoding": "gzip"}),
            (zlib.compress(PAGE), {"Content-Encoding": "deflate"}),
            (zlib.compress(PAGE)[2:-4], {"Content-Encoding": "deflate"}),
            (brotli.compress(PAGE), {"Content-Encoding": "br"}),
            (
                chunked(gzip.compress(PAGE, mtime=0), 3),
                {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"},
            ),
            (gzip.compress(brotli.compress(PAGE), mtime=0), {"Content-Encoding": "br, gzip"}),
        ],
    )
    def test_codings(self, read, payload, headers):
        source = read(response("http://xa.vn/", payload, headers=headers.items()))
        assert [one.content for one in source.documents()] == [PAGE]

    @pytest.mark.parametrize(
        ("wire", "whole", "content"),
        [
            (b"HTTP/1.1 200 OK\nA: b\n\nx", True, b"x"),
            (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc", False, b"abc"),
            (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc", False, b"abc"),
            (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", False, b"abc"),
            (
                b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
                + gzip.compress(b"abc" * 9, mtime=0)[:-9],
                False,
                None,
            ),
            (
                b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n" + brotli.compress(b"abc" * 99)[:-2],
                False,
                None,
            ),
            (b"HTTP/1.1 200 OK\r\n", True, b""),
            (b"", True, b""),
        ],
    )
    @pytest.mark.parametrize("step", [1, 7, 10_000])
    def test_whole_or_cut(self, wire, whole, content, step):
        found = read_response(wire[place : place + step] for place in range(0, len(wire), step))
        read = b"".join(found.content)
        assert found.whole is whole
        assert content is None or read == content

    @pytest.mark.parametrize("coding", ["gzip", "br"])
    def test_a_bomb_costs_no_memory(self, coding, tmp_path, monkeypatch):
        monkeypatch.setattr(captures, "MAX_PAGE_BYTES", 8 << 20)
        zeros = bytes(64 << 20)
        packed = gzip.compress(zeros, 9, mtime=0) if coding == "gzip" else brotli.compress(zeros, quality=1)
        bomb = response("http://xa.vn/bomb", packed, headers=[("Content-Encoding", coding)])
        place = crawl(tmp_path / "a.warc", bomb, response("http://xa.vn/"), packed=False)
        del zeros, packed, bomb
        tracemalloc.start()
        try:
            with open_source(place) as source:
                assert "xa.vn/" not in source.refused
            assert tracemalloc.get_traced_memory()[1] < 4 << 20
        finally:
            tracemalloc.stop()


class TestDamage:
    def test_a_file_that_breaks_off(self, tmp_path):
        for packed in (True, False):
            place = crawl(
                tmp_path / "a.warc", response("http://xa.vn/1"), response("http://xa.vn/2"), packed=packed
            )
            whole = place.read_bytes()
            for cut in range(len(whole) - 300, len(whole) - 4, 37):
                place.write_bytes(whole[:cut])
                with open_source(place) as source:
                    assert source.document("xa.vn/1").content == PAGE
                    for found in source.documents(on_error=lambda path, error: None):
                        assert PAGE.startswith(found.content)

    @pytest.mark.parametrize("packed", [True, False])
    def test_wherever_it_breaks_off_that_is_said(self, tmp_path, packed):
        one, two = response("http://xa.vn/1"), response("http://xa.vn/2", PAGE + b"<p>" + b"more " * 40)
        place = crawl(tmp_path / "a.warc", one, two, packed=packed)
        whole = place.read_bytes()
        with open_source(place) as source:
            last, start = source.document("xa.vn/2").content, source._captures.by_path["xa.vn/2"].offset
        for cut in range(start + 20, len(whole)):  # before, nothing of the record is seen
            place.write_bytes(whole[:cut])
            with open_source(place) as source:
                is_whole = "xa.vn/2" in source.sizes and source.document("xa.vn/2").content == last
                assert is_whole or any(f"byte {start}" in str(said) for said in source.refused.values()), cut
                assert source.document("xa.vn/1").content == PAGE

    @pytest.mark.parametrize("packed", [True, False])
    def test_the_records_behind_a_damage_are_read(self, tmp_path, packed):
        noise = bytes(range(256)) * 40
        pages = [response(f"http://xa.vn/{n}", PAGE + noise * (n % 2)) for n in range(6)]
        place = crawl(tmp_path / "a.warc", *pages, packed=packed)
        with open_source(place) as source:
            offset = source._captures.by_path["xa.vn/2"].offset
        content = bytearray(place.read_bytes())
        content[offset : offset + 60] = b"\x07" * 60
        place.write_bytes(content)
        with open_source(place) as source:
            assert {"xa.vn/0", "xa.vn/1", "xa.vn/3", "xa.vn/4", "xa.vn/5"} <= set(source.page_paths)
            (reason,) = source.refused.values()
            assert "damaged at byte" in reason

    def test_packed_as_a_whole(self, tmp_path):
        plain = crawl(
            tmp_path / "a.warc", response("http://xa.vn/1"), response("http://xa.vn/2"), packed=False
        )
        whole = tmp_path / "b.warc.gz"
        whole.write_bytes(gzip.compress(plain.read_bytes()))
        with pytest.raises(SourceError, match="gunzip"):
            open_source(whole)

    def test_changed_since(self, tmp_path):
        place = crawl(tmp_path / "a.warc.gz", response("http://xa.vn/1"))
        with open_source(place) as source:
            place.write_bytes(b"\x1f\x8b\x08" + b"x" * 50)
            with pytest.raises(SourceError, match=r"damaged|changed"):
                source.document("xa.vn/1")

    def test_nothing_is_printed(self, tmp_path, capfd):
        place = crawl(
            tmp_path / "a.warc", response("http://xa.vn/1"), response("http://xa.vn/2"), packed=False
        )
        content = place.read_bytes()
        start = content.index(b"Content-Length: ", content.index(b"xa.vn/1"))
        place.write_bytes(
            content[: start + 16] + b"0" + content[start + 17 :]
        )  # too short: text follows the record
        with open_source(place) as source:
            assert source.page_paths
        assert capfd.readouterr() == ("", "")

    def test_no_record(self, tmp_path):
        (tmp_path / "a.warc").write_bytes(b"WARC/1.0\r\n")
        with pytest.raises((ValueError, OSError)), record_at(tmp_path / "a.warc", 5):
            pass


@pytest.mark.long
def test_memory_is_flat_over_many_pages(tmp_path):
    body = PAGE.replace(b"x", b"word " * 4_000)
    place = crawl(tmp_path / "a.warc.gz", *(response(f"http://xa.vn/{n}", body) for n in range(5_000)))
    tracemalloc.start()
    try:
        with open_source(place) as source:
            assert sum(1 for _ in source.documents()) == 5_000
        assert tracemalloc.get_traced_memory()[1] < 20 << 20
    finally:
        tracemalloc.stop()


LIVE = """<!DOCTYPE html><html><head><title>T</title><base href="http://xa.vn/tin/"></head><body>
<h1>Xã mở hội</h1><main><p>Sáng nay <a href="http://xa.vn/a.pdf">tài liệu</a> và
<a href="mailto:a@xa.vn">thư</a>.</p><img src="http://xa.vn/i.jpg" alt="Ảnh"></main><p>Chân trang</p></body></html>"""
TOOLBAR = """<!-- BEGIN WAYBACK TOOLBAR INSERT -->
<style>#wm-ipp-base{display:block}</style><div id="wm-ipp-base" lang="en"><h1>Wayback</h1>
<p>12 captures</p><a href="/web/20130207093732*/http://xa.vn/">About this capture</a></div><div id="donato">Give</div>
<script>__wm.bt(700,27,25,2,"web")</script>
<!-- END WAYBACK TOOLBAR INSERT -->"""
NOTE = """
<!--
     FILE ARCHIVED ON 09:37:32 Feb 07, 2013 AND RETRIEVED FROM THE
     INTERNET ARCHIVE ON 10:01:02 Mar 03, 2020.
-->
<!--
playback timings (ms):
  captures_list: 0.5
-->"""


def archived(page, toolbar=TOOLBAR):
    """A page as the archive plays it back."""
    scripts = '<script src="//archive.org/includes/athena.js"></script><script>__wm.init("/web");</script>'
    page = page.replace('href="http:', 'href="/web/20130207093732/http:')
    page = page.replace('href="mailto:', 'href="https://web.archive.org/web/20130207093732/mailto:')
    page = page.replace('src="http:', 'src="//web.archive.org/web/20130207093732im_/http:')
    page = page.replace("<head>", f"<head>{scripts}<!-- End Wayback Rewrite JS Include -->")
    return page.replace("<body>", f"<body>{toolbar}") + NOTE


def json_of(markup):
    profile = parse_profile(ARTICLE)
    from tests.extraction.reading import document

    known = survey([document(markup)], profile)
    return page_data(extract_page(document(markup), profile, known))


@pytest.mark.parametrize(
    "toolbar", [TOOLBAR, "", "\n".join(line for line in TOOLBAR.splitlines() if not line.startswith("<!--"))]
)
def test_an_archived_page_reads_like_the_live_one(toolbar):
    live = json_of(LIVE)
    assert json_of(archived(LIVE, toolbar)) == live
    assert live["images"][0]["src"] == "http://xa.vn/i.jpg"
    assert "mailto:a@xa.vn" in json.dumps(live["elements"])


def test_a_toolbar_that_never_ends_stays():
    text = "<p>a</p><!-- BEGIN WAYBACK TOOLBAR INSERT --><p>b</p>"
    assert without_toolbar(text) == text
    assert without_toolbar("<p>FILE ARCHIVED ON Monday</p><!-- x --> FILE ARCHIVED ON").startswith("<p>FILE")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("http://wayback.archive.org/web/20120101000000/http://xa.vn/a", "http://xa.vn/a"),
        ("http://replay.waybackmachine.org/20100101000000/http://xa.vn/a", "http://xa.vn/a"),
        ("https://wayback.archive-it.org/1068/20130207093732if_/http://xa.vn/a", "http://xa.vn/a"),
        ("/web/20130207093732js_/https://xa.vn/a.js", "https://xa.vn/a.js"),
        ("/web/20130207093732/mailto:a@xa.vn", "mailto:a@xa.vn"),
        ("http://xa.vn/web/20130207093732/http://b.vn/", "http://xa.vn/web/20130207093732/http://b.vn/"),
    ],
)
def test_addresses_of_archives(written, meant):
    assert without_archive_prefix(written) == meant
