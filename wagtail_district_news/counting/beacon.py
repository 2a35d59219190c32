"""Counts from the browser: behind a page cache, and on the pages of a headless front end."""

from __future__ import annotations

import time

from django.core.signing import BadSignature, Signer
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Site

from .. import conf
from . import rules, tables, visitors
from .counters import VIEWS, VISITS
from .door import counts_by_beacon, record
from .limits import Limit
from .options import options

LONGEST = 200  # bytes of a token; no body is read further
SALT = "wagtail_district_news.beacon"


def page_token(page, site) -> str:
    """Return the signed token with which a browser says that a page is shown; `page` is None for a visit alone.

    It tells nothing that the page does not, and does not expire: a page may stand in a cache for weeks.
    """
    article = page.pk if page is not None and getattr(page, "is_news_article", False) else 0
    return Signer(salt=SALT).sign(f"{site.pk}-{article}")


def record_beacon(request) -> None:
    """Count what the token in the body of a request says, if it is ours, from where it may be, and a reader's."""
    if not is_from_allowed_page(request) or not rules.counts(request, "POST"):
        return
    site_id, article_id = _read_token(_body(request))
    site = _sites().get(site_id)
    if site is None or not counts_by_beacon(site) or not _address_passes(request):
        return
    if not _browser_passes(request, site_id, article_id):
        return
    seen = [(VISITS, site.pk)]
    if article_id:
        if not _is_live(article_id):
            return
        seen.insert(0, (VIEWS, article_id))
    record(request, site, seen)


def allowed_origin(request) -> str | None:
    """Return the Origin of a request if it is the site's own or in COUNT_ALLOWED_ORIGINS."""
    origin = request.META.get("HTTP_ORIGIN", "").lower()
    host = request.get_host().lower()
    # a proxy that ends TLS leaves us with http
    is_own = origin in (f"http://{host}", f"https://{host}")
    return origin if is_own or origin in options().allowed_origins else None


def is_from_allowed_page(request) -> bool:
    """Say whether a browser sends this from a page of ours. Every browser names the Origin of a POST."""
    if allowed_origin(request) is None:
        return False
    fetch_site = request.META.get("HTTP_SEC_FETCH_SITE", "same-origin")
    is_listed = request.META["HTTP_ORIGIN"].lower() in options().allowed_origins
    return fetch_site == "same-origin" or (is_listed and fetch_site in ("same-site", "cross-site"))


def _body(request) -> str:
    try:
        if int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST:
            return ""
        return request.read(LONGEST + 1).decode("ascii")
    except (OSError, ValueError):
        return ""


def _read_token(text: str) -> tuple[int, int]:
    """Return the pks of site and article, 0 for what there is not."""
    try:
        site, article = Signer(salt=SALT).unsign(text).split("-")
        return int(site), int(article)
    except (BadSignature, ValueError):
        return 0, 0


# a browser sends no more than a number, but whether it counts takes the site: all of them are kept for a minute

SITES_SECONDS = 60
_kept: tuple[float, dict[int, Site]] | None = None


def _sites() -> dict[int, Site]:
    global _kept
    now = time.monotonic()
    if _kept is None or now - _kept[0] >= SITES_SECONDS:
        _kept = (now, {site.pk: site for site in Site.objects.all()})
    return _kept[1]


@receiver((post_save, post_delete), sender=Site, dispatch_uid="wagtail_district_news.sites_of_the_beacon")
def forget_sites(**kwargs) -> None:
    """Receive that a site is saved or deleted; other processes learn of it within the minute."""
    global _kept
    _kept = None


def _is_live(article_id: int) -> bool:
    # as plain SQL, for the ORM takes longer to ask than the database to answer
    meta = conf.page_model()._meta
    quote = tables.connection().ops.quote_name
    sql = f"SELECT 1 FROM {quote(meta.db_table)} WHERE {quote(meta.pk.column)} = %s AND live = %s"
    return bool(tables.fetch(sql, (article_id, True)))


# No more beacons of one address a minute than a large office or a phone network sends: one who makes up browsers is
# stopped here. And of one browser and page no more than a reader who is impatient sends: those beyond count as double
# clicks of the ones before, so they need no row. Half the window, for what is written must keep the window open.

MINUTE = 60_000  # milliseconds
MOST_REPEATS = 5
_of_addresses, _of_browsers = Limit(), Limit()


def _address_passes(request) -> bool:
    sent = _of_addresses.add(visitors.address_prefix(request), MINUTE)
    return sent <= options().beacons_per_minute


def _browser_passes(request, site_id: int, article_id: int) -> bool:
    period = min(options().windows) // 2
    if options().everything or not period:  # every one of them counts
        return True
    key = hash((visitors.trace(request, site_id), article_id))
    return _of_browsers.add(key, period) <= MOST_REPEATS


def forget_senders() -> None:
    """Begin the minute anew."""
    _of_addresses.forget()
    _of_browsers.forget()
