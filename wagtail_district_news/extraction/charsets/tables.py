"""What each legacy charset's characters stand for, as they arrive in HTML: as Latin-1 characters.

Each table is laid out by Vietnamese letter, so that it can be read against a printed chart.
"""

from __future__ import annotations

import unicodedata

LOWER = (
    "àảãáạ" "ăằẳẵắặ" "âầẩẫấậ" "đ" "èẻẽéẹ" "êềểễếệ" "ìỉĩíị"
    "òỏõóọ" "ôồổỗốộ" "ơờởỡớợ" "ùủũúụ" "ưừửữứự" "ỳỷỹýỵ"
)  # fmt: skip
UPPER = LOWER.upper()
LETTERS = LOWER + UPPER  # the 134 letters that ASCII lacks

# TCVN 5712 VN3, "ABC": all of the small letters; of the capitals only the seven without a tone. A second
# font whose name ends in H draws the small letters as capitals.
_TCVN3_LOWER = (
    "\xb5\xb6\xb7\xb8\xb9" "\xa8\xbb\xbc\xbd\xbe\xc6" "\xa9\xc7\xc8\xc9\xca\xcb" "\xae"
    "\xcc\xce\xcf\xd0\xd1" "\xaa\xd2\xd3\xd4\xd5\xd6" "\xd7\xd8\xdc\xdd\xde"
    "\xdf\xe1\xe2\xe3\xe4" "\xab\xe5\xe6\xe7\xe8\xe9" "\xac\xea\xeb\xec\xed\xee"
    "\xef\xf1\xf2\xf3\xf4" "\xad\xf5\xf6\xf7\xf8\xf9" "\xfa\xfb\xfc\xfd\xfe"
)  # fmt: skip
_TCVN3_UPPER = dict(zip("ĂÂÊÔƠƯĐ", "\xa1\xa2\xa3\xa4\xa5\xa6\xa7", strict=True))
TCVN3 = {theirs: ours for ours, theirs in (*zip(LOWER, _TCVN3_LOWER, strict=True), *_TCVN3_UPPER.items())}

# VISCII (RFC 1456): one byte a letter, six of them in the control range.
_VISCII_LOWER = (
    "\xe0\xe4\xe3\xe1\xd5" "\xe5\xa2\xc6\xc7\xa1\xa3" "\xe2\xa5\xa6\xe7\xa4\xa7" "\xf0"
    "\xe8\xeb\xa8\xe9\xa9" "\xea\xab\xac\xad\xaa\xae" "\xec\xef\xee\xed\xb8"
    "\xf2\xf6\xf5\xf3\xf7" "\xf4\xb0\xb1\xb2\xaf\xb5" "\xbd\xb6\xb7\xde\xbe\xfe"
    "\xf9\xfc\xfb\xfa\xf8" "\xdf\xd7\xd8\xe6\xd1\xf1" "\xcf\xd6\xdb\xfd\xdc"
)  # fmt: skip
_VISCII_UPPER = (
    "\xc0\xc4\xc3\xc1\x80" "\xc5\x82\x02\x05\x81\x83" "\xc2\x85\x86\x06\x84\x87" "\xd0"
    "\xc8\xcb\x88\xc9\x89" "\xca\x8b\x8c\x8d\x8a\x8e" "\xcc\x9b\xce\xcd\x98"
    "\xd2\x99\xa0\xd3\x9a" "\xd4\x90\x91\x92\x8f\x93" "\xb4\x96\x97\xb3\x95\x94"
    "\xd9\x9c\x9d\xda\x9e" "\xbf\xbb\xbc\xff\xba\xb9" "\x9f\x14\x19\xdd\x1e"
)  # fmt: skip
VISCII = dict(zip(_VISCII_LOWER + _VISCII_UPPER, LETTERS, strict=True))

# VNI Windows: a base letter and a mark that says tone and shape at once; seven letters stand alone.
_VNI_MARKS = {
    "\xf9": "\u0301",  # sắc
    "\xf8": "\u0300",  # huyền
    "\xfb": "\u0309",  # hỏi
    "\xf5": "\u0303",  # ngã
    "\xef": "\u0323",  # nặng
    "\xe2": "\u0302",  # circumflex, then with each tone
    "\xe1": "\u0302\u0301",
    "\xe0": "\u0302\u0300",
    "\xe5": "\u0302\u0309",
    "\xe3": "\u0302\u0303",
    "\xe4": "\u0302\u0323",
    "\xea": "\u0306",  # breve, then with each tone
    "\xe9": "\u0306\u0301",
    "\xe8": "\u0306\u0300",
    "\xfa": "\u0306\u0309",
    "\xfc": "\u0306\u0303",
    "\xeb": "\u0306\u0323",
}
_VNI_ALONE = dict(zip("\xf4\xf6\xf1\xed\xec\xe6\xf3\xf2\xee", "ơưđíìỉĩịỵ", strict=True))


def _vni() -> dict[str, str]:
    lower = dict(_VNI_ALONE)
    for base, theirs in [*((letter, letter) for letter in "aeouy"), ("ơ", "\xf4"), ("ư", "\xf6")]:
        for mark, accents in _VNI_MARKS.items():
            letter = unicodedata.normalize("NFC", base + accents)
            if letter in LOWER:
                lower[theirs + mark] = letter
    table = lower | {theirs.upper(): ours.upper() for theirs, ours in lower.items()}
    # Typists write "Aân" as well as "AÂn": the base letter alone says the case.
    table |= {pair[0].upper() + pair[1]: ours.upper() for pair, ours in lower.items() if len(pair) == 2}
    return table


VNI = _vni()

TABLES = {"tcvn3": TCVN3, "vni": VNI, "viscii": VISCII}
