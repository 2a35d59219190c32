"""What the selectors of a profile ask: whom they look for, and by which names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..text import fold_space
from .css import Attribute, Compound
from .profile_model import Profile, Slot
from .select import Selector, compile_selector
from .shapes import PAGE_TAG, Step, blurred, is_counted

__all__ = ["Asked", "furniture_of", "lines_that_end", "looked_for", "told_of_body"]


class Asked:
    """The names that any selector of a profile asks of an element."""

    def __init__(self, profile: Profile) -> None:
        steps = list(_steps(profile))
        self._names = _names(steps)
        tests = (test for step in steps for test in step.attributes if test.name in ("id", "class"))
        self._tests: tuple[Attribute, ...] = tuple(dict.fromkeys(tests))

    def known_by(self, named: dict[str, str]) -> dict[str, str]:
        """An id and classes, with the numbers blurred that make no difference to any selector."""
        if not any(map(is_counted, named.values())):
            return named
        known = {
            name: self._blurred("#", said)
            if name == "id"
            else " ".join([self._blurred(".", one) for one in said.split()])
            for name, said in named.items()
        }
        before, after = Step("", named), Step("", known)
        return known if all(test.accepts(before) == test.accepts(after) for test in self._tests) else named

    def _blurred(self, sign: str, name: str) -> str:
        known = blurred(name)
        return name if sign + name in self._names or sign + known in self._names else known


def told_of_body(profile: Profile) -> frozenset[str] | None:
    """The classes and ids that any selector may ask of a page's body; None where it may ask for any."""
    steps = [step for step in _steps(profile) if step.tag in ("", "*", PAGE_TAG)]
    for step in steps:
        asked = (*(attribute.name for attribute in step.attributes), *step.absent)
        if "class" in asked or "id" in asked:
            return None
    return _names(steps)


def furniture_of(profile: Profile) -> Iterator[Selector]:
    """That of every template: which one a page has is not known before its tree is."""
    for part in (*profile.furniture, *(part for one in profile.templates for part in one.furniture)):
        yield from map(compile_selector, part.select)


def looked_for(profile: Profile, values: bool) -> Iterator[Selector]:
    """The selectors of what is read for its text (`values`), or of what else must be found."""
    for slot, is_body in _slots(profile):
        if is_body != values:
            yield from map(compile_selector, slot.select)
        if values:
            yield from map(compile_selector, (*slot.cells, *slot.without))
    if not values:
        for template in profile.templates:
            yield from map(compile_selector, (*template.match, *template.reject))


def lines_that_end(profile: Profile) -> Iterator[str]:
    """The lines that end a body, folded."""
    return (fold_space(line).casefold() for slot, _ in _slots(profile) for line in slot.until)


def _slots(profile: Profile) -> Iterator[tuple[Slot, bool]]:
    """All slots, and whether each is a body."""
    yield profile.visitor_count, False
    for template in profile.templates:
        yield from ((slot, name == "body") for name, slot in template.slots)


def _steps(profile: Profile) -> Iterator[Compound]:
    selectors = (
        *furniture_of(profile),
        *looked_for(profile, values=True),
        *looked_for(profile, values=False),
    )
    return (step for selector in selectors for chain in selector.chains for step in chain)


def _names(steps: Iterable[Compound]) -> frozenset[str]:
    found: set[str] = set()
    for step in steps:
        found.update(f".{name}" for name in step.classes)
        found.update([f"#{step.identity}"] if step.identity else [])
    return frozenset(found)
