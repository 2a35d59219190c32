"""Short ways to read markup in tests, and a count of visible words that shares nothing with ours."""

import re
import unicodedata
from html.parser import HTMLParser

from wagtail_district_news.extraction import captions
from wagtail_district_news.extraction.blocks import to_elements
from wagtail_district_news.extraction.convert import convert
from wagtail_district_news.extraction.documents import SourceDocument
from wagtail_district_news.extraction.extract import extract_page
from wagtail_district_news.extraction.gather import Setting
from wagtail_district_news.extraction.parse import parse
from wagtail_district_news.extraction.profile import parse_profile
from wagtail_district_news.extraction.survey import survey

ARTICLE = """
format = 1
name = "test"
[site]
timezone = "Asia/Ho_Chi_Minh"
date_order = "dmy"
notice_length = 0
[[template]]
name = "article"
match = ["h1"]
[template.title]
select = ["h1"]
[template.body]
select = ["main"]
"""


def convert_body(markup):
    """The elements of a body fragment, and all that the walk found."""
    tree = parse(f"<!doctype html><html><body>{markup}</body></html>")
    converted = convert(Setting(tree), tree.tagged("body"))
    return to_elements(captions.attach(converted.blocks)), converted


def elements(markup):
    return list(convert_body(markup)[0])


def document(markup, path="a.html"):
    return SourceDocument(path, markup.encode())


def read_pages(markups, profile=ARTICLE, base_url=""):
    """Every page of a site that consists of these pages."""
    profile = parse_profile(profile) if isinstance(profile, str) else profile
    documents = [document(markup, f"{number}.html") for number, markup in enumerate(markups)]
    known = survey(documents, profile, base_url)
    return [extract_page(one, profile, known) for one in documents]


def read_page(markup, profile=ARTICLE, base_url=""):
    return read_pages([markup], profile, base_url)[0]


class _Words(HTMLParser):
    """Collects visible words with the standard library alone."""

    HIDDEN = {"script", "style", "template", "noscript", "head", "title", "iframe"}
    VOID = {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "wbr",
    }

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open = []
        self.texts = []

    def handle_starttag(self, tag, attributes):
        if tag in self.VOID:
            return
        held = dict(attributes)
        style = re.sub(r"\s", "", held.get("style") or "").lower()
        hides = re.search(r"(^|;)(display:none|visibility:hidden)", style)
        self.open.append((tag, tag in self.HIDDEN or "hidden" in held or bool(hides)))

    def handle_endtag(self, tag):
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place][0] == tag:
                del self.open[place:]
                return

    def handle_data(self, data):
        if not any(hidden for _, hidden in self.open):
            self.texts.append(data)


def visible_words(markup):
    """Every visible word of a page with balanced tags, by the definition and nothing of ours."""
    parser = _Words()
    parser.feed(markup)
    parser.close()
    text = unicodedata.normalize("NFC", "\x00".join(parser.texts))
    return re.findall(r"\w+", re.sub("[\u200b\u2060\ufeff\u00ad]", "", text))
