"""Everything that a reader, a program or an editor can ask of the news: one scene each, by name.

A name is a kind, the name that our code gives the thing, and after a comma in which state: the table of budgets is
checked against what our code has.
"""

from __future__ import annotations

import wagtail
from django.apps import apps
from django.core.paginator import Paginator
from django.http import HttpResponseNotFound
from django.template import Context, Template
from django.test import RequestFactory, override_settings
from django.urls import reverse

from tests.conftest import BROWSER
from wagtail_district_news import conf, counting
from wagtail_district_news.archive import ArchivePeriod
from wagtail_district_news.categorised import article_classes, category_classes
from wagtail_district_news.middleware import LegacyAddressMiddleware

from .budget_world import OLD

NOT_HERE = "/no-such-page/"
HAS_V3 = wagtail.VERSION >= (8, 0)
OWN = {"ARTICLE_MODEL": "testapp.Report", "CATEGORY_MODEL": "testapp.Desk"}


def get(address, status=200, who="reader", **asked):
    """Somebody asks for an address. It and what is asked may be functions of the world."""

    def scene(world):
        path = address(world) if callable(address) else address
        data = {name.rstrip("_"): value(world) if callable(value) else value for name, value in asked.items()}
        response = getattr(world, who).get(path, data)
        assert response.status_code == status, (path, response.status_code)

    return scene


def with_own_classes(scene):
    """The same on a site whose articles and categories are classes of its own."""

    def with_settings(world):
        with override_settings(**{conf.NAME: {**world.settings[conf.NAME], **OWN}}):
            scene(world)

    return with_settings


def of(name, path=""):
    """The address of one of the world's pages."""
    return lambda world: getattr(world, name).url + path


def pk_of(name):
    return lambda world: getattr(world, name).pk


def url(name, *args):
    return lambda world: reverse(f"wagtail_district_news:{name}", args=[value(world) for value in args])


def admin(view, name):
    return get(lambda world: reverse(f"wagtailadmin_{view}", args=[getattr(world, name).pk]), who="editor")


def api(version, path="", **asked):
    return get(lambda world: f"/api/{version}/news/{path(world) if callable(path) else path}", **asked)


def request_of(world, path="/"):
    return RequestFactory().get(path, headers={"User-Agent": BROWSER}, SERVER_NAME="localhost")


def preview(name):
    """An editor looks at what would be published."""

    def scene(world):
        request = request_of(world)
        request.user = world.admin
        page = getattr(world, name)
        page = type(page).objects.get(pk=page.pk)  # what an instance has loaded, it keeps
        assert page.make_preview_request(request).status_code == 200

    return scene


def tag(source):
    """A template of the site's own shows one of our tags."""

    def scene(world):
        article, category = (type(page).objects.get(pk=page.pk) for page in (world.full, world.news))
        found = conf.article_model().objects.child_of(category).live().order_by("pk")
        context = Context(
            {
                "request": request_of(world),
                "page": article,
                "category": category,
                "listed": list(found),
                "day": ArchivePeriod(2018, 10, 1),
                "page_of_list": Paginator(found, 2).page(1),
            }
        )
        Template("{% load district_news %}" + source).render(context)

    return scene


def middleware(path):
    def scene(world):
        LegacyAddressMiddleware(lambda request: HttpResponseNotFound())(request_of(world, path))

    return scene


def count_view(world):
    counting.record_page(world.full, request_of(world))


def shown(name: str, arguments: str = "") -> str:
    """The template that prints every address in a tag's list."""
    return f"{{% {name} {arguments} as found %}}{{% for one in found %}}{{{{ one.url }}}}{{% endfor %}}"


def count_by_beacon(world):
    """A browser says that it shows an article."""
    token = counting.page_token(world.full, world.site)
    with override_settings(**{conf.NAME: {**world.settings[conf.NAME], "COUNT_BY": "beacon"}}):
        sent = {"content_type": "text/plain", "headers": {"Origin": "http://localhost"}}
        assert world.reader.post("/news/count/", token, **sent).status_code == 204


PAGES = {
    "page CategoryIndexPage": get(of("news")),
    "page CategoryIndexPage, logged in": get(of("news"), who="member"),
    "page CategoryIndexPage, preview": preview("news"),
    "page ArticlePage": get(of("full")),
    "page ArticlePage, logged in": get(of("full"), who="member"),
    "page ArticlePage, preview": preview("full"),
    "page Desk": with_own_classes(get(of("desk"))),
    "page Report": with_own_classes(get(of("report"))),
    "route index_route, page 2": get(of("news"), page="2"),
    "route archive_year": get(of("news", "2018/")),
    "route archive_month": get(of("news", "2018/10/")),
    "route archive_day": get(of("news", "2018/10/01/")),
}
ADDRESSES = {
    "url search": get(url("search"), q="bridge"),
    "url search, category": get(url("search"), q="bridge", category=pk_of("news")),
    "url search, nothing asked": get(url("search")),
    "url browse_by_date": get(url("browse_by_date")),
    "url browse_by_date, day": get(url("browse_by_date"), date="2018-10-01"),
    "url browse_by_date, category": get(
        url("browse_by_date"), 302, date="2018-10-01", category=pk_of("news")
    ),
    "url feed": get(url("feed")),
    "url rss_feed": get(url("rss_feed")),
    "url category_feed": get(url("category_feed", pk_of("news"))),
    "url category_rss_feed": get(url("category_rss_feed", pk_of("news"))),
    "url count": count_by_beacon,
    "url visitors": get(url("visitors")),
    "sitemap Wagtail's": get("/sitemap.xml"),
    "sitemap ours": get("/sitemap-news.xml"),
    "old address": get(OLD, 301),
    "no such page": get(NOT_HERE, 404),
    "middleware hit": middleware(OLD),
    "middleware miss": middleware(NOT_HERE),
    "view counted": count_view,
}
TAGS = {
    "tag archive_calendar": tag("{% archive_calendar category %}"),
    "tag archive_navigation": tag("{% archive_navigation category %}"),
    "tag archive_url": tag("{% archive_url category day %}"),
    "tag article_list": tag("{% article_list listed %}"),
    "tag article_meta": tag("{% article_meta as meta %}{{ meta.url }}"),
    "tag attachments": tag(
        "{% attachments page as found %}{% for one in found %}{{ one.shown_title }}{% endfor %}"
    ),
    "tag blocks_of": tag("{% blocks_of page.body as found %}"),
    "tag breadcrumbs": tag("{% breadcrumbs page %}"),
    "tag browse_by_date": tag("{% browse_by_date category %}"),
    "tag campaign_messages": tag("{% campaign_messages %}"),
    "tag category_meta": tag(
        "{% with page=category %}{% category_meta as meta %}{{ meta.url }}{% endwith %}"
    ),
    "tag json_ld": tag("{% article_meta as meta %}{% json_ld meta %}"),
    "tag count_beacon": tag("{% count_beacon %}"),
    "tag lang_of": tag("{% for one in listed %}{% lang_of one %}{% endfor %}"),
    "tag most_read": tag("{% most_read %}"),
    "tag most_read, category": tag("{% most_read category=category %}"),
    "tag newer_and_earlier": tag("{% newer_and_earlier page %}"),
    "tag newest_by_category": tag("{% newest_by_category %}"),
    "tag outlined": tag("{% outlined page.body as found %}"),
    "tag pagination": tag("{% pagination page_of_list %}"),
    "tag related_articles": tag(shown("related_articles", "page")),
    "tag responsive_image": tag("{% responsive_image page.lead_image %}"),
    "tag search_form": tag("{% search_form %}"),
    "tag subcategories": tag(shown("subcategories", "category")),
    "tag thumbnail": tag("{% thumbnail page as thumb %}{{ thumb.url }}"),
    "tag visitor_counter": tag("{% visitor_counter %}"),
}
ENDPOINTS = {
    f"api {version} {name}{state}": api(version, path, **asked)
    for version in (("v2", "v3") if HAS_V3 else ("v2",))
    for name, state, path, asked in (
        ("listing", "", "", {"limit": "100"}),
        ("listing", ", category", "", {"limit": "100", "category": pk_of("news")}),
        ("listing", ", dates", "", {"date": "2018-10", "from_": "2018", "to": "2018-12", "locale": "en"}),
        ("listing", ", search", "", {"search": "bridge", "limit": "100"}),
        ("listing", ", oldest", "", {"order": "oldest", "limit": "100", "offset": "1"}),
        ("detail", "", lambda world: f"{world.full.pk}/", {}),
        ("archive", "", "archive/", {}),
        ("archive", ", year", "archive/", {"year": "2018"}),
        ("archive", ", month", "archive/", {"year": "2018", "month": "10", "category": pk_of("news")}),
        ("categories", "", "categories/", {}),
    )
    if version == "v2" or state in ("", ", category")  # behind the envelope both are one
}
ENDPOINTS["api v2 listing, own classes"] = with_own_classes(api("v2", limit="100"))
ADMIN = {
    f"admin {view}, {kind}": admin(name, page)
    for view, name in {
        "explorer": "explore",
        "edit": "pages:edit",
        "history": "pages:history",
        "usage": "pages:usage",
    }.items()
    for kind, page in {"article": "full", "category": "news"}.items()
}
LINKING = "article of paragraphs that link"
SCENES = PAGES | ADDRESSES | TAGS | ENDPOINTS | ADMIN | {LINKING: get(of("linking"))}


def what_there_is() -> set[str]:
    """What our code has, by the names that the scenes begin with."""
    from wagtail_district_news import urls
    from wagtail_district_news.api.v2 import ArticlesAPIViewSet
    from wagtail_district_news.templatetags import district_news

    classes = [*article_classes(), *category_classes()]
    ours = [model for model in classes if model._meta.app_label in (conf.APP_LABEL, "testapp")]
    routes = {pattern.name for model in category_classes() for pattern in model.get_subpage_urls()}
    there_is = {f"page {model.__name__}" for model in ours} | {f"route {name}" for name in routes}
    there_is |= {f"url {pattern.name}" for pattern in urls.urlpatterns}
    there_is |= {f"tag {name}" for name in district_news.register.tags}
    there_is |= {f"api v2 {pattern.name}" for pattern in ArticlesAPIViewSet.get_urlpatterns()}
    return there_is | _v3_endpoints()


def _v3_endpoints() -> set[str]:
    if not apps.is_installed("wagtail.api.v3"):
        return set()
    from wagtail_district_news.api.v3_router import router

    names = {"": "listing", "{int:article_id}": "detail"}
    paths = [path.strip("/") for path in router.path_operations]
    return {f"api v3 {names.get(path, path)}" for path in paths}
