"""Spellings of Vietnamese that the portal uses, against what the standards say."""

from __future__ import annotations

import unicodedata
from html import unescape

import pytest

from example_site.legacy_portal import spelling

SENTENCE = "Đường phố Việt Nam ngày nay rực rỡ, người người đi chợ Tết; ghé quán, uống ly nước mía."


def test_plain_letters_stay_as_they_are():
    for way in (spelling.entities, spelling.entities_and_tones, spelling.tcvn3, spelling.decomposed):
        assert way("Hanoi 1990 - (a; b)") == "Hanoi 1990 - (a; b)"
    assert spelling.cp1258("Hanoi 1990") == b"Hanoi 1990"


@pytest.mark.parametrize(
    ("way", "back"),
    [
        (spelling.entities, unescape),
        (spelling.entities_and_tones, unescape),
        (spelling.decomposed, str),
        (spelling.cp1258, lambda found: found.decode("cp1258")),
    ],
)
def test_they_read_back(way, back):
    assert unicodedata.normalize("NFC", back(way(SENTENCE))) == SENTENCE


def test_entities_and_tones_mix_both():
    assert spelling.entities_and_tones("về") == "v&ecirc;\u0300"


def test_entities_are_ascii():
    assert spelling.entities(SENTENCE).isascii()


def test_tcvn3_is_the_code_of_the_abc_fonts():
    assert spelling.tcvn3("Cộng hoà xã hội chủ nghĩa") == "Céng hoµ x· héi chñ nghÜa"
    assert len(set(spelling._TO_TCVN3.values())) == len(spelling._TO_TCVN3)
