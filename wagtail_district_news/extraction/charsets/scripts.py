"""Which charset a page in another script is written in, by the letters that are frequent in its language."""

from __future__ import annotations

import re

# The frequent letters of a script, what share of its signs they are at least, the charsets that have them.
_SCRIPTS = (
    ("оеаинтсрвлкмдпуыяьбзі", 0.6, ("cp1251", "koi8-r", "iso8859-5", "cp866", "mac-cyrillic")),
    ("αοιετσνηυρπκλμςωάόίέή", 0.6, ("cp1253", "iso8859-7")),
    ("יוהלאתרבמשנדקחפ", 0.6, ("cp1255",)),
    ("اليمونرتبعدسةفقحكه", 0.6, ("cp1256", "iso8859-6")),
    ("านรกเอมยลวงดทสต่้ัิีะำ", 0.6, ("cp874",)),
    (
        "的一是不了在人有我他这中大来上国个到说们为子和地出也时年得要下以生会自过家学对可里后小多能好都没日于起"
        "发成事作当文无开用主行方前所本经面公同动长市政府新闻部工业县区信全民高进加",
        0.12,
        ("gb18030",),
    ),
    (
        "的一是不了在人有我他這中大來上國個到說們為子和地出也時年得要下以生會自過家學對可裡後小多能好都沒日於起"
        "發成事作當文無開用主行方前所本經面公同動長市政府新聞部工業縣區信全民高進加",
        0.12,
        ("big5hkscs",),
    ),
    ("のにはをたがでてとしれさいるなもっかうらすあこりきくまよ", 0.2, ("cp932", "euc_jp")),
    ("이다는의에가을를고기지도하로사자시대정인어한해서과부원으스리동구제수전상조", 0.25, ("cp949",)),
)
_CLEARLY = 1.3  # how much more of its letters the guess holds than the next best, each by its own measure
_ENOUGH_SIGNS = 20
_SIGN = re.compile(r"[^\W\d_\x00-\x7f]|[\u0e31-\u0e4e]")
_MOST_UNREAD = 50  # of so many bytes one may be broken
# Letters beyond ASCII that stand together are a word of another script: Latin ones stand between ASCII.
_SOLID = re.compile(rb"[\x80-\xff]{4,}")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")


def charset_by_letters(sample: bytes) -> str | None:
    """The codec of a text in a script other than Latin; None where it is Latin, or not clear."""
    beyond = len(_BEYOND_ASCII.findall(sample))
    if beyond < _ENOUGH_SIGNS or 2 * sum(map(len, _SOLID.findall(sample))) < beyond:
        return None
    ranked = sorted(
        (
            (_measure(sample, codec, letters) / floor, codec)
            for letters, floor, codecs in _SCRIPTS
            for codec in codecs
        ),
        key=lambda found: -found[0],
    )
    (best, codec), (second, _) = ranked[:2]
    return codec if best >= 1 and best >= _CLEARLY * second else None


def _measure(sample: bytes, codec: str, letters: str) -> float:
    """The share, 0 to 1, of these letters among all beyond ASCII, if the charset reads the sample."""
    text = sample.decode(codec, "replace")
    if text.count("\ufffd") * _MOST_UNREAD > len(text):
        return 0.0
    signs = _SIGN.findall(text)
    known = frozenset(letters)
    return sum(sign in known for sign in signs) / len(signs) if signs else 0.0
