"""Where links lead: by the page's folder, its base, the portal's old address, or as an archive wrote them."""

import re

import pytest

from tests.extraction import learned_portal as portal
from wagtail_district_news.extraction.decode import decode
from wagtail_district_news.extraction.learn.site import read_site
from wagtail_district_news.extraction.parse import parse
from wagtail_district_news.extraction.sources import open_source

OLD = "http://www.rill.example/"
LINK = re.compile(r'href="(?=[\w-]+\.html)')


def links(folder, change=lambda markup: markup):
    """All links of a portal whose markup was changed: (page, words, page that they lead to)."""
    folder.mkdir()
    for path in portal.write(folder, portal.articles()).iterdir():
        path.write_text(change(path.read_text("utf-8")), "utf-8")
    with open_source(folder) as source:
        site = read_site(source, source.page_paths, lambda file: parse(decode(source.document(file)).text))
    return {(sheet.file, link.text, link.target) for sheet in site.sheets for link in sheet.links}


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("<head>", f'<head><base href="{OLD}">'),
        lambda text: LINK.sub(f'href="{OLD}', text),
        lambda text: LINK.sub(f'href="/web/20130207093732/{OLD}', text),
        lambda text: LINK.sub(f'href="{OLD}', text).replace("<head>", '<head><base href="http://[">'),
        lambda text: LINK.sub(f'href="{OLD}', text) + '<a href="http://[">x</a>' * 5,
    ],
    ids=["base", "full", "archived", "broken base", "broken links"],
)
def test_links_lead_where_they_led(tmp_path, change):
    plain = {link for link in links(tmp_path / "plain") if link[2]}
    assert len(plain) > portal.ARTICLES
    assert {link for link in links(tmp_path / "changed", change) if link[2]} == plain


def test_links_to_another_portal_lead_nowhere(tmp_path):
    def change(text):
        return LINK.sub('href="http://rill.example.org/news/', text).replace("news-1.html", "../index.html")

    assert not [link for link in links(tmp_path / "changed", change) if link[2] not in ("", "index.html")]
