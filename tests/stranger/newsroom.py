"""A few articles on the stranger's desks, with all that an article may have, and what readers made of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site

from tests.stranger.press.models import Paper, Photo
from tests.stranger.town import Town
from wagtail_district_news import conf, counting, legacy_addresses
from wagtail_district_news.importer.write import takes_attachments

START = datetime(2019, 12, 30, 16, 30, tzinfo=UTC)  # 23:30 in the site's zone: the next one is of another day


@dataclass(frozen=True)
class Newsroom:
    """Articles by where they stand: on the desk, on a desk below it, through a shelf, on the other site."""

    town: Town
    bridge: Any
    market: Any
    race: Any
    chess: Any
    festival: Any
    shelved: Any
    ward: Any
    photo: Any
    paper: Any


def build(town: Town) -> Newsroom:
    photo = Photo.objects.create(title="A bridge", file=get_test_image_file(size=(64, 48)))
    paper = Paper.objects.create(
        title="Plan", reference="1/2020", file=ContentFile(b"%PDF-1.4", name="plan.pdf")
    )
    made = Maker(photo, paper)
    room = Newsroom(
        town=town,
        bridge=made(town.news, "Cầu mới qua sông", lead_image=photo, lead_image_alt="The bridge"),
        market=made(town.news, "Chợ nổi mở cửa"),
        race=made(town.sport, "Giải đua thuyền"),
        chess=made(town.sport, "Cờ vua học đường"),
        festival=made(town.culture, "Lễ hội đua thuyền"),
        shelved=made(town.shelf, "Chuyện trên kệ"),
        ward=made(town.ward_news, "Họp tổ dân phố"),
        photo=photo,
        paper=paper,
    )
    site = Site.objects.get(is_default_site=True)
    for number, page in enumerate((room.bridge, room.race, room.festival), 2275):
        address = f"http://www.portal.example/tintuc/Post.aspx?ItemID={number}"
        page.legacy_url = address
        page.save_revision().publish()
        legacy_addresses.remember(site, address, page)
        counting.set_legacy_view_count(page, number, address)
    if takes_attachments(conf.article_model()):
        bridge = conf.article_model().objects.get(pk=room.bridge.pk)
        bridge.attachments.create(document=paper, title="The plan")
        bridge.related_articles.create(article=room.market)
        bridge.tags.add("river")
        bridge.save_revision().publish()
    return room


class Maker:
    """Makes published articles, each an hour after the one before, with a body that points at everything."""

    def __init__(self, photo: Any, paper: Any):
        self.photo, self.paper, self.made, self.last = photo, paper, 0, None

    def __call__(self, desk: Any, title: str, **fields: Any) -> Any:
        moment = START + timedelta(hours=self.made)
        page = conf.article_model()(
            title=title, lead=f"Tóm tắt của {title}", body=self.body(), published_at=moment, **fields
        )
        desk.specific.__class__.objects.get(pk=desk.pk).add_child(instance=page)
        page.save_revision().publish()
        self.made, self.last = self.made + 1, page
        return page

    def body(self) -> str:
        link = f'<a linktype="page" id="{self.last.pk}">xem thêm</a>' if self.last else "không có"
        blocks = [
            ("heading", {"text": "Vì sao", "level": "2"}),
            ("paragraph", f'<p>Đọc {link}, hay <a linktype="document" id="{self.paper.pk}">văn bản</a>.</p>'),
            ("figure", {"image": self.photo.pk, "alt_text": "", "decorative": False, "caption": "Nhìn từ bờ",
                        "credit": "", "wide": True, "place": "Bến Nghé"}),
            ("poem", {"lines": [{"type": "item", "value": "Sông dài", "id": f"{self.made:08}"}], "poet": "Vô danh"}),
            ("quote", {"text": "Đẹp lắm", "attribution": "Một cụ già"}),
        ]  # fmt: skip
        numbered = enumerate(blocks)
        return json.dumps(
            [{"type": kind, "value": value, "id": f"{self.made}-{n}"} for n, (kind, value) in numbered]
        )
