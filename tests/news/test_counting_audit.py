"""An audit as COUNTER's: requests by a script, and exactly what must have been counted after each.

A step is who asks for what, how, and how long after the step before; each script says the views of the first
and of the second article, and the visits, that it must come to.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from tests.conftest import BROWSER
from wagtail_district_news import counting

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1"
GOOGLE = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
PROXIED = {"COUNT_TRUSTED_PROXIES": ["10.0.0.0/8", "fd00::/8"]}


@dataclass(frozen=True)
class Step:
    """One request: `page` "a", "b" or "home", `after` seconds, headers by their names, `who` is logged in."""

    page: str = "a"
    after: float = 0
    address: str = "203.0.113.9"
    agent: str = BROWSER
    headers: dict = field(default_factory=dict)
    method: str = "get"
    who: str = ""
    preview: bool = False


def forwarded(addresses: str, **more) -> Step:
    return Step(address="10.0.0.1", headers={"X-Forwarded-For": addresses}, **more)


NOON_TO_MIDNIGHT = 12 * 3600
# name -> steps, (views of a, views of b, visits), settings
SCRIPTS: dict[str, tuple[list[Step], tuple[int, int, int], dict]] = {
    "one view": ([Step()], (1, 0, 1), {}),
    "a double click": ([Step(), Step(after=10)], (1, 0, 1), {}),
    "a double click at the very end of the window": ([Step(), Step(after=30)], (1, 0, 1), {}),
    "two views just outside of the window": ([Step(), Step(after=30.001)], (2, 0, 1), {}),
    "a chain: each is compared with the one before": ([Step()] + [Step(after=20)] * 6, (1, 0, 1), {}),
    "a chain that breaks": ([Step(), Step(after=20), Step(after=31), Step(after=20)], (2, 0, 1), {}),
    "two articles are two views of one visit": ([Step(), Step("b", after=1)], (1, 1, 1), {}),
    "there and back": ([Step(), Step("b", after=5), Step(after=5), Step("b", after=5)], (1, 1, 1), {}),
    "double clicks of two readers, mixed": (
        [Step(), Step(address="198.51.100.7"), Step(after=5), Step(address="198.51.100.7", after=5)],
        (2, 0, 2),
        {},
    ),
    "two browsers behind one address": ([Step(), Step(agent=PHONE), Step(after=5)], (2, 0, 2), {}),
    "robots": ([Step(agent=GOOGLE), Step(agent="curl/8.5.0"), Step(agent="")], (0, 0, 0), {}),
    "a robot before a reader hides nobody": ([Step(agent=GOOGLE), Step()], (1, 0, 1), {}),
    "prefetch and prerender": (
        [Step(headers={"Sec-Purpose": "prefetch"}), Step(headers={"Sec-Purpose": "prefetch;prerender"})],
        (0, 0, 0),
        {},
    ),
    "prefetched, then read": ([Step(headers={"Sec-Purpose": "prefetch"}), Step(after=2)], (1, 0, 1), {}),
    "HEAD": ([Step(method="head"), Step(method="head")], (0, 0, 0), {}),
    "HEAD, then GET": ([Step(method="head"), Step(after=1)], (1, 0, 1), {}),
    "an editor": ([Step(who="editor"), Step("b", who="editor")], (0, 0, 0), {}),
    "an editor who is counted": ([Step(who="editor")], (1, 0, 1), {"COUNT_EDITORS": True}),
    "a member of the public who is logged in": ([Step(who="member")], (1, 0, 1), {}),
    "a preview": ([Step(preview=True)], (0, 0, 0), {}),
    "a visit goes on for half an hour after each page": (
        [Step("home"), Step("home", after=29 * 60), Step("home", after=29 * 60)],
        (0, 0, 1),
        {},
    ),
    "a visit at the very end of its window": ([Step("home"), Step("home", after=1800)], (0, 0, 1), {}),
    "a visit ends": ([Step("home"), Step("home", after=1800.001)], (0, 0, 2), {}),
    "a visit of other lengths": (
        [Step("home"), Step("home", after=61)],
        (0, 0, 2),
        {"COUNT_VISIT_SECONDS": 60},
    ),
    "views of other distances": ([Step(), Step(after=6)], (2, 0, 1), {"COUNT_DOUBLE_CLICK_SECONDS": 5}),
    "midnight begins everybody anew": (
        [Step(after=NOON_TO_MIDNIGHT - 5), Step(after=4), Step(after=2), Step(after=2)],
        (2, 0, 2),
        {},
    ),
    "the same address the day after": ([Step(), Step(after=24 * 3600)], (2, 0, 2), {}),
    "a forged forwarded address from nobody's proxy": (
        [Step(headers={"X-Forwarded-For": f"198.51.100.{number}"}) for number in range(5)],
        (1, 0, 1),
        {},
    ),
    "two readers behind our proxy": (
        [forwarded("198.51.100.7"), forwarded("198.51.100.8"), forwarded("198.51.100.7", after=3)],
        (2, 0, 2),
        PROXIED,
    ),
    "a forged address before the true one": (
        [forwarded("6.6.6.6, 198.51.100.7"), forwarded("7.7.7.7, 198.51.100.7", after=3)],
        (1, 0, 1),
        PROXIED,
    ),
    "an IPv6 proxy": (
        [
            Step(address="fd00::1", headers={"X-Forwarded-For": f"2001:db8:{number}::1"})
            for number in range(3)
        ],
        (3, 0, 3),
        PROXIED,
    ),
    "an IPv6 household changes its addresses": (
        [Step(address="2001:db8:1:2::1"), Step(address="2001:db8:1:2:aaaa::9", after=5)],
        (1, 0, 1),
        {},
    ),
    "two IPv6 households": (
        [Step(address="2001:db8:1:2::1"), Step(address="2001:db8:1:3::1", after=5)],
        (2, 0, 2),
        {},
    ),
    "an IPv4 address in IPv6's dress": (
        [Step(address="203.0.113.9"), Step(address="::ffff:203.0.113.9", after=5)],
        (1, 0, 1),
        {},
    ),
    "a zone is no other household": (
        [Step(address="fe80::1%eth0"), Step(address="fe80::1%eth1", after=5)],
        (1, 0, 1),
        {},
    ),
    "as the old portal counted": (
        [
            Step(),
            Step(after=1),
            Step(agent=GOOGLE),
            Step(headers={"Purpose": "prefetch"}),
            Step(who="editor"),
        ],
        (5, 0, 5),
        {"COUNT_EVERYTHING": True},
    ),
    "not even the old portal counted HEAD and previews": (
        [Step(method="head"), Step(preview=True)],
        (0, 0, 0),
        {"COUNT_EVERYTHING": True},
    ),
    "nothing is counted": ([Step(), Step("b")], (0, 0, 0), {"COUNT_VIEWS": False}),
}


@pytest.fixture
def play(site, home, article, make_article, rf, make_user, committed, clock, settings):
    """A function that lets a script happen; returns views of a, views of b, visits."""
    pages = {"a": article, "b": make_article(), "home": home}
    people = {"editor": make_user("ed", ["Editors"]), "member": make_user("member")}

    def step(one: Step):
        clock.pass_(one.after)
        headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in one.headers.items()}
        request = getattr(rf, one.method)(
            "/", REMOTE_ADDR=one.address, HTTP_USER_AGENT=one.agent, HTTP_HOST="localhost", **headers
        )
        if one.who:
            request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
            request.user = people[one.who]
        if one.preview:
            committed(pages[one.page].make_preview_request, original_request=request)
        else:
            committed(pages[one.page].serve, request)

    def run(steps, after_each=lambda: None):
        for one in steps:
            step(one)
            after_each()
        views = counting.view_counts([pages["a"].pk, pages["b"].pk])
        own = [views[pages[name].pk].own if pages[name].pk in views else 0 for name in "ab"]
        return (*own, counting.visitor_count(site).own)

    return run


@pytest.mark.django_db
@pytest.mark.parametrize("name", SCRIPTS)
def test_the_audit(store, name, play, configure):
    steps, expected, options = SCRIPTS[name]
    configure(**options)
    assert play(steps) == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", [name for name in SCRIPTS if "chain" in name or "visit" in name or "midnight" in name]
)
def test_rolling_up_between_the_steps_changes_no_count(store, name, play, configure, committed):
    steps, expected, options = SCRIPTS[name]
    configure(**options)
    assert play(steps, after_each=lambda: committed(counting.roll_up)) == expected


@pytest.mark.django_db
def test_midnight_files_each_view_under_its_own_day(store, play, article):
    play(SCRIPTS["midnight begins everybody anew"][0])
    assert list(counting.views_by_day(article, 2).values()) == [1, 1]


@pytest.mark.django_db
def test_a_salt_that_changes_begins_everybody_anew(play, store):
    from wagtail_district_news.counting import salt
    from wagtail_district_news.models import CountingState

    def lose_the_salt():
        CountingState.objects.all().delete()
        salt.forget()

    assert play([Step(), Step(after=5)], after_each=lose_the_salt) == (2, 0, 2)
