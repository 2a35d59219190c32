"""Every page of ours, public and in the admin, read in Vietnamese: none of our English is left on it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import polib
import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page
from wagtail.users.models import UserProfile

from tests.importer.conftest import PlainSource, make_page
from tests.quality import REPOSITORY, messages
from wagtail_district_news.extraction.documents import Issue
from wagtail_district_news.extraction.messages import say
from wagtail_district_news.extraction.parse import PageError
from wagtail_district_news.importer.models import ImportRecord
from wagtail_district_news.importer.reasons import reason_of
from wagtail_district_news.models import ArticlePage, CampaignMessage, ViewCount, VisitorCount

pytestmark = pytest.mark.django_db
TOO_LONG = say("the page is longer than %(limit)s characters", limit=20_000_000)
HEARD = ("alt", "title", "aria-label", "placeholder")


class Texts(HTMLParser):
    """The texts that a page shows or reads out."""

    def __init__(self, html):
        super().__init__()
        self.found, self.silent = set(), 0
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.silent += tag in ("script", "style", "code")
        self.found.update(" ".join(value.split()) for name, value in attributes if name in HEARD and value)

    def handle_endtag(self, tag):
        self.silent -= tag in ("script", "style", "code")

    def handle_data(self, data):
        if not self.silent and data.strip():
            self.found.add(" ".join(data.split()))


@pytest.fixture(scope="module")
def english():
    """Our English, as patterns over whole texts; a place of a message stands for anything."""
    found = {}
    for catalogue in messages.catalogues(REPOSITORY):
        for entry in polib.pofile(str(catalogue)):
            for msgid in filter(None, (entry.msgid, entry.msgid_plural)):
                same = entry.msgstr == msgid or not re.search(r"[a-z]{2}", re.sub(r"%\(\w+\)[sd]", "", msgid))
                if not same and not entry.msgctxt:
                    escaped = re.sub(r"%\\\(\w+\\\)[sd]|%\w\b", ".*", re.escape(" ".join(msgid.split())))
                    found[msgid] = re.compile(escaped)
    return found


def left_over(html, english, content=()):
    texts = Texts(html).found - set(content)
    assert len(texts) > 5
    return sorted(msgid for msgid, pattern in english.items() if any(map(pattern.fullmatch, texts)))


@pytest.fixture
def imported(run):
    """An import that ran in English, with a page that failed, one that lost something, and a listing."""
    lost = Issue("words-lost", say("a Flash film was dropped: no browser plays it"), True, "film.swf")
    with translation.override("en"):
        run(
            PlainSource(
                {
                    "good.html": make_page("good.html"),
                    "lossy.html": make_page("lossy.html", issues=(lost,)),
                    "list.html": make_page("list.html", kind="listing"),
                    "broken.html": PageError(TOO_LONG),
                }
            )
        )


def test_what_an_import_found_is_said_in_the_readers_language(imported):
    failed = ImportRecord.objects.get(path="broken.html")
    lossy = ImportRecord.objects.get(path="lossy.html")
    assert failed.reason == TOO_LONG
    with translation.override("vi"):
        assert reason_of(failed) == "trang dài hơn 20.000.000 ký tự"
        assert lossy.losses == "đã bỏ một đoạn phim Flash: không trình duyệt nào còn phát được [film.swf]"
    with translation.override("en"):
        assert reason_of(failed) == TOO_LONG and lossy.losses.startswith("a Flash film")


def test_a_row_of_an_older_run_still_shows(imported):
    ImportRecord.objects.filter(path="broken.html").update(reason="as it was said", reason_parts={})
    ImportRecord.objects.filter(path="lossy.html").update(
        messages=[{"code": "x", "message": "so it was", "loss": True, "detail": ""}]
    )
    with translation.override("vi"):
        assert reason_of(ImportRecord.objects.get(path="broken.html")) == "as it was said"
        assert ImportRecord.objects.get(path="lossy.html").losses == "so it was"


def test_no_english_of_ours_is_left(imported, client, admin, english, second_locale):
    UserProfile.objects.update_or_create(user=admin, defaults={"preferred_language": "vi"})
    client.force_login(admin)
    article = ArticlePage.objects.first()
    ViewCount.objects.get_or_create(page=article)
    CampaignMessage.objects.create(text="Giữ gìn vệ sinh nơi công cộng")
    reports = [reverse(f"wagtail_district_news_importer:{name}") for name in ("runs", "records")]
    lists = [
        reverse(model.snippet_viewset.get_url_name("list"))
        for model in (CampaignMessage, ViewCount, VisitorCount)
    ]
    forms = [
        reverse(CampaignMessage.snippet_viewset.get_url_name("add")),
        reverse("wagtailadmin_pages:edit", args=[article.pk]),
        reverse("wagtailadmin_pages:edit", args=[article.get_parent().pk]),
    ]
    public = [
        "/vi/news/search/?q=tin",
        "/vi/news/search/?q=khong-co-gi",
        f"/vi{article.get_url()}",
        f"/vi{article.get_parent().get_url()}",
        f"/vi{article.get_parent().get_url()}{article.published_at:%Y}/",
        f"/vi{article.get_parent().get_url()}{article.published_at:%Y/%m}/",
    ]
    found, content = {}, Page.objects.values_list("title", flat=True)
    for address in (*reports, *lists, *forms, *public):
        response = client.get(address)
        assert response.status_code == 200, address
        if missing := left_over(response.content.decode(), english, content):
            found[address] = missing
    assert found == {}


def test_english_that_is_left_is_noticed(english):
    html = "<p>" + "</p><p>".join(f"chữ {number}" for number in range(12)) + "</p>%s"
    assert left_over(html % "", english) == []
    assert left_over(html % "<p>Nothing changed: every page stands as it was imported.</p>", english)
    assert left_over(html % '<img alt="3 pages written.">', english)
