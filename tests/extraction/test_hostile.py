"""Pages that want to break the reader: each is read or refused with a reason, and soon."""

import random
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.extraction.reading import ARTICLE, document, read_page
from wagtail_district_news.extraction import skips
from wagtail_district_news.extraction.documents import SourceDocument
from wagtail_district_news.extraction.extract import Survey, extract_page, survey
from wagtail_district_news.extraction.jsonl import page_data
from wagtail_district_news.extraction.parse import PageError
from wagtail_district_news.extraction.profile import builtin_profiles, parse_profile

PROFILE = parse_profile(ARTICLE)
HEAD = b"<html><body><h1>T</h1><main>"


def extract(content, profile=PROFILE):
    return extract_page(SourceDocument("a.html", content), profile, Survey(profile))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n\t ", "is empty"),
        (b"just words", "holds no HTML"),
        (b"%PDF-1.4 \x00\x01\x02" * 50, "holds no HTML"),
        (b"<p>" + b"x" * 50_000_000, "50,000,003 bytes"),
        (HEAD + b"<div>" * 100_000, "deeper than"),
        (HEAD + b"<br>" * 300_000, "more than 200,000 tags"),
        (HEAD + b"<p " + b" ".join(b'a%d="<>"' % n for n in range(100_000)), "more attributes"),
        (HEAD + bytes(range(128, 256)) * 200 + b"\xff\xfe\x00<p>" * 500, None),
    ],
)
def test_refused_with_a_reason(content, reason):
    started = time.monotonic()
    try:
        extract(content)
    except PageError as error:
        assert reason is None or reason in str(error)
    else:
        assert reason is None
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    "tail",
    [
        b"<![", b"<![CDATA[x]]>", b"<!", b"<", b"</", b"<a href=", b"&#0;&#xD800;&#x110000;", b"a\x00b", b"<p\x00q>",
        b"\xff\xfe", b"\x80\x81", b"<table><tr><td>" * 300, b"<ul><li>" * 400, b"<blockquote>" * 900,
        b"<b><i><a href=/x>" * 300 + b"</p><p>x" * 300, b"<td colspan=9999 rowspan=9999>x" * 500,
        b"<table border=1>" + b"<tr>" + b"<td colspan=99 rowspan=99>x" * 5000, b"<select>" + b"<option>x" * 3000,
        b"<p>" + b"x<br><br>" * 5_000, b"<img src=x>" * 5_000, b"<a href=x.pdf>y</a>" * 5_000,
        b"<svg><foreignObject><p>x", b"<math><mtext><p>x", b"<frameset><frame src=x></frameset>", b"<plaintext><p>x",
        b"<template><p>x</template><noscript><p>y", b"<h2>" * 500 + b"x", b"<p style='" + b"display:none;" * 5000 + b"'>x",
        b"<p class='" + b"a " * 20_000 + b"'>x",
    ],
)  # fmt: skip
def test_read_in_time_and_clean(tail):
    started = time.monotonic()
    page = extract(HEAD + tail)
    assert time.monotonic() - started < 5
    clean(page)


def test_a_page_without_a_body_is_read():
    assert extract(b"<html><frameset cols=1><frame src=a></frameset></html>").kind == "other"


def clean(page):
    """Nothing that a database refuses, and every text NFC."""
    for text in texts(page_data(page)):
        assert "\x00" not in text
        text.encode()  # no lone surrogates
        assert unicodedata.is_normalized("NFC", text)


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)


SOUP = r"""
<p> </p> <div> </div> <b> </b> <i> </i> <table> <tr> <td> <th> </table> <ul> <li> </ul> <ol> <br> <hr> <h2> </h2>
<img_src=a.jpg> <img_src=file:///x> <a_href=/x> <a_href=b.pdf> </a> <blockquote> </blockquote>
<script> </script> <style> <!-- --> <center> </center> <figure> <figcaption> <font_face='.VnTime'> </font>
<span_style='font-weight:bold'> </span> <p_align=center> <iframe_src=//v.example/1></iframe> <template> <![ ]]>
<main> </main> <h1> </h1> <select> <option> <pre> </pre> <sup> </sup>
word đồng ế &nbsp; &#8203; &amp;lt; &#173; &#1; &#xD800;
""".replace("\\u0302\\u0301", "\u0302\u0301")
PIECES = st.lists(st.sampled_from(SOUP.split()).map(lambda piece: piece.replace("_", " ")), max_size=60)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PIECES)
def test_any_soup_is_read_and_every_word_accounted_for(pieces):
    page = read_page("<h1>T</h1><main>" + " ".join(pieces))
    assert page.accounting.total == page.accounting.kept + page.accounting.furniture + len(
        page.accounting.lost_words
    )
    clean(page)
    for element in page.body:
        markup = getattr(element, "html", "")
        assert "<p></p>" not in markup and "<img" not in markup and "<li></li>" not in markup


@pytest.mark.parametrize("turns", [4, pytest.param(60, marks=pytest.mark.long)])
def test_mutated_pages_of_a_portal_never_crash(turns):
    random.seed(7)
    pages = sorted((Path(__file__).parent / "fixtures" / "hillview" / "site").glob("*.html"))
    profile = builtin_profiles()[0]
    for content in (page.read_bytes() for page in pages):
        for _ in range(turns):
            mutated = bytearray(content)
            for _ in range(random.randint(1, 30)):
                place = random.randrange(len(mutated))
                mutated[place : place + random.randint(0, 9)] = bytes(
                    random.choices(b"<>/\"'&;=a \x00\xff\xc3", k=random.randint(0, 6))
                )
            for one in (PROFILE, profile):
                try:
                    clean(extract(bytes(mutated), one))
                except PageError as error:
                    assert str(error)


@pytest.mark.parametrize(
    "inside",
    [
        "".join(f"<div class=x{number}>" for number in range(1_900))
        + "<p>"
        + "words " * 40_000
        + "<svg></svg>",
        "<div class=k><plaintext>" + "<!-- " * 40_000,
        "<div class=k>" + "<? " * 40_000,
    ],
    ids=["nested", "comments", "instructions"],
)
def test_furniture_that_has_to_be_read_is_not_looked_through_again_and_again(inside, monkeypatch):
    looked = []
    end_of, judged = skips._end_of, skips.Skips._judged
    monkeypatch.setattr(
        skips,
        "_end_of",
        lambda markup, tag, start: looked.append(len(markup) - start) or end_of(markup, tag, start),
    )
    monkeypatch.setattr(
        skips.Skips,
        "_judged",
        lambda self, path, tag, held: looked.append(len(held)) or judged(self, path, tag, held),
    )
    profile = parse_profile(ARTICLE + "[[furniture]]\nname = 'menu'\nselect = ['div.menu']\n")
    markup = f"<h1>T</h1><main><p>Body</main><div class=menu>{inside}"
    page = extract_page(document(markup), profile, survey([], profile))
    assert page.title == "T" and sum(looked) < 3_000_000 + 4 * len(markup)
