"""An editor's change is told from an unchanged save."""

from __future__ import annotations

import json

import pytest

from wagtail_district_news.importer.digest import revision_digest
from wagtail_district_news.models import ArticlePage


def content(**fields):
    body = [{"type": "paragraph", "id": "1", "value": '<p data-block-key="abc">một</p>'}]
    return {
        "pk": 1,
        "title": "Một",
        "lead": "dòng\nhai",
        "published_at": "2018-10-25T04:05:30Z",
        "body": json.dumps(body),
        "attachments": [{"pk": 3, "page": 1, "title": "Tệp", "document": 4, "sort_order": 0}],
        **fields,
    }


def digest(**fields):
    return revision_digest(content(**fields), ArticlePage)


@pytest.mark.parametrize(
    "fields",
    [
        {
            "pk": 99,
            "latest_revision": 7,
            "live": False,
            "url_path": "/x/",
            "category": 8,
            "draft_title": "x",
            "slug": "y",
        },
        {"lead": "dòng\r\nhai "},
        {"published_at": "2018-10-25T04:05:00Z"},
        {"published_at": "2018-10-25T11:05:30+07:00"},
        {"body": json.dumps([{"type": "paragraph", "id": "1", "value": '<p data-block-key="zzz">một</p>'}])},
        {"attachments": [{"pk": 55, "page": 2, "title": "Tệp", "document": 4, "sort_order": 0}]},
    ],
    ids=["bookkeeping", "line ends", "seconds", "zone", "block keys", "children's keys"],
)
def test_what_is_no_change(fields):
    assert digest(**fields) == digest()


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Hai"},
        {"lead": "dòng hai"},
        {"published_at": "2018-10-25T04:06:00Z"},
        {"body": json.dumps([{"type": "paragraph", "id": "1", "value": '<p data-block-key="abc">hai</p>'}])},
        {"body": json.dumps([{"type": "paragraph", "id": "2", "value": '<p data-block-key="abc">một</p>'}])},
        {"body": "[]"},
        {"attachments": []},
        {"go_live_at": "2030-01-01T00:00:00Z"},
        {"an_own_field": 1},
    ],
)
def test_what_is_a_change(fields):
    assert digest(**fields) != digest()
