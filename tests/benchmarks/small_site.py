"""A small portal for the benches' own tests, with its ground truth; and a reader that knows its markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from benchmarks.mutations.site import Site

ARTICLES = 24
_CATEGORIES = ("Roads", "Schools", "Harvest")
_FIRST = ("ferry", "orchard", "library", "quarry", "bakery", "station", "meadow", "harbour")
_SECOND = ("opens", "closes", "moves", "burns", "floods", "grows")


def small_site(seed: int = 1) -> Site:
    """Twenty-four articles, two notices and two listings of an English portal."""
    pages: dict[str, bytes] = {}
    truth: dict[str, dict[str, Any]] = {}
    for number in range(ARTICLES):
        row = article(number)
        truth[row["source_path"]] = row
    for number in range(2):
        row = notice(number)
        truth[row["source_path"]] = row
    links = "".join(f'<li><a href="{path}">{row["title"]}</a></li>' for path, row in truth.items())
    for path, row in list(truth.items()):
        pages[path] = _page(row).encode()
    for number in range(2):
        path = f"list-{number}.html"
        truth[path] = {"file": path, "source_path": path, "page_type": "listing", "title": "All news", "published": None,
                       "body_text": "", "images": []}  # fmt: skip
        pages[path] = _frame("All news", f"<h1>All news</h1><ul class='all'>{links}</ul>").encode()
    return Site("small", MappingProxyType(pages), MappingProxyType(truth), seed)


def article(number: int) -> dict[str, Any]:
    """The row of one article; its page is made from it."""
    subject, verb = _FIRST[number % 8], _SECOND[number // 4 % 6]
    lines = [
        f"The {subject} of ward {number} {verb} after {turn + 2} years, said the clerk of house {number * 7 + turn}, "
        f"and nobody in lane {turn * 11 + number} had seen it coming before the {turn + 3}th bell rang."
        for turn in range(5)
    ]
    path = f"news/{subject}-{verb}-{number}.html"
    return {
        "file": path, "source_path": path, "page_type": "article", "title": f"Ward {number}: {subject} {verb}",
        "category": _CATEGORIES[number % 3], "published": f"2014-{number % 12 + 1:02}-{number + 1:02}T09:{number + 10}",
        "published_raw": f"{_english(number)}, 2014 - 09:{number + 10}", "body_text": "\n".join(lines),
        "images": [f"/img/photo-{number}.jpg"], "attachments": [],
    }  # fmt: skip


def notice(number: int) -> dict[str, Any]:
    """The row of a page that is only a link to a document."""
    row = article(number + 30)
    path = f"news/notice-{number}.html"
    return {**row, "file": path, "source_path": path, "page_type": "notice", "body_text": "", "images": [],
            "published": f"2014-03-{number + 10}T09:{number + 40}",
            "published_raw": f"March {number + 10}, 2014 - 09:{number + 40}",
            "title": f"Tender number {number} is open", "attachments": [f"/files/tender-{number}.pdf"]}  # fmt: skip


def read_site(folder: Path) -> Iterator[dict[str, Any]]:
    """What one reads who knows the markup by heart, and nothing else."""
    for path in sorted(folder.rglob("*.html")):
        tree = LexborHTMLParser(path.read_bytes().decode())
        title, body = tree.css_first("h1"), tree.css_first("div.text")
        yield {
            "file": path.relative_to(folder).as_posix(),
            "title": title.text() if title else None,
            "body_text": "\n".join(node.text() for node in body.css("p")) if body else "",
        }


def read_nothing(folder: Path) -> Iterator[dict[str, Any]]:
    """A reader that dies."""
    raise ValueError(f"cannot read {folder.name}")


def score(truth: Iterable[Mapping[str, Any]], answers: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """Shares of titles and bodies that are right to the word."""
    given = {answer["file"]: answer for answer in answers}
    rows = [row for row in truth if row["page_type"] == "article"]
    answered = [given.get(row["source_path"], {"title": None, "body_text": ""}) for row in rows]
    pairs = list(zip(rows, answered, strict=True))
    bodies = [row["body_text"].split() == answer["body_text"].split() for row, answer in pairs]
    titles = [row["title"].split() == (answer["title"] or "").split() for row, answer in pairs]
    return {"body_f1": sum(bodies) / len(rows), "title": sum(titles) / len(rows)}


def _page(row: Mapping[str, Any]) -> str:
    lines = row["body_text"].split("\n") if row["body_text"] else []
    body = "".join(f"<p>{line}</p>" for line in lines[:2])
    body += "".join(f'<p><img src="{image}"></p>' for image in row["images"])
    body += "".join(f"<p>{line}</p>" for line in lines[2:])
    body += "".join(f'<p><a href="{document}">The document</a></p>' for document in row["attachments"])
    return _frame(
        f"{row['title']} - Small portal",
        f'<div class="path"><a href="list-0.html">News</a> &gt; <b>{row["category"]}</b></div><h1>{row["title"]}</h1>'
        f'<div class="meta">Published <span class="date">{row["published_raw"]}</span></div>'
        f'<div class="text">{body}</div>',
    )


def _frame(title: str, main: str) -> str:
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title></head><body><!-- small -->"
        '<div id="top"><a href="/">Small portal</a><ul id="nav_main"><li><a href="../list-0.html">News</a></li></ul></div>'
        f'<div id="main" class="wide">{main}</div><div id="side">Office hours: Monday to Friday</div>'
        '<div id="foot">Small portal, 1 Main Street</div></body></html>'
    )


def _english(number: int) -> str:
    months = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
              "November", "December")  # fmt: skip
    return f"{months[number % 12]} {number + 1}"
