"""A small site with everything on it that can cost a query, and the same site with many times as much."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO

from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client, TestCase
from PIL import Image as Picture
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, PageViewRestriction, Site

from tests.conftest import BROWSER, START
from tests.testapp.models import Desk, HomePage, Report
from wagtail_district_news import conf, counting, legacy_addresses
from wagtail_district_news.counting import schedule
from wagtail_district_news.models import (
    ArticleAttachment,
    ArticlePage,
    CampaignMessage,
    CategoryIndexPage,
    RelatedArticle,
)

LISTED = re.compile(r"IN \((?:%s|, )+\)")
BOOKKEEPING = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")
OLD = "/Lists/Posts/Post.aspx?List=4&ID=17"


@dataclass(slots=True)
class Asked:
    """What one request asked of the database: every statement, with its parameters."""

    queries: list[str] = field(default_factory=list)
    renditions_made: int = 0

    @property
    def number(self) -> int:
        return len(self.queries)

    @property
    def twice(self) -> list[str]:
        """The reads that were asked more than once, word for word."""
        counted = Counter(sql for sql in self.queries if sql.startswith("SELECT"))
        return [sql for sql, number in counted.items() if number > 1]

    def beyond(self, other: Asked) -> list[str]:
        """What was asked more often than in another request, whatever the parameters: for a message."""
        return list((self._shapes - other._shapes).elements())

    @property
    def _shapes(self) -> Counter[str]:
        return Counter(LISTED.sub("IN (…)", sql.rsplit(" (", 1)[0]) for sql in self.queries)

    def __call__(self, execute, sql, params, many, context):
        if not sql.startswith(BOOKKEEPING):
            self.queries.append(f"{sql} {params!r}")
        return execute(sql, params, many, context)


def ask(call) -> Asked:
    """Return what a call asks of the database, what it leaves for after the commit included."""
    asked, renditions = Asked(), get_image_model().get_rendition_model().objects
    before = renditions.count()
    counting.roll_up()  # what waits of the scenes before may bring an article up, and is looked at
    schedule.looked(time.monotonic())  # what others counted is rolled up after the answer, now and then
    with connection.execute_wrapper(asked), TestCase.captureOnCommitCallbacks(execute=True):
        call()
    asked.renditions_made = renditions.count() - before
    return asked


def forget_renditions() -> None:
    get_image_model().get_rendition_model().objects.all().delete()


def forget_caches() -> None:
    cache.clear()


class World:
    """The site. `grow()` makes it many times as large; every address that it names stays the same."""

    def __init__(self):
        self.made = 0
        self.file = self.add_document()
        root = Page.objects.get(depth=1)
        self.home = root.add_child(instance=HomePage(title="Home", slug="site-home"))
        self.site = Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "localhost", "root_page": self.home}
        )[0]
        other = root.add_child(instance=HomePage(title="Other", slug="other-home"))
        Site.objects.create(hostname="other.example", root_page=other)
        self.news = self.home.add_child(instance=CategoryIndexPage(title="News", page_size=2))
        self.news.body = self.category_body()
        self.news.save()
        self.vietnamese = Locale.objects.get_or_create(language_code="vi")[0]
        self.home_vi = self.home.copy_for_translation(self.vietnamese)
        self.home_vi.live = True
        self.home_vi.save()
        self.full = self.add_article()
        self.linking = self.add_article()
        self.desk = self.home.add_child(instance=Desk(title="Desk", page_size=2))
        self.report = self.add_article(self.desk, Report)
        self.grow_by(articles=4, categories=1, messages=2, each=1)
        legacy_addresses.remember(self.site, OLD, self.full)
        counting.set_legacy_visitor_count(self.site, 1000, "test")
        users = get_user_model().objects
        self.admin = users.create_superuser("chief", "chief@example.org", "secret")
        self.reader, self.editor = self.client(), self.client()
        self.member = self.client()
        self.editor.force_login(self.admin)
        self.member.force_login(users.create_user("ann", "ann@example.org", "secret"))
        self.publish()
        self.link(1)
        self.page_size = 2

    @staticmethod
    def client() -> Client:
        return Client(headers={"User-Agent": BROWSER})

    def grow(self) -> None:
        self.grow_by(articles=30, categories=11, messages=18, each=9)
        for page in (self.news, self.full):
            page.refresh_from_db()
        self.news.page_size = self.desk.page_size = self.page_size = 15
        self.desk.save()
        self.link(10)
        for _ in range(2):
            self.publish()

    def publish(self) -> None:
        """Publish both pages as an editor does."""
        for page in (self.news, self.full):
            page.save_revision(user=self.admin).publish(user=self.admin)
            page.refresh_from_db()

    def link(self, paragraphs: int) -> None:
        """Let an article consist of paragraphs that link a page and a document each."""
        link = f'<p><a linktype="page" id="{self.full.pk}">a</a> <a linktype="document" id="{self.file.pk}">b</a></p>'
        self.linking.body = json.dumps([{"type": "paragraph", "value": link}] * paragraphs)
        self.linking.save()

    def grow_by(self, articles: int, categories: int, messages: int, each: int) -> None:
        made = [self.add_article() for _ in range(articles)]
        for _ in range(articles // 3):
            self.add_article(self.desk, Report)
        for number in range(categories):
            self.news.add_child(instance=CategoryIndexPage(title=f"Desk {self.made} {number}"))
            top = self.home.add_child(instance=CategoryIndexPage(title=f"Top {self.made} {number}"))
            self.add_article(top)
            self.translate(top)
        for number in range(messages):
            CampaignMessage.objects.create(
                text=f"Message {number}", image=self.add_image(), link_page=made[number % len(made)]
            )
        for _ in range(each):
            self.hide(self.add_article())
        self.fill(made[:each])

    def add_image(self):
        self.made += 1
        file = BytesIO()
        Picture.new("RGB", (40, 30), (self.made % 255, 10, 10)).save(file, "PNG")
        return get_image_model().objects.create(
            title=f"Picture {self.made}", file=ContentFile(file.getvalue(), name=f"{self.made}.png")
        )

    def add_document(self):
        self.made += 1
        file = ContentFile(b"%%PDF-1.4 %d" % self.made, name=f"{self.made}.pdf")
        return get_document_model().objects.create(title=f"Plan {self.made}", file=file, file_size=file.size)

    def add_article(self, parent=None, model=ArticlePage):
        self.made += 1
        # newer and earlier by turns, so that the full article always has both beside it
        away = timedelta(days=self.made if self.made % 2 else -self.made)
        article = model(
            title=f"Bridge {self.made}",
            lead="A bridge",
            lead_image=self.add_image(),
            published_at=START + away,
        )
        if model is ArticlePage:
            article.tags.add("bridge")
        (parent or self.news).add_child(instance=article)
        counting.set_legacy_view_count(article, self.made, "test")
        return article

    def hide(self, article) -> None:
        PageViewRestriction.objects.create(page=article, restriction_type="login")
        alias = article.create_alias(update_slug=f"alias-{article.pk}")
        alias.create_alias(update_slug=f"alias-of-alias-{article.pk}")

    def translate(self, category) -> None:
        translated = category.copy_for_translation(self.vietnamese, copy_parents=True, alias=True)
        self.add_article(translated)

    def fill(self, others: list[ArticlePage]) -> None:
        """Give the full article each block again for every other article, and everything around it."""
        stream = [block for other in others for block in self.blocks(other)]
        held = list(self.full.body.raw_data) or [
            {"type": "visitor_counter", "value": {"digits": 6}},
            {"type": "campaign_messages", "value": {"limit": 50}},
        ]
        self.full.body = json.dumps([*map(dict, held), *stream])
        for other in others:
            self.full.related_articles.add(RelatedArticle(article=other))
            self.full.attachments.add(ArticleAttachment(document=self.add_document()))
            self.full.tags.add(f"more {other.pk}")
        self.full.save()

    def blocks(self, other) -> list[dict]:
        figure = {"image": self.add_image().pk, "caption": "A caption"}
        return [
            {"type": "heading", "value": {"text": "Heading", "level": "2"}},
            {"type": "paragraph", "value": "<p>Plain words</p>"},
            {"type": "figure", "value": figure},
            {"type": "gallery", "value": {"images": [figure, {"image": self.add_image().pk}]}},
            {"type": "quote", "value": {"text": "Words", "attribution": "Somebody"}},
            {
                "type": "table",
                "value": {
                    "columns": [{"type": "text", "heading": "Day"}],
                    "rows": [{"values": ["<p>Monday</p>"]}],
                },
            },
            {"type": "document", "value": {"document": self.add_document().pk}},
            {"type": "embed", "value": {"url": "https://video.example/1"}},
        ]

    @staticmethod
    def category_body() -> str:
        return json.dumps(
            [
                {"type": "visitor_counter", "value": {"digits": 6}},
                {"type": "campaign_messages", "value": {"limit": 50}},
            ]
        )

    @property
    def settings(self) -> dict:
        return {conf.NAME: {"PAGE_SIZE": self.page_size}}
