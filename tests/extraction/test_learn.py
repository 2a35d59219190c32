"""What the learner must not be led astray by, each on a portal made for it."""

import random
import re

import pytest

from wagtail_district_news.extraction.learn import learn, study
from wagtail_district_news.extraction.sources import open_source

from . import learned_portal as portal
from .learned_portal import Article, frame, prose, usual

STORM = '<a href="news-1.html">Storm: read this</a>'
LINKS = '<div class="links"><a href="index.html">Start</a>|<a href="m.html">Map</a></div>'


@pytest.fixture
def found():
    return portal.articles()


def test_a_portal_like_many(tmp_path, found):
    profile, pages = portal.check(portal.write(tmp_path, found), found)
    assert profile.learned_from == len(found) + 4
    assert all(pages[one.file].accounting.lost == 0 for one in found)
    assert profile.date_order == "dmy"


def test_nothing_is_learned_from_pages_without_anything_in_common(tmp_path):
    for number in range(4):
        (tmp_path / f"{number}.html").write_text(f"<p>{number}</p>", encoding="utf-8")
    with open_source(tmp_path) as source:
        assert not [one for one in learn(source).templates if one.kind == "article"]


def before_text(markup):
    """A template that puts something of its own between head and text."""

    def main(article: Article) -> str:
        return usual(article).replace('<div class="text">', markup(article) + '<div class="text">', 1)

    return main


def behind_text(markup):
    def main(article: Article) -> str:
        return usual(article).replace('<div class="other">', markup(article) + '<div class="other">', 1)

    return main


def in_text(markup, after=4):
    """A template that puts something after the nth paragraph."""

    def main(article: Article) -> str:
        parts = article.body.split("</p>")
        parts[after] = markup(article) + parts[after]
        return usual(article).replace(article.body, "</p>".join(parts), 1)

    return main


@pytest.mark.parametrize(
    "around",
    [
        pytest.param(
            lambda title, main: frame(title, main, above='<div class="clock">Monday, 23/11/2026</div>'),
            id="clock",
        ),
        pytest.param(
            lambda title, main: frame(title, main, above=f'<div class="bar">{STORM}</div>'),
            id="notice bar",
        ),
        pytest.param(
            lambda title, main: frame(title, main, above="<p>Rill, the city by the water: printed page</p>"),
            id="print head",
        ),
        pytest.param(
            lambda title, main: f"<font size=2>{frame(title, f'<div><div>{main}</div></div>')}</font>",
            id="wrapped",
        ),
    ],
)
def test_what_stands_around_every_page(tmp_path, found, around):
    portal.check(portal.write(tmp_path, found, around=around), found)


@pytest.mark.parametrize(
    "main",
    [
        pytest.param(
            behind_text(lambda one: '<div class="share"><a href="#">Print</a> <a href="#">Send</a></div>'),
            id="toolbar",
        ),
        pytest.param(
            behind_text(lambda one: f"<p class=views>Views: {one.number * 37 + 5}</p>"), id="view count"
        ),
        pytest.param(before_text(lambda one: f"<p class=by>By {one.author}</p>"), id="byline"),
        pytest.param(
            in_text(lambda one: '<div class="ad">Advertisement: buy lamps at the Rill lamp shop</div>'),
            id="advert amid",
        ),
        pytest.param(
            in_text(
                lambda one: (
                    "<p><b>Read also:</b></p><ul>"
                    + "".join(f'<li><a href="{file}">{title}</a></li>' for file, title in one.siblings)
                    + "</ul>"
                )
            ),
            id="related amid",
        ),
    ],
)
def test_furniture_beside_and_in_the_text(tmp_path, found, main):
    portal.write(tmp_path, found, main)
    _, pages = portal.read(tmp_path)
    for article in found:
        missing, besides = portal.differing(article, pages[article.file])
        assert not missing
        assert set(besides) <= {"Read", "also"}  # the label alone may look like the author's own words
        assert pages[article.file].category == article.category


def test_view_counts_and_authors_are_slots(tmp_path, found):
    def main(article: Article) -> str:
        by = f'<p class="by">By {article.author}</p>'
        return behind_text(lambda one: f"<p class=views>Views: {one.number * 37 + 5}</p>")(article).replace(
            '<div class="text">', by + '<div class="text">', 1
        )

    _, pages = portal.check(portal.write(tmp_path, found, main), found)
    assert [pages[one.file].view_count for one in found] == [one.number * 37 + 5 for one in found]
    assert all(one.author in pages[one.file].byline for one in found)


@pytest.mark.parametrize("title", ["{0} ({1})", "{0} ({1}) "])
def test_a_date_in_brackets_behind_the_title(tmp_path, found, title):
    def main(article: Article) -> str:
        shown = title.format(article.title, article.date)
        return (
            usual(article)
            .replace(f'<div class="meta">{article.date}</div>', "")
            .replace(f"<h1>{article.title}", f"<h1>{shown}")
        )

    portal.check(portal.write(tmp_path, found, main), found)


def test_dates_cut_into_pieces(tmp_path, found):
    def main(article: Article) -> str:
        pieces = "".join(f"<span>{piece}</span>" for piece in re.split(r"(/)", article.date))
        return usual(article).replace(article.date, pieces, 1)

    portal.check(portal.write(tmp_path, found, main), found)


def test_dates_of_siblings_are_not_the_articles(tmp_path, found):
    """The article has none of its own: then no date is better than that of another page."""

    def main(article: Article) -> str:
        links = "".join(
            f'<li><a href="{file}">{title}</a> (0{n + 1}/02/2017)</li>'
            for n, (file, title) in enumerate(article.siblings)
        )
        shown = usual(article).replace(f'<div class="meta">{article.date}</div>', "")
        return re.sub(r"<ul>.*?</ul>(?=</div>$)", f"<ul>{links}</ul>", shown, flags=re.DOTALL)

    portal.write(tmp_path, found, main)
    _, pages = portal.read(tmp_path)
    assert {pages[one.file].published_at for one in found} == {None}


def comments(article: Article, heading: str, count: int) -> str:
    dice = random.Random(article.number)
    said = "".join(
        f"<li><b>Reader {n}</b> <span>1{n}/03/2019</span><p>{' '.join(prose(dice, 2))}</p></li>"
        for n in range(count)
    )
    return f"<div><h3>{heading}</h3><ul>{said}</ul></div>" if count else ""


@pytest.mark.parametrize("heading", ["Comments ({})", "{} comments", "Reader comments"])
def test_comments_of_readers_are_no_text(tmp_path, found, heading):
    main = behind_text(lambda one: comments(one, heading.format(2 + one.number % 3), 2 + one.number % 3))
    portal.check(portal.write(tmp_path, found, main), found)


def test_two_threads_of_comments_under_one_heading_are_no_text(tmp_path, found):
    def threads(article: Article) -> str:
        thread = comments(article, f"Reader comments ({article.number % 4 + 3})", article.number % 4 + 3)
        return thread + thread.replace("<div>", '<div id="comments" class="comments">')

    portal.check(portal.write(tmp_path, found, behind_text(threads)), found)


def nameless(folder):
    """Take all names from the pages of a portal: what is left is the order of elements."""
    for path in folder.iterdir():
        text = re.sub(r' (?:class|id)="[^"]*"', "", path.read_text("utf-8"))
        path.write_text(text, "utf-8")
    return folder


def test_lists_of_other_news_without_a_name_end_the_article(tmp_path, found):
    """Their dates outweigh their links, bodies have lists of the same make, and more of the portal follows."""

    def main(one: Article) -> str:
        dated = "".join(
            f'<li><a href="{file}">{title}</a> <span>March {n + 3}, 2017 - 1{n}:30 by the desk</span></li>'
            for n, (file, title) in enumerate(one.siblings)
        )
        points = "".join(f"<li>{text}</li>" for text in one.paragraphs[-2:])
        text = "".join(f"<p>{text}</p>" for text in one.paragraphs[:-2]) + f"<ul>{points}</ul>"
        more = '<div><h4>Feedback</h4><ul><li><a href="index.html">Questions and answers</a></li></ul></div>'
        return (
            f"<h1>{one.title}</h1><div>{one.date}</div><div>{text}<div><h3>Other news</h3><ul>{dated}</ul></div>"
            f"{more}</div>"
        )

    portal.check(nameless(portal.write(tmp_path, found, main, lists=False)), found, category=False)


def test_an_author_is_no_category(tmp_path, found):
    def main(article: Article) -> str:
        author = f'<h4><a href="mailto:someone@rill.example">{article.author}</a></h4>'
        shown = re.sub(r'<div class="crumb">.*?</div>', "", usual(article), flags=re.DOTALL)
        return shown.replace(
            '<div class="text">', f"<h4>By {article.author}</h4><div class='text'>", 1
        ).replace('<div class="other">', author + '<div class="other">', 1)

    portal.write(tmp_path, found, main)
    _, pages = portal.read(tmp_path)
    assert not {pages[one.file].category for one in found} & {one.author for one in found}


def test_a_part_that_is_called_after_an_author_is_no_category(tmp_path, found):
    """Lists link it, and no menu has the others; it says who wrote, all the same."""
    for one in found:
        one.category, one.author = (
            "Council" if one.number == 5 else "Harbour",
            f"{'Ann' if one.number > 3 else 'Una'} Lee",
        )

    def own(one: Article) -> str:
        return f'<a href="by-{one.author[:3]}.html">{one.author}\'s pages</a>'

    def main(one: Article) -> str:
        shown = re.sub(r"(?<=</a>)</div>(?=<h1>)", f" » {own(one)}</div>", usual(one))
        return shown.replace(one.date, f"By {one.author} on {one.date}" if one.number % 9 else one.date, 1)

    portal.write(tmp_path, found, main)
    rows = "".join(f"<p>{own(one)}</p>" for one in found)
    for path in tmp_path.iterdir():
        text = re.sub(r'<ul class="menu">.*?</ul>', "", path.read_text("utf-8"), flags=re.DOTALL)
        path.write_text(text if "news-" in path.name else text.replace("</h1>", f"</h1>{rows}"), "utf-8")
    _, pages = portal.read(tmp_path)
    assert {pages[one.file].category for one in found} == {"Harbour", "Council"}


def test_an_address_is_no_category(tmp_path, found):
    def main(one: Article) -> str:
        shown = re.sub(r'<div class="crumb">.*?</div>', "", usual(one), flags=re.DOTALL)
        desk = ("press@rill.example", "www.rill.example/press", "http://rill.example/desk")[one.number % 3]
        return shown.replace("<h1>", f"<h4>Ask: {desk}</h4><h1>", 1)

    _, pages = portal.read(portal.write(tmp_path, found, main))
    assert not [one for one in found if "rill.example" in pages[one.file].category]


def test_templates_have_one_category_for_each(tmp_path, found):
    """Its line is called the same in both, though it hangs somewhere else and never changes."""
    for one in found:
        one.category = "Harbour" if one.number % 3 else "Council"

    def main(one: Article) -> str:
        shown = re.sub(r'<div class="crumb">.*?</div>', "", usual(one), flags=re.DOTALL)
        shown = shown.replace("<h1>", f'<div class="part">{one.category}</div><h1>', 1)
        return f'<div class="{"speech" if one.number % 3 else "release"}">{shown}</div>'

    portal.check(portal.write(tmp_path, found, main, lists=False), found)


def test_the_end_of_breadcrumbs_is_the_category_though_it_never_changes(tmp_path, found):
    def main(one: Article) -> str:
        return re.sub(r"» <a.*?</a>", "» <span>Weekly</span>", usual(one), count=1)

    _, pages = portal.read(portal.write(tmp_path, found, main))
    assert {pages[one.file].category for one in found} == {"Weekly"}


def test_a_menu_beside_the_title_is_no_category(tmp_path, found):
    """Every page has it, lists as well."""
    portal.write(tmp_path, found)
    side = '<ul class="sections"><li>Ferries</li><li>Tides</li><li>Maps</li></ul>'
    for path in tmp_path.iterdir():
        text = re.sub(r'<div class="crumb">.*?</div>', "", path.read_text("utf-8"), flags=re.DOTALL)
        path.write_text(text.replace("<h1>", f"{side}<h1>"), "utf-8")
    _, pages = portal.read(tmp_path)
    assert {pages[one.file].category for one in found} <= {""}


def test_the_title_of_another_article_is_no_category(tmp_path, found):
    def main(one: Article) -> str:
        shown = re.sub(r'<div class="crumb">.*?</div>', "", usual(one), flags=re.DOTALL)
        best = found[one.number % 2 * 3]
        return shown.replace("<h1>", f'<h4><a href="{best.file}">{best.title}</a></h4><h1>', 1)

    _, pages = portal.read(portal.write(tmp_path, found, main))
    assert not {pages[one.file].category for one in found} & {one.title for one in found}


def test_a_motto_is_no_category(tmp_path, found):
    def main(article: Article) -> str:
        shown = re.sub(r'<div class="crumb">.*?</div>', "", usual(article), flags=re.DOTALL)
        return "<h4>Rill, where the water is</h4>" + shown

    portal.write(tmp_path, found, main)
    _, pages = portal.read(tmp_path)
    assert not [one for one in found if "water" in pages[one.file].category]


def test_a_front_page_is_not_called_after_an_entry_of_the_menu(tmp_path, found):
    """All pages link it by that name, and it stands in its own footer as well."""

    def around(title: str, main: str) -> str:
        return frame(
            title,
            main,
            below=LINKS,
        )

    portal.write(tmp_path, found, around=around)
    news = "".join(f"<p>{text}</p>" for text in prose(random.Random(3), 6))
    (tmp_path / "index.html").write_text(f'<body><div class="front">{news}</div>{LINKS}')
    _, pages = portal.read(tmp_path)
    assert pages["index.html"].kind != "article" or not pages["index.html"].template
    assert "Start" not in pages["index.html"].title


def test_a_notice_is_its_document(tmp_path, found):
    """On pages without a text the core is where the document is linked, though a list of others stands below."""

    def main(article: Article) -> str:
        if article.number % 2:
            return usual(article)
        link = f'<p>See <a href="/files/{article.number}.pdf">here</a></p>'
        return usual(article).replace(article.body, link, 1)

    portal.write(tmp_path, found, main)
    _, pages = portal.read(tmp_path)
    for article in found:
        page = pages[article.file]
        assert page.kind == ("article" if article.number % 2 else "notice")
        assert [one.href for one in page.attachments] == (
            [] if article.number % 2 else [f"/files/{article.number}.pdf"]
        )


def test_frames_era_tables_without_a_single_name(tmp_path, found):
    """Selectors of tags alone find too much: none of the furniture may swallow a text."""

    def around(title: str, main: str) -> str:
        plain = re.sub(r' (?:class|id)="[^"]*"', "", frame(title, main))
        return plain.replace("<div>", "<div><div>").replace("</div>", "</div></div>")

    portal.write(tmp_path, found, around=around, lists=False)
    _, pages = portal.read(tmp_path)
    for article in found:
        missing, _ = portal.differing(article, pages[article.file])
        assert not missing
        assert pages[article.file].title == article.title


def test_two_designs_of_one_portal(tmp_path):
    found = portal.articles(30)

    def main(article: Article) -> str:
        shown = usual(article)
        if article.number < 15:
            return shown
        for old, new in (
            ("meta", "when"),
            ("text", "story"),
            ("crumb", "path"),
            ("h1", "h2"),
            ("other", "more"),
        ):
            shown = (
                shown.replace(f'"{old}"', f'"{new}"')
                .replace(f"<{old}>", f"<{new}>")
                .replace(f"</{old}>", f"</{new}>")
            )
        return shown

    portal.check(portal.write(tmp_path, found, main), found)


def test_classes_that_are_numbered_by_page(tmp_path, found):
    def main(article: Article) -> str:
        return re.sub(
            r'class="(text|meta)"',
            lambda match: f'class="{match[1]} post-{1000 + article.number}"',
            usual(article),
        )

    portal.check(portal.write(tmp_path, found, main), found)


def test_years_of_two_digits(tmp_path, found):
    main = lambda one: usual(one).replace(one.date, one.date.replace("/2018", "/18"), 1)  # noqa: E731
    profile, _ = portal.check(portal.write(tmp_path, found, main), found)
    assert profile.short_years


def test_months_before_days(tmp_path, found):
    def american(one: Article) -> str:
        day, month, year = one.date.split("/")
        return usual(one).replace(one.date, f"{month}/{day}/{year}", 1)

    profile, _ = portal.check(portal.write(tmp_path, found, american), found)
    assert profile.date_order == "mdy"


def test_learned_from_a_sample(tmp_path, found):
    portal.write(tmp_path, found)
    with open_source(tmp_path) as source:
        assert learn(source, most=12).learned_from == 12


@pytest.mark.parametrize(("names", "codes"), [(("Harbour",), ["one-category"]), (portal.CATEGORIES, [])])
def test_one_category_for_all_is_doubted(tmp_path, names, codes):
    found = portal.articles(portal.ARTICLES * 2)
    for article in found:
        article.category = names[article.number % len(names)]

    def main(article: Article) -> str:
        shown = f'<div class="category">{article.category}</div>'
        return re.sub(r'<div class="crumb">.*?</div>', shown, usual(article), flags=re.DOTALL)

    portal.write(tmp_path, found, main)
    with open_source(tmp_path) as source:
        told = [doubt.code for doubt in study(source).report.doubts]
    assert [code for code in told if code == "one-category"] == codes
