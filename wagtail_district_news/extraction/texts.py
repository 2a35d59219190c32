"""Elements as plain text, and as plain data for JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import lru_cache
from html import unescape
from typing import Any

from .documents import Attachment, Element, Embed, Figure, Gallery, Heading, Image, Quote, RichText, Table

_BLOCK_END = re.compile(r"</(?:p|li|ul|ol)>|<br/?>|<(?:ul|ol)>")
_TAG = re.compile(r"<[^>]*>")


def html_text(markup: str) -> str:
    """The text of allow-listed HTML, a line for each block and break."""
    text = markup.replace("<p>", "").replace("</p>", "\n").replace("<br/>", "\n")
    if "<" in text:
        text = _TAG.sub("", _BLOCK_END.sub("\n", text))
    if "&" in text:
        text = unescape(text)
    return "\n".join(line for line in (line.strip() for line in text.split("\n")) if line)


def element_text(element: Element) -> str:
    """All words that an element shows."""
    match element:
        case Heading(text=text):
            return text
        case RichText(html=markup):
            return html_text(markup)
        case Figure(image=image):
            return image.caption
        case Gallery():
            return "\n".join(filter(None, [*(image.caption for image in element.images), element.caption]))
        case Quote():
            return "\n".join(filter(None, (element.text, element.attribution)))
        case Table():
            rows = ["\t".join(html_text(cell).replace("\n", " ") for cell in row) for row in element.rows]
            return "\n".join(filter(None, (element.caption, *rows)))
        case Attachment(title=title):
            return title
    return element.caption


def body_text(elements: Iterable[Element], captions_aside: bool = True) -> str:
    """The text of a body, an element after the other; on wish without captions of pictures beside it."""
    if not captions_aside:
        elements = [e for e in elements if not (isinstance(e, Figure) and e.image.aside)]
    return "\n".join(text for element in elements if (text := element_text(element)))


def pictures(elements: Iterable[Element]) -> list[Image]:
    """Every picture of a body, in order."""
    found: list[Image] = []
    for element in elements:
        if isinstance(element, Figure):
            found.append(element.image)
        elif isinstance(element, Gallery):
            found += element.images
    return found


def element_data(element: Element) -> dict[str, Any]:
    """An element as plain data, its kind first."""
    assert isinstance(element, Heading | RichText | Figure | Gallery | Quote | Table | Attachment | Embed)
    return {"kind": element.kind, **_data(element)}


def image_data(image: Image) -> dict[str, Any]:
    """An image as plain data."""
    return _data(image)


def _data(value: Element | Image) -> dict[str, Any]:
    """A value as `dataclasses.asdict` has it, without copies of what cannot be changed."""
    return {name: _plain(getattr(value, name)) for name in _names_of(type(value))}


def _plain(held: Any) -> Any:
    if isinstance(held, Image):
        return _data(held)
    return tuple(_plain(one) for one in held) if isinstance(held, tuple) else held


def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


_names_of: Callable[[Any], tuple[str, ...]] = lru_cache(maxsize=32)(_names)
