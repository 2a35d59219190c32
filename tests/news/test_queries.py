"""Lists, neighbours, archive counts, most read, search: the right articles, in order, in few queries."""

import random
import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from wagtail.models import PageViewRestriction, Site

from tests.testapp.models import HomePage, PlainPage
from wagtail_district_news import counting, queries
from wagtail_district_news.archive import ArchivePeriod, PeriodCount
from wagtail_district_news.models import ArticlePage, CampaignMessage

pytestmark = pytest.mark.django_db
NOON = datetime(2018, 10, 25, 5, 0, tzinfo=UTC)


def titles(pages) -> list[str]:
    return [page.title for page in pages]


def restrict(page):
    return PageViewRestriction.objects.create(page=page, restriction_type="login")


def count_queries(function) -> int:
    with CaptureQueriesContext(connection) as captured:
        function()
    return len(captured)


# lists


def test_no_articles(category, site):
    assert list(queries.articles()) == []
    assert list(queries.articles(category=category, site=site, period=ArchivePeriod(2018))) == []


def test_newest_first_with_ties_by_pk(make_article):
    old = make_article("old", published_at=NOON - timedelta(days=1))
    first = make_article("first", published_at=NOON)
    second = make_article("second", published_at=NOON)
    assert list(queries.articles()) == [second, first, old]


def test_drafts_are_left_out(make_article):
    make_article("draft", live=False)
    assert titles(queries.articles()) == []


def test_private_articles_and_all_below_private_pages_are_left_out(category, make_category, make_article):
    nested = make_category("Nested", parent=category)
    secret, open_one = make_article("secret"), make_article("open")
    inner = make_article("inner", parent=nested)
    restrict(secret)
    assert set(queries.articles()) == {open_one, inner}
    restrict(nested)
    assert set(queries.articles()) == {open_one}
    restrict(category)
    assert set(queries.articles()) == set()


def test_an_alias_of_a_private_article_is_private(category, make_category, make_article):
    other = make_category("Other")
    secret = make_article("secret")
    alias = secret.create_alias(parent=other)
    assert set(queries.articles(category=other)) == {ArticlePage.objects.get(pk=alias.pk)}
    alias.create_alias(parent=other, update_slug="once-more")
    restrict(secret)
    assert list(queries.articles()) == []


def test_a_category_lists_its_own_and_those_below(category, make_category, make_article):
    other, nested = make_category("Other"), make_category("Nested", parent=category)
    deepest = make_category("Deepest", parent=nested)
    made = {"own": category, "nested": nested, "deepest": deepest, "other": other}
    for title, parent in made.items():
        make_article(title, parent=parent)
    assert titles(queries.articles(category=category)) == ["deepest", "nested", "own"]
    assert titles(queries.articles(category=nested)) == ["deepest", "nested"]
    assert titles(queries.articles(category=other)) == ["other"]


def test_a_base_page_will_do_as_category(category, article):
    assert list(queries.articles(category=category.page_ptr)) == [article]


def test_a_category_that_was_never_saved_lists_nothing(article):
    from wagtail_district_news.models import CategoryIndexPage

    assert list(queries.articles(category=CategoryIndexPage(title="New"))) == []


def test_a_period_is_of_local_days(make_article):
    late = make_article("late", published_at=datetime(2018, 10, 25, 16, 59, 59, tzinfo=UTC))
    past_midnight = make_article("00:30", published_at=datetime(2018, 10, 25, 17, 30, tzinfo=UTC))
    assert list(queries.articles(period=ArchivePeriod(2018, 10, 25))) == [late]
    assert list(queries.articles(period=ArchivePeriod(2018, 10, 26))) == [past_midnight]
    with timezone.override("America/Los_Angeles"):
        assert list(queries.articles(period=ArchivePeriod(2018, 10, 26))) == [past_midnight]


def test_a_site_lists_its_own_trees(root_page, site, article, second_locale, home, make_article):
    from wagtail_district_news.models import CategoryIndexPage

    other_home = root_page.add_child(instance=HomePage(title="Other", slug="other"))
    other_site = Site.objects.create(hostname="other.example.org", root_page=other_home)
    other_category = other_home.add_child(instance=CategoryIndexPage(title="Theirs"))
    theirs = make_article("theirs", parent=other_category)
    translated = article.copy_for_translation(second_locale, copy_parents=True)
    translated.save_revision().publish()
    assert set(queries.articles(site=site)) == {article, translated}
    assert set(queries.articles(site=site, locale=second_locale)) == {translated}
    assert list(queries.articles(site=other_site)) == [theirs]


def test_a_list_leaves_bodies_behind_and_costs_the_same_for_one_and_many(category, make_article, image):
    def show():
        for article in queries.articles(category=category):
            assert "body" in article.get_deferred_fields()
            article.lead_image and article.lead_image.title  # noqa: B018
            article.category.title  # noqa: B018

    make_article(lead_image=image)
    one = count_queries(show)
    for _ in range(6):
        make_article(lead_image=image)
    assert count_queries(show) == one == 3


def test_the_database_reads_the_index_in_order(category, make_article):
    """On a list of one category no sort is made, and dates are compared as ranges."""
    for _ in range(3):
        make_article()
    sql = str(queries.articles(category=category, period=ArchivePeriod(2018)).query)
    assert "EXTRACT" not in sql.upper()
    assert "django_datetime" not in sql
    assert " IN (" not in sql.split("WHERE")[1]
    own = ArticlePage.objects.filter(category=category).order_by("-published_at", "-pk").query
    assert 'ORDER BY "wagtail_district_news_articlepage"."published_at" DESC' in str(own)


# neighbours


def test_an_only_article_has_no_neighbours(article):
    assert queries.neighbours(article) == queries.Neighbours([], [])


def test_nobody_is_asked_for_no_neighbours(article, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert queries.neighbours(article, count=0) == queries.Neighbours([], [])


def test_neighbours_come_nearest_first(make_article):
    made = [make_article(str(number)) for number in range(9)]
    found = queries.neighbours(made[4], count=3)
    assert titles(found.newer) == ["5", "6", "7"]
    assert titles(found.earlier) == ["3", "2", "1"]


@pytest.mark.parametrize("seed", range(3))
def test_walking_meets_every_article_once_ties_included(make_article, seed):
    chance = random.Random(seed)
    moments = [NOON + timedelta(hours=chance.randrange(4)) for _ in range(12)]
    for moment in moments:
        make_article(published_at=moment)
    newest_first = list(queries.articles())
    walked, current = [newest_first[0]], newest_first[0]
    while earlier := queries.neighbours(current, count=1).earlier:
        walked.append(current := earlier[0])
    assert walked == newest_first
    back, current = [walked[-1]], walked[-1]
    while newer := queries.neighbours(current, count=1).newer:
        back.append(current := newer[0])
    assert back == newest_first[::-1]


def test_neighbours_are_of_the_category_live_and_public(make_category, make_article):
    other = make_category("Other")
    make_article("elsewhere", parent=other)
    make_article("draft", live=False)
    restrict(make_article("secret"))
    seen, middle, newer = make_article("seen"), make_article("middle"), make_article("newer")
    found = queries.neighbours(middle)
    assert (found.newer, found.earlier) == ([newer], [seen])


def test_neighbours_outside_of_categories_are_siblings(home, make_article):
    plain = home.add_child(instance=PlainPage(title="Plain"))
    first, second = make_article("a", parent=home), make_article("b", parent=home)
    make_article("c", parent=plain)
    make_article("in a category")
    assert queries.neighbours(first).newer == [second]
    assert queries.neighbours(second).newer == []


def test_an_article_that_was_never_saved_has_neighbours_by_date(category, article):
    draft = ArticlePage(title="Preview", published_at=article.published_at + timedelta(days=1))
    draft.category_id = category.pk
    assert queries.neighbours(draft).earlier == [article]
    draft.category_id = None
    assert queries.neighbours(draft).earlier == []


def test_neighbours_cost_the_same_for_few_and_many(make_article):
    middle = make_article()
    few = count_queries(lambda: queries.neighbours(middle))
    for _ in range(8):
        make_article()
    assert count_queries(lambda: queries.neighbours(middle)) == few


# the archive


def test_an_empty_archive_counts_nothing(category):
    assert queries.archive_counts(category) == []
    assert queries.archive_counts(category, 2018) == []
    assert queries.archive_counts(category, 2018, 10) == []
    assert queries.previous_and_next_period(category, ArchivePeriod(2018)) == (None, None)


def test_counts_by_year_month_and_local_day(category, make_article):
    for moment in (
        datetime(2017, 12, 31, 17, 30, tzinfo=UTC),  # already the new year on the site
        datetime(2018, 10, 25, 5, 0, tzinfo=UTC),
        datetime(2018, 10, 25, 17, 30, tzinfo=UTC),  # the next day on the site
        datetime(2016, 1, 1, 5, 0, tzinfo=UTC),
    ):
        make_article(published_at=moment)
    assert queries.archive_counts(category) == [
        PeriodCount(ArchivePeriod(2018), 3),
        PeriodCount(ArchivePeriod(2016), 1),
    ]
    assert queries.archive_counts(category, 2018) == [
        PeriodCount(ArchivePeriod(2018, 10), 2),
        PeriodCount(ArchivePeriod(2018, 1), 1),
    ]
    assert queries.archive_counts(category, 2018, 10) == [
        PeriodCount(ArchivePeriod(2018, 10, 26), 1),
        PeriodCount(ArchivePeriod(2018, 10, 25), 1),
    ]


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Sao_Paulo", "Asia/Ho_Chi_Minh"])
def test_counts_agree_with_lists_across_clock_changes(settings, category, make_article, zone):
    settings.TIME_ZONE = zone
    for hour in range(0, 24 * 4, 3):
        make_article(published_at=datetime(2018, 10, 26, 21, 30, tzinfo=UTC) + timedelta(hours=hour))
        make_article(published_at=datetime(2018, 11, 2, 21, 30, tzinfo=UTC) + timedelta(hours=hour))
    for year in queries.archive_counts(category):
        assert queries.articles(category=category, period=year.period).count() == year.count
    for month in queries.archive_counts(category, 2018):
        assert queries.articles(category=category, period=month.period).count() == month.count
        days = queries.archive_counts(category, 2018, month.period.month)
        assert sum(day.count for day in days) == month.count
        for day in days:
            assert queries.articles(category=category, period=day.period).count() == day.count


def test_an_archive_of_a_thousand_years(category, make_article):
    for year in (1010, 1500, 2026):
        make_article(published_at=datetime(year, 6, 1, tzinfo=UTC))
    assert [one.period.year for one in queries.archive_counts(category)] == [2026, 1500, 1010]


def test_counts_hold_what_lists_hold(category, make_category, make_article):
    nested = make_category("Nested", parent=category)
    for parent in (category, nested):
        make_article(parent=parent, published_at=NOON)
    restrict(make_article("secret", published_at=NOON))
    make_article("draft", published_at=NOON, live=False)
    assert queries.archive_counts(category) == [PeriodCount(ArchivePeriod(2018), 2)]
    assert queries.archive_counts(nested) == [PeriodCount(ArchivePeriod(2018), 1)]
    assert queries.archive_counts() == queries.archive_counts(category)


def test_previous_and_next_skip_what_is_empty(category, make_article):
    for year, month, day in ((2014, 3, 2), (2018, 10, 1), (2018, 10, 25), (2018, 12, 31), (2021, 1, 1)):
        make_article(published_at=ArchivePeriod(year, month, day).start + timedelta(minutes=30))
    between = queries.previous_and_next_period
    assert between(category, ArchivePeriod(2018)) == (ArchivePeriod(2014), ArchivePeriod(2021))
    assert between(category, ArchivePeriod(2018, 10)) == (ArchivePeriod(2014, 3), ArchivePeriod(2018, 12))
    assert between(category, ArchivePeriod(2018, 10, 25)) == (
        ArchivePeriod(2018, 10, 1),
        ArchivePeriod(2018, 12, 31),
    )
    assert between(category, ArchivePeriod(2016)) == (ArchivePeriod(2014), ArchivePeriod(2018))
    assert between(category, ArchivePeriod(2030)) == (ArchivePeriod(2021), None)


# front page


def test_nothing_was_read(site, article):
    assert queries.most_read() == []
    assert queries.most_read(site=site) == []


def test_most_read_adds_both_counts_and_hides_the_private(site, category, make_category, make_article):
    other = make_category("Other")
    first, second, third, secret = (make_article(name) for name in ("first", "second", "third", "secret"))
    elsewhere = make_article("elsewhere", parent=other)
    for page, count in ((first, 5), (second, 9), (third, 0), (secret, 100), (elsewhere, 7)):
        counting.set_legacy_view_count(page, count, "test")
    restrict(secret)
    found = queries.most_read(site=site)
    assert [(page.title, page.view_total) for page in found] == [
        ("second", 9),
        ("elsewhere", 7),
        ("first", 5),
    ]
    assert titles(queries.most_read(category=category)) == ["second", "first"]
    assert titles(queries.most_read(count=1)) == ["second"]


def test_latest_by_category_without_categories(site):
    assert queries.latest_by_category(site) == []


def test_latest_by_category_in_tree_order_with_nested_ones_rolled_up(
    site, category, make_category, make_article
):
    sport, empty = make_category("Sport"), make_category("Empty")
    football = make_category("Football", parent=sport)
    for number in range(4):
        make_article(f"news {number}")
        make_article(f"sport {number}", parent=sport if number % 2 else football)
    found = queries.latest_by_category(site, count=3)
    assert [(entry.category.title, titles(entry.articles)) for entry in found] == [
        ("News", ["news 3", "news 2", "news 1"]),
        ("Sport", ["sport 3", "sport 2", "sport 1"]),
    ]
    assert empty not in [entry.category for entry in found]


def test_latest_by_category_costs_the_same_for_few_and_many(site, make_category, make_article):
    make_article()
    few = count_queries(lambda: queries.latest_by_category(site))
    for number in range(3):
        parent = make_category(f"Category {number}")
        for _ in range(3):
            make_article(parent=parent)
    assert count_queries(lambda: queries.latest_by_category(site)) == few


def test_a_front_page_shows_its_own_language(site, home, article, second_locale):
    article.copy_for_translation(second_locale, copy_parents=True).save_revision().publish()
    translated = ArticlePage.objects.get(locale=second_locale)
    with translation.override("vi"):
        assert [entry.articles for entry in queries.latest_by_category(site)] == [[translated]]
    assert [entry.articles for entry in queries.latest_by_category(site)] == [[article]]


def test_campaign_messages_that_run_now_on_this_site(site, root_page, now):
    other = Site.objects.create(hostname="o.example.org", root_page=root_page)
    hour = timedelta(hours=1)
    for text, fields in {
        "always": {},
        "running": {"starts_at": now - hour, "ends_at": now + hour, "sort_order": -1},
        "over": {"ends_at": now - hour},
        "to come": {"starts_at": now + hour},
        "here": {"site": site},
        "elsewhere": {"site": other},
    }.items():
        CampaignMessage.objects.create(text=text, **fields)
    assert [message.text for message in queries.campaign_messages(site)] == ["running", "always", "here"]
    assert [message.text for message in queries.campaign_messages(None)] == ["running", "always"]
    assert [message.text for message in queries.campaign_messages(site, limit=1)] == ["running"]


# search


@pytest.mark.parametrize("nothing", ["", "   ", None, "...", "\u200b"])
def test_an_empty_query_finds_nothing(article, nothing):
    found = queries.search(nothing)
    assert (list(found), found.count()) == ([], 0)


@pytest.fixture
def vietnamese(make_article):
    # "Meeting on the people's-mobilisation work of the Party", "A new bridge over the canal"
    made = make_article("Giao ban công tác dân vận của Đảng", lead="Quận ủy tổ chức hội nghị")
    make_article("Cầu mới qua kênh")
    return made


@pytest.mark.parametrize(
    "query",
    ["dân vận", "dan van", "DAN VAN", "Đảng", "dang", "quan uy", "Giao ban Đảng", "cong tac, dan-van!"],
)
def test_words_are_found_with_and_without_accents(vietnamese, query):
    for form in ("NFC", "NFD"):
        found = queries.search(unicodedata.normalize(form, query))
        assert (list(found), found.count()) == ([vietnamese], 1)


def test_an_article_written_in_decomposed_letters_is_found(make_article):
    made = make_article(unicodedata.normalize("NFD", "Vệ sinh môi trường"))  # "Environmental hygiene"
    assert list(queries.search("Vệ sinh")) == [made]
    assert list(queries.search("ve sinh")) == [made]


def test_words_that_are_fillers_in_english_are_found(make_article):
    made = make_article(
        "Ngày hội ẩm thực"
    )  # "A day of food": without accents "am", which English has as well
    make_article("Ngày hội thực hành")
    assert list(queries.search("hội ẩm thực")) == [made] == list(queries.search("am"))


def test_the_body_is_searched_and_every_word_has_to_be_there(make_article):
    body = [
        ("paragraph", "<p>Tiêm <b>chủng</b> cho trẻ em</p>"),
        ("heading", {"text": "Lịch tiêm", "level": "2"}),
    ]
    made = make_article("Y tế", body=body)  # "Health": vaccinations for children, their schedule
    assert list(queries.search("tiem chung")) == [made]
    assert list(queries.search("lich y te")) == [made]
    assert list(queries.search("tiem duong")) == []


def test_an_article_named_by_the_words_comes_before_one_that_holds_them(make_article):
    # "dân" (people) and "văn" (culture) stand apart; without accents they read like "dân vận"
    apart = [("paragraph", "<p>" + "Người dân xem văn nghệ. " * 2 + "</p>")]
    for number in range(3):
        make_article(f"Tin {number}", body=apart)
    made = make_article("Công tác dân vận", body=[("paragraph", "<p>Bàn về cách làm mới.</p>")])
    for number in range(3, 6):
        make_article(f"Tin {number}", body=apart)
    assert next(iter(queries.search("dan van"))) == made


def test_a_long_question_is_cut_between_words(make_article):
    title = " ".join(["nghị", "quyết"] * 20)  # "resolution", 220 characters of it
    article = make_article(title)
    assert list(queries.search(title)) == [article]
    assert list(queries.search("x" * 300)) == []


def test_the_number_of_an_official_letter_is_found_whole_and_in_part(make_article):
    letter = make_article("Công văn số 717/UBND-VP về việc trả lời cử tri")  # "letter no. ... answers voters"
    make_article("Công văn số 718/UBND-VP")
    for asked in ("717/UBND-VP", "717/ubnd", "so 717", "công văn 717"):
        assert list(queries.search(asked)) == [letter], asked


def test_search_is_limited_to_live_public_site_and_category(vietnamese, make_category, make_article, site):
    other = make_category("Other")
    make_article("dân vận draft", live=False)
    restrict(make_article("dân vận secret"))
    theirs = make_article("dân vận khác", parent=other)
    assert set(queries.search("dan van", site=site)) == {vietnamese, theirs}
    assert list(queries.search("dan van", category=other)) == [theirs]


@pytest.mark.parametrize(
    "hostile",
    ["'; DROP TABLE", '"', "a AND (b", "NEAR(", "*", "dan\x00van", "x" * 5000, "-dan", "title:x", "\ud800"],
)
def test_hostile_queries_find_nothing_and_break_nothing(article, hostile):
    assert list(queries.search(hostile)[:5]) == []


def test_where_one_category_holds_all_the_others_those_below_it_are_the_top(make_category, site):
    assert queries.top_categories(site) == []
    news = make_category("News")
    assert [one.pk for one in queries.top_categories(site)] == [news.pk]
    inner = [make_category(name, parent=news) for name in ("Health", "Culture")]
    make_category("Clinics", parent=inner[0])
    assert [one.pk for one in queries.top_categories(site)] == [one.pk for one in inner]
    beside = make_category("Beside the news")
    assert [one.pk for one in queries.top_categories(site)] == [news.pk, beside.pk]
