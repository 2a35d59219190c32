"""What portals do to their pages, on a village portal: dates with a label, lists of whole articles, no names."""

import re

import pytest

from tests.extraction import village
from tests.extraction.reading import ARTICLE, read_pages
from wagtail_district_news.extraction.extract import extract_page, survey
from wagtail_district_news.extraction.learn import learn
from wagtail_district_news.extraction.learn.categories import _names_author
from wagtail_district_news.extraction.sources import open_source

NEWS = [number for number in range(len(village.TITLES)) if number not in village.NOTICES]
DATED = (
    ARTICLE.replace('name = "test"', 'name = "test"', 1).replace("[site]", "[site]\nlearned_from = 20")
    + '[template.date]\nselect = [".when"]\nconfidence = 1.0\n'
)
SAID = "The warden walked the whole of the lane, and found that not one of the lamps was lit."


def read(folder):
    """The pages of a folder by file, with the profile that they teach."""
    with open_source(folder) as source:
        profile = learn(source)
        known = survey(source, profile)
        return {one.path: extract_page(one, profile, known) for one in source.documents()}, profile


def rewrite(folder, change):
    """Change the markup of every page; `change` is told the file."""
    for path in folder.glob("*.html"):
        path.write_text(change(path.name, path.read_text("utf-8")), "utf-8")
    return folder


def labelled(name, markup):
    number = int(re.sub(r"\D", "", name))
    date = f"2016-{number % 12 + 1:02}" if number % 3 == 0 else f"{'May' if number % 2 else 'June'} 2016"
    return re.sub(r'(class="when">)[^<]*', rf"\g<1>Sheet {number + 70} of the Bell, {date}", markup)


def test_a_date_that_reads_only_without_its_label_is_read(tmp_path):
    pages, profile = read(rewrite(village.write(tmp_path), labelled))
    for number in NEWS:
        page = pages[f"a{number}.html"]
        month = number % 12 + 1 if number % 3 == 0 else 5 if number % 2 else 6
        assert (page.published_at.month, page.published_precision) == (month, "month")
    assert any("Bell" in template.slot("date").pattern for template in profile.templates)


def test_a_label_that_hinders_nothing_stays(tmp_path):
    _, profile = read(
        rewrite(village.write(tmp_path), lambda _, markup: markup.replace('"when">', '"when">Said on '))
    )
    assert not any(template.slot("date").pattern for template in profile.templates)


def test_pages_without_any_name_are_told_by_their_order(tmp_path):
    def bare(_, markup):
        return re.sub(r' (?:class|id)="[^"]*"', "", markup).replace(
            "<body>", "<body><div><h1>The Bell</h1></div>"
        )

    pages, _ = read(rewrite(village.write(tmp_path), bare))
    assert [pages[f"a{number}.html"].title for number in NEWS] == [village.TITLES[number] for number in NEWS]


def records(count, said=SAID, date=""):
    return "".join(
        f"<h3><a href='{number}.html'>Lane {number}</a></h3>{date}<p>{said}</p>" for number in range(count)
    )


def kind_of(main, date=""):
    news = [
        f"<h1>Lane {number}</h1><p class=when>01/02/2016</p><main><p>{SAID}</p></main>" for number in range(4)
    ]
    return read_pages([*news, f"<h1>News</h1>{date}<main>{main}</main>"], DATED)[-1].kind


@pytest.mark.parametrize(
    "main",
    [
        records(3),
        records(4, SAID * 9),
        records(3, date="<div class=when>03/04/2016</div>"),
        re.sub(r"</?h3>", "", records(3)).replace("</a>", "</a><br>"),
        f"<p>All that was said.</p>{records(3)}",
    ],
)
def test_a_list_of_articles_in_the_dress_of_one_is_a_listing(main):
    assert kind_of(main) == "listing"


@pytest.mark.parametrize(
    ("main", "date"),
    [
        pytest.param(records(3), "<p class=when>03/04/2016</p>", id="a digest with a date of its own"),
        pytest.param(records(2), "", id="two are few"),
        pytest.param(records(3, "More."), "", id="links to read on"),
        pytest.param(f"<p>{SAID * 2}</p>{records(3)}", "", id="an article, and what is related"),
        pytest.param(records(3).replace(".html", ".pdf"), "", id="documents"),
        pytest.param(records(3).replace("href='", "href='https://other.example/x"), "", id="pages of others"),
    ],
)
def test_an_article_that_names_others_stays_one(main, date):
    assert kind_of(main, date) == "article"


def test_a_day_that_every_page_shows_makes_no_article_of_a_list(tmp_path):
    pages, _ = read(village.write(tmp_path, counter=lambda number: f"<b>{number % 9 + 1:02}/11/2021</b>"))
    assert {pages[f"list{place}.html"].kind for place in range(3)} == {"listing"}
    assert {pages[f"a{number}.html"].published_at.year for number in NEWS} == {2016}


def test_a_line_that_ends_some_articles_cuts_none_that_goes_on_behind_one_like_it(tmp_path):
    def ended(name, markup):
        number = int(re.sub(r"\D", "", name))
        link = f'<p><a href="https://bell.example/{number}">The {number}th bell in other tongues</a></p>'
        if number % 3:
            return markup.replace(
                '</div><div class="more">', f'<p>In tongues</p>{link}</div><div class="more">'
            )
        return markup.replace('<div class="text">', f'<div class="text"><p>In tongues: {number} of them</p>')

    pages, _ = read(rewrite(village.write(tmp_path), ended))
    for number in NEWS:
        assert pages[f"a{number}.html"].kind == "article"
        assert village._sentence(number, 2) in str(pages[f"a{number}.html"].body)


@pytest.mark.parametrize(
    ("value", "named"),
    [("Ann Lee's blog", True), ("Ann Lee’s blog", True), ("Ann Weir", False), ("Blogs of all", False)],
)
def test_what_is_called_after_its_author(value, named):
    assert _names_author(value, "submitted by ann lee on may 3, 2016") is named
