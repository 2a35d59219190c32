"""Profiles as files: TOML in, checked key by key, and TOML out."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

from .messages import say
from .profile_checks import Reader
from .profile_errors import ProfileError
from .profile_model import NO_SLOT, SLOTS, Furniture, Profile, Slot, Template
from .profile_writer import FORMAT, to_toml
from .templates import choose_profile

__all__ = [
    "SLOTS",
    "Furniture",
    "Profile",
    "ProfileError",
    "Slot",
    "Template",
    "builtin_profiles",
    "choose_profile",
    "load_profile",
    "parse_profile",
    "to_toml",
]


def load_profile(path: str | Path) -> Profile:
    """Read a profile from a TOML file. Raises ProfileError, which names the file, the key and what to do."""
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ProfileError(str(path), "", say("cannot be read: %(reason)s", reason=error)) from error
    return parse_profile(text, str(path))


def parse_profile(text: str, origin: str = "profile") -> Profile:
    """Read a profile from TOML text; `origin` names it in errors. Raises ProfileError."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problem = say("is not TOML: %(reason)s. Strings with backslashes want '...'", reason=error)
        raise ProfileError(origin, "", problem) from error
    return _profile(Reader(origin, data))


def builtin_profiles() -> list[Profile]:
    """The profiles that come with the package, by file name."""
    found = []
    for entry in sorted(resources.files(__package__).joinpath("profiles").iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".toml"):
            found.append(parse_profile(entry.read_text(encoding="utf-8"), entry.name))
    return found


def _profile(reader: Reader) -> Profile:
    version = reader.integer("format", FORMAT)
    if version != FORMAT:
        reader.fail(
            "format",
            say("is %(format)s, and this version reads only %(known)s", format=version, known=FORMAT),
        )
    site = reader.table("site")
    profile = Profile(
        name=reader.text("name", required=True),
        description=reader.text("description"),
        language=site.text("language"),
        timezone=site.timezone("timezone"),
        date_order=site.choice("date_order", ("auto", "dmy", "mdy")),
        short_years=site.flag("short_years"),
        base_url=site.text("base_url"),
        notice_length=site.integer("notice_length", 120),
        visitor_count=_slot(site.table("visitor_count")),
        pictures=site.texts("pictures"),
        learned_from=site.integer("learned_from", 0),
        templates=tuple(_template(part) for part in reader.tables("template")),
        furniture=tuple(_furniture(part) for part in reader.tables("furniture")),
    )
    site.nothing_else()
    reader.nothing_else()
    if not profile.templates:
        reader.fail("template", say("is missing: a profile needs at least one [[template]]"))
    return profile


def _template(reader: Reader) -> Template:
    name = reader.text("name", required=True)
    kind: Any = reader.choice("kind", ("article", "notice", "listing", "other"))
    template = Template(
        name=name,
        kind=kind,
        match=reader.selectors("match", required=True),
        reject=reader.selectors("reject"),
        slots=tuple((slot, _slot(reader.table(slot))) for slot in SLOTS if reader.has(slot)),
        furniture=tuple(_furniture(part) for part in reader.tables("furniture")),
    )
    reader.nothing_else()
    if kind in ("article", "notice") and not template.slot("title"):
        reader.fail(
            "title",
            say(
                "is missing: the template “%(name)s” is of the kind %(kind)s and needs [template.title]",
                name=name,
                kind=kind,
            ),
        )
    return template


def _furniture(reader: Reader) -> Furniture:
    part = Furniture(
        reader.text("name", required=True),
        reader.text("what"),
        reader.selectors("select"),
        reader.texts("texts"),
    )
    if not part.select and not part.texts:
        reader.fail("select", say("is missing: give at least one CSS selector, or texts"))
    reader.nothing_else()
    return part


def _slot(reader: Reader) -> Slot:
    if not reader.data:
        return NO_SLOT
    slot = Slot(
        select=reader.selectors("select", required=True),
        take=reader.choice("take", ("first", "last", "all")),
        label=reader.texts("label"),
        strip_start=reader.texts("strip_start"),
        strip_end=reader.texts("strip_end"),
        pattern=reader.pattern("pattern"),
        separator=reader.raw_text("separator"),
        part=reader.integer("part", 0),
        attribute=reader.text("attribute"),
        cells=reader.selectors("cells"),
        without=reader.selectors("without"),
        absent=reader.texts("absent"),
        lines=reader.choice("lines", ("", "first", "last", "any")),
        reach=reader.choice("reach", ("", "title")),
        until=reader.texts("until"),
        confidence=reader.number("confidence", 1.0),
        samples=reader.texts("samples"),
    )
    reader.nothing_else()
    return slot
