"""Years and numbers that East and South-East Asia write in their own way, as those of the common calendar."""

from __future__ import annotations

import re

_HAN_DIGITS = {sign: str(value) for value, sign in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_HAN_YEAR = re.compile(f"([{''.join(_HAN_DIGITS)}]{{4}}) ?年")
_HAN_NUMBER = re.compile("([二三]?十[一二三四五六七八九]?|[一二三四五六七八九]) ?(?=[月日号號时時点點])")
# The year before the first of each era.
_ERAS = {"民國": 1911, "民国": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_ERA_YEAR = re.compile(rf"({'|'.join(_ERAS)}) ?(\d{{1,3}}|元) ?年")
_THAI = re.compile("[\u0e01-\u0e2e]")
_THAI_ERA = re.compile(r"(?:พ ?\. ?ศ ?\.?|พุทธศักราช) ?(?=\d)")
_COMMON_ERA = re.compile(r"(?:ค ?\. ?ศ ?\.?|คริสต์ศักราช) ?(?=\d)")
_BUDDHIST_YEAR = re.compile(r"(?<!\d)(25[3-9]\d|26[0-4]\d)(?!\d)")
_SHORT_BUDDHIST_YEAR = re.compile(r"(?<!\d)(\d{1,2} ?[\u0e01-\u0e4e.]{3,14} ?)([3-7]\d)(?![\d:.]\d|\d)")
_BEFORE_BUDDHA = 543


def common_years(text: str) -> str:
    """A `plain` text with its eras, Han numerals and, in Thai, Buddhist years as years of the common era."""
    if text.isascii():
        return text
    if "年" in text:
        return _han(text)
    return _thai(text) if _THAI.search(text) else text


def _han(text: str) -> str:
    text = _ERA_YEAR.sub(lambda m: f"{_ERAS[m[1]] + (1 if m[2] == '元' else int(m[2]))}年", text)
    text = _HAN_YEAR.sub(lambda m: "".join(map(_HAN_DIGITS.__getitem__, m[1])) + "年", text)
    return _HAN_NUMBER.sub(lambda m: str(_han_number(m[1])), text)


def _han_number(signs: str) -> int:
    """1 to 39."""
    tens, ten, ones = signs.rpartition("十")
    return int(_HAN_DIGITS.get(ones, "0")) + (10 * int(_HAN_DIGITS.get(tens, "1")) if ten else 0)


def _thai(text: str) -> str:
    text = _SHORT_BUDDHIST_YEAR.sub(lambda m: f"{m[1]}25{m[2]}", _THAI_ERA.sub(" ", text))
    text = _BUDDHIST_YEAR.sub(lambda m: str(int(m[1]) - _BEFORE_BUDDHA), text)
    return _COMMON_ERA.sub(" ", text)
