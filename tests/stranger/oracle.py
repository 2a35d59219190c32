"""Everything that is derived, worked out anew from the tree and the rows alone, and compared with what stands.

`check(facts)` is called after each thing an editor did. Nothing here asks the package how it computes; only what
it says. `Facts` is what nothing but a deletion may change: who was read how often, which old address is whose.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import wagtail
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from wagtail.models import Page, PageViewRestriction, ReferenceIndex, Site
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from tests.stranger.press.models import Desk, Notice, Photo, Report
from wagtail_district_news import conf, counting, queries, text
from wagtail_district_news.models import LegacyAddress, ViewCount

ZONE = ZoneInfo(settings.TIME_ZONE)
WRITTEN = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Facts:
    """Views by page, (site, key) -> page of old addresses, and the old address that a page says it had."""

    views: dict[int, tuple[int, int]]
    addresses: dict[tuple[int, str], int]
    old: dict[int, str]


def facts() -> Facts:
    """Return what stands now and should go on standing."""
    views = {row.page_id: (row.legacy_count, row.own_count) for row in ViewCount.objects.all()}
    addresses = {(row.site_id, row.key): row.page_id for row in LegacyAddress.objects.all()}
    old = conf.article_model().objects.exclude(legacy_url="").values_list("pk", "legacy_url")
    return Facts(views, addresses, dict(old))


def check(known: Facts) -> None:
    """Compare all that is derived with what it should be; the differences are the message of the failure."""
    world = World()
    found = [
        *tree(world), *categories(world), *lists(world), *neighbours(world), *found_by_words(world),
        *kept(world, known), *aliases(world), *revisions(world, known), *answers(world, known), *indexes(),
    ]  # fmt: skip
    assert not found, "\n".join(found)


class World:
    """The tree as it is stored, and what follows from it."""

    def __init__(self):
        self.pages = {page.path: page for page in Page.objects.select_related("locale", "content_type")}
        self.by_pk = {page.pk: page for page in self.pages.values()}
        self.desks = {page.pk for page in Desk.objects.all()}
        self.articles = {page.pk: page for page in conf.article_model().objects.all()}
        self.sites = list(Site.objects.select_related("root_page"))
        self.hidden = self._hidden()

    def _hidden(self) -> set[int]:
        hidden = set(PageViewRestriction.objects.values_list("page_id", flat=True))
        while more := {p.pk for p in self.by_pk.values() if p.alias_of_id in hidden} - hidden:
            hidden |= more
        return hidden

    def parent(self, page: Any) -> Any | None:
        return self.pages.get(page.path[:-4])

    def above(self, page: Any) -> list[Any]:
        """The ancestors, nearest first."""
        found = []
        while page := self.parent(page):
            found.append(page)
        return found

    def category(self, page: Any) -> int | None:
        return next((one.pk for one in self.above(page) if one.pk in self.desks), None)

    def is_public(self, page: Any) -> bool:
        line = [page, *self.above(page)]
        return page.live and not any(one.pk in self.hidden for one in line)

    def public(self, below: Any | None = None) -> list[Any]:
        """The articles that anybody may read, newest first; of one category and those in it."""
        found = [one for one in self.articles.values() if self.is_public(one)]
        if below is not None:
            found = [
                one
                for one in found
                if any(each.pk == below.pk for each in self.above(one)) and self.category(one)
            ]
        return sorted(found, key=lambda one: (one.published_at, one.pk), reverse=True)

    def place(self, page: Any) -> tuple[Any, str] | None:
        """The site of a page and its path there, language first."""
        line = [page, *self.above(page)]
        for site in self.sites:
            key = site.root_page.translation_key
            for front in line:
                if front.translation_key == key and front.depth == 2:
                    rest = page.url_path[len(front.url_path) :]
                    return site, f"/{page.locale.language_code}/{rest}"
        return None


def tree(world: World) -> list[str]:
    """Paths, addresses, languages and types."""
    found = [f"the tree has problems: {problems}" for problems in Page.find_problems() if problems]
    for page in world.by_pk.values():
        parent = world.parent(page)
        wanted = f"{parent.url_path}{page.slug}/" if parent else "/"
        if page.url_path != wanted:
            found.append(f"{page}: url_path is {page.url_path}, not {wanted}")
        if parent and parent.depth > 1 and page.locale_id != parent.locale_id:
            found.append(f"{page}: its language is not that of {parent}")
        if page.pk in world.articles and page.content_type.model_class() is not conf.article_model():
            found.append(f"{page}: its type is {page.content_type}")
        twins = [
            one for one in world.pages.values() if one.depth == page.depth and one.url_path == page.url_path
        ]
        if len(twins) > 1:
            found.append(f"{page}: shares its address")
    return found


def categories(world: World) -> list[str]:
    every = [*Report.objects.all(), *Notice.objects.all()]
    return [
        f"{page}: its category is {page.category_id}, not {world.category(page)}"
        for page in every
        if page.category_id != world.category(page)
    ]


def lists(world: World) -> list[str]:
    """What a category lists, and what its archive counts by year, month and day."""
    found = []
    for desk in Desk.objects.all():
        wanted = world.public(desk)
        if (stands := list(queries.articles(category=desk))) != wanted:
            found.append(f"{desk}: lists {stands}, not {wanted}")
        days = Counter(one.published_at.astimezone(ZONE).date() for one in wanted)
        years = Counter(day.year for day, count in days.items() for _ in range(count))
        found += _counts(desk, (), years)
        for year in years:
            months = Counter(d.month for d, count in days.items() if d.year == year for _ in range(count))
            found += _counts(desk, (year,), months)
            for month in months:
                inside = {d.day: n for d, n in days.items() if (d.year, d.month) == (year, month)}
                found += _counts(desk, (year, month), inside)
    return found


def _counts(desk: Any, period: tuple[int, ...], wanted: dict[int, int]) -> list[str]:
    unit = ("year", "month", "day")[len(period)]
    stands = [(getattr(one.period, unit), one.count) for one in queries.archive_counts(desk, *period)]
    if stands == sorted(wanted.items(), reverse=True):
        return []
    return [f"{desk}: counts {stands} in {period or 'all years'}, not {dict(wanted)}"]


def neighbours(world: World) -> list[str]:
    found = []
    public = world.public()
    for page in world.articles.values():
        if not (category := world.category(page)):
            continue
        row = [one for one in public if world.category(one) == category and one.pk != page.pk]
        place = (page.published_at, page.pk)
        newer = [one for one in row if (one.published_at, one.pk) > place][::-1][:5]
        earlier = [one for one in row if (one.published_at, one.pk) < place][:5]
        stands = queries.neighbours(page)
        if (stands.newer, stands.earlier) != (newer, earlier):
            found.append(f"{page}: beside it stand {stands}, not {newer} and {earlier}")
    return found


def words_of(page: Any) -> set[str]:
    """Every word that an article says in its title, lead and body, without accents."""

    def strings(value: Any) -> list[str]:
        if isinstance(value, dict):
            return [
                one
                for key, each in value.items()
                if key not in ("id", "type", "level")
                for one in strings(each)
            ]
        if isinstance(value, list):
            return [one for each in value for one in strings(each)]
        return [WRITTEN.sub(" ", value)] if isinstance(value, str) else []

    return set(text.words(text.fold(" ".join([page.title, page.lead, *strings(list(page.body.raw_data))]))))


def found_by_words(world: World) -> list[str]:
    """Each article is found by the first words of its title, written without accents; so are all others with them."""
    said = {page: words_of(page) for page in world.public()}
    found = []
    for page in world.articles.values():
        asked = " ".join(text.fold(page.title).split()[:15])
        wanted = {one.pk for one, words in said.items() if set(text.words(asked)) <= words}
        stands = {one.pk for one in queries.search(asked)[:200]}
        if stands != wanted:
            found.append(f"“{asked}” finds {stands}, not {wanted}")
    return found


def kept(world: World, known: Facts) -> list[str]:
    """Views and old addresses: those of before, but for the pages that are gone; nobody else has any."""
    now, gone = facts(), known.views.keys() - world.by_pk.keys()
    found = []
    if now.views != {pk: views for pk, views in known.views.items() if pk not in gone}:
        found.append(f"views are {now.views}, not {known.views}")
    if now.addresses != {key: pk for key, pk in known.addresses.items() if pk in world.by_pk}:
        found.append(f"old addresses are {now.addresses}, not {known.addresses}")
    if now.old != {pk: url for pk, url in known.old.items() if pk in world.by_pk}:
        found.append(f"pages say they stood at {now.old}, not {known.old}")
    totals = {pk: counted.total for pk, counted in counting.view_counts(list(world.articles)).items()}
    ranked = [page for page in world.public() if totals.get(page.pk)]
    ranked.sort(key=lambda page: (totals[page.pk], page.pk), reverse=True)
    if (stands := queries.most_read(count=len(world.articles) + 1)) != ranked:
        found.append(f"most read are {stands}, not {ranked}")
    return found


def aliases(world: World) -> list[str]:
    """An alias of a public page says what the page says."""
    found = []
    for alias in world.articles.values():
        original = world.articles.get(alias.alias_of_id)
        if original is None or not original.live:
            continue
        for name in ("title", "lead", "published_at", "lead_image_id", "byline"):
            if getattr(alias, name) != getattr(original, name):
                found.append(f"{alias}: {name} is not that of its original")
        if [_plain(each) for each in alias.body.raw_data] != [
            _plain(each) for each in original.body.raw_data
        ]:
            found.append(f"{alias}: its body is not that of its original")
    return found


def _plain(block: Any) -> Any:
    return json.loads(json.dumps(block, default=str))


def revisions(world: World, known: Facts) -> list[str]:
    """No revision brings back another category, or an old address that is another page's."""
    found = []
    for page in world.articles.values():
        for revision in page.revisions.all():
            if revision.as_object().category_id != world.category(page):
                found.append(f"{page}: revision {revision.pk} would be in another category")
            if revision.content["legacy_url"] not in ("", known.old.get(page.pk, "")):
                found.append(f"{page}: revision {revision.pk} takes an old address")
    return found


def answers(world: World, known: Facts) -> list[str]:
    """What both sites answer: pages, old addresses on their own host name only, and both APIs."""
    found = []
    browsers = {site.pk: Client(SERVER_NAME=site.hostname) for site in world.sites}
    for page in world.articles.values():
        found += _page(world, browsers, page)
    for (site_pk, key), page_pk in known.addresses.items():
        found += _old_address(world, browsers, site_pk, key, world.by_pk.get(page_pk))
    for site in world.sites:
        found += _api(world, site, browsers[site.pk])
    return found


_shown: dict[
    int, tuple
] = {}  # what the last answer of a page depended on: only what changed is fetched again


def _page(world: World, browsers: dict, page: Any) -> list[str]:
    site, path = world.place(page)
    if page.full_url != f"http://{site.hostname}{path}":
        return [f"{page}: its address is {page.full_url}, not {site.hostname}{path}"]
    public = world.is_public(page)
    state = (page.full_url, page.title, page.live, public, page.last_published_at)
    if _shown.get(page.pk) == state:
        return []
    _shown[page.pk] = state
    answer = browsers[site.pk].get(path)
    if public and (answer.status_code != 200 or page.title not in answer.content.decode()):
        return [f"{page}: {site.hostname}{path} answers {answer.status_code}, or shows another page"]
    if not page.live and answer.status_code != 404:
        return [f"{page}: {site.hostname}{path} answers {answer.status_code}, not 404"]
    if page.live and not public and answer.status_code == 200 and not page.alias_of_id:
        return [f"{page}: {site.hostname}{path} is shown to everybody"]
    return []


def _old_address(world: World, browsers: dict, site_pk: int, key: str, page: Any | None) -> list[str]:
    found = []
    for site in world.sites:
        answer = browsers[site.pk].get(key)
        place = world.place(page) if page is not None and page.live and site.pk == site_pk else None
        if place is None:
            moved = answer.status_code == 301 and page is not None and site.pk == site_pk
            # Wagtail's own redirects lead to a page that is not public now; it answers 404
            if answer.status_code != 404 and not (
                moved and browsers[site.pk].get(answer["Location"]).status_code == 404
            ):
                found.append(f"{key} on {site.hostname} answers {answer.status_code}, not 404")
            continue
        home, path = place
        target = urlsplit(answer.get("Location", ""))
        if answer.status_code != 301 or target.path != path or target.netloc not in ("", home.hostname):
            found.append(
                f"{key} on {site.hostname} answers {answer.status_code} {target.geturl()}, not 301 {path}"
            )
        elif home.pk != site.pk and not target.netloc:
            found.append(f"{key} on {site.hostname} leads to {path} of the wrong site")
    return found


def _api(world: World, site: Site, browser: Client) -> list[str]:
    wanted = [page for page in world.public() if (place := world.place(page)) and place[0].pk == site.pk]
    views = counting.view_counts([page.pk for page in wanted])
    paths = ["/api/v2/tin/", *(["/api/v3/news/"] if wagtail.VERSION >= (8, 0) else [])]
    found = []
    for path in paths:
        items = browser.get(path, {"limit": "20"}).json()["items"]
        if [item["id"] for item in items] != [page.pk for page in wanted[:20]]:
            found.append(f"{site.hostname}{path} lists {[item['id'] for item in items]}, not {wanted[:20]}")
            continue
        for item, page in zip(items, wanted[:20], strict=True):
            said = (
                item["title"], item["category"] and item["category"]["id"], urlsplit(item["url"]).path,
                urlsplit(item["url"]).hostname, item["view_count"]["total"],
                item["lead_image"] and item["lead_image"]["id"],
            )  # fmt: skip
            total = views[page.pk].total if page.pk in views else 0
            place = world.place(page)[1]
            true = (page.title, world.category(page), place, site.hostname, total, page.lead_image_id)
            if said != true:
                found.append(f"{site.hostname}{path} says {said}, not {true}")
    missing = [
        page for page in wanted if page.lead_image_id and not Photo.objects.filter(pk=page.lead_image_id)
    ]
    return [*found, *(f"{page}: its lead picture is gone" for page in missing)]


def indexes() -> list[str]:
    """The search and the reference index hold what they would hold if they were made anew."""
    before = _search_rows(), _reference_rows()
    pages = list(
        Page.objects.filter(depth__gt=1).specific()
    )  # the root was made by a migration, which indexes nothing
    for model in {type(page) for page in pages}:
        get_search_backend().add_bulk(model, [page for page in pages if type(page) is model])
    for page in pages:
        ReferenceIndex.create_or_update_for_object(page)
    after = _search_rows(), _reference_rows()
    names = ("search", "reference")
    return [
        f"the {name} index lacks {sorted(new - old)} and has {sorted(old - new)} too many"
        for name, old, new in zip(names, before, after, strict=True)
        if old != new
    ]


def _search_rows() -> set[tuple]:
    fields = ("content_type_id", "object_id", "title", "body", "autocomplete")
    return {tuple(map(str, row)) for row in IndexEntry.objects.values_list(*fields)}


def _reference_rows() -> set[tuple]:
    # made anew it would hold links to pages that are gone, which Wagtail takes out when it deletes them
    gone = ReferenceIndex.objects.filter(to_content_type=ContentType.objects.get_for_model(Page))
    gone = gone.exclude(to_object_id__in=[str(pk) for pk in Page.objects.values_list("pk", flat=True)])
    rows = ReferenceIndex.objects.exclude(pk__in=gone.values("pk")).values_list(
        "content_type_id", "object_id", "to_content_type_id", "to_object_id", "model_path", "content_path"
    )
    return {tuple(map(str, row)) for row in rows}
