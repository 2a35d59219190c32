"""Template tags: what they show, and what it costs."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.paginator import Paginator
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from wagtail_district_news import counting
from wagtail_district_news.archive import ArchivePeriod
from wagtail_district_news.models import CampaignMessage, RelatedArticle
from wagtail_district_news.templatetags import district_news_display as display

MOMENT = datetime(2018, 10, 25, 4, 5, tzinfo=UTC)


@pytest.fixture
def render(site, rf):
    """A function that renders a template with our tags loaded."""

    def make(template, path="/", **context):
        context["request"] = rf.get(path)
        return Template("{% load district_news %}" + template).render(Context(context))

    return make


# dates


@pytest.mark.parametrize(
    ("language", "shown", "short"),
    [
        ("vi", "Ngày 25 tháng 10 năm 2018, 11:05", "25/10/2018"),
        ("en", "Oct. 25, 2018, 11:05 a.m.", "10/25/2018"),
    ],
)
def test_dates_speak_the_language_of_the_page(language, shown, short):
    with translation.override(language):
        assert display.site_datetime(MOMENT) == shown
        assert display.site_date_short(MOMENT) == short


def test_dates_are_those_of_the_site_wherever_the_reader_sits(render):
    with timezone.override("America/Los_Angeles"), translation.override("vi"):
        shown = render("{{ at|site_datetime }} {{ at|site_iso }}", at=MOMENT)
    assert shown == "Ngày 25 tháng 10 năm 2018, 11:05 2018-10-25T11:05:00+07:00"


@pytest.mark.parametrize("name", ["site_iso", "site_datetime", "site_date_short"])
def test_no_date_is_no_words(name):
    assert getattr(display, name)(None) == ""


def test_periods_in_words():
    periods = ArchivePeriod(2018), ArchivePeriod(2018, 10), ArchivePeriod(2018, 10, 25)
    with translation.override("vi"):
        assert [display.period_label(period) for period in periods] == [
            "2018", "Tháng 10 năm 2018", "Ngày 25 tháng 10 năm 2018",
        ]  # fmt: skip


# counter and messages


def test_the_counter_is_eight_boxes_for_the_eye_and_one_number_for_the_ear(render, site):
    counting.set_legacy_visitor_count(site, 412_221, "test")
    shown = render("{% visitor_counter %}")
    assert shown.count('class="wdn-counter__digit"') == 8
    boxes = shown[shown.index('<span class="wdn-counter__digits" aria-hidden="true">') :]
    assert "".join(letter for letter in boxes if letter.isdigit()) == "00412221"
    assert '<span class="wdn-visually-hidden">: 412221</span>' in shown


def test_a_counter_longer_than_its_boxes_is_shown_whole(render, site):
    counting.set_legacy_visitor_count(site, 123, "test")
    assert render("{% visitor_counter digits=2 %}").count('class="wdn-counter__digit"') == 3


def test_only_messages_that_run_are_shown(render):
    now, day = timezone.now(), timedelta(days=1)
    CampaignMessage.objects.create(text="Over", ends_at=now - day)
    CampaignMessage.objects.create(text="Not yet", starts_at=now + day)
    CampaignMessage.objects.create(text="Second", sort_order=2)
    CampaignMessage.objects.create(text="First <b>", sort_order=1, link_url="https://example.org/?a=1&b=2")
    shown = render("{% campaign_messages %}")
    assert "Over" not in shown and "Not yet" not in shown
    assert shown.index("First &lt;b&gt;") < shown.index("Second")
    assert 'href="https://example.org/?a=1&amp;b=2"' in shown


def test_without_messages_there_is_nothing(render):
    assert render("{% campaign_messages %}").strip() == ""


# lists


def test_newest_by_category_links_both(render, make_article, category):
    article = make_article("Tin")
    shown = render("{% newest_by_category count=1 heading_level=3 %}")
    assert f'<h3 id="wdn-newest-1"><a href="{category.url}">News</a></h3>' in shown
    assert f'<h4 class="wdn-card__title"><a href="{article.url}">Tin</a></h4>' in shown


def test_newest_by_category_costs_the_same_with_more_pictures(render, make_article, make_category, image):
    def cost():
        render("{% newest_by_category count=5 %}")  # makes the renditions
        with CaptureQueriesContext(connection) as asked:
            assert "wdn-card__image" in render("{% newest_by_category count=5 %}")
        return len(asked)

    make_article(lead_image=image)
    few = cost()
    for _ in range(4):
        make_article(lead_image=image)
    assert cost() == few


def test_most_read_comes_in_order(render, make_article):
    little, much, unread = make_article("Little"), make_article("Much"), make_article("Unread")
    counting.set_legacy_view_count(little, 5, "test")
    counting.set_legacy_view_count(much, 50, "test")
    shown = render("{% most_read count=5 %}")
    assert shown.index(much.title) < shown.index(little.title)
    assert unread.title not in shown


def test_newer_and_earlier_outside_an_article_page(render, make_article):
    before, article, after = (make_article(title) for title in ("Before", "Now", "After"))
    shown = render("{% newer_and_earlier article %}", article=article)
    newer, earlier = shown.index(f'href="{after.url}"'), shown.index(f'href="{before.url}"')
    assert shown.index("Newer news") < newer < shown.index("Earlier news") < earlier < shown.index("See more")


def test_related_articles_keep_their_order_and_hide_drafts(make_article):
    article, one, two, draft = (
        make_article(),
        make_article("One"),
        make_article("Two"),
        make_article(live=False),
    )
    for chosen in (two, draft, one):
        article.related_articles.add(RelatedArticle(article=chosen))
    article.save()
    assert [found.title for found in display.related_articles({}, article)] == ["Two", "One"]


def test_subcategories_are_live_and_public(make_category, category):
    make_category("A", parent=category)
    make_category("Draft", parent=category, live=False)
    make_category("Below A", parent=category.get_children().get(title="A"))
    assert [found.title for found in display.subcategories({}, category)] == ["A"]


# archive


def test_the_calendar_is_a_table_whose_days_are_links(render, make_article, category):
    make_article(published_at=datetime(2018, 10, 24, 17, 30, tzinfo=UTC))  # 00:30 of the 25th
    shown = render("{% archive_calendar category %}", category=category)
    assert "<caption>October 2018</caption>" in shown
    assert shown.count('<th scope="col">') == 7
    assert '<th scope="col"><abbr title="Monday">Mon</abbr></th><th' in shown
    assert shown.count("<a ") == 1
    assert '<a href="/news/2018/10/25/" aria-label="Oct. 25, 2018: 1 article">25</a>' in shown


def test_the_calendar_marks_the_day_that_is_shown(render, make_article, category):
    make_article(published_at=MOMENT)
    day = ArchivePeriod(2018, 10, 25)
    shown = render("{% archive_calendar category period=day %}", category=category, day=day)
    assert 'href="/news/2018/10/25/" aria-current="page"' in shown


def test_a_year_and_an_empty_category_have_no_calendar(render, category):
    assert render("{% archive_calendar category %}", category=category).strip() == ""
    year = render("{% archive_calendar category period=year %}", category=category, year=ArchivePeriod(2018))
    assert year.strip() == ""


def test_the_archive_lists_years_with_their_counts(render, make_article, category):
    for year in (2017, 2018, 2018):
        make_article(published_at=datetime(year, 5, 1, tzinfo=UTC))
    shown = render("{% archive_navigation category %}", category=category)
    assert '<a href="/news/2018/">2018</a> <span class="wdn-archive__count">(2)</span>' in shown
    assert shown.index("2018") < shown.index("2017")


def test_breadcrumbs_lead_from_the_first_page_to_the_day(render, make_category, category):
    below = make_category("Below", parent=category)
    shown = render("{% breadcrumbs page period=day %}", page=below, day=ArchivePeriod(2018, 10, 25))
    links = [part.split('"')[0] for part in shown.split('href="')[1:]]
    assert links == ["/", "/news/", "/news/below/", "/news/below/2018/", "/news/below/2018/10/"]
    assert '<span aria-current="page">Oct. 25, 2018</span>' in shown


# pages of a list


def test_one_page_needs_no_links(render):
    assert render("{% pagination page %}", page=Paginator([1], 5).page(1)).strip() == ""


def test_links_to_pages_keep_other_parameters_and_name_the_first_page_plainly(render):
    shown = render("{% pagination page %}", "/news/?q=d%C3%A2n&page=2", page=Paginator(range(60), 5).page(2))
    assert 'rel="prev" href="/news/?q=d%C3%A2n"' in shown
    assert 'rel="next" href="/news/?q=d%C3%A2n&amp;page=3"' in shown
    assert 'href="/news/?q=d%C3%A2n&amp;page=2" aria-current="page"' in shown
    assert shown.count("wdn-pagination__gap") == 1
    assert 'href="/news/?q=d%C3%A2n&amp;page=12"' in shown


# files and frames


def test_a_file_says_its_kind_and_size(document):
    assert display.document_details(document).replace("\xa0", " ") == "PDF, 13 bytes"


def test_an_embedded_frame_gets_a_title(db):
    assert display.titled_frame('<iframe src="x"></iframe>', 'A "film"') == (
        '<iframe title="A &quot;film&quot;" src="x"></iframe>'
    )
    assert display.titled_frame('<iframe title="Own" src="x"></iframe>', "Other") == (
        '<iframe title="Own" src="x"></iframe>'
    )


def test_a_lost_picture_is_no_picture(render, image):
    image.file.storage.delete(image.file.name)
    assert "<img" not in render("{% responsive_image image %}", image=image)


def test_a_small_picture_is_offered_in_its_own_width_once(render, image):
    shown = render("{% responsive_image image alt='Cầu' %}", image=image)
    assert shown.count("640w") == 1 and "1200w" not in shown
    assert 'alt="Cầu"' in shown and 'width="640" height="480"' in shown


def test_a_day_without_a_time_shows_none():
    midnight = MOMENT.astimezone(timezone.get_default_timezone()).replace(hour=0, minute=0, second=0)
    with translation.override("vi"):
        assert display.site_datetime(midnight) == "Ngày 25 tháng 10 năm 2018"
        assert display.site_datetime(midnight.replace(minute=30)) == "Ngày 25 tháng 10 năm 2018, 00:30"
