"""What stands after an import, free of primary keys and moments, so that two databases can be compared."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path


def state() -> dict:
    """Return pages, ledger, addresses, media, counts and indexes of this database as JSON-ready values."""
    from django.conf import settings
    from django.core.management import call_command
    from wagtail.contrib.redirects.models import Redirect
    from wagtail.documents import get_document_model
    from wagtail.images import get_image_model
    from wagtail.models import Collection, Page, ReferenceIndex
    from wagtail.search.models import IndexEntry

    from wagtail_district_news.importer import models as ledger
    from wagtail_district_news.models import ArticlePage, LegacyAddress, ViewCount, VisitorCount

    paths = dict(Page.objects.values_list("pk", "url_path"))
    media = dict(get_image_model().objects.values_list("pk", "file"))
    documents = dict(get_document_model().objects.values_list("pk", "file"))

    def names(text):
        text = re.sub(r'linktype=\\"page\\" id=\\"(\d+)\\"', lambda m: f"page {paths.get(int(m[1]))}", text)
        text = re.sub(
            r'linktype=\\"document\\" id=\\"(\d+)\\"', lambda m: f"doc {documents.get(int(m[1]))}", text
        )
        return re.sub(r'"image": (\d+)', lambda m: f'"image": "{media.get(int(m[1]))}"', text)

    articles = [
        {
            "path": page.url_path, "title": page.title, "live": page.live, "published": page.published_at.isoformat(),
            "lead": page.lead, "category": paths.get(page.category_id), "revisions": page.revisions.count(),
            "consistent": page.live_revision_id == page.latest_revision_id and not page.has_unpublished_changes,
            "body": names(json.dumps(page._meta.get_field("body").get_prep_value(page.body) and list(page.body.raw_data),
                                     ensure_ascii=False)),
        }
        for page in ArticlePage.objects.order_by("url_path")
    ]  # fmt: skip
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        call_command("fixtree", interactive=False, stdout=nowhere)
    files = [
        path.relative_to(settings.MEDIA_ROOT).as_posix()
        for path in Path(settings.MEDIA_ROOT).rglob("*")
        if path.is_file()
    ]
    return {
        "problems": [len(each) for each in Page.find_problems()],
        "articles": articles,
        "pages": sorted(paths.values()),
        "ledger": sorted(
            ledger.ImportRecord.objects.values_list(
                "path", "key", "status", "reason", "words_kept", "words_lost"
            )
        ),
        "ledger_pages": sorted(
            paths.get(pk, "")
            for pk in ledger.ImportRecord.objects.filter(written=True).values_list("page_id", flat=True)
        ),
        "pending": ledger.PendingLink.objects.count(),
        "unindexed": ledger.ImportRecord.objects.filter(indexed=False).count(),
        "categories": sorted(
            (name, paths.get(pk))
            for name, pk in ledger.ImportedCategory.objects.values_list("name", "page_id")
        ),
        "addresses": sorted(
            (key, paths.get(pk)) for key, pk in LegacyAddress.objects.values_list("key", "page_id")
        ),
        "redirects": sorted(
            (old, paths.get(pk)) for old, pk in Redirect.objects.values_list("old_path", "redirect_page_id")
        ),
        "files": sorted(file for file in files if not file.startswith("images/")),
        "media": sorted([*media.values(), *documents.values()]),
        "intents": ledger.ImportedFile.objects.filter(object_pk="").count(),
        "collections": sorted(Collection.objects.values_list("name", flat=True)),
        "views": sorted(
            (paths.get(pk), count) for pk, count in ViewCount.objects.values_list("page_id", "legacy_count")
        ),
        "visitors": list(VisitorCount.objects.values_list("legacy_count", flat=True)),
        "indexed": IndexEntry.objects.count(),
        "references": ReferenceIndex.objects.count(),
    }


if __name__ == "__main__":
    import django

    django.setup()
    json.dump(state(), sys.stdout, ensure_ascii=False)
