"""Articles: slugs, context, what a copy holds, what search and both APIs are told."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ReferenceIndex

from wagtail_district_news import counting, queries
from wagtail_district_news.api.fields import serialise
from wagtail_district_news.models import ArticleAttachment, ArticlePage, RelatedArticle, ViewCount

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("A bridge", "a-bridge"),
        ("Hoạt động Đảng – Đoàn thể", "hoat-dong-dang-doan-the"),  # "Activities of the Party and unions"
        ("Đường Đê", "duong-de"),
        ("!!!", "article"),
        ("2018", "article-2018"),
        ("新聞", "xinwen"),
    ],
)
def test_a_slug_is_plain_and_keeps_d(make_article, title, slug):
    assert make_article(title).slug == slug


def test_slugs_of_one_title_are_numbered(make_article):
    assert [make_article("Đê").slug for _ in range(3)] == ["de", "de-2", "de-3"]


def test_a_chosen_slug_is_kept_and_a_new_unicode_one_made_plain(make_article):
    assert make_article("A", slug="chosen").slug == "chosen"
    assert make_article("A", slug="hoạt-động").slug == "hoat-dong"


def test_a_page_that_stands_keeps_its_address(article):
    ArticlePage.objects.filter(pk=article.pk).update(slug="hoạt-động")
    page = ArticlePage.objects.get(pk=article.pk)
    page.title = "Changed"
    page.save()
    assert page.slug == "hoạt-động"


def test_long_titles_are_cut_at_a_word(make_article):
    slug = make_article("công tác dân vận " * 12).slug  # as long as a title may be
    assert len(slug) <= 100
    assert slug.endswith(("cong", "tac", "dan", "van"))


def context_of(article, reader) -> dict:
    return article.serve(reader(article.url)).context_data


def test_an_article_alone(article, category, reader):
    context = context_of(article, reader)
    assert (context["newer"], context["earlier"]) == ([], [])
    assert context["view_count"] == counting.ViewTotals(0, 0)
    assert context["category"].pk == category.pk
    assert context["see_more_url"] == category.url


def test_the_day_of_an_article_is_the_sites(make_article, category, reader):
    article = make_article(published_at=datetime(2018, 10, 24, 17, 30, tzinfo=UTC))
    assert context_of(article, reader)["archive_day_url"] == category.url + "2018/10/25/"


def test_an_article_without_category_has_no_archive(make_article, home, reader):
    context = context_of(make_article(parent=home), reader)
    assert (context["category"], context["see_more_url"], context["archive_day_url"]) == (None, "", "")


def test_a_category_that_is_not_public_is_named_to_editors_alone(rf, article, category):
    category.unpublish()
    article = type(article).objects.get(pk=article.pk)
    request = rf.get("/")
    assert article.get_context(request)["category"] is None
    assert serialise(article, request)["category"] is None
    request.is_preview = True
    assert article.get_context(request)["category"].pk == category.pk


def test_a_preview_of_a_new_article_knows_its_place(category, article, reader):
    draft = ArticlePage(title="New", slug="new", depth=category.depth + 1, path=category.path + "ZZZZ")
    context = context_of(draft, reader)
    assert (context["category"].pk, context["earlier"]) == (category.pk, [article])
    assert context["view_count"].total == 0


def test_neighbours_are_as_many_as_the_site_wants(settings, make_article, reader):
    settings.WAGTAIL_DISTRICT_NEWS = {"NEIGHBOURS": 2}
    made = [make_article() for _ in range(7)]
    context = context_of(made[3], reader)
    assert (len(context["newer"]), len(context["earlier"])) == (2, 2)


def test_the_cost_of_an_article_does_not_grow(make_article, reader):
    def cost(article):
        article = ArticlePage.objects.get(pk=article.pk)
        with CaptureQueriesContext(connection) as captured:
            context_of(article, reader)
        return len(captured)

    first, middle, last = make_article(), make_article(), make_article()
    cost(first)
    assert cost(first) == cost(last)
    few = cost(middle)
    for _ in range(9):
        make_article()
    assert cost(middle) == few == 6


def test_a_copy_copies_no_views(article):
    counting.set_legacy_view_count(article, 2275, "old page")
    copied = article.copy(update_attrs={"slug": "copy"})
    assert counting.view_count(copied).total == 0
    assert counting.view_count(article).total == 2275


def test_a_copy_copies_children_and_tags(article, document, make_article):
    other = make_article()
    article.attachments = [ArticleAttachment(document=document, title="")]
    article.related_articles = [RelatedArticle(article=other)]
    article.tags.add("health")
    article.save_revision().publish()
    saved = ArticlePage.objects.get(pk=article.pk)
    copied = ArticlePage.objects.get(pk=saved.copy(update_attrs={"slug": "copy"}).pk)
    assert [attachment.shown_title for attachment in copied.attachments.all()] == ["Plan"]
    assert [related.article_id for related in copied.related_articles.all()] == [other.pk]
    assert list(copied.tags.names()) == ["health"]


def test_deleting_an_article_takes_its_count(article):
    counting.set_legacy_view_count(article, 1, "old page")
    article.delete()
    assert not ViewCount.objects.exists()


def test_bookkeeping_stays_out_of_the_usage_of_pages(article, category):
    counting.set_legacy_view_count(article, 1, "old page")
    assert not ReferenceIndex.get_references_to(category).exists()
    assert not ReferenceIndex.get_references_to(article).exists()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "not an address"])
def test_an_address_of_a_source_is_one(article, address):
    article.source_url = address
    with pytest.raises(ValidationError):
        article.full_clean()


def test_old_addresses_of_any_length_are_stored(make_article):
    address = "http://old.example.org/" + "%E1%BA%A1" * 300
    assert ArticlePage.objects.get(pk=make_article(legacy_url=address).pk).legacy_url == address


def test_search_is_told_words_without_accents(make_article):
    body = [("paragraph", "<p>Tiêm <b>chủng</b></p>")]
    article = make_article("Đảng viên", lead="Dân vận", body=body)
    assert article.folded_text() == "dang vien " * 5 + "dan van tiem chung"
    assert article.folded_title() == "dang vien"


def test_a_lead_image_is_told_with_renditions(make_article, image):
    assert make_article().lead_image_renditions is None
    article = make_article(lead_image=image, lead_image_alt="A new bridge")
    assert article.lead_image_renditions["renditions"]["small"]["alt"] == "A new bridge"


def test_both_apis_are_told_the_fields_of_an_article():
    names = {field.name for field in ArticlePage.api_fields}
    assert {"published_at", "lead", "body", "category", "tags", "attachments", "view_count"} <= names
    assert all(hasattr(ArticlePage, name) for name in names)


@pytest.mark.parametrize("year", [1, 999, 9999])
def test_a_year_that_no_archive_has_is_refused_and_breaks_no_page(
    article, category, make_article, reader, year
):
    newest = make_article()
    moment = datetime(year, 6, 1, tzinfo=UTC)
    article.published_at = moment
    with pytest.raises(ValidationError):
        article.full_clean()
    ArticlePage.objects.filter(pk=article.pk).update(published_at=moment)
    wrong = ArticlePage.objects.get(pk=article.pk)
    assert wrong.archive_period is None
    assert context_of(wrong, reader)["archive_day_url"] == ""
    assert [entry.count for entry in queries.archive_counts(category)] == [1]
    period = newest.archive_period.parent
    assert queries.previous_and_next_period(category, period) == (None, None)


def test_a_lead_picture_that_the_body_shows_is_not_shown_twice(make_article, image, reader):
    figure = ("figure", {"image": image, "alt_text": "A bridge", "caption": "The new bridge"})
    beside, within = make_article("A", lead_image=image), make_article("B", lead_image=image, body=[figure])
    assert [one.lead_image_is_in_body for one in (make_article("C"), beside, within)] == [False, False, True]
    for page in (beside, within):
        shown = page.serve(reader(page.url)).render().content.decode()
        assert shown.split("<main")[-1].count("<figure") == 1


@pytest.mark.parametrize("more", [{}, {"publish_copies": "on"}, {"alias": "on"}])
def test_a_copy_of_four_digits_is_refused_in_the_form(client, admin, article, more):
    client.force_login(admin)
    data = {"new_title": "Copy", "new_slug": "2018", "new_parent_page": article.get_parent().pk, **more}
    response = client.post(reverse("wagtailadmin_pages:copy", args=[article.pk]), data)
    assert response.status_code == 200 and "new_slug" in response.context["form"].errors
    assert client.post(response.request["PATH_INFO"], {**data, "new_slug": "so-2018"}).status_code == 302
