"""Run with the settings of served_settings: adds one page of every kind and state to the demo, prints where they are."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from io import BytesIO

import django

EMBEDDED, UNKNOWN = "https://www.youtube.com/watch?v=songxanh", "https://video.songxanh.example/7"
FRAME = (
    '<iframe width="480" height="270" srcdoc="<!doctype html><html lang=vi><title>Phim</title>'
    '<p>Phim</p></html>"></iframe>'
)
GONE = "/tintuc/Lists/Posts/Post.aspx?ItemID=999001"
START = datetime(2019, 3, 29, 2, 30, tzinfo=UTC)
LONG = "Chương trình Người Việt Nam ưu tiên dùng hàng Việt Nam tại phường Bến Đò"  # a title as long as theirs are

COLUMN = {"type": "text", "heading": "Words"}
IMPORTED = "Chợ Bến Lá sắp xếp lại 740 sạp hàng"  # of the sample portal


def main() -> None:
    django.setup()
    json.dump({**pages(), **admin(), **plain()}, sys.stdout, ensure_ascii=False)


def pages() -> dict:
    """Make the categories and articles; what each is called in the tests, and its path."""
    from example_site.home.models import HomePage
    from wagtail_district_news.models import ArticlePage, CategoryIndexPage

    home = HomePage.objects.get()
    category = home.add_child(instance=CategoryIndexPage(title="Mọi thứ", intro=f"{LONG}.\n\nHai dòng."))
    CategoryIndexPage.objects.filter(pk=category.pk).update(page_size=3)
    category.add_child(instance=CategoryIndexPage(title="Trong Mọi thứ"))
    empty = home.add_child(instance=CategoryIndexPage(title="Chưa có tin"))
    articles = [
        category.add_child(
            instance=ArticlePage(title=f"{LONG}, kỳ {day}", published_at=START + timedelta(days=day))
        )
        for day in range(36)
    ]
    whole, bare = articles[20], articles[0]
    fill(whole, articles)
    gone(bare)
    fill_category(category)
    return {
        "home": home.url,
        "category": category.url,
        "category page 5": f"{category.url}?page=5",
        "category empty": empty.url,
        "year": f"{category.url}2019/",
        "month": f"{category.url}2019/04/",
        "day": f"{category.url}2019/04/18/",
        "day empty": f"{category.url}2019/01/01/",
        "article": whole.url,
        "article bare": bare.url,
        "article imported": ArticlePage.objects.get(title__startswith=IMPORTED).url,
        "search": "/news/search/",
        "search results": "/news/search/?q=phuong+ben+do&page=2",
        "search nothing": "/news/search/?q=qwzx",
        "search too long": f"/news/search/?q={'phuong+' * 60}",
        "date": "/news/date/",
        "date found": "/news/date/?date=2019-04-18",
        "date empty": "/news/date/?date=1999-01-01",
        "date wrong": "/news/date/?date=31-02-2019",
        "gone": GONE,
        "not found": "/khong-co/",
        "article id": whole.pk,
        "category id": category.pk,
    }


def picture(name: str, size: tuple[int, int], colour: str, **fields):
    from django.core.files.images import ImageFile
    from PIL import Image, ImageDraw
    from wagtail.images import get_image_model

    drawn = Image.new("RGB", size, colour)
    ImageDraw.Draw(drawn).ellipse([size[0] // 4, size[1] // 4, size[0] * 3 // 4, size[1] * 3 // 4], "#e8d9a8")
    out = BytesIO()
    drawn.save(out, "JPEG")
    return get_image_model().objects.create(file=ImageFile(BytesIO(out.getvalue()), name=name), **fields)


def fill(article, others) -> None:
    """Give an article every block and every child."""
    from django.core.files.base import ContentFile
    from wagtail.documents import get_document_model
    from wagtail.embeds.embeds import get_embed_hash
    from wagtail.embeds.models import Embed

    from wagtail_district_news import counting
    from wagtail_district_news.models import ArticleAttachment, DailyViewCount, RelatedArticle, ViewCount

    wide = picture("DSC_0042.jpg", (1200, 750), "#3c6e71", title="DSC_0042.jpg")
    tall = picture(
        "IMG_7.jpg", (600, 900), "#7a4b2a", title="Cây cầu", description="Cây cầu mới bắc qua sông"
    )
    paper = get_document_model().objects.create(
        title="lich-tiep-dan.pdf", file=ContentFile(b"%PDF-1.4 " + b"x" * 3000, name="lich-tiep-dan.pdf")
    )
    Embed.objects.create(url=EMBEDDED, hash=get_embed_hash(EMBEDDED), type="video", html=FRAME)
    figure = {
        "alt_text": "Bà con bên bờ sông",
        "decorative": False,
        "caption": "Lễ hội bên sông",
        "credit": "Ban biên tập",
    }
    cell = "<p>Ô có <b>chữ đậm</b></p>"
    article.lead = "Sáng nay, quận khai trương chương trình. Bà con được mời đến xem."
    article.byline, article.source, article.source_url = (
        "Nguyễn Thị A",
        "Báo Sông Xanh",
        "https://example.org/bao",
    )
    article.lead_image, article.lead_image_caption = tall, "Cây cầu nhìn từ bến"
    article.body = [
        ("heading", {"text": "Phần một", "level": "2"}),
        ("paragraph", rich(f'<p>Một đoạn có <a linktype="page" id="{others[1].pk}">liên kết</a>, <b>chữ đậm</b>'
         ', H<sub>2</sub>O.</p><ul><li>Một</li><li>Hai</li></ul><ol><li>Đầu</li></ol><hr/><p>Hết.</p>')),
        ("heading", {"text": "Mục nhỏ", "level": "3"}),
        ("heading", {"text": "Mục nhỏ nhất", "level": "4"}),
        ("figure", {"image": wide, **figure}),
        ("figure", {"image": wide, **figure, "decorative": True, "caption": ""}),
        ("figure", {"image": wide, "alt_text": "", "decorative": False, "caption": "Chú thích thay lời", "credit": ""}),
        ("figure", {"image": wide, "alt_text": "", "decorative": False, "caption": "", "credit": ""}),
        ("gallery", {"images": [{"image": wide, **figure}, {"image": tall, **figure}], "caption": "Ngày hội"}),
        ("quote", {"text": "Dòng sông là của chúng ta.", "attribution": "Một người dân"}),
        ("table", table(["Ngày", "Giờ", "Nơi"], [[cell, cell, cell], ["<p>Thứ Ba</p>", "", cell]], "Lịch tiếp dân")),
        ("table", table(["", ""], [[cell, cell]], "")),
        ("document", {"document": paper, "title": "Lịch tiếp công dân"}),
        ("document", {"document": paper, "title": ""}),
        ("embed", {"url": EMBEDDED, "caption": "Phóng sự ngắn"}),
        ("embed", {"url": UNKNOWN, "caption": ""}),
        ("visitor_counter", {"label": "", "digits": None}),
        ("campaign_messages", {"heading": "Thông điệp của quận", "limit": 5}),
    ]  # fmt: skip
    article.tags.add("lễ hội", "dòng sông")
    article.attachments = [ArticleAttachment(document=paper, title="Kế hoạch số 7")]
    article.related_articles = [RelatedArticle(article=other) for other in others[3:6]]
    article.save_revision().publish()
    for number, one in enumerate([article, *others[:6]], 1):
        counted = {"legacy_count": 1000 * number, "legacy_source": f"Bài cũ số {number}"}
        ViewCount.objects.update_or_create(page_id=one.pk, defaults=counted)
        for days in range(1, 8):
            day = counting.first_of(days)
            DailyViewCount.objects.update_or_create(
                page_id=one.pk, day=day, defaults={"count": days * number}
            )
    campaigns(tall, others[2])


def rich(html: str):
    from wagtail.rich_text import RichText

    return RichText(html)


def table(headings: list[str], rows: list[list[str]], caption: str):
    from wagtail_district_news.blocks import TableBlock

    columns = [{"type": "text", "heading": heading} for heading in headings]
    return TableBlock().to_python(
        {"caption": caption, "columns": columns, "rows": [{"values": row} for row in rows]}
    )


def fill_category(category) -> None:
    category = category.specific_class.objects.get(pk=category.pk)
    category.body = [("paragraph", rich("<p>Lời chào của chuyên mục.</p>"))]
    category.save_revision().publish()


def campaigns(image, page) -> None:
    from wagtail_district_news.models import CampaignMessage

    CampaignMessage.objects.create(
        text="Đi cầu mới, nhường người đi bộ", image=image, link_page=page, sort_order=-1
    )
    CampaignMessage.objects.create(
        text="Tiêm chủng", link_url="https://example.org/tiem", ends_at=START, sort_order=9
    )


def gone(page) -> None:
    from wagtail.models import Site

    from wagtail_district_news import legacy_addresses

    site = Site.objects.get(is_default_site=True)
    legacy_addresses.remember(site, GONE, page)
    legacy_addresses.forget(site, GONE)


def admin() -> dict:
    """What the admin's tests need to know: numbers of rows, and people of each theme and language."""
    from django.contrib.auth import get_user_model
    from wagtail.models import Page
    from wagtail.users.models import UserProfile

    from wagtail_district_news.importer.models import ImportRecord, ImportRun, RunStatus
    from wagtail_district_news.models import ArticlePage, CampaignMessage, ViewCount, VisitorCount

    article = ArticlePage.objects.get(lead_image_caption="Cây cầu nhìn từ bến")
    for theme in ("light", "dark"):
        user = get_user_model().objects.create_superuser(theme, f"{theme}@songxanh.example", "secret")
        UserProfile.objects.create(user=user, theme=theme, preferred_language="en")
    ImportRun.objects.create(source="portal.zip", status=RunStatus.FAILED, message="stopped")
    ImportRecord.objects.filter(pk=ImportRecord.objects.order_by("path").first().pk).update(has_losses=True)
    return {
        "run id": ImportRun.objects.earliest("pk").pk,
        "view count id": ViewCount.objects.get(page_id=article.pk).pk,
        "visitor count id": VisitorCount.objects.get().pk,
        "campaign id": CampaignMessage.objects.order_by("sort_order")[0].pk,
        "root id": Page.objects.get(depth=1).pk,
    }


def plain() -> dict:
    """Make a page and a snippet of Wagtail's own parts, as long as ours."""
    from django.db import connection
    from wagtail.documents import get_document_model
    from wagtail.images import get_image_model
    from wagtail.models import Page

    from tests.accessibility.plain.models import Part, Plain

    with connection.schema_editor() as editor:
        editor.create_model(Plain)
        editor.create_model(Part)
    image, document = get_image_model().objects.first(), get_document_model().objects.first()
    picture = {"image": image.pk, "words": "Words", "flag": False}
    kinds: list = [
        (
            "text",
            "<p>Words <b>of</b> H<sub>2</sub>O.</p><ul><li>One</li></ul><ol><li>One</li></ol><hr/><p>Words</p>",
        ),
        ("picture", picture),
        ("pictures", {"images": [picture, picture], "words": "Words"}),
        ("words", {"words": "Words", "choice": "a"}),
        (
            "table",
            {"columns": [COLUMN] * 3, "rows": [{"values": ["<p>Some <b>words</b></p>", "", ""]}] * 2},
        ),
        ("document", {"document": document.pk, "number": 1}),
        ("address", {"address": "https://example.org/"}),
    ]
    body = json.dumps([{"type": kind, "value": value} for kind, value in kinds * 3])
    made = [Plain.objects.create(title=f"Plain {n}", kind="ab"[n % 2], body=body) for n in range(3)]
    page = Page.objects.get(depth=1).add_child(instance=Page(title="Plain"))
    page.add_child(instance=Page(title="Below"))
    page.save_revision().publish()
    for place in range(2):
        Part.objects.create(plain=made[0], document=document, page=page, sort_order=place)
    return {"plain id": made[0].pk, "plain page id": page.pk}


if __name__ == "__main__":
    main()
