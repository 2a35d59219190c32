"""What of a page needs no tree: furniture that nothing else in a profile looks into, told by its path."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from ..text import fold_space, nfc
from .addresses import claims_address
from .blocks import BLOCK_TAGS
from .clean import is_document, link
from .css import Chain, Compound
from .fonts import may_name_legacy_font, sets_legacy_font
from .limits import names
from .parse import PIECE, RAW, check_inside
from .profile_model import Profile, Slot
from .select import Selector, compile_selector
from .shapes import Paths, Shape, UnclearMarkup, paths_in_use, unescaped
from .tree import Unread

__all__ = ["Skips", "skips_in_use"]

MAX_KNOWN = 4_000_000  # characters of furniture that are remembered
# Only the rows of a table are read without regard to what is furniture.
_SKIPPED = BLOCK_TAGS - names("html body table tbody thead tfoot tr caption")
# What is in these is read as a whole, whatever it holds.
_AROUND = BLOCK_TAGS | names("font span b center")
_PICTURES = names("img iframe object embed video")
_TELLING = names("base svg math")  # of the whole page, or with an end that cannot be told
_WORD = re.compile(r"\w+")


class Skips:
    """Furniture of one profile that is passed over while trees are built with one table of paths.

    `places` are the paths of such furniture. Whether it can be is decided by each element's inside, once for
    all pages that have the same one.
    """

    def __init__(self, profile: Profile, paths: Paths) -> None:
        self.profile = profile
        self.paths = paths
        self.places: set[int] = set()
        self._furniture = _Asked([one for one in _furniture(profile) if one.by_path])
        self._values = _Asked([_by_path(one) for one in _looked_for(profile, values=True)])
        self._sought = _Asked([_by_path(one) for one in _looked_for(profile, values=False)])
        self._until = tuple(filter(None, _lines_that_end(profile)))
        self._wanted: set[int] = set()
        self._around: list[bool] = []  # by path: whether furniture directly in it may be passed over
        self._known: dict[tuple[int, str], Unread | None] = {}
        self._last: dict[int, str] = {}
        self._held = 0

    def look_at_new(self) -> None:
        """Decide on the paths that were added to the table."""
        paths = self.paths
        for path in range(len(self._around), len(paths)):
            tag, above = paths.steps[path].tag, paths.parents[path]
            holds = (above < 0 or self._around[above]) and tag in _AROUND
            is_value = self._values.select(paths, path)
            self._around.append(holds and not is_value)
            if is_value or self._sought.select(paths, path):
                self._wanted.add(path)
            elif tag in _SKIPPED and holds and self._furniture.select(paths, path):
                self.places.add(path)

    def over(self, markup: str, path: int, tag: str, start: int) -> tuple[int, Unread] | None:
        """The inside of an element that begins at `start`: where its end tag stands, and what it holds.

        None where it has to be read.
        """
        close = f"</{tag}>"
        inside = self._last.get(path, "")
        if not inside or not markup.startswith(inside, start):
            end = _end_of(markup, tag, start)
            inside = markup[start:end] + close
        place = (path, inside)
        if place not in self._known:
            self._remember(place, self._judged(path, tag, inside))
        found = self._known[place]
        if found is None:
            self.places.discard(path)
            return None
        self._last[path] = inside
        return start + len(inside) - len(close), found

    def _remember(self, place: tuple[int, str], found: Unread | None) -> None:
        self._held += len(place[1])
        if self._held > MAX_KNOWN:
            self._known.clear()
            self._last.clear()
            self._held = len(place[1])
        self._known[place] = found

    def _judged(self, path: int, tag: str, inside: str) -> Unread | None:
        """What an inside holds; None where anything in it may be looked for."""
        look = _Look(self.paths, path, tag)
        try:
            look.read(inside)
        except UnclearMarkup:
            return None
        self.look_at_new()
        if look.is_telling or not self._wanted.isdisjoint(look.visited):
            return None
        said = fold_space("".join(look.texts)).casefold() if self._until else ""
        if any(line in said for line in self._until):
            return None
        words = len(_WORD.findall(nfc("\n".join(look.texts))))
        shows = any(not text.isspace() for text in look.texts)
        return Unread(words, look.elements, shows, look.has_picture, look.has_document)


class _Asked:
    """Selectors of paths by what they end in: of most paths one look tells that none selects it."""

    def __init__(self, selectors: Iterable[Selector]) -> None:
        self._by_end: dict[str, list[Selector]] = {}
        for selector in selectors:
            for chain in selector.chains:
                self._by_end.setdefault(_end_name(chain[-1]), []).append(selector)

    def select(self, paths: Paths, path: int) -> bool:
        """Whether any of them selects a path."""
        if not self._by_end:
            return False
        step = paths.steps[path]
        names = ("*", step.tag, f"#{step.attributes.get('id', '')}", *(f".{name}" for name in step.classes))
        return any(path in selector.paths(paths) for name in names for selector in self._by_end.get(name, ()))


def _end_name(step: Compound) -> str:
    if step.identity:
        return f"#{step.identity}"
    if step.classes:
        return f".{step.classes[0]}"
    return step.tag or "*"


class _Look:
    """A passing look at the inside of an element: its visible texts, and the paths of what it holds."""

    def __init__(self, paths: Paths, path: int, tag: str) -> None:
        self.texts: list[str] = []
        self.visited: set[int] = set()
        self.elements = 0
        self.is_telling = self.has_picture = self.has_document = False
        self._paths = paths
        self._open = [(tag, path, True)]

    def read(self, inside: str) -> None:
        """Look at it; it ends with the end tag of the element. Raises UnclearMarkup."""
        start = inside.index("<")
        self._text(inside[:start], True)
        for raw, _, held, tag, text in PIECE.findall(inside, start):
            if raw:
                shape = self._paths.shape(raw)
                if "<" in held:
                    check_inside(shape, held, ())
                self.is_telling |= shape.tag == "style" and may_name_legacy_font(held)
                self._text(held, self._enter(shape))
            elif tag.startswith("/"):
                if self._open.pop()[0] != tag[1:]:
                    raise UnclearMarkup(tag[:80])
            elif tag:
                shape = self._paths.shape(tag)
                seen = self._enter(shape)
                if not shape.is_void:
                    self._open.append((shape.tag, self._path, seen))
            if text and self._open:
                self._text(text, self._open[-1][2])
        if self._open:
            raise UnclearMarkup(self._open[-1][0])

    def _enter(self, shape: Shape) -> bool:
        """Note an element. Returns whether what is in it is seen."""
        _, path, seen = self._open[-1]
        self._path = self._paths.below(path, shape)
        self.visited.add(self._path)
        self.elements += 1
        self.is_telling |= (
            shape.tag in _TELLING or claims_address(shape) or (shape.is_styled and sets_legacy_font(shape))
        )
        self.has_picture |= shape.tag in _PICTURES
        if shape.tag == "a" and not self.has_document:
            address = link(shape.attributes.get("href", ""))
            self.has_document = address is not None and is_document(address)
        return seen and not shape.hides

    def _text(self, text: str, seen: bool) -> None:
        if text and seen:
            self.texts.append(unescaped(text))


_IN_USE = threading.local()


def skips_in_use(profile: Profile) -> Skips | None:
    """What the next page of this thread can skip if it is read by a profile; None where that is nothing."""
    paths = paths_in_use()
    skips: Skips | None = getattr(_IN_USE, "skips", None)
    if skips is None or skips.paths is not paths or skips.profile is not profile:
        skips = _IN_USE.skips = Skips(profile, paths)
    skips.look_at_new()
    return skips


def _furniture(profile: Profile) -> Iterator[Selector]:
    """That of the whole profile: a page's template is not known before its tree is."""
    for part in profile.furniture:
        yield from map(compile_selector, part.select)


def _looked_for(profile: Profile, values: bool) -> Iterator[Selector]:
    """The selectors of what is read for its text (`values`), or of what else must be found."""
    for slot, is_body in _slots(profile):
        if is_body != values:
            yield from map(compile_selector, slot.select)
        if values:
            yield from map(compile_selector, (*slot.cells, *slot.without))
    if not values:
        for template in profile.templates:
            yield from map(compile_selector, (*template.match, *template.reject))


def _slots(profile: Profile) -> Iterator[tuple[Slot, bool]]:
    """All slots, and whether each is a body."""
    yield profile.visitor_count, False
    for template in profile.templates:
        yield from ((slot, name == "body") for name, slot in template.slots)


def _lines_that_end(profile: Profile) -> Iterable[str]:
    return (fold_space(line).casefold() for slot, _ in _slots(profile) for line in slot.until)


def _by_path(selector: Selector) -> Selector:
    """A selector that paths can answer, of all that the given one selects and maybe more."""
    if selector.by_path:
        return selector
    chains = tuple(map(_told_by_path, selector.chains)) or ((Compound(""),),)
    return Selector(f"what may be {selector.text}", chains, True)


def _told_by_path(chain: Chain) -> Chain:
    """The steps behind the last one that looks at what stands beside it, without what only an element tells."""
    first = max((place for place, step in enumerate(chain) if step.combinator in ("+", "~")), default=0)
    steps = (
        replace(
            step,
            combinator=step.combinator if place else "",
            attributes=tuple(one for one in step.attributes if one.name in ("class", "id")),
            absent=(),
            places=(),
        )
        for place, step in enumerate(chain[first:])
    )
    return tuple(steps)


def _end_of(markup: str, tag: str, start: int) -> int:
    """Where the end tag stands of an element whose inside begins at `start`; the end where there is none."""
    depth = 1
    for found in _like(tag).finditer(markup, start):
        slash = found["slash"]
        if slash is not None:
            depth += -1 if slash else 1
            if not depth:
                return found.start()
    return len(markup)


@lru_cache(maxsize=256)
def _like(tag: str) -> re.Pattern[str]:
    """The tags of one name, and all in which they do not count."""
    return re.compile(rf"<(?:{RAW}|(?P<slash>/?){re.escape(tag)}(?![^ >]))")
