"""A profile as TOML that a person can read and edit."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from .profile_model import Furniture, Profile, Slot, Template

FORMAT = 1
WIDTH = 100
_DEFAULT_SLOT = Slot()
_SLOT_KEYS = tuple(Slot.__dataclass_fields__)


def to_toml(profile: Profile, comments: Mapping[str, str] | None = None) -> str:
    """The profile as TOML text; reading it gives an equal profile.

    `comments` are put above what they explain, by place: "" (the head), "site", "article" (a template's
    name), "article.title" (a slot of it), "visitor_count", "pictures", "furniture menu" (the furniture of
    that name, the site's or a template's). Their indented lines are never broken.
    """
    notes = comments or {}
    lines = [*_comment(notes.get("", "")), f"format = {FORMAT}", *_keys(profile, ("name", "description")), ""]
    lines += [*_comment(notes.get("site", "")), "[site]"]
    lines += _keys(profile, ("language", "timezone", "date_order", "base_url"))
    if profile.notice_length != Profile("").notice_length:
        lines.append(f"notice_length = {profile.notice_length}")
    if profile.short_years:
        lines.append("short_years = true")
    if profile.learned_from:
        lines.append(f"learned_from = {profile.learned_from}")
    if profile.pictures:
        lines += [*_comment(notes.get("pictures", "")), _line("pictures", profile.pictures)]
    if profile.visitor_count:
        lines += [
            "",
            *_comment(notes.get("visitor_count", "")),
            "[site.visitor_count]",
            *_slot(profile.visitor_count),
        ]
    for template in profile.templates:
        lines += ["", *_template(template, notes, bool(profile.learned_from))]
    for part in profile.furniture:
        lines += ["", *_comment(notes.get(f"furniture {part.name}", "")), "[[furniture]]", *_furniture(part)]
    return "\n".join(lines) + "\n"


def _template(template: Template, notes: Mapping[str, str], learned: bool) -> Iterator[str]:
    yield from _comment(notes.get(template.name, ""))
    yield "[[template]]"
    yield from _keys(template, ("name", "kind", "match", "reject"))
    for name, slot in template.slots:
        yield ""
        yield from _comment(notes.get(f"{template.name}.{name}", ""))
        yield f"[template.{name}]"
        yield from _slot(slot, learned)
    for part in template.furniture:
        yield ""
        yield from _comment(notes.get(f"furniture {part.name}", ""))
        yield "[[template.furniture]]"
        yield from _furniture(part)


def _slot(slot: Slot, learned: bool = False) -> Iterator[str]:
    for key in _SLOT_KEYS:
        value = getattr(slot, key)
        if value != getattr(_DEFAULT_SLOT, key) or (learned and key == "confidence"):
            yield _line(key, value)


def _furniture(part: Furniture) -> Iterator[str]:
    yield from _keys(part, ("name", "what", "select", "texts"))


def _keys(thing: object, keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        value = getattr(thing, key)
        if value not in ("", ()):
            yield _line(key, value)


def _line(key: str, value: Any) -> str:
    if isinstance(value, tuple):
        short = f"{key} = [{', '.join(map(_text, value))}]"
        if len(short) <= WIDTH:
            return short
        return "\n".join([f"{key} = [", *(f"    {_text(part)}," for part in value), "]"])
    return f"{key} = {_text(value) if isinstance(value, str) else value}"


def _text(value: str) -> str:
    """A TOML string; a literal one where backslashes would have to be doubled."""
    if "\\" in value and "'" not in value and value.isprintable():
        return f"'{value}'"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(text: str) -> Iterator[str]:
    for paragraph in text.splitlines():
        if paragraph.startswith(" "):
            yield f"# {paragraph}"
            continue
        for line in textwrap.wrap(paragraph, WIDTH - 2, break_long_words=False, break_on_hyphens=False) or [
            ""
        ]:
            yield f"# {line}".rstrip()
