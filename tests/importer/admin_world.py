"""What the tests of permissions and query budgets look at: rows of every kind, people with every right."""

from __future__ import annotations

from django.apps import apps
from django.urls import URLPattern, get_resolver, reverse
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from wagtail_district_news import counting
from wagtail_district_news.importer.models import ImportRecord, ImportRun
from wagtail_district_news.models import CampaignMessage, ViewCount, VisitorCount

LABELS = ("wagtail_district_news", "wagtail_district_news_importer")
VIEWS = "wagtailsnippets_wagtail_district_news_viewcount"
VISITS = "wagtailsnippets_wagtail_district_news_visitorcount"
MESSAGES = "wagtailsnippets_wagtail_district_news_campaignmessage"
CHOOSER = "wagtailsnippetchoosers_wagtail_district_news_campaignmessage"
REPORTS = "wagtail_district_news_importer"
READERS = "wagtail_district_news_readership"
BULK = "wagtail_bulk_action"

NEWS, LEDGER = "wagtail_district_news.", "wagtail_district_news_importer."
READING = (
    f"{NEWS}view_viewcount",
    f"{NEWS}view_visitorcount",
    f"{NEWS}view_campaignmessage",
    f"{LEDGER}view_importrun",
    f"{LEDGER}view_importrecord",
)
CORRECTING = (f"{NEWS}change_viewcount", f"{NEWS}change_visitorcount")
WRITING = tuple(f"{NEWS}{action}_campaignmessage" for action in ("add", "change", "delete"))


def patterns(resolver=None, namespaces=(), path=""):
    """Yield (name, path, view) of every address of the site."""
    for pattern in (resolver or get_resolver()).url_patterns:
        whole = path + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield ":".join([*namespaces, pattern.name or ""]), whole, pattern.callback
        else:
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from patterns(pattern, inner, whole)


def is_ours(name: str, view) -> bool:
    view_class = getattr(view, "view_class", None)
    given = getattr(view, "view_initkwargs", None) or {}
    model = given.get("model") or getattr(view_class, "model", None)
    homes = [name, getattr(view_class or view, "__module__", ""), getattr(model, "__module__", "")]
    return any("wagtail_district_news" in home for home in homes)


def our_admin_views() -> set[str]:
    """Name every view of ours below the admin's address, bulk actions included."""
    admin = reverse("wagtailadmin_home").lstrip("/")
    found = {name for name, path, view in patterns() if path.startswith(admin) and is_ours(name, view)}
    for label in LABELS:
        for model in apps.get_app_config(label).get_models():
            actions = bulk_action_registry.get_bulk_actions_for_model(label, model._meta.model_name)
            found |= {f"{BULK}:{model._meta.model_name}:{action.action_type}" for action in actions}
    return found


def address(name: str, pk: int | None = None) -> str:
    """The address of a view by its name in `our_admin_views`, for the object `pk` if it is about one."""
    if name.startswith(f"{BULK}:"):
        _, model_name, action = name.split(":")
        return f"{reverse(BULK, args=(LABELS[0], model_name, action))}?id={pk}"
    return reverse(name, args=() if pk is None else (pk,))


def fill(site, articles, admin, start: int = 0, count: int = 1) -> None:
    """Add `count` rows of every kind, and a log entry for each of the first objects."""
    for number in range(start, start + count):
        counting.set_legacy_view_count(articles[number], 10 + number, f"http://old.example/{number}")
        CampaignMessage.objects.create(text=f"Message {number}", site=site)
        run = ImportRun.objects.create(
            source=f"/mirrors/{number}", portal="old.example", user=admin, counts={"outcomes": {"new": 1}}
        )
        ImportRecord.objects.create(
            key_hash=f"{number:064}", portal="old.example", path=f"file-{number}.html", title=f"Title {number}",
            page=articles[number].page_ptr, run=run, status="new", kind="article",
        )  # fmt: skip
    if not VisitorCount.objects.exists():
        counting.set_legacy_visitor_count(site, 37_412_221, "old")


def snapshot() -> list:
    """All rows that our admin views can write."""
    return [
        list(model.objects.order_by("pk").values()) for model in (ViewCount, VisitorCount, CampaignMessage)
    ]
