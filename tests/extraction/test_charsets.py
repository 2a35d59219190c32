"""TCVN3, VNI and VISCII by letter, word and font; and what looks Vietnamese."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wagtail_district_news.extraction.charsets import charset_of_font, convert, convert_run, looks_vietnamese
from wagtail_district_news.extraction.charsets.syllables import is_syllable
from wagtail_district_news.extraction.charsets.tables import LETTERS, LOWER, TCVN3, UPPER, VISCII, VNI

MOTTO = "Cộng hòa xã hội chủ nghĩa Việt Nam - Độc lập, Tự do, Hạnh phúc"
SENTENCES = [
    MOTTO,
    "Ủy ban nhân dân huyện tổ chức hội nghị triển khai nhiệm vụ năm mới, biểu dương những tập thể xuất sắc.",
    "Nguyễn Thị Quý, trưởng thôn, khuyên bà con giữ gìn vệ sinh đường làng ngõ xóm, trồng thêm cây xanh.",
    "Thuở ấy khuya khoắt, ngoằn ngoèo khúc khuỷu; giếng nước, gốc đa, quả quýt, rượu nếp, huýt sáo.",
    "Đắk Lắk, Đắk Nông, Kon Tum; Huế; Ý kiến của uỷ ban; kỹ sư, mỹ thuật, quỳ, ỷ lại, yếu, yên.",
]
# Sentences of ours in languages that are not Vietnamese but write accents.
FRENCH = "La réunion a été présidée par le maire, où les élèves étaient très intéressés, à côté de la forêt."
GERMAN = (
    "Die Gemeinde führt die Straße für Fußgänger über die Brücke; später folgen größere Plätze und Gärten."
)
PORTUGUESE = (
    "A câmara aprovou a licitação; os cidadãos não terão de pagar até ao próximo mês, à exceção dos últimos."
)


def encoded(text: str, table: dict[str, str]) -> str:
    """Text as it arrives in that charset: the canonical sequence of each letter."""
    theirs: dict[str, str] = {}
    for sequence, letter in table.items():
        theirs.setdefault(letter, sequence)
    return "".join(theirs.get(letter, letter) for letter in text)


def test_there_are_134_letters():
    assert len(LETTERS) == len(set(LETTERS)) == 134
    assert all(unicodedata.is_normalized("NFC", letter) and not letter.isascii() for letter in LETTERS)


@pytest.mark.parametrize(("charset", "table"), [("vni", VNI), ("viscii", VISCII)])
@pytest.mark.parametrize("letter", LETTERS)
def test_round_trip(charset, table, letter):
    assert convert(encoded(letter, table), charset) == letter


@pytest.mark.parametrize(("small", "capital"), list(zip(LOWER, UPPER, strict=True)))
def test_round_trip_tcvn3(small, capital):
    """One font has the small letters, a second draws them as capitals; seven capitals stand in both."""
    assert convert(encoded(small, TCVN3), "tcvn3") == small
    assert convert(encoded(small, TCVN3), "tcvn3-capitals") == capital
    if capital in "ĂÂÊÔƠƯĐ":
        assert convert(encoded(capital, TCVN3), "tcvn3") == capital
    else:
        assert capital not in TCVN3.values()


def test_tables_are_complete_and_one_to_one():
    assert len(TCVN3) == 67 + 7 and set(TCVN3.values()) == set(LOWER) | set("ĂÂÊÔƠƯĐ")
    assert len(VISCII) == 134 and set(VISCII.values()) == set(LETTERS)
    assert set(VNI.values()) == set(LETTERS)


@pytest.mark.parametrize(
    ("theirs", "charset", "ours"),
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "tcvn3", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("§éc lËp - Tù do - H¹nh phóc", "tcvn3", "Độc lập - Tự do - Hạnh phúc"),
        ("ng\u00ad\u00aci d©n", "tcvn3", "ngươi dân"),  # the soft hyphen is a letter there
        ("céng hoµ", "tcvn3-capitals", "CỘNG HOÀ"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "vni", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "vni", "Độc lập - Tự do - Hạnh phúc"),
        ("COÄNG HOØA XAÕ HOÄI", "vni", "CỘNG HÒA XÃ HỘI"),
        (
            "Aân, AÂn, ngöôøi, thò xaõ, kyû luaät, myõ, kî, chính, chæ",
            "vni",
            "Ân, Ân, người, thị xã, kỷ luật, mỹ, kỵ, chính, chỉ",
        ),
        ("C\xb5ng h\xf2a x\xe3 h\xb5i", "viscii", "Cộng hòa xã hội"),
    ],
)
def test_known_words(theirs, charset, ours):
    assert convert(theirs, charset) == ours


def test_bytes_read_as_windows_1252_convert_as_well():
    text = bytes([0x8A, 0x80, 0x99]).decode("cp1252")
    assert convert(text, "viscii") == convert("\x8a\x80\x99", "viscii") == "ẾẠỎ"


def test_an_unknown_charset_is_an_error():
    with pytest.raises(KeyError):
        convert("x", "vps")


@pytest.mark.parametrize(
    ("font", "charset"),
    [
        (".VnTime", "tcvn3"),
        (".vntime", "tcvn3"),
        ("'.VnArial Narrow', Arial", "tcvn3"),
        ("Arial, .VnTime", "tcvn3"),
        (".VnTimeH", "tcvn3-capitals"),
        (".VnAvantH", "tcvn3-capitals"),
        ("VnTime", "tcvn3"),
        ("VNI-Times", "vni"),
        ('"VNI-Helve-Condense"', "vni"),
        ("VNI Times", "vni"),
        ("VI Times", "viscii"),
        ("Times New Roman", None),
        ("Verdana, Arial", None),
        ("Vnexpress Sans", None),
        ("", None),
    ],
)
def test_charset_of_font(font, charset):
    assert charset_of_font(font) == charset


class TestConvertRun:
    def test_a_unicode_font_changes_nothing(self):
        assert convert_run("Céng hoµ", "Arial") == "Céng hoµ"

    def test_text_under_its_font(self):
        assert convert_run("Céng hoµ", ".VnTime") == "Cộng hoà"
        assert convert_run("x·", ".VnTime") == "xã"
        assert convert_run("Coäng hoøa", "VNI-Times") == "Cộng hòa"
        assert convert_run("th«ng b¸o", ".VnTimeH") == "THÔNG BÁO"

    @pytest.mark.parametrize("font", [".VnTime", ".VnTimeH", "VNI-Times"])
    @pytest.mark.parametrize("text", [*SENTENCES, "plain", "2275", "", "Cafe"])
    def test_unicode_text_under_an_old_font_name_stays(self, font, text):
        assert convert_run(text, font) == text

    def test_a_page_that_was_converted_has_only_its_capitals_to_do(self):
        assert convert_run("Thông báo", ".VnTimeH", page_charset="tcvn3") == "THÔNG BÁO"
        assert convert_run("Thông báo", ".VnTime", page_charset="tcvn3") == "Thông báo"
        assert convert_run("th«ng b¸o", ".VnTimeH", page_charset="utf-8") == "THÔNG BÁO"


class TestLooksVietnamese:
    @pytest.mark.parametrize("text", SENTENCES)
    @pytest.mark.parametrize("form", ["NFC", "NFD"])
    def test_vietnamese_is_all_legal(self, text, form):
        assert looks_vietnamese(unicodedata.normalize(form, text)) == 1.0
        assert looks_vietnamese(unicodedata.normalize(form, text).upper()) == 1.0

    @pytest.mark.parametrize("text", [FRENCH, GERMAN, PORTUGUESE])
    def test_other_languages_are_not(self, text):
        assert looks_vietnamese(text) <= 0.4

    @pytest.mark.parametrize("text", ["", "plain English", "2018", "?!"])
    def test_no_evidence_is_zero(self, text):
        assert looks_vietnamese(text) == 0.0

    @pytest.mark.parametrize("right", ["tcvn3", "vni", "viscii"])
    def test_the_right_charset_wins(self, right):
        """Of a sentence every wrong reading scores less than the right one; of a page, clearly less."""
        table = {"tcvn3": TCVN3, "vni": VNI, "viscii": VISCII}[right]
        for text, at_most in [*((sentence, 0.9) for sentence in SENTENCES), (" ".join(SENTENCES), 0.6)]:
            raw = encoded(text.lower() if right == "tcvn3" else text, table)
            scores = {name: looks_vietnamese(convert(raw, name)) for name in ("tcvn3", "vni", "viscii")}
            assert scores.pop(right) == 1.0
            assert max(*scores.values(), looks_vietnamese(raw)) <= at_most

    @pytest.mark.parametrize(
        "word",
        ["ngã", "nghĩ", "gì", "giếng", "quốc", "quyền", "xoong", "khuỷu", "Đắk", "ương", "ỷ", "hoà", "hòa"],
    )
    def test_legal_syllables(self, word):
        assert is_syllable(word)

    @pytest.mark.parametrize(
        "word",
        [
            "ngĩ",  # ng before i is written ngh
            "cế",  # c before ê is written k
            "ghá",
            "sât",  # a stop wants sắc or nặng
            "mầt",
            "tốtt",
            "á́",  # two tones
            "über",
            "été",
            "Straße",
        ],
    )
    def test_illegal_syllables(self, word):
        assert not is_syllable(word)

    @settings(deadline=None)
    @given(st.text(max_size=100))
    def test_it_is_a_share(self, text):
        assert 0.0 <= looks_vietnamese(text) <= 1.0


@settings(deadline=None)
@given(st.text(max_size=100), st.sampled_from(["tcvn3", "tcvn3-capitals", "vni", "viscii"]))
def test_convert_takes_any_text(text, charset):
    assert unicodedata.is_normalized("NFC", convert(text, charset))
