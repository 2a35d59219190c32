"""Places -> CSS: the shortest selector that means one place and no other of the site."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from .paths import Place, Places, masked, varying
from .trial import Trial

_PLAIN = re.compile(r"[A-Za-z_][\w-]*|-[A-Za-z_][\w-]*", re.ASCII)
USUALLY, NEARLY_ALWAYS = 0.5, 0.9  # shares of the pages
Told = tuple[str, tuple[Place, ...]]  # a selector, and the other places that it selects
SHORTEST = 3  # characters that a part of a name must have to tell anything


class Selectors:
    """Writes selectors for the places of one site."""

    def __init__(self, places: Places, trial: Trial) -> None:
        self._trial = trial
        self._by_tag: dict[str, list[Place]] = defaultdict(list)
        for place in places.all:
            self._by_tag[place.tag].append(place)
        self._known: dict[int, Told] = {}
        self._alone: dict[int, str] = {}

    def of(self, place: Place) -> str:
        """A selector of a place, without those above it that are not needed."""
        return self._found(place)[0]

    def also(self, place: Place) -> tuple[Place, ...]:
        """The other places that the selector of a place selects: those that nothing tells from it."""
        return self._found(place)[1]

    def alone(self, place: Place) -> str:
        """A selector of a place that is to find nothing else, where nothing but its finds says what they are.

        Where it finds something else on most pages, it is told by nameless inline elements, by its whole path, or
        by counts of siblings.
        """
        if place.number not in self._alone:
            self._alone[place.number] = self._told_alone(place)
        return self._alone[place.number]

    def _told_alone(self, place: Place) -> str:
        plain, *others = self.every(place)
        if self._trial.misled(plain, place) < USUALLY:
            return plain
        return next((one for one in others if self._trial.exact(one, place) >= NEARLY_ALWAYS), plain)

    def every(self, place: Place) -> list[str]:
        """The selectors that a place may have, the shortest first."""
        inline = _steps(place, inline=True)
        found = (
            self.of(place),
            self._shortest(place, inline)[0],
            _written(inline),
            self._trial.counted(place),
        )
        return [one for one in found if one]

    def _found(self, place: Place) -> Told:
        if place.number not in self._known:
            self._known[place.number] = self._shortest(place, _steps(place))
        return self._known[place.number]

    def any_of(self, places: Iterable[Place]) -> tuple[str, ...]:
        """Selectors of several places, each once."""
        return tuple(dict.fromkeys(self.of(place) for place in places))

    def _shortest(self, place: Place, steps: list[tuple[Place, bool]]) -> Told:
        rivals = [other for other in self._by_tag[place.tag] if other is not place]
        for length in range(1, len(steps) + 1):
            tail = steps[-length:]
            rivals = [other for other in rivals if _fits(other, tail)]
            if not rivals and _tells(tail):
                return _written(tail), ()
        bare = _written(steps)
        if not place.names and any(rival.names for rival in rivals):
            bare += ":not([class]):not([id])"
            rivals = [rival for rival in rivals if not rival.names]
        return bare, tuple(rivals)


def _steps(place: Place, inline: bool = False) -> list[tuple[Place, bool]]:
    """The steps of a path from the top: (place, whether it hangs directly on the one before).

    Inline elements above it that say nothing are left out, unless `inline`: an author may have set them.
    """
    steps: list[tuple[Place, bool]] = []
    for above in place.ancestors():
        if not above.tag or above.tag == "html":
            continue
        if above is not place and above.is_inline and not above.look and not inline:
            if steps:  # dropped: what is below it hangs on what is above it
                steps[-1] = (steps[-1][0], False)
            continue
        steps.append((above, not above.loose))
    return steps[::-1]


def _tells(tail: list[tuple[Place, bool]]) -> bool:
    """Whether a selector says more than a common tag alone, which other pages may well have elsewhere."""
    return any(
        place.tag in ("h1", "article", "main", "body") or _step(place) != place.tag for place, _ in tail
    )


def _fits(place: Place, tail: list[tuple[Place, bool]]) -> bool:
    """Whether the elements at a place are selected by the steps, whichever way they are laid along its path."""
    wanted, hangs = tail[-1]
    here = [place] if _alike(place, wanted) else []  # innermost first
    for wanted, hangs_next in reversed(tail[:-1]):
        if not here:
            return False
        parents = [one.above for one in here if one.above is not None]
        above = parents if hangs else list(here[0].ancestors())[1:]
        here = [one for one in above if _alike(one, wanted)]
        hangs = hangs_next
    return bool(here)


def _alike(place: Place, wanted: Place) -> bool:
    if place is wanted:
        return True
    return (
        place.tag == wanted.tag
        and set(wanted.names) <= set(place.names)
        # Of an element with a name the look was not taken down: it may have any.
        and (_looks(place) >= set(wanted.look) or place.is_named)
    )


def _looks(place: Place) -> set[tuple[str, str]]:
    """What attributes may select it by; the only cell of a row is its first."""
    only = place.tag == "td" and not any(key == "nth-child" for key, _ in place.look)
    return {*place.look, *((("nth-child", "1"),) if only else ())}


def _written(tail: list[tuple[Place, bool]]) -> str:
    out = ""
    for number, (place, hangs) in enumerate(tail):
        if number:
            out += " > " if hangs else " "
        out += _step(place)
    return out


def _step(place: Place) -> str:
    names = "".join(_name(place, name) for name in place.names)
    look = "".join(
        f":nth-child({value})" if key == "nth-child" else f"[{key}={_quoted(value)}]"
        for key, value in place.look
    )
    only_id = names.startswith("#") and place.tag in ("div", "span", "td", "table", "section")
    return ("" if only_id and not look else place.tag) + names + look


def _name(place: Place, name: str) -> str:
    """One masked name as a selector: as it was written, or by what its variants share."""
    variants = [raw for raw in place.raws if raw[0] == name[0] and masked(raw[1:]) == name[1:]]
    kind = "id" if name[0] == "#" else "class"
    if len(variants) == 1:
        raw = variants[0][1:]
        if _PLAIN.fullmatch(raw):
            return name[0] + raw
        return f"[{kind}{'~' if kind == 'class' else ''}={_quoted(raw)}]"
    plain = [raw[1:] for raw in variants]
    shared = (
        ("^" if kind == "id" else "*", _shared(plain)),
        ("$" if kind == "id" else "*", _shared(plain, -1)),
    )
    return "".join(f"[{kind}{how}={_quoted(part)}]" for how, part in shared if len(part) >= SHORTEST)


def _shared(names: list[str], step: int = 1) -> str:
    """What names begin with alike, or end with, for a `step` of -1; without a part of a number or hash that differs."""
    first, last = min(turned := [name[::step] for name in names]), max(turned)
    count = next(
        (n for n, both in enumerate(zip(first, last, strict=False)) if both[0] != both[1]), len(first)
    )
    for name in names:
        for start, end in varying(name):
            if step < 0:
                start, end = len(name) - end, len(name) - start
            count = start if start < count < end else count
    return first[:count][::step]


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "") + "'" if '"' in value or "'" not in value else f'"{value}"'
