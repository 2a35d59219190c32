"""Counting with visitors remembered in a real Valkey, as a site on several machines has them."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import caches

from tests import services
from wagtail_district_news import counting
from wagtail_district_news.counting import visitors


@pytest.fixture
def valkey(settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": services.valkey_url(),
        }
    }
    caches["default"].clear()
    yield caches["default"]
    caches["default"].clear()


def test_nobody_is_remembered_at_first(valkey, reader):
    request = reader("/")
    assert valkey.get(f"{visitors.PREFIX}view:1:{visitors.visitor_hash(request)}") is None


def test_two_views_within_seconds_are_one(valkey, article, reader):
    assert counting.record_view(article, reader(article.url))
    assert not counting.record_view(article, reader(article.url))
    assert counting.record_view(article, reader(article.url, REMOTE_ADDR="198.51.100.7"))


def test_a_visit_goes_on_until_nothing_was_asked_for_half_an_hour(valkey, site, reader):
    request = reader("/")
    assert counting.record_visit(site, request)
    assert not counting.record_visit(site, request)
    key = f"{visitors.PREFIX}visit:{site.pk}:{visitors.visitor_hash(request)}"
    assert valkey.touch(key, -1)  # half an hour later
    assert counting.record_visit(site, request)


def test_all_workers_share_one_salt_and_one_memory(valkey, reader):
    with ThreadPoolExecutor(8) as pool:
        requests = [reader("/") for _ in range(64)]
        hashes = list(pool.map(visitors.visitor_hash, requests))
        first = list(pool.map(lambda request: visitors.is_first_view(request, 7), requests))
    assert len(set(hashes)) == 1
    assert first.count(True) == 1
