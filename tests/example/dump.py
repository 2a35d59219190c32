"""Run with the example site's settings: prints as JSON what the import made, by old address."""

import hashlib
import html
import json
import re
import sys

import django


def main() -> None:
    django.setup()
    from wagtail_district_news.models import ArticlePage

    pages = ArticlePage.objects.select_related("category").order_by("pk")
    json.dump({page.legacy_url: said(page) for page in pages}, sys.stdout, ensure_ascii=False)


def said(page) -> dict:
    from django.utils import timezone

    texts, images = [page.lead], []
    for block in page.body:
        texts += list(words_of(block))
        if block.block_type == "figure":
            images.append({"sha256": digest(block.value["image"].file), "caption": block.value["caption"]})
    totals = page.view_totals
    return {
        "id": page.pk,
        "live": page.live,
        "title": page.title,
        "url": page.url,
        "category": page.category.title if page.category else None,
        "published_at": timezone.localtime(page.published_at).isoformat(),
        "legacy_views": totals.legacy,
        "text": " ".join([*texts, page.byline, page.source]),
        "images": images,
        "documents": sorted(digest(document.file) for document in documents_of(page)),
    }


def documents_of(page) -> list:
    """The documents that a page offers: attached, linked in its text, or in blocks of their own."""
    from wagtail.documents import get_document_model

    linked = re.findall(
        r'linktype="document" id="(\d+)"|id="(\d+)" linktype="document"', str(page.body.raw_data)
    )
    numbers = {int(one or other) for one, other in linked}
    numbers |= {block["value"]["document"] for block in page.body.raw_data if block["type"] == "document"}
    numbers |= set(page.attachments.values_list("document_id", flat=True))
    return list(get_document_model().objects.filter(pk__in=numbers))


def words_of(block):
    """The words that a reader sees of a block, pictures' captions included."""
    value = block.value
    match block.block_type:
        case "paragraph":
            yield plain(value.source)
        case "heading" | "quote":
            yield value["text"]
        case "figure" | "embed":
            yield value.get("caption") or ""
        case "table":
            yield from (column["heading"] for column in value.columns)
            yield from (plain(cell.value.source) for row in value.rows for cell in row)
        case "document":
            yield value["title"] or value["document"].title
        case other:
            raise ValueError(f"a block of type {other}")


def plain(source: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", source))


def digest(file) -> str:
    with file.open("rb") as content:
        return hashlib.sha256(content.read()).hexdigest()


if __name__ == "__main__":
    main()
