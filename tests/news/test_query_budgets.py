"""How many queries everything costs: the same with many rows as with few, and within a budget.

The site of tests.news.budget_world has private pages and aliases of them, two locales, a second site, pictures,
attachments, tags, counts and campaign messages. Each scene is asked for with empty caches, as after a restart, and
again. What only the first visitor of a picture pays, its renditions, is told apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from unittest import mock

import pytest
from django.db import transaction
from django.test import override_settings

from tests.marks import long_on_postgresql
from tests.testapp.models import Desk, Report
from wagtail_district_news.models import ArticlePage, CategoryIndexPage

from .budget_scenes import ADMIN, LINKING, SCENES, what_there_is
from .budget_world import Asked, World, ask, forget_caches, forget_renditions

pytestmark = [pytest.mark.django_db, long_on_postgresql]

# name -> (with empty caches, with warm ones): the most on any supported Wagtail, Django and database
BUDGETS: dict[str, tuple[int, int]] = {
    "page CategoryIndexPage": (29, 26),
    "page CategoryIndexPage, logged in": (33, 30),
    "page CategoryIndexPage, preview": (23, 20),
    "page ArticlePage": (37, 31),
    "page ArticlePage, logged in": (41, 35),
    "page ArticlePage, preview": (28, 23),
    "page Desk": (26, 23),
    "page Report": (25, 19),
    "route index_route, page 2": (29, 26),
    "route archive_year": (24, 21),
    "route archive_month": (22, 19),
    "route archive_day": (22, 19),
    "url search": (13, 10),
    "url search, category": (16, 13),
    "url search, nothing asked": (7, 7),
    "url count": (4, 3),
    "url visitors": (5, 5),
    "url browse_by_date": (1, 1),
    "url browse_by_date, day": (5, 5),
    "url browse_by_date, category": (9, 6),
    "url feed": (8, 5),
    "url rss_feed": (8, 5),
    "url category_feed": (11, 8),
    "url category_rss_feed": (11, 8),
    "sitemap Wagtail's": (12, 9),
    "sitemap ours": (9, 6),
    "old address": (7, 4),
    "no such page": (6, 6),
    "middleware hit": (5, 2),
    "middleware miss": (2, 2),
    "view counted": (3, 2),
    "tag archive_calendar": (12, 9),
    "tag archive_navigation": (13, 10),
    "tag archive_url": (7, 4),
    "tag article_list": (10, 7),
    "tag article_meta": (9, 5),
    "tag attachments": (5, 5),
    "tag blocks_of": (7, 7),
    "tag breadcrumbs": (10, 7),
    "tag browse_by_date": (3, 3),
    "tag campaign_messages": (11, 8),
    "tag category_meta": (6, 3),
    "tag json_ld": (10, 6),
    "tag count_beacon": (4, 4),
    "tag lang_of": (4, 4),
    "tag most_read": (17, 14),
    "tag most_read, category": (18, 15),
    "tag newer_and_earlier": (13, 10),
    "tag newest_by_category": (17, 14),
    "tag outlined": (6, 6),
    "tag pagination": (3, 3),
    "tag related_articles": (10, 7),
    "tag responsive_image": (5, 4),
    "tag search_form": (3, 3),
    "tag subcategories": (9, 6),
    "tag thumbnail": (5, 4),
    "tag visitor_counter": (5, 5),
    "api v2 listing": (12, 9),
    "api v2 listing, category": (15, 12),
    "api v2 listing, dates": (7, 7),
    "api v2 listing, search": (12, 9),
    "api v2 listing, oldest": (12, 9),
    "api v2 detail": (24, 20),
    "api v2 archive": (7, 7),
    "api v2 archive, year": (5, 5),
    "api v2 archive, month": (8, 8),
    "api v2 categories": (11, 8),
    "api v3 listing": (12, 9),
    "api v3 listing, category": (15, 12),
    "api v3 detail": (24, 20),
    "api v3 archive": (7, 7),
    "api v3 categories": (11, 8),
    "api v2 listing, own classes": (11, 8),
    "admin explorer, article": (28, 25),
    "admin explorer, category": (37, 34),
    "admin edit, article": (51, 45),
    "admin edit, category": (36, 33),
    "admin history, article": (16, 16),
    "admin history, category": (16, 16),
    "admin usage, article": (13, 13),
    "admin usage, category": (12, 12),
    "article of paragraphs that link": (32, 26),
}
# what a form of Wagtail's asks for each of these that an article has
FORM_ASKS = {"picture": 1, "tag": 1, "attachment": 1, "related article": 2}
# a rendition that is made for the first time: looked for, looked for once more before it is drawn, kept
FOR_A_NEW_PICTURE = 6
# Wagtail asks for the language, twice, the pages and the documents of each rich text that links some
LINKS_OF_A_PARAGRAPH = 4
COLD = ("page CategoryIndexPage", "page ArticlePage", "api v2 listing")


@dataclass(frozen=True, slots=True)
class Measured:
    """One scene: with renditions never made (where that is asked), with empty caches, and again."""

    cold: Asked | None
    cleared: Asked
    warm: Asked


def measure(world: World, name: str) -> Measured:
    def scene():
        SCENES[name](world)

    cold = _ask_cold(scene) if name in COLD else None
    forget_caches()
    cleared = ask(scene)
    if cleared.renditions_made:  # the affair of the scenes that are asked for cold
        forget_caches()
        cleared = ask(scene)
    return Measured(cold, cleared, ask(scene))


def _ask_cold(scene) -> Asked:
    """Ask with renditions never made, and bring back those of the other scenes."""
    with transaction.atomic():
        forget_renditions()
        forget_caches()
        cold = ask(scene)
        transaction.set_rollback(True)
    return cold


@pytest.fixture(scope="module")
def measured(django_db_setup, django_db_blocker):
    """{name: (Measured with few rows, Measured with many)} of every scene; the database is left as it was."""
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        mock.patch.object(Desk, "template", CategoryIndexPage.template),
        mock.patch.object(Report, "template", ArticlePage.template),
    ):
        world = World()
        with _settings(world):
            for scene in SCENES.values():  # what a process remembers for good, such as content types
                scene(world)
        found = [_measure_all(world)]
        world.grow()
        found.append(_measure_all(world))
        transaction.set_rollback(True)
    return {name: tuple(size[name] for size in found) for name in SCENES}


def _settings(world: World):
    return override_settings(**world.settings, WAGTAILAPI_LIMIT_MAX=200)


def _measure_all(world: World) -> dict[str, Measured]:
    with _settings(world):
        return {name: measure(world, name) for name in SCENES}


CONSTANT = [name for name in SCENES if name not in (LINKING, "admin edit, article")]


@pytest.mark.parametrize("name", CONSTANT)
def test_it_costs_the_same_with_many_rows_as_with_few(measured, name):
    few, many = measured[name]
    assert many.cleared.number == few.cleared.number, many.cleared.beyond(few.cleared)
    assert many.warm.number == few.warm.number, many.warm.beyond(few.warm)


@pytest.mark.parametrize("name", BUDGETS)
def test_it_stays_within_its_budget(measured, name):
    if name not in SCENES:
        pytest.skip("This Wagtail has no API v3.")
    few, _ = measured[name]
    assert (few.cleared.number, few.warm.number) <= BUDGETS[name]
    assert few.warm.number <= BUDGETS[name][1]


@pytest.mark.parametrize("name", [name for name in SCENES if name not in (*ADMIN, LINKING)])
def test_nothing_is_asked_twice(measured, name):
    few, many = measured[name]
    for asked in (few.cleared, few.warm, many.cleared, many.warm):
        assert asked.twice == []


@pytest.mark.parametrize("name", COLD)
def test_only_pictures_that_were_never_made_cost_more(measured, name):
    for found in measured[name]:
        assert found.cold.renditions_made > 0
        assert found.cold.number <= found.cleared.number + FOR_A_NEW_PICTURE * found.cold.renditions_made
        assert found.cleared.renditions_made == found.warm.renditions_made == 0
    few, many = measured[name]
    assert many.cold.renditions_made > few.cold.renditions_made


def test_the_form_of_an_article_asks_for_what_it_shows_and_nothing_else(measured):
    few, many = measured["admin edit, article"]
    others = 9  # World.grow fills the article from so many others: two pictures, and one of each of the rest
    pictures, rest = 2 * others * FORM_ASKS["picture"], sum(FORM_ASKS.values()) - FORM_ASKS["picture"]
    assert many.cleared.number - few.cleared.number == pictures + others * rest
    assert many.warm.number - few.warm.number == others * rest


def test_a_paragraph_that_links_costs_wagtails_look_at_its_links(measured):
    few, many = measured[LINKING]
    assert many.cleared.number - few.cleared.number == 9 * LINKS_OF_A_PARAGRAPH


def test_the_table_has_everything_that_there_is():
    named = {name.split(",")[0] for name in BUDGETS}
    assert what_there_is() - named == set()
    assert set(SCENES) - set(BUDGETS) == set()


def test_a_budget_is_a_measured_one(measured):
    """A budget far above what is needed would let a regression pass."""
    roomy = {
        name: (few.cleared.number, few.warm.number)
        for name, (few, _) in measured.items()
        if BUDGETS[name][0] - few.cleared.number > 6 or BUDGETS[name][1] - few.warm.number > 6
    }
    assert roomy == {}


def test_what_is_asked_twice_is_seen():
    asked = Asked()
    for _ in range(2):
        asked(lambda *args: None, "SELECT 1 WHERE %s", (1,), False, {})
    asked(lambda *args: None, "SELECT 1 WHERE %s", (2,), False, {})
    asked(lambda *args: None, "SAVEPOINT a", (), False, {})
    assert asked.number == 3
    assert asked.twice == ["SELECT 1 WHERE %s (1,)"]
