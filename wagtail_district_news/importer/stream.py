"""Elements to StreamField data: stable ids, rich text as the editor saves it, every word accounted for."""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_noop as _

from wagtail_district_news import text
from wagtail_district_news.extraction.documents import (
    Attachment,
    Element,
    Embed,
    Figure,
    Gallery,
    Heading,
    Image,
    Issue,
    Quote,
    RichText,
    Table,
)

from . import richtext
from .messages import say

NAMESPACE = uuid.UUID("5f0d3f52-6c3c-5a3e-9a0e-0d6f7b1c2a11")  # ours; block ids are uuid5 under it


@dataclass(frozen=True, slots=True)
class Found:
    """An image or document of the site that stands for a reference of the old page."""

    pk: Any
    title: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """A reference that could not be brought over: why, and its absolute old address ("" if none is known)."""

    reason: str
    address: str = ""
    code: str = "missing"


class References(Protocol):
    """What the elements of one page point at. `placeholders` says that the pks are not real (a plan)."""

    placeholders: bool

    def image(self, src: str) -> Found | Missing: ...

    def document(self, href: str) -> Found | Missing: ...

    def link(self, href: str) -> richtext.LinkAttributes | None: ...


@dataclass(slots=True)
class Stream:
    """StreamField data as it is stored, what to look at, and the words that found no place."""

    data: list[dict[str, Any]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    lost_words: list[str] = field(default_factory=list)


def build_stream(
    elements: tuple[Element, ...], stream_block: Any, references: References, seed: str
) -> Stream:
    """Return the body for one page. `seed` names the page, so that the same page gives the same ids."""
    builder = _Builder(stream_block, references, seed)
    for element in elements:
        builder.add(element)
    return builder.stream


def element_words(element: Element) -> list[str]:
    """Return the visible words that an element holds; a picture's alternative text is not visible."""
    match element:
        case Heading():
            return text.words(element.text)
        case RichText():
            return richtext.visible_words(element.html)
        case Figure():
            return _image_words(element.image)
        case Gallery():
            return [word for image in element.images for word in _image_words(image)] + text.words(
                element.caption
            )
        case Quote():
            return text.words(element.text) + text.words(element.attribution)
        case Table():
            cells = [word for row in element.rows for cell in row for word in richtext.visible_words(cell)]
            return cells + text.words(element.caption)
        case Attachment():
            return text.words(element.title)
        case Embed():
            return text.words(element.caption)


def _image_words(image: Image) -> list[str]:
    return text.words(image.caption) + text.words(image.credit)


class _Builder:
    """Builds one page's body: a `_<kind>` method each. What a block cannot hold becomes a paragraph."""

    def __init__(self, stream_block: Any, references: References, seed: str):
        self.blocks = stream_block.child_blocks
        self.references = references
        self.seed = seed
        self.stream = Stream()
        self.held: list[str] = []  # the words that the blocks of the current element hold
        self.seen: Counter[str] = Counter()

    def add(self, element: Element) -> None:
        self.held = []
        digest = hashlib.sha256(repr(element).encode("utf-8", "replace")).hexdigest()[:24]
        self.seen[digest] += 1
        self.place = f"{self.seed}|{digest}|{self.seen[digest]}"
        self.part = 0
        getattr(self, f"_{element.kind}")(element)
        lost = richtext.missing_words(element_words(element), self.held)
        if lost:
            self.stream.lost_words.extend(lost)
            self._issue(
                "words-lost", say(_("words of a block could not be kept")), " ".join(lost[:40]), loss=True
            )

    # one method an element kind

    def _heading(self, element: Heading) -> None:
        values = {"text": element.text, "level": str(min(max(element.level, 2), 4))}
        if not self._struct("heading", values, element.text):
            self._paragraph(f"<p><b>{richtext.escape(element.text)}</b></p>")

    def _rich_text(self, element: RichText) -> None:
        self._paragraph(element.html)

    def _figure(self, element: Figure) -> None:
        self._picture(element.image)

    def _gallery(self, element: Gallery) -> None:
        found = [(image, self._find_image(image)) for image in element.images]
        standing = [(image, target) for image, target in found if isinstance(target, Found)]
        if standing and not self._gallery_block(element, standing):
            for image, target in standing:
                self._figure_block(image, target)
            self._text(element.caption)
        elif not standing:
            self._text(element.caption)
        for image, target in found:
            if isinstance(target, Missing):
                self._missing_image(image, target)

    def _quote(self, element: Quote) -> None:
        values = {"text": element.text, "attribution": element.attribution}
        if not self._struct("quote", values, element.text, element.attribution):
            self._text(element.text, element.attribution)

    def _table(self, element: Table) -> None:
        if self._table_block(element):
            return
        self._text(element.caption)
        rows = ("; ".join(filter(None, (cell.strip() for cell in row))) for row in element.rows)
        self._paragraph("".join(f"<p>{row}</p>" for row in rows if row))
        if "table" in self.blocks:
            self._issue(
                "table-flattened", say(_("a table was kept as paragraphs: the table block refused it"))
            )
        else:
            self._issue(
                "table-flattened", say(_("a table was kept as paragraphs: the site has no table block"))
            )

    def _attachment(self, element: Attachment) -> None:
        target = self.references.document(element.href)
        if isinstance(target, Missing):
            self._missing_document(element, target)
            return
        title = element.title or target.title
        if not self._struct("document", {"document": target.pk, "title": title}, element.title, media=True):
            self._paragraph(f'<p><a href="{richtext.escape(element.href)}">{richtext.escape(title)}</a></p>')

    def _embed(self, element: Embed) -> None:
        values = {"url": element.url, "caption": element.caption}
        if not self._struct("embed", values, element.caption):
            label = richtext.escape(element.caption or element.url)
            self._paragraph(f'<p><a href="{richtext.escape(element.url)}">{label}</a></p>')

    # pictures

    def _find_image(self, image: Image) -> Found | Missing:
        return self.references.image(image.src)

    def _picture(self, image: Image) -> None:
        target = self._find_image(image)
        if isinstance(target, Missing):
            self._missing_image(image, target)
        else:
            self._figure_block(image, target)

    def _figure_values(self, image: Image, target: Found) -> dict[str, Any]:
        return {
            "image": target.pk,
            "alt_text": text.fold_space(image.alt or image.caption)[:250],
            "decorative": image.decorative,
            "caption": image.caption,
            "credit": image.credit,
        }

    def _figure_block(self, image: Image, target: Found) -> None:
        values = self._figure_values(image, target)
        if self._struct("figure", values, image.caption, image.credit, media=True):
            return
        if self._single("image", target.pk):  # a site whose only picture block is a bare chooser
            self._text(image.caption, image.credit)
            return
        self._issue(
            "no-figure-block",
            say(_("the site has no block for a picture; its words were kept")),
            image.src,
            True,
        )
        self._text(image.caption, image.credit)

    def _gallery_block(self, element: Gallery, standing: list[tuple[Image, Found]]) -> bool:
        block = self.blocks.get("gallery")
        images = getattr(block, "child_blocks", {}).get("images")
        figure = getattr(getattr(images, "child_block", None), "child_blocks", None)
        if figure is None:
            return False
        entries, words, left_out = [], [element.caption], []
        for number, (image, target) in enumerate(standing):
            values, homeless = _fit(figure, self._figure_values(image, target))
            words += [values.get("caption", ""), values.get("credit", "")]
            left_out += homeless
            entries.append({"type": "item", "value": values, "id": self._id(f"gallery{number}")})
        if not self._struct("gallery", {"images": entries, "caption": element.caption}, *words, media=True):
            return False
        self._text(*left_out)
        return True

    def _missing_image(self, image: Image, target: Missing) -> None:
        lines = [richtext.escape(line) for line in (image.caption, image.credit) if line]
        if target.address:
            label = richtext.escape(image.alt or _file_name(target.address))
            lines.append(f'<a href="{richtext.escape(target.address)}">{label}</a>')
        if lines:
            self._paragraph("".join(f"<p>{line}</p>" for line in lines), relink=False)
        message = say(_("a picture is not here: %(reason)s"), reason=target.reason)
        self._issue(f"image-{target.code}", message, image.src[:500], loss=True)

    def _missing_document(self, element: Attachment, target: Missing) -> None:
        label = richtext.escape(element.title or _file_name(element.href))
        if target.address:
            label = f'<a href="{richtext.escape(target.address)}">{label}</a>'
        self._paragraph(f"<p>{label}</p>", relink=False)
        message = say(_("a document is not here: %(reason)s"), reason=target.reason)
        self._issue(f"document-{target.code}", message, element.href[:500], loss=True)

    # tables

    def _table_block(self, element: Table) -> bool:
        block = self.blocks.get("table")
        cell_block = getattr(block, "child_blocks", {}).get("text")
        if cell_block is None or not element.rows or not hasattr(cell_block.field, "widget"):
            return False
        head, rows = (element.rows[0], element.rows[1:]) if element.has_header else (None, element.rows)
        columns = [
            {"type": "text", "heading": richtext.plain_text(head[index]) if head else ""}
            for index in range(len(element.rows[0]))
        ]
        words: list[str] = [word for column in columns for word in text.words(column["heading"])]
        stored = []
        for number, row in enumerate(rows):
            values = []
            for index, cell in enumerate(row):
                html, _lost = self._settle(cell, cell_block, f"cell{number}.{index}")
                words += richtext.visible_words(html)
                values.append(html)
            stored.append({"values": values})
        value = {"columns": columns, "rows": stored, "caption": element.caption}
        if not self._put("table", value):
            return False
        self.held += words + text.words(element.caption)
        return True

    # the ground: paragraphs, structs, validation

    def _paragraph(self, html: str, relink: bool = True) -> None:
        block = self.blocks.get("paragraph")
        if block is None or not richtext.visible_words(html):
            return
        settled, _lost = self._settle(html, block, f"p{self.part}", relink)
        if self._put("paragraph", settled):
            self.held += richtext.visible_words(settled)

    def _text(self, *lines: str) -> None:
        html = "".join(f"<p>{richtext.escape(line)}</p>" for line in lines if line and line.strip())
        if html:
            self._paragraph(html, relink=False)

    def _settle(self, html: str, block: Any, part: str, relink: bool = True) -> tuple[str, tuple[str, ...]]:
        linked = richtext.relink(html, self.references.link if relink else _as_it_is)
        return richtext.settle(linked, block, f"{self.place}|{part}")

    def _struct(self, name: str, values: dict[str, Any], *visible: str, media: bool = False) -> bool:
        """Add a struct block. Text that the site's struct has no field for becomes a paragraph after it."""
        block = self.blocks.get(name)
        names = getattr(block, "child_blocks", None)
        if names is None:
            return False
        kept, homeless = _fit(names, values)
        if not self._put(name, kept, media=media):
            return False
        for line in visible:
            if line not in homeless:
                self.held += text.words(line)
        self._text(*(line for line in homeless if line in visible))
        return True

    def _single(self, name: str, value: Any) -> bool:
        block = self.blocks.get(name)
        if block is None or hasattr(block, "child_blocks"):
            return False
        return self._put(name, value, media=True)

    def _put(self, name: str, value: Any, media: bool = False) -> bool:
        """Add a block if the site's own block accepts the value; the stored form is the block's own."""
        block = self.blocks[name]
        if not (media and self.references.placeholders):
            try:
                python = block.to_python(value)
                block.clean(python)
            except (ValidationError, KeyError, TypeError, ValueError, AttributeError):
                return False
            value = block.get_prep_value(python)
        self.stream.data.append({"type": name, "value": value, "id": self._id(name)})
        self.part += 1
        return True

    def _id(self, part: str) -> str:
        return str(uuid.uuid5(NAMESPACE, f"{self.place}|{self.part}|{part}"))

    def _issue(self, code: str, message: str, detail: str = "", loss: bool = False) -> None:
        self.stream.issues.append(Issue(code, message, loss, detail))


def _file_name(address: str) -> str:
    """Return what an address ends in, as people read it: a name in no language, where a page gives none."""
    return text.fold_space(unquote(address.split("?")[0].rstrip("/").rsplit("/", 1)[-1])) or address


def _fit(child_blocks: Any, values: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return (what the struct's own fields take, text that has no field there or is too long for it)."""
    kept, homeless = {}, []
    for name, value in values.items():
        block = child_blocks.get(name)
        longest = getattr(getattr(block, "field", None), "max_length", None)
        too_long = isinstance(value, str) and longest is not None and len(value) > longest
        if block is not None and not too_long:
            kept[name] = value
        elif isinstance(value, str) and value:
            homeless.append(value)
            if block is not None:
                kept[name] = ""
    return kept, homeless


def _as_it_is(href: str) -> richtext.LinkAttributes:
    return {"href": href}
