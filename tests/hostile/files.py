"""Pictures and documents that lie about what they are, or would fill the memory of who opens them."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image as Pillow

from tests.importer.conftest import PDF, picture

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="top.__xss(0)"><script>top.__xss(0)</script></svg>'
ENTITY = b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>'
PHP, HTML = b"<?php system($_GET[0]); ?>", b"<html><script>top.__xss(0)</script></html>"
EICAR_LIKE = b"MZ\x90\x00 this program cannot be run"


def png(width: int, height: int, bits: int = 1) -> bytes:
    """A valid PNG of few bytes and any number of pixels."""
    rows = zlib.compress(b"\0" * ((width * bits // 8 + 1) * height), 9)
    head = struct.pack(">IIBBBBB", width, height, bits, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def text_bomb() -> bytes:
    """A PNG with a colour profile and a text that unpack to 50 MB each."""
    small, packed = png(20, 20), zlib.compress(b"\0" * 50_000_000, 9)
    extra = _chunk(b"iCCP", b"x\0\0" + packed) + _chunk(b"zTXt", b"Comment\0\0" + packed)
    place = small.index(b"IDAT") - 4
    return small[:place] + extra + small[place:]


def many_frames(count: int) -> bytes:
    stream = io.BytesIO()
    frames = [Pillow.new("P", (20, 20), number % 256) for number in range(count)]
    frames[0].save(stream, "GIF", save_all=True, append_images=frames[1:], duration=10)
    return stream.getvalue()


def saved(mode: str, kind: str, **options) -> bytes:
    stream = io.BytesIO()
    Pillow.new(mode, (60, 40), options.pop("color", 1)).save(stream, kind, **options)
    return stream.getvalue()


def jpeg(**options) -> bytes:
    return saved("RGB", "JPEG", color=(90, 60, 30), **options)


# name -> (bytes, the code under which it is refused or "" where it is taken)
PICTURES: dict[str, tuple[bytes, str]] = {
    "pixels.png": (png(12_000, 12_000), "too-many-pixels"),
    "overflow.png": (png(20, 20).replace(struct.pack(">II", 20, 20), b"\xff" * 8, 1), "not-an-image"),
    "bomb.png": (text_bomb(), None),
    "frames.gif": (many_frames(300), ""),
    "cmyk.jpg": (saved("CMYK", "JPEG", color=(9, 9, 9, 9)), ""),
    "sixteen.png": (saved("I;16", "PNG"), ""),
    "progressive.jpg": (jpeg(progressive=True), ""),
    "half-a-head.jpg": (jpeg()[:300], "not-an-image"),
    "cut.jpg": (jpeg()[:-20], "broken"),
    "cut.png": (picture(200, 200)[:200], "broken"),
    "exif.jpg": (jpeg(exif=b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\xff" * 60_000), ""),
    "php-tail.jpg": (jpeg() + PHP, ""),
    "html-tail.gif": (many_frames(1) + HTML, ""),
    "gif-script.gif": (b"GIF89a/*" + b"\0" * 20 + b"*/=1;top.__xss(0)", "not-an-image"),
    "page.jpg": (HTML, "not-an-image"),
    "drawing.svg": (SVG, "not-an-image"),
    "drawing.png": (SVG, "not-an-image"),
    "entity.svg": (ENTITY, "not-an-image"),
    "icon.ico": (saved("RGB", "ICO"), "not-an-image"),
    "scan.tif": (saved("RGB", "TIFF"), "not-an-image"),
    "old.bmp": (saved("RGB", "BMP"), ""),
    "new.webp": (saved("RGB", "WEBP"), ""),
    "zero.jpg": (b"", "empty"),
    "wrong.png": (jpeg(quality=40), ""),
    "CON.jpg": (jpeg(quality=41), ""),
    "aux.php.jpg": (jpeg(quality=42), ""),
    "a b&c'd;e.jpg": (jpeg(quality=43), ""),
    '"><svg onload=top.__xss(0)>.jpg': (jpeg(quality=44), ""),
    "\u202egpj.exe.jpg": (jpeg(quality=45), ""),
    "x" * 240 + ".jpg": (jpeg(quality=46), ""),
}
DOCUMENTS: dict[str, tuple[bytes, str]] = {
    "page.pdf": (HTML, "web-page"),
    "late.pdf": (b"<!-- " + b" " * 900 + b" -->" + HTML, "web-page"),
    "drawing.pdf": (SVG, "web-page"),
    "polyglot.pdf": (b"%PDF-1.4\n" + HTML, ""),
    "program.pdf": (EICAR_LIKE, "program"),
    "script.doc": (b"#!/bin/sh\nrm -rf /", "program"),
    "setup.exe.zip": (b"PK\x03\x04 not a zip at all", ""),
    "zero.pdf": (b"", "empty"),
    "plain.pdf": (PDF, ""),
    "words.csv": (b'=HYPERLINK("http://evil.example","x")', ""),
    '"><img src=x onerror=top.__xss(0)>.pdf': (PDF + b" named", ""),
    "y" * 240 + ".pdf": (PDF + b" long", ""),
}
