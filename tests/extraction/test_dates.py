"""Every form of date that the portals print; what is impossible, unclear or no date at all."""

import unicodedata
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wagtail_district_news.extraction import dates
from wagtail_district_news.extraction.dates import (
    DateOrder,
    is_ambiguous,
    may_hold_date,
    order_of,
    parse_date,
    with_full_years,
)
from wagtail_district_news.text import fold_space

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def read(text, **options):
    """What a date says, as the wall clock of Vietnam, and how precisely."""
    found = parse_date(text, **options)
    return found and (found.value.astimezone(HANOI).strftime("%Y-%m-%d %H:%M:%S"), found.precision)


@pytest.mark.parametrize(
    "text", ["", "  ", "không ghi ngày", "2275", "Tháng Giêng", "25/10", "11:05", "năm 2018", "\x00"]
)
def test_no_date_is_none(text):
    assert parse_date(text) is None


SECOND = [
    ("25 Tháng Mười 2018 11:05:00 SA", "2018-10-25 11:05:00"),
    ("25 Tháng Mười Hai 2018 1:05:09 CH", "2018-12-25 13:05:09"),
    ("2018-10-25T11:05:00", "2018-10-25 11:05:00"),
    ("2018-10-25 11:05:00", "2018-10-25 11:05:00"),
    ("2018-10-25T11:05:00+07:00", "2018-10-25 11:05:00"),
    ("2018-10-25T04:05:00Z", "2018-10-25 11:05:00"),
    ("2018-10-25T04:05:00.123456Z", "2018-10-25 11:05:00"),
    ("2018-10-25T20:05:00+00:00", "2018-10-26 03:05:00"),
    ("Thu, 25 Oct 2018 11:05:00 +0700", "2018-10-25 11:05:00"),
    ("Thu, 25 Oct 2018 04:05:00 GMT", "2018-10-25 11:05:00"),
    ("11 giờ 05 phút 30 giây ngày 25/10/2018", "2018-10-25 11:05:30"),
]
MINUTE = [
    ("(12.08.2019 15:23)", "2019-08-12 15:23:00"),
    ("21/10/2013 1:40 CH", "2013-10-21 13:40:00"),
    ("(22/05/2013 15:05 CH)", "2013-05-22 15:05:00"),
    ("22/05/2013 09:05 SA", "2013-05-22 09:05:00"),
    ("22/05/2013 12:05 CH", "2013-05-22 12:05:00"),
    ("22/05/2013 12:05 SA", "2013-05-22 00:05:00"),
    ("22/05/2013 00:05 SA", "2013-05-22 00:05:00"),
    ("thứ năm, 08 08 2019 08:52", "2019-08-08 08:52:00"),
    ("Cập nhật: 16:05 - 03/07/2013", "2013-07-03 16:05:00"),
    ("Cập nhật lúc 16:05-03/07/2013", "2013-07-03 16:05:00"),
    ("11 giờ 05 phút ngày 25 tháng 10 năm 2018", "2018-10-25 11:05:00"),
    ("11 giờ 5, ngày 25 tháng 10 năm 2018", "2018-10-25 11:05:00"),
    ("11h05 ngày 25/10/2018", "2018-10-25 11:05:00"),
    ("11h05' 25/10/2018", "2018-10-25 11:05:00"),
    ("11g05, 25-10-2018", "2018-10-25 11:05:00"),
    ("11h ngày 25/10/2018", "2018-10-25 11:00:00"),
    ("11 giờ 25/10/2018", "2018-10-25 11:00:00"),  # 25 is the day
    ("11 giờ 25 tháng 10 năm 2018", "2018-10-25 11:00:00"),
    ("3 giờ 15 chiều ngày 25/10/2018", "2018-10-25 15:15:00"),
    ("8 giờ sáng 25/10/2018", "2018-10-25 08:00:00"),
    ("7h30 tối 25/10/2018", "2018-10-25 19:30:00"),
    ("1 giờ trưa 25/10/2018", "2018-10-25 13:00:00"),
    ("11 giờ trưa 25/10/2018", "2018-10-25 11:00:00"),
    ("11 giờ đêm 25/10/2018", "2018-10-25 23:00:00"),
    ("2 giờ đêm 25/10/2018", "2018-10-25 02:00:00"),
    ("25 Oct 2018 - 14:59", "2018-10-25 14:59:00"),
    ("October 25, 2018 at 2:59 pm", "2018-10-25 14:59:00"),
    ("25/10/2018 16:05 (GMT+7)", "2018-10-25 16:05:00"),
    ("25/10/2018 16:05 UTC", "2018-10-25 23:05:00"),
    ("Thứ 5, 25/10/2018 | 16:05 GMT+7", "2018-10-25 16:05:00"),
    ("Đăng ngày 25/10/2018 11:05 (cập nhật 25/10/2018 11:05)", "2018-10-25 11:05:00"),
]
DAY = [
    ("Thứ Hai, ngày 05 tháng 4 năm 2010", "2010-04-05"),
    ("Ngày đăng: 12-05-2009", "2009-05-12"),
    ("25/10/2018", "2018-10-25"),
    ("25 / 10 / 2018", "2018-10-25"),
    ("1.2.2018.", "2018-02-01"),
    ("2018-10-25", "2018-10-25"),
    ("2018/10/25", "2018-10-25"),
    ("October 25, 2018", "2018-10-25"),
    ("Oct. 25th, 2018", "2018-10-25"),
    ("25-Oct-2018", "2018-10-25"),
    ("1st of May 2018", "2018-05-01"),
    ("Tháng Mười 25, 2018", "2018-10-25"),
    ("25 tháng mười một, 2018", "2018-11-25"),
    ("25 Tháng Mười Hai, 2018", "2018-12-25"),
    ("ngày 25 tháng Giêng năm 2018", "2018-01-25"),
    ("ngày 25 tháng Chạp năm 2018", "2018-12-25"),
    ("05 tháng tư 2010", "2010-04-05"),
    ("ngày 5 tháng năm năm 2010", "2010-05-05"),
    ("25 thang 10 nam 2018", "2018-10-25"),
    ("25 tháng 10, 2018", "2018-10-25"),
    ("25 tháng 10/2018", "2018-10-25"),
    ("25 Thg 10 2018", "2018-10-25"),
    ("Th10 25, 2018", "2018-10-25"),
    ("25/10/2018, Thứ Năm", "2018-10-25"),
    ("25/10/2018 — Thursday, October 25, 2018", "2018-10-25"),
    ("Họp từ 08:00 - 10:00 ngày 25/10/2018", "2018-10-25"),  # two times: only the day is sure
]
MONTH = [
    ("Tháng Giêng 2018", "2018-01-01"),
    ("Tháng Mười Một, 2018", "2018-11-01"),
    ("tháng 10 năm 2018", "2018-10-01"),
    ("tháng 10/2018", "2018-10-01"),
    ("October 2018", "2018-10-01"),
    ("10/2018", "2018-10-01"),
    ("2018-10", "2018-10-01"),
    ("Tháng: 10/2018", "2018-10-01"),
]
FORMS = [
    *((text, value, "second") for text, value in SECOND),
    *((text, value, "minute") for text, value in MINUTE),
    *((text, f"{value} 00:00:00", "day") for text, value in DAY),
    *((text, f"{value} 00:00:00", "month") for text, value in MONTH),
]


@pytest.mark.parametrize(("text", "value", "precision"), FORMS)
def test_forms(text, value, precision):
    assert read(text) == (value, precision)


@pytest.mark.parametrize(("text", "value", "precision"), FORMS)
def test_forms_decomposed_and_in_any_case(text, value, precision):
    assert read(unicodedata.normalize("NFD", text)) == (value, precision)
    assert read(text.upper()) == (value, precision)
    assert read(text.lower()) == (value, precision)
    assert read(f"\u00a0\n {text} \r\n".replace(" ", "\u00a0")) == (value, precision)


@pytest.mark.parametrize("number", range(12))
def test_every_month_by_name(number):
    vietnamese = "Giêng Hai Ba Tư Năm Sáu Bảy Tám Chín Mười|Mười Một|Mười Hai".replace(" ", "|", 9).split(
        "|"
    )[number]
    english = datetime(2018, number + 1, 1).strftime("%B")
    expected = (f"2018-{number + 1:02}-03 00:00:00", "day")
    assert read(f"3 Tháng {vietnamese} 2018") == expected
    assert read(f"{english} 3, 2018") == read(f"3 {english[:3]} 2018") == expected


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2018",
        "29/02/2019",
        "32/10/2018",
        "25/13/2018",
        "9/23/2007",  # month first, but the site is day first
        "2018-25-10",
        "00/10/2018",
        "25/10/1889",
        "25/10/2101",
        "25/10/0018",
        "25/10/2018 25:00",
        "25/10/2018 11:75",
        "25/10/2018 15:05 SA",  # an afternoon hour that claims to be morning
        "25/10/2018 13:05 AM",
        "25/10/2018 00:30 PM",
        "25/10/2018 12 giờ tối",
        "25/10/2018 11:05 +99:00",
        "31 tháng 2 năm 2018",
        "25 tháng 13 năm 2018",
        "30 February 2018",
    ],
)
def test_the_impossible_is_none(text):
    assert parse_date(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "1/2/2018 và 3/4/2018",
        "Từ ngày 25/10/2018 đến 26 tháng 10 năm 2018",
        "25/10/2018 31/02/2018",
        "2018-10-25 (Oct 26, 2018)",
        "tháng 9/2018 và tháng 10/2018",
    ],
)
def test_two_dates_that_differ_are_none(text):
    assert parse_date(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Số 12/2018/QĐ-UBND",
        "Nghị quyết 12/2018",
        "10.25.10.2018.7",
        "192.168.1.2018",
        "25/10/20189",
        "125/10/2018",
        "25/10/18",
    ],
)
def test_what_only_looks_like_a_date(text):
    assert parse_date(text) is None


@pytest.mark.parametrize("text", ["hôm nay", "2 giờ trước", "5 phút trước", "tháng trước", "yesterday"])
def test_relative_dates_are_none(text):
    assert parse_date(text) is None


class TestOrder:
    def test_the_order_is_the_sites(self):
        assert read("9/10/2007") == ("2007-10-09 00:00:00", "day")
        assert read("9/10/2007", order="mdy") == ("2007-09-10 00:00:00", "day")
        assert read("9/23/2007 4:05 PM", order="mdy") == ("2007-09-23 16:05:00", "minute")
        assert read("23/9/2007", order="mdy") is None

    def test_it_does_not_matter_where_the_text_is_plain(self):
        for text, value, precision in FORMS:
            if any(word in text for word in ("Oct", "áng", "2018-10")) and "/" not in text:
                assert read(text, order="mdy") == (value, precision), text

    @pytest.mark.parametrize("text", ["9/10/2007", "01-02-2018", "3.4.2018 11:05", "08 09 2019"])
    def test_ambiguous(self, text):
        assert is_ambiguous(text)

    @pytest.mark.parametrize(
        "text",
        ["", "9/9/2007", "25/10/2018", "10/25/2018", "2018-09-10", "9 tháng 10 năm 2018", "25/13/2018"],
    )
    def test_not_ambiguous(self, text):
        assert not is_ambiguous(text)

    def test_no_dates_prove_nothing(self):
        assert order_of([]) == DateOrder(None, 0, 0, 0)
        assert order_of(["9/10/2007", "2018-10-25", "9/9/2007", "x"]) == DateOrder(None, 0, 0, 1)

    def test_all_dates_of_a_site(self):
        assert order_of(["9/10/2007", "25/10/2018 11:05", "26.10.2018"]) == DateOrder("dmy", 2, 0, 1)
        assert order_of(iter(["9/10/2007", "9/23/2007"])) == DateOrder("mdy", 0, 1, 1)

    def test_a_conflict_decides_nothing_and_says_so(self):
        found = order_of(["25/10/2018", "9/23/2007", "9/24/2007"])
        assert (found.order, found.conflict) == (None, True)
        assert (found.day_first, found.month_first) == (1, 2)
        assert not order_of(["25/10/2018"]).conflict


class TestZone:
    def test_the_value_is_aware_in_the_zone(self):
        found = parse_date("25/10/2018 11:05", zone="Asia/Ho_Chi_Minh")
        assert found.value.isoformat() == "2018-10-25T11:05:00+07:00"
        assert found.value.tzinfo is not None
        assert parse_date("25/10/2018 11:05", zone=HANOI).value == found.value

    def test_an_offset_in_the_text_is_converted(self):
        assert parse_date("2018-10-25T18:00:00Z").value.isoformat() == "2018-10-26T01:00:00+07:00"
        assert parse_date("2018-10-25T18:00:00Z", zone="UTC").value.isoformat() == "2018-10-25T18:00:00+00:00"

    def test_an_hour_that_summer_time_skips_moves_on(self):
        berlin = parse_date("25/03/2018 02:30", zone="Europe/Berlin").value
        assert berlin.isoformat() == "2018-03-25T03:30:00+02:00"
        midnight = parse_date("15/10/2017", zone="America/Sao_Paulo").value  # the day began at 01:00
        assert (midnight.day, midnight.hour) == (15, 1)

    def test_an_hour_that_comes_twice_is_the_first(self):
        berlin = parse_date("28/10/2018 02:30", zone="Europe/Berlin").value
        assert berlin.utcoffset() == timedelta(hours=2)

    def test_an_unknown_zone_is_the_callers_error(self):
        with pytest.raises(ZoneInfoNotFoundError):
            parse_date("25/10/2018", zone="Asia/Nowhere")


def test_raw_is_the_text_in_one_line():
    assert parse_date("  Ngày\u00a0đăng:\n 12-05-2009 ").raw == "Ngày đăng: 12-05-2009"


MOMENTS = st.datetimes(datetime(1990, 1, 2), datetime(2100, 12, 30)).map(
    lambda moment: moment.replace(microsecond=0)
)
# From 1976 on the clocks of Vietnam have not been changed.
WRITTEN = [
    "%d/%m/%Y %H:%M:%S",
    "(%d.%m.%Y %H:%M:%S)",
    "%H:%M:%S - %d-%m-%Y",
    "%Y-%m-%dT%H:%M:%S+07:00",
    "%H giờ %M phút %S giây ngày %d tháng %m năm %Y",
    "%d %B %Y %I:%M:%S %p",
    "%B %d, %Y, %H:%M:%S",
    "Thứ 2, %d %m %Y %H:%M:%S",
]


@settings(deadline=None)
@given(MOMENTS, st.sampled_from(WRITTEN))
def test_every_moment_is_read_back(moment, form):
    found = parse_date(moment.strftime(form))
    assert found.value == moment.replace(tzinfo=HANOI)
    assert found.precision == "second"


PIECES = [
    "25",
    "10",
    "2018",
    "/",
    "-",
    ".",
    ":",
    " ",
    "tháng",
    "năm",
    "giờ",
    "h",
    "SA",
    "CH",
    "Z",
    "+07",
    "Mười",
    "Oct",
    "5",
    "99",
]


@settings(deadline=None)
@given(
    st.one_of(
        st.text(alphabet=st.characters(), max_size=60),
        st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
    )
)
def test_any_text_is_a_plausible_date_or_none(text):
    for order in ("dmy", "mdy"):
        found = parse_date(text, order=order)
        assert found is None or 1989 <= found.value.astimezone(UTC).year <= 2101
    is_ambiguous(text)
    order_of([text])


@given(
    st.lists(
        st.sampled_from(
            ["1", "12", "25", "03", "2018", "1999", "30", "H", "R", "May", "thang", "nam", "noon", "pm", "at", "h",
             ":", "/", ".", "-", " ", ",", "(", "+", "Z", "den", "ngay"]
        ),
        max_size=12,
    ).map("".join)
)  # fmt: skip
def test_only_numbers_in_a_row_read_differently_in_both_orders(text):
    for languages in ((), ("vi",), ("en",), ("ja",)):
        for short in (text, with_full_years(text)):
            found = parse_date(short, "mdy", "UTC", languages)
            if not may_hold_date(short):
                assert found is None
                continue
            read = dates._read_anew(short, "mdy", languages)
            wanted = dates._assemble(*read, "UTC", fold_space(short)) if read else None
            assert found == wanted
