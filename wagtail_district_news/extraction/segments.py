"""Segments of a page: what stands between two tags, quotes or line ends was written, and broken, in one go."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

_BOUNDS = '>"\n<'  # the likeliest before a text first
_BOUND = re.compile(f"[{_BOUNDS}]")


def places_of(text: str, sequences: Iterable[str]) -> list[int]:
    """Where in a text any of some sequences starts, in order."""
    places: list[int] = []
    for sequence in sequences:
        place = text.find(sequence)
        while place >= 0:
            places.append(place)
            place = text.find(sequence, place + 1)
    return sorted(places)


def changed_at(text: str, places: Iterable[int], change: Callable[[list[str]], list[str]]) -> str:
    """The text with other segments where one of the places, given in order, lies in them.

    `change` gets all of these segments, and gives as many.
    """
    parts: list[str] = []
    done = 0
    for place in places:
        if place < done:
            continue
        start = done
        for sign in _BOUNDS:
            start = max(start, text.rfind(sign, start, place) + 1)
        bound = _BOUND.search(text, place)
        end = bound.start() if bound else len(text)
        parts += (text[done:start], text[start:end])
        done = end
    parts[1::2] = change(parts[1::2])
    return "".join((*parts, text[done:])) if parts else text
