"""Old addresses: one key for all the ways to write one, and the page that answers it now."""

from __future__ import annotations

import re
from hashlib import sha256
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from django.db import transaction

from . import conf, text

# parameters that say where the reader came from, or how the page was to be dressed, and not which page
NOISE = frozenset(
    [
        "source",
        "mode",
        "publisheddate",
        "isdlg",
        "initialtabid",
        "visibilitycontext",
        "contenttypeid",
        "rootfolder",
        "iframe",
        "print",
        "printview",
        "fbclid",
        "gclid",
        "dclid",
        "msclkid",
        "zclid",
        "zarsrc",
        "_ga",
        "_gl",
        "mc_cid",
        "mc_eid",
        "ref",
        "referrer",
        "jsessionid",
        "phpsessid",
        "sessionid",
        "sid",
        "aspxautodetectcookiesupport",
        "redirect",
        "returnurl",
    ]
)
# parameters that name one piece of content by themselves
IDENTITY = frozenset(
    [
        "itemid",
        "id",
        "newsid",
        "articleid",
        "postid",
        "contentid",
        "nid",
        "tinid",
        "tin_id",
        "news_id",
        "article_id",
        "p",
    ]
)
# what an identity belongs to
LIST = frozenset(["list", "listid"])

DYNAMIC = r"\.(?:aspx?|ashx|php\d?|jspx?|do|cfm|cgi|html?)"
ARCHIVE_PREFIX = re.compile(
    r"^(?:https?://web\.archive\.org)?/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?:/)", re.IGNORECASE
)
MIRROR_QUERY = re.compile(rf"({DYNAMIC})@(?=[^/=@]+=)", re.IGNORECASE)  # what wget writes for "?" on Windows
MIRROR_SUFFIX = re.compile(rf"({DYNAMIC}(?:\?.*)?)\.html?$", re.IGNORECASE | re.DOTALL)  # and what -E adds
INDEX_PAGE = re.compile(r"/(?:index|default|home)\.(?:html?|aspx?|php|jsp)$")
PATH_SESSION = re.compile(r";jsessionid=[^/?]*", re.IGNORECASE)
MOST_PARAMETERS = 50
LONGEST = 20_000  # characters of an address that are looked at


def normalise(url: str) -> str:
    """Return the one key of an old address: its path and the parameters that say which page, in one spelling.

    Scheme, host and fragment are left out, since one page answered under several. Lower case, NFC, percent
    decoded, parameters sorted; tracking and presentation parameters, index page names, a last slash and what
    mirror programs add are dropped. Never raises, whatever the text.
    """
    path, parameters = _parts(url)
    return _key(path, parameters)


def candidates(url: str) -> list[str]:
    """Return the keys under which an address may be known: its own first, then weaker ones.

    Weaker is the path with the item's number alone, and the bare path of an address that names no item.
    """
    path, parameters = _parts(url)
    named = [(name, value) for name, value in parameters if name in IDENTITY and value]
    lists = [(name, value) for name, value in parameters if name in LIST and value]
    keys = [_key(path, parameters)]
    if named:
        keys.append(_key(path, sorted(named + lists)))
    elif not lists:
        keys.append(_key(path, []))
    return list(dict.fromkeys(keys))


def remember(site, url: str, page) -> bool:
    """Let an old address of `site` lead to `page`; return whether anything was written.

    Its own key is taken over from whatever held it; a weaker key only if nobody holds it, so that the answer
    does not depend on the order of an import. An address without a path is not remembered.
    """
    keys = candidates(url)
    if keys[0] == "/":
        return False
    with transaction.atomic():
        known = _known(site, keys)
        written = [_remember_key(site, key, page, known, derived=key != keys[0]) for key in keys]
    return any(written)


def forget(site, url: str) -> int:
    """Answer an old address with 410 from now on: taken down for good. Return how many keys were written."""
    key = normalise(url)
    _rows().update_or_create(
        site=site, key_hash=key_hash(key), defaults={"key": key, "page": None, "gone": True, "derived": False}
    )
    return 1


def resolve(site, url: str):
    """Return the LegacyAddress that answers an address, its page loaded, or None. One query."""
    keys = candidates(url)
    known = _known(site, keys)
    return next((known[key] for key in map(key_hash, keys) if key in known), None)


def key_hash(key: str) -> str:
    """Return the SHA-256 of a key in hexadecimal, under which it is unique at any length."""
    return sha256(key.encode("utf-8", "replace")).hexdigest()


def _rows():
    return conf.model("LegacyAddress").objects


def _known(site, keys) -> dict:
    found = _rows().filter(site=site, key_hash__in=[key_hash(key) for key in keys]).select_related("page")
    return {row.key_hash: row for row in found}


def _remember_key(site, key: str, page, known: dict, derived: bool) -> bool:
    row = known.get(key_hash(key))
    if row is None:
        new = _rows().model(site=site, key=key, key_hash=key_hash(key), page=page, derived=derived)
        _rows().bulk_create([new], ignore_conflicts=True)
        return True
    if (row.page_id, row.gone, row.derived) == (page.pk, False, derived) or (derived and not _is_free(row)):
        return False
    row.page, row.gone, row.derived = page, False, derived
    row.save(update_fields=["page", "gone", "derived"])
    return True


def _is_free(row) -> bool:
    return row.page_id is None and not row.gone


def _parts(url: str) -> tuple[str, list[tuple[str, str]]]:
    path, query = _split(text.nfc(url[:LONGEST]).strip())
    path = text.nfc(unquote(path, errors="replace"))
    if not query and "?" in path:  # a mirror's link, with the question mark percent-encoded
        path, _, query = path.partition("?")
    return _clean_path(path), _parameters(query)


def _split(address: str) -> tuple[str, str]:
    address = ARCHIVE_PREFIX.sub("", address)
    address = MIRROR_QUERY.sub(r"\1?", address, count=1)
    address = MIRROR_SUFFIX.sub(r"\1", address.partition("#")[0].replace("%3F", "?").replace("%3f", "?"))
    try:
        parts = urlsplit(address)
    except ValueError:  # "//[": not even a host
        path, _, query = address.partition("?")
        return path, query
    return parts.path, parts.query


def _clean_path(path: str) -> str:
    path = re.sub(r"/{2,}", "/", "/" + PATH_SESSION.sub("", path.replace("\\", "/"))).casefold()
    path = INDEX_PAGE.sub("/", text.nfc(path))
    return path.rstrip("/") or "/"


def _parameters(query: str) -> list[tuple[str, str]]:
    pairs = parse_qsl(query.replace("&amp;", "&"), keep_blank_values=True, errors="replace")[:MOST_PARAMETERS]
    kept = {
        (text.nfc(name).strip().casefold(), text.nfc(value).strip().casefold())
        for name, value in pairs
        if not _is_noise(name.strip().casefold())
    }
    return sorted(kept)


def _is_noise(name: str) -> bool:
    return not name or name in NOISE or name.startswith("utm_")


def _key(path: str, parameters) -> str:
    # written as read, not percent-encoded again, but for what would change its meaning
    return path + ("?" + urlencode(parameters, quote_via=_quote) if parameters else "")


def _quote(value: str, *args) -> str:
    return value.replace("%", "%25").replace("&", "%26").replace("=", "%3d")
