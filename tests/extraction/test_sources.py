"""Mirrors as folders and zips: their pages, their files, what references mean, and hostile ones."""

import io
import os
import stat
import struct
import subprocess
import tracemalloc
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wagtail_district_news.extraction.sources import (
    SourceError,
    archive,
    base,
    open_source,
    without_archive_prefix,
)

PAGE = b"<!DOCTYPE html><html><head><title>T</title></head><body><p>x</p></body></html>"


def fill(folder, files):
    for name, content in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return folder


def pack(place, files, compression=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(place, "w", compression) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return place


@pytest.fixture(params=["folder", "zip", "zip in one folder"])
def mirror(request, tmp_path):
    """Makes a source of the given files, of each kind; with the prefix that its paths have."""

    def make(files):
        if request.param == "folder":
            return open_source(fill(tmp_path / "mirror", files)), ""
        prefix = "portal/" if request.param == "zip in one folder" else ""
        return open_source(
            pack(tmp_path / "mirror.zip", {prefix + name: files[name] for name in files})
        ), prefix

    return make


def finder(tmp_path, *names, pages=("index.html",), content=PAGE):
    """`find` over a folder of files with these names; `pages` are web pages."""
    files = {name: b"x" * (index + 1) for index, name in enumerate(names)}
    return open_source(fill(tmp_path / "mirror", {**files, **dict.fromkeys(pages, content)})).find


class TestPages:
    def test_pages_and_files(self, mirror):
        source, prefix = mirror(
            {"b.html": PAGE, "a/index.html": PAGE, "img/x.png": b"\x89PNG\r\n", "note.txt": b"x"}
        )
        with source:
            assert [document.path for document in source.documents()] == [
                prefix + "a/index.html",
                prefix + "b.html",
            ]
            assert source.count() == 2
            assert source.names() == {
                prefix + name for name in ("a/index.html", "b.html", "img/x.png", "note.txt")
            }
            assert source.read(prefix + "note.txt", 10) == b"x"
            assert [document.content for document in source.documents()] == [PAGE, PAGE]

    @pytest.mark.parametrize(
        "name",
        [
            "a.html", "a.HTM", "a.xhtml", "a.shtml", "a.aspx", "a.asp", "a.php", "a.aspx.html", "slug",
            "Post.aspx?ItemID=1", "Post.aspx@ItemID=1", "Post.aspx%3FItemID=1", "Post.aspx?ItemID=1.html",
            "Post.aspx?ItemID=1&d=2018-10-25T11:05:00Z", "index.html@p=2", "tin/bai-so-1/index.html",
        ],
    )  # fmt: skip
    def test_names_of_pages(self, tmp_path, name):
        with open_source(fill(tmp_path / "m", {name: PAGE})) as source:
            assert source.page_paths == (name,)

    @pytest.mark.parametrize("name", ["a.css", "a.js", "a.xml", "a.pdf", "a.html.gz", "logo@2x.png", "a.txt"])
    def test_names_of_no_pages(self, tmp_path, name):
        with open_source(fill(tmp_path / "m", {name: PAGE, "z.html": PAGE})) as source:
            assert source.page_paths == ("z.html",)

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("tai-ve.aspx", b"%PDF-1.4 <html>"),
            ("anh.aspx?id=1", b"\xff\xd8\xff\xe0"),
            ("van-ban.aspx", b"\xd0\xcf\x11\xe0\xa1\xb1"),
            ("tai-ve.php", b"PK\x03\x04"),
            ("style.php", b"body { color: red }"),
            ("data.aspx", b'{"a": 1}'),
            ("feed/index.html", b'<?xml version="1.0"?><!-- x --><rss version="2.0">'),
            ("feed.aspx", b"\xef\xbb\xbf<feed xmlns='x'>"),
            ("sitemap.html", b"<?xml version='1.0'?>\n<urlset>"),
            ("README", b"Read me <b>first</b>"),
            ("LICENSE", b"words"),
            ("data", bytes(range(256)) * 4),
            ("data.html", bytes(range(256)) * 4),
        ],
    )
    def test_pages_by_name_alone(self, tmp_path, name, content):
        """A file that begins as something else is no page, and stays a file."""
        with open_source(fill(tmp_path / "m", {name: content, "z.html": PAGE})) as source:
            assert source.page_paths == ("z.html",)
            assert name in source.names()

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("a.html", b""),
            ("a.html", b"Service unavailable"),
            ("a.html", b"<!-- " + b"x" * 3000 + b" --><html>"),
            ("a.aspx", b"\r\n \t" * 500 + b"<html>"),
            ("a.aspx", b"<?xml version='1.0'?><!DOCTYPE html><html>"),
            ("a.php", b"<font>x</font>"),
            ("a.html", "\ufeff<html>x".encode("utf-16-le")),
            ("a.aspx", "<html><body>xin chào".encode("utf-16-be")),
            ("a", "\ufeff<html>x".encode("utf-16-le")),
            ("slug", b"\xef\xbb\xbf\n<!doctype html>"),
        ],
    )
    def test_odd_beginnings_of_pages(self, tmp_path, name, content):
        with open_source(fill(tmp_path / "m", {name: content})) as source:
            assert source.page_paths == (name,)

    def test_what_the_tools_left_is_no_part(self, mirror):
        source, prefix = mirror(
            {
                "a.html": PAGE,
                ".hidden/x.html": PAGE,
                "b/.x.html": PAGE,
                "__MACOSX/a.html": PAGE,
                "hts-cache/x.html": PAGE,
                ".DS_Store": b"x",
            }
        )
        assert source.names() == {prefix + "a.html"}

    def test_order_is_the_same_everywhere(self, mirror):
        names = ["b.html", "a.html", "B.html", "a/z.html", "a-b.html", "ă.html"]
        source, prefix = mirror(dict.fromkeys(names, PAGE))
        assert list(source.page_paths) == sorted(prefix + name for name in names)

    def test_one_document(self, mirror):
        source, prefix = mirror({"a.html": PAGE})
        document = source.document(prefix + "a.html")
        assert (document.path, document.content, document.url, document.header_charset) == (
            prefix + "a.html",
            PAGE,
            "",
            "",
        )

    def test_memory_stays_flat(self, mirror):
        source, _ = mirror({f"{number}.html": PAGE + b" " * 1_000_000 for number in range(12)})
        tracemalloc.start()
        try:
            assert sum(1 for _ in source.documents()) == 12
            assert tracemalloc.get_traced_memory()[1] < 5_000_000
        finally:
            tracemalloc.stop()


class TestReading:
    def test_a_missing_file(self, mirror):
        source, _ = mirror({"a.html": PAGE})
        for path in ("b.html", "../a.html", "/etc/passwd", "", "a.html/"):
            with pytest.raises(SourceError, match="no file"):
                source.read(path, 100)

    def test_the_limit_is_kept(self, mirror):
        source, prefix = mirror({"a.html": PAGE})
        assert source.read(prefix + "a.html", len(PAGE)) == PAGE
        with pytest.raises(SourceError, match="larger than"):
            source.read(prefix + "a.html", len(PAGE) - 1)

    def test_a_file_that_grew_is_not_read(self, tmp_path):
        source = open_source(fill(tmp_path / "m", {"a.html": PAGE}))
        assert source.count() == 1
        (tmp_path / "m/a.html").write_bytes(b"x" * 1000)
        with pytest.raises(SourceError, match="has changed"):
            source.read("a.html", 5000)

    def test_a_page_that_cannot_be_read_is_told_and_the_walk_goes_on(self, tmp_path, monkeypatch):
        monkeypatch.setattr(base, "MAX_PAGE_BYTES", 200)
        source = open_source(fill(tmp_path / "m", {"a.html": PAGE, "b.html": PAGE * 10, "c.html": PAGE}))
        (tmp_path / "m/c.html").unlink()
        told = []
        documents = list(source.documents(on_error=lambda path, error: told.append((path, str(error)))))
        assert [document.path for document in documents] == ["a.html"]
        assert [path for path, _ in told] == ["b.html", "c.html"]
        assert "larger" in told[0][1] and "cannot be read" in told[1][1]
        with pytest.raises(SourceError, match=r"b\.html"):
            list(source.documents())

    @pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
    def test_no_permission(self, tmp_path):
        folder = fill(tmp_path / "m", {"a.html": PAGE, "b/c.html": PAGE})
        (folder / "a.html").chmod(0)
        with pytest.raises(SourceError, match="permissions"):
            open_source(folder).document("a.html")
        (folder / "b").chmod(0)
        with open_source(folder) as source:
            assert "permissions" in source.refused["b"]

    def test_a_folder_that_cannot_be_opened(self, tmp_path, monkeypatch):
        """One inside is said and left out; without the root there is nothing."""
        closed, scan = {str(tmp_path / "m/b")}, os.scandir

        def refuse(folder):
            if str(folder) in closed:
                raise PermissionError(13, "Permission denied", str(folder))
            return scan(folder)

        folder = fill(tmp_path / "m", {"a.html": PAGE, "b/c.html": PAGE})
        monkeypatch.setattr(os, "scandir", refuse)
        with open_source(folder) as source:
            assert source.names() == {"a.html"}
            assert "permissions" in source.refused["b"]
        closed.add(str(folder))
        with pytest.raises(SourceError, match="check its permissions"):
            open_source(folder)

    def test_very_deep_folders(self, tmp_path):
        """Deeper than Python's stack, and than the longest path that a system call takes."""
        folder = fill(tmp_path / "m", {"a.html": PAGE})
        here = Path.cwd()
        try:
            os.chdir(folder)
            for _ in range(1200):
                Path("deep").mkdir()
                os.chdir("deep")
            Path("deep.html").write_bytes(PAGE)
        finally:
            os.chdir(here)
        try:
            with open_source(folder) as source:
                assert source.names() == {"a.html"}
                assert "how deep it lies" in " ".join(source.refused.values())
        finally:
            subprocess.run(["rm", "-rf", str(folder)], check=True)


class TestOpening:
    @pytest.mark.parametrize(
        ("files", "reason"),
        [({}, "holds no files"), ({".git/x": b"x"}, "holds no files"), ({"a.txt": b"x"}, "no web page")],
    )
    def test_nothing_to_import(self, tmp_path, files, reason):
        (tmp_path / "m").mkdir()
        with pytest.raises(SourceError, match=reason):
            open_source(fill(tmp_path / "m", files))
        with pytest.raises(SourceError, match=reason):
            open_source(pack(tmp_path / "m.zip", files))

    def test_no_such_source(self, tmp_path):
        with pytest.raises(SourceError, match="does not exist"):
            open_source(tmp_path / "nothing")

    def test_neither_folder_nor_zip(self, tmp_path):
        (tmp_path / "a.html").write_bytes(PAGE)
        with pytest.raises(SourceError, match="neither a folder nor a zip"):
            open_source(str(tmp_path / "a.html"))

    def test_a_zip_by_any_name(self, tmp_path):
        with open_source(pack(tmp_path / "backup", {"a.html": PAGE})) as source:
            assert source.count() == 1

    def test_a_broken_zip(self, tmp_path):
        whole = pack(tmp_path / "a.zip", {"a.html": PAGE * 100}).read_bytes()
        for content in (b"PK", b"PK\x03\x04" + b"\0" * 50, whole[: len(whole) // 2], whole[:-10]):
            (tmp_path / "b.zip").write_bytes(content)
            with pytest.raises(SourceError, match="copy it again"):
                open_source(tmp_path / "b.zip")

    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.data())
    def test_a_damaged_zip_never_raises_anything_else(self, tmp_path, data):
        content = bytearray(pack(tmp_path / "a.zip", {"a.html": PAGE * 3, "b/c.png": b"x"}).read_bytes())
        for _ in range(data.draw(st.integers(1, 4))):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
        (tmp_path / "b.zip").write_bytes(content)
        try:
            with open_source(tmp_path / "b.zip") as source:
                list(source.documents(on_error=lambda path, error: None))
        except SourceError as error:
            assert str(error)


class TestHostileFolders:
    def test_links_that_leave_the_root(self, tmp_path):
        fill(tmp_path / "outside", {"secret.html": PAGE})
        folder = fill(tmp_path / "m", {"a.html": PAGE})
        (folder / "link.html").symlink_to(tmp_path / "outside/secret.html")
        (folder / "absolute.html").symlink_to("/etc/hostname")
        (folder / "out").symlink_to(tmp_path / "outside")
        (folder / "broken.html").symlink_to("nothing")
        (folder / "ring.html").symlink_to("ring.html")
        (folder / "up").symlink_to("..")
        (folder / "inside.html").symlink_to("a.html")
        os.mkfifo(folder / "pipe.html")
        with open_source(folder) as source:
            assert source.names() == {"a.html", "inside.html"}
            left_out = {"absolute.html", "broken.html", "link.html", "out", "pipe.html", "ring.html", "up"}
            assert set(source.refused) == left_out
            assert all(f"“{path}” was left out" in reason for path, reason in source.refused.items())
            told = {}
            assert (
                len(list(source.documents(on_error=lambda path, error: told.update({path: str(error)})))) == 2
            )
            assert told == source.refused
            with pytest.raises(SourceError, match="a pipe"):
                source.read("pipe.html")
            assert source.read("inside.html", 1000) == PAGE
            assert source.find("link.html", "a.html") is None

    def test_the_root_may_be_a_link(self, tmp_path):
        fill(tmp_path / "m", {"a.html": PAGE})
        (tmp_path / "current").symlink_to("m")
        with open_source(tmp_path / "current") as source:
            assert source.names() == {"a.html"}

    def test_names_that_are_no_utf8(self, tmp_path):
        folder = fill(tmp_path / "m", {"a.html": PAGE})
        try:
            (folder / os.fsdecode(b"b\xe0i.html")).write_bytes(PAGE)
        except OSError:
            pytest.skip("the file system takes only UTF-8")
        with open_source(folder) as source:
            assert source.names() == {"a.html", "b%E0i.html"}
            assert source.document("b%E0i.html").content == PAGE
            assert source.find("b%e0i.html", "a.html") == "b%E0i.html"

    def test_names_that_come_to_one_are_two_pages_all_the_same(self, tmp_path):
        folder = fill(tmp_path / "m", {"b%E0i.html": b"<p>written", "b%25E0i.html": b"<p>twice"})
        try:
            (folder / os.fsdecode(b"b\xe0i.html")).write_bytes(b"<p>bytes")
        except OSError:
            pytest.skip("the file system takes only UTF-8")
        with open_source(folder) as source:
            found = {path: source.document(path).content for path in source.page_paths}
        assert found == {
            "b%E0i.html": b"<p>written",
            "b%25E0i.html": b"<p>twice",
            "b%2525E0i.html": b"<p>bytes",
        }


def only(path, refused, reason):
    """The one page that is safe is read; what is not is left out, and said."""
    with open_source(path) as source:
        assert source.page_paths == ("a.html",) and source.read("a.html") == PAGE
        assert list(source.refused) == [refused]
        assert reason in source.refused[refused] and f"“{refused}” was left out" in source.refused[refused]
        with pytest.raises(SourceError, match=reason):
            source.read(refused)


class TestHostileZips:
    @pytest.mark.parametrize(
        ("name", "path", "reason"),
        [
            ("../b.html", "../b.html", "leads out"),
            ("x/../../b.html", "x/../../b.html", "leads out"),
            ("..\\b.html", "../b.html", "leads out"),
            ("/etc/b.html", "/etc/b.html", "absolute"),
            ("\\b.html", "/b.html", "absolute"),
            ("C:\\b.html", "C:/b.html", "absolute"),
            ("c:b.html", "c:b.html", "absolute"),
        ],
    )
    def test_traversal(self, tmp_path, name, path, reason):
        only(pack(tmp_path / "a.zip", {"a.html": PAGE, name: PAGE}), path, reason)

    @pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
    def test_links_and_what_is_no_file(self, tmp_path, kind):
        link = zipfile.ZipInfo("link.html")
        link.external_attr = (kind | 0o777) << 16
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
            packed.writestr("a.html", PAGE)
            packed.writestr(link, "/etc/passwd")
        only(tmp_path / "a.zip", "link.html", "is a link")

    def test_encrypted(self, tmp_path):
        content = bytearray(pack(tmp_path / "a.zip", {"a.html": PAGE, "b.html": PAGE}).read_bytes())
        content[content.rindex(b"PK\x01\x02") + 8] |= 1
        (tmp_path / "a.zip").write_bytes(content)
        only(tmp_path / "a.zip", "b.html", "encrypted")

    @pytest.mark.parametrize("method", [9, zipfile.ZIP_LZMA, 99])  # 9 is deflate64
    def test_unusual_methods(self, tmp_path, method):
        content = bytearray(pack(tmp_path / "a.zip", {"a.html": PAGE, "b.html": PAGE}).read_bytes())
        content[content.rindex(b"PK\x01\x02") + 10] = method
        (tmp_path / "a.zip").write_bytes(content)
        only(tmp_path / "a.zip", "b.html", "method")

    def test_a_bomb_by_ratio(self, tmp_path):
        only(pack(tmp_path / "a.zip", {"a.html": PAGE, "b.html": b"\0" * 8_000_000}), "b.html", "zip bomb")

    def test_nothing_that_is_safe(self, tmp_path):
        with pytest.raises(SourceError, match=r"safe to read: “\.\./a\.html” was left out"):
            open_source(pack(tmp_path / "a.zip", {"../a.html": PAGE}))

    def test_a_bomb_of_many_small_files(self, tmp_path, monkeypatch):
        """None is large, all of them grow: together they are a bomb."""
        monkeypatch.setattr(archive, "RATIO_FREE_TOTAL", 20_000_000)
        with pytest.raises(SourceError, match="more than 200 times"):
            open_source(pack(tmp_path / "a.zip", {f"{n}.html": b"\0" * 4_000_000 for n in range(6)}))

    def test_what_is_left_out_spoils_no_folder(self, tmp_path):
        """The names of refused files say nothing about how the mirror is laid out."""
        page = b'<p><img src="/pics/p.png">'
        files = {"m/site/a.html": page, "m/site/pics/p.png": b"x", "/etc/x.html": PAGE, "../y.html": PAGE}
        with open_source(pack(tmp_path / "a.zip", files)) as source:
            assert source.find("/pics/p.png", "m/site/a.html") == "m/site/pics/p.png"
            assert source.find("../../../../etc/x.html", "m/site/a.html") is None

    def test_repetitive_html_is_no_bomb(self, tmp_path):
        with open_source(pack(tmp_path / "a.zip", {"a.html": PAGE * 20_000})) as source:
            assert source.count() == 1

    def test_a_bomb_by_total(self, tmp_path, monkeypatch):
        monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", 1000)
        with pytest.raises(SourceError, match="zip bomb"):
            open_source(pack(tmp_path / "a.zip", {f"{n}.html": PAGE for n in range(20)}, zipfile.ZIP_STORED))

    def test_too_many_files(self, tmp_path, monkeypatch):
        monkeypatch.setattr(archive, "MAX_FILES", 2)
        with pytest.raises(SourceError, match="lists 3 files"):
            open_source(pack(tmp_path / "a.zip", dict.fromkeys(["a.html", "b.html", "c.html"], PAGE)))

    def test_a_bomb_of_entries_that_share_their_data(self, tmp_path):
        """The directory lists one packed file many times over."""
        whole = pack(tmp_path / "a.zip", {"a.html": os.urandom(5000)}).read_bytes()
        start, end = whole.index(b"PK\x01\x02"), whole.index(b"PK\x05\x06")
        directory = b"".join(
            whole[start:end].replace(b"a.html", b"%c.html" % letter) for letter in b"abcdefgh"
        )
        tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 8, 8, len(directory), start, 0)
        (tmp_path / "a.zip").write_bytes(whole[:start] + directory + tail)
        with pytest.raises(SourceError, match="overlap"):
            open_source(tmp_path / "a.zip")

    def test_a_size_that_lies(self, tmp_path):
        """The directory declares ten bytes of a file that unpacks to more."""
        content = bytearray(pack(tmp_path / "a.zip", {"a.html": PAGE, "b.html": PAGE * 1000}).read_bytes())
        entry = content.rindex(b"PK\x01\x02")
        content[entry + 24 : entry + 28] = struct.pack("<L", 10)
        (tmp_path / "a.zip").write_bytes(content)
        with (
            open_source(tmp_path / "a.zip") as source,
            pytest.raises(SourceError, match=r"damaged|has changed"),
        ):
            source.read("b.html", 100_000)

    def test_a_damaged_file_leaves_the_others(self, tmp_path):
        files = {"a.html": PAGE, "b.html": PAGE + bytes(range(32, 127)), "c.html": PAGE}
        content = bytearray(pack(tmp_path / "a.zip", files, zipfile.ZIP_STORED).read_bytes())
        content[content.index(bytes(range(32, 127)))] ^= 1
        (tmp_path / "a.zip").write_bytes(content)
        told = []
        with open_source(tmp_path / "a.zip") as source:
            documents = list(source.documents(on_error=lambda path, error: told.append((path, str(error)))))
        assert [document.path for document in documents] == ["a.html", "c.html"]
        assert [path for path, _ in told] == ["b.html"] and "damaged" in told[0][1]

    def test_names_that_zip_tools_mangle(self, tmp_path):
        """Backslashes between folders; names in UTF-8 that are not declared so."""
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
            packed.writestr("Ảnh\\bài viết.html", PAGE)
        content = (tmp_path / "a.zip").read_bytes()
        for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            position = content.index(mark) + offset
            flags = struct.unpack("<H", content[position : position + 2])[0] & ~0x800
            content = content[:position] + struct.pack("<H", flags) + content[position + 2 :]
        (tmp_path / "a.zip").write_bytes(content)
        with open_source(tmp_path / "a.zip") as source:
            assert source.names() == {"Ảnh/bài viết.html"}
            assert source.document("Ảnh/bài viết.html").content == PAGE

    def test_a_closed_zip_says_so(self, tmp_path):
        with open_source(pack(tmp_path / "a.zip", {"a.html": PAGE})) as source:
            pass
        assert source.names() == {"a.html"}
        with pytest.raises(SourceError):
            source.read("a.html", 1000)


class TestFind:
    """References as written in a page, in every layout that mirroring tools leave."""

    @pytest.mark.parametrize(
        "reference",
        [
            "",
            "  ",
            "javascript:__doPostBack('a','')",
            "mailto:a@b.vn",
            "data:image/png;base64,x",
            "tel:1",
            "file:///C:/a.jpg",
            "C:/a.jpg",
            "about:blank",
            "http://",
            "ảnh.jpg",
        ],
    )
    def test_what_means_no_file(self, tmp_path, reference):
        assert finder(tmp_path, "a.jpg")(reference, "index.html") is None

    @pytest.mark.parametrize(
        ("reference", "from_path", "path"),
        [
            ("a.jpg", "tin/x.html", "tin/a.jpg"),
            ("./a.jpg", "tin/x.html", "tin/a.jpg"),
            ("../img/a.jpg", "tin/x.html", "img/a.jpg"),
            ("../../../img/a.jpg", "tin/x.html", "img/a.jpg"),  # a browser stops at the root
            ("/img/a.jpg", "tin/x.html", "img/a.jpg"),
            ("//img//./a.jpg", "tin/x.html", None),  # "img" is a host there
            ("/img//./a.jpg", "tin/x.html", "img/a.jpg"),
            ("..\\img\\a.jpg", "tin/x.html", "img/a.jpg"),
            (" /img/a.jpg\n", "tin/x.html", "img/a.jpg"),
            ("/im\ng/a.jpg", "tin/x.html", "img/a.jpg"),
            ("/img/a.jpg#top", "tin/x.html", "img/a.jpg"),
            ("/img/a.jpg?RenditionID=5", "tin/x.html", "img/a.jpg"),
            ("/IMG/A.JPG", "tin/x.html", "img/a.jpg"),
            ("x.html#a", "tin/x.html", "tin/x.html"),
            ("#a", "tin/x.html", "tin/x.html"),
            ("/tin/", "index.html", "tin/index.html"),
            ("/tin", "index.html", "tin/index.html"),
            ("tin", "index.html", "tin/index.html"),
            ("./", "tin/x.html", "tin/index.html"),
            ("..", "tin/x.html", "index.html"),
            ("/", "tin/x.html", "index.html"),
            ("/index.html?utm_source=x&fbclid=y", "tin/x.html", "index.html"),
            ("a.jpg", "index.html", None),  # never by base name alone
            ("/a.jpg", "tin/x.html", None),
            ("/other/a.jpg", "tin/x.html", None),
            ("/img/a.png", "tin/x.html", None),
        ],
    )
    def test_paths(self, tmp_path, reference, from_path, path):
        find = finder(
            tmp_path, "img/a.jpg", "tin/a.jpg", pages=["index.html", "tin/index.html", "tin/x.html"]
        )
        assert find(reference, from_path) == path

    @pytest.mark.parametrize(
        "stored", ["Tài liệu/Ảnh đẹp.jpg", unicodedata.normalize("NFD", "Tài liệu/Ảnh đẹp.jpg")]
    )
    @pytest.mark.parametrize(
        "reference",
        [
            "/Tài liệu/Ảnh đẹp.jpg",
            unicodedata.normalize("NFD", "/Tài liệu/Ảnh đẹp.jpg"),
            "/T%C3%A0i%20li%E1%BB%87u/%E1%BA%A2nh%20%C4%91%E1%BA%B9p.jpg",
            "/T%c3%a0i%20li%e1%bb%87u/%e1%ba%a2nh%20%c4%91%e1%ba%b9p.jpg",
            "/T%25C3%25A0i%2520li%25E1%25BB%2587u/%25E1%25BA%25A2nh%2520%25C4%2591%25E1%25BA%25B9p.jpg",
            "/tài liệu/ảnh đẹp.JPG",
            "/Tài liệu/Ảnh\u200b \u00f0ẹp.jpg",
        ],
    )
    def test_spellings_of_one_name(self, tmp_path, stored, reference):
        assert finder(tmp_path, stored)(reference, "index.html") == stored

    def test_names_in_an_old_code_page(self, tmp_path):
        assert finder(tmp_path, "bài.jpg")("b%E0i.jpg", "index.html") == "bài.jpg"

    def test_stored_percent_encoded(self, tmp_path):
        find = finder(tmp_path, "anh%20dep.jpg", "100%.jpg")
        assert find("anh dep.jpg", "index.html") == find("anh%20dep.jpg", "index.html") == "anh%20dep.jpg"
        assert find("100%25.jpg", "index.html") == find("100%.jpg", "index.html") == "100%.jpg"

    def test_the_nearest_spelling_wins(self, tmp_path):
        find = finder(tmp_path, "a.jpg", "A.jpg", "b%20c.jpg", "b c.jpg")
        assert find("a.jpg", "index.html") == "a.jpg"
        assert find("A.jpg", "index.html") == "A.jpg"
        assert find("A.JPG", "index.html") is None  # either would be a guess
        assert find("b%20c.jpg", "index.html") == "b%20c.jpg"
        assert find("b c.jpg", "index.html") == "b c.jpg"

    def test_spellings_of_equal_files_are_no_guess(self, tmp_path):
        source = open_source(fill(tmp_path / "m", {"a.jpg": b"xy", "A.jpg": b"xy", "index.html": PAGE}))
        assert source.find("A.JPG", "index.html") in ("a.jpg", "A.jpg")

    @pytest.mark.parametrize(
        ("stored", "reference"),
        [
            ("Post.aspx?ItemID=1", "Post.aspx?ItemID=1"),
            ("Post.aspx?ItemID=1.html", "Post.aspx?ItemID=1"),
            ("Post.aspx@ItemID=1", "Post.aspx?ItemID=1"),
            ("Post.aspx@ItemID=1.html", "Post.aspx?ItemID=1"),
            ("Post.aspx%3FItemID=1.html", "Post.aspx?ItemID=1"),
            ("Post.aspx?ItemID=1.html", "Post.aspx%3FItemID=1.html"),  # links that wget has converted
            ("Post.aspx?ItemID=1.html", "/post.ASPX?itemid=1"),
            ("Post.aspx?ID=1&C=2.html", "Post.aspx?c=2&id=1"),
            ("Post.aspx?ItemID=1.html", "Post.aspx?ItemID=1&fbclid=x&Source=%2Ftin%3Fa%3D1"),
            ("Post.aspx?ItemID=1&fbclid=x.html", "Post.aspx?ItemID=1"),
            ("Post.aspx@ItemID=1&D=2018-10-25T11+05+00Z.html", "Post.aspx?ItemID=1&D=2018-10-25T11:05:00Z"),
            ("Post.aspx?ItemID=1&D=11:05.html", "Post.aspx?ItemID=1&D=11%3A05"),
            ("Post.aspx.html", "Post.aspx"),
            ("Post.html", "Post.aspx"),  # HTTrack
            ("Default.aspx", "./"),
            ("default.aspx.html", "./"),
            ("index.html?p=1", "./?p=1"),
            ("index.html@p=1.html", "?p=1"),
            ("bai-viet.html", "bai-viet"),
            ("tai-ve.pdf?v=2", "tai-ve.pdf?v=2"),
        ],
    )
    def test_names_that_tools_give(self, tmp_path, stored, reference):
        find = finder(tmp_path, pages=[f"tin/{stored}", "tin/index-of-all.html"])
        path = "tin/index.html" if reference.startswith("?") else "tin/index-of-all.html"
        assert find(reference if reference[0] != "/" else "/tin" + reference, path) == f"tin/{stored}"

    def test_one_page_saved_under_several_names(self, tmp_path):
        """The shortest is the address itself; each is still found by its own."""
        find = finder(
            tmp_path, "Post.aspx?ItemID=1&fbclid=x.html", "Post.aspx?ItemID=1.html", "post.aspx?ItemID=1.html"
        )
        assert find("Post.aspx?ItemID=1", "index.html") == "Post.aspx?ItemID=1.html"
        assert find("Post.aspx?ItemID=1&utm_source=y", "index.html") == "Post.aspx?ItemID=1.html"
        assert find("post.aspx%3FItemID=1.html", "index.html") == "post.aspx?ItemID=1.html"

    def test_a_query_from_the_page_itself(self, tmp_path):
        find = finder(tmp_path, pages=["tin/List.aspx?p=1.html", "tin/List.aspx?p=2.html"])
        assert find("?p=2", "tin/List.aspx?p=1.html") == "tin/List.aspx?p=2.html"
        assert find("?p=3", "tin/List.aspx?p=1.html") is None

    @pytest.mark.parametrize(
        "reference", ["Post.aspx?ItemID=7", "Post.aspx?ItemID=12", "Post.aspx?Other=1", "Post.aspx?ItemID=a"]
    )
    def test_another_page_of_the_same_program_is_not_taken(self, tmp_path, reference):
        find = finder(
            tmp_path,
            pages=["Post.aspx", "Post.aspx?ItemID=1.html", "Post.aspx@ItemID=2.html", "Post.aspx?ItemID=A"],
        )
        assert find(reference, "index.html") is None

    @pytest.mark.parametrize(
        ("reference", "base_url", "found"),
        [
            ("http://huyen.example.vn/img/a.jpg", "http://huyen.example.vn/", True),
            ("https://www.huyen.example.vn/img/a.jpg", "http://huyen.example.vn", True),
            ("//HUYEN.example.vn:80/img/a.jpg", "https://www.huyen.example.vn/", True),
            ("http://huyen.example.vn:8080/img/a.jpg", "http://huyen.example.vn/", False),
            ("http://other.example.vn/img/a.jpg", "http://huyen.example.vn/", False),
            ("http://huyen.example.vn/img/a.jpg", "", False),
            ("http://huyen.example.vn/portal/img/a.jpg", "http://huyen.example.vn/portal/", True),
            ("/portal/img/a.jpg", "http://huyen.example.vn/portal/", True),
            ("/Portal/img/a.jpg", "http://huyen.example.vn/portal", True),
            ("http://huyen.example.vn", "http://huyen.example.vn", True),
        ],
    )
    def test_absolute_references(self, tmp_path, reference, base_url, found):
        find = finder(tmp_path, "img/a.jpg")
        expected = "img/a.jpg" if reference.endswith("jpg") else "index.html"
        assert find(reference, "index.html", base_url) == (expected if found else None)

    ARCHIVED = [
        "/web/20130207093732/http://huyen.example.vn/img/a.jpg",
        "/web/20130207093732im_/http://huyen.example.vn:80/img/a.jpg",
        "/web/2013im_/http/huyen.example.vn/img/a.jpg",
        "/web/2013/http:/huyen.example.vn/img/a.jpg",
        "../../web/20130207093732im_/http://huyen.example.vn/img/a.jpg",
        "https://web.archive.org/web/20130207093732/http://huyen.example.vn/img/a.jpg",
        "//web.archive.org/web/20130207093732js_/https://www.huyen.example.vn/img/a.jpg",
        "http://web.archive.org/web/20130207093732*/huyen.example.vn/img/a.jpg",
    ]

    @pytest.mark.parametrize("reference", ARCHIVED)
    def test_references_that_an_archive_rewrote(self, tmp_path, reference):
        find = finder(tmp_path, "img/a.jpg")
        assert find(reference, "index.html", "http://huyen.example.vn/") == "img/a.jpg"
        assert find(reference, "index.html", "http://other.example.vn/") is None

    @pytest.mark.parametrize("reference", ARCHIVED)
    def test_without_archive_prefix(self, reference):
        assert without_archive_prefix(f" {reference} ").replace("www.", "").replace(":80", "").replace(
            "https", "http"
        ) == ("http://huyen.example.vn/img/a.jpg")

    @pytest.mark.parametrize(
        "reference", ["", "a.jpg", "/web/a.jpg", "/web/2013/a.jpg", "http://a.vn/web/2013/http://b.vn/"]
    )
    def test_references_that_no_archive_rewrote(self, reference):
        assert without_archive_prefix(reference) == reference

    def test_a_folder_for_each_host(self, tmp_path):
        find = finder(
            tmp_path,
            "www.huyen.example.vn/img/a.jpg",
            "cdn.example.com/img/a.jpg",
            pages=["www.huyen.example.vn/tin/x.html", "www.huyen.example.vn/index.html"],
        )
        page = "www.huyen.example.vn/tin/x.html"
        ours, theirs = "www.huyen.example.vn/img/a.jpg", "cdn.example.com/img/a.jpg"
        assert find("/img/a.jpg", page) == ours
        assert find("../img/a.jpg", page) == ours
        assert find("../../../../img/a.jpg", page) == ours
        assert find("http://huyen.example.vn/img/a.jpg", page) == ours
        assert find("https://cdn.example.com/img/a.jpg", page) == theirs
        assert find("../../cdn.example.com/img/a.jpg", page) == theirs  # as wget converts links
        assert find("http://unknown.example.com/img/a.jpg", page) is None
        assert find("/", page) == "www.huyen.example.vn/index.html"
        assert find("http://old.example.vn/img/a.jpg", page, "http://old.example.vn") == ours

    def test_a_folder_for_each_host_below_others(self, tmp_path):
        names = ["mirror/http/huyen.example.vn/x.html", "mirror/http/192.168.1.5+8080/x.html"]
        source = open_source(fill(tmp_path / "m", dict.fromkeys(names, PAGE)))
        assert source.find("http://huyen.example.vn/x.html", names[1]) == names[0]
        assert source.find("http://192.168.1.5:8080/x.html", names[0]) == names[1]
        assert source.address(names[0]) == "http://huyen.example.vn/x.html"

    def test_a_copy_of_an_archive(self, tmp_path):
        first = "web.archive.org/web/20130101000000/http:/huyen.example.vn/tin/index.html"
        second = "web.archive.org/web/20130207093732im_/http:/huyen.example.vn/img/a.jpg"
        third = "web.archive.org/web/20140101000000im_/http:/huyen.example.vn/img/a.jpg"
        source = open_source(fill(tmp_path / "m", {first: PAGE, second: b"x", third: b"xyz"}))
        assert source.find("/img/a.jpg", first) == third
        assert source.find("../img/a.jpg", first) == third
        assert source.find("/web/20130207093732im_/http://huyen.example.vn/img/a.jpg", first) == third
        assert source.find("http://www.huyen.example.vn/tin/", second) == first
        assert source.address(first) == "http://huyen.example.vn/tin/"

    @pytest.mark.parametrize("name", ["portal", "Cổng thông tin", "a/b"])
    def test_one_folder_around_everything(self, tmp_path, name):
        """It is packaging, if that is how the pages refer to files."""
        page = b'<html><img src="/img/a.jpg"><a href="/tin/x.html?a&amp;b">x</a></html>'
        files = {f"{name}/tin/x.html": page, f"{name}/img/a.jpg": b"x", f"{name}/img/b.jpg": b"x"}
        with open_source(pack(tmp_path / "a.zip", files)) as source:
            assert source.find("/img/b.jpg", f"{name}/tin/x.html") == f"{name}/img/b.jpg"
            assert source.find("../../../img/b.jpg", f"{name}/tin/x.html") == f"{name}/img/b.jpg"
            url = "http://huyen.example.vn"
            assert source.find(f"{url}/img/b.jpg", f"{name}/tin/x.html", url) == f"{name}/img/b.jpg"

    def test_one_section_of_a_portal_is_no_packaging(self, tmp_path):
        page = b'<html><a href="/tin/index.html">x</a><img src="/a.jpg"></html>'
        files = {"tin/index.html": page, "tin/a.jpg": b"x", "tin/b/c.html": page}
        with open_source(fill(tmp_path / "m", files)) as source:
            assert source.find("/tin/a.jpg", "tin/b/c.html") == "tin/a.jpg"
            assert source.find("/b/c.html", "tin/index.html") is None

    def test_folders_that_only_look_like_hosts(self, tmp_path):
        find = finder(tmp_path, "jquery.ui/a.js", "jquery.ui/b.js", pages=["index.html", "tin/x.html"])
        assert find("/jquery.ui/a.js", "tin/x.html") == "jquery.ui/a.js"

    def test_addresses_that_the_folders_tell(self, tmp_path):
        names = {
            "www.huyen.example.vn/index.html": "http://huyen.example.vn/",
            "www.huyen.example.vn/tin/index.html": "http://huyen.example.vn/tin/",
            "www.huyen.example.vn/tin/Post.aspx?ItemID=1.html": "http://huyen.example.vn/tin/Post.aspx?ItemID=1",
            "www.huyen.example.vn/tin/Post.aspx@ItemID=1.html": "http://huyen.example.vn/tin/Post.aspx?ItemID=1",
            "www.huyen.example.vn/tin/a.aspx.html": "http://huyen.example.vn/tin/a.aspx",
            "www.huyen.example.vn/tin/a.html": "http://huyen.example.vn/tin/a.html",
        }
        source = open_source(fill(tmp_path / "m", dict.fromkeys(names, PAGE)))
        assert {name: source.address(name) for name in names} == names
        assert open_source(fill(tmp_path / "n", {"tin/a.html": PAGE})).address("tin/a.html") == ""


NAMES = st.text(alphabet="aB/.?@=%20ă&-", min_size=1, max_size=12)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(alphabet=st.characters(), max_size=40) | NAMES,
    NAMES,
    st.sampled_from(["", "http://a.vn/x", "//", "x:y", "http://[::1"]),
)
def test_find_answers_any_reference_with_a_stored_path_or_none(tmp_path, reference, from_path, base_url):
    names = ["a/B.html", "a/ă.html", "a/p.aspx?B=2.html", "index.html"]
    source = open_source(fill(tmp_path / "m", dict.fromkeys(names, PAGE)))
    assert source.find(reference, from_path, base_url) in (None, *names)


@settings(deadline=None)
@given(NAMES)
def test_every_stored_file_is_found_by_its_own_path(name):
    """Whatever a tool called it: as a reference from the root, with what an address reserves encoded."""
    packed = io.BytesIO()
    parts = [part for part in name.split("/") if part.strip(".") and not part.startswith(".")]
    stored = "/".join(parts) or "x"
    pack(packed, {stored: b"xy", "index.html": PAGE})
    references = base.References({"index.html": len(PAGE), stored: 2}, lambda: iter(()))
    written = stored.replace("%", "%25").replace("?", "%3F").replace("#", "%23")
    assert references.find(f"/{written}", "index.html") == stored
