"""The site before the importer goes: people with rights on its reports, the import, and a note of what stands."""

from __future__ import annotations

import json
import sys
from pathlib import Path

PEOPLE = {"mover": (), "chief": (), "editor": ("Editors",), "moderator": ("Moderators",)}


def main(source, *arguments):
    """Import a mirror as the user `mover`; write the notes that later processes compare with."""
    from django.core.management import call_command

    from wagtail_district_news.importer.models import ImportRecord

    make_people()
    call_command("import_legacy_news", source, "--into", "/", "--owner", "mover", *arguments)
    assert not ImportRecord.objects.filter(status="failed").exists()
    notes_path().write_text(json.dumps(notes(), ensure_ascii=False), "utf-8")


def make_people():
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group, Permission

    for name, groups in PEOPLE.items():
        user = get_user_model().objects.create_user(
            name, f"{name}@example.org", "secret", is_superuser=not groups
        )
        user.groups.set(Group.objects.filter(name__in=groups))
    rights = Permission.objects.filter(
        content_type__app_label="wagtail_district_news_importer", codename__startswith="view_"
    )
    Group.objects.get(name="Moderators").permissions.add(*rights)


def notes_path():
    from django.conf import settings

    return Path(settings.MEDIA_ROOT).with_suffix(".json")


def notes():
    """Return what the import made: {page id: its old address, path, counts} and how much of everything."""
    from wagtail.contrib.redirects.models import Redirect
    from wagtail.documents import get_document_model
    from wagtail.images import get_image_model

    from wagtail_district_news.models import (
        ArticlePage,
        CategoryIndexPage,
        LegacyAddress,
        ViewCount,
        VisitorCount,
    )

    views = dict(ViewCount.objects.values_list("page_id", "legacy_count"))
    pages = {
        page.pk: {"legacy": page.legacy_url, "url_path": page.url_path, "views": views.get(page.pk)}
        for page in ArticlePage.objects.all()
    }
    counted = (CategoryIndexPage, LegacyAddress, Redirect, get_image_model(), get_document_model())
    addresses = dict(LegacyAddress.objects.values_list("key", "page_id"))
    visitors = VisitorCount.objects.get().legacy_count
    counts = {model.__name__: model.objects.count() for model in counted}
    return {"pages": pages, "addresses": addresses, "visitors": visitors, **counts}


if __name__ == "__main__":
    import django

    django.setup()
    main(*sys.argv[1:])
