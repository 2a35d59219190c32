"""The whole hostile portal through the real command: ordinary pages stand, every hostile one ends clearly."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.hostile.files import DOCUMENTS, PICTURES
from tests.hostile.pages import wrap
from tests.hostile.portal import HOST, write_zip
from tests.marks import long_on_postgresql
from wagtail_district_news.extraction import shell
from wagtail_district_news.models import ArticlePage

STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def check(done, ends, ordinary):
    """Every hostile document ended once, as it must, and said why; the ordinary ones are there."""
    wrong = {}
    for path, end in ends.items():
        said = done.pages.get(path)
        if (
            said is None
            or said["status"] != end
            or (end not in ("new", "unchanged") and not said["reason"])
            or said["code"] == "error"
        ):
            wrong[path[:80]] = (end, said and (said["status"], said["code"], said["reason"][:300]))
    assert not wrong, wrong
    for path in ordinary:
        assert done.pages[path]["status"] in ("new", "unchanged"), done.pages[path]
    assert done.code == 1 and not STEERING.search(done.printed)


@long_on_postgresql
@pytest.mark.django_db
def test_the_folder(portal, command, client, admin, own_media):
    done = command(portal.folder, portal.profile)
    check(done, portal.ends, portal.ordinary)
    assert "TOP SECRET" not in str(done.report)
    assert len(ArticlePage.objects.live()) == sum(page["status"] == "new" for page in done.pages.values())
    _files(done, own_media)
    _shown(client, admin)
    again = command(portal.folder, portal.profile)
    check(
        again, {path: end.replace("new", "unchanged") for path, end in portal.ends.items()}, portal.ordinary
    )


def _files(done, media):
    """Each file is taken, or refused under its code; what is stored has a harmless name."""
    told: dict[str, set[str]] = {}
    for issue in done.pages[f"{HOST}/files.html"]["issues"]:
        told.setdefault(unquote(issue["detail"].rpartition("/")[2]), set()).add(issue["code"])
    for kind, files in (("image", PICTURES), ("document", DOCUMENTS)):
        for name, (_content, code) in files.items():
            said = {one for one in told.get(name, ()) if one.startswith(f"{kind}-")}
            assert code is None or said == ({f"{kind}-{code}"} if code else set()), (name, said)
    stored = [
        path.name for path in media.rglob("*") if path.is_file() and "images" not in path.parent.name[:6]
    ]
    assert stored and all(re.fullmatch(r"[\w.-]{5,80}", name, re.ASCII) for name in stored), stored
    assert not {name.rpartition(".")[2] for name in stored} - {
        "jpg",
        "png",
        "gif",
        "webp",
        "pdf",
        "zip",
        "csv",
    }


def _shown(client, admin):
    """Each page answers, in the site and (every fourth) in the editor."""
    client.force_login(admin)
    for number, page in enumerate(ArticlePage.objects.live().order_by("pk")):
        assert client.get(page.url).status_code == 200, page.title
        if not number % 4:
            assert client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200, page.title
    for path in (
        "/news/feed/",
        "/news/feed/rss/",
        "/sitemap.xml",
        "/news/search/?q=hai",
        "/api/v2/news/?limit=20",
    ):
        assert client.get(path).status_code == 200, path
    for path in ("/admin/reports/legacy-imports/runs/", "/admin/reports/legacy-imports/pages/"):
        assert client.get(path).status_code == 200, path


@pytest.mark.django_db
def test_the_zip(portal, command, tmp_path):
    ends = write_zip(tmp_path / "portal.zip")
    done = command(tmp_path / "portal.zip", portal.profile)
    check(done, ends, portal.ordinary)
    assert not Path(tmp_path.parent / "up.html").exists() and not Path("/etc/cron.d/absolute.html").exists()
    table = (tmp_path / "report.txt").read_text("utf-8")
    assert not STEERING.search(table)
    planned = command(tmp_path / "portal.zip", portal.profile, "--dry-run")
    assert {path: page["status"] for path, page in planned.pages.items() if page["status"] == "failed"} == {
        path: page["status"] for path, page in done.pages.items() if page["status"] == "failed"
    }


@pytest.mark.django_db
def test_more_words_than_an_index_takes(command, portal, tmp_path):
    """The page stands with all of its words; the search knows the first of them."""
    site = tmp_path / "mirror" / HOST
    site.mkdir(parents=True)
    many = " ".join(f"tu{number:06}x" for number in range(150_000))
    (site / "body.html").write_bytes(wrap(f"<p>{many}</p>".encode(), title=b"Body"))
    (site / "lead.html").write_bytes(wrap(b"<p>x</p>", title=b"Lead", lead=many.encode()))
    (site / "word.html").write_bytes(wrap(b"<p>x</p>" + b"y" * 3_000_000, title=b"Word"))
    done = command(tmp_path / "mirror", portal.profile)
    assert done.code == 0 and {page["status"] for page in done.pages.values()} == {"new"}
    assert all(page["words"]["lost"] == 0 for page in done.pages.values())
    for page in ArticlePage.objects.filter(title__in=["Body", "Lead"]):
        assert "tu149999x" in page.body[0].value.source and len(page.lead) <= 5_000
    assert ArticlePage.objects.search("tu000007x").count() == 2


@long_on_postgresql
def test_extract_and_explain(portal, tmp_path, capsys):
    profile, out = str(portal.profile), tmp_path / "pages.jsonl"
    code = shell.main(["extract", str(portal.folder), "--profile", profile, "--output", str(out)])
    printed = capsys.readouterr()
    assert code == 1 and out.read_text("utf-8").count("\n") >= len(portal.ordinary)
    assert "Traceback" not in printed.err and not STEERING.search(printed.err)
    for path in sorted((portal.folder / HOST).glob("*.html")):
        if path.is_symlink() or not path.is_file():
            continue
        assert shell.main(["explain", str(path), "--profile", profile]) in (0, 1), path
        said = capsys.readouterr()
        assert said.out and not STEERING.search(said.out + said.err), path


@long_on_postgresql
def test_the_portal_is_always_the_same(portal, tmp_path):
    from tests.hostile.portal import write_portal

    again = write_portal(tmp_path / "mirror")
    for path in (f"{HOST}/noise.html", f"{HOST}/files.html", f"{HOST}/spans.html"):
        assert (again.folder / path).read_bytes() == (portal.folder / path).read_bytes()
