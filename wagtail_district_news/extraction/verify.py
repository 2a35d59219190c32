"""A second count of a page's visible words, by another parser and with nothing of ours but the decoding."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from ..text import words
from .accounting import Fate
from .decode import decode
from .documents import SourceDocument
from .limits import names

_HIDDEN = names("script style template noscript title iframe noembed noframes")
_RAW = names("script style noscript title iframe noembed noframes textarea")  # tags inside are none
_VOID = names(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr"
)
# What HTML5 lets end without an end tag: by which start tags each is closed, and where the search stops.
_CLOSED_BY = {
    "p": names(
        "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form "
        "h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section summary ul li dd dt listing xmp "
        "plaintext"
    ),
    "li": names("li"),
    "dd": names("dd dt"),
    "dt": names("dd dt"),
    "option": names("option optgroup"),
    "td": names("td th tr tbody thead tfoot"),
    "th": names("td th tr tbody thead tfoot"),
    "tr": names("tr tbody thead tfoot"),
    "tbody": names("tbody thead tfoot"),
    "thead": names("tbody thead tfoot"),
}
_WALLS = {
    "li": names("ul ol table td th caption"), "dd": names("dl table td th caption"),
    "dt": names("dl table td th caption"), "p": names("table td th caption button object"),
    "option": names("select"),
}  # fmt: skip
_TABLE = names("table")
_ROWS = names("table tr tbody thead tfoot")
_ONCE = names("html head body")
_CELL_WALLS = names("td th caption table")
_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_ODD_END = re.compile(
    r"<!---?>|--!>"
)  # of comments: browsers know them, html.parser does not in every Python
_PLAYBACK = names("wm-ipp wm-ipp-base wm-ipp-inside wm-ipp-print wm-capinfo donato")


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of one page that only one of the two counts has, each as often as it is too many."""

    only_shown: Counter[str]
    only_counted: Counter[str]

    def __bool__(self) -> bool:
        return bool(self.only_shown or self.only_counted)


def difference(document: SourceDocument, fates: Iterable[Fate]) -> Difference:
    """What the second count of a page's words and the accounting do not share."""
    shown = Counter(shown_words(decode(document).text))
    counted = Counter(word for fate in fates for word in fate.words)
    return Difference(shown - counted, counted - shown)


def shown_words(markup: str) -> list[str]:
    """Every word that a page shows, by html.parser."""
    parser = _Shown()
    parser.feed(_ODD_END.sub(_plain_end, markup))
    parser.close()
    return [word for text in parser.texts() for word in words(text)]


def _plain_end(found: re.Match[str]) -> str:
    return "<!---->" if found[0].startswith("<") else "-->"


class _Shown(HTMLParser):
    """Follows which elements are open, as far as it matters to what is hidden."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, bool]] = []
        self._hidden = 0
        self._raw = ""
        self._pieces: list[str] = []
        self._runs: list[str] = []

    def texts(self) -> Iterator[str]:
        """The runs of text between two tags."""
        self._cut()
        yield from self._runs

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._raw:
            self._literal(self.get_starttag_text() or "")
            return
        if tag not in _ONCE or not self._open:
            self._cut()
        for name in [name for name, by in _CLOSED_BY.items() if tag in by]:
            self._close(name, _WALLS.get(name, _TABLE))
        if tag in _VOID:
            return
        hides = tag in _HIDDEN or _hides(dict(attrs))
        self._open.append((tag, hides))
        self._hidden += hides
        self._raw = tag if tag in _RAW else ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # HTML knows no such form

    def handle_endtag(self, tag: str) -> None:
        if self._raw and tag != self._raw:
            self._literal(f"</{tag}>")
            return
        self._raw = ""
        if tag in ("p", "br"):  # each makes an element where none is open
            self._cut()
        self._close(tag, _CELL_WALLS - {tag} if tag not in _ROWS else frozenset())

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._pieces.append(data)

    def handle_comment(self, data: str) -> None:
        self._cut()

    def _literal(self, markup: str) -> None:
        """Take what looks like a tag as the text that it is."""
        if self._raw == "textarea":
            self.handle_data(markup)

    def _cut(self) -> None:
        if self._pieces:
            self._runs.append("".join(self._pieces))
            self._pieces = []

    def _close(self, tag: str, walls: frozenset[str]) -> None:
        """Close the innermost open element of a name, and all in it, unless a wall stands before it."""
        for place in range(len(self._open) - 1, -1, -1):
            name, _ = self._open[place]
            if name == tag:
                self._cut()
                self._hidden -= sum(hides for _, hides in self._open[place:])
                del self._open[place:]
                return
            if name in walls:
                return


def _hides(attributes: dict[str, str | None]) -> bool:
    style = attributes.get("style") or ""
    return "hidden" in attributes or bool(_STYLE.search(style)) or attributes.get("id") in _PLAYBACK
