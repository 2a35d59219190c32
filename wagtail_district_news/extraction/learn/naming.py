"""What a part of a page is called in plain words: navigation, other news, comments; by its words and its names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .areas import COMMENTS
from .paths import Place
from .sheets import Line
from .visits import names_visits

FEW = 40  # different lines: more are no single box
CHANGING = 0.5  # of the words of a list of other news differ from page to page
LINKED = 0.5
SENTENCE = 4  # words of a line that may be a headline
# By the classes and ids that portals give to parts, and by their tags.
_BY_NAME = (
    ("toolbar", re.compile(r"tool|share|sharing|social|addthis|print|sticky|font-?size|inan", re.I)),
    ("breadcrumb", re.compile(r"breadcrumb|crumb|duong-?dan|you-?are-?here|sitemappath", re.I)),
    ("search", re.compile(r"search|timkiem|tim-kiem|suche|recherche|buscar|poisk", re.I)),
    (
        "other news",
        re.compile(
            r"related|lien-?quan|tin-?khac|tin-?moi|other-?news|older|newer|more-?news|trending", re.I
        ),
    ),
    ("footer", re.compile(r"foot|bottom|chan-?trang|colophon|copyright|[#.]ft$", re.I)),
    ("navigation", re.compile(r"nav|menu|sitemap|topbar", re.I)),
    ("banner", re.compile(r"banner|header|masthead|logo|marquee|slogan|[#.]hdr?$", re.I)),
    ("login", re.compile(r"log-?in|dang-?nhap|sign-?in|account", re.I)),
    ("side column", re.compile(r"side|left|right|column|aside|widget|zone", re.I)),
)
_BY_TAG = {"nav": "navigation", "footer": "footer", "header": "banner", "aside": "side column"}
_TOOLS = re.compile(
    r"(?:ban )?in(?: trang| bai(?: viet)?| an)?|quay lai|tro (?:lai|ve)|ve dau trang|len dau trang|gui (?:email|mail|bai).*"
    r"|print(?:er)?(?:[ -]friendly)?(?: version| page)?|e-?mail(?: .*)?|share(?: .*)?|tweet|facebook|twitter|google\+?|zalo"
    r"|linkedin|pinterest|rss|pdf|a[+-]|chia se.*|back(?: to top)?|top|save|font.*|xem (?:ban )?in|bookmark|drucken|imprimer"
)
_OTHER = re.compile(
    r"(?:cac )?(?:tin|bai)(?: tuc| viet)? (?:moi|khac|da dua|lien quan|cung|cu hon|tiep)|(?:other|related|more|latest|recent"
    r"|older|newer|previous) (?:news|articles?|posts?|stories|items|press)|see also|xem them|doc them"
)
_OWNER = re.compile(r"©|\(c\)|copyright|ban quyen|all rights reserved|chiu trach nhiem")


def name_of(place: Place, lines: Sequence[Line], pages: int) -> str:
    """The name of a part that stands at a place of so many pages, by all of its lines on all of them."""
    said = Counter(line.folded or line.text for line in lines)
    usual = [text for text, count in said.most_common(FEW) if count * 2 >= pages]
    by_words = _by_words(lines, said, usual, pages)
    owned = len(said) <= FEW and any(_OWNER.search(text) for text in usual)
    by_owner = "footer" if owned else ""
    return by_words or named_by_portal(place) or by_owner or _by_links(lines) or "around the article"


def _by_words(lines: Sequence[Line], said: Counter[str], usual: list[str], pages: int) -> str:
    if usual and len(said) <= FEW and any(names_visits(text) for text in usual[:3]):
        return "visitor counter"
    if (
        usual
        and all(_TOOLS.fullmatch(text) or len(text) < 2 for text in usual)
        and len(said) <= 2 * len(usual)
    ):
        return "toolbar"
    words = sum(line.words for line in lines) or 1
    changing = sum(line.words for line in lines if line.seen * 2 < pages)
    linked = sum(line.linked for line in lines)
    headed = any(_OTHER.match(text) for text in usual)
    lists = changing >= CHANGING * words and linked >= LINKED * changing
    if (headed and len(said) > len(usual)) or (lists and words >= SENTENCE * len(lines) and pages > 2):
        return "other news"
    return ""


def named_by_portal(place: Place) -> str:
    """What the portal itself calls a part, by its classes, id or tag; "" where these tell nothing."""
    if any(COMMENTS.search(name) for name in place.names):
        return "comments"
    for called, pattern in _BY_NAME:
        if any(pattern.search(name) for name in place.names):
            return called
    return _BY_TAG.get(place.tag, "")


def _by_links(lines: Sequence[Line]) -> str:
    words = sum(line.words for line in lines)
    return "navigation" if words and sum(line.linked for line in lines) >= LINKED * words else ""
