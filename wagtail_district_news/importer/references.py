"""Everything that one old page points at: gathered and read before its transaction, turned into links inside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext_noop as _

from wagtail_district_news.extraction.documents import (
    Attachment,
    Element,
    Figure,
    Gallery,
    Image,
    Issue,
    RichText,
    Table,
)

from . import media as media_module
from .links import PageLinks, absolute, link_targets
from .media import DOCUMENT, IMAGE, Media, Prepared
from .messages import message_of, say
from .sniff import Refused
from .stream import Found, Missing

DOCUMENT_SUFFIXES = frozenset(
    """
    .pdf .doc .docx .xls .xlsx .ppt .pptx .odt .ods .odp .rtf .zip .rar .7z .csv .txt .epub .mp3 .mp4
    """.split()  # noqa: SIM905 - a list would be a page long
)


@dataclass(slots=True)
class Gathered:
    """The files of one page by reference as written, and how its elements are dealt out.

    `body` becomes blocks; `attachments` become children of the article, where its class has them.
    """

    body: tuple[Element, ...]
    attachments: tuple[Attachment, ...]
    images: dict[str, Prepared | Refused] = field(default_factory=dict)
    documents: dict[str, Prepared | Refused] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)

    def prepared(self) -> list[Prepared]:
        """Return every file that was found, for `Media.ensure`."""
        files = (*self.images.values(), *self.documents.values())
        return [each for each in files if isinstance(each, Prepared)]


def gather(
    page: Any, media: Media, page_paths: frozenset[str], takes_attachments: bool, write: bool
) -> Gathered:
    """Return what a page points at. With `write` the files are stored; without, only looked at."""
    body, attachments = _deal(page, takes_attachments)
    gathered = Gathered(body, attachments)
    for image in _images(body):
        gathered.images[image.src] = media.prepare(
            IMAGE, image.src, page.path, image.alt or image.caption, write
        )
    for attachment in (*(each for each in body if isinstance(each, Attachment)), *attachments):
        gathered.documents[attachment.href] = media.prepare(
            DOCUMENT, attachment.href, page.path, attachment.title, write
        )
    for href in _hrefs(body):
        _gather_link(gathered, href, page, media, page_paths, write)
    _attach_what_is_missing(gathered)
    return gathered


def unlinked_documents(media: Media) -> tuple[str, ...]:
    """Return the documents of a source that no page that was read links, by path in order."""
    linked = {path for _kind, path in media.known}
    return tuple(
        sorted(
            path
            for path in media.source.names()
            if path not in linked and PurePosixPath(path).suffix.lower() in DOCUMENT_SUFFIXES
        )
    )


def _deal(page: Any, takes_attachments: bool) -> tuple[tuple[Element, ...], tuple[Attachment, ...]]:
    """Documents stay where the text has them; those of a page that is nothing else become its attachments.

    A notice is there for its document, so that one is attached even where a sentence links it as well.
    """
    body = tuple(_without_decoration(page.body))
    in_body = [each for each in body if isinstance(each, Attachment)]
    if takes_attachments and in_body and len(in_body) == len(body):
        body, in_body = (), []
    shown = {each.href for each in in_body}
    if page.kind != "notice":
        shown |= set(_hrefs(body))
    rest = tuple(each for each in _once(page.attachments or ()) if each.href not in shown)
    if body == () and not rest:
        rest = tuple(each for each in page.body if isinstance(each, Attachment))
    return (body, rest) if takes_attachments else ((*body, *rest), ())


def _once(attachments: tuple[Attachment, ...]) -> Iterator[Attachment]:
    seen = set()
    for each in attachments:
        if each.href not in seen:
            seen.add(each.href)
            yield each


def _without_decoration(elements: tuple[Element, ...]) -> Iterator[Element]:
    for element in elements:
        if isinstance(element, Figure) and _is_decoration(element.image):
            continue
        if isinstance(element, Gallery):
            images = tuple(image for image in element.images if not _is_decoration(image))
            if not images and not element.caption:
                continue
            element = replace(element, images=images)
        yield element


def _is_decoration(image: Image) -> bool:
    return image.decorative and not (image.caption or image.credit)


def _images(elements: tuple[Element, ...]) -> Iterator[Image]:
    for element in elements:
        if isinstance(element, Figure):
            yield element.image
        elif isinstance(element, Gallery):
            yield from element.images


def _hrefs(elements: tuple[Element, ...]) -> list[str]:
    found: list[str] = []
    for element in elements:
        if isinstance(element, RichText):
            found += link_targets(element.html)
        elif isinstance(element, Table):
            for row in element.rows:
                for cell in row:
                    found += link_targets(cell)
    return list(dict.fromkeys(found))


def _gather_link(
    gathered: Gathered, href: str, page: Any, media: Media, page_paths: frozenset[str], write: bool
) -> None:
    path = media.locate(href.partition("#")[0], page.path)
    if path in page_paths:
        return
    if path is not None:
        gathered.documents[href] = media.prepare(DOCUMENT, href.partition("#")[0], page.path, "", write)
        file = gathered.documents[href]
        if isinstance(file, Refused):
            gathered.issues.append(_document_issue(file, href))
    elif _was_a_document(href, page, media.base_url):
        refusal = Refused("missing", say(_("the source does not hold the file")))
        gathered.issues.append(_document_issue(refusal, href))


def _was_a_document(href: str, page: Any, base_url: str) -> bool:
    try:
        parts = urlsplit(href)
        suffix = PurePosixPath(parts.path).suffix.lower()
        ours = not parts.hostname or parts.hostname == urlsplit(page.address or base_url).hostname
    except ValueError:
        return False
    return ours and suffix in DOCUMENT_SUFFIXES


def _document_issue(refusal: Refused, href: str) -> Issue:
    message = say(
        _("a linked document is not here: %(reason)s; the link goes to its old address"),
        reason=message_of(refusal),
    )
    return Issue(f"document-{refusal.code}", message, loss=True, detail=href[:500])


def _attach_what_is_missing(gathered: Gathered) -> None:
    """An attachment whose file is not here becomes a paragraph with a link, which a child cannot hold.

    Where the text links it already, that link stays alone.
    """
    missing = [each for each in gathered.attachments if isinstance(gathered.documents[each.href], Refused)]
    linked = set(_hrefs(gathered.body))
    gathered.body = (*gathered.body, *(each for each in missing if each.href not in linked))
    gathered.attachments = tuple(each for each in gathered.attachments if each not in missing)


class PageReferences:
    """What `stream.build_stream` asks: the page's references, answered with the site's own objects."""

    def __init__(
        self, page: Any, gathered: Gathered, made: dict[tuple[str, str], Any], links: PageLinks, plan: bool
    ):
        self.page, self.gathered, self.made, self.links = page, gathered, made, links
        self.placeholders = plan

    def image(self, src: str) -> Found | Missing:
        return self._answer(self.gathered.images.get(src), src)

    def document(self, href: str) -> Found | Missing:
        return self._answer(self.gathered.documents.get(href), href)

    def link(self, href: str) -> Any:
        file = self.gathered.documents.get(href)
        if isinstance(file, Prepared) and not self.placeholders:
            return {"linktype": "document", "id": str(media_module.found(file, self.made).pk)}
        return self.links.resolve(href)

    def _answer(self, file: Prepared | Refused | None, reference: str) -> Found | Missing:
        if isinstance(file, Prepared):
            return media_module.found(file, self.made)
        refusal = file or Refused("missing", say(_("the source does not hold the file")))
        address = (
            ""
            if reference.lower().startswith("data:")
            else absolute(reference, self.page, self.links.base_url)
        )
        return media_module.missing(refusal, address)
