"""A Vietnamese site written anew in every charset of its time; what share of its words comes back."""

from __future__ import annotations

import argparse
import html
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

from benchmarks.encoders import doubly, referenced, tcvn3, viscii, vni, windows_1258
from wagtail_district_news.extraction.decode import decode
from wagtail_district_news.extraction.documents import SourceDocument
from wagtail_district_news.extraction.fonts import convert_fonts
from wagtail_district_news.extraction.parse import TEXT, parse, settle

UNICODE_FLOOR, LEGACY_FLOOR = 0.999, 0.99
_UNREAD = frozenset(("script", "style", "title", "textarea", "option", "noscript", "iframe", "template"))
_DECLARATION = re.compile(r"<meta\b[^>]*charset[^>]*>|<\?xml[^>]*\?>", re.IGNORECASE)
_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)
_BODY = re.compile(r"<body\b", re.IGNORECASE)
_FONT = re.compile(
    r"""\bfont(?:-family)?\s*:[^;"'<>}]*|\sface\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*)""", re.IGNORECASE
)
_WORD = re.compile(r"\w+")
_WITHOUT_WIDTH = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
Rewrite = Callable[[str], str]


class _Pieces(HTMLParser):
    """A page as pieces of (is visible text, source or characters); joined again they are the page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[tuple[bool, str]] = []
        self._unread: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.pieces.append((False, self.get_starttag_text() or ""))
        if tag in _UNREAD:
            self._unread.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.pieces.append((False, self.get_starttag_text() or ""))

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append((False, f"</{tag}>"))
        if tag in self._unread:
            del self._unread[self._unread.index(tag) :]

    def handle_data(self, data: str) -> None:
        raw = self._unread and self._unread[-1] in ("script", "style")
        self.pieces.append(
            (not self._unread, data if raw or not self._unread else html.escape(data, quote=False))
        )

    def handle_comment(self, data: str) -> None:
        self.pieces.append((False, f"<!--{data}-->"))

    def handle_decl(self, decl: str) -> None:
        self.pieces.append((False, f"<!{decl}>"))


@dataclass(frozen=True, slots=True)
class Copy:
    """One way to write a page: its visible text by `rewrite`, the whole by `codec`, with what it declares."""

    name: str
    codec: str
    rewrite: Rewrite
    declared: str = ""
    whole: Rewrite = str
    mark: bytes = b""
    rule: str = ""  # of a style sheet
    body: str = ""  # attributes
    plain: bool = False  # the page's own fonts go, since the nearest font counts
    floor: float = UNICODE_FLOOR

    def written(self, page: str) -> bytes:
        """The bytes of the copy."""
        page = _DECLARATION.sub("", page)
        if self.plain:
            page = _FONT.sub("", page)
        pieces = _Pieces(page).pieces
        text = "".join(self.rewrite(piece) if seen else piece for seen, piece in pieces)
        meta = f'<meta http-equiv="Content-Type" content="text/html; charset={self.declared}">'
        style = f"<style>{self.rule}</style>" if self.rule else ""
        text = _HEAD.sub(lambda head: head[0] + (meta if self.declared else "") + style, text, count=1)
        text = _BODY.sub(lambda body: f"{body[0]} {self.body} ", text, count=1)
        return self.mark + self.whole(text).encode(self.codec, "xmlcharrefreplace")


def _plain(text: str) -> str:
    return html.escape(text, quote=False)


def _then(encoder: Rewrite, text: str) -> str:
    return encoder(_plain(text))


def _is_headline(text: str) -> bool:
    return text.isupper() and not text.isascii()


def _in_runs(encoder: Rewrite, opening: str, closing: str, capitals: str, text: str) -> str:
    """Text under its font; headlines in capitals under the second one, which draws small letters large."""
    if text.isascii():
        return _plain(text)
    if capitals and _is_headline(text):
        return (
            opening.replace(".VnTime", ".VnTimeH").replace("vn", capitals, 1)
            + encoder(_plain(text.lower()))
            + closing
        )
    return opening + encoder(_plain(text)) + closing


def _now_and_then(run: Rewrite, text: str) -> str:
    """One paragraph of three is under the font; which one is told by its own text."""
    return run(text) if len(text.split()) >= 5 and len(text) % 3 == 0 else _plain(text)


def copies() -> list[Copy]:
    """All ways to write a page."""
    face = partial(_in_runs, tcvn3, '<font face=".VnTime">', "</font>", "vn")
    vni_face = partial(_in_runs, vni, '<font face="VNI-Times">', "</font>", "")
    style = partial(_in_runs, tcvn3, '<span style="font-size:12pt;font-family:.VnTime">', "</span>", "vn")
    classed = partial(_in_runs, tcvn3, '<span class="vn">', "</span>", "vnh")
    cp1258, legacy = partial(_then, windows_1258), LEGACY_FLOOR
    nfd = partial(unicodedata.normalize, "NFD")
    rules = ".vn{font-family:.VnTime} span.vnh { color: red; font-family: '.VnTimeH', serif }"
    return [
        Copy("UTF-8, as it is", "utf-8", _plain, "utf-8"),
        Copy("UTF-8, undeclared, with a mark", "utf-8-sig", _plain),
        Copy("UTF-8, declared windows-1251", "utf-8", _plain, "windows-1251"),
        *(
            Copy(f"windows-1258, {label or 'undeclared'}", "cp1258", cp1258, label)
            for label in ("windows-1258", "", "iso-8859-1", "utf-8")
        ),
        Copy("NFD in UTF-8", "utf-8", lambda text: nfd(_plain(text)), "utf-8"),
        Copy("NFD in references", "ascii", lambda text: nfd(_plain(text)), "utf-8"),
        *(
            Copy(f"{codec}{', marked' if mark else ''}", codec, _plain, "", str, mark)
            for codec in ("utf-16-le", "utf-16-be")
            for mark in ("\ufeff".encode(codec), b"")
        ),
        Copy("UTF-8 encoded twice", "utf-8", _plain, "utf-8", doubly),
        Copy(
            "references escaped twice",
            "utf-8",
            lambda text: referenced(_plain(text), 128).replace("&#", "&amp;#"),
        ),
        Copy("VISCII bytes", "latin-1", partial(_then, viscii), floor=legacy),
        Copy("VNI bytes", "latin-1", partial(_then, vni), floor=legacy),
        Copy("VNI bytes, declared iso-8859-1", "latin-1", partial(_then, vni), "iso-8859-1", floor=legacy),
        Copy("TCVN3 bytes", "latin-1", partial(_then, tcvn3), floor=legacy),
        Copy("TCVN3 bytes under fonts", "latin-1", face, "iso-8859-1", floor=legacy),
        Copy("TCVN3 under <font>", "utf-8", face, "utf-8", floor=legacy),
        Copy("TCVN3 under style", "utf-8", style, "utf-8", floor=legacy),
        Copy("TCVN3 under a class", "utf-8", classed, "utf-8", rule=rules, floor=legacy),
        Copy("VNI under <font>", "utf-8", vni_face, "utf-8", floor=legacy),
        Copy(
            "VNI under body's style",
            "utf-8",
            partial(_then, vni),
            body='style="font-family: VNI-Times"',
            plain=True,
            floor=legacy,
        ),
        Copy(
            "VNI under a rule of body",
            "utf-8",
            partial(_then, vni),
            rule="body, td {font: 12px VNI-Times}",
            plain=True,
            floor=legacy,
        ),
        Copy("TCVN3, one paragraph of three", "utf-8", partial(_now_and_then, face), "utf-8", floor=legacy),
        Copy("VNI, one paragraph of three", "utf-8", partial(_now_and_then, vni_face), "utf-8", floor=legacy),
    ]


def words(text: str) -> Counter[str]:
    """Its words, whatever their case: a headline under a font of capitals was typed in small letters."""
    return Counter(_WORD.findall(unicodedata.normalize("NFC", text.translate(_WITHOUT_WIDTH)).casefold()))


def visible_words(page: str) -> Counter[str]:
    """The words of a page by the standard library's parser."""
    return words(" ".join(piece for seen, piece in _Pieces(page).pieces if seen))


def read_words(content: bytes) -> tuple[Counter[str], frozenset[str]]:
    """The words that the package reads out of a page, and the codes of its issues."""
    decoded = decode(SourceDocument("page.html", content))
    tree = parse(decoded.text, settled=False)
    issues = [*decoded.issues, *convert_fonts(tree, decoded.encoding)]
    settle(tree, decoded.text)
    texts = [
        n.text for n in tree.nodes if n.tag == TEXT and n.parent is not None and n.parent.tag not in _UNREAD
    ]
    return words(" ".join(texts)), frozenset(issue.code for issue in issues)


@dataclass(slots=True)
class Tally:
    """Words of all pages of one copy; `lost` did not come back."""

    pages: int = 0
    words: int = 0
    lost: int = 0
    worst: float = 1.0
    issues: Counter[str] | None = None

    @property
    def share(self) -> float:
        return 1 - self.lost / self.words if self.words else 0.0


def measure(copy: Copy, pages: list[str]) -> Tally:
    """Write, read and compare all pages in one way."""
    tally = Tally(issues=Counter())
    for page in pages:
        expected = visible_words(page)
        found, codes = read_words(copy.written(page))
        count, lost = expected.total(), (expected - found).total()
        tally.pages, tally.words, tally.lost = tally.pages + 1, tally.words + count, tally.lost + lost
        tally.worst = min(tally.worst, 1 - lost / max(count, 1))
        assert tally.issues is not None
        tally.issues.update(codes)
    return tally


def _files(site: Path, most: int) -> Iterator[Path]:
    found = sorted(path for path in site.rglob("*") if path.suffix.lower() in (".html", ".htm", ".aspx"))
    return iter(found[:: max(1, len(found) // most)][:most])


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sites", nargs="+", type=Path, metavar="SITE", help="a mirror folder in UTF-8")
    parser.add_argument("--pages", type=int, default=20, help="pages a site (20)")
    parser.add_argument("--only", default="", help="copies whose name holds this")
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="write the copies there as well")
    options = parser.parse_args(arguments)
    failed = 0
    for site in options.sites:
        files = list(_files(site, options.pages))
        pages = [path.read_bytes().decode("utf-8-sig", "replace") for path in files]
        print(
            f"\n{site.name}, {len(pages)} pages\n{'copy':34} {'words back':>10} {'worst page':>10} {'floor':>6}  issues"
        )
        for copy in copies():
            if options.only not in copy.name:
                continue
            if options.write:
                _write(
                    options.write / re.sub(r"\W+", "-", copy.name).strip("-") / site.name,
                    copy,
                    site,
                    files,
                    pages,
                )
            tally = measure(copy, pages)
            failed += tally.share < copy.floor
            told = ", ".join(f"{code} {count}" for code, count in sorted((tally.issues or Counter()).items()))
            verdict = "" if tally.share >= copy.floor else "  BELOW"
            print(f"{copy.name:34} {tally.share:10.4%} {tally.worst:10.4%} {copy.floor:6}  {told}{verdict}")
    return 1 if failed else 0


def _write(folder: Path, copy: Copy, site: Path, files: list[Path], pages: list[str]) -> None:
    for path, page in zip(files, pages, strict=True):
        target = folder / path.relative_to(site)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(copy.written(page))


if __name__ == "__main__":
    sys.exit(main())
