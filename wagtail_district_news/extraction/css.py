"""The plain kinds of CSS selectors, taken apart into steps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .parse import TEXT, Node, Tree
from .shapes import Paths, Step

__all__ = ["Chain", "Compound", "alternatives", "parse_chain"]

_TOKEN = re.compile(
    r"""\s*(?P<combinator>[>+~])\s*
      | (?P<space>\s+)
      | \#(?P<id>[\w-]+)
      | \.(?P<class>[\w-]+)
      | \[\s*(?P<name>[\w:-]+)\s*
            (?:(?P<operator>[~|^$*]?=)\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\]\s]+))\s*)?\]
      | :nth-(?P<last>last-)?(?P<among>child|of-type)\(\s*(?P<number>\d{1,6})\s*\)
      | :not\(\[\s*(?P<absent>[\w:-]+)\s*\]\)
      | (?P<tag>\*|[a-zA-Z][\w-]*)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Attribute:
    name: str
    operator: str
    value: str

    def accepts(self, node: Node | Step) -> bool:
        held = node.attributes.get(self.name)
        if held is None:
            return False
        match self.operator:
            case "":
                return True
            case "=":
                return held == self.value
            case "^=":
                return bool(self.value) and held.startswith(self.value)
            case "$=":
                return bool(self.value) and held.endswith(self.value)
            case "*=":
                return bool(self.value) and self.value in held
            case "~=":
                return self.value in held.split()
        return held == self.value or held.startswith(self.value + "-")


class Place(NamedTuple):
    """`number` 1 is the first element of its parent, or the last, among all or among those of its tag."""

    number: int
    from_end: bool
    of_type: bool


@dataclass(frozen=True, slots=True)
class Compound:
    """One step of a selector, such as `td.Time[align]`, and how it hangs on the step before it.

    `absent` are attributes that it must not have. Its `places` are for who knows what stands beside it.
    """

    combinator: str  # "" for the first, " ", ">", "+" or "~"
    tag: str = ""
    identity: str = ""
    classes: tuple[str, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    absent: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()

    def candidates(self, tree: Tree) -> Iterable[Node]:
        if self.identity:
            return tree.identified(self.identity)
        if self.classes:
            return tree.classed(self.classes[0])
        if self.tag and self.tag != "*":
            return tree.tagged(self.tag)
        if self.attributes and self.attributes[0].name in ("class", "id"):
            return tree.with_names()
        return (node for node in tree.nodes if node.tag != TEXT)

    def accepts(self, node: Node | Step) -> bool:
        if self.tag and self.tag not in ("*", node.tag):
            return False
        if self.identity and node.attributes.get("id") != self.identity:
            return False
        if self.classes:
            held = node.classes
            for name in self.classes:
                if name not in held:
                    return False
        if self.absent and any(name in node.attributes for name in self.absent):
            return False
        return not self.attributes or all(attribute.accepts(node) for attribute in self.attributes)

    @property
    def is_of_path(self) -> bool:
        """Whether the path of an element tells if it fits."""
        hangs = self.combinator in ("", " ", ">") and not self.places
        asked = (*(attribute.name for attribute in self.attributes), *self.absent)
        return hangs and all(name in ("class", "id") for name in asked)

    def ends(self, paths: Paths) -> Sequence[int]:
        """Among these paths are all those that end in what fits; more are added to the end as they appear."""
        if self.identity:
            return paths.identified.get(self.identity, ())
        if self.classes:
            return paths.classed.get(self.classes[0], ())
        if self.tag and self.tag != "*":
            return paths.tagged.get(self.tag, ())
        return paths.named if self.attributes else range(len(paths))


Chain = tuple[Compound, ...]


def alternatives(text: str) -> list[str]:
    """Cut a selector list at its commas, but not at those in quotes, brackets or parentheses."""
    parts, start, depth, quote = [], 0, 0, ""
    for place, character in enumerate(text):
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character in "([":
            depth += 1
        elif character in ")]":
            depth -= 1
        elif character == "," and not depth:
            parts.append(text[start:place])
            start = place + 1
    parts.append(text[start:])
    return [part.strip() for part in parts]


def parse_chain(text: str) -> Chain | None:
    """The steps of one selector, or None where it is not one of the plain kinds."""
    steps: list[Compound] = []
    parts: dict[str, list[str]] = {}
    attributes: list[Attribute] = []
    absent: list[str] = []
    places: list[Place] = []
    combinator, place = "", 0

    def finish() -> None:
        tag = (parts.get("tag") or [""])[0].lower()
        identity = (parts.get("id") or [""])[0]
        classes = tuple(parts.get("class", ()))
        steps.append(
            Compound(combinator, tag, identity, classes, tuple(attributes), tuple(absent), tuple(places))
        )
        parts.clear()
        attributes.clear()
        absent.clear()
        places.clear()

    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            return None
        place = match.end()
        kind = match.lastgroup or ""
        if kind in ("combinator", "space"):
            if not (parts or attributes or absent or places):
                return None
            finish()
            combinator = match["combinator"] or " "
        elif match["number"]:
            places.append(Place(int(match["number"]), bool(match["last"]), match["among"] != "child"))
        elif match["absent"]:
            absent.append(match["absent"].lower())
        elif match["name"]:
            value = match["double"] or match["single"] or match["bare"] or ""
            attributes.append(Attribute(match["name"].lower(), match["operator"] or "", value))
        else:
            kind = next(name for name in ("id", "class", "tag") if match[name])
            parts.setdefault(kind, []).append(match[kind])
    if not (parts or attributes or absent or places):
        return None
    finish()
    return tuple(steps)
