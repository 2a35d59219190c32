"""What code writes past the forms: shown without what runs, and opened by the editor all the same."""

from __future__ import annotations

import json
import uuid

import pytest

from tests.hostile.payloads import PAYLOADS
from wagtail_district_news.blocks.markup import DROPPED, is_sound, safe_rich_text
from wagtail_district_news.models import ArticlePage, CampaignMessage

BODIES = [
    '<p>a<img src="http://evil.example/x.png">b</p>', "<p>a<br>b</p>", "<p>never closed", "</p></b>", "<p>x<![",
    "<!-- x", "<hr>",
    "<h9>x</h9>", "<p><p><p>x</p>", "<ul><p>x</p></ul>", "<table><tr><td>x", "text alone", "<li>x</li>", "<a>x",
    "<p>\x00\x0b</p>",
]  # fmt: skip


def body(*blocks) -> str:
    return json.dumps([{"type": name, "value": value, "id": str(uuid.uuid4())} for name, value in blocks])


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: f"{payload.number} {payload.family}")
def test_rich_text_is_sound_whatever_is_in_it(payload):
    for markup in (payload.markup, f"<p>{payload.markup}</p>", f"<p>x {payload.markup}", payload.text):
        said = safe_rich_text(markup)
        assert is_sound(said) or "<" not in said, said
        assert safe_rich_text(said) == said
        assert not any(f"<{name}" in said.lower() for name in DROPPED), said


@pytest.mark.django_db
def test_any_rich_text_can_be_edited(client, admin, make_article):
    client.force_login(admin)
    page = make_article(body=body(*(("paragraph", html.replace("\x00", "")) for html in BODIES)))
    assert client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    shown = client.get(page.url).content.decode()
    assert "evil.example" not in shown and "never closed" in shown


@pytest.mark.django_db
def test_addresses_and_levels(client, make_article, site):
    message = CampaignMessage.objects.create(text="x", link_url="java\tscript:alert(1)")
    assert message.get_url() == ""
    page = make_article(
        source="s",
        body=body(
            ("heading", {"text": "h", "level": "2 onclick=alert(1)"}),
            ("embed", {"url": "javascript:alert(1)", "caption": "c"}),
            ("campaign_messages", {"heading": "", "limit": 5}),
        ),
    )  # fmt: skip
    ArticlePage.objects.filter(pk=page.pk).update(source_url="javascript:alert(1)")
    shown = client.get(page.url).content.decode()
    assert "alert(1)" not in shown and "<h2>h</h2>" in shown
    said = client.get(f"/api/v2/news/{page.pk}/").json()
    assert "alert(1)" not in json.dumps(said)
