"""The bytes of a page -> NFC text, whatever the page, its server or its editor said they were."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from .archived import without_toolbar
from .charsets import meant
from .documents import Issue, SourceDocument
from .evidence import best_reading
from .messages import say, say_many
from .mojibake import repair_entities, repair_mojibake
from .scripts import without_script_bytes, without_scripts
from .signs import CONTROLS, DOUBTFUL, keeps_marks, normal, signs_of, without_controls

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE_MARKS = tuple(mark for mark, _ in _BOMS)
_HEAD_BYTES = 8192  # a meta charset further down is ignored by browsers too
_DECLARED = re.compile(
    rb"<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*[\"']?\s*([\w:.+-]+)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text` is NFC and fit for any database; `replaced` characters could not be read and stand as U+FFFD.

    `is_clear` where it holds nothing that would have to go from a text, and no mark of Latin letters or signs.
    """

    text: str
    encoding: str
    replaced: int = 0
    issues: tuple[Issue, ...] = ()
    is_clear: bool = False


def decode(document: SourceDocument, scripts: bool = True) -> Decoded:
    """Decode a page. Never raises; what was guessed, repaired or lost is among the issues.

    Without `scripts` there is nothing in them.
    """
    read = _read(document, scripts)
    text, issues = without_toolbar(read.text), list(read.issues)
    signs = signs_of(text, read.utf8 if text is read.text else None)
    lost = signs.count("\ufffd")
    if lost:
        issues.append(_replaced(lost, read.encoding))
    repaired = repair_mojibake(text, signs) if signs else text
    if repaired != text:
        text, signs = repaired, signs_of(repaired)
        issues.append(_MOJIBAKE)
    doubtful = DOUBTFUL.search(signs) is not None
    if doubtful and CONTROLS.search(signs):
        text = without_controls(text, read.encoding)
        signs = signs_of(text)
        issues.append(_CONTROLS)
    repaired = repair_entities(text)
    if repaired != text:
        text = repaired
        issues.append(_ENTITIES)
    text = normal(text, signs, doubtful)
    clear = not doubtful and not keeps_marks(text, signs)
    return Decoded(text, read.encoding, lost, tuple(issues), clear)


@dataclass(frozen=True, slots=True)
class _Read:
    """Bytes read as text; `utf8` are the same bytes where they were sound UTF-8."""

    text: str
    encoding: str
    issues: tuple[Issue, ...] = ()
    utf8: bytes | None = None


_MOJIBAKE = Issue("mojibake-repaired", say("text that had been encoded as UTF-8 twice was put right"))
_CONTROLS = Issue(
    "controls-repaired", say("quotes and dashes that stood as control characters were put right")
)
_ENTITIES = Issue(
    "entities-repaired", say("characters that had been escaped twice (&amp;#7879;) were put right")
)


def _replaced(count: int, encoding: str) -> Issue:
    message = say_many(
        "%(count)s character could not be read as %(encoding)s; a replacement sign stands for it",
        "%(count)s characters could not be read as %(encoding)s; a replacement sign stands for each",
        count,
        encoding=encoding,
    )
    return Issue("undecodable-characters", message, loss=True, detail=str(count))


def _read(document: SourceDocument, scripts: bool) -> _Read:
    """The page as text. What is in scripts, half of many pages, says nothing of whether it is UTF-8."""
    content = document.content.removeprefix(codecs.BOM_UTF8)
    if sound := _sound(without_script_bytes(content)):
        return sound if not scripts else _Read(content.decode("utf-8", "replace"), sound.encoding)
    read = _read_whole(document)
    return read if scripts else replace(read, text=without_scripts(read.text), utf8=None)


def _sound(content: bytes) -> _Read | None:
    """The page if it is UTF-8 without an error, and nothing in it says that it is something else."""
    if b"\x1b" in content or content.startswith(_WIDE_MARKS) or _wide(content):
        return None
    try:
        return _Read(content.decode("utf-8"), "utf-8", utf8=content)
    except UnicodeDecodeError:
        return None


def _read_whole(document: SourceDocument) -> _Read:
    content = document.content
    certain = _by_signature(content)
    if certain and not (certain.encoding == "utf-8" and b"\x1b" in content and b"\x1b$" in content):
        return certain
    declared = [codec for codec in map(meant, (document.header_charset, _meta(content))) if codec]
    if certain:  # Japanese in seven bits
        escaped = next((codec for codec in declared if codec.startswith("iso2022_jp")), None)
        return _Read(content.decode(escaped, "replace"), escaped) if escaped else certain
    text, encoding = best_reading(content.removeprefix(codecs.BOM_UTF8), declared)
    return _Read(text, encoding, () if encoding in declared else (_guessed(encoding),))


def _by_signature(content: bytes) -> _Read | None:
    """What needs no judgement: a byte order mark, UTF-8 with at most a few errors, UTF-16."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _Read(content[len(mark) :].decode(encoding, "replace"), encoding)
    wide = _wide(content)
    if wide:
        return _Read(content.decode(wide, "replace"), wide)
    # An editor that knew no Unicode may have kept the mark of UTF-8 before anything.
    return _as_utf8(content.removeprefix(codecs.BOM_UTF8))


def _as_utf8(content: bytes) -> _Read | None:
    """The page if its bytes are UTF-8, or mostly: other charsets hardly ever form its sequences by chance."""
    try:
        return _Read(content.decode("utf-8"), "utf-8", utf8=content)
    except UnicodeDecodeError:
        text = content.decode("utf-8", "replace")
    errors, signs = text.count("\ufffd"), len(signs_of(text))
    return _Read(text, "utf-8") if 2 * errors <= signs else None


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: markup is Latin, so nearly every second byte of its start is NUL."""
    head = content[:1024]
    pairs = len(head) // 2
    if pairs < 8:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd * 10 > pairs * 6 and even * 10 < pairs:
        return "utf-16-le"
    return "utf-16-be" if even * 10 > pairs * 6 and odd * 10 < pairs else None


def _meta(content: bytes) -> str:
    match = _DECLARED.search(content[:_HEAD_BYTES])
    return match[1].decode("ascii", "ignore") if match else ""


def _guessed(encoding: str) -> Issue:
    message = say(
        "the page does not say how it is encoded, or says it wrongly: it was read as %(encoding)s",
        encoding=encoding,
    )
    return Issue("encoding-guessed", message, detail=encoding)
