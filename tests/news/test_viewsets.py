"""The news in the admin: who sees what, what can be corrected, what a list costs."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import get_language
from openpyxl import load_workbook
from wagtail.users.models import UserProfile

from wagtail_district_news import counting
from wagtail_district_news.models import ArticlePage, CampaignMessage, ViewCount, VisitorCount

pytestmark = pytest.mark.django_db
VIEWS = "wagtailsnippets_wagtail_district_news_viewcount"
VISITS = "wagtailsnippets_wagtail_district_news_visitorcount"
MESSAGES = "wagtailsnippets_wagtail_district_news_campaignmessage"


@pytest.fixture
def as_admin(client, admin):
    client.force_login(admin)
    return client


def rows(response) -> list[str]:
    return [row.page.title for row in response.context["object_list"]]


def test_lists_of_nothing(as_admin):
    for namespace in (VIEWS, VISITS, MESSAGES):
        assert as_admin.get(reverse(f"{namespace}:list")).status_code == 200


def test_the_list_shows_both_counts_and_orders_by_their_sum(as_admin, make_article):
    few, many = make_article("few"), make_article("many")
    counting.set_legacy_view_count(few, 5, "a")
    counting.set_legacy_view_count(many, 2275, "b")
    ViewCount.objects.filter(page=few).update(own_count=7)
    response = as_admin.get(reverse(f"{VIEWS}:list"))
    assert rows(response) == ["many", "few"]
    html = response.content.decode()
    for shown in ("2,275", "12", "News"):
        assert shown in html
    assert rows(as_admin.get(reverse(f"{VIEWS}:list"), {"ordering": "-own_count"})) == ["few", "many"]


def test_the_list_is_searched_and_filtered_by_category(as_admin, category, make_category, make_article):
    other = make_category("Other")
    nested = make_category("Nested", parent=other)
    for title, parent in (("bridge", category), ("canal", other), ("road", nested)):
        counting.set_legacy_view_count(make_article(title, parent=parent), 1, "x")
    assert rows(as_admin.get(reverse(f"{VIEWS}:list"), {"q": "BRID"})) == ["bridge"]
    assert set(rows(as_admin.get(reverse(f"{VIEWS}:list"), {"category": other.pk}))) == {"canal", "road"}
    assert as_admin.get(reverse(f"{VIEWS}:list"), {"category": "x"}).status_code == 200


def test_the_cost_of_the_list_does_not_grow(as_admin, make_article):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            assert as_admin.get(reverse(f"{VIEWS}:list")).status_code == 200
        return len(captured)

    counting.set_legacy_view_count(make_article(), 1, "x")
    cost()
    few = cost()
    for _ in range(8):
        counting.set_legacy_view_count(make_article(), 1, "x")
    assert cost() == few


def test_the_list_is_exported(as_admin, make_article):
    counting.set_legacy_view_count(make_article("=bridge"), 2275, "http://old/")
    response = as_admin.get(reverse(f"{VIEWS}:list"), {"export": "csv"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    header, row = list(csv.reader(io.StringIO(text)))
    counts = ["Old portal", "This site", "Total", "Last 30 days"]
    assert header == ["Article", "Category", *counts, "Source of the old count"]
    assert row[1:] == ["News", "2275", "0", "2275", "0", "http://old/"]
    response = as_admin.get(reverse(f"{VIEWS}:list"), {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(response))).active
    assert [cell.value for cell in sheet[2]][2:6] == [2275, 0, 2275, 0]


def test_an_export_is_in_the_language_that_its_reader_chose(as_admin, admin, make_article):
    UserProfile.objects.create(user=admin, preferred_language="vi")
    counting.set_legacy_view_count(make_article(), 2275, "http://old/")
    response = as_admin.get(reverse(f"{VIEWS}:list"), {"export": "csv"})
    assert get_language() == "en"
    heading = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()[0]
    assert heading.startswith("Bài viết,Chuyên mục,"), heading


def test_a_baseline_can_be_corrected_and_the_own_count_not(as_admin, article):
    counting.set_legacy_view_count(article, 5, "old")
    row = ViewCount.objects.get()
    ViewCount.objects.update(own_count=3)
    url = reverse(f"{VIEWS}:edit", args=[row.pk])
    assert 'name="own_count"' not in as_admin.get(url).content.decode()
    data = {"legacy_count": "50", "legacy_source": "letter of 3 May", "own_count": "999"}
    assert as_admin.post(url, data).status_code == 302
    assert counting.view_count(article) == counting.ViewTotals(50, 3)
    assert as_admin.post(url, {"legacy_count": "-1"}).status_code == 200


def test_nobody_adds_or_deletes_a_count(as_admin, article):
    counting.set_legacy_view_count(article, 5, "old")
    row = ViewCount.objects.get()
    assert as_admin.get(reverse(f"{VIEWS}:add")).status_code == 302
    assert as_admin.post(reverse(f"{VIEWS}:delete", args=[row.pk])).status_code == 302
    assert ViewCount.objects.count() == 1
    html = as_admin.get(reverse(f"{VIEWS}:list")).content.decode()
    assert reverse(f"{VIEWS}:add") not in html
    assert reverse(f"{VIEWS}:delete", args=[row.pk]) not in html


@pytest.mark.parametrize(
    ("permissions", "list_status", "edit_status"),
    [
        ([], 302, 302),
        (["wagtail_district_news.view_viewcount"], 200, 302),
        (["wagtail_district_news.change_viewcount"], 200, 200),
    ],
)
def test_baselines_are_for_those_who_may(client, make_user, article, permissions, list_status, edit_status):
    counting.set_legacy_view_count(article, 5, "old")
    client.force_login(make_user("ann", ["Editors"], permissions))
    row = ViewCount.objects.get()
    assert client.get(reverse(f"{VIEWS}:list")).status_code == list_status
    assert client.get(reverse(f"{VIEWS}:edit", args=[row.pk])).status_code == edit_status
    assert client.get(reverse(f"{VIEWS}:inspect", args=[row.pk])).status_code == list_status


def test_an_editor_without_rights_sees_no_menu(client, editor, as_admin):
    assert reverse(f"{VIEWS}:list") in as_admin.get(reverse("wagtailadmin_home")).content.decode()
    client.force_login(editor)
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    for namespace in (VIEWS, VISITS, MESSAGES):
        assert reverse(f"{namespace}:list") not in html


def test_strangers_are_asked_to_log_in(client, article):
    for namespace in (VIEWS, VISITS, MESSAGES):
        response = client.get(reverse(f"{namespace}:list"))
        assert (response.status_code, response.url.split("?")[0]) == (302, reverse("wagtailadmin_login"))


def test_the_visits_of_each_site_are_listed_and_exported(as_admin, site):
    counting.set_legacy_visitor_count(site, 37_412_221, "old")
    assert "37412221" in as_admin.get(reverse(f"{VISITS}:list")).content.decode().replace(",", "")
    response = as_admin.get(reverse(f"{VISITS}:list"), {"export": "csv"})
    assert b"localhost,37412221,0,37412221,0,old" in b"".join(response.streaming_content)
    row = VisitorCount.objects.get()
    data = {"legacy_count": "1", "legacy_source": ""}
    assert as_admin.post(reverse(f"{VISITS}:edit", args=[row.pk]), data).status_code == 302
    assert counting.visitor_count(site).legacy == 1


def test_campaign_messages_are_written_listed_and_found(as_admin, site, now):
    data = {"text": "Rửa tay", "link_url": "", "sort_order": "0", "site": site.pk}  # "Wash your hands"
    assert as_admin.post(reverse(f"{MESSAGES}:add"), data).status_code == 302
    CampaignMessage.objects.create(text="Over", ends_at=now - timedelta(days=1))
    response = as_admin.get(reverse(f"{MESSAGES}:list"))
    assert [message.text for message in response.context["object_list"]] == ["Rửa tay", "Over"]
    for query in ("rua", "Rửa"):
        response = as_admin.get(reverse(f"{MESSAGES}:list"), {"q": query})
        assert [message.text for message in response.context["object_list"]] == ["Rửa tay"]


def test_a_message_that_ends_before_it_starts_is_refused(as_admin, now):
    data = {
        "text": "A",
        "sort_order": "0",
        "starts_at": (now + timedelta(days=2)).isoformat(),
        "ends_at": (now + timedelta(days=1)).isoformat(),
    }
    assert as_admin.post(reverse(f"{MESSAGES}:add"), data).status_code == 200
    assert not CampaignMessage.objects.exists()


def test_a_message_leads_to_a_live_page_or_to_its_address(article):
    message = CampaignMessage(text="A", link_page=article, link_url="https://example.org/")
    assert message.get_url() == article.url
    article.unpublish()
    assert message.get_url() == "https://example.org/"
    assert CampaignMessage(text="A").get_url() == ""


def test_an_editor_writes_an_article(as_admin, category):
    add = reverse("wagtailadmin_pages:add", args=("wagtail_district_news", "articlepage", category.pk))
    html = as_admin.get(add).content.decode()
    for shown in ("Lead picture", "Attachments", "Related articles", "Where it came from"):
        assert shown in html
    data = {"title": "Đường mới", "slug": "đường-mới", "published_at": "2018-10-25 11:05", "body-count": "0"}
    for formset in ("attachments", "related_articles", "comments"):
        data |= {f"{formset}-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
        data[f"{formset}-MAX_NUM_FORMS"] = "1000"
    response = as_admin.post(add, {**data, "action-publish": "1"})
    assert response.status_code == 302, response.context["form"].errors
    article = ArticlePage.objects.get()
    assert (article.title, article.slug, article.live) == ("Đường mới", "duong-moi", True)
    assert article.category_id == category.pk
    assert str(article.archive_period) == "2018-10-25"
    assert "Four digits" in as_admin.post(add, {**data, "slug": "2018"}).content.decode()


def test_an_article_opens_in_the_editor_with_every_block(as_admin, make_article, image, document):
    article = make_article(
        body=[
            ("heading", {"text": "Why", "level": "2"}),
            ("paragraph", "<p>Because</p>"),
            ("figure", {"image": image}),
            ("document", {"document": document}),
            ("quote", {"text": "So"}),
        ]
    )
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert as_admin.get(edit).status_code == 200
    assert as_admin.get(article.url).status_code == 200


def test_vietnamese_numbers_are_grouped_by_dots(as_admin, make_article, settings):
    counting.set_legacy_view_count(make_article("many"), 37412221, "b")
    settings.LANGUAGE_CODE = "vi"
    row = ViewCount.objects.get()
    for name, given in (("list", []), ("inspect", [row.pk])):
        page = as_admin.get(reverse(f"{VIEWS}:{name}", args=given), headers={"accept-language": "vi"})
        assert "37.412.221" in page.content.decode(), name


def test_a_message_is_inspected_without_words_of_the_machine(as_admin):
    message = CampaignMessage.objects.create(pk=1234, text="water", sort_order=5678)
    html = as_admin.get(reverse(f"{MESSAGES}:inspect", args=[message.pk])).content.decode()
    assert "<dd>1234</dd>" in "".join(html.split()) and "5,678" in html
    assert "None" not in html.partition("<dl")[2].partition("</dl>")[0]
