"""From the markup of a body to elements: text, lists, headings, quotes, links."""

import re

import pytest

from tests.extraction.reading import convert_body, elements
from wagtail_district_news.extraction.documents import Attachment, Embed, Figure, Heading, Quote, RichText

VIDEO = "https://www.youtube.com/watch?v=abcDEF12345"


def rich(markup):
    """The HTML of a body that is one rich text."""
    (element,) = elements(markup)
    assert isinstance(element, RichText)
    return element.html


def issues(markup):
    return [(issue.code, issue.loss) for issue in convert_body(markup)[1].issues]


@pytest.mark.parametrize(
    "markup", ["", "<p></p>", "<p>&nbsp;</p>", "<br><br>", "<div> <span></span></div>", "<ul><li></ul>"]
)
def test_nothing_makes_no_element(markup):
    assert elements(markup) == []


@pytest.mark.parametrize(
    ("markup", "html"),
    [
        ("plain", "<p>plain</p>"),
        ("<p>a<br><br>b<br>c&nbsp;</p>", "<p>a</p><p>b<br/>c</p>"),
        ("<p>a</p><p>&nbsp;</p><p>b</p>", "<p>a</p><p>b</p>"),
        ("<div>a<div>b</div>c</div>", "<p>a</p><p>b</p><p>c</p>"),
        ("a<center>b</center>", "<p>a</p><p>b</p>"),
        ("<p><b>a</b>\n<b>b</b>\n</p>", "<p><b>a b</b></p>"),
        ("<p><strong>a</strong><em>b</em></p>", "<p><b>a</b><i>b</i></p>"),
        ("<b>a <b>b</b> <strong>c</strong></b>", "<p><b>a b c</b></p>"),
        ('<span style="font-weight:700">a</span>', "<p><b>a</b></p>"),
        ('<b style="font-weight:normal">a</b>', "<p>a</p>"),
        ('<b>a<span style="font-weight: 400">b</span></b>', "<p><b>a</b>b</p>"),
        ('<i>a<span style="font-style:normal">b</span></i>', "<p><i>a</i>b</p>"),
        (
            "H<sub>2</sub>O, m<sup>2</sup>, <strike>x</strike>",
            "<p>H<sub>2</sub>O, m<sup>2</sup>, <s>x</s></p>",
        ),
        ("<u>a</u><font color=red>b</font><blink>c</blink>", "<p>abc</p>"),
        ('<p class="MsoNormal" style="mso-x:y">a<o:p>&nbsp;</o:p></p>', "<p>a</p>"),
        ("<!--[if mso]>x<![endif]-->a<![if !mso]>b<![endif]>", "<p>ab</p>"),
        ("<p>a<script>x</script><style>y</style></p>", "<p>a</p>"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("<pre>a\n b</pre>", "<p>a<br/>b</p>"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "<p>a</p><p>b</p>"),
        ("a<hr>b", "<p>a</p><p>b</p>"),
        ("<p>đ<b>a<p>b</b>c", "<p>đ<b>a</b></p><p><b>b</b>c</p>"),
    ],
)
def test_text(markup, html):
    assert rich(markup) == html


@pytest.mark.parametrize(
    ("markup", "html"),
    [
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ul><li>a<ol><li>b</ol><li>c</ul>", "<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>"),
        ("<ul><li>a</ul><ol><li>b</ol>", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ("<ul><li>a</ul><ul><li>b</ul>", "<ul><li>a</li></ul><ul><li>b</li></ul>"),
        ("<ul><li><p>a</p><p>b</p></ul>", "<ul><li>a<br/>b</li></ul>"),
        ("<ul><ul><li>a<li>b</ul></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ul><li>a</li><ul><li>b</ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("x<ul><li>a</ul>y", "<p>x</p><ul><li>a</li></ul><p>y</p>"),
        ("<ul>loose<li>a</ul>", "<p>loose</p><ul><li>a</li></ul>"),
    ],
)
def test_lists(markup, html):
    assert rich(markup) == html


def test_a_list_three_deep_comes_back_up():
    html = rich("<ul><li>a<ul><li>b<ul><li>c</ul></ul><li>d</ul>")
    assert html == "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("/a/b.aspx?x=1&amp;y=2", "/a/b.aspx?x=1&amp;y=2"),
        (" http://x.example/ ", "http://x.example/"),
        ("/web/20130207093732/http://x.example/a", "http://x.example/a"),
        ("https://web.archive.org/web/20130207093732/http://x.example/a", "http://x.example/a"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("tel:123", "tel:123"),
        ("b&#10;c.html", "bc.html"),
    ],
)
def test_links_that_stay(href, kept):
    assert rich(f'<a href="{href}">x</a>') == f'<p><a href="{kept}">x</a></p>'


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("javascript:__doPostBack('a','')", [("script-link", False)]),
        ("JaVa&#9;Script:alert(1)", [("script-link", False)]),
        ("&#1;javascript:alert(1)", [("script-link", False)]),
        ("vbscript:x", [("script-link", False)]),
        ("file:///C:/a.html", [("local-link", False)]),
        ("data:text/html,x", [("local-link", False)]),
        ("#top", []),
        ("", []),
    ],
)
def test_links_that_become_text(href, found):
    assert rich(f'<a href="{href}">x</a>') == "<p>x</p>"
    assert issues(f'<a href="{href}">x</a>') == found


def test_headings_have_three_levels_and_no_marks():
    found = elements("<h1>One <b>big</b></h1><h3>Three</h3><h6>Six</h6>")
    assert found == [Heading("One big", 2), Heading("Three", 3), Heading("Six", 4)]


def test_a_heading_that_links_or_runs_on_is_a_paragraph():
    assert rich('<h2><a href="/x">a</a></h2>') == '<p><a href="/x">a</a></p>'
    assert isinstance(elements(f"<h2>{'word ' * 50}</h2>")[0], RichText)


def test_quotes():
    assert elements("<blockquote>Said so.<footer>Somebody</footer></blockquote>") == [
        Quote("Said so.", "Somebody")
    ]
    assert elements("<blockquote><p>a</p><p>b</p></blockquote>") == [Quote("a\nb")]


@pytest.mark.parametrize(
    "markup",
    [
        '<blockquote style="margin: 0 0 0 40px">a</blockquote>',
        "<blockquote><ul><li>a</ul></blockquote>",
        '<blockquote><a href="/x">a</a></blockquote>',
        f"<blockquote>{'a ' * 1000}</blockquote>",
    ],
)
def test_indentation_is_no_quote(markup):
    assert not any(isinstance(element, Quote) for element in elements(markup))


@pytest.mark.parametrize(
    ("markup", "url"),
    [
        ('<iframe src="//www.youtube.com/embed/abcDEF12345?rel=0"></iframe>', VIDEO),
        ('<iframe src="https://maps.example/x?y=1"></iframe>', "https://maps.example/x?y=1"),
        ('<object><param name="movie" value="http://www.youtube.com/v/abcDEF12345"></object>', VIDEO),
        ('<embed src="http://films.example/1">', "http://films.example/1"),
        ('<video><source src="/f/a.mp4"></video>', "/f/a.mp4"),
        ('<audio src="/f/a.mp3"></audio>', "/f/a.mp3"),
    ],
)
def test_embeds(markup, url):
    assert elements(f"<p>{markup}</p>") == [Embed(url)]


@pytest.mark.parametrize(
    "markup",
    ["<iframe></iframe>", '<iframe src="javascript:x"></iframe>', '<iframe src="about:blank"></iframe>'],
)
def test_embeds_of_nothing(markup):
    assert elements(markup) == []


def test_flash_is_a_loss_that_is_said():
    assert elements('<object data="a.swf"><embed src="a.swf"></object>') == []
    assert issues('<object data="a.swf"></object>') == [("flash", True)]


def test_a_document_in_a_frame_is_an_attachment():
    assert elements('<iframe src="/d/a.pdf"></iframe>') == [Attachment("/d/a.pdf")]


def test_documents_are_attachments_whether_alone_or_in_a_sentence():
    found, converted = convert_body(
        '<p><a href="a.PDF">The paper</a></p><p>See <a href="/b.doc?x=1">here</a>.</p>'
    )
    assert found[0] == Attachment("a.PDF", "The paper")
    assert found[1] == RichText('<p>See <a href="/b.doc?x=1">here</a>.</p>')
    assert converted.attachments == [Attachment("a.PDF", "The paper"), Attachment("/b.doc?x=1", "here")]


def test_a_document_behind_an_icon_is_found_and_the_icon_is_decoration():
    found, converted = convert_body('<a href="a.pdf" title="Paper"><img src="pdf.gif"></a>')
    assert converted.attachments == [Attachment("a.pdf", "Paper")]
    assert [element.image.decorative for element in found if isinstance(element, Figure)] == [True]


def test_a_document_named_in_a_query():
    assert convert_body('<a href="/get.ashx?f=a.docx">x</a>')[1].attachments == [
        Attachment("/get.ashx?f=a.docx", "x")
    ]


def test_controls_of_a_form_are_not_taken_and_so_not_consumed():
    found, converted = convert_body("<p>a</p><select><option>b</option></select>")
    assert found == (RichText("<p>a</p>"),)
    assert len(converted.consumed) == 1


@pytest.mark.parametrize(
    "markup",
    [
        "<img src=x onerror=alert(1)>",
        '<p onclick="alert(1)">a</p>',
        '<a href="x" onmouseover="alert(1)" style="x:expression(1)">a</a>',
        "<svg onload=alert(1)><script>alert(1)</script></svg>",
        "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        '<a href="jav&#x0A;ascript:alert(1)">a</a>',
        "<form action='javascript:alert(1)'><input type=submit></form>",
        "<table background='javascript:alert(1)'><tr><td>x</table>",
        "<style>@import'javascript:alert(1)';</style>",
        "<p>&lt;img src=x onerror=alert(1)&gt;</p>",
    ],
)
def test_hostile_markup_leaves_no_tag_or_attribute_that_is_not_allowed(markup):
    for element in elements(f"<p>a {markup} b</p>"):
        if isinstance(element, RichText):
            tags = re.findall(r"</?([a-z]+)((?:\s[^>]*)?)>", element.html)
            assert {name for name, _ in tags} <= {
                "p",
                "a",
                "b",
                "i",
                "ul",
                "ol",
                "li",
                "br",
                "sub",
                "sup",
                "s",
            }
            assert all(re.fullmatch(r'\s*/?|\shref="[^"]*"', rest) for _, rest in tags)
            assert not re.search(r'href="\s*(?:javascript|data|vbscript)', element.html, re.I)
