"""Which codec is meant by what a header or a page calls its charset."""

from __future__ import annotations

import codecs

from .tables import TABLES

# Python does not know these; the legacy ones are our own.
_ALIASES = {
    "viscii": "viscii", "csviscii": "viscii", "x-viet-viscii": "viscii", "tcvn": "tcvn3", "tcvn3": "tcvn3",
    "tcvn-5712": "tcvn3", "tcvn5712-1": "tcvn3", "x-viet-tcvn": "tcvn3", "x-viet-tcvn5712": "tcvn3",
    "x-tcvn": "tcvn3", "vni": "vni", "x-viet-vni": "vni", "x-vni": "vni",
    "windows-874": "cp874", "dos-874": "cp874", "iso-8859-8-i": "cp1255", "logical": "cp1255",
    "windows-31j": "cp932", "x-sjis": "cp932", "windows-949": "cp949", "ks_c_5601-1987": "cp949",
    "ks_c_5601-1989": "cp949", "x-gbk": "gb18030", "x-x-big5": "big5hkscs", "cn-big5": "big5hkscs",
    "koi": "koi8-r", "koi8": "koi8-r", "macintosh": "mac-roman", "x-mac-cyrillic": "mac-cyrillic",
}  # fmt: skip
# Pages mean by these names what browsers make of them (WHATWG): the vendor's larger set.
_MEANT = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "tis-620": "cp874", "iso8859-11": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "hz": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932",
    "euc_kr": "cp949", "iso8859-8": "cp1255",
}  # fmt: skip
# Never what a page means that got this far: Unicode is ruled out by then, or the codec is not of text.
_NEVER_MEANT = ("utf", "raw", "unicode", "idna", "punycode", "undefined", "mbcs", "oem")


def meant(label: str) -> str | None:
    """The codec that a label stands for; None for no label, an unknown one, or one already ruled out."""
    label = label.strip(" \t\r\n\"';,").lower()
    for spelled in (label, label.removeprefix("x-")):
        name = _ALIASES.get(spelled, spelled)
        if name in TABLES:
            return name
        try:
            name = codecs.lookup(name).name
            b" ".decode(name)  # some codecs are not of text
        except (LookupError, ValueError):
            continue
        return None if name.startswith(_NEVER_MEANT) else _MEANT.get(name, name)
    return None
