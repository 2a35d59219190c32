"""Counts as portals print them: what is one, and what only looks like one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wagtail_district_news.extraction.numbers import parse_count, parse_digits


@pytest.mark.parametrize("text", ["", "   ", "không có", "Số lượt người xem:", "\x00"])
def test_no_number_is_none_not_zero(text):
    assert parse_count(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("Số lượt người xem: 2275", 2275),
        ("Số lượt người xem:2275", 2275),
        ("Lượt xem : 2275 lượt", 2275),
        ("(2275)", 2275),
        ("Đã xem 17.", 17),
        ("2.275", 2275),
        ("37.412.221", 37412221),
        ("37,412,221", 37412221),
        ("37 412 221", 37412221),
        ("37\u00a0412\u00a0221", 37412221),
        ("37'412'221", 37412221),
        ("Số lượt truy cập: 37.412.221 lượt", 37412221),
        ("3\n7\n4\n1\n2\n2\n2\n1", 37412221),
        ("Lượt truy cập\n0 0 3 7 4 1", 3741),
        ("00002275", 2275),
        ("２２７５", 2275),  # full-width digits
        ("17 (17)", 17),
    ],
)
def test_counts(text, number):
    assert parse_count(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "1.5",
        "1,25",
        "12.34.567",
        "1.234,567",
        "1.2K",
        "12K",
        "12 K",
        "1,2 triệu",
        "3 nghìn",
        "5 tr",
        "-1",
        "xem: -1",
        "+5",
        "1000+",
        "12%",
        "25/10/2018",
        "25-10-2018",
        "11:05",
        "5 lượt xem, 6 bình luận",
        "v2",
        "12a",
        "1 23 456",
        "9" * 30,
        str(10**15 + 1),
        str(2**63),
    ],
)
def test_what_is_no_plain_count(text):
    assert parse_count(text) is None


@settings(deadline=None)
@given(st.integers(0, 10**15), st.sampled_from(["{}", "{:,}", "Lượt xem: {}", "Lượt xem: {:,} lượt"]))
def test_every_count_is_read_back(number, form):
    assert parse_count(form.format(number)) == number
    assert parse_count(form.format(number).replace(",", ".")) == number
    assert parse_count(form.format(number).replace(",", " ")) == number


@settings(deadline=None)
@given(st.text(alphabet=st.characters(), max_size=60))
def test_any_text_is_a_count_or_none(text):
    number = parse_count(text)
    assert number is None or 0 <= number <= 10**15


@pytest.mark.parametrize(
    ("cells", "number"),
    [
        (["3", "7", "4", "1", "2", "2", "2", "1"], 37412221),
        ([" 0 ", "\n", "2", "", "5"], 25),
        (["37", ".", "412", ".", "221"], 37412221),
        (["/images/counter/2.gif", "digits/2.png", "7.jpg?v=1", "n5.gif"], 2275),
    ],
)
def test_digits(cells, number):
    assert parse_digits(cells) == number


@pytest.mark.parametrize("cells", [[], ["", " "], ["1", "x"], ["12.gif"], ["1", "-2"], ["banner.gif"]])
def test_no_digits(cells):
    assert parse_digits(cells) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3,74,12,221", 37412221),  # India
        ("37\u202f412\u202f221 vues", 37412221),
        ("37\u2009412\u2009221", 37412221),
        ("٣٧٬٤١٢٬٢٢١", 37412221),
        ("۱٬۲۳۴ بازدید", 1234),
        ("المشاهدات: ٢٢٧٥", 2275),
        ("३,७४,१२,२२१", 37412221),
        ("ผู้เข้าชม ๒,๒๗๕ คน", 2275),
        ("浏览次数：1234次", 1234),
        ("阅读 1,234 人", 1234),
        ("閲覧数:２２７５", 2275),
        ("조회수 2275회", 2275),
        ("Просмотров: 2 275", 2275),
        ("Προβολές: 2.275", 2275),
        ("צפיות: 2,275", 2275),
    ],
)
def test_counts_of_the_world(text, number):
    assert parse_count(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "3万",
        "1.2万",
        "1.2億",
        "3만",
        "5 тыс.",
        "1,2 млн",
        "1,2К",
        "5 Tsd.",
        "2 Mio",
        "5 mil",
        "3 lakh",
        "3 लाख",
        "5 พัน",
        "٣ ألف",
        "٣٫٥",
        "2 ribu",
        "第3期 1234次",
        "-٣",
    ],
)
def test_what_is_no_plain_count_anywhere(text):
    assert parse_count(text) is None
