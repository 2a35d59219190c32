"""Pages that want to break whoever reads them: each is made at any size, and says how it must end."""

from __future__ import annotations

import base64
import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.importer.conftest import picture

NEW, SKIPPED, FAILED = "new", "skipped", "failed"


@dataclass(frozen=True, slots=True)
class Case:
    """A kind of page: `make(n)` are its bytes at a size, `ends` its statuses at the size of the portal."""

    make: Callable[[int], bytes]
    ends: str = NEW
    size: int = 40


def wrap(
    body: bytes,
    head=b"",
    title=b"Tin h\xc3\xa0ng",
    views=b"7",
    date=b"05/10/2018 08:00",
    lead=b"",
    section=b"Kho",
) -> bytes:
    """A page of the test portal whose parts are the given bytes; the body comes last, and may swallow the rest."""
    return (
        b'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">' + head + b"</head><body>"
        b'<p class="visitors">00012345</p><div class="section">' + section + b'</div><h1 class="title">' + title
        + b'</h1><div class="date">' + date + b'</div><div class="lead">' + lead + b'</div><div class="views">' + views
        + b'</div><div class="story"><p>M\xe1\xbb\x99t hai ba b\xe1\xbb\x91n</p>' + body + b"</div></body></html>"
    )  # fmt: skip


def body(pattern: bytes, before=b"", after=b"") -> Callable[[int], bytes]:
    return lambda n: wrap(before + pattern * n + after)


def each(pattern: str, before=b"", after=b"") -> Callable[[int], bytes]:
    return lambda n: wrap(before + "".join(pattern.format(i) for i in range(n)).encode() + after)


def part(name: str, pattern: bytes, before=b"", after=b"") -> Callable[[int], bytes]:
    return lambda n: wrap(b"<p>x</p>", **{name: before + pattern * n + after})


def noise(n: int) -> bytes:
    return wrap(random.Random(n).randbytes(n))


PNG = base64.b64encode(picture())
DEEP = 3_000

CASES: dict[str, Case] = {
    # bytes that are no text, or another text than they say
    "nul": Case(body(b"a\0b<p\0>c\0d</p>")),
    "c0-c1": Case(body(bytes(range(1, 32)) + "\x80\x85\x9f\ufeff\u200b\u202e\ufffe".encode())),
    "surrogates": Case(body(b"\xed\xa0\x80\xed\xb0\x80 &#xD800;&#xDFFF;&#55357; x\xed\xa0\xbd ")),
    "overlong": Case(body(b"\xc0\xbcscript\xc0\xbe \xe0\x80\xaf\xf0\x80\x80\xaf \xf8\x88\x80\x80\x80 ")),
    "utf-16-no-mark": Case(lambda n: wrap(b"<p>utf 16</p>" * n).decode().encode("utf-16-le")),
    "utf-32": Case(lambda n: wrap(b"<p>utf 32</p>" * n).decode().encode("utf-32")),
    "utf-7": Case(lambda n: wrap(b"+ADw-script+AD4- " * n, head=b'<meta charset="utf-7">')),
    "declares-nonsense": Case(lambda n: wrap(b"x" * n, head=b'<meta charset="idna"><meta charset="hex_codec">')),
    "cut-in-a-tag": Case(lambda n: wrap(b"<p>x</p>" * n + b"<p>y</p><a href='x")[:-21]),
    "cut-in-a-letter": Case(lambda n: wrap("ế".encode() * n)[:-23]),
    "noise": Case(noise),
    "references": Case(body(b"&#0;&#1;&#x110000;&#xFFFFFFFFFFFF;&#99999999999999999999;&nope;&amp &lt &#x;&#;")),
    "empty": Case(lambda n: b"", SKIPPED),
    "white": Case(lambda n: b" \r\n\t" * n, SKIPPED),
    "only-nul": Case(lambda n: b"\0" * n, FAILED),
    "no-markup": Case(lambda n: b"words and words " * n, FAILED),
    # depth
    "divs": Case(body(b"<div>"), FAILED, DEEP),
    "bolds": Case(body(b"<b>"), FAILED, DEEP),
    "fonts": Case(body(b"<font>x"), FAILED, DEEP),
    "tables": Case(body(b"<table><tr><td>"), FAILED, DEEP),
    "lists-too-deep": Case(body(b"<ul><li>a"), FAILED, DEEP),
    "lists": Case(body(b"<ul><li>a"), size=60),
    "quotes": Case(body(b"<blockquote>a"), size=300),
    "divs-closed": Case(lambda n: wrap(b"<div>" * n + b"x" + b"</div>" * n), size=900),
    "tables-in-tables": Case(body(b"<table><tr><td>a<td>b"), size=100),
    "forms": Case(body(b"<form><input><select><option>x")),
    "bold-never-closed": Case(body(b"<b><p>x"), FAILED, 2_500),
    # breadth
    "paragraphs": Case(body(b"<p>x</p>")),
    "too-many-tags": Case(body(b"<br>"), FAILED, 200_001),
    "breaks": Case(body(b"x<br>")),
    "bold-breaks": Case(body(b"<b>x</b><br>")),
    "looks": Case(body(b"<b>x </b><i>y</i>")),
    "paragraphs-in-an-entry": Case(body(b"<p>x</p>", b"<ul><li>", b"</li></ul>")),
    "links": Case(each('<a href="/x{0}">y</a> ')),
    "script-links": Case(each('<a href="javascript:x({0})">y</a> '), size=200),
    "local-pictures": Case(each('<img src="file:///c:/{0}.jpg">'), size=200),
    "missing-pictures": Case(each('<img src="no/{0}.jpg" alt="{0}">'), size=200),
    "one-row-many-cells": Case(body(b"<td>a</td>", b"<table border=1><tr>", b"</tr><tr><td>b</td></tr></table>")),
    "rows-and-a-wide-one": Case(
        lambda n: wrap(b"<table border=1><tr>" + b"<td>a</td>" * n + b"</tr>" + b"<tr><td>b</td></tr>" * n + b"</table>")
    ),
    "rows": Case(body(b"<tr><td>a</td><td>b</td></tr>", b"<table border=1>", b"</table>")),
    "spans": Case(
        body(
            b"<tr><td colspan=999999999 rowspan=999999999>a</td><td rowspan=-1>b</td></tr>",
            b"<table border=1>",
            b"</table>",
        )
    ),
    "embeds": Case(each('<iframe src="//v.example/{0}"></iframe>')),
    "documents": Case(each('<a href="no/{0}.pdf">d</a>')),
    "attributes": Case(lambda n: wrap(b"<p " + b" ".join(b"a%d=1" % i for i in range(n)) + b">x</p>")),
    "one-long-attribute": Case(lambda n: wrap(b'<p class="' + b"a " * 50 * n + b'" style="' + b"font:" * n + b'">x</p>')),
    "one-long-word": Case(lambda n: wrap(b"<p>" + b"x" * 100 * n + b"</p>")),
    "marks": Case(lambda n: wrap(b"<p>a" + "\u0301\u0323".encode() * n + b"</p>")),
    "entities": Case(body(b"&amp;&lt;&eacute;", b"<p>", b"</p>")),
    "escaped-twice": Case(body(b"&amp;#7879;a ", b"<p>", b"</p>")),
    "mojibake": Case(body("Ã¡ Â» áº¿ \n".encode(), b"<p>", b"</p>")),
    "eth": Case(body("ðe Ða ".encode(), b"<p>", b"</p>")),
    # what is never closed
    "cdata": Case(body(b"<![")),
    "comment": Case(body(b"<!--")),
    "scripts": Case(body(b"<script>")),
    "textarea": Case(body(b"<textarea>")),
    "less-than": Case(body(b"<")),
    "half-tags": Case(body(b"<a ")),
    "ampersands": Case(body(b"&")),
    "frames": Case(lambda n: b"<html><frameset cols=1>" + b"<frame src=a.html>" * n + b"</frameset></html>", SKIPPED),
    "plaintext": Case(lambda n: wrap(b"<plaintext>" + b"<p>x" * n)),
    # where it stands, and what it points at
    "base": Case(lambda n: wrap(b'<a href="x">y</a><img src="p.jpg">', head=b'<base href="javascript:1//">' * n)),
    "base-elsewhere": Case(lambda n: wrap(b'<a href="x">y</a>', head=b'<base href="//evil.example/">')),
    "canonical-nonsense": Case(lambda n: wrap(b"x", head=b'<link rel=canonical href="http://[">' * n)),
    "canonical-long": Case(
        lambda n: wrap(b"x", head=b'<link rel=canonical href="http://portal.example/' + b"a" * 600 * n + b'">')
    ),
    "canonical-script": Case(lambda n: wrap(b"x", head=b'<link rel=canonical href="javascript:alert(1)">')),
    "refresh": Case(lambda n: wrap(b"x", head=b'<meta http-equiv=refresh content="0;url=//evil.example/">')),
    "self": Case(each('<a href="self.html#{0}">y</a> ')),
    "long-links": Case(lambda n: wrap(b'<a href="/' + b"a" * 600 * n + b'">y</a><img src="/' + b"b" * 600 * n + b'">')),
    "junk-links": Case(body(b'<a href="http://[::1">y</a> <a href="%00%0d%0aX: y">z</a> <a href="//">w</a> ')),
    "up": Case(lambda n: wrap(b'<a href="' + b"../" * n + b'etc/passwd">y</a><img src="' + b"../" * n + b'etc/passwd">')),
    "archived": Case(body(b'<a href="/web/20100101000000/http://web/20100101/http:/">y</a>')),
    "data-huge": Case(lambda n: wrap(b'<img src="data:image/png;base64,' + b"A" * 1000 * n + b'">')),
    "data-broken": Case(
        body(b'<img src="data:image/png;base64,%%%"><img src="data:,x"><img src="data:image/svg+xml,<svg onload=1>">')
    ),
    "data-html": Case(body(b'<img src="data:text/html,<script>1</script>"><a href="data:text/html,x">y</a>')),
    "data-good": Case(lambda n: wrap(b'<img alt="t" src="data:image/png;base64,' + PNG + b'">')),
    # values
    "date-99": Case(lambda n: wrap(b"x", date=b"99/99/9999")),
    "date-zero": Case(lambda n: wrap(b"x", date=b"01/01/0000 00:00")),
    "date-10000": Case(lambda n: wrap(b"x", date=b"01/01/10000 25:61")),
    "date-offset": Case(lambda n: wrap(b"x", date=b"0001-01-01T00:00:00+14:00")),
    "dates": Case(part("date", b"01/10/2018 08:00 ")),
    "date-digits": Case(part("date", b"1/")),
    "date-hours": Case(part("date", b"1 gio 1:1 ")),
    "views-vast": Case(lambda n: wrap(b"x", views=b"1" + b"0" * 400)),
    "views-negative": Case(lambda n: wrap(b"x", views=b"-7")),
    "views-unicode": Case(lambda n: wrap(b"x", views="٣٤٥ 七 ²".encode())),
    "views-2-63": Case(lambda n: wrap(b"x", views=b"9223372036854775808")),
    "views-largest": Case(lambda n: wrap(b"x", views=b"9223372036854775807")),
    "views-groups": Case(part("views", b".111", b"1")),
    "views-many": Case(part("views", b"1 2 3a ")),
    "title-long": Case(part("title", b"t\xe1\xbb\x87 "), size=2_000),
    "title-empty": Case(lambda n: wrap(b"x", title=b"")),
    "title-invisible": Case(lambda n: wrap(b"x", title="\u200b\u2060\u00ad".encode())),
    "title-reserved": Case(lambda n: wrap(b"x", title=b"2018")),
    "title-route": Case(lambda n: wrap(b"x", title=b"search", section=b"feed")),
    "title-rtl": Case(lambda n: wrap(b"x", title="\u202egpj.exe \u2066".encode())),
    "sections-deep": Case(part("section", b" &gt; a"), size=500),
    "section-long": Case(part("section", b"k"), size=5_000),
    "section-year": Case(lambda n: wrap(b"x", section=b"2019")),
    "lead-long": Case(part("lead", b"l\xe1\xbb\x87 "), size=2_000),
}  # fmt: skip
