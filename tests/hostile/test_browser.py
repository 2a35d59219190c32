"""Payloads in every field, imported and written by code, seen in Chromium: nothing runs, nothing is fetched."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field

import pytest

from tests.children import ROOT, Children, sqlite
from tests.hostile.mirror import write_payloads

pytestmark = pytest.mark.browser

# what a reader's mouse, keyboard and patience would set off
PROVOKE = """() => {
  const found = [];
  for (const one of document.querySelectorAll('body *')) {
    for (const kind of ['mouseover', 'mouseenter', 'pointerover', 'focus', 'focusin', 'error', 'load', 'toggle', 'begin'])
      one.dispatchEvent(new Event(kind));
    const link = one.getAttribute('href') ?? one.getAttribute('xlink:href') ?? one.getAttribute('action') ?? '';
    if (/^[\\s\\x00-\\x20]*(java|vb|data|blob)/i.test(link.replace(/[\\s\\x00-\\x20]/g, ''))) {
      found.push(link);
      one.click?.();
    }
  }
  return found;
}"""
# of our own pages: what an attacker's markup would have left behind
REMAINS = """() => [...document.querySelectorAll('.wdn *')].filter(one =>
  /^(script|iframe|object|embed|base|meta|style|svg|math|template)$/i.test(one.tagName) && one.type !== 'application/ld+json'
  && one.outerHTML !== '<script src="/static/wagtail_district_news/counter.js" defer=""></script>'  // our own
  || [...one.attributes].some(each => /^on|^style$|^srcdoc$|^formaction$/i.test(each.name))
).map(one => one.outerHTML.slice(0, 200))"""


@dataclass
class Watch:
    """What happened in the browser that should not."""

    host: str
    alarms: list[str] = field(default_factory=list)
    answered: set[str] = field(default_factory=set)  # pages that answer with an error, and should

    def attach(self, context):
        context.add_init_script(
            "window.__xss = number => { console.error('XSS ran: ' + number) }; window.alert = window.__xss"
        )
        context.on("console", lambda said: self._console(said))
        context.on("weberror", lambda error: self.alarms.append(f"error: {error.error}"))
        context.on("dialog", self._dialog)
        context.on("request", self._request)

    def _console(self, said):
        where = said.location.get("url", "")
        of_the_page = said.text.startswith("Failed to load resource") and where in self.answered
        if said.type == "error" and "favicon" not in where and not of_the_page:
            self.alarms.append(f"console: {said.text} {where}")

    def _dialog(self, dialog):
        self.alarms.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request):
        if not request.url.startswith((self.host, "data:image/", "blob:", "about:")):
            self.alarms.append(f"request: {request.url[:200]}")

    def check(self, where, but=()):
        """Fail for every alarm, but for those of a kind that is not ours."""
        alarms = [alarm for alarm in self.alarms if not (but and alarm.startswith(but))]
        self.alarms.clear()
        assert not alarms, (where, alarms)


@dataclass(frozen=True)
class World:
    """The site that is served: its address and what to visit."""

    host: str
    whole: bool
    home: int
    imported: dict
    written: dict


@pytest.fixture(scope="module", params=[pytest.param(1, marks=pytest.mark.long), 6], ids=["all", "some"])
def world(request, tmp_path_factory):
    """Every payload as words, and every so many as markup besides."""
    folder = tmp_path_factory.mktemp("xss")
    children = Children(folder, sqlite(folder / "site.sqlite3"), "tests.hostile.child_settings")
    children.call("-m", "django", "migrate", "-v0")
    home = json.loads(children.call("-m", "tests.hostile.written", "site"))["home"]
    profile = write_payloads(folder / "mirror", request.param)
    done = children.start(
        "-m", "django", "import_legacy_news", str(folder / "mirror"), "--into", str(home), "--profile", str(profile),
        "--report", str(folder / "report.json"),
    )  # fmt: skip
    out, err = done.communicate(timeout=400)
    assert done.returncode == 0, (out[-2000:], err[-3000:])
    report = json.loads((folder / "report.json").read_text("utf-8"))
    left = [page["path"] for page in report["pages"] if page["status"] != "new"]
    # a page whose markup swallows its own story is no article; the words of every payload are one
    assert len(left) < 4 and all(path.startswith("portal.example/markup-") for path in left), report["counts"]
    made = json.loads(children.call("-m", "tests.hostile.written", "all"))
    with _serving(children) as host:
        yield World(host, request.param == 1, home, made["imported"], made["written"])


class _serving:
    def __init__(self, children):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{probe.getsockname()[1]}"
        command = [sys.executable, "-m", "django", "runserver", "--noreload", "--nostatic", self.address]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.server = subprocess.Popen(command, cwd=ROOT, env=children.environment(), **quiet)

    def __enter__(self):
        for _ in range(200):
            assert self.server.poll() is None, "the server has stopped"
            try:
                urllib.request.urlopen(f"http://{self.address}/admin/login/", timeout=30).close()
            except OSError:
                time.sleep(0.3)
            else:
                return f"http://{self.address}"
        pytest.fail("the server does not answer")

    def __exit__(self, *error):
        self.server.terminate()
        self.server.wait(20)


@pytest.fixture(scope="module")
def chromium():
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium")
    assert found, "Chromium is not installed: .ci/system-packages installs it"
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=found, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def visit(world, chromium):
    """A function that visits a path, provokes whatever is there, and fails if anything ran or was fetched."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(60_000)
    watch = Watch(world.host)
    watch.attach(context)
    page = context.new_page()

    def go(path, ours=True, ready=None, status=200, but=()):
        if status != 200:
            watch.answered.add(world.host + path)
        answer = page.goto(world.host + path, wait_until="load")
        assert answer.status == status, (path, answer.status)
        if ready:
            page.wait_for_selector(ready)
        watch.check(path, but)
        kind = answer.headers.get("content-type", "")
        if kind.startswith("text/html"):
            links = page.evaluate(PROVOKE)
            assert not links, (path, links)
            if ours:
                assert page.evaluate(REMAINS) == [], path
        # Wagtail's widgets were not made for events that no person makes
        watch.check(path, but=() if ours else ("error: ",))
        return page, kind

    go.page, go.watch, go.context = page, watch, context
    yield go
    context.close()


def sign_in(visit, world):
    page = visit.page
    page.goto(f"{world.host}/admin/login/")
    page.fill("input[name=username]", "chief")
    page.fill("input[name=password]", "secret")
    page.click("button[type=submit]")
    page.wait_for_selector("#main")
    visit.watch.alarms.clear()


def some(things, every):
    return things[::every]


SCRIPT = "%22%3E%3Cscript%3Etop.__xss(1)%3C/script%3E"
DATA = ("application/json", "application/xml", "application/atom+xml", "application/rss+xml")


def walk_public(visit, world, every):
    for path in (*some(world.imported["urls"], every), *world.written["urls"]):
        visit(path)
    for path in ("/", "/news/search/?q=tin", f"/news/search/?q={SCRIPT}", "/news/date/?date=2018-10-01"):
        visit(path)
    visit(f"/news/date/?date={SCRIPT}", status=400)
    visit(f"/{SCRIPT}/", ours=False, status=404)
    first, category = world.written["pages"][0], world.written["category"]
    for path in (f"/api/v2/pages/{first}/?fields=*", "/api/v2/news/?limit=20", f"/api/v2/news/{first}/"):
        assert _kind(world, path) == "application/json", path
        visit(path)
    for path in (
        "/news/feed/",
        "/news/feed/rss/",
        f"/news/feed/{category}/",
        "/sitemap.xml",
        "/sitemap-news.xml",
    ):
        assert visit(path)[1].partition(";")[0] in DATA, path


def _kind(world, path):
    """The content type that a program is told; a browser gets the framework's own browsable page."""
    with urllib.request.urlopen(world.host + path, timeout=60) as answer:
        return answer.headers["content-type"].partition(";")[0]


def test_public_pages(visit, world):
    walk_public(visit, world, 1 if world.whole else 6)


def admin_paths(world, pages):
    written = world.written
    for page in pages:
        yield f"/admin/pages/{page}/history/"
        yield f"/admin/pages/{page}/usage/"
        yield f"/admin/pages/{page}/view_draft/"
        yield f"/admin/pages/{page}/revisions/compare/earliest...latest/"
    yield f"/admin/pages/{world.home}/"
    yield f"/admin/pages/{written['category']}/"
    yield f"/admin/pages/{written['category']}/edit/"
    yield "/admin/pages/search/?q=tin"
    yield "/admin/pages/usage/wagtail_district_news/articlepage/"
    yield "/admin/reports/legacy-imports/runs/"
    yield "/admin/reports/legacy-imports/pages/"
    yield "/admin/reports/site-history/"
    yield f"/admin/images/{written['image']}/"
    yield "/admin/images/"
    yield f"/admin/documents/edit/{written['document']}/"
    yield "/admin/documents/"
    message = "/admin/snippets/wagtail_district_news/campaignmessage/"
    yield message
    yield f"{message}edit/{written['message']}/"
    yield f"{message}history/{written['message']}/"
    yield f"{message}usage/{written['message']}/"
    yield "/admin/snippets/wagtail_district_news/viewcount/"
    yield "/admin/snippets/wagtail_district_news/visitorcount/"


CHOOSERS = (
    "/admin/choose-page/", "/admin/choose-page/search/?q=tin", "/admin/images/chooser/", "/admin/documents/chooser/",
)  # fmt: skip
OPEN = """async address => {
  const text = await (await fetch(address, {headers: {'X-Requested-With': 'XMLHttpRequest'}})).text();
  const html = text.startsWith('{') ? JSON.parse(text).html : text;
  const room = document.createElement('div');
  document.body.append(room);
  room.append(document.createRange().createContextualFragment(html));
  return html.length;
}"""


# Draft.js looks for a block by the key that is stored with it, and a key that only code can write is no selector.
BY_KEY = ("error: Failed to execute 'querySelector' on 'Element': '[data-block=\"true\"]",)


def walk_admin(visit, world, edited, shown):
    sign_in(visit, world)
    for path in admin_paths(world, shown):
        visit(path, ours=False)
    for address in CHOOSERS:
        assert visit.page.evaluate(OPEN, address) > 100
        visit.page.evaluate(PROVOKE)
        visit.watch.check(address, but=("error: ",))
    for page in edited:
        visit(
            f"/admin/pages/{page}/edit/",
            ours=False,
            ready="[data-contentpath=body] .Draftail-Editor [contenteditable=true]",
            but=BY_KEY,
        )
        count = visit.page.locator(".Draftail-Editor").count()
        assert count > 1, page


def test_the_admin(visit, world):
    written, imported = world.written["pages"], world.imported["pages"]
    if world.whole:
        walk_admin(visit, world, [*written, *some(imported, 8)], [*written, *some(imported, 16)])
    else:
        walk_admin(visit, world, [written[4], imported[70]], written[:1])
