"""Run in a child process: the test site, an administrator, and payloads written by code into every field of ours.

Prints what a browser should visit, as JSON.
"""

from __future__ import annotations

import itertools
import json
import sys
import uuid
from datetime import timedelta

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.files.base import ContentFile  # noqa: E402
from django.utils import timezone  # noqa: E402
from wagtail.documents import get_document_model  # noqa: E402
from wagtail.images import get_image_model  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402

from tests.hostile.payloads import PAYLOADS  # noqa: E402
from tests.importer.conftest import PDF, picture  # noqa: E402
from tests.testapp.models import HomePage  # noqa: E402
from wagtail_district_news import counting, legacy_addresses  # noqa: E402
from wagtail_district_news.models import ArticlePage, CampaignMessage, CategoryIndexPage  # noqa: E402

SCRIPT = "javascript:top.__xss(900)"


def make_site() -> HomePage:
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="Home", slug="site-home"))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "127.0.0.1", "root_page": home})
    get_user_model().objects.create_superuser("chief", "chief@example.org", "secret")
    return home


def write(home) -> dict:
    """Write what no form and no import would take."""
    every = itertools.cycle(PAYLOADS)
    texts = (next(every).markup.replace("\0", "") for _ in itertools.count())
    image = get_image_model().objects.create(
        title=next(texts)[:255], description=next(texts)[:255], file=ContentFile(picture(300, 200), "p.png")
    )
    document = get_document_model().objects.create(title=next(texts)[:255], file=ContentFile(PDF, "d.pdf"))
    category = home.add_child(
        instance=CategoryIndexPage(
            title=PAYLOADS[0].markup, slug="danger", intro=PAYLOADS[30].markup, seo_title=PAYLOADS[85].markup
        )
    )
    for number in range(3):
        CampaignMessage.objects.create(
            text=PAYLOADS[number * 7].markup[:255],
            link_url=[SCRIPT, " java\tscript:top.__xss(901)", "http://ok.example/"][number],
            image=image,
        )
    pages = []
    for start in range(0, len(PAYLOADS), 16):
        pages.append(
            category.add_child(instance=article(PAYLOADS[start : start + 16], image, document, start))
        )
        page = pages[-1]
        page.save_revision().publish()
        # past every form and every check of the model
        ArticlePage.objects.filter(pk=page.pk).update(source_url=SCRIPT)
        page.title += " 2"
        page.save_revision()
        counting.set_legacy_view_count(page, 10**15, PAYLOADS[start].markup)
        legacy_addresses.remember(Site.objects.get(), f"/old/{PAYLOADS[start].markup}?id={start}", page)
    counting.set_legacy_visitor_count(Site.objects.get(), 10, PAYLOADS[18].markup)
    return {
        "pages": [page.pk for page in pages],
        "urls": [page.url for page in pages] + [category.url],
        "category": category.pk,
        "image": image.pk,
        "document": document.pk,
        "message": CampaignMessage.objects.first().pk,
    }


def article(payloads, image, document, number) -> ArticlePage:
    """An article whose body is stored as it is: no block has looked at it when it reaches the database."""
    first, second, third = (payloads[place].markup.replace("\0", "") for place in (0, 1, 2))
    body = [
        ("campaign_messages", {"heading": first, "limit": 3}),
        ("visitor_counter", {"label": second, "digits": 8}),
    ]
    for payload in payloads:
        text = payload.markup.replace("\0", "")
        url = SCRIPT if payload.number % 2 else f"java\tscript:top.__xss({payload.number})//"
        body += [
            (
                "heading",
                {"text": text, "level": "2 onmouseover=top.__xss(902) tabindex=1 onfocus=top.__xss(902)"},
            ),
            ("paragraph", f"<p>before {text} after</p>"),
            ("paragraph", text),
            ("quote", {"text": text, "attribution": text[:255]}),
            ("embed", {"url": url, "caption": text}),
        ]
    figure = {
        "image": image.pk,
        "alt_text": first,
        "decorative": False,
        "caption": second,
        "credit": third[:255],
    }
    item = {"type": "item", "value": figure, "id": str(uuid.uuid4())}
    column = {"type": "text", "heading": second}
    body += [
        ("figure", figure),
        ("gallery", {"images": [item], "caption": third}),
        ("document", {"document": document.pk, "title": first}),
        (
            "table",
            {"caption": first, "columns": [column], "rows": [{"values": [third]}, {"values": [first]}]},
        ),
    ]
    raw = [{"type": name, "value": value, "id": str(uuid.uuid4())} for name, value in body]
    return ArticlePage(
        title=f"{number} {first}"[:250], slug=f"danger-{number}", seo_title=second[:255], search_description=third,
        lead=first, byline=second[:255], source=third[:255], legacy_url=SCRIPT,
        source_organisation=first[:255], lead_image=image, lead_image_alt=first, lead_image_caption=second,
        published_at=timezone.now() - timedelta(days=1 + number), body=json.dumps(raw),
    )  # fmt: skip


def imported() -> dict:
    pages = ArticlePage.objects.live().order_by("pk")
    categories = CategoryIndexPage.objects.live().order_by("pk")
    return {"urls": [page.url for page in (*pages, *categories)], "pages": [page.pk for page in pages]}


if __name__ == "__main__":
    step = sys.argv[1]
    if step == "site":
        print(json.dumps({"home": make_site().pk}))
    else:
        print(json.dumps({"imported": imported(), "written": write(HomePage.objects.get())}))
