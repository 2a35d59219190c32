"""Pictures, their captions, and words that are none."""

import pytest

from tests.extraction.reading import convert_body, elements
from wagtail_district_news.extraction.documents import Figure, Gallery, Image, RichText


def shape(markup):
    """Pictures as (src, caption), texts as HTML."""
    found = []
    for element in elements(markup):
        if isinstance(element, Figure):
            found.append((element.image.src, element.image.caption))
        elif isinstance(element, RichText):
            found.append(element.html)
        else:
            found.append(element)
    return found


@pytest.mark.parametrize(
    "markup",
    [
        "<p><img src=a.jpg></p><p align=center>Words</p>",
        "<p><img src=a.jpg></p><p style='text-align: center'><font size=1>Words</font></p>",
        "<p><img src=a.jpg></p><p><i>Words</i></p>",
        "<p><img src=a.jpg></p><p>&nbsp;</p><p><em>Words</em></p>",
        "<p><img src=a.jpg></p><p><span style='font-style:italic'>Words</span></p>",
        "<center><img src=a.jpg><br>Words</center>",
        "<p align=center><img src=a.jpg><br><b><i>Words</i></b></p>",
        "<figure><img src=a.jpg><figcaption>Words</figcaption></figure>",
        "<div><img src=a.jpg><div class='image-caption'>Words</div></div>",
        "<table><tr><td><img src=a.jpg></td></tr><tr><td>Words</td></tr></table>",
        "<table align=center><tr><td><p><img src=a.jpg></p><tr><td><p>Words</p></table>",
    ],
)
def test_captions(markup):
    assert shape(markup + "<p>Text goes on.</p>") == [("a.jpg", "Words"), "<p>Text goes on.</p>"]


@pytest.mark.parametrize(
    "markup",
    [
        "<p><img src=a.jpg></p><p>Words</p>",
        "<p align=center><img src=a.jpg></p><p align=center><b>Words</b></p>",
        f"<p><img src=a.jpg></p><p align=center>{'Words ' * 60}</p>",
        "<p><img src=a.jpg></p><h3 align=center>Words</h3>",
        "<p><img src=a.jpg></p><p>x</p><p align=center>Words</p>",
        "<p><img src=a.jpg></p><p align=center><a href='/x'>Words</a></p>",
        "<p><img src=a.jpg> Words</p>",
    ],
)
def test_words_that_are_no_caption(markup):
    assert shape(markup)[0] == ("a.jpg", "")


def test_a_caption_in_two_parts():
    parts = "<figcaption><p class=credit>Who</p><p>What</p></figcaption>"
    assert shape(f"<figure><img src=a.jpg>{parts}</figure><p>Text.</p>") == [
        ("a.jpg", "Who What"),
        "<p>Text.</p>",
    ]


def test_a_second_caption_before_a_next_picture_is_that_of_the_next():
    markup = "<img src=a.jpg><p class=caption>One</p><p class=caption>Two</p><img src=b.jpg>"
    assert shape(markup) == [("a.jpg", "One"), ("b.jpg", "Two")]


def test_the_alt_text_is_no_caption_and_a_file_name_is_no_alt_text():
    assert elements('<img src=a.jpg alt="A hill"><img src=b.jpg alt="b.JPG">') == [
        Figure(Image("a.jpg", "A hill")),
        Figure(Image("b.jpg")),
    ]


def test_a_grid_of_pictures_with_words_below_each():
    markup = "<table><tr><td><img src=1.jpg><td><img src=2.jpg><tr><td>One<td>Two</table>"
    assert shape(markup) == [("1.jpg", "One"), ("2.jpg", "Two")]


def test_a_grid_of_pictures_with_words_in_each_cell():
    markup = "<table><tr><td><img src=1.jpg><br>One<td><img src=2.jpg><br>Two</table>"
    assert shape(markup) == [("1.jpg", "One"), ("2.jpg", "Two")]


def test_pictures_under_one_caption_are_a_gallery():
    (found,) = elements("<p align=center><img src=1.jpg><img src=2.jpg><br>Both</p>")
    assert found == Gallery((Image("1.jpg"), Image("2.jpg")), "Both")


def test_a_caption_before_its_picture_where_the_markup_says_so():
    assert shape("<div class=caption>Words</div><img src=a.jpg>") == [("a.jpg", "Words")]


def test_a_picture_that_was_never_on_the_portal_is_a_loss_and_its_caption_stays():
    found, converted = convert_body('<p><img src="file:///C:/a.jpg"></p><p align=center>Words</p>')
    assert found == (RichText("<p>Words</p>"),)
    assert [(issue.code, issue.loss) for issue in converted.issues] == [("local-picture", True)]


def test_a_picture_in_the_page_itself():
    (found,) = elements('<img src="data:image/png;base64,AAAA">')
    assert found.image.src == "data:image/png;base64,AAAA"
    assert elements('<img src="data:text/html,x">') == []


@pytest.mark.parametrize("name", ["data-src", "data-original", "data-lazy-src"])
def test_a_picture_that_a_script_would_load(name):
    (found,) = elements(f'<img src="blank.gif" {name}="real.jpg">')
    assert found.image.src == "real.jpg"


def test_a_spacer_is_decoration():
    assert [
        e.image.decorative for e in elements("<img src=a.gif width=1 height=1><img src=b.jpg width=100>")
    ] == [True, False]


def test_a_picture_cuts_its_paragraph():
    assert shape("<p>a<img src=x.jpg>b</p>") == ["<p>a</p>", ("x.jpg", ""), "<p>b</p>"]


def test_archive_prefixes_and_spaces_go_from_sources():
    (found,) = elements('<img src=" /web/20130403034653im_/http://x.example/a b.jpg ">')
    assert found.image.src == "http://x.example/a b.jpg"


def test_no_picture_stays_in_rich_text():
    for element in elements(
        "<ul><li>a<img src=x.jpg>b</ul><h2>c<img src=y.jpg></h2><a href=/z><img src=z.jpg>d</a>"
    ):
        assert not isinstance(element, RichText) or "<img" not in element.html
