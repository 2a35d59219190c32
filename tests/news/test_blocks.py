"""Blocks: what editors see of them, what pages render, what a front end without templates is told."""

import re

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.embeds.exceptions import EmbedNotFoundException
from wagtail.embeds.finders import get_finders
from wagtail.embeds.finders.base import EmbedFinder
from wagtail.embeds.models import Embed

from wagtail_district_news import blocks, counting
from wagtail_district_news.blocks.embeds import embed_html
from wagtail_district_news.blocks.representations import (
    alt_text,
    document_representation,
    image_representation,
)
from wagtail_district_news.models import CampaignMessage

NAMES = [
    "heading",
    "paragraph",
    "figure",
    "gallery",
    "quote",
    "table",
    "document",
    "embed",
    "visitor_counter",
    "most_read",
    "campaign_messages",
]
VIDEO = "https://video.example.org/watch/7"


class FakeFinder(EmbedFinder):
    """Accepts one site's videos without a network; `answer` is what it finds, or the error that it raises."""

    calls: list[str] = []
    answer = "<iframe></iframe>"

    def accept(self, url):
        return url.startswith("https://video.example.org/")

    def find_embed(self, url, max_width=None, max_height=None):
        self.calls.append(url)
        if isinstance(self.answer, Exception):
            raise self.answer
        return {
            "title": "",
            "type": "video",
            "html": self.answer,
            "width": 16,
            "height": 9,
            "author_name": "",
            "provider_name": "",
        }


@pytest.fixture
def finder(settings, monkeypatch):
    settings.WAGTAILEMBEDS_FINDERS = [{"class": f"{__name__}.FakeFinder"}]
    monkeypatch.setattr("wagtail.embeds.finders.import_finder_class", lambda path: FakeFinder)
    monkeypatch.setattr(FakeFinder, "calls", [])
    get_finders.cache_clear()
    yield FakeFinder
    get_finders.cache_clear()


@pytest.fixture
def stream():
    return blocks.ArticleStreamBlock()


def value_of(stream, name, value):
    return stream.child_blocks[name].to_python(value)


# what editors see


def test_the_set_is_the_contract(stream):
    assert list(stream.child_blocks) == NAMES
    assert list(blocks.CategoryStreamBlock().child_blocks) == NAMES


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.django_db
def test_every_block_has_icon_group_label_and_a_preview_that_renders(stream, name, rf, image, document):
    block = stream.child_blocks[name]
    assert block.meta.icon != "placeholder"
    assert str(block.meta.group)
    assert str(block.label)
    assert block.is_previewable
    CampaignMessage.objects.create(text="Wash your hands")
    value = block.get_preview_value()
    assert block.render(value, context={"request": rf.get("/")}).strip()


@pytest.mark.parametrize("name", NAMES)
def test_previews_are_served_in_the_admin(client, admin, image, document, name):
    from wagtail_district_news.models import ArticlePage

    client.force_login(admin)
    block = ArticlePage._meta.get_field("body").stream_block.child_blocks[name]
    response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200
    assert "<main" in response.content.decode()


@pytest.mark.parametrize(
    "html",
    [
        "<p>plain</p>",
        "<p><b>b</b> <i>i</i> <sup>2</sup> <sub>2</sub> <s>old</s></p>",
        "<p>one<br/>two</p>",
        "<ul><li>a</li><li>b</li></ul><ol><li>c</li></ol>",
        "<p>before</p><hr/><p>after</p>",
        '<p><a href="https://example.org/">out</a></p>',
    ],
)
def test_the_editor_holds_what_a_paragraph_may_hold(html):
    converter = ContentstateConverter(features=blocks.PARAGRAPH_FEATURES)
    saved = converter.to_database_format(converter.from_database_format(html))
    assert re.sub(r' data-block-key="\w+"', "", saved) == html


def test_a_cell_holds_words_only():
    assert not {"ol", "ul", "hr", "h2", "image", "embed"} & set(blocks.CELL_FEATURES)
    assert set(blocks.CELL_FEATURES) < set(blocks.PARAGRAPH_FEATURES)


def test_a_heading_may_be_no_first_heading(stream):
    block = stream.child_blocks["heading"]
    assert block.clean(block.to_python({"text": "Why", "level": "4"}))["level"] == "4"
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"text": "Why", "level": "1"}))


# what pages render


def test_the_search_holds_the_words_of_a_heading_and_not_the_name_of_its_level(stream):
    block = stream.child_blocks["heading"]
    for level in ("2", "3", "4"):
        assert block.get_searchable_content(block.to_python({"text": "Dân vận", "level": level})) == [
            "Dân vận"
        ]


def test_heading_and_quote_render(stream):
    assert stream.child_blocks["heading"].render(
        value_of(stream, "heading", {"text": "A<b>", "level": "3"})
    ).strip() == ("<h3>A&lt;b&gt;</h3>")
    quote = stream.child_blocks["quote"].render(
        value_of(stream, "quote", {"text": "So", "attribution": "<Ann>"})
    )
    assert "<blockquote>" in quote
    assert "&lt;Ann&gt;" in quote


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["figure", "document"])
def test_a_lost_image_or_document_renders_without_error(stream, name):
    key = "image" if name == "figure" else name
    value = value_of(stream, name, {key: 999_999, "caption": "c", "title": "t"})
    assert value[key] is None
    stream.child_blocks[name].render(value)
    stream.child_blocks[name].get_api_representation(value)


# text alternatives


def test_alt_text_without_an_image_is_empty():
    assert alt_text(None, "words") == ""


def test_alt_text_prefers_the_words_of_this_use(image):
    assert alt_text(image, " A new bridge ") == "A new bridge"
    image.description = "A bridge over the canal"
    assert alt_text(image, "") == "A bridge over the canal"
    image.description = ""
    assert alt_text(image) == image.title
    assert alt_text(image, "words", decorative=True) == ""


@pytest.mark.parametrize(
    "title",
    [
        "DSC_0042",
        "IMG 20181025 0930",
        "anh 1",
        "20181025_110500",
        "Cầu mới.JPG",
        "ben-do-moi",
        "z1234567_a.jpg",
    ],
)
def test_a_file_name_is_no_text_alternative(image, title):
    image.title, image.file.name = title, "original_images/ben-do-moi_x7Gh2.jpg"
    assert alt_text(image) == ""
    assert alt_text(image, "Bến đò mới") == "Bến đò mới"


@pytest.mark.parametrize("title", ["Bến đò", "Cầu", "Covid-19", "Hội nghị 2018", "Ảnh Bác Hồ", "G20"])
def test_a_title_in_words_is_a_text_alternative(image, title):
    image.title, image.file.name = title, "original_images/anh_7.jpg"
    assert alt_text(image) == title


# what a front end is told


def test_plain_blocks_tell_their_words(stream):
    heading = stream.child_blocks["heading"]
    assert heading.get_api_representation(value_of(stream, "heading", {"text": "Why", "level": "2"})) == {
        "text": "Why",
        "level": "2",
    }


def test_rich_text_is_expanded(stream, article, rf):
    html = f'<p><a linktype="page" id="{article.pk}">read</a></p>'
    block = stream.child_blocks["paragraph"]
    told = block.get_api_representation(block.to_python(html), context={"request": rf.get("/")})
    assert told == f'<p><a href="{article.url}">read</a></p>'
    assert block.get_api_representation(block.to_python("")) == ""


def test_figures_tell_renditions(stream, image):
    block = stream.child_blocks["figure"]
    told = block.get_api_representation(
        block.to_python(
            {"image": image.pk, "alt_text": "", "decorative": False, "caption": "C", "credit": "D"}
        )
    )
    assert (told["caption"], told["credit"], told["decorative"], told["alt_text"]) == (
        "C",
        "D",
        False,
        "A bridge",
    )
    assert set(told["image"]["renditions"]) == {"small", "medium", "large"}
    small = told["image"]["renditions"]["small"]
    assert (small["width"], small["height"], small["alt"]) == (400, 300, "A bridge")
    assert small["url"].startswith("/media/")
    assert small["full_url"].startswith("http")


def test_a_decorative_figure_tells_an_empty_alternative(stream, image):
    block = stream.child_blocks["figure"]
    told = block.get_api_representation(
        block.to_python({"image": image.pk, "alt_text": "x", "decorative": True})
    )
    assert (told["alt_text"], told["image"]["alt"]) == ("", "")


def test_galleries_tell_each_figure(stream, image):
    block = stream.child_blocks["gallery"]
    told = block.get_api_representation(block.to_python({"images": [{"image": image.pk}], "caption": "All"}))
    assert told["caption"] == "All"
    assert [figure["image"]["id"] for figure in told["images"]] == [image.pk]


def test_image_specs_are_the_sites(settings, image):
    settings.WAGTAIL_DISTRICT_NEWS = {"API_IMAGE_SPECS": {"tiny": "width-10"}}
    told = image_representation(image, "alt")
    assert {name: made["width"] for name, made in told["renditions"].items()} == {"tiny": 10}
    assert image_representation(None) is None


def test_an_image_whose_file_is_lost_tells_no_renditions(image):
    image.file.storage.delete(image.file.name)
    assert image_representation(image)["renditions"] == {}


def test_documents_tell_address_title_and_size(stream, document):
    block = stream.child_blocks["document"]
    told = block.get_api_representation(block.to_python({"document": document.pk, "title": ""}))
    assert told == {
        "id": document.pk,
        "title": "Plan",
        "url": document.url,
        "size": 13,
        "file_extension": "pdf",
    }
    assert document_representation(document, "Road plan")["title"] == "Road plan"
    assert document_representation(None) is None


def test_tables_tell_rows(stream):
    block = stream.child_blocks["table"]
    value = block.to_python(
        {
            "caption": "Hours",
            "columns": [{"type": "text", "heading": "Day"}, {"type": "text", "heading": "From"}],
            "rows": [{"values": ["Monday", "<b>8</b>"]}, {"values": ["Sunday", ""]}],
        }
    )
    assert block.get_api_representation(value) == {
        "caption": "Hours",
        "headings": ["Day", "From"],
        "rows": [["Monday", "<b>8</b>"], ["Sunday", ""]],
    }
    assert block.get_api_representation(block.to_python(None)) == {"caption": "", "headings": [], "rows": []}


# embeds


@pytest.mark.django_db
def test_an_address_that_no_finder_knows_asks_nobody(finder):
    assert embed_html("") == ""
    assert embed_html("https://elsewhere.example.org/") == ""
    assert finder.calls == []


@pytest.mark.django_db
def test_saving_an_embed_asks_nobody(finder, stream):
    block = stream.child_blocks["embed"]
    cleaned = block.clean(block.to_python({"url": VIDEO, "caption": ""}))
    assert (cleaned["url"], finder.calls) == (VIDEO, [])
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"url": "javascript:alert(1)", "caption": ""}))


@pytest.mark.django_db
def test_an_embed_is_asked_for_once(finder, stream):
    block = stream.child_blocks["embed"]
    value = block.to_python({"url": VIDEO, "caption": "V"})
    assert block.get_context(value)["embed_html"] == "<iframe></iframe>"
    assert block.get_api_representation(value) == {"url": VIDEO, "caption": "V", "html": "<iframe></iframe>"}
    assert finder.calls == [VIDEO]
    assert Embed.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("answer", [EmbedNotFoundException(), RuntimeError("no network"), ""])
def test_a_failure_is_remembered_for_a_while_and_leaves_a_link(finder, stream, monkeypatch, answer):
    monkeypatch.setattr(finder, "answer", answer)
    block = stream.child_blocks["embed"]
    value = block.to_python({"url": VIDEO, "caption": ""})
    assert f'href="{VIDEO}"' in block.render(value)
    block.render(value)
    assert finder.calls == [VIDEO]
    cache.clear()
    Embed.objects.all().delete()
    block.render(value)
    assert finder.calls == [VIDEO, VIDEO]


# counters and messages


@pytest.mark.django_db
def test_the_visitor_counter_without_a_site_shows_zero(stream):
    block = stream.child_blocks["visitor_counter"]
    assert block.get_context(block.to_python({}))["digits"] == "00000000"


def test_the_visitor_counter_pads_and_never_cuts(stream, site, rf):
    counting.set_legacy_visitor_count(site, 37_412_221, "an old page")
    block = stream.child_blocks["visitor_counter"]
    context = {"request": rf.get("/")}
    told = block.get_api_representation(block.to_python({"label": "Visits", "digits": 10}), context=context)
    shown = {"digits": "0037412221", "visitor_count": 37_412_221, "today": None, "online": None}
    assert told == {"label": "Visits", **shown}
    assert block.get_context(block.to_python({"digits": 3}), context)["digits"] == "37412221"


def test_campaign_messages_tell_text_link_and_picture(stream, site, rf, article, image):
    CampaignMessage.objects.create(text="Second", sort_order=2, link_url="https://example.org/")
    CampaignMessage.objects.create(text="First", sort_order=1, link_page=article, image=image)
    CampaignMessage.objects.create(text="Third", sort_order=3)
    block = stream.child_blocks["campaign_messages"]
    told = block.get_api_representation(
        block.to_python({"heading": "H", "limit": 2}), context={"request": rf.get("/")}
    )
    assert [(message["text"], message["url"]) for message in told["messages"]] == [
        ("First", article.url),
        ("Second", "https://example.org/"),
    ]
    assert told["messages"][0]["image"]["id"] == image.pk
    assert told["messages"][1]["image"] is None
