"""Every visible word is kept, furniture or lost; checked against a count that shares nothing with ours."""

import re
from collections import Counter

import pytest

from tests.extraction.reading import ARTICLE, read_page, read_pages, visible_words
from wagtail_district_news.extraction.recurrence import Tally
from wagtail_district_news.extraction.texts import body_text

NAMED = ARTICLE + "[[furniture]]\nname = 'menu'\nselect = ['nav']"


def page(body, around=""):
    return (
        f"<html><head><title>no</title></head><body>{around}<h1>Title</h1><main>{body}</main></body></html>"
    )


@pytest.mark.parametrize(
    ("body", "around", "sums"),
    [
        ("", "", (1, 0, 0)),
        ("<p>one two</p>", "", (3, 0, 0)),
        ("<p>one</p>", "<nav>a b</nav>", (2, 2, 0)),
        ("<p>one</p>", "<div>a b c</div>", (2, 0, 3)),
        ("<p>one</p><select><option>x y</option></select>", "", (2, 0, 2)),
        ("<p>one<script>x</script><span hidden>y</span></p>", "<p style='display:none'>z</p>", (2, 0, 0)),
        ("<table border=1><tr><td>a<td>b<tr><td>c<td>d</table>", "", (5, 0, 0)),
        ("<img src=x.jpg><p align=center>cap</p><blockquote>q r</blockquote><h2>h</h2>", "", (5, 0, 0)),
        ("<p>...</p>", "<div>-- | --</div>", (1, 0, 0)),
    ],
)
def test_sums(body, around, sums):
    found = read_page(page(body, around), NAMED).accounting
    assert (found.kept, found.furniture, found.lost) == sums
    assert found.total == len(visible_words(page(body, around)))
    assert len(found.lost_words) == found.lost


def test_lost_words_are_told_in_page_order_and_as_a_loss():
    found = read_page(page("<p>one</p>", "<div>a b</div><p>c</p>"))
    assert found.accounting.lost_words == ("a", "b", "c")
    (issue,) = [issue for issue in found.issues if issue.code == "words-lost"]
    assert issue.loss and issue.detail == "a b c"


def test_what_recurs_on_three_pages_is_furniture_and_on_two_is_not():
    menu = "<div class='menu'>Home and away</div>"
    for count, furniture in ((2, 0), (3, 3), (7, 3)):
        pages = read_pages([page(f"<p>{word}</p>", menu) for word in "abcdefg"[:count]])
        assert [p.accounting.furniture for p in pages] == [furniture] * count


def test_the_same_words_at_another_place_do_not_recur():
    ways = ["<div>Home and away</div>", "<p>Home and away</p>", "<ul><li>Home and away</ul>"]
    assert [p.accounting.lost for p in read_pages([page("<p>x</p>", way) for way in ways])] == [3, 3, 3]


def test_other_words_at_the_same_place_do_not_recur():
    pages = read_pages([page("<p>x</p>", f"<div>Week {n} of the year</div>") for n in range(5)])
    assert [p.accounting.lost for p in pages] == [5] * 5


def test_numbers_in_ids_do_not_keep_a_block_from_recurring():
    pages = read_pages([page("<p>x</p>", f"<div id='part{n}' class='a'>Home</div>") for n in range(3)])
    assert [p.accounting.furniture for p in pages] == [1] * 3


def test_a_body_that_recurs_is_kept():
    pages = read_pages([page("<p>The very same words</p>")] * 4)
    assert all(p.accounting.lost == p.accounting.furniture == 0 for p in pages)


def test_a_label_is_furniture_and_its_value_kept():
    profile = ARTICLE + "[template.view_count]\nselect = ['.v']\nlabel = ['Number of views:']"
    found = read_page(page("<p>x</p>", "<p class=v>Number of views: 12</p>"), profile)
    assert (found.view_count, found.accounting.kept, found.accounting.furniture) == (12, 3, 3)


MESSY = [
    "<p>a &amp; b &lt;c&gt; d&nbsp;e &#273;&ecirc;</p><div>f<div>g <span>h</span></div>i</div>",
    "<ul><li>a<ul><li>b c</li></ul></li></ul><ol><li>d</li></ol><dl><dt>e</dt><dd>f</dd></dl>",
    "<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>c<hr>d",
    "<p>v\u00ea\u0300 d\u00e2n v&acirc;\u0323n</p><blockquote>a<cite>b</cite></blockquote>",
    "<p><a href='/x.pdf'>a b</a></p><p>c <a href='javascript:x'>d</a></p><h2><a href='/y'>e</a></h2>",
    "<iframe src='//www.youtube.com/embed/abcdefgh'>no</iframe><object data='x.swf'><p>a</p></object>",
    "<figure><img src='a.jpg'><figcaption>a b</figcaption></figure><p><img src='file:///x'></p><p align='center'>c</p>",
    "<form><label>a</label><textarea>b</textarea><button>c</button><fieldset><legend>d</legend></fieldset></form>",
]


@pytest.mark.parametrize("body", MESSY)
@pytest.mark.parametrize("around", ["", "<nav>m n</nav><div>o p</div>"])
def test_the_sum_is_every_visible_word_of_an_independent_parse(body, around):
    markup = page(body, around)
    found = read_page(markup, NAMED)
    assert found.accounting.total == len(visible_words(markup))


@pytest.mark.parametrize("body", MESSY)
def test_kept_words_are_the_words_of_the_page_that_comes_out(body):
    found = read_page(page(body))
    out = Counter(re.findall(r"\w+", f"{found.title} {body_text(found.body)}"))
    every = Counter(visible_words(page(body)))
    assert sum(out.values()) == found.accounting.kept
    assert every - Counter(found.accounting.lost_words) == out


def test_memory_of_the_tally_stays_bounded(monkeypatch):
    monkeypatch.setattr("wagtail_district_news.extraction.recurrence.MAX_KEYS", 1000)
    tally = Tally()
    tally._limit = 1000
    for number in range(5000):
        tally.add_page([b"same", str(number).encode()])
    assert tally.pages(b"same") == 5000
    assert len(tally._counts) <= 1001
