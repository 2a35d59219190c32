"""Readership in the admin: the last days in the lists, what is read most, an article by day, the dashboard."""

import csv
import io
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.users.models import UserProfile

from wagtail_district_news import counting
from wagtail_district_news.models import DailyViewCount, Sighting, ViewCount
from wagtail_district_news.readership import charts

pytestmark = pytest.mark.django_db
VIEWS = "wagtailsnippets_wagtail_district_news_viewcount"
VISITS = "wagtailsnippets_wagtail_district_news_visitorcount"
REPORT = "wagtail_district_news_readership:most_read"
MAY_SEE = ["wagtail_district_news.view_viewcount"]


@pytest.fixture
def as_admin(client, admin):
    client.force_login(admin)
    return client


@pytest.fixture
def read(reader, committed):
    """A function that lets visitors read an article: read(article, 3)."""
    made = iter(range(10_000))

    def by_visitors(article, visitors=1):
        for number in (next(made) for _ in range(visitors)):
            request = reader(REMOTE_ADDR=f"10.0.{number >> 8}.{number & 255}")
            committed(counting.record_page, article, request)

    return by_visitors


def report(client, **query) -> list[tuple[str, int]]:
    response = client.get(reverse(REPORT), query)
    assert response.status_code == 200
    return [(row.page_title, row.views) for row in response.context["object_list"]]


def by_day(client, article, **query):
    return client.get(reverse("wagtail_district_news_readership:views_by_day", args=[article.pk]), query)


def text_of(response) -> str:
    return b"".join(response.streaming_content).decode("utf-8-sig")


# lists


def test_a_list_shows_what_waited_a_moment_ago_and_the_last_thirty_days(
    as_admin, store, clock, make_article, read
):
    old, new = make_article("old"), make_article("new")
    counting.set_legacy_view_count(old, 2275, "old portal")
    read(old, 3)
    clock.pass_(days=40)
    read(old, 1)
    read(new, 2)
    rows = as_admin.get(reverse(f"{VIEWS}:list")).context["object_list"]
    assert [(row.page_title, row.own_count, row.view_total, row.last_days) for row in rows] == [
        ("old", 4, 2279, 1),
        ("new", 2, 2, 2),
    ]
    by_days = as_admin.get(reverse(f"{VIEWS}:list"), {"ordering": "-last_days"}).context["object_list"]
    assert [row.page_title for row in by_days] == ["new", "old"]
    visits = as_admin.get(reverse(f"{VISITS}:list")).context["object_list"]
    assert [(row.own_count, row.last_days) for row in visits] == [(6, 3)]


def test_one_counter_is_shown_with_what_waits(as_admin, article, read):
    counting.set_legacy_view_count(article, 5, "old")
    row = ViewCount.objects.get()
    for number, name in enumerate(("inspect", "edit"), 1):
        read(article, 7)
        html = as_admin.get(reverse(f"{VIEWS}:{name}", args=[row.pk])).content.decode()
        assert f">{7 * number}<" in "".join(html.split()), name


def test_a_list_is_shown_although_nothing_can_be_rolled_up(as_admin, article, read, monkeypatch, caplog):
    counting.set_legacy_view_count(article, 5, "old")
    read(article)

    def fail(*args):
        raise OSError("the disk is full")

    monkeypatch.setattr("wagtail_district_news.counting.ledger.add", fail)
    assert as_admin.get(reverse(f"{VIEWS}:list")).status_code == 200
    assert "the disk is full" in caplog.text and Sighting.objects.count() == 1


# what is read most


def test_a_report_of_nothing(as_admin, article):
    response = as_admin.get(reverse(REPORT))
    assert "Nobody read a page in this time" in response.content.decode()


def test_the_report_has_three_periods(as_admin, clock, make_article, read):
    first, second, third = (make_article(title) for title in ("first", "second", "third"))
    counting.set_legacy_view_count(first, 100, "old portal")
    read(second, 5)
    clock.pass_(days=10)
    read(third, 3)
    read(second, 2)
    assert report(as_admin) == [("third", 3), ("second", 2)]
    assert report(as_admin, days="30") == [("second", 7), ("third", 3)]
    assert report(as_admin, days="ever") == [("first", 100), ("second", 7), ("third", 3)]
    assert report(as_admin, days="8") == report(as_admin)
    assert report(as_admin, days="30", ordering="page_title") == [("second", 7), ("third", 3)]
    assert report(as_admin, days="30", ordering="views") == [("third", 3), ("second", 7)]
    clock.pass_(days=7)
    assert report(as_admin) == [] and len(report(as_admin, days="30")) == 2


def test_the_report_of_a_category_has_those_below_it(as_admin, make_category, make_article, read):
    top, other = make_category("Top"), make_category("Other")
    below = make_category("Below", parent=top)
    for title, parent in (("a", top), ("b", below), ("c", other)):
        read(make_article(title, parent=parent))
    assert sorted(report(as_admin, category=top.pk)) == [("a", 1), ("b", 1)]
    assert report(as_admin, category="x") == report(as_admin)


def test_the_report_is_exported_in_the_language_of_its_reader(as_admin, admin, make_article, read):
    counting.set_legacy_view_count(make_article("=SUM(A1)"), 2275, "old portal")
    read(make_article("Cầu mới"), 2)  # "New bridge"
    header, *rows = csv.reader(
        io.StringIO(text_of(as_admin.get(reverse(REPORT), {"days": "ever", "export": "csv"})))
    )
    assert header == ["Article", "Category", "Views", "Total"]
    assert [row[1:] for row in rows] == [["News", "2275", "2275"], ["News", "2", "2"]]
    book = as_admin.get(reverse(REPORT), {"export": "xlsx"})
    assert "most-read-7-days.xlsx" in book["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(b"".join(book))).active
    assert [cell.value for cell in sheet[2]] == ["Cầu mới", "News", 2, 2]
    UserProfile.objects.create(user=admin, preferred_language="vi")
    heading = text_of(as_admin.get(reverse(REPORT), {"export": "csv"})).splitlines()[0]
    assert heading == "Bài viết,Chuyên mục,Lượt xem,Tổng cộng"


def test_the_report_leads_to_the_article_by_day(as_admin, article, read):
    read(article)
    html = as_admin.get(reverse(REPORT)).content.decode()
    assert f'href="/admin/pages/{article.pk}/views/"' in html


# an article by day


def test_an_article_that_nobody_read(as_admin, article):
    response = by_day(as_admin, article)
    assert "No views from " in response.content.decode()
    assert response.context["chart"].total == 0 and len(response.context["chart"].days) == 30
    assert "Views in all: 0, of them 0 on the old portal and 0 on this site." in response.content.decode()


def test_an_article_by_day_as_a_line_and_as_a_table(as_admin, store, clock, article, read):
    counting.set_legacy_view_count(article, 2275, "old portal")
    read(article, 4)
    clock.pass_(days=2)
    read(article, 1)
    html = by_day(as_admin, article, days="7").content.decode()
    assert "Views in all: 2,280, of them 2,275 on the old portal and 5 on this site." in html
    assert "Views from 11/19/2026 to 11/25/2026: 5; most on 11/23/2026: 4." in html
    drawing = ElementTree.fromstring(
        html[
            html.index('<svg viewBox="0 0 1000') : html.index("</svg>", html.index('<svg viewBox="0 0 1000'))
            + 6
        ]
    )
    assert drawing.find("polyline").get("points").split() == [
        "0,200", "166,200", "333,200", "500,200", "666,0", "833,200", "1000,150",
    ]  # fmt: skip
    table = "".join(html[html.index('<details class="wdn-table">') : html.index("</details>")].split())
    assert '<thscope="row">11/23/2026</th><td>4</td>' in table and table.count("<td>") == 7
    for days, shown in (("90", 90), ("30", 30), ("x", 30), ("-1", 30), ("7.5", 30)):
        assert len(by_day(as_admin, article, days=days).context["chart"].days) == shown


def test_the_line_and_the_numbers_are_written_in_vietnamese(as_admin, admin, clock, article):
    UserProfile.objects.create(user=admin, preferred_language="vi")
    counting.set_legacy_view_count(article, 37_412_221, "old portal")
    DailyViewCount.objects.create(page=article, day=date(2026, 11, 22), count=12_345)
    ViewCount.objects.update(own_count=12_345)
    html = by_day(as_admin, article).content.decode()
    assert "37.424.566" in html and "12.345" in html and "22-11-2026" in html
    for shown in ("Lượt xem theo ngày", "Hiển thị dưới dạng bảng", "30 ngày"):
        assert shown in html, shown
    for untranslated in ("Views", "views", "table</summary>"):
        assert untranslated not in html[html.index("<main") : html.index("</main>")]


def test_only_articles_are_shown_by_day(as_admin, article, category):
    assert by_day(as_admin, category).status_code == 404
    link = reverse("wagtail_district_news_readership:views_by_day", args=[article.pk])
    assert link in as_admin.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    other = reverse("wagtail_district_news_readership:views_by_day", args=[category.pk])
    assert other not in as_admin.get(reverse("wagtailadmin_pages:edit", args=[category.pk])).content.decode()


def test_the_menu_of_a_page_leads_there_who_may_see_counts(client, make_user, article):
    link = reverse("wagtail_district_news_readership:views_by_day", args=[article.pk])
    for name, rights in (("ann", []), ("bob", MAY_SEE)):
        client.force_login(make_user(name, ["Editors"], rights))
        html = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
        assert (link in html) is bool(rights), name


# the dashboard


def dashboard(client) -> str:
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    start = html.find('id="readership-section"')
    return "" if start < 0 else " ".join(html[start : html.index("</section>", start)].split())


def test_the_dashboard_shows_today_and_the_week(as_admin, clock, make_article, read):
    assert "<td>0</td><td>0</td>" in dashboard(as_admin)
    few, many = make_article("few"), make_article("many")
    read(many, 4)
    clock.pass_(days=1)
    read(few, 2)
    clock.pass_(days=-1)
    clock.pass_(days=1)
    said = dashboard(as_admin)
    assert '<th scope="row">Views</th><td>2</td><td>6</td>' in said
    assert '<th scope="row">Visits</th><td>2</td><td>6</td>' in said
    assert said.index("many</a> (Views: 4)") < said.index("few</a> (Views: 2)")


@pytest.mark.parametrize(
    ("rights", "shown"),
    [([], ()), (["view_viewcount"], ("Views",)), (["change_visitorcount"], ("Visits",))],
)
def test_the_dashboard_shows_each_what_they_may_see(client, make_user, article, read, rights, shown):
    read(article)
    client.force_login(make_user("ann", ["Editors"], [f"wagtail_district_news.{right}" for right in rights]))
    said = dashboard(client)
    for label in ("Views", "Visits"):
        assert (f">{label}</th>" in said) is (label in shown)
    assert (article.title in said) is ("Views" in shown)


def test_the_dashboard_in_vietnamese(as_admin, admin, article, read):
    UserProfile.objects.create(user=admin, preferred_language="vi")
    read(article, 3)
    said = dashboard(as_admin)
    for shown in ("Bạn đọc", "Hôm nay", "7 ngày qua", "Lượt truy cập", "(Số lượt người xem: 3)"):
        assert shown in said, shown


def test_what_waits_costs_no_page_more_than_rolling_it_up(as_admin, make_article, read):
    """A list is no dearer for many that wait than for one, once it has rolled them up."""

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            as_admin.get(reverse(f"{VIEWS}:list"))
        return len(captured)

    pages = [make_article() for _ in range(9)]
    read(pages[0])
    cost()
    read(pages[0])
    few = cost()
    for page in pages:
        read(page, 3)
    assert cost() == few


# the drawing


def test_a_line_of_one_day_and_of_none_read():
    day = date(2026, 11, 23)
    assert charts.draw({day: 5}).line == "0,0"
    flat = charts.draw({day + timedelta(days=number): 0 for number in range(3)})
    assert (flat.line, flat.best) == ("0,200 500,200 1000,200", (day, 0))
    assert flat.area == "0,200 0,200 500,200 1000,200 1000,200"


def test_the_line_of_great_counts_stays_in_its_place():
    days = {date(2026, 11, 23) + timedelta(days=number): 10**15 - number for number in range(90)}
    points = [tuple(map(int, point.split(","))) for point in charts.draw(days).line.split()]
    assert {y for _, y in points} <= set(range(201)) and points[-1][0] == 1000
    assert charts.draw(days).total == sum(days.values())
