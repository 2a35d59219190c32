"""The second sweep over links: what could not be a page link while its target was missing becomes one now."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from typing import Any

from django.db import transaction

from wagtail_district_news import conf

from .digest import changed_by_editor, revision_digest
from .models import ImportRecord, PendingLink

Resolve = Callable[[str, str], int | None]
LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)


def resolve_pending(portal: str, pages: Resolve) -> int:
    """Turn every pending link of the portal whose target stands now into a page link; return how many.

    The page's own revision is corrected in place, in one transaction with the page, so that the history holds
    one revision for one import. A page that an editor has touched is left as it is.
    """
    resolved = 0
    waiting = PendingLink.objects.filter(record__portal=portal).order_by("record_id")
    targets: dict[int, dict[str, int]] = {}
    for record_id, href, path, key in waiting.values_list(
        "record_id", "href", "target_path", "target_key"
    ).iterator():
        page_id = pages(path, key)
        if page_id is not None:
            targets.setdefault(record_id, {})[href] = page_id
    for record_id, links in targets.items():
        resolved += _correct(record_id, links)
    return resolved


def unlink_dead(portal: str) -> int:
    """Take links away that lead to a file of the mirror which became no page: nothing answers there.

    Only sources whose old address nobody knows have such links. Their words stay.
    """
    dead = PendingLink.objects.filter(record__portal=portal, href__startswith="/")
    targets: dict[int, dict[str, None]] = {}
    for record_id, href in dead.values_list("record_id", "href"):
        targets.setdefault(record_id, {})[href] = None
    return sum(_correct(record_id, links) for record_id, links in targets.items())


def _correct(record_id: int, links: dict[str, Any]) -> int:
    with transaction.atomic():
        record = ImportRecord.objects.select_for_update().get(pk=record_id)
        page = conf.article_model().objects.filter(pk=record.page_id).first()
        if page is None or changed_by_editor(record, page) or page.latest_revision_id != record.revision:
            return 0
        revision = page.latest_revision
        body = relinked(json.loads(revision.content["body"]), links)
        revision.content["body"] = json.dumps(body, ensure_ascii=False)
        type(revision).objects.filter(pk=revision.pk).update(content=revision.content)
        field = page._meta.get_field("body")
        type(page).objects.filter(pk=page.pk).update(body=field.to_python(json.dumps(body)))
        record.content_digest = revision_digest(revision.content, type(page))
        record.indexed = False
        record.save(update_fields=["content_digest", "indexed", "updated_at"])
        done, _each = PendingLink.objects.filter(record=record, href__in=list(links)).delete()
        return done


def relinked(value: Any, links: dict[str, Any]) -> Any:
    """Return stored blocks whose links to `links` lead to these pages, or, to None, are words only."""
    if isinstance(value, str):
        return LINK.sub(lambda match: _replaced(match, links), value) if "<a " in value else value
    if isinstance(value, list):
        return [relinked(each, links) for each in value]
    if isinstance(value, dict):
        return {name: relinked(each, links) for name, each in value.items()}
    return value


def _replaced(match: re.Match[str], links: dict[str, Any]) -> str:
    href = html.unescape(match.group(1))
    if href not in links:
        return match.group()
    page_id = links[href]
    # the order of attributes is the one in which the editor's converter writes them
    return match.group(2) if page_id is None else f'<a linktype="page" id="{page_id}">{match.group(2)}</a>'
