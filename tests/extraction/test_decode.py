"""Bytes to text: what says how a page is encoded, what lies, and what is put right."""

import codecs
import re
import time
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.extraction.test_charsets import FRENCH, GERMAN, MOTTO, PORTUGUESE, SENTENCES, encoded
from wagtail_district_news.extraction.charsets.tables import TCVN3, VISCII, VNI
from wagtail_district_news.extraction.decode import decode
from wagtail_district_news.extraction.documents import SourceDocument
from wagtail_district_news.extraction.signs import DOUBTFUL, normal, signs_of
from wagtail_district_news.text import nfc

VIETNAMESE = " ".join(SENTENCES)


def page(text, charset="", body_attributes=""):
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    return f"<html><head>{meta}<title>T</title></head><body{body_attributes}><p>{text}</p></body></html>"


def read(content, header=""):
    return decode(SourceDocument("a.html", content, header_charset=header))


def codes(decoded):
    return [issue.code for issue in decoded.issues]


def cp1258(text):
    """Text as an old Vietnamese editor saves it: base letters with a combining tone."""
    letters = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = next((mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323"), "")
        letters.append(unicodedata.normalize("NFC", parts.replace(tone, "") if tone else parts) + tone)
    return "".join(letters).encode("cp1258")


class TestUnicode:
    @pytest.mark.parametrize("text", ["", "plain", page(VIETNAMESE), page(VIETNAMESE, "utf-8")])
    def test_utf8_stays(self, text):
        assert read(text.encode()) == decode(SourceDocument("b.html", text.encode()))
        assert read(text.encode()).text == text
        assert read(text.encode()).encoding == "utf-8"
        assert read(text.encode()).issues == ()

    @pytest.mark.parametrize("header", ["", "iso-8859-1", "windows-1258", "nonsense"])
    @pytest.mark.parametrize("meta", ["", "iso-8859-1", "windows-1252", "gb2312"])
    def test_utf8_whatever_it_is_called(self, header, meta):
        decoded = read(page(VIETNAMESE, meta).encode(), header)
        assert MOTTO in decoded.text
        assert (decoded.encoding, decoded.issues) == ("utf-8", ())

    @pytest.mark.parametrize(
        ("mark", "encoding"),
        [
            (codecs.BOM_UTF8, "utf-8"),
            (codecs.BOM_UTF16_LE, "utf-16-le"),
            (codecs.BOM_UTF16_BE, "utf-16-be"),
            (codecs.BOM_UTF32_LE, "utf-32-le"),
            (codecs.BOM_UTF32_BE, "utf-32-be"),
        ],
    )
    def test_byte_order_marks(self, mark, encoding):
        decoded = read(mark + page(VIETNAMESE, "iso-8859-1").encode(encoding), "windows-1252")
        assert decoded.text == page(VIETNAMESE, "iso-8859-1")
        assert decoded.encoding == encoding

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    def test_utf16_without_a_mark(self, encoding):
        decoded = read(page(VIETNAMESE).encode(encoding))
        assert (decoded.text, decoded.encoding) == (page(VIETNAMESE), encoding)

    def test_decomposed_accents_are_composed(self):
        assert read(unicodedata.normalize("NFD", page(MOTTO)).encode()).text == page(MOTTO)

    @pytest.mark.parametrize("bad", [b"\xff", b"\x93", b"\xe1\xba", b"\x80\x80"])
    def test_a_bad_byte_does_not_spoil_the_page(self, bad):
        content = page(f"{MOTTO} @ {VIETNAMESE}").encode().replace(b"@", bad)
        decoded = read(content, "iso-8859-1")
        assert decoded.encoding == "utf-8"
        assert decoded.text.count(MOTTO) == 2
        assert decoded.replaced == decoded.text.count("\ufffd") > 0
        assert codes(decoded) == ["undecodable-characters"]
        assert decoded.issues[0].loss

    def test_a_mark_that_lies(self):
        decoded = read(codecs.BOM_UTF8 + page("déjà vu, l'été à la forêt").encode("cp1252"))
        assert decoded.text == page("déjà vu, l'été à la forêt")


class TestSingleByte:
    @pytest.mark.parametrize(
        ("header", "meta"), [("windows-1258", ""), ("", "windows-1258"), ("", "x-cp1258; x"), ("", "")]
    )
    def test_cp1258(self, header, meta):
        decoded = read(cp1258(page(VIETNAMESE, meta)), header)
        assert MOTTO in decoded.text
        assert unicodedata.is_normalized("NFC", decoded.text)
        assert decoded.encoding == "cp1258"

    def test_a_guess_is_told(self):
        assert codes(read(cp1258(page(VIETNAMESE)))) == ["encoding-guessed"]
        assert codes(read(cp1258(page(VIETNAMESE, "windows-1258")))) == []

    def test_a_header_that_lies(self):
        """Servers say iso-8859-1 of everything."""
        decoded = read(cp1258(page(VIETNAMESE, "windows-1258")), "iso-8859-1")
        assert (MOTTO in decoded.text, decoded.encoding) == (True, "cp1258")

    @pytest.mark.parametrize("text", [FRENCH, GERMAN, PORTUGUESE, "là", "på"])
    @pytest.mark.parametrize("label", ["", "iso-8859-1", "windows-1252", "latin1"])
    def test_western_pages_stay_western(self, text, label):
        decoded = read(page(f"{text} “{text}”", label).encode("cp1252"))
        assert f"{text} “{text}”" in decoded.text
        assert decoded.encoding == "cp1252"

    def test_a_byte_that_windows_1252_lacks(self):
        decoded = read(page(f"{FRENCH} @").encode("cp1252").replace(b"@", b"\x81"))
        assert FRENCH in decoded.text
        assert (decoded.encoding, decoded.replaced) == ("cp1252", 1)

    @pytest.mark.parametrize(
        ("label", "codec", "text"),
        [
            ("gb2312", "gb18030", "人民政府新闻办公室"),
            ("Shift_JIS", "cp932", "村役場からのお知らせ"),
            ("euc-kr", "cp949", "마을 소식을 알려 드립니다"),
            ("big5", "big5hkscs", "鄉公所最新消息"),
            ("windows-1251", "cp1251", "Новости района"),
            ("tis-620", "cp874", "ข่าวประชาสัมพันธ์"),
        ],
    )
    def test_other_scripts_as_declared(self, label, codec, text):
        for header, meta in ((label, ""), ("", label)):
            decoded = read(page(text, meta).encode(codec), header)
            assert (text in decoded.text, decoded.encoding, decoded.issues) == (True, codec, ())

    def test_the_declaration_of_xhtml(self):
        content = f'<?xml version="1.0" encoding="windows-1251"?>{page("Новости")}'.encode("cp1251")
        assert "Новости" in read(content).text

    @pytest.mark.parametrize(
        "label", ["utf-16", "utf-7", "rot13", "hex", "unicode_escape", "idna", "\x00", "é", "x" * 500]
    )
    def test_labels_that_cannot_be_meant(self, label):
        assert FRENCH in read(page(FRENCH).encode("cp1252"), label).text


class TestLegacyCharsets:
    @pytest.mark.parametrize(("name", "table"), [("vni", VNI), ("viscii", VISCII)])
    @pytest.mark.parametrize("label", ["", "iso-8859-1"])
    def test_whole_pages(self, name, table, label):
        decoded = read(page(encoded(VIETNAMESE, table), label).encode("latin-1"))
        assert (VIETNAMESE in decoded.text, decoded.encoding) == (True, name)
        assert codes(decoded) == ["encoding-guessed"]

    @pytest.mark.parametrize("attributes", ["", ' style="font-family: .VnTime"'])
    def test_whole_pages_in_tcvn3(self, attributes):
        decoded = read(page(encoded(VIETNAMESE.lower(), TCVN3), "x", attributes).encode("latin-1"))
        assert (VIETNAMESE.lower() in decoded.text, decoded.encoding) == (True, "tcvn3")

    def test_a_label_that_python_does_not_know(self):
        decoded = read(page(encoded(VIETNAMESE, VISCII), "x-viet-viscii").encode("latin-1"))
        assert (VIETNAMESE in decoded.text, decoded.issues) == (True, ())

    def test_runs_in_a_unicode_page_are_left_to_their_fonts(self):
        """The soft hyphen is ư and Ð is é there: nothing may be dropped before the run is converted."""
        run = '<font face=".VnTime">ng\u00ad\u00eai b\u00d0</font>'
        assert run in read(page(f"{MOTTO} {run}").encode()).text
        assert "ng\u00ad" not in read(page(f"{MOTTO} ng\u00ad\u00eai").encode()).text

    def test_an_address_is_no_font(self):
        text = page('<a href="http://www.vnpt.vn/.vnx" title="font">tin\u00adtức</a>')
        assert "tintức" in read(text.encode()).text


class TestMojibake:
    @pytest.mark.parametrize("codec", ["cp1252", "cp1258"])
    @pytest.mark.parametrize("times", [1, 2])
    def test_encoded_twice_or_thrice(self, codec, times):
        text = VIETNAMESE
        for _ in range(times):
            text = "".join(_sloppy(byte, codec) for byte in text.encode())
        decoded = read(page(text).encode())
        assert VIETNAMESE in decoded.text
        assert codes(decoded) == ["mojibake-repaired"]

    def test_only_the_broken_part_is_touched(self):
        broken = "".join(_sloppy(byte, "cp1252") for byte in MOTTO.encode())
        decoded = read(page(f"{VIETNAMESE}</p><p>{broken}").encode())
        assert decoded.text == page(f"{VIETNAMESE}</p><p>{MOTTO}")

    @pytest.mark.parametrize("text", [FRENCH, GERMAN, PORTUGUESE, "“Ça va… très bien” – l’été"])
    def test_other_languages(self, text):
        broken = "".join(_sloppy(byte, "cp1252") for byte in text.encode())
        assert text in read(page(broken).encode()).text

    @pytest.mark.parametrize(
        "text",
        [
            VIETNAMESE,
            VIETNAMESE.upper(),
            FRENCH,
            GERMAN.upper(),
            PORTUGUESE.upper(),
            "XÃ\u00a0TAM THANH",  # Ã and a no-break space, not à
            "XÃ\u00a0PHÚ",
            "THỦ ĐÔ”, “THỦ ĐÔ”",
            "ĐÔ” – “Ô” – Â»",
            "NÃO… «NÃO»",
            "É» È« Ê…",
            "Â",
            "© 2018 Xã · 5 €",
        ],
    )
    def test_good_text_stays(self, text):
        decoded = read(page(text).encode())
        assert decoded.text == unicodedata.normalize("NFC", page(text))
        assert decoded.issues == ()


def _sloppy(byte, codec):
    """One byte as the code page shows it; what it lacks comes through as a control character."""
    return bytes([byte]).decode(codec, "ignore") or chr(byte)


class TestEntities:
    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("C&amp;#7897;ng h&amp;ograve;a", "C&#7897;ng h&ograve;a"),
            ("C&amp;#x1ED9;ng&amp;nbsp;h&amp;ograve;a", "C&#x1ED9;ng&nbsp;h&ograve;a"),
            ("Đảng&amp;nbsp;bộ &amp;ldquo;x&amp;rdquo;", "Đảng&nbsp;bộ &ldquo;x&rdquo;"),
            ("don&amp;#39;t", "don&#39;t"),
            ("h&amp;ograve;a &amp;lt;b&amp;gt; A &amp;amp; B", "h&ograve;a &amp;lt;b&amp;gt; A &amp;amp; B"),
        ],
    )
    def test_escaped_twice(self, written, meant):
        decoded = read(page(written).encode())
        assert decoded.text == page(meant)
        assert codes(decoded) == ["entities-repaired"]

    @pytest.mark.parametrize(
        "text",
        [
            "A &amp; B, R&amp;D; x",
            "write &amp;eacute; to see é",
            "&amp;lt;b&amp;gt;",
            "<pre>caf&amp;eacute;</pre>",
            "<code>x&amp;nbsp;y</code> and <code>unclosed&amp;nbsp;z",
            '<a href="?a=1&amp;copy=2&amp;b">x</a>',
        ],
    )
    def test_what_is_meant_stays(self, text):
        decoded = read(page(text).encode())
        assert (decoded.text, decoded.issues) == (page(text), ())


class TestDebris:
    def test_nothing_that_a_database_refuses(self):
        decoded = read(b"<p>a\x00b\x0bc\xed\xa0\x80d\xe2\x80\x8be</p>" + page(VIETNAMESE).encode())
        assert decoded.text.startswith("<p>abc")
        assert "\x00" not in decoded.text
        assert "\u200b" not in decoded.text
        decoded.text.encode("utf-8")

    def test_a_combining_slash_does_not_eat_a_tag(self):
        assert read("<p>\u0338a=\u0338</p>".encode()).text == "<p>a=</p>"

    @pytest.mark.parametrize(
        "opening", ["<", "<!--", "<script ", "<pre ", "&amp;", "&amp;#7879", "\xc3", '"', "<meta ", "font:"]
    )
    def test_openings_that_nothing_closes_take_linear_time(self, opening):
        content = (opening * 60_000 + "\xe9").encode("latin-1")
        started = time.process_time()
        assert read(content).text
        assert time.process_time() - started < 5  # quadratic: minutes


class TestOtherScripts:
    RUSSIAN = (
        "Глава района провёл совещание о подготовке школ к новому учебному году и ремонте дорог в сёлах."
    )
    GREEK = "Ο δήμαρχος παρουσίασε το πρόγραμμα για τα νέα σχολεία και τους δρόμους της περιοχής μας."
    HEBREW = "ראש העיר הציג את התוכנית לבניית בתי הספר החדשים ואת הכבישים באזור שלנו השנה"
    ARABIC = "قدم رئيس البلدية اليوم خطة بناء المدارس الجديدة والطرق في المنطقة خلال هذا العام"
    THAI = "นายกเทศมนตรีแถลงแผนการก่อสร้างโรงเรียนใหม่และถนนในเขตของเราในปีนี้"
    SIMPLIFIED = (
        "今年市政府在全县开工新学校和公路，这是人民的大事，主要工作已经进行了三个月，有关部门要发布信息。"
    )
    TRADITIONAL = (
        "今年市政府在全縣開工新學校和公路，這是人民的大事，主要工作已經進行了三個月，有關部門要發布信息。"
    )
    JAPANESE = "村では今年の春から新しい学校と道路をつくることになりました。くわしくは役場のお知らせをごらんください。"
    KOREAN = "시장은 올해 우리 지역의 새 학교와 도로를 만드는 사업을 시작한다고 오늘 기자들에게 말했다."

    @pytest.mark.parametrize(
        ("text", "codec", "label"),
        [
            (RUSSIAN, "cp1251", "windows-1251"),
            (RUSSIAN, "koi8-r", "koi8-r"),
            (RUSSIAN, "iso8859-5", "iso-8859-5"),
            (GREEK, "cp1253", "windows-1253"),
            (HEBREW, "cp1255", "iso-8859-8-i"),
            (ARABIC, "cp1256", "windows-1256"),
            (THAI, "cp874", "windows-874"),
            (SIMPLIFIED, "gb18030", "gb2312"),
            (TRADITIONAL, "big5hkscs", "big5"),
            (JAPANESE, "cp932", "x-sjis"),
            (JAPANESE, "euc_jp", "euc-jp"),
            (KOREAN, "cp949", "ks_c_5601-1987"),
        ],
    )
    def test_declared_or_told_by_its_letters(self, text, codec, label):
        declared = read(page(text, label).encode(codec))
        assert (text in declared.text, declared.encoding, codes(declared)) == (True, codec, [])
        for wrong in ("", "iso-8859-1", "utf-8"):
            guessed = read(page(text, wrong).encode(codec))
            assert (text in guessed.text, guessed.encoding) == (True, codec), wrong
            assert codes(guessed) == ["encoding-guessed"]

    def test_a_sound_declaration_is_not_doubted(self):
        text = self.RUSSIAN.upper()
        assert text in read(page(text, "koi8-r").encode("koi8-r")).text

    def test_of_two_declarations_the_letters_choose(self):
        content = page(self.RUSSIAN, "windows-1251").encode("cp1251")
        assert self.RUSSIAN in read(content, "koi8-r").text

    @pytest.mark.parametrize("label", ["windows-1251", "gb2312", "euc-jp", "tis-620"])
    @pytest.mark.parametrize("text", [VIETNAMESE, RUSSIAN, SIMPLIFIED])
    def test_utf8_under_a_wrong_name(self, label, text):
        decoded = read(page(text, label).encode())
        assert (text in decoded.text, decoded.issues) == (True, ())

    def test_central_european(self):
        text = "Příliš žluťoučký kůň úpěl ďábelské ódy"
        assert text in read(page(text, "iso-8859-2").encode("iso8859-2")).text

    def test_japanese_in_seven_bits(self):
        content = page(self.JAPANESE, "iso-2022-jp").encode("iso-2022-jp")
        assert self.JAPANESE in read(content).text
        assert "\x1b" not in read(page("\x1b$B", "utf-8").encode()).text


class TestControls:
    def test_windows_quotes_behind_the_wrong_name(self):
        decoded = read(page("\x93Tin t\u1ee9c\x94 \x96 \x85").encode())
        assert decoded.text == page("“Tin tức” – …")
        assert codes(decoded) == ["controls-repaired"]

    def test_what_has_no_meaning_goes(self):
        assert read(page("a\x81b\x8dé").encode()).text == page("abé")

    def test_the_windows_page_of_the_declared_charset_is_asked(self):
        text = "Příliš žluťoučký kůň " * 20
        assert (
            "„žába“"
            in read(
                (page(text + "„žába“", "iso-8859-2"))
                .translate({0x201E: "\x84", 0x201C: "\x93"})
                .encode("iso8859-2")
            ).text
        )


class TestSigns:
    """The quick looks decide what the slow ones do: they may never say no where those say yes."""

    @settings(deadline=None)
    @given(
        st.lists(
            st.sampled_from(
                ["a", "<b>", "=", "e\u0301", "\u0338", "\u0301" * 31, "\u2026" * 31, "\u2000", "\u212b", "\uac00",
                 "\u1100\u1161", "\u200b", "\xad", "Ðảng", "\u0323\u0302", "\x00", "’", "ệ", "\n"]
            ),
            max_size=30,
        ).map("".join)
    )  # fmt: skip
    @example("<b>\u0323\u0302\u0338")
    def test_normal_is_nfc_of_the_whole(self, text):
        signs = signs_of(text)
        slashed = "\u0338" in text
        result = normal(text, signs, DOUBTFUL.search(signs) is not None)
        assert unicodedata.is_normalized("NFC", result)
        assert slashed or result == nfc(text)

    def test_the_signs_are_what_is_beyond_ascii(self):
        assert signs_of("<p>Tin\ttức\x01</p>\r\n") == "ứ\x01"
        assert signs_of("", "é".encode()) == "é"


@settings(deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from(["", "utf-8", "iso-8859-1", "windows-1258", "gb2312", "viscii", "hz", "utf-16"]),
)
def test_any_bytes_can_be_decoded(content, header):
    decoded = read(content, header)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]", decoded.text)
    assert unicodedata.is_normalized("NFC", decoded.text)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_utf8_is_always_recognised(text):
    assert read(page(text).encode()).encoding == "utf-8"


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from(VIETNAMESE + VIETNAMESE.upper() + "“”…–«»\u00a0"), max_size=80))
def test_good_vietnamese_is_never_repaired(text):
    assert codes(read(page(f"{MOTTO} {text}").encode())) == []
