"""What is private or not published is named nowhere that a stranger reads: pages, lists, feeds, sitemaps, APIs."""

from __future__ import annotations

import json

import pytest
import wagtail
from django.test import Client
from wagtail.models import PageViewRestriction

from wagtail_district_news import counting
from wagtail_district_news.models import ArticlePage, CampaignMessage, RelatedArticle

pytestmark = pytest.mark.django_db
SECRET = "izmo"  # of "Gizmo", which stands in every title and slug that nobody may learn
HAS_V3 = wagtail.VERSION >= (8, 0)
BODY = [{"type": "campaign_messages", "value": {"heading": "", "limit": 5}}]


@pytest.fixture
def world(site, home, make_category, make_article):
    """A public article amid secrets of every kind, all of one day, and all much read."""
    news = make_category("News", body=json.dumps(BODY))
    section = make_category("Gizmo section")
    public = make_article("Bridge", parent=news)
    day = {"published_at": public.published_at}
    private = make_article("Gizmo private", parent=news, lead="bridge", **day)
    draft = make_article("Gizmo draft", parent=news, lead="bridge", live=False, **day)
    inside = make_article("Gizmo inside", parent=section, lead="bridge", **day)
    for page in (section, private):
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    alias = private.create_alias(parent=news, update_slug="gizmo-alias")
    for page in (private, draft, inside, alias):
        counting.set_legacy_view_count(page, 9_000, "old")
        RelatedArticle.objects.create(page=public, article=page)
        CampaignMessage.objects.create(text="Wash your hands", link_page=page)
    changed = ArticlePage.objects.get(pk=public.pk)
    changed.title = "Gizmo change"
    changed.save_revision()
    counting.set_legacy_view_count(public, 1, "old")
    return {"home": home, "news": news, "section": section, "public": public, "private": private, "draft": draft,
            "inside": inside, "alias": alias}  # fmt: skip


def addresses(world) -> list[str]:
    news, public = world["news"], world["public"]
    day = public.archive_period
    found = [
        news.url,
        *(news.archive_url(period) for period in (day, day.parent, day.parent.parent)),
        public.url,
        "/news/search/?q=bridge",
        f"/news/search/?q=bridge&category={news.pk}",
        f"/news/date/?date={day}",
        "/news/feed/",
        "/news/feed/rss/",
        f"/news/feed/{news.pk}/",
        "/sitemap.xml",
        "/sitemap-news.xml",
        "/api/v2/news/",
        "/api/v2/news/?search=bridge",
        f"/api/v2/news/{public.pk}/",
        "/api/v2/news/archive/?year=2018",
        "/api/v2/pages/",
        "/api/v2/pages/?type=wagtail_district_news.ArticlePage&fields=*",
        f"/api/v2/pages/{public.pk}/",
        f"/api/v2/pages/{news.pk}/",
    ]
    if HAS_V3:
        found += [
            "/api/v3/news/",
            f"/api/v3/news/{public.pk}/",
            "/api/v3/pages/",
            f"/api/v3/pages/{public.pk}/",
        ]
    return found


def asked_for(world, client) -> dict[str, str]:
    answers = {}
    for path in addresses(world):
        response = client.get(path)
        assert response.status_code == 200, (path, response.status_code)
        text = b"".join(response.streaming_content) if response.streaming else response.content
        answers[path] = text.decode()
    return answers


def test_a_stranger_learns_no_secret(world, client):
    told = asked_for(world, client)
    assert [path for path, text in told.items() if SECRET in text] == []
    assert "Bridge" in told["/news/feed/"] and "Bridge" in told["/news/search/?q=bridge"]
    assert "Wash your hands" in told[world["news"].url]


def test_wagtails_own_api_names_related_articles_that_are_public(world, client, make_article):
    public, other = world["public"], make_article("Canal", parent=world["news"])
    RelatedArticle.objects.create(page=public, article=other)
    said = client.get(f"/api/v2/pages/{public.pk}/").json()["related_articles"]
    assert [row["article"] and row["article"]["title"] for row in said] == [None] * 4 + ["Canal"]
    assert set(said[-1]["article"]) == {"id", "meta", "title"}


def test_lists_tell_no_more_to_somebody_who_is_logged_in(world, client, make_user, editor):
    """Pages that are private open to those who may read them; lists are the same for all."""
    private = world["private"].url
    assert client.get(private).status_code == 302
    for user in (make_user("reader"), editor):
        client.force_login(user)
        assert client.get(private).status_code == 200
        lists = {path: text for path, text in asked_for(world, client).items() if "v2/pages" not in path}
        assert [path for path, text in lists.items() if SECRET in text] == []


def test_what_a_stranger_must_not_read_is_not_there_by_number(world, client):
    for name in ("private", "draft", "inside", "alias"):
        for version in ("v2", "v3") if HAS_V3 else ("v2",):
            response = client.get(f"/api/{version}/news/{world[name].pk}/")
            assert response.status_code == 404, (name, version)
    section = world["section"].pk
    assert client.get(f"/news/feed/{section}/").status_code == 404
    assert client.get("/news/search/", {"q": "bridge", "category": section}).status_code == 404
    assert client.get("/api/v2/news/", {"category": section}).status_code == 400
    assert client.get("/api/v2/news/archive/", {"category": section}).status_code == 400


def test_a_preview_is_for_editors(world, client, editor):
    public = world["public"]
    draft = f"/admin/pages/{public.pk}/view_draft/"
    assert client.get(draft).status_code == 302
    client.force_login(editor)
    assert "Gizmo change" in client.get(draft).content.decode()


@pytest.mark.skipif(not HAS_V3, reason="Wagtail has no API v3 before 8.0")
def test_a_token_opens_the_drafts_of_wagtails_own_pages_and_no_list_of_the_news(world, client, editor):
    from wagtail.models import APIToken

    _kept, token = APIToken.create_token(user=editor, name="test")
    headers = {"authorization": f"Bearer {token}"}
    assert SECRET not in client.get("/api/v3/news/", headers=headers).content.decode()
    assert client.get(f"/api/v3/news/{world['draft'].pk}/", headers=headers).status_code == 404
    assert client.get(f"/api/v3/pages/{world['draft'].pk}/", headers=headers).status_code == 200
    assert client.get(f"/api/v3/pages/{world['draft'].pk}/").status_code == 404


def test_our_addresses_are_only_read(world):
    careful = Client(enforce_csrf_checks=True)
    for path in [path for path in addresses(world) if "/news/" in path and "pages" not in path]:
        for method in ("post", "put", "patch", "delete"):
            assert getattr(careful, method)(path).status_code in (403, 405), (method, path)
