"""The bytes of a page -> NFC text, whatever the page, its server or its editor said they were."""

from __future__ import annotations

import codecs
import html
import re
from dataclasses import dataclass

from ..text import nfc, storable, words
from .charsets import convert, looks_vietnamese
from .documents import Issue, SourceDocument
from .messages import say, say_many
from .mojibake import repair_entities, repair_mojibake

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD_BYTES = 8192  # a meta charset further down is ignored by browsers too
_DECLARED = re.compile(
    rb"<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*[\"']?\s*([\w:.+-]+)", re.IGNORECASE
)
_LEGACY = ("tcvn3", "vni", "viscii")  # Python does not know them
_LEGACY_LABELS = {
    "viscii": "viscii", "csviscii": "viscii", "x-viet-viscii": "viscii", "tcvn": "tcvn3", "tcvn3": "tcvn3",
    "tcvn-5712": "tcvn3", "tcvn5712-1": "tcvn3", "x-viet-tcvn": "tcvn3", "x-viet-tcvn5712": "tcvn3",
    "x-tcvn": "tcvn3", "vni": "vni", "x-viet-vni": "vni", "x-vni": "vni",
}  # fmt: skip
# Pages mean by these names what browsers make of them (WHATWG): the vendor's larger set.
_MEANT = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "tis-620": "cp874", "gb2312": "gb18030",
    "gbk": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932", "euc_kr": "cp949",
}  # fmt: skip
_NEVER_MEANT = (
    "utf",
    "raw",
    "unicode",
    "idna",
    "punycode",
    "undefined",
    "mbcs",
    "oem",
)  # or ruled out by now
_CLEARLY = 0.2  # by how much a guess must look more Vietnamese than what the page itself says
_VIETNAMESE = 0.6  # French, German and Portuguese stay below 0.4, the best wrong reading below 0.57
_ENOUGH_WORDS = 3

# What is left open swallows the rest, so that hostile markup takes linear time.
_NOT_TEXT = re.compile(
    r"<(script|style)\b(?:.*?</\1\s*>|.*)|<!--(?:.*?-->|.*)|<[^<>]*>?", re.IGNORECASE | re.DOTALL
)
_LEGACY_FONT = re.compile(
    r"(?:face\s*=|font(?:-family)?\s*:)[^:;=<>{}]{0,200}?(?:(?<!\w)\.?vn[a-z]|\bvni[- ]\w|viscii|\bvi times)",
    re.IGNORECASE,
)
_ODD = re.compile("[\x80-\x9f\ufffd\ue000-\uf8ff]")
_SCORED_CHARACTERS = 200_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text` is NFC and fit for any database; `replaced` characters could not be read and stand as U+FFFD."""

    text: str
    encoding: str
    replaced: int = 0
    issues: tuple[Issue, ...] = ()


def decode(document: SourceDocument) -> Decoded:
    """Decode a page. Never raises; what was guessed, repaired or lost is among the issues."""
    text, encoding, issues = _read(document)
    lost = text.count("\ufffd")
    if lost:
        issues = [*issues, _replaced(lost, encoding)]
    for repair, issue in ((repair_mojibake, _MOJIBAKE), (repair_entities, _ENTITIES)):
        repaired = repair(text)
        if repaired != text:
            text, issues = repaired, [*issues, issue]
    return Decoded(_normal(text), encoding, lost, tuple(issues))


_MOJIBAKE = Issue("mojibake-repaired", say("text that had been encoded as UTF-8 twice was put right"))
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


def _read(document: SourceDocument) -> tuple[str, str, list[Issue]]:
    content = document.content
    certain = _by_signature(content)
    if certain:
        return *certain, []
    declared = [meant for meant in (_meant(document.header_charset), _meant(_meta(content))) if meant]
    return _by_evidence(content.removeprefix(codecs.BOM_UTF8), declared)


def _by_signature(content: bytes) -> tuple[str, str] | None:
    """What needs no judgement: a byte order mark, UTF-8 with at most a few errors, UTF-16."""
    for mark, encoding in _BOMS:
        # An editor that knew no Unicode may have kept the mark of UTF-8 before anything.
        if content.startswith(mark) and (encoding != "utf-8" or _is_utf8(content[3:])):
            return content[len(mark) :].decode(encoding, "replace"), encoding
    wide = _wide(content)
    if wide:
        return content.decode(wide, "replace"), wide
    return (content.decode("utf-8", "replace"), "utf-8") if _is_utf8(content) else None


def _is_utf8(content: bytes) -> bool:
    """Whether the bytes are UTF-8, or mostly: other charsets hardly ever form its sequences by chance."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("utf-8", "replace")
        errors = text.count("\ufffd")
        return sum(map(str.isascii, text)) + 2 * errors <= len(text)
    return True


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


def _meant(label: str) -> str | None:
    """The codec that a label stands for; None for no label, an unknown one, or one already ruled out."""
    label = label.strip(" \t\"'").lower()
    if label in _LEGACY_LABELS:
        return _LEGACY_LABELS[label]
    try:
        name = codecs.lookup(label).name
        b" ".decode(name)  # some codecs are not of text
    except (LookupError, ValueError):
        return None
    return None if name.startswith(_NEVER_MEANT) else _MEANT.get(name, name)


def _by_evidence(content: bytes, declared: list[str]) -> tuple[str, str, list[Issue]]:
    """Single-byte charsets read anything: the declared one stands unless a guess is far more Vietnamese."""
    candidates = list(dict.fromkeys([*declared, "cp1252", "cp1258", *_LEGACY]))
    readings = {name: _reading(content, name) for name in candidates}
    readings["utf-8"] = content.decode("utf-8", "replace")
    scores = {name: _score(readings[name]) for name in candidates}
    # VISCII makes a letter of every byte, so the legacy charsets are taken on evidence alone.
    usual = [name for name in candidates if name in declared or name not in _LEGACY]
    first = next((name for name in usual if _is_sound(readings[name])), None)
    first = first or min(["utf-8", *usual], key=lambda name: len(_ODD.findall(readings[name])))
    best = max(scores, key=lambda name: scores[name])
    if scores[best] < _VIETNAMESE or scores[best] < scores.get(first, 0) + _CLEARLY:
        best = first
    return readings[best], best, [] if best in declared else [_guessed(best)]


def _reading(content: bytes, encoding: str) -> str:
    if encoding in _LEGACY:
        return convert(content.decode("latin-1"), encoding)
    return content.decode(encoding, "replace")


def _is_sound(text: str) -> bool:
    """Whether hardly any sign beyond ASCII is one that no page holds on purpose."""
    return 50 * len(_ODD.findall(text)) <= sum(not letter.isascii() for letter in text)


def _score(text: str) -> float:
    """How Vietnamese the visible text looks; each word counts once, and a handful of words proves nothing."""
    visible = html.unescape(_NOT_TEXT.sub(" ", text[:_SCORED_CHARACTERS]))
    found = {word.lower() for word in words(visible) if not word.isascii()}
    return looks_vietnamese(" ".join(found)) if len(found) >= _ENOUGH_WORDS else 0.0


def _guessed(encoding: str) -> Issue:
    message = say(
        "the page does not say how it is encoded, or says it wrongly: it was read as %(encoding)s",
        encoding=encoding,
    )
    return Issue("encoding-guessed", message, detail=encoding)


def _normal(text: str) -> str:
    """NFC. Under a legacy font the soft hyphen is ư and Ð is é: they must reach the conversion by run."""
    # A combining slash after a bracket would melt into one sign with it, and the tag be gone.
    if "\u0338" in text:
        text = re.sub("(?<=[<>=])\u0338+", "", text)
    return storable(text) if _LEGACY_FONT.search(text) else nfc(text)
