"""The pages that readers get: every part of an article, the category's pages, and the template around them."""

import json
import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model

from wagtail_district_news import counting
from wagtail_district_news.models import ArticleAttachment

MOMENT = datetime(2018, 10, 25, 4, 5, tzinfo=UTC)


@pytest.fixture
def look(browser):
    """A function that asks for a page as a reader and returns its HTML."""

    def get(path):
        response = browser.get(path)
        assert response.status_code == 200
        return response.content.decode()

    return get


@pytest.fixture
def with_templates(settings, tmp_path):
    """A function that gives the site templates of its own: with_templates({"base.html": "..."})."""

    def give(templates):
        for name, text in templates.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text)
        settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [str(tmp_path)]}]

    return give


class Outline(HTMLParser):
    """Collects a page's tags, to see that they nest and what the headings and ids are."""

    VOID = {"meta", "link", "img", "input", "br", "hr", "source"}

    def __init__(self, html):
        super().__init__()
        self.open, self.ids, self.levels = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.ids += [value for name, value in attrs if name == "id"]
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def linked_data(html) -> dict:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)[1])


# an article


def test_an_article_with_nothing_but_a_title_shows_no_empty_part(article, look):
    html = look(article.url)
    assert f"<h1>{article.title}</h1>" in html
    for part in (
        "wdn-lead",
        "wdn-figure",
        "wdn-body",
        "wdn-byline",
        "wdn-tags",
        "wdn-attachments",
        "wdn-neighbours--",
    ):
        assert part not in html


def test_every_part_of_the_old_page_has_its_place(make_article, category, image, document, look):
    before = make_article("Before", published_at=datetime(2018, 10, 24, tzinfo=UTC))
    article = make_article(
        "Giao ban chuyên đề",
        published_at=MOMENT,
        lead="Ngay từ đầu năm",
        lead_image=image,
        lead_image_caption="Phát biểu chỉ đạo",
        byline="Thanh Hà",
        source="Báo Quận",
        source_url="https://example.org/",
        body=json.dumps([{"type": "paragraph", "value": "<p>Toàn văn</p>"}]),
    )
    after = make_article("After", published_at=datetime(2018, 10, 26, tzinfo=UTC))
    article.tags.add("dân vận")
    article.attachments.add(ArticleAttachment(document=document))
    article.save()
    counting.set_legacy_view_count(article, 2275, "test")
    html = look(article.url)
    order = [
        f'href="{category.url}">News</a>', '<time class="wdn-meta__date" datetime="2018-10-25T11:05:00+07:00">',
        "<h1>Giao ban chuyên đề</h1>", "<p>Ngay từ đầu năm</p>", "<img src=", "Phát biểu chỉ đạo", "<p>Toàn văn</p>",
        "Thanh Hà", '<a href="https://example.org/" rel="external">Báo Quận</a>', document.url, "dân vận</li>",
        "Views: 2275", "Newer news", after.url, "Earlier news", before.url, "See more", "Browse by date",
    ]  # fmt: skip
    body = html[html.index("<main") :]
    positions = [body.index(part) for part in order]
    assert positions == sorted(positions)


def test_date_and_time_are_vietnamese_and_of_the_sites_zone(make_article, look):
    article = make_article(published_at=datetime(2018, 10, 24, 17, 30, tzinfo=UTC))
    assert "Ngày 25 tháng 10 năm 2018, 00:30</time>" in look(f"/vi{article.url}")


def test_the_view_count_is_a_plain_number_in_every_language(article, look, settings):
    settings.USE_THOUSAND_SEPARATOR = True
    counting.set_legacy_view_count(article, 1234567, "test")
    assert "Views: 1234567" in look(article.url)


def test_what_editors_write_is_escaped_everywhere(make_article, image, look):
    evil = '</script><script>alert("1")</script>&'
    article = make_article(
        evil,
        lead=evil,
        lead_image=image,
        lead_image_alt=evil,
        lead_image_caption=evil,
        byline=evil,
        source=evil,
    )
    article.tags.add(evil)
    article.save()
    html = look(article.url)
    assert "<script>" not in html
    assert linked_data(html)["headline"] == evil
    Outline(html)


def test_machines_are_told_address_dates_picture_and_words(make_article, category, image, look, site):
    site.site_name = "Cổng thông tin"
    site.save()
    article = make_article(
        "Tin", published_at=MOMENT, lead="Dẫn", lead_image=image, byline="An", source="Báo"
    )
    html = look(article.url)
    picture = image.get_rendition("fill-1200x630").url
    assert '<link rel="canonical" href="http://localhost/news/tin/">' in html
    assert f'<meta property="og:image" content="http://localhost{picture}">' in html
    assert '<meta property="article:published_time" content="2018-10-25T11:05:00+07:00">' in html
    assert linked_data(html) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Tin",
        "url": "http://localhost/news/tin/",
        "mainEntityOfPage": "http://localhost/news/tin/",
        "datePublished": "2018-10-25T11:05:00+07:00",
        "dateModified": "2018-10-25T11:05:00+07:00",
        "description": "Dẫn",
        "image": [f"http://localhost{picture}"],
        "author": {"@type": "Person", "name": "An"},
        "sourceOrganization": {"@type": "Organization", "name": "Báo"},
        "publisher": {"@type": "Organization", "name": "Cổng thông tin", "url": "http://localhost"},
        "articleSection": "News",
        "inLanguage": "en",
    }


@pytest.mark.parametrize("broken", [None, b"this is no picture"])
def test_a_lost_or_broken_picture_does_not_break_the_page(make_article, category, image, look, broken):
    article = make_article(lead_image=image, lead_image_caption="Chú thích")
    image.file.storage.delete(image.file.name)
    if broken:
        image.file.storage.save(image.file.name, ContentFile(broken))
    html = look(article.url)
    assert "<img" not in html and "og:image" not in html
    assert "Chú thích" in html
    assert "<img" not in look(category.url)


def test_a_picture_without_words_of_its_own_takes_its_description(make_article, look):
    from wagtail.images.tests.utils import get_test_image_file

    described = get_image_model().objects.create(
        title="IMG_0001", description="Một cây cầu", file=get_test_image_file(size=(640, 480))
    )
    assert 'alt="Một cây cầu"' in look(make_article(lead_image=described).url)


def test_the_preview_of_an_unsaved_article_is_shown(category):
    from wagtail_district_news.models import ArticlePage

    page = ArticlePage(title="New", slug="new", locale=category.locale)
    page.path, page.depth = category.path + "0001", category.depth + 1
    response = page.make_preview_request()
    assert response.status_code == 200
    assert b"<h1>New</h1>" in response.content


# a category


def test_pages_of_a_category_nest_and_have_one_outline(make_article, make_category, category, image, look):
    make_category("Below", parent=category)
    for _ in range(3):
        make_article(lead_image=image, lead="Lead")
    article = make_article()
    for path in (
        category.url,
        f"{category.url}2018/",
        f"{category.url}2018/10/",
        f"{category.url}2018/10/02/",
        article.url,
    ):
        outline = Outline(look(path))
        assert outline.open == []
        assert outline.levels[0] == 1 and outline.levels.count(1) == 1
        assert all(
            deeper - level <= 1 for level, deeper in zip(outline.levels, outline.levels[1:], strict=False)
        )
        assert len(outline.ids) == len(set(outline.ids))


def test_a_category_shows_its_words_blocks_and_categories_on_its_first_page_only(
    make_category, make_article, look
):
    category = make_category(
        "Desk", intro="Giới thiệu", body=json.dumps([{"type": "paragraph", "value": "<p>Thân bài</p>"}])
    )
    below = make_category("Below", parent=category)
    make_article(parent=category, published_at=MOMENT)
    for words in ("Giới thiệu", "<p>Thân bài</p>", f'href="{below.url}">Below'):
        assert words in look(category.url)
        assert words not in look(f"{category.url}2018/")


def test_a_day_leads_to_the_days_before_and_after(make_article, category, look):
    for day in (3, 25, 30):
        make_article(published_at=datetime(2018, 10, day, 4, tzinfo=UTC))
    html = look(f"{category.url}2018/10/25/")
    assert '<a rel="prev" href="/news/2018/10/03/">Earlier: Oct. 3, 2018</a>' in html
    assert '<a rel="next" href="/news/2018/10/30/">Later: Oct. 30, 2018</a>' in html
    assert "<h1>News: Oct. 25, 2018</h1>" in html


def test_search_engines_are_told_which_page_of_the_list_it_is(make_category, make_article, look):
    category = make_category("Desk", page_size=1)
    for day in (1, 2, 3):
        make_article(parent=category, published_at=datetime(2018, 10, day, tzinfo=UTC))
    html = look(f"{category.url}2018/?page=2")
    assert '<link rel="canonical" href="http://localhost/desk/2018/?page=2">' in html
    assert '<link rel="prev" href="http://localhost/desk/2018/">' in html
    assert '<link rel="next" href="http://localhost/desk/2018/?page=3">' in html
    assert f'href="/news/feed/{category.pk}/"' in html


def test_a_long_list_asks_the_database_no_more_than_a_short_one(make_article, category, image, browser):
    def queries() -> int:
        browser.get(category.url)  # makes the renditions
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(category.url).content.count(b"wdn-card__image") == shown
        return len(asked)

    for _ in range(2):
        make_article(lead_image=image, lead="Lead")
    shown = 2
    few = queries()
    for _ in range(10):
        make_article(lead_image=image, lead="Lead")
    shown = 12
    assert queries() == few


# the template around


def test_a_site_without_a_base_template_gets_a_whole_page(article, look):
    html = look(article.url)
    assert html.startswith("<!doctype html>")
    assert "<main" in html and '<meta name="viewport"' in html
    assert f"<title>{article.title}</title>" in html
    Outline(html)


@pytest.mark.parametrize(
    "path", ["{article}", "{category}", "{category}2018/", "/news/search/?q=x", "/news/date/"]
)
def test_a_site_with_a_base_template_sees_the_news_inside_it(article, category, look, with_templates, path):
    with_templates({
        "base.html": "<html><title>{% block title %}{% endblock %} | Ours</title>{% block extra_css %}"
        "<link href='ours.css'>{% endblock %}<body class='ours'>{% block content %}{% endblock %}</body></html>"
    })  # fmt: skip
    html = look(path.format(article=article.url, category=category.url))
    assert "<body class='ours'><div class=\"wdn\">" in html
    assert "| Ours</title>" in html
    assert "<link href='ours.css'>" in html and "wagtail_district_news/news.css" in html
    assert html.count("<html") == 1 and "wdn-document" not in html and "<main" not in html


def test_a_site_whose_blocks_have_other_names_overrides_one_file(article, look, with_templates):
    with_templates({
        "frame.html": "<html>{% block head %}{% endblock %}<main>{% block inner %}{% endblock %}</main></html>",
        "wagtail_district_news/base.html": '{% extends "frame.html" %}'
        "{% block head %}{% block news_head %}{% endblock %}{% endblock %}"
        "{% block inner %}{% block news_content %}{% endblock %}{% endblock %}",
    })  # fmt: skip
    html = look(article.url)
    assert f"<h1>{article.title}</h1>" in html and '<link rel="canonical"' in html
    assert "wdn-document" not in html


def test_a_site_replaces_one_part(article, look, with_templates):
    with_templates({"wagtail_district_news/includes/view_count.html": "Read {{ view_count.total }} times"})
    assert "Read 0 times" in look(article.url)


def test_there_is_no_program_in_the_page(article, category, look):
    for path in (article.url, category.url, "/news/search/", "/news/date/"):
        html = look(path)
        programs = re.findall(r"<script(?! type=\"application/ld\+json\")|\son\w+=|style=", html)
        assert programs == []


# words in another language than the page's


def test_words_of_another_language_say_so(look, make_article, category, second_locale):
    article = make_article(lead="Tin mới", byline="An", published_at=MOMENT)
    for page in (category, article):
        type(page).objects.filter(pk=page.pk).update(locale=second_locale)
    html = look(article.url)
    assert '<html lang="en"' in html
    for part in ('<h1 lang="vi">', 'class="wdn-lead" lang="vi"', 'class="wdn-byline__author" lang="vi"'):
        assert part in html
    assert f'href="{category.url}" lang="vi">News</a>' in html
    listed = look(category.url)
    assert (
        f'<a href="{article.url}" lang="vi">' in listed and '<h1><span lang="vi">News</span></h1>' in listed
    )
    assert '<span aria-current="page" lang="vi">News</span>' in listed


def test_words_of_the_pages_own_language_need_not_say_so(look, article, category):
    for page in (article, category):
        assert look(page.url).count(" lang=") == 1
