"""The ground floor: what NFC keeps and drops, folding, slugs, words."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wagtail_district_news.text import fold, fold_space, folded_words, nfc, slug, storable, words

ANY_TEXT = st.text(alphabet=st.characters(), max_size=200)  # surrogates and controls included


@pytest.mark.parametrize(
    "text", ["", "plain", "Đảng bộ huyện", "one\ttwo\r\nthree", "日本", "é à ü ß", "a\u200db"]
)
def test_what_is_in_order_stays(text):
    assert nfc(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\x00b\x01c\x1fd\x7f", "abcd"),
        ("\ud800x\udfff", "x"),
        ("\ud83d\ude00", "\U0001f600"),  # a pair that was split is one sign
        ("tin\u200btức\u2060 \ufeffmới\u00ad", "tintức mới"),
        ("cộng", "cộng"),
        ("cô\u0323ng", "cộng"),  # as cp1258 decodes it
        ("e\u200b\u0301", "é"),  # composed once nothing stands between
    ],
)
def test_nfc(text, expected):
    assert nfc(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\u00d0ảng bộ", "Đảng bộ"),
        ("\u00f0\u01b0\u1ee3c", "được"),
        ("\u00d0i", "Đi"),
        ("\u00d0ẮK NÔNG", "ĐẮK NÔNG"),
        ("Nghị quyết H\u00d0ND số 2/Q\u00d0-UBND", "Nghị quyết HĐND số 2/QĐ-UBND"),
        ("Q\u00d0", "QĐ"),
        ("ngày họp của BC\u00d0UB", "ngày họp của BCĐUB"),
        # Not Vietnamese: Icelandic, Faroese, Old English keep their letter.
        ("ma\u00f0ur", "ma\u00f0ur"),
        ("vi\u00f0 erum", "vi\u00f0 erum"),
        ("\u00deA\u00d0", "\u00deA\u00d0"),
        ("OR\u00d0", "OR\u00d0"),
        ("\u00f0e \u00feing", "\u00f0e \u00feing"),
        ("\u00f0is", "\u00f0is"),
        ("ông Gu\u00f0mundur thăm tỉnh", "ông Gu\u00f0mundur thăm tỉnh"),
    ],
)
def test_eth_is_d_in_vietnamese_words_only(text, expected):
    assert nfc(text) == expected


@settings(deadline=None)
@given(ANY_TEXT)
def test_nfc_is_final_and_can_be_stored(text):
    once = nfc(text)
    assert nfc(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\x00" not in once
    once.encode("utf-8")  # no lone surrogate


@settings(deadline=None)
@given(ANY_TEXT)
def test_storable_only_drops_what_cannot_be_stored(text):
    kept = storable(text)
    kept.encode("utf-8")
    assert kept.count("\u00ad") == text.count("\u00ad")
    assert "\x00" not in kept


def test_fold_space():
    assert fold_space(" \u00a0Tin\r\n\t tức\u3000mới ") == "Tin tức mới"
    assert fold_space("") == ""


def test_fold():
    assert fold("Đảng  bộ\u00a0HUYỆN") == "dang bo huyen"
    assert fold("dân vận") == fold("dân vận") == "dan van"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đường đi Đắk Lắk", "duong-di-dak-lak"),
        ("  Hội nghị: “Tổng kết” 2018–2019!  ", "hoi-nghi-tong-ket-2018-2019"),
        ("Đắk R’lấp, Đắk R'lấp", "dak-rlap-dak-rlap"),
        ("a_b/c", "a-b-c"),
        ("", ""),
        ("!!!", ""),
    ],
)
def test_slug(text, expected):
    assert slug(text) == expected


def test_slug_falls_back():
    assert slug("—", fallback="tin-17") == "tin-17"
    assert slug("", max_length=3, fallback="tin-17") == "tin"


def test_slug_is_cut_at_a_word():
    title = "Huyện tổ chức hội nghị tổng kết công tác dân vận, " + "triển khai nhiệm vụ trọng tâm " * 3
    short = slug(title)
    assert len(short) <= 100
    assert slug(title, max_length=1000).startswith(short + "-")
    assert slug("một hai", max_length=7) == "mot-hai"
    assert slug("một hai ba", max_length=7) == "mot-hai"
    assert slug("một hai ba", max_length=6) == "mot"


def test_slug_cuts_an_endless_word():
    assert slug("a" * 300) == "a" * 100
    assert slug("x " + "a" * 300) == "x-" + "a" * 98


@settings(deadline=None)
@given(ANY_TEXT, st.integers(1, 120))
def test_slug_is_ascii_and_fits(text, length):
    result = slug(text, max_length=length)
    assert len(result) <= length
    assert result == "" or (result.isascii() and result.strip("-") == result and " " not in result)


def test_words():
    assert words("Tin mới: số 12, cộng") == ["Tin", "mới", "số", "12", "cộng"]
    assert words("") == []


def test_folded_words_are_cut_alike_in_an_index_and_in_a_query():
    # "Official letter no. 717/UBND-VP": a database would take the number for a path
    assert folded_words("Công văn số 717/UBND-VP") == "cong van so 717 ubnd vp"
    assert folded_words(" - ") == ""
