"""Scripts, emptied before anything reads the page: half of many pages, and no word of any."""

from __future__ import annotations

import re

_NAME = "[sS][cC][rR][iI][pP][tT]"
# A start tag that ends where it seems to; an inside without anything that could be a tag, so that markup which is
# no script (an example in an attribute) cannot lose any; and the end tag behind it.
_SCRIPT = (
    rf"({_NAME}(?:\s++[\w:.-]++(?:=(?:\"[^\"<>]*+\"|'[^'<>]*+'|[\w./:;-]++))?)*\s*+>)"
    rf"[^<]*+(?:<(?![a-zA-Z/!?])[^<]*+)*(?=</{_NAME})"
)
# Where "<script" begins none; each to its end, or to that of the page.
_OTHERS = (
    r"!--.*?(?:-->|\Z)"
    r"|(?:[tT][eE][xX][tT][aA][rR][eE][aA]|[tT][iI][tT][lL][eE]|[xX][mM][pP])\b.*?(?:</(?i:textarea|title|xmp)|\Z)"
    r"|[pP][lL][aA][iI][nN][tT][eE][xX][tT]\b.*"
)
# Of all tags few begin with these two signs.
_MARKED = re.compile(rf"<(?=[sStTxXpP!][cCeEiImMlL-])(?:{_SCRIPT}|{_OTHERS})", re.DOTALL)
_MARKED_BYTES = re.compile(_MARKED.pattern.encode(), re.DOTALL)


def without_scripts(text: str) -> str:
    """The text of a page with the scripts empty that surely are some; linked data stays."""
    return _MARKED.sub(_emptied, text)


def without_script_bytes(content: bytes) -> bytes:
    """The same of a page's bytes, in any charset whose letters, quotes and brackets are those of ASCII."""
    return _MARKED_BYTES.sub(_emptied_bytes, content)


def _emptied(found: re.Match[str]) -> str:
    tag = found[1]
    return found[0] if tag is None or "json" in tag.lower() else f"<{tag}"


def _emptied_bytes(found: re.Match[bytes]) -> bytes:
    tag = found[1]
    return found[0] if tag is None or b"json" in tag.lower() else b"<" + tag
