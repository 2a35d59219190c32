"""Which charset a page in another script is written in, by the letters that are frequent in its language."""

from __future__ import annotations

import re

# The frequent letters of a script, what share of its signs they are at least, the charsets that have them.
_SCRIPTS = (
    ("оеаинтсрвлкмдпуыяьбзі", 0.6, ("cp1251", "koi8-r", "iso8859-5", "cp866")),
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
_CLEARLY = 1.15  # how much more of its letters the guess holds than another script, each by its own measure
_ENOUGH_SIGNS = 20
_DISTINCT_LETTERS = 8  # a row of no-break spaces is a word in some charset
_COMMON_SIGNS = dict.fromkeys(map(ord, "\u00a0«»“”„‘’–—…№·，。、：；（）「」《》"))
_MOST_UNREAD = 50  # of so many signs one may be broken
# Letters beyond ASCII that stand together are a word of another script: Latin ones stand between ASCII.
_SOLID = re.compile(rb"[\x80-\x9f\xa1-\xff]{2,}")
_ASCII = bytes(range(128))


def charset_by_letters(sample: bytes) -> str | None:
    """The codec of a text in a script other than Latin; None where it is Latin, or not clear."""
    beyond = len(sample.translate(None, _ASCII))
    if beyond < _ENOUGH_SIGNS or 2 * sum(map(len, _SOLID.findall(sample))) < beyond:
        return None
    by_script = (
        max(
            ((_measure(sample, codec, letters) / floor, codec) for codec in codecs),
            key=lambda found: found[0],
        )
        for letters, floor, codecs in _SCRIPTS
    )
    (best, codec), (second, _) = sorted(by_script, reverse=True)[:2]
    return codec if best >= 1 and best >= _CLEARLY * second else None


def _measure(sample: bytes, codec: str, letters: str) -> float:
    """The share, 0 to 1, of these letters among all signs beyond ASCII, if the charset reads the sample."""
    text = sample.decode(codec, "replace")
    signs = [sign for sign in text.translate(_COMMON_SIGNS) if not sign.isascii()]
    if text.count("\ufffd") * _MOST_UNREAD > len(signs):
        return 0.0
    known = frozenset(letters)
    found = [sign for sign in signs if sign in known]
    return len(found) / len(signs) if len(set(found)) >= _DISTINCT_LETTERS else 0.0
