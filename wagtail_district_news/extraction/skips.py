"""What of a page needs no tree: furniture, or parts of it, that nothing else in a profile looks into."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from ..text import fold_space, nfc
from .addresses import claims_address
from .asked import Asked, furniture_of, lines_that_end, looked_for, told_of_body
from .clean import leads_to_document
from .css import Chain, Compound
from .fonts import may_name_legacy_font, sets_legacy_font
from .limits import names
from .parse import check_inside, shape_of
from .pieces import RAW, Pieces
from .profile_model import Profile
from .select import Selector, may_select
from .shapes import BLOCK_TAGS, Paths, Shape, Step, UnclearMarkup, unescaped
from .tree import Unread
from .word_count import count_words

__all__ = ["Skips", "skips_in_use"]

MOST_TAGS = 20_000
_FURNITURE, _VALUE, _SOUGHT = 1, 2, 4  # what it means that a selector selects a path
MOST_IN_VAIN = 1_000_000  # characters that are looked through on one page, and have to be read all the same
MAX_KNOWN = 4_000_000  # characters of furniture that are remembered
# A place that was passed over gains 1; one that held what no page before did loses 1, and one that had to be read
# 3. It is given up below nothing: then what stands in it may be passed over piece by piece.
_CREDIT, _MOST_CREDIT, _NEW, _LOSS = 5, 30, 1, 3
_MOST_LAST = 4  # insides of a path that are tried before the end of one is looked for
# Only the rows of a table are read without regard to what is furniture.
_SKIPPED = BLOCK_TAGS - names("html body table tbody thead tfoot tr caption")
# What is in these is read as a whole, whatever it holds.
_AROUND = BLOCK_TAGS | names("font span b center")
_PICTURES = names("img iframe object embed video")
_TELLING = names("base svg math")  # of the whole page, or with an end that cannot be told


class Skips:
    """Furniture of one profile that is passed over while trees are built with one table of paths.

    `places` are the paths of what may be furniture: by any template, or because it is inside of some that has
    to be read. Whether it can be passed over is decided by each element's inside, once for all pages that have
    the same one; whether it was furniture, by who lays out the page: see `doubt`.
    """

    def __init__(self, profile: Profile, paths: Paths) -> None:
        self.profile = profile
        self.paths = paths
        self.places: set[int] = set()
        asked: list[tuple[int, Selector]] = [(_FURNITURE, may_select(one)) for one in furniture_of(profile)]
        asked += ((_VALUE, may_select(one)) for one in looked_for(profile, values=True))
        asked += ((_SOUGHT, may_select(one)) for one in looked_for(profile, values=False))
        self._asked = _Asked(asked)
        self._until = tuple(filter(None, lines_that_end(profile)))
        self._wanted: set[int] = set()
        self._around: list[bool] = []  # by path: whether furniture directly in it may be passed over
        self._within: list[bool] = []  # by path: whether it is inside of furniture
        self._credit: dict[int, int] = {}
        self._known: dict[tuple[int, str], Unread | None] = {}
        self._tags: dict[tuple[int, str], _Seen] = {}
        self._last: dict[int, tuple[str, ...]] = {}  # by path: what was in it, the newest first
        self._held = 0
        self._in_vain = 0

    def begin_page(self) -> None:
        """Make ready for the next page."""
        self._in_vain = 0
        self.look_at_new()

    def look_at_new(self) -> None:
        """Decide on the paths that were added to the table."""
        paths = self.paths
        for path in range(len(self._around), len(paths)):
            tag, above = paths.steps[path].tag, paths.parents[path]
            holds = (above < 0 or self._around[above]) and tag in _AROUND
            found = self._asked.about(paths, path)
            wanted = found & (_VALUE | _SOUGHT)
            within = not wanted and (found > 0 or (above >= 0 and self._within[above]))
            self._around.append(holds and not found & _VALUE)
            self._within.append(within)
            if wanted:
                self._wanted.add(path)
            elif within and holds and tag in _SKIPPED:
                self.places.add(path)

    def over(self, markup: str, path: int, tag: str, start: int) -> Unread | None:
        """What an element holds whose inside begins at `start`; None where it has to be read."""
        if self._in_vain > MOST_IN_VAIN:
            return None
        close = f"</{tag}>"
        last = self._last.get(path, ())
        for inside in last:
            if markup.startswith(inside, start):
                break
        else:
            end = _end_of(markup, tag, start)
            inside = markup[start:end] + close
        place = (path, inside)
        if place not in self._known:
            found = self._judged(path, tag, inside)
            self._remember(place, found)
            self.doubt(path, _LOSS if found is None else _NEW)
        else:
            found = self._known[place]
            if found is not None and (credit := self._credit.get(path, _CREDIT)) < _MOST_CREDIT:
                self._credit[path] = credit + 1
        if found is None:
            self._in_vain += len(inside)
        if inside not in last:
            self._last[path] = (inside, *last[: _MOST_LAST - 1])
        return found

    def doubt(self, path: int, loss: int = _LOSS) -> None:
        """Note that an element on a path had to be read or looked into: where that is common, none is any more."""
        credit = self._credit[path] = self._credit.get(path, _CREDIT) - loss
        if credit < 0:
            self.places.discard(path)

    def _remember(self, place: tuple[int, str], found: Unread | None) -> None:
        self._held += len(place[1])
        if self._held > MAX_KNOWN:
            self._known.clear()
            self._last.clear()
            self._held = len(place[1])
        self._known[place] = found

    def _judged(self, path: int, tag: str, inside: str) -> Unread | None:
        """What an inside holds; None where anything in it may be looked for."""
        if len(self._tags) > MOST_TAGS:
            self._tags.clear()
        look = _Look(self.paths, path, tag, self._tags)
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
        words = count_words(nfc("\n".join(look.texts)))
        shows = any(not text.isspace() for text in look.texts)
        tags = inside.count("<") - 1
        length = len(inside) - len(f"</{tag}>")
        return Unread(words, look.elements, tags, length, shows, look.has_picture, look.has_document)


class _Asked:
    """Which chains of steps lead to a path. All are followed at once: each step of each is a bit.

    A path is asked about after the one above it.
    """

    def __init__(self, selectors: Iterable[tuple[int, Selector]]) -> None:
        meanings: dict[Chain, int] = {}
        for meaning, selector in selectors:
            for chain in selector.chains:
                meanings[chain] = meanings.get(chain, 0) | meaning
        self._ends = dict.fromkeys((_FURNITURE, _VALUE, _SOUGHT), 0)
        self._first = self._child = self._below = 0  # steps by how they hang on the one before
        steps: dict[Compound, int] = {}
        bit = 1
        for chain, meaning in meanings.items():
            for place, step in enumerate(chain):
                alone = replace(step, combinator="")
                steps[alone] = steps.get(alone, 0) | bit
                if not place:
                    self._first |= bit
                elif step.combinator == ">":
                    self._child |= bit
                else:
                    self._below |= bit
                bit <<= 1
            for one in self._ends:
                self._ends[one] |= bit >> 1 if meaning & one else 0
        self._by_name: dict[str, list[tuple[Compound, int]]] = {}
        for step, bits in steps.items():
            self._by_name.setdefault(_telling_name(step), []).append((step, bits))
        self._accepting: dict[tuple[str, ...], int] = {}
        self._reached: list[tuple[int, int]] = []  # by path: the steps that it ends, and those above it

    def about(self, paths: Paths, path: int) -> int:
        """The meanings, as bits, of all chains that lead to a path."""
        parent = paths.parents[path]
        before, above = self._reached[parent] if parent >= 0 else (0, 0)
        above |= before
        here = self._first | before << 1 & self._child | above << 1 & self._below
        here &= self._accepted(paths.steps[path])
        self._reached.append((here, above))
        return sum(meaning for meaning, ends in self._ends.items() if here & ends) if here else 0

    def _accepted(self, step: Step) -> int:
        """The steps of chains that a step of a path fits, as bits."""
        held = step.attributes
        key = (step.tag, *held, *held.values())
        found = self._accepting.get(key)
        if found is None:
            names = (step.tag, "*", f"#{held.get('id', '')}", *(f".{name}" for name in step.classes))
            fitting = (one for name in dict.fromkeys(names) for one in self._by_name.get(name, ()))
            found = 0
            for compound, bits in fitting:
                found |= bits if compound.accepts(step) else 0
            self._accepting[key] = found
        return found


def _telling_name(step: Compound) -> str:
    if step.identity:
        return f"#{step.identity}"
    if step.classes:
        return f".{step.classes[0]}"
    return step.tag or "*"


class _Seen(NamedTuple):
    """What a start tag is, where it stands. `close` is the end tag."""

    close: str
    path: int
    shows: bool
    is_void: bool
    is_raw: bool  # its inside is no markup
    is_telling: bool
    has_picture: bool
    has_document: bool
    is_special: bool  # any of these three


class _Look:
    """A passing look at the inside of an element: its visible texts, and the paths of what it holds.

    `known` remembers what start tags are, by the path above them.
    """

    def __init__(self, paths: Paths, path: int, tag: str, known: dict[tuple[int, str], _Seen]) -> None:
        self.texts: list[str] = []
        self.visited: set[int] = set()
        self.elements = 0
        self.is_telling = self.has_picture = self.has_document = False
        self._paths = paths
        self._known = known
        self._open = [(f"/{tag}", path, True)]

    def read(self, inside: str) -> None:
        """Look at it; it ends with the end tag of the element. Raises UnclearMarkup."""
        start = inside.index("<")
        if start:
            self.texts.append(unescaped(inside[:start]))
        open_tags, texts, known, visit = self._open, self.texts, self._known, self.visited.add
        closing, path, seen = open_tags[-1]
        pieces = Pieces(inside[start:])
        for piece in pieces.rest:
            tag, _, text = piece.partition(">")
            if tag == closing:
                open_tags.pop()
                if not open_tags:
                    return
                closing, path, seen = open_tags[-1]
            elif (found := known.get((path, tag))) is not None or (
                found := self._enter(path, tag)
            ) is not None:
                visit(found.path)
                self.elements += 1
                if found.is_special:
                    self._note(found)
                if found.is_raw:
                    held, text = pieces.raw(found.close[1:], text)
                    if held:
                        self._take_raw(found, held)
                elif not found.is_void:
                    closing, path, seen = found.close, found.path, seen and found.shows
                    open_tags.append((closing, path, seen))
            else:
                text = pieces.behind_comment(piece)
            if text and seen:
                texts.append(unescaped(text) if "&" in text else text)
        raise UnclearMarkup(closing)

    def _enter(self, above: int, written: str) -> _Seen | None:
        """What an element is; None for what begins a comment."""
        shape = shape_of(written, self._paths)
        if shape is None:
            return None
        found = self._known[above, written] = _seen(self._paths, above, shape)
        return found

    def _note(self, found: _Seen) -> None:
        self.is_telling |= found.is_telling
        self.has_picture |= found.has_picture
        self.has_document |= found.has_document

    def _take_raw(self, found: _Seen, held: str) -> None:
        """Note the inside of an element that is no markup."""
        tag = found.close[1:]
        if "<" in held:
            check_inside(tag, held, ())
        self.is_telling |= tag == "style" and may_name_legacy_font(held)
        if found.shows and self._open[-1][2]:
            self.texts.append(unescaped(held))


def _seen(paths: Paths, above: int, shape: Shape) -> _Seen:
    telling = shape.tag in _TELLING or claims_address(shape) or (shape.is_styled and sets_legacy_font(shape))
    pictured = shape.tag in _PICTURES
    leads = leads_to_document(shape)
    below = paths.below(above, shape)
    special = telling or pictured or leads
    return _Seen(
        shape.close, below, not shape.hides, shape.is_void, shape.is_raw, telling, pictured, leads, special
    )


_IN_USE = threading.local()


def skips_in_use(profile: Profile) -> Skips | None:
    """What the next page of this thread can skip if it is read by a profile; None where that is nothing."""
    skips: Skips | None = getattr(_IN_USE, "skips", None)
    if skips is None or skips.paths.is_full or skips.profile is not profile:
        skips = _IN_USE.skips = Skips(profile, Paths(told_of_body(profile), Asked(profile).known_by))
    skips.begin_page()
    return skips


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
