"""Every string of ours stands in the Vietnamese catalogues, translated, well formed and compiled."""

import re
import shutil
import unicodedata

import polib
import pytest

from tests.quality import REPOSITORY, messages

PLACES = re.compile(r"%\(\w+\)[sdr]|\{\w*\}|%[sd]")
MARKUP = re.compile(r"</?\w[^>]*>|&\w+;|&#\d+;")
OPTIONS = re.compile(r"--[a-z][a-z-]+|\b[A-Z]+_[A-Z_]+\b|`[^`]+`|manage\.py \w+|https?://\S+")
ENDS = ".:!?…"
# hòa, khóa, thủy: the mark on the first vowel of oa, oe, uy in an open syllable
OLD_MARKS = re.compile(r"o[àáảãạèéẻẽẹ](?!\w)|(?<![qQ])u[ỳýỷỹỵ](?!\w)")
# the same word in both languages
SAME = re.compile(r"Menu|%\(place\)s %\(problem\)s|[\W\d_]*")


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """A copy of the sources with freshly collected catalogues."""
    root = tmp_path_factory.mktemp("messages")
    for top in ("wagtail_district_news", "example_site"):
        shutil.copytree(REPOSITORY / top, root / top, ignore=shutil.ignore_patterns("__pycache__", "var"))
    messages.collect_all(root)
    return root


def test_no_string_is_untranslated(collected):
    for catalogue in messages.catalogues(collected):
        assert messages.translated_entries(catalogue), f"{catalogue} is empty"
        assert messages.untranslated(catalogue) == [], catalogue


def test_the_committed_catalogues_are_current(collected):
    for fresh in messages.catalogues(collected):
        committed = REPOSITORY / fresh.relative_to(collected)
        assert messages.translated_entries(committed) == messages.translated_entries(fresh)


def test_the_compiled_catalogues_say_the_same():
    for catalogue in messages.catalogues(REPOSITORY):
        assert messages.translated_entries(catalogue.with_suffix(".mo")) == messages.translated_entries(
            catalogue
        )


def test_every_translation_is_well_formed():
    pairs = [pair for catalogue in messages.catalogues(REPOSITORY) for pair in said(catalogue)]
    assert len(pairs) > 500
    assert [(english, faults) for english, text in pairs if (faults := faults_of(english, text))] == []


def said(catalogue):
    """(English, translation) of every entry."""
    for entry in polib.pofile(str(catalogue)):
        if not entry.msgctxt:
            english = entry.msgid_plural or entry.msgid
            yield from ((english, text) for text in (entry.msgstr_plural or {0: entry.msgstr}).values())


def faults_of(english, text):
    """What is wrong with the form of a translation."""
    faults = []
    for name, pattern in (("places", PLACES), ("markup", MARKUP), ("code", OPTIONS)):
        if set(pattern.findall(english)) != set(pattern.findall(text)):
            faults.append(name)
    if [end for end in ENDS if english.endswith(end)] != [end for end in ENDS if text.endswith(end)]:
        faults.append("ending")
    if [edge.isspace() for edge in (english[0], english[-1])] != [
        edge.isspace() for edge in (text[0], text[-1])
    ]:
        faults.append("spaces at the ends")
    first, ours = english[0], text[0]
    if first.isalpha() and ours.isalpha() and first.isupper() != ours.isupper():
        faults.append("capital")
    if english == text and not SAME.fullmatch(english):
        faults.append("not translated")
    if text != unicodedata.normalize("NFC", text):
        faults.append("not NFC")
    if OLD_MARKS.search(text):
        faults.append("tone mark placed as in hoà")
    return faults


@pytest.mark.parametrize(
    ("english", "text", "fault"),
    [
        ("Views: %(count)s", "Số lượt xem", "places"),
        ("a &amp; b", "a và b", "markup"),
        ("give it with --base-url", "hãy cho biết", "code"),
        ("Nothing changed.", "Không có gì thay đổi", "ending"),
        ("usage: ", "cách dùng:", "spaces at the ends"),
        ("Articles", "bài viết", "capital"),
        ("Articles", "Articles", "not translated"),
        ("lock", "kho\u0301a", "not NFC"),
        ("lock", "khoá", "tone mark placed as in hoà"),
    ],
)
def test_a_malformed_translation_is_noticed(english, text, fault):
    assert fault in faults_of(english, text)
