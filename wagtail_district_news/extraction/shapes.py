"""What elements look like and the ways to them, each kept once for all the pages of a site."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from typing import Any

__all__ = [
    "BLOCK_TAGS",
    "TEXT",
    "Paths",
    "Shape",
    "Step",
    "UnclearMarkup",
    "blurred",
    "is_counted",
    "paths_in_use",
]

TEXT = "#text"
PAGE_TAG = "body"
# Far more than the templates of a site have. Above it, or above so many characters, a new table begins.
MAX_PATHS = 20_000
MAX_SHAPES = 40_000
MAX_HELD = 10_000_000
LONGEST_SHAPE = 400  # characters; what is longer is hardly ever repeated

# What no browser shows. Frames and embedded pages have their fallback only for browsers without them.
UNSEEN_TAGS = frozenset(
    ("script", "style", "template", "noscript", "head", "title", "iframe", "noembed", "noframes")
)
# A start tag as the parser writes it: the one form in which each can be told from its text.
_START = re.compile(r'[a-zA-Z][^ "<>/\t\n\f\r]*+(?: [^ "=<>/\t\n\f\r]++="[^"]*+")*')
_ATTRIBUTE = re.compile(r' ([^ =]+)="([^"]*)"')
_VOID_TAGS = frozenset(
    (
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen",
        "link", "meta", "param", "source", "track", "wbr",
    )
)  # fmt: skip
# In these is no markup.
RAW_TAGS = frozenset(("script", "style", "xmp", "iframe", "noembed", "noframes", "noscript"))
# What begins and ends a line of its own.
BLOCK_TAGS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
        "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1",
        "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol",
        "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    )
)  # fmt: skip
# Their inside is no part of the tree, or has no end that can be told.
_UNCLEAR_TAGS = frozenset(("template", "plaintext"))
_HIDING_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
# What the Internet Archive lays over a page that it plays back.
_PLAYBACK = frozenset(("wm-ipp", "wm-ipp-base", "wm-ipp-inside", "wm-ipp-print", "wm-capinfo", "donato"))
_NO_ATTRIBUTES: dict[str, str] = {}
_LONG_NUMBER = re.compile(
    r"[0-9a-f]{8}(?:[-_][0-9a-f]{4}){3}[-_][0-9a-f]{12}|(?=[0-9a-f]*\d)[0-9a-f]{12,}", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")


class UnclearMarkup(Exception):
    """Markup whose written form could stand for more than one tree."""


class Shape:
    """A start tag: elements that are written alike share one, over all pages.

    `key` is what a path knows of it: its tag and `named`, its id and class. `close` is its end tag. `hides` says
    that no browser shows what is inside, `written` is the tag as the parser writes it ("" where only its attributes
    are known), `is_styled` that it may set a font, `draws_legacy`, `leads` and `look` are
    for who remembers which. `below` are the paths of elements like it by the path above: see `Paths`.
    """

    __slots__ = (
        "_attributes",
        "below",
        "close",
        "draws_legacy",
        "hides",
        "is_block",
        "is_raw",
        "is_styled",
        "is_void",
        "key",
        "leads",
        "look",
        "named",
        "tag",
        "written",
    )

    def __init__(self, tag: str, written: str = "", attributes: dict[str, str] | None = None) -> None:
        self.tag = tag
        self.close = f"/{tag}"
        self.written = written
        self._attributes = attributes
        self.is_void = tag in _VOID_TAGS
        self.is_block = tag in BLOCK_TAGS
        self.is_raw = tag in RAW_TAGS
        self.is_styled = bool(attributes) or " style=" in written or " face=" in written
        self.hides = tag in UNSEEN_TAGS or (self._may_hide() and _hides(tag, self.attributes))
        self.key = tag
        self.know_by(self._named())
        self.below: dict[int, int] = {}
        self.draws_legacy: bool | None = None
        self.leads: bool | None = None
        self.look: Any = None

    @property
    def attributes(self) -> dict[str, str]:
        """Attributes by name, "" for one without a value. Shared: never to be changed."""
        if self._attributes is None:
            self._attributes = {
                name: unescaped(value) for name, value in _ATTRIBUTE.findall(self.written, len(self.tag))
            } or _NO_ATTRIBUTES
        return self._attributes

    def _may_hide(self) -> bool:
        written = self.written
        return self._attributes is not None or (
            "hidden" in written
            or " style=" in written
            or self.tag == "input"
            or ' id="wm-' in written
            or ' id="donato"' in written
        )

    def _named(self) -> dict[str, str]:
        written = self.written
        if self._attributes is None and " class=" not in written and " id=" not in written:
            return _NO_ATTRIBUTES
        held = self.attributes
        return {name: held[name] for name in ("id", "class") if name in held}

    def know_by(self, named: dict[str, str]) -> None:
        """Let paths know it by these names."""
        self.named = named
        if named or self.key != self.tag:
            self.key = "\0".join([self.tag, *(f"{name}={said}" for name, said in named.items())])


def unescaped(text: str) -> str:
    """A text as it was before the parser wrote it: it escapes these signs and no others."""
    if "&" not in text:
        return text
    text = text.replace("&nbsp;", "\xa0").replace("&lt;", "<").replace("&gt;", ">")
    return text.replace("&quot;", '"').replace("&amp;", "&")


def _hides(tag: str, attributes: dict[str, str]) -> bool:
    if "hidden" in attributes or attributes.get("id") in _PLAYBACK:
        return True
    style = attributes.get("style")
    if style and _HIDING_STYLE.search(style):
        return True
    return tag == "input" and attributes.get("type", "").lower() == "hidden"


class Step:
    """The last step of a path: a tag, and of its attributes class and id."""

    __slots__ = ("attributes", "classes", "tag")

    def __init__(self, tag: str, named: dict[str, str]) -> None:
        self.tag = tag
        self.attributes = named
        self.classes = self.attributes.get("class", "").split()


def blurred(name: str) -> str:
    """A name with its numbers as "0" and its long keys as "x", so that those that are counted are one."""
    return _DIGITS.sub("0", _LONG_NUMBER.sub("x", name))


def is_counted(name: str) -> bool:
    """Whether anything in a name may be blurred."""
    return _DIGITS.search(name) is not None


def _told(held: dict[str, str], told: frozenset[str]) -> dict[str, str]:
    """Of the id and the classes of an element those that somebody asks for."""
    classes = " ".join([name for name in held.get("class", "").split() if f".{name}" in told])
    kept = {"id": held["id"]} if f"#{held.get('id', '')}" in told else {}
    return kept | {"class": classes} if classes else kept


class Paths:
    """The paths of many pages: `parents` and `steps` by path, which is a number; -1 is above the root.

    A path is a path's child by tag, id and classes as written, so that whatever hangs on those alone is
    decided once a path and not once an element. A path is known after the one above it. `tagged`, `classed`
    and `identified` list the paths that end in a name. `matched` is for what selectors remember, `masked` for
    what the paths are once numbers are blurred. `shapes` (by start tag) is for who builds a tree: those of one key
    share what is `below`, the paths of their elements by the path above. `styled` are new ones that may set a font,
    until somebody has looked at them for `draws_legacy`: whether any ever did.

    Portals write what page it is into the classes of its body, and each page would have paths of its own: of
    those names only the `told` ones count (".class", "#id"), where it is known which are asked for. They write
    the numbers of comments into ids: `known_by` gives the names of any other element that count.
    """

    def __init__(
        self,
        told: frozenset[str] | None = None,
        known_by: Callable[[dict[str, str]], dict[str, str]] | None = None,
    ) -> None:
        self.told = told
        self._known_by = known_by
        self.parents: list[int] = []
        self.steps: list[Step] = []
        self.tagged: dict[str, list[int]] = {}
        self.classed: dict[str, list[int]] = {}
        self.identified: dict[str, list[int]] = {}
        self.named: list[int] = []
        self.matched: dict[str, Any] = {}
        self.masked: dict[int, bytes] = {}
        self._below: dict[str, dict[int, int]] = {}
        self.shapes: dict[str, Shape] = {}
        self.styled: list[Shape] = []
        self.draws_legacy = False
        self._held = 0

    def __len__(self) -> int:
        return len(self.parents)

    @property
    def is_full(self) -> bool:
        """Whether the next page should begin a new table."""
        return len(self.parents) > MAX_PATHS or len(self.shapes) > MAX_SHAPES or self._held > MAX_HELD

    def shape(self, written: str) -> Shape:
        """The shape of a start tag as the parser writes it. Raises UnclearMarkup."""
        shape = self.shapes.get(written)
        if shape is None:
            if _START.fullmatch(written) is None:
                raise UnclearMarkup(written[:80])
            tag = written.partition(" ")[0]
            if tag in _UNCLEAR_TAGS:
                raise UnclearMarkup(tag)
            shape = Shape(tag, written)
            self.name(shape)
            if shape.is_styled:
                self.to_look_at(shape)
            if len(written) <= LONGEST_SHAPE:
                self.shapes[written] = shape
                self._held += len(written)
        return shape

    def name(self, shape: Shape) -> None:
        """Know a new shape by those of its names that count, and where others like it stand."""
        if shape.tag == PAGE_TAG and self.told is not None:
            shape.know_by(_told(shape.named, self.told))
        elif shape.named and self._known_by is not None:
            shape.know_by(self._known_by(shape.named))
        below = self._below.get(shape.key)
        if below is None:
            self._below[shape.key] = shape.below
        else:
            shape.below = below

    def to_look_at(self, shape: Shape) -> None:
        """Note a shape that may set a font; where nobody looks, all that is kept is that one may."""
        if len(self.styled) < MAX_SHAPES:
            self.styled.append(shape)
        else:
            self.draws_legacy = True

    def below(self, parent: int, shape: Shape) -> int:
        """The path of an element of that shape, which has a `name`, inside one of the path `parent`."""
        path = shape.below.get(parent)
        if path is None:
            path = shape.below[parent] = len(self.parents)
            self._held += len(shape.key)
            self._add(path, parent, Step(shape.tag, shape.named))
        return path

    def _add(self, path: int, parent: int, step: Step) -> None:
        self.parents.append(parent)
        self.steps.append(step)
        self.tagged.setdefault(step.tag, []).append(path)
        for name in set(step.classes):
            self.classed.setdefault(name, []).append(path)
        if identity := step.attributes.get("id"):
            self.identified.setdefault(identity, []).append(path)
        if step.attributes:
            self.named.append(path)


_IN_USE = threading.local()


def paths_in_use() -> Paths:
    """The table for the next page of this thread. Pages read before keep the table they were read with."""
    paths: Paths | None = getattr(_IN_USE, "paths", None)
    if paths is None or paths.is_full:
        paths = _IN_USE.paths = Paths()
    return paths
