"""Is there a page for this old address already, though the ledger knows of none? The site's old addresses tell."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Any

from wagtail_district_news import conf, legacy_addresses, text

from .identity import address_key, file_addresses
from .models import ImportRecord


@dataclass(frozen=True, slots=True)
class Found:
    """What an old address leads to: `page_id` of a page that no ledger knows, or `gone` if it answers 410."""

    page_id: int | None = None
    gone: bool = False


def find(site: Any, page: Any, base_url: str, taken: Container[int], twin: bool) -> Found:
    """Return what already stands for an old page that the ledger does not know.

    A page without an address is looked for under the addresses that its file may have had. The second page of one
    address (`twin`) has none of its own; it is known by the address that it shows and by its title. `taken` are
    pages that stand for another document.
    """
    if twin:
        return Found(_twin(page, taken))
    forms = [page.address] if page.address else file_addresses(page.path, base_url)
    for form in forms:
        row = row_of(site, form)
        if row is not None and (row.gone or _is_unclaimed(row.page_id, taken)):
            return Found(row.page_id, row.gone)
    return Found()


def row_of(site: Any, address: str) -> Any | None:
    """Return the row of this very address; weaker forms of another are no proof."""
    key = address_key(address)
    row = legacy_addresses.resolve(site, address) if key not in ("", "/") else None
    return row if row is not None and row.key == key and not row.derived else None


def _is_unclaimed(page_id: int | None, taken: Container[int]) -> bool:
    if page_id is None or page_id in taken:
        return False
    return not ImportRecord.objects.filter(page_id=page_id).exists()


def _twin(page: Any, taken: Container[int]) -> int | None:
    claimed = ImportRecord.objects.filter(page__isnull=False).values("page_id")
    same = conf.article_model()._default_manager.filter(legacy_url=page.address, alias_of=None)
    rows = same.exclude(pk__in=claimed).order_by("pk").values_list("pk", "title") if page.address else ()
    title = text.fold_space(page.title)
    return next((pk for pk, known in rows if pk not in taken and _is_title(known, title)), None)


def _is_title(known: str, title: str) -> bool:
    return known == title or (known.endswith("…") and title.startswith(known[:-1]))
