"""The ways in which old pages spelled Vietnamese: entities, decomposed accents, legacy encodings."""

from __future__ import annotations

import unicodedata
from html.entities import codepoint2name

TONES = "\u0300\u0301\u0303\u0309\u0323"  # grave, acute, tilde, hook above, dot below

# TCVN 5712:1993 (ABC fonts), as the Latin-1 characters that a browser without the font shows.
_TCVN3 = {
    "aàảãáạ": "a\xb5\xb6\xb7\xb8\xb9",
    "ăằẳẵắặ": "\xa8\xbb\xbc\xbd\xbe\xc6",
    "âầẩẫấậ": "\xa9\xc7\xc8\xc9\xca\xcb",
    "eèẻẽéẹ": "e\xcc\xce\xcf\xd0\xd1",
    "êềểễếệ": "\xaa\xd2\xd3\xd4\xd5\xd6",
    "iìỉĩíị": "i\xd7\xd8\xdc\xdd\xde",
    "oòỏõóọ": "o\xdf\xe1\xe2\xe3\xe4",
    "ôồổỗốộ": "\xab\xe5\xe6\xe7\xe8\xe9",
    "ơờởỡớợ": "\xac\xea\xeb\xec\xed\xee",
    "uùủũúụ": "u\xef\xf1\xf2\xf3\xf4",
    "ưừửữứự": "\xad\xf5\xf6\xf7\xf8\xf9",
    "yỳỷỹýỵ": "y\xfa\xfb\xfc\xfd\xfe",
    "đĂÂÊÔƠƯĐ": "\xae\xa1\xa2\xa3\xa4\xa5\xa6\xa7",
}
_TO_TCVN3 = {
    letter: code for plain, codes in _TCVN3.items() for letter, code in zip(plain, codes, strict=True)
}


def tcvn3(text: str) -> str:
    """The text in the code of a .VnTime font, which has no capitals with a tone: use small letters."""
    return "".join(_TO_TCVN3.get(letter, letter) for letter in unicodedata.normalize("NFC", text))


def split_tone(letter: str) -> tuple[str, str]:
    """("ế" -> "ê", acute); the base keeps its circumflex, breve or horn, the tone may be ""."""
    marks = unicodedata.normalize("NFD", letter)
    tone = "".join(mark for mark in marks if mark in TONES)
    base = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in TONES))
    return base, tone


def cp1258(text: str) -> bytes:
    """Bytes of windows-1258: base letters, the tone as a combining character after them."""
    out = []
    for letter in unicodedata.normalize("NFC", text):
        try:
            out.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            out.append("".join(split_tone(letter)).encode("cp1258"))
    return b"".join(out)


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def entities(text: str) -> str:
    """As an old rich text editor saved it: a named entity where Latin-1 has one, numbers elsewhere."""
    return "".join(_entity(letter) for letter in unicodedata.normalize("NFC", text))


def entities_and_tones(text: str) -> str:
    """`về` as `v&ecirc;` and a combining grave: the mixture of 2009-2013."""
    out = []
    for letter in unicodedata.normalize("NFC", text):
        base, tone = split_tone(letter)
        out.append(_entity(base, numbers=False) + tone if tone else _entity(letter, numbers=False))
    return "".join(out)


def _entity(letter: str, numbers: bool = True) -> str:
    code = ord(letter)
    if code < 128:
        return letter
    if code < 256 and code in codepoint2name:
        return f"&{codepoint2name[code]};"
    return f"&#{code};" if numbers else letter
