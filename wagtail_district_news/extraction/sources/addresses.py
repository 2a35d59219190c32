"""References as written in a page, taken apart: archive prefixes, hosts, paths, queries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from posixpath import basename, dirname

ARCHIVED = re.compile(
    r"(?:(?:(?:https?:)?//(?:(?:web|wayback|www)\.)?archive\.org(?::\d+)?)?(?:\.{1,2}/)*/?web"
    r"|(?:https?:)?//wayback\.archive-it\.org/\d+|(?:https?:)?//replay\.(?:waybackmachine|web\.archive)\.org)"
    r"/(?P<time>\d{4,14})(?:[a-z]{2}_|\*)?/(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_SCHEMED = re.compile(r"(?P<scheme>https?)(?::/{0,2}|/)(?P<rest>[^/].*)", re.IGNORECASE | re.DOTALL)
_HOSTED = re.compile(r"(?:https?:)?//(?P<host>[^/?]*)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_NEVER_CAPTURED = ("mailto:", "javascript:", "tel:", "data:")  # and yet rewritten in old captures
_HOST = re.compile(
    r"(?:(?:[a-z0-9_-]+\.)+[a-z][a-z0-9-]*[a-z]|\d{1,3}(?:\.\d{1,3}){3}|localhost)(?:[:+]\d+)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Reference:
    """`host` is bare and "" if the reference names none; `path` begins with "/" if it names the root."""

    host: str
    path: str
    query: str


def without_archive_prefix(reference: str) -> str:
    """The reference, trimmed, as it was before a web archive rewrote it."""
    reference = reference.strip()
    match = ARCHIVED.fullmatch(reference)
    if not match:
        return reference
    rest = match["rest"].removeprefix("//")
    schemed = _SCHEMED.fullmatch(rest)
    if schemed:
        return f"{schemed['scheme'].lower()}://{schemed['rest']}"
    if rest.lower().startswith(_NEVER_CAPTURED):
        return rest
    # A host without a scheme is told from a folder of a year by the archive's full time.
    known = len(match["time"]) == 14 and is_host(re.split("[/?#]", rest)[0])
    return f"http://{rest}" if known else reference


def parse_reference(reference: str, from_path: str) -> Reference | None:
    """Taken apart, without its fragment; None if it is empty or no web address (mailto:, data: ...).

    A reference of nothing but a query is given the name of the page that it stands in.
    """
    written = re.sub(r"[\t\r\n]", "", without_archive_prefix(reference)).replace("\\", "/")
    address, _, fragment = written.partition("#")
    hosted = _HOSTED.fullmatch(address)
    if hosted and not hosted["host"]:
        return None
    if hosted:
        path, _, query = hosted["rest"].partition("?")
        return Reference(bare_host(hosted["host"]), path or "/", query)
    if _OTHER_SCHEME.match(address) or not (address or fragment):
        return None
    path, mark, query = address.partition("?")
    return Reference("", path or (_page_name(from_path) if mark else ""), query)


@lru_cache(maxsize=1024)
def bare_host(host: str) -> str:
    """A host without what does not tell sites apart: case, credentials, "www.", the usual ports."""
    host = host.rpartition("@")[2].lower().replace("+", ":")
    return re.sub(r":(?:80|443)?$", "", host).rstrip(".").removeprefix("www.")


@lru_cache(maxsize=1024)
def is_host(name: str) -> bool:
    """Whether a folder's name can be a host's."""
    return bool(_HOST.fullmatch(name))


def join(from_path: str, path: str, clamp: bool = False) -> str | None:
    """The path as seen from a file's folder. Above the root: None, or with `clamp` the root itself."""
    parts = [] if path.startswith("/") else [part for part in dirname(from_path).split("/") if part]
    steps = path.split("/")
    for step in steps:
        if step == "..":
            if not parts and not clamp:
                return None
            parts = parts[:-1]
        elif step not in ("", "."):
            parts.append(step)
    is_folder = steps[-1] in ("", ".", "..")
    return "/".join([*parts, ""]) if is_folder and parts else "/".join(parts)


def _page_name(from_path: str) -> str:
    """The name of a page as its own address ends: without the query or suffix that a mirror added."""
    name = re.split(r"\?|@|%3F", basename(from_path), maxsplit=1, flags=re.IGNORECASE)[0]
    return "./" if re.fullmatch(r"index\.html?", name, re.IGNORECASE) else name
