"""How the blocks look on a page."""

import pytest
from django.core.cache import cache
from django.template import Context, Template
from wagtail.blocks import StreamValue

from wagtail_district_news import counting
from wagtail_district_news.blocks import ArticleStreamBlock, embeds
from wagtail_district_news.models import CampaignMessage


@pytest.fixture
def show(site, rf):
    """A function that renders one block of an article as a page does: show("heading", {...})."""

    def render(kind, value):
        block = ArticleStreamBlock()
        stream = block.to_python([{"type": kind, "value": value}])
        assert isinstance(stream, StreamValue) and len(stream) == 1
        template = '{% include "wagtail_district_news/includes/stream.html" %}'
        return Template(template).render(Context({"stream": stream, "request": rf.get("/")})).strip()

    return render


@pytest.mark.parametrize(
    ("meant", "shown"),
    [("", ""), ("2", "2"), ("234", "234"), ("2442", "2332"), ("4", "2"), ("42", "22"), ("343", "232")],
)
def test_headings_skip_no_level(rf, meant, shown):
    stream = ArticleStreamBlock().to_python(
        [{"type": "heading", "value": {"text": f"Mục < {level}", "level": level}} for level in meant]
    )
    template = '{% include "wagtail_district_news/includes/stream.html" %}'
    html = Template(template).render(Context({"stream": stream, "request": rf.get("/")}))
    wanted = (f"<h{level}>Mục &lt; {text}</h{level}>" for text, level in zip(meant, shown, strict=True))
    assert [line for line in html.split("\n") if line] == list(wanted)


def test_a_heading_by_itself_has_the_level_that_was_chosen():
    block = ArticleStreamBlock().child_blocks["heading"]
    assert block.render(block.to_python({"text": "Mục", "level": "3"})).strip() == "<h3>Mục</h3>"


def test_a_paragraph_is_its_rich_text_with_links_to_pages(show, article):
    html = show("paragraph", f'<p>Xem <a linktype="page" id="{article.pk}">tin</a></p>')
    assert html == f'<p>Xem <a href="{article.url}">tin</a></p>'


def test_a_figure_has_text_alternative_caption_and_credit(show, image):
    html = show("figure", {"image": image.pk, "alt_text": "Cầu", "caption": "Khánh thành", "credit": "An"})
    assert 'alt="Cầu"' in html and 'loading="lazy"' in html and "srcset=" in html
    assert '<span class="wdn-figure__caption">Khánh thành</span>' in html
    assert "Photo: An" in html


def test_a_decorative_figure_is_silent(show, image):
    assert 'alt=""' in show("figure", {"image": image.pk, "alt_text": "Cầu", "decorative": True})


def test_a_figure_whose_image_was_deleted_keeps_its_caption(show):
    html = show("figure", {"image": 999999, "caption": "Khánh thành"})
    assert "Khánh thành" in html and "<img" not in html


def test_a_gallery_is_a_list_of_figures_with_one_caption(show, image):
    figures = [{"image": image.pk, "caption": f"Ảnh {number}"} for number in (1, 2)]
    html = show("gallery", {"images": figures, "caption": "Ngày hội"})
    assert html.count("<li>") == html.count("<img") == 2
    assert "<figcaption>Ngày hội</figcaption>" in html


def test_a_quote_says_whose_it_is(show):
    html = show("quote", {"text": "Một\n\nHai", "attribution": "Bác Ba"})
    assert "<blockquote><p>Một</p>\n\n<p>Hai</p></blockquote>" in html
    assert "<figcaption>— Bác Ba</figcaption>" in html


def test_a_table_has_headed_columns_and_can_be_scrolled_by_keyboard(show):
    html = show(
        "table",
        {
            "caption": "Giờ mở cửa",
            "columns": [{"type": "text", "heading": "Ngày"}, {"type": "text", "heading": ""}],
            "rows": [{"values": ["<p>Thứ Hai</p>", "<p>8:00</p>"]}],
        },
    )
    assert '<div class="wdn-table" role="group" tabindex="0" aria-label="Giờ mở cửa">' in html
    assert "<caption>Giờ mở cửa</caption>" in html
    assert '<tr><th scope="col">Ngày</th><td></td></tr>' in html
    assert "<tr><td><p>Thứ Hai</p></td><td><p>8:00</p></td></tr>" in html


def test_a_table_without_headings_has_no_head(show):
    html = show("table", {"columns": [{"type": "text", "heading": ""}], "rows": [{"values": ["<p>x</p>"]}]})
    assert "<thead>" not in html and "<p>x</p>" in html


def test_a_document_is_a_link_with_kind_and_size(show, document):
    html = show("document", {"document": document.pk, "title": "Kế hoạch"}).replace("\xa0", " ")
    assert f'href="{document.url}">Kế hoạch</a>' in html and "(PDF, 13 bytes)" in html


def test_what_cannot_be_embedded_is_a_link_and_asks_no_network(show, monkeypatch):
    monkeypatch.setattr(embeds, "get_embed", lambda url: pytest.fail("asked the network"))
    html = show("embed", {"url": "https://nowhere.example/?a=1&b=2", "caption": "Phóng sự"})
    assert '<a href="https://nowhere.example/?a=1&amp;b=2" rel="external">Phóng sự</a>' in html
    assert "wdn-embed__frame" not in html


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://www.video.example:8000/7", "Open on video.example"),
        ("https://bank.example@video.example/7", "Open on video.example"),
        ("http://[7", "Open on http://[7"),  # no form takes it, but code can write it
    ],
)
def test_an_embed_without_words_says_where_it_leads(show, url, said):
    assert f">{said}</a>" in show("embed", {"url": url, "caption": ""})


def test_an_embed_is_a_frame_with_a_title(show, monkeypatch):
    class Embed:
        html = '<iframe src="https://video.example/1"></iframe>'

    cache.clear()
    monkeypatch.setattr(embeds, "get_embed", lambda url: Embed)
    monkeypatch.setattr(embeds, "is_embeddable", lambda url: True)
    html = show("embed", {"url": "https://video.example/1", "caption": "Phóng sự"})
    assert '<iframe title="Phóng sự" src="https://video.example/1"></iframe>' in html
    assert "<figcaption>Phóng sự</figcaption>" in html


def test_the_visitor_counter_block_shows_the_sites_visits(show, site):
    counting.set_legacy_visitor_count(site, 37412221, "test")
    html = show("visitor_counter", {"label": "Số lượt truy cập", "digits": None})
    assert html.count('class="wdn-counter__digit"') == 8
    assert "Số lượt truy cập</span>" in html and ": 37412221</span>" in html


def test_the_campaign_block_shows_as_many_as_it_may(show):
    for number in range(3):
        CampaignMessage.objects.create(text=f"Thông điệp {number}", sort_order=number)
    html = show("campaign_messages", {"heading": "Thông điệp", "limit": 2})
    assert html.count("<li>") == 2 and "<h2>Thông điệp</h2>" in html


@pytest.mark.parametrize("name", sorted(ArticleStreamBlock().child_blocks))
def test_every_block_has_a_preview(name, admin, client, site, rf):
    block = ArticleStreamBlock().child_blocks[name]
    assert block.is_previewable
    value = block.get_preview_value()
    context = block.get_preview_context(
        value,
        {"request": rf.get("/"), "block_def": block, "bound_block": block.bind(value), "page_title": "x"},
    )
    from django.template.loader import render_to_string

    html = render_to_string(block.get_preview_template(value, context), context)
    assert "wagtail_district_news/news.css" in html
    assert '<div class="wdn"><div class="wdn-body">' in html
