"""Dates in the languages of the world: each as its own portals write it, and all of CLDR back and forth."""

from datetime import datetime

import pytest
from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton
from babel.localedata import locale_identifiers
from hypothesis import given, settings
from hypothesis import strategies as st

from wagtail_district_news.extraction import calendar_words
from wagtail_district_news.extraction.calendar_words import AMBIGUOUS, meaning
from wagtail_district_news.extraction.dates import LONGEST, may_hold_date, order_of, parse_date

NO_DATE = ["", "Uhr", "August", "le 14 août", "ส.ค.", "8月14日", "年", "Nr. 12 vom August"]


def read(text, languages=(), **options):
    found = parse_date(text, zone="UTC", languages=languages, **options)
    if found is None:
        return None
    form = {"month": "%Y-%m", "day": "%Y-%m-%d", "minute": "%Y-%m-%d %H:%M", "second": "%Y-%m-%d %H:%M:%S"}
    return found.value.strftime(form[found.precision])


@pytest.mark.parametrize("text", NO_DATE)
def test_no_date_is_none(text):
    assert read(text) is None


DAYS = [  # all of them 14 August 2017
    "Montag, 14. August 2017",
    "14. Aug. 2017",
    "14 août 2017",
    "lundi 14 AOUT 2017",  # capitals without accents
    "le lundi 14 août 2017",
    "14 de agosto de 2017",
    "lunes, 14 de agosto del 2017",
    "14 ago 2017",
    "segunda-feira, 14 de agosto de 2017",
    "lunedì 14 agosto 2017",
    "14 d’agost del 2017",
    "maandag 14 augustus 2017",
    "måndag 14 augusti 2017",
    "mánudagur, 14. ágúst 2017",
    "14. elokuuta 2017",
    "2017. augusztus 14., hétfő",
    "poniedziałek, 14 sierpnia 2017",
    "14 sierpnia 2017 r.",
    "14. avgust 2017",
    "14 Ağustos 2017 Pazartesi",
    "14 AĞUSTOS 2017",
    "14 августа 2017 г.",
    "14-го августа 2017 года",
    "понедельник, 14 авг. 2017",
    "14 серпня 2017 р.",
    "14 август 2017",
    "Δευτέρα, 14 Αυγούστου 2017",
    "14 ΑΥΓΟΥΣΤΟΥ 2017",
    "14 באוגוסט 2017",
    "יום שני, 14 אוגוסט 2017",
    "14 أغسطس 2017",
    "14 اغسطس 2017",  # without the hamza
    "١٤ أغسطس ٢٠١٧",
    "14 آب 2017",
    "14 آب/أغسطس 2017",
    "الاثنين، 14 أوت 2017",
    "۱۴ اوت ۲۰۱۷",
    "14 अगस्त 2017",
    "१४ अगस्त २०१७",
    "14 สิงหาคม 2560",
    "วันจันทร์ที่ ๑๔ สิงหาคม พ.ศ. ๒๕๖๐",
    "14 ส.ค. 60",
    "14 ส.ค. 2560",
    "14 สิงหาคม ค.ศ. 2017",
    "วันที่ 14/08/2560",
    "2017年8月14日",
    "２０１７年８月１４日",
    "二〇一七年八月十四日",
    "2017 年 8 月 14 日 星期一",
    "民國106年8月14日",
    "平成29年8月14日（月）",
    "2017년 8월 14일",
    "2017. 8. 14.",
    "14 Agustus 2017",
    "14 tháng 8, 2017",
    "2017 m. rugpjūčio 14 d.",
    "2017. gada 14. augusts",
    "2017 оны 8-р сарын 14",
    "14 აგვისტო, 2017",
    "Mon, 14 Aug 2017",
    "14/Aug/2017",
    "Aug 14th, 2017",
    "14th of August, 2017",
    "2017/08/14",
    "2017.08.14",
    "14. 8. 2017",
    "mar. 14 août 2017",  # "mar." is Tuesday here, not March
]


@pytest.mark.parametrize("text", DAYS)
def test_days(text):
    assert read(text) == "2017-08-14"


TIMES = [
    ("14. August 2017 um 11:05 Uhr", "2017-08-14 11:05"),
    ("14.08.2017, 11.05 Uhr", "2017-08-14 11:05"),
    ("14 août 2017 à 11h05", "2017-08-14 11:05"),
    ("14 de agosto de 2017 a las 12:10", "2017-08-14 12:10"),
    ("14 de agosto de 2017, 2:59 p. m.", "2017-08-14 14:59"),
    ("14 de agosto de 2017, 12:05 a.m.", "2017-08-14 00:05"),
    ("14.8.2017 klo 9.30", "2017-08-14 09:30"),
    ("den 14. august 2017 kl. 11.05", "2017-08-14 11:05"),
    ("Lunedì 14 agosto 2017, ore 11.05", "2017-08-14 11:05"),
    ("14 серпня 2017, 11:05", "2017-08-14 11:05"),
    ("14 สิงหาคม 2560 เวลา 11.05 น.", "2017-08-14 11:05"),
    ("2017年8月14日 下午2:59", "2017-08-14 14:59"),
    ("2017年8月14日 上午11:05:30", "2017-08-14 11:05:30"),
    ("2017年8月14日 14时59分", "2017-08-14 14:59"),
    ("2017年8月14日 午後2時59分", "2017-08-14 14:59"),
    ("2017년 8월 14일 오후 2:59", "2017-08-14 14:59"),
    ("PM 2:59, 14 August 2017", "2017-08-14 14:59"),
    ("14 أغسطس 2017 2:59 م", "2017-08-14 14:59"),
    ("14 Αυγούστου 2017, 2:59 μ.μ.", "2017-08-14 14:59"),
    ("Mon Aug 14 11:05:00 2017", "2017-08-14 11:05:00"),
    ("Mon Aug 14 11:05:00 UTC 2017", "2017-08-14 11:05:00"),
    ("Mon, 14 Aug 2017 11:05:00 +0200", "2017-08-14 09:05:00"),
    ("2017-08-14T11:05:00+02:00", "2017-08-14 09:05:00"),
]


@pytest.mark.parametrize(("text", "expected"), TIMES)
def test_times(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    ["août 2017", "AOÛT 2017", "август 2017 г.", "August 2017", "2017年8月", "2017년 8월", "2017 augusztus"],
)
def test_months_alone(text):
    assert read(text) == "2017-08"


@pytest.mark.parametrize(
    "text",
    [
        "12.-14. August 2017",
        "12 – 14 August 2017",
        "12. und 14. August 2017",
        "del 12 al 14 de agosto de 2017",
        "August 12-14, 2017",
        "August 12 and 14, 2017",
        "14 August - 16 August 2017",
        "12 - 14/8/2017",
        "từ 12 đến 14 tháng 8 năm 2017",
        "2017年8月12日-14日",
        "July-August 2017",
        "14 août - 15 septembre 2017",
        "2016 August 14 2017",
        "14 Aug 17",
        "14.08.17",
        "le quatorze août 2017",  # the day as a word
        "14 vorgestern August 2017",
    ],
)
def test_a_month_beside_an_unclear_day_is_none(text):
    assert read(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "30. Februar 2017",
        "31 сентября 2017",
        "14 août 1817",
        "2017年13月14日",
        "2017-13-08",
        "32 สิงหาคม 2560",
        "14/08/2560",  # the year of Buddha, but nothing Thai to say so
        "23 مرداد 1396",  # the Persian calendar
        "22 ذو القعدة 1438",
    ],
)
def test_the_impossible_is_none(text):
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "languages", "expected"),
    [
        ("14. listopada 2017", (), None),
        ("14. listopada 2017", ("hr",), "2017-10-14"),
        ("14 listopada 2017", ("pl-PL",), "2017-11-14"),
        ("14. srp 2017", ("cs",), "2017-08-14"),
        ("14. srp 2017", ("hr",), "2017-07-14"),
        ("14. August 2017", ("vi",), "2017-08-14"),  # English is read anywhere
        ("14 août 2017", ("en",), "2017-08-14"),  # the page's language may be a wrong one
        ("14 août 2017", ("xx-nonsense", ""), "2017-08-14"),
        ("14 באוגוסט 2017", ("iw",), "2017-08-14"),
    ],
)
def test_the_language_decides(text, languages, expected):
    assert read(text, languages) == expected


@pytest.mark.parametrize(
    "text", ["Xuân Mai 2018", "thị trấn Xuân Mai 2018", "Tin số 5, tháng 8 năm 2017 (12)"]
)
def test_a_name_is_no_month(text):
    assert read(text) is None or read(text).startswith("2017-08-05")


def test_accents_may_be_missing_but_not_others():
    assert meaning("aout", "months") == meaning("août", "months") == 8
    assert meaning("máy", "months") is None
    assert meaning("listopad", "months") == AMBIGUOUS


class TestWithoutBabel:
    @pytest.fixture(autouse=True)
    def no_babel(self, monkeypatch):
        caches = (calendar_words.meaning, calendar_words._tables, calendar_words._worldwide)
        monkeypatch.setattr(calendar_words, "_has_babel", lambda: False)
        for cache in caches:
            cache.cache_clear()
        yield
        for cache in caches:
            cache.cache_clear()

    def test_other_languages_are_none_and_never_a_month_only(self):
        # Texts that no other test reads: readings are remembered.
        assert read("15 août 2017", ("fr",)) is None
        assert read("Dienstag, 15. August 2017 ") == "2017-08-15"
        assert read("15 tháng 8 năm 2017 ") == "2017-08-15"
        assert read("2017年8月15日 ") == "2017-08-15"


class TestWeekdays:
    def test_weekdays_prove_the_order_of_ambiguous_dates(self):
        # 9 October 2007 was a Tuesday, 10 September a Monday; 8 July 2019 a Monday, 7 August a Wednesday.
        found = order_of(
            ["Dienstag, 9.10.2007", "Montag, 8.7.2019", "Mittwoch, 8.7.2019", "Dienstag 9/10/2007"]
        )
        assert (found.weekday_day_first, found.weekday_month_first) == (3, 1)
        assert found.order is None  # one in four is no miscount
        assert order_of(["thứ ba, 09 10 2007", "Thứ 3, 9/10/2007", "Thứ Hai, 8/7/2019"]).order == "dmy"
        assert order_of(["Monday, 9/10/2007", "Wed, 8/7/2019", "wednesday 8/7/2019"], ("en",)).order == "mdy"

    def test_a_plain_proof_is_stronger(self):
        found = order_of(["Monday, 9/10/2007", "Monday, 9/10/2007", "Monday, 9/10/2007", "25/10/2007"])
        assert found.order == "dmy"

    def test_a_weekday_that_is_wrong_changes_no_date(self):
        assert read("Friday, 14 August 2017") == read("Freitag, 14.8.2017") == "2017-08-14"


@pytest.mark.parametrize(
    "text", ["Home", "Số lượt người xem: 275", "12 août", "14/08/17", "14:05", "8 月", "9" * (LONGEST + 1)]
)
def test_what_cannot_hold_a_date(text):
    assert not may_hold_date(text)
    assert read(text) is None


@pytest.mark.parametrize("text", [*DAYS, *(text for text, _ in TIMES)])
def test_what_may_hold_a_date(text):
    assert may_hold_date(text)


NAMES = (
    "ar ar_SY bg bn ca cs da de de_AT el en en_US es et fa fi fr he hi hr hu hy id is it ja ka kk ko lt lv mk ms mt"
    " nb nl pl pt ro ru sk sl sq sr sr_Latn sv sw ta te th tr uk ur uz vi zh zh_Hant"
)
LOCALES = NAMES.split()
DIGITS = {"ar": 0x660, "fa": 0x6F0, "hi": 0x966, "th": 0xE50, "bn": 0x9E6}


def native(text, locale):
    return (
        text.translate({48 + value: DIGITS[locale] + value for value in range(10)})
        if locale in DIGITS
        else text
    )


@pytest.mark.parametrize("text", ["2000年1月1日 午夜12:00:00", "1 January 2000 12:00 midnight"])
def test_twelve_at_midnight_is_no_noon(text):
    assert parse_date(text, "mdy", "UTC").value.hour == 0


@settings(deadline=None, max_examples=300)
@given(
    st.datetimes(datetime(1995, 1, 1), datetime(2030, 12, 31)),
    st.sampled_from(LOCALES),
    st.sampled_from(["full", "long", "medium", "yMMMEd", "time"]),
    st.booleans(),
)
def test_a_date_of_any_language_is_read_back_or_none(moment, name, form, told):
    locale = Locale.parse(name)
    if form == "time":
        text = format_datetime(moment, "medium", locale=locale)
    elif form == "yMMMEd":
        text = format_skeleton(form, moment, locale=locale)
    else:
        text = format_date(moment, form, locale)
    pattern = locale.date_formats["medium"].pattern
    order = "dmy" if pattern.find("d") < pattern.find("M") else "mdy"
    for written in (text, text.upper(), native(text, name)):
        found = parse_date(written, order, "UTC", (name.replace("_", "-"),) if told else ())
        assert found is None or found.value.date() == moment.date(), written
        assert found is None or found.precision != "month", written
        if found is not None and found.precision in ("minute", "second"):
            assert (found.value.hour, found.value.minute) == (moment.hour, moment.minute), written


@pytest.mark.long
@pytest.mark.parametrize("month", range(1, 13))
def test_no_date_of_any_locale_is_read_as_another(month):
    moment = datetime(2017, month, 14, 23, 5)
    for name in locale_identifiers():
        locale = Locale.parse(name)
        texts = [format_date(moment, form, locale) for form in ("full", "long", "medium")]
        for text in [*texts, format_skeleton("yMMMEd", moment, locale=locale)]:
            found = parse_date(text, "dmy", "UTC", (name.replace("_", "-"),))
            assert found is None or (found.value.date(), found.precision) == (moment.date(), "day"), text
        found = parse_date(
            format_datetime(moment, "medium", locale=locale), "dmy", "UTC", (name.replace("_", "-"),)
        )
        assert found is None or found.precision == "day" or found.value.hour == 23, name


@pytest.mark.parametrize("locale", LOCALES)
def test_every_month_of_every_language_is_read(locale):
    for month in range(1, 13):
        moment = datetime(2017, month, 14)
        text = format_date(moment, "long", locale)
        found = parse_date(text, "dmy", "UTC", (locale.replace("_", "-"),))
        assert found is not None and found.value.date() == moment.date(), text


@pytest.mark.parametrize(
    "piece", ["14 ", "août ", "14:05 pm ", "2017 ", "14 août ", "- ", "2017年8月", "p. m. 2:05 "]
)
def test_hostile_text_takes_no_long_time(piece):
    import gc
    import time

    def cost(size):
        text = (piece * size)[:size] + "2017 14 août"
        gc.disable()  # a look at all that other tests left in memory takes longer than any of these texts
        start = time.process_time()
        for _ in range(3):
            parse_date(text, languages=("fr",))
        seconds = time.process_time() - start
        gc.enable()
        return seconds

    cost(100)
    # The least of three: the garbage of other tests may be collected in the midst of one.
    assert min(cost(1900) for _ in range(3)) < 60 * max(cost(190), 0.001)
