"""The portal's counter of visits is learned where a label says what it is, and never from an article's readers."""

import pytest

from wagtail_district_news.extraction.extract import extract_page, survey
from wagtail_district_news.extraction.learn import learn
from wagtail_district_news.extraction.sources import open_source

from . import village

ONLINE = (
    '<div class="stat"><h4>Đang truy cập</h4><table><tr>'
    "<td><b>1</b></td><td><b>7</b></td><td><b>3</b></td></tr></table></div>"
)


def cells(number, label="SỐ LƯỢT TRUY CẬP"):
    digits = "".join(f'<td><div class="digit">{digit}</div></td>' for digit in str(37_412_200 + number))
    return f'<div class="stat"><h4>{label}</h4><table><tr>{digits}</tr></table></div>'


def pictures(number):
    shown = "".join(f'<img src="/digits/{digit}.gif">' for digit in f"{104_500 + number}")
    return f'<div class="counter"><p>Visitors</p>{shown}</div>'


def read(folder, page="a2.html"):
    with open_source(folder) as source:
        profile = learn(source)
        return profile.visitor_count, extract_page(source.document(page), profile, survey(source, profile))


@pytest.mark.parametrize(
    ("counter", "total"),
    [
        (lambda number: cells(number) + ONLINE, 37_412_202),
        (lambda number: ONLINE + cells(number), 37_412_202),
        (
            lambda number: f'<p class="hits">Lượt truy cập: {37_412_200 + number:,}</p>'.replace(",", "."),
            37_412_202,
        ),
        (lambda number: f'<div class="hits"><h4>Visitors</h4><span>{98_700 + number}</span></div>', 98_702),
        (pictures, 104_502),
        (
            lambda number: (
                '<div class="stats"><h4>Thống kê truy cập</h4><p>Đang online: 12</p><p>Hôm nay: 1.304</p>'
                f"<p>Tất cả: {2_522_600 + number}</p></div>"
            ),
            2_522_602,
        ),
    ],
    ids=["cells", "cells behind who is online", "line", "box", "pictures", "statistics"],
)
def test_a_counter_with_a_label_is_learned_and_read(counter, total, tmp_path):
    slot, page = read(village.write(tmp_path, counter))
    assert slot.confidence == 1.0 and 1 <= len(slot.samples) <= 3
    assert page.visitor_count == total and page.view_count is None


@pytest.mark.parametrize(
    "counter",
    [
        None,
        lambda number: ONLINE,
        lambda number: "<p>Hôm nay: 133</p>",
        lambda number: f"<p>{37_412_200 + number}</p>",
        lambda number: "<p>Lượt truy cập hôm nay: 133</p>",
    ],
    ids=["none", "who is online", "today", "no label", "visits of today"],
)
def test_what_is_no_total_of_visits_is_not_learned(counter, tmp_path):
    slot, page = read(village.write(tmp_path, counter))
    assert not slot and page.visitor_count is None


def test_the_readers_of_an_article_are_no_visitors_of_the_portal(tmp_path):
    def views(number):
        return f'<p class="views">Lượt truy cập: {7 + number * number * 31}</p>'

    assert not read(village.write(tmp_path, below=views))[0]


def test_beside_the_readers_of_articles_the_portals_counter_is_learned(tmp_path):
    def views(number):
        return f'<p class="views">Số lượt người xem: {7 + number * number * 31}</p>'

    slot, page = read(village.write(tmp_path, cells, views))
    assert (page.visitor_count, page.view_count) == (37_412_202, 131)
    assert slot.label == ("SỐ LƯỢT TRUY CẬP",)


@pytest.mark.parametrize(
    ("views", "value"),
    [
        (lambda number: f'<p class="views">{5890 + 7 * number} reads</p>', 5904),
        (lambda number: f'<p class="views">Lượt xem: {5890 + 7 * number}</p>', 5904),
        (lambda number: f'<p class="views">Read {number + 1:,}.{number:03} times, hits</p>', 3_002),
    ],
    ids=["number first", "label first", "grouped"],
)
def test_the_readers_of_an_article_are_learned_by_their_label(views, value, tmp_path):
    assert read(village.write(tmp_path, below=views))[1].view_count == value


def test_a_counter_on_few_pages_is_none_of_the_portals(tmp_path):
    slot, _ = read(village.write(tmp_path, lambda number: cells(number) if number < 3 else ""))
    assert not slot
