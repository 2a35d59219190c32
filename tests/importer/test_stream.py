"""Elements to blocks: nothing lost, ids that stay, and a site's own block set taken as it is."""

from __future__ import annotations

import pytest
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from wagtail_district_news.blocks import ArticleStreamBlock
from wagtail_district_news.extraction.documents import (
    Attachment,
    Embed,
    Figure,
    Gallery,
    Heading,
    Image,
    Quote,
    RichText,
    Table,
)
from wagtail_district_news.importer.richtext import visible_words, without_keys
from wagtail_district_news.importer.stream import Found, Missing, build_stream, element_words

pytestmark = pytest.mark.django_db


class Fixed:
    """References that know one image and one document."""

    placeholders = False

    def __init__(self, image=None, document=None):
        self.known = {"a.png": image, "f.pdf": document}

    def image(self, src):
        return self._answer(src)

    document = image

    def _answer(self, name):
        known = self.known.get(name)
        if known:
            return Found(known.pk, known.title)
        return Missing("the source does not hold the file", f"http://old.example/{name}")

    def link(self, href):
        return {"href": href} if href.startswith("http") else None


class Words(blocks.StreamBlock):
    """A site that knows paragraphs only."""

    paragraph = blocks.RichTextBlock(features=["bold", "link"])


class Spare(blocks.StreamBlock):
    """A site with thinner blocks of the same names."""

    paragraph = blocks.RichTextBlock(features=["bold", "link"])
    heading = blocks.StructBlock([("text", blocks.CharBlock(max_length=10))])
    figure = blocks.StructBlock(
        [("image", ImageChooserBlock()), ("caption", blocks.CharBlock(required=False))]
    )
    quote = blocks.StructBlock([("text", blocks.TextBlock()), ("mood", blocks.CharBlock(default="calm"))])


def build(*elements, block=None, references=None, seed="page"):
    return build_stream(elements, block or ArticleStreamBlock(), references or Fixed(), seed)


def types(stream):
    return [each["type"] for each in stream.data]


def all_words(stream):
    return sorted(visible_words(" ".join(map(str, _leaves(stream.data)))))


def _leaves(value):
    if isinstance(value, dict):
        for name, each in value.items():
            if name not in ("id", "type", "level", "image", "document", "alt_text", "mood"):
                yield from _leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each)
    elif isinstance(value, str):
        yield f"{value} "


def test_no_elements_no_blocks():
    stream = build()
    assert (stream.data, stream.issues, stream.lost_words) == ([], [], [])


def test_the_same_page_gives_the_same_bytes(image):
    elements = (
        Heading("Mục"),
        RichText("<p>một</p>"),
        RichText("<p>một</p>"),
        Figure(Image("a.png", caption="Ảnh")),
    )
    first, again = build(*elements, references=Fixed(image)), build(*elements, references=Fixed(image))
    assert first.data == again.data
    assert len({each["id"] for each in first.data}) == 4, "equal paragraphs have ids of their own"
    assert build(*elements, references=Fixed(image), seed="other").data != first.data


def test_a_new_first_paragraph_leaves_the_ids_of_the_others():
    old = build(Heading("Mục"), RichText("<p>một</p>"))
    new = build(RichText("<p>mới</p>"), Heading("Mục"), RichText("<p>một</p>"))
    assert [each["id"] for each in new.data[1:]] == [each["id"] for each in old.data]


@pytest.mark.parametrize(
    ("element", "kind"),
    [
        (Heading("Mục một", 4), "heading"),
        (RichText("<p>một <b>hai</b></p>"), "paragraph"),
        (Figure(Image("a.png", "chữ", "Chú thích", "PV")), "figure"),
        (Gallery((Image("a.png", caption="Một"), Image("a.png", credit="Hai")), "Bộ"), "gallery"),
        (Quote("Lời", "Ai"), "quote"),
        (Table((("Giờ", "Việc"), ("8", "<b>Họp</b>")), True, "Lịch"), "table"),
        (Attachment("f.pdf", "Kế hoạch"), "document"),
        (Embed("https://video.example/1", "Phim"), "embed"),
    ],
)
def test_every_kind_has_its_block_and_loses_no_word(element, kind, image, document):
    stream = build(element, references=Fixed(image, document))
    assert types(stream) == [kind]
    assert (stream.issues, stream.lost_words) == ([], [])
    stored = [word for word in all_words(stream) if word not in ("https", "video", "example", "1")]
    assert stored == sorted(word for word in element_words(element) if word != "1")


@pytest.mark.parametrize("block", [Words, Spare])
@pytest.mark.parametrize(
    "element",
    [
        Heading("Một tiêu đề khá dài ở đây"),
        Quote("Lời nói", "Người nói"),
        Table((("Giờ", "Việc"), ("8:00", "Họp <b>xã</b>")), True, "Lịch"),
        Attachment("f.pdf", "Kế hoạch"),
        Embed("https://video.example/watch", "Phóng sự"),
        Gallery((Image("a.png", caption="Một", credit="A"), Image("a.png", caption="Hai")), "Bộ ảnh"),
        Figure(Image("a.png", caption="Chú thích", credit="Ảnh PV")),
        RichText("<ul><li>một<ul><li>hai</li></ul></li></ul><p>H<sub>2</sub>O</p>"),
    ],
    ids=lambda element: element.kind,
)
def test_a_block_set_that_knows_less_keeps_every_word(block, element, image, document):
    stream = build(element, block=block(), references=Fixed(image, document))
    kept = all_words(stream)
    for word in set(element_words(element)):
        assert kept.count(word) >= element_words(element).count(word), word
    assert stream.lost_words == []


def test_a_site_without_a_picture_block_is_told_of_the_loss(image):
    stream = build(Figure(Image("a.png", caption="Chú thích")), block=Words(), references=Fixed(image))
    assert [(each.code, each.loss) for each in stream.issues] == [("no-figure-block", True)]


def test_a_struct_of_the_site_is_stored_whole(image):
    stream = build(Quote("Lời"), block=Spare())
    assert stream.data[0]["value"] == {"text": "Lời", "mood": "calm"}, (
        "what an editor's save would add stands already"
    )


def test_text_that_is_too_long_for_its_field_stands_beside_it(image):
    caption = "chú thích " * 150
    stream = build(Figure(Image("a.png", caption=caption)), references=Fixed(image))
    assert types(stream) == ["figure", "paragraph"]
    assert stream.lost_words == [] and len(all_words(stream)) == 300


def test_a_heading_that_is_too_long_becomes_a_bold_paragraph():
    stream = build(Heading("mục " * 200))
    assert types(stream) == ["paragraph"] and "<b>" in stream.data[0]["value"]
    assert stream.lost_words == []


def test_a_figure_without_words_is_described_by_its_picture(image):
    value = build(Figure(Image("a.png")), references=Fixed(image)).data[0]["value"]
    assert (value["alt_text"], value["decorative"]) == ("", False)


def test_a_picture_beside_the_body_is_a_figure_like_any_other(image):
    def of(aside):
        shown = Image("a.png", "chữ", "Chú thích", "PV", aside=aside)
        stream = build(Figure(shown), Gallery((shown, shown)), references=Fixed(image))
        assert types(stream) == ["figure", "gallery"]
        return [(block["type"], block["value"]) for block in stream.data], stream.issues

    assert of(aside=True) == of(aside=False)


def test_what_is_missing_leaves_its_words_and_a_link():
    stream = build(Figure(Image("gone.png", "chữ", "Lễ khai mạc")), Attachment("gone.pdf", "Nghị quyết"))
    html = "".join(without_keys(each["value"]) for each in stream.data)
    assert html == (
        '<p>Lễ khai mạc</p><p><a href="http://old.example/gone.png">chữ</a></p>'
        '<p><a href="http://old.example/gone.pdf">Nghị quyết</a></p>'
    )
    assert [(each.code, each.loss) for each in stream.issues] == [
        ("image-missing", True),
        ("document-missing", True),
    ]


def test_a_gallery_of_which_some_are_missing_keeps_the_rest(image):
    gallery = Gallery((Image("a.png", caption="Còn"), Image("gone.png", caption="Mất")), "Bộ ảnh")
    stream = build(gallery, references=Fixed(image))
    assert types(stream) == ["gallery", "paragraph"]
    assert len(stream.data[0]["value"]["images"]) == 1 and "Mất" in stream.data[1]["value"]
    assert build(gallery).data[0]["type"] == "paragraph" and build(gallery).lost_words == []


def test_an_address_that_no_field_accepts_becomes_a_paragraph():
    stream = build(Embed("https://" + "x" * 3000, "Phim"))
    assert types(stream) == ["paragraph"] and stream.lost_words == []


def test_a_table_of_empty_cells_can_be_saved():
    block = ArticleStreamBlock()
    stream = build(Table((("", ""), ("", "x"))), block=block)
    table = block.child_blocks["table"]
    assert table.clean(table.to_python(stream.data[0]["value"]))


def test_an_empty_paragraph_is_no_block():
    assert build(RichText("<p></p><p> </p>")).data == []
