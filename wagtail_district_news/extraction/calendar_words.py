"""The names of months, weekdays and halves of the day in the languages of the world, from CLDR by Babel."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.util import find_spec
from typing import Any, Literal

Kind = Literal["months", "weekdays", "halves"]
Table = Mapping[str, int | str]
AMBIGUOUS = 0  # a word that languages use for different months, and nothing tells which is meant here

_ENGLISH_NAMES = "January February March April May June July August September October November December"
_ENGLISH_MONTHS = _ENGLISH_NAMES.lower().split()
_ENGLISH_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ENGLISH: dict[Kind, Table] = {
    "months": {
        **{name: number for number, name in enumerate(_ENGLISH_MONTHS, 1)},
        **{name[:3]: number for number, name in enumerate(_ENGLISH_MONTHS, 1)},
        "sept": 9,
    },
    "weekdays": {
        **{name: number for number, name in enumerate(_ENGLISH_WEEKDAYS, 1)},
        **{name[:3]: number for number, name in enumerate(_ENGLISH_WEEKDAYS, 1)},
        "tues": 2,
        "thur": 4,
        "thurs": 4,
    },
    "halves": {"am": "am", "a m": "am", "pm": "pm", "p m": "pm"},
}
# Where one language has other names in another country, or another spelling.
_OTHER_NAMES = ("ar_SY", "ar_MA", "ar_TN", "ar_MR", "de_AT", "en_AU", "fr_CA", "pt_PT", "hr_BA", "so_ET")
_OLD_TAGS = {"iw": "he", "in": "id", "ji": "yi", "no": "nb", "tl": "fil", "sh": "sr_Latn", "mo": "ro"}

_OUTWEIGHS = 5
_IS_ENGLISH = re.compile(r"en(?![a-z])", re.I)
_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-¿×÷،؛۔؟।。、・「」（）‐-⁞]+")
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]")
_SAME_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ی": "ي", "ک": "ك", "ى": "ي"})
_UNSEEN = re.compile("[\u061c\u070f\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_DASHES = re.compile("[\u2010-\u2015\u2212\u05be]")
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u2018": "'", "`": "'"})
_BESIDE_MONTH = re.compile(r"(?:'([^']*)'|([^\s\W]*?))(?<!M)M{3,4}(?!M)(?:'([^']*)'|([^\s\W]*))")


def plain(text: str) -> str:
    """Any text in lower case with the digits 0-9 and simple dashes; all letters and accents stay."""
    if text.isascii():
        return text.lower()
    text = _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).translate(_APOSTROPHES).casefold()
    text = unicodedata.normalize("NFC", _DASHES.sub("-", text))
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def words_of(text: str) -> list[str]:
    """The words of a `plain` text: letters and their marks, without digits and signs."""
    return _WORD.findall(text)


def unaccented(text: str) -> str:
    """A `plain` text without the marks that keyboards and capitals leave away."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFKD", text))).translate(
        _SAME_LETTERS
    )


def languages_of(tags: str) -> tuple[str, ...]:
    """The languages of a profile or of a page's `lang`, such as "de" or "zh-Hant, en"."""
    return tuple(tags.replace(",", " ").split())


@lru_cache(maxsize=8192)
def meaning(
    phrase: str, kind: Kind, languages: tuple[str, ...] = (), worldwide: bool = True
) -> int | str | None:
    """What `phrase` (plain words, one space between) means: a month 1-12, a weekday 1-7 (Monday is 1), or a
    half of the day ("am", "pm", "noon", "night"). None where it means nothing, AMBIGUOUS where too much.

    The first of `languages` (tags such as "pt-BR") that knows the phrase decides, then English, then all
    languages of the world together, if `worldwide`. Without Babel, English is all there is.
    """
    for table in _tables(kind, languages):
        if (found := _look_up(phrase, table)) is not None:
            return found
    return _look_up(phrase, _worldwide(kind)) if worldwide else None


def _look_up(phrase: str, table: Table) -> int | str | None:
    if (found := table.get(phrase)) is not None or phrase.isascii():
        return found
    return (
        table.get(unaccented(phrase)) if _MARKS.search(unicodedata.normalize("NFD", phrase)) is None else None
    )


@lru_cache(maxsize=64)
def _tables(kind: Kind, languages: tuple[str, ...]) -> tuple[Table, ...]:
    own = (_own_table(kind, tag) for tag in languages if _has_babel() and not _IS_ENGLISH.match(tag))
    return (*own, _ENGLISH[kind])


@lru_cache(maxsize=3)
def _worldwide(kind: Kind) -> Table:
    """The names of all languages, each weighed by the countries that have it for an official one."""
    if not _has_babel():
        return {}
    from babel import localedata
    from babel.core import get_global
    from babel.languages import get_official_languages

    weights = Counter(
        tag.partition("_")[0]
        for territory in get_global("territory_languages")
        for tag in get_official_languages(territory, de_facto=True)
    )
    languages = sorted({name.partition("_")[0] for name in _known_locales()})
    table = _table(kind, tuple(languages), lambda language: 1 + weights[language])
    getattr(localedata, "_cache", {}).clear()  # some 100 MB, of which only the names are needed
    return table


@lru_cache(maxsize=64)
def _own_table(kind: Kind, tag: str) -> Table:
    return _table(kind, (tag,), lambda language: 1)


def _table(kind: Kind, tags: Iterable[str], weight: Callable[[str], int]) -> Table:
    """The names of some languages. What is written alike (without accents too) and means two things is
    AMBIGUOUS, unless one of them far outweighs the other."""
    full: dict[str, Counter[int | str]] = {}
    for tag in tags:
        own = {name for locale in _variants(tag) for name in _locale_names(locale)[kind]}
        for name, value in own:
            full.setdefault(name, Counter())[value] += weight(tag)
    bare: dict[str, Counter[int | str]] = {}
    for name, values in full.items():
        bare.setdefault(unaccented(name), Counter()).update(values)
    return {name: _meant(values) for name, values in {**bare, **full}.items()}


def _meant(values: Counter[int | str]) -> int | str:
    (most, votes), *others = values.most_common()
    return most if votes >= _OUTWEIGHS * sum(count for _, count in others) else AMBIGUOUS


def _variants(tag: str) -> Iterator[str]:
    """The locales of a language: its own, one for each script, and the country of the tag."""
    language, _, rest = tag.replace("-", "_").partition("_")
    language = _OLD_TAGS.get(language.lower(), language.lower())
    for name in _locales_by_language().get(language.partition("_")[0], ()):
        more = name.partition("_")[2]
        if not more or len(more) == 4 or name in _OTHER_NAMES or (rest and more.lower() == rest.lower()):
            yield name


@lru_cache(maxsize=1024)
def _locale_names(locale: str) -> dict[Kind, tuple[tuple[str, int | str], ...]]:
    """The names of one locale, so that each is read from Babel once, for all kinds."""
    from babel import Locale

    known = Locale.parse(locale)
    return {
        "months": tuple(_months(known)),
        "weekdays": tuple(_plain_names(known.days, lambda number: int(number) + 1)),
        "halves": tuple(_plain_names(known.day_periods, _half)),
    }


def _months(locale: Any) -> Iterator[tuple[str, int | str]]:
    beside = {("", "")}
    for form in locale.date_formats.values():
        for match in _BESIDE_MONTH.finditer(form.pattern):
            before, after = (plain(match[1] or match[2] or ""), plain(match[3] or match[4] or ""))
            beside.add((before, after))
    for name, number in _plain_names(locale.months, int):
        for before, after in beside:
            yield f"{before}{name}{after}", number


def _plain_names(contexts: Any, value: Any) -> Iterator[tuple[str, int | str]]:
    for widths in contexts.values():
        for width, names in widths.items():
            for number, name in names.items():
                phrase = " ".join(words_of(plain(name)))
                meant = value(number)
                if width != "narrow" and phrase and not re.search(r"\d", plain(name)) and meant is not None:
                    yield phrase, meant


def _half(period: str) -> str | None:
    if period in ("am", "pm", "noon"):
        return period
    if period.startswith("morning"):
        return "am"
    return "night" if period == "midnight" else {"a": "pm", "e": "pm", "n": "night"}.get(period[0])


@lru_cache(maxsize=1)
def _known_locales() -> Iterable[str]:
    from babel import localedata

    return tuple(localedata.locale_identifiers())


@lru_cache(maxsize=1)
def _locales_by_language() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in sorted(_known_locales()):
        found.setdefault(name.partition("_")[0], []).append(name)
    return found


@lru_cache(maxsize=1)
def _has_babel() -> bool:
    return find_spec("babel") is not None
