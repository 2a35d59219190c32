"""Where articles stand on the pages of a site, which line is their title, and which selectors swallow their words."""

import re

import pytest

from tests.extraction import village
from wagtail_district_news.extraction.decode import decode
from wagtail_district_news.extraction.extract import extract_page, survey
from wagtail_district_news.extraction.learn import learn
from wagtail_district_news.extraction.learn.areas import lay_out, prose
from wagtail_district_news.extraction.learn.entries import DATED, FEW, mark_entries
from wagtail_district_news.extraction.learn.furniture import Dropped
from wagtail_district_news.extraction.learn.site import read_site
from wagtail_district_news.extraction.learn.titles import group_by_title
from wagtail_district_news.extraction.learn.trial import trial_of
from wagtail_district_news.extraction.parse import parse
from wagtail_district_news.extraction.sources import open_source

STREETS = ("Weir", "Mill", "Abbey", "Quarry", "Ferry", "Orchard")


def tree_of(source, file):
    return parse(decode(source.document(file)).text)


def taken_down(folder, **pages):
    """The site of some pages, their markup by name."""
    for name, markup in pages.items():
        (folder / f"{name}.html").write_text(markup, "utf-8")
    with open_source(folder) as source:
        return read_site(source, source.page_paths, lambda file: tree_of(source, file))


def told(street):
    return f"In {street} Lane the {street.lower()} bell rang twice before the {street.lower()} gate was shut."


def notices(links="<a href='/files/{0}.pdf'>The {0} rules, as a document</a>"):
    """Pages with a title and documents, with two boxes around them that say other things on each page."""
    return {
        street.lower(): f"<head><title>{street} Lane</title></head><div class=top><h1>{street} Lane</h1></div>"
        f"<div class=side><a href='https://{street}.example/'>{street} shop of gifts and of toys</a></div>"
        f"<div class=papers><p>{links.format(street)}</p></div>"
        f"<div class=ads><a href='https://{street}.example/2'>Buy a {street} lamp, or two of them</a></div>"
        for street in STREETS
    }


def cores(site):
    groups, _ = group_by_title(site)
    return [
        [str(core).rpartition(" > ")[2] for core in lay_out(group, site.by_file).cores] for group in groups
    ]


def test_the_core_of_a_notice_is_where_its_documents_are(tmp_path):
    assert cores(taken_down(tmp_path, **notices())) == [["div.papers"]]


def test_without_documents_links_make_no_core(tmp_path):
    site = taken_down(tmp_path, **notices("<a href='https://{0}.example/3'>The {0} rules, on a page</a>"))
    assert cores(site) == [[]]


def test_where_an_article_has_words_of_its_own_its_documents_say_nothing(tmp_path):
    pages = {
        name: page.replace(
            "<div class=side>", f"<div class=text><p>{told(name.title())}</p></div><div class=side>"
        )
        for name, page in notices().items()
    }
    assert cores(taken_down(tmp_path, **pages)) == [["div.text"]]


@pytest.mark.parametrize(
    ("line", "own"),
    [
        ("The gate was shut at nine.", 6),
        ("<a href=b.html>The gate was shut at nine</a>", 0),
        ("<a href=b.html>The gate was shut</a> 12 March 2014", 0),
        ("<a href=b.html>Gate</a> " + "rang " * FEW, 0),
        ("<a href=b.html>Gate</a> " + "rang " * (FEW + 1), FEW + 1),
        ("<a href=b.html>The gate of the old stone mill by the weir</a> was shut at nine today", 0),
        ("Rang " * FEW, FEW),
        ("<a href=b.html>Gate</a> <i>by the hand of Ann, March 4, 2017 - 12:30</i>", 0),
        ("<a href=b.html>Gate</a> rang March 4, 2017 - 12:30" + " and rang" * (DATED // 2), DATED + 6),
    ],
    ids=[
        "prose",
        "link",
        "entry with a date",
        "a link and four words",
        "and five",
        "more link than words",
        "no link",
        "entry with a long date",
        "a link and a sentence with a date",
    ],
)
def test_entries_of_lists_are_no_prose(line, own, tmp_path):
    site = taken_down(tmp_path, a=f"<h1>Mill</h1><p>{line}</p>", b="<h1>Weir</h1><p>Nothing.</p>")
    mark_entries(site)
    assert prose(site.by_file["a.html"].lines[-1]) == own


@pytest.mark.parametrize("name", ["comments", "binh-luan", "commentary"])
def test_a_thread_of_comments_is_no_prose(name, tmp_path):
    bodies = {
        street.lower(): f"<h1>{street}</h1><ul class={name}><li>{told(street)}</li></ul>"
        for street in STREETS
    }
    site = taken_down(tmp_path, **bodies)
    assert bool(prose(site.by_file["mill.html"].lines[-1])) is (name == "commentary")


def test_lists_draw_no_core_to_them(tmp_path):
    """The entries of a box have more words than the articles, and four of them are no link's."""
    pages = {
        street.lower(): f"<h1>{street} Lane</h1><div class=text><p>{told(street)}</p></div><ul class=latest>"
        + "".join(
            f"<li><a href=x.html>{street} {part} told at length by a neighbour</a> 12 March {street} 2014</li>"
            for part in range(9)
        )
        + "</ul>"
        for street in STREETS
    }
    assert cores(taken_down(tmp_path, **pages)) == [["div.text"]]


def alone(title, head=""):
    """Some articles, and one page of another make that has its title elsewhere."""
    pages = {
        street.lower(): f"<head><title>{street} Lane</title></head><div class=story><h1>{street} Lane</h1>"
        f"<p>{told(street)}</p></div>"
        for street in STREETS
    }
    pages["odd-page"] = (
        f"<head><title>{head}</title></head><div class=odd>{title}<p>Nobody has seen the owls of the tower since "
        "the great storm, and nobody looks for them any more.</p></div>"
    )
    return pages


@pytest.mark.parametrize(
    ("title", "head", "taken"),
    [
        ("<p class=sign>The owls</p>", "", False),
        ("<b>The owls of the tower</b>", "", False),
        ("<h3>The owls of the tower</h3>", "", False),
        ("<h2>The owls of the tower</h2>", "", True),
        ("<h1>The owls of the tower</h1>", "", True),
        ("<b>The owls of the tower</b>", "The owls of the tower", True),
    ],
    ids=["words", "bold", "small heading", "heading", "main heading", "its head says it too"],
)
def test_a_page_alone_needs_a_heading_or_a_second_signal(title, head, taken, tmp_path):
    groups, left = group_by_title(taken_down(tmp_path, **alone(title, head)))
    assert sorted(groups[0].files) == sorted(f"{street.lower()}.html" for street in STREETS)
    assert left == ([] if taken else ["odd-page.html"])
    assert [group.files for group in groups[1:]] == ([["odd-page.html"]] if taken else [])


def test_pages_that_bear_each_other_out_need_neither(tmp_path):
    pages = alone("<b>The owls of the tower</b>")
    pages["odd-second"] = pages["odd-page"].replace("owls", "bats").replace("storm", "flood")
    assert group_by_title(taken_down(tmp_path, **pages))[1] == ["odd-page.html", "odd-second.html"]
    pages["odd-third"] = pages["odd-page"].replace("owls", "crows").replace("storm", "fire")
    groups, left = group_by_title(taken_down(tmp_path, **pages))
    assert not left and [len(group.files) for group in groups] == [6, 3]


def test_a_selector_is_tried_on_the_words_of_articles(tmp_path):
    site = taken_down(
        tmp_path,
        **{
            street.lower(): f"<h1>{street}</h1><div class=text><p>{told(street)}</p><p class=note>{street} 1.</p></div>"
            f"<p class=note>{told(street)[::-1]}</p>"
            for street in STREETS
        },
    )
    (group,), _ = group_by_title(site)
    areas = lay_out(group, site.by_file).areas
    for area in areas.values():
        area.cores = [n for n, element in enumerate(area.sheet.elements) if element.place.names == (".text",)]
    nothing = Dropped([], (), ())
    with open_source(tmp_path) as source:
        trial = trial_of([(areas, nothing)], lambda file: tree_of(source, file), most=4)
        assert len(trial.pages) == 4
        assert trial.swallows("div.text") and trial.swallows("p") and trial.swallows("div, p")
        assert not trial.swallows("h1") and not trial.swallows("body > p.note")
        assert trial.swallows(".text > p.note"), "one line of two is more than a twentieth of the words"
        dropped = Dropped([], tuple(f"{street} 1." for street in STREETS), ())
        assert not trial_of([(areas, dropped)], lambda file: tree_of(source, file)).swallows(".text > p.note")


def test_words_that_a_selector_finds_twice_count_once(tmp_path):
    text = "<p>{0}</p>" * 4 + "<p class=note><b>{1} two</b></p>"
    pages = {s.lower(): f"<h1>{s}</h1><div class=text>{text.format(told(s), s)}</div>" for s in STREETS}
    site = taken_down(tmp_path, **pages)
    (group,), _ = group_by_title(site)
    with open_source(tmp_path) as source:
        trial = trial_of(
            [(lay_out(group, site.by_file).areas, Dropped([], (), ()))], lambda f: tree_of(source, f)
        )
    assert not trial.swallows("p.note, p.note > b") and trial.swallows("p")


def test_pages_are_taken_of_every_group(tmp_path):
    site = taken_down(tmp_path, **{s.lower(): f"<h1>{s}</h1><p class=t>{told(s)}</p>" for s in STREETS})
    (group,), _ = group_by_title(site)
    areas = lay_out(group, site.by_file).areas
    first, second = dict(list(areas.items())[:5]), dict(list(areas.items())[5:])
    seen = []
    with open_source(tmp_path) as source:
        none = Dropped([], (), ())
        trial_of([(first, none), (second, none)], lambda f: seen.append(f) or tree_of(source, f), most=3)
    assert len(seen) == len(set(seen)) == 3 and set(second) < set(seen)


TOOLS = "Print this page, or send it to a friend"
# Furniture under each article, and what around the article's words its selector finds as well.
TWINS = {
    "a path that lies the same way": (
        f"<div><div class=note>{TOOLS}</div></div>",
        r"<div class=note>\1</div>",
    ),
    "an element that paths leave out": (f"<div>{TOOLS}<br><i>Thank you</i></div>", r"<p>\1</p>"),
}


@pytest.fixture(scope="module", params=TWINS)
def twins(request, tmp_path_factory):
    """The village with such furniture: its profile, and its articles as it reads them."""
    folder = tmp_path_factory.mktemp("twins")
    below, first = TWINS[request.param]
    village.write(folder, below=lambda number: below)
    for page in folder.glob("a*.html"):
        markup = re.sub('(?<=<div class="text">)<p>(.*?)</p>', first, page.read_text("utf-8"))
        if below.startswith("<div>Print"):
            markup = re.sub('(<div class="text">.*?</div>)', r"<div>\1</div>", markup)
        page.write_text(markup, "utf-8")
    with open_source(folder) as source:
        profile = learn(source)
        known = survey(source, profile)
        pages = {one.path: extract_page(one, profile, known) for one in source.documents()}
    return profile, {number: pages[f"a{number}.html"] for number in range(len(village.TITLES))}


def test_furniture_whose_selector_finds_bodies_is_told_by_its_lines(twins):
    profile, articles = twins
    article = next(template for template in profile.templates if template.kind == "article")
    assert TOOLS in [text for one in (*article.furniture, *profile.furniture) for text in one.texts]
    for number, page in articles.items():
        markup = "".join(getattr(element, "html", "") for element in page.body)
        assert TOOLS not in markup and not page.accounting.lost, page.path
        if number not in village.NOTICES:
            assert all(village._sentence(number, part) in markup for part in range(3)), page.path
