"""What the tests of counting share: the stores, a clock to turn, and what waits for the commit."""

import pytest

from wagtail_district_news import conf
from wagtail_district_news.counting import clock as the_clock


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """A function that calls another one and then what waits for its transaction."""

    def call(function, *args, **named):
        with django_capture_on_commit_callbacks(execute=True):
            return function(*args, **named)

    return call


@pytest.fixture
def configure(settings):
    """A function that changes some of our settings: configure(COUNT_BY="beacon")."""

    def change(**values):
        settings.WAGTAIL_DISTRICT_NEWS = {**(getattr(settings, conf.NAME, None) or {}), **values}

    return change


@pytest.fixture(params=["database", "valkey"])
def store(request, configure):
    """Every store in turn; what is counted means the same in each."""
    if request.param == "valkey":
        request.getfixturevalue("valkey")
    configure(COUNT_STORE=request.param)
    return request.param


@pytest.fixture
def valkey(configure):
    """The client of an empty Valkey that the Valkey store writes to."""
    import redis

    from tests import services

    client = redis.Redis.from_url(services.valkey_url(), decode_responses=True)
    client.flushdb()
    configure(COUNT_VALKEY_URL=services.valkey_url())
    yield client
    client.flushdb()
    client.close()


class Clock:
    """The time of counting, which stands still until it is told to go on."""

    def __init__(self, moment: int):
        self.moment = moment

    def __call__(self) -> int:
        return self.moment

    def pass_(self, seconds: float = 0, minutes: float = 0, days: float = 0) -> None:
        self.moment += round((seconds + 60 * minutes + 86_400 * days) * 1000)


@pytest.fixture
def clock(monkeypatch):
    """A clock at noon of 23 November 2026 in the test site's zone."""
    stopped = Clock(1_795_410_000_000)  # 05:00 UTC
    monkeypatch.setattr(the_clock, "now", stopped)
    return stopped
