"""What a file is, told by its first bytes and its header; a name is only a hint."""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.conf import settings
from django.utils.translation import gettext_noop as _
from PIL import Image as Pillow

from .messages import say

HEAD = 1024
IMAGE_FORMATS = {
    "JPEG": "jpg",
    "MPO": "jpg",
    "PNG": "png",
    "GIF": "gif",
    "WEBP": "webp",
    "AVIF": "avif",
    "BMP": "bmp",
}
CONVERTED = {"BMP": "png"}  # browsers and Wagtail want none of these
PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"#!")
PROGRAM_NAMES = frozenset(
    """
    ade apk app bat cmd com cpl dll dmg exe hta ins iso jar js jse lnk mjs msc msi msp pif ps1 py reg scr sh
    sys vb vbe vbs ws wsc wsf wsh
    """.split()  # noqa: SIM905 - a list would be a page long
)
SUFFIX = re.compile("[a-z0-9]{1,8}")
# what a browser runs by its name, and what a web server would run
WEB_PAGE_NAMES = re.compile(
    r"s?html?\d?|x?html?|xht|stm|svgz?|xml|xslt?|rdf|rss|atom|mathml|mht(?:ml)?|htc|hta|swf|jar|m?js|cjs"
    r"|wasm|vbs|as[aphmc]x?|ascx|asmx|ashx|axd|cer|config|php\d?|phps|pht|phtml?|phar|inc|jspx?|jspf|jhtml|do|action"
    r"|cf[mc]l?|cgi|fcgi|p[lmy]|rb|erb|lua|htaccess|htpasswd|user"
)
WEB_PAGE_MARKS = (b"<!doctype html", b"<html", b"<head", b"<script", b"<body", b"<svg", b"<?php")
SUFFIXES = {
    b"%PDF": "pdf",
    b"Rar!": "rar",
    b"7z\xbc\xaf": "7z",
    b"{\\rtf": "rtf",
}


class Refused(Exception):
    """A file that is not taken over. `code` is machine readable, the message plain words."""

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """A picture that may be stored: its bytes (converted if need be), its suffix and size in pixels."""

    content: bytes
    suffix: str
    width: int
    height: int


def read_image(content: bytes, max_pixels: int) -> ImageFacts:
    """Return what a picture is, or raise Refused. Pixels are counted from the header, before any decoding."""
    if not content:
        raise Refused("empty", say(_("the file is empty")))
    if looks_like_web_page(content):
        raise Refused("not-an-image", say(_("the file is a web page, not a picture")))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)
        try:
            picture = Pillow.open(io.BytesIO(content), formats=_readable())
        except Pillow.DecompressionBombError as error:
            raise _too_many_pixels(max_pixels) from error
        except Exception as error:
            raise Refused(
                "not-an-image", say(_("the file is no picture of a kind that the site takes"))
            ) from error
        width, height = picture.size
        if width * height > max_pixels:
            raise _too_many_pixels(max_pixels, width, height)
        return _decoded(picture, content, width, height)


def _readable() -> list[str]:
    """Return Pillow's formats that this Pillow opens and the site takes, as they are or converted."""
    allowed = getattr(settings, "WAGTAILIMAGES_EXTENSIONS", ["avif", "gif", "jpg", "jpeg", "png", "webp"])
    Pillow.init()
    return [
        name
        for name, suffix in IMAGE_FORMATS.items()
        if name in Pillow.OPEN and (suffix in allowed or CONVERTED.get(name) in allowed)
    ]


def _decoded(picture: Pillow.Image, content: bytes, width: int, height: int) -> ImageFacts:
    kind = picture.format or ""
    try:
        picture.load()
        if kind in CONVERTED:
            stream = io.BytesIO()
            picture.convert("RGB").save(stream, CONVERTED[kind].upper())
            content = stream.getvalue()
    except Exception as error:
        raise Refused("broken", say(_("the picture is damaged and cannot be shown"))) from error
    return ImageFacts(content, CONVERTED.get(kind) or IMAGE_FORMATS[kind], width, height)


def _too_many_pixels(limit: int, width: int = 0, height: int = 0) -> Refused:
    size = f"{width} x {height}" if width else say(_("too large to open"))
    return Refused(
        "too-many-pixels",
        say(
            _("the picture is %(size)s pixels, more than the limit of %(limit)s (IMPORT_MAX_IMAGE_PIXELS)"),
            size=size,
            limit=limit,
        ),
    )


def document_suffix(content: bytes, name: str) -> str:
    """Return the suffix for a document, told by its bytes where they tell, or raise Refused."""
    suffix = PurePosixPath(name).suffix.lstrip(".").lower()
    if not content:
        raise Refused("empty", say(_("the file is empty")))
    if looks_like_web_page(content) or WEB_PAGE_NAMES.fullmatch(suffix):
        raise Refused("web-page", say(_("the file is a web page, not a document")))
    if content.startswith(PROGRAMS) or suffix in PROGRAM_NAMES:
        raise Refused("program", say(_("the file is a program; programs are not taken over")))
    told = next((known for mark, known in SUFFIXES.items() if content.startswith(mark)), "")
    suffix = told or (suffix if SUFFIX.fullmatch(suffix) else "bin")
    allowed = getattr(settings, "WAGTAILDOCS_EXTENSIONS", None)
    if allowed and suffix not in allowed:
        raise Refused(
            "not-allowed",
            say(_("the site does not take .%(suffix)s documents (WAGTAILDOCS_EXTENSIONS)"), suffix=suffix),
        )
    return suffix


def looks_like_web_page(content: bytes) -> bool:
    """Say whether the bytes are markup that a browser would run."""
    head = content[:HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if head.startswith(b"<?xml"):
        return any(mark in head for mark in WEB_PAGE_MARKS)
    return head.startswith(WEB_PAGE_MARKS) or (
        head.startswith(b"<!--") and any(m in head for m in WEB_PAGE_MARKS)
    )
