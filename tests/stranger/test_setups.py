"""Nothing of ours gets in the way of the site: its templates, its admin, pages without news, half a set-up."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Site

from tests.stranger.press.models import Desk, FrontPage, Leaflet, Notice, Report, Shelf
from tests.stranger.town import PHUONG, QUAN
from wagtail_district_news import checks, conf, legacy_addresses

pytestmark = pytest.mark.django_db
OURS = "wagtail_district_news.middleware.LegacyAddressMiddleware"


@pytest.fixture
def reader():
    return Client(SERVER_NAME=QUAN)


def test_the_sites_templates_stand_before_ours(room, reader):
    said = reader.get(room.bridge.url).content.decode()
    assert 'class="strangers-quote"' in said and 'class="poem"' in said
    assert '<body class="stranger">' in said
    own = conf.article_model() is Report
    assert ('class="report"' in said) is own and ("wdn-article" in said) is not own
    assert '<h1 class="desk">' in reader.get(room.town.sport.url).content.decode()


def test_every_tag_of_ours_is_quiet_on_a_site_without_news(town, reader):
    root = Page.objects.get(depth=1)
    empty = root.add_child(instance=FrontPage(title="Empty", slug="empty"))
    leaflet = empty.add_child(instance=Leaflet(title="About", text="We are open."))
    Site.objects.create(hostname="empty.example", root_page=empty)
    answer = Client(SERVER_NAME="empty.example").get("/vi/about/")
    assert answer.status_code == 200 and "We are open." in answer.content.decode()
    desk = leaflet.get_parent().add_child(instance=Desk(title="Nothing yet"))
    assert Client(SERVER_NAME="empty.example").get(f"/vi/{desk.slug}/").status_code == 200
    assert Client(SERVER_NAME="empty.example").get("/api/v2/tin/").json()["meta"]["total_count"] == 0


@pytest.mark.parametrize("model", [Desk, Shelf, Report, Notice, Leaflet, FrontPage])
def test_the_admin_of_every_page_type_opens(town, editor, model):
    parent = {FrontPage: Page.objects.get(depth=1), Leaflet: town.quan}.get(model, town.news)
    url = reverse("wagtailadmin_pages:add", args=["press", model._meta.model_name, parent.pk])
    assert editor.client.get(url).status_code == 200


def test_the_admin_of_ours_opens_among_theirs(room, editor):
    listed = [
        f"wagtailsnippets_wagtail_district_news_{name}:list" for name in ("viewcount", "campaignmessage")
    ]
    for name in (*listed, "wagtailadmin_home", "wagtailusers_users:index", "wagtailadmin_pages:search"):
        assert editor.client.get(reverse(name)).status_code == 200, name
    assert editor.client.get(reverse("wagtailadmin_explore", args=[room.town.news.pk])).status_code == 200
    types = editor.client.get(
        reverse("wagtailadmin_pages:add_subpage", args=[room.town.news.pk])
    ).content.decode()
    assert "/press/report/" in types and "/wagtail_district_news/articlepage/" not in types


def test_without_our_middleware_the_check_says_what_is_missing(room, reader, settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != OURS]
    assert [found.id for found in checks.check_middleware()] == ["wagtail_district_news.W001"]
    assert reader.get(room.bridge.url).status_code == 200
    assert reader.get(room.bridge.legacy_url.replace("http://www.portal.example", "")).status_code == 404


def test_before_the_locale_middleware_plain_addresses_are_lost_and_the_check_says_so(room, settings):
    """It sends a reader of an unknown path on to /vi/..., before anybody asked whether the path was an old one."""
    legacy_addresses.remember(Site.objects.get(hostname=QUAN), "/tin-cu/bai-12/", room.race)

    def said():
        answer = Client(SERVER_NAME=QUAN).get("/tin-cu/bai-12/")  # a client builds its middleware once
        return [found.id.split(".")[1] for found in checks.check_middleware()], answer.status_code

    assert said() == ([], 301)
    settings.MIDDLEWARE = [OURS, *(name for name in settings.MIDDLEWARE if name != OURS)]
    assert said() == (["W005"], 302)
    settings.ROOT_URLCONF = "tests.stranger.bare_urls"  # no language in the addresses: any order will do
    assert said() == ([], 301)


def test_without_our_addresses_every_page_and_the_admin_work(room, editor, settings):
    settings.ROOT_URLCONF = "tests.stranger.bare_urls"
    browser = Client(SERVER_NAME=QUAN)
    for path in ("/", "/tin-tuc/", "/tin-tuc/2019/", "/tin-tuc/cau-moi-qua-song/", "/gioi-thieu/"):
        assert browser.get(path).status_code == 200, path
    assert Client(SERVER_NAME=PHUONG).get("/tin-phuong/hop-to-dan-pho/").status_code == 200
    editor.edit(room.bridge, title="Cầu")


def test_without_the_api_and_redirects_the_site_starts_and_needs_no_migration():
    script = """
import django; django.setup()
from django.core.management import call_command
call_command("check", fail_level="ERROR")
call_command("makemigrations", check=True, dry_run=True)
"""
    paths = os.pathsep.join(path or "." for path in sys.path)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.stranger.bare_settings",
        "PYTHONPATH": paths,
    }
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert "wagtail_district_news.W001" in done.stderr and "No changes" in done.stdout
