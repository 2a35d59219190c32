"""A small site for every test: a home page, categories and articles on demand, people with roles."""

from __future__ import annotations

import itertools
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone, translation
from pytest_django.plugin import blocking_manager_key

from wagtail_district_news.counting import beacon, salt, schedule

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
START = datetime(2018, 10, 1, 5, 0, tzinfo=UTC)  # noon in the test site's zone
_numbers = itertools.count(1)
# the stranger's site is a site of its own: `pytest --ds=tests.stranger.settings tests/stranger`
_ROOMS = sorted(
    path.name for path in Path(__file__).parent.iterdir() if path.name.startswith("test_") or path.is_dir()
)
_IS_STRANGERS = settings.ROOT_URLCONF.startswith("tests.stranger.")
collect_ignore = [name for name in _ROOMS if (name == "stranger") != _IS_STRANGERS]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """Bring back what the migrations put in: a test that commits leaves an empty database behind."""
    result = yield
    marker = item.get_closest_marker("django_db")
    if nextitem and marker and marker.kwargs.get("transaction"):
        with item.config.stash[blocking_manager_key].unblock():
            connection.creation.deserialize_db_from_string(connection._test_serialized_contents)
    return result


@pytest.fixture(autouse=True)
def empty_cache():
    """Embeds remember things in the cache; no test may inherit them."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def fresh_counting():
    """Counting keeps today's salt, and rolls up once in a while; a test that wants that says so."""
    salt.forget()
    beacon.forget_senders()
    beacon.forget_sites()
    schedule.looked(time.monotonic())


@pytest.fixture(autouse=True)
def settled_language():
    """A request leaves the language of its reader active; no test may inherit it."""
    yield
    translation.deactivate()


@pytest.fixture
def root_page(db):
    from wagtail.models import Page

    return Page.objects.get(depth=1)


@pytest.fixture
def home(root_page):
    """The home page of the default site."""
    from tests.testapp.models import HomePage

    return root_page.add_child(instance=HomePage(title="Home", slug="site-home"))


@pytest.fixture
def site(home):
    from wagtail.models import Site

    defaults = {"hostname": "localhost", "root_page": home}
    return Site.objects.update_or_create(is_default_site=True, defaults=defaults)[0]


@pytest.fixture
def make_category(site, home):
    """A function that makes a live category: make_category("Sport", parent=...)."""
    from wagtail_district_news.models import CategoryIndexPage

    def make(title="News", parent=None, **fields):
        return (parent or home).add_child(instance=CategoryIndexPage(title=title, **fields))

    return make


@pytest.fixture
def category(make_category):
    return make_category()


@pytest.fixture
def make_article(site, category):
    """A function that makes a live article, a day newer than the one before unless it says when."""
    from wagtail_district_news.models import ArticlePage

    made = itertools.count()

    def make(title=None, parent=None, **fields):
        fields.setdefault("published_at", START + timedelta(days=next(made)))
        page = ArticlePage(title=title or f"Article {next(_numbers)}", **fields)
        return (parent or category).add_child(instance=page)

    return make


@pytest.fixture
def article(make_article):
    return make_article()


@pytest.fixture
def image(db):
    from wagtail.images import get_image_model
    from wagtail.images.tests.utils import get_test_image_file

    return get_image_model().objects.create(title="A bridge", file=get_test_image_file(size=(640, 480)))


@pytest.fixture
def document(db):
    from wagtail.documents import get_document_model

    return get_document_model().objects.create(
        title="Plan", file=ContentFile(b"%PDF-1.4 plan", name="plan.pdf")
    )


@pytest.fixture
def second_locale(db):
    from wagtail.models import Locale

    return Locale.objects.get_or_create(language_code="vi")[0]


@pytest.fixture
def make_user(django_user_model):
    """A function that makes a user: make_user("ann", ["Editors"], ["app.codename"])."""

    def make(name, groups=(), permissions=(), **fields):
        user = django_user_model.objects.create_user(name, f"{name}@example.org", "secret", **fields)
        user.groups.set(Group.objects.filter(name__in=groups))
        for permission in permissions:
            label, codename = permission.split(".")
            user.user_permissions.add(
                Permission.objects.get(content_type__app_label=label, codename=codename)
            )
        return user

    return make


@pytest.fixture
def editor(make_user):
    return make_user("editor", ["Editors"])


@pytest.fixture
def moderator(make_user):
    return make_user("moderator", ["Moderators"])


@pytest.fixture
def admin(make_user):
    return make_user("chief", is_superuser=True, is_staff=True)


@pytest.fixture
def browser():
    """A test client that looks like a reader's browser, so that its views count."""
    from django.test import Client

    return Client(headers={"User-Agent": BROWSER})


@pytest.fixture
def reader(rf):
    """A function that makes a request as a browser sends it: reader("/", REMOTE_ADDR="203.0.113.9")."""

    def make(path="/", method="get", **extra):
        extra.setdefault("HTTP_USER_AGENT", BROWSER)
        return getattr(rf, method)(path, **extra)

    return make


@pytest.fixture
def now():
    return timezone.now()
