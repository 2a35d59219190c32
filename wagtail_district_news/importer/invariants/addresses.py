"""Old addresses, redirects and old counts: what must live for years."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.utils.translation import gettext

from wagtail_district_news import conf, legacy_addresses
from wagtail_district_news.models import LegacyAddress, ViewCount, VisitorCount

from ..models import ImportRecord, ImportRun, RunStatus
from .values import Check, Violation, page_reference


def addresses(check: Check) -> Iterator[Violation]:
    """Rows of old addresses one by one, then the address of every imported page."""
    rows = LegacyAddress.objects.all()
    for batch in check.batches(rows, "key", "key_hash", "page_id", "gone", stage="addresses"):
        check.looked("addresses", len(batch))
        for row in batch:
            if row.key_hash != legacy_addresses.key_hash(row.key):
                yield _address(row.key, gettext("is stored under the hash of another one, and never found"))
            elif row.page_id is None and not row.gone:
                yield _address(row.key, gettext("leads nowhere and is not marked as gone"))
    for batch in check.batches(
        _standing(check).exclude(address=""), "key", "address", "page_id", "portal", stage="addresses"
    ):
        yield from _imported(batch)


def _standing(check: Check) -> Any:
    pages = conf.page_model()._base_manager.order_by().values("pk")
    return check.records.filter(written=True, page_id__in=pages)


def _imported(batch: list[Any]) -> Iterator[Violation]:
    """Pages that share their address with another by mistake ("#" in the key) have none of their own."""
    wanted = {row.pk: legacy_addresses.normalise(row.address) for row in batch if "#" not in row.key}
    hashes = {pk: legacy_addresses.key_hash(key) for pk, key in wanted.items() if key != "/"}
    stored: dict[str, set[int | None]] = {}
    found = LegacyAddress.objects.filter(key_hash__in=set(hashes.values()))
    for hashed, page_id in found.values_list("key_hash", "page_id"):
        stored.setdefault(hashed, set()).add(page_id)
    strangers = {row.pk: stored[hashes[row.pk]] for row in batch if hashes.get(row.pk) in stored}
    astray = {pk for pages in strangers.values() for pk in pages}
    owners = dict(ImportRecord.objects.filter(page_id__in=astray - {None}).values_list("page_id", "portal"))
    for row in batch:
        if row.pk in hashes and row.pk not in strangers:
            yield _address(row.address, gettext("no longer leads to page %(page)s") % {"page": row.page_id})
        elif row.pk in strangers and row.page_id not in strangers[row.pk]:
            # another portal may have had the same address, and whoever took it down for good meant it
            others = sorted(pk for pk in strangers[row.pk] if owners.get(pk) == row.portal)
            if others:
                values = {"page": row.page_id, "other": others[0]}
                yield _address(row.address, gettext("leads to page %(other)s instead of %(page)s") % values)


def _address(address: str, what: str) -> Violation:
    message = gettext(
        "The old address %(address)s %(what)s. In manage.py shell: legacy_addresses.remember(site, address, page) of "
        "wagtail_district_news sets it right."
    )
    return Violation("addresses", message % {"address": address, "what": what}, f"old address {address}")


def redirects(check: Check) -> Iterator[Violation]:
    """Permanent redirects that the import made for pages which were never public: browsers remember the error."""
    if not apps.is_installed("wagtail.contrib.redirects"):
        check.tally.skipped["redirects"] = gettext("wagtail.contrib.redirects is not installed")
        return
    from wagtail.contrib.redirects.models import Redirect

    for batch in check.batches(_standing(check), "page_id", stage="addresses"):
        made = Redirect.objects.filter(
            redirect_page_id__in=[row.page_id for row in batch], automatically_created=False
        )
        check.looked("redirects", made.count())
        never = made.filter(redirect_page__live=False, redirect_page__first_published_at=None)
        for old_path, page_id in never.order_by("pk").values_list("old_path", "redirect_page_id"):
            message = gettext(
                "%(path)s redirects to page %(page)s, which was never public. Publish the page, or delete the redirect "
                "under Settings > Redirects."
            )
            yield Violation(
                "redirects", message % {"path": old_path, "page": page_id}, page_reference(page_id)
            )


def counts(check: Check) -> Iterator[Violation]:
    """Pages and sites whose old portal showed a count: it was taken over, whatever it is now."""
    counted = _standing(check).filter(view_count__isnull=False)
    for batch in check.batches(counted, "page_id", "view_count", stage="counts"):
        check.looked("counts", len(batch))
        kept = ViewCount.objects.filter(legacy_imported_at__isnull=False)
        there = set(kept.filter(page_id__in=[row.page_id for row in batch]).values_list("page_id", flat=True))
        for row in batch:
            if row.page_id not in there:
                message = gettext(
                    "Page %(page)s had %(count)s views on the old portal, and they are not counted here. In manage.py "
                    "shell: counting.set_legacy_view_count(page, %(count)s, source) of wagtail_district_news sets them."
                )
                values = {"page": row.page_id, "count": row.view_count}
                yield Violation("counts", message % values, page_reference(row.page_id))
    yield from _visitors(check)


def _visitors(check: Check) -> Iterator[Violation]:
    """A portal that was imported into several sites gave its visitors to the one in which its pages stand."""
    finished = check.of_portal(ImportRun.objects.filter(status=RunStatus.FINISHED, target__isnull=False))
    totals: dict[str, dict[Any, int]] = {}
    for run in finished.select_related("target").order_by("pk").iterator():
        total = run.counts.get("visitor_total") if isinstance(run.counts, dict) else None
        site = run.target.get_site() if total is not None else None
        if site is not None:
            totals.setdefault(run.portal, {})[site] = total
    counted = set(
        VisitorCount.objects.filter(legacy_imported_at__isnull=False).values_list("site_id", flat=True)
    )
    for portal, of_sites in totals.items():
        check.looked("counts")
        if not counted & {site.pk for site in of_sites}:
            message = gettext(
                "%(portal)s had %(count)s visitors, and they are not counted for %(site)s. Run the same manage.py "
                "import_legacy_news again."
            )
            site, total = next(iter(of_sites.items()))
            values = {"portal": portal, "count": total, "site": site}
            yield Violation("counts", message % values, f"site {site.pk}")
