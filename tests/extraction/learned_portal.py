"""A small portal of our own invention, written page by page, and what the learner makes of it."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from wagtail_district_news.extraction.documents import Page
from wagtail_district_news.extraction.extract import extract_page, survey
from wagtail_district_news.extraction.learn import learn
from wagtail_district_news.extraction.limits import names
from wagtail_district_news.extraction.profile import Profile
from wagtail_district_news.extraction.sources import open_source
from wagtail_district_news.extraction.texts import body_text
from wagtail_district_news.text import words

STEMS = sorted(
    names(
        "harbour lantern orchard market ferry council meadow bridge school choir winter garden engine library path "
        "mill river stone bakery signal weather paper bell tower field summer island road boat window glass cellar"
    )
)
CATEGORIES = ("Harbour", "Schools", "Council")
ARTICLES = 18


def prose(dice: random.Random, sentences: int = 9) -> list[str]:
    """Sentences that no two pages share."""
    return [
        " ".join(dice.choices(STEMS, k=9)).capitalize() + f" {dice.randrange(10_000)} {dice.choice(STEMS)}."
        for _ in range(sentences)
    ]


@dataclass
class Article:
    """What a page says."""

    number: int
    title: str
    date: str
    category: str
    paragraphs: list[str]
    author: str
    siblings: list[tuple[str, str]] = field(default_factory=list)

    @property
    def file(self) -> str:
        return f"news-{self.number}.html"

    @property
    def body(self) -> str:
        return "".join(f"<p>{text}</p>" for text in self.paragraphs)

    @property
    def others(self) -> str:
        links = "".join(f'<li><a href="{file}">{title}</a></li>' for file, title in self.siblings)
        return f'<div class="other"><h3>Other news</h3><ul>{links}</ul></div>'


def articles(count: int = ARTICLES, seed: int = 7) -> list[Article]:
    dice = random.Random(seed)
    authors = [f"{dice.choice(STEMS).title()} {dice.choice(STEMS).title()}son" for _ in range(4)]
    found = [
        Article(
            number,
            f"{' '.join(dice.sample(STEMS, 5)).capitalize()} {number}",
            f"{dice.randrange(13, 29)}/{dice.randrange(1, 13):02}/2018",
            CATEGORIES[number % 3],
            prose(dice),
            authors[number % 4],
        )
        for number in range(count)
    ]
    for article in found:
        near = dice.sample([other for other in found if other is not article], 4)
        article.siblings = [(other.file, other.title) for other in near]
    return found


def frame(title: str, main: str, above: str = "", below: str = "") -> str:
    """A page of the portal around its main column."""
    menu = "".join(f'<li><a href="list-{name}.html">{name}</a></li>' for name in CATEGORIES)
    return f"""<!DOCTYPE html><html lang="en"><head><title>{title} - Rill</title></head><body>{above}
<div id="head"><p class="motto">City of Rill, by the water</p>
<ul class="menu"><li><a href="index.html">Home</a></li>{menu}</ul></div>
<div class="main">{main}</div>{below}
<div id="foot"><p>Published by the city of Rill, licence 12 of 01/02/2010. All rights reserved.</p></div></body></html>"""


def usual(article: Article) -> str:
    """The article as the portal shows it where a test says nothing else."""
    category = f'<a href="list-{article.category}.html">{article.category}</a>'
    crumb = f'<div class="crumb"><a href="index.html">Home</a> » {category}</div>'
    return f"""{crumb}<h1>{article.title}</h1><div class="meta">{article.date}</div>
<div class="text">{article.body}</div>{article.others}"""


def listing(name: str, found: list[Article]) -> str:
    rows = "".join(
        f'<div class="row"><a href="{one.file}">{one.title}</a> <i>{one.date}</i></div>' for one in found
    )
    return f"<h1>{name}</h1>{rows}"


def write(folder: Path, found: list[Article], main=usual, around=frame, lists: bool = True) -> Path:
    """Write the portal: each article by `main`, in the page that `around` makes of it."""
    for article in found:
        (folder / article.file).write_text(around(article.title, main(article)), encoding="utf-8")
    for name in CATEGORIES if lists else ():
        mine = [article for article in found if article.category == name]
        (folder / f"list-{name}.html").write_text(frame(name, listing(name, mine)), encoding="utf-8")
    if lists:
        (folder / "index.html").write_text(frame("Home", listing("All news", found)), encoding="utf-8")
    return folder


def read(folder: Path) -> tuple[Profile, dict[str, Page]]:
    """The profile that the folder teaches, and its pages read with it."""
    with open_source(folder) as source:
        profile = learn(source)
        known = survey(source, profile)
        return profile, {
            document.path: extract_page(document, profile, known) for document in source.documents()
        }


def differing(article: Article, page: Page) -> tuple[Counter[str], Counter[str]]:
    """The words of the article that the page's lead and body lack, and those that they have besides."""
    truth = Counter(words(" ".join(article.paragraphs)))
    given = Counter(words(f"{page.lead} {body_text(page.body)}"))
    return truth - given, given - truth


def check(
    folder: Path, found: list[Article], date: bool = True, category: bool = True
) -> tuple[Profile, dict[str, Page]]:
    """Every article is read as it was written, and lists are lists."""
    profile, pages = read(folder)
    for article in found:
        page = pages[article.file]
        assert page.kind == "article", (article.file, page.kind)
        assert page.title == article.title
        assert differing(article, page) == (Counter(), Counter()), article.file
        if date:
            day, month, year = article.date.split("/")
            assert page.published_at is not None, article.file
            assert f"{page.published_at:%Y-%m-%d}" == f"{year}-{month}-{day}"
        if category:
            assert page.category == article.category
    assert {page.kind for path, page in pages.items() if path.startswith(("list-", "index"))} <= {"listing"}
    return profile, pages
