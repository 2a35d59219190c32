"""What old Vietnamese editors wrote: charts copied out by code, not by letter, apart from the package's own."""

from __future__ import annotations

import unicodedata

# TCVN 5712 VN3 from 0xA1, RFC 1456 from 0x80; "." is a code without a letter.
_TCVN3_CHART = (
    "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ."
)
_VISCII_CHART = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ"
    "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"
    "Õắằặấầẩậẽẹếềểễệố"
    "ồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ"
    "ĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    "àáâãảăữẫèéêẻìíĩỉ"
    "đựòóôõỏọụùúũủýợỮ"
)
_VISCII_IN_CONTROLS = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}
_VNI_PAIRS = (
    "aø à aù á aû ả aõ ã aï ạ aê ă aè ằ aé ắ aú ẳ aü ẵ aë ặ aâ â aà ầ aá ấ aå ẩ aã ẫ aä ậ "
    "eø è eù é eû ẻ eõ ẽ eï ẹ eâ ê eà ề eá ế eå ể eã ễ eä ệ "
    "ì ì í í æ ỉ ó ĩ ò ị oø ò où ó oû ỏ oõ õ oï ọ oâ ô oà ồ oá ố oå ổ oã ỗ oä ộ "
    "ô ơ ôø ờ ôù ớ ôû ở ôõ ỡ ôï ợ uø ù uù ú uû ủ uõ ũ uï ụ ö ư öø ừ öù ứ öû ử öõ ữ öï ự "
    "yø ỳ yù ý yû ỷ yõ ỹ î ỵ ñ đ"
)
_TONES = "\u0300\u0301\u0303\u0309\u0323"

TCVN3 = {letter: chr(0xA1 + place) for place, letter in enumerate(_TCVN3_CHART) if letter != "."}
VISCII = {letter: chr(0x80 + place) for place, letter in enumerate(_VISCII_CHART)}
VISCII |= {letter: chr(code) for code, letter in _VISCII_IN_CONTROLS.items()}
VNI = dict(zip(_VNI_PAIRS.split()[1::2], _VNI_PAIRS.split()[::2], strict=True))
VNI |= {ours.upper(): theirs.upper() for ours, theirs in VNI.items()}


def referenced(text: str, limit: int) -> str:
    """`text` with a numeric reference for every character from `limit` on."""
    return "".join(f"&#{ord(letter)};" if ord(letter) >= limit else letter for letter in text)


def tcvn3(text: str) -> str:
    """Latin-1 characters; a capital that the charset lacks is typed as the small letter, as people did."""
    return _by_chart(
        text, TCVN3 | {letter.upper(): TCVN3[letter] for letter in TCVN3 if letter.islower()} | TCVN3
    )


def vni(text: str) -> str:
    """Latin-1 characters."""
    return _by_chart(text, VNI)


def viscii(text: str) -> str:
    """Latin-1 and control characters."""
    return _by_chart(text, VISCII)


def windows_1258(text: str) -> str:
    """Base letters with a combining tone; a numeric reference for what the code page lacks."""
    letters: list[str] = []
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in parts if mark in _TONES)
        base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES))
        letters.append(base + tones if tones and len(parts) > 1 else letter)
    return "".join(letters).encode("cp1258", "xmlcharrefreplace").decode("cp1258")


def doubly(text: str) -> str:
    """UTF-8 read as Windows-1252 by something that lets unknown bytes through."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


def _by_chart(text: str, chart: dict[str, str]) -> str:
    composed = unicodedata.normalize("NFC", text)
    return referenced("".join(chart.get(letter) or _foreign(letter) for letter in composed), 0x100)


def _foreign(letter: str) -> str:
    """What the charset lacks: as a reference, unless it is ASCII."""
    return letter if letter.isascii() else f"&#{ord(letter)};"
